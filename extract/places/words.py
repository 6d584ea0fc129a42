"""The words around a toponym that tell whether it is one, and which part of the place is meant: English, Ukrainian,
Russian, read together because articles mix them.

Patterns that look back are searched at the end of the words before a name (`$`), those that look ahead at the start of
the words after it (`match`). Both expect words in small letters, which is several times faster than ignoring case;
only AFTER_PLACE and CONTROLLED_BEHIND look at capitals. Every one is linear in a window of at most 90 characters.
"""

import csv
import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache

from gazetteer.inflection import inflect
from gazetteer.spelling import fold
from theatre.folders import DATA

__all__ = [
    "AFTER_LINE",
    "AFTER_NEAR",
    "AFTER_ORGANISATION",
    "AFTER_PLACE",
    "AFTER_ROAD",
    "AFTER_SITE",
    "AFTER_SPEECH",
    "BEARINGS",
    "BEFORE_DIRECTION",
    "BEFORE_LINE",
    "BEFORE_PERSON",
    "BEFORE_RIVER",
    "BEFORE_ROAD",
    "BEFORE_TAKEN",
    "BEFORE_VERB",
    "BETWEEN",
    "CONTROLLED_AT_ONCE",
    "CONTROLLED_BEHIND",
    "COORDINATION",
    "DEMONYM",
    "DISTANCE",
    "INCURSION",
    "INCURSION_AFTER",
    "JOINED",
    "LAST_APPOSITIVE",
    "LAST_BETWEEN",
    "LAST_NEAR",
    "LAST_REGIONS",
    "LAST_SITE",
    "LEADS",
    "METONYM_AFTER",
    "METONYM_BEFORE",
    "NEUTRAL",
    "PARTS_HELD",
    "PLURAL_REGIONS",
    "PREPOSITIONS",
    "REGIONS_OF",
    "REGION_OF",
    "SAID_IN",
    "TITLES",
    "UNITS_BEFORE",
    "UNIT_NOUN",
    "appositive",
    "before_near",
    "before_site",
    "common_words",
    "given_names",
    "held_by",
]

_I = re.IGNORECASE
_WORDS: dict[str, str] = tomllib.loads((DATA / "words" / "beside_places.toml").read_text("utf-8"))


def _set(name: str) -> frozenset[str]:
    return frozenset(_WORDS[name].split())


_SETTLEMENT = r"(?:city|cities|town|towns|village|villages|settlement|settlements|suburbs?|hamlets?|capital|stronghold)"
_SETTLEMENT_CYR = (
    r"(?:населен\w* пункт\w*|насел[ьеё]н\w* пункт\w*|н\.\s?п\.|міст\w*|село|села|селі|селом|селу|сёл|"
    r"сел|селищ\w*|смт|м\.|с\."
    r"|хут\w+|город\w{0,3}|посел\w+|посёл\w+|дерев\w+|станиц\w+|пгт|г\.)"
)
_DIRECTION = r"(?:north|south|east|west|central)"

_APPOSITIVE_CYRILLIC = re.compile(rf"\b{_SETTLEMENT_CYR}\s+$")
_SETTLEMENTS = _set("settlements")
_PARTS_OF = _set("parts_of")


def appositive(before: str) -> bool:
    """Whether the words before a name say that a place follows: "the village of ", "the battle of the "."""
    *_, third, second, last = ("", "", "", *before.rsplit(None, 3)[-3:])
    if not last.isascii():
        return bool(_APPOSITIVE_CYRILLIC.search(before))
    second = second.lstrip('("“').rpartition("-")[2].rstrip(",")
    if last == "of":
        return second in _PARTS_OF or second in _SETTLEMENTS
    if last == "the":
        return second == "of" and third.lstrip('("“').rpartition("-")[2] in _PARTS_OF
    if last in ("called", "named"):
        return second in _SETTLEMENTS
    return last.rstrip(",") in _SETTLEMENTS


