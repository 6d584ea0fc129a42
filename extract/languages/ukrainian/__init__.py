"""Ukrainian: its words are `frames.csv` and `words.toml`; the grammar is the one it shares with Russian."""

from extract.claimants import Claimants
from extract.languages.slavic.grammar import Slavic

__all__ = ["Ukrainian"]


class Ukrainian(Slavic):
    """The Ukrainian grammar."""

    def __init__(self, claimants: Claimants) -> None:
        super().__init__("ukrainian", "uk", claimants)
