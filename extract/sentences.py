"""Text to sentences, each with its exact place in the text.

Rules instead of a model: every article passes through here, and only a few of its sentences ever reach a parser. The
text is cut into lines first (a headline, a list item or a paragraph ends where its line ends, a hard-wrapped line does
not), and each line at full stops that do end a sentence. The time is linear in the length of the text, whatever is
in it.
"""

import re
from collections.abc import Iterator

from extract.model import Sentence

__all__ = ["LONGEST", "split"]

LONGEST = 2000
"""No sentence is longer, in characters; what runs on without a stop is cut at a space."""

# A run of stops with the quotes, brackets and footnote marks that close behind it. Possessive, so that no input makes
# it look twice at a character.
STOP = re.compile(r"[.!?…。]++[\"'”’»)\]]*+(?:\[[\w ]{1,12}\])*+")
# "…the city.Russia then…": scraped pages lose the space between paragraphs.
GLUED = re.compile(r"[^\W\d_]{2}$")
GLUED_NEXT = re.compile(r"[^\W\d_][^\W\d_]{2,}[ ,’']")
OPENERS = "\"'“‘«„([*—–- "
LINE = re.compile(r"[^\r\n\u2028\u2029\f\v]+")
LIST_ITEM = re.compile(r"\s*(?:[-–—•*▪●◦·>#|‣⁃○■□►➤✔✅❗🔹🔸🔻🔺]+\ufe0f?\s|\(?\d{1,3}[.)]\s|\(?[a-zа-яіїєґ][.)]\s)")
# A line that ends so is not at its end, whatever letter the next begins with: it names places one under the other.
GOES_ON = re.compile(
    r"(?:,|(?<!\w)(?:near|in|of|the|and|at|to|from|towards|в|у|на|та|і|и|біля|поблизу|під|возле|под|около|из|із))$"
)
TOKEN = re.compile(r"[^\s(\[\"“«‘]+$")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Never the end of a sentence: a name or a number follows.
TITLES = _words(
    """gen lt col maj capt sgt cpl pvt brig adm cmdr cdr comdr mr mrs ms dr prof sen rep gov pres rev hon st ste mt
    ft vs cf eg ie e.g i.e viz al fig vol pp approx ca nos msgr supt insp det messrs lt.-gen maj.-gen col.-gen см
    напр вул просп пр-т бул пров пл ім им акад проф ген полк подп кап серж лейт адм гр тов інж тел стор рис смт
    пгт нп н.п ред поч нач зам зав гл св о.о в.о и.о т.зв т.н т.е т.к"""
)
# The end only when a usual first word of a sentence follows: "the U.S. Army" against "in the U.S. The army".
COUNTRIES = _words("""u.s u.k u.n u.s.a e.u d.c u.s.s.r n.y ph.d inc ltd co corp bros jr sr с.ш.а""")
# Before a number only: "Sept. 10", "No. 5", "art. 51".
NUMBERED = _words(
    """jan feb mar apr jun jul aug sep sept oct nov dec no art sec ch p ст пп гл рис табл січ лют бер квіт трав
    черв лип серп вер жовт лист груд янв фев мар апр июн июл авг сен сент окт ноя дек"""
)
# Abbreviated units and years: after a number they may end a sentence ("2022 р."), before a name they don't ("м. Ізюм").
UNITS = _words("""м с г п р д о т х кв обл р-н""")
AFTER_HOUR = _words(
    """local time et est edt gmt utc eest eet bst cet monday tuesday wednesday thursday friday
    saturday sunday"""
)
STARTERS = _words(
    """the a an in on at it its he his she her they their we our i you this that these those there here but and or so
    as if when while after before since for from by with to however meanwhile later earlier also according both
    some many most all one two no not what who why how although though despite during over under until now then
    such still yet only even in at on у в на за з із і й та а але це цей ця він вона вони воно ми як якщо коли
    після до під про також тим зараз потім він и но это этот эта он она они оно мы если когда после также потом
    при по из с со"""
)


