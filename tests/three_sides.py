"""Two made theatres of more than two sides, for the tests of every room.

`mutiny` is Ukraine's with a third side without a country: WG, which stands with RU but for some days of June 2023, in
which they fight each other. `valleys` has only what a theatre must have, and four sides: UP at home, LOW and HILL that
both fight it, and FORD, which fights nobody.
"""

import tempfile
from functools import lru_cache
from pathlib import Path

from tests.theatre.conftest import least_folder
from theatre.folders import DATA
from theatre.theatre import Theatre, read_theatre

__all__ = ["MUTINY", "mutiny", "valleys"]

MUTINY = "2023-06-23"
"""The first of the two days on which RU and WG fight each other."""

_MUTINEERS = """
[sides.WG]
name = "The mutineers"
adjective = "Mutineer"
colour = "#009e73"

[[hostile]]
sides = ["UA", "WG"]

[[hostile]]
sides = ["RU", "WG"]
from = 2023-06-23
to = 2023-06-25
"""
_MUTINEER_ACTORS = """mutineer,WG,force
mutineers,WG,force
the mutiny,WG,force
заколотник*,WG,force
мятежник*,WG,force
"""
_VALLEY_SIDES = """
[sides.HILL]
name = "The hill people"
adjective = "Hill"
colour = "#009e73"

[sides.FORD]
name = "The ford guard"
adjective = "Ford"
colour = "#cc79a7"

[[hostile]]
sides = ["UP", "LOW"]

[[hostile]]
sides = ["UP", "HILL"]
"""
_VALLEY_ACTORS = """words,side,role
the army,UP,force
army,UP,force
upland,UP,side
uplandish,UP,side
rsf,LOW,force
the rsf,LOW,force
rapid support forces,LOW,force
splm-n,HILL,force
slm,FORD,force
enemy,enemy,force
"""


@lru_cache(maxsize=1)
def mutiny() -> Theatre:
    """Ukraine's theatre, and mutineers in it."""
    folder = _folder("mutiny")
    for path in (DATA / "theatres" / "ukraine").iterdir():
        if path.suffix in (".csv", ".geojson"):
            (folder / path.name).symlink_to(path)
    ukraine = DATA / "theatres" / "ukraine"
    (folder / "theatre.toml").write_text((ukraine / "theatre.toml").read_text("utf-8") + _MUTINEERS, "utf-8")
    (folder / "actors.csv").unlink()
    actors = (ukraine / "actors.csv").read_text("utf-8")
    (folder / "actors.csv").write_text(actors + _MUTINEER_ACTORS, "utf-8")
    return read_theatre(folder)


@lru_cache(maxsize=1)
def valleys() -> Theatre:
    """The least theatre of four sides."""
    folder = least_folder(_folder("valleys"))
    with (folder / "theatre.toml").open("a", encoding="utf-8") as settings:
        settings.write(_VALLEY_SIDES)
    (folder / "actors.csv").write_text(_VALLEY_ACTORS, "utf-8")
    return read_theatre(folder)


def _folder(name: str) -> Path:
    """An empty folder of that name, for as long as the tests run."""
    folder = Path(_home().name) / name
    folder.mkdir()
    return folder


@lru_cache(maxsize=1)
def _home() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory()
