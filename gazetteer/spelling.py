"""How a toponym is spelt: folding for comparison, and its usual romanisations.

Schemes: `kmu2010` (Ukraine's official one, Cabinet of Ministers resolution 55 of 27 January 2010), `bgn` (BGN/PCGN 1965
for Ukrainian, without its apostrophes), `loose` (the scholarly-ish "Luhans'k, Kupjans'k" without marks) and `russian`
(BGN/PCGN for Russian as newspapers simplify it: "Izyum", "Severodonetsk", "Chernobyl").
"""

import re
import unicodedata
from functools import lru_cache

__all__ = ["APOSTROPHES", "WORD", "fold", "romanise_russian", "romanise_ukrainian", "sound"]

APOSTROPHES = "'’ʼ`´′‘ʹʻ"
# A word with its inner apostrophes and hyphens; bounded, so a long run of letters can't make it slow.
WORD = re.compile(rf"[^\W\d_]+(?:[{APOSTROPHES}\-‑][^\W\d_]+)*")

_DROP = str.maketrans(
    {**dict.fromkeys(APOSTROPHES + "\u0301\u00ad", ""), "-": " ", "‑": " ", "–": " ", "ё": "е", "Ё": "е"}
)


_ACCENTED = re.compile("[À-ɏḀ-ỿ\u0300-\u036f]")


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The key under which spellings that a reader takes for the same name meet: no case, apostrophes, accents or
    hyphens; ё as е. Cyrillic й and ї stay themselves."""
    if name.isascii() and name.isalpha():
        return name.lower()
    name = name.translate(_DROP)
    if _ACCENTED.search(name):
        name = unicodedata.normalize("NFC", "".join(map(_bare, unicodedata.normalize("NFC", name))))
    return " ".join(name.lower().split())


def _bare(letter: str) -> str:
    """A Latin letter without its accents; any other letter as it is."""
    if letter.isascii() or "Ѐ" <= letter <= "ӿ":
        return letter
    return "".join(part for part in unicodedata.normalize("NFD", letter) if not unicodedata.combining(part))


def _split(letters: str) -> list[str]:
    """Romanised letters in a row, "-" for one that falls away."""
    return ["" if latin == "-" else latin for latin in letters.split()]


_KMU = dict(
    zip(
        "абвгґдежзиіклмнопрстуфхцчшщь'",
        _split("a b v h g d e zh z y i k l m n o p r s t u f kh ts ch sh shch - -"),
        strict=True,
    )
)
_KMU_IOTATED = {"є": ("ye", "ie"), "ї": ("yi", "i"), "й": ("y", "i"), "ю": ("yu", "iu"), "я": ("ya", "ia")}
_BGN = {**_KMU, "є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_LOOSE = {**_BGN, "є": "ie", "й": "i", "ю": "iu", "я": "ia"}
_RUSSIAN = {
    **dict(
        zip(
            "абвгдежзийклмнопрстуфхцчшщъыьэюя",
            _split("a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya"),
            strict=True,
        )
    ),
    "ё": "yo",
}


def _both_cases(table: dict[str, str]) -> dict[int, str]:
    """The table for `str.translate`, capitals included ("Щ" is "Shch")."""
    return str.maketrans({**table, **{letter.upper(): latin.capitalize() for letter, latin in table.items()}})


_LETTERS_KMU = _both_cases({**_KMU, **{letter: inner for letter, (_, inner) in _KMU_IOTATED.items()}})
_LETTERS_BGN = _both_cases(_BGN)
_LETTERS_LOOSE = _both_cases(_LOOSE)
_LETTERS_RUSSIAN = _both_cases(_RUSSIAN)
_INITIAL = re.compile(r"(?<![\w'])[єїйюяЄЇЙЮЯ]")
_ZGH = re.compile("(?<=[зЗ])г")  # the official exception: Згурівка, Zghurivka


@lru_cache(maxsize=65536)
def romanise_ukrainian(name: str, scheme: str = "kmu2010") -> str:
    """A Ukrainian name in Latin letters. Raises ValueError for a scheme it doesn't know."""
    for mark in APOSTROPHES:
        name = name.replace(mark, "'")
    name = _ZGH.sub("gh", name)
    if scheme == "bgn":
        return name.translate(_LETTERS_BGN)
    if scheme == "loose":
        return name.translate(_LETTERS_LOOSE)
    if scheme != "kmu2010":
        raise ValueError(f"no romanisation scheme {scheme!r}; there is kmu2010, bgn, loose")
    return _INITIAL.sub(_initial, name).translate(_LETTERS_KMU)


def _initial(letter: re.Match[str]) -> str:
    latin = _KMU_IOTATED[letter[0].lower()][0]
    return latin.capitalize() if letter[0].isupper() else latin


_AFTER_SIGN = re.compile("(?<=[ьъаоуыэияюе])е")
_HARD_MASCULINE = re.compile("(?<=[кгхцчшщнлрвстдбпмзж])ый\\b|(?<=[кгх])ий\\b")


@lru_cache(maxsize=65536)
def romanise_russian(name: str) -> str:
    """A Russian name as English-language newspapers used to write it."""
    name = _AFTER_SIGN.sub("ye", _HARD_MASCULINE.sub("y", name))
    return re.sub(r"\bЕ", "Ye", name).translate(_LETTERS_RUSSIAN)


_ENDING = re.compile("(?:ого|ому|ым|им|ом|ем|ой|ей|ою|ею|єю|ами|ями|ах|ях|ам|ям|ых|их|[аеиоуыэюяіїєьй])$")
_SOUNDS = str.maketrans(
    {
        **_KMU,
        "є": "e",
        "ї": "i",
        "й": "i",
        "ю": "u",
        "я": "a",
        "ы": "y",
        "э": "e",
        "ъ": "",
        "ё": "e",
        "г": "h",
        "ґ": "h",
    }
)
_VOWELS = str.maketrans("eiouy", "aaaaa")
_TWICE = re.compile(r"(sh|ch|zh|ts|.)(?=\1)")
_SAME_SOUND = (("kh", "h"), ("g", "h"), ("j", "i"), ("w", "v"), ("tz", "ts"), ("sch", "sh"), ("shch", "sh"))


@lru_cache(maxsize=65536)
def sound(name: str) -> str:
    """A rough key under which one name's careless, Russian and Ukrainian spellings meet: "Клещиевку", "Кліщіївка" and
    "Klishchiyivka" are one. Runs of vowels count as one, endings fall off; many different names meet too, so what is
    found by it must be checked by closeness of spelling and by context."""
    key = fold(name)
    if not key.isascii():
        key = _ENDING.sub("", _ENDING.sub("", key) if key.endswith(("й", "го", "му")) else key).translate(_SOUNDS)
    for letters, plain in _SAME_SOUND:
        if letters in key:
            key = key.replace(letters, plain)
    return _TWICE.sub("", key.translate(_VOWELS)).rstrip("a")
