"""An article in, its claims out: the steps in their order, and nothing else."""

import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from itertools import islice

from extract.claims.finder import ClaimFinder
from extract.dates.chronology import Chronology
from extract.dates.war_words import WarWords
from extract.letters import Folded, folded
from extract.model import Article, Extraction, Mention, Sentence
from extract.places.finder import PlaceFinder
from extract.sentences import split
from gazetteer.files import load_gazetteer
from gazetteer.gazetteer import Gazetteer
from theatre.theatre import load_theatre

__all__ = ["Pipeline"]

BATCH = 32  # articles


class Pipeline:
    """The extraction of one theatre, by default the installation's own. Gazetteer, names and grammar load when first
    needed; then threads may share it.

    `progress(share, what)` hears how the building of a missing gazetteer goes. Raises ValueError for an unknown
    theatre.
    """

    def __init__(self, theatre_id: str | None = None, *, progress: Callable[[float, str], None] | None = None) -> None:
        self.theatre = load_theatre(theatre_id)
        self._progress = progress
        self._loading = threading.Lock()

    def extract(self, article: Article) -> Extraction:
        """Everything that is found in the article."""
        return next(self.extract_all([article]))

    def extract_all(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """The same for many, in their order; a few dozen at a time share the parser's work."""
        source = iter(articles)
        while batch := list(islice(source, BATCH)):
            plain = [folded(article.text) for article in batch]
            located = []
            for given, letters in zip(batch, plain, strict=True):
                article = given if letters is None else replace(given, text=letters.text)
                sentences, mentions = self._located(article)
                told = article.text, sentences, article.published, article.title
                read = Chronology(*told, war=self.theatre.start, words=self._war_words)
                located.append((article, sentences, mentions, read))
            for given, letters, (_, sentences, mentions, _), claims in zip(
                batch, plain, located, self._parts[1].find_all(located), strict=True
            ):
                yield _restored(Extraction(given, sentences, mentions, claims), letters)

    def locate(self, article: Article) -> tuple[tuple[Sentence, ...], tuple[Mention, ...]]:
        """Only the sentences, and the places named in them."""
        letters = folded(article.text)
        sentences, mentions = self._located(article if letters is None else replace(article, text=letters.text))
        found = _restored(Extraction(article, sentences, mentions, ()), letters)
        return found.sentences, found.mentions

    def _located(self, article: Article) -> tuple[tuple[Sentence, ...], tuple[Mention, ...]]:
        sentences = split(article.text)
        found = self.places.find(article.text, sentences, published=article.published, language=article.language)
        return sentences, found

    @cached_property
    def _war_words(self) -> WarWords:
        return WarWords.of(self.theatre)

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
        return PlaceFinder(self.gazetteer, self.theatre), ClaimFinder(self.gazetteer, self.theatre)


def _restored(found: Extraction, letters: Folded | None) -> Extraction:
    """What was found in a text with its letters folded, as the text has it that was given."""
    if letters is None:
        return found
    return replace(
        found,
        sentences=tuple(map(letters.sentence, found.sentences)),
        mentions=tuple(map(letters.mention, found.mentions)),
        claims=tuple(map(letters.claim, found.claims)),
    )
