import json

from extract.model import Article, PublishedBasis
from extract.read.article import MAX_FILE_BYTES, ArticleError, article_id, read_file, read_rows, read_table_head
from tests.extract.read.files import DAY, PROSE, TODAY, read, refusal, rows


def test_rows_become_articles_and_keep_their_ids_when_asked():
    data = rows(
        {
            "id": "a-1",
            "title": "T",
            "text": PROSE,
            "published": "2022-09-11",
            "publisher": "P",
            "url": "u",
            "language": "en",
        }
    )
    (kept,) = read(data, "rows.jsonl", given_ids=True)
    (hashed,) = read(data, "rows.txt")
    assert kept == Article(
        "a-1", "T", PROSE, DAY, PublishedBasis.METADATA, "P", "u", "en", file_name="rows.jsonl, row 1",
        media_type="application/jsonl",
    )  # fmt: skip
    assert hashed.id == article_id(PROSE)


def test_a_bad_row_is_named_and_the_others_are_read():
    data = rows(
        {"text": PROSE, "published": "2022-09-11"},
        "{broken",
        "[1, 2]",
        {"title": "no text"},
        {"text": "Troops entered the town.", "published": 2022},
        "",
        {"text": "Another story of the town.", "published": "2022-09-32"},
        {"text": "A third story of the town.", "published": "2022-09-12"},
    )
    found = read(data, "rows.jsonl")
    assert [type(one).__name__ for one in found] == ["Article", *["ArticleError"] * 4, "NeedsDate", "Article"]
    assert [str(one).split(":")[0] for one in found if isinstance(one, ArticleError)] == [
        f"rows.jsonl, row {number}" for number in (2, 3, 4, 5)
    ]
    assert "rows.jsonl, row 7" in str(found[5]) and "2022-09-32" in str(found[5])


def test_rows_that_nest_without_end_or_are_no_utf8_are_named():
    found = list(read_rows([b'{"text": ' + b"[" * 100_000, b'{"text": "\xff\xfe"}', b"\xef\xbb\xbf{}"], "rows.jsonl"))
    assert all(isinstance(one, ArticleError) for one in found) and len(found) == 3


def test_rows_are_read_one_at_a_time():
    def endless():
        while True:
            yield json.dumps({"text": PROSE, "published": "2022-09-11"}).encode()

    stream = read_rows(endless(), "rows.jsonl")
    assert next(stream).text == next(stream).text == PROSE


def test_a_file_of_rows_may_be_larger_than_an_article(tmp_path):
    path = tmp_path / "rows.jsonl"
    row = json.dumps({"text": "Troops entered the town. " * 8_000, "published": "2022-09-11", "language": "en"}) + "\n"
    path.write_text(row * 110)
    assert path.stat().st_size > MAX_FILE_BYTES
    assert len(read_file(path, today=TODAY)) == 110


def test_a_row_without_end_is_refused_and_the_next_is_read(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b'{"text": "' + b"Troops entered. " * 1_200_000 + b'"}\n' + rows({"text": PROSE}).encode())
    long, short = read_file(path, published=DAY, today=TODAY)
    assert str(long).startswith("rows.jsonl, row 1: is ") and "split it" in str(long)
    assert short.text == PROSE and short.file_name == "rows.jsonl, row 2"


def test_a_json_list_of_articles_is_read_like_rows():
    listed = [{"text": PROSE, "published": "2022-09-11"}, {"text": ""}, 5]
    for data, name in ((listed, "a.json"), ({"status": "ok", "articles": listed}, "a.json"), (listed, "a.txt")):
        good, empty, odd = read(json.dumps(data), name)
        assert good.published == DAY and "has no text" in str(empty) and "is not an object" in str(odd)


def test_rows_that_call_things_otherwise_are_read_by_their_names_or_as_they_are_told():
    other = {"headline": "Town", "content": PROSE, "date": 1662883200, "source": {"id": 7, "name": "Daily"}}
    (found,) = read(rows(other), "rows.jsonl")
    assert (found.title, found.text, found.published, found.publisher) == ("Town", PROSE, DAY, "Daily")
    odd = {"a": PROSE, "b": "2022-09-11", "content": "An advertisement."}
    (told,) = read(rows(odd), "rows.jsonl", columns={"text": "a", "published": "b"})
    assert (told.text, told.published) == (PROSE, DAY)
    (unfound,) = read(rows(odd), "rows.jsonl", columns={"text": "c"})
    assert str(unfound) == 'rows.jsonl, row 1: has no text; put the article\'s text into "c".'


def test_the_head_of_rows_is_a_column_a_member():
    data = rows("{broken", {"body": PROSE, "n": 1, "inner": {}}, {"body": "x" * 999, "date": "2022-09-11"}).encode()
    head = read_table_head(data, "rows.jsonl")
    assert head.columns == ("body", "n", "date") and head.guess == {"text": "body", "published": "date"}
    assert head.rows == ((PROSE[:200], "1", ""), ("x" * 200, "", "2022-09-11"))
    assert read_table_head(b"Troops entered.", "rows.jsonl") is None
    assert read_table_head(PROSE.encode(), "story.txt") is None


def test_a_list_that_calls_its_texts_otherwise_is_one_of_articles_if_it_says_more_of_them():
    listed = [
        {"headline": "Town", "publishedAt": "2022-09-11T10:00:00Z", "content": PROSE, "source": {"name": "Daily"}}
    ]
    (found,) = read(json.dumps({"status": "ok", "articles": listed}), "a.json")
    assert (found.title, found.published, found.publisher) == ("Town", DAY, "Daily")
    assert "no export of a Telegram chat" in refusal(json.dumps([{"description": "A thing."}]), "a.json")
