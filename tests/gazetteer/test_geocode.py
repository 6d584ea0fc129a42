"""geopy geocoders: the embedded one, and the chain that may go online."""

import pytest
from geopy.exc import GeocoderRateLimited, GeocoderTimedOut
from geopy.location import Location

from gazetteer.files import load_gazetteer
from gazetteer.geocode import ChainedGeocoder, GazetteerGeocoder, MemoryCache, online_geocoder
from theatre.theatre import load_theatre


@pytest.fixture(scope="module")
def offline() -> GazetteerGeocoder:
    return GazetteerGeocoder(load_gazetteer(load_theatre()), load_theatre())


class Upstream:
    """An online geocoder that answers as it is told to."""

    def __init__(self, *answers):
        self.answers, self.asked = list(answers), []

    def geocode(self, query, exactly_one=True):
        self.asked.append(query)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


class Clock:
    def __init__(self):
        self.now, self.slept = 1000.0, []

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


def chain(offline, upstream, **options):
    clock = Clock()
    made = ChainedGeocoder(
        offline,
        load_theatre(),
        online=upstream,
        service=f"test-{id(upstream)}",
        clock=clock,
        sleep=clock.sleep,
        **options,
    )
    return made, clock


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("Izium", "Izium, Kharkiv, UA"),
        ("Купянском", "Kupiansk, Kharkiv, UA"),
        ("Lyman", "Lyman, Donetsk, UA"),
        ("Lyman, Kharkiv Oblast", "Lyman, Kharkiv, UA"),
        ("Артемовске", "Bakhmut, Donetsk, UA"),
    ],
)
def test_geocode(offline, query, address):
    assert offline.geocode(query).address == address


def test_geocode_narrows_by_oblast_and_prefers_what_is_near(offline):
    assert offline.geocode("Ivanivka", admin1="Kherson").address == "Ivanivka, Kherson, UA"
    assert offline.geocode("Ivanivka", near="Kupiansk").address == "Ivanivka, Kharkiv, UA"
    assert len(offline.geocode("Ivanivka", exactly_one=False)) == 10


def test_geocode_of_nothing(offline):
    assert offline.geocode("Atlantis") is None
    assert offline.geocode("") is None
    with pytest.raises(ValueError, match="Atlantis"):
        offline.geocode("Izium", near="Atlantis")


def test_reverse(offline):
    assert offline.reverse((49.21, 37.28)).address == "Izium, Kharkiv, UA"
    assert offline.reverse("49.21, 37.28").address == "Izium, Kharkiv, UA"
    assert offline.reverse((0, 0)) is None


def test_offline_is_the_default(offline):
    assert ChainedGeocoder(offline, load_theatre()).geocode("Atlantis") is None


def test_an_exact_place_is_never_asked_for_online(offline):
    upstream = Upstream()
    made, _ = chain(offline, upstream)
    assert made.geocode("Izium").address == "Izium, Kharkiv, UA"
    assert upstream.asked == []


def test_what_is_not_held_is_asked_once_and_kept(offline):
    upstream = Upstream(Location("A farm", (49.0, 36.0), {}))
    cache = MemoryCache()
    made, _ = chain(offline, upstream, cache=cache)
    assert made.geocode("Some farm").latitude == 49.0
    assert made.geocode("Some farm").latitude == 49.0
    assert upstream.asked == ["Some farm"]


def test_nothing_found_is_kept_too(offline):
    upstream = Upstream(None)
    made, _ = chain(offline, upstream)
    assert made.geocode("Some farm") is None
    assert made.geocode("Some farm") is None
    assert len(upstream.asked) == 1


def test_one_request_a_second_at_most(offline):
    upstream = Upstream(None, None, None)
    made, clock = chain(offline, upstream)
    for query in ("A farm", "B farm", "C farm"):
        made.geocode(query)
    assert clock.slept == [1.0, 1.0]


@pytest.mark.parametrize(
    "answer",
    [GeocoderTimedOut("too slow"), GeocoderRateLimited("429"), RuntimeError("<html>"), Location("x", ("1", "2"), {})],
)
def test_a_failing_upstream_changes_nothing_and_is_told(offline, answer):
    made, _ = chain(offline, Upstream(answer))
    assert made.geocode("Some farm") is None
    assert len(made.warnings) == 1


def test_an_answer_outside_the_theatre_is_not_used(offline):
    made, _ = chain(offline, Upstream(Location("Paris, Texas", (33.66, -95.55), {})))
    assert made.geocode("Some farm") is None
    assert "outside the theatre" in made.warnings[0]


def test_online_geocoders_come_by_name_and_say_who_asks():
    assert "Marchland" in online_geocoder("nominatim").headers["User-Agent"]
    with pytest.raises(ValueError, match="nonsense"):
        online_geocoder("nonsense")
