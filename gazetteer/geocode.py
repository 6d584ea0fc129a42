"""geopy geocoders over the embedded gazetteer, and a chain that may go on to one on the internet.

`GazetteerGeocoder` answers from the gazetteer alone. `ChainedGeocoder` asks it first and an online geocoder only for
what it doesn't hold exactly, when the user has switched that on: at most one request a second in the whole process,
answers kept, only within the theatre's bounds, and a service that fails changes nothing but is told.
"""

import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from geopy.distance import great_circle
from geopy.exc import GeocoderServiceError, GeopyError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from gazetteer.gazetteer import Gazetteer
from gazetteer.place import Kind, Place, Precision
from gazetteer.spelling import fold
from theatre.errors import MarchlandError
from theatre.theatre import Theatre

__all__ = [
    "Cache",
    "ChainedGeocoder",
    "GazetteerGeocoder",
    "MemoryCache",
    "UpstreamError",
    "online_geocoder",
]

_SECOND = 1.0
_LOCK = threading.Lock()  # all sessions of the app share one clock for each service
_ASKED: dict[str, float] = {}


class UpstreamError(MarchlandError, GeocoderServiceError, RuntimeError):
    """The online geocoder failed or answered nonsense; what the gazetteer holds stays as it is."""


class Cache(Protocol):
    """Where online answers are kept; the store is one."""

    def geocoded(self, service: str, query: str) -> Any:
        """The kept answer, or None when the service was never asked."""

    def keep_geocode(self, service: str, query: str, answer: Mapping[str, Any]) -> None:
        """Keep an answer; an empty one says that nothing was found."""


class MemoryCache:
    """Answers kept as long as the process lives."""

    def __init__(self) -> None:
        self._answers: dict[tuple[str, str], dict[str, Any]] = {}

    def geocoded(self, service: str, query: str) -> Any:
        return self._answers.get((service, query))

    def keep_geocode(self, service: str, query: str, answer: Mapping[str, Any]) -> None:
        self._answers[service, query] = dict(answer)


class GazetteerGeocoder(Geocoder):
    """The embedded gazetteer as a geopy geocoder: no network, no limits.

    A `Location`'s address is "Izium, Kharkiv, UA"; its raw value holds `place` (the Place) and `score`, the share of
    likelihood among the places of that name.
    """

    def __init__(self, gazetteer: Gazetteer, theatre: Theatre, *, scheme: str | None = None) -> None:
        super().__init__(scheme=scheme)
        self.gazetteer = gazetteer
        self._home = theatre.sides.home.country

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,
        near: str | tuple[float, float] | None = None,
        admin1: str | None = None,
        limit: int = 10,
    ) -> Location | list[Location] | None:
        """The places that bear a name, in any language or case form, the likeliest first, or None.

        "Izium, Kharkiv Oblast" narrows to an oblast, as does `admin1` ("Kharkiv"); `near` prefers what lies close to
        another place, given by name or as (latitude, longitude). Size decides otherwise.
        """
        name, _, rest = query.partition(",")
        grades = dict(self.gazetteer.coded(fold(name.strip())))
        places = [(self.gazetteer.at(row), grade) for row, grade in grades.items()]
        wanted = admin1 or self._admin1_of(rest.strip())
        if wanted:
            places = [(place, grade) for place, grade in places if place.admin1.casefold() == wanted.casefold()]
        centre = self._point_of(near)
        scored = sorted(
            ((_likelihood(place, centre, grade, self._home), place) for place, grade in places),
            key=lambda pair: (-pair[0], pair[1].id),
        )
        total = sum(likelihood for likelihood, _ in scored) or 1.0
        found = [_location(place, round(likelihood / total, 3)) for likelihood, place in scored[:limit]]
        if not found:
            return None
        return found[0] if exactly_one else found

    def reverse(
        self,
        query: Any,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,
        limit: int = 5,
        within_km: float = 30.0,
    ) -> Location | list[Location] | None:
        """The settlements nearest to a point (anything that geopy takes for one, latitude first), or None."""
        point = Point(query)
        places = self.gazetteer.nearest(point.latitude, point.longitude, limit=limit, within_km=within_km)
        found = [_location(place, 1.0) for place in places]
        if not found:
            return None
        return found[0] if exactly_one else found

    def _admin1_of(self, region: str) -> str | None:
        """The oblast that the words after a comma name."""
        if not region:
            return None
        for place in self.gazetteer.candidates(region):
            if place.kind == Kind.REGION and place.admin1:
                return place.admin1
        return region.removesuffix("Oblast").removesuffix("oblast").removesuffix("region").strip()

    def _point_of(self, near: str | tuple[float, float] | None) -> tuple[float, float] | None:
        if near is None or isinstance(near, tuple):
            return near
        location = self.geocode(near)
        if location is None:
            raise ValueError(f"the gazetteer holds no place named {near!r} to look near")
        return (location.latitude, location.longitude)  # type: ignore[union-attr]


