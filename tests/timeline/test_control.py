from datetime import date

import pandas as pd
import pytest

from tests.timeline.conftest import claim, lines
from timeline.claims import claims_table
from timeline.control import RULES, control, on_day
from timeline.policy import Policy


def test_r10_before_the_first_claim_a_place_is_as_before_the_war(theatre):
    table = control(
        claims_table([claim("held", "2022-03-01", controller_after="RU", name=name) for name in ("Izium", "Donetsk")]),
        theatre=theatre,
    )
    first = table.drop_duplicates("name").set_index("name")
    assert first.loc["Izium", "holder"] == "UA"
    assert first.loc["Donetsk", "holder"] == "RU"
    assert set(first["valid_from"].dt.date) == {date(2022, 2, 23)}


def test_taken_and_taken_back(story):
    assert story(claim("captured", "2022-04-01"), claim("liberated", "2022-09-10")) == [
        "04-01 held RU R3",
        "09-10 held UA R3",
    ]


def test_r1_the_table_is_the_same_for_any_order_of_claims(story):
    claims = [claim("captured", "2022-04-01"), claim("contested", "2022-09-08"), claim("liberated", "2022-09-10")]
    assert story(*claims) == story(*reversed(claims))


def test_r2_an_admission_outweighs_a_boast(story):
    boast = claim("held", "2022-04-02", side="UA", controller_after="UA")
    admission = claim("captured", "2022-04-02", side="UA")
    assert story(boast, admission) == ["04-02 held RU R2"]


def test_r2_an_admission_decides_however_faintly_it_was_read(story):
    faint = claim("held", "2022-04-02", side="UA", controller_after="RU", confidence=0.5)
    boast = claim("held", "2022-04-02", side="UA", controller_after="UA")
    assert story(claim("captured", "2022-03-20"), faint, boast) == ["03-20 held RU R3"]
    assert story(faint, boast)[-1] == "04-02 held RU R15"


def test_r3_a_claim_in_ones_own_favour_ripens_when_nobody_opposes_it(story):
    assert story(claim("captured", "2022-04-01", side="RU")) == ["04-01 claimed RU R3", "04-04 held RU R3"]
    slow = Policy(unopposed=10)
    assert story(claim("captured", "2022-04-01", side="RU"), policy=slow)[-1] == "04-11 held RU R3"


def test_r3_a_neutral_report_bears_a_claim_out(story):
    claims = [claim("captured", "2022-04-01", side="RU"), claim("captured", "2022-04-02", publisher="BBC News")]
    assert story(*claims) == ["04-01 claimed RU R3", "04-02 held RU R3"]


def test_r3_a_sides_own_outlet_speaks_for_it(story):
    assert story(claim("captured", "2022-04-01", publisher="TASS"))[0] == "04-01 claimed RU R3"
    assert story(claim("captured", "2022-04-01", publisher="Ukrinform"))[0] == "04-01 held RU R2"


def test_r4_opposing_claims_make_a_place_disputed(story):
    taken = claim("captured", "2022-04-01", side="RU")
    denied = claim("held", "2022-04-02", side="UA", controller_after="UA")
    assert story(taken, denied) == ["04-01 claimed RU R3", "04-02 disputed R4"]


def test_r4_silence_does_not_settle_a_dispute_but_a_better_source_does(story):
    taken = [claim("captured", f"2022-04-{day}", side="RU") for day in ("01", "06")]
    denied = [claim("held", f"2022-04-{day}", side="UA", controller_after="UA") for day in ("02", "10")]
    assert story(*taken, *denied)[-1] == "04-02 disputed R4"
    assert story(*taken, *denied, claim("captured", "2022-06-12", side="other"))[-1] == "06-12 held RU R3"


def test_r4_a_side_that_alone_goes_on_claiming_prevails(story):
    taken = claim("captured", "2022-04-01", side="RU")
    denied = claim("held", "2022-04-02", side="UA", controller_after="UA")
    again = claim("held", "2022-04-20", side="RU", controller_after="RU")
    assert story(taken, denied, again)[1:] == ["04-02 disputed R4", "04-20 claimed RU R3", "04-23 held RU R3"]
    still = claim("held", "2022-04-19", side="UA", controller_after="UA")
    assert story(taken, denied, still, again)[1:] == ["04-02 disputed R4", "04-19 claimed UA R3", "04-20 disputed R4"]


