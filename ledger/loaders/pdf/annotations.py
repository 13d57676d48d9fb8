"""What lies over a PDF's page: fields that were filled in, text put on it, and the notes of those who read it."""

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

_HIDDEN = 2  # the flag of what is not shown
_LONGEST = 20_000  # bytes of a note
_MOST = 2_000  # notes of a page


class Annotation(NamedTuple):
    """A text over the page: part of it (a field, a text put there), or a note of `author` about it."""

    text: str
    author: str
    is_note: bool
    is_hidden: bool


def find_annotations(raw: Any, page: Any) -> list[Annotation]:
    """Return the texts over a page, in the order in which they were put there."""
    return list(_annotations(raw, page.raw))


def _annotations(raw: Any, page: Any) -> Iterator[Annotation]:
    own = {raw.FPDF_ANNOT_WIDGET: "V", raw.FPDF_ANNOT_FREETEXT: "Contents"}
    silent = (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP)
    for at in range(min(raw.FPDFPage_GetAnnotCount(page), _MOST)):
        annotation = raw.FPDFPage_GetAnnot(page, at)
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        if kind not in silent and not (kind == raw.FPDF_ANNOT_WIDGET and _value(raw, annotation, "FT") == "Btn"):
            text = _value(raw, annotation, own.get(kind, "Contents"))
            hidden = bool(raw.FPDFAnnot_GetFlags(annotation) & _HIDDEN)
            if text.strip():
                yield Annotation(text, _value(raw, annotation, "T").strip(), kind not in own, hidden)
        raw.FPDFPage_CloseAnnot(annotation)


def _value(raw: Any, annotation: Any, key: str) -> str:
    size = raw.FPDFAnnot_GetStringValue(annotation, key.encode(), None, 0)
    if not 2 < size <= _LONGEST:
        return ""
    buffer = ctypes.create_string_buffer(size)
    filled = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    raw.FPDFAnnot_GetStringValue(annotation, key.encode(), filled, size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace").replace("\r\n", "\n").replace("\r", "\n")
