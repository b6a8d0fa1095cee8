"""Reads every training corpus into sentences of words with what is known of each label.

A corpus seldom tells everything: NewsFANE says "Politician" but no article, WikiNews cuts
clitics but knows no names. So each word carries, for each head, the *set* of labels that
the corpus allows, or None where it says nothing; training sums the probability over the
set (marginal likelihood) and skips the None.
"""
import gzip
import random
import re
import unicodedata
from dataclasses import dataclass, field

from fold import fold
from labels import BACKS, FRONTS, NAME_KINDS, ORGANISATIONS, PLACES, TAGS

SIGN = re.compile(r"[^\W_]+|[\W_]")


@dataclass
class Word:
    text: str
    names: set | None = None
    front: set | None = None
    back: set | None = None
    tag: set | None = None


@dataclass
class Sentence:
    words: list
    source: str
    group: str = ""
    bits: list = field(default_factory=list)


def conll(path, separator=None):
    """Sentences of (token, tags) from a file of one token a line."""
    sentence = []
    for line in open(path, encoding="utf-8"):
        cells = line.split(separator)
        if len(cells) < 2:
            if sentence:
                yield sentence
            sentence = []
        else:
            sentence.append((cells[0], cells[1:]))
    if sentence:
        yield sentence


def edge(edge_letter, kinds):
    return {f"{edge_letter}-{kind}" for kind in kinds}


# ---------------------------------------------------------------- what a word can be

def can_front(front, word):
    """Whether the folded word can begin with these proclitics."""
    if not front:
        return True
    written = front.replace("لال", "لل")
    return word.startswith(written) and len(word) > len(written)


def can_back(back, word):
    return not back or (word.endswith(back) and len(word) > len(back))


# ---------------------------------------------------------------- NewsFANE

FINE = {
    "Nation": ["country"], "Population-Center": ["town", "village", "governorate"],
    "State-or-Province": ["governorate", "place"], "County-or-District": ["governorate", "town", "place"],
    "GPE-Cluster": ["place", "international"], "Continent": ["place"], "Water-Body": ["place"],
    "Land-Region-Natural": ["place"], "Building-Grounds": ["facility"], "Airport": ["facility"], "Path": ["facility"],
    "Government": ["government"], "Non-Governmental": ["party", "armed", "international", "organisation"],
    "Media": ["medium"], "Sports": ["organisation"], "Commercial": ["organisation"],
    "Educational": ["organisation"], "Medical-Science": ["organisation", "facility"],
    "Religious_ORG": ["organisation"], "Entertainment": ["organisation"],
    **{kind: ["person"] for kind in
       "Politician Athlete Artist Other_PER Religious_PER Scientist Police Businessperson Lawyer Engineer".split()},
}
GLUE_FRONT = {"و": "و", "ف": "ف", "ل": "ل", "ب": "ب"}
GLUE_BACK = {"ه", "ها", "هم", "هما", "هن", "نا", "ي"}


def newsfane(path):
    """The corpus cuts و ف (and some ل ب) and pronouns off as tokens of their own; they are
    put back where they are written, and remembered as segmentation."""
    for raw in conll(path):
        words, pending = [], ""
        for number, (token, tags) in enumerate(raw):
            tag = tags[-1]
            after = raw[number + 1] if number + 1 < len(raw) else ("", ["O"])
            arabic_next = re.match("[\u0621-\u064A]{2,}", after[0]) is not None
            if token in GLUE_FRONT and tag == "O" and arabic_next and after[0] not in GLUE_BACK:
                pending += token
                continue
            before = words[-1] if words else None
            if (token in GLUE_BACK and not pending and before is not None
                    and re.fullmatch("[\u0621-\u064A]{2,}", before.text) and not before.text.endswith("ة")
                    and before.back == {""} and not tag.startswith("B")):
                before.text += token
                before.back = {token}
                continue
            if pending.endswith("ل") and token.startswith("ال"):
                token = token[1:]
            text = pending + token
            # Latin letters are broken or unmarked there
            latin = re.search("[A-Za-z]{2}", text) is not None and tag == "O"
            word = Word(text, names=None if latin else fane_names(tag))
            cut = {f for f in FRONTS if f.startswith(pending)} if pending else \
                {f for f in FRONTS if not f.startswith(("و", "ف"))}
            word.front = {f for f in cut if can_front(f, fold(text))} or None
            word.back = {""}
            words.append(word)
            pending = ""
        if words:
            yield Sentence(words, "newsfane")


def fane_names(tag):
    if tag == "O":
        return {"O", "B-demonym"}
    letter, _, fine = tag.partition("-")
    if fine == "Group":
        return {"O", "B-demonym", "I-demonym"}
    kinds = FINE.get(fine)
    return edge(letter, kinds) if kinds else {"O"}


