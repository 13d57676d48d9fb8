"""Boxes of mails (.mbox): one after the other in a file, each a mail of its own."""

import re
from collections.abc import Iterator
from itertools import pairwise

from ledger.errors import DocumentUnreadable
from ledger.loaders.content import Content
from ledger.loaders.folders import Held
from ledger.loaders.mail.message import open_mail

# "From ana@example.org Mon Jan  4 17:00:00 2021", with a header in the next line
_BETWEEN = re.compile(
    rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From \S[^\n]{0,200}\d\d:\d\d[^\n]{0,60}\n(?=[A-Za-z][A-Za-z0-9-]{0,75}:)"
)
_GUARDED = re.compile(rb"^>(?=>*From )", re.MULTILINE)  # so that no line of a mail looks like the one between two
_REMEDY = "Export it anew from the mail program."


def open_mail_box(content: Content) -> Iterator[Held]:
    """Yield what `open_mail` does for each mail of a box, the mails counted from 1; a broken one as its error.

    Raises:
        DocumentUnreadable: it is no box of mails.

    """
    starts = [(match.start(), match.end()) for match in _BETWEEN.finditer(content.data)]
    if not starts or content.data[: starts[0][0]].strip():
        raise DocumentUnreadable(content.path, "it does not begin as a box of mails does", _REMEDY)
    ends = [*starts, (len(content.data), 0)]
    for number, ((_, first), (end, _)) in enumerate(pairwise(ends), 1):
        data = _GUARDED.sub(b"", content.data[first:end])
        mail = Content(f"{content.path}#{number}", data, content.encoding, ".eml", content.trusted)
        try:
            yield from open_mail(mail)
        except DocumentUnreadable as error:
            yield error