PREPOSITIONS = _set("prepositions")
# The last word of each pattern: a cheap look before the pattern is tried.
LAST_APPOSITIVE = _set("last_appositive")
LAST_SITE = _set("last_site")
LAST_BETWEEN = frozenset(("between", "між", "между", "of", "the"))
LAST_NEAR = LAST_APPOSITIVE | _set("last_near")
LAST_REGIONS = _set("last_regions")
TITLES = _set("titles")
LEADS = _set("leads")  # the first words of AFTER_NEAR, AFTER_ORGANISATION and AFTER_SITE, likewise
BEFORE_VERB = re.compile(
    r"(?:\b(?:(?:re)?captur|retak|retook|take|took|seiz|liberat|enter|left|leav|held|hold|reach|shell|attack|bomb|"
    r"storm|besieg|occup|abandon|defend|lost|lose|regain|control|encircl|surround|evacuat|fled|flee|visit|clear|"
    r"bypass|cross|hit|struck|strike|free|conquer|enclos|rule[sd]?\b|govern(?:s|ed)\b|administers?\b|overr[au]n|runs\b|recover)\w*\s|"
    r"(?:звільн|захоп|взял|взят|окуп|освобо|захват|занял|занят|відби|отби|штурм|обстріл|обстрел|покин|остав|залиш|атак|оккуп|зачи[щс]|"
    r"контрол|утрим|удерж|визвол|здобу|втрат|утрат|потер|взя|верн[уё]|возвра|поверн|відво[йю]|отво[её]|зда[лв]|сда[лв]|узя|"
    r"перейшл|перешл|впал|упал|п[іо]д (?:\w+ )?контроль)\w*\s)$",
)
BEFORE_PERSON = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|gen|col|lt|maj|capt|sgt|brig|prof|president|general|colonel|major|captain|"
    r"lieutenant|sergeant|"
    r"minister|governor|commander|spokes\w+|admiral|professor|secretary|analyst|journalist|soldier|chancellor|sir|pope|"
    r"warlord|oligarch|reporter|ombudsman|deputy|senator|named after|"
    r"президент\w*|генерал\w*|полковник\w*|підполковник\w*|подполковник\w*|майор\w*|міністр\w*|"
    r"министр\w*|губернатор\w*|"
    r"командир\w*|командувач\w*|командующ\w*|капітан\w*|капитан\w*|речник\w*|речниц\w*|спікер\w*|"
    r"спикер\w*|журналіст\w*|"
    r"журналист\w*|аналітик\w*|аналитик\w*|експерт\w*|эксперт\w*|депутат\w*|радник\w*|советник\w*|"
    r"імені|имени|ім|им)\.? )$",
)
# "Українське військо", "Украинские силы": an adjective of a people or country, though villages are called so too.
DEMONYM = re.compile(
    "(?:україн|украин|рос(?:ій|сий)|рус|білору|белорус|радян|совет|поль|американ|німе|неме|туре|европей|європей)[сц]ь?к"
)
# Capitalised words that may stand before a place without being a person's given name.
NEUTRAL = _set("neutral")
# What befalls places only: "is surrounded", "теж окуповане".
_BEFALLEN = (
    r"(?:(?:is|are|was|were|has been|have been|had been)(?: \w+ly| now| again| still| also)? "
    r"(?:(?:re)?captured|liberated|occupied|retaken|lost|contested|surrounded|encircled|besieged|seized|cleared|shelled|"
    r"under (?:\w+ )?(?:control|attack|fire|occupation))\b|"
    r"(?:(?:теж|також|тоже|также|вже|уже|ще|ещё|знову|снова|бу[вл]\w?|был\w?|повністю|полностью) )*"
    r"(?:звільнен|окупован|оккупирован|захоплен|захвачен|потерян|втрачен|взят|занят|зайнят|освобожд|оточен|окружен|"
    r"окружён|зачищен|атаку|атакован|обстріл|обстрел|п[іо]д (?:\w+ )?контрол))"
)
# What armies do to places, by the beginnings of verbs and of what a place is said to be
_CONTROLLED = (
    r"звільн|окупован|окупув|оккупир|захоп|захва|потер|втра|утра|взят|взял|узят|узял|узяв|взяв|занят|зайня|занял|освобо|"
    r"оточен|окруж|зачищ|зачист|очищ|атаку|удерж|утрим|трима|держ|обороня|штурму|верну|возвращ|поверн|відби|отби|отвоева|"
    r"відвойов|деокуп|деоккуп|здал|сдал|пал[аио]?\b|впал|упал|упав|впав|наш[аеі]?\b|контролю|контролир|залиш|остав|"
    r"покин|відда|отда|забра|вільн|свободн|(?:в|у) наших руках|п[іо]д (?:контрол|ними|рос|вороже|враг)|"
    r"за (?:ними|нами|ворог|противник|росіян|россиян|українц|украинц|зсу|всу)"
)
# "Залізне, передмістя Торецька, ворог забрав"
_APPOSED = r"(?:, (?:передмістя|містечко|село|селище|місто|хутір|пригород|пос[её]лок|деревня|город) [^,.;:]{2,40},)?"
# "Х и Y потеряны", "Х россияне вернули", "Х — сегодня очищен": at most two words between
CONTROLLED_BEHIND = re.compile(
    rf"{_APPOSED}(?:(?:,| и| і| та| й) [А-ЯЁІЇЄҐ][\w'’ʼ-]+){{0,6}}(?: [–—-])?(?: [а-яёіїєґ][\w'’ʼ-]*){{0,2}} "
    rf"(?:{_CONTROLLED})"
)
_ACTING = (
    "вони|ми|росіяни|українці|ворог|противник|окупанти|наші|они|мы|россияне|украинцы|враг|оккупанты|наши|"
    "ще|еще|ещё|уже|вже|теж|тоже|знову|снова|повністю|полностью|остаточно|окончательно"
)
# what makes a name of a common word that opens a sentence: "Водяне противник узяв", "Тихое и Старица потеряны"
CONTROLLED_AT_ONCE = re.compile(
    rf"{_APPOSED}(?:(?:,| и| і| та| й) [А-ЯЁІЇЄҐ][\w'’ʼ-]+){{0,6}}(?: [–—-])?"
    rf"(?: (?:{_ACTING})){{0,2}} (?:{_CONTROLLED})"
)
AFTER_PLACE = re.compile(
    r"(?:['’]s (?:outskirts|suburbs|cent(?:re|er)|mayor|residents|streets)|"
    r"(?:,| -| –| —)? (?:a|an|the|which|where|one of|located|situated|\d+ ?k(?:m|ilomet)|just|some|about) ?"
    r"(?:town|village|city|settlement|suburb|key|strategic|small|hamlet|lies|is|kilomet|miles|of|"
    r"north|south|east|west)|"
    r" (?:district|raion|rayon|region|oblast|area|front|axis|direction|sector|bridge|highway|airport|airfield|hromada|"
    r"community|village|town|city|settlement|was (?:captured|liberated|retaken|seized|taken|shelled|under)|"
    r"has been|fell|remains|falls)\b|"
    rf" {_BEFALLEN}|"
    r",? (?:in|near|north|south|east|west)\w* (?:of )?[A-Z]|"
    r"\s?\([А-ЯІЇЄҐA-Z]\w+(?:ська|ская|ській|ской)? обл|"
    r",? \w+(?:[сзц]ького|[сзц]ької|[сц]кой|[сц]кого) (?:район|обл))"
)
AFTER_SPEECH = re.compile(
    r",? (?:said|says|told|added|wrote|tweeted|posted|argued|explained|noted|claims|claimed|believes)\b|"
    # behind a comma these have a subject of their own: "звільнили Х, повідомив мер"
    r" (?:повідом\w+|заяви\w+|сказа\w+|додав|наголос\w+|сообщи\w+|добавил|написа\w+|отмети\w+|зазнач\w+)\b",
)
AFTER_ORGANISATION = re.compile(
    r" (?:battalions?|brigades?|regiments?|divisions?|corps|times|post|independent|pravda|university|institute|academy|"
    r"cocktails?|agreements?|protocols?|accords?|treaty|memorandum|process|format|summit|conference|school of|club|fc|"
    r"steel group|group|tv|news|rights|security service|security forum|"
    r"батальйон\w*|бригад\w*|полк\w?|батальон\w*)\b",
)
AFTER_SITE = re.compile(
    r"(?:['’]s)? (?:international |military |nuclear |thermal |hydroelectric |river |sea |city |"
    r"central |main |railway |train |"
    r"chemical |steel |oil |coke |regional |power )*"
    r"(?:airport|airfield|air ?base|seaport|port|station|power plant|plant|steelworks|refinery|prison|"
    r"dam|bridge|council|"
    r"administration building|hospital|factory|quarry|mine|reservoir|suburb|district of)\b(?! said| says)",
)
_SITE_LATIN = re.compile(
    r"\b(?:airport|airfield|air ?base|seaport|port|station|plant|steelworks|refinery|dam|bridge|cent(?:re|er)|"
    r"neighbou?rhoods?|quarters?|industrial zone|council) (?:of|in|at|near) (?:the )?(?:city of |town of )?$"
)
_SITE_CYRILLIC = re.compile(
    r"\b(?:аеродром|аэродром|аеропорт|аэропорт|порт|вокзал|завод|центр|вулиц|улиц|промзон|мікрорайон|"
    r"микрорайон|окраїн)\w*\s"
    r"(?:(?:в|у|на|міста|города|м\.|г\.)\s)?$",
)


