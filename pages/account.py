"""Account: who one is here, what one may do, and the way in and out."""

import streamlit as st

from maps.words import literal
from store.access import Role
from translation.messages import _
from web import signin

MAY = {
    Role.READER: _("You may look at everything and take it away."),
    Role.EDITOR: _("You may look at everything, bring articles in and save them."),
    Role.REVIEWER: _("You may look at everything, bring articles in, decide on claims, and remove articles."),
    Role.ADMIN: _("You may do everything."),
}

who = signin.actor()
st.title(_("Account"), anchor=False)
if signin.configured() is None:
    st.write(_("This Marchland is open: it asks nobody who they are, and whoever reaches it may do everything."))
    st.stop()
signed_in = _("You are signed in as {name}.").format(name=literal(who.name))
st.write(signed_in if who.name else _("You are not signed in."))
st.write(f"{MAY[who.role]} {_('Your role is {role}.').format(role=who.role)}")
if who.name:
    st.button(_("Sign out"), on_click=st.logout)
else:
    st.button(_("Sign in"), type="primary", on_click=st.login)
