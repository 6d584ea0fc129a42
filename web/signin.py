"""Who is at work, and what they may do: sign-in by OpenID Connect (Streamlit's `st.login`), and roles by configuration.

Without a provider (web/provider.py), whoever uses the app may do everything.
"""

import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.web.server.starlette import starlette_websocket
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from maps.words import literal
from store.access import COMMAND_LINE, Actor, Role
from translation.messages import _
from web.provider import SignInError, provider

__all__ = ["SignIn", "actor", "actor_of", "as_app", "configured", "gate", "may", "reads", "sign_in_of"]

_HOURS = 12.0  # from signing in to having to do it again
_itself: ContextVar[bool] = ContextVar("itself", default=False)


@dataclass(frozen=True, slots=True)
class SignIn:
    """Who has which role. Keys of `roles` are addresses ("ann@example.org"), domains ("@example.org"), groups
    ("group:desk") and "*" for all who are signed in; `visitors` is the role of those who are not. `groups` is the
    provider's name for the groups that somebody is in, `hours` how long they stay signed in."""

    roles: Mapping[str, Role]
    visitors: Role = Role.NOBODY
    groups: str = "groups"
    hours: float = _HOURS


def sign_in_of(given: Mapping[str, Any], environment: Mapping[str, str] = os.environ) -> SignIn:
    """Who has which role by the environment, and where it says nothing, by `given`: [roles] of Streamlit's secrets, a
    list a role. Raises SignInError."""
    roles: dict[str, Role] = {}
    for role in (Role.READER, Role.EDITOR, Role.REVIEWER, Role.ADMIN):  # the highest of somebody's roles stays
        listed = environment.get(f"MARCHLAND_{role.name}S", given.get(str(role), ()))
        names = listed.replace(",", " ").split() if isinstance(listed, str) else listed
        roles |= {str(name).strip().casefold(): role for name in names}
    if Role.ADMIN not in roles.values():
        raise SignInError("Sign-in is configured, but nobody is an admin; name somebody in MARCHLAND_ADMINS.")
    visitors = str(environment.get("MARCHLAND_VISITORS", given.get("visitors", "nobody")))
    if visitors not in ("nobody", "reader"):
        raise SignInError(f"Visitors who are not signed in are 'nobody' or 'reader', not {visitors!r}.")
    hours = environment.get("MARCHLAND_SIGN_IN_HOURS", given.get("hours", _HOURS))
    try:
        stay = float(hours)
    except ValueError:
        raise SignInError(f"MARCHLAND_SIGN_IN_HOURS is {hours!r}; it must be a number of hours.") from None
    groups = str(environment.get("MARCHLAND_GROUPS_CLAIM", given.get("groups", "groups")))
    return SignIn(roles, Role[visitors.upper()], groups, stay)


@cache
def configured() -> SignIn | None:
    """How this process tells what somebody may do; None where it asks nobody. Raises SignInError."""
    if not provider():
        return None
    return sign_in_of(st.secrets.get("roles", {}) if st.secrets.load_if_toml_exists() else {})


def actor_of(facts: Mapping[str, Any], sign_in: SignIn, now: float) -> Actor:
    """Somebody by what the provider said of them (the ID token's claims), if it did, and not too long before `now`, in
    seconds since 1970."""
    if not facts.get("is_logged_in") or now - float(facts.get("iat") or 0) > sign_in.hours * 3600:
        return Actor("", sign_in.visitors)
    names = ["*"]
    email = str(facts.get("email") or "").casefold()
    if "@" in email and facts.get("email_verified", True) in (True, "true"):  # not every provider says it
        names += [email, email[email.rindex("@") :]]
    groups = facts.get(sign_in.groups) or ()
    names += [f"group:{group}".casefold() for group in ([groups] if isinstance(groups, str) else groups)]
    role = max(sign_in.visitors, *(sign_in.roles.get(name, Role.NOBODY) for name in names))
    called = (facts.get(name) for name in ("email", "preferred_username", "name", "sub"))
    return Actor(str(next(filter(None, called), "")), role)


def actor() -> Actor:
    """Who is at work: whoever looks at the page that runs, or the app itself."""
    sign_in = configured()
    if sign_in is None or _itself.get() or get_script_run_ctx(suppress_warning=True) is None:
        return COMMAND_LINE
    return actor_of(st.user.to_dict(), sign_in, time.time())


def reads(cookies: Mapping[str, str]) -> bool:
    """Whether a browser that sends these cookies is that of somebody who may look, where no page runs that could ask
    `actor`."""
    sign_in = configured()
    if sign_in is None or sign_in.visitors >= Role.READER:
        return True
    try:  # as Streamlit reads what it signed
        said = starlette_websocket._get_signed_cookie_with_chunks(dict(cookies), USER_COOKIE_NAME)
        facts = json.loads(said) if said else {}
    except (ValueError, LookupError):
        return False
    return actor_of(facts, sign_in, time.time()).role >= Role.READER


@contextmanager
def as_app() -> Iterator[None]:
    """What is done meanwhile is done by the app, whoever's page it happens on."""
    token = _itself.set(True)
    try:
        yield
    finally:
        _itself.reset(token)


def may(role: Role) -> bool:
    """Whether whoever looks at the page that runs has a role, or one above it. For what a page shows; the store asks
    again."""
    return actor().role >= role


def gate() -> None:
    """Let nobody by who may not even look."""
    who = actor()
    if who.role >= Role.READER:
        return
    st.title("Marchland", anchor=False)
    if who.name:
        text = _("You are signed in as {name}, who has no role here. Ask whoever runs it for one.")
        st.write(text.format(name=literal(who.name)))
        st.button(_("Sign out"), on_click=st.logout)
    elif st.context.is_embedded:
        st.write(_("This map is shown to people who are signed in. Open it in a window of its own to sign in."))
    else:
        st.write(_("This Marchland asks who you are."))
        st.button(_("Sign in"), type="primary", on_click=st.login)
    st.stop()
