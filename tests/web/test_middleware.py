"""What holds for every request, with a small app behind it."""

import json
import logging
import re

import pytest
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route, Router, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from web.logs import JsonLines
from web.middleware import MESSAGES_OF_OURS, Policy, Uploads, hosts

COMPONENT = "<!doctype html><html><head><title>Map</title></head><body></body></html>"
UPLOAD = "/_stcore/upload_file/session/file"


@pytest.fixture
def policy():
    async def anything(request):
        if request.url.path == "/broken":
            raise ValueError("what the article says")
        return PlainTextResponse("here")

    async def component(_request):
        return HTMLResponse(COMPONENT)

    async def script(_request):
        return Response("let a;", media_type="text/javascript")

    async def talk(socket):
        await socket.accept()
        await socket.close()

    routes = [
        WebSocketRoute("/_stcore/stream", talk),
        Route("/component/map/index.html", component),
        Route("/page", component),
        Route("/embed", component),
        Route("/component/map/main.js", script),
        Route("/{path:path}", anything, methods=["GET", "PUT"]),
    ]
    return Policy(
        Router(routes=routes),
        hosts=hosts("192.0.2.7", environment={"MARCHLAND_HOSTS": "Map.Example.org, other.example"}),
        scripts=("<script>first()</script>",),
        tiles="https://{s}.tiles.example/{z}/{x}/{y}.png?key=1",
        uploads=Uploads(files_a_minute=2, bytes_a_minute=100),
        secure=True,
    )


@pytest.fixture
def client(policy):
    with TestClient(policy, base_url="http://localhost:8501") as client:
        yield client


def test_every_answer_has_its_headers(client):
    for path in ("/", "/articles", "/media/a", "/nowhere", "/broken", "/component/map/main.js"):
        headers = client.get(path).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'self'" in headers["Content-Security-Policy"]
        assert "object-src 'none'" in headers["Content-Security-Policy"]
        assert headers["Referrer-Policy"] in ("same-origin", "strict-origin-when-cross-origin")
        assert headers["Strict-Transport-Security"]
        assert len(headers["X-Request-ID"]) == 16


def test_nothing_comes_from_elsewhere_but_tiles(client):
    policy = client.get("/").headers["Content-Security-Policy"]
    outside = [word for word in policy.replace(";", " ").split() if "://" in word]
    assert outside == ["https://*.tiles.example"]
    scripts = next(rule for rule in policy.split("; ") if rule.startswith("script-src"))
    assert "unsafe-inline" not in scripts and "'unsafe-eval'" not in scripts
    assert "'sha256-" in scripts


@pytest.mark.parametrize(
    ("path", "framed"),
    [
        ("/embed?embed=true&day=2022-09-10", True),
        ("/embed", False),  # it has the navigation to all other pages
        ("/?embed=true", False),
        ("/data?embed=true", False),
        ("/embed/data?embed=true", False),
        ("/component/map/index.html", True),  # the map itself, inside the page to embed
    ],
)
def test_the_map_to_embed_alone_may_be_framed(client, path, framed):
    headers = client.get(path).headers
    assert ("frame-ancestors" not in headers["Content-Security-Policy"]) == framed
    assert ("X-Frame-Options" not in headers) == framed


def test_the_component_hears_its_own_page_alone(client):
    page = client.get("/component/map/index.html")
    assert page.text == COMPONENT.replace("<head>", f"<head>{MESSAGES_OF_OURS}")
    assert int(page.headers["Content-Length"]) == len(page.content)
    assert client.get("/component/map/main.js").text == "let a;"


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1:8501", "[::1]:8501", "192.0.2.7", "map.example.org", "other.example"]
)
def test_hosts_that_it_answers_to(client, host):
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "map.example.org@evil.example", "[", ""])
def test_unknown_hosts_are_refused(client, host):
    answer = client.get("/", headers={"Host": host})
    assert answer.status_code == 421 and "MARCHLAND_HOSTS" in answer.text
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/_stcore/stream", headers={"Host": host}):
        pass


def test_listening_everywhere_is_no_name(client):
    assert hosts("0.0.0.0", environment={}) == {"localhost", "127.0.0.1", "::1"}


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/mcp", "/_stcore/script-health-check"])
def test_what_is_nobodys_business_is_not_there(client, path):
    assert client.get(path).status_code == 404


def test_uploads_have_a_rate(client):
    answers = [client.put(UPLOAD, content=b"text") for _ in range(11)]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 30
    assert client.get("/").status_code == 200


