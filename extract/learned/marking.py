"""A sentence with its places marked, in the numbers that the encoder reads: the same in training and in use."""

from collections.abc import Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

__all__ = ["CONTEXT_CHARACTERS", "MARKERS", "Marked", "Marking"]

CONTEXT_CHARACTERS = 220  # before the sentence, to cut tokens from
MARKERS = ("[unused1]", "[unused2]")  # before and behind a place
CONTEXT_TOKENS = 16  # of them; twice as many make no answer better, and each costs as much as a word of the sentence
SENTENCE_TOKENS = 220  # a longer sentence is read as far as this
ROOM = 109  # tokens of context and sentence together, as long as the sentence leaves room


@dataclass(frozen=True, slots=True)
class Marked:
    """One sentence in tokens. `opens` and `closes` index the markers around each place; `spans` has the half-open
    characters of the sentence that each token stands for ((0, 0) for markers and context)."""

    ids: tuple[int, ...]
    segments: tuple[int, ...]  # 0 context, 1 sentence
    opens: tuple[int, ...]
    closes: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]


class Marking:
    """Turns sentences into tokens with a marker before and behind each place."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        special: dict[str, int] = {}
        for name in ("[CLS]", "[SEP]", *MARKERS):
            number = tokenizer.token_to_id(name)
            if number is None:
                raise ValueError(f"the reader's vocabulary lacks {name}")
            special[name] = number
        self._start, self._stop, self._open, self._close = special.values()

    def marked(self, context: str, sentence: str, places: Sequence[tuple[int, int]]) -> Marked:
        """`context` is the text before the sentence; `places` are half-open spans of it, in order, apart."""
        ids: list[int] = []
        spans: list[tuple[int, int]] = []
        opens: list[int] = []
        closes: list[int] = []

        def add(start: int, end: int) -> None:
            piece = self._tokenizer.encode(sentence[start:end], add_special_tokens=False)
            ids.extend(piece.ids)
            spans.extend((start + first, start + last) for first, last in piece.offsets)

        at = 0
        for start, end in places:
            add(at, start)
            opens.append(len(ids))
            ids.append(self._open)
            spans.append((0, 0))
            add(start, end)
            closes.append(len(ids))
            ids.append(self._close)
            spans.append((0, 0))
            at = end
        add(at, len(sentence))
        if len(ids) > ROOM and not (closes and closes[-1] >= ROOM):
            ids, spans = ids[:ROOM], spans[:ROOM]
        ids, spans = ids[:SENTENCE_TOKENS], spans[:SENTENCE_TOKENS]
        room = min(CONTEXT_TOKENS, ROOM - len(ids))
        before: list[int] = []
        if room > 0:
            before = self._tokenizer.encode(context[-CONTEXT_CHARACTERS:], add_special_tokens=False).ids
            before = before[-CONTEXT_TOKENS:][-room:]
        shift, last = len(before) + 2, len(ids) - 1
        return Marked(
            (self._start, *before, self._stop, *ids, self._stop),
            (0,) * shift + (1,) * (len(ids) + 1),
            tuple(min(number, last) + shift for number in opens),
            tuple(min(number, last) + shift for number in closes),
            ((0, 0),) * shift + tuple(spans) + ((0, 0),),
        )
