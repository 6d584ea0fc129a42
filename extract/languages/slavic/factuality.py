"""How factual a Ukrainian or Russian sentence makes what it says: denied, planned, possible, reported, and by whom."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from extract.languages.slavic.text import Text
from extract.languages.slavic.tokens import QUOTES
from extract.languages.slavic.words import plain
from extract.model import Mode

__all__ = ["ORDER", "Factuality", "claimant_words", "factuality"]

ORDER = (Mode.FACT, Mode.CLAIMED, Mode.HYPOTHETICAL, Mode.PLANNED, Mode.DENIED)
# "Росіяни атакують Бахмут – Гайдай", "Гайдай: росіяни атакують Бахмут"
HEADLINE = re.compile(
    r"\s[–—-]\s(?P<after>[^\W\d_][\w.’'\" «»-]{1,60}?)\s*[.)]?\s*$|"
    r"^\W*(?:\d{1,2}[:.]\d\d\W+)?(?P<before>(?:\d+-\w+\s)?[^\W\d_a-zа-яіїєґ][\w.’'\"«» -]{1,60}?):\s+(?=\S)"
)
GAPPED = re.compile(r",\s(?:а|а\sще)\s[^,–—-]{1,40}$")  # "..., а у Токмаку – військова база"
PHRASE_END = frozenset(',.;:—–()!?"«»“”')
LABEL = 4  # words of a label that opens a sentence, with its sign
REPORT = 6  # words between a report and what it is of
LONGEST = 16  # words of a claimant
ASIDE = 9  # words of an aside behind a speaker, with its commas
DATIVE = re.compile(r"(?:[ую]|ові|еві|ому|ему)\Z")
THIS = frozenset({"це", "те", "усе", "все", "это", "то"})
LEADING = frozenset({"в", "у", "во", "і", "й", "и", "та"})
SHORTEST = 4  # letters of a verb of saying
# no verbs of saying, whatever their endings look like
UNSPEAKING = (
    "fighters", "fighter_stems", "plan", "may", "will", "managed", "time", "goes_on", "be",
    "prepositions", "joining", "opening",
)  # fmt: skip
CLOSING = 6  # words of a closing attribution before its verb
REACH = 9  # words between a modal word and its infinitive


CLUES = (("conceded", "concede"), ("boast", "boast"))  # what a verb of saying tells, and its list


@dataclass(slots=True)
class Factuality:
    """What was found: the claimant is given by its words."""

    mode: Mode = Mode.FACT
    claimant: str | None = None
    reported: bool = False
    clues: set[str] = field(default_factory=set)

    def lower(self, mode: Mode) -> None:
        """Move towards doubt."""
        if ORDER.index(mode) > ORDER.index(self.mode):
            self.mode = mode


def factuality(
    text: Text, trigger: int, form: str, side_of: Callable[[str], str | None], *, presupposed: bool = False
) -> Factuality:
    """How factual the sentence makes what the word at `trigger` says, which only describes a place if `presupposed`."""
    found = Factuality()
    if _quoted(text, trigger):
        found.reported = True
        found.clues.add("quoted")
    if not presupposed:
        _reality(text, trigger, form, found)
    if not presupposed or found.reported:
        _speaker(text, trigger, form, side_of, found)
    else:
        _by_headline(text, trigger, side_of, found)
    if found.reported and found.mode is Mode.FACT:
        found.mode = Mode.CLAIMED
    return found


def _quoted(text: Text, i: int) -> bool:
    word = text.words[i]
    if any(start <= word.start and word.end <= end for start, end in text.passage.quoted):
        return True
    before = [w.low for w in text.words[:i] if w.low in QUOTES]
    after = [w.low for w in text.words[i:] if w.low in QUOTES]
    if 0 < i < len(text.words) - 1 and text.words[i - 1].low in QUOTES and text.words[i + 1].low in QUOTES:
        return True  # "«звільнили» Роботине"
    opens = bool(before) and text.words[0].low in QUOTES and len(before) % 2 == 1 and not after
    closes = len(after) % 2 == 1 and not before and after[0] in ('"', "»", "”")
    return opens or closes


# --- how real ------------------------------------------------------------


def _reality(text: Text, trigger: int, form: str, found: Factuality) -> None:
    words, lexicon = text.words, text.lexicon
    clause = text.clauses[trigger]
    first = trigger
    while first and text.clauses[first - 1] == clause:
        first -= 1
    last = trigger
    while last + 1 < len(words) and text.clauses[last + 1] == clause:
        last += 1
    before = range(trigger - 1, first - 1, -1)
    head = [words[i].low for i in range(first, min(trigger, first + 2))]
    asked = trigger < last and lexicon.has(words[trigger + 1].low, "asking")
    if asked or words[-1].low == "?" or any(lexicon.has(w, "condition") for w in head):
        found.lower(Mode.HYPOTHETICAL)
        return
    if lexicon.has(words[first].low, "that") and any(  # "щоб відзвітувати, що захопили"
        lexicon.has(w.low, "aim") for w, c in zip(words, text.clauses, strict=True) if c == clause - 1
    ):
        found.lower(Mode.PLANNED)
    behind = [words[i].low for i in range(trigger + 1, min(last, trigger + 2) + 1)]
    undone = len(behind) == 2 and lexicon.has(behind[0], "no") and lexicon.has(behind[1], "be")  # "взят не был"
    if undone or _negated(text, trigger, first):
        found.lower(Mode.DENIED)
        found.clues.add("not done")
    if form == "infinitive":
        _infinitive(text, trigger, first, last, found)
    elif form == "noun":
        _noun(text, trigger, first, found)
    else:
        for i in [*before][:4]:
            if lexicon.has(words[i].low, "will") and form in (
                "infinitive",
                "impersonal",
                "participle",
                "short",
                "state",
            ):
                found.lower(Mode.PLANNED)
            elif lexicon.has(words[i].low, "may") and words[i].low.endswith("о"):
                found.lower(Mode.HYPOTHETICAL)
        if lexicon.has(words[trigger].low, "future"):
            found.lower(Mode.PLANNED)
    if any(lexicon.has(words[i].low, "would") for i in range(first, last + 1)):
        found.lower(Mode.HYPOTHETICAL)
    if any(lexicon.has(w, "aim") for w in head):
        found.lower(Mode.PLANNED)


def _negated(text: Text, i: int, first: int) -> bool:
    """Is there a "not" before the word, with nothing but adverbs and helping verbs between?"""
    words, lexicon = text.words, text.lexicon
    if first and lexicon.has(words[first].low, "until") and not lexicon.has(words[first + 1].low, "no", "still"):
        return False  # "тримали, доки Х не взяли"
    for back in range(i - 1, max(first, i - 4) - 1, -1):
        low = words[back].low
        if lexicon.has(low, "no"):
            return not lexicon.has(words[back + 1].low, "not_negating")
        if not (lexicon.has(low, "time", "managed", "may", "be") or low.endswith("о")):
            return False
    return False


def _infinitive(text: Text, trigger: int, first: int, last: int, found: Factuality) -> None:
    """ "Намагалися взяти", "не змогли взяти", "вдалося взяти"; Russian also "взять не смогли"."""
    words, lexicon = text.words, text.lexicon
    left = [*range(trigger - 1, max(first, trigger - REACH) - 1, -1)]
    right = [*range(trigger + 1, min(last, trigger + REACH) + 1)]
    for i in (*left, *right):
        low = words[i].low
        refused = lexicon.has(low, "plan", "will") and _negated(text, i, first)  # "брати Харків не планують"
        if refused:
            found.lower(Mode.DENIED)
            return
        if i > trigger and not lexicon.has(low, "managed", "may"):
            continue
        if lexicon.has(low, "managed"):
            if _negated(text, i, first):
                found.lower(Mode.DENIED)
            elif not lexicon.has(low, "beginning"):
                return
            return
        if lexicon.has(low, "may"):
            found.lower(Mode.DENIED if _negated(text, i, first) and lexicon.has(low, "able") else Mode.HYPOTHETICAL)
            return
        if lexicon.has(low, "plan", "will"):
            foiled = lexicon.has(low, "attempt") and any(
                lexicon.has(w.low, "foiled") for w in (*words[max(first, i - 3) : i], *words[trigger : last + 1])
            )
            behind = [w.low for w in words[trigger : last + 1]]
            in_vain = any(lexicon.has(low, "success") for low in behind) and any(
                lexicon.has(low, "no") for low in behind
            )
            foiled = foiled or (lexicon.has(low, "attempt") and in_vain)  # "спроби захопити Х успіху не мали"
            found.lower(Mode.DENIED if foiled else Mode.PLANNED)
            return
    found.lower(Mode.PLANNED)


def _noun(text: Text, trigger: int, first: int, found: Factuality) -> None:
    words, lexicon = text.words, text.lexicon
    if lexicon.has(words[trigger].low, "goal"):  # "наступною ціллю може стати Х"
        open_yet = text.clause_has(text.clauses[trigger], "may", "would")
        found.lower(Mode.HYPOTHETICAL if open_yet else Mode.PLANNED)
        return
    for i in range(trigger - 1, max(first, trigger - 4) - 1, -1):
        low = words[i].low
        if lexicon.has(low, "deny"):
            found.lower(Mode.DENIED)
        elif lexicon.has(low, "may"):
            found.lower(Mode.HYPOTHETICAL)
        elif lexicon.has(low, "talk"):
            found.lower(Mode.PLANNED)
        elif lexicon.has(low, "beginning") and i and words[i - 1].low == "за":
            found.lower(Mode.PLANNED)  # "висловилися за продовження оборони Х"
        elif lexicon.has(low, "finish") and any(
            lexicon.has(w.low, "plan", "will") for w in words[max(first, i - 3) : i]
        ):
            found.lower(Mode.PLANNED)  # "спробують завершити захоплення Х"
        elif lexicon.has(low, "say", "after", "finish"):
            return
        elif lexicon.has(low, "plan") and any(lexicon.has(w.low, "finish") for w in words[max(first, i - 3) : i]):
            return  # "завершення операції зі звільнення Х"
        elif lexicon.has(low, "plan") or (lexicon.has(low, "struggle") and words[i + 1].low == "за"):
            found.lower(Mode.PLANNED)
        elif lexicon.has(low, "without"):
            found.lower(Mode.DENIED)
        elif low == "до" and any(lexicon.has(w.low, "outstanding") for w in words[trigger + 1 : trigger + 6]):
            found.lower(Mode.PLANNED)
        elif words[i].mention is not None or low == ",":
            break
    behind = [w.low for w in words[trigger + 1 : trigger + 11]]
    if any(low == "," and lexicon.has(after, "condition") for low, after in pairwise(behind)):
        found.lower(Mode.HYPOTHETICAL)  # "втрата Х, якщо до неї дійде"
    if any(lexicon.has(low, "there_is_none") for low in behind[:5]) or any(
        lexicon.has(low, "no") and lexicon.has(after, "happens") for low, after in pairwise(behind)
    ):
        found.lower(Mode.DENIED)
    after = [w.low for w, c in zip(words[trigger + 1 : trigger + 9], text.clauses[trigger + 1 :], strict=False)]
    if any(
        lexicon.has(a, "be") and any(lexicon.has(b, "goal") for b in after[n + 1 : n + 4]) for n, a in enumerate(after)
    ):
        found.lower(Mode.PLANNED)


# --- who says it ------------------------------------------------------------


def _speaker(text: Text, trigger: int, form: str, side_of: Callable[[str], str | None], found: Factuality) -> None:
    verbs = _speech_verbs(text, trigger, form, side_of)
    _doubt(text, trigger, found)
    before = [i for i in verbs if i < trigger]
    verb = before[-1] if before else next(iter(verbs), None)
    if len(before) > 1 and before[-1] - before[-2] <= 3 and text.lexicon.has(text.words[before[-2]].low, "deny"):
        verb = before[-2]  # "опроверг заявление о захвате"
    if verb is not None:
        _attributed(text, trigger, verb, form, side_of, found)
    elif not (
        _by_preposition(text, found)
        or _by_headline(text, trigger, side_of, found)
        or _by_colon(text, trigger, side_of, found)
    ):
        found.reported = found.reported or any(text.lexicon.has(w.low, "reportedly") for w in text.words)


def _speech_verbs(text: Text, trigger: int, form: str, side_of: Callable[[str], str | None]) -> list[int]:
    """The verbs of saying that may rule what the word at `trigger` says."""
    lexicon = text.lexicon
    return [
        i
        for i, w in enumerate(text.words)
        if w.mention is None
        and i != trigger
        and (lexicon.has(w.low, "say", "deny") or _tells(text, i, trigger, side_of))
        and lexicon.form(w.low) not in ("infinitive", "noun")
        and not lexicon.has(w.low, "speech_nouns")
        and not _is_said_of(text, i)
        and (not _unsaid(text, i) or _unconceded(text, i, trigger, form))
        and not (i < trigger and _in_own_words(text, i, trigger))
        and (i < trigger or _closes(text, i, trigger))
    ]


def _is_said_of(text: Text, i: int) -> bool:
    """ "Х і Y відзначено червоним", "отмечены красным": a passive that agrees with what it tells of, not who tells."""
    low, lexicon = text.words[i].low, text.lexicon
    agrees = low.endswith(("ені", "ані")) or (lexicon.form(low) == "short" and not low.endswith("о"))
    return agrees and not lexicon.has(low, "convinced")


def _doubt(text: Text, trigger: int, found: Factuality) -> None:
    """Say that it is not confirmed, or that there is no ground to say so."""
    words, lexicon = text.words, text.lexicon
    if any(lexicon.has(w.low, "confirm") and (_unsaid(text, i) or _lacking(text, i)) for i, w in enumerate(words)):
        found.lower(Mode.HYPOTHETICAL)
    grounds = any(lexicon.has(w.low, "untrue") for w in words[:trigger])  # "немає підстав стверджувати"
    unsayable = any(  # "не можна говорити, що"
        lexicon.has(w.low, "say")
        and lexicon.form(w.low) == "infinitive"
        and (any(lexicon.has(v.low, "no") for v in words[:i][-3:]) or _untimely(text, trigger))
        for i, w in enumerate(words[:trigger])
    )
    traces = any(  # "не бачить ознак того, що"
        lexicon.has(w.low, "signs") and any(lexicon.has(v.low, "no") for v in words[max(0, i - 4) : i + 4])
        for i, w in enumerate(words[:trigger])
    )
    if grounds or traces or unsayable or _false(text, trigger):
        found.lower(Mode.DENIED)


def _untimely(text: Text, trigger: int) -> bool:
    """ "Говорити, що Х захоплений, не можна", "о взятии Х говорить рано": may it, behind the word, not be said?"""
    behind = text.words[trigger + 1 :]
    return any(
        text.lexicon.has(word.low, "untimely")
        or (text.lexicon.has(word.low, "no") and text.lexicon.has(after.low, "may"))
        for word, after in pairwise(behind)
    )


def _attributed(
    text: Text, trigger: int, verb: int, form: str, side_of: Callable[[str], str | None], found: Factuality
) -> None:
    """By a verb of saying."""
    lexicon, low = text.lexicon, text.words[verb].low
    found.reported = True
    alongside = form == "noun" and text.clauses[verb] == text.clauses[trigger]  # "звільнення Х заперечує"
    told_apart = any(w.low == ":" for w in text.words[verb:trigger])  # "he denied it: by his words, ..."
    denied = lexicon.has(low, "deny") or _unconceded(text, verb, trigger, form)
    if denied and (verb < trigger or alongside) and not told_apart:
        found.lower(Mode.DENIED)
    found.clues |= {clue for clue, list_of in CLUES if lexicon.has(low, list_of)}
    found.claimant = claimant_words(text, verb, side_of)


def _by_preposition(text: Text, found: Factuality) -> bool:
    """ "За даними штабу", "за його словами"."""
    words, lexicon = text.words, text.lexicon
    for i, word in enumerate(words):
        if i and lexicon.has(word.low, "by_words") and lexicon.has(words[i - 1].low, "by"):
            found.reported = True
            found.claimant = _phrase(text, i + 1)
            return True
        if i > 1 and _is_name_by_itself(text, i):
            found.reported = True
            found.claimant = text.passage.text[word.start : word.end]
            return True
        if i > 1 and lexicon.has(word.low, "by_words") and lexicon.has(words[i - 2].low, "by"):
            found.reported = True
            found.claimant = words[i - 1].low
            return True
    return False


def _is_name_by_itself(text: Text, i: int) -> bool:
    """ ", по Конашенкову,": a person in the dative between commas."""
    words = text.words
    around = i + 1 < len(words) and words[i + 1].low == "," and words[i - 2].low == "," and words[i - 1].low == "по"
    return around and words[i].capital and words[i].mention is None and DATIVE.search(words[i].low) is not None


def _by_headline(text: Text, trigger: int, side_of: Callable[[str], str | None], found: Factuality) -> bool:
    """ "Росіяни атакують Бахмут – Гайдай", "Гайдай: росіяни атакують Бахмут"; what is no more than the word "заява"
    before it is reported too, but by nobody named."""
    words, lexicon = text.words, text.lexicon
    near = range(max(0, trigger - 5), trigger)
    if any(lexicon.has(words[i].low, "speech_nouns") and not lexicon.has(words[i - 1].low, "despite") for i in near):
        found.reported = True
    headline = HEADLINE.search(text.passage.text)
    if headline is None:
        return False
    if headline.lastgroup == "after" and GAPPED.search(text.passage.text[: headline.start()]):
        return False
    name, start = headline[headline.lastgroup or 0], headline.start(headline.lastgroup or 0)
    lower_case = [plain(word) for word in name.split() if word[:1].islower()]
    acts = any(frame.kind != "state" for word in lower_case for frame in lexicon.frames_of(word))
    acts = acts or any(frame.kind == "noun" for frame in lexicon.frames_of(plain(name.split()[0])))
    if any(w.mention is not None and w.start == start for w in words):
        return False  # a place, not a speaker
    if headline.lastgroup == "before" and _is_running_head(text, name):
        return False
    spoken = name.split()
    if headline.lastgroup == "before" and lexicon.form(plain(spoken[-1])) == "past" and spoken[-1].islower():
        name = " ".join(spoken[:-1])  # "Лукашенко усміхнувся: ..."
        acts = False
    office = name[:1].isupper() or any(lexicon.has(plain(word), "speakers") for word in spoken)
    if office and (side_of(name) is not None or _is_person(text, start, name)) and not acts:
        found.reported = True
        found.claimant = name
        return True
    return False


def _by_colon(text: Text, trigger: int, side_of: Callable[[str], str | None], found: Factuality) -> bool:
    """ "Глава ОВА Григоров призвал не верить картам: Х наш": somebody of a side does what is no deed of war, and what
    stands behind the colon are their words."""
    words, colon = text.words, _after_colon(text, trigger) - 1
    doing = (i for i in range(1, colon) if text.lexicon.form(words[i].low) in ("past", "present"))
    verb = next((i for i in doing if not (words[i].capital or words[i].mention is not None)), 0)
    name = text.passage.text[words[0].start : words[verb - 1].end] if verb else ""
    office = any(text.lexicon.has(word.low, "speakers") for word in words[:verb])
    if not office or text.lexicon.frames_of(words[verb].low) or side_of(name) is None:
        return False
    found.reported, found.claimant = True, name
    return True


def _is_person(text: Text, start: int, name: str) -> bool:
    """ "Андрій Коваленко", "речник Ілля Євлаш": do the words end in a given name and a surname?"""
    own = [w for w in text.words if start <= w.start < start + len(name)][-2:]
    return len(own) == 2 and all(w.capital and w.mention is None and len(w.low) > 2 for w in own)


def _is_running_head(text: Text, name: str) -> bool:
    """ "Війна в Україні:", "Україна:": what an article is about, not who speaks."""
    words = [plain(word) for word in re.findall(r"[^\W\d_]+", name)]
    return bool(words) and all(text.lexicon.has(word, "running_heads", "prepositions", "joining") for word in words)


def _tells(text: Text, i: int, trigger: int, side_of: Callable[[str], str | None]) -> bool:
    """Is this a verb of saying by where it stands: "..., хизується Пригожин", "Рогов запевняв, що"? There is no end of
    such verbs; only their place tells them."""
    words, lexicon = text.words, text.lexicon
    low = words[i].low
    if lexicon.form(low) not in ("past", "present") or low.endswith(("о", "ося", "ось")) or lexicon.frames_of(low):
        return False
    if words[i].capital or len(low) < SHORTEST or lexicon.has(low, *UNSPEAKING):
        return False
    if i < trigger:
        after = [w.low for w in words[i + 1 : i + 3]]
        return len(after) == 2 and after[0] == "," and lexicon.has(after[1], "that")
    closing = words[i + 1 :]
    if words[i - 1].low not in (",", "–", "—", "»") or not 1 <= len(closing) <= CLOSING + 3:
        return False
    within = closing[0].low in LEADING and (closing[1:2] and closing[1].capital)  # "підрахували в Інституті"
    if closing[-1].low not in ".!" or (lexicon.has(closing[0].low, "prepositions") and not within):
        return False
    if any(w.low == "," or lexicon.frames_of(w.low) for w in closing):
        return False
    name = text.passage.text[closing[0].start : closing[-1].start].strip()
    named = any(w.capital and w.mention is None for w in closing)
    return named or lexicon.has(closing[0].low, "speakers") or side_of(name) is not None


def _in_own_words(text: Text, verb: int, trigger: int) -> bool:
    """ "Путіну доповіли про взяття Х, хоча місто утримують українці": the writer's own comment on what was said."""
    words, lexicon = text.words, text.lexicon
    opening = words[text.clauses.index(text.clauses[trigger])]
    that = any(lexicon.has(w.low, "that") for w in words[verb:trigger])
    return lexicon.has(opening.low, "although") and text.clauses[verb] != text.clauses[trigger] and not that