def test_r4_a_claim_against_a_better_source_lapses_after_some_days(story):
    denied = claim("held", "2022-04-05", side="UA", controller_after="UA")
    assert story(claim("captured", "2022-04-01", publisher="Reuters"), denied)[1:] == [
        "04-05 disputed R4",
        "04-12 held RU R4",
    ]


def test_r4_a_claim_that_nobody_repeated_for_weeks_opposes_nothing(story):
    said = [claim("held", f"2022-04-{day}", side="RU", controller_after="RU") for day in ("02", "10")]
    freed = claim("held", "2022-04-25", side="UA", controller_after="UA")
    assert story(claim("captured", "2022-04-01"), *said, freed)[1:] == ["04-25 claimed UA R3", "04-28 held UA R3"]


def test_r4_who_contradicts_a_claim_is_named_against_it(theatre):
    taken = claim("captured", "2022-04-01", side="RU", id="taken")
    held = claim("captured", "2022-04-02", publisher="Reuters", id="borne-out")
    denied = claim("held", "2022-04-03", side="UA", controller_after="UA", id="denied")
    disputed, after = control(claims_table([taken, held, denied]), theatre=theatre).to_dict("records")[-2:]
    assert (disputed["status"], disputed["claims_for"], disputed["claims_against"]) == (
        "disputed",
        "borne-out",
        "denied",
    )
    assert (after["holder"], after["claims_for"]) == ("RU", "borne-out")  # what it rested on before, it rests on again


def test_r5_outlets_of_one_owner_are_one_voice(story):
    claims = [claim("captured", "2022-04-01", publisher=name) for name in ("TASS", "RIA Novosti")]
    assert story(*claims)[0] == "04-01 claimed RU R3"
    independent = [claim("captured", "2022-04-01", publisher=name) for name in ("TASS", "Kommersant")]
    assert story(*independent) == ["04-01 held RU R5"]


def test_r5_a_story_that_two_owners_print_is_one_voice(story):
    text = "The defence ministry said on Friday that its troops had taken the town of Izium after a week of fighting."
    printed = [
        claim("captured", "2022-04-01", publisher="TASS", quote=text),
        claim("captured", "2022-04-01", publisher="Kommersant", quote=text.replace("on Friday", "on 1 April")),
    ]
    assert story(*printed)[0] == "04-01 claimed RU R3"


def test_r6_an_older_event_retold_flips_nothing(story):
    claims = [
        claim("captured", "2022-04-01"),
        claim("liberated", "2022-09-10"),
        claim("captured", "2022-04-01", published="2023-06-01"),
        claim("captured", "2022-04-30", event_from="2022-04-01", published="2023-06-01"),
    ]
    assert story(*claims) == ["04-01 held RU R3", "09-10 held UA R3"]


def test_r6_held_in_passing_does_not_undo_a_change_just_reported(story):
    claims = [claim("liberated", "2022-09-10"), claim("held", "2022-09-11", controller_after="RU")]
    assert story(claim("captured", "2022-04-01"), *claims)[-1] == "09-10 held UA R3"


def test_r6_nor_does_even_an_admission_of_it_in_passing(story):
    told = [claim("captured", "2022-04-01"), claim("liberated", "2022-09-10", side="RU")]
    passing = claim("held", "2022-09-11", side="UA", controller_after="RU")
    assert story(*told, passing)[-1] == "09-10 held UA R2"
    assert story(*told, claim("held", "2022-09-20", side="UA", controller_after="RU"))[-1] == "09-20 held RU R15"


def test_r6_news_without_a_date_tells_of_the_last_days(story):
    told = [claim("captured", "2022-04-03"), claim("liberated", "2022-04-05", side="RU")]
    news = claim("captured", "2022-04-08", date_basis="publication")
    assert story(*told, news) == ["04-03 held RU R3", "04-05 held UA R2"]
    assert story(*told, news | {"date_basis": "explicit"})[-1] == "04-08 held RU R3"


def test_r6_a_state_told_as_past_lasted_to_the_day_before_it_ended(theatre):
    was = claim("held", "2022-03-31", controller_after="RU", event_from="2022-03-01", published="2022-04-02")
    still = was | {"published": "2022-03-31"}
    last = [control(claims_table([each]), theatre=theatre)["last_evidence"].iloc[-1] for each in (was, still)]
    assert [day.day for day in last] == [30, 31]


