"""The labels of the heads, in the order in which the model puts them out.

The same lists stand in the model's `labels.json`, which the program reads; nothing is
numbered by hand elsewhere.
"""

NAME_KINDS = [
    "person", "armed", "government", "party", "medium", "international", "organisation",
    "country", "governorate", "town", "village", "facility", "place", "demonym",
]
NAMES = ["O"] + [f"{edge}-{kind}" for kind in NAME_KINDS for edge in "BI"]

# Proclitics: a conjunction, a preposition or the future particle, the article. «لل» is ل
# and the article. What is written, not what is meant: «لل», never «لال».
FRONTS = [
    conjunction + particle + article
    for conjunction in ("", "و", "ف")
    for particle in ("", "ب", "ل", "ك", "س")
    for article in ("", "ال")
    if not (particle == "س" and article)
]
BACKS = ["", "ه", "ها", "هم", "هما", "هن", "نا", "ني", "ي", "ك", "كم"]
TAGS = "NOUN ADJ V PREP CONJ PART PRON NUM ADV FUT_PART PUNC FOREIGN ABBREV".split()

HEADS = [("names", NAMES), ("front", FRONTS), ("back", BACKS), ("tag", TAGS)]
ORGANISATIONS = ["armed", "government", "party", "medium", "international", "organisation"]
PLACES = ["country", "governorate", "town", "village", "facility", "place"]


def coarse(kind):
    """person, organisation, place or None (a demonym is no name of the record)."""
    if kind == "person":
        return "person"
    if kind in ORGANISATIONS:
        return "organisation"
    return "place" if kind in PLACES else None
