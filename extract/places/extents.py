"""How much of a region the words around its name mean: all of it, a part by compass, one side of a river, or less.

"The north of Kharkiv Oblast" and "Kharkiv Oblast west of the Oskil" are places that control can be told of; "500
square kilometres of Kherson Oblast" and "a town in it" are not. What is meant, and what the text names as left out of
it, goes behind the region's id (theatre.region_id). The timeline knows which settlements lie there (timeline.regions).
Land without a region's name is read by extract.places.unnamed_land.
"""

import re
import tomllib
from collections.abc import Sequence
from typing import NamedTuple

from gazetteer.place import Kind
from theatre.folders import DATA
from theatre.region_id import (
    COMPASS,
    SIDES,
    Between,
    Compass,
    Most,
    Part,
    RegionId,
    RiverBank,
    RiverSide,
    Whole,
    can_be_left_out,
    river_key,
)
from theatre.theatre import Theatre

__all__ = ["Extent", "Extents", "Named", "Rivers", "languages_of", "words_of"]

_REACH = 110  # characters looked at on either side of the name
_WORDS: dict[str, dict[str, str]] = tomllib.loads((DATA / "words" / "extents.toml").read_text("utf-8"))


def words_of(name: str, language: str | None = None) -> str:
    """The pattern of what `name` stands for in data/words/extents.toml, in one language or in any."""
    words = _WORDS[name].values() if language is None else [_WORDS[name][language]]
    return "(?:" + "|".join(words).replace(" ", r"\s+") + ")"


def languages_of(name: str) -> tuple[str, ...]:
    """The languages in which `name` is said."""
    return tuple(_WORDS[name])


