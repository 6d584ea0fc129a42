"""The tables of one Slavic language, loaded once: frames, word lists, endings."""

import csv
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

__all__ = ["UNSEEN", "Frame", "Lexicon", "of_fighters", "plain"]

UNSEEN = "\u0301\u00ad\u200b\u200c\u200d\u2060\ufeff"  # stress marks, soft hyphens, signs without a width
HERE = Path(__file__).parent.parent
KINDS = frozenset({"verb", "noun", "adjective", "state"})
SENSES = frozenset(
    {"take", "retake", "clear", "fall", "lose", "surrender", "hold", "stand", "occupy", "occupied", "leave", "expel"}
    | {"push", "enter", "advance", "assault", "fight", "besiege", "repel", "flag", "fly"}
)
NEEDS = frozenset(
    {
        "force",
        "driven",
        "ground",
        "place",
        "plain",
        "reflexive",
        "town",
        "weak",
        "attacker",
        "given",
        "dash",
        "before",
        "beside",
        "marked",
        "aim",
    }
)


APOSTROPHES = str.maketrans({"ё": "е", "’": "'", "ʼ": "'", "`": "'"} | dict.fromkeys(UNSEEN, ""))
LATIN = str.maketrans("aceiopxy", "асеіорху")  # letters that look like Cyrillic ones, in lower case
MIXED = re.compile(r"[^\W\d_]*(?:[а-яіїєґ][a-z]|[a-z][а-яіїєґ])[^\W\d_]*")


def plain(word: str) -> str:
    """The word as the tables spell it: lower case, one apostrophe, no ё, no signs that are not seen, and no Latin
    letters among Cyrillic ones."""
    folded = word.lower().translate(APOSTROPHES)
    return MIXED.sub(lambda mixed: mixed.group().translate(LATIN), folded) if MIXED.search(folded) else folded


@dataclass(frozen=True, slots=True)
class Frame:
    """One row of frames.csv: what a word says, where its place stands, and the collocate it needs."""

    stems: re.Pattern[str]
    kind: str
    sense: str
    place: frozenset[str]
    collocate: tuple[tuple[str, ...], ...]
    needs: frozenset[str]


