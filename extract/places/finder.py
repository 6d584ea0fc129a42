"""Which places a text names: found by the gazetteer's forms, each resolved to one place or left honestly ambiguous.

The steps over a whole article:

1. `scan`: words that some place bears as its name are read, longest first, by what `forms` knows of each word.
2. `doubt`: what the words around them say (a preposition, "the village of", a given name before, a battalion after) is
   weighed against how likely so small or so ambiguous a name is meant at all (`catalogue`).
3. `regions`: names of cities that mean their oblasts.
4. `resolve`: between places of one name decide the region named beside it, the places named around it, where the
   fighting was (`front`), and size.
5. `senses`: the words around say whether the place itself is meant, a part of it, its surroundings, or the government
   that sits there.
6. `answers`: one place with how exactly it is known, or the alternatives.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from extract.model import Mention, Sentence
from extract.places.answers import Answers
from extract.places.catalogue import NEAR, Catalogue
from extract.places.doubt import PlaceDoubt
from extract.places.forms import Forms
from extract.places.found import Toponym
from extract.places.regions import Regions
from extract.places.resolve import Resolver
from extract.places.scan import Scanner
from extract.places.senses import NEAR_KM, Senses
from gazetteer.gazetteer import Gazetteer
from theatre.theatre import Theatre

__all__ = ["PlaceFinder"]


class PlaceFinder:
    """Finds a theatre's places in articles.

    Threads may share one: what it knows of the theatre is never changed once made. What it keeps of words met before
    only saves time, holds nothing of an article, and is bounded.
    """

    def __init__(self, gazetteer: Gazetteer, theatre: Theatre) -> None:
        self.gazetteer = gazetteer
        self.theatre = theatre
        self._catalogue = catalogue = Catalogue(gazetteer, theatre)
        forms = Forms(catalogue)
        self._scanner = Scanner(catalogue, forms)
        self._doubt = PlaceDoubt(catalogue, forms)
        self._regions = Regions(catalogue, forms)
        self._resolver = Resolver(catalogue)
        self._senses = Senses(catalogue)
        self._answers = Answers(catalogue)

    def find(
        self, text: str, sentences: Sequence[Sentence], *, published: date | None = None, language: str = "en"
    ) -> tuple[Mention, ...]:
        """Every place named in the article, in the order of the text; offsets count characters of `text`.

        `published` tells where the fighting was, which helps between places of one name; None is today.
        """
        starts = [sentence.start for sentence in sentences]
        toponyms = self._doubt.kept(list(self._scanner.scan(text)), text, starts)  # 1, 2
        if not toponyms:
            return ()
        self._regions.tell(toponyms, text)  # 3
        self._resolver.resolve(toponyms, text, published or date.today(), language)  # 4
        self._senses.tell(toponyms, text, language)  # 5
        return tuple(self._mentions(toponyms, text))  # 6

    def _mentions(self, toponyms: Sequence[Toponym], text: str) -> Iterator[Mention]:
        world, kinds = self._catalogue.world, self._catalogue.kinds
        for name in toponyms:
            choice = name.choice
            best = choice.best
            if best in world:
                continue  # elsewhere in the world
            if choice.answer is None:
                choice.answer = self._answers.of(choice)
            place, radius, share, others = choice.answer
            latitude, longitude = (place.latitude, place.longitude) if place is not None else (None, None)
            kind = name.kind or kinds[best]
            if place is not None and kind == NEAR:
                latitude, longitude, radius = name.point or (place.latitude, place.longitude, max(radius, NEAR_KM))
                radius = round(radius, 1)
            elif place is not None and name.point:
                latitude, longitude, radius = name.point
            yield Mention(
                name.sentence, name.start, name.end, text[name.start : name.end], kind, place, latitude, longitude,
                radius, share, others, name.metonym,
            )  # fmt: skip