def test_r7_hands_that_change_twice_in_a_day_leave_a_place_contested(story):
    assert story(claim("captured", "2022-04-01"), claim("liberated", "2022-04-01")) == ["04-01 contested R7"]


@pytest.mark.parametrize("fields", [{"kind": "near"}, {"kind": "part"}, {"partial": True}, {"place_id": ""}])
def test_r8_less_than_the_whole_place_flips_nothing(story, fields):
    assert story(claim("captured", "2022-04-01", **fields), claim("advanced", "2022-04-02")) == []


def test_r8_a_whole_region_informs_a_place_of_it(story):
    region = {"place_id": "region:UA-63", "name": "Izium", "kind": "region"}
    claims = [claim("captured", "2022-04-01"), claim("liberated", "2022-11-01", **region)]
    assert story(*claims)[-1] == "11-01 held UA R8"


def test_r8_but_not_against_what_is_said_of_the_place_itself(story):
    region = {"place_id": "region:UA-63", "kind": "region"}
    claims = [claim("captured", "2022-03-25", **region), claim("captured", "2022-04-01")]
    assert story(*claims) == ["04-01 held RU R3"]


def test_r8_what_is_said_of_the_place_long_after_refutes_nothing(story):
    region = {"place_id": "region:UA-63", "kind": "region"}
    assert story(claim("captured", "2022-03-25", **region), claim("captured", "2022-05-10"))[0] == "03-25 held RU R8"


def test_r8_nor_on_a_day_that_has_evidence_of_the_place_itself(story):
    region = {"place_id": "region:UA-63", "kind": "region"}
    told = [claim("captured", "2022-03-20"), claim("held", "2022-04-05", controller_after="RU")]
    assert story(*told, claim("liberated", "2022-04-05", **region)) == ["03-20 held RU R3"]


def test_r8_nor_where_the_place_has_just_changed_hands(story):
    freed = claim("liberated", "2022-04-05", place_id="region:UA-63", kind="region")
    taken, still = claim("captured", "2022-03-20"), claim("held", "2022-04-01", controller_after="RU")
    assert story(taken, still, freed)[-1] == "04-05 held UA R8"
    assert story(claim("captured", "2022-04-01"), freed)[-1] == "04-01 held RU R3"


def test_r8_a_region_settles_what_was_disputed_in_it(story):
    taken = claim("captured", "2022-04-01", side="RU")
    denied = claim("held", "2022-04-02", side="UA", controller_after="UA")
    freed = claim("liberated", "2022-04-05", place_id="region:UA-63", kind="region")
    assert story(taken, denied, freed)[1:] == ["04-02 disputed R4", "04-05 held UA R8"]


@pytest.mark.parametrize("mode", ["planned", "hypothetical", "denied"])
def test_r9_what_is_not_asserted_supports_nothing(story, mode):
    assert story(claim("captured", "2022-04-01", mode=mode), claim("contested", "2022-03-01")) == [
        "03-01 contested R13",
        "03-03 held UA R10",
    ]


def test_r10_a_place_of_a_third_state_is_unknown(theatre):
    abroad = claim(
        "contested", "2022-04-01", latitude=52.43, longitude=31.0, admin1="Gomel", place_id="geonames:627907"
    )
    assert control(claims_table([abroad]), theatre=theatre)["status"].tolist()[0] == "unknown"


def test_r11_a_tie_is_shown(story):
    both = [claim("held", "2022-04-01", controller_after=side, publisher=side) for side in ("RU", "UA")]
    assert story(*both) == ["04-01 disputed R11"]


def test_r12_as_known_uses_only_what_was_published(story):
    late = claim("captured", "2022-04-01", published="2022-04-20")
    assert story(late, claim("contested", "2022-03-01"), as_known=date(2022, 4, 19))[-1] == "03-03 held UA R10"
    assert story(late, as_known=date(2022, 4, 20)) == ["04-01 held RU R3"]


def test_r12_nobody_knows_yet_that_a_claim_will_stay_unopposed(story):
    assert story(claim("captured", "2022-04-01", side="RU"), as_known=date(2022, 4, 2)) == ["04-01 claimed RU R3"]


def test_r13_when_fighting_is_no_longer_told_of_the_last_holder_holds(story):
    claims = [claim("captured", "2022-04-01"), claim("contested", "2022-05-01"), claim("contested", "2022-05-02")]
    assert story(*claims)[1:] == ["05-01 contested R13", "05-04 held RU R3"]