_POINT = r"(?P<point>(?:north|south)[- ]?(?:east|west)|north|south|east|west)"
_SIDE = r"(?P<point>(?:north|south)[- ]?(?:east|west)|north|south|east|west|left|right)"
_PIECE = r"(?:parts?|half|portion|districts|areas|regions|reaches|territor(?:y|ies))"
_THE = r"(?:the\s+)?"
# Behind the name: "(Kharkiv Oblast) west of the Oskil", "on the eastern bank of the Oskil river".
_BEHIND = re.compile(
    rf"^(?:\s+(?:oblast|region|province))?,?\s+(?:that\s+lies\s+|lying\s+|located\s+)?"
    rf"(?:to\s+the\s+|on\s+the\s+)?{_SIDE}(?:ern)?\s+(?:(?:bank|side)\s+)?of\s+(?:the\s+)?(?:river\s+)?(?P<river>\w[\w'’]+"
    r"(?:\s[A-Z][\w'’]+)?)",
    re.IGNORECASE,
)
# Before it: "the west bank of the Oskil in (Kharkiv Oblast)".
_BANK = re.compile(
    rf"\b{_SIDE}(?:ern)?\s+(?:bank|side)\s+of\s+(?:the\s+)?(?:river\s+)?(?P<river>\w[\w'’]+(?:\s[A-Z][\w'’]+)?)"
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
    r"західніше|східніше)\s+(?:від\s+|от\s+)?(?:річк\w+\s+|рек\w+\s+)?(?P<river>[А-ЯІЇЄҐ]\w+(?:\s\w+)?)",
    re.I,
)
_WHOLE = re.compile(
    r"\b(?:all|every|whole|entire|entirety|remainder|rest|ус[яюіе]|усієї|увесь|вс[яюіеё]|всієї|всей|весь)"
    rf"(?:\s+(?:of\s+)?{_THE}(?P<counted>settlements?|villages?|towns?|communities|localities|territor(?:y|ies)|land|"
    r"територі\w+|территори\w+|насел[её]н\w+\s+пункт\w+|с[еі]ла|с[её]ла))?(?:\s+(?:of|in|on|across))?\s*(?:the\s+)?$",
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
# So much that it tells of the region: "93% of", "almost 80 percent of the territory of"
_MOST = re.compile(
    rf"\b(?:7[5-9]|[89]\d)(?:[.,]\d+)?\s?(?:%|{words_of('percent')})\s+(?:of\s+)?{_THE}"
    rf"(?:{words_of('territory')}\s+(?:of\s+)?)?{_THE}(?:entire\s+|whole\s+)?$",
    re.IGNORECASE,
)
_EXCEPT = re.compile(rf"\b{words_of('except')}(?!\w)", re.IGNORECASE)
_OPENING_EXCEPT = re.compile(rf"\s*{words_of('except')}(?!\w)", re.IGNORECASE)
# Between what leaves out and the first place left out, or from one to the next: "the cities of", ", Rubizhne and the".
_LISTED = re.compile(rf"[\s,]*(?:{words_of('listed')}[\s,]+)*", re.IGNORECASE)
# Where something is, on land without a name: "a bridgehead on the (left bank)", "villages along the (left bank)".
_THERE = re.compile(
    rf"\b(?:on|along|at|across|near|in|на|по|вздовж|уздовж|вдоль|в|у|біля|возле)\s+{_THE}$", re.IGNORECASE
)
_AND = re.compile(r"\s*(?:,|,?\s(?:and|та|і|й|и)\s)\s*")
_ON_PAPER = re.compile(r"^(?:annex|анекс|аннекс)", re.IGNORECASE)


class Named(NamedTuple):
    """A place that the same sentence names: where, its id (several while it is ambiguous), what it is, and its
    name."""

    start: int
    end: int
    ids: tuple[str, ...]
    kind: Kind
    name: str


class Extent(NamedTuple):
    """How much of a region is meant: `part`, to be put behind its id (None for the plain name); `less` than that, some
    places in it or a share that nobody can draw; `vague`, where the part has no sharp edge; `left_out`, what of the
    whole or the part is named as left out; `every`, where it is the settlements that are said to be all."""

    part: Part | None = None
    less: bool = False
    vague: bool = False
    left_out: tuple[Named, ...] = ()
    every: bool = False

    @property
    def drawn(self) -> bool:
        """Whether the words draw what is meant, instead of naming a region or saying that it is all of one."""
        return self.part not in (None, Whole(), Most()) or bool(self.left_out) or self.every

    def put_behind(self, region: str) -> str:
        """The id of what is meant."""
        if isinstance(self.part, Most):
            return str(RegionId(RegionId.parse(region).region, self.part))
        if self.less or not (self.part or self.left_out):
            return region
        left_out = tuple(sorted({id for place in self.left_out for id in place.ids}))
        return str(RegionId(RegionId.parse(region).region, self.part or Whole(), left_out))

    def called(self, region: str) -> str:
        """The name of what is meant, for people: "Luhansk Oblast except Rubizhne and Lysychansk"."""
        if self.less or not self.left_out:
            return region
        *names, last = dict.fromkeys(place.name for place in self.left_out)
        return f"{region} except {', '.join(names)}{' and ' if names else ''}{last}"


class Rivers:
    """The rivers of a theatre by what texts call them; a star in a spelling stands for any ending of its case."""

    def __init__(self, theatre: Theatre) -> None:
        features = theatre.outlines("rivers")["features"]
        self.spelt = {
            river_key(each["properties"]["name"]): "|".join(
                re.escape(spelling).replace(r"\*", r"\w{0,3}").replace(r"\ ", r"\s+")
                for spelling in each["properties"]["spellings"]
            )
            for each in features
        }
        spellings = (spelling for each in features for spelling in each["properties"]["spellings"])
        self.stems = frozenset(re.split(r"[* ]", spelling)[0] for spelling in spellings)  # how their names begin
        self._meant = {key: re.compile(rf"(?:{spelt})\b", re.IGNORECASE) for key, spelt in self.spelt.items()}

    def key(self, words: str) -> str | None:
        """The river that words begin with."""
        return next((key for key, meant in self._meant.items() if meant.match(words.strip())), None)


class Extents:
    """Reads extents of a theatre's regions."""

    def __init__(self, theatre: Theatre) -> None:
        self._rivers = Rivers(theatre)

    def of(self, text: str, start: int, end: int, trigger: str, others: Sequence[Named] = ()) -> Extent:
        """What `text[start:end]`, a region's name, means in its sentence `text`. `trigger` are the words that tell
        what happened, `others` the other places named in the sentence, in its order."""
        for each in reversed([each for each in others if each.end <= start and each.kind is Kind.REGION]):
            if not _AND.fullmatch(text, each.end, start):
                break
            start = each.start  # "all of Kherson and Zaporizhzhia oblasts": what is said of one is said of the list
        if _ON_PAPER.match(trigger) or text.startswith("#"):  # a decree, a heading: no ground changes hands
            return Extent(less=True)
        towns = (each for each in others if each.kind is Kind.SETTLEMENT)
        if any(text[town.end : start] == ", " for town in towns):  # "Rai-Oleksandrivka, Luhansk Oblast"
            return Extent(less=True)
        part, before = self._part(text[max(0, start - _REACH) : start], text[end : end + _REACH])
        if part is None and _MOST.search(before):
            return Extent(Most(), less=True)
        whole = _WHOLE.search(before)
        if whole is None and _LESS.search(before):
            return Extent(part, less=True)
        if whole is not None and before[: whole.start()].lower().rstrip().endswith("not"):
            return Extent(part, less=True)
        left_out = self._left_out(text, start, end, others)
        if part:
            return Extent(part, vague=isinstance(part, Compass), left_out=left_out or ())
        nearly = whole is not None and _NEARLY.search(before[: whole.start()]) is not None
        if whole is None or nearly or left_out == ():
            return Extent()
        return Extent(Whole(), left_out=left_out or (), every=whole["counted"] is not None)

    def _part(self, before: str, behind: str) -> tuple[Part | None, str]:
        """The part that the words around a region's name draw, if any, and the words before that are left."""
        part: Part | None = None
        if found := _BEHIND.match(behind) or _SLAVIC_BEHIND.match(behind):
            part = self._beside(found)
        if part is None and (found := _BANK.search(before)) and (part := self._beside(found)):
            before = before[: found.start()]
        if part is not None:
            found = _COMPASS.search(before)
            return part, before[: found.start()] if found else before
        if found := _COMPASS.search(before) or _SLAVIC_COMPASS.search(before):
            point = _point(found[0])
            return Compass(point) if point in COMPASS else None, before[: found.start()]
        return None, before

    def of_land(
        self, text: str, start: int, end: int, trigger: str, part: Part, others: Sequence[Named] = ()
    ) -> Extent:
        """The same of land that is itself the `part` of something; less, where it only says where something is."""
        meant = self.of(text, start, end, trigger, others)
        there = meant.part != Whole() and _THERE.search(text[max(0, start - _REACH) : start]) is not None
        return meant._replace(part=part, less=meant.less or there, vague=isinstance(part, RiverBank | Between))

    def left_out(self, text: str, others: Sequence[Named]) -> frozenset[Named]:
        """What a sentence names as left out of the regions in it: of that, it says nothing."""
        if not _EXCEPT.search(text):
            return frozenset()
        regions = [each for each in others if each.kind is Kind.REGION]
        rest = {each: [other for other in others if other is not each] for each in regions}
        return frozenset(
            place for region in regions for place in self.of(text, region.start, region.end, "", rest[region]).left_out
        )

    @staticmethod
    def _left_out(text: str, start: int, end: int, others: Sequence[Named]) -> tuple[Named, ...] | None:
        """What the sentence leaves out by name: "except Lysychansk and Rubizhne"; empty where it leaves out what it
        does not name ("except a few villages"), None where nothing."""
        following = min((each.start for each in others if each.start >= end and each.kind is Kind.REGION), default=None)
        until = len(text) if following is None else following
        found = _EXCEPT.search(text, end, min(end + _REACH, until)) or _OPENING_EXCEPT.match(text, 0, start)
        if found is None:
            return None
        left_out: list[Named] = []
        at = found.end()
        for each in others:
            if each.start < at:
                continue
            between = _LISTED.match(text, at, each.start)
            whole = each.kind in (Kind.SETTLEMENT, Kind.REGION) and text[each.end : each.end + 2] not in ("'s", "’s")
            writable = bool(each.ids) and all(map(can_be_left_out, each.ids))
            if between is None or between.end() != each.start or not whole or not writable:
                break
            left_out.append(each)
            at = each.end
        return tuple(left_out)

    def _beside(self, found: re.Match[str]) -> RiverSide | None:
        """The side of a river that the words name, where the theatre knows the river."""
        river, words = self._rivers.key(found["river"]), found["point"].lower()
        side = words if words in ("left", "right") else _point(words)
        return RiverSide(side, river) if river and side in SIDES else None


def _point(words: str) -> str:
    """The compass point that words begin with or hold, "north-east" and the like among them; in three languages."""
    if match := re.match(r"\s*(north|south)[- ]?(east|west)|\s*(north|south|east|west)", words, re.IGNORECASE):
        return "-".join(group.lower() for group in match.groups() if group)
    points = [name for found in _SLAVIC.finditer(words) for name, group in found.groupdict().items() if group]
    return "-".join(dict.fromkeys(points))
