"""Whether a dialog is open is known, so that nothing closes it under one's hands."""

from streamlit.testing.v1 import AppTest


def page() -> None:
    import streamlit as st

    from web import dialog

    dialog.closed()
    if st.button("Put right"):
        dialog.open_dialog("A claim", lambda words: st.text(words), "what it says")
    st.text(f"open: {dialog.is_open()}")


def test_a_dialog_is_open_until_the_page_is_shown_anew():
    app = AppTest.from_function(page).run()
    assert "open: False" in [each.value for each in app.text]
    app.button[0].click().run()
    assert {"open: True", "what it says"} <= {each.value for each in app.text}
    app.run()
    assert "open: False" in [each.value for each in app.text]
