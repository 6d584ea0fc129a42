"""Sentences to claims: what grammar reads, made whole by what the article, the theatre and the calendar know.

Grammar (extract/languages) says who did what to which place and how sure the sentence is of it. Here "the city" finds
its name, "they" and "the enemy" their side, a quotation its speaker, a bare "fall" its victor; each claim gets its
action and effect, its date, and a confidence. Only sentences that name or refer to a place and hold a word of control
are parsed.
"""

import hashlib
import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from itertools import islice, pairwise

from extract.claimants import Claimants
from extract.dates.chronology import Chronology
from extract.languages import SEVERAL, Continuation, Grammar, Passage, Reading, Spot, calibrated, grammar
from extract.model import Action, Article, Claim, DateBasis, DayRange, Mention, Mode, Sentence
from extract.places.extents import ALL, Extent, Extents, Named
from extract.places.unnamed_land import Stretches, is_stretch
from gazetteer.place import Kind
from theatre.theatre import Theatre

__all__ = ["EXTRACTOR", "ClaimFinder"]

EXTRACTOR = "marchland-grammar 1"
REACH = 5  # sentences that "the city" looks back
METROPOLIS = 1_500_000  # a capital is named for its government more often than for itself
CHANGES = frozenset({"take", "retake", "clear", "fall"})  # senses that tell the side by themselves
SAME_EVENT = 15  # days
STATES = frozenset({"hold", "stand", "occupied", "besiege", "fight"})
GUESSED = frozenset({"take", "fall", "lose", "surrender", "yield"})  # changes of hands whose verb tells no side
OF_LAND = frozenset({Action.CAPTURED, Action.LIBERATED, Action.TRANSFERRED, Action.WITHDREW, Action.HELD})
LAND = frozenset({"territory", "land", "ground", "kilometer", "kilometre", "km", "mile", "position"})
SITES = frozenset({"airport", "airfield", "plant", "steelworks", "station", "dam", "base", "hospital", "bridge"})
REGIONS = frozenset(
    {"region", "province", "oblast", "raion", "district", "republic", "peninsula", "territory", "area", "county"}
)
NEARBY = (0, 1, -1, 2, -2, -3)  # where to look for the speaker of a quotation: this sentence, the next, the one before
GOES_ON = 2  # sentences after which "so is Borova" still speaks of the same
DENIED_WITHIN = 3  # sentences that "denied it" looks back
BEFORE = (-1, -2, -3, -4)
VAGUE = re.compile(
    r"^(?:he|she|they|it|we|i)$|\b(?:ministry|military|army|forces|officials?|authorities|commanders?|spokes\w+|general|"
    r"staff|command|president|minister|government|administration|sources?|troops)\b|"
    r"^(?:він|вона|вони|ми|його|її|їх|их|он|она|они|мы|его|ее)$|\b(?:міністерств|министерств|міноборон|миноборон|відомств|"
    r"ведомств|військов|военн|армі|арми|сил|штаб|влад|власт|командув|командов|речни|спикер|представ|глав|голов|президент|"
    r"министр|міністр|адміністрац|администрац|зведен|сводк|джерел|источник|"
    r"повідомлен|сообщен)\w*",
    re.IGNORECASE,
)
# what only says where another place lies: "on the road to Izium", "35 kilometres south-east of Kharkiv"
SPOKEN = re.compile(r", [^,;]{2,80}\b(?:said|wrote|announced|reported|confirmed|added)(?:\s+on)?\s+$")
LANDMARK = re.compile(
    r"\b(?:roads?|highway|route|way|bridge|direction|border|edge|outskirts|km|miles?|kilomet(?:er|re)s?|"
    r"(?:north|south)[- ]?(?:east|west)|north|south|east|west)"
    r"\s+(?:of|from|to|at|near|towards?|into)\s+(?:\w+\s+of\s+)?$|"
    r"(?:північ|півд|схід|захід|север|юг|восток|запад|кілометр\w*|километр\w*|км)\w*\s+(?:від|от)\s+(?:\w+\s+){0,4}$",
    re.IGNORECASE,
)
# "the southern port of Kherson", "the regional centre of Sumy": the city itself
SEAT = re.compile(
    r"\b(?:(?:city|southern|south-eastern|southeastern|key|strategic|main|major|important|besieged|black\ssea|azov|eastern)"
    r"\sport|(?:regional|provincial|administrative|district|logistics)\s(?:centre|center|hub))\s(?:city\s)?of\s$",
    re.IGNORECASE,
)
TAKEN = re.compile(r"\b(?:captur\w+|seiz\w+|t(?:ak\w+|ook)|storm\w*|near|around|outside)\s$")  # a city, no government
SUBJECT = re.compile(
    r"(?:^|[,;:—–-]|\b(?:and|but|that|while|as|when|after|before|until|which|where|because|later))\s*$"
)
AND = re.compile(r"\s(?:and|та|і|и)\s")
BOTH_SIDES = re.compile(r"^both\s(?:sides|armies|militaries|ministries)\b", re.IGNORECASE)
CALLED = frozenset({"city", "town", "village"})
OPENS_WITH = 1.5  # weight of the name that the sentence before opens with, for "it"
OPENS = 4  # words that open a sentence
QUOTATION = re.compile(
    r"“[^“”]{12,2000}(?:”|$)|«(?:[^«»]|«[^«»]{1,80}»){12,2000}»|(?<![\w\"])\"(?=\w)[^\"\n]{12,1500}\"", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class _Effect:
    """What a claim says about control."""

    action: Action
    gained: str | None
    lost: str | None
    after: str | None


Located = tuple[Article, Sequence[Sentence], Sequence[Mention], Chronology]


class ClaimFinder:
    """Finds the claims of articles about one theatre. Read-only once made: threads may share one."""

    def __init__(self, theatre: Theatre) -> None:
        self.theatre = theatre
        self.claimants = Claimants(theatre)
        self.extents = Extents(theatre)
        self.stretches = Stretches(theatre)

    def find(
        self,
        article: Article,
        sentences: Sequence[Sentence],
        mentions: Sequence[Mention],
        chronology: Chronology,
    ) -> tuple[Claim, ...]:
        """Every claim of the article, in the order of the text; none in a language that has no grammar yet."""
        return self.find_all([(article, sentences, mentions, chronology)])[0]

    def find_all(self, located: Sequence[Located]) -> list[tuple[Claim, ...]]:
        """As `find`, for several articles, whose few sentences worth parsing are parsed together."""
        found: list[tuple[Claim, ...]] = [() for _ in located]
        by_language: dict[str, list[tuple[int, _Article, list[Sentence], list[Passage]]]] = {}
        for number, (article, sentences, mentions, chronology) in enumerate(located):
            language = grammar(article.language, self.claimants)
            if language is not None:
                reader = _Article(self, language, article, sentences, mentions, chronology)
                chosen = reader.chosen()
                passages = [reader.passage(sentence) for sentence in chosen]
                by_language.setdefault(article.language, []).append((number, reader, chosen, passages))
        for group in by_language.values():
            readings = iter(group[0][1].language.read([passage for *_, passages in group for passage in passages]))
            for number, reader, chosen, passages in group:
                found[number] = reader.claims(chosen, passages, list(islice(readings, len(passages))))
        return found


class _Article:
    """One article while it is read."""

    def __init__(
        self,
        finder: ClaimFinder,
        language: Grammar,
        article: Article,
        sentences: Sequence[Sentence],
        mentions: Sequence[Mention],
        chronology: Chronology,
    ) -> None:
        self.theatre, self.claimants, self.language = finder.theatre, finder.claimants, language
        self.extents = finder.extents
        self.article, self.sentences, self.chronology = article, sentences, chronology
        mentions = finder.stretches.widened(article.text, sentences, mentions)
        self.mentions = [m for m in mentions if m.kind is not Kind.COUNTRY]
        self.named: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            self.named.setdefault(mention.sentence, []).append(mention)
        self.weight = Counter(m.place.id for m in self.mentions if m.place is not None)
        self.last_actor: str | None = None  # of the claim before, for "they"
        self._called: dict[str, str] = {}
        self.last_told = -REACH  # the sentence it stood in
        title = article.title.lower()
        self.headline = {m.place.id for m in self.mentions if m.place is not None and m.surface.lower() in title}
        self.quotations = [match.span() for match in QUOTATION.finditer(article.text)]
        self.quote_starts = [start for start, _ in self.quotations]
        known = self.claimants.side_of(article.publisher) if article.publisher else None
        self.publisher_side = known or language.voice(f"{article.title}\n{article.text}")

    def chosen(self) -> list[Sentence]:
        """The sentences to parse."""
        return [s for s in self.sentences if self.worth_parsing(s) or self.worth_going_on(s)]

    def worth_going_on(self, sentence: Sentence) -> bool:
        """Does the next sentence name the places that this one may have counted?"""
        after = self.continued.get(sentence.index + 1)
        return after is not None and self.language.may_claim(sentence.text, True)

    @cached_property
    def continued(self) -> dict[int, Continuation]:
        """The sentences that leave it to the one before what happened to their places."""
        named = (self.sentences[index] for index in self.named)
        found = ((s.index, self.language.continuation(self.passage(s))) for s in named)
        return {index: continuation for index, continuation in found if continuation is not None}

    def claims(
        self, chosen: Sequence[Sentence], passages: Sequence[Passage], read: Sequence[tuple[Reading, ...]]
    ) -> tuple[Claim, ...]:
        """What the readings of the chosen sentences claim."""
        found: list[tuple[Claim, Reading]] = []
        read_of = {s.index: (passage, rs) for s, passage, rs in zip(chosen, passages, read, strict=True)}
        last: list[tuple[Sentence, Reading]] = []  # what was told of places, and where
        for index in sorted({*read_of, *self.continued}):
            sentence = self.sentences[index]
            passage, readings = read_of.get(index) or (self.passage(sentence), ())
            for reading in readings or self.carried(sentence, last):
                for mention, surface in self.meanings(sentence, reading.spot):
                    claim = self.claim(sentence, passage, reading, mention, surface)
                    if claim is not None:
                        found.append((self.dated_as(claim, sentence, readings, last), reading))
                last.append((sentence, reading))
        told = _ended(self.victors(found))
        return tuple(_settled([*_dated_as_denied(told), *self.denials(told)]))

    def carried(self, sentence: Sentence, last: Sequence[tuple[Sentence, Reading]]) -> list[Reading]:
        """What a sentence says that only continues the one before: "So is Borova.", "Among them are A, B and C."."""
        continued = self.continued.get(sentence.index)
        models = [
            (told, reading)
            for told, reading in last
            if sentence.index - told.index <= GOES_ON
            and reading.mode in (Mode.FACT, Mode.CLAIMED)
            and "adjective" not in reading.clues
            and (reading.sense in CHANGES or reading.sense in STATES)
        ]
        if continued is None or not models:
            return []
        counted = [row for row in models if row[1].spot.lands]
        if continued.listed and not counted:
            return []
        _, model = (counted if continued.listed else models)[-1]
        spots = [replace(spot, mention=number) for number, spot in self.spots(sentence, continued.places)]
        mode = Mode.CLAIMED if continued.named else Mode.FACT
        clues = model.clues | {"gapped"}
        return [
            replace(
                model, spot=spot, trigger=continued.trigger, mode=mode, claimant=None, clues=clues, preposition="object"
            )
            for spot in spots
        ]

    def spots(self, sentence: Sentence, places: Iterable[int]) -> Iterator[tuple[int, Spot]]:
        """The named places of a sentence, by their number in it."""
        for number in places:
            mention = self.named[sentence.index][number]
            yield number, Spot(mention.start - sentence.start, mention.end - sentence.start, number)

    def dated_as(
        self, claim: Claim, sentence: Sentence, readings: Sequence[Reading], last: Sequence[tuple[Sentence, Reading]]
    ) -> Claim:
        """A claim that only continues the sentence before is of its day, unless it names one."""
        if readings or claim.date_basis is not DateBasis.PUBLICATION or not last:
            return claim
        told, model = last[-1]
        days = self.chronology.resolve(
            told.index,
            told.start + model.trigger[0],
            told.start + model.trigger[1],
            ongoing=model.sense in STATES,
            place_end=told.start + model.spot.end,
        )
        return replace(claim, event_from=days.start, event_to=days.end, date_basis=days.basis)

    def worth_parsing(self, sentence: Sentence) -> bool:
        named = bool(self.named.get(sentence.index))
        if not self.language.may_claim(sentence.text, named):
            return False
        return named or any(self.named.get(i) for i in range(max(0, sentence.index - REACH), sentence.index))

    def passage(self, sentence: Sentence) -> Passage:
        named = self.named.get(sentence.index, ())
        places = tuple((m.start - sentence.start, m.end - sentence.start) for m in named)
        regions = frozenset(number for number, m in enumerate(named) if m.kind is Kind.REGION)
        first = max(0, bisect_right(self.quote_starts, sentence.start) - 1)
        quoted = tuple(
            (start - sentence.start, end - sentence.start)
            for start, end in self.quotations[first : first + 12]
            if start < sentence.end and end > sentence.start
        )
        return Passage(sentence.text, places, regions, quoted)

    # -- one reading --------------------------------------------------------------------------------------------------

    def claim(
        self, sentence: Sentence, passage: Passage, reading: Reading, mention: Mention, surface: str
    ) -> Claim | None:
        claimant, claimant_side = self.speaker(sentence, passage, reading)
        country = mention.place.country if mention.place is not None else "UA"
        legitimate = self.theatre.legitimate_holder(country) or self.claimants.home
        speaker_side = claimant_side or self.publisher_side
        actor = self.party(reading.actor, speaker_side)
        if reading.actor == "self" and speaker_side is None and reading.sense == "take":
            actor = self.claimants.opponent(legitimate)  # "the ministry said its troops had seized": the invader's
        if (
            actor is None
            and "conceded" in reading.clues
            and reading.sense in ("leave", "lose")
            and claimant_side in self.theatre.sides
        ):
            actor = claimant_side  # who admits a retreat admits their own
        other = self.party(reading.other, speaker_side)
        kind = self.kind(mention, reading)
        mode = Mode.PLANNED if reading.sense == "want" and reading.mode is not Mode.DENIED else reading.mode
        spoken = reading.actor == "self" and "ours" not in reading.clues
        if spoken and mode is Mode.FACT:  # "we keep holding": somebody speaks of their own
            mode, claimant_side = Mode.CLAIMED, claimant_side or speaker_side or self.claimants.home
        if reading.actor == "they":
            recent = actor if sentence.index - self.last_told <= 3 else None
            actor = self.opener(sentence) or recent
        if reading.actor == "they" and actor is None and reading.sense not in CHANGES:
            return None
        self.last_told = sentence.index
        if actor in self.theatre.sides and reading.sense not in STATES:
            self.last_actor = actor
        effect = self.effect(reading, actor, other, speaker_side, legitimate, kind)
        if effect is None or self.left_out(sentence, reading.spot) or (unnamed(mention) and is_guessed(reading)):
            return None
        extent = self.extent(sentence, reading, mention) if kind is Kind.REGION else Extent()
        if extent.part and effect.action in (Action.CAPTURED, Action.LIBERATED) and not extent.less:
            effect = replace(effect, after=effect.gained)  # all of that part, however the sentence counts it
        spot = reading.spot
        start, end = sentence.start + spot.start, sentence.start + spot.end
        days = self.chronology.resolve(
            sentence.index,
            sentence.start + reading.trigger[0],
            sentence.start + reading.trigger[1],
            ongoing=reading.sense in STATES,
            place_end=end,
        )
        if days.basis is DateBasis.PUBLICATION and claimant is not None and (day_said := self.spoken(sentence)):
            days = replace(days, end=day_said.end, basis=day_said.basis)  # known as of the day it was said
        if claimant is not None and claimant_side is None:
            # "the ministry said its troops had taken": whoever speaks of their own gains is on the side that gains
            own = effect.lost if reading.sense in ("leave", "lose", "yield") else effect.gained
            claimant_side = own if reading.actor == "self" and own else "other"
        if claimant is not None and effect.lost in self.theatre.sides and self.by_both(claimant):
            claimant_side = effect.lost  # who loses by it agrees
        admission = (
            mode is Mode.CLAIMED
            and claimant_side is not None
            and effect.lost == claimant_side
            and effect.action in (Action.CAPTURED, Action.LIBERATED, Action.WITHDREW, Action.TRANSFERRED)
        )
        place = mention.place
        precision = "near" if mention.kind is Kind.NEAR else str(place.precision) if place is not None else ""
        return Claim(
            id=_id(
                self.article.id + ("|" + mention.surface) * (spot.anaphor == "both"), start, end, effect.action, mode
            ),
            article=self.article.id,
            start=sentence.start,
            end=sentence.end,
            quote=self.article.text[sentence.start : sentence.end],
            place=surface,
            place_start=start,
            place_end=end,
            place_id=extent.put_behind(place.id) if place is not None else "",
            name=extent.called(place.name) if place is not None else mention.surface,
            kind=kind,
            latitude=mention.latitude,
            longitude=mention.longitude,
            admin1=place.admin1 if place is not None else "",
            precision=precision,
            radius_km=mention.radius_km,
            alternatives=mention.alternatives,
            action=effect.action,
            gained_by=effect.gained,
            lost_by=effect.lost,
            controller_after=effect.after,
            mode=mode,
            claimant=claimant,
            claimant_side=claimant_side,
            admission=admission,
            partial=extent.less or self.in_part(reading, extent) or (unnamed(mention) and effect.action not in OF_LAND),
            event_from=days.start,
            event_to=days.end,
            date_basis=days.basis,
            confidence=round(self.confidence(reading, mention, effect) * (0.8 if extent.vague else 1.0), 3),
            trigger=self.article.text[sentence.start + reading.trigger[0] : sentence.start + reading.trigger[1]],
            extractor=EXTRACTOR,
            published=self.article.published,
            publisher=self.article.publisher,
            language=self.article.language,
        )

    def extent(self, sentence: Sentence, reading: Reading, mention: Mention) -> Extent:
        """How much of a region is meant, where the sentence names it."""
        if mention.kind is not Kind.REGION or mention.sentence != sentence.index or mention.place is None:
            return Extent()
        start, end = mention.start - sentence.start, mention.end - sentence.start
        others = self.named_in(sentence, mention)
        trigger = sentence.text[slice(*reading.trigger)]
        if unnamed(mention):
            part = mention.place.id.partition("/")[2]
            return self.extents.of_land(sentence.text, start, end, trigger, part, others)
        return self.extents.of(sentence.text, start, end, trigger, others)

    def named_in(self, sentence: Sentence, but: Mention | None = None) -> list[Named]:
        """The places that a sentence names, but for one."""
        return [
            Named(
                m.start - sentence.start,
                m.end - sentence.start,
                m.place.id if m.place is not None else "+".join(each.place_id for each in m.alternatives),
                m.kind,
                m.place.name if m.place is not None else m.surface,
            )
            for m in self.named.get(sentence.index, ())
            if m is not but
        ]

    def left_out(self, sentence: Sentence, spot: Spot) -> bool:
        """Whether a spot is only named as what is left out of a region: "all of it except Lysychansk"."""
        left_out = self.extents.left_out(sentence.text, self.named_in(sentence)) if spot.mention is not None else ()
        return any(place.start <= spot.start < place.end for place in left_out)

    @staticmethod
    def in_part(reading: Reading, extent: Extent) -> bool:
        """Whether the sentence counts or measures what it tells of: "60 % of the city", "some villages"; but not where
        it says which part, or that it is all the villages there."""
        if extent.part not in ("", ALL) or extent.spared or extent.every:
            return False
        return reading.spot.part or (bool(reading.spot.lands) and "relative" not in reading.clues)

    def opener(self, sentence: Sentence) -> str | None:
        """The side that the sentence before opens with, for "they": "Russian troops had held it. They ..."."""
        if not sentence.index:
            return None
        first = " ".join(self.sentences[sentence.index - 1].text.split()[:OPENS])
        side = self.claimants.side_of_force(re.split(r"[,;:(]", first)[0])
        return side if side in self.theatre.sides else None

    def by_both(self, claimant: str) -> bool:
        """ "Ukrainian and Russian-backed officials", "Kyiv and Moscow", "both sides"."""
        if BOTH_SIDES.search(claimant):
            return True
        parts = [self.claimants.side_of_force(part.replace("-", " ")) for part in AND.split(claimant)]
        return set(parts) >= set(self.theatre.sides)

    def spoken(self, sentence: Sentence) -> DayRange | None:
        """The day on which a sentence closes its attribution: "..., the mayor said on Friday"."""
        told = self.chronology.expressions(sentence.index)
        for number, (start, end, days) in enumerate(told):
            if SPOKEN.search(self.article.text[sentence.start : start]) and days.end is not None:
                behind = told[number + 1 : number + 2]
                if behind and self.article.text[end : behind[0][0]] == ", ":  # "on Sunday, 4 September"
                    days = behind[0][2]
                return days if days.end is not None and days.end <= self.article.published else None
        return None

    def kind(self, mention: Mention, reading: Reading) -> Kind:
        spot = reading.spot
        if "to the edge" in reading.clues or ("relative" in reading.clues and mention.kind is Kind.NEAR):
            return _whole(mention).kind
        if spot.region and mention.kind is Kind.SETTLEMENT:
            return Kind.REGION
        if (
            mention.kind is Kind.PART
            and _whole(mention).kind is Kind.SETTLEMENT
            and not (spot.part or spot.near)
            and SEAT.search(self.article.text[max(0, mention.start - 40) : mention.start])
        ):
            return Kind.SETTLEMENT
        if mention.kind in (Kind.SETTLEMENT, Kind.PART):
            towards = reading.preposition.split()[-1] in ("toward", "towards")
            moving = reading.sense in ("advance", "assault") and reading.preposition not in ("in", "into")
            if spot.near or towards or moving:
                return Kind.NEAR
            if spot.part:
                return Kind.PART
        return mention.kind

    def party(self, side: str | None, speaker: str | None) -> str | None:
        """A side proper for "the enemy" and "our troops"."""
        if side == "self":
            return speaker if speaker in self.theatre.sides else self.claimants.home if speaker is None else None
        if side == "ours":
            return speaker if speaker in self.theatre.sides else None
        if side == "they":
            return self.last_actor
        if side == "enemy":
            return self.claimants.opponent(speaker if speaker in self.theatre.sides else self.claimants.home)
        return side

    def effect(
        self, reading: Reading, actor: str | None, other: str | None, speaker: str | None, legitimate: str, kind: Kind
    ) -> _Effect | None:
        """What the frame's sense means for this place, actor and party."""
        opponent = self.claimants.opponent
        invader = opponent(legitimate)
        spot = reading.spot
        whole = not (kind is Kind.REGION and spot.lands) and "piece" not in reading.clues
        sense = reading.sense

        def change(gained: str | None, lost: str | None) -> _Effect:
            if spot.lands in LAND:
                return _Effect(Action.ADVANCED, gained, lost, None)
            action = Action.LIBERATED if gained == legitimate == self.claimants.home else Action.CAPTURED
            return _Effect(action, gained, lost, gained if whole else None)

        # the invader's "X is taken" means by the invader, wherever X lies
        foreign = speaker in self.theatre.sides and speaker != self.claimants.home and "conceded" not in reading.clues
        victor = speaker if foreign and reading.mode in (Mode.FACT, Mode.CLAIMED) else None

        match sense:
            case "take":
                gained = actor or opponent(other) or victor or invader
                return change(gained, opponent(gained))
            case "retake" | "clear":
                # "liberated", said by one side without naming anyone, is that side's doing
                free = reading.mode is not Mode.DENIED and "ending" not in reading.clues
                own = speaker if free and speaker in self.theatre.sides else None
                gained = actor or opponent(other) or own or legitimate
                return change(gained, opponent(gained))
            case "fall":
                gained = other or opponent(reading.loser) or victor or invader
                return change(gained, opponent(gained))
            case "lose" | "surrender":
                told = reading.mode is Mode.DENIED or (reading.mode is Mode.CLAIMED and reading.claimant is not None)
                own = speaker if told and speaker in self.theatre.sides else None  # "is lost", says who lost it
                lost = actor or opponent(other) or reading.loser or own or legitimate
                return change(opponent(lost), lost)
            case "yield":
                return _Effect(Action.WITHDREW, other or opponent(actor), actor, other)
            case "want":
                return change(actor, opponent(actor))
            case "stand":
                return _Effect(Action.HELD, None, None, legitimate)
            case "transfer":
                gained = other or opponent(actor)
                return _Effect(Action.TRANSFERRED, gained, opponent(gained), gained) if gained else None
            case "hold" | "occupied":
                holder = actor or (invader if sense == "occupied" else None)
                return _Effect(Action.HELD, None, None, holder) if holder else None
            case "leave":
                whole = reading.complete and reading.mode is not Mode.DENIED and kind is not Kind.NEAR
                gained = opponent(actor) if whole else None
                return _Effect(Action.WITHDREW, gained, actor, gained)
            case "expel":
                loser = other or opponent(actor)
                if kind is Kind.NEAR or loser is None:
                    return _Effect(Action.WITHDREW, None, loser, None)
                if actor is not None and actor != loser:
                    return change(actor, loser)
                return _Effect(Action.WITHDREW, opponent(loser), loser, opponent(loser))
            case "push":
                if reading.preposition.endswith(("from", "out of")):
                    return _Effect(Action.WITHDREW, None, other, None)
                return _Effect(Action.ADVANCED, actor or opponent(other), other, None)
            case "enter":
                return _Effect(Action.ENTERED, actor, None, None)
            case "reach":
                inside = kind in (Kind.REGION, Kind.OTHER, Kind.PART)
                return _Effect(Action.ENTERED if inside else Action.ADVANCED, actor, None, None)
            case "advance" | "assault":
                return _Effect(Action.ADVANCED, actor, None, None)
            case "fight":
                return _Effect(Action.CONTESTED, None, None, None if kind is Kind.NEAR else "contested")
            case "besiege":
                return _Effect(Action.BESIEGED, None, None, None)
            case "repel":
                return _Effect(Action.REPELLED, None, None, actor if kind is not Kind.NEAR else None)
        return None

    # -- what the rest of the article knows -------------------------------------------------------------------------

    def meanings(self, sentence: Sentence, spot: Spot) -> list[tuple[Mention, str]]:
        """The places that a spot stands for, and the words that stand for them: mostly one, none if nobody can tell."""
        if spot.anaphor == "both":
            surface = sentence.text[spot.start : spot.end]
            return [(mention, surface) for mention in self.two(sentence, spot)]
        if spot.anaphor == SEVERAL:
            return []
        mention, surface = self.place(sentence, spot)
        return [(mention, surface)] if mention is not None else []

    def two(self, sentence: Sentence, spot: Spot) -> list[Mention]:
        """The two places that "and" joined last before "both"."""
        for back in range(3):
            named = [
                m for m in self.named.get(sentence.index - back, ()) if back or m.end <= sentence.start + spot.start
            ]
            for one, other in reversed(list(pairwise(named))):
                joined = self.article.text[one.end : other.start].strip().lower() in ("and", "та", "і", "и")
                if joined and one.kind is other.kind and not (one.metonym or other.metonym):
                    return [one, other]
        return []

    def place(self, sentence: Sentence, spot: Spot) -> tuple[Mention | None, str]:
        """The place a spot stands for, and the words that stand for it."""
        text = sentence.text[spot.start : spot.end]
        if spot.mention is not None:
            return self.named[sentence.index][spot.mention], text
        found = self.meant(sentence, spot)
        if found is None and spot.anaphor in SITES:  # "the airport" of the town that the text is about
            town = self.meant(sentence, replace(spot, anaphor="place"), reach=2)
            found = town._replace(kind=Kind.PART) if town is not None and not town.metonym else None
        return found, text

    def meant(self, sentence: Sentence, spot: Spot, reach: int = REACH) -> Mention | None:
        """The place named before that "the city" or "there" refers to."""
        best: tuple[float, Mention] | None = None
        if spot.anaphor == "it" and (ahead := self.ahead(sentence, spot)) is not None:
            return ahead
        for back in range(reach + 1):
            for mention in reversed(self.named.get(sentence.index - back, ())):
                if back == 0 and mention.end > sentence.start + spot.start:
                    continue
                if back == 0 and spot.anaphor != "capital" and self.acts(mention, sentence):
                    continue
                mention = _whole(mention)
                if not self.fits(mention, spot.anaphor):
                    continue
                before = self.article.text[max(0, mention.start - 50) : mention.start]
                score = -4.0 if LANDMARK.search(before) else 0.0
                score += -1.0 * back + 2.0 * (back == 0) - 0.3 * mention.metonym + self.salience(mention)
                if spot.anaphor == "city" and mention.place is not None and not mention.place.population:
                    score -= 2.0  # the register calls it a village
                if spot.anaphor in ("it", "there"):
                    score -= back
                    score += OPENS_WITH * (back == 1 and mention.start == self.sentences[mention.sentence].start)
                if self.called(mention) not in ("", spot.anaphor) and spot.anaphor in CALLED:
                    score -= 3.0  # "X, a village", and now "the town"
                if best is None or score > best[0]:
                    best = (score, mention)
        return best[1] if best else None

    def ahead(self, sentence: Sentence, spot: Spot) -> Mention | None:
        """ "Two years after its liberation, Izium", "until they freed it in May, Izium": the place behind the comma."""
        named = self.named.get(sentence.index, ())
        if any(m.start < sentence.start + spot.end for m in named):
            return None
        comma = sentence.text.find(", ", spot.end)
        return next((m for m in named if comma > 0 and m.start == sentence.start + comma + 2 and not m.metonym), None)

    def acts(self, mention: Mention, sentence: Sentence) -> bool:
        """Does a name stand for a side that does or owns something: "Kyiv took the city back", "Kyiv's troops"?"""
        if self.claimants.side_of_force(mention.surface) not in self.theatre.sides:
            return False
        before, behind = self.article.text[sentence.start : mention.start], self.article.text[mention.end :][:2]
        return behind in ("'s", "’s") or SUBJECT.search(before) is not None

    def called(self, mention: Mention) -> str:
        """What the article calls a settlement where it introduces it: "X, a village", "the town of X"."""
        if mention.surface not in self._called:
            name = re.escape(mention.surface)
            found = re.search(
                rf"\b{name},\s(?:a|the|another)\s(?:[\w-]+\s){{0,3}}(?P<a>city|town|village)\b|"
                rf"\b(?P<b>city|town|village)\sof\s{name}\b",
                self.article.text,
            )
            self._called[mention.surface] = (found["a"] or found["b"]) if found else ""
        return self._called[mention.surface]

    def salience(self, mention: Mention) -> float:
        """How much the article is about a place: named in its title, named often."""
        if mention.place is None:
            return -0.5
        if mention.place.population > METROPOLIS and mention.place.id not in self.headline:
            return 0.0
        often = 0.6 * math.log2(1 + min(30, self.weight[mention.place.id]))
        return often + (2.0 if mention.place.id in self.headline else 0.0)

    def fits(self, mention: Mention, anaphor: str) -> bool:
        """Could "the city" (or region, plant, "it", "there") be this place?"""
        if mention.metonym and anaphor != "capital" and not TAKEN.search(self.article.text[: mention.start][-20:]):
            return False  # a government
        place = mention.place
        if anaphor in ("it", "there"):
            return mention.kind in (Kind.SETTLEMENT, Kind.PART, Kind.OTHER)
        if anaphor in SITES:
            return mention.kind is Kind.PART
        if anaphor == "island":
            return mention.kind is Kind.OTHER
        if anaphor == "peninsula":
            return place is not None and "Crimea" in place.name
        if anaphor == "capital":
            return place is not None and place.name == "Kyiv" and mention.kind is Kind.SETTLEMENT
        if anaphor in REGIONS:
            return mention.kind is Kind.REGION and not unnamed(mention)
        if mention.kind is not Kind.SETTLEMENT:
            return False
        people = place.population if place is not None else 0
        if anaphor in ("village", "hamlet"):
            return people < 30_000
        return people < 150_000 if anaphor == "town" else people > 6_000 or not people if anaphor == "city" else True

    def speaker(self, sentence: Sentence, passage: Passage, reading: Reading) -> tuple[str | None, str | None]:
        """The claimant's words, and the side that they, or the text around a quotation, tell."""
        if reading.claimant is None:
            return None, self.around(sentence, NEARBY) if "quoted" in reading.clues else None
        side = reading.claimant_side or self.known(reading.claimant, sentence)
        if side is None and VAGUE.search(reading.claimant):
            side = self.around(sentence, BEFORE) or self.titled() or self.publisher_side
            if side is None and reading.actor != "self":
                side = self.claimants.home
        elif side is None and reading.actor != "self":
            side = "other"
        return reading.claimant, side

    def titled(self) -> str | None:
        return self.claimants.side_of(self.article.title)

    def known(self, claimant: str, sentence: Sentence) -> str | None:
        """The side of a person whom the article has introduced earlier, by the words around the name."""
        surname = claimant.split()[-1]
        if not surname[:1].isupper() or len(surname) < 4:
            return None
        for found in re.finditer(re.escape(surname), self.article.text[: sentence.end]):
            around = self.article.text[max(0, found.start() - 90) : found.end() + 70].replace("\n", " ")
            side = self.claimants.side_of(around)
            if side is not None:
                return side
        return None

    def around(self, sentence: Sentence, steps: tuple[int, ...]) -> str | None:
        """The side of whoever speaks in this sentence or its neighbours."""
        for step in steps:
            if 0 <= sentence.index + step < len(self.sentences):
                words = self.language.speaker(self.sentences[sentence.index + step].text)
                if words and (side := self.claimants.side_of(words) or self.known(words, sentence)):
                    return side
        return None

    def denials(self, told: Sequence[Claim]) -> Iterable[Claim]:
        """What a sentence denies by pointing back ("Kyiv denied it"): each opposing claim that was made last."""
        for sentence in self.sentences:
            found = self.language.denial(sentence.text)
            if found is None:
                continue
            words, start, end = found
            side = self.side(words, sentence)
            if side not in self.theatre.sides:
                continue
            place_start, place_end = sentence.start + start, sentence.start + end
            run = False
            for back in range(min(DENIED_WITHIN, sentence.index) + 1):
                earlier = self.sentences[sentence.index - back]
                denied = [
                    claim
                    for claim in told
                    if claim.start == earlier.start
                    and claim.place_end <= place_start
                    and claim.mode is Mode.CLAIMED
                    and claim.claimant_side != side
                    and claim.controller_after == self.claimants.opponent(side)
                ]
                for claim in denied:
                    yield replace(
                        claim,
                        id=_id(f"{self.article.id}|{claim.id}", place_start, place_end, claim.action, Mode.DENIED),
                        start=sentence.start,
                        end=sentence.end,
                        quote=sentence.text,
                        place=self.article.text[place_start:place_end],
                        place_start=place_start,
                        place_end=place_end,
                        mode=Mode.DENIED,
                        claimant=words,
                        claimant_side=side,
                        admission=False,
                        trigger=self.article.text[place_start:place_end],
                        confidence=round(claim.confidence * 0.9, 3),
                    )
                if run and not denied:
                    break  # the sentences before those are about something else
                run = run or bool(denied)

    def side(self, words: str, sentence: Sentence) -> str | None:
        """The side of whoever the words name, known from the article where the words alone do not tell."""
        side = self.claimants.side_of(words) or self.known(words, sentence)
        return side or (self.around(sentence, BEFORE) if VAGUE.search(words) else None)

    def victors(self, found: Sequence[tuple[Claim, Reading]]) -> list[tuple[Claim, Reading]]:
        """A "fall" that names no victor goes to whom the article elsewhere says took the place."""
        takers = [
            claim
            for claim, reading in found
            if reading.sense in ("retake", "take", "clear", "lose")
            and claim.gained_by
            and claim.mode in (Mode.FACT, Mode.CLAIMED)
            and claim.kind is not Kind.NEAR
            and not self.is_bare(reading)
        ]
        out = []
        for claim, reading in found:
            if self.is_bare(reading) and claim.place_id:
                votes = Counter(c.gained_by for c in takers if c.place_id == claim.place_id and _near(c, claim))
                (side, most), *rest = votes.most_common(2) or [(None, 0)]
                if side is not None and not (rest and rest[0][1] == most):
                    claim = replace(
                        claim,
                        action=Action.LIBERATED if side == self.claimants.home else Action.CAPTURED,
                        gained_by=side,
                        lost_by=self.claimants.opponent(side),
                        controller_after=side if claim.controller_after else None,
                    )
            out.append((claim, reading))
        return out

    def is_bare(self, reading: Reading) -> bool:
        """A "fall" or "its capture" that names neither victor nor loser."""
        fall = reading.sense == "fall" and reading.loser is None
        capture = reading.sense == "take" and "noun" in reading.clues and reading.actor is None
        return (fall or capture) and reading.other is None

    def confidence(self, reading: Reading, mention: Mention, effect: _Effect) -> float:
        sure = 0.89  # measured: docs/accuracy.md
        sure -= 0.1 * (reading.spot.mention is None)
        sure -= 0.08 * (reading.actor is None and reading.sense in ("take", "retake", "fall", "leave", "lose"))
        sure -= 0.08 * (reading.mode not in (Mode.FACT, Mode.CLAIMED))
        sure -= 0.1 * ("odd actor" in reading.clues)
        sure -= 0.06 * ("noun" in reading.clues)
        sure -= 0.1 * (effect.action in (Action.ADVANCED, Action.REPELLED))
        sure = max(0.05, sure * (0.5 + 0.5 * min(1.0, mention.score or 0.0)))
        return round(calibrated(sure, self.article.language), 3)


def unnamed(mention: Mention) -> bool:
    """Whether a mention is land without a name of its own ("the right bank of the Inhulets")."""
    return mention.place is not None and is_stretch(mention.place)


def is_guessed(reading: Reading) -> bool:
    """Whether a change of hands names neither side, so that only custom tells them: too little for a whole bank."""
    return reading.sense in GUESSED and (reading.actor, reading.other, reading.loser) == (None, None, None)


def _whole(mention: Mention) -> Mention:
    """The settlement itself, where words around a name speak of a piece of it ("the bridge at Kherson")."""
    place = mention.place
    if place is None or place.kind is not Kind.SETTLEMENT or mention.kind is Kind.SETTLEMENT:
        return mention
    return mention._replace(kind=place.kind, latitude=place.latitude, longitude=place.longitude, radius_km=0.0)


def _dated_as_denied(claims: Sequence[Claim]) -> list[Claim]:
    """A denial that has no date of its own is of the day of the other side's claim before it."""
    out: list[Claim] = []
    for claim in claims:
        if claim.mode is Mode.DENIED and claim.date_basis is DateBasis.PUBLICATION and claim.place_id:
            denied = next(
                (
                    c
                    for c in reversed(out)
                    if c.mode is Mode.CLAIMED
                    and c.claimant_side != claim.claimant_side
                    and (c.place_id, c.action, c.controller_after)
                    == (claim.place_id, claim.action, claim.controller_after)
                ),
                None,
            )
            if denied is not None:
                claim = replace(
                    claim, event_from=denied.event_from, event_to=denied.event_to, date_basis=denied.date_basis
                )
        out.append(claim)
    return out


def _ended(found: Sequence[tuple[Claim, Reading]]) -> list[Claim]:
    """A holding in the past perfect ("which had been under occupation") ended with the change that the text tells."""
    out: list[Claim] = []
    for claim, reading in found:
        if "past" in reading.clues and claim.action is Action.HELD and claim.place_id:
            changes = [
                other.event_to
                for other, _ in found
                if other.place_id == claim.place_id
                and other.lost_by == claim.controller_after
                and other.mode in (Mode.FACT, Mode.CLAIMED)
                and other.event_to is not None
                and (claim.event_to is None or other.event_to <= claim.event_to)
            ]
            last = max(changes, default=None)
            if last is not None:
                last -= timedelta(days=1)
                first = claim.event_from if claim.event_from is not None and claim.event_from <= last else None
                claim = replace(claim, event_from=first, event_to=last)
        out.append(claim)
    return out


def _near(one: Claim, other: Claim) -> bool:
    """Do two claims tell of about the same days?"""
    if one.event_to is None or other.event_to is None:
        return True
    return abs((one.event_to - other.event_to).days) <= SAME_EVENT


def _settled(claims: Iterable[Claim]) -> list[Claim]:
    """One claim an assertion: the same place, action and mode twice in a sentence is one; order of the text."""
    best: dict[tuple[int, str, Action, Mode, str | None], Claim] = {}
    for claim in claims:
        key = (claim.start, claim.place_id or claim.place, claim.action, claim.mode, claim.controller_after)
        if key not in best or _rank(claim) > _rank(best[key]):
            best[key] = claim
    return sorted(best.values(), key=lambda c: (c.start, c.place_start, c.action))


def _rank(claim: Claim) -> tuple[bool, float]:
    """Of two that say the same the better: that with a day of its own, then the surer."""
    return claim.event_from is not None and claim.event_from == claim.event_to, claim.confidence


def _id(article: str, start: int, end: int, action: Action, mode: Mode) -> str:
    return hashlib.sha256(f"{article}|{start}|{end}|{action}|{mode}".encode()).hexdigest()[:16]
