import pytest

from extract.read.address import host, original, saved_from


@pytest.mark.parametrize(
    ("url", "first"),
    [
        ("https://web.archive.org/web/20220911104500/https://daily.example/town", "https://daily.example/town"),
        ("https://web.archive.org/web/20220911104500if_/http://daily.example/a?b=1", "http://daily.example/a?b=1"),
        ("https://daily-example.cdn.ampproject.org/c/s/daily.example/town", "https://daily.example/town"),
        ("https://archive.ph/2022.09.12-100000/https://daily.example/town", "https://daily.example/town"),
        (
            "https://webcache.googleusercontent.com/search?q=cache:aB3_xYz12345:https://daily.example/town+&cd=1",
            "https://daily.example/town",
        ),
        ("https://webcache.googleusercontent.com/search?q=cache:daily.example/town", "http://daily.example/town"),
        ("https://www.google.com/amp/s/daily.example/town", "https://daily.example/town"),
        ("https://daily.example/web/2022", "https://daily.example/web/2022"),
        ("https://web.archive.org/web/20220911/https:/daily.example/town", "https://daily.example/town"),
        ("", ""),
    ],
)
def test_a_copy_names_where_the_page_stood(url, first):
    assert original(url) == first


def test_a_browser_writes_where_it_saved_from():
    assert (
        saved_from("<!-- saved from url=(0028)https://daily.example/town -->\n<html>") == "https://daily.example/town"
    )
    assert saved_from("<html>") == ""


def test_a_host_is_named_without_www():
    assert host("https://www.daily.example/town") == "daily.example"
    assert host("http://[broken") == host("") == ""