class Lexicon:
    """The words of one language; `name` is its folder. `of_war` are words of one war: lists that are added to the
    language's own, and tables (`theatre.schema.WORDS`)."""

    def __init__(self, name: str, of_war: Mapping[str, Any]) -> None:
        folder = HERE / name
        self._tables = tomllib.loads((folder / "words.toml").read_text("utf-8"))
        for key, words in of_war.items():
            listed = isinstance(words, str) and key != "otherwise"
            self._tables[key] = f"{self._tables.get(key, '')} {words}" if listed else words
        self._lists: dict[str, re.Pattern[str]] = {}
        self.anaphors = {word: noun for noun, words in self._tables["anaphor"].items() for word in words.split()}
        self.forms = tuple((form, re.compile(ending)) for form, ending in self._tables["forms"].items())
        with (folder / "frames.csv").open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
        self.frames = tuple(_frame(row) for row in rows)
        self._stems = {stem for row in rows if row["kind"] != "state" for stem in row["stem"].split("|")}
        self._states = {stem for row in rows if row["kind"] == "state" for stem in row["stem"].split("|")}

    @cached_property
    def scan(self) -> re.Pattern[str]:
        """Any word of control."""
        states = {
            w for name in ("under_control", "under_occupation", "under_siege") for w in self._tables[name].split()
        }
        closing = rf"{_beginnings(self._states).pattern}\w*\W*(?:$|[.,!?;»\"”–—])"  # "Х – наш."
        names = ("beneath", "holders", "already", "still", "be")
        beneath, holders, already, still, be = ("|".join(self._tables[name].split()) for name in names)
        armed = _beginnings(word.rstrip("*") for word in self._tables["fighter_stems"].split()).pattern
        # "за українською армією", "під ворогом", "вже в Х", "були вже на околицях", "де досі росіяни"
        forces = rf"(?:за|под|під) (?:\w+(?:им|ою|ой|ым|ыми|ими) )?{armed}"
        present = rf"(?:{already}|{still}) (?:(?:{be}) )?(?:в|у|во|на|під|под)\b"
        verbless = rf"(?:{beneath}|{still}) (?:{holders})\b|{forces}|{present}"
        occupiers = {word.rstrip("*") for word in self._tables["occupiers"].split()}
        return re.compile(rf"\b(?:{_beginnings({*self._stems, *states, *occupiers}).pattern}|{closing}|{verbless})")

    @cached_property
    def including(self) -> tuple[tuple[str, ...], ...]:
        """What opens a list of examples; the first is a single word."""
        return tuple(tuple(phrase.split()) for phrase in self._tables["including"].split("|"))

    @cached_property
    def refers(self) -> re.Pattern[str]:
        """Any word that may stand for a place named before."""
        above = "|".join(self._tables["above"].split())
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, self.anaphors))}|над (?:{above}))\b")

    @lru_cache(maxsize=65536)  # noqa: B019 (one lexicon a language, for good)
    def has(self, word: str, *lists: str) -> bool:
        """Does the (plain) word stand in one of the lists?"""
        return any(self.pattern(name).match(word) is not None for name in lists)

    def pattern(self, name: str) -> re.Pattern[str]:
        """A list as one pattern for a whole word; a word ending in * stands for all its endings."""
        if name not in self._lists:
            words = sorted(self._tables.get(name, "").split(), key=len, reverse=True)
            exact = "|".join(re.escape(w).replace(r"\*", r"[\w'-]*") for w in words) or "(?!)"
            self._lists[name] = re.compile(rf"(?:{exact})\Z")
        return self._lists[name]

    @cached_property
    def pattern_of_denial(self) -> re.Pattern[str]:
        return re.compile(self._tables["denial"], re.VERBOSE)

    @cached_property
    def past_war(self) -> re.Pattern[str]:
        """Words that only tell of the wars of 1914 to 1945."""
        return re.compile(self._tables["past_war"], re.VERBOSE)

    def voice(self, text: str) -> str | None:
        """The side whose own words a (plain) text uses clearly more often."""
        ours = re.search(r"\bнаш[аеиіуоы]", text) is not None
        for name in ("voice", "weak_voice", *(("others_voice",) if ours else ())):
            counts = {
                side: sum(1 for _ in re.finditer(rf"\b(?:{words})", text))
                for side, words in self._tables.get(name, {}).items()
            }
            most = max(counts, key=counts.__getitem__, default=None)
            if most is not None and all(n < counts[most] for side, n in counts.items() if side != most):
                return most
        return self._tables.get("otherwise")

    def has_ending(self, word: str, form: str) -> bool:
        return re.search(self._tables["endings"][form], word) is not None

    @lru_cache(maxsize=8192)  # noqa: B019
    def frames_of(self, word: str) -> tuple[Frame, ...]:
        """The frames of a (plain) word, in the table's order."""
        return tuple(frame for frame in self.frames if frame.stems.match(word))

    @lru_cache(maxsize=8192)  # noqa: B019
    def form(self, word: str) -> str:
        """The form of a verb by its ending: noun, participle, infinitive, impersonal, gerund, past, present, or ""."""
        return next((form for form, ending in self.forms if ending.search(word)), "")


def of_fighters(words: Iterable[str]) -> dict[str, str]:
    """The lists of fighters that follow from the Cyrillic words of a theatre's actors, where it states no lists:
    "заколотник*" acts as "заколотники"."""
    single = [plain(word) for word in words if not word.isascii() and " " not in word]
    acting = [stem + ending for stem in single if stem.endswith("*") for ending in ("", "и", "і", "ы")]
    acting = [form.replace("*", "") for form in acting] + [word for word in single if not word.endswith("*")]
    exact = [word for word in single if not word.endswith("*")]
    return {"fighters": " ".join(acting), "fighter_stems": " ".join(single), "indeclinable": " ".join(exact)}


def _frame(row: dict[str, str]) -> Frame:
    """One row of frames.csv; ValueError where a field holds what no frame can."""
    needs = frozenset(row["needs"].split())
    for field, unknown in (
        ("kind", {row["kind"]} - KINDS),
        ("sense", {row["sense"]} - SENSES),
        ("needs", needs - NEEDS),
    ):
        if unknown:
            words = ", ".join(sorted(unknown))
            raise ValueError(f"frames.csv, {row['stem']}: {field} cannot be {words or 'empty'}")
    return Frame(
        _beginnings(row["stem"].split("|")),
        row["kind"],
        row["sense"],
        frozenset(row["place"].split("|")),
        tuple(tuple(words.split()) for words in row["with"].split("|") if words),
        needs,
    )


def _beginnings(stems: Iterable[str]) -> re.Pattern[str]:
    """A word that begins with one of the stems; a stem that ends in ! is the whole word."""
    longest_first = sorted(stems, key=len, reverse=True)
    whole = r"(?![\w'-])"
    parts = [re.escape(stem.removesuffix("!")) + whole * stem.endswith("!") for stem in longest_first]
    return re.compile(rf"(?:{'|'.join(parts)})")
