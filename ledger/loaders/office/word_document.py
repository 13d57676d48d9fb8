"""Word files: the text with its tables and lists, then the notes, reviewers' comments, headers and footers."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from ledger.errors import DocumentUnreadable
from ledger.loaders.blocks import Block, Paragraph, write_blocks
from ledger.loaders.content import Content
from ledger.loaders.layout.citations import is_citation
from ledger.loaders.loaded import Loaded, TextWriter
from ledger.loaders.office.word_blocks import BlockReader
from ledger.loaders.office.word_parts import WordPackage
from ledger.loaders.office.word_runs import DELETED, all_text
from ledger.loaders.office.zip_package import read_package
from ledger.model.document import Metadata, SectionKind

_COMPOUND = b"\xd0\xcf\x11\xe0"  # the older kind of file, and the wrapping of an encrypted one
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE = "Open it in a word processor and save it as .docx."
_TAG = re.compile(rb"<[^>]{0,2000}>")
_NOTES = ("footnote", "endnote")
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_EDITED = timedelta(days=92)  # for so long a file may be worked on; one made earlier was made of another
_LIBRARY = "python-docx"  # stamps the day its own template was made


def load_word_document(content: Content) -> Loaded:
    """Read a Word file as its last reader sees it: what was inserted is text, what was deleted is left out.

    Raises:
        DocumentUnreadable: it is no Word file, encrypted, damaged, or made to break its readers.

    """
    _refuse_others(content)
    word = WordPackage(read_package(content, "Word file"))
    if word.main not in word.package:
        raise DocumentUnreadable(content.path, "it holds no Word text", _SAVE)
    writer = TextWriter()
    reader = BlockReader(word, writer)
    title = _write_text(word, reader, writer)
    pages = reader.runs.pages
    _write_pictures(word, writer)
    _write_notes(word, reader, writer)
    _write_comments(word, reader, writer)
    _write_margins(word, reader, writer)
    _tell_moved(reader, writer)
    loaded = writer.loaded("word", Metadata(title=title), _stamped(word))
    if not _tells_all_pages(word, pages, is_laid_out=reader.runs.is_laid_out):
        loaded = replace(loaded, pages=())
    if not loaded.text.strip() and any("/media/" in name for name in word.package.names):
        remedy = "Recognise its text (OCR) and add the result."
        raise DocumentUnreadable(content.path, "it holds pictures and no text", remedy)
    return loaded


def _refuse_others(content: Content) -> None:
    if content.data.startswith(_COMPOUND):
        if _ENCRYPTED in content.data:
            raise DocumentUnreadable(content.path, "it is encrypted", "Open it and save it without the password.")
        raise DocumentUnreadable(content.path, "it is of an older kind (.doc)", _SAVE)
    if content.data.lstrip().startswith(b"{\\rtf"):
        raise DocumentUnreadable(content.path, "it is rich text (.rtf), not a Word file", _SAVE)


def _write_text(word: WordPackage, reader: BlockReader, writer: TextWriter) -> str | None:
    """Write the main text, and return its title where one paragraph, or some in a row, is styled as such."""
    titles: list[str] = []

    def blocks() -> Iterator[Block]:
        ended = False
        for block in reader.read_all(word.elements(word.main, "w:p", "w:tbl")):
            is_title = isinstance(block, Paragraph) and block.is_title and bool(block.text.strip())
            if is_title and isinstance(block, Paragraph):
                titles.append("" if ended else " ".join(block.text.split()))
            ended = bool(titles) and not is_title
            yield block

    writer.page()
    write_blocks(writer, blocks())
    return " ".join(titles) if titles and all(titles) else None


def _write_pictures(word: WordPackage, writer: TextWriter) -> None:
    """Write what stands in drawings made of boxes; the values behind charts are not what a reader sees."""
    for part in word.parts("diagramdata"):
        for element in word.elements(part, "a:p"):
            writer.paragraph(all_text(element))
    for part in word.parts("chart"):
        values = [element.text or "" for element in word.elements(part, "c:v", "a:t")]
        writer.leave_out(" ; ".join(values), "in a chart")
    for part in word.parts("afchunk"):
        text = _TAG.sub(b" ", word.package.read(part)).decode("utf-8", "replace")
        writer.leave_out(text, "in a file within the file")


def _write_notes(word: WordPackage, reader: BlockReader, writer: TextWriter) -> None:
    """Write the notes in the order of their marks, those that only cite as such; a note may refer to none."""
    held = {
        (kind, note.get("id", "")): note
        for kind in _NOTES
        for part in word.parts(f"{kind}s")
        for note in word.elements(part, f"w:{kind}")
        if note.get("type") not in _SEPARATORS
    }
    order = sorted(reader.notes.marks, key=lambda name: _NOTES.index(name[0]))  # of a kind in the order of the text
    for name in order:
        if name not in held:
            continue
        note = held.pop(name)
        blocks = list(reader.read_all(note))
        text = all_text(note).strip()
        first = blocks[0] if blocks else None
        if isinstance(first, Paragraph):
            blocks[0] = Paragraph(f"{reader.notes.marks[name]} {first.text.strip()}")
        write_blocks(writer, blocks, SectionKind.SOURCES if is_citation(text) else SectionKind.BODY)
    for note in held.values():
        reader.runs.lose(note, DELETED)


def _write_comments(word: WordPackage, reader: BlockReader, writer: TextWriter) -> None:
    for part in word.parts("comments"):
        for comment in word.elements(part, "w:comment"):
            metadata = Metadata(author=comment.get("author") or None, published=read_day(comment.get("date")))
            write_blocks(writer, list(reader.read_all(comment)), SectionKind.COMMENTS, metadata)


def _write_margins(word: WordPackage, reader: BlockReader, writer: TextWriter) -> None:
    """Write each header and footer once, behind the text that they stand around."""
    met: set[str] = set()
    for part in [*word.parts("header"), *word.parts("footer")]:
        elements = list(word.elements(part, "w:p", "w:tbl"))
        told = " ".join(map(all_text, elements))
        if told not in met:
            met.add(told)
            write_blocks(writer, list(reader.read_all(elements)), SectionKind.FURNITURE)


def _tell_moved(reader: BlockReader, writer: TextWriter) -> None:
    """Leave out what was moved to where it no longer stands."""
    there = "".join("".join(reader.runs.moved_to).split())
    for text in reader.runs.moved_from:
        if "".join(text.split()) not in there:
            writer.leave_out(text, DELETED)


def _tells_all_pages(word: WordPackage, found: int, *, is_laid_out: bool) -> bool:
    """Tell whether the pages found are all there are: a program that lays out no pages tells only the breaks typed."""
    for element in word.elements(word.roots.get("extended-properties", "docprops/app.xml"), "app:Pages"):
        if element.text and element.text.isdecimal():
            return int(element.text) == found
    return is_laid_out


def _stamped(word: WordPackage) -> Metadata:
    """Return what the program stamped on the file; the day it was made, where it was not made of an older one."""
    part = word.roots.get("core-properties", "docprops/core.xml")
    names = ("dc:title", "dc:creator", "dcterms:created", "dcterms:modified")
    told = {element.tag: (element.text or "").strip() for element in word.elements(part, *names)}
    if told.get("dc:creator") == _LIBRARY:
        return Metadata()
    made, saved = read_day(told.get("dcterms:created")), read_day(told.get("dcterms:modified"))
    is_sure = made and (saved is None or made <= saved <= made + _EDITED)
    return Metadata(told.get("dc:title") or None, told.get("dc:creator") or None, published=made if is_sure else None)


def read_day(stamp: str | None) -> date | None:
    """Return the day of a time stamp such as 2021-03-04T10:00:00Z, None where there is none."""
    try:
        day = date.fromisoformat((stamp or "")[:10])
    except ValueError:
        return None
    return day if day.year > 1980 else None  # programs without a clock stamp their first day
