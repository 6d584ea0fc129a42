"""The words that claims across sentences turn on, in all languages at once, and the nouns that grammars answer with.

A grammar reads one sentence. What the rest of an article has to tell (who speaks, what "the city" is, where a quotation
ends) hangs on few words; those stand here, so that a language is added in its own folder and in this file. An article
may quote another language, so each pattern holds for all of them.

`PlaceRef.anaphor` and `PlaceRef.lands` are English nouns, whatever the language of the text.
"""

import re

__all__ = [
    "ALTERNATIVE",
    "BOTH",
    "BOTH_SIDES",
    "CLAUSE_START",
    "CLOSING_ATTRIBUTION",
    "CONJUNCTIONS",
    "EXCEPTED",
    "FIRED_AT",
    "FORMERLY",
    "GROUP",
    "INSIDE",
    "ITSELF",
    "JOINTLY",
    "LAND",
    "LANDMARK",
    "LITERAL",
    "NOBODY_NAMED",
    "ON_PAPER",
    "OUT_OF",
    "PERSON",
    "POSSESSIVE",
    "PRONOUNS",
    "QUARTER",
    "QUOTATION",
    "REGIONS",
    "SETTLEMENTS",
    "SITES",
    "THE_CAPITAL",
    "TOWARDS",
    "UNIT",
    "UNNAMED_SPEAKER",
    "WHOEVER",
    "after_dateline",
    "introduced_as",
    "joined",
]

# "the capital", and no state's or region's
THE_CAPITAL = re.compile(r"the\scapital", re.IGNORECASE)

# --- nouns that stand for a place, as PlaceRef.anaphor has them -------------------------------------------------------

PRONOUNS = frozenset({"it", "there"})
BOTH = "both"
QUARTER = "quarter"  # a part of a settlement that has a name of its own, else of the settlement
SETTLEMENTS = frozenset({"city", "town", "village"})  # what an article may introduce a settlement as
SITES = frozenset(
    {
        "airport",
        "airfield",
        "plant",
        "steelworks",
        "station",
        "dam",
        "base",
        "hospital",
        "bridge",
        "mine",
        "quarry",
        "factory",
        "refinery",
    }
)
REGIONS = frozenset(
    {"region", "province", "oblast", "raion", "district", "republic", "peninsula", "territory", "area", "county"}
)

# what is told of with one of these beside it is over: by then it may be anybody's
FORMERLY = re.compile(
    r"\b(?:formerly|previously|once|used to|until recently|раніше|колись|колишн\w+|раньше|прежде|когда-то|бывш\w+)\b",
    re.IGNORECASE,
)

# between what is told and a place: which of the two is told of it stays open
ALTERNATIVE = re.compile(r"\b(?:or|або|чи|или)\b", re.IGNORECASE)

# what was only fired at: nobody took or held it for that
FIRED_AT = re.compile(
    r"\b(?:ураженн\w+\sзазна\w+|зазна\w+\s(?:[\w’'-]+\s){0,4}(?:удар|обстріл|ураженн)\w*|"
    r"(?:удар|обстріл)\w*\s(?:[\w’'-]+\s){0,3}зазна\w+|потрапи\w+\sпід\s(?:обстріл|удар|вогонь)\w*|обстріля\w+|"
    r"подверг\w+\s(?:\w+\s){0,3}(?:обстрел|удар)\w*|попа\w+\sпод\s(?:обстрел|удар|огонь)\w*|обстреля\w+|накри(?:в|ла|ли|ло)\b|накрыл\w*|"
    r"came\sunder\s(?:\w+\s)?(?:fire|shelling|attack)|were\sshelled|was\sshelled)",
    re.IGNORECASE,
)

# before a place of which the opposite is told: "all of the city except for the barracks"
EXCEPTED = re.compile(
    r"\b(?:except(?:ing)?|apart\sfrom|other\sthan|save\sfor|barring|крім|окрім|кроме|за\s(?:винятком|исключением))\b[^.;:]*$",
    re.IGNORECASE,
)

