"""Whether a ledger is as its history says: each entry, each row, and what is worked out from them."""

import re

from ledger.errors import BadValue
from ledger.exports.altered import Found, Verified
from ledger.store.engine import open_ledger
from ledger.store.integrity import require_whole
from ledger.store.witness import Progress, Witnessed, witness_history

_NAME = re.compile(r"[0-9a-f]{8,64}")


def verify_history(target: str, head: str | None = None, progress: Progress | None = None) -> Verified:
    """Hold a ledger against its history; the sources are not looked at.

    `head` is the name of an entry that somebody noted, or the beginning of it. Only that proves something against a
    person who can write the file, and so could write the whole history anew.

    Raises:
        LedgerError: there is no ledger, or it is damaged.
        BadValue: no entry could be called so.

    """
    noted = None if head is None else head.strip().lower().rstrip("…")
    if noted is not None and not _NAME.fullmatch(noted):
        raise BadValue("--head", str(head), "the name of an entry: 64 hexadecimal digits, of which the first 8 will do")
    with open_ledger(target, write=False) as ledger:
        require_whole(ledger)
        told = witness_history(ledger, noted, progress)
    return Verified(told.alterations, told.entries, told.figures, told.judgements, noted, _found(told))


def _found(told: Witnessed) -> tuple[Found, ...]:
    return tuple(
        Found(event.hash, event.position, told.last - event.position if own else None) for event, own in told.found
    )
