"""Short articles through the whole pipeline, for the languages whose place names come in cases."""

from datetime import date
from functools import lru_cache

from extract.model import Article, Claim
from extract.pipeline import Pipeline


@lru_cache(maxsize=1)
def pipeline() -> Pipeline:
    return Pipeline()


def claims(
    text: str, language: str, *, published: date = date(2022, 9, 12), title: str = "", publisher: str = ""
) -> tuple[Claim, ...]:
    """The claims of an article."""
    return pipeline().extract(Article("a", title, text, published, publisher=publisher, language=language)).claims


def told(text: str, language: str, **about: str) -> list[tuple[str, str, str | None, str]]:
    """What is said of which place: (words, action, controller after it, mode)."""
    return [(c.place, str(c.action), c.controller_after, str(c.mode)) for c in claims(text, language, **about)]  # type: ignore[arg-type]
