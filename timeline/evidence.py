"""Claims to weighted evidence: who speaks, in whose interest, for which side, of which day.

`claims_table` types claims as columns; `evidence` keeps those that can bear on control and says of each what it is
worth. Rules are cited by the ids of docs/method.md (R1 ... R12). Days inside these tables are whole numbers since
1970-01-01; a table that leaves this package carries dates.
"""

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from extract.model import Claim
from gazetteer.place import Alternative
from theatre.errors import MarchlandError
from theatre.region_id import states_part
from theatre.theatre import Theatre
from timeline.arrow import among, as_arrow, in_order, picked, whole
from timeline.independence import voices

Ints = NDArray[np.int64]

__all__ = [
    "ADMISSION",
    "CLAIM_COLUMNS",
    "ENTRY",
    "FIGHT",
    "NEUTRAL",
    "OWN",
    "POLICY",
    "ClaimsFileError",
    "Policy",
    "assertions",
    "claims_table",
    "counts",
    "day_numbers",
    "evidence",
    "families",
    "known_by",
    "read_claims",
    "read_policy",
    "sides_of",
    "slots_of",
    "superseded",
    "weighed",
]

CLAIM_COLUMNS = tuple(field.name for field in fields(Claim))
_JUDGED = (
    "place_id",
    "kind",
    "action",
    "gained_by",
    "lost_by",
    "controller_after",
    "mode",
    "claimant",
    "claimant_side",
    "date_basis",
    "publisher",
    "review",
)
_DATES = ("event_from", "event_to", "published")
_FLOATS = ("latitude", "longitude", "radius_km", "confidence")
_WHOLE = ("start", "end", "place_start", "place_end")
_FLAGS = ("admission", "partial")
_DEFAULTS: Mapping[str, Any] = {"confidence": 0.5, "kind": "settlement", "mode": "fact", "review": "auto"}

# How good a voice is: in its own favour, standing on neither side, or against its own interest (R2, R3).
OWN, NEUTRAL, ADMISSION = 1, 2, 3
_CREDIT = np.array([0.0, 0.55, 0.8, 0.95])  # the weight of a claim surely read, by grade
FIGHT, ENTRY = -1, -2  # in the column `side`: fighting, or somebody's getting in, neither of which gives control
NO_DAY = np.iinfo(np.int64).min
LONG_AGO = -1_000_000  # a range that is open at its start
_HOST = re.compile(r"\s*(?:[^/?#]*//)?(?:[^@/?#]*@)?([^:/?#\s]*)")
_LONGEST = 36_500  # days that a policy may set
_NONE = np.empty(0, dtype="int64")
_SHIFT = 2**31  # keeps a day before 1970 positive where it shares a number with a place


class ClaimsFileError(MarchlandError, ValueError):
    """A file of claims that can't be used; the message names the file and what is wrong."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What an analyst may set. All are days.

    `unopposed`: a claim in one's own favour counts as held once nobody opposed it for so long (R3).
    `live`: claims that oppose each other within so long of each other dispute a place (R4).
    `fighting`: so long after the last report of fighting a place counts as contested.
    `reporting`: news without a date of its own tells of an event at most so long before its publication (R6).
    `region`: what is said of a place itself within so long after a claim about its whole region can refute it (R8).
    `longest_fight`: fighting told of a longer time than this does not say on which days.
    `assumed`: what is first told of as held or as taken back within so long after that side's opening advance is
    estimated to have fallen in it (R14, R15).
    """

    unopposed: int = 3
    live: int = 7
    fighting: int = 1
    reporting: int = 7
    longest_fight: int = 14
    region: int = 30
    assumed: int = 550


POLICY = Policy()


