#!/usr/bin/env python3
"""Writes words with their pieces as the tokenizers library cuts them: what the program's own
cutting is tested against.

    python vectors.py --shared SHARED
"""
import argparse
import random

import corpora
from batches import Encoder
from features import ROOT
from fold import fold

ODD = ["وسيستخدمونهاللمساعدات", "فسيكفيكهم", "Kalashnikov", "OpenStreetMap", "F-16", "1,200", "☪", "日本",
       "اوووووووووووووووووووو", "بروتوكوولولوكولوكولوكو"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", required=True)
    options = parser.parse_args()
    encoder = Encoder(f"{options.shared}/models/e5-small-ar/tokenizer.json")
    words = {fold(w.text) for s in corpora.own_names(f"{ROOT}/training/suites/names-1.txt") for w in s.words}
    chosen = random.Random(3).sample(sorted(words), 400) + ODD
    with open(f"{ROOT}/crates/tawatur-language/tests/pieces.tsv", "w", encoding="utf-8") as out:
        out.write("# Words spelt for the encoder and their pieces, as the library tokenizers cuts them (training/language/vectors.py).\n")
        for word in chosen:
            out.write(f"{word}\t{' '.join(map(str, encoder.pieces(word)))}\n")


if __name__ == "__main__":
    main()
