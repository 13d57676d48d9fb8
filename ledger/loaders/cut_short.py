"""Files that were not saved or sent to their end, told by the end that their format asks for."""

import re
from email.errors import CloseBoundaryNotFoundDefect
from email.message import Message

from ledger.model.document import LeftOut

CUT_SHORT = (LeftOut("it was cut short: what follows is not in it, and its last number may be half a one", 0, ""),)
_OPENED = re.compile(r"<html\b", re.IGNORECASE)
_CLOSED = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_HEAD = 5_000  # characters


def page_cut_short(source: str) -> tuple[LeftOut, ...]:
    """Say that a page ends within a text or tag, and is not closed though it was opened; pages need not be closed.

    >>> len(page_cut_short("<html><p>412 killed in 20")), len(page_cut_short("<p>412 killed in 20"))
    (1, 0)
    """
    opened = _OPENED.search(source, 0, _HEAD) and not source.rstrip().endswith(">")
    return CUT_SHORT if opened and not _CLOSED.search(source) else ()


def mail_cut_short(mail: Message) -> tuple[LeftOut, ...]:
    """Say that the parts of a mail end without the line that closes them."""
    cut = any(isinstance(defect, CloseBoundaryNotFoundDefect) for part in mail.walk() for defect in part.defects)
    return CUT_SHORT if cut else ()
