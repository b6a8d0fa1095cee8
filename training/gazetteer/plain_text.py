#!/usr/bin/env python3
"""Plain text out of the texts that place_counts counts over.

    plain_text.py FILE... > plain.txt

FILE: `.conllu` (its `# text` lines), `.jsonl` (Markdown in `ar_markdown`, its links and
images taken out), else plain text; each also compressed (`.gz`).
"""
import gzip, json, re, sys

MARKUP = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|<[^>]*>|https?://\S+")


def main():
    for path in sys.argv[1:]:
        name = path.removesuffix(".gz")
        with (gzip.open if name != path else open)(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                if name.endswith(".conllu"):
                    if line.startswith("# text = "):
                        print(line[9:].rstrip("\n"))
                elif name.endswith(".jsonl"):
                    print(MARKUP.sub(r"\1", json.loads(line)["ar_markdown"]))
                else:
                    print(line.rstrip("\n"))


main()
