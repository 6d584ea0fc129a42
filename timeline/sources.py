"""Who publishes: the owner family of each publisher, and the side that it is on, by the theatre's `sources.csv`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from theatre.theatre import Theatre
from timeline.arrow import Coded, Ints, coded

__all__ = ["families", "owners", "publisher_key", "with_sources"]

_HOST = re.compile(r"\s*(?:[^/?#]*//)?(?:[^@/?#]*@)?([^:/?#\s]*)")


def families(publishers: Iterable[str], theatre: Theatre) -> dict[str, str]:
    """The owner family of each publisher, by name or domain."""
    sources = _Sources.of(theatre)
    return {publisher: sources.find(publisher)[0] for publisher in publishers}


def owners(
    claims: pd.DataFrame, publisher: Coded, rows: Ints, theatre: Theatre, sides: tuple[str, ...]
) -> tuple[Coded, Ints]:
    """The owner family of whoever published each of `rows` of the claims, in order of name, and the number among
    `sides` of the one that it is on (-1: none). `publisher` is the claims' column; a publisher that is not listed is
    known by its address (`url`), if that is. An article that is linked as a copy speaks for the one that `voice_of`
    names."""
    sources = _Sources.of(theatre)
    found = [sources.find(name) for name in publisher.texts]
    listed = np.array([name in sources for name in publisher.texts], dtype=bool)
    who = publisher.codes[rows]
    if "url" in claims and len(unlisted := np.flatnonzero(~listed[who])):
        addresses = coded(claims["url"].take(rows[unlisted]))
        located = [sources.at(address) for address in addresses.texts]
        known = np.array([each is not None for each in located], dtype=bool)[addresses.codes]
        who = who.copy()
        who[unlisted[known]] = len(found) + addresses.codes[known]
        found += [each or ("", "") for each in located]
    if "voice_of" in claims and len(linked := np.flatnonzero((claims["voice_of"].take(rows) != "").to_numpy())):
        first = coded(claims["voice_of"].take(rows[linked]))
        who = who.copy()
        who[linked] = len(found) + first.codes
        found += [sources.find(name) for name in first.texts]
    families = sorted({family for family, _ in found})
    number = {family: index for index, family in enumerate(families)}
    of = np.array([number[family] for family, _ in found], dtype="int32")
    side = np.array([sides.index(side) if side in sides else -1 for _, side in found], dtype="int64")
    return Coded(of[who], np.array(families, dtype=object)), side[who]


@dataclass(frozen=True, slots=True)
class _Sources:
    """The theatre's publishers: name or domain to (owner family, side)."""

    names: Mapping[str, tuple[str, str]]
    domains: Mapping[str, tuple[str, str]]

    @classmethod
    def of(cls, theatre: Theatre) -> "_Sources":
        rows = theatre.table("sources")
        return cls(
            {publisher_key(row["publisher"]): (row["family"], row["side"]) for row in rows},
            {row["domain"]: (row["family"], row["side"]) for row in rows if row["domain"]},
        )

    def __contains__(self, publisher: str) -> bool:
        return publisher_key(publisher) in self.names

    def find(self, publisher: str) -> tuple[str, str]:
        """(family, side). A publisher that nobody listed is a family of its own, on neither side."""
        key = publisher_key(publisher)
        return self.names.get(key) or self.at(publisher) or (key or "unnamed", "")

    def at(self, address: str) -> tuple[str, str] | None:
        """(family, side) of the listed domain that an address lies under."""
        host = _HOST.match(address)
        labels = host[1].lower().removeprefix("www.").split(".") if host else []
        tails = (".".join(labels[cut:]) for cut in range(len(labels) - 1))
        return next((self.domains[tail] for tail in tails if tail in self.domains), None)


def with_sources(theatre: Theatre, rows: Iterable[dict[str, str]]) -> Theatre:
    """The theatre, with rows in the place of those that its `sources.csv` has of the same publishers."""
    rows = list(rows)
    known = {publisher_key(row["publisher"]) for row in rows}
    if not known:
        return theatre
    own = [row for row in theatre.table("sources") if publisher_key(row["publisher"]) not in known]
    return theatre.with_table("sources", [*own, *rows])


def publisher_key(publisher: str) -> str:
    """A publisher's name as names are compared: without case and a leading "The"."""
    return publisher.strip().casefold().removeprefix("the ")
