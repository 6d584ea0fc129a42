"""Where a place lies and who holds what around it on a day: a small drawing for paper, the same as SVG and in a PDF."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import cos, radians, sin
from typing import Any

import pandas as pd
import shapely
from reportlab.graphics import renderSVG
from reportlab.graphics.shapes import Circle, Drawing, Group, Line, Path, Polygon, Rect, Shape, String, Wedge
from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from maps.words import phrase, side_name
from theatre.theatre import Theatre
from translation.messages import N_, _

__all__ = ["BOLD", "FONT", "around", "drawing", "fonts", "svg"]

FONT, BOLD = "Marchland", "Marchland-Bold"  # as reportlab knows them once `fonts` was called
_WIDE, _HIGH, _FOOT = 480, 320, 22  # points; the foot is for the key
_DEGREE = 150  # points that a degree of latitude takes
_LABELS = 12
_LAND, _SEA, _LINE, _WATER, _INK = (HexColor(each) for each in ("#f4f1ea", "#dfe7ec", "#a9a497", "#9dbad0", "#22252a"))
_GREY = "#8a8a86"


@cache
def fonts() -> None:
    """Make the font of what is printed known to reportlab: Source Sans (Latin, Greek, Cyrillic; SIL Open Font
    License), out of a package."""
    folder = files("font_source_sans_pro") / "files"
    for name, file in ((FONT, "SourceSansPro-Regular.ttf"), (BOLD, "SourceSansPro-Semibold.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(folder / file)))
    pdfmetrics.registerFontFamily(FONT, normal=FONT, bold=BOLD, italic=FONT, boldItalic=BOLD)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A piece of the map around a point (latitude, longitude in degrees), in points from the lower left corner."""

    latitude: float
    longitude: float

    @property
    def box(self) -> tuple[float, float, float, float]:
        """West, south, east, north."""
        high = _HIGH / _DEGREE / 2
        wide = _WIDE / _DEGREE / 2 / cos(radians(self.latitude))
        return self.longitude - wide, self.latitude - high, self.longitude + wide, self.latitude + high

    def at(self, latitude: float, longitude: float) -> tuple[float, float]:
        x = _WIDE / 2 + (longitude - self.longitude) * cos(radians(self.latitude)) * _DEGREE
        return x, _FOOT + _HIGH / 2 + (latitude - self.latitude) * _DEGREE


def around(latitude: float, longitude: float) -> tuple[float, float, float, float]:
    """What a drawing around a place shows: west, south, east, north, in degrees."""
    return _Sheet(latitude, longitude).box


def drawing(
    theatre: Theatre,
    standing: pd.DataFrame,
    areas: Iterable[Mapping[str, Any]],
    *,
    place: str,
    language: str = "",
) -> Drawing:
    """The map around a place, with its key in a language. `standing` are control rows of one day with the place among
    them, the most important first; `areas` features of `timeline.areas.outlines`."""
    fonts()
    here = standing[standing["place_id"] == place].iloc[0]
    sheet = _Sheet(float(here["latitude"]), float(here["longitude"]))
    west, south, east, north = sheet.box
    seen = standing[standing["latitude"].between(south, north) & standing["longitude"].between(west, east)]
    made = Drawing(_WIDE, _HIGH + _FOOT)
    made.add(Rect(0, _FOOT, _WIDE, _HIGH, fillColor=_SEA, strokeColor=None))
    ground = shapely.box(west, south, east, north)
    for name in ("neighbours", "regions"):
        for feature in theatre.outlines(name)["features"]:
            made.add(_shape(shape(feature["geometry"]).intersection(ground), sheet, fill=_LAND, line=_LINE))
    for feature in areas:
        colour = _colour(feature["properties"]["holder"], theatre)
        if colour and feature["geometry"]["type"].endswith("Polygon"):
            tint = HexColor(colour)
            tint.alpha = 0.3
            made.add(_shape(shape(feature["geometry"]).intersection(ground), sheet, fill=tint))
    for feature in theatre.outlines("rivers")["features"]:
        made.add(_shape(shape(feature["geometry"]).intersection(ground), sheet, line=_WATER, width=1.2))
    rows = seen.to_dict("records")
    for row in reversed(rows):
        made.add(_mark(*sheet.at(row["latitude"], row["longitude"]), row, theatre))
    x, y = sheet.at(here["latitude"], here["longitude"])
    made.add(Circle(x, y, 9, fillColor=None, strokeColor=_INK, strokeWidth=1.4))
    others = seen[seen["place_id"] != place].to_dict("records")
    for label in _labels([here.to_dict(), *others], sheet):
        made.add(label)
    made.add(_scale(language))
    made.add(Rect(0, _FOOT, _WIDE, _HIGH, fillColor=None, strokeColor=_LINE))
    made.add(_key(theatre, language))
    return made


