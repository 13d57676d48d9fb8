"""ClaimReview (schema.org, JSON-LD): a review for each figure that somebody has judged or a finding doubts.

It goes on the page where the fact check is published, between <script type="application/ld+json"> tags. The rating
is in words: no number is made up for it.
"""

from typing import TYPE_CHECKING

from ledger.exports.citing.json_layout import laid_out_for_pages
from ledger.exports.citing.links import is_of_the_web
from ledger.exports.citing.names import read_names
from ledger.exports.citing.telling import doubting, judged, stopped
from ledger.exports.plain import counted, one_line
from ledger.exports.quotes import claim
from ledger.model.figure import Status
from ledger.model.finding import FindingKind
from ledger.model.judgement import Verb

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ledger.exports.citing.citation import Citation
    from ledger.model.figure import Figure, Source

_STATUSES = {
    Status.ACCEPTED: "Accepted by a reviewer",
    Status.REJECTED: "Rejected by a reviewer",
    Status.CORRECTED: "Corrected by a reviewer",
    Status.DISPUTED: "Disputed by reviewers",
}
_VERDICTS = {
    FindingKind.CONFLICT: "contradicted by another figure",
    FindingKind.ARITHMETIC: "the arithmetic does not come out",
    FindingKind.SUPERSEDED: "superseded by a later figure",
}


def render_claim_review(cited: "Iterable[Citation]", by: str | None = None, page: str | None = None) -> "Iterator[str]":
    """Yield the reviews of those figures that have one; `by` publishes them on the page with this address."""
    those = reviewed(cited)
    reviews = [_without_gaps(_review(one, by, _url(one, page, len(those)))) for one in those]
    yield laid_out_for_pages({"@context": "https://schema.org", "@graph": reviews})


def reviewed(cited: "Iterable[Citation]") -> "list[Citation]":
    """Return the citations on whose truth somebody or something has an opinion; a mere note is none."""
    return [one for one in cited if _is_judged(one) or any(doubting(one))]


def remarks(cited: "Sequence[Citation]", page: str | None = None) -> list[str]:
    """Return what the user should know: how many figures have no review, and what search engines will miss."""
    those = reviewed(cited)
    told = []
    if left := len(cited) - len(those):
        told.append(f"Left out: {counted(left, 'figure')} that nobody has judged and no finding doubts.")
    if those and not page:
        told.append("The reviews have no url, which search engines ask for: --page URL, where they will stand.")
    return told


def _is_judged(citation: "Citation") -> bool:
    verb = citation.judgement.verb if citation.judgement else Verb.NOTE
    return citation.figure.status is not Status.UNREVIEWED or verb is not Verb.NOTE


def _url(citation: "Citation", page: str | None, number: int) -> str | None:
    """Return the review's address: the page's, with a place in it for each where there are several."""
    return f"{page}#{citation.figure.id}" if page and number > 1 and "#" not in page else page


def _review(citation: "Citation", by: str | None, url: str | None) -> dict[str, object]:
    figure, judgement = citation.figure, citation.judgement
    claimed = figure.as_read or figure  # what is reviewed is what the source says
    return {
        "@type": "ClaimReview",
        "url": url,
        "identifier": figure.id,
        "dateCreated": judgement.at.date().isoformat() if judgement else None,
        "author": _who(by),
        "claimReviewed": claim(claimed),
        "itemReviewed": _claim(claimed),
        "reviewRating": {
            "@type": "Rating",
            "alternateName": _rating(citation),
            "ratingExplanation": _reasons(citation),
        },
    }


def _claim(figure: "Figure") -> dict[str, object]:
    source = figure.source
    url = source.url if source.url and is_of_the_web(source.url) else None
    work = {
        "@type": "CreativeWork",
        "url": url,
        "name": source.title,
        "author": _authors(source),
        "publisher": _who(source.publisher, body=True),
        "datePublished": source.published.isoformat() if source.published else None,
    }
    return {
        "@type": "Claim",
        "text": figure.quote,
        "author": _who(figure.attribution) or _who(source.publisher, body=True) or _authors(source),
        "datePublished": figure.as_of.isoformat() if figure.as_of else work["datePublished"],
        "appearance": work,
    }


def _rating(citation: "Citation") -> str:
    """Return the verdict in words, the reviewer's first: "Accepted by a reviewer; contradicted by another figure"."""
    status = _STATUSES.get(citation.figure.status)
    found = dict.fromkeys(_VERDICTS[finding.kind] for finding in doubting(citation))
    words = "; ".join([*([status] if status else []), *found]) or "Judged by a reviewer"
    return words[0].upper() + words[1:]


def _reasons(citation: "Citation") -> str:
    said = [judged(citation), *(one_line(finding.reason) for finding in doubting(citation))]
    return " ".join(stopped(part) for part in said if part)


def _authors(source: "Source") -> dict[str, object] | list[dict[str, object]] | None:
    """Return who wrote a text, each on their own."""
    told: list[dict[str, object]] = [
        {"@type": "Person" if name.is_person else "Organization", "name": one_line(name.whole)}
        for name in read_names(source.author, source.language)
    ]
    return told[0] if len(told) == 1 else told or None


def _who(name: str | None, *, body: bool = False) -> dict[str, object] | None:
    """Return a person or an organisation; who is named without a capital, "a prosecutor", is a person."""
    if not name or not (whole := one_line(name)):
        return None
    names = read_names(whole)
    person = not body and ((names and names[0].is_person) or not any(letter.isupper() for letter in whole))
    return {"@type": "Person" if person else "Organization", "name": whole}


def _without_gaps(value: dict[str, object]) -> dict[str, object]:
    """Leave out what is not known, at every level."""
    kept = {key: _without_gaps(item) if isinstance(item, dict) else item for key, item in value.items()}
    return {key: item for key, item in kept.items() if item not in (None, "", {})}