# what is told of whoever it may be is told of nobody
WHOEVER = re.compile(r"\bwho(?:so)?ever\b", re.IGNORECASE)

# a place that is held so has two holders at once
JOINTLY = re.compile(
    r"\b(?:jointly|joint(?=\s(?:control|custody|administration|rule|hands|possession))|together|shared?|спільн\w+|разом|совместн\w+|вместе)\b",
    re.IGNORECASE,
)

# --- measures of ground, as PlaceRef.lands has them -------------------------------------------------------------------

LAND = frozenset({"territory", "land", "ground", "kilometer", "kilometre", "km", "mile", "position"})

# --- prepositions, as Reading.preposition has them --------------------------------------------------------------------

TOWARDS = ("toward", "towards")  # the last word
INSIDE = ("in", "into")  # the whole
OUT_OF = ("from", "out of")  # the end

# --- acts on paper ---------------------------------------------------------------------------------------------------

ON_PAPER = re.compile("annex|анекс|аннекс", re.IGNORECASE)

# --- who speaks -------------------------------------------------------------------------------------------------------

_UNNAMED_SPEAKER = {
    "en": r"^(?:he|she|they|it|we|i)$|^the\s(?:corps|brigade|battalion|regiment|division|unit|battlegroup|grouping)$|"
    r"\b(?:ministry|military|army|forces|officials?|authorities|commanders?|spokes\w+|general|staff|command|president|"
    r"minister|government|administration|sources?|troops)\b",
    "uk": r"^(?:він|вона|вони|ми|його|її|їх)$|"
    r"\b(?:міністерств|міноборон|відомств|військов|армі|сил|штаб|влад|командув|речни|представ|глав|голов|президент|"
    r"міністр|адміністрац|зведен|джерел|повідомлен|губернатор|мер|офіцер|боєць|бійц|комбат|командир|начальник|пресс|"
    r"прес-|розвідк|піхотин|сержант|генерал|полковник|хлопц|солдат|побратим)\w*",
    "ru": r"^(?:он|она|они|мы|его|ее|их)$|"
    r"\b(?:министерств|миноборон|ведомств|военн|арми|сил|штаб|власт|командов|спикер|представ|глав|голов|президент|"
    r"министр|администрац|сводк|источник|сообщен|губернатор|мэр|офицер|боец|бойц|комбат|командир|начальник|пресс|"
    r"замминистр|разведк|сержант|генерал|полковник|солдат|парни)\w*",
}
# whose side only the text around can tell: "he", "the ministry"
UNNAMED_SPEAKER = re.compile("|".join(_UNNAMED_SPEAKER.values()), re.IGNORECASE)
# a side that is no state, told of before
GROUP = re.compile(r"(?:the|this)\s(?:group|movement|force|faction)", re.IGNORECASE)
# one person, told of before
PERSON = re.compile(r"he|she|він|вона|он|она", re.IGNORECASE)
# a unit's name ends in one: what is told around it is no introduction of a person
UNIT = re.compile(r"brigade|corps|battalion|regiment|division|group|army|command|staff", re.IGNORECASE)
# words that stand where a speaker does and name none: "we hold it", "nothing says"
NOBODY_NAMED = re.compile(r"we|i|you|us|me|one|nothing|nobody|who|which|that|ми|я|ти|ви|мы|ты|вы", re.IGNORECASE)
BOTH_SIDES = re.compile(r"^both\s(?:sides|armies|militaries|ministries)\b", re.IGNORECASE)
# before a date: "..., the mayor said on (Friday)"
CLOSING_ATTRIBUTION = re.compile(r", [^,;]{2,80}\b(?:said|wrote|announced|reported|confirmed|added)(?:\s+on)?\s+$")
QUOTATION = re.compile(
    r"“[^“”]{12,2000}(?:”|$)|«(?:[^«»]|«[^«»]{1,80}»){12,2000}»|(?<![\w\"])\"(?=\w)[^\"\n]{12,1500}\"", re.MULTILINE
)

