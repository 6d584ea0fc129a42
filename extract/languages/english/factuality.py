"""How an English sentence stands to what it says: the climb from a trigger to the root.

On the way every word adds what it carries itself ("not", "could", "reportedly") and every step what the head makes of
its clause: said, denied, planned, attempted, failed, conditional. A relative clause, a participle or an adjective that
only describes a place stands on its own: the sentence takes it for granted, whatever becomes of the main clause.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from extract.languages.english.words import CHANGES, WORDS, frames, has, is_nominal, lemma
from extract.model import Mode

__all__ = ["Factuality", "factuality", "took_time"]

HIGHEST = 24
ORDER = (Mode.FACT, Mode.CLAIMED, Mode.HYPOTHETICAL, Mode.PLANNED, Mode.DENIED)
NO = frozenset({"no", "never", "neither", "hardly", "barely", "nor", "unsuccessfully"})
BESIDE = frozenset({"after", "since", "before", "following", "despite", "amid", "during", "until", "with", "without"})
COMMAS = frozenset({",", "”", '"', ",”"})
LONGEST_SPEAKER = 14  # words
NEARLY = frozenset({"almost", "nearly"})
FOILED = frozenset({"nothing", "naught", "nought"})  # "came to nothing"
NONE = frozenset({"no", "neither", "none"})
REPULSED = frozenset({"throw", "beat", "repel", "repulse", "rebuff", "drive", "push", "turn"})
OWN_DOING = frozenset({"free", "liberate"})  # whoever says that it is not done yet means to
INTRANSITIVE = frozenset({"fall", "collapse", "come", "go", "withdraw", "retreat", "remain"})
OUTCOMES = frozenset({"success", "result", "effect", "avail"})
ASSESSED = frozenset({"VBD", "VBN", "VBG", "VBP", "VBZ"})
CONDITIONS = frozenset({"if", "unless", "whether", "lest"})
CALLING = frozenset({"call", "brand", "label", "describe", "term"})
RIGHT = frozenset({"right", "correct", "believe", "trust"})
INVERTED = frozenset({"had", "were", "should"})
# prepositions before a gerund that leave it open whether it is done; "by taking", "after taking", "in taking" do not
UNREALISED = frozenset({"of", "about", "with", "for", "to", "towards", "toward", "at"})
KEEPING = frozenset({"retain", "keep", "maintain", "defend"})
STRUGGLING = frozenset({"fight", "struggle", "battle", "try", "continue", "strive"})
TEMPORAL = frozenset({"before", "until", "once", "when", "till", "after"})
CONFIRMING = frozenset({"able", "quick", "first", "forced", "obliged"})
CONCEDING = frozenset({"admit", "acknowledge", "concede", "confirm"})
SETTLED = frozenset({"confirm", "reveal", "know", "learn", "establish"})
DOUBTFUL = frozenset({"unlikely", "possible", "possibility", "doubtful", "unclear", "uncertain", "impossible"})
OPEN = frozenset({"secret", "doubt", "question", "surprise"})
FEARING = frozenset({"fear", "warn"})
SUPPOSED = frozenset({"suppose", "rumor", "rumour", "deem", "believe", "think", "consider", "judge", "presume"})
CREDITED = frozenset({"for", "on", "of", "with"})
ANNOUNCING = frozenset({"announce", "order", "promise"})
ALONGSIDE = frozenset({"as", "while"})
HOPING = frozenset({"ensure", "hope", "wish", "want"})
SPEAKING = frozenset({"he", "she", "they", "i", "we", "who", "some", "others", "many", "several", "both"})


@dataclass(slots=True)
class Factuality:
    """What the climb found. `claimant` is the head of the words that name the speaker, `relayed_by` who quotes it."""

    mode: Mode = Mode.FACT
    claimant: Token | None = None
    relayed_by: Token | None = None
    reported: bool = False
    clues: set[str] = field(default_factory=set)

    def lower(self, mode: Mode) -> None:
        """Move towards doubt: denial beats a plan, a plan beats a mere possibility."""
        if ORDER.index(mode) > ORDER.index(self.mode):
            self.mode = mode


def factuality(
    trigger: Token, *, presupposed: bool, quoted: bool, subject_of: Callable[[Token], Token | None]
) -> Factuality:
    """The factuality of the sentence to what `trigger` says.

    `presupposed` says that the trigger only describes something; `quoted` that it stands in a quotation; `subject_of`
    finds a verb's subject, understood ones included.
    """
    climb = _Climb(trigger, presupposed, subject_of)
    if quoted:
        climb.found.reported = True
        climb.found.clues.add("quoted")
    return climb.climb()


class _Climb:
    def __init__(self, trigger: Token, presupposed: bool, subject_of: Callable[[Token], Token | None]) -> None:
        self.trigger, self.presupposed, self.subject_of = trigger, presupposed, subject_of
        self.doc: Doc = trigger.doc
        self.found = Factuality()
        self.nominal = is_nominal(trigger)
        self.real = False  # beyond a point of the climb doubt no longer reaches down: only who says it does

    def background(self) -> None:
        """From here on up what was climbed is taken for granted."""
        self.real = True
        if not self.found.reported:
            self.found.clues.add("background")

    def lower(self, mode: Mode) -> None:
        if not self.real:
            self.found.lower(mode)

    def suppose(self) -> None:
        """What is climbed is only supposed: "could try to take it", "if they were to", though it be an aim."""
        if not self.real and self.found.mode is Mode.PLANNED:
            self.found.mode = Mode.HYPOTHETICAL
        self.lower(Mode.HYPOTHETICAL)

    def climb(self) -> Factuality:
        found, token, nominal = self.found, self.trigger, self.nominal
        described = joined = False
        for _ in range(HIGHEST):
            self.carries(token, nominal, joined=joined)
            head = token.head
            if head.i == token.i:
                break
            if self.apart(token, head):
                if has(head, "say", "deny"):
                    break
                self.real = True
            if token.dep_ == "acl" and _is_joined_ahead(token):
                token, nominal = head.head, False  # "that forces attacked X and took Y", read as "forces attacked"
                continue
            here = token.i == self.trigger.i
            aim = _has_to(token) or (token.dep_ == "acl" and _is_aim(head))
            trailing = here and token.dep_ == "advcl" and token.tag_ == "VBN" and token.i > head.i
            if trailing and not any(c.dep_ in ("aux", "auxpass", "mark", "nsubjpass") for c in token.children):
                described = True  # ", captured by the invaders in March"
                break
            if token.dep_ == "relcl" and (reporting := _reporting(token)) is not None:
                self.clause(token, reporting)
                token, nominal = reporting, False
                continue
            self.bargained(token, head)
            if (token.dep_ == "relcl" and not _has_to(token)) or (
                here and self.presupposed and token.dep_ in ("amod", "acl") and not aim
            ):
                described = True
                break
            if token.dep_ == "acl" and token.tag_ in ("VBN", "VBG") and not aim:
                described = True
                break
            self.step(token, head, nominal)
            if _conditional(token):
                self.real = True  # "if it falls, they will be able to": not what the main clause makes of it
            elif token.dep_ == "advcl" and token.tag_ != "VB" and not _has_to(token):
                # "after it fell", "as fighting went on": true whatever becomes of the main clause
                if any(c.dep_ == "mark" and c.lower_ in ALONGSIDE for c in token.children):
                    found.clues.add("alongside")
                if has(head, "say"):
                    described = True
                    break
                self.background()
            self.beside_it(token, head, nominal)
            nominal = nominal and (is_nominal(head) or head.pos_ == "ADP")
            joined = token.dep_ == "conj" and not is_nominal(token)
            passed = token.dep_ in ("csubj", "nsubj") and self.nominal_or_clause(token)
            token = head
            if passed:
                self.govern_subject(token, nominal)
        if not found.reported and not described and not (self.nominal and self.presupposed):
            self.beside()
        if found.reported and found.mode is Mode.FACT:
            found.mode = Mode.CLAIMED
        return found

    def govern_subject(self, verb: Token, nominal: bool) -> None:
        """What is taken for granted of a subject is out of reach for the verb that governs the whole."""
        if not has(verb, "weighing"):  # "the advances do not amount to a breakthrough": they are there
            self.carries(verb, nominal)
        if any(frame.sense in CHANGES for frame in frames("noun", self.trigger)):
            self.background()  # "the fall of X shows", whoever says what it shows
        self.real = True

    def bargained(self, clause: Token, noun: Token) -> None:
        """ "Would reject any deal that gave Moscow the region": nothing has been given."""
        if clause.dep_ == "relcl" and has(noun, "deals"):
            unsure = any(c.lower_ in ("any", "no") for c in noun.lefts)
            self.lower(Mode.HYPOTHETICAL if unsure else Mode.PLANNED)

    def beside_it(self, preposition: Token, head: Token, nominal: bool) -> None:
        """ "After the fall of X", "the day of its liberation": taken for granted."""
        day_of = preposition.lower_ == "of" and nominal and has(head, "occasions")
        if preposition.dep_ == "prep" and (preposition.lower_ in BESIDE or day_of):
            self.background()

    def apart(self, token: Token, head: Token) -> bool:
        """Does a semicolon part a clause from the one the parser put it under?"""
        if token.dep_ not in ("ccomp", "parataxis", "conj", "advcl"):
            return False
        first, last = sorted((token.i, head.i))
        return any(t.text == ";" for t in self.doc[first:last])

    def nominal_or_clause(self, token: Token) -> bool:
        return token.i == self.trigger.i and (token.dep_ == "csubj" or (self.nominal and self.presupposed))

    def carries(self, token: Token, nominal: bool, *, joined: bool = False) -> None:
        """What a word of the climb carries itself. `joined`: the climb comes from a clause that "and" joins to it, to
        which its own "not" and "could" do not apply unless it shares them."""
        speech = has(token, "say") and token.i != self.trigger.i
        for child in token.children:
            shared = child.dep_ in ("advmod", "amod") and child.lower_ in WORDS["reportedly"]
            if shared or not joined:
                self.weigh(child, token, speech=speech, nominal=nominal)
        if token.tag_ in ("VBD", "VBN") and self.doc[max(0, token.i - 2) : token.i].text.lower() == "all but":
            self.lower(Mode.DENIED)  # "all but taken"
        if not joined:
            self.negated_before(token, speech=speech)
        if token.dep_ == "conj" and token.tag_ == token.head.tag_ and token.tag_ in ("VB", "VBN", "VBG"):
            self.shares(token)

    def weigh(self, child: Token, token: Token, *, speech: bool, nominal: bool) -> None:
        """What one word that hangs on a word of the climb says of it: "not", "could", "no longer", "nearly"."""
        found, word, dep = self.found, child.lower_, child.dep_
        if dep == "advmod" and word == "longer" and any(t.lower_ == "no" for t in child.children):
            self.lower(Mode.DENIED)  # "no longer under control"
            if token.i == self.trigger.i:
                found.clues.add("no longer")
        elif dep == "nsubj" and word == "you":
            self.lower(Mode.HYPOTHETICAL)  # "you take it, and everything changes"
        elif dep == "neg" or (
            word in NO and (dep in ("advmod", "preconj", "cc") or (dep == "det" and is_nominal(token)))
        ):
            after = self.doc[child.i + 1].lower_ if child.i + 1 < len(self.doc) else ""
            if lemma(token) in OPEN:
                return  # "makes no secret of its wish"
            if word in WORDS["failed"] and token.i == self.trigger.i:
                found.clues.add("foiled")  # "unsuccessfully attacked"
            if after not in ("only", "just", "merely") and not _rules_out(token):
                self.lower(Mode.HYPOTHETICAL if speech else Mode.DENIED)
                if token.i == self.trigger.i and lemma(token) in OWN_DOING:
                    found.clues.add("not done")
        elif dep == "aux" and word in WORDS["may"]:
            if not speech:
                self.suppose()
        elif word in NEARLY and dep == "advmod" and child.i == token.i - 1 and token.tag_ in ("VBD", "VBN"):
            if not any(frame.sense == "besiege" for frame in frames("verb", token)):
                self.lower(Mode.DENIED)  # "nearly captured": it was not
        elif nominal and token.i == self.trigger.i and (by := _announced_by(child)) is not None:
            found.reported, found.claimant = True, found.claimant or by
        elif dep == "aux" and word in WORDS["will"]:
            inverted = word == "should" and child.i == self.doc[child.i].sent.start  # "Should the town fall, ..."
            if not speech and (inverted or any(c.dep_ == "advcl" and _conditional(c) for c in token.children)):
                self.suppose()  # "if X falls, they will hold Y"
            elif not speech:
                self.lower(Mode.PLANNED)
        elif word == "likely" and _is_assessed(token):
            return  # "likely captured", "are likely closing in": an assessment of what is done
        elif dep in ("amod", "advmod") and (word in WORDS["attempted"] or word in WORDS["failed"]):
            self.lower(Mode.DENIED if word in WORDS["failed"] and not nominal else Mode.PLANNED)
        elif word == "without" and dep == "prep" and any(lemma(c) in OUTCOMES for c in child.children):
            if token.i == self.trigger.i:
                found.clues.add("foiled")  # "attacked without success"
        elif dep in ("advmod", "amod") and word in WORDS["reportedly"]:
            found.reported = found.reported or not self.real
        elif dep == "advmod" and word in WORDS["perhaps"]:
            self.lower(Mode.HYPOTHETICAL)
        elif (
            dep in ("nsubj", "nsubjpass", "dobj")
            and not (speech or nominal or lemma(child) in OPEN)
            and any(t.lower_ in NONE for t in (child, *child.lefts))
        ):
            self.lower(Mode.DENIED)  # "neither A nor B was taken", "took no village"

    def negated_before(self, token: Token, *, speech: bool) -> None:
        """ "Despite not yet having encircled": the parser may hang the "not" elsewhere."""
        before = token.i - 1
        while not is_nominal(token) and before >= 0 and self.doc[before].pos_ in ("ADV", "AUX", "PART"):
            if self.doc[before].lower_ in ("not", "n't", "never") and self.doc[before].i not in {
                c.i for c in token.children
            }:
                if not any(c.dep_ == "conj" and c.i == token.i for c in self.doc[before].head.children):
                    self.lower(Mode.HYPOTHETICAL if speech else Mode.DENIED)
                break
            before -= 1

    def shares(self, token: Token) -> None:
        """ "could fall and be looted", "did not take or hold": the auxiliaries of the first verb count for both."""
        if any(c.dep_ in ("aux", "nsubj", "nsubjpass") for c in token.children):
            return
        for child in token.head.children:
            if child.dep_ == "aux" and child.lower_ in WORDS["may"]:
                self.lower(Mode.HYPOTHETICAL)
            elif child.dep_ == "aux" and child.lower_ in WORDS["will"]:
                self.lower(Mode.PLANNED)
            elif child.dep_ == "neg":
                self.lower(Mode.DENIED)

    def step(self, token: Token, head: Token, nominal: bool) -> None:
        """What the way from a word to its head says."""
        dep = token.dep_
        if _conditional(token) or (dep == "advcl" and _is_yet_to_come(token, head)):
            self.suppose()
        if dep in ("ccomp", "xcomp") and any(c.lower_ in DOUBTFUL for c in (head, *head.children)):
            self.suppose()  # "it is unlikely that", "is a realistic possibility that"
        if dep != "conj" and (
            _has_to(token)
            or (dep == "xcomp" and (token.tag_ == "VBG" or "having" in _auxiliaries(token)))
            or (dep == "ccomp" and token.tag_ == "VB" and (has(head, "plan") or not _is_modal(token)))
        ):
            if dep in ("xcomp", "ccomp"):
                self.infinitive(token, head)
            elif dep == "advcl":
                first = any(c.dep_ == "attr" and _is_ranked(c) for c in head.children)  # "became the first to fall"
                goes_on = lemma(head) == "go" and any(c.lower_ == "on" for c in head.children)
                if not (first or goes_on or took_time(head)):
                    self.lower(Mode.PLANNED)
            elif dep in ("acl", "relcl") and _is_ranked(head):
                return  # "the first city to fall"
            elif dep == "acl" and has(head, "speech_nouns") and any(lemma(c) == "have" for c in token.children):
                if _denier(head) is not None:
                    self.lower(Mode.DENIED)
                self.said(head)  # "its claim to have seized"
            elif dep in ("acl", "relcl"):
                if _is_foiled(head):
                    self.found.clues.add("foiled")
                self.lower(Mode.DENIED if has(head, "fail_nouns") or _is_foiled(head) else Mode.PLANNED)
        elif dep in ("xcomp", "oprd", "acomp") and token.tag_ in ("VBN", "JJ") and has(head, "say"):
            self.said(head)  # "was reported captured"
        elif dep == "pcomp":
            if any(c.dep_ == "mark" for c in token.children) and has(head.head, "say"):
                self.clause(token, head.head)  # "conceded the day before that"
            else:
                self.gerund(token, head)
        elif dep in ("ccomp", "parataxis", "acl") and (
            dep != "acl" or has(head, "speech_nouns", "risk_nouns") or (has(head, "plan_nouns") and _has_that(token))
        ):
            self.clause(token, head)
        elif dep == "csubj" or (nominal and dep == "nsubj"):
            self.subject(head, clause=dep == "csubj")
        elif dep in ("dobj", "nsubjpass", "pobj", "attr") and (token.i == self.trigger.i or _is_aim(token)):
            fight = any(f.sense == "fight" for f in frames("noun", self.trigger))  # "the battle was one for control of"
            if dep == "attr" and not fight and any(c.dep_ == "nsubj" and has(c, "plan_nouns") for c in head.children):
                self.lower(Mode.PLANNED)  # "our goal is the liberation of"
            self.object(token, head)

    def infinitive(self, token: Token, head: Token) -> None:
        """ "tried to", "ordered them to", "managed to", "is said to"."""
        verb = lemma(head)
        if lemma(token) in KEEPING and verb in STRUGGLING:
            return  # "are fighting to retain it": they have it
        if any(c.dep_ in ("nsubj", "nsubjpass") and _is_ranked(c) for c in token.children):
            return  # "making it the first city to fall"
        if verb == "decide" and _is_retreat(token) and any(c.lower_ in ("i", "we") for c in head.children):
            return  # "I have decided to withdraw": whoever orders it does it; of others it is what they mean to do
        if has(head, "fail"):
            self.lower(Mode.DENIED)
        elif has(head, "deny"):
            self.lower(Mode.DENIED)
            self.said(head)
        elif has(head, "plan") and has(head, "say"):  # "vowed to", "expects to"
            self.lower(Mode.PLANNED)
            self.said(head)
        elif has(head, "object_control") and any(
            c.dep_ in ("dobj", "nsubjpass", "nsubj") and c.i > head.i for c in head.children
        ):
            self.lower(Mode.FACT if has(head, "factive") else Mode.PLANNED)  # "told them to leave"
        elif has(head, "say") or verb in SUPPOSED:
            self.said(head)
        elif verb in ("try", "attempt") and any(
            c.dep_ == "conj" and _is_failing(c) for v in (head, token) for c in v.children
        ):
            self.lower(Mode.DENIED)  # "tried to retake it, and failed"
            self.found.clues.add("foiled")
        elif verb == "have" and any(c.lower_ == "yet" for c in head.children):
            self.lower(Mode.DENIED)  # "has yet to fall"
        elif (
            has(head, "factive")
            or took_time(head)
            or head.lower_ in CONFIRMING
            or (verb == "have" and head.tag_ == "VBD")
        ):
            return
        else:
            self.lower(Mode.PLANNED)

    def gerund(self, token: Token, preposition: Token) -> None:
        """ "without taking", "failed in taking", "aimed at taking", "prevented from taking", "close to taking"."""
        carrier, word = preposition.head, preposition.lower_
        tasked = lemma(carrier) == "charge" and any(
            c.dep_ == "nsubjpass" and has(c, "forces") for c in carrier.children
        )
        if has(carrier, "crediting") and word in CREDITED and not tasked:
            self.said(carrier)  # "thanked them for freeing", "accused them of seizing"
            return
        if is_nominal(carrier) and has(carrier, "speech_nouns") and (denier := _denier(carrier)) is not None:
            self.lower(Mode.DENIED)  # "rejected claims of having taken"
            self.said(denier)
            return
        if has(carrier, "say") and word in ("of", "about"):
            self.said(carrier)  # "boasted of having taken"
            return
        without = word == "without" or (word == "of" and carrier.lower_ == "instead")
        kept = (word == "from" and has(carrier, "prevent")) or (word == "in" and has(carrier, "fail"))
        close = word == "to" and carrier.lower_ in WORDS["close"]
        aim = has(carrier, "plan_nouns", "plan") and word in ("of", "on", "in")
        if without or kept:
            self.lower(Mode.DENIED)
        elif has(carrier, "risk_nouns") and word == "of":
            self.lower(Mode.HYPOTHETICAL)
        elif aim or close or (word in UNREALISED and not any(c.dep_ == "nsubj" for c in token.children)):
            self.lower(Mode.PLANNED)  # "tasked with taking", "the idea of taking": not done, whatever the word is

    def clause(self, token: Token, head: Token) -> None:
        """A clause under a verb or noun: "said that", "denied that", "reports that", "hopes that"."""
        verb = lemma(head)
        if has(head, "deny"):
            self.lower(Mode.DENIED)
            self.said(head)
        elif _conditional(token) or (verb in SETTLED and _is_impersonal(head)):
            return  # "it was confirmed that"
        elif _has_that(token) and token.tag_ in ("VBD", "VBZ", "VBP") and has(head, "entails"):
            return  # "the victory meant that they held it"
        elif has(head, "say") and _is_unsaid(head) and verb != "think":
            self.lower(Mode.HYPOTHETICAL)  # "could not confirm that"
            self.said(head)
        elif _is_report(head) and _is_missing(head):
            self.lower(Mode.HYPOTHETICAL)  # "has seen no evidence that"
            found = next((c for c in head.head.children if c.dep_ == "nsubj"), None)
            self.real = self.found.reported = True
            self.found.claimant = self.found.claimant or found
        elif _is_report(head) and (denier := _denier(head)) is not None:
            self.lower(Mode.DENIED)  # "rejected claims that", "reports that it fell are untrue"
            self.said(denier)
        elif _shows(head):
            self.real = True  # "geolocated footage indicates that": seen, whoever filmed it
        elif has(head, "say") or (_is_report(head)):
            if verb in FEARING and token.tag_ not in ("VBD", "VBN"):
                self.lower(Mode.HYPOTHETICAL)
            self.said(head)
        elif has(head, "risk_nouns"):
            if not self.real and self.found.mode is Mode.PLANNED:
                self.found.mode = Mode.HYPOTHETICAL  # "a risk that it will fall"
            self.lower(Mode.HYPOTHETICAL)
        elif has(head, "plan") or verb in HOPING:
            self.lower(Mode.PLANNED)
        elif token.dep_ == "ccomp" and _has_that(token) and _is_speech(head):
            self.said(head)

    def subject(self, head: Token, *, clause: bool) -> None:
        """ "Taking it remains a goal", "the capture of it is the aim", "taking it would open the road"."""
        if any(c.dep_ in ("attr", "dobj", "oprd") and has(c, "plan_nouns") for c in head.children):
            self.lower(Mode.PLANNED)
        elif clause and _auxiliaries(head) & WORDS["may"]:
            self.lower(Mode.HYPOTHETICAL)  # "losing it would open the road"
        elif clause and head.tag_ not in ("VBD", "VBN") and lemma(self.trigger) not in ("lose", "fight"):
            self.lower(Mode.HYPOTHETICAL)

    def object(self, token: Token, head: Token) -> None:
        """A noun that is the object of a verb or of another noun: "denied the loss", "plans for the capture"."""
        found = self.found
        carrier = head.head if token.dep_ == "pobj" else head
        verbal = not is_nominal(carrier)
        if token.dep_ == "pobj" and (head.lower_ in BESIDE or head.lower_ == "in"):
            return
        met = verbal and has(carrier, "meeting") and token.i == self.trigger.i and self.nominal
        if (met or (verbal and has(carrier, "presuming"))) and token.dep_ == "dobj":
            self.background()  # "celebrated the recapture": done, whoever is glad of it
            return
        if verbal and has(carrier, "deny") and token.dep_ != "pobj":
            undecided = any(c.lower_ in ("neither", "nor") for v in (carrier, carrier.head) for c in v.children)
            self.lower(Mode.HYPOTHETICAL if undecided else Mode.DENIED)  # "neither confirmed nor denied"
            self.said(carrier)
        elif verbal and lemma(carrier) in CALLING and any(has(t, "false") for t in carrier.subtree if t.i > carrier.i):
            self.lower(Mode.DENIED)  # "called the reported capture a lie"
            self.said(carrier)
        elif verbal and _rules_out(carrier):
            self.lower(Mode.HYPOTHETICAL if any(c.dep_ == "neg" for c in carrier.children) else Mode.DENIED)
            self.said(carrier)
        elif verbal and has(carrier, "prevent"):
            self.lower(Mode.DENIED)
        elif verbal and has(carrier, "avoid"):
            self.lower(Mode.HYPOTHETICAL)
        elif verbal and has(carrier, "plan_objects"):
            self.lower(Mode.PLANNED)
        elif not verbal and has(carrier, "risk_nouns"):
            self.lower(Mode.HYPOTHETICAL)
        elif not verbal and has(carrier, "plan_nouns") and head.lower_ in ("of", "for", "at"):
            self.lower(Mode.PLANNED)
        elif verbal and has(carrier, "say") and _is_unsaid(carrier):
            if token.dep_ == "pobj":
                return  # "has not commented on the loss": nobody doubts it
            self.lower(Mode.HYPOTHETICAL)  # "has yet to confirm the loss"
            self.said(carrier)
        elif verbal and (has(carrier, "say") or (head.lower_ in CREDITED and has(carrier, "crediting"))):
            if lemma(carrier) in ANNOUNCING and any(f.sense == "leave" for f in frames("noun", token)):
                self.lower(Mode.PLANNED)  # "announced a withdrawal"
            self.said(carrier)
        elif not verbal and has(carrier, "speech_nouns"):
            if _denier(carrier) is not None:
                self.lower(Mode.DENIED)
            found.reported = True

    def said(self, verb: Token) -> None:
        """A verb or noun of saying governs the claim: note who says it, the innermost speaker first."""
        found = self.found
        self.real = found.reported = True
        found.clues.add("conceded" if lemma(verb) in CONCEDING else "reported")
        if found.claimant is not None:
            found.relayed_by = found.relayed_by or next((c for c in verb.children if c.dep_ == "nsubj"), None)
            return
        if verb.pos_ == "NOUN" or _is_report(verb):
            found.claimant = next((c for c in verb.children if c.dep_ == "poss"), None)
            return
        for child in verb.children:
            if child.dep_ == "nsubj":
                # "retook X, a town, the army said": the town does not speak
                stray = self.trigger.i < child.i < verb.i and not _after_comma(child)
                found.claimant = (self.closing(verb) if stray else None) or child
                break
            if child.dep_ == "agent":
                found.claimant = next((t for t in child.children if t.dep_ == "pobj"), None)
                break
        else:
            if not any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
                found.claimant = self.closing(verb) or self.subject_of(verb)
        if found.claimant is not None and found.claimant.lower_ in ("which", "who", "that"):
            found.claimant = self.subject_of(verb) or found.claimant

    def beside(self) -> None:
        """Attribution beside the clause: "according to", "per", "as the mayor said", a trailing "..., Haidai wrote"."""
        found = self.found
        path = {self.trigger.i, *(t.i for t in self.trigger.ancestors)}
        for token in self.doc:
            if token.head.i not in path or token.i in path:
                continue
            if token.lower_ == "according" or (token.lower_ == "per" and token.dep_ == "prep"):
                found.reported = True
                found.claimant = next((t for t in token.subtree if t.dep_ == "pobj"), None)
                return
            if token.dep_ == "advcl" and _conditional(token) and (word := _trusted(token)) is not None:
                found.reported, found.claimant = True, word  # "if Wagner is to be believed", "if the ministry is right"
                return
            if token.lower_ == "by" and (account := next((c for c in token.children if has(c, "account")), None)):
                found.reported = True  # "by the mayor's reckoning", "by the count of analysts"
                whose = (t for t in account.subtree if t.dep_ in ("poss", "pobj") and t.i != account.i)
                found.claimant = next(whose, None)
                return
            if token.pos_ == "VERB" and (has(token, "say") or _shows(token)):
                subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
                as_said = token.dep_ == "advcl" and any(c.lower_ == "as" for c in token.children)
                governs = any(c.dep_ == "ccomp" and c.i > token.i for c in token.children)  # "as the mayor said that"
                if ((as_said and not governs) or token.dep_ == "parataxis") and subject is not None:
                    found.reported, found.claimant = True, subject
                    return
                if token.i > self.trigger.i and token.dep_ in ("conj", "ccomp", "advcl") and token.tag_ != "VBG":
                    speaker = self.trailing(token, subject)
                    if speaker is not None:
                        self.attribute(token, speaker)
                        return
        for token in self.doc[self.trigger.i + 1 :]:
            if token.text == ";":
                return
            if token.pos_ == "VERB" and (has(token, "say") or _shows(token)):
                governs = any(c.dep_ in ("ccomp", "dobj") and c.i > token.i for c in token.children)
                if not governs and (speaker := self.closing(token)) is not None:
                    self.attribute(token, speaker)
                    return

    def attribute(self, verb: Token, speaker: Token) -> None:
        self.found.reported, self.found.claimant = True, speaker
        if lemma(verb) in CONCEDING:
            self.found.clues.add("conceded")  # "..., the governor admitted"

    def closing(self, verb: Token) -> Token | None:
        """ "..., a town in the east, the General Staff said": the noun phrase between the last comma and the verb,
        however the parser joined it to what stands before."""
        if verb.i <= self.trigger.i or verb.tag_ not in ("VBD", "VBZ", "VBP"):
            return None
        start = end = verb.i
        if self.doc[verb.i - 1].text == ",":  # "..., Ivan Petrenko, the head of the council, told reporters"
            aside = verb.i - 1
            while aside > self.trigger.i + 1 and self.doc[aside - 1].text != "," and verb.i - aside < LONGEST_SPEAKER:
                aside -= 1
            if self.doc[aside].pos_ != "DET" or self.doc[aside - 1].text != ",":
                return None
            start = end = aside - 1
        while start > self.trigger.i and end - start < LONGEST_SPEAKER and self.doc[start - 1].text not in COMMAS:
            start -= 1
        words = self.doc[start:end]
        if start <= self.trigger.i + 1 or not len(words) or self.doc[start - 1].text not in COMMAS:
            return None
        if any(t.pos_ in ("VERB", "AUX", "CCONJ", "SCONJ") or t.tag_ == "WDT" for t in words):
            return None
        head = words.root
        return head if head.pos_ in ("NOUN", "PROPN", "PRON") and not has(head, "of_place") else None

    def trailing(self, verb: Token, subject: Token | None) -> Token | None:
        """ "..., the governor said", taken by the parser for one more thing that happened: who said it."""
        first = subject
        if first is None:  # "... of Lyman, Serhiy Haidai told": the speaker joined to the place
            between = self.doc[self.trigger.i + 1 : verb.i]
            joined = (
                t for t in between if t.dep_ in ("conj", "appos") and t.pos_ in ("PROPN", "NOUN") and _after_comma(t)
            )
            first = next((t for t in joined if not has(t, "of_place")), None)
            if self.doc[verb.i - 1].pos_ == "CCONJ":
                return None
        return first if first is not None and _after_comma(first) else None


def _reporting(clause: Token) -> Token | None:
    """The verb of "told him during a visit to the front that it had fallen", where the parser hangs the clause on
    "front": its "that" is no part of a clause that has all it needs."""
    opening = clause.left_edge
    if opening.lower_ != "that" or opening.head.i != clause.i or opening.dep_ not in ("dobj", "mark"):
        return None
    subject = any(c.dep_ in ("nsubj", "nsubjpass") and c.i > opening.i for c in clause.children)
    taken = any(c.dep_ in ("nsubjpass", "acomp", "attr") for c in clause.children)
    taken = taken or any(c.dep_ == "dobj" and c.i != opening.i for c in clause.children)
    taken = taken or (lemma(clause) in INTRANSITIVE)
    if not (subject and taken):
        return None
    return next((t for t in clause.ancestors if t.i < opening.i and has(t, "say") and not is_nominal(t)), None)


def _after_comma(token: Token) -> bool:
    edge = token.left_edge.i
    return edge > 0 and token.doc[edge - 1].text in (",", "”", '"', ",”")


def _is_ranked(noun: Token) -> bool:
    """ "The first city", "the only town": what it is the first to do was done."""
    return any(c.lower_ in WORDS["ranks"] for c in (noun, *noun.lefts)) and not has(noun, "plan_nouns", "fail_nouns")


def _is_retreat(verb: Token) -> bool:
    return any(frame.sense in ("leave", "withdraw") for frame in frames("verb", verb))


def _is_impersonal(verb: Token) -> bool:
    """ "It was confirmed": by nobody in particular."""
    deps = {c.dep_ for c in verb.children}
    return "nsubjpass" in deps and "agent" not in deps and any(c.lower_ == "it" for c in verb.children)


def _auxiliaries(verb: Token) -> set[str]:
    return {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}


def _denier(noun: Token) -> Token | None:
    """The verb that denies a claim or report: "rejected the claim that", "the reports are false"."""
    head = noun.head
    if noun.dep_ in ("dobj", "nsubjpass") and has(head, "deny"):
        return head
    false = any(c.dep_ in ("acomp", "attr", "oprd", "xcomp") and has(c, "false") for c in head.children)
    return head if noun.dep_ == "nsubj" and false else None


def _trusted(verb: Token) -> Token | None:
    """Who has to be "believed", or "right", for it to be so."""
    right = any(c.dep_ in ("acomp", "xcomp") and (c.lower_ in RIGHT or lemma(c) in RIGHT) for c in verb.children)
    if not (right or lemma(verb) in RIGHT):
        return None
    return next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)


def _is_failing(verb: Token) -> bool:
    """ "(Tried) and failed", "but did not succeed", "and been thrown back each time"."""
    driven = lemma(verb) in REPULSED and verb.tag_ == "VBN"
    return driven or lemma(verb) == "fail" or (lemma(verb) == "succeed" and any(c.dep_ == "neg" for c in verb.children))


def _is_foiled(noun: Token) -> bool:
    """ "The attempt to ... was thwarted", "failed", "came to nothing"; "thwarted an attempt to ..."."""
    verb = noun.head
    outcome = [c for c in verb.children if c.dep_ == "acomp"] if noun.dep_ == "nsubj" else []
    if has(noun, "plan_nouns") and any(c.lower_ in WORDS["failed"] for c in (*noun.lefts, *outcome)):
        return True  # "unsuccessful attempts to", "attempts to ... were unsuccessful"
    if noun.dep_ not in ("nsubj", "nsubjpass", "dobj") or is_nominal(verb):
        return False
    return has(verb, "foil") or (
        noun.dep_ == "nsubj" and any(t.lower_ in FOILED for c in verb.children for t in (c, *c.children))
    )


def _announced_by(clause: Token) -> Token | None:
    """Who announced a deed: "the capture, disclosed by the mayor on Monday", "which the mayor announced"."""
    if clause.dep_ not in ("acl", "relcl") or not has(clause, "say") or clause.tag_ not in ("VBN", "VBD"):
        return None
    agent = (p for c in clause.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj")
    if clause.dep_ == "acl":
        return next(agent, None)
    if not any(c.dep_ in ("dobj", "nsubjpass") and c.lower_ in ("which", "that") for c in clause.children):
        return None
    return next(agent, None) or next((c for c in clause.children if c.dep_ == "nsubj"), None)


def _is_assessed(verb: Token) -> bool:
    """Of a verb that is "likely": is it one of what is done, not of what will be?"""
    auxiliaries = _auxiliaries(verb)
    return (verb.tag_ in ASSESSED and not {"will", "would"} & auxiliaries) or (verb.tag_ == "VB" and not auxiliaries)


def _is_missing(noun: Token) -> bool:
    """ "No evidence", "has not seen confirmation"."""
    if any(c.lower_ == "no" for c in noun.lefts):
        return True
    return noun.dep_ in ("dobj", "nsubjpass") and any(c.dep_ == "neg" for c in noun.head.children)


def took_time(verb: Token) -> bool:
    """ "It took them a week to": what took time was done."""
    it = any(c.dep_ == "nsubj" and c.lower_ == "it" for c in verb.children)
    return it and lemma(verb) == "take" and verb.tag_ in ("VBD", "VBN", "VBZ")


def _is_unsaid(verb: Token) -> bool:
    """ "Did not say", "stopped short of saying", "has yet to confirm"."""
    yet = verb.dep_ == "xcomp" and lemma(verb.head) == "have" and any(c.lower_ == "yet" for c in verb.head.children)
    return yet or _short_of(verb) or any(c.dep_ == "neg" for c in verb.children)


def _rules_out(verb: Token) -> bool:
    """ "Ruled out", which with a "not" leaves it possible."""
    return lemma(verb) == "exclude" or (lemma(verb) == "rule" and any(c.lower_ == "out" for c in verb.children))


def _short_of(verb: Token) -> bool:
    """ "Stopped short of saying", "without saying": it was not said."""
    preposition = verb.head
    return verb.dep_ == "pcomp" and (
        preposition.lower_ == "without" or "short" in (preposition.head.lower_, preposition.nbor(-1).lower_)
    )


def _shows(verb: Token) -> bool:
    """ "Footage shows", "the map suggests": evidence speaks."""
    if not has(verb, "show"):
        return False
    before = [t for t in verb.doc[: verb.i] if t.dep_ in ("nsubj", "dobj", "pobj", "conj", "appos", "ROOT")][-1:]
    return any(has(c, "evidence") for c in (*(c for c in verb.children if c.dep_ == "nsubj"), *before))


def _has_to(token: Token) -> bool:
    if any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children):
        return True
    joined = token.dep_ == "conj" and token.tag_ == token.head.tag_ == "VB" and token.head.i != token.i
    return joined and _has_to(token.head)


def _is_joined_ahead(participle: Token) -> bool:
    """ "(Claimed that) forces attacked near X and took Y", read as "forces that were attacked near X took Y"."""
    verb = participle.head.head
    joining = (c for c in participle.children if c.dep_ == "cc" and c.i + 1 == verb.i)
    return participle.head.dep_ == "nsubj" and any(joining)


def _is_report(word: Token) -> bool:
    """ "The report", "(denied Russian) reports", which the tagger takes for a verb."""
    return has(word, "speech_nouns") and (
        word.pos_ == "NOUN" or (word.dep_ in ("dobj", "pobj") and word.pos_ == "VERB")
    )


def _is_modal(verb: Token) -> bool:
    """ "Could take", "will take": no infinitive, though its form is one's."""
    return bool(_auxiliaries(verb) & (WORDS["may"] | WORDS["will"]))


