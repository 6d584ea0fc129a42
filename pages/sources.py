"""Sources: who publishes, whose voice it is, how reliable, and what became of what it told."""

from pathlib import Path

import streamlit as st

from maps.words import literal, one_line, side_name
from store.access import Role
from store.sources import RELIABILITY, Source
from timeline.record import records
from timeline.sources import publisher_key
from translation.messages import _, pgettext
from web import resources, signin, workspace
from web.article_view import notice_html
from web.person import ask_person, person

theatre = workspace.theatre_as_edited()
opened = resources.store()
SIDES = ["", *theatre.sides]


def page() -> None:
    st.html(Path(__file__).with_name("reading.css"))
    st.title(_("Sources"), anchor=False)
    st.write(
        _(
            "Outlets of one owner family count as one voice, and a side's own outlets as speaking in its favour. "
            "`{file}` has the list that comes with the theatre; what you change here goes before it, and the map "
            "follows. Reliability is by the Admiralty scale, your own judgement beside the record: it is shown and "
            "weighs nothing."
        ).format(file=f"{theatre.folder.name}/sources.csv")
    )
    edited = {publisher_key(each.publisher): each for each in opened.sources.all()}
    listed: dict[str, Source] = {}
    for row in theatre.table("sources"):
        key = publisher_key(row["publisher"])
        former = listed.get(key)
        domains = (*(former.domains if former else ()), *filter(None, [row["domain"]]))
        listed[key] = Source(row["publisher"], domains, row["family"], row["side"])
    known = listed | edited
    who_published(known)
    if signin.may(Role.REVIEWER):
        edit(known, edited)


def side(name: str) -> str:
    return side_name(theatre.sides[name]) if name in theatre.sides else _("neither")


def who_published(known: dict[str, Source]) -> None:
    articles = opened.articles()
    if articles.empty:
        st.html(notice_html(_("There is no article yet.")))
        return
    counts = articles.assign(key=articles["publisher"].map(publisher_key)).groupby("key", as_index=False)
    table = counts.agg(
        Publisher=("publisher", "first"),
        Articles=("id", "size"),
        First=("published", "min"),
        Last=("published", "max"),
    )
    told = records(workspace.claims(), workspace.control())
    told = told.assign(key=told["publisher"].map(publisher_key)).drop_duplicates("key").drop(columns="publisher")
    table = table.merge(told, how="left", on="key").sort_values("Articles", ascending=False)
    own = [known.get(key) for key in table["key"]]
    table["Owner family"] = [each.family if each else _("of its own") for each in own]
    table["Side"] = [side(each.side) if each else _("neither") for each in own]
    table["Reliability"] = [each.reliability if each else "F" for each in own]
    table["Publisher"] = table["Publisher"].map(one_line).replace("", _("(none given)"))
    labels = {
        "Publisher": _("Publisher"),
        "Owner family": _("Owner family"),
        "Side": _("Side"),
        "Reliability": _("Reliability"),
        "Articles": _("Articles"),
        "claims": _("Claims"),
        "borne_out": _("Borne out"),
        "denied": pgettext("claims", "Denied"),
        "open": pgettext("claims", "Open"),
        "lag": _("Lag, days"),
        "First": _("First"),
        "Last": _("Last"),
    }
    st.dataframe(
        table.rename(columns=labels)[list(labels.values())],
        hide_index=True,
        placeholder="–",
        column_config={
            labels[name]: st.column_config.DateColumn(format=pgettext("moment", "D MMM YYYY"))
            for name in ("First", "Last")
        },
        alt=_("Publishers, their families, sides and records, one a row"),
    )
    st.caption(
        _(
            "Borne out: the place counted as held by the side that the claim names, by the word of another owner "
            "family too. Denied: it counted as held in spite of the claim. Claims are those that name a holder; lag is "
            "the median of the days from an event to its report."
        )
    )


def edit(known: dict[str, Source], edited: dict[str, Source]) -> None:
    st.header(_("Edit a publisher"), anchor=False)
    names = {publisher_key(name): name for name in opened.articles()["publisher"] if name.strip()}
    names |= {key: each.publisher for key, each in known.items()}
    which = st.selectbox(
        _("Publisher"),
        sorted(names, key=lambda key: names[key].casefold()),
        format_func=lambda key: one_line(names.get(key, key), 80),
        key="source",
        accept_new_options=True,
        index=None,
        placeholder=_("Choose one, or write a new name"),
    )
    if not which or not which.strip():
        return
    key = publisher_key(which)
    name = names.get(key, which.strip()[:200])
    own = known.get(key) or Source(name, (), key, "")
    ask_person()
    with st.form(f"source-{key}", border=False):
        family, whose, trust, where = st.columns([3, 2, 3, 4])
        owner = family.text_input(
            _("Owner family"), own.family, max_chars=100, help=_("One voice; its own name for none.")
        )
        stands = whose.selectbox(_("Side"), SIDES, SIDES.index(own.side) if own.side in SIDES else 0, format_func=side)
        letters = list(RELIABILITY)
        letter = trust.selectbox(
            _("Reliability"),
            letters,
            letters.index(own.reliability),
            format_func=lambda each: f"{each}: {_(RELIABILITY[each])}",
        )
        domains = where.text_input(_("Web addresses, apart by commas"), ", ".join(own.domains), max_chars=500)
        if st.form_submit_button(_("Save"), type="primary"):
            found = tuple(part.strip().lower() for part in domains.split(",") if part.strip())
            opened.sources.put(Source(name, found, owner.strip() or key, stands or "", letter or "F"), by=person())
            st.rerun()
    if key in edited and st.button(_("Back to the theatre's own words on {name}").format(name=literal(name, 60))):
        opened.sources.forget(edited[key].publisher, by=person())
        st.rerun()


page()