def before_site(before: str) -> bool:
    """Whether a site goes before a name: "the airport in the city of "."""
    return bool((_SITE_LATIN if before[-4:].isascii() else _SITE_CYRILLIC).search(before[-45:]))


BEFORE_DIRECTION = re.compile(rf"\b(?:{_DIRECTION}[ -]?)+(?:ern|ernmost)? $")
BEARINGS = {
    "north": 0.0, "northeast": 45.0, "east": 90.0, "southeast": 135.0, "south": 180.0, "southwest": 225.0,
    "west": 270.0, "northwest": 315.0,
    "північ": 0.0, "північніше": 0.0, "північносхід": 45.0, "північнийсхід": 45.0, "схід": 90.0, "східніше": 90.0,
    "південнийсхід": 135.0, "південь": 180.0, "південніше": 180.0, "південнийзахід": 225.0, "захід": 270.0,
    "західніше": 270.0, "північнийзахід": 315.0, "північносхідніше": 45.0, "північнозахідніше": 315.0,
    "південносхідніше": 135.0, "південнозахідніше": 225.0,
    "севернее": 0.0, "северовосточнее": 45.0, "восточнее": 90.0, "юговосточнее": 135.0, "южнее": 180.0,
    "югозападнее": 225.0, "западнее": 270.0, "северозападнее": 315.0, "северу": 0.0, "северовостоку": 45.0,
    "востоку": 90.0, "юговостоку": 135.0, "югу": 180.0, "югозападу": 225.0, "западу": 270.0, "северозападу": 315.0,
}  # fmt: skip
_TO_CYR = rf"\s+(?:{_SETTLEMENT_CYR}\s+)?[«\"“„]?$"
_NEAR_LATIN = re.compile(
    r"(?:\b(?:near|outside|around|surrounding|approaching|approach(?:ed|es)?|towards?|close to|closer to|adjacent to|"
    r"not far from|short of|in the direction of|on the (?:road|highway|route|way) to|advanc\w+ on|"
    r"march\w* on|offensive on|"
    r"drive on|clos\w+ in on|(?:outskirts|suburbs|vicinity|approaches|environs|edges?|areas?|"
    r"direction|gates) (?:of|to|around)|"
    r"(?:north|south|east|west)(?:[ -]?(?:east|west))?(?:ern)?(?:most)? (?:of|from)) "
    rf"(?:the )?(?:[\w-]+ )?(?:{_SETTLEMENT},? )?(?:of )?$|"
    r"\d ?(?:km|kilomet\w+|miles) from (?:the )?(?:[\w-]+ of )?$)"
)
_RIGHT_NEAR = (" near ", " outside ", " around ", " toward ", " towards ", " approaching ", " surrounding ")
_NEAR_HEADS = _set("near_heads")  # a word of each alternative above, likewise
_LATIN_WORD = re.compile("[a-z]+")
_NEAR_CYRILLIC = re.compile(
    r"(?:^|[\s(,—–-])(?:км від|кілометр\w* від|км от|километр\w* от|біля|поблизу|неподалік(?: від)?|"
    r"недалеко від|навколо|довкола|коло|під|околиц\w+|підступ\w+ до|районі|районах|"
    r"(?:у|в) бік|напрямку(?: на| до)?|напрямі|(?:північ|півден|схід|захід|схо|захо)\w*(?:[ -](?:схід|захід)\w*)? від|"
    r"(?:північ|півден|схід|захід)\w*(?:-(?:схід|захід)\w*)?іше(?: від)?|передмість\w*|"
    r"возле|около|вблизи|близ|рядом с|недалеко от|вокруг|под|окраин\w+|подступ\w+ к|районе|направлении|в сторону|"
    r"(?:север|юж|восточ|запад|северо-|юго-)\w*нее|к (?:север|юг|восток|запад)\w*(?:-\w+)? от|пригород\w+)" + _TO_CYR,
)


