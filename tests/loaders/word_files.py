"""Word files written by hand, part by part, for the tests."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_SPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOTS = {
    "styles": "styles",
    "numbering": "numbering",
    "settings": "settings",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
    "header1": "hdr",
    "footer1": "ftr",
}


def word_file(body: str, *, space: str = W, files: dict[str, str] | None = None, **parts: str) -> bytes:
    """Return a Word file with this body and these other parts, as in `footnotes="<w:footnote …"`."""
    held = dict(files or {})
    held["word/document.xml"] = _part("document", f"<w:body>{body}</w:body>", space)
    relations = ""
    for number, (name, inner) in enumerate(parts.items()):
        held[f"word/{name}.xml"] = _part(_ROOTS[name], inner, space)
        kind = name.rstrip("1")
        relations += f'<Relationship Id="r{number}" Type="{_RELATIONS}/{kind}" Target="{name}.xml"/>'
    held["word/_rels/document.xml.rels"] = _relations(relations)
    held["_rels/.rels"] = _relations(
        f'<Relationship Id="r1" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/>'
    )
    return packed(held)


def packed(files: dict[str, str]) -> bytes:
    """Return a zip file with these files."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def p(*runs: str, about: str = "") -> str:
    """Return a paragraph of runs; one without tags is plain text."""
    told = f"<w:pPr>{about}</w:pPr>" if about else ""
    return f"<w:p>{told}{''.join(run if run.startswith('<') else r(run) for run in runs)}</w:p>"


def r(text: str, about: str = "") -> str:
    """Return a run of text with properties."""
    return f'<w:r><w:rPr>{about}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def styled(name: str) -> str:
    """Return the property of a paragraph that it has a style."""
    return f'<w:pStyle w:val="{name}"/>'


def item(list_id: int, level: int = 0) -> str:
    """Return the property of a paragraph that it is an item of a list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def table(*rows: str) -> str:
    """Return a table of rows."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def tr(*cells: str, about: str = "") -> str:
    """Return a row of cells; one without tags is plain text."""
    told = f"<w:trPr>{about}</w:trPr>" if about else ""
    return f"<w:tr>{told}{''.join(cell if cell.startswith('<w:tc') else tc(cell) for cell in cells)}</w:tr>"


def tc(inner: str, about: str = "") -> str:
    """Return a cell with a text or with paragraphs."""
    return f"<w:tc><w:tcPr>{about}</w:tcPr>{inner if inner.startswith('<') else p(inner)}</w:tc>"


def _part(root: str, inner: str, space: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} xmlns:w="{space}" {_SPACES}>{inner}</w:{root}>'


def _relations(inner: str) -> str:
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )
