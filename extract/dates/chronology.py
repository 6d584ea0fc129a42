"""On which days did it happen? The dates of an article's events, read once for the whole article.

Two kinds of text tell time differently. News counts from its own day: "Saturday" is the last one on or before
publication, "in March" the last March, and a thing without a date is known only to lie before the paper. A chronicle
(an encyclopedia's article on a battle, a look back) carries a running date instead: "On 10 September" takes the year in
which the telling stands, "the next day" counts on from there, and so does a sentence that names no date at all.

`extract.dates.belonging` chooses the expression of a sentence that dates an event; here stand the days that it means,
and where the telling stands for an event that has none.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from extract.dates.belonging import CLAUSE, MISFIT, MISFIT_STATE, Belonging, Dated
from extract.dates.days import is_day, leap_days, length_of, names_day, shifted
from extract.dates.expressions import Bound, Calendar, Expression, Reach
from extract.dates.find import NO_WAR, duration, find
from extract.dates.tenses import is_earlier, is_over, is_starting_point, spell_before
from extract.dates.war_words import WarWords
from extract.model import DateBasis, DayRange, Sentence

__all__ = ["Chronology"]

EARLIEST = date(1900, 1, 1)
LEAD = 700  # characters of a news article in which its event is told
FRESH = timedelta(days=7)  # news leads with what is no older
LONG_AGO = timedelta(days=90)  # what ended before that is no news
YEAR = timedelta(days=300)  # what lies further apart is another year's story
STEP = timedelta(days=10)  # nor does it leap within a sentence
NEAR = timedelta(days=60)  # a running date walks; it does not leap further than this
# "Kupiansk, taken on 27 February, is": what is told in passing lies back
IN_PASSING = re.compile(
    r"(?:\bhad\s[^.;,]{0,60}|,\s(?:which\s(?:was|were|had)\s)?(?:first\s|already\s)?"
    r"(?:taken|captured|occupied|seized|lost|overrun|held|liberated|recaptured|retaken)\b[^.;,]{0,50})$"
)
# "The battle ran from 3 May to 9 June. It ended with the capture of the town."
ENDING = re.compile(r"\b(?:ended|ending|concluded|culminat\w+)\s(?:with|when|in|after|as|by)\b")
NAME = re.compile(r"\b[^\W\d_a-zа-яіїєґ][^\W\d_]{3,}")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


COMMON_NAMES = _words(
    """President Ministry Minister Defence Defense General Staff Armed Forces Western Province Region Генштаб
    Президент This That They There Their Then When While After Before With From What Meanwhile However Both"""
)


@dataclass(frozen=True, slots=True)
class _Stand:
    """Where the telling stands."""

    now: DayRange | None  # a chronicle's running date
    last: DayRange | None = None  # the last day named, for "the next day"
    aside: DayRange | None = None  # a year looked back to: "In 2014, ... In August, ..."
    lead: bool = True  # before the first heading
    until: date | None = None  # the last day that the lead names
    beside: DayRange | None = None  # the last date whose year was told, in this sentence or the one before


class Chronology:
    """The dates of one article. Reads it on the first question; a value after that.

    `war` is the first day of the theatre's war, for "the first week of the invasion"; without it that says nothing.
    `words` are what the war and those in it are called.
    Every answer is a DayRange (both days included) that does not end after `published`.
    """

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        published: date,
        title: str = "",
        *,
        war: date | None = None,
        words: WarWords = NO_WAR,
    ) -> None:
        self._text = text
        self._sentences = tuple(sentences)
        self._published = published
        self._title = title
        self._war, self._words = war, words

    def expressions(self, sentence: int) -> tuple[tuple[int, int, DayRange], ...]:
        """The dated expressions of a sentence: offsets in the article's text, and the days they mean."""
        return tuple((d.expression.start, d.expression.end, d.days) for d in self._reading[0][sentence])

    def resolve(
        self, sentence: int, start: int, end: int, *, ongoing: bool = False, place_end: int | None = None
    ) -> DayRange:
        """The days of the event that text[start:end] tells in that sentence.

        `place_end` is where the words end that name its place: of several dates the one behind them is its own, as in
        "retook Bucha on Friday and Irpin on Monday".

        `ongoing` marks a state ("holds", "besieged"), not a change: without a date of its own it is known to hold
        at the day of telling, and no more. One told as over ("had been held since March") is given the days of its
        beginning, from which on it surely held; without any, the days before what the article reports. An answer with
        basis PUBLICATION knows only "not after the article".
        """
        s = self._sentences[sentence]
        if ongoing and is_over(self._text, s.start, start, end, s.end) and (over := self._over(sentence, start, end)):
            return over
        own = None
        if place_end is not None:
            own = self._belonging.behind(sentence, place_end)
        if own is None and not (ongoing and self._belonging.is_attributive(sentence, start, end)):
            own = self._belonging.days_of(sentence, start, end, MISFIT_STATE if ongoing else MISFIT)
        if own is not None:
            return own
        if self.chronicle:
            running = self._running_at(sentence, start)
            if running is not None:
                open_ended = ongoing or is_starting_point(self._text, s.start, start)
                return replace(running, start=None if open_ended else running.start, basis=DateBasis.CONTEXT)
        elif not ongoing:
            if is_earlier(self._text, s.start, start):
                return self._before(self._lead)
            lead = self._from_lead(sentence, start)
            if lead is not None:
                return lead
        return DayRange(None, self._published, DateBasis.PUBLICATION)

    def _over(self, sentence: int, start: int, end: int) -> DayRange | None:
        """The days of a holding that is over: of its beginning, where it is told, else before what the news reports.
        None in a chronicle that doesn't tell its beginning: there it was so when the telling stands."""
        s, row = self._sentences[sentence], self._reading[0][sentence]
        spell = spell_before(self._text, s.start, start)
        dated = None if spell else self._belonging.nearest(sentence, start, end, MISFIT_STATE)
        named = [d.bare.end for d in row if d is not dated and d.expression.reach is not Reach.PAST and is_day(d.bare)]
        news = max((day for day in named if day is not None), default=self._lead)
        lasted = None
        if self.chronicle:
            return dated.bare if dated is not None and dated.expression.bound is Bound.SINCE else None
        if dated is None:
            clause = CLAUSE.search(self._text, end, s.end)
            lasted = duration(self._text, *(spell or (end, clause.start() if clause else s.end)))
        elif dated.expression.reach is Reach.PAST:
            lasted = dated.expression.amount, dated.expression.unit
        elif dated.expression.bound is Bound.SINCE:
            return dated.bare
        elif dated.days.start is not None:
            return dated.days
        else:
            news = dated.bare.end
        if lasted is not None:
            back = Expression(start, end, Reach.NOW, amount=-lasted[0], unit=lasted[1], length=1)
            begun = self._capped(shifted(news or self._published, back), DateBasis.RELATIVE)
            if begun is not None:
                return begun
        return self._before(news)

    def _before(self, news: date | None) -> DayRange:
        """The days before what a news article reports, which is of the last week if it has no date."""
        return DayRange(None, (news or self._published - FRESH) - timedelta(days=1), DateBasis.CONTEXT)

    @cached_property
    def chronicle(self) -> bool:
        """Whether the article looks back and tells by calendar dates, not by the days of a newspaper."""
        if self._fresh:
            return False
        dated = sum(any(names_day(e) for e in row) for row in self._found)
        deictic = sum(e.reach in (Reach.WEEKDAY, Reach.NOW) for row in self._found for e in row)
        if dated <= 2 * deictic:
            return False
        lines = len(self._sentences)
        headed = sum(s.text.startswith(("#", "==")) for s in self._sentences) >= 3
        return dated >= (0.05 if headed else 0.1) * lines and (dated >= 2 or self._looks_back)

    @cached_property
    def _fresh(self) -> bool:
        """Whether the article opens with a bare date that is the paper's own or the day before: news that tells its
        days by the calendar."""
        for row in self._found[:3]:
            for e in row:
                if e.first.year is not None and not e.last:
                    return False
                if names_day(e) and (days := e.first.days(self._published.year)):
                    return timedelta(0) <= self._published - days[0] <= timedelta(days=1)
        return False

    @cached_property
    def _belonging(self) -> Belonging:
        return Belonging(self._text, self._sentences, self._reading[0], self.chronicle)

    # --- reading ------------------------------------------------------------------------------------------------------

    @cached_property
    def _found(self) -> tuple[tuple[Expression, ...], ...]:
        return tuple(find(self._text, s.start, s.end, self._words) for s in self._sentences)

    @cached_property
    def _looks_back(self) -> bool:
        """Whether the article begins with a full date long gone."""
        return any(
            names_day(e) and e.first.year is not None and self._age(e.first) > 45
            for row in self._found[:2]
            for e in row
        )

    @cached_property
    def _reading(self) -> tuple[tuple[tuple[Dated, ...], ...], tuple[DayRange | None, ...]]:
        """Every sentence's dated expressions, and the running date before each sentence (and after the last)."""
        rows: list[tuple[Dated, ...]] = []
        stand = _Stand(self._opening if self.chronicle else None)
        running = [stand.now]
        for s, found in zip(self._sentences, self._found, strict=True):
            if self.chronicle and _is_heading(s):
                stand = replace(stand, now=self._section(stand), aside=None, lead=False)
                running[-1] = stand.now
            row: list[Dated] = []
            before = stand.beside
            for number, expression in enumerate(found):
                if expression.ahead:
                    named = self._ahead(found[number + 1 :], stand)
                    bare = self._bare(expression, replace(stand, last=named))
                    if named is None:
                        bare = self._ago(expression, row, stand)
                elif (ended := self._ended(expression, found[number + 1 :], stand)) is not None:
                    bare = self._capped((ended - length_of(expression), ended), DateBasis.RELATIVE)
                else:
                    bare = self._bare(expression, stand)
                if bare is not None:
                    row.append(Dated(expression, self._bound(expression, bare, stand), bare))
                    stand = self._after(stand, row, s)
            if stand.beside is before and found:
                stand = replace(stand, beside=None)
            rows.append(tuple(row))
            running.append(stand.aside or stand.now)
        return tuple(rows), tuple(running)

    def _ended(self, e: Expression, behind: Sequence[Expression], stand: _Stand) -> date | None:
        """When a stretch of time was over, where a date long ago behind it tells: "occupied for six months and
        liberated in 2022"."""
        if e.reach is not Reach.PAST:
            return None
        dated = (self._bare(other, stand) for other in behind if other.reach is Reach.CALENDAR)
        ends = (days.end for days in dated if days is not None and days.end is not None)
        return next((end for end in ends if end < self._published - LONG_AGO), None)

    def _after(self, stand: _Stand, row: Sequence[Dated], s: Sentence) -> _Stand:
        """Where the telling stands after the last expression of `row`."""
        e, days = row[-1].expression, row[-1].days
        if is_day(days):
            stand = replace(stand, last=days)
        if e.reach is Reach.CALENDAR and e.first.year is not None and e.first.month is not None:
            stand = replace(stand, beside=days)
        if stand.lead and days.end is not None:
            stand = replace(stand, until=max(days.end, stand.until or days.end))
        if self._looks_aside(e, days, stand, s):
            return replace(stand, aside=days)
        if self._moves(e, days, stand.now, s, len(row) > 1):
            return replace(stand, now=days if e.bound is not Bound.SINCE else replace(days, end=days.start), aside=None)
        return stand

    def _looks_aside(self, e: Expression, days: DayRange, stand: _Stand, s: Sentence) -> bool:
        """Whether a chronicle here tells of other years for a while, or still does."""
        if (
            not self.chronicle
            or e.bound is Bound.SINCE
            or stand.now is None
            or stand.now.end is None
            or days.end is None
        ):
            return False
        if e.reach is Reach.CALENDAR and e.first.year is not None:
            apart = abs(days.end - stand.now.end) > YEAR or (_names_year(e) and days.end < stand.now.end)
            return apart and (stand.aside is not None or e.start - s.start < 12)
        if stand.aside is None or stand.aside.end is None or e.reach not in (Reach.CALENDAR, Reach.LAST_NAMED):
            return False
        return abs(days.end - stand.now.end) > YEAR

    def _section(self, stand: _Stand) -> DayRange | None:
        """Where a new section stands: after the lead, or a look back to other years, the story begins again."""
        begin, now = self._opening, stand.now
        if begin is None or begin.end is None or now is None or now.end is None:
            return now or begin
        return begin if stand.lead or abs(now.end - begin.end) > YEAR else now

    @cached_property
    def _opening(self) -> DayRange | None:
        """Where a chronicle begins: the first full date of its lead, else the year that it names most."""
        for row in self._found[:6]:
            for e in row:
                if e.reach is Reach.CALENDAR and e.first.month is not None and (year := e.first.year or _year(e.last)):
                    return self._capped(e.first.days(year), DateBasis.EXPLICIT)
        dated = [e for row in self._found for e in row if e.reach is Reach.CALENDAR]
        lead = self._title + "\n" + self._text[: self._sentences[3].end if len(self._sentences) > 3 else LEAD]
        named = [int(y) for y in re.findall(r"\b(?:19|20)\d\d\b", lead)] + [e.first.year for e in dated if e.first.year]
        counted = Counter(year for year in named if year <= self._published.year).most_common(1)
        if not counted:
            return None
        year = counted[0][0]
        first = next((e.first for e in dated if e.first.month is not None and e.first.year in (None, year)), Calendar())
        return self._capped(first.days(year) or Calendar().days(year), DateBasis.CONTEXT)

    def _moves(self, e: Expression, days: DayRange, now: DayRange | None, s: Sentence, second: bool) -> bool:
        """Whether the telling goes on from these days."""
        if e.reach in (Reach.PAST, Reach.WAR) or e.ahead:
            return False
        if e.reach is Reach.CALENDAR and (e.first.month is None or (e.bound is Bound.SINCE and e.first.day is None)):
            return False
        if now is None or now.end is None or days.end is None:
            return True
        if days.start is not None and days.start <= now.end <= days.end and not is_day(days):
            return e.bound is Bound.SINCE  # "in March" while the telling stands at a day of March
        away = abs((days.start if e.bound is Bound.SINCE and days.start else days.end) - now.end)
        if second:
            return away <= STEP
        return away <= NEAR or e.start - s.start < 12 or not self._names_years(now)

    def _names_years(self, now: DayRange) -> bool:
        """Whether a running date is finer than a year."""
        return now.start is None or now.end is None or now.end - now.start < YEAR

    # --- one expression -----------------------------------------------------------------------------------------------

    def _bare(self, e: Expression, stand: _Stand) -> DayRange | None:
        """The days that the expression names, whatever preposition stands before it."""
        try:
            return self._plain(e, stand)
        except (OverflowError, ValueError):  # the year 0, the day before the first: hostile numbers
            return None

    def _bound(self, e: Expression, days: DayRange, stand: _Stand) -> DayRange:
        """Those days as "by" and "since" bend them."""
        if e.bound is Bound.BY:
            return replace(days, start=None)
        if e.bound is Bound.SINCE and days.end is not None:
            return replace(days, end=max(days.end, self._base(stand)))
        return days

    def _ahead(self, found: Sequence[Expression], stand: _Stand) -> DayRange | None:
        """The day named next in the sentence: "two days after the bridge fell on 1 September"."""
        found_days = (self._bare(expression, stand) for expression in found)
        return next((days for days in found_days if days is not None and is_day(days)), None)

    def _ago(self, e: Expression, row: Sequence[Dated], stand: _Stand) -> DayRange | None:
        """What "two weeks after its fall" says with no date of the fall: when it fell, counted back from the sentence's
        own date or the paper's; in a chronicle without one, when the next thing happened."""
        named = row[-1].days.end if row else None
        try:
            if named is None and self.chronicle:
                return self._plain(e, replace(stand, last=None))
            back = replace(e, amount=-e.amount, length=1)
            return self._capped(shifted(named or self._base(stand), back), DateBasis.RELATIVE)
        except (OverflowError, ValueError):
            return None

    def _base(self, stand: _Stand) -> date:
        """The day from which "yesterday" and "last week" count."""
        now = stand.aside or stand.now
        return now.end if self.chronicle and now is not None and now.end is not None else self._published

    def _plain(self, e: Expression, stand: _Stand) -> DayRange | None:
        base, last = self._base(stand), stand.last
        if e.reach is Reach.CALENDAR:
            return self._calendar(e, stand)
        if e.reach is Reach.WEEKDAY:
            return self._capped(self._weekday(e, base), DateBasis.RELATIVE)
        if e.reach is Reach.NOW:
            return self._capped(shifted(base, e), DateBasis.RELATIVE)
        if e.reach is Reach.PAST:
            return self._capped((base - length_of(e), base), DateBasis.RELATIVE)
        if e.reach is Reach.LAST_NAMED:
            return self._capped(self._later(e, base, last), DateBasis.RELATIVE)
        if self._war is None:
            return None
        first = self._war + timedelta(days=e.amount)
        return self._capped((first, first + timedelta(days=e.length)), DateBasis.RELATIVE)

    def _later(self, e: Expression, base: date, last: DayRange | None) -> tuple[date, date]:
        """The days that lie so long after (or before) the date named last."""
        named = (last.end if last is not None else None) or base
        if e.unit == "day":
            day = named + length_of(e)
            return day, day
        if e.unit == "week":
            middle, slack = named + length_of(e), timedelta(days=2)
            return middle - slack, middle + slack
        return shifted(base if self.chronicle else named, replace(e, length=0 if e.length else 1))

    def _calendar(self, e: Expression, stand: _Stand) -> DayRange | None:
        final = e.last or e.first
        if e.first.month is None and e.first.day is not None:
            return self._of_month(e.first.day, stand)
        if e.unit in ("year", "named year"):
            named = stand.last.end if e.unit == "named year" and stand.last is not None else None
            base = named or self._base(stand)
            return self._capped(e.first.days(base.year + e.amount), DateBasis.EXPLICIT)
        year = final.year or e.first.year or self._year_of(final, stand, self._in_passing(e))
        if year is None or not EARLIEST.year <= year <= self._published.year + 1:
            return None
        first_year = e.first.year if e.first.year is not None and e.last is not None else year
        if e.last is not None and first_year == year and (e.first.month or 0) > (e.last.month or 12):
            first_year -= 1  # "December to January 2023"
        first, second = e.first.days(first_year), final.days(year)
        if first is None or second is None or first[0] > second[1]:
            return None
        return self._capped((first[0], second[1]), DateBasis.EXPLICIT)

    def _in_passing(self, e: Expression) -> bool:
        return IN_PASSING.search(self._text, max(0, e.start - 90), e.start) is not None

    def _of_month(self, day: int, stand: _Stand) -> DayRange | None:
        """ "On the 9th": the first such day after what was named last, in the news the last one before the paper."""
        last = (stand.last.end if stand.last is not None else None) or self._base(stand)
        months = [last.year * 12 + last.month - 1 + n for n in (-1, 0, 1)]
        days = [found[0] for m in months if (found := Calendar(m // 12, m % 12 + 1, day).days(m // 12)) is not None]
        days = [found for found in days if found <= self._published]
        best = min(days, key=lambda found: leap_days(found, last), default=None)
        return None if best is None else DayRange(best, best, DateBasis.CONTEXT)

    def _year_of(self, calendar: Calendar, stand: _Stand, passing: bool) -> int | None:
        """The year that a date without one must mean; told in passing, it lies behind where the telling stands."""
        years = [y for y in range(self._published.year, EARLIEST.year, -1)[:25] if self._begins(calendar, y)]
        if passing and self.chronicle and stand.now is not None and (now := stand.now.end) is not None:
            years = [y for y in years if (days := calendar.days(y)) is not None and days[0] <= now] or years
        if not years:
            return None
        last = stand.last
        if self.chronicle and stand.now is not None and stand.now.end is not None:
            # the telling goes forward; a lead, which tells how it ended, most of all
            back = 3.0 if stand.lead else 1.3
            aside = stand.aside
            if aside is None or aside.end is None or aside.start is None:
                beside = stand.beside or stand.now
                return min(
                    years,
                    key=lambda y: min(
                        self._within(calendar, y, stand) * _leap(calendar, y, stand.now, back),
                        _leap(calendar, y, beside, back),
                    ),
                )
            if calendar.day is None:
                return min(years, key=lambda y: _leap(calendar, y, aside, back))
            fine = (aside, stand.now) if aside.end - aside.start < YEAR else (stand.now,)
            return min(years, key=lambda y: min(_leap(calendar, y, now, back) for now in fine))
        if last is not None and last.end is not None and self._published - last.end > YEAR:
            # a look back inside the news: the date named before has told the year
            for y in years:
                days = calendar.days(y)
                if days and timedelta(0) <= days[0] - last.end <= timedelta(days=120):
                    return y
        return years[0]

    def _within(self, calendar: Calendar, year: int, stand: _Stand) -> float:
        """Half the way for a date between the first and the last day of a chronicle's lead."""
        days, begin = calendar.days(year), self._opening
        if days is None or stand.lead or stand.until is None or begin is None or begin.start is None:
            return 1.0
        return 0.5 if begin.start <= days[0] <= stand.until else 1.0

    def _begins(self, calendar: Calendar, year: int) -> bool:
        days = calendar.days(year)
        return days is not None and days[0] <= self._published

    def _weekday(self, e: Expression, base: date) -> tuple[date, date]:
        if e.unit == "weekend":
            saturday = base - timedelta(days=(base.weekday() - 5) % 7)
            return saturday, saturday + timedelta(days=1)
        if self.chronicle and base != self._published:
            day = base + timedelta(days=(e.weekday - base.weekday()) % 7)  # the telling goes forward
        else:
            day = base - timedelta(days=(base.weekday() - e.weekday) % 7)
        return day, day

    def _capped(self, days: tuple[date, date] | None, basis: DateBasis) -> DayRange | None:
        """Days that have begun by publication, cut off there."""
        if days is None or days[0] > self._published:
            return None
        return DayRange(days[0], min(days[1], self._published), basis)

    def _age(self, calendar: Calendar) -> int:
        days = calendar.days(calendar.year or self._published.year)
        return (self._published - days[1]).days if days else 0

    def _running_at(self, sentence: int, start: int) -> DayRange | None:
        """The running date of a chronicle where these words stand."""
        rows, running = self._reading
        now = running[sentence]
        s = self._sentences[sentence]
        for number, dated in enumerate(rows[sentence]):
            if dated.expression.end <= start and self._moves(dated.expression, dated.days, now, s, number > 0):
                now = dated.days
        full = [
            d.days
            for d in rows[sentence]
            if d.expression.end <= start and d.expression.first.year is not None and names_day(d.expression)
        ]
        if full:  # "entered on 10 November 2022, as they withdrew": the sentence's own date, however far it leaps
            now = full[-1]
        elif ENDING.search(self._text, s.start, start):
            now = self._span_end(sentence) or now
        if _is_heading(s):  # what it announces is told below
            now = next(
                (r for r in running[sentence + 1 : sentence + 6] if r is not None and r != running[sentence]), now
            )
        return now

    def _span_end(self, sentence: int) -> DayRange | None:
        """The last day of the span of days told last before a sentence, if that was just before."""
        for row in reversed(self._reading[0][max(0, sentence - 2) : sentence]):
            for dated in reversed(row):
                e, last = dated.expression, dated.days.end
                if e.last is not None and e.last.day is not None and last is not None:
                    return DayRange(last, last, DateBasis.CONTEXT)
        return None

    # --- the event of a news article ----------------------------------------------------------------------------------

    @cached_property
    def _lead(self) -> date | None:
        """The day of the event that a news article reports: the first day named in its lead, if it is a fresh one."""
        rows, _ = self._reading
        for s, row in zip(self._sentences, rows, strict=True):
            if s.start - self._sentences[0].start > LEAD:
                break
            for dated in row:
                if is_day(dated.days) and dated.days.end and self._published - dated.days.end <= FRESH:
                    return dated.days.end
        return None

    @cached_property
    def _lead_names(self) -> frozenset[str]:
        count = bisect_right([s.start for s in self._sentences], self._sentences[0].start + LEAD)
        words = self._title + "\n" + "\n".join(s.text for s in self._sentences[:count])
        return frozenset(NAME.findall(words)) - COMMON_NAMES - self._words.names

    def _from_lead(self, sentence: int, start: int) -> DayRange | None:
        """News that goes on about what its lead has dated: the same place named again, with no date of its own."""
        if self._lead is None:
            return None
        s = self._sentences[sentence]
        before = [d for d in self._reading[0][sentence] if d.expression.end <= start]
        fresh = [d.days for d in before if d.days.end and self._published - d.days.end <= FRESH]
        if fresh:  # "they entered on Friday, and the president said that the city was free"
            ends = {d.days.end for d in before}
            same = len(ends) == 1 and fresh[-1].start == fresh[-1].end
            return replace(fresh[-1], basis=DateBasis.CONTEXT) if same else None
        names = set(NAME.findall(s.text)) - COMMON_NAMES - self._words.names
        if names & self._lead_names and not re.search(r"\b(?:[Hh]aving|had)\b", s.text):
            return DayRange(self._lead, self._lead, DateBasis.CONTEXT)
        return None


def _names_year(e: Expression) -> bool:
    return e.reach is Reach.CALENDAR and e.first.month is None and e.first.season is None and e.bound is Bound.AT


def _is_heading(s: Sentence) -> bool:
    return len(s.text) < 100 and (s.text[0] == "#" or s.text[-1] not in '.!?…"”»:;,')


def _year(calendar: Calendar | None) -> int | None:
    return calendar.year if calendar is not None else None


def _leap(calendar: Calendar, year: int, now: DayRange | None, back: float) -> float:
    """How far the telling would jump from `now`; it seldom goes back."""
    days = calendar.days(year)
    if days is None or now is None or now.end is None:
        return 1e9
    if (now.start or now.end) <= days[0] <= now.end or days[0] <= now.end <= days[1]:
        return 0.0
    return float((days[0] - now.end).days) if days[0] > now.end else back * (now.end - days[1]).days