def _unsaid(text: Text, i: int) -> bool:
    """Is this verb of saying negated?"""
    return i > 0 and text.lexicon.has(text.words[i - 1].low, "no")


def _unconceded(text: Text, i: int, trigger: int, form: str) -> bool:
    """ "Втрату Х не визнає": a noun that somebody does not admit."""
    alongside = form == "noun" and text.clauses[i] == text.clauses[trigger]
    return alongside and _unsaid(text, i) and text.lexicon.has(text.words[i].low, "concede")


def _lacking(text: Text, i: int) -> bool:
    """ "Підтверджень поки немає"."""
    words, lexicon = text.words, text.lexicon
    before, near = words[max(0, i - 3) : i], words[max(0, i - 3) : i + 9]
    none = any(lexicon.has(w.low, "there_is_none") for w in near) or any(lexicon.has(w.low, "no") for w in before)
    return lexicon.form(words[i].low) == "noun" and none


def _false(text: Text, trigger: int) -> bool:
    """ "Інформація про захоплення Х не відповідає дійсності", "бреше, що захопив Х"."""
    words, lexicon, clause = text.words, text.lexicon, text.clauses[trigger]
    opened = lexicon.has(words[text.clauses.index(clause)].low, "that")
    report = any(lexicon.has(w.low, "speech_nouns", "speech_about") for w in words[max(0, trigger - REPORT) : trigger])
    return (
        any(
            lexicon.has(w.low, "false")
            and (c == clause or (opened and c == clause - 1) or (report and c == clause + 1))
            for w, c in zip(words, text.clauses, strict=True)
        )
        or _labelled_false(text)
        or any(
            lexicon.has(one.low, "no") and lexicon.has(other.low, "believe")
            for one, other in pairwise(words[_after_colon(text, trigger) : trigger])
        )
    )


