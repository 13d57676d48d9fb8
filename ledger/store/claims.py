"""What the entries of the history say came in, held against the rows that are there.

It is a question of membership: every digest that an entry names is that of a row, and every row is named by an entry.
A row may be named more than once: by two readings that found the same, by two ledgers that had the same document.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from ledger.model.event import Act, Event
from ledger.store.chains import Entry, Run, run_told


class Part(StrEnum):
    """What an entry names together."""

    FIGURES = "figures"
    PASSAGES = "passages"  # what yielded no figure
    DOCUMENT = "document"
    LOADING = "loading"
    KNOWN = "known"  # sections, what was left out, metadata
    JUDGEMENTS = "judgements"
    FINDINGS = "findings"
    OTHER = "other"


_PART = {
    "figures": Part.FIGURES,
    "omissions": Part.PASSAGES,
    "problems": Part.PASSAGES,
    "documents": Part.DOCUMENT,
    "loadings": Part.LOADING,
    "left_out": Part.KNOWN,
    "sections": Part.KNOWN,
    "metadata_values": Part.KNOWN,
    "judgements": Part.JUDGEMENTS,
    "findings": Part.FINDINGS,
}
_REPEATED = (Part.PASSAGES, Part.KNOWN)  # whose rows may come in more than once, word for word
_OF_ACT = {Act.EDIT: Part.KNOWN, Act.JUDGE: Part.JUDGEMENTS, Act.FIND: Part.FINDINGS}


class Kept(NamedTuple):
    """A row that is there, with what it is known by; `run` is the run it says it was read in."""

    table: str
    digest: bytes
    values: Mapping[str, Any]
    run: int | None = None


class Claim(NamedTuple):
    """One digest that an entry names, and the part that it is of."""

    digest: bytes
    part: Part
    event: Event
    own: bool


def claims_of(entry: Entry) -> Iterator[Claim]:
    """Yield the digests that an entry names.

    Of a reading the figures come first and then the passages; behind them the document, how it was loaded, and what is
    known of it.
    """
    event, own = entry
    figures = _number(event, "figures")
    behind = figures + _number(event, "passages")
    first = {behind: Part.DOCUMENT, behind + 1: Part.LOADING}
    for place, digest in enumerate(event.digests):
        part = _OF_ACT.get(event.act, Part.OTHER)
        if event.act in (Act.ADD, Act.REREAD):
            part = (
                Part.FIGURES if place < figures else Part.PASSAGES if place < behind else first.get(place, Part.KNOWN)
            )
        yield Claim(digest, part, event, own)


def _number(event: Event, name: str) -> int:
    told = event.detail.get(name)
    return told if isinstance(told, int) and told > 0 else 0


class Account:
    """The claims of some entries, settled row by row; what is `aside` is kept in the entry of a merging."""

    def __init__(self, entries: Sequence[Entry], aside: Collection[bytes]) -> None:
        self.claims: dict[bytes, list[Claim]] = {}
        self.settled = 0  # how many rows are there that were claimed
        self._aside = aside
        self._there: Counter[tuple[bytes, Run | None]] = Counter()
        self._unclaimed: list[Kept] = []
        for entry in entries:
            for claim in claims_of(entry):
                self.claims.setdefault(claim.digest, []).append(claim)

    def take(self, kept: Kept, run: Run | None = None) -> Sequence[Claim]:
        """Settle the claims on a row that is there and return them; none where nobody brought it in.

        Passages are kept anew with each reading, so these are settled run by run.
        """
        part = _PART[kept.table]
        claims = self.claims.get(kept.digest, [])
        key = (kept.digest, run if part is Part.PASSAGES else None)
        of_run = [claim for claim in claims if part is not Part.PASSAGES or run_told(claim.event) == run]
        if self._there[key] >= (len(of_run) if part in _REPEATED else min(len(of_run), 1)):
            self._unclaimed.append(kept)
            return ()
        self._there[key] += 1
        self.settled += 1
        return claims

    def differences(self, without: Collection[str] = ()) -> Iterator[tuple[Part, list[Kept], list[Claim]]]:
        """Yield, part by part, the rows that nobody brought in and the claims that no row settles.

        Claims of other ledgers' chains that are in `without` need none.
        """
        rows: dict[Part, list[Kept]] = defaultdict(list)
        claims: dict[Part, list[Claim]] = defaultdict(list)
        for kept in self._unclaimed:
            rows[_PART[kept.table]].append(kept)
        for claim in self._unsettled(without):
            claims[claim.part].append(claim)
        for part in Part:
            if rows[part] or claims[part]:
                yield part, rows[part], claims[part]

    def _unsettled(self, without: Collection[str]) -> Iterator[Claim]:
        """Yield the claims that no row settles; what came in with two ledgers is there once.

        Of a document there is one row, which is this ledger's where another has its pages begin elsewhere.
        """
        has_document = any(
            claims[0].part is Part.DOCUMENT and self._there[digest, None] for digest, claims in self.claims.items()
        )
        for digest, every in self.claims.items():
            claims = [claim for claim in every if claim.own or claim.event.chain not in without]
            own = sum(claim.own for claim in claims)
            if claims and claims[0].part is Part.PASSAGES:
                by_run: dict[Run | None, list[Claim]] = defaultdict(list)
                for claim in claims:
                    by_run[run_told(claim.event)].append(claim)
                for run, told in by_run.items():
                    yield from told[self._there[digest, run] :]
            elif (
                claims
                and digest not in self._aside
                and (own or claims[0].part is not Part.DOCUMENT or not has_document)
            ):
                least = max(own, 1) if claims[0].part is Part.KNOWN else 1
                yield from claims[: max(0, least - self._there[digest, None])]
