"""What the tables of the program say of each word, as bits for the model.

The program itself computes them (`cargo xtask features`), so that training sees exactly
what reading will see.
"""
import json
import os
import subprocess

import numpy as np

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
FEATURE_NAMES = (
    "PLACE PLACE_INSIDE PLACE_MAYBE PLACE_MAYBE_INSIDE PLACE_WEIGHTY ORGANISATION ORGANISATION_INSIDE "
    "PERSON PERSON_INSIDE GIVEN GIVEN_MAYBE PARTICLE TITLE HEAD DEMONYM KIND "
    "LISTED_ORGANISATION LISTED_ORGANISATION_INSIDE LISTED_PLACE LISTED_PLACE_INSIDE FAMILY ORDINARY"
).split()
FEATURES = len(FEATURE_NAMES)


def add_bits(sentences, use=True):
    """Fills in the bits of every sentence; without `use`, all are 0."""
    if not use:
        for sentence in sentences:
            sentence.bits = np.zeros((len(sentence.words), FEATURES), dtype=np.float32)
        return
    program = os.environ.get("TAWATUR_XTASK")
    command = [program, "features"] if program else ["cargo", "run", "--quiet", "--release", "-p", "xtask", "--", "features"]
    lines = "".join(json.dumps([w.text for w in s.words], ensure_ascii=False) + "\n" for s in sentences)
    done = subprocess.run(command, input=lines, capture_output=True, text=True, cwd=ROOT)
    if done.returncode:
        raise SystemExit(f"cargo xtask features: {done.stderr}")
    answers = done.stdout.splitlines()
    if len(answers) != len(sentences):
        raise SystemExit(f"{len(sentences)} sentences asked, {len(answers)} answered")
    for sentence, answer in zip(sentences, answers):
        numbers = np.array(json.loads(answer), dtype=np.uint32)
        sentence.bits = ((numbers[:, None] >> np.arange(FEATURES)) & 1).astype(np.float32)
