"""How a toponym is spelt: folding for comparison, and its usual romanisations.

Schemes: `kmu2010` (Ukraine's official one, Cabinet of Ministers resolution 55 of 27 January 2010), `bgn` (BGN/PCGN 1965
for Ukrainian, without its apostrophes), `loose` (the scholarly-ish "Luhans'k, Kupjans'k" without marks) and `russian`
(BGN/PCGN for Russian as newspapers simplify it: "Izyum", "Severodonetsk", "Chernobyl").
"""

import re
import unicodedata
from functools import lru_cache

__all__ = ["APOSTROPHES", "WORD", "fold", "romanise_russian", "romanise_ukrainian", "russian_name", "sound"]

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


# Word by word: (ending or part in Ukrainian, the same in Russian); the first that fits is used.
_WORDS_RU = {
    "білий": "белый", "біла": "белая", "біле": "белое", "білі": "белые",
    "вільний": "вольный", "вільна": "вольная", "вільне": "вольное", "вільні": "вольные",
    "червоний": "красный", "червона": "красная", "червоне": "красное", "червоні": "красные",
    "синій": "синий", "міст": "мост", "ріг": "рог", "річка": "речка", "дніпро": "днепр", "київ": "киев",
    "харків": "харьков", "львів": "львов", "чернігів": "чернигов", "миколаїв": "николаев", "рівне": "ровно",
    "поле": "поле", "море": "море", "запоріжжя": "запорожье", "буча": "буча", "ізюм": "изюм", "лиман": "лиман",
    "сіверськ": "северск", "південне": "южное", "північне": "северное", "схід": "восток", "перше": "первое",
    "перша": "первая", "друге": "второе", "друга": "вторая", "нью": "нью", "йорк": "йорк", "село": "село",
    "миколо": "николо", "залізне": "железное", "велетенське": "велетенское", "щастя": "счастье",
    "снігурівка": "снигиревка",
    "сєвєродонецьк": "северодонецк", "сіверськодонецьк": "северскодонецк", "лисичанськ": "лисичанск",
}  # fmt: skip
_STEMS_RU = (
    ("сєвєро", "северо"), ("миколаї", "николае"), ("микільськ", "никольск"), ("микіль", "николь"), ("вільн", "вольн"),
    ("вовч", "волч"), ("жовт", "желт"), ("олександр", "александр"), ("олексі", "алексе"), ("андрії", "андрее"),
    ("дмитр", "дмитр"), ("катерин", "екатерин"), ("єлизавет", "елизавет"), ("пилип", "филипп"), ("йосип", "иосиф"),
    ("федор", "федор"), ("михайл", "михайл"), ("матві", "матве"), ("сергі", "серге"), ("василі", "василе"),
    ("юрі", "юрье"), ("григор", "григор"), ("степан", "степан"), ("павл", "павл"), ("петр", "петр"),
    ("кам'ян", "камен"), ("лук'ян", "лукьян"), ("дем'ян", "демьян"), ("мар'ян", "марьян"),
    ("мар'їн", "марьин"), ("дев'ят", "девят"), ("п'ят", "пят"), ("новосел", "новосел"),
    ("верхньо", "верхне"), ("нижньо", "нижне"), ("середньо", "средне"), ("старо", "старо"), ("великo", "велико"),
    ("біло", "бело"), ("сіно", "сено"), ("ліс", "лес"), ("хліб", "хлеб"), ("світл", "светл"),
    ("зелен", "зелен"), ("озер", "озер"), ("міст", "мест"), ("сніг", "снег"),
    ("річ", "реч"), ("гніз", "гнез"), ("діброва", "дуброва"), ("дібров", "дубров"), ("підгор", "подгор"),
    ("під", "под"),
    ("задніпр", "заднепр"), ("дніпр", "днепр"), ("придніпр", "приднепр"), ("запоріз", "запорож"), ("поріж", "порож"),
    ("цілин", "целин"), ("рівн", "ровн"), ("гірк", "горк"), ("гірн", "горн"), ("гірськ", "горск"), ("нагірн", "нагорн"),
    ("озерн", "озерн"), ("чорн", "черн"), ("чорно", "черно"), ("урожайн", "урожайн"), ("трипіл", "триполь"),
    ("пілля", "полье"), ("пілл", "поль"), ("піль", "поль"), ("ївськ", "евск"), ("івськ", "овск"), ("ївк", "евк"),
    ("ївщин", "евщин"), ("івщин", "овщин"), ("цьк", "цк"), ("ськ", "ск"), ("зьк", "зк"),
)  # fmt: skip
_TO_RUSSIAN = str.maketrans("іїєґІЇЄҐ", "ииегИИЕГ")
_KNOWN_ADJECTIVES = {
    "нов": "нов", "стар": "стар", "велик": "больш", "мал": "мал", "верхн": "верхн", "нижн": "нижн", "середн": "средн",
    "крут": "крут", "сух": "сух", "весел": "весел", "зелен": "зелен", "чист": "чист", "тих": "тих", "крив": "крив",
    "добр": "добр", "золот": "золот", "широк": "широк", "глибок": "глубок", "висок": "высок", "солон": "солен",
    "жовт": "желт", "черн": "черн", "чорн": "черн", "син": "син", "ясн": "ясн", "дальн": "дальн", "ближн": "ближн",
    "довг": "долг", "кругл": "кругл", "рідк": "редк", "гол": "гол", "богат": "богат", "красн": "красн",
    "свят": "свят", "гостр": "остр", "липов": "липов", "вишнев": "вишнев", "тернов": "тернов",
}  # fmt: skip


