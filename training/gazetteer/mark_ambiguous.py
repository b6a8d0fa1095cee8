#!/usr/bin/env python3
"""Says which names of places.tsv are ordinary words or people's names in news.

    cargo run --release -p tawatur-knowledge --example place_counts < NEWS.txt > counts.tsv
    mark_ambiguous.py ../../gazetteer/places.tsv counts.tsv > ../../gazetteer/ambiguous.tsv

counts.tsv: folded name, how often it stood after nothing, after a preposition of place,
and after a word that says what the place is, in plain news text (we counted over 85 MB:
Gulf newspapers of 2015 and reports on Syria; no text is kept, only what follows from the
counts). A name of a place stands after such words in a third of all cases or more, an
ordinary word rarely. The rule, for names of one word:

- seen 8 times or more, after such words in less than 22 of 100: `kind`, but `preposition`
  where a row written by us weighs 35 or more;
- seen 3 to 7 times and never after such a word, weighing less than 45: `kind`;
- countries are left out; reviewed.tsv, looked at by hand, goes before all.
Names whose places all weigh 10 or less need no row: the program asks for a kind word.
"""
import csv, os, re, sys

HERE = os.path.dirname(os.path.abspath(__file__))
FOLD = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ؤ": "ء", "ئ": "ء"})


def table(path):
    with open(path, encoding="utf-8", newline="") as lines:
        yield from csv.DictReader((x for x in lines if not x.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)


def main():
    weight, own, country, spelled = {}, set(), set(), {}
    for row in table(sys.argv[1]):
        for name in [row["name_ar"], *filter(None, row["variants_ar"].split("|"))]:
            folded = name.translate(FOLD)
            spelled.setdefault(folded, name)
            weight[folded] = max(weight.get(folded, 0), int(row["importance"]))
            if row["source"].startswith("own") and int(row["importance"]) >= 35:
                own.add(folded)
            if row["kind"] in ("country", "continent"):
                country.add(folded)
    marks = {}
    with open(sys.argv[2], encoding="utf-8") as lines:
        for line in lines:
            name, *numbers = line.rstrip("\n").split("\t")
            nothing, preposition, kind = (int(n) for n in numbers[:3])
            seen, hinted = nothing + preposition + kind, preposition + kind
            if " " in name or name not in weight or name in country:
                continue
            if seen >= 8 and hinted / seen < 0.22:
                marks[name] = ("preposition" if name in own else "kind", "word")
            elif 3 <= seen < 8 and hinted == 0 and weight[name] < 45:
                marks[name] = ("kind", "word")
    for row in table(os.path.join(HERE, "reviewed.tsv")):
        for name in row["name"].split("|"):
            folded = name.translate(FOLD)
            if row["needs"] == "nothing":
                marks.pop(folded, None)
            elif folded in weight:
                marks[folded] = (row["needs"], row["why"])
                spelled[folded] = name
    print("# Names of places that are ordinary words or people's names too, and what must stand before them to be read as a place:")
    print("# never: no place is meant.")
    print("# kind: a word that says what the place is («مدينة», «قرية»); preposition: such a word, or «في», «إلى», «قرب»…")
    print("# Made by training/gazetteer/mark_ambiguous.py; names looked at by hand are in training/gazetteer/reviewed.tsv.")
    print("name", "needs", "why", sep="\t")
    for folded, (needs, why) in sorted(marks.items()):
        print(spelled[folded], needs, why, sep="\t")


main()
