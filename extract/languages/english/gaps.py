"""What a sentence leaves to be understood within itself: "retook Bucha on Friday and Irpin on Monday"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from spacy.tokens import Doc

from extract.languages.english.place_phrases import PlacePhrases
from extract.languages.english.rewording import Rewording
from extract.languages.english.words import CHANGES, SHARED, TIME, lemma
from extract.languages.reading import PlaceRef, Reading
from extract.model import Mode

__all__ = ["alongside", "enumerated", "gapped", "likewise", "of_one_noun"]

OPENING = 24  # characters behind a place that may say what it goes along with
MOVED = CHANGES | {"leave", "transfer"}
WITH_IT = re.compile(r"\band with (?:it|them),? (?:the (?:\w+ ){0,2}of )?$")
AND_ITS = re.compile(r"\b(?:and|as did) (?:the (?:\w+ ){0,2}of )?$")
ALONG = re.compile(r"\s(?:along )?with (?:it|them)\b")
# what may stand between two places of a list that share the verb: ", near A; north of B near C and in D"
LANDMARK = "§"
BETWEEN = re.compile(
    r"(?:\sitself|\sproper|\s(?:direction|axis|sector))?(?:\s\([^()]*\))?"
    r"(?:\son\s[A-Z]\w+\s\d{1,2}(?:\s(?:and|to)\s\d{1,2})?(?=,\sincluding\s))?(?P<mark>\s?[;,]\s|\s)(?P<among>including\s)?"
    r"(?:(?P<and>and|or|as\swell\sas)\s)?(?:(?:further|also|then|just|immediately)\s)?"
    rf"(?:(?:to\sthe\s)?(?P<way>(?:north|south|east|west)[-\w]*)\sof\s(?:(?:it|{LANDMARK}|the\s(?:city|town|village))\s)?)?"
    r"(?:(?P<near>near|around|outside|toward|towards)\s|(?P<in>in|within|inside)\s(?:(?:north|south|east|west|central)\w*\s)?)?"
    r"(?:(?P<piece>parts|most|much|all|half|some)\sof\s)?"
    r"(?:the\s(?:(?:settlements?|villages?|towns?|areas?|vicinity|direction|outskirts)\sof\s)?)?"
)
PLURAL = re.compile(r"\b(?:region|oblast|province|district|raion)s$", re.IGNORECASE)
JOINED = re.compile(r",\s|,?\s(?:and|or)\s(?:the\s)?")
NEARER = re.compile(r"\s(?:near|in|within|around)\s(?:the\s\w+\sof\s)?$")
CLAUSE = re.compile(r"['’]s\b|\s(?:is|was|were|are|has|have|had|will|would|can|could|may|might|also|\w+ed)\b")
LOCATING = re.compile(r",\s|(?:,)?\s(?:in|of)\s(?:the\s)?(?:\w+ern\s)?")
LISTED = frozenset({"fight", "advance", "attack", "repel", "enter", "take", "retake", "clear", "hold", "leave"})
REAL = frozenset({Mode.FACT, Mode.CLAIMED})


def likewise(readings: Sequence[Reading], doc: Doc, places: PlacePhrases) -> Iterator[Reading]:
    """ "Bucha is occupied, and so is Irpin", "Bucha fell on Monday; Irpin followed a day later": what was last said
    of a place holds of another."""
    for token in doc:
        if lemma(token) == "follow" and token.pos_ == "VERB" and not any(c.dep_ == "dobj" for c in token.children):
            for behind in (c for c in token.children if c.dep_ == "nsubj" and places.is_place_noun(c)):
                models = [r for r in readings if r.sense in CHANGES and r.trigger[1] <= behind.idx]
                for model in models[-1:]:
                    yield from (
                        replace(
                            model,
                            place=ref,
                            trigger=(token.idx, token.idx + len(token)),
                            clues=model.clues | {"gapped"},
                        )
                        for ref in places.at(behind, "subject")
                    )
    covered = {reading.place.mention for reading in readings}
    for token in doc:  # "the largest town to fall since X", "lost three weeks after X", "the second after X"
        if token.dep_ == "pobj" and token.head.lower_ in ("since", "after") and places.named(token):
            if places.is_region(token) or places.place_of[token.i] in covered:
                continue
            models = [r for r in readings if r.sense in CHANGES and r.trigger[1] <= token.idx and r.mode in REAL]
            for model in models[-1:]:
                yield from (
                    replace(model, place=ref, clues=model.clues | {"gapped"}) for ref in places.at(token, "object")
                )
    for token in doc:  # "the capture of X came two days after that of Y"
        if token.lower_ in ("that", "those") and token.pos_ in ("PRON", "DET"):
            for of in (c for c in token.children if c.dep_ == "prep" and c.lower_ == "of"):
                named = [c for c in of.children if c.dep_ == "pobj" and places.named(c)]
                models = [r for r in readings if r.trigger[1] <= token.idx and "noun" in r.clues and r.mode in REAL]
                for model in models[-1:]:
                    if not model.clues & {"reported", "conceded"}:  # only the first was announced
                        model = replace(model, mode=Mode.FACT, claimant=None, claimant_side=None)
                    yield from (
                        replace(model, place=ref, clues=model.clues | {"gapped"})
                        for place in named
                        for ref in places.at(place, "of")
                    )
    for token in doc[:-2]:
        behind = doc[token.i + 2]
        if token.lower_ == "so" and lemma(doc[token.i + 1]) in SHARED and places.named(behind):
            models = [r for r in readings if r.trigger[1] <= token.idx and "adjective" not in r.clues]
            if models:
                model = max(models, key=lambda r: r.trigger[1])
                for ref in places.at(behind, "object"):
                    yield replace(model, place=ref, clues=model.clues | {"gapped"})


def enumerated(readings: Sequence[Reading], rewording: Rewording) -> Iterator[Reading]:
    """ "Attacked near A; north of B near C and D; and in the E direction": a list that says its verb once, however
    the parser took it apart."""
    covered: dict[int | None, list[Reading]] = {}
    for reading in readings:
        covered.setdefault(reading.place.mention, []).append(reading)
    text, places = rewording.text, rewording.places
    order = sorted(range(len(places)), key=lambda n: places[n])
    models: list[Reading] = []  # what is told of the place before
    passed = ""  # what stands behind that place, with a sign for every landmark
    at = 0
    for number, behind in zip_longest(order, order[1:]):
        start, end = places[number]
        passed += text[at:start]
        at = end
        if number in covered:
            models = [
                r for r in covered[number] if r.sense in LISTED and "adjective" not in r.clues and r.trigger[0] < end
            ]
            passed = ""
            continue
        found = BETWEEN.fullmatch(passed) if models else None
        nearer = behind is not None and NEARER.match(text[end : places[behind][0]])
        nearer = nearer if behind not in rewording.passage.regions else None  # "near C in the D region": C itself
        locating = number in rewording.passage.regions and LOCATING.fullmatch(passed)
        aside = found is not None and not (found["and"] or found["among"]) and found["mark"].strip() == ","
        landmark = (
            found is not None
            and aside
            and (found["way"] or found["in"] or (found["near"] and models[0].sense in MOVED))
        )
        if models and (locating or (landmark and not nearer)):  # "A, X region, and B", "A, west of C, and B"
            passed = ""
        elif models and (aside or not models[0].place.near) and CLAUSE.match(text[end:]):
            # "after the fall of A, B was shelled", "announced the capture of A; B denied it"
            models, passed = [], ""
        elif found is not None and found["way"] and nearer:  # "north of B near C"
            passed += LANDMARK
        elif found is not None and (found["mark"].strip() or found["and"]):
            near = not found["in"] if found["way"] or found["near"] or found["in"] else models[0].place.near
            part = found["piece"] != "all" if found["piece"] else models[0].place.part
            ref = PlaceRef(start, end, number, near=near, part=part and not near)
            clues = {"gapped", "piece"} if found["piece"] not in (None, "all", "half") else {"gapped"}
            models = [replace(model, place=ref, clues=model.clues - {"piece"} | clues) for model in models]
            yield from models
            passed = ""
        else:
            models, passed = [], ""


def of_one_noun(readings: Sequence[Reading], rewording: Rewording) -> Iterator[Reading]:
    """ "The Donetsk, Zaporizhzhia and Kherson regions": what is told of the last, which has the noun, holds of all."""
    text, places = rewording.text, rewording.places
    covered = {reading.place.mention for reading in readings}
    order = sorted(range(len(places)), key=lambda n: places[n])
    for last, number in enumerate(order):
        models = [r for r in readings if r.place.mention == number and PLURAL.search(text[slice(*places[number])])]
        at = places[number][0]
        for before in reversed(order[:last] if models else []):
            start, end = places[before]
            if not JOINED.fullmatch(text[end:at]):
                break
            at = start
            if before not in covered:
                for model in models:
                    ref = replace(model.place, start=start, end=end, mention=before)
                    yield replace(model, place=ref, clues=model.clues | {"gapped"})


def alongside(readings: Sequence[Reading], rewording: Rewording) -> Iterator[Reading]:
    """ "Lost the town, and with it Irpin", "fell without a fight, and its airport with it"."""
    covered = {reading.place.mention for reading in readings}
    for number, (start, end) in enumerate(rewording.places):
        before, behind = rewording.text[:start], rewording.text[end : end + OPENING]
        if number in covered or not (WITH_IT.search(before) or (AND_ITS.search(before) and ALONG.match(behind))):
            continue
        models = [r for r in readings if r.trigger[1] <= start and r.sense in MOVED and r.mode is not Mode.DENIED]
        for model in models[-1:]:
            ref = replace(model.place, start=start, end=end, mention=number, anaphor="", lands="", part=False)
            yield replace(model, place=ref, clues=model.clues | {"gapped"})


def gapped(readings: Sequence[Reading], doc: Doc, rewording: Rewording) -> Iterator[Reading]:
    """ "Retook Bucha on Friday and Irpin on Monday": the second place shares the verb."""
    covered = {reading.place.mention for reading in readings}
    for number, (start, end) in enumerate(rewording.places):
        before = [
            r for r in readings if r.place.mention is not None and r.place.end < start and "adjective" not in r.clues
        ]
        if number in covered or not before:
            continue
        model = max(before, key=lambda r: r.place.end)
        between = doc.char_span(model.place.end, start, alignment_mode="contract")
        behind = rewording.text[end : end + 40].split(",")[0]
        if between is None:
            continue
        trigger = range(*model.trigger)
        other = [t for t in between if t.pos_ == "VERB" and t.idx not in trigger]
        if (
            other
            or (any(t.pos_ == "AUX" for t in between) and model.trigger[0] < model.place.end)
            or not TIME.search(behind)
        ):
            continue
        words = [t.lower_ for t in between if t.lower_ not in ("of", "in", "from", "the", "village", "town", "city")]
        if words and words[-1] in ("and", "then", "after") and TIME.search(between.text):
            ref = replace(model.place, start=start, end=end, mention=number)
            yield replace(model, place=ref, clues=model.clues | {"gapped"})
