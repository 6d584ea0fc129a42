"""An article to be read: its text as a page of HTML, each claim marked where it stands and told in the margin.

Articles are hostile input. Everything that came from one is escaped here, character by character; what could reorder
or hide text (control and bidirectional override characters) is shown as a box, and text is never taken for Markdown.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import pairwise
from urllib.parse import urlencode

from extract.learned import READER
from extract.model import Article, Claim, Mode, Review
from maps.words import MODES, REVIEWS, day_words, escaped, one_line, phrase, place_doubt, side_name, statement
from theatre.theatre import Theatre
from translation.messages import _, share

__all__ = ["article_html", "claim_line", "claim_rows", "map_link", "notice_html", "title_html"]


def map_link(claim: Claim) -> str:
    """The map's address at the claim's day and place, relative to any page of the app."""
    day = claim.event_to or claim.event_from or claim.published
    return "./?" + urlencode({"day": day.isoformat(), "place": claim.place_id})


def claim_rows(claims: Iterable[Claim], theatre: Theatre) -> list[dict[str, object]]:
    """The claims as rows of a table for people."""
    return [
        {
            _("Place"): one_line(claim.name or claim.place),
            _("What"): _what(claim, theatre),
            _("Who says so"): one_line(claim.claimant or _("the article itself"), 80),
            _("Day"): day_words(claim.event_from, claim.event_to),
            _("Mode"): MODES[claim.mode],
            _("Confidence"): claim.confidence,
            _("Sentence"): one_line(claim.quote, 400),
        }
        for claim in claims
    ]


def title_html(article: Article, *, level: int = 2, dated: bool = True, facts: Sequence[str] = ()) -> str:
    """The headline over its line of facts: publisher, day and how it is known (unless still undated), and `facts`."""
    basis = {
        "stated": _("as it states"), "metadata": _("by its metadata"), "user": _("as the user gave it"),
    }  # fmt: skip
    day = f"{day_words(article.published)} ({basis[article.published_basis]})" if dated else _("no date yet")
    line = [article.publisher, day, *facts]
    return (
        f'<div class="ml-head"><h{level}>{escaped(one_line(article.title, 300))}</h{level}>'
        f"<p>{' · '.join(escaped(one_line(part)) for part in line if part)}</p></div>"
    )


def notice_html(text: str, kind: str = "info") -> str:
    """A sentence for the user that may quote a file's name or an article: info, done, warning or error."""
    mark = {"info": "i", "done": "✓", "warning": "!", "error": "×"}[kind]
    role = "alert" if kind == "error" else "status"
    mark = f'<b aria-hidden="true">{mark}</b>'
    return f'<div class="ml-notice ml-{kind}" role="{role}">{mark}<span>{escaped(text)}</span></div>'


def article_html(
    article: Article, claims: Sequence[Claim], theatre: Theatre, *, linked: bool = False, opened: str = ""
) -> str:
    """The whole text, escaped, each claim's sentence marked by side and mode, with a note in the margin.

    `linked` makes the words that name a claim's place a link to the map at the claim's day. The sentence of the claim
    with the id `opened` stands out, under the class ml-opened.
    """
    told: set[str] = set()
    rows = []
    paragraphs = _paragraphs(article.text)
    for number, ((start, end), here) in enumerate(zip(paragraphs, _within(paragraphs, claims), strict=True)):
        if number == 0 and not here and article.text[start:end].strip() == article.title:
            continue  # the headline, which stands above
        new = [claim for claim in here if claim.id not in told]
        told.update(claim.id for claim in new)
        notes = "".join(_note(alike, theatre, linked=linked) for alike in _alike(new, theatre))
        body = _marked(article.text, start, end, here, theatre, linked=linked, opened=opened)
        rows.append(f'<div class="ml-row"><p>{body}</p><aside>{notes}</aside></div>')
    return f'<article class="ml-article" lang="{escaped(article.language[:12])}">{"".join(rows)}</article>'


def _within(spans: Sequence[tuple[int, int]], claims: Iterable[Claim]) -> Iterator[list[Claim]]:
    """For each of the ascending spans, the claims whose sentences reach into it."""
    waiting = deque(sorted(claims, key=lambda claim: (claim.start, claim.end)))
    here: list[Claim] = []
    for start, end in spans:
        while waiting and waiting[0].start < end:
            here.append(waiting.popleft())
        here = [claim for claim in here if claim.end > start]
        yield here


