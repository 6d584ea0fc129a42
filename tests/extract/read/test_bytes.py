import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.read.article import read_rows
from tests.extract.read.files import UKRAINIAN, one, refusal


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8-u"])
def test_ukrainian_is_read_in_any_usual_encoding(encoding):
    article = one(UKRAINIAN.encode(encoding))
    assert article.text == UKRAINIAN
    assert article.language == "uk"


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp866"])
def test_russian_is_read_in_old_encodings(encoding):
    text = "Войска оставили город в субботу после трёх дней боёв. Жители вышли на площадь перед ратушей."
    article = one(text.encode(encoding))
    assert (article.text, article.language) == (text, "ru")


def test_western_quotes_and_dashes_are_read():
    text = "“We hold the town” – the mayor’s words on Saturday. Fighting went on at the river until nightfall."
    assert one(text.encode("cp1252")).text == text


def test_a_cut_utf16_file_is_refused():
    assert "decoded" in refusal("Troops left.".encode("utf-16")[:-1])


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=400))
def test_any_text_survives_utf8(text):
    text = f"Troops entered the town. {text}"
    assert one(text).text == text


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "picture"),
        (b"\x7fELF" + bytes(500), "program"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x1f\x8b\x08\x00" + bytes(range(256)), "archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Office file"),
        (b"\x00\x01\x02\x03" * 300, "binary"),
    ],
)
def test_a_binary_renamed_txt_is_told_for_what_it_is(data, what):
    assert what in refusal(data)


@pytest.mark.parametrize("text", [UKRAINIAN, "Troops entered the town of Lantern Hill on Saturday, the ministry said."])
@pytest.mark.parametrize("bad", [b"\xff", b"\xd0", b"\xe2\x80"])
def test_one_bad_byte_refuses_no_file(text, bad):
    data = text.encode()
    half = data.index(b" ", len(data) // 2)
    read = one(data[:half] + bad + data[half:]).text
    assert read.startswith(text[:10]) and read.endswith(text[-10:])
    assert len(read) <= len(text) + len(bad)


def test_a_bad_byte_in_a_row_refuses_no_row():
    data = b'{"text": "Troops entered the town of Lan\xfftern Hill on Saturday.", "published": "2022-09-11"}'
    (article,) = read_rows([data], "rows.jsonl")
    assert "Lan\ufffdtern Hill" in article.text