# ---------------------------------------------------------------- Wojood, AQMAR

def wojood(path):
    layers = {"PERS": ["person"], "ORG": ORGANISATIONS, "GPE": ["country", "governorate", "town", "village", "place"],
              "LOC": ["place", "facility"], "FAC": ["facility"], "NORP": ["demonym", "party", "armed", "organisation"]}
    for raw in conll(path):
        words = []
        for token, tags in raw:
            if "$#$" in token:
                continue
            best = next((t for t in tags if t.partition("-")[2] in layers), "O")
            if best == "O":
                names = {"O", "B-demonym"}
            else:
                letter, _, kind = best.partition("-")
                names = edge(letter, layers[kind])
                if kind == "NORP":
                    names |= {"O"}
                if best == "B-ORG" and len(token) > 3:
                    names |= edge("B", ["country", "town"])
            words.append(Word(token, names=names))
        if words:
            yield Sentence(words, "wojood")


def aqmar(path):
    kinds = {"PER": ["person"], "ORG": ORGANISATIONS, "LOC": PLACES}
    for raw in conll(path):
        words = []
        for token, tags in raw:
            letter, _, kind = tags[-1].partition("-")
            names = edge(letter, kinds[kind]) if kind in kinds else {"O", "B-demonym"}
            words.append(Word(token, names=names))
        yield Sentence(words, "aqmar")


# ---------------------------------------------------------------- our own sentences

MARK = re.compile(r"\[([^\[\]|]+)\|([a-z]+)\]")
PARTICLES = {"", "و", "ف", "ب", "ل", "ك", "س"}


def tokens(text):
    return [m.group() for m in re.finditer(r"[0-9]+(?:[.,][0-9]+)*|[^\W\d_]+(?:[\u0640\u064B-\u0652]+[^\W\d_]*)*|[^\w\s]", text)]


def own_names(path):
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        words, at, prefix = [], 0, ""

        def outside(piece, glued):
            """Plain text; returns the proclitic that touches the next bracket, if any."""
            found = tokens(piece)
            touching = bool(found) and glued and piece[-1:].isalpha()
            for token in found[: len(found) - touching]:
                words.append(Word(token, names={"O"}))
            return found[-1] if touching else ""

        for mark in MARK.finditer(line):
            prefix = outside(line[at : mark.start()], True)
            name, kind = mark.groups()
            inside = tokens(name)
            for index, token in enumerate(inside):
                if index:
                    words.append(Word(token, names={f"I-{kind}"}))
                    continue
                word = Word(prefix + token, names={f"B-{kind}"})
                word.front = {f for f in FRONTS if agrees(f, prefix, fold(token)) and can_front(f, fold(word.text))} or None
                words.append(word)
            at = mark.end()
        outside(line[at:], False)
        if words:
            yield Sentence(words, "own", group=path)


def agrees(front, prefix, name):
    """Whether these proclitics leave exactly the name that was marked, article or not."""
    if front == prefix:
        return not name.startswith("ال")
    if front != prefix + "ال":
        return False
    return name.startswith("ال") or (prefix.endswith("ل") and name.startswith("ل"))


# ---------------------------------------------------------------- segmentation and tags

def tagged_word(segments, tags):
    """A word from Farasa's segments and tags, inflection put back on its stem."""
    text = "".join(segments)
    if len(segments) > 1:
        text = re.sub("^([وف]?)ل(\\+)ال", r"\1لال", text)
    front, start = "", 0
    while start < len(segments) - 1 and tags[start] in ("CONJ", "PREP", "DET", "FUT_PART") and len(segments[start]) <= 2 \
            and segments[start] in ("و", "ف", "ب", "ل", "ك", "س", "ال") \
            and not (tags[start] == "PREP" and tags[start + 1] == "PRON" and segments[start + 1] in BACKS):
        front += segments[start]
        start += 1
    if front not in FRONTS:
        return None
    end, back = len(segments), ""
    verb = tags[start] == "V"
    if end - start > 1 and tags[-1] == "PRON" and segments[-1] in BACKS:
        subject = verb and (segments[-1] == "ي" or segments[-1] == "نا" and end - start == 2)
        if not subject:
            back, end = segments[-1], end - 1
    written = "".join(segments)
    if front.endswith("لال"):
        rest = "".join(segments[start:])
        written = front[:-2] + "ل" + (rest[1:] if rest.startswith("ل") else rest)
    tag = tags[start]
    if tag in ("NSUFF", "CASE", "DET"):
        tag = "NOUN"
    return Word(written, front={front}, back={back}, tag={tag} if tag in TAGS else None)


