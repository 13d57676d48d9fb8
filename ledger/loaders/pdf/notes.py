"""The notes at the foot of a PDF's page, by the marks that stand raised in its text."""

import re
from statistics import median

from ledger.loaders.pdf.lines import Region, Row
from ledger.loaders.pdf.words import raise_digits

_RAISED = re.compile(r"[⁰¹²³⁴-⁹]+(?=\W*$)")
_MARK = re.compile(r"(\d{1,3})(?=$|[^\W\d_]|[“\"¿¡])")
_SMALLER = 0.93  # than the text, as notes are


def mark_notes(rows: Region) -> Region:
    """Return the rows, the mark that a note begins with raised as in the text: "1Counts of" as "¹Counts of".

    Such a number is a mark where a word above it has it raised.
    """
    marks = {
        found[0] for row in rows for one in row.words for word in one.within() if (found := _RAISED.search(word.text))
    }
    if not marks:
        return rows
    text = median(row.h for row in rows)
    return [_marked(row, marks) if row.h < _SMALLER * text else row for row in rows]


def _marked(row: Row, marks: set[str]) -> Row:
    found = _MARK.match(row.words[0].text)
    if found is None or raise_digits(found[1]) not in marks:
        return row
    first = row.words[0]
    told = raise_digits(found[1]) + first.text[found.end() :]
    return row._replace(words=(first._replace(text=told), *row.words[1:]))
