"""Put documents into the ledger: find them, read what is new, keep each as soon as it is read."""

import codecs
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.metadata import version
from itertools import groupby
from time import monotonic

from ledger.actions.figure_tables import FigureTables
from ledger.actions.reading import Failure, Outcome, Task, read_all
from ledger.actions.summary import Summary
from ledger.errors import BadValue, LedgerError, LedgerFolderMissing, LedgerMissing, ReadAlready, UsageError
from ledger.lexicon.vocabulary import lexicon_fingerprint
from ledger.loaders.content import Content, read_content
from ledger.loaders.folders import PassedOver
from ledger.loaders.registry import find_documents, open_content
from ledger.model.document import METADATA_FIELDS, Decoding, Metadata
from ledger.model.reading import Reading
from ledger.store.engine import Ledger, open_ledger
from ledger.store.homes import home_of
from ledger.store.reads import Kept, fetch_kept, has_document
from ledger.store.writes import MOST_TOGETHER, Added, add_readings, start_run
from ledger.tables.figure_rows import Reader, Taken
from ledger.tables.registry import PARQUET, is_figure_table

PROGRAM = "figure-ledger"
NOTHING_TYPED = Metadata()
Progress = Callable[[int, int, str], None]
_MOMENT = 0.5  # seconds for which what was read may wait to be kept with what is read next


def ingest(
    target: str,
    paths: Sequence[str],
    *,
    overrides: Metadata = NOTHING_TYPED,
    encoding: str | None = None,
    jobs: int = 1,
    dry_run: bool = False,
    trust: bool = False,
    progress: Progress | None = None,
) -> Summary:
    """Add documents to the ledger, which is made on first use.

    What is in it already is known by its content's hash and not read again. What was read within a moment is kept in
    one change, and told as done behind it: an interruption loses none that was told.
    """
    _require_encoding(encoding)
    if not dry_run:
        _require_folder(target)
    found = find_documents(paths, others=[PARQUET])
    tables = dict.fromkeys(path for path in found.paths if is_figure_table(path))
    if tables and (overrides != NOTHING_TYPED or encoding):
        raise ReadAlready(next(iter(tables)))
    documents = [path for path in found.paths if path not in tables]
    summary = Summary(passed_over=list(found.passed_over), dry_run=dry_run, expected=len(documents))

    def tasks() -> Iterator[Task]:
        for path in documents:
            try:
                content = read_content(path, encoding=encoding, trusted=trust)
                for number, held in enumerate(open_content(content)):
                    summary.expected += number > 0  # how many a file holds is known at its end
                    if isinstance(held, PassedOver):
                        summary.passed_over.append(held)
                        summary.expected -= 1
                    elif isinstance(held, LedgerError):
                        summary.failed.append(Failure.of(path, held))
                    else:
                        beside = found.manifest_for(path) if held.path == content.path else None
                        yield Task(held, beside, overrides)
            except LedgerError as error:
                summary.failed.append(Failure.of(path, error))

    if documents:
        add_tasks(target, tasks(), summary, jobs=jobs, progress=progress)
    if tables:
        _add_tables(target, FigureTables(list(tables)), summary, progress)
    return summary


def add_tasks(
    target: str,
    tasks: Iterable[Task],
    summary: Summary,
    *,
    jobs: int = 1,
    progress: Progress | None = None,
) -> None:
    """Read what is new among the tasks and keep it, telling the summary and the progress of each."""
    with ExitStack() as stack:
        keeper = _Keeper(target, stack, dry_run=summary.dry_run)
        for done in _kept(read_all(_unknown(tasks, keeper, summary), jobs), keeper, summary):
            if progress is not None:
                progress(summary.done, summary.expected, done.path)


def _add_tables(target: str, tables: FigureTables, summary: Summary, progress: Progress | None) -> None:
    """Keep what tables tell was read, by whom they tell read it, telling the summary and the progress of each text."""
    with ExitStack() as stack:
        keeper = _Keeper(target, stack, dry_run=summary.dry_run)
        for reader, outcomes in groupby(_untold(tables, keeper, summary), key=lambda told: told[0]):
            keeper.reader = reader
            for _ in _kept((outcome for _, outcome in outcomes), keeper, summary):
                if progress is not None:
                    progress(tables.done, tables.length, tables.path)


def _kept(outcomes: Iterable[Outcome], keeper: "_Keeper", summary: Summary) -> Iterator["Done | Failure"]:
    """Keep what was read, and yield each as it is kept, or told why it could not be, with the summary told of it."""
    for together in _gathered(outcomes):
        for outcome in keeper.keep(together):
            if isinstance(outcome, Failure):
                summary.failed.append(outcome)
            elif outcome.new:
                summary.take(outcome.reading)
            else:
                summary.known.append(outcome.path)
            yield outcome


def _untold(tables: FigureTables, keeper: "_Keeper", summary: Summary) -> Iterator[tuple[Reader | None, Outcome]]:
    """Yield what tables tell of texts that are neither in the ledger nor met before, and who read each."""
    met: dict[str, str] = {}
    reader = keeper.reader
    for told in tables.readings():
        if not isinstance(told, Taken):
            yield reader, told
            continue
        reader, document = told.reader, told.reading.document
        known = met.get(document.sha256) or ((kept := keeper.kept(document.sha256)) and kept.path)
        if known:
            summary.take_known(document.path, known)
        else:
            met[document.sha256] = document.path
            yield reader, told.reading


