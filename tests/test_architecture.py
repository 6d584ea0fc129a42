"""The house stays as docs/architecture.md draws it: rooms on floors, no import upwards, no circles, functions of one
job, and a root that holds no code but the entry."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ("translation", "theatre", "gazetteer", "extract", "timeline", "maps", "store", "web", "pages", "app")
NOT_OF_EACH_OTHER = {"store": {"maps"}}  # beside the order of floors: what is kept does not know how it is drawn
BESIDE = ("bench", "tests")  # may use every room, and no room uses them
AT_THE_ROOT = {
    "app.py", "run", "pyproject.toml", "README.md", "LICENSE", "CONTRIBUTING.md", "CHANGELOG.md",
    "requirements.txt", "requirements-dev.txt", "requirements-cluster.txt", "requirements-postgres.txt",
    "requirements-train.txt", "requirements.lock",
}  # fmt: skip
LONGEST = 60  # lines of a function; a longer one has its reason in a comment right above it


def modules() -> dict[str, Path]:
    """Every module of the rooms by its dotted name."""
    found = {"app": ROOT / "app.py"}
    for room in FLOORS[:-1]:
        for path in sorted((ROOT / room).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


def imports(name: str) -> Iterator[tuple[str, int]]:
    """The modules of ours that a module imports, wherever in it, with the line."""
    for node in ast.walk(ast.parse(MODULES[name].read_text("utf-8"))):
        if isinstance(node, ast.Import):
            named = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            whole = [f"{node.module}.{alias.name}" for alias in node.names]
            named = [each if each in MODULES else node.module for each in whole]
        else:
            continue
        for each in named:
            if each.split(".")[0] in (*FLOORS, *BESIDE):
                yield each, node.lineno


def functions() -> Iterator[tuple[Path, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for path in MODULES.values():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path, node


def test_rooms_import_downwards_only() -> None:
    faults = []
    for name in MODULES:
        room = name.split(".")[0]
        for other, line in imports(name):
            used = other.split(".")[0]
            upwards = used in BESIDE or FLOORS.index(used) > FLOORS.index(room)
            if upwards or used in NOT_OF_EACH_OTHER.get(room, ()):
                faults.append(f"{MODULES[name].relative_to(ROOT)}:{line}: {room} may not import {other}")
    assert not faults, "\n".join(faults)


def test_no_modules_import_each_other_in_a_circle() -> None:
    below = {name: {other for other, _ in imports(name) if other in MODULES and other != name} for name in MODULES}
    done: set[str] = set()

    def visit(name: str, way: tuple[str, ...]) -> None:
        if name in way:
            pytest.fail("a circle of imports: " + " -> ".join((*way[way.index(name) :], name)))
        if name not in done:
            for other in sorted(below[name]):
                visit(other, (*way, name))
            done.add(name)

    for name in sorted(below):
        visit(name, ())


def test_a_long_function_gives_its_reason() -> None:
    faults = []
    for path, function in functions():
        first = min([function.lineno, *(each.lineno for each in function.decorator_list)])
        above = path.read_text("utf-8").splitlines()[first - 2].strip()
        length = (function.end_lineno or function.lineno) - function.lineno + 1
        if length > LONGEST and not above.startswith("#"):
            faults.append(f"{path.relative_to(ROOT)}:{function.lineno}: {function.name} has {length} lines")
    assert not faults, "\n".join(faults)


def test_the_root_holds_the_entry_and_papers() -> None:
    try:
        listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
            "\n"
        )
    except (OSError, subprocess.CalledProcessError):  # an export without its history
        listed = [path.name for path in ROOT.iterdir() if path.is_file()]
    strays = {name for name in listed if name and "/" not in name and not name.startswith(".")} - AT_THE_ROOT
    assert not strays, f"these belong in a room: {', '.join(sorted(strays))}"
