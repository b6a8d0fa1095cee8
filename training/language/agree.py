#!/usr/bin/env python3
"""Compares the program's engine (int8, Rust) with the model as it was trained (f32, PyTorch).

    python agree.py --shared SHARED --model /tmp/model.pt [--folder ../../models/default]

Every word of the test sentences of `../suites` and of ANERcorp's open test part is
labelled by both; printed is the share of equal labels, head by head and over all heads.
"""
import argparse
import collections
import json
import os
import subprocess

import corpora
from batches import Encoder
from evaluate import load, predict_whole
from features import ROOT, add_bits


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", required=True)
    parser.add_argument("--model", required=True)
    parser.add_argument("--folder", default=None)
    options = parser.parse_args()
    sentences = list(corpora.own_names(f"{ROOT}/training/suites/names-1.txt"))
    for raw in corpora.conll(f"{options.shared}/data/ner-anercorp/test_open.conll"):
        words = [corpora.Word(token) for text, _ in raw for token in corpora.tokens(text)]
        sentences.append(corpora.Sentence(words, "test"))
    program = os.environ.get("TAWATUR_XTASK")
    command = [program, "labels"] if program else ["cargo", "run", "--quiet", "--release", "-p", "xtask", "--", "labels"]
    if options.folder:
        command.append(os.path.abspath(options.folder))
    lines = "".join(json.dumps([w.text for w in s.words], ensure_ascii=False) + "\n" for s in sentences)
    done = subprocess.run(command, input=lines, capture_output=True, text=True, cwd=ROOT)
    if done.returncode:
        raise SystemExit(done.stderr)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    encoder = Encoder(f"{options.shared}/models/e5-small-ar/tokenizer.json")
    # the program cuts into sentences by itself: only those that it took as one are compared
    same = [i for i, (s, a) in enumerate(zip(sentences, answers)) if [w.text for w in s.words] == [row[0] for row in a]]
    kept = [sentences[i] for i in same]
    add_bits(kept)
    equal, total, all_equal = collections.Counter(), 0, 0
    predicted = predict_whole(load(options.model), kept, encoder, half=False)
    for number, (names, fronts, backs, tags) in zip(same, predicted):
        for row, *own in zip(answers[number], names, fronts, backs, tags):
            total += 1
            hits = [a == b for a, b in zip(row[1:], own)]
            for head, hit in zip(("names", "front", "back", "tag"), hits):
                equal[head] += hit
            all_equal += all(hits)
    print(f"{len(kept)} of {len(sentences)} sentences compared, {total} words")
    for head, count in equal.items():
        print(f"{head}: {100 * count / total:.2f} % equal")
    print(f"all labels: {100 * sum(equal.values()) / (4 * total):.2f} % equal; words with all four equal: {100 * all_equal / total:.2f} %")


if __name__ == "__main__":
    main()
