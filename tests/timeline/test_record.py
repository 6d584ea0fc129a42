"""What became of what each publisher told."""

from tests.timeline.conftest import claim
from timeline.claims import claims_table
from timeline.control import control
from timeline.filters import described
from timeline.record import records


def test_a_publishers_record_is_what_others_bore_out_and_denied(theatre):
    rows = [
        claim("captured", "2022-04-01", id="first", publisher="One", published="2022-04-03"),
        claim("held", "2022-04-05", id="second", publisher="Two", controller_after="RU"),
        claim("held", "2022-04-20", id="boast", publisher="TASS", side="RU", name="Bucha", controller_after="RU"),
        claim("liberated", "2022-04-20", id="fact", publisher="Two", name="Bucha"),
    ]
    claims = described(claims_table(rows), theatre=theatre, raions={})
    found = records(claims, control(claims, theatre=theatre)).set_index("publisher")
    assert found.loc["One"].to_dict() == {"claims": 1, "borne_out": 1, "denied": 0, "lag": 2.0, "open": 0}
    assert found.loc["TASS", ["borne_out", "denied"]].tolist() == [0, 1]
    assert found.loc["Two", "claims"] == 2