def _gathered(outcomes: Iterable[Outcome]) -> Iterator[list[Outcome]]:
    """Yield together what came within a moment: a change of the ledger costs more than a short text's figures."""
    some: list[Outcome] = []
    until = 0.0
    try:
        for outcome in outcomes:
            until = until if some else monotonic() + _MOMENT
            some.append(outcome)
            if len(some) >= MOST_TOGETHER or monotonic() >= until:
                yield some
                some = []
    except KeyboardInterrupt:
        if some:  # what is read is kept, though nothing more will be
            yield some
        raise
    if some:
        yield some


@dataclass(frozen=True, slots=True)
class Done:
    """A reading that is in the ledger; `new` is False where another program has added the same content meanwhile."""

    reading: Reading
    new: bool

    @property
    def path(self) -> str:
        """Where the document stood."""
        return self.reading.document.path


class _Keeper:
    """The ledger as far as it is needed: opened if it is there, made when the first reading is to be kept."""

    def __init__(self, target: str, stack: ExitStack, *, dry_run: bool) -> None:
        self.target, self.stack, self.dry_run = target, stack, dry_run
        self.ledger: Ledger | None = None
        self.reader: Reader | None = None  # who read what is kept, where it was not this program
        self.runs: dict[Reader, int] = {}
        try:
            self.ledger = stack.enter_context(open_ledger(target, write=not dry_run))
        except LedgerMissing:
            pass
        except LedgerError:
            if not self._is_empty_file():
                raise

    def kept(self, sha256: str) -> Kept | None:
        """Tell how a document with this content is kept, None where none is in the ledger yet."""
        return fetch_kept(self.ledger, sha256) if self.ledger and has_document(self.ledger, sha256) else None

    def keep(self, outcomes: Sequence[Outcome]) -> Iterator["Done | Failure"]:
        """Add what was read, and tell what became of each outcome, in their order."""
        readings = deque(outcome for outcome in outcomes if isinstance(outcome, Reading))
        added = self._add(readings)
        for outcome in outcomes:
            yield outcome if isinstance(outcome, Failure) else next(added)

    def _add(self, readings: deque[Reading]) -> Iterator["Done | Failure"]:
        """Add readings; of one that cannot be kept it is told why, and those behind it are added."""
        while readings:
            try:
                for added in self._added(readings):
                    yield Done(readings.popleft(), added.new)
            except UsageError:
                raise
            except LedgerError as error:
                if error.exit_code != 1:
                    raise  # the ledger itself: nothing more can be kept
                yield Failure.of(readings.popleft().document.path, error)

    def _added(self, readings: Iterable[Reading]) -> Iterable[Added]:
        if self.dry_run:
            return [Added(reading.document, new=True) for reading in readings]
        if self.ledger is None:
            self.ledger = self.stack.enter_context(open_ledger(self.target, write=True, create=True))
        program = version(PROGRAM)
        by = self.reader or Reader(program, lexicon_fingerprint())
        if by not in self.runs:
            self.runs[by] = start_run(self.ledger, reader=by.version, lexicon=by.lexicon, program=program)
        return add_readings(self.ledger, list(readings), self.runs[by])

    def _is_empty_file(self) -> bool:
        file = home_of(self.target).file
        return file is not None and file.is_file() and file.stat().st_size == 0


def _unknown(tasks: Iterable[Task], keeper: _Keeper, summary: Summary) -> Iterator[Task]:
    """Yield the tasks whose content is neither in the ledger nor met before."""
    met: dict[str, str] = {}
    for task in tasks:
        name, path = task.content.sha256, task.content.path
        if name in met:
            summary.take_known(path, met[name])
        elif kept := keeper.kept(name):
            summary.take_known(path, kept.path)
            summary.kept_encodings += _kept_encoding(task.content, kept)
            summary.kept_values += _kept_values(task, kept)
        else:
            met[name] = path
            yield task


def _kept_encoding(content: Content, kept: Kept) -> Iterator[str]:
    """Say in which encoding a text was read where the user names another now: it is not read again."""
    before, by = kept.loading.encoding, kept.loading.decoded_by
    if content.encoding and before and codecs.lookup(content.encoding).name != codecs.lookup(before).name:
        guessed = ", which was guessed" if by is Decoding.GUESSED else ""
        yield f"{content.path} is in the ledger as {before}{guessed}, and not read again as {content.encoding}"


def _kept_values(task: Task, kept: Kept) -> Iterator[str]:
    """Name the document and what the user typed about it that it does not have: only `documents --edit` changes it."""
    typed = task.overrides or NOTHING_TYPED
    given = {field: getattr(typed, field) for field in METADATA_FIELDS}
    fields = [name for name, value in given.items() if value not in (None, getattr(kept.metadata, name))]
    if fields:
        yield f"{task.content.path} ({', '.join(fields)})"


def _require_folder(target: str) -> None:
    """Refuse once, and not with every document, a ledger in a folder that is not there."""
    file = home_of(target).file
    if file is not None and not file.parent.is_dir():
        raise LedgerFolderMissing(target, file.parent.as_posix())


def _require_encoding(name: str | None) -> None:
    """Refuse an unknown encoding once, not once a document."""
    try:
        codecs.lookup(name or "utf-8")
    except LookupError as error:
        raise BadValue("--encoding", str(name), "an encoding known here, such as utf-8, cp1252 or utf-16") from error
