"""What a GeoNames dump holds, what is refused, and how imports are kept and taken back."""

import zipfile

import pytest

from gazetteer.dumps import DumpPoint, Imports, read_dump
from tests.gazetteer.conftest import line


def silent(share: float, what: str) -> None:
    pass


def test_a_dump_gives_its_populated_places(dump):
    path = dump(line(), line(c0="2", c6="H", c1="A river"), line(c0="3", c8="RU"))
    assert [point.name for point in read_dump(path, ("UA",)) if isinstance(point, DumpPoint)] == ["Testivka"]


def test_a_zipped_dump_is_read_too(dump, tmp_path):
    packed = tmp_path / "UA.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(dump(line()), "UA.txt")
        archive.writestr("readme.txt", "about")
    assert len(list(read_dump(packed, ("UA",)))) == 1


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ([line(), "1\tcut off"], "line 2: 2 columns instead of 19"),
        ([line(c4="north")], "line 1: 'north'"),
        ([line(c4="95.0")], "not on Earth"),
        ([line(c1="")], "the name is missing"),
        ([line(c0="x1")], "geonameid 'x1'"),
        ([line(c8="PL")], "no place of UA"),
        (["<html>not a dump</html>"], "1 columns instead of"),
        (["a,b,c"], "1 columns instead of"),
    ],
)
def test_a_wrong_dump_is_refused_with_line_and_reason(dump, lines, reason):
    with pytest.raises(ValueError, match=reason):
        list(read_dump(dump(*lines), ("UA",)))


def test_what_is_wrong_is_cited_in_brief(dump):
    with pytest.raises(ValueError, match="no coordinates") as caught:
        list(read_dump(dump(line(c4="4." * 5_000)), ("UA",)))
    assert len(str(caught.value)) < 300


def test_a_damaged_archive_or_binary_is_refused(tmp_path):
    packed = tmp_path / "UA.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("UA.txt", line() * 50)
    whole = packed.read_bytes()
    packed.write_bytes(whole.replace(b"Testivka", b"TestiXka", 1))
    with pytest.raises(ValueError, match=r"UA\.zip"):
        list(read_dump(packed, ("UA",)))
    packed.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ValueError, match="cut off; download it again"):
        list(read_dump(packed, ("UA",)))
    binary = tmp_path / "UA.txt"
    binary.write_bytes(bytes(range(128, 256)) * 20)
    with pytest.raises(ValueError, match="UTF-8"):
        list(read_dump(binary, ("UA",)))
    with pytest.raises(ValueError, match="no such file"):
        list(read_dump(tmp_path / "absent.txt", ("UA",)))


def test_imports_merge_by_id_and_are_taken_back(dump, tmp_path):
    imports = Imports(tmp_path / "imports.sqlite")
    with imports.draft() as draft:
        assert draft.add(dump(line(), line(c0="2", c1="Druha")), ("UA",), silent).changed == 2
        draft.keep()
    first = imports.fingerprint()
    with imports.draft() as draft:
        assert draft.add(dump(line(c4="50.0")), ("UA",), silent).changed == 1
        draft.keep()
    assert {point.id: point.latitude for point in imports.points()} == {1: 50.0, 2: 49.5}
    with imports.draft() as draft:
        assert draft.drop_last() == "UA.txt"
        draft.keep()
    assert imports.fingerprint() == first
    assert {point.id: point.latitude for point in imports.points()} == {1: 49.5, 2: 49.5}


def test_the_same_dump_again_changes_nothing(dump, tmp_path):
    imports = Imports(tmp_path / "imports.sqlite")
    path = dump(line())
    with imports.draft() as draft:
        draft.add(path, "UA", silent)
        draft.keep()
    with imports.draft() as draft:
        assert draft.add(path, "UA", silent).changed == 0


def test_alternate_names_join_their_place(dump, tmp_path):
    imports = Imports(tmp_path / "imports.sqlite")
    with imports.draft() as draft:
        draft.add(dump(line()), ("UA",), silent)
        names = dump("9\t1\tuk\tТестівка\t1\t\t\t\t\t", "10\t1\tlink\thttp://x\t\t\t\t\t\t", name="names.txt")
        draft.add(names, "UA", silent)
        draft.keep()
    (point,) = imports.points()
    assert "Тестівка" in point.alternates and "http://x" not in point.alternates
