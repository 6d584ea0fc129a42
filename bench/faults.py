"""Whether a store survives: writers killed at random moments, and what is left then looked through.

    python -m bench.faults [--kills 100] [--seed 1]

A writer (a forked process with a store of its own) saves articles, corrects, reviews, reads again, keeps drafts,
removes and backs up, and writes down before each what it begins and after each what it was told is done. It is killed
with SIGKILL after a random time, some while they make a new store, import an archive or restore a backup. Then the
store must open, be whole (`store.backup.check`), hold all that was acknowledged once, nothing half, and leave no
process and, once the same is done again, no file behind.
"""

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from extract.model import Action, Article, Claim, DateBasis, Mode, Review
from extract.read.article import article_id
from gazetteer.place import Kind
from store import Store, open_store
from store.archive import export_store, import_store
from store.backup import back_up, check, restore
from store.intake.looking import save

__all__ = ["Journal", "faults_of", "kill", "made", "main", "run", "write"]

CLAIMS = 2  # of each article
_LONGEST = 0.5  # seconds that a writer may live
_PATIENCE = 60.0  # seconds until it has opened the store


def made(number: int) -> tuple[Article, list[Claim]]:
    """An article of its own text, and its claims."""
    words = " ".join(f"word{number * 7919 % (50 + each)}" for each in range(60))
    text = f"Troops took Lantern Hill in report {number}. {words}."
    day = date(2022, 2, 24) + timedelta(days=number % 1000)
    article = Article(id=article_id(text), title=f"Report {number}", text=text, published=day)
    first = Claim(
        id=f"{article.id[:16]}-0", article=article.id, start=0, end=40, quote=text[:40], place="Lantern Hill",
        place_start=12, place_end=24, place_id="user:1", name="Lantern Hill", kind=Kind.SETTLEMENT, latitude=49.2,
        longitude=37.3, admin1="Kharkiv", precision="exact", radius_km=0.0, alternatives=(), action=Action.CAPTURED,
        gained_by="UA", lost_by=None, controller_after="UA", mode=Mode.FACT, claimant=None, claimant_side=None,
        admission=False, partial=False, event_from=day, event_to=day, date_basis=DateBasis.CONTEXT, confidence=0.9,
        trigger="took", extractor="made", published=day, publisher="", language="en",
    )  # fmt: skip
    return article, [replace(first, id=f"{article.id[:16]}-{position}") for position in range(CLAIMS)]


