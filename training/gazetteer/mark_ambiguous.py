#!/usr/bin/env python3
"""Says which names of places.tsv are ordinary words or people's names too.

    mark_ambiguous.py ../../gazetteer/places.tsv ../../lexicons annotated.tsv plain.tsv > ambiguous.new

Only names of one word are judged here; countries and continents are left out. What speaks,
the weightier first:

1. reviewed.tsv, our own judgement, name by name;
2. annotated.tsv (count_annotated.py): seen twice or more and a place in less than half of
   the cases: marked; a place in 8 of 10 cases or more: not marked by what comes below;
3. a word that our own lexicons spell so: marked;
4. plain.tsv (the example `place_counts`): seen 5 times or more and in less than 15 of 100
   after a preposition of place or a word that says what the place is: marked.

Marked is `kind`, but `preposition` where a row written by us weighs 35 or more.
Names whose places all weigh 10 or less need no row: the program asks for a kind word.
"""
import csv, os, re, sys

HERE = os.path.dirname(os.path.abspath(__file__))
FOLD = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ؤ": "ء", "ئ": "ء"})
MARKS = re.compile("[\u064b-\u0652\u0670\u0640]")

# table: columns that hold words, and what they are
LEXICONS = {
    "events.tsv": "perfect imperfect masdar active passive",
    "nouns.tsv": "noun plural",
    "verbs.tsv": "perfect imperfect masdar",
    "light.tsv": "perfect imperfect masdar",
    "saying.tsv": "perfect imperfect masdar active",
    "operators.tsv": "perfect imperfect masdar active",
    "counts.tsv": "forms",
    "words.tsv": "word",
    "function.tsv": "word",
    "whole.tsv": "word",
    "titles.tsv": "words",
    "time_words.tsv": "forms",
    "time_units.tsv": "forms",
    "time_days.tsv": "forms",
    "given_names.tsv": "names",
}


def fold(word):
    return MARKS.sub("", word).translate(FOLD)


def table(path):
    with open(path, encoding="utf-8", newline="") as lines:
        yield from csv.DictReader((x for x in lines if not x.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)


def counts(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            name, *numbers = line.rstrip("\n").split("\t")
            yield name, [int(n) for n in numbers]


def lexicon(folder):
    """Folded word to why it is no place."""
    words = {}
    for file, columns in LEXICONS.items():
        why = "name of people" if file == "given_names.tsv" else "ordinary word"
        for row in table(os.path.join(folder, file)):
            for column in columns.split():
                for word in (row[column] or "").split("|"):
                    words.setdefault(fold(word), why)
    return words


def main():
    places, lexicons, annotated, plain = sys.argv[1:]
    weight, own, country, spelled = {}, set(), set(), {}
    for row in table(places):
        for name in [row["name_ar"], *filter(None, row["variants_ar"].split("|"))]:
            folded = fold(name)
            spelled.setdefault(folded, name)
            weight[folded] = max(weight.get(folded, 0), int(row["importance"]))
            if row["source"].startswith("own") and int(row["importance"]) >= 35:
                own.add(folded)
            if row["kind"] in ("country", "continent"):
                country.add(folded)

    marks, cleared = {}, set()

    def mark(name, why):
        if name in weight and " " not in name and name not in country and name not in cleared:
            marks.setdefault(name, ("preposition" if name in own else "kind", why))

    for name, (place, other) in counts(annotated):
        if place + other >= 2 and place * 2 < place + other:
            mark(name, "word")
        elif place >= 2 and place >= 0.8 * (place + other):
            cleared.add(name)
    for name, why in lexicon(lexicons).items():
        mark(name, why)
    for name, (nothing, preposition, kind) in counts(plain):
        seen = nothing + preposition + kind
        if seen >= 5 and preposition + kind < 0.15 * seen:
            mark(name, "word")
    for row in table(os.path.join(HERE, "reviewed.tsv")):
        for name in row["name"].split("|"):
            folded = fold(name)
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
        if weight[folded] > 10 or needs == "never":
            print(spelled[folded], needs, why, sep="\t")


if __name__ == "__main__":
    main()