def test_r13_fighting_told_of_a_long_time_counts_on_its_last_day(story):
    for begin, first in (("2022-04-20", "04-20"), ("2022-04-01", "05-01")):
        fought = claim("contested", "2022-05-01", event_from=begin)
        assert story(fought) == [f"{first} contested R13", "05-03 held UA R10"]


def test_r13_a_change_of_hands_ends_the_fighting(story):
    fought = claim("contested", "2022-05-05", event_from="2022-05-01")
    assert story(fought, claim("captured", "2022-05-03")) == ["05-01 contested R13", "05-03 held RU R3"]


def test_r14_what_was_taken_back_had_been_lost(story):
    fought = claim("contested", "2022-03-10", name="Bucha")
    back = claim("liberated", "2022-03-31", name="Bucha", lost_by="RU")
    assert story(fought, back, name="Bucha")[1:] == ["03-12 held RU R14", "03-31 held UA R3"]


def test_r14_and_since_somebody_got_into_it(story):
    entered = claim("entered", "2022-03-10", gained_by="RU", controller_after="")
    assert story(entered, claim("liberated", "2022-03-31", lost_by="RU")) == ["03-10 held RU R14", "03-31 held UA R3"]


def test_r14_what_is_taken_back_years_later_did_not_fall_in_the_opening(story):
    assert story(claim("liberated", "2024-09-10", lost_by="RU")) == ["09-09 held RU R14", "09-10 held UA R3"]


def test_r15_held_by_another_than_before_says_when_at_the_latest(story):
    fought = claim("contested", "2022-03-20")
    held = claim("held", "2022-05-01", controller_after="RU")
    assert story(fought, held)[-1] == "05-01 held RU R15"


def test_r15_what_is_first_told_of_as_held_is_estimated_to_have_fallen_in_the_opening_advance(theatre):
    table = control(claims_table([claim("held", "2022-05-01", controller_after="RU")]), theatre=theatre)
    assert lines(table)[1:] == ["03-03 held RU R15", "05-01 held RU R15"]
    assert table["basis"].tolist() == ["baseline", "estimate", "direct"]
    late = claim("held", "2024-05-01", controller_after="RU")
    assert lines(control(claims_table([late]), theatre=theatre))[1:] == ["05-01 held RU R15"]


def test_r15_what_was_told_of_before_did_not_fall_untold(story):
    held = claim("held", "2022-05-01", controller_after="RU")
    still = claim("held", "2022-02-25", controller_after="UA")
    assert story(still, held) == ["05-01 held RU R15"]
    assert story(claim("contested", "2022-02-25"), held)[1:] == ["02-27 held UA R10", "05-01 held RU R15"]


def test_r14_what_was_taken_back_untold_of_is_estimated_to_have_fallen_in_the_opening_advance(theatre):
    table = control(claims_table([claim("liberated", "2022-09-10", lost_by="RU")]), theatre=theatre)
    assert lines(table)[1:] == ["03-03 held RU R14", "09-09 held RU R14", "09-10 held UA R3"]
    assert table["basis"].tolist() == ["baseline", "estimate", "direct", "direct"]


def test_r14_a_side_that_never_advanced_at_the_opening_held_the_place_just_before(story):
    regained = claim("captured", "2022-09-10", controller_after="RU", lost_by="UA", name="Donetsk")
    assert story(regained, name="Donetsk") == ["09-09 held UA R14", "09-10 held RU R3"]


def test_r16_one_report_against_all_around_it_is_outvoted(theatre):
    claims = [claim("held", f"2022-04-{day:02}", controller_after="RU", publisher="BBC News") for day in (1, 4, 12, 15)]
    stray = claim("held", "2022-04-08", controller_after="UA", id="stray")
    table = control(claims_table([*claims, stray]), theatre=theatre)
    assert table["holder"].tolist() == ["UA", "RU", "RU"]
    assert table["claims_against"].tolist()[-1] == "stray"


def test_r16_a_capture_and_a_recapture_each_told_once_stand(story):
    assert story(claim("captured", "2022-04-01"), claim("liberated", "2022-04-10"))[-1] == "04-10 held UA R3"