def split(text: str) -> tuple[Sentence, ...]:
    """The sentences of `text` in order. Offsets count its characters; between two sentences there is only whitespace.

    A sentence keeps the quote or bracket that closes it. Blank stretches give none.
    """
    found: list[Sentence] = []
    for start, end in _paragraphs(text):
        for left, right in _within(text, start, end):
            found.append(Sentence(len(found), left, right, text[left:right]))
    return tuple(found)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Stretches that no sentence crosses: lines, but with hard-wrapped ones joined again."""
    block: list[tuple[int, int]] = []
    for match in LINE.finditer(text):
        if not match.group().strip():
            continue
        if block and text.count("\n", block[-1][1], match.start()) > 1:
            yield from _unwrapped(text, block)
            block = []
        block.append(match.span())
    yield from _unwrapped(text, block)


def _unwrapped(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join what a line break only wraps: the next line goes on in lower case, the line can't end so, or
    all lines are filled to one width."""
    if not lines:
        return
    widths = [end - start for start, end in lines[:-1]]
    filled = len(lines) > 2 and max(widths) <= 100 and min(widths) >= 0.75 * max(widths) and min(widths) >= 40
    start, end = lines[0]
    for left, right in lines[1:]:
        item = LIST_ITEM.match(text, left, min(right, left + 12)) is not None
        first = text[left : left + 1]
        stopped = text[end - 1] in '.!?…:;"”»'
        goes_on = GOES_ON.search(text, max(start, end - 12), end) is not None
        wrapped = (goes_on or filled) and end - start < LONGEST
        if not item and (wrapped or (first.islower() and not stopped)):
            end = right
        else:
            yield start, end
            start, end = left, right
    yield start, end


def _within(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut one paragraph at the stops that end a sentence."""
    left = start
    for stop in STOP.finditer(text, start, end):
        if stop.end() < end and _ends(text, left, stop, end):
            yield from _bounded(text, left, stop.end())
            left = stop.end()
    yield from _bounded(text, left, end)


def _ends(text: str, left: int, stop: re.Match[str], end: int) -> bool:
    """Whether a sentence that began at `left` ends with this stop."""
    here = stop.end()
    before = text[max(left, stop.start() - 24) : stop.start()]
    if not text[here].isspace():
        # only letters on both sides: not a decimal, an address or "U.S."
        return bool(
            text[here].isupper()
            and len(stop.group()) == 1
            and before[-1:].islower()
            and GLUED.search(before)
            and GLUED_NEXT.match(text, here, end)
        )
    follows = text[here : here + 40].lstrip()
    opened = follows.lstrip(OPENERS)
    first = opened[:1]
    if not first:
        return True
    if first.islower():
        # after "!" or "?" inside a quotation the sentence goes on; a list that begins in lower case does not occur here
        return False
    if stop.group()[0] != "." or (len(stop.group()) > 1 and stop.group()[1] == "."):
        return True
    token = TOKEN.search(before)
    word = token.group().lower() if token else ""
    following = re.match(r"([\w’'-]+)(\s+time\b)?", opened)
    next_word = following[1].lower() if following else ""
    if word in TITLES or word.endswith("-gen"):
        return False
    if len(stop.group()) > 1:  # a quotation or a bracket closes behind the stop
        return True
    if word in NUMBERED:
        return not first.isdigit()
    if word in ("a.m", "p.m"):
        return next_word not in AFTER_HOUR and (following is None or following[2] is None)  # "Paris time"
    if word in UNITS:
        number = text[max(left, stop.start() - len(word) - 6) : stop.start() - len(word)].rstrip()
        return number[-1:].isdigit()
    if word in COUNTRIES or (len(word) == 1 and word.isalpha()) or re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", word):
        return next_word in STARTERS
    # "1." at the head of a list item
    return not (word.isdigit() and stop.start() - len(word) - left <= 2)


def _bounded(text: str, left: int, right: int) -> Iterator[tuple[int, int]]:
    """Strip the whitespace, drop the empty, and cut what is too long to be a sentence."""
    while left < right and text[left].isspace():
        left += 1
    while right > left and text[right - 1].isspace():
        right -= 1
    while right - left > LONGEST:
        cut = text.rfind(" ", left + LONGEST // 2, left + LONGEST)
        cut = cut if cut > 0 else left + LONGEST
        yield left, cut
        left = cut
        while left < right and text[left].isspace():
            left += 1
    if left < right:
        yield left, right
