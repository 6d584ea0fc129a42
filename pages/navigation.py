"""The script behind every page: page settings and the navigation, nothing else."""

from pathlib import Path

import streamlit as st

from store.access import Role
from translation.messages import _, counted
from web import address, dialog, language, provider, resources, signin, theatres, workspace

HERE = Path(__file__).resolve().parent.parent

language.settle()
st.set_page_config(
    page_title="Marchland",
    page_icon=str(HERE / "maps" / "static" / "icon.png"),
    layout="wide",
    initial_sidebar_state="collapsed",
    menu_items={"about": _("Marchland: who holds what, when, and who says so.")},
)

# Streamlit's own margins would take a fifth of the window from the map.
MARGINS = "0" if st.context.is_embedded else "4.2rem 1.4rem 1rem"
st.html(Path(__file__).with_name("style.css"))
st.html(f'<style>[data-testid="stMainBlockContainer"] {{ padding: {MARGINS}; }}</style>')
if st.context.is_embedded:
    st.html(Path(__file__).with_name("embedded.css"))

dialog.closed()
address.run_script()
signin.gate()
theatres.choose(embedded=bool(st.context.is_embedded))
language.choose(embedded=bool(st.context.is_embedded))
resources.look(workspace.work_out)

# A page appears once its file is there.
PAGES = {
    "map": _("Map"),
    "changes": _("Changes"),
    "compare": _("Compare"),
    "numbers": _("Numbers"),
    "articles": _("Articles"),
    "review": _("Review"),
    "sources": _("Sources"),
    "data": _("Data"),
    "account": _("Account"),
    "evidence": _("Evidence"),
    "embed": _("Map to embed"),
}
HIDDEN = {"evidence", "embed"} | (set() if provider.provider() else {"account"})


@st.fragment(run_every=1.0)
def follow() -> None:
    """Say that the next edition is being worked out, and show it when it is there."""
    resources.look(workspace.work_out)  # it runs by itself too, without the lines above
    count = resources.behind()
    if not count and not dialog.is_open():
        st.rerun()
    more = counted(count, "{n} article more is being worked in.", "{n} articles more are being worked in.")
    if not count:
        more = _("What was worked in is shown once this dialog is closed.")
    st.html(f'<div class="ml-behind" role="status">{more}</div>')


page = st.navigation(
    [
        st.Page(
            HERE / "pages" / f"{name}.py",
            title=title,
            default=name == "map",
            visibility="hidden" if name in HIDDEN else "visible",
        )
        for name, title in PAGES.items()
        if (HERE / "pages" / f"{name}.py").exists() and (name != "review" or signin.may(Role.REVIEWER))
    ],
    position="hidden" if st.context.is_embedded else "top",
)
address.enter(page.title)
address.entitle(page.title)  # until the page says more
with resources.failures_told():
    try:
        page.run()
    finally:  # a page may stop itself
        if resources.behind():
            follow()
