"""Which places a text names: found by the gazetteer's forms, each resolved to one place or left honestly ambiguous.

Found words are read longest first; then the whole article decides between places of one name: the region named beside
it, the places named around it, and size.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from extract.gazetteer import Gazetteer, Grade, distance_km
from extract.model import Alternative, Kind, Mention, Sentence
from extract.spelling import WORD, fold
from extract.theatre import Theatre

__all__ = ["PlaceFinder"]

_LONGEST = 5  # words in a name


@dataclass(slots=True)
class _Found:
    """Words of the text that some place bears as its name."""

    start: int
    end: int
    key: str
    codes: tuple[tuple[int, int], ...]  # (row, grade)
    sentence: int = -1


class PlaceFinder:
    """Finds a theatre's places in articles. Read-only once made: threads may share one."""

    def __init__(self, gazetteer: Gazetteer, theatre: Theatre) -> None:
        self.gazetteer = gazetteer
        self.theatre = theatre
        self._kinds = [Kind(kind) for kind in gazetteer.kinds]

    def find(
        self, text: str, sentences: Sequence[Sentence], *, published: date | None = None, language: str = "en"
    ) -> tuple[Mention, ...]:
        """Every place named in the article, in the order of the text; offsets count characters of `text`."""
        found = list(self._scan(text))
        at = 0
        for name in found:
            while at + 1 < len(sentences) and sentences[at + 1].start <= name.start:
                at += 1
            name.sentence = at
        return tuple(self._resolve(name, found, text) for name in found)

    def _scan(self, text: str) -> Iterator[_Found]:
        """The longest names, left to right, each beginning with a capital."""
        forms, openers = self.gazetteer.forms, self.gazetteer.openers
        words = [(word.start(), word.end(), word.group()) for word in WORD.finditer(text)]
        n = 0
        while n < len(words):
            start, end, word = words[n]
            step = 1
            if word[0].isupper() or word[0] in "дел":
                key = fold(word)
                last, best = n, None
                if key.split(" ")[0] in openers:
                    longer = key
                    for m in range(n + 1, min(n + _LONGEST, len(words))):
                        gap = text[words[m - 1][1] : words[m][0]]
                        if gap.strip(" -\u00a0") or len(gap) > 3:
                            break
                        longer = f"{longer} {fold(words[m][2])}"
                        if longer in forms:
                            last, best = m, longer
                if best is None and word[0].isupper():
                    if key in forms:
                        best = key
                    elif len(word) > 4 and word[-2] in "'’" and word[-1] == "s" and key[:-1] in forms:
                        best, end = key[:-1], end - 2
                if best is not None and text[start].isupper():
                    stop = words[last][1] if last > n else end
                    yield _Found(start, stop, best, self.gazetteer.coded(best))
                    step = last - n + 1
            n += step

    def _resolve(self, name: _Found, found: Sequence[_Found], text: str) -> Mention:
        gazetteer = self.gazetteer
        scores = {row: self._prior(row, grade) for row, grade in name.codes}
        if len(scores) > 1:
            near = [other for other in found if other is not name and abs(other.start - name.start) < 600]
            for row in scores:
                scores[row] += self._support(row, near)
        order = sorted(scores, key=lambda row: (-scores[row], gazetteer.ids[row]))
        total = sum(2.0 ** scores[row] for row in order)
        shares = {row: 2.0 ** scores[row] / total for row in order}
        best = order[0]
        sure = shares[best] >= 0.5
        place = gazetteer.at(best) if sure else None
        others = tuple(
            Alternative(
                gazetteer.ids[row], gazetteer.titles[row], gazetteer.admin1s[row], gazetteer.latitudes[row],
                gazetteer.longitudes[row], round(shares[row], 3),
            )
            for row in (order[1:6] if sure else order[:6])
        )  # fmt: skip
        return Mention(
            name.sentence, name.start, name.end, text[name.start : name.end], self._kinds[best], place,
            place.latitude if place else None, place.longitude if place else None, 0.0, round(shares[best], 3), others,
        )  # fmt: skip

    def _prior(self, row: int, grade: int) -> float:
        population = self.gazetteer.populations[row]
        size = 0.0 if population < 500 else 1.5 * (len(str(population)) - 2)
        return size - (0.0, 1.0, 3.0, 5.0)[grade]

    def _support(self, row: int, near: Sequence[_Found]) -> float:
        """What the places named around say for a candidate: its own region, or neighbours close by."""
        gazetteer = self.gazetteer
        here = (gazetteer.latitudes[row], gazetteer.longitudes[row])
        support = 0.0
        for other in near:
            if len(other.codes) > 3:
                continue
            for code, grade in other.codes:
                if grade > Grade.VARIANT:
                    continue
                if self._kinds[code] == Kind.REGION:
                    support += 2.5 * (gazetteer.admin1s[code] == gazetteer.admin1s[row] != "")
                else:
                    away = distance_km(here, (gazetteer.latitudes[code], gazetteer.longitudes[code]))
                    support += 1.5 * (away < 40) + 0.7 * (away < 90)
        return min(support, 8.0)
