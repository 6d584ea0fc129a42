"""What passes between the steps: articles, places, mentions, claims. Values only: they raise ValueError for spans,
days, coordinates and scores that cannot be, naming them, and do nothing else.

Offsets count characters of `Article.text`, half-open. Dates are days. Coordinates are decimal degrees (WGS 84),
latitude before longitude. Sides are the keys of a theatre's `sides` ("RU", "UA"); "other" is a claimant who stands
on none of them.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gazetteer.place import Alternative, Kind, Place, check_coordinates

__all__ = [
    "Action",
    "Article",
    "Claim",
    "DateBasis",
    "DayRange",
    "Extraction",
    "Mention",
    "Mode",
    "PublishedBasis",
    "Review",
    "Sentence",
]


class Action(StrEnum):
    """What a claim says happened at a place."""

    CAPTURED = "captured"  # falls to the side in gained_by from its legitimate holder, or as first change
    LIBERATED = "liberated"  # its pre-war holder takes it back
    WITHDREW = "withdrew"
    ENTERED = "entered"
    ADVANCED = "advanced"
    CONTESTED = "contested"  # fighting in it
    BESIEGED = "besieged"
    HELD = "held"
    REPELLED = "repelled"
    TRANSFERRED = "transferred"  # handed over without fighting


class Mode(StrEnum):
    """How the text stands to the claim. Only FACT and CLAIMED can change control."""

    FACT = "fact"  # the text's own voice
    CLAIMED = "claimed"  # somebody is named as saying so
    DENIED = "denied"
    PLANNED = "planned"  # aims, orders, attempts
    HYPOTHETICAL = "hypothetical"


class PublishedBasis(StrEnum):
    """How an article's date is known."""

    STATED = "stated"
    METADATA = "metadata"
    USER = "user"


class DateBasis(StrEnum):
    """How an event's date is known."""

    EXPLICIT = "explicit"  # "10 September 2022"
    RELATIVE = "relative"  # "Saturday", "last week"
    CONTEXT = "context"  # the running date of the text, a neighbouring sentence
    PUBLICATION = "publication"  # nothing better than the article's own date


class Review(StrEnum):
    """What a person made of a claim."""

    AUTO = "auto"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class DayRange:
    """Days from `start` to `end`, BOTH included; None is open. Control intervals, by contrast, are half-open."""

    start: date | None
    end: date | None
    basis: DateBasis

    def __post_init__(self) -> None:
        _check_days(self.start, self.end, "a range of days")


@dataclass(frozen=True, slots=True)
class Article:
    """One article. `text` is kept exactly as it was given: every quote is checked against it by offset."""

    id: str
    title: str
    text: str
    published: date
    published_basis: PublishedBasis = PublishedBasis.STATED
    publisher: str = ""
    url: str = ""
    language: str = "en"
    added_at: str = ""  # ISO 8601, UTC
    added_by: str = ""
    file_name: str = ""
    media_type: str = ""

    def __post_init__(self) -> None:
        if not self.id:
            raise ValueError(f"the article {self.title!r} has no id")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's place in the article's text."""

    index: int
    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        _check_span(self.start, self.end, "sentence")


@dataclass(frozen=True, slots=True)
class Mention:
    """A place named in a sentence. `place` is None when the words stay ambiguous; `alternatives` then say between
    what. `latitude` and `longitude` are the place's, or the derived point of a NEAR mention ("10 km east of Izium"),
    within `radius_km`. A `metonym` names a government ("Kyiv says"), never the city."""

    sentence: int  # index of its Sentence
    start: int
    end: int
    surface: str
    kind: Kind
    place: Place | None
    latitude: float | None
    longitude: float | None
    radius_km: float
    score: float
    alternatives: tuple[Alternative, ...] = ()
    metonym: bool = False

    def __post_init__(self) -> None:
        _check_span(self.start, self.end, self.surface)
        if self.latitude is not None and self.longitude is not None:
            check_coordinates(self.latitude, self.longitude, self.surface)
        if not (0.0 <= self.score <= 1.0 and self.radius_km >= 0.0):
            raise ValueError(f"{self.surface}: score {self.score} or radius {self.radius_km} km is out of range")


@dataclass(frozen=True, slots=True)
class Claim:
    """One dated, attributed assertion about who holds, takes, leaves or fights for one place.

    `start` and `end` bound the sentence in the article's text and `quote` is that slice; `place_start` and
    `place_end` bound the words that name the place, "the city" included. `event_from` and `event_to` are days, both
    included. `place_id` is empty while the place is ambiguous.
    """

    id: str  # hash of article, place span and action
    article: str
    start: int
    end: int
    quote: str
    place: str  # the surface words
    place_start: int
    place_end: int
    place_id: str
    name: str
    kind: Kind
    latitude: float | None
    longitude: float | None
    admin1: str
    precision: str  # of the place; "near" for a derived point
    radius_km: float
    alternatives: tuple[Alternative, ...]
    action: Action
    gained_by: str | None
    lost_by: str | None
    controller_after: str | None  # a side, "contested", or None when the sentence does not say
    mode: Mode
    claimant: str | None
    claimant_side: str | None
    admission: bool  # the claimant's side concedes its own loss
    partial: bool  # only a part of the place: "60 % of Rubizhne"
    event_from: date | None
    event_to: date | None
    date_basis: DateBasis
    confidence: float  # the chance that a careful reader would sign this claim
    trigger: str  # the words that made it
    extractor: str  # name and version
    published: date
    publisher: str
    language: str
    review: Review = Review.AUTO
    supersedes: str | None = None

    def __post_init__(self) -> None:
        _check_span(self.start, self.end, f"the sentence of claim {self.id}")
        _check_span(self.place_start, self.place_end, f"the place of claim {self.id}")
        _check_days(self.event_from, self.event_to, f"claim {self.id}")
        if len(self.quote) != self.end - self.start:
            raise ValueError(f"claim {self.id}: its quote is not the text from {self.start} to {self.end}")
        if self.latitude is not None and self.longitude is not None:
            check_coordinates(self.latitude, self.longitude, f"claim {self.id}")
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"claim {self.id}: the confidence {self.confidence} is not between 0 and 1")


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one article."""

    article: Article
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]


def _check_span(start: int, end: int, whose: str) -> None:
    if not 0 <= start < end:
        raise ValueError(f"{whose}: from character {start} to {end} is no span of a text")


def _check_days(first: date | None, last: date | None, whose: str) -> None:
    if first is not None and last is not None and first > last:
        raise ValueError(f"{whose}: the first day {first} is after the last, {last}")
