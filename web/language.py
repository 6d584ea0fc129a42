"""Which language a session speaks: asked for by a link (`lang=uk`), chosen from a list, kept for the session; else the
browser's own, where it is one of ours."""

import json

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from maps.words import escaped, literal, one_line
from translation.messages import ENGLISH, _, interface_languages, spoken

__all__ = ["LANGUAGE", "choose", "of_session", "settle"]

LANGUAGE = "lang"  # of a session's state, and of addresses
_CHOICE = "language-choice"
_MAP = "language"  # of a session's state: the language of the map's names, which a user may choose by itself
# What Streamlit writes in English alone: where files are brought in, whose limits are said above it; and its menu, of
# which nothing is needed: the theme is the system's, and browsers print.
_FOREIGN = """[data-testid="stMainMenu"] {{ display: none; }}
[data-testid="stFileUploaderDropzone"] button p {{ font-size: 0; }}
[data-testid="stFileUploaderDropzone"] button p::after {{ content: {words}; font-size: .875rem; }}
[data-testid="stFileUploaderDropzoneInstructions"] {{ display: none; }}"""
state = st.session_state


def of_session() -> str:
    """What whoever looks at the page that runs has chosen; outside of one, nothing."""
    return str(state.get(LANGUAGE, "")) if get_script_run_ctx(suppress_warning=True) else ""


def settle() -> None:
    """Take over the language that the address asks for; begin with the browser's."""
    asked = st.query_params.get(LANGUAGE, "")
    offered = interface_languages()
    if LANGUAGE not in state:
        browsers = (st.context.locale or "").split("-")[0].lower()
        state[LANGUAGE] = browsers if browsers in offered else ENGLISH
    if asked in offered and asked != state[LANGUAGE]:
        _speak(asked)
    elif asked and asked not in offered:
        text = _("There are no pages in the link's language, “{asked}”; showing {language}.")
        st.warning(literal(text.format(asked=one_line(asked, 40), language=offered[spoken()])))


def choose(*, embedded: bool) -> None:
    """Offer the languages, and tell the browser which is spoken (static/page.mjs)."""
    with st.container(key="language"):
        st.html(f'<i data-lang="{escaped(spoken())}"></i>')
        if spoken() != ENGLISH:
            st.html(f"<style>{_FOREIGN.format(words=json.dumps(_('Choose files'), ensure_ascii=False))}</style>")
        if not embedded and len(offered := interface_languages()) > 1:
            state[_CHOICE] = spoken()
            st.selectbox(
                _("Language"), list(offered), format_func=offered.__getitem__, key=_CHOICE, on_change=_chosen,
                label_visibility="collapsed",
            )  # fmt: skip


def _chosen() -> None:
    """Another language was taken from the list."""
    st.query_params[LANGUAGE] = state[_CHOICE]
    _speak(state[_CHOICE])


def _speak(language: str) -> None:
    """Speak it from here on; the map too, unless its user chose one for it."""
    if state.get(_MAP) == spoken():
        state[_MAP] = language
    state[LANGUAGE] = language
