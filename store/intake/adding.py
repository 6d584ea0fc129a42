"""Files and folders added from the command line, the way the page takes them: read, looked at, then saved.

An article is saved whole or not at all, and one that is there is not looked at again: the same call goes on where
another broke off.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from pathlib import Path

from extract.model import Article
from extract.pipeline import BATCH, Pipeline
from extract.read.article import SUFFIXES, ArticleError, NeedsDate, Read, read_rows
from extract.read.isolated import read_file, read_table_head
from extract.read.rows import ROW_SUFFIXES, bounded_lines
from extract.read.table import UnknownColumns, chosen_columns
from store.database import Store
from store.intake.claim_files import add_claims, is_claims_file
from store.intake.looking import look, save
from store.owners import EVERYBODY
from store.schema import StoreError

__all__ = ["FileReport", "Given", "add"]


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of the articles: the day and publisher of those that don't tell theirs, a label for all, which
    column of a table holds what, and whether they are saved at once or wait as drafts."""

    published: date | None = None
    publisher: str = ""
    label: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    save: bool = False


@dataclass(slots=True)
class FileReport:
    """What came of one file. `str()` says it in a line."""

    name: str
    saved: int = 0
    claims: int = 0
    stubs: int = 0  # articles of which only their claims are known
    already_claims: int = 0
    copies: int = 0
    already: int = 0
    waiting: int = 0
    undated: int = 0
    problems: list[str] = field(default_factory=list)  # a sentence for each article that could not be read
    asks: str = ""  # why a table waits for somebody to say which of its columns holds what
    left_out: bool = False

    def __str__(self) -> str:
        if self.left_out:
            return f"{self.name}: left out, it is no kind of file that is read"
        if self.asks:
            return f"{self.asks} It waits on the Articles page, which asks"
        parts = [
            f"{self.saved:,} saved with {self.claims:,} claim{'' if self.claims == 1 else 's'}" if self.saved else "",
            f"{self.claims:,} claims of {self.stubs:,} articles new to the store"
            if self.claims and not self.saved
            else "",
            f"{self.already_claims:,} claims already here" if self.already_claims else "",
            f"{self.copies:,} of these nearly the same as others, as one voice with them" if self.copies else "",
            f"{self.already:,} already here" if self.already else "",
            f"{self.waiting:,} on the Articles page, to be saved there" if self.waiting else "",
            f"{self.undated:,} on the Articles page, which asks for the day" if self.undated else "",
            f"{len(self.problems):,} not read" if self.problems else "",
        ]
        return f"{self.name}: {'; '.join(filter(None, parts)) or 'nothing in it'}"


def add(store: Store, pipeline: Pipeline, inputs: Iterable[str], given: Given) -> Iterator[FileReport]:
    """Add files, and all files in folders, one after another; what came of each."""
    for path, named in _files(inputs):
        report = FileReport(str(path))
        if is_claims_file(path):
            _add_claims(store, path, given, report)
        elif not named and path.suffix.lower() not in SUFFIXES:
            report.left_out = True
        elif asks := _ask_for_columns(store, path, given):
            report.asks = asks
        else:
            _add_file(store, pipeline, path, given, report)
        yield report


def _ask_for_columns(store: Store, path: Path, given: Given) -> str:
    """Have a table whose columns are not known wait for somebody who knows them; the sentence that says why, or
    nothing."""
    try:
        head = read_table_head(path, path.name)
        if head:
            chosen_columns(head.columns, head.guess, given.columns, str(path))
    except UnknownColumns as unknown:
        assert head
        arrivals = store.arrivals.belonging_to(EVERYBODY)
        if not any(path.name in each.names and each.head.columns == head.columns for each in arrivals.asking()):
            arrivals.ask(path.name, path.read_bytes(), head)
        return str(unknown)
    except ArticleError:
        pass  # said by who reads it
    return ""


def _files(inputs: Iterable[str]) -> Iterator[tuple[Path, bool]]:
    """Every file, and whether it was named itself rather than found in a folder."""
    for each in map(Path, inputs):
        if each.is_dir():
            yield from ((path, False) for path in sorted(each.rglob("*")) if path.is_file())
        else:
            yield each, True


def _add_file(store: Store, pipeline: Pipeline, path: Path, given: Given, report: FileReport) -> None:
    found = _read(path, given, pipeline.theatre.id)
    while True:
        try:
            some = list(islice(found, BATCH))
        except ArticleError as error:
            report.problems.append(str(error))
            return
        if not some:
            return
        report.problems += [str(one) for one in some if isinstance(one, ArticleError)]
        _add_some(store, pipeline, [one for one in some if not isinstance(one, ArticleError)], given, report)


def _add_claims(store: Store, path: Path, given: Given, report: FileReport) -> None:
    try:
        for articles, claims, already in add_claims(store, path, publisher=given.publisher, label=given.label):
            report.stubs += articles
            report.claims += claims
            report.already_claims += already
    except StoreError as error:
        report.problems.append(str(error))


def _read(path: Path, given: Given, theatre: str) -> Iterator[Read]:
    if path.suffix.lower() not in ROW_SUFFIXES:
        yield from read_file(path, path.name, published=given.published, columns=given.columns, theatre=theatre)
        return
    try:
        with path.open("rb") as lines:
            yield from read_rows(
                bounded_lines(lines), path.name,
                published=given.published, columns=given.columns, theatre=theatre, given_ids=False,
            )  # fmt: skip
    except OSError as error:
        raise ArticleError(f"{path}: can't be opened ({error.strerror}).") from None


def _add_some(
    store: Store, pipeline: Pipeline, some: Iterable[Article | NeedsDate], given: Given, report: FileReport
) -> None:
    drafts = store.drafts.belonging_to(EVERYBODY)  # what people have before them on the page is left to them
    ids: list[int] = []
    new: dict[str, Article | NeedsDate] = {}
    for one in some:
        article = one.draft if isinstance(one, NeedsDate) else one
        if store.holds(article.text) or article.text in new:
            report.already += 1
        elif (waits := drafts.holds(article.text)) is not None:
            ids.append(waits)
        else:
            new[article.text] = _with_publisher(one, given.publisher)
    ids += drafts.put(new.values(), label=given.label)
    look(store, pipeline, [draft for draft in drafts.of(ids) if draft.dated and draft.claims is None])
    copies = [draft.id for draft in drafts.of(ids) if draft.like and not draft.link]
    if given.save and copies:  # never doubled, and never dropped
        report.copies += drafts.link("voice", copies)
    for draft in drafts.of(ids):
        if draft.problem:
            report.problems.append(f"{draft.article.file_name}: {draft.problem}")
        elif not draft.dated:
            report.undated += 1
        elif not given.save:
            report.waiting += 1
        else:
            added = save(store, draft)
            report.saved += added.new
            report.already += not added.new
            report.claims += added.claims if added.new else 0


def _with_publisher(one: Article | NeedsDate, publisher: str) -> Article | NeedsDate:
    if isinstance(one, NeedsDate):
        return replace(one, draft=replace(one.draft, publisher=one.draft.publisher or publisher))
    return replace(one, publisher=one.publisher or publisher)
