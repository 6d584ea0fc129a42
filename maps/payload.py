"""Control intervals as compact columns: everything the map needs to show any day, sent to the browser once.

The bytes are as maps.columns lays them out, and `static/control.js` reads them.

Days count from the theatre's first day (0); earlier ones are negative. An interval lasts until the next one of its
place; a gap in the control table becomes an interval of status `unknown`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from gazetteer.gazetteer import Gazetteer
from gazetteer.place import Kind, Precision
from maps.areas import Land, shown
from maps.assets import Blob, blob, blob_of_json
from maps.columns import Columns, pack
from theatre.theatre import Theatre
from timeline.arrow import among
from translation.messages import ENGLISH, languages

__all__ = ["LONG_AGO", "Payload", "encode", "estimated", "places_of"]

LONG_AGO = -32000  # the day of an interval without a beginning
_NEVER = -32768  # the evidence day of an interval that rests on none
_RANKS = (500_000, 100_000, 20_000, 3_000)  # population at which a place is of rank 0, 1, 2, 3; below: 4
_CROWD = 3_000  # with more places than this that have evidence, evidence alone no longer lifts a place's rank
_WITHIN_KM = {Precision.HROMADA: 25, Precision.RAION: 60, Precision.REGION: 100}  # of the true point, 19 times in 20
_BASES = ("direct", "region", "baseline", "estimate")
_UNREPORTED = ("baseline", "estimate")
_STEPS = ("latitude", "longitude", "start", "area_start")
_NO_EVIDENCE = 65535
_FEMININE = {"uk": ("ий", "а"), "ru": ("ий", "ая")}  # an adjective's masculine ending, and that before "область"


@dataclass(frozen=True, slots=True)
class Payload:
    """The encoded data; `places` are the place ids in the order the browser knows them by. Both days included.
    `cells` is the land whose holders the data tells, where it does; `names` what places and regions are called in each
    language but English, in the browser's order."""

    blob: Blob
    places: tuple[str, ...]
    first: date
    last: date
    cells: Blob | None = None
    names: Mapping[str, Blob] = field(default_factory=dict)

    def index(self, place: str) -> int | None:
        """The browser's number of a place, or None."""
        try:
            return self.places.index(place)
        except ValueError:
            return None


def places_of(gazetteer: Gazetteer, ids: Iterable[str], theatre: Theatre) -> pd.DataFrame:
    """What `encode` wants to know about places, by place_id: population, precision of the coordinates, and whether the
    place is `context`: worth showing though nobody reports about it. Districts of a city (they have no raion) and
    places outside the country that the war is about are not."""
    home = theatre.outlines("baseline")["country"]
    rows = {place: gazetteer.rows[place] for place in ids if place in gazetteer.rows}

    def context(row: int) -> bool:
        if theatre.register:
            town = bool(gazetteer.admin2s[row]) or gazetteer.titles[row] == gazetteer.admin1s[row]
        else:
            town = Kind(gazetteer.kinds[row]) is Kind.SETTLEMENT
        return town and gazetteer.countries[row] == home

    return pd.DataFrame(
        {
            "population": [gazetteer.populations[row] for row in rows.values()],
            "precision": [str(gazetteer.precisions[row]) for row in rows.values()],
            "context": [context(row) for row in rows.values()],
        }
        | {language: [_spelling(gazetteer, row, language) for row in rows.values()] for language in _other_languages()},
        index=pd.Index(rows, name="place_id", dtype=object),
    )


