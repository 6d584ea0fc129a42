"""Claims to weighted evidence: who speaks, in whose interest, for which side, of which day.

`claims_table` types claims as columns; `evidence` keeps those that can bear on control and says of each what it is
worth. Rules are cited by the ids of docs/method.md (R1 ... R12). Days inside these tables are whole numbers since
1970-01-01; a table that leaves this package carries dates.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from extract.model import Alternative, Claim
from extract.theatre import Theatre
from timeline.voices import voices

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
    "among",
    "claims_table",
    "day_numbers",
    "evidence",
    "families",
    "read_claims",
    "sides_of",
]

CLAIM_COLUMNS = tuple(field.name for field in fields(Claim))
_JUDGED = (
    "place_id",
    "date_basis",
    "admission",
    "review",
    "confidence",
    "publisher",
    "mode",
    "claimant",
    "claimant_side",
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
_SHIFT = 2**31  # keeps a day before 1970 positive where it shares a number with a place


class ClaimsFileError(ValueError):
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
    """

    unopposed: int = 3
    live: int = 7
    fighting: int = 1
    reporting: int = 7
    longest_fight: int = 14
    region: int = 30


POLICY = Policy()


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
    """Whole days since 1970-01-01; NO_DAY for none."""
    days = dates.to_numpy().astype("datetime64[D]").astype("int64")
    return np.where(dates.isna().to_numpy(), NO_DAY, days)


def sides_of(theatre: Theatre) -> tuple[str, ...]:
    """The theatre's sides in their order; tables number them from 0."""
    return tuple(theatre.sides)


