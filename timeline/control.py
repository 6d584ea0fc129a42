"""Evidence to control: who held each place on every day, by which rule, and how sure.

Evidence is gathered to one verdict for each place and day; then all places are walked through their days in step,
the first day of evidence of every place at once, then the second, and so on, so that the rules of a sequence run as
array operations. The rules and their ids are those of docs/method.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from extract.theatre import Theatre
from timeline.baseline import PLACE_COLUMNS, baseline_day, baseline_holders
from timeline.evidence import ADMISSION, FIGHT, NEUTRAL, OWN, POLICY, Policy, claims_table, evidence, sides_of

__all__ = ["CONTROL_COLUMNS", "RULES", "control", "on_day", "updated"]

CONTROL_COLUMNS = (
    *PLACE_COLUMNS,
    "valid_from",
    "valid_to",
    "status",
    "holder",
    "confidence",
    "basis",
    "rule",
    "claims_for",
    "claims_against",
    "last_evidence",
)

RULES: Mapping[str, str] = {
    "R1": "Claims are never overwritten; status is derived from all of them each time.",
    "R2": "An admission against one's own interest outweighs a claim in one's own favour.",
    "R3": "A source on neither side is enough; a claim in one's own favour alone is only claimed, until another "
    "source bears it out or nobody opposes it for some days.",
    "R4": "Opposing live claims make a place disputed.",
    "R5": "An owner family, and near-identical text, is one voice; two independent voices bear each other out.",
    "R6": "The event's date beats the publication's; an older event retold never flips a newer status.",
    "R7": "A place that changes hands within a day stays contested.",
    "R8": "A claim about a whole region informs the places in it, but not against fresh evidence of their own.",
    "R9": "Plans, hypotheses and denials support nothing.",
    "R10": "Without evidence a place is as the pre-war baseline has it, or unknown; evidence ages.",
    "R11": "Ties are shown, not broken.",
    "R12": "As known on a day: only what was published by then.",
    "R13": "Fighting in a place makes it contested; when the reports stop, the last holder still holds it.",
}

HELD, CLAIMED, DISPUTED, CONTESTED, UNKNOWN = range(5)
_STATUS = np.array(["held", "claimed", "disputed", "contested", "unknown"], dtype=object)
_BASIS = np.array(["baseline", "region", "direct"], dtype=object)
BASELINE, REGION, DIRECT = range(3)
_NO_RULE, _FAR = 0, 2**40
_BASELINE_CONFIDENCE = 0.9

Ints = NDArray[np.int64]


def control(
    claims: pd.DataFrame | None,
    *,
    theatre: Theatre,
    on: date | None = None,
    as_known: date | None = None,
    places: pd.DataFrame | None = None,
    policy: Policy = POLICY,
) -> pd.DataFrame:
    """Control intervals of every place that a claim concerns, and of `places`, in the columns CONTROL_COLUMNS.

    `claims` is a table of `claims_table`. `places` (place_id, name, latitude, longitude, admin1 and perhaps country)
    adds places that nobody claimed anything about; they stand as the baseline has them. `on` keeps the intervals that
    hold on that day. `as_known` uses only what was published by that day (R12).

    Intervals of a place are half-open, run from the baseline's day without a gap and end with one that has no
    valid_to. claims_for and claims_against are the ids of the claims that bear on the interval, separated by spaces;
    of a disputed place, for and against whoever held it before.
    """
    claims = claims_table([]) if claims is None else claims
    proof = evidence(claims, theatre=theatre, policy=policy, as_known=as_known)
    where = _places(claims, proof, places)
    sides = sides_of(theatre)
    start = _number(baseline_day(theatre))
    before = pd.Categorical(baseline_holders(where, theatre), categories=list(sides)).codes.astype("int64")
    proof = _of_places(proof, where, theatre, claims)
    cells = _cells(proof, len(sides))
    steps = _walk(cells, before, start, policy, _FAR if as_known is None else _number(as_known) + 1)
    table = _rows(steps, proof, claims, where, sides)
    return table if on is None else on_day(table, on)


def on_day(table: pd.DataFrame, day: date) -> pd.DataFrame:
    """The rows of a control table that hold on a day, one a place."""
    when = pd.Timestamp(day)
    return table[(table["valid_from"] <= when) & (table["valid_to"].isna() | (table["valid_to"] > when))].reset_index(
        drop=True
    )


def updated(
    table: pd.DataFrame, claims: pd.DataFrame, place_ids: set[str], *, theatre: Theatre, **options: Any
) -> pd.DataFrame:
    """A control table after claims about `place_ids` were added or removed: only those places are worked out anew.

    `claims` are all the claims there are now; `options` are those of `control` that made the table. Equal to working
    everything out anew, as long as none of the changed claims is about a region.
    """
    touched = claims["place_id"].isin(place_ids) | (claims["kind"] == "region")
    of_places = claims[touched]
    anew = control(of_places, theatre=theatre, **options)
    anew = anew[anew["place_id"].isin(place_ids)]
    rest = table[~table["place_id"].isin(place_ids)]
    return pd.concat([rest, anew]).sort_values(["place_id", "valid_from"], kind="stable", ignore_index=True)


def _number(day: date) -> int:
    return int(np.datetime64(day, "D").astype("int64"))


def _places(claims: pd.DataFrame, proof: pd.DataFrame, places: pd.DataFrame | None) -> pd.DataFrame:
    """The places to tell of, by id. What `places` says of one goes before what a claim says."""
    direct = proof.loc[(proof["kind"] == "settlement").to_numpy(), "row"].to_numpy()
    named = claims.iloc[direct][list(PLACE_COLUMNS)].drop_duplicates("place_id")
    if places is not None:
        named = pd.concat([places, named[~named["place_id"].isin(places["place_id"])]])
    return named.drop_duplicates("place_id").sort_values("place_id", ignore_index=True)


def _of_places(proof: pd.DataFrame, where: pd.DataFrame, theatre: Theatre, claims: pd.DataFrame) -> pd.DataFrame:
    """Evidence with the number of its place; what is said of a whole region is said of each place in it (R8)."""
    numbers = pd.Index(where["place_id"]).get_indexer(proof["place_id"])
    direct = (proof["kind"] == "settlement").to_numpy()
    own = proof[direct].assign(place=numbers[direct], basis=DIRECT)
    regional = proof[~direct]
    if regional.empty or where.empty:
        return own
    units = {
        f"region:{feature['properties']['iso']}": feature["properties"]["name"]
        for feature in theatre.outlines("regions")["features"]
    }
    named = regional["place_id"].map(units)
    admin1 = where["admin1"].to_numpy(dtype=object)
    spread = [
        regional.iloc[[i]]
        .assign(key=1)
        .merge(pd.DataFrame({"place": np.flatnonzero(admin1 == name), "key": 1}), on="key")
        .drop(columns="key")
        for i, name in enumerate(named)
        if isinstance(name, str)
    ]
    return pd.concat([own, *(each.assign(basis=REGION) for each in spread)], ignore_index=True)


@dataclass(frozen=True, slots=True)
class _Cells:
    """What all evidence of one place and day comes to, ordered by place, then day."""

    place: Ints
    day: Ints
    side: Ints  # whom it speaks for; -1 where for nobody or where it ties
    tie: Ints  # HELD for none, else DISPUTED or CONTESTED
    grade: Ints
    change: NDArray[np.bool_]
    until: Ints  # last day of fighting, -_FAR for none
    score: NDArray[np.float64]
    rule: Ints
    basis: Ints
    said: NDArray[np.bool_]  # (cells, sides): somebody speaks for that side


def _cells(proof: pd.DataFrame, sides: int) -> _Cells:
    place, day = proof["place"].to_numpy("int64"), proof["day"].to_numpy("int64")
    basis = proof["basis"].to_numpy("int64")
    key = (place << 32) + day
    # On a day that has evidence of the place itself, the region's says nothing more.
    fresh = np.isin(key, key[basis == DIRECT])
    proof = proof[(basis == DIRECT) | ~fresh]
    place, day, basis = place[proof.index], day[proof.index], basis[proof.index]
    key = (place << 32) + day
    keys, cell = np.unique(key, return_inverse=True)
    count = len(keys)
    side = proof["side"].to_numpy("int64")
    speaks = side != FIGHT

    until = np.full(count, -_FAR, dtype="int64")
    np.maximum.at(until, cell[~speaks], proof["until"].to_numpy("int64")[~speaks])
    level = np.full(count, BASELINE, dtype="int64")
    np.maximum.at(level, cell, basis)

    # An owner family speaks once (R5): its best word counts.
    voices = pd.DataFrame(
        {
            "slot": cell[speaks] * sides + side[speaks],
            "family": pd.factorize(proof["voice" if "voice" in proof else "family"].to_numpy()[speaks])[0],
            "grade": proof["grade"].to_numpy("int64")[speaks],
            "weight": proof["weight"].to_numpy("float64")[speaks],
            "change": proof["change"].to_numpy(bool)[speaks],
        }
    )
    voices = voices.groupby(["slot", "family"], sort=False).max().reset_index("slot")
    slot = voices["slot"].to_numpy()
    size = count * sides
    doubt = np.exp(np.bincount(slot, np.log1p(-np.minimum(voices["weight"].to_numpy(), 0.999)), minlength=size))
    many = np.bincount(slot, minlength=size)
    grade = np.zeros(size, dtype="int64")
    np.maximum.at(grade, slot, voices["grade"].to_numpy())
    change = np.zeros(size, dtype=bool)
    np.logical_or.at(change, slot, voices["change"].to_numpy())
    borne_out = (grade == OWN) & (many > 1)
    grade[borne_out] = NEUTRAL
    table = (a.reshape(count, sides) for a in (grade, change, 1 - doubt, borne_out))
    return _judged(keys, until, level, *table)


def _judged(
    keys: Ints,
    until: Ints,
    level: Ints,
    grade: Ints,
    change: NDArray[np.bool_],
    score: NDArray[np.float64],
    borne_out: NDArray[np.bool_],
) -> _Cells:
    """One verdict a place and day: the better grade, then a change over a state, then the clearly heavier side."""
    rows = np.arange(len(keys))
    order = np.argsort(-(grade * 100 + (change & (grade >= NEUTRAL)) * 10 + score), axis=1, kind="stable")
    best, second = order[:, 0], order[:, 1]
    g1, g2 = grade[rows, best], grade[rows, second]
    c1, c2 = change[rows, best], change[rows, second]
    opposed = g2 > 0
    dates_it = c1 & ~c2 & (g1 >= NEUTRAL)  # held by one in the morning, taken by the other since
    even = opposed & (g1 == g2) & ~dates_it
    same_day = even & c1 & c2 & (g1 >= NEUTRAL)
    close = score[rows, second] >= 0.6 * score[rows, best]
    tied = even & (close | (g1 == OWN)) & ~same_day
    tie = np.where(same_day, CONTESTED, np.where(tied, DISPUTED, HELD))
    side = np.where((g1 == 0) | (tie != HELD), -1, best)
    rule = np.select(
        [
            same_day,
            tied & (g1 == OWN),
            tied,
            g1 == 0,
            level == REGION,
            g1 == ADMISSION,
            dates_it & opposed,
            borne_out[rows, best],
        ],
        [7, 4, 11, 13, 8, 2, 6, 5],
        default=3,
    )
    total = np.where(opposed, score[rows, best] * (1 - 0.5 * score[rows, second]), score[rows, best])
    return _Cells(keys >> 32, keys & 0xFFFFFFFF, side, tie, g1, c1, until, total, rule, level, grade > 0)


class _Walk:
    """Where every place stands while its days are walked through; one array element a place."""

    def __init__(self, before: Ints, start: int, sides: int, policy: Policy) -> None:
        n = len(before)
        self.policy = policy
        self.holder = before.copy()  # the last side that surely held it
        self.status = np.where(before >= 0, HELD, UNKNOWN)  # apart from fighting
        self.rival = np.full(n, -1)  # who claims it
        self.since = np.full(n, -_FAR)  # of a rival's claim
        self.fight = np.full(n, -_FAR)  # contested until that day, excluded
        self.fight_from = np.full(n, -_FAR)
        self.spoke = np.full((n, sides), -_FAR)  # the last day that somebody spoke for a side
        self.dated = np.full(n, -_FAR)  # the last day on which a change was surely dated
        self.direct = np.full(n, -_FAR)  # the last day with evidence of the place itself
        self.rule = np.full(n, 10)
        self.cause = np.full(n, 13)
        self.basis = np.full(n, BASELINE)
        self.sure = np.where(before >= 0, _BASELINE_CONFIDENCE, 0.0)
        self.day = np.full(n, start)
        self.out: list[tuple[NDArray[Any], ...]] = []
        self.tell(slice(None), np.arange(n), np.full(n, start))

    def tell(self, of: Any, place: Ints, day: Ints) -> None:
        """Put down how those places stand from that day on."""
        fighting = self.fight[of] > day
        status = np.where(fighting, CONTESTED, self.status[of])
        holder = np.where(status == CLAIMED, self.rival[of], self.holder[of])
        shown = np.where((status == HELD) | (status == CLAIMED), holder, -1)
        rule = np.where(fighting, self.cause[of], self.rule[of])
        basis = np.where(fighting, DIRECT, self.basis[of])
        self.out.append((place, day, status, shown, self.holder[of].copy(), self.sure[of].copy(), rule, basis))

    def pass_time(self, n: int, place: Ints, day: Ints) -> None:
        """What changes by itself before `day`: fighting is no longer reported, a claim stays unopposed (R13, R3)."""
        ripe_day = self.since[:n] + self.policy.unopposed
        ripe = (self.status[:n] == CLAIMED) & (ripe_day <= day)
        calm_day = self.fight[:n]
        calm = (calm_day > self.day[:n]) & (calm_day <= day)
        early = np.flatnonzero(calm & ~(ripe & (ripe_day < calm_day)))
        self.tell(early, place[early], calm_day[early])
        which = np.flatnonzero(ripe)
        self.holder[which] = self.rival[which]
        self.status[which] = HELD
        self.rule[which] = 3
        self.tell(which, place[which], ripe_day[which])
        late = np.flatnonzero(calm & ripe & (ripe_day < calm_day))
        self.tell(late, place[late], calm_day[late])
        self.day[:n] = day

    def hear(self, n: int, place: Ints, cells: _Cells, at: Ints) -> None:
        """Take in the evidence of one more day of the first n places."""
        policy = self.policy
        day, side, grade, change = cells.day[at], cells.side[at], cells.grade[at], cells.change[at]
        direct = cells.basis[at] == DIRECT
        rows = np.arange(n)
        holder, status, rival = self.holder[:n], self.status[:n], self.rival[:n]
        speaks = side >= 0
        held_by = np.maximum(holder, 0)
        others = np.where(cells.said[at], -_FAR, self.spoke[:n]).max(axis=1)
        heard_holder = np.where(holder >= 0, self.spoke[rows, held_by], -_FAR)
        # R8: a region's claim does not go against what was lately said of the place itself.
        speaks &= direct | (day - self.direct[:n] > policy.live)
        solid = speaks & (grade >= NEUTRAL)
        own = speaks & (grade == OWN)
        same = side == holder
        # R6: "held by" said in passing does not undo a change dated within the last days.
        stale = solid & ~same & ~change & (status == HELD) & (day - self.dated[:n] <= policy.live)
        settles = solid & ~stale
        confirms = own & same & (status == HELD)
        repeats = own & (status == CLAIMED) & (side == rival)
        opposes = own & (
            ((status == CLAIMED) & (side != rival))
            | ((status == HELD) & ~same & ~change & (day - heard_holder <= policy.live))
            | ((status == DISPUTED) & (day - others <= policy.live))
        )
        claims = own & ~confirms & ~repeats & ~opposes
        tied = cells.tie[at] != HELD

        score = cells.score[at]
        stays = (settles & same & (status == HELD)) | confirms | repeats
        self.sure[:n] = np.where(stays, 1 - (1 - self.sure[:n]) * (1 - 0.5 * score), self.sure[:n])
        self.sure[:n] = np.where(stale, self.sure[:n] * (1 - 0.3 * score), self.sure[:n])
        self.sure[:n] = np.where((settles & ~stays) | claims | tied, score, self.sure[:n])
        self.sure[:n] = np.where(opposes, np.minimum(self.sure[:n], score), self.sure[:n])
        new = (settles & ~(same & (status == HELD))) | claims | tied | opposes
        first = (self.basis[:n] == BASELINE) & stays
        self.rule[:n] = np.where(opposes, 4, np.where(new | first, cells.rule[at], self.rule[:n]))
        self.basis[:n] = np.where(
            new | stays, np.maximum(cells.basis[at], np.where(stays, self.basis[:n], 0)), self.basis[:n]
        )
        self.status[:n] = np.select([settles, claims, opposes, tied], [HELD, CLAIMED, DISPUTED, cells.tie[at]], status)
        self.rival[:n] = np.where(claims, side, rival)
        self.since[:n] = np.where(claims, day, self.since[:n])
        self.holder[:n] = np.where(settles, side, holder)
        self.dated[:n] = np.where(settles & change, day, self.dated[:n])
        self.direct[:n] = np.where(direct & (speaks | tied), day, self.direct[:n])
        self.spoke[:n] = np.where(cells.said[at] & direct[:, None], day[:, None], self.spoke[:n])

        decided = (settles | claims) & change
        ends = np.where(decided, np.minimum(self.fight[:n], day), self.fight[:n])
        fights = (cells.until[at] > -_FAR) & ~decided
        self.fight[:n] = np.where(fights, np.maximum(ends, cells.until[at] + 1 + policy.fighting), ends)
        self.tell(slice(0, n), place, day)


def _walk(cells: _Cells, before: Ints, start: int, policy: Policy, horizon: int) -> pd.DataFrame:
    """Walk all places through their days of evidence in step; what changed when, one row a change."""
    sides = cells.said.shape[1]
    counts = np.bincount(cells.place, minlength=len(before))
    begins = np.cumsum(counts) - counts
    # Places with more days of evidence come first, so that those still on their way are always the first n.
    order = np.argsort(-counts, kind="stable")
    remaining = np.searchsorted(-counts[order], -np.arange(1, counts.max(initial=0) + 1), side="right")
    walk = _Walk(before[order], start, sides, policy)
    numbers = np.arange(len(before))
    for step, n in enumerate(remaining):
        at = begins[order[:n]] + step
        walk.pass_time(n, numbers[:n], cells.day[at])
        walk.hear(n, numbers[:n], cells, at)
    walk.pass_time(len(before), numbers, np.full(len(before), horizon))
    names = ["place", "day", "status", "holder", "prior", "confidence", "rule", "basis"]
    told = pd.DataFrame(
        {name: np.concatenate(column) for name, column in zip(names, zip(*walk.out, strict=True), strict=True)}
    )
    told["place"] = order[told["place"].to_numpy()] if len(before) else told["place"]
    told = told.sort_values(["place", "day"], kind="stable").drop_duplicates(["place", "day"], keep="last")
    # Neighbouring rows that say the same are one interval, begun by the first and as sure as the last.
    again = (told[["place", "status", "holder"]] == told[["place", "status", "holder"]].shift()).all(axis=1)
    run = (~again).cumsum().to_numpy()
    last = told.groupby(run)[["confidence", "basis"]].last()
    told = told[~again.to_numpy()].reset_index(drop=True)
    told["confidence"] = last["confidence"].to_numpy()
    return told


def _rows(
    told: pd.DataFrame, proof: pd.DataFrame, claims: pd.DataFrame, where: pd.DataFrame, sides: tuple[str, ...]
) -> pd.DataFrame:
    """The walk's changes as control rows, with the claims that bear on each."""
    place, day = told["place"].to_numpy(), told["day"].to_numpy()
    final = np.append(place[1:] != place[:-1], True)[: len(place)]
    day_to = np.append(day[1:], 0)[: len(day)]
    begins = (place << 32) + day

    proof_key = (proof["place"].to_numpy("int64") << 32) + proof["day"].to_numpy("int64")
    interval = np.searchsorted(begins, proof_key, side="right") - 1
    speaks_for, status = proof["side"].to_numpy(), told["status"].to_numpy()
    whom = np.where(told["holder"] >= 0, told["holder"], told["prior"]).astype("int64")
    backs = np.where(speaks_for == FIGHT, status[interval] == CONTESTED, speaks_for == whom[interval])
    ids = claims["id"].to_numpy(dtype=object)[proof["row"].to_numpy()]
    aside = (speaks_for == FIGHT) & ~backs

    newest = np.full(len(told), -_FAR)
    np.maximum.at(newest, interval, proof["day"].to_numpy())
    # An interval without evidence of its own (a claim that ripened, fighting that died down) rests on what came before.
    rests = pd.Series(np.where(newest == -_FAR, np.nan, newest)).groupby(place).ffill().to_numpy()
    table = where.iloc[place][list(PLACE_COLUMNS)].reset_index(drop=True)
    table["valid_from"] = day.astype("datetime64[D]").astype("datetime64[s]")
    table["valid_to"] = np.where(final, np.datetime64("NaT"), day_to.astype("datetime64[D]")).astype("datetime64[s]")
    table["status"] = pd.Series(_STATUS[status], dtype="str")
    names = np.array([*sides, ""], dtype=object)
    table["holder"] = pd.Series(names[told["holder"].to_numpy()], dtype="str")
    table["confidence"] = told["confidence"].round(3)
    table["basis"] = pd.Series(_BASIS[told["basis"].to_numpy()], dtype="str")
    table["rule"] = ("R" + told["rule"].astype("str")).astype("str")
    table["claims_for"] = _joined(ids[backs & ~aside], interval[backs & ~aside], len(told))
    table["claims_against"] = _joined(ids[~backs & ~aside], interval[~backs & ~aside], len(told))
    # A claim that ripened still rests on the words that made it.
    before = table[["place_id", "holder", "status", "claims_for"]].shift()
    ripened = (table["status"] == "held") & (before["status"] == "claimed") & (table["claims_for"] == "")
    ripened &= (table["place_id"] == before["place_id"]) & (table["holder"] == before["holder"])
    table["claims_for"] = table["claims_for"].where(~ripened, before["claims_for"])
    table["last_evidence"] = pd.to_datetime(pd.Series(rests), unit="D").astype("datetime64[s]")
    return table


def _joined(ids: NDArray[np.object_], interval: Ints, count: int) -> pd.Series:
    """Ids by interval, in order and each once, separated by spaces."""
    pairs = pd.DataFrame({"interval": interval, "id": ids}).drop_duplicates().sort_values(["interval", "id"])
    text = pairs.groupby("interval")["id"].agg(" ".join) if len(pairs) else pd.Series(dtype="str")
    return text.reindex(range(count), fill_value="").astype("str").reset_index(drop=True)
