"""The bench measures what it says, and the gold set is sound."""

import pytest

from bench.claims import GOLD, MARKS, fitted, load, put, reliability, score
from extract.languages.calibration import calibrated

LABELS = load(GOLD / "gold.jsonl")


def as_claims(labels):
    """The labels, as if an extractor had found them."""
    return [
        label
        | {"article": item["doc_id"], "start": item["start"], "end": item["end"], "confidence": 0.9}
        | {"event_from": label["date_from"], "event_to": label["date_to"]}
        for item in labels
        for label in item["claims"]
    ]


@pytest.mark.parametrize("part", ["", "heldout_", "slavic_", "slavic_heldout_"])
def test_every_label_stands_in_its_text(part):
    texts = {row["id"]: row for row in load(GOLD / f"{part}docs.jsonl")}
    for item in load(GOLD / f"{part}gold.jsonl"):
        document = texts[item["doc_id"]]
        assert document["text"][item["start"] : item["end"]] == item["sentence"]
        for label in item["claims"]:
            assert label["place"] in item["sentence"]
            assert (label["date_to"] or "") <= document["published"]
            assert (label["date_from"] or "") <= (label["date_to"] or "9999")
    assert len(LABELS) >= 200


def test_who_finds_every_label_scores_one():
    result = score(LABELS, as_claims(LABELS))
    assert result.status[1:] == [0, 0] and result.every[1:] == [0, 0] and result.alarms == 0
    assert all(right == of for right, of in result.matched.values())
    assert [share for *_, share in reliability(result.sure)] == [1.0]


def test_who_finds_nothing_scores_none():
    result = score(LABELS, [])
    assert result.status[0] == result.every[0] == 0 and result.every[2] > 200


def test_a_wrong_side_is_wrong_and_a_late_date_is_counted():
    claims = as_claims(LABELS)
    first = next(claim for claim in claims if claim["controller_after"] == "UA" and claim["mode"] == "fact")
    first["controller_after"] = "RU"
    assert score(LABELS, claims).status[1:] == [1, 1]
    dated = next(claim for claim in claims if claim["controller_after"] == "RU" and claim["mode"] == "claimed")
    dated["event_from"] = dated["event_to"] = "2030-01-01"
    right, of = score(LABELS, claims).matched["date"]
    assert of - right == 1


def test_the_report_stands_between_its_marks_and_leaves_the_rest(tmp_path):
    page = tmp_path / "accuracy.md"
    page.write_text("# How right it is\n\nBefore.\n")
    put("first", page)
    page.write_text(page.read_text() + "\nAfter.\n")
    put("second", page)
    text = page.read_text()
    assert text.count(MARKS[0]) == text.count(MARKS[1]) == 1
    assert "Before." in text and "After." in text and "second" in text and "first" not in text


def test_a_scale_is_fitted_to_what_was_right():
    nine_of_ten = [(f"d{n}", 0.6 + 0.1 * (n % 3), n % 10 > 0) for n in range(20)]
    *_, one, other = fitted([("one", nine_of_ten), ("other", nine_of_ten)])
    name, claims, right, before, after, from_others = (cell.strip() for cell in one.strip("| ").split("|"))
    assert (name, claims, right) == ("one", "20", "0.900")
    assert float(before) > 0.15 and float(after) < 0.1 and from_others == after and "other" in other


def test_a_scale_keeps_the_order_and_leaves_other_languages_alone():
    steps = [calibrated(step / 20, "uk") for step in range(1, 20)]
    assert steps == sorted(steps) and steps[0] > 0 and steps[-1] < 1
    assert calibrated(0.7, "en") == 0.7
