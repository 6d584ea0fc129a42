"""The address bar of a page: what a link, Back and Forward bring, and that only a user's doing is written."""

from streamlit.testing.v1 import AppTest


def page_with_a_day() -> None:
    import streamlit as st

    from web import address

    if st.session_state.pop("other", False):  # another page ran before
        address.enter("other")
    address.enter("here")
    asked = address.arrived("here", {"day": st.session_state.day} if "day" in st.session_state else {}, silent=("at",))
    st.session_state.asked = asked
    if asked is not None:
        st.session_state.day = asked.get("day", "1")
    if chosen := st.session_state.pop("chosen", ""):
        st.session_state.day = chosen
    address.write("here", {"day": st.session_state.day}, notes=st.session_state.pop("notes", ()))


def turn(page: AppTest, query: dict[str, str] | None = None, **given: object) -> tuple[object, str, dict]:
    """Run the page once: what it was asked for, the day that it shows, and its address."""
    if query is not None:
        for name in list(page.query_params):
            del page.query_params[name]
        for name, value in query.items():
            page.query_params[name] = value
    for name, value in given.items():
        page.session_state[name] = value
    page.run()
    assert not page.exception
    address = {name: value[0] if isinstance(value, list) else value for name, value in page.query_params.items()}
    return page.session_state["asked"], page.session_state["day"], address


def test_back_and_forward_bring_what_was_seen_and_opening_a_page_writes_nothing():
    page = AppTest.from_function(page_with_a_day)
    assert turn(page) == ({}, "1", {})  # an address that says nothing stays so: no step of the history more
    assert turn(page) == (None, "1", {})
    assert turn(page, chosen="2", moved=True) == (None, "2", {"day": "2"})
    assert turn(page, {"day": "2", "at": "49,37,8"}) == (None, "2", {"day": "2", "at": "49,37,8"})  # the map's own
    assert turn(page, {}) == ({}, "1", {})  # Back
    assert turn(page, {"day": "2"}) == ({"day": "2"}, "2", {"day": "2"})  # Forward
    assert turn(page, {"day": "3"}) == ({"day": "3"}, "3", {"day": "3"})  # a link


def test_an_address_that_lags_behind_the_user_is_not_listened_to():
    page = AppTest.from_function(page_with_a_day)
    turn(page, {"day": "1"})
    assert turn(page, chosen="2", moved=True)[1:] == ("2", {"day": "2"})
    assert turn(page, {"day": "1"}, chosen="3", moved=True) == (None, "3", {"day": "3"})


def test_a_page_that_is_come_back_to_shows_what_it_showed_and_a_broken_link_is_put_right():
    page = AppTest.from_function(page_with_a_day)
    turn(page, chosen="5", moved=True)
    assert turn(page, {}, other=True) == ({"day": "5"}, "5", {})
    assert turn(page, {"day": "6", "more": "x"}, notes=("no such thing",))[2] == {"day": "6"}
