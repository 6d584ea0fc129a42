"""Names of cities that mean their oblasts: "Donetsk and Luhansk oblasts", "southern Kherson"."""

from collections.abc import Sequence
from functools import lru_cache

from extract.places import words
from extract.places.catalogue import REGION, SETTLEMENT, Catalogue
from extract.places.doubt import coordinated
from extract.places.forms import Forms
from extract.places.found import Form, Toponym
from gazetteer.place import Grade, Kind

__all__ = ["Regions"]

_REGION_ENDS = "sхйиіьм"  # letters that a plural of "region" ends in, in three languages
_DIRECTIONS = ("north", "south", "east", "west", "central")
_ANNEXED_GAP = 16  # characters at most from one annexed oblast to the next
_ANNEXED_LEAST = 3  # of their names in one breath


class Regions:
    """Tells the cities' names that mean their oblasts. Threads may share it."""

    def __init__(self, catalogue: Catalogue, forms: Forms) -> None:
        self._catalogue = catalogue
        self._gazetteer = catalogue.gazetteer
        self._forms = forms
        self._held_by = words.held_by(catalogue.holders | catalogue.others)

    def tell(self, toponyms: Sequence[Toponym], text: str) -> None:
        """Make oblasts of those among an article's names that mean them."""
        for n, name in enumerate(toponyms):
            kind = name.form.kind
            if (
                kind == REGION
                and text[name.end - 1] in _REGION_ENDS
                and words.PLURAL_REGIONS.search(text, name.start, name.end)
            ):
                self._spread(toponyms, n, -1, text)
            last = name.last
            if last in words.LAST_REGIONS or last.startswith(_DIRECTIONS):
                self._by_words_before(toponyms, n, text)
            if kind == SETTLEMENT and name.kind is None and self._means_more_than_the_city(name, text):
                self._as_oblast(name)
                self._spread(toponyms, n, 1, text)
        self._annexed(toponyms, text)

    def _by_words_before(self, toponyms: Sequence[Toponym], n: int, text: str) -> None:
        """ "the regions of Kherson and Sumy", "southern Kherson"; but "central Kherson" is a part of the city."""
        name = toponyms[n]
        before = text[max(0, name.start - 30) : name.start].lower()
        if before.endswith(words.REGIONS_OF):
            if self._as_oblast(name):
                self._spread(toponyms, n, 1, text)
        elif before.endswith(words.REGION_OF):
            self._as_oblast(name)
        elif name.form.kind == SETTLEMENT and words.BEFORE_DIRECTION.search(before[-24:]):
            row = self._oblast(name.form)
            of_city = name.last == "central" or text.startswith(" city", name.end)
            if row is not None and not of_city and not self._is_of_capital(row):
                self._as_oblast(name)
            elif name.kind is None:
                name.kind = Kind.PART

    def _is_of_capital(self, row: int) -> bool:
        """Whether a region is the capital's: its directions are the city's."""
        capital = self._catalogue.capital
        return bool(capital) and self._gazetteer.titles[row].startswith(f"{capital} ")

    def _means_more_than_the_city(self, name: Toponym, text: str) -> bool:
        """Whether the words around the name of an oblast's city can only mean the oblast: "Ukrainian-held Donetsk"
        while the city lies behind the line, "Russian-held parts of Kherson", "an incursion into Kursk"."""
        city = self._oblast_city(name.form)
        if city is None or text.startswith(" city", name.end):
            return False
        before = text[max(0, name.start - 48) : name.start].lower()
        if words.PARTS_HELD.search(before):
            return True
        if held := self._held_by.search(before):
            return city in self._catalogue.behind_the_line and held[1] in self._catalogue.holders
        if self._gazetteer.countries[city] == self._catalogue.country:
            return False
        return bool(words.INCURSION.search(before) or words.INCURSION_AFTER.match(text, name.end))

    @lru_cache(maxsize=16384)  # noqa: B019 - one finder lives as long as its process
    def _oblast(self, form: Form) -> int | None:
        """The row of the oblast called like a city of that name."""
        city = self._oblast_city(form)
        return None if city is None else self._catalogue.oblasts[self._gazetteer.titles[city]]

    @lru_cache(maxsize=16384)  # noqa: B019 - one finder lives as long as its process
    def _oblast_city(self, form: Form) -> int | None:
        """The row of the city of that name whose oblast is called so too."""
        for row, grade in form.codes:
            large = grade <= Grade.VARIANT and self._gazetteer.populations[row] > 20_000
            if large and self._gazetteer.titles[row] in self._catalogue.oblasts:
                return row
        return None

    def _as_oblast(self, name: Toponym) -> bool:
        row = self._oblast(name.form)
        if row is None:
            return False
        name.form, name.kind = self._forms.unit(name.form.key, (row,)), REGION
        return True

    def _spread(self, toponyms: Sequence[Toponym], n: int, step: int, text: str) -> None:
        """Make oblasts of the names coordinated with one that is known for an oblast."""
        while 0 <= n + step < len(toponyms):
            one, other = sorted((toponyms[n], toponyms[n + step]), key=lambda name: name.start)
            if not coordinated(text, one.end, other.start) or text[one.end : other.start].isspace():
                return
            n += step
            if toponyms[n].form.kind != REGION and not self._as_oblast(toponyms[n]):
                return

    def _annexed(self, toponyms: Sequence[Toponym], text: str) -> None:
        """Three or four of the names of the units that a side claims to have annexed, in one breath, are units."""
        run: list[Toponym] = []
        for name in (*toponyms, None):
            if name and self._oblast(name.form) in self._catalogue.annexed:
                gap = text[run[-1].end : name.start] if run and name.start - run[-1].end < _ANNEXED_GAP else None
                if not run or (gap is not None and words.COORDINATION.fullmatch(gap)):
                    run.append(name)
                    continue
                ended, run = run, [name]
            else:
                ended, run = run, []
            if len(ended) >= _ANNEXED_LEAST:
                for member in ended:
                    self._as_oblast(member)