def encode(
    control: pd.DataFrame,
    *,
    theatre: Theatre,
    places: pd.DataFrame,
    last: date | None = None,
    estimate: pd.DataFrame | None = None,
    land: Land | None = None,
    articles: pd.Series | None = None,
    claims: pd.DataFrame | None = None,
) -> Payload:
    """Encode a control table.

    `places` has the index place_id and the columns of `places_of`; a place that it lacks counts as small and exact.
    A place that no report names is left out unless it is context. `last` is the last day of the slider; by default
    the last on which anything is known. With `estimate`, control rows of every place of `land` (timeline.areas), the
    map has areas, and a place that no report names is as the estimate has it. `articles` are the days of publication
    of the articles that control rests on, by which the map tells how many there are. In a theatre of more than two
    sides, `claims` tell who disputes a disputed place: its state is then of several, "SAF|RSF".
    """
    if claims is not None and len(theatre.sides) > 2:
        control = _with_rivals(control, claims, theatre)
    control = _worth_showing(control.dropna(subset=["latitude", "longitude"]), places)
    epoch = pd.Timestamp(theatre.start)
    rows = _with_gaps(_spans(control, epoch))
    day = (pd.Timestamp(last) - epoch).days if last else _latest(rows)
    if estimate is not None:
        control = estimated(control, estimate)
        rows = _with_gaps(_spans(control, epoch))

    about, known, rank = _ordered(control, rows, places)
    rows["place"] = rows["place"].map({place: number for number, place in enumerate(about.index.tolist())})
    rows = rows.sort_values(["place", "start"], kind="stable")
    intervals, states = _intervals(rows, len(about))
    kinds, regions = _kinds(about, known, rank)
    columns: dict[str, tuple[str, Any]] = {**_positions(about), **intervals, **kinds}
    if articles is not None:
        columns["article_day"] = ("i2", np.sort(_days(articles.dropna(), epoch, 0).clip(LONG_AGO, 32767)))
    header: dict[str, Any] = {
        "epoch": theatre.start.isoformat(),
        "last": day,
        "places": len(about),
        "intervals": len(rows),
        "states": states,
        "bases": _BASES,
        "regions": regions,
        "names": about["name"].fillna("").astype(str).tolist(),
    }
    if estimate is not None and land is not None:
        more, states_of_areas = _areas(estimate, land, epoch)
        columns |= more
        header |= states_of_areas
    return Payload(
        blob(pack(header, columns, steps=_STEPS), "application/octet-stream"),
        tuple(about.index.tolist()),
        theatre.start,
        (epoch + pd.Timedelta(days=day)).date(),
        land.blob if land else None,
        _names(about, known, regions, theatre),
    )


_TOGETHER = "together"  # who holds what two sides hold (R20): contested, without a fight


def _latest(rows: pd.DataFrame) -> int:
    """The last day, from the first, on which an interval begins or evidence tells of one; 0 where there is none."""
    return int(max(rows["start"].max(), rows["evidence"].max(), 0)) if len(rows) else 0


_MOST_STATES = 32  # that the browser's side has room for


def _with_rivals(control: pd.DataFrame, claims: pd.DataFrame, theatre: Theatre) -> pd.DataFrame:
    """The control table with those who dispute a place as its holder, in the theatre's order: the sides that the claims
    for and against name as having or losing it, else who makes them. Rare company stays unnamed, where there would be
    too much of it."""
    parties = claims.set_index("id")[["controller_after", "lost_by", "claimant_side"]]
    rows = control[control["status"] == "disputed"]

    def rivals(cited: str) -> str:
        known = parties.reindex([id for id in cited.split() if id in parties.index])
        named = {*known["controller_after"], *known["lost_by"]} & set(theatre.sides)
        if len(named) < 2:  # the other is who says otherwise
            named |= {*known["claimant_side"]}
        return "|".join(side for side in theatre.sides if side in named)

    found = (rows["claims_for"].fillna("") + " " + rows["claims_against"].fillna("")).map(rivals)
    found = found[found.str.contains("|", regex=False)]
    room = _MOST_STATES - 2 * len(theatre.sides) - 3
    found = found[found.isin(found.value_counts().index[:room])]
    holder = control["holder"].astype(object)
    holder.loc[found.index] = found
    return control.assign(holder=holder)


