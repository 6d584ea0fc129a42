"""The whole way in a theatre of four sides: the briefs about Sudan, read, and who held what worked out of them."""

from datetime import date, timedelta

import pandas as pd
import pytest

from extract.model import Article, Claim
from extract.pipeline import Pipeline
from extract.read.article import read_file
from tests.test_samples import parts
from timeline.claims import claims_table
from timeline.control import control, on_day

# place, day, holder: changes of hands that are documented to the day (several news organisations, and the sides)
CHANGES = [
    ("Khartoum Airport", "2025-03-26", "SAF"),
    ("Republican Palace", "2025-03-21", "SAF"),
    ("Nyala", "2023-10-26", "RSF"),
    ("Zalingei", "2023-10-31", "RSF"),
    ("Ed Daein", "2023-11-21", "RSF"),
    ("Wad Madani", "2023-12-18", "RSF"),
    ("Wad Madani", "2025-01-11", "SAF"),
    ("Jebel Moya", "2024-06-25", "RSF"),
    ("Jebel Moya", "2024-10-05", "SAF"),
    ("Sinja", "2024-06-29", "RSF"),
    ("Sinja", "2024-11-23", "SAF"),
    ("El Fula", "2024-06-20", "RSF"),
    ("Umm Rawaba", "2025-01-30", "SAF"),
    ("Bara", "2025-09-11", "SAF"),
    ("Bara", "2025-10-25", "RSF"),
    ("El Fasher", "2025-10-26", "RSF"),
    ("Babanusa", "2025-12-01", "RSF"),
    ("Heglig", "2025-12-08", "RSF"),
]
# place, side that held it from the first day to the last
THROUGHOUT = [
    ("Port Sudan", "SAF"),
    ("El Obeid", "SAF"),
    ("Kadugli", "SAF"),
    ("Dilling", "SAF"),
    ("General Command", "SAF"),
    ("Kauda", "SPLM"),
    ("Golo", "SLM"),
]
DAYS = timedelta(days=3)


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline("sudan")


@pytest.fixture(scope="module")
def briefs(pipeline):
    return sorted((pipeline.theatre.folder / "samples").glob("*.md"))


@pytest.fixture(scope="module")
def table(pipeline, briefs) -> pd.DataFrame:
    articles = [article for path in briefs for article in read_file(path) if isinstance(article, Article)]
    claims = [claim for found in pipeline.extract_all(articles) for claim in found.claims]
    return control(claims_table(claims), theatre=pipeline.theatre, gazetteer=pipeline.gazetteer)


@pytest.fixture(scope="module")
def claims_of(pipeline):
    def claims_of(text: str, day: date = date(2025, 3, 27)) -> list[Claim]:
        return pipeline.extract(Article("a", "", text, day)).claims

    return claims_of


@pytest.mark.parametrize(("place", "day", "holder"), CHANGES)
def test_a_place_changes_hands_on_the_day(table, place, day, holder):
    rows = table[(table["name"] == place) & (table["holder"] == holder)]
    away = (rows["valid_from"] - pd.Timestamp(day)).abs()
    assert (away <= DAYS).any(), rows[["valid_from", "status"]]
    (after,) = on_day(table[table["name"] == place], date.fromisoformat(day) + 3 * DAYS).to_dict("records")
    assert after["holder"] == holder or after["status"] == "disputed"


@pytest.mark.parametrize(("place", "side"), THROUGHOUT)
def test_a_place_that_was_held_throughout(table, place, side):
    rows = table[(table["name"] == place) & table["status"].isin(["held", "claimed"])]
    assert set(rows["holder"]) == {side}


