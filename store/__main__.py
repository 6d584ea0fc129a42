"""`python -m store`: make the store ready for a first start, the samples read, so that the app opens on a living map.

A store that has been used is left as it is.
"""

import sys

from extract.pipeline import Pipeline
from store.database import open_store
from store.samples import is_new, load_samples
from store.schema import StoreError


def main() -> int:
    """Returns the exit status: 1 when the store can't be used, with the sentence that says why."""
    try:
        store = open_store()
    except StoreError as error:
        print(error, file=sys.stderr)
        return 1
    if is_new(store):
        print(f"{load_samples(store, Pipeline())} sample briefs read", file=sys.stderr)
    store.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
