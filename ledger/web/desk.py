"""What lies ready for all pages: the ledger's address, the pager, and what a process beside works out of it."""

from collections.abc import Callable, Hashable
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeVar

from ledger.actions.paging import Pages
from ledger.actions.working_out import WorkedOut, head_of, with_words, work_out
from ledger.errors import LedgerError
from ledger.model.finding import Finding

Kept = TypeVar("Kept")

_MOST_KEPT = 100  # things that pages ask for, while the ledger stays as it is


@dataclass
class Look:
    """Findings and queue as far as they are known; `is_now` tells whether they are of the ledger as it stands."""

    worked: WorkedOut | None
    is_now: bool
    trouble: str | None = None
    findings: tuple[Finding, ...] = ()

    def of_figure(self, name: str) -> list[Finding]:
        """Return the findings that a figure is in, the most severe first."""
        parts = self.worked.parts.get(name, ()) if self.worked else ()
        return [self.findings[place] for place in parts]

    @property
    def head(self) -> str:
        """The entry of the history up to which all is known; a dash where nothing is."""
        return self.worked.head if self.worked else "-"

    @property
    def awaited(self) -> str | None:
        """What a page says it shows until there is something newer; None where there is nothing to wait for."""
        return None if self.is_now or self.trouble else self.head

    @property
    def queue(self) -> tuple[str, ...]:
        """The ids of what waited for a review, the most doubtful first."""
        return self.worked.queue if self.worked else ()


@dataclass
class Desk:
    """One ledger, and what is kept of it between requests.

    A check of a large ledger takes minutes, so no page waits for it: it is made in `executor`, a process beside, anew
    whenever the history has grown, and until it is done pages show what was found before and say so.
    """

    target: str
    by: str
    executor: Executor
    pages: Pages = field(init=False)
    _lock: Lock = field(default_factory=Lock, init=False)
    _running: Future[WorkedOut] | None = field(default=None, init=False)
    _worked: WorkedOut | None = field(default=None, init=False)
    _trouble: tuple[str, str] | None = field(default=None, init=False)  # the head it failed at, and why
    _asked_at: str = field(default="", init=False)
    _kept: dict[Hashable, Any] = field(default_factory=dict, init=False)
    _kept_at: str = field(default="", init=False)

    def __post_init__(self) -> None:
        self.pages = Pages(self.target)

    def look(self) -> Look:
        """Return what is known now, and have it worked out anew where the ledger has grown."""
        head = head_of(self.target)
        with self._lock:
            self._gather()
            is_now = self._worked is not None and self._worked.head == head
            failed = self._trouble is not None and self._trouble[0] == head
            if not is_now and not failed and self._running is None:
                self._asked_at = head
                self._running = self.executor.submit(work_out, self.target)
                self._gather()
                is_now = self._worked is not None and self._worked.head == head
            worked = self._worked
            trouble = self._trouble[1] if self._trouble and self._trouble[0] == head else None
        return self.kept(("look", worked and worked.head, trouble), lambda: self._look(worked, trouble, is_now=is_now))

    def _look(self, worked: WorkedOut | None, trouble: str | None, *, is_now: bool) -> Look:
        findings = with_words(self.target, worked) if worked else ()
        return Look(worked, is_now, trouble, findings)

    def kept(self, name: Hashable, make: Callable[[], Kept]) -> Kept:
        """Return what was made of the ledger before, made anew where it has grown since."""
        head = head_of(self.target)
        if head != self._kept_at:
            self._kept, self._kept_at = {}, head
        kept = self._kept
        if name in kept:
            found: Kept = kept[name]
            return found
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        made = kept[name] = make()
        return made

    def _gather(self) -> None:
        """Take what has been worked out meanwhile."""
        if self._running is None or not self._running.done():
            return
        running, self._running = self._running, None
        try:
            self._worked = running.result()
            self._trouble = None
        except LedgerError as error:
            self._trouble = (self._asked_at, str(error))
        except Exception as error:  # the process beside is gone, or failed: the pages live without findings
            self._trouble = (self._asked_at, f"The findings could not be worked out ({type(error).__name__}).")
