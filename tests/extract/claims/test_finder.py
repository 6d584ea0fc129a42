from datetime import date

import pytest

from extract.model import DateBasis
from gazetteer.place import Kind
from tests.extract.reading import read, sole, told


def test_every_quote_and_place_stands_in_the_text():
    text = (
        "Two days passed.\n\nRussian forces left Izium on Saturday, and Kupiansk was retaken, the general staff said."
    )
    for claim in read(text):
        assert text[claim.start : claim.end] == claim.quote
        assert text[claim.place_start : claim.place_end] == claim.place
        assert claim.trigger in claim.quote
        assert 0 <= claim.confidence <= 1


def test_a_loss_gains_for_the_other_side():
    claim = sole("Russian forces captured Popasna on Saturday.")
    assert (claim.gained_by, claim.lost_by) == ("RU", "UA")


def test_taking_land_of_the_other_state_is_no_liberation():
    claim = sole("Ukrainian forces captured Sudzha.")
    assert (claim.action, claim.gained_by, claim.controller_after) == ("captured", "UA", "UA")


def test_liberated_in_the_mouth_of_the_other_side():
    claim = sole("Russia's defence ministry said that Popasna had been liberated.")
    assert (claim.action, claim.controller_after, claim.claimant_side) == ("captured", "RU", "RU")


@pytest.mark.parametrize(
    ("text", "action", "gained"),
    [
        ("The Russian-backed leader Denis Pushilin said Popasna had not been liberated yet.", "captured", "RU"),
        ("Kyiv said Popasna had not been liberated yet.", "liberated", "UA"),
        ("Russia's defence ministry denied that Popasna had been liberated.", "liberated", "UA"),
    ],
)
def test_not_liberated_yet_is_what_the_speakers_own_side_has_not_done(text, action, gained):
    claim = sole(text)
    assert (claim.action, claim.gained_by, claim.mode) == (action, gained, "denied")


@pytest.mark.parametrize(
    ("text", "partial"),
    [
        ("Russia was redeploying forces from Izium to other fronts.", True),
        ("Two Russian battalions withdrew from Izium.", True),
        ("Russia pulled most of its troops out of Izium.", True),
        ("Russian forces withdrew from Izium.", False),
        ("The last two Russian battalions withdrew from Izium.", False),
        ("On 4 April Russian troops withdrew from Izium.", False),
    ],
)
def test_some_who_leave_have_not_left_it_to_the_others(text, partial):
    claim = sole(text)
    assert (claim.action, claim.partial) == ("withdrew", partial)


@pytest.mark.parametrize(
    "text",
    [
        "Popasna was quiet. Then Russian forces captured the town.",
        "Popasna was quiet. Then Russian forces captured it.",
        "Bombs had hit Popasna. Russian troops stormed on and took the town.",
    ],
)
def test_words_that_refer_to_a_place(text):
    claim = read(text)[-1]
    assert (claim.name, claim.controller_after) == ("Popasna", "RU")
    assert claim.place != "Popasna"


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Ukrainian forces now hold Kupiansk.", date(2022, 5, 30)),
        ("Ukrainian forces held Kupiansk.", date(2022, 5, 12)),
    ],
)
def test_what_is_held_now_is_so_as_it_is_written(sentence, day):
    text = "On 2 April 2022 Russian troops took Popasna. On 9 April they took Izium. On 12 May 2022 they took Lyman. "
    held = [claim for claim in read(text + sentence, published=date(2022, 5, 30)) if claim.action == "held"]
    assert [(claim.name, claim.event_to) for claim in held] == [("Kupiansk", day)]


def test_the_city_is_the_one_the_article_is_about():
    text = "Kherson was cut off. Kherson waited. A convoy came by Tokmak. On Friday Ukrainian forces entered the city."
    assert told(text, title="Kherson waits")[-1] == ("Kherson", "entered", None, "fact")


def test_they_are_those_of_whom_the_text_spoke():
    assert read("Ukrainian forces retook Bucha. They also entered Irpin.")[-1].gained_by == "UA"


def test_who_said_it():
    claim = sole("Serhiy Haidai, the governor, said Russian troops had seized Popasna.")
    assert claim.mode == "claimed"
    assert claim.claimant is not None
    assert claim.claimant.startswith("Serhiy Haidai")
    assert claim.claimant_side == "UA"
    assert claim.admission


