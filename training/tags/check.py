#!/usr/bin/env python3
"""Checks tagged sentences: `python3 training/tags/check.py FILE...`

Prints every broken word with file and line number, then how many sentences and words the
files hold. Exit status 1 where a word is broken.
"""
import sys

TAGS = set("NOUN ADJ V PREP CONJ PART PRON NUM ADV FUT_PART PUNC FOREIGN ABBREV DET NSUFF CASE".split())
FIXED = {"CONJ": {"و", "ف"}, "FUT_PART": {"س", "سوف"}, "DET": {"ال"},
         "NSUFF": {"ة", "ات", "ون", "ين", "ان", "ت", "و", "ي", "ا"}, "CASE": {"ا"}}


def main(paths):
    broken = sentences = words = 0
    for path in paths:
        for number, line in enumerate(open(path, encoding="utf-8"), 1):
            line = line.strip()
            if not line or line.startswith("#"):
                continue
            sentences += 1
            for word in line.split():
                words += 1
                form, slash, tags = word.rpartition("/")
                parts, names = form.split("+"), tags.split("+")
                why = None
                if not slash or not form:
                    why = "no tag"
                elif len(parts) != len(names):
                    why = "not as many tags as segments"
                elif set(names) - TAGS:
                    why = "unknown tag"
                elif "" in parts:
                    why = "an empty segment"
                else:
                    for at, (part, name) in enumerate(zip(parts, names)):
                        if len(parts) > 1 and name in FIXED and part not in FIXED[name]:
                            why = f"«{part}» cannot be {name}"
                        if name == "DET" and at + 1 == len(parts):
                            why = "an article without a word"
                if why:
                    broken += 1
                    print(f"{path}:{number}: «{word}»: {why}", file=sys.stderr)
    print(f"{sentences} sentences, {words} words")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
