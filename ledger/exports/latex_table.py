r"""A document that every TeX program compiles as it is; the table in it can be cut out.

Letters beyond those of western Europe stand in it as themselves. Above the table each is told to the program:
pdfTeX, which has no letters for most, prints [U+4E2D]; XeTeX and LuaTeX print the letter where their font has it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from operator import ge

from ledger.exports.marks import split_at_mark, words_of
from ledger.exports.plain import counted, grouped, is_number, number_text, visible
from ledger.exports.table import Cell, Column, Shape, Table
from ledger.exports.terminal_table import column_widths

CUT_FROM, CUT_TO = "% ---- the table begins ----", "% ---- the table ends ----"

# Whatever TeX takes for a command, or joins with its neighbour into another sign: -- is printed as two hyphens.
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    **{sign: f"\\{sign}" for sign in "{}$&#_%"},
}
_JOINING = re.compile(r"(?<=([-<>,]))(?=\1)")
_SPECIAL_SIGN = re.compile(r"[\\^~{}$&#_%]")
_SPACES = re.compile(r"[ \t\n]+")  # not those that hold a number together
_BREAK = r"\allowbreak{}"
# No character, or the one that LuaTeX takes for a fault of the file: these are not even in the file as they are.
_NONE = re.compile("[\ufffd\ufdd0-\ufdef]|[\ufffe\uffff\U0001fffe\U0001ffff\U0010fffe\U0010ffff]")
_WIDE = "\u2e80-\uffef\U0001f000-\U0003ffff"  # written without spaces, so that a line may end behind any
# What pdfTeX knows in its usual encodings: Latin letters and the signs of printed text.
_KNOWN = re.compile(
    "[\t\n -~\xa0-\xff\u0100-\u0125\u0128-\u0131\u0134-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u0165\u0168-\u017e"
    "\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]+"
)
# What stands for signs that pdfTeX does not know and that has a shape of its own.
_STAND_INS = {
    **dict.fromkeys("\u2000\u2002\u2004\u2005\u2007", r"\ "),
    **dict.fromkeys("\u2001\u2003\u3000", r"\quad{}"),
    **dict.fromkeys("\u2006\u2008\u2009\u200a\u202f\u205f", r"\,"),
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff", r"\hspace{0pt}"),
    **dict.fromkeys("\u2010\u2011", "-"),
    "\u2012": r"\textendash{}",
    "\u2015": r"\textemdash{}",
    "\u2032": r"\ensuremath{'}",
    "\u2033": r"\ensuremath{''}",
    "\u2212": r"\ensuremath{-}",
    "\u2248": r"\ensuremath{\approx}",
    "\u2260": r"\ensuremath{\neq}",
    "\u2264": r"\ensuremath{\leq}",
    "\u2265": r"\ensuremath{\geq}",
    "\u221e": r"\ensuremath{\infty}",
    "\u2192": r"\ensuremath{\rightarrow}",
    "\u03bc": r"\textmu{}",
}
_PAPERS = {"a4paper": 190, "a3paper": 270, "a2paper": 380, "a1paper": 540, "a0paper": 760}  # with characters a line
_LONGEST_CODE, _LONGEST_WORDS = 40, 400  # characters of a cell; a longer one asks for no more room
_GAP = 2  # characters that stand for the space between two columns
_ROOMY = 5  # characters for each weight, with which a column of words is pleasant to read
_CODE = 8  # characters of a sign's number more than of the sign
_LINES = 40  # of a row on a page; what is longer goes on in the next row, since no row is broken between pages
_ROW_END = r"\\[0pt]"  # with a number, so that none is looked for in a row that begins with a bracket
_BETWEEN = "\\noalign{\\vskip 3pt}\n"
_SOURCE_LINE = 110  # characters of a line of the file, which ends at a space
_LONGEST_LINE = 10_000  # it ends within a word too, since TeX reads no line without an end

_HEAD = r"""% Compiles with pdflatex, xelatex and lualatex. For other scripts take one of the last two and
% a font that has them: \setmainfont{Noto Serif CJK SC}
\documentclass[10pt]{article}
\usepackage{iftex}
\usepackage[PAPER,landscape,margin=12mm,includefoot]{geometry}
\usepackage{array,longtable}
\ifPDFTeX
  \usepackage[utf8]{inputenc}
  \usepackage[T1]{fontenc}
  \usepackage{textcomp}
  \IfFileExists{lmodern.sty}{\usepackage{lmodern}}{}
  \newcommand{\unknownsign}[2]{\DeclareUnicodeCharacter{#1}{#2}}
\else
  \usepackage{fontspec}
  \newcommand{\unknownsign}[2]{\catcode"#1=13 \begingroup\lccode`\~="#1
    \lowercase{\endgroup\def~}{\iffontchar\font"#1 \char"#1 \else#2\fi}}
\fi
\IfFileExists{booktabs.sty}{\usepackage{booktabs}}{\let\toprule\hline\let\midrule\hline\let\bottomrule\hline}
% Straight quotes are printed as they are, not as the quotes of print that TeX makes of them.
\AtBeginDocument{%
  \begingroup\lccode`\~=34 \lowercase{\endgroup\def~}{\textquotedbl}%
  \begingroup\lccode`\~=39 \lowercase{\endgroup\def~}{\textquotesingle}%
  \begingroup\lccode`\~=96 \lowercase{\endgroup\def~}{\textasciigrave}}
"""


def render_latex(table: Table) -> Iterator[str]:
    """Yield one document: what it needs, the signs it must be told of, and the table.

    All rows are read first: the widths of the columns, and the signs, are theirs.
    """
    columns = table.columns
    headings = [column.heading.replace("_", " ") for column in columns]
    rows = [
        [_parts(column, cell, words) for column, cell in zip(columns, row, strict=True)]
        for row in table.rows
        for words in [words_of(columns, row)]
    ]
    widths, paper = _widths(columns, headings, rows)
    yield _HEAD.replace("PAPER", paper)
    told = "".join([table.title, *headings, *("".join(parts) for row in rows for parts in row)])
    for sign in sorted(set(_KNOWN.sub("", told))):
        yield f"\\unknownsign{{{ord(sign):04X}}}{{{_STAND_INS.get(sign) or _code(sign) + _BREAK}}}\n"
    caption = f"{latex_text(table.title)}: {counted(len(rows), 'row')}"
    head = " &\n".join(
        f"\\bfseries {latex_text(heading, width)}" for heading, width in zip(headings, widths, strict=True)
    )
    yield (
        f"\\begin{{document}}\n\\catcode34=13 \\catcode39=13 \\catcode96=13\n{CUT_FROM}\n"
        f"\\begingroup\n\\scriptsize\n\\setlength{{\\tabcolsep}}{{3pt}}\n"
        f"\\setlength{{\\LTleft}}{{0pt}}\\setlength{{\\LTright}}{{0pt}}\n"
        f"\\begin{{longtable}}{{{_preamble(columns, widths)}}}\n\\caption{{{caption}}}\\\\[2pt]\n"
        f"\\toprule\n{head} \\\\[1pt]\n\\midrule\n\\endhead\n"
    )
    for number, row in enumerate(rows):
        yield from ([_BETWEEN] if number else [])
        yield from _rows(columns, row, widths)
    yield f"\\bottomrule\n\\end{{longtable}}\n\\endgroup\n{CUT_TO}\n\\end{{document}}\n"


def latex_text(text: str, width: int = _SOURCE_LINE) -> str:
    r"""Return a text as itself, whatever TeX would read in it; words wider than a column can be broken.

    >>> print(latex_text(r"50% of A&B -- \input{x}"))
    50\% of A\&B -\kern0pt{}- \textbackslash{}input\{x\}
    """
    lines, line = [], ""
    for word in _SPACES.sub(" ", visible(text)).split(" "):
        for piece in _pieces(word, max(width, 4)):
            if len(line) > (_SOURCE_LINE if line.endswith(" ") else _LONGEST_LINE):
                lines.append(line if line.endswith(" ") else f"{line}%")
                line = ""
            line += piece
        line += " "
    return "\n".join([*lines, line.removesuffix(" ")])


def _pieces(word: str, width: int) -> Iterator[str]:
    """Yield the parts of a word as TeX reads them, each but the last with a place to break behind it."""
    parts = re.findall(f"[{_WIDE}]|[^/_{_WIDE}-]{{1,{width}}}[/_-]?|[/_-]", word) if _is_long(word, width) else [word]
    for number, part in enumerate(parts, 1):
        joined = _JOINING.sub("\0", part)
        safe = _SPECIAL_SIGN.sub(lambda found: _SPECIAL[found[0]], joined).replace("\0", r"\kern0pt{}")
        yield safe + _BREAK if number < len(parts) else safe


def _is_long(word: str, width: int) -> bool:
    return len(word) > width or re.search(f"[{_WIDE}]", word) is not None


def _printable(text: str) -> str:
    return _NONE.sub(lambda found: _code(found[0]), text)


def _code(sign: str) -> str:
    return f"[U+{ord(sign):04X}]"


def _parts(column: Column, cell: Cell, words: str | None) -> tuple[str, str, str]:
    """Return a cell in three parts: what stands before the mark of a figure, the mark, and what stands behind."""
    if is_number(cell):
        return (grouped(cell) if column.shape is Shape.AMOUNT else number_text(cell)), "", ""
    before, marked, after = (
        _NONE.sub(lambda found: _code(found[0]), part) for part in split_at_mark(column, cell, words)
    )
    return before, marked, after


def _widths(
    columns: Sequence[Column], headings: Sequence[str], rows: Sequence[Sequence[tuple[str, str, str]]]
) -> tuple[list[int], str]:
    """Return how many characters each column may be wide, and the smallest paper on which that is enough."""
    texts = [
        headings,
        *(["".join(parts)[: _measured(column)] for column, parts in zip(columns, row, strict=True)] for row in rows),
    ]
    longest = [max(map(len, cells)) for cells in zip(*texts, strict=True)]
    wanted = [min(most, _ROOMY * column.weight) for column, most in zip(columns, longest, strict=True)]
    for room in _PAPERS.values():
        widths = column_widths(columns, texts, room)
        if sum(widths) + _GAP * len(widths) <= room + _GAP and all(map(ge, widths, wanted)):
            break
    return [max(width, 3) for width in widths], next(paper for paper, most in _PAPERS.items() if most == room)


def _measured(column: Column) -> int:
    return _LONGEST_CODE if column.shape in (Shape.CODE, Shape.VERDICT) else _LONGEST_WORDS


def _preamble(columns: Sequence[Column], widths: Sequence[int]) -> str:
    whole = sum(widths) + _GAP * len(widths)
    fields = []
    for column, width in zip(columns, widths, strict=True):
        side = r"\raggedleft" if column.numeric else r"\raggedright"
        share = f"{0.999 * (width + _GAP) / whole:.4f}"
        fields.append(f">{{{side}\\arraybackslash\\hspace{{0pt}}}}p{{\\dimexpr{share}\\linewidth-2\\tabcolsep\\relax}}")
    return "\n  ".join(["", *fields]) + "\n"


def _rows(columns: Sequence[Column], row: Sequence[tuple[str, str, str]], widths: Sequence[int]) -> Iterator[str]:
    """Yield the lines of a row; cells that fill more than a page go on in rows of their own."""
    cells = [_cut(parts, width * _LINES) for parts, width in zip(row, widths, strict=True)]
    for number, texts in enumerate(zip_longest(*cells, fillvalue=("", "", ""))):
        laid_out = (_set(column, parts, width) for column, parts, width in zip(columns, texts, widths, strict=True))
        yield ("" if number == 0 else "% the row above goes on\n") + " &\n".join(laid_out) + f" {_ROW_END}\n"


def _cut(parts: tuple[str, str, str], room: int) -> list[tuple[str, str, str]]:
    text, pieces = "".join(parts), list[tuple[str, str, str]]()
    if len(text) + _CODE * (unknown := len(_KNOWN.sub("", text))) <= room:
        return [parts]
    room = max(room * len(text) // (len(text) + _CODE * unknown), 1)
    while len(text) > room:
        end = text.rfind(" ", room // 2, room) + 1 or room
        pieces.append((text[:end], "", ""))
        text = text[end:]
    return [*pieces, (text, "", "")]


def _set(column: Column, parts: tuple[str, str, str], width: int) -> str:
    before, marked, after = parts
    if column.shape is Shape.CODE and before:
        return f"\\texttt{{{latex_text(before, width)}}}"
    bold = f"\\textbf{{{latex_text(marked, width)}}}" if marked else ""
    return f"{latex_text(before, width)}{bold}{latex_text(after, width)}"
