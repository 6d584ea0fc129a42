"""Whom and what a noun phrase stands for: a side, fighters, a pronoun's antecedent."""

from functools import cached_property

from spacy.tokens import Doc, Token

from extract.claimants import Claimants
from extract.languages.english.place_phrases import PlacePhrases
from extract.languages.english.rewording import Rewording
from extract.languages.english.words import PRONOUNS, SELF, WH, WORDS, has, is_nominal, lemma

__all__ = ["Parties"]

LEFT = frozenset({"amod", "compound", "nmod", "poss", "npadvmod", "det", "nummod", "quantmod"})
POINTS = frozenset({"north", "south", "east", "west", "centre", "center", "middle"})
GROUP = frozenset({"group", "movement", "force", "faction"})
CARRIERS = frozenset({"convoy", "vehicle"})  # that are not an army's alone
HAVING = frozenset({"have", "keep", "deploy", "send", "pull", "move", "station"})


class Parties:
    """The noun phrases of one parsed passage; offsets are the rewording's."""

    def __init__(self, doc: Doc, rewording: Rewording, claimants: Claimants) -> None:
        self.doc, self.rewording, self.claimants = doc, rewording, claimants
        place_of: dict[int, int] = {}
        for number, (start, end) in enumerate(rewording.places):
            span = doc.char_span(start, end, alignment_mode="expand")
            for token in span if span is not None else ():
                place_of.setdefault(token.i, number)
        self.places = PlacePhrases(doc, rewording, place_of)

    def side(self, token: Token | None) -> str | None:
        """The side that a noun phrase (or adjective) names; "self" for the speaker's own."""
        if token is None:
            return None
        if token.lower_ in SELF:
            return "self"
        if token.lower_ in PRONOUNS or token.lower_ in WH:
            return self.coreferent(token)
        side = self.claimants.side_of_force(self.phrase(token))
        if side is None and has(token, "flags"):
            return self.claimants.side_of_flag(lemma(token), {t.lower_ for t in token.subtree})
        if side is not None or token.pos_ not in ("NOUN", "PROPN"):
            return side
        if self.is_home(token) or any(self.is_home(c) for c in token.lefts):
            return self.claimants.home
        for child in token.children:
            if child.dep_ == "poss" and child.lower_ in PRONOUNS:
                return "self" if child.lower_ in SELF else self.coreferent(child)
        for child in token.children:
            if child.dep_ == "appos" or (child.dep_ in ("acl", "relcl") and not has(token, "plan_nouns")):
                words = " ".join(t.text for t in child.subtree)[:120]
                if side := self.claimants.side_of_force(words):
                    return side
            elif child.dep_ == "conj" and (side := self.side(child)):
                return side
        if self.claimants.are_forces and is_the_group(token):
            return "group"
        if has(token, "forces"):  # "Kyiv has troops in", "has troops holding"
            having = token.head.head if token.dep_ == "nsubj" and token.head.dep_ == "ccomp" else token.head
            if having.pos_ in ("VERB", "AUX") and lemma(having) in HAVING and having.i < token.i:
                return self.side(next((c for c in having.children if c.dep_ == "nsubj"), None))
        return self.unnamed(token)

    def unnamed(self, token: Token) -> str | None:
        """ "Soldiers (raised the flag)": those who in this war are meant where nothing says whose they are."""
        side = self.claimants.unnamed.get(lemma(token))
        aside = any(c.dep_ in ("amod", "compound", "poss", "nmod", "relcl", "acl", "appos") for c in token.children)
        return side if not aside and not any(c.dep_ == "prep" for c in token.children) else None

    def forces(self) -> frozenset[str]:
        """The sides whose fighters the passage tells of; none where there are but two, of whom they tell nothing."""
        if len(self.claimants.sides) <= 2:
            return frozenset()
        found = (self.side(token) for token in self.doc if is_nominal(token) and self.is_force(token))
        return frozenset(side for side in found if side is not None and side in self.claimants.sides)

    def is_home(self, token: Token) -> bool:
        """ "Government forces", "the government": the recognised holder's, unless something says whose it is."""
        return has(token, "home") and not any(
            c.dep_ in ("amod", "poss", "prep", "relcl", "acl") for c in token.children
        )

    def phrase(self, token: Token) -> str:
        """A noun with what stands before it and, of fighters, its "of ..." behind: enough to tell a side."""
        words = {token, *(t for child in token.lefts if child.dep_ in LEFT for t in child.subtree)}
        for child in token.rights:
            if child.dep_ == "prep" and child.lower_ in ("of", "from") and has(token, "forces", "bodies"):
                words |= {t for t in child.subtree if t.dep_ != "relcl"}
            elif child.dep_ == "acl" and has(child, "backing"):
                words |= set(child.subtree)
            elif child.dep_ in ("nummod", "compound", "flat"):
                words.add(child)
        return "".join(t.text_with_ws for t in sorted(words, key=lambda t: t.i)).strip()

    def coreferent(self, token: Token) -> str | None:
        """The side that a pronoun stands for: the nearest subject before it that names one, else any noun phrase."""
        if token.lower_ in WH:
            found = self.antecedent(token, token.head)
            return self.side(found) if found.i != token.i else None
        if token.lower_ in ("he", "she", "his", "her", "him"):
            return self.of_person(token)
        if token.lower_ in ("its", "it", "their", "they") and (teller := self.teller(token)) is not None:
            return teller
        claims = token.lower_ == "it" and lemma(token.head) == "claim"  # a ministry told of before
        lead = (token.lower_ == "they" or claims) and token.dep_ in ("nsubj", "nsubjpass")
        if self.claimants.are_forces and token.lower_ in ("it", "its"):  # "the RSF took X. It also holds Y."
            lead = token.dep_ in ("nsubj", "nsubjpass", "poss")
        subjects: list[Token] = []
        others: list[Token] = []
        for other in self.doc[: token.i]:
            if other.dep_ in ("nsubj", "nsubjpass", "agent", "pobj", "dobj", "poss") and other.lower_ not in PRONOUNS:
                (subjects if other.dep_.startswith("nsubj") else others).append(other)
        for other in (*reversed(subjects), *reversed(others)):
            side = self.claimants.side_of_force(self.phrase(other))
            if side is not None and side != "enemy" and not (token.lower_ in ("it", "its") and other.tag_ == "NNS"):
                return side
        noun = token.head
        if token.dep_ == "poss" and noun.dep_ == "nsubj" and (sufferer := self.object_of(noun.head)) is not None:
            side = self.claimants.side_of_force(self.phrase(sufferer))  # "its loss of the town shook the Kremlin"
            if side in self.claimants.sides:
                return side
        for verb in token.ancestors:  # "months after it lost the town, the army returned"
            for other in verb.children:
                if other.dep_ in ("nsubj", "nsubjpass") and other.i > token.i:
                    side = self.claimants.side_of_force(self.phrase(other))
                    if side is not None and side != "enemy":
                        return side
        if any(has(t, "say") and t.pos_ == "VERB" for t in self.doc[: token.i]):
            return "self"  # "The ministry said its troops ..."
        return "they" if lead else None

    def teller(self, pronoun: Token) -> str | None:
        """ "(Kyiv denied) Moscow's claim that its forces had seized X": whose claim it is, its forces are."""
        for clause in pronoun.ancestors:
            if clause.dep_ == "acl" and has(clause.head, "speech_nouns"):
                owners = (
                    self.claimants.side_of_force(self.phrase(c))
                    for c in clause.head.lefts
                    if c.dep_ in ("poss", "amod")
                )
                return next((side for side in owners if side in self.claimants.sides), None)
        return None

    def object_of(self, verb: Token) -> Token | None:
        return next((c for c in verb.children if c.dep_ == "dobj"), None)

    def of_person(self, token: Token) -> str | None:
        """ "His soldiers": of the person the clause is about, else of whoever says it."""
        for verb in token.ancestors:
            subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and token not in c.subtree]
            if any(c.lower_ not in PRONOUNS and self.claimants.is_leader(self.phrase(c)) for c in subjects):
                return next(filter(None, (self.claimants.side_of_force(self.phrase(c)) for c in subjects)), None)
            if subjects and verb.pos_ == "VERB" and has(verb, "say"):
                return "self"
        return None

    def is_force(self, token: Token | None) -> bool:
        """Does a noun phrase name fighters, or a side as a whole, not a person or its people?"""
        if token is None:
            return False
        if token.lower_ in PRONOUNS:
            return token.lower_ in ("they", "them", "we", "it", "us") and self.side(token) is not None
        if has(token, "forces"):
            return lemma(token) not in CARRIERS or self.side(token) not in (None, "self")  # no aid convoy
        if self.claimants.are_forces and is_the_group(token):
            return True
        if has(token, "men") and any(c.dep_ == "poss" for c in token.children):
            return self.side(token) is not None
        if self.is_home(token) or (has(token, "bodies") and self.side(token) in self.claimants.sides):
            return True
        if self.claimants.side_of_force(token.text) is not None and token.tag_ in ("NNP", "NNPS", "NNS", "NN"):
            return not self.claimants.is_leader(token.text)
        return any(child.dep_ == "conj" and self.is_force(child) for child in token.children)

    def is_attack(self, token: Token | None) -> bool:
        return token is not None and (has(token, "attack") or self.is_force(token))

    def is_ground(self, trigger: Token, actor: Token) -> bool:
        """An attack on the ground, as far as the words tell: no missiles, drones or shells about it."""
        near = {t.lower_ for t in (*trigger.children, *actor.lefts, actor)}
        means = (c for c in trigger.children if c.dep_ == "prep" and c.lower_ in ("with", "by"))
        with_means = any(not has(p, "on_ground") for c in means for p in c.children if p.dep_ == "pobj")
        return self.is_force(actor) and not near & WORDS["not_ground"] and not with_means

    @cached_property
    def victim(self) -> str | None:
        """ "Moscow suffered its greatest setback with the fall of X": whose setback it was."""
        for token in self.doc:
            if has(token, "victim") and is_nominal(token):
                parties = [token, *(c for c in token.children if c.dep_ == "poss")]
                if any(party.lower_ == "its" for party in parties):
                    parties = []  # "its loss": of a place, for all one knows
                if token.dep_ == "dobj":
                    parties += [c for c in token.head.children if c.dep_ == "nsubj"]
                behind = [c for c in token.children if c.dep_ == "prep" and c.lower_ in ("for", "to")]
                parties += [p for c in behind for p in c.children if p.dep_ == "pobj"]
                for party in parties:
                    if (side := self.side(party)) not in (None, "enemy", "self"):
                        return side
        return None

    def antecedent(self, token: Token, verb: Token) -> Token:
        """For a relative pronoun the noun it stands for, else the token itself."""
        if token.lower_ in WH and token.tag_ in ("WDT", "WP", "WRB", "IN", "DT"):
            clause = verb
            for _ in range(5):
                if clause.dep_ == "relcl":
                    if (place := self.placed_before(token, clause.head)) is not None:
                        return place
                    return self.described_by(token, clause.head)
                if clause.head.i == clause.i:
                    break
                clause = clause.head
            if token.dep_ == "pobj":  # "the village of X, the capture of which", read as one more main clause
                return next((t for t in reversed(self.doc[: token.i]) if self.places.named(t)), token)
        return token

    def described_by(self, pronoun: Token, noun: Token) -> Token:
        """What a relative clause that hangs on a noun describes: "the faction of its founder, which runs" the faction,
        "no comment by them on X, which they took" X, right before the clause."""
        if pronoun.lower_ != "which":
            return self.located(noun)
        if noun.dep_ == "pobj" and has(noun.head.head, "bodies"):
            return noun.head.head
        before = pronoun.i - 1 - (self.doc[pronoun.i - 1].text == ",")
        beside = self.doc[before] if 0 <= before != noun.i else noun
        astray = pronoun.dep_ in ("dobj", "nsubjpass") and not self.places.is_place_noun(noun)
        return beside if astray and self.places.named(beside) else self.located(noun)

    def apposed_to(self, noun: Token) -> Token | None:
        """ "X, a suburb of the capital Y, which they held": X, of Y in what describes it."""
        token = noun
        for _ in range(4):
            if token.dep_ not in ("pobj", "prep", "appos", "compound", "nmod", "advmod", "amod"):
                return None
            head = token.head
            if token.dep_ == "appos" and has(token, "of_place") and self.places.named(head):
                return head if token.i != noun.i and not self.places.is_region(head) else None
            token = head
        return None

    def placed_before(self, pronoun: Token, head: Token) -> Token | None:
        """ "Room around the city of X, which has been in rebel hands", joined by the parser to "room": X."""
        if self.places.is_place_noun(head) or self.is_force(head) or head.pos_ not in ("NOUN", "PROPN"):
            return None
        comma = self.doc[pronoun.i - 1] if pronoun.i > 1 else pronoun
        return comma.nbor(-1) if comma.text == "," and self.places.named(comma.nbor(-1)) else None

    def located(self, noun: Token) -> Token:
        """ "Tokmak in the south, which they hold": of "the south" and the place before it, the place."""
        carrier = noun.head.head
        ranked = has(carrier, "settlement") and any(c.lower_ in WORDS["ranks"] for c in carrier.lefts)
        if ranked and noun.dep_ == "pobj" and self.places.is_region(noun) and noun.head.lower_ == "in":
            return carrier  # "the last city in the X region still held by"
        if noun.dep_ == "pobj" and self.places.is_region(noun) and noun.head.lower_ == "in" and noun.head.i > 0:
            town = self.doc[noun.head.i - 1]
            if town.text == "," and noun.head.i > 1:  # "Bara, in North Kordofan, which they lost"
                town = self.doc[noun.head.i - 2]
            if self.places.named(town) and not self.places.is_region(town):
                return town  # "the town of X in the Y region, which they hold"
        if noun.dep_ == "appos" and has(noun, "settlement") and noun.tag_ == "NN" and self.places.is_region(noun.head):
            town = self.located(noun.head)  # "X in the Y region, the last city held by"
            if town.i != noun.head.i:
                return town
        if self.places.named(noun) and (described := self.apposed_to(noun)) is not None:
            return described
        edge = noun.left_edge.i
        apposed = noun.dep_ != "appos" and has(noun, "settlement") and edge > 1 and self.doc[edge - 1].text == ","
        if apposed and self.places.named(self.doc[edge - 2]) and not self.places.holds_before(noun):
            # "X and Y, cities it holds", where the parser lets the cities stand for themselves
            place = self.doc[edge - 2]
            while place.dep_ == "conj" and self.places.named(place.head):
                place = place.head
            return place
        before = noun.head.i - 1
        if noun.dep_ == "pobj" and noun.lower_ in POINTS and before >= 0 and self.places.named(self.doc[before]):
            return self.doc[before]
        return noun


def is_the_group(token: Token) -> bool:
    """ "The group", "the movement": a side told of before, with nothing beside it that says which."""
    known = lemma(token) in GROUP and any(c.dep_ == "det" and c.lower_ in ("the", "this") for c in token.lefts)
    return known and not any(c.dep_ in ("prep", "compound", "poss", "relcl", "acl") for c in token.children)
