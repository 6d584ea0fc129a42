"""Short texts to claims, with the places stated in the test instead of found by a gazetteer."""

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

from extract.claimants import Claimants
from extract.claims.context import Context
from extract.claims.finder import ClaimFinder, Located
from extract.dates.chronology import Chronology
from extract.languages import grammar
from extract.languages.reading import PlaceRef, Reading
from extract.model import Article, Claim, Mention, Mode, Sentence
from extract.sentences import split
from gazetteer.files import load_gazetteer
from gazetteer.place import Kind, Place, Precision
from theatre.theatre import Theatre, load_theatre

# name: (kind, oblast, people)
PLACES = {
    "Izium": (Kind.SETTLEMENT, "Kharkiv", 45_000),
    "Kupiansk": (Kind.SETTLEMENT, "Kharkiv", 26_000),
    "Balakliia": (Kind.SETTLEMENT, "Kharkiv", 26_000),
    "Bucha": (Kind.SETTLEMENT, "Kyiv", 37_000),
    "Irpin": (Kind.SETTLEMENT, "Kyiv", 60_000),
    "Kyiv": (Kind.SETTLEMENT, "Kyiv", 2_950_000),
    "Kherson": (Kind.SETTLEMENT, "Kherson", 280_000),
    "Popasna": (Kind.SETTLEMENT, "Luhansk", 19_000),
    "Tokmak": (Kind.SETTLEMENT, "Zaporizhzhia", 30_000),
    "Torske": (Kind.SETTLEMENT, "Donetsk", 0),
    "Sudzha": (Kind.SETTLEMENT, "RU", 5_000),
    "Azovstal": (Kind.PART, "Donetsk", 0),
    "Kharkiv region": (Kind.REGION, "Kharkiv", 0),
    "Crimea": (Kind.REGION, "Crimea", 0),
}
NAMED = re.compile("|".join(sorted(map(re.escape, PLACES), key=len, reverse=True)))


@lru_cache(maxsize=4)
def finder(theatre: Theatre | None = None) -> ClaimFinder:
    """The finder of a theatre, Ukraine's by default; all look for places in Ukraine's gazetteer."""
    return ClaimFinder(load_gazetteer(load_theatre()), theatre or load_theatre())


def located(
    text: str, *, published: date = date(2022, 9, 11), title: str = "", publisher: str = "", language: str = "en"
) -> Located:
    """A text as an article with its sentences, the places of PLACES that it names, and its dates."""
    article = Article("a", title, text, published, publisher=publisher, language=language)
    sentences = split(text)
    mentions = [_mention(sentence, found) for sentence in sentences for found in NAMED.finditer(sentence.text)]
    return article, sentences, mentions, Chronology(text, sentences, published, title)


def _mention(sentence: Sentence, found: re.Match[str]) -> Mention:
    name = found.group()
    kind, oblast, people = PLACES[name]
    country = "RU" if oblast == "RU" else "UA"
    place = Place(f"test:{name}", name, (), kind, 49.0, 37.0, country, oblast, "", people, Precision.EXACT)
    start = sentence.start + found.start()
    return Mention(sentence.index, start, start + len(name), name, kind, place, 49.0, 37.0, 0.0, 0.95)


def context_of(text: str, **about: object) -> Context:
    """What is known of an article with that text."""
    article, sentences, mentions, chronology = located(text, **about)  # type: ignore[arg-type]
    claimants = theatre_claimants()
    language = grammar(article.language, claimants)
    assert language is not None
    return Context.of(load_theatre(), claimants, language, article, sentences, mentions, chronology)


@lru_cache(maxsize=1)
def theatre_claimants() -> Claimants:
    return Claimants(load_theatre())


def reading_of(sense: str, **about: object) -> Reading:
    """A reading of which only what matters is stated."""
    plain = Reading(
        sense, PlaceRef(0, 0, 0), None, None, Mode.FACT, None, None, (0, 0), "object", False, None, frozenset()
    )
    return replace(plain, **about)  # type: ignore[arg-type]


def read(text: str, *, theatre: Theatre | None = None, **about: object) -> tuple[Claim, ...]:
    """The claims of a text."""
    return finder(theatre).find(*located(text, **about))  # type: ignore[arg-type]


def told(text: str, **about: object) -> list[tuple[str, str, str | None, str]]:
    """What is said of which place: (name, action, controller after it, mode), in the order of the text."""
    return [(c.name, str(c.action), c.controller_after, str(c.mode)) for c in read(text, **about)]


def sole(text: str, **about: object) -> Claim:
    """The one claim of a text that makes one."""
    found = read(text, **about)
    assert len(found) == 1, [(c.name, str(c.action), str(c.mode)) for c in found]
    return found[0]
