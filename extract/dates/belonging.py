"""Which expression of a sentence dates an event: decided by where the words stand.

Nearest, in the same clause; an expression behind a verb dates that verb; one at the head of a sentence dates all that
has none of its own. The measure is a cost in characters, more or less: the distance, and what stands between.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.dates.days import is_day, names_day
from extract.dates.expressions import Bound, Expression, Reach
from extract.dates.tenses import in_relative_clause, was_taken
from extract.model import DayRange, Sentence

__all__ = ["CLAUSE", "MISFIT", "MISFIT_STATE", "Belonging", "Dated"]

MISFIT = 130.0  # the cost from which an expression is another clause's business
MISFIT_STATE = 50.0  # a state is told in passing ("the occupied city"), and seldom dated from afar

CLAUSE = re.compile(
    r"[;:—–?!]|\.\s|,\s(?=(?:and|but|while|which|who|whom|whose|where|when|after|before|as|although|though|because|since|having|"
    r"що|який|яка|яке|які|якого|але|а|де|коли|після|который|которая|которое|которые|но|где|когда|после|чтобы)\b)"
    r"|,\s(?=\w+(?:ed|en)\s(?:by|in|on|to|from)\b)"
    r"|,\s(?=(?:was|were|is|are|has|have|had|remains|remained)\b)"
    r"|(?<!was)(?<!were)(?<!been)(?<!being)(?<!is)(?<!are)(?<!\wly)\s(?=(?:annexed|occupied|captured|seized|taken|held)\s(?:by|in|since)\b)"
    r"|\b(?:after|before|while|when|that|which|who|where|until|whereas|because|що|що[бй]|коли|когда|что|который)\b"
)
# "the biggest setback since its forces were ousted in March": what "since" opens happened at another time.
SINCE_CLAUSE = re.compile(
    r"\bsince\s(?:(?=(?:its|his|their|the|it|they|he|she)\s(?!start|begin|war|inva|full|early))|"
    r"(?=[A-Z])(?!(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec|Mon|Tues|Wed|Thurs|Fri|Sat|Sun)))"
)
PREPOSITION = re.compile(r"\s\(?(?:(?:on|in|at|by|early|late|only|until|since|у|в|на)\s)?(?:the\s)?")
HEAD = re.compile(r"[,;:—–]\s?|\b(?:and|but|while|that|which|who|та|але|и|но|а|що|что)\s")
THAT = re.compile(r"\s*,?\s(?:that|що|что)\b")
WHEN = re.compile(r"\s*,?\s(?:when|at\swhich\spoint|коли|когда)\b")
ASIDE = re.compile(r",")
# After an expression that stands behind a verb these open something else: "driven out in March with the fall of Izium".
NEW_PHRASE = re.compile(r"(?i)\s*(?:with|amid|following|despite|as|and|before|after|prior|to|in\sorder|ahead)\b|\s*,")
# What may stand before the date that opens a sentence.
OPENING = re.compile(
    r"(?i)(?:#+\s)?(?:(?:in|on|at|by|the|of|early|late|later|morning|evening|night|afternoon|hours|day|same|but|and|only|also|"
    r"already|just|even|meanwhile|sometime|between|from|around|about|shortly|before|after|since|until|as|than|first|week|end|"
    r"start|beginning|middle|around|during|overnight|previously|а|але|та|і|на|у|в|з|станом|ще|лише|но|и|к|с|до|за|по|во|со|"
    r"уже|ещё|еще|тільки|только|рівно|ровно|ночі|ночь|утром|вранці|ввечері|вечером)[\s,:]+){0,8}"
)
# "occupied Melitopol", "Ukrainian-held": told in passing; the sentence's date is not that of the holding.
ATTRIBUTE = re.compile(
    r"\b(?:the|in|of|from|to|near|temporarily|entire|whole|and|for|across|through|into|at|with|around)\s+$"
)
# "In the aftermath of the revolution in 2014, ...": a phrase at the head of the sentence
FRONTED = re.compile(r"(?:In|After|Following|During|Since|On|Amid|At|Shortly\safter|Before)\s[^,;:]{2,60}")
OWN_PREPOSITION = re.compile(r"\b(?:after|before|until|since)\s(?:(?:its|the|their|his|[A-Z]\w+['’]s)\s)?$")
# "the first gain since May": what is compared, not when it happened
COMPARED = re.compile(r"\b(?:first|biggest|largest|most|worst|greatest|only|fastest|heaviest|major)\b")
UNTIL = re.compile(r"\b(?:until|till)\s$")


HYPHENED = re.compile(r"[^\W\d_]-")  # "Russian-held", but not "2022-09-11"


@dataclass(frozen=True, slots=True)
class Dated:
    """An expression with its days, and the running date once it has been read."""

    expression: Expression
    days: DayRange
    bare: DayRange  # the same without "by" or "since"


@dataclass(frozen=True, slots=True)
class Belonging:
    """The dated expressions of an article's sentences, a row a sentence, and the choice among them."""

    text: str
    sentences: Sequence[Sentence]
    rows: Sequence[Sequence[Dated]]
    chronicle: bool  # whether the article tells by calendar dates, going forward

    def behind(self, sentence: int, end: int) -> DayRange | None:
        """The days of the expression that stands directly behind the words ending there, if there are others."""
        row = self.rows[sentence]
        if len(row) < 2:
            return None
        return next((d.days for d in row if PREPOSITION.fullmatch(self.text[end : max(end, d.expression.start)])), None)

    def is_attributive(self, sentence: int, start: int, end: int) -> bool:
        """Whether a state is told by an adjective."""
        words = self.text[start:end].lower()
        if HYPHENED.search(words) or self.text[start - 1 : start] in ("-", "‑", "–"):
            return True
        before = self.text[max(self.sentences[sentence].start, start - 14) : start]
        return words == "occupied" and ATTRIBUTE.search(before) is not None

    def nearest(self, sentence: int, start: int, end: int, misfit: float) -> Dated | None:
        """The sentence's expression that dates the words at start:end; None if none does."""
        costs = [(self._cost(sentence, d.expression, start, end), n) for n, d in enumerate(self.rows[sentence])]
        cost, number = min(costs, default=(misfit, 0))
        return self.rows[sentence][number] if cost < misfit else None

    def days_of(self, sentence: int, start: int, end: int, misfit: float) -> DayRange | None:
        """The days of the expression that dates the words at start:end; None if none does."""
        best = self.nearest(sentence, start, end, misfit)
        if best is None:
            return None
        days = best.days
        if best.expression.end <= start and WHEN.match(self.text, best.expression.end, start):
            return best.bare
        if best.expression.reach is Reach.WEEKDAY:
            for dated in self.rows[sentence]:  # "on Sunday, 4 September"
                e = dated.expression
                if self.text[best.expression.end : e.start] == ", " and names_day(e):
                    days = dated.days
        if best.expression.spoken:
            return replace(days, start=None)
        if best.expression.bound is Bound.SINCE and best.expression.start >= end:
            low = self.sentences[sentence].start
            return best.bare if was_taken(self.text, low, start, end) else days
        return days

    def _cost(self, sentence: int, e: Expression, start: int, end: int) -> float:
        """How badly the expression fits the words, in characters, more or less."""
        s = self.sentences[sentence]
        if e.start < end and start < e.end:
            return 0.0
        if e.ahead:  # "two days after the bridge fell on 1 September, they entered"
            return self._cost_ahead(sentence, e, start)
        left, right = (e.end, start) if e.end <= start else (end, e.start)
        between = self.text[left:right]
        if e.bound is Bound.SINCE and left == end:
            if COMPARED.search(self.text, s.start, start):
                return MISFIT
            between = OWN_PREPOSITION.sub("", between)
        if left == end:
            if in_relative_clause(between):
                return MISFIT
            between = UNTIL.sub("", between)
        clauses = sum(1 for _ in CLAUSE.finditer(between))
        if e.end <= start and WHEN.match(between):  # "until late June, when they withdrew"
            return 4.0 + 0.4 * min(len(between), 200) + 45.0 * (clauses - 1)
        if SINCE_CLAUSE.search(between):
            return MISFIT
        cost = min(len(between), 200) * 0.4 + 45.0 * clauses + 8.0 * len(ASIDE.findall(between))
        if e.end <= start:
            head = self.text[s.start : e.start]
            opening = OPENING.fullmatch(head) is not None
            opening = opening or FRONTED.fullmatch(head) is not None
            initial = opening or OPENING.fullmatch(HEAD.split(head)[-1]) is not None
            if opening:
                cost = min(cost, 40.0)
            elif not initial and NEW_PHRASE.match(between):
                cost += MISFIT - 10.0
            cost += 4.0
        if e.spoken:
            cost += -45.0 if e.end <= start and THAT.match(between) else 30.0
        if e.reach is Reach.CALENDAR and e.first.month is None and e.end > start and clauses:
            cost += 60.0
        return cost

    def _cost_ahead(self, sentence: int, e: Expression, start: int) -> float:
        """ "Two days after" dates the rest of the sentence; with no date behind it, mostly what it counts from."""
        if start < e.end:
            return 20.0
        row, s = self.rows[sentence], self.sentences[sentence]
        named = next((d.expression.end for d in row if d.expression.start >= e.end and is_day(d.bare)), 0)
        if named:
            return 2.0 if start >= named else MISFIT
        comma = self.text.find(",", e.end, s.end)
        inside = comma < 0 or start < comma
        forward = self.chronicle and row[0].expression is e
        return 2.0 if inside is not forward else MISFIT