def _worth_showing(control: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """The control rows of places that a report names, or that are context."""
    reported = control.loc[control["basis"] == "direct", "place_id"]
    return control[among(control["place_id"], reported) | among(control["place_id"], places.index[places["context"]])]


def _ordered(
    control: pd.DataFrame, rows: pd.DataFrame, places: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame, np.ndarray]:
    """The places of `rows` in the browser's order: a control row of each, what is known of it, and its rank.

    Large places first: the browser draws from the end, so they come to lie on top. Neighbours stay neighbours.
    """
    about = control.drop_duplicates("place_id").set_index(control["place_id"].drop_duplicates().astype(str))
    about = about.reindex(rows["place"].unique())
    known = places.reindex(about.index)
    direct = set(rows.loc[rows["evidence"] > _NEVER, "place"].unique())
    rank = _rank(known["population"], about.index, direct)
    cell = (about["latitude"].round(0) * 1000 + about["longitude"].round(0)).to_numpy()
    order = np.lexsort((about["longitude"].to_numpy(), cell, rank))
    return about.iloc[order], known.iloc[order], rank[order]


def _positions(about: pd.DataFrame) -> Columns:
    """Where the places are, in ten-thousandths of a degree."""
    return {name: ("i4", (about[name].to_numpy(float) * 1e4).round()) for name in ("latitude", "longitude")}


def _intervals(rows: pd.DataFrame, places: int) -> tuple[Columns, list[list[str]]]:
    """The intervals of `places` places, in order, as columns, and the states that they count by: [status, holder]."""
    state, states = pd.factorize(rows["status"] + "/" + rows["holder"].astype(str))
    columns = {
        "count": ("u2", np.bincount(rows["place"].to_numpy(int), minlength=places)),
        "start": ("i2", rows["start"].clip(LONG_AGO, 32767)),
        "silence": ("u2", _silence(rows)),
        "state": ("u1", state),
        "confidence": ("u1", rows["confidence"]),
        "basis": ("u1", rows["basis"].map(lambda basis: _BASES.index(basis) if basis in _BASES else 0)),
    }
    return columns, [each.split("/") for each in states]


def _kinds(about: pd.DataFrame, known: pd.DataFrame, rank: np.ndarray) -> tuple[Columns, list[str]]:
    """How places are drawn and where they belong, as columns, and the regions that they count by."""
    region = about["admin1"].fillna("").astype(str)
    regions = sorted(region.unique())
    columns = {
        "rank": ("u1", rank),
        "radius": ("u1", known["precision"].map(_WITHIN_KM).fillna(0)),
        "region": ("u1", region.map(regions.index)),
    }
    return columns, regions


def _other_languages() -> list[str]:
    """Those of the map besides English, whose names are the data's own."""
    return [code for code in languages() if code != ENGLISH]


def _spelling(gazetteer: Gazetteer, row: int, language: str) -> str:
    names = gazetteer.at(row).names
    return next((name for spoken, name in names if spoken == language), gazetteer.titles[row])


def _names(about: pd.DataFrame, known: pd.DataFrame, regions: Sequence[str], theatre: Theatre) -> Mapping[str, Blob]:
    """What places and regions are called in the other languages; in English where the gazetteer doesn't know."""
    english = about["name"].fillna("").astype(str)
    units = {unit["name"]: unit for unit in theatre.table("places_regions")}
    found = {}
    for language in _other_languages():
        if language not in known:
            continue
        places = known[language].where(known[language].notna(), english).astype(str)
        cities = dict(zip(english.tolist(), places.tolist(), strict=True))

        def region(name: str, language: str = language, cities: Mapping[str, str] = cities) -> str:
            unit = units.get(name, {})
            if language in _FEMININE and (adjective := unit.get(f"adjective_{language}")):
                ending, feminine = _FEMININE[language]
                return f"{adjective.removesuffix(ending).capitalize()}{feminine} область"
            if spelled := unit.get(f"names_{language}"):
                return spelled.split("|")[0]
            return cities.get(name.removesuffix(" City"), name)

        found[language] = blob_of_json({"places": places.tolist(), "regions": [region(name) for name in regions]})
    return found


def _spans(control: pd.DataFrame, epoch: pd.Timestamp) -> pd.DataFrame:
    """The intervals of a control table in days since `epoch`."""
    holder = control["holder"].astype(object).where(control["holder"].notna(), "")
    if "rule" in control:
        holder = holder.mask(control["rule"] == "R20", _TOGETHER)
    return pd.DataFrame(
        {
            "place": control["place_id"].astype(str),
            "start": _days(control["valid_from"], epoch, LONG_AGO),
            "end": _days(control["valid_to"], epoch, np.iinfo(np.int32).max),
            "status": control["status"].astype(str),
            "holder": holder,
            "confidence": (control["confidence"].fillna(0).astype(float).clip(0, 1) * 100).round().astype(int),
            "basis": control["basis"].astype(str),
            "evidence": _days(control["last_evidence"], epoch, _NEVER),
        }
    ).sort_values(["place", "start"], kind="stable")


def estimated(control: pd.DataFrame, estimate: pd.DataFrame) -> pd.DataFrame:
    """The control table with the places that no report names as the estimate has them."""
    reported = control.loc[~among(control["basis"], _UNREPORTED), "place_id"]
    guessed = among(estimate["place_id"], control["place_id"]) & ~among(estimate["place_id"], reported)
    rest = among(control["place_id"], reported) | ~among(control["place_id"], estimate["place_id"])
    added = estimate[guessed].copy()
    added["last_evidence"] = pd.NaT  # an estimate has no evidence of its own
    return pd.concat([control[rest], added], ignore_index=True)


def _areas(estimate: pd.DataFrame, land: Land, epoch: pd.Timestamp) -> tuple[Columns, dict[str, list[str]]]:
    """Who holds each cell when, as columns, and the states they count by: runs of days, each until the next."""
    number = pd.Index(land.places).get_indexer(pd.Index(estimate["place_id"]))
    rows = _spans(estimate.assign(place_id=number)[number >= 0], epoch)
    rows = _with_gaps(rows.assign(place=rows["place"].astype(int)).sort_values(["place", "start"], kind="stable"))
    state = shown(rows)
    turns = (state != state.shift()) | (rows["place"] != rows["place"].shift())
    rows, state = rows[turns], state[turns]
    code, states = pd.factorize(state, sort=True)
    columns = {
        "area_count": ("u1", np.bincount(rows["place"].to_numpy(int), minlength=len(land.places))),
        "area_start": ("i2", rows["start"].clip(LONG_AGO, 32767)),
        "area_state": ("u1", code),
    }
    return columns, {"areas": states.tolist()}


def _days(values: pd.Series, epoch: pd.Timestamp, missing: int) -> pd.Series:
    days = (pd.to_datetime(values) - epoch).dt.days
    return days.fillna(missing).astype("int64")


def _with_gaps(rows: pd.DataFrame) -> pd.DataFrame:
    """Say `unknown` wherever a place's interval ends before its next one begins."""
    next_start = rows.groupby("place")["start"].shift(-1, fill_value=np.iinfo(np.int32).max)
    gaps = rows[rows["end"] < next_start].assign(
        start=lambda gap: gap["end"], status="unknown", holder="", confidence=0, basis="direct", evidence=_NEVER
    )
    return pd.concat([rows, gaps]).sort_values(["place", "start"], kind="stable") if len(gaps) else rows


def _silence(rows: pd.DataFrame) -> np.ndarray:
    """Days from an interval's start to its last evidence."""
    days = (rows["evidence"] - rows["start"]).clip(0, _NO_EVIDENCE - 1)
    return np.where(rows["evidence"] > _NEVER, days, _NO_EVIDENCE)


def _rank(population: pd.Series, index: pd.Index, direct: set[str]) -> np.ndarray:
    people = population.fillna(0).to_numpy(float)
    rank = np.searchsorted(-np.array(_RANKS), -people)
    if len(direct) < _CROWD:
        rank = np.where(index.isin(direct), np.minimum(rank, 2), rank)
    return rank
