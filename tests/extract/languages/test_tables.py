"""Tables of a language are checked when they are loaded; the errors name file, line, value and what is allowed."""

from pathlib import Path

import pytest

from extract.languages.english.words import COLUMNS, LISTS, SCANS
from extract.languages.tables import Column, load_frames, load_words

HEADER = "word,pos,sense,place,actor,other,needs\n"


@pytest.fixture
def frames(tmp_path: Path):
    def load(text: str):
        path = tmp_path / "frames.csv"
        path.write_text(text, "utf-8")
        return load_frames(path, COLUMNS)

    return load


@pytest.fixture
def words(tmp_path: Path):
    def load(text: str):
        path = tmp_path / "words.toml"
        path.write_text(text, "utf-8")
        return load_words(path, {"say", "deny"}, {"irregular": None, "scan": {"forms"}})

    return load


GOOD = 'say = "say tell"\ndeny = "deny"\n[irregular]\ntook = "take"\n[scan]\nforms = "took"\n'


def test_rows_in_order_without_comments(frames):
    rows = frames(f"# a comment\n{HEADER}seize,verb,take,object|of,subject,from,force\nfall,verb,fall,subject,,,\n")
    assert [row["word"] for row in rows] == ["seize", "fall"]
    assert rows[0]["place"] == "object|of"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("seize,verb,tkae,object,subject,,", ("line 3", "sense 'tkae'", "retake")),
        ("seize,vreb,take,object,subject,,", ("line 3", "pos 'vreb'", "noun, verb")),
        ("seize,verb,take,objekt,subject,,", ("line 3", "place 'objekt'", "object")),
        ("pull,verb,leave,out form,subject,,", ("line 3", "place 'form'", "from")),
        ("seize,verb,take,object,subjekt,,", ("line 3", "actor 'subjekt'", "subject")),
        ("seize,verb,take,object,subject,fron,", ("line 3", "other 'fron'", "from")),
        ("seize,verb,take,object,subject,,forces", ("line 3", "needs 'forces'", "force")),
        ("seize,verb,take,object||in,subject,,", ("line 3", "place ''", "object")),
        (",verb,take,object,subject,,", ("line 3", "word is empty")),
        ("seize,verb,take,,subject,,", ("line 3", "place is empty")),
        ("seize,verb,take,object,subject,", ("line 3", "6 fields")),
        ("seize,verb,take,object,subject,,,", ("line 3", "8 fields")),
    ],
)
def test_a_wrong_field_is_named_with_what_is_allowed(frames, row, words):
    with pytest.raises(ValueError, match=r"frames\.csv") as error:
        frames(f"# a comment\n{HEADER}{row}\n")
    assert all(word in str(error.value) for word in words), str(error.value)


@pytest.mark.parametrize("header", ["word,pos,sense,place,actor,other", "word,pos,meaning,place,actor,other,needs"])
def test_a_missing_or_misspelt_column_is_named(frames, header):
    with pytest.raises(ValueError, match=r"frames\.csv, line 1: the columns are .*; they must be word, pos, sense"):
        frames(header + "\n")


def test_a_column_of_any_words_has_no_empty_alternative(tmp_path: Path):
    path = tmp_path / "frames.csv"
    path.write_text("stem\nвзя||захоп\n", "utf-8")
    with pytest.raises(ValueError, match=r"line 2: stem 'взя\|\|захоп'"):
        load_frames(path, {"stem": Column()})


def test_lists_and_tables(words):
    found = words(GOOD)
    assert (found["say"], found["irregular"]["took"]) == ("say tell", "take")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (GOOD.replace("deny =", "dney ="), ("line 2", "unknown word list or table 'dney'", "deny")),
        (GOOD.replace('deny = "deny"\n', ""), ("deny is missing",)),
        (GOOD.replace('"deny"', '""'), ("line 2", "deny must be a text of words, not ''")),
        (GOOD.replace('"deny"', "7"), ("line 2", "deny must be a text of words, not 7")),
        (GOOD.replace('"take"', "[]"), ("line 4", "took in [irregular] must be a text, not []")),
        (GOOD.replace("forms", "froms"), ("line 6", "unknown key of [scan] 'froms'", "forms")),
        (GOOD.replace('[scan]\nforms = "took"\n', ""), ("scan is missing",)),
    ],
)
def test_a_wrong_list_is_named(words, text, parts):
    with pytest.raises(ValueError, match=r"words\.toml") as error:
        words(text)
    assert all(part in str(error.value) for part in parts), str(error.value)


def test_every_list_of_english_is_asked_for():
    room = Path(__file__).parents[3] / "extract/languages/english"
    code = "".join(path.read_text("utf-8") for path in room.glob("*.py"))
    assert not [name for name in LISTS | SCANS if f'"{name}"' not in code]
