#!/usr/bin/env python3
"""Fine-tunes the encoder with its heads. See README.md for the commands.

    python train.py --shared SHARED --out /tmp/model.pt [--layers 6] [--epochs 6]
"""
import argparse
import glob
import math
import os
import random
import time

import numpy as np
import torch

import corpora
from batches import LABELS, OFFSETS, Encoder, batches, examples, tensors, word_logits
from features import FEATURES, add_bits
from model import Model

HERE = os.path.dirname(os.path.abspath(__file__))
# what a head's loss counts; names are the hardest
WEIGHT = {"names": 1.0, "front": 0.5, "back": 0.5, "tag": 0.5}


def training_sentences(options):
    data = os.path.join(options.shared, "data")
    found = []
    sources = options.sources.split(",")
    if "newsfane" in sources:
        found += corpora.newsfane(f"{data}/ner-newsfane/train.conll")
    if "wojood" in sources:
        found += corpora.wojood(f"{data}/ner-wojood-sample/train.conll")
        found += corpora.wojood(f"{data}/ner-wojood-sample/val.conll")
    if "aqmar" in sources:
        for path in sorted(glob.glob(f"{data}/ner-aqmar/*.txt")):
            found += corpora.aqmar(path)
    if "own" in sources:
        for path in sorted(glob.glob(f"{HERE}/../names/sentences/*.txt")):
            found += list(corpora.own_names(path)) * options.own_times
    if "tags" in sources:
        for path in sorted(glob.glob(f"{HERE}/../tags/sentences/*.txt")):
            found += list(corpora.own_tags(path)) * 2
        found += list(corpora.pud(f"{data}/ud-arabic/pud-open.conllu.gz"))
    if "wikinews" in sources:
        wiki = [s for s in corpora.wikinews(f"{data}/wikinews-pos/wikinews_open.tsv") if s.group != options.hold_topic]
        found += wiki * 2
    return found


def loss_of(logits, allowed):
    total = 0.0
    for head, weight in WEIGHT.items():
        a, b = OFFSETS[head]
        part, known = logits[:, a:b], allowed[:, a:b]
        told = known.any(1)
        if not told.any():
            continue
        part, known = part[told], known[told]
        inside = torch.logsumexp(part.masked_fill(~known, -1e9), 1)
        nll = torch.logsumexp(part, 1) - inside
        total = total + weight * nll.mean()
    return total


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--pieces", type=int, default=2048)
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--sources", default="newsfane,wojood,aqmar,own,tags",
                        help="of newsfane, wojood, aqmar, own, tags (with PUD), wikinews; the last is what we measure on")
    parser.add_argument("--hold-topic", default=None, help="a WikiNews topic (1 to 4) kept out, for measuring")
    parser.add_argument("--own-times", type=int, default=1)
    parser.add_argument("--no-bits", action="store_true", help="without gazetteer and lexicon features")
    parser.add_argument("--train-embeddings", action="store_true")
    parser.add_argument("--start", default=None, help="a model to go on from, in place of the base encoder")
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    encoder = Encoder(f"{options.shared}/models/e5-small-ar/tokenizer.json")
    sentences = training_sentences(options)
    add_bits(sentences, not options.no_bits)
    print(f"{len(sentences)} sentences, {sum(len(s.words) for s in sentences)} words", flush=True)
    model = Model(options.layers, FEATURES)
    model.start_from(f"{options.shared}/models/e5-small-ar/model.safetensors")
    if options.start:
        model.load_state_dict(torch.load(options.start)["model"])
    model.embed.weight.requires_grad = options.train_embeddings
    model.position.weight.requires_grad = False
    head, body = [], []
    for name, value in model.named_parameters():
        if value.requires_grad:
            (head if name.startswith(("head", "bits")) else body).append(value)
    optimizer = torch.optim.AdamW([{"params": body, "lr": options.rate}, {"params": head, "lr": options.rate * 5}], weight_decay=0.01)
    steps_per_epoch = len(batches(examples(sentences, encoder, FEATURES), options.pieces))
    total = steps_per_epoch * options.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(1.0, s / (0.06 * total)) * max(0.0, 1 - s / total))
    started = time.time()
    for epoch in range(options.epochs):
        model.train()
        made = examples([corpora.loosened(s, 0.15, rng) for s in sentences], encoder, FEATURES)
        seen = 0.0
        groups = batches(made, options.pieces, rng)
        for group in groups:
            ids, bits, real, rows, first, last, possible, allowed = tensors([made[i] for i in group])
            # features are left out of some sentences, so that the words are learnt as well
            keep = (torch.rand(ids.shape[0], 1, 1) > 0.2).float()
            with torch.autocast("cpu", dtype=torch.bfloat16):
                out = model(ids, bits * keep, real)
            loss = loss_of(word_logits(out, rows, first, last, possible), allowed)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            seen += loss.item()
        print(f"epoch {epoch + 1}: loss {seen / len(groups):.4f}, {time.time() - started:.0f} s", flush=True)
    torch.save({"model": model.state_dict(), "layers": options.layers, "features": FEATURES}, options.out)


if __name__ == "__main__":
    main()
