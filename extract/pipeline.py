"""An article in, its claims out: the steps in their order, and nothing else."""

import threading
from collections.abc import Callable
from functools import cached_property

from extract.claims import ClaimFinder
from extract.dates import Chronology
from extract.gazetteer import Gazetteer, load_gazetteer
from extract.model import Article, Extraction, Mention, Sentence
from extract.places import PlaceFinder
from extract.sentences import split
from extract.theatre import load_theatre

__all__ = ["Pipeline"]


class Pipeline:
    """The extraction of one theatre. Gazetteer, names and grammar load when first needed; then threads may share it.

    `progress(share, what)` hears how the building of a missing gazetteer goes. Raises ValueError for an unknown
    theatre.
    """

    def __init__(self, theatre_id: str = "ukraine", *, progress: Callable[[float, str], None] | None = None) -> None:
        self.theatre = load_theatre(theatre_id)
        self._progress = progress
        self._loading = threading.Lock()

    def extract(self, article: Article) -> Extraction:
        """Everything that is found in the article."""
        sentences, mentions = self.locate(article)
        chronology = Chronology(article.text, sentences, article.published, article.title, war=self.theatre.start)
        claims = self._parts[1].find(article, sentences, mentions, chronology)
        return Extraction(article, sentences, mentions, claims)

    def locate(self, article: Article) -> tuple[tuple[Sentence, ...], tuple[Mention, ...]]:
        """Only the sentences, and the places named in them."""
        sentences = split(article.text)
        found = self.places.find(article.text, sentences, published=article.published, language=article.language)
        return sentences, found

    @property
    def places(self) -> PlaceFinder:
        return self._parts[0]

    @cached_property
    def gazetteer(self) -> Gazetteer:
        return load_gazetteer(self.theatre, progress=self._progress)

    @property
    def _parts(self) -> tuple[PlaceFinder, ClaimFinder]:
        with self._loading:  # the first thread loads, the others wait for it
            return self._loaded

    @cached_property
    def _loaded(self) -> tuple[PlaceFinder, ClaimFinder]:
        return PlaceFinder(self.gazetteer, self.theatre), ClaimFinder(self.theatre)
