"""The street map that a user may switch on under ours: OpenStreetMap's tiles, or another provider's by configuration.

MARCHLAND_TILES is the address of the tiles with {z}, {x} and {y} in it (and the provider's key, where it wants one),
MARCHLAND_TILES_CREDIT whom to name for them, MARCHLAND_TILES_LINK where that name leads.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["OPENSTREETMAP", "Tiles", "configured"]


@dataclass(frozen=True, slots=True)
class Tiles:
    """Where tiles come from, as Leaflet writes addresses, and whom to credit. Raises ValueError."""

    url: str
    credit: str
    link: str

    def __post_init__(self) -> None:
        if not self.url.startswith(("https://", "http://")) or any(
            part not in self.url for part in ("{z}", "{x}", "{y}")
        ):
            raise ValueError(
                f"MARCHLAND_TILES is {self.url!r}; it must be an address such as https://tiles.example/{{z}}/{{x}}/{{y}}.png"
            )
        if not self.credit:
            raise ValueError(
                "MARCHLAND_TILES_CREDIT is missing: tiles from elsewhere must name their makers on the map"
            )
        if self.link and not self.link.startswith(("https://", "http://")):
            raise ValueError(f"MARCHLAND_TILES_LINK is {self.link!r}; it must be an https:// address")


OPENSTREETMAP = Tiles(
    "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
    "© OpenStreetMap contributors",
    "https://www.openstreetmap.org/copyright",
)


def configured(environment: Mapping[str, str] = os.environ) -> Tiles:
    """The tiles that the environment names, OpenStreetMap's where it names none. Raises ValueError, saying what is
    wrong."""
    if url := environment.get("MARCHLAND_TILES"):
        credit, link = (environment.get(f"MARCHLAND_TILES_{name}", "") for name in ("CREDIT", "LINK"))
        return Tiles(url, credit, link)
    return OPENSTREETMAP