def _after_colon(text: Text, trigger: int) -> int:
    """Where what stands behind the last colon before the word begins: "призвал не верить картам: Х наш"."""
    return next((i + 1 for i in range(trigger - 1, 0, -1) if text.words[i].low == ":"), 0)


def _labelled_false(text: Text) -> bool:
    """ "ФЕЙК: ...", "Неправда. ...": the label that opens a sentence."""
    words = [w.low for w in text.words[:LABEL]]
    sign = next((n for n, low in enumerate(words) if low in (":", ".", "!", "—", "–")), None)
    return sign is not None and any(text.lexicon.has(low, "false") for low in words[:sign])


def _closes(text: Text, i: int, trigger: int) -> bool:
    """Does this verb of saying close what was said (", повідомив мер"), or does it tell of something else?"""
    words, lexicon = text.words, text.lexicon
    first = i
    while first and words[first - 1].low not in PHRASE_END:
        first -= 1
    if first <= trigger:
        return True  # "о взятии Х сообщили"
    return i - first <= CLOSING and not lexicon.has(words[first].low, "joining", "opening", "beforehand")


def claimant_words(text: Text, verb: int, side_of: Callable[[str], str | None]) -> str | None:
    """The words that name who says it: before the verb of saying, or behind it; rather those that tell a side."""
    words, lexicon = text.words, text.lexicon
    first = verb
    while first and verb - first < LONGEST:
        if words[first - 1].low in QUOTES:  # a name in quotation marks
            opening = next((k for k in range(first - 2, max(-1, first - 6), -1) if words[k].low in QUOTES), None)
            if opening is None:
                break
            first = opening
        elif words[first - 1].low in PHRASE_END:
            break
        else:
            first -= 1
    first, end = (first, verb) if first < verb else _before_aside(text, verb)
    first = max([first, *(i + 1 for i in range(first, end) if lexicon.has(words[i].low, "relative"))])
    if first < end and lexicon.has(words[first].low, "about") and not words[first + 1].capital:
        first = next((k for k in range(end - 1, first, -1) if words[k].capital), end)  # "О взятии Х Москва отчиталась"
    while first < end and (
        words[first].low.isdigit() or lexicon.has(words[first].low, "opening", "joining", "time", "as")
    ):
        first += 1
    first = _speaker_start(text, first, end)
    addressed = lexicon.has_ending(words[verb].low, "plural") and all(DATIVE.search(w.low) for w in words[first:end])
    if addressed or lexicon.has(words[end - 1].low, "joining"):
        first = end  # "Путіну доповіли", "займає Х і пише"
    before = text.passage.text[words[first].start : _cut(text, first, end)].strip() if first < end else ""
    after = _phrase(text, verb + 1)
    if after and lexicon.has(words[verb + 1].low, "opening", "about"):
        after = None
    if before and side_of(before) is not None:
        return before
    if after and side_of(after) is not None:
        return after
    named = any(w.capital for w in words[max(1, first) : end])
    if before and (named or any(lexicon.has(w.low, "speakers") for w in words[first:end])):
        return before
    named = after is not None and any(lexicon.has(w.low, "speakers") for w in words[verb + 1 : verb + 5])
    known = after is not None and (named or any(c.isupper() for c in after))
    return after if known else None


