"""How text is spelt for the encoder: the program does the same (`tawatur-language`).

Tashkeel, tatweel and invisible controls go, digits become European and alef forms become ا:
half of what people type is written without hamza, and so is the name corpus. ى, ة and the
hamza carriers ؤ ئ stay as they are written.
"""
import re
import unicodedata

IGNORED = re.compile(
    "[\u0610-\u061A\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E4\u06E7\u06E8\u06EA-\u06ED\u0640"
    "\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u00AD\u08D3-\u08FF]"
)
USUAL = re.compile("[\x00-\x7F\u0621-\u0652]*")
LETTERS = str.maketrans({
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ی": "ي", "ک": "ك",
    **{chr(0x660 + i): str(i) for i in range(10)}, **{chr(0x6F0 + i): str(i) for i in range(10)},
})


def fold(word):
    if not USUAL.fullmatch(word):
        word = unicodedata.normalize("NFKC", word)
    return "".join(c for c in IGNORED.sub("", word).translate(LETTERS) if not c.isspace() and unicodedata.category(c) != "Cc")
