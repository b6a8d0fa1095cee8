#!/usr/bin/env python3
"""Checks annotated sentences: `python3 training/names/check.py FILE...`

Prints every broken line with file and line number, then how many sentences, words and
names of each kind the files hold. Exit status 1 where a line is broken.
"""
import collections
import re
import sys

KINDS = set(
    "person armed government party medium international organisation country governorate "
    "town village facility place demonym".split()
)
MARK = re.compile(r"\[([^\[\]|]+)\|([a-z]+)\]")


def main(paths):
    broken, seen = 0, {}
    counts, sentences, words = collections.Counter(), 0, 0

    def complain(why):
        nonlocal broken
        broken += 1
        print(f"{path}:{number}: {why}", file=sys.stderr)

    for path in paths:
        for number, line in enumerate(open(path, encoding="utf-8"), 1):
            line = line.rstrip("\n")
            if not line.strip() or line.startswith("#"):
                continue
            plain = MARK.sub(lambda m: m.group(1), line)
            for text, kind in MARK.findall(line):
                counts[kind] += 1
                if kind not in KINDS:
                    complain(f"unknown kind «{kind}»")
                if text != text.strip():
                    complain(f"space at the edge of «{text}»")
            if re.search(r"[\[\]|]", plain):
                complain("a bracket or | is left over")
            before = re.findall(r"([^\s\[\]«»\"“”(\-–]*)\[", line)
            for prefix in before:
                if not re.fullmatch(r"[وفبلكأسا]{0,3}", prefix):
                    complain(f"«{prefix}» stands right before a bracket: only proclitics may")
            if re.search(r"\|[a-z]+\][\w]", line):
                complain("letters follow a bracket without a space")
            if plain in seen:
                complain(f"the same sentence as {seen[plain]}")
            seen[plain] = f"{path}:{number}"
            sentences += 1
            words += len(plain.split())
    print(f"{sentences} sentences, {words} words, {sum(counts.values())} names: "
          + ", ".join(f"{k} {n}" for k, n in counts.most_common()))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
