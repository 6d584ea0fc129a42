"""Sentences that leave it to the one before what happened: "So is Borova.", "Irpin followed on Monday.", "Among those
he named were A, B and C." """

import re
from itertools import pairwise

from extract.languages.reading import Continuation, Passage

__all__ = ["continuation"]

PLACE = "§"
JOINING = re.compile(r"\s*(?:,|,?\s(?:and|as well as))\s*(?:the\s(?:\w+\s){0,2}of\s)?\s*")
TIME = (
    r"(?=[,.;]|$|\s(?:a|an|on|in|two|three|four|five|six|seven|eight|nine|ten|some|\d+|the|within|last|hours|days|weeks|by|soon|at|over|later|shortly|this|"
    r"early)\b)"
)
# what was said last holds of this place too
ALSO = re.compile(
    rf"^\W*(?:[^{PLACE}.]{{0,40}}?,\s)?(?:"
    rf"(?:So\stoo|So|so\stoo|so|Likewise)\s(?:is|are|was|were|has|have|had|did|does|do)\s(?:the\s\w+\sof\s)?{PLACE}|"
    rf"(?:The|the)\ssame\s(?:\w+\s){{1,4}}?(?:of|for|to|with|in|at)\s(?:the\s\w+\sof\s)?{PLACE}|"
    rf"(?:Next|next|Then|then|After\sthat)\s(?:(?:came|was|were|followed|fell)\s|to\sfall\s(?:was|were)\s|"
    rf"it\swas\sthe\sturn\sof\s|to\sgo\s(?:was|were)\s)(?:the\s\w+\sof\s)?{PLACE}|"
    rf"(?:The\s\w+\sof\s)?{PLACE}(?:,[^,{PLACE}]{{1,60}},)?\s(?:(?:had|has|have|soon|then|quickly)\s)*(?:"
    rf"followed{TIME}|(?:came|was|were)\snext\b|(?:was|were)\sto\sfollow\b|(?:went|gone)\sthe\ssame\sway|"
    rf"(?:met|suffered|shared)\s(?:the|a)\s(?:same|similar)\sfate)|"
    rf"(?:The\s\w+\sof\s)?{PLACE}(?:,?\s(?:too|as\swell|likewise))\W*$)"
)
MANY = r"(?:villages|settlements|towns|cities|places|localities|communities|hamlets)"
NAMED = re.compile(r"\b(?:named|listed|mentioned|identified|specified)\b")
# which the places are that were only counted
LIST = re.compile(
    rf"^\W*(?:(?:They|These|Those|The\s(?:\w+\s){{0,3}}?(?:{MANY}|others|list|three|two|four|five))\s"
    rf"(?:are|were|include[sd]?|comprise)\s|"
    rf"Among\s(?:them|these|those|the\s(?:\w+\s)?{MANY})\b[^{PLACE}.]{{0,40}}?\s(?:are|were|is|was)\s|"
    rf"(?:[A-Z][\w'’]*\s(?:\w+\s){{0,2}}?)(?:named|listed|mentioned|identified|specified)\s(?:them\sas\s|these\sas\s)?)"
    rf"(?:the\s(?:\w+\s){{0,2}}?(?:of\s)?)?{PLACE}"
)


# what an item of a list may hold beside its names
ITEM = re.compile(
    rf"[\W\d]*(?:(?:{PLACE}|the|and|or|near|in|of|both|also|as|well|city|town|towns|village|villages|settlements?|{MANY}|"
    r"region|oblast|district|raion|hromada|community|direction|axis|km)[\W\d]*)+",
    re.IGNORECASE,
)


def continuation(passage: Passage) -> Continuation | None:
    """The places of a sentence that goes on so, None for any other."""
    skeleton, groups = _skeleton(passage)
    if groups and ITEM.fullmatch(_masked(passage)):
        items = tuple(number for group in groups for number in group)
        return Continuation(items, passage.places[items[0]], False, False, item=True)
    also = ALSO.match(skeleton)
    listed = None if also else LIST.match(skeleton)
    found = also or listed
    if found is None or not groups:
        return None
    first, last = (passage.places[group[end]] for group, end in ((groups[0], 0), (groups[0], -1)))
    before = passage.text[: first[0]].rstrip()
    trigger = (0, len(before)) if before else (last[1], len(passage.text.rstrip(' .!?”"')))
    named = listed is not None and NAMED.search(before) is not None
    return Continuation(groups[0], trigger, listed is not None, named)


def _masked(passage: Passage) -> str:
    """The text with one sign for every place, regions too."""
    parts, at = [], 0
    for start, end in sorted(passage.places):
        parts += [passage.text[at:start], PLACE]
        at = max(at, end)
    return "".join([*parts, passage.text[at:]])


def _skeleton(passage: Passage) -> tuple[str, list[tuple[int, ...]]]:
    """The text with one sign for every list of places, and which of the passage's places each stands for."""
    order = [n for n in sorted(range(len(passage.places)), key=lambda n: passage.places[n]) if n not in passage.regions]
    groups: list[list[int]] = [[n] for n in order[:1]]
    for one, other in pairwise(order):
        between = passage.text[passage.places[one][1] : passage.places[other][0]]
        if JOINING.fullmatch(between):
            groups[-1].append(other)
        else:
            groups.append([other])
    parts, at = [], 0
    for group in groups:
        parts += [passage.text[at : passage.places[group[0]][0]], PLACE]
        at = passage.places[group[-1]][1]
    return "".join([*parts, passage.text[at:]]), [tuple(group) for group in groups]
