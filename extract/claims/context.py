"""What is known of an article before any of its sentences is read: the places that it names, and whose it is."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from extract.claimants import Claimants
from extract.dates.chronology import Chronology
from extract.languages.phrases import QUOTATION
from extract.languages.reading import Grammar, Passage
from extract.model import Article, Mention, Sentence
from gazetteer.place import Kind, Place
from theatre.theatre import Theatre

__all__ = ["Context"]

QUOTATIONS = 12  # that are looked at for one sentence


@dataclass(frozen=True, slots=True)
class Context:
    """An article with what holds for all of it. Nothing in it changes while the article is read.

    `named` are the places of each sentence that names any, by the sentence's index and in the order of the text,
    without countries. `frequency` counts the mentions of each place by its id, and `headline` holds the ids of those
    in the title. `quotations` are spans of the text in quotation marks. `publisher_side` is the side that the article
    is written from, None where neither the publisher nor its words tell. `told` are the sides that it names, where
    there are more than two. `capital` is the city that "the capital" is where none is named.
    """

    theatre: Theatre
    claimants: Claimants
    grammar: Grammar
    article: Article
    sentences: Sequence[Sentence]
    chronology: Chronology
    named: Mapping[int, Sequence[Mention]]
    frequency: Mapping[str, int]
    headline: frozenset[str]
    quotations: Sequence[tuple[int, int]]
    publisher_side: str | None
    told: frozenset[str]
    capital: Place | None

    @classmethod
    def of(
        cls,
        theatre: Theatre,
        claimants: Claimants,
        grammar: Grammar,
        article: Article,
        sentences: Sequence[Sentence],
        mentions: Iterable[Mention],
        chronology: Chronology,
        capital: Place | None = None,
    ) -> "Context":
        """The context of an article that has been split, searched for places and dated."""
        named: dict[int, list[Mention]] = {}
        for mention in mentions:
            if mention.kind is not Kind.COUNTRY:
                named.setdefault(mention.sentence, []).append(mention)
        known = [(m.place.id, m.surface) for here in named.values() for m in here if m.place is not None]
        title = article.title.lower()
        of_publisher = claimants.side_of(article.publisher) if article.publisher else None
        return cls(
            theatre,
            claimants,
            grammar,
            article,
            sentences,
            chronology,
            named,
            Counter(id for id, _ in known),
            frozenset(id for id, surface in known if surface.lower() in title),
            [match.span() for match in QUOTATION.finditer(article.text)],
            of_publisher or grammar.voice(f"{article.title}\n{article.text}"),
            claimants.told_of(f"{article.title}\n{article.text}"),
            capital,
        )

    def passage(self, sentence: Sentence) -> Passage:
        """A sentence as a grammar reads it; offsets count from its start."""
        named = self.named.get(sentence.index, ())
        first = max(0, bisect_right(self.quotations, sentence.start, key=itemgetter(0)) - 1)
        return Passage(
            sentence.text,
            tuple((m.start - sentence.start, m.end - sentence.start) for m in named),
            frozenset(number for number, m in enumerate(named) if m.kind is Kind.REGION),
            tuple(
                (start - sentence.start, end - sentence.start)
                for start, end in self.quotations[first : first + QUOTATIONS]
                if start < sentence.end and end > sentence.start
            ),
        )

    @property
    def main_enemy(self) -> str | None:
        """The one side that fights the one at home when the article was published, as far as it tells."""
        return self.claimants.enemy(self.claimants.home, self.article.published, self.told)

    def is_side(self, side: str | None) -> bool:
        """Whether it is one of the theatre's sides: not None, "other" or "enemy"."""
        return side in self.theatre.sides