def evidence(
    claims: pd.DataFrame, *, theatre: Theatre, policy: Policy = POLICY, as_known: date | None = None
) -> pd.DataFrame:
    """What the claims are worth: one row an assertion that can bear on control.

    Columns: `row` (position in `claims`), place_id, regional (it is about a whole region), day (since when, or when,
    it is surely so), until (the last day of fighting), side (number of the side it speaks for; FIGHT; ENTRY), gained
    and lost (by whom; -1 for not said), change (it dates a change of hands), grade (OWN, NEUTRAL or ADMISSION), weight
    (0 to 1) and voice (who speaks: one voice counts once).

    Left out: planned and hypothetical claims, and denied ones but for a side's denial that it lost a place, which
    speaks for that side (R9); rejected and superseded ones; nearness, parts of places (but not named sites) and places
    that stayed ambiguous (R8); events before the theatre's first day; and, with `as_known`, whatever was published
    after that day (R12).
    """
    sides = sides_of(theatre)
    published = day_numbers(claims["published"])
    first, last = day_numbers(claims["event_from"]), day_numbers(claims["event_to"])
    told = np.where(published == NO_DAY, np.maximum(first, last), published)
    last = np.where(last == NO_DAY, told, last)

    holder = _codes(claims["controller_after"], sides)
    gained, lost = _codes(claims["gained_by"], sides), _codes(claims["lost_by"], sides)
    change = _is_any(claims["action"], "captured", "liberated", "transferred", "withdrew")
    state = _is_any(claims["action"], "held", "repelled")
    fight = _is_any(claims["action"], "contested") & (holder < 0)
    entry = _is_any(claims["action"], "entered") & (gained >= 0)
    # Where there are but two sides, who leaves a place leaves it to the other; that is inferred, and worth less.
    inferred = (holder < 0) & _is_any(claims["action"], "withdrew") & (lost >= 0) & (len(sides) == 2)
    holder = np.where(inferred, 1 - lost, holder)
    regained = _is_any(claims["action"], "liberated") & (lost < 0) & (holder >= 0) & (len(sides) == 2)
    lost = np.where(regained, 1 - holder, lost)
    idle = fight | entry
    # A side that denies the other's taking a place says, in its own favour, that it still holds it (R9).
    denier = _codes(claims["claimant_side"], sides)
    denial = (
        _is_any(claims["mode"], "denied")
        & _is_any(claims["action"], "captured", "liberated", "transferred")
        & (denier >= 0)
        & (denier != holder)
    )
    holder = np.where(denial, denier, holder)
    change = change & ~denial

    regional = _is_any(claims["kind"], "region")
    usable = (
        ((change | state) & (holder >= 0) | idle | denial)
        & (_is_any(claims["mode"], "fact", "claimed") | denial)  # R9
        & ~_is_any(claims["review"], "rejected")
        & ~among(claims["id"], claims["supersedes"][claims["supersedes"] != ""])
        & ~claims["partial"].to_numpy()  # R8
        & (claims["place_id"] != "").to_numpy()
        & (_is_any(claims["kind"], "settlement") | _sites(claims) | (regional & change))
        & (told != NO_DAY)
    )
    if as_known is not None:
        usable &= told <= np.datetime64(as_known, "D").astype("int64")  # R12

    rows = np.flatnonzero(usable)
    first, last, told, holder, change = first[rows], last[rows], told[rows], holder[rows], change[rows]
    idle = idle[rows]
    chosen = claims.reindex(columns=[*_JUDGED, "url"], fill_value="").take(rows)
    last = np.minimum(last, told)  # nobody reports an event before it happened
    ended = state[rows] & (first > NO_DAY) & (first < last) & (last < told)
    last = np.where(ended, last - 1, last)  # a state told as past no longer held at the end of its last day
    undated = _is_any(chosen["date_basis"], "publication", "") & change
    first = np.where(first == NO_DAY, np.where(undated, last - policy.reporting, LONG_AGO), first)
    first = np.where(undated, np.minimum(first, last - policy.reporting), first)
    first = np.minimum(first, last)

    speaker, family = _speakers(chosen, theatre, sides)
    admits = chosen["admission"].to_numpy() | ((speaker >= 0) & (holder >= 0) & (speaker != holder))
    grade = np.where(speaker < 0, NEUTRAL, np.where(admits, ADMISSION, OWN))
    grade = np.where(idle, NEUTRAL, grade)
    grade = np.where(inferred[rows] & (grade != ADMISSION) & (speaker >= 0), OWN, grade)
    grade = np.where(denial[rows], OWN, grade)
    checked = _is_any(chosen["review"], "confirmed", "corrected")
    trust = np.where(checked, 1.0, chosen["confidence"].clip(0, 1).to_numpy())
    weight = trust * _CREDIT[grade]
    table = pd.DataFrame(
        {
            "row": rows,
            "place_id": chosen["place_id"].to_numpy(),
            "regional": regional[rows],
            "first": first,
            "day": last,
            "until": last,
            "side": np.where(idle, np.where(entry[rows], ENTRY, FIGHT), holder),
            "gained": gained[rows],
            "lost": np.where(change, lost[rows], -1),
            "change": change,
            "grade": grade.astype("int8"),
            "weight": weight,
            "voice": family,
        }
    )
    table = _dated(_outlasted(table), policy)
    speaks = np.flatnonzero((table["side"] >= 0).to_numpy() & ~table["regional"].to_numpy())
    said = table.take(speaks)
    place = pd.factorize(said["place_id"])[0]
    slot = ((place << 24) + said["day"].to_numpy()) * 64 + said["side"].to_numpy()
    quotes = claims["quote"].take(said["row"].to_numpy())
    table.loc[speaks, "voice"] = voices(slot, said["voice"].to_numpy(dtype=object), quotes)
    start = np.datetime64(theatre.start, "D").astype("int64")
    return table[(table["day"] >= start) & (table["weight"] > 0)].reset_index(drop=True)


def among(column: pd.Series, values: Iterable[str]) -> NDArray[np.bool_]:
    """Whether each text is one of `values`. pandas' own `isin` turns a column of text into objects one by one."""
    wanted = values if isinstance(values, pd.Series) else list(values)
    found = pc.is_in(pa.array(column, pa.large_string()), value_set=pa.array(wanted, pa.large_string()))
    return np.asarray(found.to_numpy(zero_copy_only=False), dtype=bool)


def _sites(claims: pd.DataFrame) -> NDArray[np.bool_]:
    """Claims about a named site (a plant, an airfield, an island): part of no settlement's control, but a place."""
    named = claims["place_id"].str.startswith("site:").to_numpy(dtype=bool)
    return named & _is_any(claims["kind"], "part", "other")


