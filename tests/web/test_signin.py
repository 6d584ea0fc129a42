"""Who has which role, by what the provider says and by configuration."""

import json
import time

import pytest
from streamlit.web.server.starlette import starlette_app_utils, starlette_websocket

from store.access import Role
from web import signin
from web.provider import SignInError, refuse_to_be_open, secrets
from web.signin import actor_of, reads, sign_in_of

NOW = 1_700_000_000
ROLES = {
    "MARCHLAND_ADMINS": "Ann@example.org",
    "MARCHLAND_REVIEWERS": "group:desk",
    "MARCHLAND_EDITORS": "@example.org, bea@other.example",
    "MARCHLAND_READERS": "*",
}


def somebody(**facts):
    return {"is_logged_in": True, "iat": NOW - 60, "sub": "x1"} | facts


@pytest.mark.parametrize(
    ("facts", "role", "name"),
    [
        ({"email": "ann@EXAMPLE.org"}, Role.ADMIN, "ann@EXAMPLE.org"),
        ({"email": "cyd@example.org"}, Role.EDITOR, "cyd@example.org"),
        ({"email": "cyd@example.org", "groups": ["sport", "Desk"]}, Role.REVIEWER, "cyd@example.org"),
        ({"email": "cyd@sub.example.org"}, Role.READER, "cyd@sub.example.org"),
        ({"email": "bea@other.example"}, Role.EDITOR, "bea@other.example"),
        ({"name": "Dan"}, Role.READER, "Dan"),
        ({}, Role.READER, "x1"),
        # who only says that the address is theirs has none of its roles
        ({"email": "ann@example.org", "email_verified": False}, Role.READER, "ann@example.org"),
        ({"email": "ann@example.org", "email_verified": True}, Role.ADMIN, "ann@example.org"),
        ({"email": "group:desk"}, Role.READER, "group:desk"),
    ],
)
def test_the_highest_of_somebodys_roles(facts, role, name):
    found = actor_of(somebody(**facts), sign_in_of({}, ROLES), NOW)
    assert (found.role, found.name) == (role, name)


def test_who_is_not_signed_in_or_was_long_ago_is_a_visitor():
    closed, looked_at = sign_in_of({}, ROLES), sign_in_of({}, ROLES | {"MARCHLAND_VISITORS": "reader"})
    ann = somebody(email="ann@example.org")
    for facts in ({}, ann | {"is_logged_in": False}, ann | {"iat": NOW - 13 * 3600}, ann | {"iat": None}):
        assert actor_of(facts, closed, NOW).role == Role.NOBODY
        assert actor_of(facts, looked_at, NOW).role == Role.READER
        assert actor_of(facts, closed, NOW).name == ""
    longer = sign_in_of({}, ROLES | {"MARCHLAND_SIGN_IN_HOURS": "24"})
    assert actor_of(ann | {"iat": NOW - 13 * 3600}, longer, NOW).role == Role.ADMIN


def test_signing_in_takes_nothing_away():
    looked_at = sign_in_of({}, {"MARCHLAND_ADMINS": "ann@example.org", "MARCHLAND_VISITORS": "reader"})
    assert actor_of(somebody(email="cyd@example.org"), looked_at, NOW).role == Role.READER


def test_a_browser_is_known_by_the_cookie_that_streamlit_signed(monkeypatch):
    secret, name = "a secret of the tests that nobody else has", "_streamlit_user"

    def cookies(secret=secret, **facts):
        said = json.dumps(somebody(iat=time.time(), **facts))
        return {name: starlette_app_utils.create_signed_value(secret, name, said).decode()}

    monkeypatch.setattr(starlette_websocket, "get_cookie_secret", lambda: secret)
    monkeypatch.setattr(
        signin, "configured", lambda: sign_in_of({}, ROLES | {"MARCHLAND_READERS": "bea@other.example"})
    )
    assert reads(cookies(email="bea@other.example")) and reads(cookies(email="cyd@example.org"))
    for stranger in (
        {},
        {name: "made up"},
        cookies(email="dan@other.example"),
        cookies("another", email="ann@example.org"),
    ):
        assert not reads(stranger)
    monkeypatch.setattr(signin, "configured", lambda: sign_in_of({}, ROLES | {"MARCHLAND_VISITORS": "reader"}))
    assert reads({})
    monkeypatch.setattr(signin, "configured", lambda: None)
    assert reads({})


def test_roles_of_the_secrets_file_and_the_environment_before_it():
    given = {"admin": ["ann@example.org"], "reader": ["*"], "visitors": "reader"}
    assert sign_in_of(given, {}).roles == {"ann@example.org": Role.ADMIN, "*": Role.READER}
    assert sign_in_of(given, {"MARCHLAND_ADMINS": "bob@example.org"}).roles["bob@example.org"] == Role.ADMIN
    assert sign_in_of(given, {}).visitors == Role.READER


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({}, "nobody is an admin"),
        (ROLES | {"MARCHLAND_VISITORS": "admin"}, "'nobody' or 'reader'"),
        (ROLES | {"MARCHLAND_SIGN_IN_HOURS": "a day"}, "number of hours"),
    ],
)
def test_a_wrong_configuration_is_refused(environment, words):
    with pytest.raises(SignInError, match=words):
        sign_in_of({}, environment)


def test_a_provider_half_named_is_refused():
    assert secrets({}) == {}
    with pytest.raises(SignInError, match=r"MARCHLAND_OIDC_CLIENT_SECRET, .* is missing"):
        secrets({"MARCHLAND_OIDC_CLIENT_ID": "marchland", "MARCHLAND_OIDC_METADATA_URL": "https://id.example"})


def test_an_open_app_listens_to_this_machine_alone():
    for address in ("localhost", "127.0.0.1", "::1"):
        assert "open" in refuse_to_be_open(address, {})
    for address in ("", "0.0.0.0", "192.0.2.7"):
        with pytest.raises(SignInError, match="change and remove everything"):
            refuse_to_be_open(address, {})
        assert "OPEN" in refuse_to_be_open(address, {"MARCHLAND_OPEN": "yes"})
