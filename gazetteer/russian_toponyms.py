"""The likely Russian names of Ukrainian toponyms, which Russian-language news and older English texts use, and the
likely Ukrainian ones of villages in Russia.

Regular correspondences ("Куп'янськ" is "Купянск", "Велика Новосілка" "Великая Новоселка") with words and parts of words
from data/words/russian_toponyms.toml; names that differ altogether are data of the theatre. Ukrainian has merged what
Russian keeps apart ("Степове" is "Степовое", but "Сватове" "Сватово"), so some names have two guesses.
"""

import re
import tomllib
from functools import lru_cache
from itertools import islice, product

from gazetteer.spelling import APOSTROPHES
from theatre.folders import DATA

__all__ = ["russian_name", "russian_names", "ukrainian_name"]

_MOST = 4  # guesses for one name
_TABLES: dict[str, dict[str, str]] = tomllib.loads((DATA / "words" / "russian_toponyms.toml").read_text("utf-8"))
_WORDS = {word: tuple(russian.split()) for word, russian in _TABLES["words"].items()}
_BEGINNINGS = tuple(_TABLES["beginnings"].items())
_STEMS = tuple(_TABLES["stems"].items())
_LETTERS = str.maketrans("іїєґІЇЄҐ", "ииегИИЕГ")
# Adjectives that stand before a noun, by their stems.
_ADJECTIVES = {
    "нов": "нов", "стар": "стар", "мал": "мал", "верхн": "верхн", "нижн": "нижн", "середн": "средн",
    "крут": "крут", "сух": "сух", "весел": "весел", "зелен": "зелен", "чист": "чист", "тих": "тих", "крив": "крив",
    "добр": "добр", "золот": "золот", "широк": "широк", "глибок": "глубок", "висок": "высок", "солон": "солен",
    "жовт": "желт", "черн": "черн", "чорн": "черн", "син": "син", "ясн": "ясн", "дальн": "дальн", "ближн": "ближн",
    "довг": "долг", "кругл": "кругл", "рідк": "редк", "гол": "гол", "богат": "богат", "красн": "красн",
    "свят": "свят", "гостр": "остр", "липов": "липов", "вишнев": "вишнев", "тернов": "тернов",
}  # fmt: skip
_SOFT = ("верхн", "нижн", "средн", "дальн", "ближн", "ш")
# Of what there is much there: "Степове" is "Степовое", while what belonged to Сват is "Сватово".
_OVOE = re.compile(
    "(?:степ|терн|верб|лоз|берест|труд|сад|дуб|клен|лип|граб|луг|озер|став|столп|берег|пол|ліс|берез|сосн|груш|вільх|"
    "вишн|лобк|лавр|мак|очерет|ставк|новосад|новостеп|бук|явор|ясен)[оеєї]в"
)
_ENDINGS = {
    "ий": ("ый", "ий"), "а": ("ая", "яя"), "е": ("ое", "ее"), "є": ("ее", "ее"), "я": ("яя", "яя"),
    "і": ("ые", "ие"), "ій": ("ий", "ий"),
}  # fmt: skip


def russian_name(ukrainian: str) -> str:
    """The likeliest Russian form of a Ukrainian toponym, in Russian letters."""
    return russian_names(ukrainian)[0]


@lru_cache(maxsize=65536)
def russian_names(ukrainian: str) -> tuple[str, ...]:
    """The likely Russian forms of a Ukrainian toponym, the likeliest first; one to four."""
    for mark in APOSTROPHES:
        ukrainian = ukrainian.replace(mark, "'")
    parts = re.split(r"([ \-])", ukrainian)
    phrase = sum(part not in ("", " ", "-") for part in parts) > 1
    guesses = [(part,) if part in ("", " ", "-") else _word(part, phrase) for part in parts]
    return tuple(dict.fromkeys("".join(name) for name in islice(product(*guesses), _MOST)))


def _word(word: str, phrase: bool) -> tuple[str, ...]:
    low = word.lower()
    found = _WORDS.get(low) or _adjective(low, phrase) or _noun(low)
    return tuple(map(str.capitalize, found)) if word[:1].isupper() else found


def _adjective(word: str, phrase: bool) -> tuple[str, ...]:
    """The Russian forms of an adjective; none for what is no adjective."""
    ending = next((e for e in ("ий", "ій", "а", "е", "є", "я", "і") if word.endswith(e)), "")
    stem = word.removesuffix(ending)
    if not ending or len(stem) < 2:
        return ()
    if stem in _ADJECTIVES and (phrase or ending in ("ий", "е", "є")):
        return (_declined(_ADJECTIVES[stem], ending),)
    made = stem.endswith(("ичн", "альн", "йн", "ов", "ев", "єв"))
    if ending in ("і", "ий") and (stem.endswith(("ськ", "цьк", "зьк")) or (phrase and made)):
        return (_declined(_root(stem), ending),)
    if ending == "а" and (stem.endswith(("ськ", "цьк", "зьк")) or (phrase and made and stem[-1] == "н")):
        return (_root(stem) + "ая",)
    if ending == "а" and stem.endswith(("ов", "ев")):
        return _root(stem) + "ая", _root(stem) + "а"
    if ending == "а" and re.search(r"[бвгджзклмпрстхчш]н$|нн$", stem):
        return _root(stem) + "а", _root(stem) + "ая"
    if ending == "є" and stem.endswith("н"):
        return (_root(stem) + "ее",)
    return _neuter(stem, phrase) if ending == "е" else ()