def _is_any(column: pd.Series, *values: str) -> NDArray[np.bool_]:
    return column.isin(values).to_numpy(dtype=bool)


def _codes(column: pd.Series, sides: tuple[str, ...]) -> Ints:
    """The number of the side that each row names; -1 for none."""
    rows, names = pd.factorize(column)
    return np.array([sides.index(name) if name in sides else -1 for name in names] + [-1])[rows]


def _speakers(claims: pd.DataFrame, theatre: Theatre, sides: tuple[str, ...]) -> tuple[Ints, NDArray[np.object_]]:
    """The side of whoever speaks (-1: none) and the owner family of whoever published it."""
    sources = _Sources.of(theatre)
    rows, publishers = pd.factorize(claims["publisher"])
    found = [sources.find(publisher) for publisher in publishers]
    family = np.array([family for family, _ in found], dtype=object)[rows]
    of_publisher = np.array([sides.index(side) if side in sides else -1 for _, side in found], dtype="int64")[rows]
    unlisted = np.flatnonzero(np.array([publisher not in sources for publisher in publishers], dtype=bool)[rows])
    for row, url in zip(unlisted, claims["url"].take(unlisted), strict=True):
        if at := sources.at(url):
            family[row] = at[0]
            of_publisher[row] = sides.index(at[1]) if at[1] in sides else -1
    own_voice = _is_any(claims["mode"], "fact") | _is_any(claims["claimant"], "")
    unsaid = _is_any(claims["claimant_side"], "")
    return np.where(unsaid & own_voice, of_publisher, _codes(claims["claimant_side"], sides)), family


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
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
        labels = host.removeprefix("www.").split(".")
        tails = (".".join(labels[cut:]) for cut in range(len(labels) - 1))
        return next((self.domains[tail] for tail in tails if tail in self.domains), None)


def _publisher_key(publisher: str) -> str:
    return publisher.strip().casefold().removeprefix("the ")


def _outlasted(table: pd.DataFrame) -> pd.DataFrame:
    """Let what had lasted "since" some day end the day before another side is told to have changed it."""
    place = pd.factorize(table["place_id"])[0].astype("int64") << 32
    day, side = table["day"].to_numpy(), table["side"].to_numpy()
    key = place + day + _SHIFT
    lasted = ~table["change"].to_numpy() & (side >= 0) & (table["first"].to_numpy() > LONG_AGO)
    lasted &= table["first"].to_numpy() < day
    for own in np.unique(side[lasted]):
        changed = key[table["change"].to_numpy() & (side != own)]
        table["day"] = np.where(lasted & (side == own) & np.isin(key, changed), day - 1, table["day"])
    return table


def _dated(table: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """Give every assertion the day that it bears on.

    An event known to a day stands on it. One known to a range stands on the last exactly dated change of the same
    place to the same side within that range, since it tells of the same event (R6); else on the last day of the
    range, from which on it is surely true. What is held "as of" a day stands on that day. Fighting stands on its
    first day and lasts to its last.
    """
    fight = (table["side"] == FIGHT).to_numpy()
    change = table["change"].to_numpy()
    first, last = table["first"].to_numpy(), table["day"].to_numpy()
    vague = (last > first) & ~fight & (change | (first > LONG_AGO))
    key = (pd.factorize(table["place_id"])[0].astype("int64") * 64 + table["side"].to_numpy()) << 32
    exact = change & (first == last)
    days = np.sort(key[exact] + last[exact] + _SHIFT)
    found = np.searchsorted(days, key + last + _SHIFT, side="right") - 1
    match = days[np.maximum(found, 0)] if len(days) else np.full(len(table), -1)
    retold = vague & (found >= 0) & (match >= key + first + _SHIFT)
    day = np.where(retold, match - key - _SHIFT, last)
    short = fight & (last - first <= policy.longest_fight)
    table["day"] = np.where(short, first, day)
    table["until"] = np.where(short, last, table["day"].to_numpy())
    return table