def _before_aside(text: Text, verb: int) -> tuple[int, int]:
    """Where those begin and end whom a verb behind an aside has for subject: "Кадиров, навпаки, оголосив"."""
    words = text.words
    if not verb or words[verb - 1].low != ",":
        return verb, verb
    end = next((k for k in range(verb - 2, max(0, verb - ASIDE), -1) if words[k].low == ","), verb)
    if any(text.lexicon.frames_of(w.low) or text.lexicon.has(w.low, "opening", "say") for w in words[end:verb]):
        return verb, verb
    first = end
    while first and words[first - 1].low not in PHRASE_END:
        first -= 1
    named = all(w.mention is None for w in words[first:end]) and not any(
        text.lexicon.frames_of(w.low) for w in words[first:end]
    )
    return (first, end) if end < verb and named else (verb, verb)


def _speaker_start(text: Text, first: int, end: int) -> int:
    """Where a speaker's name begins: behind conjunctions, prepositions, and where it was said ("в ефірі")."""
    words, lexicon = text.words, text.lexicon
    while first < end and (words[first].low in LEADING or lexicon.has(words[first].low, "outlets", "time")):
        outlet = lexicon.has(words[first].low, "outlets")
        first += 1
        while outlet and first < end and not (words[first].capital or lexicon.has(words[first].low, "speakers")):
            if words[first].low in PHRASE_END:
                return first
            first += 1
    return first


