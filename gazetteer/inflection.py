"""Ukrainian and Russian toponyms in all their cases.

Generated from the nominative by ending, never taken off again: an unknown name can't be lemmatised safely, but every
known name can be declined. Where an ending leaves the declension open (Попасна is an adjective, Балка a noun) both are
given: a form too many costs nothing, a form too few loses a mention.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

__all__ = ["adjective_stem", "inflect"]

# The endings of nominative, genitive, dative, accusative, instrumental, locative; variants split by "/", and one that
# begins with "=" is the whole word, where the stem itself changes.
_Endings = tuple[str, ...]

_VOWELS = "аеєиіїоуюяёыэ"
_ADJECTIVE_UK = {
    "ий": ("ий", "ого", "ому", "ий/ого", "им", "ому/ім"),
    "ій": ("ій", "ього", "ьому", "ій/ього", "ім", "ьому/ім"),
    "а": ("а", "ої", "ій", "у", "ою", "ій"),
    "я": ("я", "ьої", "ій", "ю", "ьою", "ій"),
    "е": ("е", "ого", "ому", "е", "им", "ому/ім"),
    "є": ("є", "ього", "ьому", "є", "ім", "ьому/ім"),
    "і": ("і", "их", "им", "і/их", "ими", "их"),
}
_ADJECTIVE_RU = {
    "ый": ("ый", "ого", "ому", "ый/ого", "ым", "ом"),
    "ой": ("ой", "ого", "ому", "ой", "ым", "ом"),
    "ий": ("ий", "ого/его", "ому/ему", "ий", "им", "ом/ем"),
    "ая": ("ая", "ой", "ой", "ую", "ой/ою", "ой"),
    "яя": ("яя", "ей", "ей", "юю", "ей", "ей"),
    "ое": ("ое", "ого", "ому", "ое", "ым/им", "ом"),
    "ее": ("ее", "его", "ему", "ее", "им", "ем"),
    "ые": ("ые", "ых", "ым", "ые", "ыми", "ых"),
    "ие": ("ие", "их", "им", "ие", "ими", "их"),
}


@lru_cache(maxsize=4096)
def inflect(name: str, language: str) -> tuple[str, ...]:
    """The distinct case forms of a toponym, its nominative first; `language` is "uk" or "ru".

    Words of a phrase decline together ("Великої Новосілки"), the first part of a hyphenated name stays
    ("Івано-Франківська"), except before -на-/-on-the- ("Ростова-на-Дону"). Raises ValueError for another language.
    """
    if language not in ("uk", "ru"):
        raise ValueError(f"no inflection for language {language!r}; there is uk, ru")
    words = name.split()
    tables = [list(_word(word, language, first=n < len(words) - 1)) for n, word in enumerate(words)]
    forms = {name: None}
    for paradigms in product(*tables):
        for case in range(6):
            for choice in product(*(paradigm[case].split("/") for paradigm in paradigms)):
                forms[" ".join(choice)] = None
    return tuple(forms)


_ADJECTIVE = re.compile(
    "(.*(?:с|ц)ь?к)(?:ий|ого|ому|им|ім|а|ої|ій|у|ою|е|і|их|ими|ой|ая|ую|ое|ом|ие|ою)", re.IGNORECASE
)


def adjective_stem(word: str) -> str | None:
    """What stays of a -ський or -ский adjective in any gender, number and case ("харківськ"), or None."""
    match = _ADJECTIVE.fullmatch(word)
    return match[1] if match else None


def _word(word: str, language: str, *, first: bool) -> Iterator[_Endings]:
    """The paradigms a word may follow, as whole forms. `first` is true before another word of the name."""
    if "-" in word:
        head, _, tail = word.partition("-")
        if re.match("(?:на|над|під|под)-", tail.lower()):
            yield from (_affix("", case, f"-{tail}") for case in _word(head, language, first=False))
        else:
            head, _, tail = word.rpartition("-")
            yield from (_affix(f"{head}-", case, "") for case in _word(tail, language, first=False))
    elif not word[:1].isalpha() or len(word) < 2 or word.isupper():  # АЕС
        yield (word,) * 6
    else:
        rules = _ukrainian if language == "uk" else _russian
        yield from (_affix(stem, endings, "") for stem, endings in rules(word, first))


def _affix(stem: str, endings: _Endings, tail: str) -> _Endings:
    return tuple(
        "/".join((end[1:] if end.startswith("=") else stem + end) + tail for end in case.split("/")) for case in endings
    )


def _ukrainian(word: str, first: bool) -> Iterator[tuple[str, _Endings]]:
    end, stem = word[-1], word[:-1]
    before = stem[-1:]
    sibilant = before in "жшчщ"
    match end:
        case "а":
            if (
                first
                or before != "к"
                or stem.endswith(("ськ", "цьк", "зьк"))
                or word in ("Велика", "Висока", "Глибока", "Широка")
            ):
                yield stem, _ADJECTIVE_UK["а"]
            soft = {"к": "ці", "г": "зі", "х": "сі"}.get(before)
            locative, cut = (soft, stem[:-1]) if soft else ("і", stem)
            keep = before if soft else ""
            plural, ins = ("і", "ею") if sibilant else ("и", "ою")
            yield cut, (keep + "а", keep + plural, locative, keep + "у", keep + ins, locative)
        case "я" if before in "ії":
            yield stem, ("я", "ї", "ї", "ю", "єю", "ї")
        case "я" if before == stem[-2:-1] or before in "'’ʼ":  # Запоріжжя, Підгір'я: neuter
            yield stem, ("я", "я", "ю", "я", "ям", "і/ю")
        case "я":
            yield stem, ("я", "і", "і", "ю", "ею", "і")
            if stem.endswith("ст"):
                yield stem, ("я", "я", "ю", "я", "ям", "і")
        case "е" | "є":
            if stem.lower().endswith(("пол", "мор")):
                yield stem, ("е", "я", "ю", "е", "ем", "і/ю")
            else:
                yield stem, _ADJECTIVE_UK[end]
        case "о":
            yield stem, ("о", "а", "у", "о", "ом", "і/у")
        case "и":
            yield stem, ("и", _genitive_plural(stem) + "/ів", "ам", "и", "ами", "ах")
        case "і" | "ї":
            full = "їв" if end == "ї" else "ів"
            yield stem, (end, f"{full}/ь", "ям/ам", end, "ями/ами", "ях/ах")
            yield stem, _ADJECTIVE_UK["і"]
        case "й" if word.endswith(("ий", "ій")):
            yield word[:-2], _ADJECTIVE_UK[word[-2:]]
        case "й":
            yield stem, ("й", "ю/я", "ю/єві", "й", "єм", "ї/ю")
        case "ь":
            for base in _closed(stem, "цн"):
                yield base, (f"={word}", "я/і", "ю/еві/і", f"={word}", f"ем/={stem}{before}ю", "і/ю")
        case _ if end not in _VOWELS:
            ins = "ем" if end in "жшчщ" else "ом"
            for base in _closed(word, "к"):
                yield base, (f"={word}", "а/у", "у/ові", f"={word}", ins, "і/у/ові")
            if first and word.endswith(("ів", "їв", "ин", "їн")):  # possessive: Часового Яру
                base = next(_closed(word, ""))
                yield base, (f"={word}", "ого", "ому", f"={word}", "им", "ому/ім")
        case _:
            yield word, ("",) * 6


def _closed(stem: str, fleeting: str) -> Iterator[str]:
    """The stem as it stands before an ending: Харків, Харков-; Ірпінь, Ірпен-; Городок, Городк-; Кривий Ріг, Рог-.
    The vowel before a last consonant of `fleeting` drops out."""
    if stem.endswith("їв"):
        yield stem[:-2] + "єв"
    elif stem.endswith("ів"):
        yield stem[:-2] + ("ев" if stem[-3:-2] in "жшчщ" else "ов")
    elif stem[-1] in fleeting and stem[-2:-1] in "ео" and stem[-3:-2] not in _VOWELS and len(stem) > 4:
        yield stem[:-2] + stem[-1]
        yield stem
    elif re.search(r"і[^аеєиіїоуюя]$", stem):
        yield stem[:-2] + "о" + stem[-1]
        yield stem[:-2] + "е" + stem[-1]
        yield stem
    else:
        yield stem


def _genitive_plural(stem: str) -> str:
    """The endings of a hard plural's genitive without an ending of its own: bare (Суми, Сум), or with a vowel put
    between two last consonants (Кринки, Кринок)."""
    if stem[-1] in "кнцл" and stem[-2:-1] not in (*_VOWELS, ""):
        return f"={stem[:-1]}о{stem[-1]}/={stem[:-1].removesuffix('ь')}е{stem[-1]}"
    return ""


def _russian(word: str, first: bool) -> Iterator[tuple[str, _Endings]]:
    end, stem = word[-1], word[:-1]
    before = stem[-1:]
    if word[-2:] in _ADJECTIVE_RU and not (word.endswith("ий") and len(word) < 5):
        yield word[:-2], _ADJECTIVE_RU[word[-2:]]
        if word.endswith("ье"):
            yield stem, ("е", "я", "ю", "е", "ем", "е")
        return
    match end:
        case "а":
            plural = "и" if before in "кгхжшчщ" else "ы"
            yield stem, ("а", plural, "е", "у", "ой/ою/ей", "е")
            if before in "нв" and not first:  # Ukrainian adjectives kept in Russian: Попасна, Кременна
                yield stem, ("а", "ой", "ой", "у", "ой", "ой")
        case "я" if before == "и":
            yield stem, ("я", "и", "и", "ю", "ей", "и")
        case "я":
            yield stem, ("я", "и", "е", "ю", "ей", "е")
        case "е" if before == "ь":
            yield stem, ("е", "я", "ю", "е", "ем", "е")
        case "е":
            yield stem, ("е", "я/ого", "ю/ому", "е", "ем/ым", "е/ом")
        case "о":
            yield stem, ("о", "а/о", "у", "о", "ом", "е/о")
        case "ы" | "и":
            soft = end == "и" and before not in "кгхжшчщ"
            if soft:
                yield stem, ("и", "ей/ь", "ям", "и", "ями", "ях")
            else:
                full = "ей" if before in "жшчщ" else "ов/ев" if before == "ц" else "ов"
                yield stem, (end, f"{_genitive_plural(stem)}/{full}", "ам", end, "ами", "ах")
        case "й":
            yield stem, ("й", "я", "ю", "й", "ем", "е/и")
        case "ь":
            for base in (stem, stem[:-2] + "н") if stem.endswith("ен") and len(stem) > 4 else (stem,):
                yield base, (f"={word}", "я/и", "ю/и", f"={word}", f"ем/={stem}ью", "е/и")
        case _ if end not in _VOWELS:
            ins = "ем" if end in "жшчщц" else "ом/ым" if word.endswith(("ов", "ев", "ин")) else "ом"
            fleeting = end in "цк" and before in "ео" and stem[-2:-1] not in _VOWELS and len(word) > 4
            for base in (stem[:-1] + end, word) if fleeting else (word,):  # Городок, Городка; but востоке
                yield base, (f"={word}", "а/у", "у", f"={word}", ins, "е/у")
        case _:
            yield word, ("",) * 6
