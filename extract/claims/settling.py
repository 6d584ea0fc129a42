"""What the claims of one article do to each other, once all are read.

0. Where a sentence names who holds a place, "the city" says it of the same place no second time.
1. A "fall" that names no victor goes to whom the article elsewhere says took the place.
2. A holding that was ends with the change that the text tells.
3. A denial without a day is of the day of what it denies.
4. "Kyiv denied it" denies the claims that the other side has just made.
5. Of two claims that say the same in a sentence one stays.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from extract.claims.confidence import DENIED_BY_POINTING
from extract.claims.context import Context
from extract.claims.effects import ASSERTED
from extract.claims.interpretation import claim_id
from extract.claims.speakers import Denial, denials_in
from extract.languages.reading import Reading
from extract.model import Action, Claim, DateBasis, Mode
from gazetteer.place import Kind

__all__ = ["settled"]

SAME_EVENT = 15  # days
TAKING = (Action.CAPTURED, Action.LIBERATED, Action.TRANSFERRED)  # by somebody, from somebody
DENIED_WITHIN = 3  # sentences that "denied it" looks back

Found = tuple[Claim, Reading]


def settled(context: Context, found: Sequence[Found]) -> tuple[Claim, ...]:
    """The claims of an article in the order of its text, made of those of its readings."""
    # 0. Echoes
    found = [each for each in found if not _is_echo(*each, found)]
    # 1. Victors
    found = _with_victors(context, found)
    # 2. Holdings that ended
    claims = _ended(context, found)
    # 3. and 4. Denials
    denied = [claim for denial in denials_in(context) for claim in _denied(context, denial, claims)]
    # 5. One claim an assertion
    return tuple(_told_apart(_distinct([*_dated_as_denied(claims), *denied])))


# --- echoes -----------------------------------------------------------------------------------------------------------


def _is_echo(claim: Claim, reading: Reading, found: Iterable[Found]) -> bool:
    """ "X was retaken, and the flag was flying over the town": does another claim of the sentence, of the name itself,
    say whose the place is?"""
    return (
        reading.place.mention is None
        and claim.place_id is not None
        and claim.mode in ASSERTED
        and claim.controller_after is not None
        and any(
            other.start == claim.start
            and named.place.mention is not None
            and other.mode in ASSERTED
            and (other.place_id, other.controller_after) == (claim.place_id, claim.controller_after)
            for other, named in found
        )
    )


# --- victors ----------------------------------------------------------------------------------------------------------


def _with_victors(context: Context, found: Sequence[Found]) -> list[Found]:
    """The same, with the side that took a place put in where a "fall" names none."""
    takers = [
        claim
        for claim, reading in found
        if reading.sense in ("retake", "take", "clear", "lose")
        and claim.gained_by
        and claim.mode in ASSERTED
        and claim.kind is not Kind.NEAR
        and not _is_bare(reading)
    ]
    return [(_won(context, claim, takers) if _is_open(claim, reading) else claim, reading) for claim, reading in found]


def _is_open(claim: Claim, reading: Reading) -> bool:
    """Whether who won may be told elsewhere: who announces a capture announces their own."""
    own = claim.claimant_side is not None and claim.claimant_side == claim.gained_by
    return _is_bare(reading) and claim.place_id is not None and not own


def _is_bare(reading: Reading) -> bool:
    """A "fall" or "its capture" that names neither victor nor loser."""
    fall = reading.sense == "fall" and reading.loser is None
    capture = reading.sense == "take" and "noun" in reading.clues and reading.actor is None
    return (fall or capture) and reading.other is None


def _won(context: Context, claim: Claim, takers: Iterable[Claim]) -> Claim:
    """A fall as a gain of the side that most claims about those days say took the place; as it is on a tie."""
    votes = Counter(each.gained_by for each in takers if each.place_id == claim.place_id and _is_near(each, claim))
    (side, most), *rest = votes.most_common(2) or [(None, 0)]
    if side is None or (rest and rest[0][1] == most):
        return claim
    enemy = context.claimants.enemy(side, claim.event_to or claim.published)
    return replace(
        claim,
        action=Action.LIBERATED if side == context.claimants.home else Action.CAPTURED,
        gained_by=side,
        lost_by=claim.lost_by if context.is_side(claim.lost_by) and claim.lost_by != side else enemy,
        controller_after=side if claim.controller_after else None,
    )


def _is_near(one: Claim, other: Claim) -> bool:
    """Do two claims tell of about the same days?"""
    if one.event_to is None or other.event_to is None:
        return True
    return abs((one.event_to - other.event_to).days) <= SAME_EVENT


# --- holdings that ended ----------------------------------------------------------------------------------------------


def _ended(context: Context, found: Sequence[Found]) -> list[Claim]:
    """A holding in the past perfect ("which had been under occupation") ended with the change that the text tells."""
    return [
        _until_lost(context, claim, [other for other, _ in found])
        if "past" in reading.clues and claim.action is Action.HELD and claim.place_id
        else claim
        for claim, reading in found
    ]


def _until_lost(context: Context, holding: Claim, claims: Iterable[Claim]) -> Claim:
    """A holding up to the day before its holder last lost the place."""
    changes = [
        claim.event_to
        for claim in claims
        if claim.place_id == holding.place_id
        and _loses(context, holding, claim)
        and claim.mode in ASSERTED
        and claim.event_to is not None
        and (holding.event_to is None or claim.event_to <= holding.event_to)
    ]
    if not changes:
        return holding
    last = max(changes) - timedelta(days=1)
    first = holding.event_from if holding.event_from is not None and holding.event_from <= last else None
    return replace(holding, event_from=first, event_to=last)


def _loses(context: Context, holding: Claim, change: Claim) -> bool:
    """Whether the holder loses the place by a change: as it says or, where it doesn't, since another side takes it."""
    if change.lost_by is not None:
        return change.lost_by == holding.controller_after
    return (
        change.action in TAKING and context.is_side(change.gained_by) and change.gained_by != holding.controller_after
    )