@lru_cache(maxsize=65536)
def russian_name(ukrainian: str) -> str:
    """The likely Russian form of a Ukrainian toponym, in Russian letters: "Куп'янськ" is "Купянск", "Велика
    Новосілка" "Великая Новоселка". Regular correspondences only: Russian names that differ are data."""
    for mark in APOSTROPHES:
        ukrainian = ukrainian.replace(mark, "'")
    words = re.split(r"([ \-])", ukrainian)
    last = len([word for word in words if word.strip(" -")]) > 1
    return "".join(word if word in " -" else _russian_word(word, phrase=last) for word in words)


def _russian_word(word: str, *, phrase: bool) -> str:
    low = word.lower()
    result = _WORDS_RU.get(low) or _russian_adjective(low, phrase) or _russian_noun(low)
    return result.capitalize() if word[:1].isupper() else result


def _russian_adjective(word: str, phrase: bool) -> str | None:
    endings = {
        "ий": ("ый", "ий"), "а": ("ая", "яя"), "е": ("ое", "ее"), "є": ("ее", "ее"), "я": ("яя", "яя"),
        "і": ("ые", "ие"), "ій": ("ий", "ий"),
    }  # fmt: skip
    for ending, (hard, soft) in endings.items():
        stem = word.removesuffix(ending)
        if stem == word:
            continue
        known = _KNOWN_ADJECTIVES.get(stem)
        if known and (phrase or ending in ("ий", "е", "є")):
            velar = known.endswith(("к", "г", "х", "ш"))
            if ending == "е":
                return known + ("ее" if known.endswith(("верхн", "нижн", "средн", "дальн", "ближн", "ш")) else "ое")
            if ending in ("є", "я", "ій"):
                return known + soft
            if ending == "і":
                return known + ("ие" if velar or (known.endswith("н") and ending == "ні") else "ые")
            return known + (soft if (velar and ending == "ий") else hard)
        if stem.endswith(("ськ", "цьк", "зьк", "ичн", "альн", "йн", "ов", "ев", "єв")) or (
            stem.endswith("н") and ending in ("е", "ий") and len(stem) > 3
        ):
            if ending in ("є", "я", "ій"):
                return None
            if ending == "е" and not phrase and stem.endswith(("ов", "ев", "єв", "їв", "ин", "їн")):
                return _russian_noun(stem) + "о"  # possessives: Сватове, Сватово; Роботине, Роботино
            if ending in ("а", "і") and not (phrase or stem.endswith(("ськ", "цьк"))):
                return None
            base = _russian_noun(stem)
            if ending == "ий":
                return base + ("ий" if base.endswith(("к", "г", "х")) else "ый")
            if ending == "і":
                return base + ("ие" if base.endswith(("к", "г", "х")) else "ые")
            return base + hard
    return None


def _russian_noun(word: str) -> str:
    # -івка: after a soft consonant or vowel -евка, else -овка; -ів likewise
    word = re.sub(r"ії(?=вк|вц|в$|вськ)", "ие", word)
    word = re.sub(r"([аоуеи])ї(?=вк|вц|в$|вськ)", r"\1е", word)
    for ukrainian, russian in _STEMS_RU:
        word = word.replace(ukrainian, russian)
    word = re.sub(r"і(?=в(?:к|ц|$|ск))", "о", word)
    word = re.sub(r"(?<=[жшчщц])о(?=в(?:к|ц|$))", "е", word)
    word = re.sub(r"цо(?=вк|в$)", "це", word)
    word = re.sub(r"^йо", "ио", word)
    word = re.sub(r"ьо", "е", word)
    word = word.replace("'я", "я").replace("'є", "ье").replace("'ю", "ью").replace("'ї", "ьи").replace("'", "")
    word = re.sub(r"([лнтдсзчш])\1я\b", r"\1ье", word)
    word = re.sub(r"жжя\b", "жье", word)
    return word.translate(_TO_RUSSIAN)


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
_VOWELS = re.compile("[aeiouy]+")
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
    for spelt, heard in _SAME_SOUND:
        if spelt in key:
            key = key.replace(spelt, heard)
    return _TWICE.sub("", _VOWELS.sub("a", key)).rstrip("a")