def svg(made: Drawing) -> str:
    """A drawing as SVG, in whatever sans-serif font its reader has."""
    text = str(renderSVG.drawToString(made))
    return text[text.index("<svg") :].replace(BOLD, "sans-serif").replace(FONT, "sans-serif")


def _colour(holder: object, theatre: Theatre) -> str | None:
    side = theatre.sides.get(str(holder))
    return side.colour if side else None


def _shape(
    geometry: BaseGeometry,
    sheet: _Sheet,
    *,
    fill: Color | None = None,
    line: Color | None = None,
    width: float = 0.6,
) -> Group:
    """The areas, or the lines where nothing is filled, of a geometry (longitude, latitude)."""
    group = Group()
    simple = shapely.simplify(geometry, 0.003)
    for part in shapely.get_parts(simple):
        kind = part.geom_type
        if kind == "Polygon" and fill is not None and not part.is_empty:
            path = Path(fillColor=fill, strokeColor=line, strokeWidth=width)
            for ring in (part.exterior, *part.interiors):
                _trace(path, ring.coords, sheet)
                path.closePath()
            group.add(path)
        elif kind == "LineString" and fill is None and not part.is_empty:
            path = Path(fillColor=None, strokeColor=line, strokeWidth=width)
            _trace(path, part.coords, sheet)
            group.add(path)
    return group


def _trace(path: Path, points: Iterable[Sequence[float]], sheet: _Sheet) -> None:
    for number, (longitude, latitude, *_height) in enumerate(points):
        (path.lineTo if number else path.moveTo)(*sheet.at(latitude, longitude))


def _mark(x: float, y: float, row: Mapping[Any, Any], theatre: Theatre) -> Group:
    """Held: filled with its side's outline; claimed: hollow; contested: a disc with a cross; disputed: a square with a
    line through it; not known: a small grey disc. What no report tells of is small."""
    status, radius = row["status"], 2.2 if row["basis"] in ("baseline", "estimate") else 4.2
    colour = HexColor(_colour(row["holder"], theatre) or _GREY)
    white = HexColor("#ffffff")
    group = Group()
    if status == "claimed":
        group.add(_outline(x, y, radius - 0.6, row["holder"], theatre, fill=white, line=colour, width=1.6))
    elif status == "contested":
        group.add(Circle(x, y, radius, fillColor=_INK, strokeColor=white, strokeWidth=0.6))
        for dx in (-1, 1):
            group.add(Line(x - 2.2 * dx, y - 2.2, x + 2.2 * dx, y + 2.2, strokeColor=white, strokeWidth=1))
    elif status == "disputed":
        group.add(Rect(x - 3.6, y - 3.6, 7.2, 7.2, fillColor=white, strokeColor=_INK, strokeWidth=1.4))
        group.add(Line(x - 3.6, y - 3.6, x + 3.6, y + 3.6, strokeColor=_INK, strokeWidth=1.2))
    else:
        fill = colour if status == "held" else HexColor(_GREY)
        group.add(_outline(x, y, radius, row["holder"], theatre, fill=fill, line=white, width=0.6))
    return group


