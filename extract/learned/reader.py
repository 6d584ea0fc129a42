"""The second reader: the encoder's opinion of every place named in a sentence.

A reader lies in the theatre's folder, `readers/<language>/`: `model.onnx` (8-bit weights), `vocabulary.json` (the
tokenizer), `screen.npy` (which sentences are worth asking about) and `reader.toml` (what its outputs mean, and where
its opinion begins to count). It was trained on this theatre's war and knows its sides; a theatre or language without
the folder is read by grammar alone.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from extract.learned.marking import Marked, Marking
from extract.learned.screen import Screen
from extract.model import Action, Mode

__all__ = ["Opinion", "SecondReader", "Thresholds", "second_reader"]

Label = TypeVar("Label")
WORD = re.compile(r"[\w’'ʼ-]+")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where an opinion begins to count, as chances: found by `bench.reader` on sentences kept from the training."""

    status: float  # that a side holds the place: from here on it is proposed
    event: float  # that something else is claimed of it: from here on that is proposed
    doubt: float  # that what grammar claims is so: below it, grammar's claim is doubted
    screen: float  # that anything is claimed, by the look of the words: below it, the reader need not be asked


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the reader thinks of one place in one sentence; chances between 0 and 1.

    `holders` tells who holds it by this sentence (a side, "contested", or None for nobody that it says), `actions` what
    happened (several may), `modes` how the text stands to it (None: no claim), `speakers` on which side its claimant
    stands (a side, "other", or None), `losers` who lost it. `trigger` is the half-open span, in characters of the
    sentence, of the word that speaks most for it.
    """

    holders: Mapping[str | None, float]
    actions: Mapping[Action, float]
    modes: Mapping[Mode | None, float]
    speakers: Mapping[str | None, float]
    losers: Mapping[str | None, float]
    trigger: tuple[int, int]


class SecondReader:
    """One trained reader. Safe to share between threads once made.

    Raises FileNotFoundError for a folder without its four files, ValueError for a `reader.toml` that misses a key.
    """

    def __init__(self, folder: Path) -> None:
        declared = tomllib.loads((folder / "reader.toml").read_text("utf-8"))
        try:
            outputs: dict[str, list[str]] = declared["outputs"]
            self.version = str(declared["version"])
            self.thresholds = Thresholds(**declared["thresholds"])
            self._holders = [name or None for name in outputs["holders"]]
            self._actions = [Action(name) for name in outputs["actions"]]
            self._modes = [Mode(name) if name else None for name in outputs["modes"]]
            self._speakers = [name or None for name in outputs["speakers"]]
            self._losers = [name or None for name in outputs["losers"]]
        except (KeyError, TypeError) as error:
            raise ValueError(f"{folder / 'reader.toml'} is not complete: {error}") from None
        self._screen = Screen(np.load(folder / "screen.npy", allow_pickle=False))
        self._marking = Marking(Tokenizer.from_file(str(folder / "vocabulary.json")))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # articles are spread over processes, not a sentence over cores
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            (folder / "model.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
        )

    def may_see(self, sentence: str, places: Sequence[tuple[int, int]]) -> bool:
        """Whether a sentence, with the spans of its places, is worth asking about, as far as its words alone tell."""
        return self._screen.chance(sentence, places) >= self.thresholds.screen

    def read(self, sentences: Iterable[tuple[str, str, Sequence[tuple[int, int]]]]) -> list[list[Opinion]]:
        """The opinions of (text before it, sentence, spans of its places in order and apart), place by place."""
        return [self._of(sentence[1], self._marking.marked(*sentence)) for sentence in sentences]

    def _of(self, text: str, row: Marked) -> list[Opinion]:
        """The opinions of one sentence. In a batch the scale of 8-bit activations would hang on the others in it."""
        if not row.opens:
            return []
        feed: dict[str, Any] = {
            "ids": np.array([row.ids], dtype=np.int64),
            "segments": np.array([row.segments], dtype=np.int64),
            "mask": np.ones((1, len(row.ids)), dtype=np.int64),
            "rows": np.zeros(len(row.opens), dtype=np.int64),
            "opens": np.array(row.opens, dtype=np.int64),
            "closes": np.array(row.closes, dtype=np.int64),
        }
        return [
            Opinion(
                _chances(self._holders, _softmax(holders)),
                _chances(self._actions, 1 / (1 + np.exp(-actions))),
                _chances(self._modes, _softmax(modes)),
                _chances(self._speakers, _softmax(speakers)),
                _chances(self._losers, _softmax(losers)),
                _pointed(text, row, pointers),
            )
            for holders, actions, modes, speakers, losers, pointers in zip(*self._session.run(None, feed), strict=True)
        ]


@lru_cache(maxsize=8)
def second_reader(theatre_folder: Path, language: str) -> SecondReader | None:
    """The reader of a theatre's folder for an ISO 639-1 language, None where there is none."""
    folder = theatre_folder / "readers" / language
    return SecondReader(folder) if (folder / "reader.toml").exists() else None


def _softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    powers: NDArray[np.float32] = np.exp(logits - logits.max())
    return powers / powers.sum()


def _chances(labels: Sequence[Label], chances: NDArray[np.float32]) -> Mapping[Label, float]:
    return dict(zip(labels, chances.tolist(), strict=True))


def _pointed(text: str, row: Marked, weights: NDArray[np.float32]) -> tuple[int, int]:
    """The span of the word whose token weighs most, among those that stand for characters of the sentence."""
    spans = {at: span for at, (start, end) in enumerate(row.spans) if (span := _word(text, start, end)) is not None}
    best = max(spans, key=lambda at: float(weights[at]), default=None)
    return spans[best] if best is not None else (0, 0)


def _word(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The word that a token is a piece of; None for a token that has no letter or digit."""
    found = WORD.search(text, start, end)
    if found is None:
        return None
    first = found.start()
    while first and WORD.match(text[first - 1]):
        first -= 1
    whole = WORD.match(text, first)
    return whole.span() if whole is not None else None