def test_uploads_fill_up_again_and_clients_do_not_share():
    uploads = Uploads(files_a_minute=60, bytes_a_minute=1_000)
    assert uploads.wait("a", 5_000, 0.0) == 0
    assert uploads.wait("a", 500, 0.0) == 30.0
    assert uploads.wait("b", 500, 0.0) == 0
    assert uploads.wait("a", 500, 30.0) == 0
    assert uploads.wait("c", 1_000_000, 0.0) == 0  # more than may ever be saved up is let through, and waited for after
    assert uploads.wait("c", 1, 60.0) > 1_000


def test_cookies_go_over_https_alone():
    async def signed(_request):
        answer = PlainTextResponse("here")
        answer.set_cookie("one", "1")
        answer.set_cookie("two", "2", secure=True)
        return answer

    for secure in (True, False):
        policy = Policy(
            Router(routes=[Route("/", signed)]),
            hosts=hosts(environment={}),
            scripts=(),
            tiles="https://tiles.example/{z}/{x}/{y}.png",
            uploads=Uploads(),
            secure=secure,
        )
        with TestClient(policy, base_url="http://localhost") as client:
            answer = client.get("/")
        cookies = answer.headers.get_list("set-cookie")
        assert [each.count("Secure") for each in cookies] == [int(secure), 1]
        assert ("Strict-Transport-Security" in answer.headers) == secure


def test_what_the_map_is_drawn_from_is_shown_to_who_may_look():
    async def data(_request):
        return PlainTextResponse("here", headers={"Cache-Control": "public, max-age=1"})

    policy = Policy(
        Router(routes=[Route("/map/data/{digest}", data), Route("/map/1/main.js", data)]),
        hosts=hosts(environment={}),
        scripts=(),
        tiles="https://tiles.example/{z}/{x}/{y}.png",
        uploads=Uploads(),
        secure=False,
        reads=lambda cookies: cookies.get("who") == "ann",
    )
    with TestClient(policy, base_url="http://localhost") as client:
        refused = client.get("/map/data/0123")
        assert refused.status_code == 403 and "signed in" in refused.text
        assert client.get("/map/1/main.js").status_code == 200
        shown = client.get("/map/data/0123", headers={"Cookie": "other=1; who=ann"})
        assert shown.text == "here" and shown.headers["Cache-Control"] == "private, max-age=1"


def test_a_request_is_a_line_in_the_log_without_what_was_asked_or_sent(client, caplog):
    caplog.handler.setFormatter(JsonLines())
    with caplog.at_level(logging.INFO, "marchland"):
        client.get("/articles?search=Izium", headers={"X-Request-ID": "from-the-proxy-1"})
        client.get("/media/quiet")
        broken = client.get("/broken")
        client.get("/" + "a" * 60_000)
    assert len(caplog.text.splitlines()[-1]) < 500  # nobody fills the log with addresses
    lines = [json.loads(line) for line in caplog.text.splitlines()[:-1]]
    assert [(line["event"], line.get("path"), line["request"]) for line in lines] == [
        ("request", "/articles", "from-the-proxy-1"),
        ("request failed", None, broken.headers["X-Request-ID"]),
        ("request", "/broken", broken.headers["X-Request-ID"]),
    ]
    assert lines[1]["error"] == ["ValueError"] and any("anything" in place for place in lines[1]["stack"])
    assert "Izium" not in caplog.text and "what the article says" not in caplog.text
    assert broken.status_code == 500 and broken.headers["X-Request-ID"] in broken.text


def test_a_browser_whose_user_does_not_sign_in_is_known_again_and_no_script_learns_by_what(client, policy):
    given = client.get("/page").headers["Set-Cookie"]
    assert re.fullmatch(r"marchland_browser=[\w-]{43}; Path=/; Max-Age=\d+; HttpOnly; SameSite=Lax; Secure", given)
    again = client.get("/page", headers={"Cookie": given.partition(";")[0]})
    assert again.headers["Set-Cookie"] == given  # remembered from its last page on
    assert "=mine" not in client.get("/page", headers={"Cookie": "marchland_browser=mine"}).headers["Set-Cookie"]
    for path in ("/embed?embed=true", "/component/map/index.html", "/articles", "/component/map/main.js"):
        assert "Set-Cookie" not in client.get(path).headers, path
    policy.reads = lambda cookies: True  # where people sign in, they are known by that
    assert "Set-Cookie" not in client.get("/page").headers
