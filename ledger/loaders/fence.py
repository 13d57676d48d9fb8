"""Files that may be hostile, read by a child process with little time and memory, so that the run goes on.

One child serves many files, since starting one takes longer than reading most files; what breaks it costs
that file alone. Only JSON comes back from it: a broken child cannot make this process run anything.
"""

import atexit
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from threading import Timer
from typing import IO, Any, cast

from ledger.errors import DocumentUnreadable, LedgerError, MissingExtra
from ledger.loaders.content import Content
from ledger.loaders.homes import find_home
from ledger.loaders.loaded import Loaded, Mark
from ledger.model.document import METADATA_FIELDS, Decoding, LeftOut, Metadata, SectionKind
from ledger.model.span import Span

CPU_SECONDS = 7  # of computing for a file
WALL_SECONDS = 60  # however busy the machine is
MEGABYTES = 400  # beyond what the program itself takes
_TRUST = "If you trust the file, read it without limits: --trust"


def read_fenced(home: str, content: Content) -> Loaded:
    """Load a file by the function `home` ("module:function") in a child with little time and memory.

    Raises:
        DocumentUnreadable: it took too long or too much, or broke the parser; or as the function says.
        MissingExtra: the parser is not installed.

    """
    reply = _child().ask(home, content)
    if "loaded" in reply:
        return loaded_from_record(reply["loaded"])
    if "extra" in reply:
        raise MissingExtra(reply["extra"], reply["purpose"])
    raise DocumentUnreadable(content.path, reply["reason"], reply["remedy"])


class _Child:
    """The process behind the fence; started when first asked, and again after it was broken."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, home: str, content: Content) -> dict[str, Any]:
        process = self._start()
        timer = Timer(WALL_SECONDS, process.kill)
        timer.start()
        try:
            reply = _exchange(process, home, content)
        finally:
            timer.cancel()
        if reply is None:
            return _reason_of_death(self.stop())
        if reply.get("spent"):
            self.stop()
        return reply

    def stop(self) -> int:
        """End the child and return its exit code."""
        process, self._process = self._process, None
        if process is None:
            return 0
        for pipe in (process.stdin, process.stdout):
            try:
                if pipe:
                    pipe.close()
            except OSError:
                pass  # it broke with what it had not read
        try:
            return process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            code = f"import sys; sys.path[:] = {sys.path!r}; from ledger.loaders.fence import serve; serve()"
            self._process = subprocess.Popen(  # noqa: S603  (this interpreter, with this package)
                [sys.executable, "-c", code],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C is for the process that keeps the ledger
            )
        return self._process


_children: list[_Child] = []


def _child() -> _Child:
    """Return this process's child; one that was copied with its process belongs to the other."""
    if not _children or _children[0].owner != os.getpid():
        _children[:] = [_Child()]
        atexit.register(_children[0].stop)
    return _children[0]


def _exchange(process: subprocess.Popen[bytes], home: str, content: Content) -> dict[str, Any] | None:
    """Send a file and return the reply, None where the child died over it."""
    to_child, from_child = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
    order = {"home": home, "path": content.path, "encoding": content.encoding, "size": len(content.data)}
    order["seconds"] = CPU_SECONDS
    try:
        to_child.write(json.dumps(order).encode() + b"\n")
        to_child.write(content.data)
        to_child.flush()
        reply = from_child.readline()
    except OSError:
        return None
    return json.loads(reply) if reply.endswith(b"\n") else None


def _reason_of_death(code: int) -> dict[str, Any]:
    if code in (-9, -24):  # killed by us, or by the system when its time was used up (SIGXCPU)
        return {"reason": f"reading it took more than {CPU_SECONDS} seconds of computing", "remedy": _TRUST}
    # A library that is refused memory may end the process without a word.
    reason = f"it broke the parser, or takes more than {MEGABYTES} MB of memory to read"
    return {"reason": reason, "remedy": f"It may be damaged: open it and save it anew. {_TRUST}"}


# In the child


def serve() -> None:
    """Read orders from stdin and answer each with a line of JSON, until stdin ends."""
    orders, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a parser prints is not an answer
    for line in orders:
        order = json.loads(line)
        content = Content(order["path"], orders.read(order["size"]), order["encoding"])
        replies.write(json.dumps(_answer(order["home"], content, order["seconds"])).encode() + b"\n")
        replies.flush()


def _answer(home: str, content: Content, seconds: int) -> dict[str, Any]:
    try:
        load = find_home(home)
        _limit(seconds)
        return {"loaded": record_of_loaded(load(content))}
    except MissingExtra as error:
        return {"extra": error.extra, "purpose": error.purpose}
    except DocumentUnreadable as error:
        return {"reason": error.reason, "remedy": error.remedy}
    except LedgerError as error:
        return {"reason": str(error).rstrip("."), "remedy": "Mend it and try again."}
    except MemoryError:
        return {"reason": f"it takes more than {MEGABYTES} MB of memory to read", "remedy": _TRUST, "spent": True}
    except RecursionError:
        return {"reason": "its parts are nested too deep", "remedy": "Open it and save it anew.", "spent": True}
    except Exception as error:  # a parser's own fault must not lose the other files
        fault = f"{type(error).__name__}: {error}"[:200]
        return {"reason": f"it broke the parser ({fault})", "remedy": "It may be damaged: open it and save it anew."}


def _limit(more: int) -> None:
    """Give this process so many more seconds of computing, and once its share of memory."""
    try:
        import resource
    except ImportError:  # not on Windows, where the clock alone limits
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + more
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    if resource.getrlimit(resource.RLIMIT_AS)[0] == resource.RLIM_INFINITY:
        limit = _address_space() + MEGABYTES * 1_000_000
        resource.setrlimit(resource.RLIMIT_AS, (limit, resource.RLIM_INFINITY))


def _address_space() -> int:
    """Return how many bytes of addresses this process has taken so far."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 200_000_000


# What passes the fence


def record_of_loaded(loaded: Loaded) -> dict[str, Any]:
    """Return a loaded file as what JSON can say."""
    return {
        "text": loaded.text,
        "format": loaded.format,
        "metadata": _record_of_metadata(loaded.metadata),
        "stamped": _record_of_metadata(loaded.stamped),
        "marks": [[*mark.span, mark.kind.value, _record_of_metadata(mark.metadata)] for mark in loaded.marks],
        "pages": loaded.pages,
        "left_out": [[left.reason, left.numbers, left.sample] for left in loaded.left_out],
        "encoding": loaded.encoding,
        "decoded_by": loaded.decoded_by,
    }


def loaded_from_record(record: dict[str, Any]) -> Loaded:
    """Make a loaded file of its record."""
    return Loaded(
        text=record["text"],
        format=record["format"],
        metadata=_metadata(record["metadata"]),
        stamped=_metadata(record["stamped"]),
        marks=tuple(
            Mark(Span(start, end), SectionKind(kind), _metadata(known)) for start, end, kind, known in record["marks"]
        ),
        pages=tuple(record["pages"]),
        left_out=tuple(LeftOut(*left) for left in record["left_out"]),
        encoding=record["encoding"],
        decoded_by=Decoding(record["decoded_by"]) if record["decoded_by"] else None,
    )


def _record_of_metadata(metadata: Metadata) -> dict[str, str]:
    values = {name: getattr(metadata, name) for name in METADATA_FIELDS}
    return {name: str(value) for name, value in values.items() if value is not None}


def _metadata(record: dict[str, str]) -> Metadata:
    values: dict[str, Any] = dict(record)
    if "published" in values:
        values["published"] = date.fromisoformat(values["published"])
    return Metadata(**values)