# --- how articles begin -----------------------------------------------------------------------------------------------

# "KYIV, April 2 (Reuters) - ", "KHERSON, Ukraine — ": where and by whom it was written, part of no sentence
_DATELINE = re.compile(
    r"\W*[^\W\d_][\w.,’' -]{1,60}?\([^)\n]{2,40}\)\s*[-–—]+\s+|"
    r"\W*[A-ZА-ЯІЇЄҐ][A-ZА-ЯІЇЄҐ’'/ -]{2,}[\w.,’' ]{0,40}?\s[-–—]+\s+"
)


def after_dateline(text: str) -> int:
    """Where a text begins behind its dateline; 0 where it has none."""
    found = _DATELINE.match(text)
    return found.end() if found is not None else 0


# --- how places and names are joined ----------------------------------------------------------------------------------

_AND = {"en": ("and",), "uk": ("та", "і"), "ru": ("и",)}
_CONJUNCTION = "|".join(word for words in _AND.values() for word in words)
CONJUNCTIONS = re.compile(rf"\s(?:{_CONJUNCTION})\s")
_ONLY_AND = re.compile(rf"\s*(?:{_CONJUNCTION})\s*", re.IGNORECASE)
POSSESSIVE = ("'s", "’s")


def joined(between: str) -> bool:
    """Whether the words between two names are an "and" and nothing else."""
    return _ONLY_AND.fullmatch(between) is not None


# --- what stands before a name ----------------------------------------------------------------------------------------

_POINT = {
    "en": r"\b(?:roads?|highway|route|way|bridge|direction|border|edge|outskirts|km|miles?|kilomet(?:er|re)s?|"
    r"(?:north|south)[- ]?(?:east|west)|north|south|east|west)"
    r"\s+(?:of|from|to|at|near|towards?|into)\s+(?:\w+\s+of\s+)?$",
    "uk, ru": r"(?:північ|півд|схід|захід|север|юг|восток|запад|кілометр\w*|километр\w*|км)\w*\s+(?:від|от)\s+"
    r"(?:\w+\s+){0,4}$",
}
# what only says where another place lies: "on the road to (Izium)", "35 kilometres south-east of (Kharkiv)"
LANDMARK = re.compile("|".join(_POINT.values()), re.IGNORECASE)
# "the southern port of (Kherson)", "the regional centre of (Sumy)": the city itself, no piece of it
ITSELF = re.compile(
    r"\b(?:(?:city|southern|south-eastern|southeastern|key|strategic|main|major|important|besieged|black\ssea|azov|eastern)"
    r"\sport|(?:regional|provincial|administrative|district|logistics)\s(?:centre|center|hub))\s(?:city\s)?of\s$",
    re.IGNORECASE,
)
# "captured (Kyiv)", "near (Kyiv)": a city, no government
LITERAL = re.compile(r"\b(?:captur\w+|seiz\w+|t(?:ak\w+|ook)|storm\w*|near|around|outside)\s$")
# what a subject may follow
CLAUSE_START = re.compile(
    r"(?:^|[,;:—–-]|\b(?:and|but|that|while|as|when|after|before|until|which|where|because|later))\s*$"
)

_NOUN = rf"(?:{'|'.join(sorted(SETTLEMENTS))})"


def introduced_as(text: str, name: str) -> str:
    """What a text calls a settlement where it introduces it, "" if nothing: "X, a village", "the town of X"."""
    name = re.escape(name)
    found = re.search(
        rf"\b{name},\s(?:a|the|another)\s(?:[\w-]+\s){{0,3}}(?P<behind>{_NOUN})\b|\b(?P<before>{_NOUN})\sof\s{name}\b",
        text,
    )
    return (found["behind"] or found["before"]) if found else ""
