"""Whether the sources are still what was read, and the ledger what was kept: file by file, quote by quote."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import groupby
from pathlib import Path, PurePosixPath

from ledger.actions.verify_rows import find_table, holds, place_of
from ledger.compare.drift import Texts
from ledger.errors import LedgerError
from ledger.loaders.content import STDIN, Content, read_content
from ledger.loaders.folders import files_of
from ledger.loaders.registry import load_text, open_content
from ledger.model.document import Decoding, Document
from ledger.model.figure import Figure, Status
from ledger.model.verification import FINE, Checked, Drift, State
from ledger.store.engine import Ledger, open_ledger
from ledger.store.filters import FigureFilter
from ledger.store.integrity import require_whole
from ledger.store.queries import fetch_figures
from ledger.store.reads import DocumentEntry, fetch_document, fetch_documents

_PLAIN = "text"  # the format of plain texts, and of those in a table
_MOST_FILES = 20_000  # looked through for one that was moved
Progress = Callable[[int, int, str], None]


def verify_sources(target: str, progress: Progress | None = None) -> Iterator[Checked]:
    """Hold each document's source against what was read of it, by path, and the ledger against itself.

    A source is looked for under its own name, from this folder and from the ledger's; else for the same bytes among the
    files beside it. Nothing is ever taken for a quote but its own words.

    Raises:
        LedgerError: there is no ledger, or it is damaged.

    """
    with open_ledger(target, write=False) as ledger:
        require_whole(ledger)
        entries = fetch_documents(ledger)
        folders = (Path(), ledger.home.place.parent)
        for number, entry in enumerate(entries, 1):
            yield _checked(ledger, entry, folders)
            if progress:
                progress(number, len(entries), entry.path)


def is_fine(checked: Sequence[Checked]) -> bool:
    """Tell whether every source is what it was."""
    return all(one.state in FINE for one in checked)


def _checked(ledger: Ledger, entry: DocumentEntry, folders: Sequence[Path]) -> Checked:
    document = fetch_document(ledger, entry.sha256)
    figures = list(fetch_figures(ledger, FigureFilter(document=entry.sha256, statuses=tuple(Status))))
    name, count = (entry.path, entry.sha256), len(figures)
    if fault := _altered(document, figures):
        return Checked(*name, State.ALTERED, count, fault)
    if entry.path == STDIN:
        return Checked(*name, State.MISSING, count, "it came by standard input, and no file is known")
    try:
        row = place_of(entry.path) if document.format == _PLAIN else None
        if row and (table := find_table(row, folders)):
            if holds(table, row.row, entry.sha256):
                return Checked(*name, State.UNCHANGED, count, found=entry.path)
            return Checked(*name, State.MISSING, count, f"row {row.row:,} of '{row.table}' is another text now")
        found = _found(entry, folders)
    except LedgerError as error:
        return Checked(*name, State.UNREADABLE, count, str(error).rstrip("."))
    if found is None:
        moved = _moved(entry, folders)
        if moved:
            return Checked(*name, State.MOVED, count, f"the same file is '{moved}' now", moved)
        return Checked(*name, State.MISSING, count, "no file of that name is there, nor the same one beside it")
    if found.sha256 == entry.sha256:
        return Checked(*name, State.UNCHANGED, count, found=found.path)
    return _drifted(Checked(*name, State.CHANGED, count, found=found.path), document, figures, found)


def _altered(document: Document, figures: Sequence[Figure]) -> str | None:
    """Return what of the ledger is not as it was kept: a text by its hash, or a figure's words by its span."""
    plain = document.format == _PLAIN and not document.left_out and document.decoded_by is Decoding.UTF8
    if plain and Content(document.path, document.text.encode("utf-8", "surrogatepass")).sha256 != document.sha256:
        return "the text kept of it does not have the hash it was kept under"
    wrong = [figure.id for figure in figures if document.text[slice(*figure.span)] != figure.surface]
    return f"the text kept of it does not say {', '.join(wrong)}" if wrong else None


def _found(entry: DocumentEntry, folders: Sequence[Path]) -> Content | None:
    """Return what is now under the document's name: a file, or a part of a file of several."""
    for folder in folders:
        for file in (folder / path for path in files_of(entry.path)):
            if file.is_file():
                return _part(file, str(folder / entry.path), entry)
    return None


def _part(file: Path, path: str, entry: DocumentEntry) -> Content | None:
    encoding = entry.loading.encoding if entry.loading.decoded_by is Decoding.TYPED else None
    content = read_content(file, encoding=encoding)
    if Path(content.path) == Path(path):
        held = [one for one in open_content(content) if isinstance(one, Content)]
        return held[0] if len(held) == 1 and content.sha256 != entry.sha256 else content
    parts = (one for one in open_content(content) if isinstance(one, Content))
    return next((one for one in parts if Path(one.path) == Path(path)), None)


def _moved(entry: DocumentEntry, folders: Sequence[Path]) -> str | None:
    """Return the file beside where it was, or below, that has the same bytes."""
    looked = 0
    for folder in folders:
        place = (folder / entry.path).parent
        ending = PurePosixPath(entry.path).suffix
        for file in sorted(place.rglob(f"*{ending}")) if place.is_dir() else ():
            looked += 1
            if looked > _MOST_FILES:
                return None
            with suppress(LedgerError, OSError):
                if file.stat().st_size == entry.size and read_content(file).sha256 == entry.sha256:
                    return file.as_posix()
    return None


def _drifted(checked: Checked, document: Document, figures: Sequence[Figure], content: Content) -> Checked:
    """Find each quote in the text as it is now; figures of one sentence share what became of it."""
    try:
        now = load_text(content)
    except LedgerError as error:
        return replace(checked, state=State.UNREADABLE, reason=str(error).rstrip("."))
    texts = Texts(document.text, now)
    drifts: list[tuple[Figure, Drift]] = []
    for span, told in groupby(figures, lambda figure: figure.quote_span):
        drift = texts.drift(span)
        drifts += [(figure, drift) for figure in told]
    reason = "its text is the same" if now == document.text else None
    return replace(checked, reason=reason, now=now, drifts=tuple(drifts))
