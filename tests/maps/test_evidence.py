"""A place's evidence in words: what is doubtful about it, and what two days differ in."""

import json

import pandas as pd
import pytest

from maps.evidence import claim_html, differing
from maps.words import place_doubt
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
