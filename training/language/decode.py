"""Viterbi over BIO: no I- without its own B- or I- before it."""
import numpy as np

from labels import NAMES

ALLOWED = np.zeros((len(NAMES), len(NAMES)), dtype=bool)
for i, before in enumerate(NAMES):
    for j, after in enumerate(NAMES):
        ALLOWED[i, j] = not after.startswith("I-") or before[2:] == after[2:] and before != "O"
PENALTY = np.where(ALLOWED, 0.0, -1e9)
START = np.array([-1e9 if label.startswith("I-") else 0.0 for label in NAMES])


def viterbi(scores):
    """scores [words, labels], log-probabilities; gives the best label indices."""
    best = scores[0] + START
    back = []
    for row in scores[1:]:
        step = best[:, None] + PENALTY
        back.append(step.argmax(0))
        best = step.max(0) + row
    path = [int(best.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]


def spans(labels):
    """(first word, word after the last, kind) of BIO labels."""
    found, start, kind = [], None, None
    for n, label in enumerate([*labels, "O"]):
        if start is not None and not label.startswith("I-"):
            found.append((start, n, kind))
            start = None
        if label.startswith("B-"):
            start, kind = n, label[2:]
    return found
