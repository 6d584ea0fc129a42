"""A learned second reader beside the grammar: a small encoder's opinion of each place named in a sentence.

It was trained by `bench.reader` from labelled sentences and needs nothing but its weights at run time.
"""

__all__ = ["READER"]

READER = "marchland-reader 1"
"""The `extractor` of a claim that only the second reader saw."""
