#!/usr/bin/env python3
"""Scores a trained model with PyTorch: names on ANERcorp's open test part, segmentation and
tags on a WikiNews topic that was held out.

    python evaluate.py --shared SHARED --model /tmp/model.pt [--topic 4]
"""
import argparse
import collections

import numpy as np
import torch

import corpora
from batches import OFFSETS, Encoder, batches, examples, tensors, word_logits
from decode import spans, viterbi
from features import FEATURES, ROOT, add_bits
from labels import BACKS, FRONTS, NAMES, TAGS, coarse
from model import Model


def load(path):
    kept = torch.load(path)
    model = Model(kept["layers"], kept["features"])
    model.load_state_dict(kept["model"])
    return model.eval()


@torch.no_grad()
def predict(model, made, half=True):
    """For each example: names' labels, fronts, backs, tags of its words."""
    results = [None] * len(made)
    for group in batches(made, 4096):
        ids, bits, real, rows, first, last, possible, _ = tensors([made[i] for i in group])
        if half:
            with torch.autocast("cpu", dtype=torch.bfloat16):
                out = model(ids, bits, real)
        else:
            out = model(ids, bits, real)
        logits = word_logits(out, rows, first, last, possible)
        at = 0
        for i in group:
            words = logits[at : at + len(made[i].words)]
            at += len(made[i].words)
            part = {head: words[:, a:b].log_softmax(1).numpy() for head, (a, b) in OFFSETS.items()}
            results[i] = (
                [NAMES[k] for k in viterbi(part["names"])],
                [FRONTS[k] for k in part["front"].argmax(1)],
                [BACKS[k] for k in part["back"].argmax(1)],
                [TAGS[k] for k in part["tag"].argmax(1)],
            )
    return results


def predict_whole(model, sentences, encoder, half=True):
    """As `predict`, a sentence that takes several windows put together again."""
    parts = [examples([sentence], encoder, FEATURES) for sentence in sentences]
    results = iter(predict(model, [part for made in parts for part in made], half))
    return [tuple(sum(lists, []) for lists in zip(*(next(results) for _ in made))) for made in parts]


def names_on_conll(model, encoder, path, shared, separator="\t", kinds=None, bits=True):
    kinds = kinds or {"PERS": "person", "PER": "person", "ORG": "organisation", "LOC": "place"}
    n = collections.defaultdict(collections.Counter)
    sentences, gold = [], []
    for raw in corpora.conll(path):
        sentences.append(corpora.Sentence([corpora.Word(t) for t, _ in raw], "test"))
        gold.append({(a, b, kinds.get(k)) for a, b, k in spans([t[-1] for _, t in raw])})
    add_bits(sentences, shared if bits else None)
    errors = collections.Counter()
    for (labels, *_), wanted, sentence in zip(predict_whole(model, sentences, encoder), gold, sentences):
        said = {(a, b, coarse(k)) for a, b, k in spans(labels) if coarse(k)}
        wanted = {w for w in wanted if w[2]}
        for kind in ("person", "organisation", "place"):
            g, s = {w for w in wanted if w[2] == kind}, {x for x in said if x[2] == kind}
            n[kind].update(hits=len(g & s), found=len(s), wanted=len(g))
        for a, b, k in said - wanted:
            fine = next(f for x, y, f in spans(labels) if (x, y) == (a, b))
            errors["+ " + fine + " " + " ".join(w.text for w in sentence.words[a:b])] += 1
        for a, b, k in wanted - said:
            errors["- " + k + " " + " ".join(w.text for w in sentence.words[a:b])] += 1
    n["all"] = sum((n[k] for k in ("person", "organisation", "place")), collections.Counter())
    return {k: f1(c["hits"], c["found"], c["wanted"]) for k, c in n.items()}, errors


def names_on_suite(model, encoder, path, bits=True):
    """Our own test sentences: names with their fine kind, and with their coarse one."""
    sentences = list(corpora.own_names(path))
    gold = [spans([next(iter(w.names)) for w in s.words]) for s in sentences]
    add_bits(sentences, bits)
    n = collections.Counter()
    for (labels, *_), wanted in zip(predict_whole(model, sentences, encoder), gold):
        said = set(spans(labels))
        n.update(hits=len(said & set(wanted)), found=len(said), wanted=len(wanted))
        said = {(a, b, coarse(k)) for a, b, k in said if coarse(k)}
        wanted = {(a, b, coarse(k)) for a, b, k in wanted if coarse(k)}
        n.update(coarse_hits=len(said & wanted), coarse_found=len(said), coarse_wanted=len(wanted))
    return {"fine": f1(n["hits"], n["found"], n["wanted"]), "coarse": f1(n["coarse_hits"], n["coarse_found"], n["coarse_wanted"])}


def f1(hits, found, wanted):
    return round(100 * 2 * hits / max(1, found + wanted), 2)


def segmentation(model, encoder, sentences, shared):
    add_bits(sentences, shared)
    made = examples(sentences, encoder, FEATURES)
    n, errors = collections.Counter(), collections.Counter()
    for example, (_, fronts, backs, tags) in zip(made, predict(model, made)):
        for word, front, back, tag in zip(example.words, fronts, backs, tags):
            if word.front is None or word.back is None:
                continue
            right = front in word.front and back in word.back
            n["words"] += 1
            n["cut"] += right
            sign = word.tag == {"PUNC"}
            n["letters"] += not sign
            n["letters_cut"] += right and not sign
            if not right:
                errors[f"{word.text}: {'/'.join(word.front)}+{'/'.join(word.back)}, said {front}+{back}"] += 1
            if word.tag:
                n["tagged"] += 1
                n["tags"] += tag in word.tag
                if tag not in word.tag:
                    errors[f"{word.text}: {'/'.join(word.tag)}, said {tag}"] += 1
    return {"segmentation": round(100 * n["cut"] / n["words"], 2), "without signs": round(100 * n["letters_cut"] / max(1, n["letters"]), 2),
            "tags": round(100 * n["tags"] / max(1, n["tagged"]), 2), "words": n["words"]}, errors


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", required=True)
    parser.add_argument("--model", required=True)
    parser.add_argument("--topic", default=None)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--no-bits", action="store_true")
    options = parser.parse_args()
    model, encoder = load(options.model), Encoder(f"{options.shared}/models/e5-small-ar/tokenizer.json")
    shared = not options.no_bits
    data = f"{options.shared}/data"
    figures, errors = names_on_conll(model, encoder, f"{data}/ner-anercorp/test_open.conll", shared)
    print("ANERcorp open", figures)
    for error, count in errors.most_common(options.errors):
        print("  ", count, error)
    figures, errors = names_on_conll(model, encoder, f"{data}/ner-newsfane/test_open.conll", shared,
                                     kinds={k: coarse(v[0]) for k, v in corpora.FINE.items()})
    print("NewsFANE open", figures)
    print("our suite names-1", names_on_suite(model, encoder, f"{ROOT}/training/suites/names-1.txt", not options.no_bits))
    wiki = [s for s in corpora.wikinews(f"{data}/wikinews-pos/wikinews_open.tsv") if options.topic in (None, s.group)]
    figures, errors = segmentation(model, encoder, wiki, shared)
    print(f"WikiNews topic {options.topic}", figures)
    for error, count in errors.most_common(options.errors):
        print("  ", count, error)


if __name__ == "__main__":
    main()
