"""The forms of words: which voice, tense and shape a verb or noun phrase of a parse has."""

from spacy.tokens import Token

from extract.languages.english.words import TAKEN, TIME, frames, has, is_nominal, lemma

__all__ = [
    "after_comma",
    "auxiliaries",
    "is_attributive",
    "is_bare_participle",
    "is_fight",
    "is_finite_present",
    "is_infinitive",
    "is_over",
    "is_passive",
    "is_pluperfect",
    "is_present",
    "is_reduced_passive",
    "is_time",
    "noun_phrase",
]


def is_passive(verb: Token) -> bool:
    children = {child.dep_ for child in verb.children}
    if children & {"nsubjpass", "auxpass", "agent"}:
        return True
    if verb.dep_ == "amod":
        return verb.tag_ in ("VBN", "JJ", "VBD")
    if verb.dep_ in ("conj", "dep") and verb.tag_ == "VBD" and not children & {"aux", "nsubj", "dobj"}:
        # "was occupied in March and freed in May", where the parser takes "freed" for active
        return any(f.sense in TAKEN for f in frames("verb", verb)) and is_passive(verb.head)
    if verb.dep_ == "acomp" and verb.tag_ == "JJ" and verb.lower_.endswith("ed"):
        return True  # "was encircled", read as a state
    if verb.tag_ != "VBN":
        return False
    if lemma(verb) == "dig":
        return False  # "forces dug in at", read as one noun phrase
    if verb.dep_ == "acl" and "nsubj" in children and "aux" in children:
        return False  # "reports that they had entered"
    if verb.dep_ in ("acl", "acomp", "oprd"):
        return True
    if verb.dep_ == "conj" and not children & {"aux", "nsubj"}:
        return is_passive(verb.head)
    return not children & {"aux", "dobj"}


def is_reduced_passive(verb: Token) -> bool:
    """ "X and Y, both besieged by the army, are": a participle that the parser took for the clause's own verb."""
    children = {child.dep_ for child in verb.children}
    return verb.tag_ in ("VBN", "VBD") and "agent" in children and not children & {"aux", "auxpass", "dobj"}


def is_attributive(verb: Token) -> bool:
    """ "In temporarily occupied Kherson", "hit occupied Kherson": an adjective that the parser took for a verb."""
    if verb.lower_ != "occupied" or verb.dep_ == "amod" or verb.i + 1 >= len(verb.doc):
        return False
    before = verb.i - 1
    while before >= 0 and verb.doc[before].pos_ == "ADV":
        before -= 1
    return before >= 0 and verb.doc[before].pos_ in ("VERB", "ADP") and verb.doc[before].tag_ != "TO"


def is_bare_participle(verb: Token) -> bool:
    """ "(declared) the town captured", "with the town captured": a participle with a subject and no auxiliary."""
    beside = verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "with" for c in verb.children)
    alone = verb.tag_ == "VBN" and (beside or verb.dep_ in ("ccomp", "xcomp", "oprd", "pcomp"))
    return alone and not any(
        c.dep_ in ("aux", "auxpass", "dobj") or (c.dep_ == "mark" and not beside) for c in verb.children
    )


def is_infinitive(verb: Token) -> bool:
    """ "(The first city) to fall", "to have fallen"."""
    return verb.tag_ == "VB" or any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def is_pluperfect(verb: Token) -> bool:
    """ "Had held", "had been under": over by the time that is told of."""
    return not is_nominal(verb) and verb.tag_ in ("VBN", "VBD") and "had" in auxiliaries(verb)


def is_finite_present(verb: Token) -> bool:
    """ "Holds", "are holding", "is held": as of when it is told, whatever days the text around is about."""
    own = (verb, *(child for child in verb.children if child.dep_ in ("aux", "auxpass")))
    return not is_nominal(verb) and any(word.tag_ in ("VBZ", "VBP") for word in own)


def is_present(verb: Token) -> bool:
    helpers = auxiliaries(verb)
    if "being" in helpers:
        return True
    if verb.dep_ in ("acomp", "oprd") and verb.tag_ == "VBN":  # "are still holed up in"
        return is_present(verb.head)
    if verb.tag_ == "VBG":  # "said that they were digging in": as they spoke
        return not helpers & {"was", "were"} or (verb.dep_ == "ccomp" and has(verb.head, "say"))
    return verb.tag_ in ("VBZ", "VBP") or (verb.tag_ == "VB" and lemma(verb.head) in ("continue", "keep"))


def auxiliaries(verb: Token) -> set[str]:
    """Its auxiliary verbs, or those it shares with the verb it is joined to."""
    own = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    return auxiliaries(verb.head) if not own and verb.dep_ == "conj" and verb.head.i != verb.i else own


def after_comma(token: Token) -> bool:
    edge = token.left_edge.i
    return edge > 0 and token.doc[edge - 1].text == ","


def is_time(token: Token) -> bool:
    if token.dep_ == "prep" and token.lower_ not in ("in", "on", "during", "at", "by", "within"):
        return False
    return bool(TIME.search(" ".join(t.text for t in token.subtree)))


def is_fight(token: Token) -> bool:
    return any(frame.sense == "fight" for pos in ("noun", "verb") for frame in frames(pos, token))


def is_over(noun: Token) -> bool:
    """ "The siege is over", "has ended", "was lifted": it is no more."""
    verb = noun.head
    if noun.dep_ == "nsubj" and lemma(verb) == "be":
        return any(c.lower_ in ("over", "lifted", "broken", "ended") for c in verb.children if c.i > verb.i)
    done = verb.tag_ in ("VBD", "VBN") and noun.dep_ in ("nsubj", "nsubjpass")
    return done and has(verb, "ending") and not any(c.dep_ in ("dobj", "neg") for c in verb.children)


def noun_phrase(token: Token) -> tuple[int, int]:
    """Where a noun phrase stands, without its relative clauses and what the parser hangs on it from beyond its verb."""
    end = token.head.i if token.dep_ == "nsubj" and token.head.i > token.i else len(token.doc)
    aside = {t.i for c in token.children if c.dep_ in ("relcl", "advcl", "advmod", "ccomp", "punct") for t in c.subtree}
    words = [t for t in token.subtree if t.i not in aside and t.i < end] or [token]
    return words[0].idx, words[-1].idx + len(words[-1])
