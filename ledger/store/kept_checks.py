"""What a check leaves, kept beside the ledger: no part of it, and nothing is lost with it.

kept_file(ledger) -> Path | None, where it is kept
read_kept(path, program) -> KeptFile | None
write_kept(path, kept, program, of)

A file is one line that says what it is, one of JSON with the length and digest of each part, and the parts. One that
is damaged, foreign, of another program or nobody's own is as good as none. No part is code, and none is trusted for
more than what a check would find in figures that read as they do.
"""

import glob
import hashlib
import json
import os
import sys
import tempfile
import zlib
from array import array
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from ledger.model.finding import Gate, Relation, Slip, Verdict
from ledger.model.kept import Kept, KeptFinding, Names, Told
from ledger.store.homes import home_of

_FIRST = b"figure ledger, a kept check, 1\n"  # the number grows with the form of what follows
_BESIDE, _ENDING, _UNFINISHED = "-check", ".check", ".part"
_LEDGERS, _BYTES = 16, 1 << 30  # so many files are kept, and so much in all
_LONGEST_HEADER = 1 << 20
_FAST = 1  # of zlib: names of pairs are as good as random
_BROKEN = (OSError, ValueError, KeyError, IndexError, TypeError, OverflowError, RecursionError, zlib.error)


@dataclass(frozen=True, slots=True)
class KeptFile:
    """An open file of what was kept; `of` says of which state of the ledger the findings are."""

    path: Path
    of: str
    parts: Mapping[str, tuple[int, int, str]]  # where each begins, how long it is, and its digest

    @classmethod
    def open(cls, path: Path, program: str) -> Self:
        """Read what the file says of itself.

        Raises:
            OSError, ValueError and others: it is none that this program may use.

        """
        with path.open("rb") as file:
            if file.read(len(_FIRST)) != _FIRST or not _is_own(file.fileno()):
                raise ValueError(path)
            line = file.readline(_LONGEST_HEADER)
            digest, _, header = line.partition(b" ")
            told = json.loads(header)
            if _digest(header.strip()) != digest.decode() or told["program"] != program:
                raise ValueError(path)
            at, parts = file.tell(), {}
            for name, length, checked in told["parts"]:
                parts[name] = (at, length, checked)
                at += length
        return cls(path, told["of"], parts)

    def findings(self) -> list[KeptFinding] | None:
        """Return the findings alone, None where they cannot be read."""
        with suppress(*_BROKEN):
            return [_finding(*told) for told in self._json("findings")["findings"]]
        return None

    def kept(self) -> Kept | None:
        """Return all that was kept, None where it cannot be read."""
        with suppress(*_BROKEN):
            of = self._json("findings")
            found = {
                mark: [(name, _finding(*told)) for name, told in some] for mark, some in self._json("found").items()
            }
            findings = [_finding(*told) for told in of["findings"]]
            silent = Names(_numbers(self._part("silent")))
            return Kept(bytes.fromhex(of["salt"]), silent, _told(self._json("told")), found, of["mark"], findings)
        return None

    def _json(self, name: str) -> Any:
        return json.loads(self._part(name))

    def _part(self, name: str) -> bytes:
        at, length, digest = self.parts[name]
        with self.path.open("rb") as file:
            file.seek(at)
            packed = file.read(length)
        if _digest(packed) != digest:
            raise ValueError(name)
        unpacking = zlib.decompressobj()
        plain = unpacking.decompress(packed, _BYTES)
        if not unpacking.eof:
            raise ValueError(name)
        return plain


def kept_file(target: str) -> Path | None:
    """Return where what a check of this ledger leaves is kept, None where nothing is.

    It stands beside the ledger, whose findings it tells in plain words: who deletes or locks away the one has the
    other in sight. A ledger on a server has no such place; `LEDGER_CACHE` names one for all, or is "off".
    """
    given, home = os.environ.get("LEDGER_CACHE"), home_of(target)
    if given == "off":
        return None
    if not given:
        return home.file.with_name(f"{home.file.name}{_BESIDE}") if home.file else None
    name = f"{home.file or home.name}"
    return Path(given) / f"{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}{_ENDING}"