_MOST_PARAGRAPHS = 3_000


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Where paragraphs lie: parted by blank lines, or by line ends where lines are not merely wrapped."""
    blocks: list[tuple[int, int]] = []
    for start, end in (found.span() for found in re.finditer(r"[^\r\n]+", text)):
        if not text[start:end].strip():
            continue
        if len(blocks) == _MOST_PARAGRAPHS:  # more than any article has: the rest is one, its line ends kept
            blocks[-1] = (blocks[-1][0], len(text))
            break
        if blocks:
            before = blocks[-1][1]
            gap = text[before:start]
            last_line = text[max(text.rfind("\n", blocks[-1][0], before), blocks[-1][0]) : before].rstrip()
            wrapped = gap.count("\n") == 1 and 40 < len(last_line) < 100 and last_line[-1] not in '.!?…:»”"'
            if wrapped:
                blocks[-1] = (blocks[-1][0], end)
                continue
        blocks.append((start, end))
    return blocks


def _marked(
    text: str, start: int, end: int, claims: Sequence[Claim], theatre: Theatre, *, linked: bool, opened: str
) -> str:
    cuts = {start, end}
    for claim in claims:
        cuts.update((claim.start, claim.end, claim.place_start, claim.place_end))
    spans = list(pairwise(sorted(cut for cut in cuts if start <= cut <= end)))
    pieces = []
    for (left, right), told in zip(spans, _within(spans, claims), strict=True):
        piece = escaped(text[left:right])
        named = [claim for claim in told if claim.place_start <= left and right <= claim.place_end]
        if named:
            where = next((claim for claim in named if claim.place_id), None)
            if linked and where:
                piece = f'<a class="ml-place" href="{escaped(map_link(where))}" target="_self">{piece}</a>'
            else:
                piece = f'<span class="ml-place">{piece}</span>'
        if told:
            kind, colour = _look(told, theatre)
            kind += " ml-opened" if any(claim.id == opened for claim in told) else ""
            hint = "; ".join(claim_line(claim, theatre) for claim in told)
            piece = f'<mark class="ml-mark ml-{kind}" style="--side:{colour}" title="{escaped(hint)}">{piece}</mark>'
        pieces.append(piece)
    return "".join(pieces)


def _look(claims: Sequence[Claim], theatre: Theatre) -> tuple[str, str]:
    """The class and colour of a sentence with these claims: the side's where they agree on one."""
    sure = [claim for claim in claims if claim.mode in (Mode.FACT, Mode.CLAIMED) and claim.review != Review.REJECTED]
    if not sure:
        return "unreal", "currentColor"
    sides = {_side(claim) for claim in sure}
    kind = "fact" if any(claim.mode == Mode.FACT for claim in sure) else "claimed"
    if any(claim.controller_after == "contested" for claim in sure):
        return f"{kind} ml-contested", _colour(sides, theatre)
    return kind, _colour(sides, theatre)


def _side(claim: Claim) -> str:
    after = claim.controller_after
    return (after if after and after != "contested" else claim.gained_by) or ""


def _colour(sides: set[str], theatre: Theatre) -> str:
    side = theatre.sides.get(next(iter(sides))) if len(sides) == 1 else None
    return escaped(side.colour) if side else "#7a7a7a"


def _what(claim: Claim, theatre: Theatre, it: str = "it") -> str:
    return statement({name: getattr(claim, name) for name in _STATED}, theatre, it=it)


_STATED = ("action", "mode", "claimant", "claimant_side", "gained_by", "lost_by", "controller_after", "partial")


def claim_line(claim: Claim, theatre: Theatre) -> str:
    """What a claim says, on one line of plain text."""
    who = one_line(claim.claimant, 80) if claim.claimant else _("the article itself")
    days = day_words(claim.event_from, claim.event_to)
    by = _("{mode} by {who}").format(mode=MODES[claim.mode], who=who)
    return f"{one_line(claim.name or claim.place)}: {_what(claim, theatre)}, {days}; {by}"


def _alike(claims: Sequence[Claim], theatre: Theatre) -> Iterable[list[Claim]]:
    """The claims in groups that differ in their places alone: "A, B and C had been taken" is one note."""
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        said = (
            claim.mode,
            claim.claimant,
            claim.claimant_side,
            claim.admission,
            claim.review,
            round(claim.confidence, 2),
            claim.trigger if claim.extractor == READER else "",
        )
        days = (claim.event_from, claim.event_to)
        group = (claim.start, _what(claim, theatre), _look([claim], theatre), days, said, bool(claim.place_id))
        groups.setdefault(group, []).append(claim)
    return groups.values()


def _note(claims: Sequence[Claim], theatre: Theatre, *, linked: bool) -> str:
    claim = claims[0]
    kind, colour = _look([claim], theatre)
    names = ", ".join(f"<b>{_name(one, linked=linked)}</b>" for one in claims)
    who = one_line(claim.claimant, 80) if claim.claimant else _("the article itself")
    side = theatre.sides.get(claim.claimant_side or "")
    who += f" ({side_name(side)})" if side and claim.claimant else ""
    by = _("{mode} by {who}").format(mode=MODES[claim.mode], who=who)
    by += _(", against its own interest") if claim.admission else ""
    doubtful = dict.fromkeys(place_doubt(asdict(one)) for one in claims)
    doubts = "".join(f'<span class="ml-doubt">{escaped(doubt)}</span>' for doubt in doubtful if doubt)
    if not claim.place_id and not doubts:
        doubts = f'<span class="ml-doubt">{escaped(_("which place is unclear"))}</span>'
    if claim.extractor == READER:
        seen = phrase("secondReader", word=one_line(claim.trigger, 40))
        doubts += f'<span class="ml-doubt">{escaped(seen)}</span>'
    doubts += f'<span class="ml-doubt">{escaped(REVIEWS[claim.review])}</span>' if claim.review in REVIEWS else ""
    what = escaped(_what(claim, theatre, it="it" if len(claims) == 1 else "them"))
    return (
        f'<div class="ml-note ml-{kind}" style="--side:{colour}">{names}: <i>{what}</i>'
        f"<span>{escaped(day_words(claim.event_from, claim.event_to))}</span>"
        f"<span>{escaped(by)}</span>"
        f"<span>{escaped(phrase('confidence', share=share(claim.confidence)))}</span>{doubts}</div>"
    )


def _name(claim: Claim, *, linked: bool) -> str:
    name = escaped(one_line(claim.name or claim.place, 60))
    return f'<a href="{escaped(map_link(claim))}" target="_self">{name}</a>' if linked and claim.place_id else name
