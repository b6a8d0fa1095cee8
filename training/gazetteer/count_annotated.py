#!/usr/bin/env python3
"""Counts, in texts in which people marked the names of places, how often each word that is
spelled like a place is one.

    count_annotated.py ../../gazetteer/places.tsv FILE... > annotated.tsv

FILE: a token a line, then its tags (`B-LOC`, `B-GPE`, `I-Nation`; several where they nest).
Writes the folded name, how often it was a place, how often an ordinary word or part of a
person's name. Within names of clubs and institutions («جامعة مراكش») it is counted as neither.
"""
import collections, sys

from mark_ambiguous import fold, table

PLACE = {"LOC", "GPE", "Nation", "GPE-Cluster", "Population-Center", "State-or-Province", "County-or-District", "Continents",
         "Water-Body", "Land", "Land-Region-Natural", "Airport"}

PERSON = {"PER", "PERS", "Politician", "Athlete", "Artist", "Other_PER", "Religious_PER", "Scientist", "Businessperson",
          "Lawyer", "Engineer", "Police"}


def main():
    names = set()
    for row in table(sys.argv[1]):
        names.update(fold(n) for n in [row["name_ar"], *row["variants_ar"].split("|")] if n and " " not in n)
    counts = collections.defaultdict(lambda: [0, 0])
    for path in sys.argv[2:]:
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                token, *tags = line.split() or [""]
                word = fold(token)
                if word not in names and word[:1] in tuple("وفبلك"):
                    word = word[1:]
                if len(word) > 1 and word in names:
                    kinds = {tag[2:] for tag in tags if tag != "O"}
                    if kinds & PLACE:
                        counts[word][0] += 1
                    elif not kinds or kinds & PERSON:
                        counts[word][1] += 1
    for word, (place, other) in sorted(counts.items()):
        print(word, place, other, sep="\t")


if __name__ == "__main__":
    main()