def read_policy(path: str | Path) -> Policy:
    """The policy that a TOML file states, a line a setting ("live = 14"); what it leaves out stays as it is by default.

    Raises ValueError naming the file and what is wrong with it.
    """
    try:
        stated = tomllib.loads(Path(path).read_text("utf-8"))
    except FileNotFoundError:
        raise ValueError(f"{path}: there is no such file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as trouble:
        raise ValueError(f"{path}: can't be read as TOML: {trouble}") from trouble
    known = [field.name for field in fields(Policy)]
    for name, days in stated.items():
        if name not in known:
            raise ValueError(f"{path}: there is no setting {name!r}; there are: {', '.join(known)}")
        if not isinstance(days, int) or isinstance(days, bool) or not 0 <= days <= _LONGEST:
            raise ValueError(f"{path}: {name} = {days!r}, but it must be a whole number of days from 0 to {_LONGEST}")
    return Policy(**stated)


def claims_table(claims: pd.DataFrame | Iterable[Claim | Mapping[str, Any]]) -> pd.DataFrame:
    """One row a claim, the fields of `extract.model.Claim` in their order and then whatever else a row carried.

    Dates become datetime64, numbers numbers, flags booleans, `alternatives` JSON text, and everything else text with
    "" for none. A field that a row lacks gets its neutral value.
    """
    if isinstance(claims, pd.DataFrame):
        return _typed(claims)
    rows = [asdict(claim) if isinstance(claim, Claim) else claim for claim in claims]
    return _typed(pd.DataFrame(rows))


def _typed(raw: pd.DataFrame) -> pd.DataFrame:
    extra = [name for name in raw.columns if name not in CLAIM_COLUMNS]
    table = pd.DataFrame(index=pd.RangeIndex(len(raw)))
    for name in [*CLAIM_COLUMNS, *extra]:
        column = raw[name].reset_index(drop=True) if name in raw else None
        table[name] = column if name in extra else _column(name, column, len(raw))
    return table


def _column(name: str, raw: pd.Series | None, rows: int) -> pd.Series:
    if name in _DATES:
        if raw is None:
            return pd.Series(np.full(rows, np.datetime64("NaT", "s")))
        dates = raw.replace("", None) if raw.dtype == object or isinstance(raw.dtype, pd.StringDtype) else raw
        return pd.to_datetime(dates, errors="coerce", format=None if dates.dtype.kind == "M" else "ISO8601").astype(
            "datetime64[s]"
        )
    if name in _FLOATS:
        numbers = pd.Series(np.full(rows, np.nan)) if raw is None else pd.to_numeric(raw, errors="coerce")
        return numbers.astype("float64").fillna(_DEFAULTS.get(name, np.nan))
    if name in _WHOLE:
        whole = pd.Series(np.full(rows, -1)) if raw is None else pd.to_numeric(raw, errors="coerce").fillna(-1)
        return whole.astype("int64")
    if name in _FLAGS:
        return pd.Series(np.zeros(rows, dtype=bool)) if raw is None else _flags(raw)
    if name == "alternatives":
        return (pd.Series([()] * rows) if raw is None else raw).map(_as_json).astype("str")
    default = _DEFAULTS.get(name, "")
    if raw is None:
        return pd.Series([default] * rows, dtype="str")
    text = raw.astype("str").where(raw.notna(), default)
    return text.where(text != "", default)


def _flags(raw: pd.Series) -> pd.Series:
    if raw.dtype == bool:
        return raw
    return raw.map(lambda value: str(value).strip().lower() in {"true", "1", "1.0", "yes"}).astype(bool)


def _as_json(value: Any) -> str:
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, float):
        return "[]"
    return json.dumps([asdict(each) if isinstance(each, Alternative) else each for each in value], ensure_ascii=False)


def read_claims(path: str | Path) -> pd.DataFrame:
    """The claims of a .jsonl, .csv or .parquet file, typed. Raises ClaimsFileError naming the file and row."""
    path = Path(path)
    suffix = path.suffix.lower()
    try:
        if suffix == ".jsonl":
            table = _typed(pd.DataFrame(list(_json_lines(path))))
        elif suffix == ".csv":
            table = _typed(pd.read_csv(path, dtype="str", keep_default_na=False))
        elif suffix == ".parquet":
            table = _typed(pd.read_parquet(path))
        else:
            raise ClaimsFileError(f"{path}: a file of claims ends in .jsonl, .csv or .parquet")
    except FileNotFoundError:
        raise ClaimsFileError(f"{path}: there is no such file") from None
    except (pd.errors.ParserError, pd.errors.EmptyDataError, UnicodeDecodeError, OSError) as trouble:
        raise ClaimsFileError(f"{path}: can't be read as {suffix}: {trouble}") from trouble
    if len(table) and not table["action"].str.len().any():
        raise ClaimsFileError(f"{path}: has no column 'action': is it a file that `python -m extract claims` wrote?")
    return table


