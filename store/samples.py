"""The sample briefs that come with a theatre, in and out of a store."""

from collections.abc import Callable, Iterator

from extract.model import Article
from extract.pipeline import Pipeline
from extract.read.article import read_file
from store.access import Role
from store.database import Store
from theatre.theatre import Theatre

__all__ = ["SAMPLES", "is_new", "load_samples", "remove_samples", "samples"]

SAMPLES = "samples"  # the setting that says what became of them: "loaded" or "removed"


def is_new(store: Store) -> bool:
    """Whether nobody has yet decided about samples in this store: it is at its very first start."""
    return store.setting(SAMPLES) is None


def samples(theatre: Theatre) -> Iterator[Article]:
    """A theatre's sample briefs, oldest first; none where its folder has no `samples`."""
    for path in sorted((theatre.folder / "samples").glob("*.md")):
        yield from (found for found in read_file(path, theatre=theatre.id) if isinstance(found, Article))


def load_samples(store: Store, pipeline: Pipeline, *, progress: Callable[[float, str], None] | None = None) -> int:
    """Read the samples into the store; how many are new. `progress` is told the share done and what is done."""
    store.permit(Role.ADMIN)
    added = 0
    briefs = list(samples(pipeline.theatre))
    for number, found in enumerate(pipeline.extract_all(briefs), start=1):
        added += store.add(found.article, found.claims, sample=True).new
        if progress:
            progress(number / len(briefs), f"Reading the sample briefs, once: {number} of {len(briefs)}")
    store.set(SAMPLES, "loaded")
    return added


def remove_samples(store: Store) -> int:
    """Remove the samples for good (until they are asked for again); how many there were."""
    store.permit(Role.ADMIN)
    store.set(SAMPLES, "removed")
    return store.remove_samples()
