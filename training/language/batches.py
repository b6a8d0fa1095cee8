"""Sentences to tensors: pieces, masks of allowed labels, batches of like length."""
import json
import random

import numpy as np
import torch
from tokenizers import Tokenizer

from corpora import can_back, can_front
from fold import fold
from labels import BACKS, FRONTS, HEADS

LONGEST = 80  # pieces of a sentence, the two end marks not counted; the program cuts the same
OFFSETS = {}
at = 0
for head, labels in HEADS:
    OFFSETS[head] = (at, at + len(labels))
    at += len(labels)
LABELS = at
INDEX = {head: {label: i for i, label in enumerate(labels)} for head, labels in HEADS}


class Encoder:
    def __init__(self, path):
        self.tokenizer = Tokenizer.from_file(path)
        self.known, self.possible_of = {}, {}

    def pieces(self, folded):
        """Ids of a folded word, eight at the most; an empty one is the unknown piece."""
        found = self.known.get(folded)
        if found is None:
            found = self.tokenizer.encode(folded, add_special_tokens=False).ids or [3]
            if len(found) > 8:
                found = found[:7] + found[-1:]
            self.known[folded] = found
        return found

    def possible(self, folded):
        """Which labels the letters of a word permit, over all heads."""
        found = self.possible_of.get(folded)
        if found is None:
            found = np.ones(LABELS, dtype=bool)
            a, b = OFFSETS["front"]
            found[a:b] = [can_front(f, folded) for f in FRONTS]
            a, b = OFFSETS["back"]
            found[a:b] = [can_back(f, folded) for f in BACKS]
            self.possible_of[folded] = found
        return found


class Example:
    """One sentence, or a part of a long one, ready for batching."""

    def __init__(self, words, bits, encoder, features):
        self.words = words
        self.ids, self.first, self.last = [0], [], []
        count = len(words)
        self.possible = np.zeros((count, LABELS), dtype=bool)
        self.allowed = np.zeros((count, LABELS), dtype=bool)
        piece_bits = [np.zeros(features, dtype=np.float32)]
        for n, word in enumerate(words):
            folded = fold(word.text)
            pieces = encoder.pieces(folded)
            self.first.append(len(self.ids))
            self.ids.extend(pieces)
            self.last.append(len(self.ids) - 1)
            piece_bits.extend([bits[n]] * len(pieces))
            self.possible[n] = encoder.possible(folded)
            for head, labels in HEADS:
                wanted = getattr(word, head)
                if wanted:
                    a, _ = OFFSETS[head]
                    for label in wanted:
                        self.allowed[n, a + INDEX[head][label]] = True
        self.allowed &= self.possible
        self.ids.append(2)
        piece_bits.append(piece_bits[0])
        self.bits = np.stack(piece_bits)


def examples(sentences, encoder, features):
    made = []
    for sentence in sentences:
        bits = sentence.bits if len(sentence.bits) else np.zeros((len(sentence.words), features), dtype=np.float32)
        sizes = [len(encoder.pieces(fold(word.text))) for word in sentence.words]
        start = 0
        while start < len(sentence.words):
            end = window_end(start, sentence.words, sizes)
            made.append(Example(sentence.words[start:end], bits[start:end], encoder, features))
            start = end
    return made


def window_end(start, words, sizes):
    """Where the window that begins at word `start` ends: of a sentence that is too long,
    behind the last sign that leaves it more than half full."""
    size, sign = 0, None
    for at in range(start, len(words)):
        size += sizes[at]
        if size > LONGEST and at > start:
            return sign or at
        if not any(c.isalnum() for c in words[at].text) and 2 * size > LONGEST:
            sign = at + 1
    return len(words)


def batches(made, pieces, rng=None):
    """Batches of like length, about `pieces` pieces each; in random order with `rng`."""
    order = sorted(range(len(made)), key=lambda i: len(made[i].ids) + (rng.random() * 6 if rng else 0))
    groups, group = [], []
    for i in order:
        if group and len(made[i].ids) * (len(group) + 1) > pieces:
            groups.append(group)
            group = []
        group.append(i)
    groups.append(group)
    if rng:
        rng.shuffle(groups)
    return groups


def tensors(group):
    length = max(len(e.ids) for e in group)
    features = group[0].bits.shape[1]
    ids = np.ones((len(group), length), dtype=np.int64)
    bits = np.zeros((len(group), length, features), dtype=np.float32)
    real = np.zeros((len(group), length), dtype=bool)
    rows, first, last = [], [], []
    for n, e in enumerate(group):
        ids[n, : len(e.ids)] = e.ids
        bits[n, : len(e.ids)] = e.bits
        real[n, : len(e.ids)] = True
        rows.extend([n] * len(e.first))
        first.extend(e.first)
        last.extend(e.last)
    possible = np.concatenate([e.possible for e in group])
    allowed = np.concatenate([e.allowed for e in group])
    t = torch.from_numpy
    return t(ids), t(bits), t(real), torch.tensor(rows), torch.tensor(first), torch.tensor(last), t(possible), t(allowed)


def word_logits(out, rows, first, last, possible):
    """Logits of every word: what the head says of its first piece plus of its last one."""
    logits = out[rows, first, :LABELS] + out[rows, last, LABELS:]
    return logits.float().masked_fill(~possible, -1e4)
