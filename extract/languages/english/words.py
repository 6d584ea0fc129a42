"""The tables of English, loaded once: frames, word lists, and what a token is by them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from spacy.tokens import Token

from extract.languages.tables import Column, load_frames, load_words

__all__ = [
    "BEING",
    "CHANGES",
    "FAMILIAR",
    "FRAMES",
    "NO_FRAME",
    "PAST",
    "PRONOUNS",
    "REFERS",
    "SCAN",
    "SCAN_OF_FORCES",
    "SELF",
    "SHARED",
    "TAKEN",
    "TIME",
    "WH",
    "WORDS",
    "Frame",
    "frames",
    "has",
    "is_common",
    "is_nominal",
    "lemma",
    "scan_of_parties",
    "scan_of_states",
]

HERE = Path(__file__).parent
WH = frozenset({"which", "that", "who", "whom", "where"})
SELF = frozenset({"we", "our", "us", "i", "my", "ours"})
PRONOUNS = SELF | {"it", "they", "them", "he", "she", "him", "her", "its", "their", "his", "this", "these", "those"}
BEING = frozenset({"be", "remain", "stay", "become"})
CHANGES = frozenset({"take", "retake", "clear", "fall", "lose", "surrender"})
NO_FRAME = frozenset[str]()
SHARED = frozenset({"be", "do", "have"})  # "so is", "so did"
TAKEN = frozenset({"take", "retake", "clear", "occupy", "lose"})
TIME = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|(?:19|20)\d\d|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|days?|weeks?|months?|invasion|war|morning|night)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Frame:
    """One row of frames.csv: what a word says, and where the place and the parties stand."""

    word: str
    sense: str
    place: frozenset[str]
    actor: frozenset[str]
    other: frozenset[str]
    needs: str


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SENSES = _words(
    """take retake fall left have surrender lose yield transfer hold occupy stand defend stationed position pass shed
    leave withdraw expel push clear enter reach advance attack fight besiege trapped repel flag claim want control"""
)
PREPOSITIONS = _words(
    """of on over in inside into onto to toward towards from out off at near around outside along past with within
    dative through across beyond upon against between amid above for by back away close closer here north south east
    west"""
)
RELATIONS = Column(frozenset({"subject", "object"}) | PREPOSITIONS, separators="| ")
COLUMNS = {
    "word": Column(may_be_empty=False),
    "pos": Column(frozenset({"verb", "noun"}), may_be_empty=False),
    "sense": Column(SENSES, may_be_empty=False),
    "place": Column(RELATIONS.allowed, RELATIONS.separators, may_be_empty=False),
    "actor": RELATIONS,
    "other": RELATIONS,
    "needs": Column(frozenset({"force", "ground", "attack", "place", "named"})),
}
LISTS = _words(
    """account attack attempted authority avoid backing bestow bodies carry_out close come_under contend crediting
    deals declaring deny ending entails evidence factive fail fail_nouns failed false flags foil following forces gain
    ground hazards home keep lands listing lose may meeting men not_ground object_control occasions offices occur
    of_place officer on_ground part perhaps plan plan_nouns plan_objects positions presuming prevent prise quarter
    ranks regain region reportedly risk_nouns say seat settlement share show site slip small spans speech_nouns
    stay_under stronghold surroundings things tighten victim weighing widen will"""
)
SCANS = frozenset({"forms", "forms_of_forces", "parties", "words", "states", "refers", "past"})


def _frames() -> Mapping[tuple[str, str], tuple[Frame, ...]]:
    table: dict[tuple[str, str], list[Frame]] = defaultdict(list)
    for row in load_frames(HERE / "frames.csv", COLUMNS):
        place, actor, other = (frozenset(filter(None, row[key].split("|"))) for key in ("place", "actor", "other"))
        frame = Frame(row["word"], row["sense"], place, actor, other, row["needs"])
        table[row["pos"], row["word"].split()[0]].append(frame)
    return {key: tuple(rows) for key, rows in table.items()}


TABLES = load_words(HERE / "words.toml", LISTS, {"irregular": None, "familiar": None, "scan": SCANS})
FRAMES = _frames()
WORDS = {name: frozenset(TABLES[name].split()) for name in LISTS}
IRREGULAR: Mapping[str, str] = TABLES["irregular"]
FAMILIAR: Mapping[str, str] = TABLES["familiar"]
REFERS = re.compile(TABLES["scan"]["refers"], re.IGNORECASE | re.VERBOSE)
PAST = re.compile(TABLES["scan"]["past"], re.IGNORECASE | re.VERBOSE)


# how a short stem may go on: "hold" in "holding", but not "go" in "government", "win" in "winter"
ENDING = r"(?:e|es|ed|ing|s|d|y|ies|ied|ying|en|er|ers|[bdgklmnprt](?:ing|ed))?\b"
SHORT = 5


def _any_form(stems: Iterable[str]) -> re.Pattern[str]:
    """A word that begins with one of the stems; of a short one, a form of it."""
    stems = set(stems)
    long = {stem for stem in stems if len(stem) > SHORT}
    kept = sorted(stem for stem in long if not any(stem != other and stem.startswith(other) for other in long))
    short = "|".join(map(re.escape, sorted(stems - long)))
    forms = rf"(?:{short}){ENDING}|" if short else ""
    return re.compile(rf"\b(?:de-|re-|counter-)?(?:{forms}{'|'.join(map(re.escape, kept))})", re.IGNORECASE)


def _stem(word: str) -> str:
    return word[:-1] if word[-1] in "ey" and len(word) > 3 else word


# Words that say something by themselves, and those that do only of fighters ("left", "reached", "secured").
OF_FORCES = frozenset({"withdraw", "flag", "left", "stationed", "push", "expel", "trapped"})
TELLING = {
    w for (_, w), rows in FRAMES.items() if any(f.needs in ("", "place") and f.sense not in OF_FORCES for f in rows)
}
SCAN = _any_form({*map(_stem, TELLING), *TABLES["scan"]["words"].split(), *TABLES["scan"]["forms"].split()})
SCAN_OF_FORCES = _any_form({*(_stem(word) for _, word in FRAMES), *TABLES["scan"]["forms_of_forces"].split()})


def scan_of_parties(words: Iterable[str]) -> re.Pattern[str]:
    """Words that name fighters: those of any war, and `words` of one."""
    return _any_form({*TABLES["scan"]["parties"].split(), *words})


def scan_of_states(owners: Iterable[str]) -> re.Pattern[str]:
    """Words that say whose a place is; `owners` are what sides are called in a predicate ("Ukrainian", "Ukraine's")."""
    sides = "|".join(re.escape(owner).replace("'", "['’]").replace(r"\ ", r"\s") for owner in owners)
    return re.compile(TABLES["scan"]["states"].replace("OWNERS", sides), re.VERBOSE)


ENDINGS = (("ied", "y"), ("ed", ""), ("ed", "e"), ("d", ""), ("ing", ""), ("ing", "e"))


def lemma(token: Token) -> str:
    """The lemma in lower case; of a participle that the tagger took for an adjective, its verb's."""
    return _lemma(token.lower_, token.lemma_, token.pos_)