def before_near(before: str) -> bool:
    """Whether the words before a name mean its surroundings: "the outskirts of ", "10 km east of the village of "."""
    few = before[-60:]
    if few.endswith(_RIGHT_NEAR):
        return True
    if not few[-4:].isascii():
        return bool(_NEAR_CYRILLIC.search(few))
    return not _NEAR_HEADS.isdisjoint(_LATIN_WORD.findall(few)) and bool(_NEAR_LATIN.search(few))


DISTANCE = re.compile(
    r"\b(\d{1,3}(?:[.,]\d)?|[a-z]+|а?[а-яіїєґ]+) ?(?:-\s?)?(km|kilomet(?:re|er)s?|miles?|км|кілометр\w*|километр\w*) "
    r"(?:to the |на |к |по |away )?"
    r"((?:north|south|east|west)[ -]?(?:east|west)?|північ\w*[ -]?(?:схід|захід)\w*|північ\w*|"
    r"південн\w* (?:схід|захід)|"
    r"півден\w*(?:-\w+)?|схід\w*|захід\w*|север\w*(?:-\w+)?|юго-\w+|юж\w+|югу|восто\w+|запад\w*)",
)
BETWEEN = re.compile(r"(?:\bbetween|\bміж|\bмежду) (?:the )?(?:[\w-]+ of )?$")
# "Russian-held parts of Kherson": more than a city
PARTS_HELD = re.compile(
    r"(?:-(?:controlled|held|occupied)|\boccupied|\bliberated|\bcontrolled) "
    r"(?:parts?|portions?|territor(?:y|ies)|areas?) of (?:the )?$"
)
# "an incursion into Kursk": across a border armies come into a region first
INCURSION = re.compile(
    r"(?:\b(?:into|across|inside) |"
    r"\b(?:incursion|invasion|offensive|operation|advance|foothold|bridgehead|salient|territory|land|ground|gains|"
    r"villages|settlements|forces|troops|soldiers|fighting|positions|progress|push)\w* (?:\w+ )?(?:in|of|on) )$"
)
INCURSION_AFTER = re.compile(
    r" (?:border|incursion|invasion|operation|offensive|salient|front|bridgehead|campaign)\b(?! city)"
)
REGION_OF = ("region of ", "province of ", "oblast of ")
REGIONS_OF = (
    "regions of ", "provinces of ", "oblasts of ", "governors of the region of ", "областях ", "областях: ",
    "регионах ", "регионах: ", "регіонах ", "регіонах: ",
)  # fmt: skip
PLURAL_REGIONS = re.compile(r"(?:regions|provinces|oblasts|областях|областей|областями|области|області|областям)$", _I)
BEFORE_RIVER = re.compile(
    r"(?:\b(?:the|river|rivers|banks? of(?: the)?|across|over) |(?:річ\w+|рік\w+|рек\w+|берег\w*|"
    r"берез\w+|через|русл\w+|гирл\w+|"
    r"устье|дельт\w+|форсув\w+|форсиро\w+|переправ\w+|лівобереж\w*|правобереж\w*)\s(?:через\s)?)$",
)
# "captured the town of": what befalls no city far away
BEFORE_TAKEN = re.compile(
    r"(?:\b(?:(?:re)?captur|seiz|liberat|retak|retook|storm|occup|shell)\w* (?:of )?(?:the )?|"
    r"\b(?:town|village|settlement) of |"
    r"(?:захоп|захва|окуп|звільн|освобо|взя[лт]|штурм|заня[лт]|селищ|посел|посёл|смт|пгт)\w*\s)$"
)
COORDINATION = re.compile(r"(?:,|;)?\s*(?:and|or|та|і|й|и|або|или|as well as|а також|а также|&)?\s*(?:the )?"
                          rf"(?:{_SETTLEMENT}s? of |(?:у|в|на|from|in) )?$", _I)  # fmt: skip
