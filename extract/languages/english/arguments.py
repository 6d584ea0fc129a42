"""What stands where about a verb or noun, understood subjects and objects included."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from extract.languages.english.factuality import took_time
from extract.languages.english.forms import (
    after_comma,
    is_bare_participle,
    is_infinitive,
    is_passive,
    is_reduced_passive,
)
from extract.languages.english.parties import Parties
from extract.languages.english.words import TAKEN, WH, frames, has, is_nominal, lemma

__all__ = ["DIRECTIONS", "HEADED", "Argument", "Arguments", "first"]

PARTICLES = frozenset(
    {"back", "out", "away", "off", "closer", "in", "up", "down", "through", "forward", "deeper", "over"}
)
HERE = frozenset({"in", "near", "around", "at", "outside", "of"})
DIRECTIONS = frozenset({"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"})
COUNTING = frozenset(
    {
        "all",
        "much",
        "most",
        "some",
        "many",
        "rest",
        "bulk",
        "last",
        "majority",
        "remainder",
        "hundreds",
        "thousands",
        "dozens",
        "scores",
    }
)
AGAINST = frozenset({"of", "with", "against"})
WHERE = frozenset({"in", "near", "around", "outside"})
OWN_DOING = frozenset({"leave", "fight", "advance"})  # "its retreat", "its battle for X": what "it" did
# what an active verb has and a headline's bare participle lacks; senses of which the place is the object
HEADED = frozenset({"aux", "auxpass", "dobj", "ccomp", "xcomp", "prt", "acomp", "attr", "neg", "mark"})


@dataclass(frozen=True, slots=True)
class Argument:
    """A token in a grammatical relation to a trigger: "subject", "object", or the prepositions between ("out of")."""

    relation: str
    token: Token


def first(arguments: Iterable[Argument], relation: str) -> Token | None:
    """The token of the first argument in a relation."""
    return next((a.token for a in arguments if a.relation == relation), None)


class Arguments(Parties):
    """The arguments of the words of one parsed passage."""

    def verb_arguments(self, verb: Token) -> list[Argument]:
        """What stands where about a verb, understood subjects and objects included."""
        passive = is_passive(verb) or self.is_headline(verb)
        arguments = self.stated(verb)
        if not passive and first(arguments, "object") is None and (stray := self.stray(verb)) is not None:
            arguments.append(Argument("object", stray))
        whole = any(c.dep_ in ("nsubj", "csubj", "nsubjpass") for c in verb.children)
        if not whole and (fronted := self.fronted(verb)) is not None:
            arguments.append(Argument("object" if passive else "subject", fronted))
        arguments += self.prepositions(verb)
        if lemma(verb) == "hand" and first(arguments, "object") is None:
            # "hand over all of the region", read as a preposition
            arguments += [Argument("object", a.token) for a in arguments if a.relation == "over"]
        for child in verb.children:  # "repelled an attack on", "drove them out of" read as one noun phrase
            if child.dep_ in ("dobj", "nsubjpass") and not self.places.named(child):
                thing = self.antecedent(child, verb)  # "an attack near X, which was repelled"
                arguments += self.prepositions(thing)
                for attacker in self.prepositions(thing):  # "the attacks of the occupiers near X"
                    if attacker.relation in ("of", "by") and self.is_force(attacker.token):
                        arguments += self.prepositions(attacker.token)
                if self.is_attack(thing):  # "repelled an assault by riders near X", joined to the verb by the parser
                    for by in (c for c in verb.children if c.lower_ == "by" and c.dep_ == "prep"):
                        arguments += [a for p in by.children if p.dep_ == "pobj" for a in self.prepositions(p)]
                for clause in thing.children:  # "attacks launched by the enemy near X were repelled"
                    if clause.dep_ == "acl" and clause.i < verb.i:
                        agents = [p for c in clause.children if c.dep_ == "agent" for p in c.children]
                        places = (a for token in (clause, *agents) for a in self.prepositions(token))
                        arguments += [a for a in places if a.relation != "from"]
        relations = {argument.relation for argument in arguments}
        arguments += self.understood(verb, relations, passive)
        if not relations & {"from", "out of", "object"}:  # "Russian troops around Kyiv are withdrawing"
            for force in [a.token for a in arguments if a.relation == "subject"]:
                arguments += [
                    Argument(f"here {a.relation}", a.token) for a in self.prepositions(force) if a.relation in HERE
                ]
        arguments += self.shared(verb, arguments, passive)
        if not passive and (fighters := self.joined_to_place(verb)) is not None:
            arguments = [a for a in arguments if a.relation != "subject"] + [Argument("subject", fighters)]
        return arguments

    def joined_to_place(self, verb: Token) -> Token | None:
        """ "Russian forces took X and Ukrainian forces left Y", where the parser joins these to X: they leave Y."""
        before = verb.i - 1
        while before > 0 and self.doc[before].pos_ in ("ADV", "AUX"):
            before -= 1
        token = self.doc[before] if before >= 0 else verb
        return token if token.dep_ == "conj" and self.places.named(token.head) and self.is_force(token) else None

    def stated(self, verb: Token) -> list[Argument]:
        """The verb's own subjects and objects, and the adverbs "here" and "where" that stand for a place."""
        arguments: list[Argument] = []
        for child in verb.children:
            match child.dep_:
                case "dobj" | "oprd" | "nsubjpass":
                    arguments.append(Argument("object", self.counted(self.antecedent(child, verb))))
                case "nsubj" | "csubj":
                    suffers = is_bare_participle(verb) or self.is_headline(verb) or is_reduced_passive(verb)
                    relation = "object" if suffers else "subject"
                    arguments.append(Argument(relation, self.counted(self.antecedent(child, verb))))
                case "dative" if is_nominal(child) and child.pos_ != "ADP":
                    arguments.append(Argument("dative", child))
                case "agent":
                    arguments += [Argument("subject", part) for part in child.children if part.dep_ == "pobj"]
                case "npadvmod" | "compound" | "amod" | "nmod":  # "Russian-held", "rebel-controlled"
                    if child.i < verb.i and (self.claimants.side_of_force(child.text) or self.is_home(child)):
                        arguments.append(Argument("subject", child))
                case "conj" if is_nominal(child) and self.places.is_place_noun(child) and not is_passive(verb):
                    if any(c.dep_ == "dobj" and c.i < child.i for c in verb.children):
                        arguments.append(Argument("object", child))  # "took X in the A region, and villages in B"
                case "advmod" if child.lower_ == "there":
                    arguments.append(Argument("in", child))
                case "advmod" if child.lower_ == "where" and verb.dep_ == "relcl":
                    arguments.append(Argument("in", self.town_of(self.located(verb.head))))
                case "auxpass":  # "Also captured were the villages of"
                    arguments += [Argument("object", c) for c in child.children if c.dep_ == "attr"]
        return arguments

    def town_of(self, noun: Token) -> Token:
        """ "X, the last city in the region (where they hold on)": X."""
        return noun.head if noun.dep_ == "appos" and self.places.named(noun.head) else noun

    def understood(self, verb: Token, relations: set[str], passive: bool) -> list[Argument]:
        """The subject and object that the sentence leaves to be understood; `relations` are those already filled."""
        arguments: list[Argument] = []
        participle = verb.dep_ in ("amod", "acl")
        if self.is_gerund_before(verb) or (participle and passive and "object" not in relations):
            arguments.append(Argument("object", self.described(verb)))
        elif "subject" not in relations and (
            (participle and not passive and not is_infinitive(verb))
            or (verb.dep_ == "relcl" and is_infinitive(verb) and not (passive or "object" in relations))
        ):  # "the force taking", "the first city to fall"
            arguments.append(Argument("subject", verb.head))
        elif "object" not in relations and (said_of := self.said_of(verb)) is not None:
            arguments.append(Argument("object", said_of))
        elif verb.dep_ == "relcl" and not passive and "object" not in relations and "subject" in relations:
            if not any(c.dep_ in ("prep", "advmod") and any(g.lower_ in WH for g in c.subtree) for c in verb.children):
                arguments.append(Argument("object", self.located(verb.head)))
        elif passive and "object" not in relations:
            arguments += [Argument("object", token) for token in self.understood_object(verb)]
        elif verb.dep_ == "conj" and verb.head.dep_ == "relcl" and "object" not in relations:
            shared = next((c for c in verb.head.children if c.dep_ == "dobj" and c.lower_ in WH), None)
            if shared is not None and not any(c.dep_ in ("nsubj", "prt") for c in verb.children):
                # "X, which they took and lost"
                arguments.append(Argument("object", self.antecedent(shared, verb.head)))
        if not passive and "subject" not in relations and (subject := self.understood_subject(verb)) is not None:
            arguments.append(Argument("subject", subject))
        return arguments

    def shared(self, verb: Token, arguments: Sequence[Argument], passive: bool) -> list[Argument]:
        """Objects that stand elsewhere: "was freed on Friday, along with A and B", "captured and occupied the town"."""
        shared: list[Argument] = []
        objects = [a.token for a in arguments if a.relation == "object"]
        if any(self.places.is_place_noun(token) for token in objects):
            for child in verb.children:
                if child.lower_ in ("along", "together"):
                    beside = (p for c in child.children if c.lower_ == "with" for p in c.children)
                    shared += [
                        Argument("object", p) for p in beside if p.dep_ == "pobj" and self.places.holds_before(p)
                    ]
        where = [c for c in verb.head.children if c.dep_ == "dobj" and self.places.is_place_noun(c)]
        expels = any(f.sense == "expel" and " " not in f.word for f in frames("verb", verb))
        if verb.dep_ == "conj" and expels and not passive and objects and where:
            shared += [Argument("from", token) for token in where]  # "stormed X and expelled them"
        if verb.dep_ == "pcomp" and expels and passive:  # "held X before being driven out"
            held = (c for c in verb.head.head.children if c.dep_ == "dobj" and self.places.is_place_noun(c))
            shared += [Argument("from", token) for token in held]
        alone = not any(c.dep_ in ("prt", "prep", "advmod") and c.i > verb.i for c in verb.children)
        if alone and not passive and not objects:  # the object stands with the last of them
            for other in verb.children:
                if other.dep_ == "conj" and not any(c.dep_ in ("nsubj", "nsubjpass") for c in other.children):
                    shared += [Argument("object", c) for c in other.children if c.dep_ == "dobj"]
        return shared

    def pick(self, arguments: Sequence[Argument], names: Iterable[str], place: Token | None) -> Token | None:
        """The token in one of the named arguments that is not the place itself; one that names a side first."""
        tokens = [a.token for a in arguments if a.relation in names and (place is None or a.token.i != place.i)]
        return next((t for t in tokens if self.side(t) is not None), tokens[0] if tokens else None)

    def prepositions(self, head: Token, path: tuple[str, ...] = ()) -> list[Argument]:
        """What stands behind prepositions of `head`, named by the whole path and by its last word."""
        arguments: list[Argument] = []
        particles = [c.lower_ for c in head.children if c.dep_ in ("prt", "advmod") and c.lower_ in PARTICLES]
        for child in head.children:
            joined = child.dep_ == "conj" and head.pos_ == "ADP"  # "in and around"
            # "advanced east of", "battles continued west of"
            aside = child.lower_ in DIRECTIONS and child.dep_ in ("advmod", "npadvmod", "dobj")
            if (
                aside
                and child.i > head.i + 1
                and self.doc[child.i - 1].text == ","
                and self.places.named(child.nbor(-2))
            ):
                continue  # "advanced in X, north of Y": where X is
            if not (joined or aside) and child.dep_ not in ("prep", "prt", "advmod", "dative"):
                continue
            if not aside and child.pos_ not in ("ADP", "ADV", "PART", "SCONJ", "ADJ"):
                continue
            here = (child.lower_,) if joined else (*path, child.lower_)
            objects = [part for part in child.children if part.dep_ == "pobj"]
            if any(word.replace("-", "") in DIRECTIONS for word in here):  # "north of"
                names = {" ".join(here), "near"}
                objects = [part for part in objects if not self.is_landmark(part)]
            else:
                names = {" ".join(here), here[-1], *(f"{p} {here[-1]}" for p in particles if p != here[-1])}
            if not objects:
                objects = [
                    g
                    for c in child.children
                    if c.dep_ == "conj" and c.pos_ == "ADP"
                    for g in c.children
                    if g.dep_ == "pobj"
                ]
            arguments += [Argument(name, self.antecedent(part, head)) for part in objects for name in sorted(names)]
            if len(path) < 2:
                arguments += self.prepositions(child, here)
        return arguments

    def is_landmark(self, place: Token) -> bool:
        """ "(Attacked south of) X near Y": X only says where Y lies."""
        return place.i + 1 < len(self.doc) and place.nbor().lower_ == "near" and self.places.named(place)

    def noun_arguments(self, noun: Token) -> list[Argument]:
        arguments: list[Argument] = []
        for child in noun.children:
            if child.dep_ in ("poss", "compound", "nmod", "amod", "nummod"):
                named, side = self.places.named(child), self.side(child)
                if named or (child.dep_ == "poss" and self.places.is_place_noun(child)):
                    arguments.append(Argument("object", child))
                if side is not None or (child.dep_ == "poss" and child.lower_ in ("its", "their")):
                    arguments.append(Argument("subject", child))
                if child.lower_ == "whose" and noun.head.dep_ == "relcl":  # "X, whose capture was announced"
                    arguments.append(Argument("object", self.located(noun.head.head)))
                done = not any(f.sense in OWN_DOING for f in frames("noun", noun))
                if child.lower_ == "its" and done and not any(c.lower_ == "of" for c in noun.children):
                    arguments.append(Argument("object", child))  # "its capture", "its fall"
            elif child.dep_ in ("prep", "agent") and child.lower_ == "by":
                agents = [part for part in child.children if part.dep_ == "pobj"]
                arguments += [Argument("subject", part) for part in agents]
                for part in agents:  # "the recapture by Ukraine of X"
                    arguments += [
                        a for a in self.prepositions(part) if a.relation == "of" and self.places.is_place_noun(a.token)
                    ]
            elif child.dep_ == "appos" and self.places.named(child):
                arguments.append(Argument("object", child))
        own = self.prepositions(noun)
        arguments += own
        for force in own:  # "the retreat of Russian forces from X", "battles with Russian infantry in X"
            if force.relation in AGAINST and self.is_force(force.token):
                wanted = ("from", "out of") if force.relation == "of" else WHERE
                arguments += [a for a in self.prepositions(force.token) if a.relation in wanted]
        if not any(c.dep_ == "prep" and c.lower_ == "of" for c in noun.children):
            for child in noun.children:  # "the capture and later defence of the town"
                if child.dep_ == "conj" and is_nominal(child) and frames("noun", child):
                    arguments += [a for a in self.prepositions(child) if a.relation == "of"]
        noun = self.share_of(noun)
        carrier = noun.head
        if noun.dep_ == "dobj" and has(
            carrier, "carry_out", "say"
        ):  # "made gains northeast of X", "in X mounted attacks"
            where = [a for a in self.prepositions(carrier) if a.relation in WHERE and self.places.holds(a.token)]
            arguments += where
        if noun.dep_ in ("nsubj", "nsubjpass", "attr", "dobj") and has(carrier, "occur"):
            arguments += self.prepositions(carrier)
            arguments += [Argument("in", c) for c in carrier.children if c.dep_ == "advmod" and c.lower_ == "there"]
            if noun.dep_ == "dobj" and lemma(carrier) in ("see", "witness"):  # "Bakhmut saw heavy fighting"
                arguments += [Argument("in", c) for c in carrier.children if c.dep_ == "nsubj"]
        return arguments

    def share_of(self, noun: Token) -> Token:
        """ "Some of the heaviest fighting (is in X)": the word for the share, else the noun itself."""
        carrier = noun.head.head
        shared = noun.dep_ == "pobj" and noun.head.lower_ == "of" and carrier.lower_ in COUNTING
        return carrier if shared else noun

    def behind(self, noun: Token) -> list[Argument]:
        """What stands behind a preposition right after the noun that the parser gave to the verb instead."""
        after = noun.i + 1
        if after < len(self.doc) and self.doc[after].lower_ in DIRECTIONS:  # "(denied) an advance north of X"
            aside = (p for c in self.doc[after].children if c.lower_ == "of" for p in c.children)
            return [Argument("near", p) for p in aside if p.dep_ == "pobj" and self.places.holds(p)]
        if after >= len(self.doc) or self.doc[after].dep_ != "prep":
            return []
        preposition = self.doc[after]
        return [
            Argument(preposition.lower_, c)
            for c in preposition.children
            if c.dep_ == "pobj"
            and (self.places.is_place_noun(c) or (lemma(c) in DIRECTIONS and self.places.holds_before(c)))
        ]

    # -- what is understood -------------------------------------------------------------------------------------------

    def understood_subject(self, verb: Token) -> Token | None:
        """The subject of a verb that has none of its own: shared, raised, controlled, or its noun's possessor."""
        for _ in range(6):
            head = verb.head
            if head.i == verb.i or verb.dep_ in ("relcl", "amod"):
                return None
            children = {child.dep_: child for child in head.children}
            if verb.dep_ in ("advcl", "xcomp") and took_time(head) and "dobj" in children:
                return children["dobj"]  # "it took the army a week to"
            if verb.dep_ in ("xcomp", "ccomp", "advcl") and has(head, "object_control"):
                for name in ("dobj", "nsubjpass"):
                    if name in children:
                        return self.antecedent(children[name], head)
                if "prep" in children and children["prep"].lower_ == "on":  # "called on residents to leave"
                    return next((c for c in children["prep"].children if c.dep_ == "pobj"), None)
            if verb.dep_ in ("acl", "relcl") and has(head, "hazards", "men"):
                return head  # "called on civilians to leave"
            if is_nominal(head) and (agent := self.agent(head)) is not None:
                return agent  # "an attempt by Russia to capture"
            if is_nominal(head) and head.pos_ != "ADP" and self.side(head) is not None:
                whose = (c for c in head.children if c.dep_ == "poss" and self.side(c) is not None)
                return next(whose, head)  # "a Russian attempt to capture", "Russia's hopes of taking"
            if head.dep_ == "acl" and head.tag_ == "VBG":
                return head.head
            for name in ("nsubj", "nsubjpass"):
                if name in children:
                    return self.antecedent(children[name], head)
            if "agent" in children:
                return next((t for t in children["agent"].children if t.dep_ == "pobj"), None)
            verb = head
        return None

    def understood_object(self, verb: Token) -> list[Token]:
        """The object of a passive that has none of its own: the first conjunct's, the main clause's subject, or for a
        trailing participle (", captured by the invaders in March") the place named before it."""
        head = verb.head
        noun = self.doc[verb.i - 1] if verb.i else verb
        if verb.dep_ == "advcl" and verb.tag_ == "VBN" and noun.tag_ == "NNS" and has(noun, "of_place"):
            return [noun]  # "listed A and B among the villages regained"
        if verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "as" for c in verb.children):
            return [c for c in head.children if c.dep_ in ("dobj", "nsubjpass")]  # "named A and B as liberated"
        if verb.dep_ in ("conj", "dep"):
            own = [c for c in head.children if c.dep_ in ("nsubjpass", "nsubj")]
            above = head.head
            if head.dep_ == "advcl" and is_passive(above) and not is_passive(head) and head.i > above.i:
                # "was occupied after they invaded and was freed in May", joined by the parser to "invaded"
                return [self.antecedent(c, above) for c in above.children if c.dep_ == "nsubjpass"]
            if (
                not own
                and head.dep_ not in ("acl", "amod")
                and (understood := self.understood_subject(verb)) is not None
            ):
                return [understood]
            return [self.antecedent(c, head) for c in own] or ([head.head] if head.dep_ in ("acl", "amod") else [])
        if verb.dep_ == "relcl" and verb.tag_ == "VBN" and any(c.lower_ == "to" for c in verb.children):
            if head.dep_ == "pobj" and head.head.lower_ == "among" and lemma(head.head.head) == "be":
                return [c for c in head.head.head.children if c.dep_ == "nsubj"]  # "were among the first to be freed"
            return [head]  # "the first to be freed"
        if verb.dep_ in ("xcomp", "pcomp", "advcl", "oprd", "acomp", "ccomp"):
            speaks = has(head, "say") and not is_passive(head)  # who declares a town captured is not the town
            relations = ("nsubjpass", "dobj") if speaks else ("nsubj", "nsubjpass", "dobj")
            subject = next((c for c in head.children if c.dep_ in relations), None)
            trailing = (
                verb.dep_ == "advcl"
                and verb.tag_ == "VBN"
                and verb.i > head.i
                and self.doc[verb.left_edge.i - 1].text == ","
            )
            if trailing and not (subject is not None and self.places.is_place_noun(subject)):
                before = [t for t in self.doc[: verb.left_edge.i] if self.places.named(t)]
                return before[-1:]
            if subject is not None:
                return [subject]
            if not speaks and (understood := self.understood_subject(verb)) is not None:
                return [understood]
        return []

    def agent(self, noun: Token) -> Token | None:
        """Who stands behind "by" after a noun."""
        by = (c for c in noun.children if c.dep_ in ("prep", "agent") and c.lower_ == "by")
        return next((part for c in by for part in c.children if part.dep_ == "pobj"), None)

    def described(self, verb: Token) -> Token:
        """What a participle describes: "in Russian-held Bucha new flats", read as one noun phrase, Bucha."""
        if verb.dep_ == "acl":
            return self.located(verb.head)
        behind = verb.nbor() if verb.i + 1 < len(self.doc) else verb
        return behind if verb.dep_ == "amod" and self.places.named(behind) else verb.head

    def said_of(self, verb: Token) -> Token | None:
        """ "A town (that) Moscow says it captured", "which Kyiv says has been retaken": the town."""
        saying = verb.head
        if verb.dep_ != "ccomp" or saying.dep_ != "relcl" or not has(saying, "say") or verb.i < saying.i:
            return None
        if any(c.dep_ in ("dobj", "nsubjpass") for c in verb.children):
            return None
        noun = self.located(saying.head)
        return noun if self.places.is_place_noun(noun) else None

    def stray(self, verb: Token) -> Token | None:
        """ "Have retaken Izium, a town near Kharkiv, the army said", where the parser lets the town speak."""
        if verb.dep_ != "ccomp" or verb.i > verb.head.i or not has(verb.head, "say"):
            return None
        behind = (c for c in verb.head.children if c.dep_ == "nsubj" and verb.i < c.i < verb.head.i)
        token = next(behind, None)
        if token is None or self.doc[token.left_edge.i - 1].is_punct or token.left_edge.i > verb.i + 2:
            return None
        return token if self.places.is_place_noun(token) else None

    def counted(self, token: Token) -> Token:
        """ "All of its forces", "the rest of their troops": the fighters."""
        if token.lower_ in COUNTING:
            inside = (a.token for a in self.prepositions(token) if a.relation == "of")
            return next((t for t in inside if self.is_force(t)), token)
        return token

    def fronted(self, verb: Token) -> Token | None:
        """ "In the south, A, B and C are occupied", where the parser joins the subjects to "the south"."""
        for child in verb.lefts:
            if child.dep_ != "prep":
                continue
            for token in child.subtree:
                listed = token.dep_ == "conj" and self.places.named(token) and after_comma(token)
                if listed and token.head.dep_ == "pobj" and verb.left_edge.i == child.left_edge.i:
                    return token
        return None

    def is_headline(self, verb: Token) -> bool:
        """ "Izium retaken", "Popasna lost, governor concedes": a headline's passive, which is read as active."""
        if verb.tag_ not in ("VBD", "VBN") or any(c.dep_ in HEADED for c in verb.children):
            return False
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if subject is None or not self.places.named(subject) or subject.lower_ in self.rewording.polities:
            return False
        return any(f.sense in TAKEN for f in frames("verb", verb))

    def is_gerund_before(self, verb: Token) -> bool:
        """ "Capturing Izium remains a goal", read as if it were some kind of Izium."""
        return verb.tag_ == "VBG" and verb.dep_ in ("compound", "amod") and self.places.named(verb.head)