@lru_cache(maxsize=65536)
def _lemma(word: str, lemmatised: str, pos: str) -> str:
    if word in IRREGULAR:
        return IRREGULAR[word]
    found = lemmatised.lower()
    if ("verb", found) not in FRAMES and pos in ("ADJ", "VERB", "PROPN", "ADV"):
        for end, new in ENDINGS:
            if word.endswith(end) and ("verb", word[: -len(end)] + new) in FRAMES:
                return word[: -len(end)] + new
    return found


def frames(pos: str, token: Token) -> tuple[Frame, ...]:
    """The frames of a token as a verb or a noun."""
    found, word = lemma(token), token.lower_
    return FRAMES.get((pos, found), ()) + (FRAMES.get((pos, word), ()) if word != found else ())


def has(token: Token, *tables: str) -> bool:
    """Does the token's lemma, or the word itself, stand in one of the word lists?"""
    found, word = lemma(token), token.lower_
    names = (
        {found, word, word.rstrip("s")} if token.pos_ == "PROPN" else {found, word}
    )  # "Armed Forces" keeps its plural
    return any(not names.isdisjoint(WORDS[table]) for table in tables)


def is_common(word: str) -> bool:
    """Is a word in small letters one of the tables', or one that only joins others?"""
    known = word in WORDS["small"] or any(word in table or word.rstrip("s") in table for table in WORDS.values())
    return known or SCAN.match(word) is not None or SCAN_OF_FORCES.match(word) is not None


def is_nominal(token: Token) -> bool:
    """A noun or the like, as against a verb in any form."""
    return not (token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB"))
