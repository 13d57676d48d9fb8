"""Parts that several sections of a report are made of: marked sentences, links to figures, reviewers' words."""

from collections.abc import Iterable, Iterator, Sequence

from ledger.exports.colours import Tone, tone_of
from ledger.exports.judged import judgement_words, moment_words
from ledger.exports.markup import address, escaped, language
from ledger.exports.plain import one_line
from ledger.exports.report.content import Shown
from ledger.exports.screens import words
from ledger.model.figure import Figure, Status
from ledger.model.judgement import Judgement

FOLDED = 30  # rows, or passages' figures, from which a table or a text is folded away
_LONGEST = 700  # characters of a quote; a longer one is cut around its figures


def tone_class(tone: Tone | None) -> str:
    """Return the class that gives an element a colour with a meaning."""
    return tone.name.lower() if tone else "plain"


def look_of(shown: Shown) -> str:
    """Return the classes of a figure's mark: what the findings make of it, and what reviewers did."""
    status = shown.figure.status
    return f"{tone_class(shown.tone)} {status}" if status is not Status.UNREVIEWED else tone_class(shown.tone)


def verdict(word: str) -> str:
    """Return a verdict or status in its colour."""
    return f'<span class="verdict {tone_class(tone_of(word))}">{escaped(words(word))}</span>'


def sentence(figures: Sequence[Figure], longest: int = _LONGEST) -> str:
    """Return the sentence that figures stand in, each of them marked, long ones cut around the marks."""
    first = figures[0]
    spans = sorted(
        (figure.span.start - first.quote_span.start, figure.span.end - first.quote_span.start) for figure in figures
    )
    quote, start, end = first.quote, 0, len(first.quote)
    if end > longest:
        spare = max(longest - (spans[-1][1] - spans[0][0]), 160) // 2
        start, end = max(0, spans[0][0] - spare), min(end, spans[-1][1] + spare)
        start = quote.find(" ", start, spans[0][0]) + 1 if start else 0
        end = max(quote.rfind(" ", spans[-1][1], end), spans[-1][1]) if end < len(quote) else end
    pieces, at = ["… "] if start else [], start
    for left, right in spans:
        if left >= at:  # one within another is marked with it
            pieces += [escaped(quote[at:left]), f"<mark>{escaped(quote[left:right])}</mark>"]
            at = right
    pieces += [escaped(quote[at:end]), " …" if end < len(quote) else ""]
    return "".join(pieces)


def lang(code: str | None) -> str:
    """Return the attributes of words that a document tells, in whatever language and direction."""
    return f'lang="{language(code)}" dir="auto"'


def place_in_text(figure: Figure) -> str:
    """Return where a figure's place in the section of sources is."""
    return f"#{figure.id}"


def page_link(shown: Shown, told: str) -> str:
    """Return a link to the sentence of a figure on its page of the web, nothing where that is not known."""
    link = address(shown.link)
    return f' <a href="{link}" rel="noopener noreferrer">{told}</a>' if link else ""


def said_lines(said: Iterable[Judgement]) -> Iterator[str]:
    """Yield the last word of each reviewer, with the day of it."""
    for one in said:
        day = moment_words(one.at)[:10]
        yield (
            f'<span class="said"><b>{escaped(one_line(one.by))}</b> {escaped(judgement_words(one))} '
            f'<time datetime="{day}">{day}</time></span>'
        )