def _likelihood(place: Place, centre: tuple[float, float] | None, grade: int, home: str) -> float:
    """How likely a name means this one of its places: larger, closer to the centre, by its name of today and in the
    `home` country (ISO 3166 alpha-2)."""
    size = 100.0 + place.population
    if centre is not None:
        away = great_circle(centre, (place.latitude, place.longitude)).km
        size = (10.0 + place.population**0.5) * 1000.0 / (1.0 + (away / 10.0) ** 3)
    if place.country != home and place.kind == Kind.SETTLEMENT:
        size /= 3.0
    return size * (1.0, 0.5, 0.1, 0.0001)[grade]


def _location(place: Place, score: float) -> Location:
    address = ", ".join(part for part in (place.name, place.admin1, place.country) if part)
    return Location(address, (place.latitude, place.longitude), {"place": place, "score": score})


def online_geocoder(service: str = "nominatim", **config: Any) -> Geocoder:
    """A geopy geocoder by its service's name, told who asks. `config` goes to it as it is (domain, api_key, ...).
    Raises ValueError for a service that geopy doesn't know."""
    from geopy.geocoders import get_geocoder_for_service

    try:
        made = get_geocoder_for_service(service)
    except GeopyError as error:
        raise ValueError(f"geopy has no geocoder named {service!r}") from error
    config.setdefault("timeout", 5)
    config.setdefault("user_agent", "Marchland (territorial changes from news articles)")
    return made(**config)


class ChainedGeocoder:
    """The gazetteer first; then, for what it holds not at all or only roughly, an online geocoder.

    `online` None keeps everything offline. An exact place of the gazetteer is never replaced. `warnings` tells what
    went wrong upstream, newest last.
    """

    def __init__(
        self,
        offline: GazetteerGeocoder,
        theatre: Theatre,
        *,
        online: Geocoder | None = None,
        service: str = "nominatim",
        cache: Cache | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.offline = offline
        self.theatre = theatre
        self.online = online
        self.service = service
        self.cache = cache or MemoryCache()
        self.warnings: list[str] = []
        self._clock, self._sleep = clock, sleep

    def geocode(self, query: str, **options: Any) -> Location | None:
        """The place that a name means. An online answer's raw value says which `service` gave it."""
        offline = self.offline.geocode(query, **options)
        held = offline if isinstance(offline, Location) else None
        if self.online is None or (held is not None and held.raw["place"].precision == Precision.EXACT):
            return held
        try:
            answer = self._ask(query)
        except UpstreamError as error:
            self.warnings.append(str(error))
            return held
        return answer or held

    def _ask(self, query: str) -> Location | None:
        """The online answer within the theatre's bounds, from the cache where it was asked before."""
        kept = self.cache.geocoded(self.service, query)
        if kept is None:
            kept = self._request(query)
            self.cache.keep_geocode(self.service, query, kept)
        if not kept:
            return None
        return Location(kept["address"], (kept["latitude"], kept["longitude"]), {"service": self.service})

    def _request(self, query: str) -> dict[str, Any]:
        """Ask the service, when its turn has come. Raises UpstreamError; an answer outside the theatre is none."""
        assert self.online is not None
        with _LOCK:
            wait = _ASKED.get(self.service, -_SECOND) + _SECOND - self._clock()
            if wait > 0:
                self._sleep(wait)
            _ASKED[self.service] = self._clock()
            try:
                answer = self.online.geocode(query, exactly_one=True)
            except GeopyError as error:
                reason = str(error) or type(error).__name__
                raise UpstreamError(f"{self.service} didn't answer for {query!r} ({reason}); kept offline") from error
            except Exception as error:  # a hostile answer can break a geocoder's parser in any way
                raise UpstreamError(f"{self.service} answered nonsense for {query!r}; kept offline") from error
        if answer is None:
            return {}
        south, west, north, east = self.theatre.bounds
        try:
            latitude, longitude, address = float(answer.latitude), float(answer.longitude), str(answer.address)
        except (AttributeError, TypeError, ValueError) as error:
            raise UpstreamError(f"{self.service} answered nonsense for {query!r}; kept offline") from error
        if not (south <= latitude <= north and west <= longitude <= east):
            self.warnings.append(f"{self.service} places {query!r} outside the theatre; not used")
            return {}
        return {"address": address[:300], "latitude": latitude, "longitude": longitude}
