"""One document held against its history: its text, what is known of it, what was read in it, and how that stands."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from sqlalchemy import Connection

from ledger.model.alteration import Alteration, How
from ledger.model.event import Act, Event
from ledger.store.chains import Chains, Run, entries_about, path_of, path_told, run_told
from ledger.store.claims import Account, Kept, Part
from ledger.store.derived import judged_in, stands_otherwise, wrongly_counting
from ledger.store.dialects.dialect import ask
from ledger.store.digests import row_digest, stored_figures, stored_rows
from ledger.store.rows import storable

_PASSAGES = ("omissions", "problems")
_BESIDE = ("omission", "problem", "passage")  # what no figure is made of
_WHAT = {
    "documents": "document",
    "loadings": "document",
    "left_out": "document",
    "sections": "section",
    "metadata_values": "metadata",
    "figures": "figure",
    "omissions": "omission",
    "problems": "problem",
}
_GONE = {
    Part.FIGURES: ("figure", "{} of {} is gone", "{} of {} are gone"),
    Part.PASSAGES: ("passage", "{} of {} that yielded no figure is gone", "{} of {} that yielded no figure are gone"),
    Part.KNOWN: ("part", "{} of what is known of {} is gone", "{} of what is known of {} are gone"),
    Part.DOCUMENT: ("text", "{} of {} is gone", "{} of {} are gone"),
    Part.LOADING: ("note", "{} on how the file of {} became text is gone", "{} on that of {} are gone"),
}


class DocumentRows:
    """All that is kept of one document, and all that the history says of it.

    `runs` are the runs of the ledger by their numbers; rows of those in `altered_runs` are not asked for theirs.
    """

    def __init__(
        self, connection: Connection, name: str, chains: Chains, runs: Mapping[int, Run], altered_runs: Collection[int]
    ) -> None:
        self._connection, self._name, self._chains = connection, name, chains
        self._runs, self._altered_runs = runs, altered_runs
        self._entries = entries_about(connection, [name])[name]
        self._account = Account(self._entries, chains.aside)
        self._path = storable(path_told(self._entries) or path_of(connection, name))
        self._passages: Counter[tuple[str, int | None]] = Counter()  # that are there, by table and run
        self._metadata: list[Kept] = []
        self._figures: set[str] = set()
        self._text = b""  # the digest of the document's own row

    def alterations(self, altered: Collection[str]) -> Iterator[Alteration]:
        """Yield what is not as it was read.

        How its figures stand is looked at only where all is as it was that this comes from; `altered` are figures of
        which that is known not to be so.
        """
        strays = [*self._settle_claims()]
        if not self._account.claims:
            told = _counted(len(self._figures), "figure")
            yield self._told("document", How.ADDED, f"{self._path}, with {told}, was added by nobody")
            return
        if not self._account.settled:
            yield self._told("document", How.GONE, f"{self._path} is gone, with all that was read in it")
            return
        without = self._of_another_text()
        found = [*self._differences(without), *strays, *self._misnamed(), *self._misread(without), *self._misordered()]
        yield from found
        if all(one.what in _BESIDE for one in found):
            yield from self._misjudged(altered)

    def _told(self, what: str, how: How, words: str) -> Alteration:
        return Alteration(self._path, what, how, storable(words))

    def _of_another_text(self) -> set[str]:
        """Return the ledgers whose text of the document is another, so that what they read is not here."""
        if self._name not in self._chains.apart:
            return set()
        texts = {
            claim.event.chain: digest
            for digest, claims in self._account.claims.items()
            for claim in claims
            if claim.part is Part.DOCUMENT
        }
        return {chain for chain, digest in texts.items() if digest != self._text and self._text in texts.values()}

    # What is there

    def _settle_claims(self) -> Iterator[Alteration]:
        """Take in every row, and yield those that are put to a run in which no entry says that they were read."""
        for kept in self._rows():
            run = None if kept.run is None else self._runs.get(kept.run)
            claims = self._account.take(kept, run)
            if not claims or kept.run is None or kept.run in self._altered_runs:
                continue
            if run not in {run_told(claim.event) for claim in claims}:
                words = f"{self._words(kept)} is put to another reading than it came by"
                yield self._told(_WHAT[kept.table], How.CHANGED, words)

    def _rows(self) -> Iterator[Kept]:
        for table in ("documents", "loadings", "left_out", "sections", "metadata_values"):
            column = "sha256" if table == "documents" else "document"
            order = " ORDER BY sequence" if table == "metadata_values" else ""
            for values in stored_rows(self._connection, table, f"{column} = ?{order}", self._name):
                kept = Kept(table, row_digest(table, values), values)
                if table == "documents":
                    self._text = kept.digest
                elif table == "metadata_values":
                    self._metadata.append(kept)
                yield kept
        for table in _PASSAGES:
            rows = stored_rows(self._connection, table, "document = ? ORDER BY sequence", self._name)
            for values, run in zip(rows, self._runs_of(table, "sequence"), strict=True):
                self._passages[table, run] += 1
                yield Kept(table, row_digest(table, values), values, run)
        figures = stored_figures(self._connection, self._name)
        for (_, values, digest), run in zip(figures, self._runs_of("figures", "number"), strict=True):
            self._figures.add(str(values["id"]))
            yield Kept("figures", digest, values, run)

    def _runs_of(self, table: str, order: str) -> list[int]:
        query = f"SELECT run FROM {table} WHERE document = ? ORDER BY {order}"  # noqa: S608  # all words are our own
        return [run for (run,) in ask(self._connection, query, (self._name,))]

    def _differences(self, without: Collection[str]) -> Iterator[Alteration]:
        """Yield the rows that nobody brought in; what is claimed and gone is taken for what they were before."""
        for part, rows, claims in self._account.differences(without):
            if part is Part.PASSAGES and any(run in self._altered_runs for _, run in self._passages):
                continue  # which run they are of cannot be told, and that it was altered is told already
            for at, kept in enumerate(rows):
                how, words = (How.CHANGED, "is not as it was read") if at < len(claims) else _ADDED
                yield self._told(_WHAT[kept.table], how, f"{self._words(kept)} {words}")
            if len(claims) > len(rows):
                number = len(claims) - len(rows)
                noun, one, several = _GONE.get(part, ("row", "{} of {} is gone", "{} of {} are gone"))
                words = (one if number == 1 else several).format(_counted(number, noun), self._path)
                yield self._told(noun, How.GONE, words)

    def _words(self, kept: Kept) -> str:
        """Return what a person would call a row."""
        values, path = kept.values, self._path
        match kept.table:
            case "documents":
                return f"the text of {path}, its size or where its pages begin,"
            case "loadings":
                return f"what is kept of how the file of {path} became text"
            case "left_out":
                return f"what is kept of what the text of {path} does not have"
            case "sections":
                return f"section {values['number']} of {path}"
            case "metadata_values":
                section = "" if values["section"] is None else f"section {values['section']} of "
                return f"what is known of {section}{path}, {values['field']} »{values['value']}«,"
            case "figures":
                return f"figure {values['id']} »{values['surface']}« in {path}, line {values['line']},"
        return f"{'the omission' if kept.table == 'omissions' else 'the problem'} »{values['surface']}« in {path}"

    # What is told of it

    def _misnamed(self) -> Iterator[Alteration]:
        """Hold the document's path, and the run it was added in, against the entry of that."""
        added = [entry.event for entry in self._entries if entry.event.act is Act.ADD]
        query = "SELECT path, added_run FROM documents WHERE sha256 = ?"
        for path, run in ask(self._connection, query, (self._name,)):
            if path not in {event.detail.get("path") for event in added}:
                yield self._told("document", How.CHANGED, f"{self._path} is called {path} now")
            if run not in self._altered_runs and self._runs.get(run) not in map(run_told, added):
                yield self._told("document", How.CHANGED, f"{self._path} is put to another run than it was added in")

    def _misread(self, without: Collection[str]) -> Iterator[Alteration]:
        """Hold the readings against the entries that tell of them: by what run, and how much was read."""
        told = {run_told(event): (event, own) for event, own in self._entries if "figures" in event.detail}
        query = "SELECT run, figures, omissions, problems FROM readings WHERE document = ? ORDER BY run"
        every = ask(self._connection, query, (self._name,)).fetchall()
        rows = [row for row in every if row[0] not in self._altered_runs]
        for run, *counts in rows:
            entry = told.get(self._runs.get(run))
            if entry is not None and not self._is_counted_so(entry[0], run, counts):
                yield self._told("reading", How.CHANGED, f"how much was read in {self._path} is not as it was counted")
        there = {self._runs.get(run) for run, *_ in rows}
        wrong = sum(self._runs.get(run) not in told for run, *_ in rows)
        due = {run for run, (event, own) in told.items() if own or event.chain not in without}
        gone = len(due - there) - (len(every) - len(rows))  # what stands under an altered run is there all the same
        for at in range(max(wrong, gone)):
            how, words = _ADDED if at < wrong else (How.GONE, "is gone")
            if at < min(wrong, gone):
                how, words = How.CHANGED, "is not as it was"
            yield self._told("reading", how, f"a reading of {self._path} {words}")

    def _is_counted_so(self, event: Event, run: int, counts: Sequence[object]) -> bool:
        """Tell whether the numbers kept of a reading are those of its entry and of its rows."""
        figures, *passages = counts
        read = [self._passages[table, run] for table in _PASSAGES]
        if sum(read) != event.detail.get("passages"):  # told already: some are gone, or nobody's
            return (figures, _total(passages)) == (event.detail["figures"], event.detail.get("passages"))
        return (figures, passages) == (event.detail["figures"], read)

    def _misordered(self) -> Iterator[Alteration]:
        """Hold the order of what is known against that of the entries: of two values the later one holds."""
        last = 0
        for kept in self._metadata:
            own = [claim.event.position for claim in self._account.claims.get(kept.digest, ()) if claim.own]
            if len(own) != 1:
                continue
            if own[0] < last:
                yield self._told("metadata", How.CHANGED, f"{self._words(kept)} stands where it did not come in")
                return
            last = own[0]

    # What is worked out from it

    def _misjudged(self, altered: Collection[str]) -> Iterator[Alteration]:
        names = [name for name in judged_in(self._connection, self._name) if name not in altered]
        for name in sorted(stands_otherwise(self._connection, names)):
            yield self._told("standing", How.CHANGED, f"how {name} in {self._path} stands is not what was said of it")
        figures = self._figures.difference(altered)
        for name in sorted(wrongly_counting(self._connection, self._name, figures)):
            words = f"of the readings of {name} in {self._path} another counts than ought to"
            yield self._told("standing", How.CHANGED, words)


_ADDED = (How.ADDED, "was added by nobody")


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _total(counts: Sequence[object]) -> int:
    return sum(count for count in counts if isinstance(count, int))