class Journal:
    """What a writer begins and what it was told is done, a line each, which outlive it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def note(self, state: str, what: str, subject: str) -> None:
        with self.path.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps([state, what, subject]) + "\n")

    def read(self) -> list[tuple[str, str, str]]:
        if not self.path.exists():
            return []
        return [tuple(json.loads(line)) for line in self.path.read_text("utf-8").splitlines()]

    def subjects(self, state: str, what: str) -> set[str]:
        """What was begun, or done, of one kind."""
        return {subject for noted, kind, subject in self.read() if (noted, kind) == (state, what)}

    def counts(self, state: str, *kinds: str) -> Counter[str]:
        """How often something of these kinds was begun, or done, to each subject."""
        return Counter(subject for noted, kind, subject in self.read() if noted == state and kind in kinds)

    def grown(self) -> Callable[[], bool]:
        """Tells whether something more was done since now."""
        before = len(self.read())
        return lambda: len(self.read()) >= before + 2  # opening was begun and is done

    def cut(self) -> str:
        """What was begun last and not done; nothing where all was."""
        last = self.read()[-1:]
        return last[0][1] if last and last[0][0] == "begun" else ""


def write(url: str, journal: Journal, seed: int) -> None:
    """Open a store and change it at random, for ever."""
    chance = random.Random(seed)
    journal.note("begun", "open", "")
    store = open_store(url)
    journal.note("done", "open", "")
    mine = [str(id) for id in store.articles()["id"]]
    folder = Path(str(store.engine.url.database or journal.path)).parent
    steps: list[tuple[str, int]] = [("save", 6), ("correct", 2), ("review", 2), ("read again", 2), ("draft", 2)]
    steps += [("remove", 1), ("backup", 1)]
    for number in range(seed * 10_000, seed * 10_000 + 9_999):
        (what,) = chance.choices([name for name, _ in steps], [weight for _, weight in steps])
        subject = made(number)[0].id if what in ("save", "draft") or not mine else chance.choice(mine)
        if what == "backup":
            if store.engine.dialect.name != "sqlite":
                continue
            subject = str(folder / f"backup-{seed}-{number}.sqlite")
        elif what not in ("save", "draft") and not mine:
            continue
        journal.note("begun", what, subject)
        _step(store, what, subject, number)
        journal.note("done", what, subject)
        if what in ("save", "draft"):
            mine.append(subject)
        elif what == "remove":
            mine.remove(subject)


def _step(store: Store, what: str, subject: str, number: int) -> None:
    article, claims = made(number)
    if what == "save":
        store.add(article, claims)
    elif what == "draft":
        (id,) = store.drafts.put([article])
        (draft,) = store.drafts.of([id])
        store.drafts.looked(draft, _Found(claims))  # type: ignore[arg-type]
        (ready,) = store.drafts.of([id])
        save(store, ready)
    elif what == "correct":
        claim = store.claims_of(subject)[0]
        store.decisions.decide(f"{subject[:16]}-0", Review.CORRECTED, replace(claim, action=Action.HELD))
    elif what == "review":
        standing = store.decisions.standing(f"{subject[:16]}-1")
        is_confirmed = standing is not None and standing.review is Review.CONFIRMED
        # a decision that changes nothing is none
        store.decisions.decide(f"{subject[:16]}-1", Review.REJECTED if is_confirmed else Review.CONFIRMED)
    elif what == "read again":
        kept = [claim for claim in store.claims_of(subject) if claim.review == Review.AUTO]
        store.replace_claims(subject, kept)
    elif what == "remove":
        store.remove(subject)
    elif what == "backup":
        back_up(store, Path(subject))


class _Found:
    """What an extraction found, as far as drafts ask."""

    def __init__(self, claims: list[Claim]) -> None:
        self.claims, self.mentions = claims, ()


def kill(target: Callable[[], object], seconds: float, ready: Callable[[], bool] = lambda: True) -> str:
    """Run something in a process of its own and kill it so long after it is ready; what it wrote to its standard
    error, which is nothing if all is well."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        os.dup2(writing, 2)
        sys.stderr = os.fdopen(2, "w")
        try:
            target()
        except BaseException:
            traceback.print_exc()
            sys.stderr.flush()
        os._exit(0)
    os.close(writing)
    patience = time.monotonic() + _PATIENCE
    while not ready() and time.monotonic() < patience:
        time.sleep(0.005)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading, encoding="utf-8", errors="replace") as words:
        return words.read()


def faults_of(url: str, journal: Journal) -> list[str]:
    """What a store lacks of what its journal says was acknowledged, holds twice or half, or has wrong in itself."""
    begun, done = (lambda what: journal.subjects("begun", what)), (lambda what: journal.subjects("done", what))
    store = open_store(url)
    ids, claims, decisions = store.articles()["id"].tolist(), store.claims(), store.decisions.log()
    store.close()
    faults = [f"check: {each}" for each in check(url)]
    faults += [f"{id} is there {times} times" for id, times in Counter(ids).items() if times > 1]
    saved, there = done("save") | done("draft"), set(ids)
    faults += [f"{id} was saved and is not there" for id in saved - begun("remove") - there]
    faults += [f"{id} was removed and is there" for id in done("remove") & there]
    own = claims[claims["supersedes"] == ""].groupby("article").size().to_dict()
    faults += [f"{id} has {own.get(id, 0)} claims" for id in there if own.get(id, 0) != CLAIMS]
    corrected = set(claims.loc[claims["review"] == "corrected", "article"])
    faults += [f"{id} was corrected and is not" for id in (done("correct") & there) - corrected]
    decided = Counter(decisions["article"])
    least, most = (journal.counts(state, "correct", "review") for state in ("done", "begun"))
    faults += [
        f"{id} has {decided[id]} decisions, not {least[id]} to {most[id]}"
        for id in set(decided) | set(most)
        if not least[id] <= decided[id] <= most[id]
    ]
    for copy in done("backup"):
        faults += [f"{copy}: {each}" for each in check(f"sqlite:///{copy}")]
    return faults