def _outline(
    x: float, y: float, radius: float, holder: object, theatre: Theatre, *, fill: Color, line: Color, width: float
) -> Shape:
    """The outline by which the marks of a side are known, as maps/static/sprites.js has them; of nobody a disc."""
    sides = list(theatre.sides)
    corners = _OUTLINES[sides.index(str(holder)) % len(_OUTLINES)] if holder in sides else None
    if corners is None:
        return Circle(x, y, radius, fillColor=fill, strokeColor=line, strokeWidth=width)
    far = radius * _CORNER
    if len(corners) == 2:
        return Wedge(x, y + radius * 0.45, far, *corners, fillColor=fill, strokeColor=line, strokeWidth=width)
    points = [at for turn in corners for at in (x + far * cos(radians(turn)), y + far * sin(radians(turn)))]
    return Polygon(points, fillColor=fill, strokeColor=line, strokeWidth=width)


# By the order of sides: corners in degrees around the middle, a disc, and the lower half of one
_OUTLINES = (None, (45, 135, 225, 315), (90, 210, 330), (0, 90, 180, 270), (30, 150, 270), (180, 360))
_CORNER = 1.25  # how far corners stand out, so that all outlines look as large as the disc


def _labels(rows: Sequence[Mapping[Any, Any]], sheet: _Sheet) -> list[String]:
    """The names of the first places that have room for theirs; the first of all in any case, and bold."""
    marks = [sheet.at(row["latitude"], row["longitude"]) for row in rows]
    taken = [(x - 3.5, y - 3.5, x + 3.5, y + 3.5) for x, y in marks]
    labels: list[String] = []
    for number, row in enumerate(rows):
        if len(labels) == _LABELS:
            break
        name, (font, size) = str(row["name"])[:40], ((BOLD, 11) if number == 0 else (FONT, 8))
        wide = pdfmetrics.stringWidth(name, font, size)
        x, y = sheet.at(row["latitude"], row["longitude"])
        x, y = (x + 11 if number == 0 else x + 6), y - size / 3
        box = (x - 2, y - 2, x + wide + 2, y + size)
        free = all(box[2] < a or box[0] > c or box[3] < b or box[1] > d for a, b, c, d in taken)
        if number and not (free and box[2] < _WIDE - 4 and box[1] > _FOOT + 4 and box[3] < _FOOT + _HIGH - 4):
            continue
        taken.append(box)
        labels.append(String(x, y, name, fontName=font, fontSize=size, fillColor=_INK))
    return labels


def _scale(language: str) -> Group:
    """A line of 50 km."""
    long = 50 / 111.2 * _DEGREE
    x, y = _WIDE - long - 12, _FOOT + 10
    group = Group(Line(x, y, x + long, y, strokeColor=_INK, strokeWidth=1.2))
    group.add(
        String(
            x + long / 2, y + 4, _("50 km", language), fontName=FONT, fontSize=8, textAnchor="middle", fillColor=_INK
        )
    )
    return group


def _key(theatre: Theatre, language: str) -> Group:
    """What the marks mean, in one line below the map."""
    kinds = [
        (phrase("isHeld", language, side=side_name(side, language)), "held", side.id) for side in theatre.sides.values()
    ]
    unheld = {"claimed": N_("claimed"), "contested": N_("contested"), "disputed": N_("disputed")}
    kinds += [(_(words, language), status, "") for status, words in unheld.items()]
    group, x = Group(), 6.0
    for words, status, holder in kinds:
        row = {"status": status, "holder": holder, "basis": "direct"}
        group.add(_mark(x, 9, row, theatre))
        group.add(String(x + 7, 6, words, fontName=FONT, fontSize=8, fillColor=_INK))
        x += 19 + pdfmetrics.stringWidth(words, FONT, 8)
    words = _("small: no report from there. Tints are estimates.", language)
    group.add(String(x, 6, words, fontName=FONT, fontSize=8, fillColor=_INK))
    return group