def test_r16_a_lone_held_by_is_outvoted_but_not_after_long_silence_nor_as_an_admission(story):
    taken, passing = claim("captured", "2022-04-01"), claim("held", "2022-04-10", controller_after="UA")
    assert story(taken, passing) == ["04-01 held RU R3"]
    again = claim("held", "2022-04-02", controller_after="RU")
    assert story(taken, again, passing | {"claimant_side": "RU", "mode": "claimed"})[-1] == "04-10 held UA R15"
    assert story(taken, claim("held", "2022-11-10", controller_after="UA"))[-1] == "11-10 held UA R15"


def test_r16_a_place_that_is_taken_back_was_in_the_hands_that_a_report_names_before(story):
    occupied, freed = claim("held", "2022-03-31", controller_after="RU"), claim("liberated", "2022-09-10", lost_by="RU")
    assert story(occupied, freed)[-2:] == ["03-31 held RU R15", "09-10 held UA R3"]
    taken, again = claim("captured", "2022-03-05"), claim("captured", "2022-05-05")
    between = claim("liberated", "2022-04-05")
    assert [each[6:13] for each in story(taken, between, again)] == ["held RU", "held UA", "held RU"]


def test_r16_claims_in_ones_own_favour_are_not_judged(story):
    held = [claim("held", day, controller_after="UA") for day in ("2022-03-20", "2022-04-12")]
    assert story(*held, claim("captured", "2022-04-01", side="RU"))[0] == "04-01 claimed RU R3"


def test_a_reviewed_claim_counts_as_it_was_reviewed(story):
    assert story(claim("captured", "2022-04-01", review="rejected"), claim("contested", "2022-03-01"))[-1].endswith(
        "R10"
    )
    old = claim("captured", "2022-04-01", id="old")
    new = claim("captured", "2022-04-05", id="new", review="corrected", supersedes="old")
    assert story(old, new) == ["04-05 held RU R3"]


def test_who_leaves_a_place_leaves_it_to_the_other_side(story):
    left = claim("withdrew", "2022-09-09", lost_by="RU")
    assert story(claim("captured", "2022-04-01"), left)[-1] == "09-09 held UA R3"
    told_by_the_winner = claim("withdrew", "2022-09-09", lost_by="RU", side="UA")
    assert story(claim("captured", "2022-04-01"), told_by_the_winner)[1:] == ["09-09 claimed UA R3", "09-12 held UA R3"]


def test_r6_what_had_lasted_since_long_ends_when_a_side_says_it_took_the_place_that_day(story):
    occupied = claim("held", "2023-08-16", event_from="2023-03-01", controller_after="RU")
    freed = claim("liberated", "2023-08-16", side="UA")
    assert story(occupied, freed)[-3:] == ["08-15 held RU R15", "08-16 claimed UA R3", "08-19 held UA R3"]


@pytest.mark.parametrize("action", ["advanced", "entered", "besieged"])
def test_r8_coming_near_a_place_or_into_it_gives_no_control(story, action):
    assert story(claim(action, "2022-04-01", gained_by="RU"), claim("held", "2022-02-25", controller_after="UA")) == []


def test_r10_an_event_before_the_theatre_begins_is_history(story):
    assert story(claim("captured", "2014-04-12"), claim("held", "2022-02-25", controller_after="UA")) == []


def test_r6_a_range_counts_from_its_last_day_or_from_the_exact_report_within_it(story):
    vague = claim("captured", "2022-04-30", event_from="2022-04-01", published="2022-05-10")
    assert story(vague) == ["04-30 held RU R3"]
    assert story(vague, claim("captured", "2022-04-12")) == ["04-12 held RU R3"]


def test_a_claim_without_publication_or_dates_of_its_own_is_dated_by_what_there_is(story):
    bare = claim("captured", "2022-04-01")
    del bare["published"]
    assert story(bare) == ["04-01 held RU R3"]
    undated = claim("captured", "2022-04-01", event_from=None, event_to=None, date_basis="publication")
    assert story(undated) == ["04-01 held RU R3"]


def test_every_rule_cited_is_explained(theatre):
    claims = [claim("captured", "2022-04-01"), claim("contested", "2022-05-01"), claim("liberated", "2022-09-10")]
    assert set(control(claims_table(claims), theatre=theatre)["rule"]) <= set(RULES)


