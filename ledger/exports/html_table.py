"""A page that needs nothing but a browser: no script, no address, every character of a document as text."""

from collections.abc import Iterator, Sequence

from ledger.exports.colours import tone_of
from ledger.exports.marks import split_at_mark, words_of
from ledger.exports.markup import address, escaped
from ledger.exports.plain import cell_text, counted, grouped, is_number, number_text, visible
from ledger.exports.table import Cell, Column, Row, Shape, Table

_ADDRESSES = ("url", "link")  # columns whose cells can be followed
_HEAVIEST = 6  # weights above are laid out as this one

_STYLE = """\
:root {
  color-scheme: light dark;
  --ink: #211f1c; --soft: #6a665e; --line: #e2ded6; --rule: #b9b3a7;
  --paper: #f7f5f1; --sheet: #fffefc; --head: #f1eee8; --hover: #f8f5ee; --mark: #ffe9a3;
  --wrong: #b3261e; --doubtful: #8a5a00; --right: #1e6b3a;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e9e5dd; --soft: #a19b8f; --line: #34322e; --rule: #57534b;
    --paper: #171614; --sheet: #1e1d1a; --head: #292723; --hover: #25231f; --mark: #5c4a12;
    --wrong: #ff8a80; --doubtful: #f0c674; --right: #8fd19e;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; padding: 1.5rem; background: var(--paper); color: var(--ink);
  font: 0.8125rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif;
}
.box {
  max-height: calc(100vh - 5.5rem); overflow: auto;
  background: var(--sheet); border: 1px solid var(--line); border-radius: 8px;
}
.box:focus-visible { outline: 2px solid var(--soft); outline-offset: 2px; }
table { width: 100%; border-collapse: separate; border-spacing: 0; }
caption { padding: 0.9rem 0.9rem 0.7rem; text-align: left; font-size: 1.15rem; font-weight: 650; }
caption span { position: sticky; left: 0.9rem; }
th, td { padding: 0.45rem 0.55rem; vertical-align: top; text-align: left; border-bottom: 1px solid var(--line); }
th:first-child, td:first-child { padding-left: 0.9rem; }
tbody tr:last-child td { border-bottom: 0; }
th {
  position: sticky; top: 0; z-index: 1; background: var(--head); border-bottom-color: var(--rule);
  color: var(--soft); font-size: 0.75rem; font-weight: 600; letter-spacing: 0.02em; vertical-align: bottom;
}
tbody tr:hover td { background: var(--hover); }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums lining-nums; }
td.code {
  white-space: nowrap; color: var(--soft);
  font: 0.72rem/1.69 ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace;
}
a { color: inherit; text-decoration-color: var(--rule); text-underline-offset: 2px; }
td > a { display: block; max-width: 9rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.verdict { white-space: nowrap; }
.wrong { color: var(--wrong); font-weight: 650; }
.doubtful { color: var(--doubtful); font-weight: 600; }
.right { color: var(--right); font-weight: 600; }
.words { overflow-wrap: break-word; }
.file { min-width: 8rem; overflow-wrap: anywhere; color: var(--soft); font-size: 0.75rem; }
.w2 { min-width: 6rem; }
.w3 { min-width: 9rem; }
.w4, .w5 { min-width: 11rem; }
.w6 { min-width: 18rem; }
mark { padding: 0.08em 0.1em; border-radius: 3px; background: var(--mark); color: inherit; }
p { margin: 0.7rem 0.9rem 0; color: var(--soft); font-size: 0.8rem; }
@media (max-width: 40rem) {
  body { padding: 0.75rem; }
  .box { max-height: none; overflow: visible; background: none; border: 0; }
  table, caption, tbody, tr, td { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  caption { padding: 0.25rem 0.25rem 0.75rem; }
  tr {
    margin-bottom: 0.75rem; padding: 0.35rem 0;
    background: var(--sheet); border: 1px solid var(--line); border-radius: 8px;
  }
  tbody td, tbody td:first-child {
    display: grid; grid-template-columns: 6.5rem 1fr; gap: 0.75rem; min-width: 0; padding: 0.2rem 0.8rem;
    border: 0; text-align: left; white-space: normal; overflow-wrap: anywhere;
  }
  tbody td.number { text-align: left; }
  tbody tr:hover td { background: none; }
  td:empty { display: none !important; }
  td::before { color: var(--soft); font: 600 0.75rem/1.75 system-ui, sans-serif; }
  td > * { grid-column: 2; }
}
@media print {
  @page {
    size: A4 landscape; margin: 12mm;
    @bottom-right { content: counter(page) " / " counter(pages); font: 7pt system-ui, sans-serif; }
  }
  :root {
    color-scheme: light;
    --ink: #000; --soft: #444; --line: #bbb; --rule: #000; --paper: #fff; --sheet: #fff; --head: #fff; --hover: #fff;
    --mark: #e8e8e8; --wrong: #000; --doubtful: #000; --right: #000;
  }
  body { padding: 0; font-size: 7.5pt; line-height: 1.35; }
  .box { max-height: none; overflow: visible; border: 0; border-radius: 0; }
  caption { padding: 0 0 6pt; font-size: 11pt; }
  thead { display: table-header-group; }
  th { position: static; font-size: 7pt; }
  th, td { padding: 2.5pt 4pt; }
  th:first-child, td:first-child { padding-left: 0; }
  td.code { font-size: 6pt; line-height: 1.7; }
  .file { min-width: 0; font-size: 6.5pt; }
  .w2, .w3 { min-width: 0; }
  .w4, .w5, .w6 { min-width: 12em; }
  tr { break-inside: avoid; }
  mark { font-weight: 600; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  p { margin: 6pt 0 0; font-size: 7pt; }
}
"""


