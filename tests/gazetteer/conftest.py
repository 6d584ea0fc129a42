import pytest

from gazetteer.files import load_gazetteer
from gazetteer.gazetteer import Gazetteer
from theatre.theatre import load_theatre


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return load_gazetteer(load_theatre())


_CELLS = {0: "1", 1: "Testivka", 2: "Testivka", 4: "49.5", 5: "37.5", 6: "P", 7: "PPL", 8: "UA", 10: "07", 14: "120"}


def line(**changed: str) -> str:
    """A line of a GeoNames dump; `c4="95.0"` changes the fifth of its cells."""
    cells = {**_CELLS, **{int(key.lstrip("c")): value for key, value in changed.items()}}
    return "\t".join(cells.get(n, "") for n in range(19))


@pytest.fixture
def dump(tmp_path):
    def write(*lines: str, name: str = "UA.txt"):
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", "utf-8")
        return path

    return write
