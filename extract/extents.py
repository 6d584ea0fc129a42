"""How much of a region the words around its name mean: all of it, a part by compass, one side of a river, or less.

"The north of Kharkiv Oblast" and "Kharkiv Oblast west of the Oskil" are places that control can be told of; "500
square kilometres of Kherson Oblast" and "a town in it" are not. What is meant goes behind the region's id:
"region:UA-63/north", "region:UA-63/west-of-oskil", or "region:UA-09/all" where the text says that nothing of it is
left out. The timeline knows which settlements lie there (timeline.regions).
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extract.theatre import Theatre

__all__ = ["ALL", "COMPASS", "Extent", "Extents", "river_key"]

ALL = "all"
COMPASS = ("north", "south", "east", "west", "north-east", "north-west", "south-east", "south-west")

_REACH = 110  # characters looked at on either side of the name
_POINT = r"(?P<point>(?:north|south)[- ]?(?:east|west)|north|south|east|west)"
_PIECE = r"(?:parts?|half|portion|districts|areas|regions|reaches|territor(?:y|ies))"
_THE = r"(?:the\s+)?"
# Behind the name: "(Kharkiv Oblast) west of the Oskil", "on the eastern bank of the Oskil river".
_BEHIND = re.compile(
    rf"^(?:\s+(?:oblast|region|province))?,?\s+(?:that\s+lies\s+|lying\s+|located\s+)?"
    rf"(?:to\s+the\s+|on\s+the\s+)?{_POINT}(?:ern)?\s+(?:(?:bank|side)\s+)?of\s+(?:the\s+)?(?:river\s+)?(?P<river>\w[\w'’]+"
    r"(?:\s[A-Z][\w'’]+)?)",
    re.IGNORECASE,
)
# Before it: "the west bank of the Oskil in (Kharkiv Oblast)".
_BANK = re.compile(
    rf"\b{_POINT}(?:ern)?\s+(?:bank|side)\s+of\s+(?:the\s+)?(?:river\s+)?(?P<river>\w[\w'’]+(?:\s[A-Z][\w'’]+)?)"
    rf"(?:\s+river)?\s+in\s+{_THE}$",
    re.IGNORECASE,
)
# "northern", "the northern part of", "the north of (Kharkiv Oblast)"
_COMPASS = re.compile(
    rf"\b{_POINT}(?:(?:ern(?:most)?)?\s+{_PIECE}\s+of\s+{_THE}|ern\s+|\s+of\s+{_THE})$", re.IGNORECASE
)
_SLAVIC = re.compile(
    r"\b(?P<north>північ|север)|(?P<south>півд|юг|южн)|(?P<east>сход|схід|восток|восточн)|(?P<west>захід|заход|запад)",
    re.I,
)
_SLAVIC_COMPASS = re.compile(
    r"\b(?:(?:північ|півд|схід|захід|север|юг|южн|восток|восточн|запад)\w*)\s+(?:частин\w+\s+|част\w+\s+|район\w*\s+)?$",
    re.I,
)
_SLAVIC_BEHIND = re.compile(
    r"^,?\s+(?:на\s+)?(?P<point>захід|схід|північ|південь|заходу|сходу|запад\w*|восток\w*|север\w*|юг\w*|западнее|восточнее|"
    r"західніше|східніше)\s+(?:від\s+|от\s+)?(?:річк\w+\s+|рек\w+\s+)?(?P<river>[А-ЯІЇЄҐ]\w+)",
    re.I,
)
_WHOLE = re.compile(
    rf"\b(?:all|whole|entire|entirety|remainder|rest|(?:all|every)\s+(?:of\s+)?{_THE}(?:settlements?|villages?|towns?|"
    r"communities|localities|territor(?:y|ies)|land)|увесь|вся|всю|всю\s+територі\w+|весь|усі|все|всі)"
    rf"(?:\s+(?:settlements?|villages?|towns?|communities|localities|territor(?:y|ies)|land|територі\w+|территори\w+|"
    rf"населен\w+\s+пункт\w+))?(?:\s+(?:of|in|on|across))?\s*(?:the\s+)?$",
    re.IGNORECASE,
)
_NEARLY = re.compile(r"\b(?:not|almost|nearly|practically|virtually|майже|почти|не)\s+(?:the\s+)?$", re.IGNORECASE)
# What makes it less: "villages in", "500 square kilometres of", "much of", "in the occupied parts of"
_LESS = re.compile(
    r"(?:\b(?:settlements?|villages?|towns?|cit(?:y|ies)|areas?|parts?|territories|positions|much|most|majority|"
    r"kilomet(?:er|re)s?|km2?|km²|miles?|hectares|percent|per\scent|communities|districts|hromadas|points|capital|centre|"
    r"center|some|many|several|half|third|quarter|strip|portion|edge|border|borders)|%)\s+"
    rf"(?:in|of|across|within|inside|from|on|with)\s+{_THE}$|"
    rf"\b(?:in|within|inside|near|around|outside|towards?|into|у|в|під|біля|возле)\s+{_THE}$",
    re.IGNORECASE,
)
_EXCEPT = re.compile(r"\b(?:except|apart from|other than|but for|with the exception|крім|окрім|кроме)\b", re.IGNORECASE)
_ON_PAPER = re.compile(r"^(?:annex|анекс|аннекс)", re.IGNORECASE)


class Extent(NamedTuple):
    """What is meant: `part`, to be put behind the region's id ("" for the plain name); `less` than that, some places
    in it or a share that nobody can draw; `vague`, where the part has no sharp edge."""

    part: str = ""
    less: bool = False
    vague: bool = False

    def put_behind(self, region: str) -> str:
        """The id of what is meant."""
        return f"{region}/{self.part}" if self.part and not self.less else region


def river_key(name: str) -> str:
    """A river's name as extents have it: "Siverskyi Donets" is siverskyi-donets."""
    return name.strip().lower().replace(" ", "-")