def render_html(table: Table) -> Iterator[str]:
    """Yield one page: its head, a row for each row, and how many there are."""
    columns, title = table.columns, escaped(table.title)
    headings = [column.heading.replace("_", " ") for column in columns]
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{title}</title>\n<style>\n{_STYLE}{_labels(headings)}</style>\n</head>\n<body>\n"
        f'<div class="box" role="region" aria-label="{title}" tabindex="0">\n'
        f"<table>\n<caption><span>{title}</span></caption>\n<thead>\n<tr>"
    )
    for column, heading in zip(columns, headings, strict=True):
        yield f'<th scope="col" class="{_look(column)}">{escaped(heading)}</th>'
    yield '</tr>\n</thead>\n<tbody lang="">\n'  # the language of what documents say is not known here
    number = 0
    for number, row in enumerate(table.rows, 1):  # noqa: B007  # the last one is the count
        yield f"<tr>{''.join(_cells(columns, row))}</tr>\n"
    yield f"</tbody>\n</table>\n</div>\n<p>{counted(number, 'row')}</p>\n</body>\n</html>\n"


def _cells(columns: tuple[Column, ...], row: Row) -> Iterator[str]:
    words = words_of(columns, row)
    for column, cell in zip(columns, row, strict=True):
        direction = ' dir="auto"' if column.shape in (Shape.WORDS, Shape.BELOW) else ""
        tone = tone_of(cell) if column.shape is Shape.VERDICT and isinstance(cell, str) else None
        look = f"{_look(column)} {tone.name.lower()}" if tone else _look(column)
        yield f'<td class="{look}"{direction}>{_content(column, cell, words)}</td>'


def _content(column: Column, cell: Cell, words: str | None) -> str:
    """Return the markup of a cell, in one element so that a narrow page can set it beside its heading."""
    if is_number(cell):
        shown = grouped(cell) if column.shape is Shape.AMOUNT else number_text(cell)
        return f'<data value="{number_text(cell)}">{shown}</data>'
    if isinstance(cell, list | tuple):  # each on a line of its own, to the eye
        items = ";<br> ".join(escaped(cell_text(item)) for item in cell)
        return f"<span>{items}</span>" if items else ""
    before, marked, after = (escaped(part) for part in split_at_mark(column, cell, words))
    if column.shape is Shape.FILE:
        before = before.replace("/", "/<wbr>")
    text = f"{before}<mark>{marked}</mark>{after}" if marked else before
    if column.key in _ADDRESSES and isinstance(cell, str) and (leading := address(cell)):
        # Nothing is told to the page that is opened, which can do nothing to this one.
        return f'<a href="{leading}" rel="noopener noreferrer">{text}</a>'
    return f"<span>{text}</span>" if text else ""


def _look(column: Column) -> str:
    if column.numeric:
        return "number"
    if column.shape in (Shape.CODE, Shape.FILE, Shape.VERDICT):
        return str(column.shape)
    weight = _HEAVIEST if column.shape is Shape.BELOW else min(column.weight, _HEAVIEST)
    return f"words w{weight}"


def _labels(headings: Sequence[str]) -> str:
    """Return the rules that say of each cell what it is where there is no room for a row of headings."""
    lines = [
        f'  td:nth-child({place})::before {{ content: "{_css_text(heading)}"; }}\n'
        for place, heading in enumerate(headings, 1)
    ]
    return f"@media (max-width: 40rem) {{\n{''.join(lines)}}}\n"


def _css_text(text: str) -> str:
    return "".join(
        sign if sign.isascii() and (sign.isalnum() or sign in " -") else f"\\{ord(sign):x} " for sign in visible(text)
    )
