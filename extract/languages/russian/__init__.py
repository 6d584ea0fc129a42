"""Russian: its words are `frames.csv` and `words.toml`; the grammar is the one it shares with Ukrainian."""

from extract.claimants import Claimants
from extract.languages.slavic.grammar import Slavic

__all__ = ["Russian"]


class Russian(Slavic):
    """The Russian grammar."""

    def __init__(self, claimants: Claimants) -> None:
        super().__init__("russian", "ru", claimants)
