"""W3C Web Annotations (JSON-LD): an annotation a figure, on the very words of the page or the file.

The whole is one collection with one page of annotations, as the model has it for annotations that go together; it
is complete in itself. The figure's fields are terms of our own, so that readers of JSON-LD keep them.
"""

import hashlib
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING
from urllib.parse import quote as percent_encoded

from ledger.exports.citing.json_layout import laid_out_for_pages
from ledger.exports.citing.links import is_of_the_web
from ledger.exports.citing.telling import all_told, judged
from ledger.exports.plain import is_number, number_text
from ledger.exports.quotes import claim

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.exports.citing.citation import Citation
    from ledger.model.figure import Figure

_URN = "urn:figure-ledger:"
_DECIMAL = "http://www.w3.org/2001/XMLSchema#decimal"
_AMOUNTS = ("value", "low", "high")  # a JSON number may lose digits on its way through JSON-LD
CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "schema": "http://schema.org/",
        "figure": f"{_URN}terms:",
        **{f"figure:{name}": {"@id": f"figure:{name}", "@type": _DECIMAL} for name in _AMOUNTS},
        "schema:value": {"@id": "schema:value", "@type": _DECIMAL},
        "figure:topics": {"@id": "figure:topics", "@container": "@list"},
        "figure:findings": {"@id": "figure:findings", "@container": "@list"},
    },
]


def render_web_annotation(cited: "Sequence[Citation]") -> "Iterator[str]":
    """Yield a collection of annotations."""
    names = "\n".join(one.figure.id for one in cited)
    collection = f"{_URN}citations-{hashlib.sha256(names.encode()).hexdigest()[:16]}"
    page = {
        "id": f"{collection}-1",
        "type": "AnnotationPage",
        "partOf": collection,
        "startIndex": 0,
        "items": [_annotation(one) for one in cited],
    }
    head = {"@context": CONTEXT, "id": collection, "type": "AnnotationCollection", "label": "Figures cited"}
    yield laid_out_for_pages({**head, "total": len(cited), **({"first": page} if cited else {})})


def _annotation(citation: "Citation") -> dict[str, object]:
    figure = citation.figure
    selectors = [
        {"type": "TextQuoteSelector", "exact": figure.surface, "prefix": citation.before, "suffix": citation.after},
        {"type": "TextPositionSelector", "start": figure.span.start, "end": figure.span.end},
    ]
    return {
        "id": f"{_URN}{figure.id}",
        "type": "Annotation",
        "motivation": "describing",
        "body": list(_bodies(citation)),
        "target": {"type": "SpecificResource", "source": _source(figure), "selector": selectors},
    }


def _bodies(citation: "Citation") -> "Iterator[dict[str, object]]":
    figure, judgement = citation.figure, citation.judgement
    yield _text("describing", claim(figure))
    yield from (_text("tagging", topic) for topic in figure.topics)
    if said := judged(citation):
        whose = judgement and {
            "creator": {"type": "Person", "name": judgement.by},
            "created": judgement.at.isoformat(),
        }
        yield {**_text("assessing", said), **(whose or {})}
    yield from (_text("commenting", verdict) for verdict in citation.verdicts)
    yield {
        "id": f"{_URN}{figure.id}:figure",
        "type": "schema:Observation",
        "schema:value": number_text(figure.quantity.value) if figure.quantity.value.is_finite() else None,
        "schema:unitText": figure.quantity.unit,
        **{f"figure:{name}": _plain(value, name) for name, value in all_told(citation).items() if value is not None},
    }


def _text(purpose: str, value: str) -> dict[str, object]:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}


def _plain(value: object, name: str = "") -> object:
    """Return a value with the terms of our own within it too; amounts as text, with every digit."""
    if isinstance(value, Mapping):
        return {f"figure:{key}": _plain(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if is_number(value) and (name in _AMOUNTS or isinstance(value, float | Decimal)):
        return number_text(value)
    return value


def _source(figure: "Figure") -> str:
    """Return the page's address, else the file's path as a relative one."""
    url = figure.source.url
    if url and is_of_the_web(url):
        return url
    path = percent_encoded(figure.source.path, safe="/", errors="replace")
    return f"/.{path}" if path.startswith("//") else path