def test_ones_own_gain_is_no_admission():
    assert not sole("Ukraine's general staff said its troops had retaken Izium.").admission


def test_an_appointed_government_admits_a_retreat():
    claim = sole("The government in Izium, which is backed by Russia, had to admit the retreat on Saturday.")
    assert (claim.action, claim.place, claim.claimant_side, claim.lost_by) == ("withdrew", "Izium", "RU", "RU")
    assert claim.admission


def test_a_quotation_is_somebodys_claim():
    claim = sole("“The Russians have taken Popasna and we are leaving for the west.” So said the mayor on Monday.")
    assert claim.mode == "claimed"


def test_the_enemy_is_the_other_side_of_the_speaker():
    assert sole("The enemy seized Popasna, Ukraine's general staff said.").gained_by == "RU"
    assert sole("The enemy seized Popasna, Russia's defence ministry said.").gained_by == "UA"


def test_part_of_a_place_stays_a_part():
    claim = sole("Russian forces captured 60% of Popasna.")
    assert (claim.kind, claim.partial, claim.controller_after) == (Kind.PART, True, "RU")


def test_around_a_place_is_not_the_place():
    claim = sole("Ukrainian forces retook several villages near Izium.")
    assert claim.kind is Kind.NEAR


def test_a_fall_goes_to_whom_the_article_says_took_it():
    claims = read("The fall of Izium came fast. Izium and Kupiansk were both retaken on Saturday.")
    assert {claim.controller_after for claim in claims} == {"UA"}


def test_a_setback_tells_who_lost():
    assert read("Moscow suffered a setback with the rapid fall of Izium.")[0].controller_after == "UA"


def test_no_control_out_of_mere_movement():
    moves = read("Russian troops advanced towards Kyiv. They entered Irpin and surrounded Bucha.")
    assert {claim.controller_after for claim in moves} == {None}
    assert len(moves) == 3


def test_the_event_is_dated_not_the_article():
    claim = sole("Ukrainian forces liberated Izium on Saturday.")
    assert claim.event_from == claim.event_to == date(2022, 9, 10)
    assert claim.date_basis is DateBasis.RELATIVE


def test_a_state_is_known_at_the_day_of_telling():
    claim = sole("Tokmak is held by Russian troops.")
    assert (claim.event_from, claim.event_to) == (None, date(2022, 9, 11))


def test_other_languages_wait_for_their_grammar():
    assert read("Ukrainian forces liberated Izium.", language="pl") == ()


def test_the_same_article_yields_the_same_claims():
    text = "Ukrainian forces liberated Izium. Izium had been occupied by Russia for five months."
    assert read(text) == read(text)
    assert len({claim.id for claim in read(text)}) == len(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "Izium",
        "<script>captured Izium</script>",
        "captured " * 500 + "Izium",
        "“" * 3000 + " captured Izium",
    ],
)
def test_odd_input_is_survived(text):
    assert isinstance(read(text), tuple)


@pytest.mark.parametrize(
    "text",
    [
        "Russia's defence ministry said its troops had captured Popasna. Ukraine's army denied the claim.",
        "Russia's defence ministry said its troops had captured Popasna. Kyiv denied it on the same day.",
        "Russia's defence ministry announced the capture of Popasna; Kyiv denied it.",
        "Russia's defence ministry said its troops had captured Popasna. Ukraine's army said the reports were false.",
        "Russia's defence ministry said its troops had captured Popasna. Ukraine's president called the report a lie.",
    ],
)
def test_a_denial_points_back_to_the_claim(text):
    claim, denial = read(text)
    assert (claim.mode, claim.claimant_side, claim.controller_after) == ("claimed", "RU", "RU")
    assert (denial.mode, denial.claimant_side, denial.controller_after) == ("denied", "UA", "RU")
    assert (denial.name, denial.event_from, denial.event_to) == (claim.name, claim.event_from, claim.event_to)
    assert text[denial.place_start : denial.place_end] == denial.place
    assert text[denial.start : denial.end] == denial.quote


