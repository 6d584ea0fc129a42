"""A theatre is data: code, and the words of grammars, hold no name of a side, a place or a person of one war."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from theatre.folders import theatre_folders
from theatre.theatre import load_theatre

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("extract", "gazetteer", "maps", "pages", "store", "theatre", "timeline", "web")
SHORTEST = 4  # letters of a name that is looked for
COMMON = {"army", "northern"}  # names that are words of any war
# where names of one war may stand, and why
ALLOWED = {
    "extract/__main__.py": "an example in the help",
    "extract/languages/english/words.toml": "adjectives that the parser knows, where it lacks the 'pro-' forms",
    "extract/languages/russian/__init__.py": "names of languages",
    "extract/languages/russian/frames.csv": "Russian words for who comes to hold a place, which so far tell of one war",
    "extract/languages/ukrainian/__init__.py": "names of languages",
    "extract/languages/ukrainian/frames.csv": "Ukrainian words for who comes to hold a place, likewise",
    "extract/places/words.py": "Ukrainian and Russian words for who acts, likewise",
    "gazetteer/hromadas.py": "the plug-in for Ukraine's register",
    "gazetteer/katottg.py": "the plug-in for Ukraine's register",
    "gazetteer/russian_toponyms.py": "how Russian spells Ukrainian names: names of languages",
    "theatre/__main__.py": "examples in the help",
    "theatre/new.py": "an example in a folder that is begun",
    "theatre/schema.py": "examples in errors",
    "theatre/theatre.py": "which theatre opens where none is chosen",
    "web/filterbar.py": "names of languages",
}


@cache
def pattern() -> re.Pattern[str]:
    """Any name of a side, its capital or leader, or of a region, in any theatre's data."""
    names: set[str] = set()
    for each in theatre_folders():
        theatre = load_theatre(each)
        for side in theatre.sides.values():
            names |= {side.name, side.adjective, *side.capitals}
        names |= {*theatre.called.values()}
        names |= {row["words"] for row in theatre.table("actors") if row["role"] == "leader"}
        for row in theatre.table("places_regions"):
            names |= {row["name"], *row["names_uk"].split("|"), *row["names_ru"].split("|")}
    known = {name.lower().rstrip("*") for name in names} - COMMON
    longest = sorted((re.escape(name) for name in known if len(name) >= SHORTEST), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest)})", re.IGNORECASE)


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """What a file holds but for remarks and docstrings, by line."""
    text = path.read_text("utf-8")
    if path.suffix != ".py":
        yield from ((n, re.split(r"(?:^|\s)#|//", line)[0]) for n, line in enumerate(text.splitlines(), 1))
        return
    tree = ast.parse(text)
    remarks = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in remarks:
            yield node.lineno, node.value


@cache
def named(room: str) -> dict[str, list[str]]:
    """The files of a room that hold a name of a war, with the lines and names."""
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / room).rglob("*")):
        if path.suffix in (".py", ".toml", ".csv", ".js"):
            hits = [f"line {n}: {', '.join(names)}" for n, s in strings(path) if (names := pattern().findall(s))]
            if hits:
                found[path.relative_to(ROOT).as_posix()] = hits
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_no_name_of_one_war_stands_in_code(room):
    assert {path: hits for path, hits in named(room).items() if path not in ALLOWED} == {}


def test_whoever_is_allowed_to_hold_names_does():
    holding = {path for room in ROOMS for path in named(room)}
    assert set(ALLOWED) <= holding
