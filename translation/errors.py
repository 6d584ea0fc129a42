"""What an error says, in the language that is spoken.

An error is an English sentence with values in it, made where something went wrong, in a process beside the app perhaps.
Its translation is found by its shape: the catalog has the sentences of the code under the context "error", with {names}
where values stand. What fits none stays English.
"""

import re
from functools import lru_cache
from string import Formatter

from translation.messages import ENGLISH, _, read, spoken

__all__ = ["CONTEXT", "error_words"]

CONTEXT = "error"
_DEEPEST = 3  # sentences within sentences: "{name}: {problem}; give the day it was published."


def error_words(error: object, depth: int = 0) -> str:
    """The sentence of an error, or one like those, in the language spoken."""
    text, language = str(error), spoken()
    if language == ENGLISH or depth == _DEEPEST:
        return text
    for shape, words in _shapes(language):
        if found := shape.fullmatch(text):
            values = found.groupdict()
            return words.format(**{name: error_words(value, depth + 1) for name, value in values.items()})
    return _(text)


@lru_cache(maxsize=8)
def _shapes(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The sentences of a catalog as patterns, those with the most words of their own first, and their translations."""
    pairs = {str(each.id): str(each.string) for each in read(language) if each.context == CONTEXT and each.string}
    return tuple((_pattern(id), pairs[id]) for id in sorted(pairs, key=_own_length, reverse=True))


def _own_length(sentence: str) -> int:
    return sum(len(text) for text, *_ in Formatter().parse(sentence))


def _pattern(sentence: str) -> re.Pattern[str]:
    parts = ((re.escape(text), name) for text, name, *_ in Formatter().parse(sentence))
    return re.compile("".join(text + (f"(?P<{name}>.+?)" if name else "") for text, name in parts), re.DOTALL)
