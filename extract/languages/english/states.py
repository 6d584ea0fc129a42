"""Whose a place is said to be: "control of", "under their control", "in their hands", "is ours"."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from extract.languages.english.arguments import DIRECTIONS, Argument, first
from extract.languages.english.assertions import Assertion, Assertions
from extract.languages.english.forms import is_fight, is_over
from extract.languages.english.place_phrases import DISTANCES
from extract.languages.english.words import (
    BEING,
    PRONOUNS,
    SELF,
    SHARED,
    Frame,
    frames,
    has,
    is_nominal,
    lemma,
)
from extract.languages.reading import Reading
from extract.model import Mode

__all__ = ["States", "is_grey_zone"]

BESET = frozenset({"siege", "blockade", "assault"})
UNDER = BESET | frozenset({"flag", "control", "occupation", "rule", "administration", "authority", "jurisdiction"})
OWN = frozenset({"ours", "theirs"})
GETTING = frozenset({"take", "retake", "lose"})
HOMELAND = frozenset({"nation", "homeland", "motherland", "state", "country", "fatherland"})
MAPPING = frozenset({"put", "place", "mark", "show", "list", "depict", "leave", "move", "paint"})
CONTROL = (
    ("regain", "retake"),
    ("gain", "take"),
    ("widen", "advance"),
    ("keep", "hold"),
    ("tighten", "hold"),
    ("contend", "fight"),
)  # word list of the verb, and what it says with "control of"


class States(Assertions):
    """Readings of what the passage says is so."""

    def control(self, noun: Token) -> Iterator[Reading]:
        """ "Took control of", "lost its grip on", "is in control of", "the battle for control of"."""
        frame = next(f for f in frames("noun", noun) if f.sense == "control")
        arguments = self.noun_arguments(noun)
        first_joined = noun
        while first_joined.dep_ == "conj":
            first_joined = first_joined.head
        carrier, role = first_joined.head, first_joined.dep_
        verbal = carrier.pos_ in ("VERB", "AUX")
        places = _controlled(arguments, frame)
        if not places and verbal and role in ("dobj", "nsubjpass"):
            places = _controlled(self.prepositions(carrier), frame)
        owner = self.side(self.pick(arguments, frame.actor, None))
        subject = first(self.verb_arguments(carrier), "subject") if verbal else None
        if verbal and role == "dobj" and has(carrier, "bestow"):
            owner = owner or self.side(next((c for c in carrier.children if c.dep_ == "dative"), None))
            subject = None
        for place in places:
            doer = self.side(subject) if subject is None or subject.i != place.token.i else None
            predicate, sense, who, close = carrier, "", owner or doer, False
            if verbal and role in ("dobj", "nsubjpass", "nsubj", "attr"):
                sense, who = self.control_under(noun, carrier, role, owner, doer)
            elif role == "pobj" and carrier.lower_ == "in" and carrier.head.pos_ in ("VERB", "AUX"):
                predicate, sense = carrier.head, "hold"  # "is in control of"
                who = owner or self.side(first(self.verb_arguments(predicate), "subject"))
            elif role == "pobj" and carrier.lower_ in ("of", "to") and has(carrier.head, "close"):
                predicate, sense, close = carrier.head, "take", True  # "is on the verge of control of"
                who = owner or self.side(self.understood_subject(carrier.head))
            elif role == "pobj" and carrier.lower_ in ("for", "over"):
                fight = self.fight_of(carrier.head)
                if fight is None:
                    continue
                predicate, sense = fight, "fight"
            if not sense:
                predicate, sense, who = noun, "hold", owner
            if who is None and (sense == "hold" or (sense in GETTING and not self.may_fight(subject))):
                continue  # "the company took control of"
            declared = sense == "take" and has(carrier, "declaring")
            found = self.factuality(noun if declared else predicate, presupposed=declared or predicate.i == noun.i)
            if close:
                found.lower(Mode.PLANNED)
            yield from self.readings_of(
                Assertion(noun, sense, place, found, {"control"}, who, needs=frame.needs, predicate=predicate)
            )

    def control_under(
        self, noun: Token, verb: Token, role: str, owner: str | None, doer: str | None
    ) -> tuple[str, str | None]:
        """What a verb makes of control, its subject or object, and whose it then is; the sense is "" if nothing."""
        if role in ("nsubj", "nsubjpass") and owner is not None and is_over(noun):
            return "lose", owner  # "the grip on it has ended"
        if (role == "dobj" and has(verb, "declaring")) or (has(verb, "bestow") and owner is not None):
            return "take", owner or doer  # "declared full control of"
        if role == "nsubj" and has(verb, "come_under") and (heir := self.heir(verb)) is not None:
            back = any(c.lower_ == "back" for c in verb.children) or lemma(verb) in ("return", "revert")
            return "retake" if back else "take", heir
        if has(verb, "lose") and not has(verb, "regain"):
            return "lose", doer or owner
        return next((sense for table, sense in CONTROL if has(verb, table)), ""), owner or doer

    def heir(self, verb: Token) -> str | None:
        """ "(Control of it) passed back to Kyiv"."""
        return self.side(first(self.prepositions(verb), "to"))

    def fight_of(self, token: Token) -> Token | None:
        """The word for the fight that is "for control of": the one before "for", or the subject of "continues"."""
        if is_fight(token):
            return token
        goes_on = has(token, "occur") and not is_nominal(token)
        subject = next((c for c in token.children if goes_on and c.dep_ in ("nsubj", "nsubjpass")), None)
        return subject if subject is not None and is_fight(subject) else None

    def may_fight(self, token: Token | None) -> bool:
        """Could this subject, whose side the words do not tell, be somebody in the war?"""
        return token is None or token.lower_ in PRONOUNS or self.is_force(token) or self.places.named(token)

    def under(self, preposition: Token) -> Iterator[Reading]:
        """ "Under Russian control", "under the occupation of", "came under the control of", "under siege"."""
        for noun in preposition.children:
            if noun.dep_ == "pobj" and lemma(noun) in UNDER:
                arguments = self.noun_arguments(noun)
                owner = self.side(self.pick(arguments, frozenset({"subject", "of", "by"}), None))
                if preposition.lower_ != "under" and (owner is None or lemma(noun) != "control"):
                    continue  # "in the siege of", "in control of"
                if preposition.lower_ == "to" and not has(preposition.head, "come_under"):
                    continue
                if not _is_either(preposition, noun):
                    yield from self.state(preposition, noun, owner)

    def hands(self, noun: Token) -> Iterator[Reading]:
        """ "In Russian hands", "in the hands of the army", "fell into enemy hands", "slipped from their hands"."""
        if noun.dep_ != "pobj":
            return
        whose = self.pick(self.noun_arguments(noun), frozenset({"subject", "of"}), None)
        owner = self.side(whose)
        if owner is None and whose is not None and lemma(whose) in HOMELAND:
            owner = self.claimants.home  # "returned to the embrace of the nation"
        preposition = noun.head
        if owner is not None and preposition.lower_ in ("in", "into", "to"):
            yield from self.state(preposition, noun, owner)
        elif owner is not None and preposition.lower_ in ("from", "of"):
            verb = preposition.head if preposition.head.pos_ == "VERB" else preposition.head.head
            taken = has(verb, "prise")
            if has(verb, "slip") or taken:
                for argument in self.verb_arguments(verb):
                    if argument.relation == ("object" if taken else "subject"):
                        yield from self.readings_of(
                            Assertion(noun, "lose", argument, self.factuality(verb), {"state"}, owner, predicate=verb)
                        )

    def state(self, preposition: Token, noun: Token, owner: str | None) -> Iterator[Reading]:
        """A place that is, or comes, "under" or "in" something."""
        siege = lemma(noun) in BESET
        held = "besiege" if siege else "occupied" if lemma(noun) == "occupation" else "hold"
        held = "fight" if lemma(noun) == "assault" else held
        head = preposition.head
        if head.dep_ in ("prt", "advmod") or head.lower_ == "back":
            head = head.head
        if (
            is_nominal(head)
            and has(head.head, "come_under")
            and head.dep_ in ("dobj", "nsubj")
            and head.head.pos_ == "VERB"
        ):
            head = head.head  # "brought the town under control", read as one noun phrase
        if head.dep_ in ("dobj", "npadvmod") and lemma(head.head) in ("spend", "have"):
            head = head.head  # "has spent five months under occupation"
        if is_nominal(head):
            yield from self.state_of_noun(preposition, noun, owner, head, held)
            return
        aside = self.doc[preposition.i - 2] if preposition.i > 1 and preposition.nbor(-1).text == "," else head
        if self.places.named(aside) and not has(head, "stay_under", "come_under", "declaring", "show"):
            found = self.factuality(aside, presupposed=True)  # "are massing around X, in their hands since June"
            yield from self.readings_of(Assertion(noun, held, Argument("object", aside), found, {"state"}, owner))
            return
        arguments = self.verb_arguments(head)
        subject = first(arguments, "subject")
        thing = first(arguments, "object")
        if subject is None and thing is None:  # "between 70 and 80 percent of the city was under"
            thing = next((p for c in head.lefts if c.lower_ == "between" for p in c.children if p.dep_ == "pobj"), None)
        place = subject if lemma(head) == "spend" else thing or subject
        sense, doer = held, owner
        drawn = thing is not None and subject is not None and self.is_drawn(head, subject)
        if has(head, "come_under") and not (siege or drawn):
            back = lemma(head) == "return" or any(c.lower_ == "back" for c in head.children)
            sense = "retake" if back else "take"
            doer = owner or (self.side(subject) if thing is not None else None)
        elif thing is not None and subject is not None and (drawn or has(head, "declaring", "show")):
            found = self.factuality(noun, presupposed=True)  # "declared the region under its control"
            found.mode, found.claimant = Mode.CLAIMED, found.claimant or subject
            yield from self.readings_of(Assertion(noun, held, Argument("object", thing), found, {"state"}, owner))
            return
        elif not has(head, "stay_under", "come_under"):
            return
        elif (
            not siege
            and lemma(head) in SHARED
            and any(c.lower_ in ("back", "again") for c in (*head.children, *preposition.children))
        ):
            sense = "retake"  # "is back under Ukrainian control"
        if place is not None:
            yield from self.readings_of(
                Assertion(
                    noun, sense, Argument("object", place), self.factuality(head), {"state"}, doer, predicate=head
                )
            )

    def is_drawn(self, verb: Token, subject: Token) -> bool:
        """ "Map evidence places the town under Russian control": whoever draws it does not do it."""
        return lemma(verb) in MAPPING and (has(subject, "evidence") or self.side(subject) == "other")

    def state_of_noun(
        self, preposition: Token, noun: Token, owner: str | None, head: Token, held: str
    ) -> Iterator[Reading]:
        """ "The town under occupation", a headline's "Izium back in Ukrainian hands"."""
        siege = held in ("besiege", "fight")
        aside = self.doc[preposition.i - 2] if preposition.i > 1 and preposition.nbor(-1).text == "," else head
        if self.places.named(aside) and not self.places.is_place_noun(head):
            head = aside  # "residents of X, under Russian rule since"
        found = self.factuality(head, presupposed=head.dep_ != "ROOT")
        if not siege and owner is not None and preposition.nbor(-1).lower_ in ("back", "again"):
            held = "retake"  # a headline's "Izium back in Ukrainian hands"
        yield from self.readings_of(Assertion(noun, held, Argument("object", head), found, {"state"}, owner))

    def belongs(self, verb: Token) -> Iterator[Reading]:
        """ "The village is ours", "Kherson is free", "Izium is Ukraine's again", "stayed Ukrainian", "was theirs"."""
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        subject = subject if subject is not None else self.understood_subject(verb)
        if subject is None:
            return
        place = self.antecedent(subject, verb)
        share = has(place, "part") and bool(self.places.at(place, "object"))  # "most of the town is a grey zone"
        if not (self.places.is_place_noun(place) or share or place.lower_ in ("it", "ruins")):
            force = self.counted(place)
            if self.is_force(force) and self.side(force) is not None:
                yield from self.present(verb, force)
            return
        argument = Argument("object", place)
        if self.is_grey(verb):
            yield from self.readings_of(
                Assertion(verb, "fight", argument, self.factuality(verb), {"state"}, needs="place")
            )
        if lemma(verb) in BEING and (holder := self.with_whom(verb)) is not None:
            yield from self.readings_of(
                Assertion(verb, "hold", argument, self.factuality(verb), {"state"}, holder, needs="place")
            )
        again = any(c.lower_ in ("again", "back") for c in verb.subtree)
        words = [c for v in (verb, *verb.conjuncts) for c in v.children if v is verb or lemma(v) in BEING]
        for word in (c for c in words if c.dep_ in ("attr", "acomp", "oprd", "dobj", "advmod", "ccomp")):
            owner = self.owner(word)
            if owner is not None:
                sense, actor = "retake" if again else "hold", owner
            elif self.is_free(word):
                sense, actor = "stand", None
            else:
                continue
            yield from self.readings_of(
                Assertion(word, sense, argument, self.factuality(verb), {"state"}, actor, needs="place", predicate=verb)
            )

    def with_whom(self, verb: Token) -> str | None:
        """ "(X) is still with the rebels", "remains with the army": whose it is."""
        for child in verb.children:
            for part in child.children if child.dep_ == "prep" and child.lower_ == "with" else ():
                if part.dep_ == "pobj" and self.is_force(part):
                    return self.side(part)
        return None

    def owner(self, word: Token) -> str | None:
        """Whose a predicate says the subject is: "Ukraine's", "Ukrainian", "ours", "theirs"."""
        if word.lower_ in OWN:
            return "self" if word.lower_ in SELF else self.coreferent(word) or "they"
        alone = not any(c.dep_ in ("prep", "conj", "det", "acl", "relcl") for c in word.children)
        genitive = word.dep_ == "attr" and any(c.tag_ == "POS" for c in word.children)
        if alone and (genitive or (word.pos_ in ("ADJ", "PROPN", "NOUN") and word.tag_ in ("JJ", "NNP"))):
            side = self.claimants.side_of_force(word.text)
            return side if side in self.claimants.sides and not self.places.named(word) else None
        return None

    def freed(self, word: Token) -> Iterator[Reading]:
        """ "Has been swept free of Russian troops", "wiped clean of the enemy", "declared free of occupiers"."""
        verb = word.head
        alone = word.lower_ == "free" and not any(c.dep_ in ("prep", "aux") for c in word.children)
        if alone and has(verb, "declaring") and word.dep_ in ("ccomp", "oprd"):
            yield from self.declared_free(word, verb)
            return
        fighters = [
            p
            for c in word.children
            if c.dep_ == "prep" and c.lower_ in ("of", "from")
            for p in c.children
            if p.dep_ == "pobj" and self.is_force(p)
        ]
        if word.dep_ not in ("oprd", "acomp", "advmod", "xcomp") or verb.pos_ != "VERB" or not fighters:
            return
        sense = "take" if self.side(fighters[0]) == self.claimants.home else "retake"
        for argument in self.verb_arguments(verb):
            if argument.relation == "object" and self.places.holds(argument.token):
                found = self.factuality(word if has(verb, "say") else verb)
                yield from self.readings_of(
                    Assertion(
                        word,
                        sense,
                        argument,
                        found,
                        {"state"},
                        other=self.side(fighters[0]),
                        needs="place",
                        predicate=verb,
                    )
                )

    def declared_free(self, word: Token, verb: Token) -> Iterator[Reading]:
        """ "Declared the capital free": taken back, in the words of whoever declares it."""
        thing = next((c for c in word.children if c.dep_ == "nsubj"), None) or self.object_of(verb)
        if thing is None:
            return
        found = self.factuality(verb)
        if found.mode is Mode.FACT:
            found.mode, found.claimant = Mode.CLAIMED, first(self.verb_arguments(verb), "subject")
        yield from self.readings_of(
            Assertion(word, "retake", Argument("object", thing), found, {"state"}, needs="place", predicate=verb)
        )

    def is_free(self, word: Token) -> bool:
        """ "(Is) free", "free of Russian troops", "clear of them": but not "clear", nor "free of mines"."""
        of = [c for c in word.children if c.dep_ == "prep"]
        return (word.lower_ == "free" or (word.lower_ == "clear" and bool(of))) and all(map(self.of_fighters, of))

    def of_fighters(self, preposition: Token) -> bool:
        """ "(Free) of Russian troops", "from the enemy"."""
        return any(c.dep_ == "pobj" and self.is_force(c) for c in preposition.children)

    def put_in_grey(self, zone: Token) -> Iterator[Reading]:
        """ "Put the village in the grey zone", "shows X as a grey zone": what a map says."""
        verb = zone.head.head
        if zone.dep_ != "pobj" or zone.head.lower_ not in ("in", "into", "as") or lemma(verb) not in MAPPING:
            return
        arguments = self.verb_arguments(verb)
        speaker = first(arguments, "subject")
        for argument in (a for a in arguments if a.relation == "object" and self.places.is_place_noun(a.token)):
            found = self.factuality(verb)
            if speaker is not None and found.mode is Mode.FACT:
                found.mode, found.claimant = Mode.CLAIMED, speaker
            yield from self.readings_of(Assertion(zone, "fight", argument, found, {"state"}, predicate=verb))

    def is_grey(self, verb: Token) -> bool:
        """ "Is a grey zone", "is in the grey zone", "was a no man's land"."""
        words = [c for c in verb.children if c.dep_ == "attr"]
        words += [p for c in verb.children if c.dep_ == "prep" and c.lower_ == "in" for p in c.children]
        return any(map(is_grey_zone, words))

    def close_by(self, verb: Token) -> Iterator[Token]:
        """ "(They are) 20 km from X", "16 km north of X", "within 10 km of X", "close to X": the places."""
        for child in verb.children:
            if child.lower_ == "from" and any(lemma(c) in DISTANCES for c in child.children):
                yield from (c for c in child.children if c.dep_ == "pobj")
            elif child.lower_ in DIRECTIONS and any(lemma(c) in DISTANCES for c in child.children):
                yield from (a.token for a in self.prepositions(child) if a.relation == "of")
            elif child.lower_ == "within":
                yield from (c for c in child.children if c.dep_ == "pobj" and lemma(c) in DISTANCES)
            elif child.lower_ == "close":
                yield from (
                    a.token for a in self.prepositions(child) if a.relation == "to" and self.places.named(a.token)
                )

    def present(self, verb: Token, force: Token) -> Iterator[Reading]:
        """ "Our soldiers are still in the power station": they hold it."""
        lasting = any(c.lower_ in ("still", "back", "already", "now") for c in verb.children)
        sense = "enter" if any(c.lower_ == "already" for c in verb.children) else "hold"
        since = verb.lower_ == "been" and any(t.lower_ == "since" for t in verb.subtree if t.i > verb.i)
        for place in self.close_by(verb) if lemma(verb) == "be" else ():
            yield from self.readings_of(
                Assertion(verb, "advance", Argument("near", place), self.factuality(verb), {"state"}, self.side(force))
            )
        own = verb.lower_ == "are" and any(c.lower_ == "our" for c in force.lefts)  # "our units are in the town"
        stays = lasting or since or own
        if lemma(verb) not in BEING or not (stays or verb.lower_ == "are"):
            return
        for argument in self.prepositions(verb):
            if argument.relation == "inside" or (stays and argument.relation == "in"):
                told = sense if stays else "enter"  # "200 soldiers are inside X"
                yield from self.readings_of(
                    Assertion(verb, told, argument, self.factuality(verb), {"state"}, self.side(force), needs="place")
                )


def is_grey_zone(noun: Token) -> bool:
    """ "The grey zone", "no man's land"."""
    return has(noun, "lands") and bool({"grey", "gray", "man"} & {t.lower_ for t in noun.subtree if t.i < noun.i})


def _is_either(preposition: Token, noun: Token) -> bool:
    """ "Under Russian control or still under attack" does not say which."""
    return any(c.dep_ == "cc" and c.lower_ == "or" for each in (preposition, noun) for c in each.children)


def _controlled(arguments: Sequence[Argument], frame: Frame) -> list[Argument]:
    places = [argument for argument in arguments if argument.relation in frame.place]
    return [argument for argument in places if argument.relation in ("of", "over", "on")] or places