def read_kept(path: Path, program: str) -> KeptFile | None:
    """Return what is kept there by this very program, None where that is nothing."""
    with suppress(*_BROKEN):
        return KeptFile.open(path, program)
    return None


def write_kept(path: Path, kept: Kept, *, program: str, of: str) -> None:
    """Keep what a check leaves, whole or not at all; where that cannot be, nothing is said of it.

    Of two that write at once the last one's is kept. What was not asked for longest goes when there is too much.
    """
    parts = {name: zlib.compress(part, _FAST) for name, part in _packed(kept)}
    listed = [(name, len(part), _digest(part)) for name, part in parts.items()]
    header = json.dumps({"program": program, "of": of, "parts": listed}).encode()
    if len(header) + sum(map(len, parts.values())) > _BYTES:
        return
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f"{path.name}.", suffix=_UNFINISHED, dir=path.parent)
        unfinished = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.writelines([_FIRST, _digest(header).encode(), b" ", header, b"\n", *parts.values()])
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
        _make_room(path)


def _make_room(newest: Path) -> None:
    """Delete what was left unfinished, and of a folder for all ledgers what was kept longest ago, until it has room."""
    for left in newest.parent.glob(f"{glob.escape(newest.name)}.*{_UNFINISHED}"):
        left.unlink(missing_ok=True)
    found = [(entry.stat(), entry) for entry in newest.parent.glob(f"*{_ENDING}")] if newest.suffix == _ENDING else []
    kept = bytes_kept = 0
    for told, entry in sorted(found, key=lambda pair: (pair[1] != newest, -pair[0].st_mtime)):
        kept, bytes_kept = kept + 1, bytes_kept + told.st_size
        if kept > _LEDGERS or bytes_kept > _BYTES:
            entry.unlink(missing_ok=True)


def _is_own(handle: int) -> bool:
    """Tell whether a file belongs to who runs the program: another's may say what it likes."""
    return not hasattr(os, "getuid") or os.fstat(handle).st_uid == os.getuid()


def _digest(told: bytes) -> str:
    return hashlib.blake2b(told, digest_size=16).hexdigest()


def _packed(kept: Kept) -> Iterator[tuple[str, bytes]]:
    """Yield the parts of what is kept; that of the findings can be read alone."""
    findings = {"salt": kept.salt.hex(), "mark": kept.mark, "findings": kept.findings}
    yield "findings", json.dumps(findings).encode()
    yield "found", json.dumps(kept.found).encode()
    relations: dict[Relation, int] = {}
    told = [
        [name, one.relation and relations.setdefault(one.relation, len(relations)), *one[1:]]
        for name, one in kept.told.items()
    ]
    listed = [(one.verdict, one.reason, one.gate, one.assumed, one.slip) for one in relations]
    yield "told", json.dumps({"relations": listed, "told": told}).encode()
    silent = array("Q", kept.silent)
    if sys.byteorder == "big":
        silent.byteswap()
    yield "silent", silent.tobytes()


def _numbers(part: bytes) -> "array[int]":
    numbers = array("Q")
    numbers.frombytes(part)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _finding(
    kind: str, check: str, severity: float, reason: str, assumed: list[str], figures: list[str], also: list[str]
) -> KeptFinding:
    return KeptFinding(kind, check, severity, reason, tuple(assumed), tuple(figures), tuple(also))


def _told(part: Any) -> dict[int, Told]:
    relations = [_relation(*told) for told in part["relations"]]
    return {
        name: Told(
            None if relation is None else relations[relation],
            turned,
            tuple((one, other, answer) for one, other, answer in closest),
            elsewhere,
        )
        for name, relation, turned, closest, elsewhere in part["told"]
    }


def _relation(verdict: str, reason: str, gate: str | None, assumed: list[str], slip: str | None) -> Relation:
    return Relation(
        Verdict(verdict),
        reason,
        Gate(gate) if gate else None,
        tuple(map(Gate, assumed)),
        Slip(slip) if slip else None,
    )