# --- denials ----------------------------------------------------------------------------------------------------------


def _dated_as_denied(claims: Sequence[Claim]) -> list[Claim]:
    """A denial that has no date of its own is of the day of the other side's claim before it."""
    dated: list[Claim] = []
    for claim in claims:
        if claim.mode is Mode.DENIED and claim.date_basis is DateBasis.PUBLICATION and claim.place_id:
            denied = next((each for each in reversed(dated) if _denies(claim, each)), None)
            if denied is not None:
                claim = replace(
                    claim, event_from=denied.event_from, event_to=denied.event_to, date_basis=denied.date_basis
                )
        dated.append(claim)
    return dated


def _denies(denial: Claim, claim: Claim) -> bool:
    """Whether a denial is of what somebody else claims."""
    return (
        claim.mode is Mode.CLAIMED
        and claim.claimant_side != denial.claimant_side
        and (claim.place_id, claim.action, claim.controller_after)
        == (denial.place_id, denial.action, denial.controller_after)
    )


def _denied(context: Context, denial: Denial, claims: Sequence[Claim]) -> Iterator[Claim]:
    """The claims that a sentence denies by pointing back: those of the other side in the sentences right before."""
    begun = False
    for back in range(min(DENIED_WITHIN, denial.sentence.index) + 1):
        start = context.sentences[denial.sentence.index - back].start
        denied = [claim for claim in claims if claim.start == start and _points_to(context, denial, claim)]
        for claim in denied:
            yield _as_denied(context, denial, claim)
        if begun and not denied:
            break  # the sentences before those are about something else
        begun = begun or bool(denied)


def _points_to(context: Context, denial: Denial, claim: Claim) -> bool:
    """Whether a claim is of the kind that a side denies: another's word, in another's favour."""
    return (
        claim.place_end <= denial.start
        and claim.mode is Mode.CLAIMED
        and claim.claimant_side != denial.side
        and context.is_side(claim.controller_after)
        and claim.controller_after != denial.side
    )


def _as_denied(context: Context, denial: Denial, claim: Claim) -> Claim:
    article = context.article
    words = article.text[denial.start : denial.end]
    # where nobody is said to have lost the place, who denies its loss to an enemy denies their own
    enemies = context.claimants.sides.hostile(denial.side, claim.controller_after, claim.event_to or claim.published)
    own = denial.side if enemies and claim.action in TAKING else None
    return replace(
        claim,
        id=claim_id(f"{article.id}|{claim.id}", denial.start, denial.end, claim.action, Mode.DENIED),
        start=denial.sentence.start,
        end=denial.sentence.end,
        quote=denial.sentence.text,
        place=words,
        place_start=denial.start,
        place_end=denial.end,
        mode=Mode.DENIED,
        claimant=denial.claimant,
        claimant_side=denial.side,
        lost_by=claim.lost_by or own,
        admission=False,
        trigger=words,
        confidence=round(claim.confidence * DENIED_BY_POINTING, 3),
    )


# --- one claim an assertion -------------------------------------------------------------------------------------------


def _distinct(claims: Iterable[Claim]) -> list[Claim]:
    """One claim an assertion: the same place, action and mode twice in a sentence is one; order of the text."""
    best: dict[tuple[int, str, Action, Mode, str | None], Claim] = {}
    for claim in claims:
        key = (claim.start, claim.place_id or claim.place, claim.action, claim.mode, claim.controller_after)
        if key not in best or _rank(claim) > _rank(best[key]):
            best[key] = claim
    return sorted(best.values(), key=lambda claim: (claim.start, claim.place_start, claim.action))


def _told_apart(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Claims of the same words that contradict each other ("held by Russia, or by Ukraine") have ids of their own: the
    first the usual one, the others one of what they say."""
    known: set[str] = set()
    for claim in claims:
        if claim.id in known:
            own = f"{claim.id}|{claim.place_id}|{claim.controller_after}"
            claim = replace(claim, id=claim_id(own, claim.place_start, claim.place_end, claim.action, claim.mode))
        known.add(claim.id)
        yield claim


def _rank(claim: Claim) -> tuple[bool, float]:
    """Of two that say the same the better: that with a day of its own, then the surer."""
    return claim.event_from is not None and claim.event_from == claim.event_to, claim.confidence
