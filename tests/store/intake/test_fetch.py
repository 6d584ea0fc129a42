import gzip
import time

import pytest

from store.intake import fetch
from store.intake.fetch import Fetcher, FetchError
from tests.site import serving


@pytest.fixture
def site():
    with serving() as running:
        yield running


@pytest.fixture
def fetcher(site):
    return Fetcher(allowed={("127.0.0.1", site.port)}, pause=0)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "::1", "::", "::ffff:10.0.0.1", "fe80::1%eth0", "fd00::1", "64:ff9b::7f00:1",
        "2002:7f00:1::1", "ff02::1",
    ],
)  # fmt: skip
def test_no_address_within_a_network_is_ever_connected_to(address, monkeypatch):
    monkeypatch.setattr(fetch, "_connected", lambda *_: pytest.fail("it was connected to"))
    for found in ([address], ["93.184.215.14", address]):  # one of several is enough to refuse
        with pytest.raises(FetchError, match="no public address"):
            Fetcher(resolve=lambda host, port, found=found: found).fetch("http://news.example/story")


@pytest.mark.parametrize("written", ["http://127.1/", "http://0x7f000001/", "http://2130706433/", "http://[::1]/"])
def test_other_ways_to_write_this_machine_are_no_way_round(written):
    with pytest.raises(FetchError, match="no public address"):
        Fetcher().fetch(written)


@pytest.mark.parametrize(
    "target", ["http://127.0.0.1:1/", "http://169.254.169.254/latest/", "http://localhost/", "//[::1]/"]
)
def test_a_redirect_leads_to_no_such_address_either(site, fetcher, target):
    site.redirect("/story", target)
    with pytest.raises(FetchError, match="no public address"):
        fetcher.fetch(f"{site.url}/story")


def test_the_connection_goes_to_the_address_that_was_checked(site):
    answers = iter([["127.0.0.1"], ["127.0.0.1"], ["10.0.0.1"]])  # a name server that changes its mind
    fetcher = Fetcher(allowed={("127.0.0.1", site.port)}, resolve=lambda host, port: next(answers), pause=0)
    site.put("/story", "words")
    page = fetcher.fetch(f"http://news.example:{site.port}/story")
    assert page.content == b"words" and site.asked[-1][1]["Host"] == f"news.example:{site.port}"
    with pytest.raises(FetchError, match=r"leads to 10\.0\.0\.1"):
        fetcher.fetch(f"http://news.example:{site.port}/story")


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://a.example/", "http://", "http://a:b@c.example/", "words"]
)
def test_what_is_no_web_address_is_said(address):
    with pytest.raises(FetchError, match=r"is no web address|has a name, a password"):
        Fetcher().fetch(address)


def test_a_page_comes_with_where_it_was_and_what_it_was(site, fetcher):
    site.put("/new", "words", ETag='"1"')
    site.redirect("/old", "/new")
    page = fetcher.fetch(f"{site.url}/old")
    assert (page.asked, page.address) == (f"{site.url}/old", f"{site.url}/new")
    assert (page.media_type, page.charset, page.content, page.etag) == ("text/html", "utf-8", b"words", '"1"')
    assert len(page.digest) == 64 and page.fetched_at.endswith("+00:00")
    assert not fetcher.fetch(f"{site.url}/new", etag=page.etag).changed
    assert all(headers["User-Agent"].startswith("Marchland/") for _, headers in site.asked)
    assert site.times("/robots.txt") == 1


def test_what_robots_forbids_is_not_asked_for(site, fetcher):
    site.put("/robots.txt", "User-agent: *\nDisallow: /private/\n")
    site.put("/private/story", "words")
    with pytest.raises(FetchError, match=r"robots\.txt asks not to fetch"):
        fetcher.fetch(f"{site.url}/private/story")
    site.redirect("/story", "/private/story")
    with pytest.raises(FetchError, match=r"robots\.txt asks not to fetch"):
        fetcher.fetch(f"{site.url}/story")
    assert site.times("/private/story") == 0


def test_a_robots_file_that_cannot_be_had_forbids(site, fetcher):
    site.put("/robots.txt", "", 503)
    with pytest.raises(FetchError, match=r"robots\.txt"):
        fetcher.fetch(f"{site.url}/story")


def test_a_host_is_left_its_pause(site):
    fetcher = Fetcher(allowed={("127.0.0.1", site.port)}, pause=0.3)
    site.put("/story", "words")
    begun = time.monotonic()
    fetcher.fetch(f"{site.url}/story")
    fetcher.fetch(f"{site.url}/story")
    assert time.monotonic() - begun >= 0.6  # robots.txt, and twice the page


@pytest.mark.parametrize("packed", [False, True])
def test_a_page_that_is_too_big_is_refused(site, fetcher, monkeypatch, packed):
    monkeypatch.setattr(fetch, "MAX_FILE_BYTES", 10_000)
    body = b"x" * 50_000
    site.put("/story", gzip.compress(body) if packed else body, **({"Content_Encoding": "gzip"} if packed else {}))
    with pytest.raises(FetchError, match="is larger than"):
        fetcher.fetch(f"{site.url}/story")


def test_a_page_that_comes_packed_is_unpacked(site, fetcher):
    site.put("/story", gzip.compress(b"words"), Content_Encoding="gzip")
    assert fetcher.fetch(f"{site.url}/story").content == b"words"


def test_a_page_that_drips_is_given_up(site, fetcher, monkeypatch):
    site.put("/story", "x" * 300)
    site.drips.add("/story")
    monkeypatch.setattr(fetch, "MAX_SECONDS", 1)
    begun = time.monotonic()
    with pytest.raises(FetchError):
        fetcher.fetch(f"{site.url}/story")
    assert time.monotonic() - begun < 10


def test_an_answer_that_is_no_page_is_said(site, fetcher):
    with pytest.raises(FetchError, match="answers 404 Not Found"):
        fetcher.fetch(f"{site.url}/none")
    site.redirect("/round", "/round")
    with pytest.raises(FetchError, match="redirects more than"):
        fetcher.fetch(f"{site.url}/round")