def test_r10_a_row_names_the_claims_it_rests_on_and_their_last_day(theatre):
    claims = [claim("captured", "2022-04-01", id="a"), claim("held", "2022-06-01", controller_after="RU", id="b")]
    row = control(claims_table(claims), theatre=theatre).iloc[-1]
    assert row["claims_for"] == "a b"
    assert row["last_evidence"].date() == date(2022, 6, 1)
    ripened = control(claims_table([claim("captured", "2022-04-01", side="RU")]), theatre=theatre)
    assert ripened["last_evidence"].dt.date.tolist()[1:] == [date(2022, 4, 1)] * 2  # nothing newer was told


def test_more_voices_make_surer_and_contradiction_less_sure(theatre):
    def sure(*claims):
        return control(claims_table(claims), theatre=theatre)["confidence"].iloc[-1]

    one = claim("captured", "2022-04-01", publisher="BBC News")
    other = claim("captured", "2022-04-01", publisher="Reuters")
    against = claim("held", "2022-04-01", controller_after="UA", side="UA")
    assert sure(one, against) < sure(one) < sure(one, other)


def test_on_a_day_each_place_has_one_row(theatre):
    table = control(claims_table([claim("captured", "2022-04-01"), claim("liberated", "2022-09-10")]), theatre=theatre)
    assert on_day(table, date(2022, 9, 9))["holder"].tolist() == ["RU"]
    assert on_day(table, date(2022, 9, 10))["holder"].tolist() == ["UA"]


def test_no_claims_make_an_empty_table(theatre):
    assert control(claims_table([]), theatre=theatre).empty


def test_r9_a_sides_denial_that_it_lost_a_place_disputes_the_claim(story):
    taken = claim("captured", "2022-04-01", side="RU")
    denied = claim("captured", "2022-04-02", side="UA", mode="denied")
    assert story(taken, denied) == ["04-01 claimed RU R3", "04-02 disputed R4"]


def test_r9_a_denial_by_nobody_of_the_losing_side_says_nothing(story):
    taken = claim("captured", "2022-04-01", side="RU")
    doubted = claim("captured", "2022-04-02", mode="denied")
    assert story(taken, doubted) == ["04-01 claimed RU R3", "04-04 held RU R3"]


def test_r2_a_side_that_admits_its_withdrawal_has_lost_the_place(story):
    left = claim("withdrew", "2022-04-01", side="UA", lost_by="UA", admission=True)
    assert story(left) == ["04-01 held RU R2"]


def test_r6_a_state_told_as_past_gives_way_to_the_change_that_ended_it(story):
    occupied = claim("held", "2022-03-31", controller_after="RU", event_from="2022-03-01", published="2022-04-02")
    freed = claim("liberated", "2022-03-31", side="UA", published="2022-04-02")
    assert story(occupied, freed)[-3:] == ["03-30 held RU R15", "03-31 claimed UA R3", "04-03 held UA R3"]


def test_r4_still_theirs_this_morning_does_not_settle_a_claim_of_that_day(story):
    taken = claim("captured", "2022-02-26", side="RU")
    still = claim("held", "2022-02-26", side="other", controller_after="UA")
    assert story(taken, still)[0] == "02-26 disputed R4"


def test_r8_a_named_site_is_a_place_of_its_own(theatre):
    plant = claim("captured", "2022-03-04", place_id="site:plant", kind="part")
    bridge = claim("captured", "2022-03-04", place_id="geonames:2", kind="part")
    table = control(claims_table([plant, bridge]), theatre=theatre)
    assert set(table["place_id"]) == {"site:plant"}
    assert lines(table)[-1] == "03-04 held RU R3"


def test_r14_a_loss_that_was_not_told_rests_on_the_words_that_tell_of_the_taking_back(theatre):
    freed = claim("liberated", "2022-04-11", publisher="Reuters", id="freed")
    _, _, lost, regained = control(claims_table([freed]), theatre=theatre).to_dict("records")
    assert (lost["holder"], lost["rule"], lost["claims_for"]) == ("RU", "R14", "freed")
    assert (regained["holder"], regained["claims_for"]) == ("UA", "freed")


def test_r14_a_region_that_was_freed_does_not_say_that_each_of_its_towns_had_been_lost(theatre):
    region = {"place_id": "region:UA-63", "kind": "region"}
    town = pd.DataFrame(
        [{"place_id": "geonames:1", "name": "T", "latitude": 49.9, "longitude": 36.2, "admin1": "Kharkiv"}]
    )
    freed = claims_table([claim("liberated", "2022-11-01", publisher="Reuters", **region)])
    table = control(freed, theatre=theatre, places=town)
    assert set(table["holder"]) == {"UA"}