UNIT_NOUN = re.compile(
    r"^(?:(?:,|,? та|,? і|,? й|,? и|, а також| а также)\s\w+(?:ськ|цьк|ск|цк)\w+)*\s"
    r"(обл\w*|област\w+|район\w*|р-н\w*|напрям\w*|направлен\w+|громад\w+|фронт\w*|відтин\w+|участ\w+)",
    _I,
)
# "областей України – Київської, Чернігівської та Сумської"
UNITS_BEFORE = re.compile(r"област(?:ей|ях|ям|і|и|ями)(?: \w+){0,2}(?:\s[–—-]|:| \()[^.;]{0,60}$", _I)
# "the Svatove-Kreminna line", "дорога Бахмут – Костянтинівка": what lies or leads from one place to the other.
JOINED = re.compile(r"\s?[-‑–—]\s?")
AFTER_LINE = re.compile(r" (?:front ?line|line|axis|direction|sector|salient)s?\b")
AFTER_ROAD = re.compile(r" (?:main |international |old )?(?:road|highway|motorway|route|railway)s?\b")
BEFORE_LINE = re.compile(r"(?:\bline (?:of )?|\b(?:ліні|лини)[яіїюией]\w?\s|\bруб[еі]ж\w{0,2}\s|\bнапр\w+\s)$")
BEFORE_ROAD = re.compile(r"(?:\b(?:автошлях|трас|доро[гз]|шосе|шоссе|автодоро[гз])\w*\s)$")
AFTER_NEAR = re.compile(r"(?:['’]s)? (?:front|axis|direction|sector|directions|outskirts|suburbs|area)\b")