def _is_speech(verb: Token) -> bool:
    """ "Cautioned that": whatever the verb, somebody says what the clause tells."""
    return verb.pos_ == "VERB" and any(c.dep_ == "nsubj" and _may_speak(c) for c in verb.children)


def _may_speak(subject: Token) -> bool:
    """Somebody, rather than a thing: a name, a pronoun for people, an office or a side's forces."""
    if subject.pos_ == "PROPN":
        return True
    return subject.lower_ in SPEAKING or has(subject, "officer", "authority", "forces", "home", "offices")


def _has_that(token: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in token.children)


def _conditional(token: Token) -> bool:
    """ "If it falls", "had it fallen, ...", "were it to fall, ..."."""
    if any(c.dep_ == "mark" and c.lower_ in CONDITIONS for c in token.children):
        return True
    first = token.left_edge
    inverted = first.lower_ in INVERTED and first.dep_ in ("aux", "auxpass", "ROOT") and first.head.i == token.i
    return inverted and token.dep_ == "advcl" and first.is_title


def _is_yet_to_come(clause: Token, head: Token) -> bool:
    """ "(It may hold out) before it falls", "once it is taken, they will": the present of what is still to come."""
    present = clause.tag_ in ("VBZ", "VBP") or _auxiliaries(clause) & {"is", "are", "has", "have"}
    begun = any(c.dep_ in ("mark", "advmod") and c.lower_ in TEMPORAL for c in clause.children)
    ahead = _auxiliaries(head) & (WORDS["may"] | WORDS["will"])
    return bool(present and begun and ahead)


def _is_aim(noun: Token) -> bool:
    return has(noun, "plan_nouns", "speech_nouns", "fail_nouns", "risk_nouns")
