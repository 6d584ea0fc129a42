import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.read.dated import day_of_year, head, later_date, parts_by_day, stated_date
from tests.extract.read.files import DAY


def test_a_date_far_down_is_not_the_articles():
    assert stated_date("A line of the story that goes on.\n" * 40 + "September 11, 2022\n") is None


@given(st.text(max_size=300))
def test_looking_for_a_date_never_fails(text):
    assert stated_date(text) is None or stated_date(text).year >= 1


def test_looking_for_a_date_is_quick_on_hostile_heads():
    start = time.process_time()
    heads = ["A" * 2000, "a, " * 700, "Sat, " * 400, "- " * 900, "|" * 2000, "Sept. 1 " * 250, "1.1." * 500]
    blanks = ["published" + " " * 1900 + "x", "1.1.2022" + " ," * 900 + "x", "KYIV, 1.1.2022" + " " * 1900 + "x"]
    for top in heads + blanks:
        assert stated_date(top) is None
    assert time.process_time() - start < 1


def test_the_head_is_its_lines_without_blanks_each_cut_short():
    assert head("\n  Troops   enter\tthe town \n\n" + "x" * 300) == ["Troops enter the town", "x" * 250 + "…"]


@pytest.mark.parametrize(
    "line",
    [
        "Оперативна інформація станом на 18.00 11.09.2022 щодо вторгнення",
        "Situation as of 6:00 pm on 11.09.2022",
        "Сводка по состоянию на 11.09.2022",
        "War Assessment, September 11, 2022",
        "Sep 11, 2022 - Institute Press",
        "Daily update from the front - 11 September 2022.",
        "Зведення (11.09.2022 г.)",
        "10:45, 11 вересня 2022",
        "11 сент. 2022",
        "Front notes, [11.09.2022 12:31]",
        "Updated on 12 September 2022, first published 11 September 2022",
    ],
)
def test_heads_of_daily_reports_say_their_day(line):
    assert stated_date(f"{line}\n\nTroops entered the town.") == DAY


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("25-09-2022", date(2022, 9, 25)),
        ("2022.09.25", date(2022, 9, 25)),
        ("25th of September, 2022", date(2022, 9, 25)),
        ("Published: 25/09/2022, 10:30", date(2022, 9, 25)),
        ("9/25/2022", date(2022, 9, 25)),
        ("KYIV, 13-09-2022 - Troops entered the town.", date(2022, 9, 13)),
        ("09-09-2022", date(2022, 9, 9)),
        ("05-09-2022", None),
        ("25-13-2022", None),
        ("31/02/2022", None),
    ],
)
def test_a_day_that_can_be_read_in_one_way_only_is_certain(line, day):
    assert stated_date(f"{line}\n\nTroops entered the town.") == day


@pytest.mark.parametrize(
    ("line", "likely", "why"),
    [
        ("12 March", date(2023, 3, 12), "the last day that it tells of is 2023-03-03"),
        ("Опубліковано: 12 березня, 10:45", date(2023, 3, 12), "the last day that it tells of is 2023-03-03"),
        ("KYIV, March 12 (Agency) - Troops left.", date(2023, 3, 12), "the last day that it tells of is 2023-03-03"),
        ("Sunday, 12 March", date(2023, 3, 12), "that was Sunday in 2023"),
        ("12 сентября, понедельник", date(2022, 9, 12), "that was понедельник in 2022"),
        ("12 December", None, "without a year"),
    ],
)
def test_a_head_without_a_year_has_the_one_that_its_text_gives(line, likely, why):
    text = f"{line}\n\nThey entered the town on 3 March 2023. It had been quiet for long, said those who stayed, and "
    text += "nobody had thought of it any more. A vote is planned for 20 May 2023."
    found = day_of_year(text, date(2022, 2, 24), date(2024, 1, 15))
    assert found and found.likely == likely and found.why.endswith(why)


@pytest.mark.parametrize("line", ["On 12 March they left.", "March 12 was a bad day", "12 March 2023", "Troops left"])
def test_a_day_in_a_sentence_heads_nothing(line):
    assert day_of_year(f"{line}\n\nThey left on 3 March 2023.", date(2022, 2, 24), date(2024, 1, 15)) is None


def test_a_text_under_several_dates_has_a_part_a_day():
    text = "Week of fighting\n\n11 September 2022\n\nTroops entered the town.\n\n## 12 January 2023\n\nThey left it."
    assert parts_by_day(text) == [(DAY, "Troops entered the town."), (date(2023, 1, 12), "They left it.")]
    posts = "Notes, [11.09.2022 12:31]\nTroops entered.\n\nNotes, [12.09.2022 08:00]\nThey left."
    assert [day for day, _ in parts_by_day(posts)] == [DAY, date(2022, 9, 12)]
    for first, second in (
        ("Day 200 - 11 September 2022", "Day 201 - 12 September 2022"),
        ("День 200. 11 вересня 2022 року", "День 201. 12 вересня 2022 року"),
        ("• 11.09.2022", "• 12.09.2022"),
        ("**Sunday, 11 September 2022**", "**Monday, 12 September 2022**"),
    ):
        parts = parts_by_day(f"{first}\nTroops entered.\n{second}\nThey left.")
        assert [day for day, _ in parts] == [DAY, date(2022, 9, 12)], first


@pytest.mark.parametrize(
    "text",
    [
        "11 September 2022\n\nTroops entered the town.",
        "Published: 11 September 2022\n\nTroops entered.\n\nMore on it.",
        "A story.\n\nWith a beginning.\n\nAnd a middle.\n\n11 September 2022\n\nOne.\n\n12 September 2022\n\nTwo.",
    ],
)
def test_a_text_of_one_day_is_whole(text):
    assert parts_by_day(text) == []


def test_a_page_that_tells_of_later_days_was_not_published_before_them():
    today = date(2024, 1, 15)
    assert later_date("On 20 May 2023 troops took the town.", DAY, today) == date(2023, 5, 20)
    for text in ("The lease ends by 20 May 2023.", "A vote will be held on 20 May 2023.", "On 10 May 2022 it fell."):
        assert later_date(text, DAY, today) is None