class Extents:
    """Reads extents of a theatre's regions."""

    def __init__(self, theatre: Theatre) -> None:
        rivers: Iterable[dict[str, str]] = ()
        if (theatre.folder / "rivers.geojson").exists():
            rivers = [each["properties"] for each in theatre.outlines("rivers")["features"]]
        self._rivers = {river["name"].lower(): river_key(river["name"]) for river in rivers}
        for river in rivers:  # case endings of the last word left open
            for language in ("uk", "ru"):
                stem = river.get(f"name_{language}", "").split(" ")[-1].lower()
                if len(stem) > 3:
                    self._rivers[stem[:4]] = river_key(river["name"])

    def of(self, text: str, start: int, end: int, trigger: str, others: Sequence[tuple[int, int]] = ()) -> Extent:
        """What `text[start:end]`, a region's name, means in its sentence `text`. `trigger` are the words that tell
        what happened, `others` the spans of the settlements named in the sentence."""
        before, behind = text[max(0, start - _REACH) : start], text[end : end + _REACH]
        if _ON_PAPER.match(trigger) or text.startswith("#"):  # a decree, a heading: no ground changes hands
            return Extent(less=True)
        if any(text[last:start] == ", " for _, last in others):  # "Rai-Oleksandrivka, Luhansk Oblast"
            return Extent(less=True)
        part, vague = "", False
        if found := _BEHIND.match(behind):
            part, before = self._beside(found), before
        elif found := _SLAVIC_BEHIND.match(behind):
            part = self._beside(found)
        if not part and (found := _BANK.search(before)):
            part = self._beside(found)
            before = before[: found.start()] if part else before
        if not part and (found := _COMPASS.search(before) or _SLAVIC_COMPASS.search(before)):
            part, vague = _point(found[0]), True
            before = before[: found.start()]
        elif part and (found := _COMPASS.search(before)):
            before = before[: found.start()]
        whole = _WHOLE.search(before)
        nearly = whole is not None and _NEARLY.search(before[: whole.start()]) is not None
        if whole is None and _LESS.search(before):
            return Extent(part, less=True)
        if whole is not None and before[: whole.start()].lower().rstrip().endswith("not"):
            return Extent(part, less=True)
        if part:
            return Extent(part, vague=vague)
        if whole is not None and not nearly and not _EXCEPT.search(behind):
            return Extent(ALL)
        return Extent()

    def _beside(self, found: re.Match[str]) -> str:
        """ "west-of-oskil" for a side of a river that the theatre knows, else ""."""
        name = found["river"].lower()
        river = self._rivers.get(name) or self._rivers.get(name.split(" ")[0]) or self._rivers.get(name[:4])
        point = _point(found["point"])
        return f"{point}-of-{river}" if river and point in COMPASS[:4] else ""


def _point(words: str) -> str:
    """The compass point that words begin with or hold, "north-east" and the like among them; in three languages."""
    if match := re.match(r"\s*(north|south)[- ]?(east|west)|\s*(north|south|east|west)", words, re.IGNORECASE):
        return "-".join(group.lower() for group in match.groups() if group)
    points = [name for found in _SLAVIC.finditer(words) for name, group in found.groupdict().items() if group]
    return "-".join(dict.fromkeys(points))