_SPEAKS = (
    r"(?:said|says|say|claim(?:s|ed)?|den(?:y|ies|ied)|accus\w+|want(?:s|ed)?|insist(?:s|ed)?|"
    r"demand(?:s|ed)?|hope[sd]?|"
    r"urge[sd]?|call(?:s|ed)? (?:on|for)|reject(?:s|ed)?|warn(?:s|ed)?|acknowledg\w+|announc\w+|"
    r"plan(?:s|ned)?|need(?:s|ed)?|"
    r"agree[sd]?|refuse[sd]?|fear(?:s|ed)?|believe[sd]?|blam\w+|condemn\w+|report(?:s|ed)|admit(?:s|"
    r"ted)?|confirm(?:s|ed)?|"
    r"maintain(?:s|ed)?|argu\w+|seek(?:s)?|sought|express\w+|signal\w+|appeal\w+|ask(?:s|ed)|hail(?:s|ed)|launch\w+|"
    r"describe[sd]?|dismiss\w+|estimat\w+|expect(?:s|ed)?|offer(?:s|ed)|propos\w+|respond\w*|"
    r"retaliat\w+|ordered|orders|"
    r"sent|sends|ha[sd] (?:said|denied|claimed|accused|called|repeatedly|long|also|not|confirmed|asked|been (?:asking|"
    r"calling|pushing|urging|pressing|rationing))|can|could|must|may|might|would|should|intends|intended|tried|"
    r"considers?|views?|sees|regards|illegally|annexed|invaded|recogni[sz]ed?)"
)
METONYM_AFTER = re.compile(
    rf"(?: also| has| had| now| still| again| already| repeatedly| initially| later|"
    rf" reportedly)? {_SPEAKS}\b(?! fall| be )|"
    r"['’]s (?:\w+ )?(?:forces|troops|army|military|government|allies|ally|defen[cs]e ministry|"
    r"foreign ministry|leaders?|"
    r"officials|claims?|ambassador|envoy|request|plea|demands?|counter-?offensive|invasion|war|"
    r"soldiers|western|security|"
    r"strategy|plans?|control|rule|hold|side|partners|backers|supporters|diplomats|position|efforts|"
    r"decision|aggression|"
    r"full-scale)\b|"
    r" (?:government|regime|authorities|officials|leadership|forces|troops)\b|"
    r"\s(?:заяв\w+|повідом\w+|ствердж\w+|запереч\w+|вимага\w+|відмов\w+|назив\w+|наполяг\w+|"
    r"утвержда\w+|сообщ\w+|отрица\w+|"
    r"требу\w+|отказ\w+|обвин\w+|звинува\w+|призна\w+|визна\w+|попереди\w+|хоче|хочет|готов\w*|намага\w+|пыта\w+|"
    r"опроверг\w+|спросту\w+|анонс\w+|оголос\w+|объяви\w+)",
)
METONYM_BEFORE = re.compile(
    r"(?:\b(?:according to|pressure|pressures|pressured|pressuring|talks with|negotiations with|"
    r"support for|aid to|aid for|"
    r"help for|weapons to|arms to|arms for|weapons for|allies of|loyal to|controlled by|backed by|held by|claimed by|"
    r"relations (?:with|between)|(?:talks|negotiations|dialogue|war|conflict|ties|agreement|deal|peace) between|"
    r"(?<!battle )(?<!fight )(?<!fighting )(?<!bus )(?<!road )for|by|"
    r"supports?|supporting|backs?|backing|arms|arming|supply|supplying|urge[sd]?|told|tells?|help|"
    r"helping|against|accus\w+|"
    r"за словами|за даними|по словам|по данным|проти|против|влада|власти)\s)$",
)
SAID_IN = re.compile(
    r"\s(?:заяв\w+|повідом\w+|ствердж\w+|вважа\w+|сообщ\w+|утвержда\w+|счита\w+|назва\w+|відреаг\w+|"
    r"отреаг\w+|прокоментув\w+|"
    r"прокомментир\w+|обіця\w+|обеща\w+|підтверд\w+|подтверд\w+|спросту\w+|опроверг\w+)",
)


def held_by(holders: Iterable[str]) -> re.Pattern[str]:
    """ "Ukrainian-held (Donetsk)", by what English calls the holders in small letters."""
    return re.compile(rf"\b({'|'.join(map(re.escape, sorted(holders)))})-(?:controlled|held|occupied) $")


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Words that say nothing of a place though some place is called so, folded."""
    lines = (DATA / "words" / "common.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Given names in every case, folded."""
    names: set[str] = set()
    with (DATA / "words" / "given_names.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(line for line in lines if not line.startswith("#")):
            for name in row["names"].split():
                names.update(map(fold, (name,) if row["language"] == "en" else inflect(name, row["language"])))
    return frozenset(names)
