"""From drafts to articles kept: find their claims, then save them."""

from collections.abc import Callable, Sequence

from extract.model import Article, Extraction
from extract.pipeline import BATCH, Pipeline
from store.database import Added, Store
from store.drafts import Draft

__all__ = ["look", "save"]

# what a step of the extraction may raise over a strange text; a bug in one article must not stop the others
_STUMBLES = (ValueError, ArithmeticError, LookupError, TypeError, RecursionError)


def look(
    store: Store, pipeline: Pipeline, drafts: Sequence[Draft], *, progress: Callable[[int], None] | None = None
) -> None:
    """Find the claims of drafts whose day is known. `progress` is told how many are done."""
    for begin in range(0, len(drafts), BATCH):
        some = drafts[begin : begin + BATCH]
        for draft, (found, problem) in zip(some, _extracted(pipeline, [draft.article for draft in some]), strict=True):
            store.drafts.looked(draft, found, problem)
        if progress:
            progress(begin + len(some))


def _extracted(pipeline: Pipeline, articles: list[Article]) -> list[tuple[Extraction | None, str]]:
    try:
        return [(found, "") for found in pipeline.extract_all(articles)]
    except _STUMBLES as error:
        if len(articles) > 1:  # one after another, so that the others are read
            return [_extracted(pipeline, [article])[0] for article in articles]
        return [(None, f"Marchland stumbled over this article ({type(error).__name__}); it can't be kept.")]


def save(store: Store, draft: Draft, *, by: str = "") -> Added:
    """Keep a draft that is ready as an article, its claims with it; then it is a draft no more."""
    assert draft.claims is not None
    linked = (draft.like, draft.link) if draft.like and draft.link in ("voice", "version") else None
    added = store.add(
        draft.article,
        draft.claims,
        label=draft.label,
        capture=draft.capture,
        linked=linked,
        decided=draft.decided,
        by=by,
    )
    store.drafts.discard([draft.id])
    return added
