"""The whole way over the samples: the briefs as they come, read, their claims found, and who held what worked out."""

from datetime import date
from pathlib import Path

import pytest

from extract.model import Article
from extract.read.article import read_file
from timeline.claims import claims_table
from timeline.control import control, on_day

SAMPLES = Path(__file__).parent.parent / "data" / "theatres" / "ukraine" / "samples"

# place, oblast, day, status, holder: what the briefs tell of days that are well known
MILESTONES = [
    ("Kherson", "Kherson", "2022-02-25", "held", "UA"),
    ("Kherson", "Kherson", "2022-03-03", "held", "RU"),
    ("Kherson", "Kherson", "2022-11-08", "held", "RU"),
    ("Berdiansk", "Zaporizhzhia", "2022-02-28", "held", "RU"),
    ("Trostianets", "Sumy", "2022-03-02", "held", "RU"),
    ("Bucha", "Kyiv", "2022-03-20", "held", "RU"),
    ("Irpin", "Kyiv", "2022-03-28", "held", "UA"),
    ("Hostomel", "Kyiv", "2022-03-20", "held", "RU"),
    ("Izium", "Kharkiv", "2022-04-01", "held", "RU"),
    ("Izium", "Kharkiv", "2022-09-10", "held", "UA"),
    ("Kupiansk", "Kharkiv", "2022-02-27", "held", "RU"),
    ("Mariupol", "Donetsk", "2022-03-05", "held", "UA"),
    ("Mariupol", "Donetsk", "2022-05-20", "held", "RU"),
    ("Kreminna", "Luhansk", "2022-04-18", "held", "RU"),
    ("Popasna", "Luhansk", "2022-05-08", "held", "RU"),
    ("Lysychansk", "Luhansk", "2022-07-02", "held", "UA"),
    ("Lysychansk", "Luhansk", "2022-07-03", "held", "RU"),
    ("Lyman", "Donetsk", "2022-05-28", "held", "RU"),
    ("Lyman", "Donetsk", "2022-10-01", "held", "UA"),
    ("Velykyi Burluk", "Kharkiv", "2022-09-11", "held", "UA"),
    ("Vovchansk", "Kharkiv", "2022-09-13", "held", "UA"),
    ("Davydiv Brid", "Kherson", "2022-10-04", "held", "UA"),
    ("Snihurivka", "Mykolaiv", "2022-11-10", "held", "UA"),
    ("Oleshky", "Kherson", "2022-11-12", "held", "RU"),
    ("Soledar", "Donetsk", "2023-01-25", "held", "RU"),
    ("Bakhmut", "Donetsk", "2023-01-13", "held", "UA"),
    ("Bakhmut", "Donetsk", "2023-09-18", "held", "RU"),
    ("Makarivka", "Donetsk", "2023-06-11", "held", "UA"),
    ("Urozhaine", "Donetsk", "2023-08-16", "held", "UA"),
    ("Urozhaine", "Donetsk", "2024-07-18", "held", "RU"),
    ("Robotyne", "Zaporizhzhia", "2023-08-28", "held", "UA"),
    ("Klishchiivka", "Donetsk", "2023-09-17", "claimed", "UA"),  # one side's word alone (R3)
    ("Klishchiivka", "Donetsk", "2023-09-20", "held", "UA"),
    ("Avdiivka", "Donetsk", "2023-10-24", "held", "UA"),
    ("Avdiivka", "Donetsk", "2024-02-17", "held", "RU"),
    ("Vuhledar", "Donetsk", "2023-02-13", "held", "UA"),
    ("Sudzha", "Kursk", "2025-03-16", "held", "RU"),
    ("Sudzha", "Kursk", "2024-09-13", "held", "UA"),
    ("Siversk", "Donetsk", "2025-12-23", "held", "RU"),
    ("Izium", "Kharkiv", "2022-09-15", "held", "UA"),
    ("Lyman", "Donetsk", "2022-10-05", "held", "UA"),
    ("Balakliia", "Kharkiv", "2022-09-15", "held", "UA"),
    ("Popasna", "Luhansk", "2022-05-15", "held", "RU"),
    ("Lysychansk", "Luhansk", "2022-07-10", "held", "RU"),
    ("Trostianets", "Sumy", "2022-04-01", "held", "UA"),
    ("Vuhledar", "Donetsk", "2024-10-10", "held", "RU"),
]

# place, oblast, a side that never held it in these years
NEVER = [
    ("Kharkiv", "Kharkiv", "RU"),
    ("Kyiv", "Kyiv", "RU"),
    ("Mykolaiv", "Mykolaiv", "RU"),
    ("Chernihiv", "Chernihiv", "RU"),
    ("Konotop", "Sumy", "RU"),
    ("Zaporizhzhia", "Zaporizhzhia", "RU"),
    ("Sloviansk", "Donetsk", "RU"),
    ("Kramatorsk", "Donetsk", "RU"),
    ("Odesa", "Odesa", "RU"),
    ("Donetsk", "Donetsk", "UA"),
]


@pytest.fixture(scope="module")
def table(pipeline):
    claims = []
    for path in sorted(SAMPLES.glob("*.md")):
        (article,) = read_file(path)
        assert isinstance(article, Article)
        claims += pipeline.extract(article).claims
    return control(claims_table(claims), theatre=pipeline.theatre, gazetteer=pipeline.gazetteer)


def of_place(table, place, oblast):
    return table[(table["name"] == place) & (table["admin1"] == oblast)]


@pytest.mark.parametrize(("place", "oblast", "day", "status", "holder"), MILESTONES)
def test_milestone(table, place, oblast, day, status, holder):
    rows = on_day(of_place(table, place, oblast), date.fromisoformat(day))
    assert list(rows["status"]) == [status]
    if holder:
        assert list(rows["holder"]) == [holder]


@pytest.mark.parametrize(("place", "oblast", "side"), NEVER)
def test_never_held_by(table, place, oblast, side):
    rows = of_place(table, place, oblast)
    assert not ((rows["holder"] == side) & rows["status"].isin(["held", "claimed"])).any()
