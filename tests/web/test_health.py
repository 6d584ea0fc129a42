"""What watches over Marchland is told whether its store answers."""

import json

import pytest
from starlette.routing import Router
from starlette.testclient import TestClient

from store import open_store
from web import health, resources


@pytest.fixture
def client(tmp_path, monkeypatch):
    monkeypatch.setenv("MARCHLAND_DATABASE", f"sqlite:///{tmp_path / 'store.sqlite'}")
    resources.open_without_page.clear()
    with TestClient(Router(routes=health.routes())) as client:
        yield client
    resources.open_without_page.clear()


def test_a_store_that_answers(client):
    answer = client.get("/healthz")
    assert answer.status_code == 200 and answer.headers["Cache-Control"] == "no-store"
    assert {name: answer.json()[name] for name in ("status", "store")} == {"status": "ok", "store": "ok"}
    assert json.dumps(answer.json(), separators=(",", ":")) == answer.text  # one line


def test_a_store_that_is_gone_or_is_none(client, tmp_path, monkeypatch):
    assert client.get("/healthz").status_code == 200
    (tmp_path / "store.sqlite").unlink()
    answer = client.get("/healthz")
    assert answer.status_code == 503 and answer.json()["store"] == "unavailable"
    (tmp_path / "text.sqlite").write_text("no database")
    monkeypatch.setenv("MARCHLAND_DATABASE", f"sqlite:///{tmp_path / 'text.sqlite'}")
    answer = client.get("/healthz")
    assert answer.status_code == 503 and "text.sqlite" not in answer.text  # where it lies is nobody's business


def test_a_store_that_is_back_is_noticed(client, tmp_path):
    client.get("/healthz")
    away = (tmp_path / "store.sqlite").rename(tmp_path / "away")
    assert client.get("/healthz").status_code == 503
    away.rename(tmp_path / "store.sqlite")
    assert client.get("/healthz").status_code == 200
    open_store(f"sqlite:///{tmp_path / 'store.sqlite'}").close()
