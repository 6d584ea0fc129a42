"""Sentences to claims: what grammar reads, made whole by what the article, the theatre and the calendar know.

1. Context: which places each sentence names, and what holds for the whole article (context.py).
2. Selection: the few sentences that name or refer to a place and hold a word of control.
3. Grammar: who did what to which place in each, and how sure the sentence is of it (extract/languages).
4. Ellipsis: what sentences say that only continue the one before (ellipsis.py).
5. Reference: which place "the city", "it" or "both" is (references.py).
6. Interpretation: whose words they are, which sides act, and what it means for control, of how much of the place and
   on which day (interpretation.py; speakers.py, parties.py, footprints.py, effects.py, confidence.py).
7. Second opinion: what a learned reader would add or doubts, where the theatre has one (second_opinion.py).
8. Settling: what the claims of the article tell about each other (settling.py).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from extract.claimants import Claimants
from extract.claims.context import Context
from extract.claims.ellipsis import Read, completed, continuations_in, dated_by
from extract.claims.interpretation import EXTRACTOR, claim_of, interpreted
from extract.claims.parties import Discourse
from extract.claims.references import REACH, referents
from extract.claims.second_opinion import ReadArticle, with_second_opinion
from extract.claims.settling import Found, settled
from extract.dates.chronology import Chronology
from extract.languages import grammar
from extract.languages.reading import Continuation, Passage, Reading
from extract.learned.disguise import Disguise
from extract.learned.reader import SecondReader, second_reader
from extract.model import Article, Claim, Mention, Sentence
from extract.places.extents import Extents
from extract.places.unnamed_land import UnnamedLands
from gazetteer.gazetteer import Gazetteer
from gazetteer.place import Kind
from theatre.theatre import Theatre, load_theatre

__all__ = ["EXTRACTOR", "ClaimFinder", "Located"]

DISGUISED = "en"  # the language in which a war can be told as another

Located = tuple[Article, Sequence[Sentence], Sequence[Mention], Chronology]
"""An article, its sentences, the places that they name, and its dates."""


@dataclass(frozen=True, slots=True)
class _Selected:
    """The sentences of an article that are to be read: those that are parsed, and those that continue one."""

    context: Context
    parsed: Mapping[int, Passage]
    continuations: Mapping[int, Continuation]


class ClaimFinder:
    """Finds the claims of articles about one theatre, whose places `gazetteer` knows. Read-only once made: threads may
    share one."""

    def __init__(self, gazetteer: Gazetteer, theatre: Theatre) -> None:
        self._theatre = theatre
        self._claimants = Claimants(theatre)
        self._extents = Extents(theatre)
        self._unnamed_lands = UnnamedLands(gazetteer, theatre)
        named = gazetteer.candidates(theatre.called.get("capital", ""))
        self._capital = next((place for place in named if place.kind is Kind.SETTLEMENT), None)
        self._lender = load_theatre(theatre.reader) if theatre.reader else None
        self._disguise = Disguise(self._claimants, self._lender) if self._lender is not None else None

    def find(
        self,
        article: Article,
        sentences: Sequence[Sentence],
        mentions: Sequence[Mention],
        chronology: Chronology,
    ) -> tuple[Claim, ...]:
        """Every claim of the article, in the order of the text; none in a language that has no grammar yet."""
        return self.find_all([(article, sentences, mentions, chronology)])[0]

    def find_all(self, located: Sequence[Located]) -> list[tuple[Claim, ...]]:
        """As `find`, for several articles, whose few sentences worth parsing are parsed together."""
        found: list[tuple[Claim, ...]] = [() for _ in located]
        by_language: dict[str, list[tuple[int, _Selected]]] = {}
        for number, (article, sentences, mentions, chronology) in enumerate(located):
            context = self._context(article, sentences, mentions, chronology)
            if context is not None:
                by_language.setdefault(article.language, []).append((number, _selected(context)))
        for group in by_language.values():
            # 3. Grammar
            passages = [passage for _, selected in group for passage in selected.parsed.values()]
            answers = iter(group[0][1].context.grammar.read(passages))
            articles = []
            for _, selected in group:
                readings = dict(zip(selected.parsed, islice(answers, len(selected.parsed)), strict=True))
                # a sentence may tell of control in words that no list has, an article hardly does
                indices = range(len(selected.context.sentences)) if readings else ()
                articles.append(ReadArticle(selected.context, indices, self._claims(selected, readings)))
            # 7. Second opinion
            reader, disguise = self._reader(group[0][1].context.article.language)
            claims: Sequence[Sequence[Found]] = [each.found for each in articles]
            if reader is not None:
                claims = with_second_opinion(reader, disguise, self._extents, articles)
            # 8. Settling
            for (number, selected), of_article in zip(group, claims, strict=True):
                found[number] = settled(selected.context, of_article)
        return found

    def _reader(self, language: str) -> tuple[SecondReader | None, Disguise | None]:
        """The theatre's second reader of a language, else the one that it borrows from another theatre, and how that is
        told of this war."""
        own = second_reader(self._theatre.folder, language)
        if own is not None or self._lender is None or language != DISGUISED:
            return own, None
        return second_reader(self._lender.folder, language), self._disguise

    def _context(
        self, article: Article, sentences: Sequence[Sentence], mentions: Sequence[Mention], chronology: Chronology
    ) -> Context | None:
        """1. Context; None in a language without a grammar."""
        language = grammar(article.language, self._claimants)
        if language is None:
            return None
        widened = self._unnamed_lands.widened(article.text, sentences, mentions)
        return Context.of(
            self._theatre, self._claimants, language, article, sentences, widened, chronology, self._capital
        )

    def _claims(self, selected: _Selected, readings: Mapping[int, Sequence[Reading]]) -> list[Found]:
        """The claims of an article's readings, by the index of their sentence, in the order of the text."""
        context = selected.context
        found: list[Found] = []
        before: list[Read] = []  # what has been read so far
        discourse = Discourse()
        for index in sorted({*readings, *selected.continuations}):
            sentence = context.sentences[index]
            own = readings.get(index)
            # 4. Ellipsis
            for reading in own or completed(context, selected.continuations.get(index), sentence, before):
                # 5. Reference
                for place in referents(context, sentence, reading.place):
                    # 6. Interpretation
                    meaning, discourse = interpreted(context, self._extents, discourse, sentence, reading, place)
                    if meaning is not None:
                        claim = claim_of(context, meaning)
                        found.append((claim if own else dated_by(context, claim, before), reading))
                before.append((sentence, reading))
        return found


def _selected(context: Context) -> _Selected:
    """2. Selection."""
    continuations = continuations_in(context)
    parsed = (each for each in context.sentences if _is_worth_parsing(context, continuations, each))
    return _Selected(context, {each.index: context.passage(each) for each in parsed}, continuations)


def _is_worth_parsing(context: Context, continuations: Iterable[int], sentence: Sentence) -> bool:
    """Could a sentence hold a claim: with a place named in it or before it, or in the next, which goes on with it?"""
    index = sentence.index
    named = index in context.named
    referable = named or any(before in context.named for before in range(max(0, index - REACH), index))
    if referable and context.grammar.may_claim(sentence.text, named):
        return True
    return index + 1 in continuations and context.grammar.may_claim(sentence.text, True)
