from extract.model import PublishedBasis
from extract.read.article import NeedsDate
from tests.extract.read.files import DAY, PROSE, one, read


def test_front_matter_tells_title_and_date():
    article = read(f'---\ntitle: "The town"\ndate: 2022-09-11\npublisher: Daily\nsample: true\n---\n\n{PROSE}', "a.md")[
        0
    ]
    assert (article.title, article.published, article.publisher) == ("The town", DAY, "Daily")
    assert article.published_basis is PublishedBasis.STATED
    assert article.text == PROSE


def test_markdown_is_read_as_a_reader_sees_it():
    source = (
        "# The *town*\n\nTroops [entered](javascript:alert(1)) **Lantern\nHill**. ![x](http://a.example/p.png)\n\n"
        "- One\n- Two"
    )
    article = one(source, "a.md")
    assert article.text == "The town\n\nTroops entered Lantern Hill.\n\nOne\n\nTwo"
    assert article.title == "The town"


def test_html_in_markdown_stays_words():
    assert one("Troops <b>entered</b> <script>alert(1)</script> the town.", "a.md").text.count("<") == 4


def test_a_front_matter_date_that_is_none_is_asked_about():
    (found,) = read(f"---\ntitle: x\ndate: someday\n---\n{PROSE}", "a.md")
    assert isinstance(found, NeedsDate) and "'someday'" in str(found)


def test_front_matter_with_a_list_hides_nothing():
    source = (
        '---\ntitle: "The town"\nsource: "https://web.archive.org/web/2022/https://daily.example/town"\nauthor:\n'
        '  - "[[One]]"\n  - Two\npublished: 2022-09-11\ntags:\n- clippings\n---\n'
    )
    (article,) = read(source + PROSE, "clip.md")
    assert (article.title, article.published, article.text) == ("The town", DAY, PROSE)
    assert (article.publisher, article.url) == ("daily.example", "https://daily.example/town")


def test_values_of_several_lines_and_front_matter_in_toml_are_read():
    (yaml,) = read(f"---\ntitle: >-\n  The\n  town\ndate: 2022-09-11\ntags:\n  - a\n  - b\n---\n{PROSE}", "a.md")
    (toml,) = read(f'+++\ntitle = "The town"\ndate = 2022-09-11\ntags = ["a"]\n[more]\nx = 1\n+++\n{PROSE}', "a.txt")
    assert {(each.title, each.published, each.text) for each in (yaml, toml)} == {("The town", DAY, PROSE)}
    assert one(f"+++\nbroken\n+++\n{PROSE}", "a.md").text == PROSE