def run(
    folder: Path, kills: int, seed: int, *, say: Callable[[str], None] = lambda _: None
) -> tuple[int, Counter[str]]:
    """Kill so many writers; how many faults there were, and in what they were cut off."""
    chance = random.Random(seed)
    number, cut = 0, Counter[str]()
    for index, (what, words, faults) in enumerate(_rounds(folder, kills, chance), start=1):
        cut[what] += 1
        if words:
            faults.append(words)
        for fault in faults:
            say(f"kill {index}, in {what}: {fault}")
        number += len(faults)
    return number, cut


def _rounds(folder: Path, kills: int, chance: random.Random) -> Iterator[tuple[str, str, list[str]]]:
    """One kill after another: what it cut off, what the process said, and what is wrong since."""
    for index in range(kills):
        home = folder / f"store-{index // 20}"  # a new one from time to time, so that looking through stays quick
        home.mkdir(exist_ok=True)
        url, journal = f"sqlite:///{home / 'store.sqlite'}", Journal(home / "journal")
        if index % 20 in (17, 18, 19):
            yield _whole_moves(home, url, chance, index)
            continue
        if index % 20 < 3:  # while it makes or opens the store
            words = kill(partial(write, url, journal, index + 1), chance.uniform(0, 0.2))
        else:
            words = kill(partial(write, url, journal, index + 1), chance.uniform(0, _LONGEST), journal.grown())
        faults = faults_of(url, journal)
        for name in {left.name.partition(".new")[0] for left in home.glob("backup-*.new*")}:
            store = open_store(url)
            back_up(store, home / name)  # the same backup again leaves nothing
            store.close()
        faults += [f"{left} was left" for left in home.glob("*.new*")]
        yield journal.cut() or "nothing", words, faults


def _whole_moves(home: Path, url: str, chance: random.Random, index: int) -> tuple[str, str, list[str]]:
    """A process killed while it imports an archive into a new store or restores a backup; then the same once more."""
    store = open_store(url)
    expected, work = len(store.articles()), home / f"moved-{index}"
    work.mkdir()
    importing = index % 20 != 19
    given = work / ("archive.zip" if importing else "copy.sqlite")
    (export_store if importing else back_up)(store, given)
    store.close()
    to = f"sqlite:///{work / 'to.sqlite'}"

    def move() -> Any:
        if not importing:
            return restore(to, given)
        fresh = open_store(to)
        import_store(fresh, given)
        fresh.close()

    words = kill(move, chance.uniform(0, 0.3))
    faults = []
    if (work / "to.sqlite").exists():
        opened = open_store(to)
        found = len(opened.articles())
        opened.close()
        faults += [f"{found} of {expected} articles"] * (found not in ({0, expected} if importing else {expected}))
        faults += check(to)
        if not found and expected:
            move()
    else:
        move()
    faults += check(to) + [f"{left} was left" for left in work.glob("*.new*")]
    return "import" if importing else "restore", words, faults


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        faults, cut = run(Path(folder), options.kills, options.seed, say=lambda words: print(words, flush=True))
    parts = ", ".join(f"{number} in {what}" for what, number in cut.most_common())
    print(f"{options.kills} kills in {time.monotonic() - begun:.0f} s ({parts}): {faults} faults")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