def wikinews(path):
    """One word a line, no sentence breaks but full stops; topics follow a line «#»."""
    words, topic = [], 0
    for number, line in enumerate(open(path, encoding="utf-8")):
        if number == 0:
            continue
        cells = line.rstrip("\n").split("\t")
        if len(cells) < 2:
            continue
        if cells[0] == "#":
            topic += 1
            if words:
                yield Sentence(words, "wikinews", group=str(topic - 1))
            words = []
            continue
        word = tagged_word(cells[0].split("+"), cells[1].split("+"))
        if word is not None:
            words.append(word)
        if (cells[0] == "." and len(words) > 3) or len(words) >= 60:
            yield Sentence(words, "wikinews", group=str(topic))
            words = []
    if words:
        yield Sentence(words, "wikinews", group=str(topic))


def own_tags(path):
    for line in open(path, encoding="utf-8"):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        words = []
        for item in line.split():
            form, _, tags = item.rpartition("/")
            word = tagged_word(form.split("+"), tags.split("+"))
            if word is None:
                word = Word(form.replace("+", ""))
            words.append(word)
        yield Sentence(words, "tags", group=path)


UD = {"NOUN": {"NOUN"}, "PROPN": {"NOUN"}, "ADJ": {"ADJ"}, "VERB": {"V"}, "AUX": {"V", "PART"}, "ADP": {"PREP", "NOUN"},
      "CCONJ": {"CONJ"}, "SCONJ": {"PART", "CONJ"}, "PART": {"PART", "FUT_PART"}, "PRON": {"PRON", "PART"},
      "DET": {"PRON", "PART", "NOUN"}, "NUM": {"NUM"}, "PUNCT": {"PUNC"}, "ADV": None, "X": None, "SYM": None, "INTJ": None}
UD_FRONT = {"و": "و", "ف": "ف", "ب": "ب", "ل": "ل", "ك": "ك", "س": "س"}


def pud(path):
    """UD words are syntactic: those joined by SpaceAfter=No make one written word."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        block = []
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("#"):
                continue
            if line:
                cells = line.split("\t")
                if cells[0].isdigit():
                    block.append(cells)
                continue
            if block:
                yield Sentence(pud_words(block), "pud")
            block = []


def pud_words(block):
    words, group = [], []
    for cells in block:
        group.append(cells)
        if "SpaceAfter=No" in cells[9] and cells[3] != "PUNCT":
            continue
        words.extend(pud_word(group))
        group = []
    if group:
        words.extend(pud_word(group))
    return words


def pud_word(group):
    signs = [c for c in group if c[3] == "PUNCT"]
    parts = [c for c in group if c[3] != "PUNCT"]
    out = []
    if parts:
        forms = [fold(c[1]) for c in parts]
        start = 0
        front = ""
        while start < len(parts) - 1 and forms[start] in UD_FRONT and not (start == len(parts) - 2 and parts[-1][3] == "PRON" and forms[start] in "بلك"):
            front += forms[start]
            start += 1
        back, end = "", len(parts)
        if end - start > 1 and parts[-1][3] == "PRON" and forms[-1] in BACKS:
            back, end = forms[-1], end - 1
        text = "".join(c[1] for c in parts)
        if end - start == 1:
            stem = forms[start]
            fronts = {front + "ال"} if stem.startswith("ال") and front + "ال" in FRONTS else {front}
            if front.endswith("ل") and stem.startswith("ال"):
                text = re.sub("لال", "لل", text, count=1)
                if stem.startswith("الل"):
                    text = re.sub("للل", "لل", text, count=1)
            if stem.startswith("ال"):
                # «التقى», «الذي»: the first letters of the word itself
                fronts = {front, front + "ال"} & set(FRONTS)
            out.append(Word(text, front=fronts & set(FRONTS) or None, back={back}, tag=UD.get(parts[start][3])))
        else:
            out.append(Word(text))
    out.extend(Word(c[1], front={""}, back={""}, tag={"PUNC"}) for c in signs)
    return out


# ---------------------------------------------------------------- spelling as people type

def loosened(sentence, chance, rng):
    """With `chance`, the sentence as typed without ى and ة."""
    if rng.random() > chance:
        return sentence
    words = [Word(re.sub("ى$", "ي", w.text) if rng.random() < 0.8 else w.text, w.names, w.front, w.back, w.tag) for w in sentence.words]
    for word in words:
        if word.text.endswith("ة") and rng.random() < 0.5:
            word.text = word.text[:-1] + "ه"
    return Sentence(words, sentence.source, sentence.group, sentence.bits)