def _phrase(text: Text, first: int) -> str | None:
    """The words from there to the next sign; a name in quotation marks belongs to them."""
    words = text.words
    if first + 1 < len(words) and text.lexicon.has(words[first].low, "addressees"):
        first += 1  # "сказав кореспонденту офіцер"
    first = last = _speaker_start(text, first, len(words) - 1)
    while last < len(words) and last - first < LONGEST:
        if words[last].low in QUOTES and last > first:
            closing = next((k for k in range(last + 1, min(len(words), last + 10)) if words[k].low in QUOTES), None)
            if closing is None:
                break
            last = closing
        elif words[last].low in PHRASE_END or text.lexicon.has(words[last].low, "about"):
            break
        last += 1
    return text.passage.text[words[first].start : _cut(text, first, last)].strip() if last > first else None


def _cut(text: Text, first: int, last: int) -> int:
    """Where the words end that name somebody: before "в ефірі", "у Telegram", "на брифінгу"."""
    words, quoted = text.words, False
    for i in range(first + 1, last):
        quoted = quoted != (words[i].low in QUOTES)
        if quoted:
            continue
        named = any(w.capital for w in words[max(1, first) : i])
        if named and text.lexicon.has(words[i].low, "prepositions"):
            return words[i].start
    while last > first + 1 and (
        words[last - 1].low in THIS
        or words[last - 1].low.isdigit()
        or text.lexicon.has(words[last - 1].low, "time", "opening", "prepositions")
    ):
        last -= 1  # "Міноборони зранку (доповіло)", "Пушилин это (опроверг)"
    return words[last - 1].end