def test_nobody_denies_what_helps_him():
    text = "Ukraine's army said Izium had been retaken. Ukraine's president denied it was the end of the war."
    assert {claim.mode for claim in read(text)} == {"claimed"}


def test_a_denied_report_of_something_else_denies_no_claim():
    text = (
        "Russia's defence ministry said its troops had captured Popasna. Kyiv denied reports that soldiers were hurt."
    )
    assert [claim.mode for claim in read(text)] == ["claimed"]


def test_a_government_is_never_the_town():
    for claim in read("The fight for Popasna is over. Moscow declared the town captured on 2 September."):
        assert claim.name == "Popasna"
    assert read("Moscow declared the town captured on 2 September.") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Balakliia, on the road to Izium, was shelled. Then Russian troops took the town.",
        "Ukrainian soldiers are leaving Balakliia, 40 kilometres south-east of Izium. Russian troops took it at noon.",
    ],
)
def test_a_landmark_is_not_what_the_text_is_about(text):
    assert {claim.name for claim in read(text)} == {"Balakliia"}


def test_who_relays_a_report_lends_it_a_side():
    claim = sole("The Kremlin said that the chief of the general staff had reported the capture of Popasna.")
    assert claim.claimant_side == "RU"
    assert not claim.admission


def test_a_closing_attribution_tells_who_said_it():
    claim = sole("Ukrainian troops have left Popasna, a town in the far east, Ukraine's General Staff said on Friday.")
    assert (claim.claimant, claim.claimant_side, claim.admission) == ("Ukraine's General Staff", "UA", True)


def test_a_state_is_known_as_of_the_day_it_was_told():
    claim = sole("Tokmak is fully occupied by Russian forces, the mayor said on Friday.")
    assert (claim.event_from, claim.event_to) == (None, date(2022, 9, 9))


def test_a_denial_without_a_day_is_of_the_day_it_denies():
    text = "Russia's army announced the capture of Popasna on 7 September. Kyiv denied that Popasna had fallen."
    claim, denial = read(text)
    assert denial.mode == "denied"
    assert claim.event_to == denial.event_to == date(2022, 9, 7)


def test_a_denial_takes_in_all_that_the_other_side_has_just_said():
    text = (
        "Russia's army said that it had captured Popasna. It said that Tokmak had been taken as well. "
        "Kyiv denied the claims."
    )
    assert {claim.name for claim in read(text) if claim.mode == "denied"} == {"Popasna", "Tokmak"}


def test_they_are_those_whom_the_sentence_before_was_about():
    claim = read("Russian troops had held out for weeks. They abandoned Izium on Saturday.")[-1]
    assert (claim.action, claim.lost_by) == ("withdrew", "RU")


def test_what_both_sides_say_is_admitted_by_the_loser():
    claim = sole("Ukrainian and Russian-backed officials both said that Popasna had been captured.")
    assert (claim.gained_by, claim.claimant_side, claim.admission) == ("RU", "UA", True)


@pytest.mark.parametrize(
    "text", ["They took all of Izium east of the river.", "They took all of Izium except for the plant."]
)
def test_all_that_is_cut_down_is_a_part(text):
    claim = sole(text.replace("They", "Russian troops"))
    assert (claim.partial, claim.kind) == (True, "part")


def test_an_occupation_that_was_ends_before_the_liberation():
    held, freed = read("Izium, which had been under occupation since March, is back under Ukrainian control.")
    assert (held.controller_after, held.event_from, held.event_to) == ("RU", date(2022, 3, 1), date(2022, 3, 31))
    assert (freed.controller_after, freed.event_from) == ("UA", None)


def test_a_weekday_with_its_date_is_that_date():
    claim = sole("Russian forces have captured Izium, the ministry said on Sunday, 4 September.")
    assert claim.event_to == date(2022, 9, 4)


def test_the_town_is_none_that_is_called_a_village():
    text = "Russian forces have captured Izium, a village near Bucha. Bucha was shelled. The town is held by Ukraine."
    assert [claim.name for claim in read(text)] == ["Izium", "Bucha"]


def test_a_denied_loss_that_is_named_points_back_to_nothing():
    text = "Russia's army said that it had captured Popasna. Kyiv denied the loss of Tokmak."
    assert [claim.name for claim in read(text) if claim.mode == "denied"] == ["Tokmak"]
