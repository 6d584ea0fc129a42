"""`python -m translation update`: the catalogs follow the code. `python -m translation new pl`: begins one more."""

import ast
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from translation import messages
from translation.errors import CONTEXT
from translation.messages import MAP_ALONE, read

__all__ = ["begin", "template", "update"]

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("theatre", "timeline", "maps", "store", "web", "pages")
# which arguments of our functions are messages: (the context's, that for one, that for more), counted from 0
KEYWORDS: dict[str, tuple[int | None, int, int | None]] = {
    "_": (None, 0, None), "N_": (None, 0, None), "Later": (None, 0, None), "pgettext": (0, 1, None),
    "ngettext": (None, 0, 1), "counted": (None, 1, 2), "_number": (None, 1, 2),
}  # fmt: skip
TABLES = {"card": "maps/evidence_words.toml", "map": "maps/map_words.toml"}  # by the context that their keys stand in
# where errors are made that pages show
ERRORS = ("extract/read", "store/intake/fetch.py", "store/intake/online.py", "store/opening.py", "store/failures.py",
          "timeline/reference.py")  # fmt: skip
ENGLISH_ALONE = ("had_", "aPartOf", "none_")  # beginnings of keys of what only English says
WIDTH = 120


def template(*, map_alone: bool = False) -> Catalog:
    """Every message of the code, or those of the map, without a translation."""
    found = Catalog(charset="utf-8")
    for context, key, message in _tabled():
        found.add(message, context=f"{context}.{key}")
    for path in [] if map_alone else sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py")):
        for text, where in _marked(path):
            found.add(text, context=where)
    for path in [] if map_alone else sorted(path for name in ERRORS for path in _modules(ROOT / name)):
        for sentence in _sentences(path):
            found.add(sentence, context=CONTEXT)
    return found


def _modules(path: Path) -> Iterator[Path]:
    return iter([path]) if path.is_file() else path.rglob("*.py")


@cache
def _sentences(path: Path) -> tuple[str, ...]:
    """The sentences of a module's errors: what an error is made of, and f-strings that are returned or named to become
    a part of one."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        made = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id.endswith("Error")
        if made and isinstance(node, ast.Call) and node.args:
            found.append(_shape(node.args[0]))
        elif isinstance(node, ast.Return | ast.Assign | ast.AnnAssign):
            value = node.value.body if isinstance(node.value, ast.IfExp) else node.value
            text = _text(value) if value else None  # one with {values} of its own is filled in later
            final = isinstance(node, ast.AnnAssign)
            found.append(text if text and final else _shape(value) if not text and value else None)
    return tuple(each for each in found if each and each.count(" ") > 2)


def _shape(node: ast.expr) -> str | None:
    """A text with {names} where values stand; None for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value.replace("{", "{{").replace("}", "}}")
    if not isinstance(node, ast.JoinedStr):
        return None
    parts, names = [], Counter[str]()
    for part in node.values:
        if isinstance(part, ast.Constant):
            parts.append(str(part.value).replace("{", "{{").replace("}", "}}"))
            continue
        walked = ast.walk(part.value if isinstance(part, ast.FormattedValue) else part)
        called = (each.attr if isinstance(each, ast.Attribute) else each.id for each in walked
                  if isinstance(each, ast.Attribute | ast.Name))  # fmt: skip
        name = next(called, "value").strip("_").lower()
        names[name] += 1
        parts.append(f"{{{name}{names[name] if names[name] > 1 else ''}}}")
    return "".join(parts)


@cache
def _marked(path: Path) -> tuple[tuple[str | tuple[str, str], str | None], ...]:
    return tuple(_walked(path))


def _walked(path: Path) -> Iterator[tuple[str | tuple[str, str], str | None]]:
    """The messages of a module that are written out in it, each with its context."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS):
            continue
        context, one, more = (
            None if place is None or place >= len(node.args) else _text(node.args[place])
            for place in KEYWORDS[node.func.id]
        )
        if one is not None:
            yield (one if more is None else (one, more)), context


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _tabled() -> Iterator[tuple[str, str, str | tuple[str, ...]]]:
    """The texts of the tables: context, key and text, or its forms for one and for more."""
    for context, name in TABLES.items():
        for key, text in tomllib.loads((ROOT / name).read_text("utf-8")).items():
            if not key.startswith(ENGLISH_ALONE):
                yield context, key, tuple(text) if isinstance(text, list) else text


def update(path: Path) -> None:
    """Bring a catalog to the messages of today: those that are gone go, new ones come untranslated."""
    catalog = read(path.stem)
    wanted = template(map_alone=MAP_ALONE in catalog.header_comment)
    catalog.update(wanted, no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    _write(catalog, path)


def begin(code: str) -> Path:
    """A new catalog, all of it untranslated; raises ValueError for what is no code of a language."""
    path = messages.FOLDER / f"{code}.po"
    if path.exists():
        raise ValueError(f"{path.name} is there already")
    catalog = Catalog(locale=code, charset="utf-8", header_comment=f"# Marchland in {code}.", fuzzy=False)
    for message in template():
        if message.id:
            catalog.add(message.id, context=message.context)
    _write(catalog, path)
    return path


def _write(catalog: Catalog, path: Path) -> None:
    catalog.project, catalog.version = "Marchland", "1"
    catalog.last_translator = catalog.language_team = catalog.msgid_bugs_address = "Marchland"
    with path.open("wb") as file:
        write_po(file, catalog, width=WIDTH, no_location=True, omit_header=False)
    read.cache_clear()


def main(arguments: list[str]) -> int:
    match arguments:
        case ["update"]:
            for path in sorted(messages.FOLDER.glob("*.po")):
                update(path)
                missing = sum(bool(each.id) and not any(_forms(each.string)) for each in read(path.stem))
                print(f"{path.name}: {missing} to be translated")
        case ["new", code]:
            print(begin(code))
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


def _forms(string: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [string or ""] if isinstance(string, str | None) else list(string)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
