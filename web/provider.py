"""Whom the app asks who somebody is: an OpenID provider, named in the environment or in Streamlit's secrets.

Where none is named, Marchland is open: whoever reaches it may do everything. So it listens to this machine alone,
unless it is told otherwise in so many words.
"""

import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from theatre.errors import MarchlandError

__all__ = ["LOOPBACK", "SignInError", "by_https", "own_host", "provider", "refuse_to_be_open", "secrets"]

LOOPBACK = ("localhost", "127.0.0.1", "::1")
_VARIABLES = {
    "server_metadata_url": "MARCHLAND_OIDC_METADATA_URL",
    "client_id": "MARCHLAND_OIDC_CLIENT_ID",
    "client_secret": "MARCHLAND_OIDC_CLIENT_SECRET",
    "redirect_uri": "MARCHLAND_OIDC_REDIRECT_URI",
    "cookie_secret": "MARCHLAND_COOKIE_SECRET",
}
_SHORTEST_SECRET = 32  # characters of the cookie's secret


class SignInError(MarchlandError, ValueError):
    """Sign-in is configured wrongly. Its text says what to put right."""


def secrets(environment: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """What the environment says of the provider, as Streamlit's secrets have it; nothing where it says nothing. Raises
    SignInError where it says too little."""
    given = {name: environment.get(variable, "") for name, variable in _VARIABLES.items()}
    if not any(given.values()):
        return {}
    if missing := [_VARIABLES[name] for name, value in given.items() if not value]:
        raise SignInError(f"Sign-in is half configured: {', '.join(missing)} is missing in the environment.")
    return {"auth": given}


def provider() -> Mapping[str, Any]:
    """The provider and how this app is known to it, as in [auth] of Streamlit's secrets; empty where there is none.
    Raises SignInError."""
    auth: Mapping[str, Any] = secrets().get("auth", {})
    if not auth and st.secrets.load_if_toml_exists():
        auth = st.secrets.get("auth", {})
    if auth and len(str(auth.get("cookie_secret", ""))) < _SHORTEST_SECRET:
        raise SignInError(
            f"The secret of sign-in's cookies has less than {_SHORTEST_SECRET} characters, so it could be guessed; "
            "make one with: python3 -c 'import secrets; print(secrets.token_hex(32))'"
        )
    return auth


def own_host() -> str:
    """The name under which people reach this app, where sign-in says it, or nothing."""
    return urlsplit(str(provider().get("redirect_uri", ""))).hostname or ""


def by_https() -> bool:
    """Whether people reach this app by HTTPS, as sign-in says it."""
    return str(provider().get("redirect_uri", "")).startswith("https://")


def refuse_to_be_open(address: str, environment: Mapping[str, str] = os.environ) -> str:
    """What to say of who may use the app when it listens on `address`. Raises SignInError where that would be everybody
    and nobody said so."""
    if provider():
        return "people sign in, and roles say what they may do"
    if address in LOOPBACK:
        return "open: who uses this computer may change everything; nobody else reaches it"
    if environment.get("MARCHLAND_OPEN") == "yes":
        return f"OPEN: whoever reaches {address or 'it'} may change and remove everything"
    raise SignInError(
        f"Listening on {address or 'every address'} would let whoever reaches it change and remove everything. "
        "Configure sign-in (docs/operations.md), or say --open (MARCHLAND_OPEN=yes) if that is what you want."
    )
