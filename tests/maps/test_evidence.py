"""A place's evidence in words: what is doubtful about it, and what two days differ in."""

import json

import pandas as pd
import pytest

from maps.evidence import cards, claim_html, differing, range_sentence, standing_ever, status_sentence, weighed
from maps.words import place_doubt, statement
from tests.maps.conftest import interval, table
from theatre.theatre import load_theatre

CLAIM = {
    "id": "c1", "article": "a&1", "quote": "<b>They</b> left.", "place_id": "p", "place": "Ivanivka",
    "name": "Ivanivka", "precision": "exact", "alternatives": "[]", "action": "withdrew", "gained_by": "",
    "lost_by": "RU", "controller_after": "", "mode": "claimed", "claimant": "", "claimant_side": "",
    "event_from": pd.NaT, "event_to": pd.NaT, "date_basis": "publication", "confidence": 0.7,
    "review": "confirmed", "title": "<i>", "published": pd.Timestamp("2022-09-11"), "publisher": "",
}  # fmt: skip
OTHERS = json.dumps([{"name": "Ivanivka", "admin1": "Kherson"}, {"name": "Ivanivka", "admin1": "Sumy"}])
CLOSE = json.dumps([{"name": "Ivanivka", "admin1": "Sumy", "admin2": raion} for raion in ("Konotop", "Okhtyrka")])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, ""),
        ({"precision": "hromada"}, "approximate"),
        ({"precision": "near", "radius_km": 5.0}, "within about 5 km"),
        ({"place_id": "", "alternatives": OTHERS}, "it may be Ivanivka (Kherson) or Ivanivka (Sumy)"),
        ({"place_id": "", "alternatives": CLOSE}, "it may be Ivanivka (Sumy, Konotop) or Ivanivka (Sumy, Okhtyrka)"),
        ({"alternatives": OTHERS}, "may also be"),
    ],
)
def test_what_is_doubtful_about_a_place_is_said(changes: dict, said: str):
    doubt = place_doubt(CLAIM | changes)
    assert said in doubt and bool(doubt) == bool(said)


def test_a_card_says_who_what_and_how_sure_and_leads_to_the_sentence():
    card = claim_html(CLAIM, theatre=load_theatre(), standing="for", linked=True)
    assert "<b>Left by Russia</b> · The article’s own voice" in card and "&lt;b&gt;They&lt;/b&gt; left." in card
    assert 'href="articles?article=a%261&amp;claim=c1"' in card and "confirmed by a reviewer" in card
    assert "<i>" not in card and "href" not in claim_html(CLAIM, theatre=load_theatre(), standing="for")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "left by Russia"),
        ({"partial": True}, "left by Russia, in part"),
        ({"mode": "denied", "claimant": "Kyiv"}, "Kyiv denied that Russia had left it"),
        ({"mode": "denied", "claimant": "Kyiv", "partial": True}, "Kyiv denied that Russia had left a part of it"),
        ({"mode": "denied", "claimant": "Kyiv", "lost_by": None}, "Kyiv denied that it had been left"),
        ({"mode": "denied", "claimant": "Kyiv", "action": "held"}, "Kyiv denied that it was held by Russia"),
        ({"mode": "denied", "claimant": "He"}, "the Ukrainian side denied that Russia had left it"),
        ({"mode": "denied"}, "not left by Russia"),
        ({"mode": "denied", "action": "contested"}, "no fighting"),
        ({"mode": "planned", "claimant": "Kyiv"}, "planned or tried, not done: left by Russia"),
        ({"mode": "hypothetical"}, "only supposed: left by Russia"),
    ],
)
def test_a_denial_or_a_plan_is_never_worded_as_the_event(changes: dict, said: str):
    assert statement(CLAIM | {"claimant_side": "UA"} | changes, load_theatre()) == said
    if "claimant" in changes and changes["mode"] == "denied":
        card = claim_html(CLAIM | changes | {"claimant_side": "UA"}, theatre=load_theatre(), standing="no part")
        assert f"<b>{said[:1].upper()}{said[1:]}</b> · Ukrainian side" in card
        spoken = claim_html(CLAIM | changes, theatre=load_theatre(), standing="no part", languages=("uk",))
        assert f"<b>{changes['claimant']} заперечує: " in spoken


def test_a_rejected_claim_counts_for_nothing_and_a_quote_keeps_its_own_marks():
    card = claim_html(CLAIM | {"review": "rejected", "quote": "“They left.”"}, theatre=load_theatre(), standing="for")
    assert (
        "counts for <" not in card
        and "counts for ·" not in card
        and "rejected by a reviewer: counts for nothing" in card
    )
    assert ">“They left.”<" in card


def test_what_later_reports_imply_is_told_as_inferred():
    row = interval("p", "2022-03-03", "2022-08-24", "held", "RU", basis="estimate")
    guessed = table(row).assign(rule="R15").iloc[0]
    assert status_sentence(guessed, load_theatre()) == "held by Russia (inferred from later reports)"
    assert range_sentence(guessed).endswith("24 August 2022: inferred from later reports, not reported at the time")
    told = table(interval("p", "2022-08-24", None, "held", "RU")).iloc[0]
    assert range_sentence(told) == "since 24 August 2022"
    assert range_sentence({**told, "rule": "R15"}) == "since 24 August 2022; it may have begun earlier"
    assert range_sentence({**told, "rule": "R17"}) == ""


def test_what_decides_comes_first():
    claims = pd.DataFrame([CLAIM | {"id": id} for id in ("old", "against", "for")])
    row = {"status": "held", "claims_for": "for", "claims_against": "against"}
    assert [(of, part["id"].tolist()) for of, _, part in weighed(claims, row)] == [
        ("for", ["for"]), ("against", ["against"]), ("no part", ["old"]),
    ]  # fmt: skip
    assert [of for of, *_ in weighed(claims, None)] == ["no part"]
    assert [heading for _, heading, _ in weighed(claims, row | {"status": "disputed"})][:2] == [
        "headStays",
        "headChanged",
    ]


def test_cards_say_on_which_days_a_claim_counts():
    control = table(
        interval("p", "2022-03-01", "2022-03-05", "held", "RU"), interval("p", "2022-03-05", None, "held", "UA")
    ).assign(claims_for=["", "c1"], claims_against=["c1", ""])
    card = cards(control, pd.DataFrame([CLAIM]), ["p"], load_theatre())[0]
    assert card.startswith('<div class="marchland-claim" data-for="9.." data-against="5..9">')
    assert all(f'data-of="{of}"' in card for of in ("for", "against", "no part"))
    assert standing_ever(CLAIM, control) == "for" and standing_ever(CLAIM | {"id": "c"}, control) == "no part"


def test_a_card_says_what_only_the_second_reader_saw_and_by_which_word():
    read = {"extractor": "marchland-reader 1", "trigger": "<left>"}
    card = claim_html(CLAIM | read, theatre=load_theatre(), standing="for")
    assert "seen by the second reader alone, from “&lt;left&gt;”" in card
    assert "second reader" not in claim_html(CLAIM, theatre=load_theatre(), standing="for")


def test_two_days_differ_where_holder_or_status_does():
    def day(**holders: str) -> pd.DataFrame:
        rows = [(id, "held", holder, "direct", pd.Timestamp("2022-09-10")) for id, holder in holders.items()]
        return pd.DataFrame(rows, columns=["place_id", "status", "holder", "basis", "valid_from"])

    found = differing(day(a="RU", b="UA"), day(a="UA", b="UA", c="UA"))
    assert found["place_id"].tolist() == ["a", "c"] and found["before_holder"].tolist() == ["RU", ""]
