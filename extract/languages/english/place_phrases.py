"""Which places an English noun phrase stands for: named below it, listed, in part, around, or only referred to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Doc, Token

from extract.languages.english.rewording import Rewording
from extract.languages.english.words import WORDS, has, lemma
from extract.languages.reading import SEVERAL, PlaceRef

__all__ = ["PlacePhrases"]

DEEPEST = 7
COUNTS = frozenset(
    {
        "one",
        "all",
        "whole",
        "entirety",
        "some",
        "several",
        "many",
        "both",
        "each",
        "dozens",
        "two",
        "three",
        "four",
        "five",
        "ruins",
        "rubble",
        "remains",
    }
)
COUNTED = frozenset(
    {"village", "town", "settlement", "city", "suburb", "hamlet", "community", "locality", "municipality"}
)
PROVINCES = frozenset({"region", "province", "oblast", "raion", "republic"})
NEIGHBOURHOOD = frozenset({"neighbourhood", "neighborhood"})
GROUND = frozenset({"territory", "land", "area", "ground"})
INNER = frozenset(
    {"of", "in", "near", "around", "within", "across", "to", "outside", "from", "along", "on", "inside", "beyond", "at"}
)
BESIDE = frozenset({"in", "inside", "within", "of", "near", "around", "to", "outside", "along"})
AROUND = frozenset({"near", "around", "outside", "beyond", "along", "off", "surrounding"})
DISTRICTS = frozenset({"district", "suburb", "zone"})
DIRECTIONS = frozenset({"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"})
DISTANCES = frozenset({"kilometer", "kilometre", "km", "mile", "mi", "meter", "metre", "yard"})
DEFINITE = frozenset({"the", "this", "that", "their", "its", "our", "his", "her", "my"})
NEARLY = frozenset({"nearly", "almost", "virtually", "practically"})
NAMELY = frozenset({"namely", "specifically", "including"})
LINES = frozenset({"border", "frontier", "coast", "shore", "frontline", "front", "highway", "road"})
LYING = frozenset({"be", "lie", "sit", "stand", "remain", "stay"})
INCLUDE = frozenset({"include", "comprise"})
WHERE = frozenset({"in", "the", "region", "province", "oblast"})
THOSE = frozenset({"it", "he", "she", "they", "that", "which"})
NAMING = frozenset({"be", "name", "mention", "list", "include", "identify"})
EXCEPT = frozenset({"except", "excepting", "save", "barring"})
CUT = 9  # words within which "all of" is cut down
OPENING = 8  # words of a headline in which "besieged city" needs no article


@dataclass(slots=True)
class _Parts:
    """The places in a noun phrase: named beside the noun (apposed, listed), behind its prepositions, before it."""

    named: list[PlaceRef]
    inner: list[tuple[str, PlaceRef]]
    before: list[PlaceRef]


@dataclass(frozen=True, slots=True)
class PlacePhrases:
    """The places of one parsed passage; `place_of` tells which mention a token (by index) belongs to."""

    doc: Doc
    rewording: Rewording
    place_of: Mapping[int, int]

    def at(self, token: Token, preposition: str, *, alone: bool = False) -> list[PlaceRef]:
        """The places that an argument stands for. `alone`: an adjective before the noun speaks of it, not of
        what is joined to it by "and" with an article or adjective of its own."""
        near = any(word in AROUND or word in DIRECTIONS for word in preposition.split())
        refs = self._expand(token, 0, alone)
        return [replace(ref, near=True) if near else ref for ref in refs]

    def named(self, token: Token) -> bool:
        """Does the token belong to a named place?"""
        return token.i in self.place_of

    def holds(self, token: Token) -> bool:
        """Does a named place stand in the token's subtree?"""
        return any(t.i in self.place_of for t in token.subtree)

    def holds_before(self, noun: Token) -> bool:
        """Does a named place stand in the noun phrase, other than in a clause that describes it?"""
        behind = {t.i for c in noun.children if c.dep_ in ("relcl", "acl") for t in c.subtree}
        return any(t.i in self.place_of and t.i not in behind for t in noun.subtree)

    def is_place_noun(self, token: Token) -> bool:
        return self.named(token) or has(token, "of_place", "lands", "surroundings")

    # -- noun phrases ------------------------------------------------------------------------------------------------

    def _expand(self, token: Token, depth: int, alone: bool = False) -> Iterator[PlaceRef]:
        if depth > DEEPEST:
            return
        if self.named(token):
            ref = self._mention(token)
            yield ref
            if self._is_region(ref):
                yield from self._listed(token, depth)
        elif token.lower_ == "both" and not any(c.dep_ == "prep" for c in token.children):
            yield PlaceRef(token.idx, token.idx + len(token), None, anaphor="both")
            return
        elif token.lower_ in ("it", "there", "its"):
            yield PlaceRef(
                token.idx, token.idx + len(token), None, anaphor="it" if token.lower_ == "its" else token.lower_
            )
            return
        else:
            yield from self._phrase(token, depth)
        yield from self._joined(token, depth, alone)
        if depth <= 1 and self.named(token):
            yield from self._behind_region(token)
            yield from self._behind_whereabouts(token, depth)

    def _behind_region(self, token: Token) -> Iterator[PlaceRef]:
        """ "A and B in the X region and C in the Y region": C, which the parser joins to the X region."""
        if self._is_region(self._mention(token)):
            return
        last = token
        while (after := next((c for c in last.children if c.dep_ == "conj" and self.named(c)), None)) is not None:
            last = after
        preposition = self.doc[last.i + 1] if last.i + 1 < len(self.doc) else last
        for region in preposition.children if preposition.lower_ == "in" else ():
            if region.dep_ == "pobj" and self.named(region) and self._is_region(self._mention(region)):
                for child in region.children:
                    if child.dep_ == "conj" and self.named(child) and not self._is_region(self._mention(child)):
                        yield self._mention(child)
                        yield from self._joined(child, 1, False)

    def _behind_whereabouts(self, token: Token, depth: int) -> Iterator[PlaceRef]:
        """ "A to the west and B to the north": B, which the parser joins to the west."""
        for child in token.rights:
            for part in child.children if child.dep_ == "prep" else ():
                if part.dep_ == "pobj" and lemma(part) in DIRECTIONS:
                    yield from self._joined(part, depth, False)

    def _mention(self, token: Token) -> PlaceRef:
        number = self.place_of[token.i]
        start, end = self.rewording.places[number]
        return PlaceRef(start, end, number)

    def _phrase(self, token: Token, depth: int) -> Iterator[PlaceRef]:
        named = [*self._apposed(token, depth), *self._listed(token, depth)]
        inner = list(self._inner(token, depth))
        alone = not inner or (has(token, "settlement") and token.tag_ == "NN" and not any(p == "of" for p, _ in inner))
        before = list(self._before(token, depth)) if alone else []  # "X village in the Y district"
        if (both := next((c for c in token.lefts if c.lower_ == "both"), None)) is not None and not (inner or named):
            if has(token, "of_place"):  # "both towns"
                yield PlaceRef(both.idx, token.idx + len(token), None, anaphor="both")
            return
        around = not inner or (has(token, "stronghold") and not any(p == "of" for p, _ in inner))
        if around and not named and (described := list(self._described(token))):
            yield from described
            return
        parts = _Parts(named, inner, before)
        yield from self._by_head(token, depth, parts)
        yield from parts.named

    def _by_head(self, token: Token, depth: int, parts: _Parts) -> list[PlaceRef]:
        """What a noun makes of the places in its phrase: a share of them, their surroundings, or themselves."""
        word, plural = lemma(token), token.tag_ in ("NNS", "NNPS")
        settlement = has(token, "settlement") and not plural
        if token.pos_ == "NUM" or token.lower_ in COUNTS or (has(token, "part") and not self._is_seat(token)):
            return self._share(token, parts)
        squared = any(c.lower_ in ("square", "sq", "sq.") for c in token.lefts)  # "1,000 square kilometres of X"
        if word in DISTANCES and not squared and any(p in ("of", "from", "to", "near") for p, _ in parts.inner):
            return [replace(s, near=True) for _, s in parts.inner]  # "within 20 km of Kyiv"
        if word in DIRECTIONS:
            beyond = list(self._beyond(token, depth)) if token.tag_ == "RB" else []
            return beyond or self._direction(token, depth, parts)
        if has(token, "surroundings") and not (settlement and not self._indefinite(token)):
            return [replace(s, near=True, lands=word) for s in (*(s for _, s in parts.inner), *parts.before)]
        if settlement or (has(token, "of_place", "site") and not plural and not has(token, "lands")):
            return self._settlement_or_site(token, parts)
        if has(token, "lands", "of_place"):
            return self._land(token, depth, parts)
        return [s for p, s in parts.inner if p in ("of", "in")] if word in LINES else []  # "along the border in X"

    def _share(self, token: Token, parts: _Parts) -> list[PlaceRef]:
        """ "Most of the city", "two districts", "the whole of the region"."""
        whole = token.lower_ in COUNTS and token.lower_ not in ("some", "several")
        whole = whole and not (self._is_cut(token) or any(c.lower_ in NEARLY for c in token.lefts))
        found = [s for p, s in parts.inner if p in ("of", "in", "from", "within")] + parts.before
        if not whole:  # "much of the region, including the town of X": X is whole
            regions = {s.mention for s in found if self._is_region(s)}
            share = token.lower_ in COUNTS or has(token, "share")
            found = [
                replace(s, part=True, share=share and not self._is_region(s))
                if not regions or s.mention in regions
                else s
                for s in found
            ]
        if not found and not parts.named and has(token, "of_place") and self._refers(token):
            return [self._anaphor(token)]
        if not found and not parts.named and has(token, "quarter") and self._is_the(token):
            inside = "quarter" if lemma(token) in NEIGHBOURHOOD else "place"
            return [replace(self._anaphor(token), anaphor=inside, part=True)]
        return found

    def _direction(self, token: Token, depth: int, parts: _Parts) -> list[PlaceRef]:
        """ "In the east of the region" is a part of it, "to the east of the city" lies outside."""
        if token.dep_ == "conj" and self.named(token.head) and self.doc[token.i - 1].text == ",":
            return []  # "held A and B, south and west of C"
        inner = parts.inner
        if not inner:  # "to the east and west of the city"
            joined = [c for c in token.children if c.dep_ == "conj" and lemma(c) in DIRECTIONS]
            inner = [found for other in joined for found in self._inner(other, depth)]
        within = (token.dep_ == "pobj" and token.head.lower_ == "in") or (
            token.dep_ in ("nsubj", "nsubjpass", "dobj") and self._is_the(token)
        )
        return [replace(s, part=True) if within else replace(s, near=True) for p, s in inner if p == "of"]

    def _settlement_or_site(self, token: Token, parts: _Parts) -> list[PlaceRef]:
        """ "The city of X", "X city", "the airport in X", "the town"."""
        settlement = has(token, "settlement") and token.tag_ not in ("NNS", "NNPS")
        found = [s for p, s in parts.inner if p == "of"]
        if lemma(token) in PROVINCES:  # "the region of Zaporizhzhia"
            found = [replace(s, region=True) for s in found]
        if not found and not has(token, "settlement", "region"):  # "the airport in Hostomel"
            around = parts.inner or self._behind_site(token) or list(self._of_owner(token))
            inside = [self._from_head(token, s) for p, s in around if p in ("in", "at")]  # "the base in X, outside Y"
            found = [replace(s, part=True) for s in inside or [s for p, s in around if p in ("near", "outside")]]
            if not found and (there := next((c for c in token.rights if c.lower_ == "there"), None)) is not None:
                first = next(token.lefts, token).left_edge
                found = [PlaceRef(first.idx, there.idx + len(there), None, anaphor="there", part=True)]
        if not found and not parts.named:
            if settlement and self._is_the(token) and parts.before and all(map(self._is_region, parts.before)):
                return [self._anaphor(token)]  # "the North Kordofan town"
            found = [s if has(token, "region") else self._before_noun(token, s, settlement) for s in parts.before]
        if not (found or parts.named) and self._refers(token):
            found = [self._anaphor(token)]
        if not (found or parts.named) and settlement and self._is_unnamed(token):  # "took a key village in X region"
            # a village lies in a region: in the one of that name, where a town is called so too
            inner = [s for p, s in parts.inner if p in ("in", "near", "outside")]
            found = [replace(s, lands=lemma(token), region=not (s.near or self._is_region(s))) for s in inner]
        return found

    def _behind_site(self, token: Token) -> list[tuple[str, PlaceRef]]:
        """ "(Took) the camp at X": X, where the parser gives "at X" to the verb."""
        preposition = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else token
        if preposition.dep_ != "prep" or preposition.lower_ not in ("in", "at"):
            return []
        names = (part for part in preposition.children if part.dep_ == "pobj" and self.named(part))
        return [(preposition.lower_, self._mention(name)) for name in names]

    def _of_owner(self, token: Token) -> Iterator[tuple[str, PlaceRef]]:
        """ "The headquarters of the 15th Division of the army in X": in X, which the parser gives to the army."""
        for part in (p for c in token.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"):
            yield from self._inner(part, DEEPEST - 1)
            yield from self._of_owner(part)

    def _from_head(self, token: Token, ref: PlaceRef) -> PlaceRef:
        """ "The army's main base in X" is what is told of, not X: the words from the beginning of its phrase on."""
        first = next(token.lefts, token).left_edge
        return ref if ref.mention is None or first.idx > ref.start else replace(ref, start=first.idx)

    def _before_noun(self, token: Token, ref: PlaceRef, settlement: bool) -> PlaceRef:
        """ "X city" is X, "X airport" a part of it, "seized Donbas village" one of the region's."""
        unnamed = settlement and self._is_region(ref)
        return replace(ref, lands=lemma(token)) if unnamed else replace(ref, part=not settlement)

    def _is_unnamed(self, token: Token) -> bool:
        """ "A village", "another town", a headline's "key settlement", and no more than that."""
        determiners = {c.lower_ for c in token.lefts if c.dep_ in ("det", "poss", "nummod")}
        return not determiners or bool(determiners & {"a", "an", "another", "one"})

    def _land(self, token: Token, depth: int, parts: _Parts) -> list[PlaceRef]:
        """ "Villages near X" are unnamed land, "the villages of X and Y" X and Y; "X's territory" is X."""
        word, plural = lemma(token), token.tag_ in ("NNS", "NNPS")
        inner, before = parts.inner, parts.before
        if not inner and not parts.named:
            inner = list(self._beside(token, depth)) or list(self._elsewhere(token, depth))
        if word in GROUND and self._refers_to_all(token):  # "the entire territory of X", "X's territory" is X
            parts.named += [*(s for p, s in inner if p == "of"), *before]
            inner, before = [(p, s) for p, s in inner if p != "of"], []
        found = [replace(s, region=word in PROVINCES) for p, s in inner if p == "of" and self._is_name(word, plural, s)]
        if token.dep_ == "pobj" and token.head.head.lower_ in ("area", "areas"):  # "in the areas of the settlements of"
            found, parts.named = ([replace(s, near=True) for s in places] for places in (found, parts.named))
        if not found:
            found = [replace(s, lands=word, near=s.near or p == "to" or word == "area") for p, s in inner]
        # "Donetsk cities" are the region's, though a town may be called so too
        counted = plural and word in COUNTED - {"suburb"}
        found += [
            replace(s, lands=word, near=s.near or word == "area", region=counted and not self._is_region(s))
            for s in before
        ]
        if plural and word == "area" and any(p == "of" for p, _ in inner):  # "in the areas of A, B and C"
            parts.named = [replace(s, near=True) for s in parts.named]
        if parts.named and not any(p in AROUND or s.near for p, s in inner):
            found = [s for s in found if not s.lands]
        if not (found or parts.named) and not plural and self._refers(token):
            return [self._anaphor(token)]
        if not (found or parts.named) and word in DISTRICTS and self._is_own(token):
            return [replace(self._anaphor(token), anaphor="place", part=True)]
        if not (found or parts.named) and plural and has(token, "of_place"):
            return [PlaceRef(token.idx, token.idx + len(token), None, anaphor=SEVERAL, lands=word)]
        return found

    def _described(self, token: Token) -> Iterator[PlaceRef]:
        """ "Tokmak, a Russian-held junction", "the only capital captured", "in Olenivka, in territory held by"."""
        head = token.head
        if token.dep_ == "appos" and self.named(head):
            yield self._mention(head)
        elif token.dep_ in ("nsubj", "nsubjpass") and lemma(head) == "be":  # "the first city to fall was X"
            for child in head.children:
                if child.dep_ == "attr" and self.named(child):
                    yield from self._expand(child, DEEPEST)
        elif token.dep_ == "attr":
            for child in head.children:
                if child.dep_ == "nsubj" and (self.named(child) or has(child, "settlement")):
                    yield from self._expand(child, DEEPEST)
        elif token.dep_ == "pobj" and has(token, "lands") and self.named(head.head):
            yield self._mention(head.head)
        elif token.dep_ == "pobj" and has(token, "lands", "part") and lemma(head.head) in LYING and head.lower_ == "in":
            for child in head.head.children:  # "X lies in occupied territory"
                if child.dep_ == "nsubj" and (self.named(child) or has(child, "settlement")):
                    yield from self._expand(child, DEEPEST)

    def _inner(self, token: Token, depth: int) -> Iterator[tuple[str, PlaceRef]]:
        """What stands behind the noun's own prepositions: "half of the city", "villages near Izium"."""
        for child in token.children:
            word = child.lower_
            if child.dep_ == "prep" and word in INNER:
                for part in child.children:
                    if part.dep_ in ("pobj", "pcomp") and not self._is_whereabouts(part):
                        for ref in self._expand(part, depth + 1):
                            yield word, replace(ref, near=True) if word in AROUND else ref
            elif word == "surrounding" or (
                child.dep_ in ("advmod", "npadvmod", "acl", "prep") and lemma(child) in DIRECTIONS
            ):
                # "villages north of Kharkiv", "areas surrounding Izium"
                for part in child.children:
                    targets = (
                        [g for g in part.children if g.dep_ == "pobj"]
                        if part.dep_ == "prep"
                        else [part]
                        if part.dep_ == "dobj"
                        else []
                    )
                    for target in targets:
                        for ref in self._expand(target, depth + 1):
                            yield "near", replace(ref, near=True)

    def _before(self, token: Token, depth: int) -> Iterator[PlaceRef]:
        """ "The Kherson region's towns", "Kharkiv outskirts", "the city's territory"."""
        for child in token.lefts:
            owned = child.dep_ == "poss" and (has(token, "settlement") or child.lower_ in self.rewording.polities)
            if child.dep_ in ("compound", "poss", "nmod", "amod", "npadvmod") and not owned:
                inner = next((c for c in (child, *child.lefts) if self.named(c)), None)
                if inner is not None:
                    yield self._mention(inner)
                    yield from (self._mention(c) for c in inner.conjuncts if c.i > inner.i and self.named(c))
                elif child.dep_ == "poss" and has(child, "of_place"):
                    yield from self._phrase(child, depth + 1)

    def _apposed(self, token: Token, depth: int) -> Iterator[PlaceRef]:
        if token.pos_ == "NOUN" and not has(token, "of_place", "lands", "surroundings", "part", "site"):
            return  # "a secretary of the city council, Kherson region"
        for child in token.rights:
            if child.dep_ in ("appos", "flat", "nmod", "oprd") and self.named(child):
                yield from self._expand(child, depth + 1)
            for region in child.children if child.lower_ == "in" and has(token, "settlement") else ():
                if region.dep_ == "pobj" and self.in_region(region):  # "the last stronghold in the X region, Y"
                    yield from self._behind_last_region(region)

    def _behind_last_region(self, region: Token) -> Iterator[PlaceRef]:
        """ "(In) the western region of X, the city of Y": Y, which the parser joins to X."""
        inner = [p for c in region.rights if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]
        for name in (region, *inner):
            for child in name.rights if self.in_region(name) else ():
                if child.dep_ == "appos" and self.named(child):
                    yield self._mention(child)
                elif child.dep_ == "appos" and has(child, "settlement") and child.tag_ == "NN":
                    yield from (ref for p, ref in self._inner(child, DEEPEST - 1) if p == "of")

    def _listed(self, token: Token, depth: int) -> Iterator[PlaceRef]:
        """ "Several towns, including Makariv", "towns such as Irpin and Bucha"."""
        for child in token.children:
            beside = child.lower_ == "with" and child.i > token.i and self.doc[child.i - 1].text == ","
            if beside and has(token, "of_place", "lands", "part"):  # "the left bank, with A and B, is"
                for part in child.children:
                    if part.dep_ == "pobj" and self.named(part):
                        yield from self._expand(part, depth + 1)
            for part in child.children if child.dep_ == "prep" else ():
                if self._is_whereabouts(part):  # "the next towns to the west, A and B, are"
                    yield from self._joined(part, depth, False)
            such = child.lower_ == "as" and any(c.lower_ == "such" for c in child.children)
            if child.dep_ in ("prep", "acl") and (child.lower_ in WORDS["listing"] or such):
                for part in child.children:
                    if part.dep_ in ("pobj", "dobj"):
                        yield from self._expand(part, depth + 1)
                    elif part.lower_ == "with":  # "A, along with B and C"
                        yield from (s for p in part.children if p.dep_ == "pobj" for s in self._expand(p, depth + 1))
        listed = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else token
        if listed.dep_ in ("nsubj", "nsubjpass") and lemma(listed.head) in INCLUDE:
            for child in listed.head.children:  # "the towns taken include A and B", "the list of towns includes"
                if child.dep_ in ("dobj", "attr") and self.named(child):
                    yield from self._expand(child, depth + 1)
        if token.dep_ == "pobj" and token.head.lower_ == "among":  # "named Irpin and Bucha among the towns that"
            for child in token.head.head.children:
                if child.dep_ in ("dobj", "attr", "nsubj") and self.named(child):
                    yield from self._expand(child, depth + 1)
        if token.tag_ == "NNS" or self.named(token):
            yield from self._after_colon(token)

    def _after_colon(self, token: Token) -> Iterator[PlaceRef]:
        """ "Three villages were freed: A, B and C", "two towns in the X region, namely A and B": the names that stand
        behind a colon or such a word, where it is names that stand there."""
        mark = next((t for t in token.sent if t.i > token.i and self._introduces(t)), None)
        if mark is None and token.i + 2 < len(self.doc) and token.nbor().text == "," and has(token, "of_place"):
            mark = token.nbor() if self.named(token.nbor(2)) else None  # "two villages, A in the X region and B in"
        if mark is None or any(
            self.named(t) and not self._is_region(self._mention(t)) and not self._is_landmark(t)
            for t in self.doc[token.i : mark.i]
        ):
            return
        listed: set[int] = set()
        for word in self.doc[mark.i + 1 :]:
            if not listed and (word.lower_ in THOSE or lemma(word) in NAMING):
                continue  # "among those it named were"
            if listed and (word.lower_ in WHERE or self.is_region(word)):
                continue
            if self.named(word):
                if (number := self.place_of[word.i]) not in listed:
                    listed.add(number)
                    yield self._mention(word)
            elif word.pos_ not in ("DET", "ADJ") and word.text not in (",", "and", "of") and lemma(word) not in COUNTED:
                return

    def _is_whereabouts(self, token: Token) -> bool:
        """ "(The towns to) the west", of which the parser makes one of the towns that follow behind a comma."""
        listed = any(c.dep_ == "conj" and self.named(c) and self.doc[c.i - 1].text == "," for c in token.rights)
        return lemma(token) in DIRECTIONS and token.dep_ == "pobj" and listed and token.nbor().text == ","

    def _introduces(self, token: Token) -> bool:
        """A colon, "namely", "among them"."""
        among = token.lower_ in ("them", "those", "these") and token.i > 0 and self.doc[token.i - 1].lower_ == "among"
        return token.text == ":" or token.lower_ in NAMELY or among

    def _is_landmark(self, token: Token) -> bool:
        """Does a name only say where others lie: "villages near Izium", "south of Kharkiv"?"""
        before = token.head
        return token.dep_ == "pobj" and (before.lower_ in AROUND or lemma(before.head) in DIRECTIONS)

    def _joined(self, token: Token, depth: int, alone: bool) -> Iterator[PlaceRef]:
        """What "and" or a comma joins to it; also a list that the parser took for an apposition."""
        own = self.place_of.get(token.i, -1)
        for child in token.rights:
            if self.place_of.get(child.i, -2) == own:
                continue
            listing = child.dep_ == "appos" and self.named(token) and self.named(child)
            listing = listing and self.is_region(token) == self.is_region(child)  # but "X, Y region"
            if child.dep_ == "conj" or (listing and any(c.dep_ in ("conj", "appos") for c in child.children)):
                if alone and any(c.dep_ in ("det", "amod", "poss") for c in child.lefts):
                    continue
                yield from self._expand(child, depth + 1, alone)

    def _beside(self, token: Token, depth: int) -> Iterator[tuple[str, PlaceRef]]:
        """What stands behind prepositions right after the noun that the parser gave to the verb instead."""
        after = token.i + 1
        if after < len(self.doc):
            preposition = self.doc[after]
            if preposition.dep_ == "prep" and preposition.lower_ in BESIDE:
                for part in preposition.children:
                    if part.dep_ == "pobj":
                        near = preposition.lower_ in AROUND
                        for ref in self._expand(part, depth + 1):
                            yield preposition.lower_, replace(ref, near=True) if near else ref
        for child in token.head.children:
            if child.dep_ == "prep" and child.i > token.i and child.lower_ in WORDS["listing"]:
                for part in child.children:
                    if part.dep_ == "pobj":
                        yield from (("of", ref) for ref in self._expand(part, depth + 1))

    def _beyond(self, token: Token, depth: int) -> Iterator[PlaceRef]:
        """ "East of the river, A, B and C are": the towns, which the parser joins to the river."""
        for part in (p for c in token.children if c.dep_ == "prep" for p in c.children if p.dep_ == "pobj"):
            if part.i + 1 < len(self.doc) and part.nbor().text == ",":
                yield from self._joined(part, depth, False)

    def _elsewhere(self, token: Token, depth: int) -> Iterator[tuple[str, PlaceRef]]:
        """ "Thirty settlements had been freed in the region": the place stands with the verb."""
        if token.dep_ in ("nsubjpass", "nsubj") and token.tag_ == "NNS":
            for preposition in token.head.children:
                if preposition.dep_ == "prep" and preposition.lower_ in ("in", "near", "around", "across"):
                    for part in preposition.children:
                        if part.dep_ == "pobj":
                            yield from ((preposition.lower_, ref) for ref in self._expand(part, depth + 1))
        whole = token.dep_ in ("dobj", "conj") or token.head.lower_ == "of"
        if token.tag_ == "NNS" and lemma(token) in COUNTED and whole:
            # "launched an offensive in the X region, capturing five villages": in the region told of before
            before = [t for t in self.doc[: token.i] if self.is_region(t)]
            counted = any(c.pos_ == "NUM" or c.lower_ in COUNTS or has(c, "share") for c in token.lefts)
            if before and counted:
                yield "in", self._mention(before[-1])

    def _refers_to_all(self, token: Token) -> bool:
        return any(c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ == "the") for c in token.lefts)

    def _is_name(self, word: str, plural: bool, ref: PlaceRef) -> bool:
        """ "The villages of A and B" are A and B; "villages of the Kherson region" are some villages in it."""
        return plural and (word in PROVINCES or (word in COUNTED and not self._is_region(ref)))

    def _is_region(self, ref: PlaceRef) -> bool:
        return ref.mention in self.rewording.passage.regions

    def _indefinite(self, token: Token) -> bool:
        return any(c.dep_ == "det" and c.lower_ in ("a", "an") for c in token.lefts) or token.tag_ == "NNS"

    def _refers(self, token: Token) -> bool:
        """Is this "the city", "this village", "their town", or a headline's "besieged city": one known place?"""
        if token.tag_ != "NN" or not has(token, "settlement", "region", "site"):
            return False
        if lemma(token) == "area" and not (token.dep_ == "pobj" and has(token.head.head, "part")):
            return False  # too vague, but for "60% of the area"
        for child in token.children:
            if (
                child.dep_ == "prep"
                and child.lower_ in ("of", "in", "near", "outside")
                and any(g.pos_ == "PROPN" or (self.named(g) and not self._is_the(token)) for g in child.children)
            ):
                return False
        determiners = {c.lower_ for c in token.lefts if c.dep_ in ("det", "poss")}
        headline = token.i < OPENING or not self.doc.text.rstrip(' ”"').endswith((".", "!", "?"))
        return bool(determiners & DEFINITE) or (not determiners and headline)

    def _is_cut(self, token: Token) -> bool:
        """ "All of the city east of the river", "all of it except the plant": only a part."""
        words = [t.lower_ for t in self.doc[token.i + 1 : token.i + CUT] if t.text != ","]
        return any(one in EXCEPT or (one in DIRECTIONS and two == "of") for one, two in pairwise(words))

    def _is_own(self, token: Token) -> bool:
        """ "Its northern districts", "the industrial zone": of the town that the text is about."""
        its = any(c.dep_ == "poss" and c.lower_ in ("its", "city", "town") for c in token.lefts)
        return its or (lemma(token) == "zone" and any(c.lower_ == "industrial" for c in token.lefts))

    def _is_seat(self, token: Token) -> bool:
        """The "regional centre of Kherson" is Kherson."""
        return any(c.lower_ in WORDS["seat"] for c in token.lefts) and lemma(token) in ("centre", "center", "seat")

    def _is_the(self, token: Token) -> bool:
        return any(c.dep_ in ("det", "poss") and c.lower_ in DEFINITE for c in token.lefts)

    def is_region(self, token: Token) -> bool:
        """Does the token belong to a named region?"""
        return self.named(token) and self._is_region(self._mention(token))

    def in_region(self, token: Token) -> bool:
        """Is it a named region, or a phrase for one ("the X region")?"""
        return self.is_region(token) or (
            has(token, "region") and any(self.is_region(c) for c in (*token.lefts, *token.subtree))
        )

    def _anaphor(self, token: Token) -> PlaceRef:
        lefts = [c.left_edge for c in token.lefts if c.dep_ in ("det", "amod", "poss", "compound")]
        start = min(lefts, key=lambda t: t.i, default=token)
        return PlaceRef(start.idx, token.idx + len(token), None, anaphor=lemma(token))
