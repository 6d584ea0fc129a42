"""What a reader wants to see of the claims: filters that combine, and how much each choice would leave.

Most filters ask something of a claim. `sides`, `statuses`, `confidence` and `age` ask how its place stands on the day
shown, so they take the control rows of that day (`timeline.control.on_day`) as `standing`; without them they narrow
nothing.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from extract.model import Action, Mode
from theatre.theatre import Theatre
from timeline.arrow import among
from timeline.sources import families

__all__ = [
    "CHOICES",
    "EVERYTHING",
    "NOBODY",
    "STANDING",
    "STATUSES",
    "Filters",
    "claim_days",
    "described",
    "kept_places",
    "labels_of",
    "loosen",
    "matching",
    "matching_changes",
    "options",
    "stands",
    "values",
]

STATUSES = ("held", "claimed", "contested", "disputed", "unknown")
NOBODY = "none"  # the claimant or the claimant's side, where nobody is named
CHOICES: Mapping[str, str] = {  # each filter that is a choice of values, and the column of the claims that has them
    "oblasts": "admin1",
    "raions": "admin2",
    "actions": "action",
    "modes": "mode",
    "claimant_sides": "claimant_side",
    "sources": "publisher",
    "claimants": "claimant",
    "languages": "language",
    "labels": "label",
}
STANDING = ("sides", "statuses", "confidence", "age")  # what is asked of the place on the day shown
_SEARCHED = ("quote", "name", "place", "title", "claimant", "publisher")

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Filters:
    """What to keep; a field's default keeps everything.

    `first` and `last` bound the days of the event, both included. Fields of several values keep what has any of them:
    the oblast and raion of the place, who holds or claims it (`sides`), its status, the claim's action, mode, claimant
    and claimant's side (or NOBODY), its publisher or, as "family:...", all of an owner family, and the language of its
    article, and the labels that its article bears.
    `confidence` is the least in the place's status (0 to 1), `age` the most days since the place's last evidence,
    `reviewed` whether a person has checked the claim. Every word of `text` must be found in the sentence, place,
    headline, claimant or publisher.
    """

    first: date | None = None
    last: date | None = None
    oblasts: tuple[str, ...] = ()
    raions: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    claimant_sides: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    claimants: tuple[str, ...] = ()
    confidence: float = 0.0
    age: int | None = None
    reviewed: bool | None = None
    languages: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    text: str = ""

    def chosen(self) -> tuple[str, ...]:
        """The names of the filters that are set; the two days are one, "days"."""
        names = (
            "days" if f.name in ("first", "last") else f.name
            for f in fields(self)
            if getattr(self, f.name) != f.default
        )
        return tuple(dict.fromkeys(names))

    def without(self, *names: str) -> "Filters":
        """The same, but for these filters, which keep everything again."""
        dropped = {part for name in names for part in (("first", "last") if name == "days" else (name,))}
        defaults: dict[str, Any] = {field.name: field.default for field in fields(self) if field.name in dropped}
        return replace(self, **defaults)


EVERYTHING = Filters()


def described(claims: pd.DataFrame, *, theatre: Theatre, raions: Mapping[str, str]) -> pd.DataFrame:
    """The claims with the columns that filters ask for beside a claim's own: admin2, the raion of its place by
    `raions`; family, the owner family of its publisher; and label, the labels of its article, apart by commas, if they
    have none yet."""
    of = families(claims["publisher"].unique(), theatre)
    labels = claims["label"].fillna("") if "label" in claims else pd.Series("", index=claims.index)
    return claims.assign(
        admin2=claims["place_id"].map(raions).fillna("").astype("str"),
        family=claims["publisher"].map(of).astype("str"),
        label=labels.astype("str"),
    )


def claim_days(claims: pd.DataFrame) -> pd.Series:
    """The day to show for each claim: its event's first, else its last, else the article's."""
    return claims["event_from"].fillna(claims["event_to"]).fillna(claims["published"])


def matching(
    claims: pd.DataFrame, filters: Filters, *, standing: pd.DataFrame | None = None, day: date | None = None
) -> Mask:
    """Which claims of a table of `described` fit all the filters. `standing` are the control rows of `day`."""
    return _all(_masks(claims, filters, standing, day), len(claims))


def stands(standing: pd.DataFrame, filters: Filters, day: date | None) -> Mask:
    """Which of the control rows that hold on `day` fit what the filters ask of a place on it."""
    return _all(_standing_masks(standing, filters, day), len(standing))


def matching_changes(changed: pd.DataFrame, claims: pd.DataFrame, filters: Filters) -> Mask:
    """Which changes of control (`timeline.changes`) fit: by their own day, oblast, sides (who gains or loses), status
    and confidence, and for all else by a claim for or against them that fits."""
    keep = np.ones(len(changed), dtype=bool)
    if filters.first:
        keep &= (changed["day"] >= pd.Timestamp(filters.first)).to_numpy()
    if filters.last:
        keep &= (changed["day"] <= pd.Timestamp(filters.last)).to_numpy()
    if filters.oblasts:
        keep &= among(changed["admin1"], filters.oblasts)
    if filters.sides:
        keep &= among(changed["holder"], filters.sides) | among(changed["holder_from"], filters.sides)
    if filters.statuses:
        keep &= among(changed["status"], filters.statuses)
    if filters.confidence:
        keep &= (changed["confidence"] >= filters.confidence).to_numpy(dtype=bool)
    asked = filters.without("days", "oblasts", *STANDING)
    if asked.chosen():
        cited = (changed["claims_for"] + " " + changed["claims_against"]).str.split().explode()
        fits = cited[among(cited, claims["id"][matching(claims, asked)])]
        keep &= changed.index.isin(fits.index)
    return keep


def kept_places(claims: pd.DataFrame, filters: Filters, places: pd.DataFrame) -> Collection[str] | None:
    """The ids of the places that a map keeps whatever the day, or None for all: those in the oblasts and raions, and,
    where something is asked of claims, with a claim that fits. `places` has the columns place_id, admin1 and admin2."""
    asked = filters.without(*STANDING)
    if not asked.chosen():
        return None
    mask = np.ones(len(places), dtype=bool)
    for name in ("oblasts", "raions"):
        if wanted := getattr(asked, name):
            mask &= among(places[CHOICES[name]], wanted)
    if asked.without("oblasts", "raions").chosen():
        mask &= among(places["place_id"], claims["place_id"][matching(claims, asked)].unique())
    return frozenset(places["place_id"][mask])


def options(
    claims: pd.DataFrame, filters: Filters, *, standing: pd.DataFrame | None = None, day: date | None = None
) -> dict[str, dict[str, int]]:
    """For each filter that is a choice, its values with how many claims have them under all the OTHER filters, most
    first; for `sides` and `statuses`, how many places. A value that is chosen is there even if nothing has it."""
    masks = _masks(claims, filters, standing, day)
    found: dict[str, dict[str, int]] = {}
    for name, column in CHOICES.items():
        others = _all({other: mask for other, mask in masks.items() if other != name}, len(claims))
        counted = claims.loc[others, column].value_counts()
        if name == "labels":
            counted = _each_label(counted)
        found[name] = {
            (str(value) or (NOBODY if name.startswith("claimant") else "")): int(count)
            for value, count in counted.items()
        }
        if name == "sources":
            of = claims.loc[others].groupby("family")["publisher"].agg(["nunique", "size"])
            owners = {f"family:{family}": (row["nunique"], int(row["size"])) for family, row in of.iterrows()}
            found[name] |= {
                owner: count for owner, (outlets, count) in owners.items() if outlets > 1 or owner in filters.sources
            }
        found[name].pop("", None)
        found[name] |= {value: 0 for value in getattr(filters, name) if value not in found[name]}
    reviewed = ~claims["review"].isin(["auto", ""]).to_numpy()
    others = _all({other: mask for other, mask in masks.items() if other != "reviewed"}, len(claims))
    found["reviewed"] = {"yes": int((reviewed & others).sum()), "no": int((~reviewed & others).sum())}
    if standing is not None:
        found |= _standing_options(claims, filters, standing, day)
    return found


def loosen(
    claims: pd.DataFrame, filters: Filters, *, standing: pd.DataFrame | None = None, day: date | None = None
) -> dict[str, int]:
    """Which single filter, dropped, would leave how many claims: those that would leave any, most first."""
    masks = _masks(claims, filters, standing, day)
    left = {
        name: int(matching(claims, filters.without(name), standing=standing, day=day).sum())
        if name in STANDING
        else int(_all({other: mask for other, mask in masks.items() if other != name}, len(claims)).sum())
        for name in filters.chosen()
    }
    return {name: count for name, count in sorted(left.items(), key=lambda item: -item[1]) if count}


def values(claims: pd.DataFrame, theatre: Theatre) -> dict[str, frozenset[str]]:
    """For each filter that is a choice, all the values it can take here."""
    own = {name: frozenset(claims[column].unique()) - {""} for name, column in CHOICES.items()}
    own["labels"] = frozenset(label for text in own["labels"] for label in labels_of(text))
    return own | {
        "actions": frozenset(map(str, Action)),
        "modes": frozenset(map(str, Mode)),
        "statuses": frozenset(STATUSES),
        "sides": frozenset(theatre.sides),
        "claimant_sides": frozenset(theatre.sides) | {"other", NOBODY},
        "claimants": own["claimants"] | {NOBODY},
        "sources": own["sources"] | {f"family:{family}" for family in claims["family"].unique()},
    }


def labels_of(text: str) -> tuple[str, ...]:
    """The labels that an article bears, which its column has apart by commas."""
    return tuple(part for part in text.split(", ") if part)


def _each_label(counted: pd.Series) -> pd.Series:
    """How many claims bear each label, by how many have each row of labels."""
    numbers: Counter[str] = Counter()
    for text, count in counted.items():
        for label in labels_of(str(text)):
            numbers[label] += count
    return pd.Series(numbers, dtype="int64").sort_values(ascending=False, kind="stable")


def _all(masks: Mapping[str, Mask], rows: int) -> Mask:
    return np.logical_and.reduce([*masks.values()]) if masks else np.ones(rows, dtype=bool)


def _masks(claims: pd.DataFrame, filters: Filters, standing: pd.DataFrame | None, day: date | None) -> dict[str, Mask]:
    """What each filter that is set keeps of the claims; those of the day shown are one, "standing"."""
    masks: dict[str, Mask] = {}
    if filters.first or filters.last:
        begin = claim_days(claims)
        end = claims["event_to"].fillna(begin)
        masks["days"] = np.asarray(
            (end >= pd.Timestamp(filters.first or date.min)) & (begin <= pd.Timestamp(filters.last or date.max))
        )
    for name, column in CHOICES.items():
        if wanted := getattr(filters, name):
            if name == "labels":
                wanted = [text for text in claims[column].unique() if {*wanted}.intersection(labels_of(text))]
            masks[name] = among(claims[column], ["" if each == NOBODY else each for each in wanted])
    if owners := [each.removeprefix("family:") for each in filters.sources if each.startswith("family:")]:
        masks["sources"] |= among(claims["family"], owners)
    if filters.reviewed is not None:
        masks["reviewed"] = ~claims["review"].isin(["auto", ""]).to_numpy() == filters.reviewed
    if words := filters.text.lower().split():
        texts = [pc.utf8_lower(pa.array(claims[name], pa.large_string())) for name in _SEARCHED if name in claims]
        said = pc.binary_join_element_wise(*texts, pa.scalar("\n", pa.large_string()), null_handling="skip")
        masks["text"] = _all({word: pc.match_substring(said, word).to_numpy(zero_copy_only=False) for word in words}, 0)
    if standing is not None and (asked := _standing_masks(standing, filters, day)):
        masks["standing"] = among(claims["place_id"], standing["place_id"][_all(asked, len(standing))])
    return masks


def _standing_masks(standing: pd.DataFrame, filters: Filters, day: date | None) -> dict[str, Mask]:
    masks: dict[str, Mask] = {}
    if filters.sides:
        masks["sides"] = among(standing["holder"], filters.sides)
    if filters.statuses:
        masks["statuses"] = among(standing["status"], filters.statuses)
    if filters.confidence:
        masks["confidence"] = (standing["confidence"] >= filters.confidence).to_numpy(dtype=bool)
    if filters.age is not None and day is not None:
        oldest = pd.Timestamp(day) - pd.Timedelta(days=filters.age)
        masks["age"] = (standing["last_evidence"] >= oldest).to_numpy(dtype=bool)
    return masks


def _standing_options(
    claims: pd.DataFrame, filters: Filters, standing: pd.DataFrame, day: date | None
) -> dict[str, dict[str, int]]:
    asked = filters.without(*STANDING)
    here = np.ones(len(standing), dtype=bool)
    if asked.chosen():
        here = among(standing["place_id"], claims["place_id"][matching(claims, asked)].unique())
    masks = _standing_masks(standing, filters, day)
    found = {}
    for name, column in (("sides", "holder"), ("statuses", "status")):
        others = _all({other: mask for other, mask in masks.items() if other != name} | {"here": here}, len(standing))
        counted: dict[Any, int] = standing.loc[others, column].value_counts().to_dict()
        found[name] = {str(value): int(count) for value, count in counted.items() if value}
        found[name] |= {value: 0 for value in getattr(filters, name) if value not in found[name]}
    return found
