"""Account: who one is here, what one may do, and the way in and out."""

import streamlit as st

from maps.words import literal
from store.access import Role
from web import signin

MAY = {
    Role.READER: "You may look at everything and take it away.",
    Role.EDITOR: "You may look at everything, bring articles in and save them.",
    Role.REVIEWER: "You may look at everything, bring articles in, decide on claims, and remove articles.",
    Role.ADMIN: "You may do everything.",
}

who = signin.actor()
st.title("Account", anchor=False)
if signin.configured() is None:
    st.write("This Marchland is open: it asks nobody who they are, and whoever reaches it may do everything.")
    st.stop()
st.write(f"You are signed in as {literal(who.name)}." if who.name else "You are not signed in.")
st.write(f"{MAY[who.role]} Your role is {who.role}.")
if who.name:
    st.button("Sign out", on_click=st.logout)
else:
    st.button("Sign in", type="primary", on_click=st.login)