def _neuter(stem: str, phrase: bool) -> tuple[str, ...]:
    """The Russian forms of a Ukrainian name in -е, given without it."""
    root = _root(stem)
    if stem.endswith(("ов", "ев", "єв", "їв")):
        if phrase:
            return (root + "ое",)
        both = root + "о", root + "ое"
        return both[::-1] if _OVOE.fullmatch(stem) else both
    if stem.endswith(("ин", "їн", "ін")):
        return (root + "о",)
    if stem.endswith(("ичн", "ічн")) and not stem.endswith(("річн", "січн", "північн")):
        return root + "ое", root[:-2] + "ческое"
    if stem.endswith(("ч", "ж")):
        return root + "ье", root + "е"
    return () if stem.endswith(("пол", "мор", "ш", "щ")) or len(stem) < 3 else (root + "ое",)


def _declined(stem: str, ending: str) -> str:
    """A Russian adjective's nominative, by its Ukrainian ending."""
    hard, soft = _ENDINGS[ending]
    if ending in ("є", "я", "ій") or stem.endswith(_SOFT):
        return stem + soft
    return stem + (soft if stem.endswith(("к", "г", "х")) and ending in ("ий", "і") else hard)


def _root(word: str) -> str:
    """A word with its parts made Russian, whatever its ending."""
    for ukrainian, russian in _BEGINNINGS:
        if word.startswith(ukrainian):
            word = russian + word[len(ukrainian) :]
            break
    for ukrainian, russian in _STEMS:
        word = word.replace(ukrainian, russian)
    word = re.sub(r"ії(?=вк|вц|в$|вськ)", "ие", word)
    word = re.sub(r"(?:(?<=[аоуеи])|')ї(?=вк|вц|в$|вськ)", "е", word)
    word = re.sub(r"(?<=[жшчщц])і(?=в(?:к|ц|$|ск))", "е", word)
    word = re.sub(r"і(?=в(?:к|ц|$|ск))", "о", word)
    word = re.sub(r"(?<=[бвгджзклмнпрстфхцчшщ])йо", "ье", re.sub(r"^йо", "ио", word)).replace("ьо", "е")
    word = re.sub(r"(?<=[рнл])'я", "ья", word)
    word = word.replace("'я", "я").replace("'є", "ье").replace("'ю", "ью").replace("'ї", "ьи").replace("'", "")
    return word.translate(_LETTERS)


def _noun(word: str) -> tuple[str, ...]:
    word = re.sub(r"інь$", "ень", word)
    word = re.sub(r"ець$", "ец", word)
    word = re.sub(r"ця$", "ца", word)
    word = re.sub(r"ці$", "цы", word)
    word = re.sub(r"(?<=[бвдзлмнпрст])и$", "ы", word)
    word = re.sub(r"([лнтдсзчш])\1я$", r"\1ье", word)
    word = re.sub(r"жжя$", "жье", word)
    root = _root(word)
    # after what was soft in the founder's name: Киселевка, Золотаревка, Яковлевка
    soft = re.sub(r"(?<=ел|ал|ол|вл|ар|яр)о(?=вк[аи]$)", "е", root)
    hard = re.sub(r"(?<=[шчж])е(?=вк[аи]$)", "о", root)
    return tuple(dict.fromkeys((root, soft, hard)))


# What Ukrainian makes of the words and endings of Russian villages' names.
_UKRAINIAN_WORDS = {
    "малая": "мала", "новая": "нова", "новый": "новий", "старая": "стара", "русское": "руське", "русская": "руська",
    "черкасское": "черкаське", "черкасская": "черкаська", "казачья": "козача", "зеленый": "зелений",
    "толстый": "товстий", "мокрая": "мокра", "поречное": "порічне",
}  # fmt: skip
_UKRAINIAN_ENDINGS = (
    (r"(?<=[аеиоуья])евк(?=[аи]$)", "ївк"), (r"[ое]вк(?=[аи]$)", "івк"), (r"ое$", "е"), (r"ая$", "а"),
    (r"[ыо]й$", "ий"), (r"ье$", "є"), (r"^и", "і"), (r"ск(?=ий|а|е|$)", "ськ"), ("ы", "и"), ("э", "е"),
)  # fmt: skip


def ukrainian_name(russian: str) -> str:
    """The likely Ukrainian form of a Russian village's name: "Казачья Локня" is "Козача Локня"."""
    return "".join(map(_ukrainian_word, re.split(r"([ \-])", russian.replace("ё", "е"))))


def _ukrainian_word(word: str) -> str:
    low = word.lower()
    if low in _UKRAINIAN_WORDS:
        return _UKRAINIAN_WORDS[low].capitalize()
    for ending, ukrainian in _UKRAINIAN_ENDINGS:
        low = re.sub(ending, ukrainian, low)
    return low.capitalize()
