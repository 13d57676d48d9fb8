"""The stored texts read again, by the words and rules that the program has now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version

from ledger.actions.documents import find_document
from ledger.actions.ingest import PROGRAM, Progress
from ledger.actions.reading import Failure, read_texts
from ledger.lexicon.vocabulary import lexicon_fingerprint
from ledger.model.document import Document
from ledger.model.reading import Reread
from ledger.store.engine import Ledger, open_ledger
from ledger.store.reads import fetch_document, fetch_documents
from ledger.store.rereading import add_rereading, compare_readings
from ledger.store.writes import start_run


@dataclass(slots=True)
class Again:
    """What reading the texts again came to, document by document."""

    dry_run: bool = False
    read: list[Reread] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """What the command ends with: 1 if a text could not be read."""
        return 1 if self.failed else 0


def read_again(
    target: str,
    names: Sequence[str] = (),
    *,
    jobs: int = 1,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Again:
    """Read the stored texts again, all of them or those named by path, its end, or the beginning of their hash.

    They are read with what is now known of them: a date that was put right dates what is told by it. Each text is
    taken in by itself, so an interruption loses none that was done.

    Raises:
        UnknownDocument, AmbiguousDocument: a name leads to none, or to several.

    """
    again = Again(dry_run)
    with open_ledger(target, write=not dry_run) as ledger:
        every = fetch_documents(ledger)
        entries = [find_document(ledger, name, every) for name in dict.fromkeys(names)] or every
        wanted = list(dict.fromkeys(entry.sha256 for entry in entries))
        run = None
        for done, outcome in enumerate(read_texts(_texts(ledger, wanted), jobs), 1):
            if isinstance(outcome, Failure):
                again.failed.append(outcome)
                path = outcome.path
            else:
                path = outcome.document.path
                if dry_run:
                    again.read.append(compare_readings(ledger, outcome))
                else:
                    run = _begun(ledger) if run is None else run
                    again.read.append(add_rereading(ledger, outcome, run))
            if progress is not None:
                progress(done, len(wanted), path)
    return again


def _texts(ledger: Ledger, names: Sequence[str]) -> Iterator[Document]:
    for name in names:
        yield fetch_document(ledger, name)


def _begun(ledger: Ledger) -> int:
    program = version(PROGRAM)
    return start_run(ledger, reader=program, lexicon=lexicon_fingerprint(), program=program)