def test_the_briefs_are_well_formed(briefs):
    assert len(briefs) >= 40
    for path in briefs:
        head, body = parts(path)
        assert (head["publisher"], head["sample"]) == ("Marchland sample", "true"), path.name
        assert path.name.startswith(f"{date.fromisoformat(head['date'])}-")
        assert 60 <= len(body.split()) <= 180, path.name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The RSF captured el-Fasher.", "El Fasher"),
        ("The RSF captured al-Fashir.", "El Fasher"),
        ("The army retook Wad al-Nayal.", "Wad al-Nayal"),
        ("The army retook ad-Dinder.", "Ad-Dinder"),
        ("The RSF captured En Nahud.", "An Nahud"),
        ("The RSF captured Ag Geneina.", "El Geneina"),
    ],
)
def test_names_with_an_article_are_found_however_it_is_written(claims_of, text, name):
    assert [claim.name for claim in claims_of(text)] == [name]


@pytest.mark.parametrize(
    ("text", "name", "holder"),
    [
        ("The RSF controls Kutum. It also controls Nyala.", "Nyala", "RSF"),
        ("The army recaptured Salha. Omdurman is in its hands now.", "Omdurman", "SAF"),
        ("The RSF captured Kas. It said Nyala was now under its control.", "Nyala", "RSF"),
        ("The army said on Tuesday that Khartoum State was completely clear of the RSF.", "Khartoum State", "SAF"),
        ("Omdurman is free of RSF fighters.", "Omdurman", "SAF"),
        ("The SPLM-N, now allied to the RSF, controls Kauda.", "Kauda", "SPLM"),
        ("Golo remains under the control of the SLM of Abdel Wahid al-Nur.", "Golo", "SLM"),
        ("The army captured the Heglig oilfield.", "Heglig", "SAF"),
    ],
)
def test_a_side_that_is_no_state_is_followed_through_a_text(claims_of, text, name, holder):
    assert [claim.controller_after for claim in claims_of(text) if claim.name == name] == [holder]


@pytest.mark.parametrize(
    ("text", "place", "holder"),
    [
        ("The RSF said it had taken the army's main base in Sinja.", "the army's main base in Sinja", "RSF"),
        ("The army took the RSF's camp at Salha, its last base.", "the RSF's camp at Salha", "SAF"),
        ("The RSF took the 16th Infantry Division's headquarters.", "16th Infantry Division's headquarters", "RSF"),
        ("The RSF seized the palace, the chief's residence and Khartoum airport.", "Khartoum airport", "RSF"),
        ("It is the last city in Darfur; El Fasher, a town where the army still hangs on.", "El Fasher", "SAF"),
        ("The RSF advanced, with the army confined to Dilling.", "Dilling", "SAF"),
        ("Bara, an hour's drive away, is still with the RSF.", "Bara", "RSF"),
        ("The army withdrew, leaving Bara to the RSF.", "Bara", "RSF"),
        ("The fall of the city gave the paramilitaries most of Gezira.", "Gezira", "RSF"),
        ("The SPLM-N rules the Nuba Mountains from Kauda.", "Kauda", "SPLM"),
        ("Bahri was quiet. Burhan declared the capital free.", "the capital", "SAF"),
        ("Sinja has returned to the embrace of the nation, the minister said.", "Sinja", "SAF"),
        ("Fighters of the Joint Forces remain in control of Tina, a town that the RSF wants.", "Tina", "SAF"),
        ("The SPLM-N was attacked on Monday. Kauda is in the hands of the movement.", "Kauda", "SPLM"),
        ("The RSF took Nyala. The group said it had retaken Bara.", "Bara", "RSF"),
        ("In Kordofan the SPLM-N is allied to the RSF. It holds Kauda.", "Kauda", "SPLM"),
        ("Soldiers raised the flag over Wad al-Haddad.", "Wad al-Haddad", "SAF"),
        ("The army seized the last stronghold in the western region of Darfur, the city of Nyala.", "Nyala", "SAF"),
    ],
)
def test_who_holds_a_place_as_reporters_of_this_war_put_it(claims_of, text, place, holder):
    assert holder in [claim.controller_after for claim in claims_of(text) if claim.place == place]


def test_a_hold_of_fighters_called_joint_is_not_held_jointly(claims_of):
    (claim,) = claims_of("The joint forces and the RSF clashed; the army and the RSF hold Kas together.")[-1:]
    assert claim.controller_after == "contested"