def _json_lines(path: Path) -> Iterable[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except json.JSONDecodeError as trouble:
                raise ClaimsFileError(f"{path}: line {number} is not JSON: {trouble.msg}") from trouble
            if not isinstance(row, dict):
                raise ClaimsFileError(f"{path}: line {number} is not a claim")
            yield row


def day_numbers(dates: pd.Series) -> Ints:
    """Whole days since 1970-01-01; NO_DAY for none, as which numpy writes a date that is not there."""
    return dates.to_numpy().astype("datetime64[D]").astype("int64")


def sides_of(theatre: Theatre) -> tuple[str, ...]:
    """The theatre's sides in their order; tables number them from 0."""
    return tuple(theatre.sides)


def evidence(
    claims: pd.DataFrame, *, theatre: Theatre, policy: Policy = POLICY, as_known: date | None = None
) -> pd.DataFrame:
    """What the claims are worth: one row an assertion that can bear on control, by place and by the claim's id.

    Columns: `row` (position in `claims`), `id` (of the claim), place_id, regional (it is about a whole region), day
    (since when, or when, it is surely so), until (the last day of fighting), side (number of the side it speaks for;
    FIGHT; ENTRY), gained and lost (by whom; -1 for not said), change (it dates a change of hands), grade (OWN, NEUTRAL
    or ADMISSION), weight (0 to 1) and voice (who speaks: one voice counts once).

    Left out: planned and hypothetical claims, and denied ones but for a side's denial that it lost a place, which
    speaks for that side (R9); rejected and superseded ones; nearness, parts of places (but not named sites) and places
    that stayed ambiguous (R8); events before the theatre's first day; and, with `as_known`, whatever was published
    after that day (R12).
    """
    said = assertions(claims, theatre=theatre, policy=policy, as_known=as_known)
    said = weighed(said, claims["quote"], theatre=theatre, policy=policy)
    return said[counts(said, theatre)]


def assertions(
    claims: pd.DataFrame,
    *,
    theatre: Theatre,
    policy: Policy = POLICY,
    as_known: date | None = None,
    superseding: pd.Series | None = None,
) -> pd.DataFrame:
    """What each claim asserts and is worth by itself, whatever the others say; by place and by the claim's id.

    The columns of `evidence`, of which the day is still as told and the voice yet to be found; `first` and `last`,
    between which it became so; and `family`, who owns the publisher. `superseding` has the ids of the superseded
    claims, where not all the claims are here.
    """
    sides = sides_of(theatre)
    told = _told(claims)
    first, last = day_numbers(claims["event_from"]), day_numbers(claims["event_to"])
    last = np.where(last == NO_DAY, told, last)
    if superseding is None:
        superseding = superseded(claims if as_known is None else claims[known_by(claims, as_known)])  # R12

    text = {name: _coded(claims[name]) for name in _JUDGED}
    action, mode, kind, place_id = (text[name] for name in ("action", "mode", "kind", "place_id"))
    holder, gained, lost, denier = (
        text[name].numbered(sides) for name in ("controller_after", "gained_by", "lost_by", "claimant_side")
    )
    change = action.among("captured", "liberated", "transferred", "withdrew")
    state = action.among("held", "repelled")
    fight = action.among("contested") & (holder < 0)
    entry = action.among("entered") & (gained >= 0)
    # Where there are but two sides, who leaves a place leaves it to the other; that is inferred, and worth less.
    inferred = (holder < 0) & action.among("withdrew") & (lost >= 0) & (len(sides) == 2)
    holder = np.where(inferred, 1 - lost, holder)
    regained = action.among("liberated") & (lost < 0) & (holder >= 0) & (len(sides) == 2)
    lost = np.where(regained, 1 - holder, lost)
    idle = fight | entry
    # A side that denies the other's taking a place says, in its own favour, that it still holds it (R9).
    denial = (
        mode.among("denied") & action.among("captured", "liberated", "transferred") & (denier >= 0) & (denier != holder)
    )
    holder = np.where(denial, denier, holder)
    change = change & ~denial

    regional = kind.among("region")
    # A named site (a plant, an airfield, an island) is part of no settlement's control, but a place.
    site = kind.among("part", "other") & place_id.that(lambda text: text.startswith("site:"))
    usable = (
        ((change | state) & (holder >= 0) | idle | denial)
        & (mode.among("fact", "claimed") | denial)  # R9
        & ~text["review"].among("rejected")
        & ~among(claims["id"], superseding)
        & ~claims["partial"].to_numpy()  # R8
        & ~place_id.among("")
        & (kind.among("settlement") | site | (regional & (change | place_id.that(states_part))))
        & (told != NO_DAY)
    )
    if as_known is not None:
        usable &= known_by(claims, as_known)  # R12

    rows = np.flatnonzero(usable)
    first, last, told, holder, change = first[rows], last[rows], told[rows], holder[rows], change[rows]
    place, idle, regional = place_id.codes[rows].astype("int64"), idle[rows], regional[rows]
    last = np.minimum(last, told)  # nobody reports an event before it happened
    ended = state[rows] & (first > NO_DAY) & (first < last) & (last < told)
    last = np.where(ended, last - 1, last)  # a state told as past no longer held at the end of its last day
    undated = text["date_basis"].among("publication", "")[rows] & change
    first = np.where(first == NO_DAY, np.where(undated, last - policy.reporting, LONG_AGO), first)
    first = np.where(undated, np.minimum(first, last - policy.reporting), first)
    first = np.minimum(first, last)

    family, of_publisher = _publishers(claims, text["publisher"], rows, theatre, sides)
    unsaid = (text["claimant_side"].among("") & (mode.among("fact") | text["claimant"].among("")))[rows]
    speaker = np.where(unsaid, of_publisher, denier[rows])
    admits = claims["admission"].to_numpy()[rows] | ((speaker >= 0) & (holder >= 0) & (speaker != holder))
    grade = np.where(speaker < 0, NEUTRAL, np.where(admits, ADMISSION, OWN))
    grade = np.where(idle, NEUTRAL, grade)
    grade = np.where(inferred[rows] & (grade != ADMISSION) & (speaker >= 0), OWN, grade)
    grade = np.where(denial[rows], OWN, grade)
    checked = text["review"].among("confirmed", "corrected")[rows]
    trust = np.where(checked, 1.0, claims["confidence"].to_numpy()[rows].clip(0, 1))
    weight = trust * _CREDIT[grade]
    side = np.where(idle, np.where(entry[rows], ENTRY, FIGHT), holder)
    ids = picked(claims["id"], rows)
    order = in_order(ids)
    order = order[np.argsort(_small(place[order], len(place_id.texts)), kind="stable")]
    table = {
        "row": rows.astype("int32"),
        "place_id": place.astype("int32"),
        "regional": regional,
        "first": first.astype("int32"),
        "last": last.astype("int32"),
        "day": last.astype("int32"),
        "until": last.astype("int32"),
        "side": side.astype("int8"),
        "gained": gained[rows].astype("int8"),
        "lost": np.where(change, lost[rows], -1).astype("int8"),
        "change": change,
        "grade": grade.astype("int8"),
        "weight": weight,
        "family": family.codes,
    }
    said = {"id": pd.Series(ids.take(pa.array(order)), dtype="str")} | {
        name: column[order] for name, column in table.items()
    }
    said["place_id"] = pd.Categorical.from_codes(said["place_id"], pd.Index(place_id.texts, dtype="str"))
    owners = pd.CategoricalDtype(pd.Index(family.texts, dtype="str"))
    said["family"] = pd.Categorical.from_codes(said["family"], dtype=owners)
    nobody = np.full(len(rows), -1, dtype="int8")
    said["voice"] = pd.Categorical.from_codes(nobody, dtype=owners)
    return pd.DataFrame(said, copy=False)


def weighed(
    said: pd.DataFrame, quotes: pd.Series, *, theatre: Theatre, policy: Policy = POLICY, lapsed: Ints = _NONE
) -> pd.DataFrame:
    """The assertions with the `day` that each bears on, `until` when, and its voice, by all that is said of its place.

    Where they were weighed before and some came or went since, voices are sought anew only in the slots (place, day
    and side) that gained or lost one; `lapsed` are the slots of those that went.
    """
    sides = len(sides_of(theatre))
    place, first, last, side = map(whole, (said["place_id"].cat.codes, said["first"], said["last"], said["side"]))
    change = said["change"].to_numpy()
    day, until = _dated(place, first, _outlasted(place, first, last, side, change), side, change, policy)
    family, voice = (whole(said[name].cat.codes) for name in ("family", "voice"))
    slot = _slots(place, day, side, sides)
    stale = voice < 0
    if not stale.all():
        former = slots_of(said, theatre)
        moved = np.flatnonzero(stale | (slot != former))
        stale = np.isin(slot, np.concatenate([slot[moved], former[moved], lapsed]))
    voice = np.where(stale, family, voice)
    speaks = np.flatnonzero(stale & (side >= 0) & ~said["regional"].to_numpy())
    voice[speaks] = voices(slot[speaks], family[speaks], quotes, whole(said["row"])[speaks])
    return said.assign(
        day=day.astype("int32"),
        until=until.astype("int32"),
        voice=pd.Categorical.from_codes(voice, said["family"].cat.categories),
    )


def slots_of(said: pd.DataFrame, theatre: Theatre) -> Ints:
    """The slot of each weighed assertion, as one number: its place, day and side."""
    return _slots(whole(said["place_id"].cat.codes), whole(said["day"]), whole(said["side"]), len(sides_of(theatre)))


def _slots(place: Ints, day: Ints, side: Ints, sides: int) -> Ints:
    return ((place * (sides + 2) + side + 2) << 32) + day + _SHIFT


def counts(said: pd.DataFrame, theatre: Theatre) -> NDArray[np.bool_]:
    """Which weighed assertions bear on control: they weigh something and are of the theatre's time."""
    since = np.datetime64(theatre.start, "D").astype("int64")
    return np.asarray((said["day"] >= since) & (said["weight"] > 0))


def _told(claims: pd.DataFrame) -> Ints:
    """The day of publication; of a claim that does not say, that of its event."""
    published, first, last = (day_numbers(claims[name]) for name in ("published", "event_from", "event_to"))
    return np.where(published == NO_DAY, np.maximum(first, last), published)


def known_by(claims: pd.DataFrame, day: date) -> NDArray[np.bool_]:
    """Which claims were published by that day; one that does not say when is as old as its event."""
    return _told(claims) <= np.datetime64(day, "D").astype("int64")


def superseded(claims: pd.DataFrame) -> pd.Series:
    """The ids of the claims that another one takes the place of."""
    named = np.flatnonzero(pc.binary_length(pa.array(claims["supersedes"], pa.large_string())))
    return pd.Series(picked(claims["supersedes"], named), dtype="str")


class _Coded(NamedTuple):
    """A column of text as the numbers of its distinct texts, which stand in their order."""

    codes: NDArray[np.int32]
    texts: NDArray[np.object_]

    def among(self, *values: str) -> NDArray[np.bool_]:
        return np.array([text in values for text in self.texts], dtype=bool)[self.codes]

    def that(self, holds: Callable[[str], bool]) -> NDArray[np.bool_]:
        return np.array([holds(text) for text in self.texts], dtype=bool)[self.codes]

    def numbered(self, names: tuple[str, ...]) -> Ints:
        """The number of the name that each row gives; -1 for none of them."""
        number = {name: index for index, name in enumerate(names)}
        return np.array([number.get(text, -1) for text in self.texts], dtype="int64")[self.codes]


def _coded(column: pd.Series) -> _Coded:
    encoded = as_arrow(column).dictionary_encode()
    texts = np.array(encoded.dictionary.to_pylist(), dtype=object)
    order = np.argsort(texts)
    rank = np.empty(len(texts), dtype="int32")
    rank[order] = np.arange(len(texts))
    return _Coded(rank[encoded.indices.to_numpy()], texts[order])


def _publishers(
    claims: pd.DataFrame, publisher: _Coded, rows: Ints, theatre: Theatre, sides: tuple[str, ...]
) -> tuple[_Coded, Ints]:
    """The owner family of whoever published each of `rows`, and the side that he is on (-1: none)."""
    sources = _Sources.of(theatre)
    found = [sources.find(name) for name in publisher.texts]
    listed = np.array([name in sources for name in publisher.texts], dtype=bool)
    who = publisher.codes[rows]
    if "url" in claims and len(unlisted := np.flatnonzero(~listed[who])):
        addresses = _coded(claims["url"].take(rows[unlisted]))
        located = [sources.at(address) for address in addresses.texts]
        known = np.array([each is not None for each in located], dtype=bool)[addresses.codes]
        who = who.copy()
        who[unlisted[known]] = len(found) + addresses.codes[known]
        found += [each or ("", "") for each in located]
    families = sorted({family for family, _ in found})
    number = {family: index for index, family in enumerate(families)}
    of = np.array([number[family] for family, _ in found], dtype="int32")
    side = np.array([sides.index(side) if side in sides else -1 for _, side in found], dtype="int64")
    return _Coded(of[who], np.array(families, dtype=object)), side[who]


def families(publishers: Iterable[str], theatre: Theatre) -> dict[str, str]:
    """The owner family of each publisher, by name or domain."""
    sources = _Sources.of(theatre)
    return {publisher: sources.find(publisher)[0] for publisher in publishers}


@dataclass(frozen=True, slots=True)
class _Sources:
    """The theatre's publishers: name or domain to (owner family, side)."""

    names: Mapping[str, tuple[str, str]]
    domains: Mapping[str, tuple[str, str]]

    @classmethod
    def of(cls, theatre: Theatre) -> "_Sources":
        rows = theatre.table("sources")
        return cls(
            {_publisher_key(row["publisher"]): (row["family"], row["side"]) for row in rows},
            {row["domain"]: (row["family"], row["side"]) for row in rows if row["domain"]},
        )

    def __contains__(self, publisher: str) -> bool:
        return _publisher_key(publisher) in self.names

    def find(self, publisher: str) -> tuple[str, str]:
        """(family, side). A publisher that nobody listed is a family of its own, on neither side."""
        key = _publisher_key(publisher)
        return self.names.get(key) or self.at(publisher) or (key or "unnamed", "")

    def at(self, address: str) -> tuple[str, str] | None:
        """(family, side) of the listed domain that an address lies under."""
        host = _HOST.match(address)
        labels = host[1].lower().removeprefix("www.").split(".") if host else []
        tails = (".".join(labels[cut:]) for cut in range(len(labels) - 1))
        return next((self.domains[tail] for tail in tails if tail in self.domains), None)


def _publisher_key(publisher: str) -> str:
    return publisher.strip().casefold().removeprefix("the ")


def _small(codes: Ints, count: int) -> NDArray[np.integer[Any]]:
    """The numbers in as few bytes as they need: two of them are sorted much faster than eight."""
    return codes.astype(np.min_scalar_type(max(count - 1, 0)))


def _outlasted(place: Ints, first: Ints, day: Ints, side: Ints, change: NDArray[np.bool_]) -> Ints:
    """The day of each assertion; what had lasted "since" some day ends the day before another side is told to have
    changed it."""
    key = (place << 32) + day + _SHIFT
    lasted = ~change & (side >= 0) & (first > LONG_AGO) & (first < day)
    result = day.copy()
    for own in np.unique(side[lasted]):
        mine = np.flatnonzero(lasted & (side == own))
        changed = np.sort(key[change & (side != own)])
        found = np.searchsorted(changed, key[mine])
        result[mine] -= (found < len(changed)) & (np.append(changed, 0)[found] == key[mine])
    return result


def _dated(
    place: Ints, first: Ints, last: Ints, side: Ints, change: NDArray[np.bool_], policy: Policy
) -> tuple[Ints, Ints]:
    """The day that every assertion bears on, and until when.

    An event known to a day stands on it. One known to a range stands on the last exactly dated change of the same
    place to the same side within that range, since it tells of the same event (R6); else on the last day of the
    range, from which on it is surely true. What is held "as of" a day stands on that day. Fighting stands on its
    first day and lasts to its last.
    """
    fight = side == FIGHT
    vague = np.flatnonzero((last > first) & ~fight & (change | (first > LONG_AGO)))
    key = ((place * 64 + side) << 32) + _SHIFT
    exact = change & (first == last)
    days = np.sort(key[exact] + last[exact])
    found = np.searchsorted(days, key[vague] + last[vague], side="right") - 1
    match = np.append(days, -1)[found]
    retold = (found >= 0) & (match >= key[vague] + first[vague])
    day = last.copy()
    day[vague[retold]] = (match - key[vague])[retold]
    short = fight & (last - first <= policy.longest_fight)
    return np.where(short, first, day), np.where(short, last, day)
