"""Whether a quote still stands in a text that was changed since: found by its own words alone, never by likeness."""

from ledger.model.span import Span
from ledger.model.verification import Drift, Stand

_BESIDE = 64  # characters on either side of a quote that tell it from others like it
_NEAR = 24  # characters beside a quote that stands once
_ROOM = 300  # characters that a changed sentence may be longer than it was


class Texts:
    """A text as it was read and as it is now."""

    def __init__(self, before: str, after: str) -> None:
        self.before, self.after = before, after

    def drift(self, span: Span) -> Drift:
        """Say how the words at a place of the text before stand in the text as it is now.

        >>> texts = Texts("It killed 12. It fled.", "In May it rose. It killed 12. It fled.")
        >>> texts.drift(Span(0, 13)).stand.value, Texts("It killed 12.", "It killed 13.").drift(Span(0, 13)).stand.value
        ('same', 'changed')
        """
        quote = self.before[span.start : span.end]
        was, now = _places(self.before, quote), _places(self.after, quote)
        if not now:
            return self._between(span)
        if len(was) == len(now) == 1:
            stand = Stand.SAME if self._beside(span, now[0]) else Stand.MOVED
            return Drift(stand, Span(now[0], now[0] + len(quote)))
        return self._among(span, len(quote))

    def _among(self, span: Span, length: int) -> Drift:
        """Find one of several that read the same by all that stands beside it."""
        start, end = max(0, span.start - _BESIDE), min(len(self.before), span.end + _BESIDE)
        passage = self.before[start:end]
        was, there = _places(self.before, passage), _places(self.after, passage)
        if len(was) == len(there):  # as many as there were: each is where it stands in their order
            found = there[was.index(start)] + span.start - start
            return Drift(Stand.SAME, Span(found, found + length))
        return Drift(Stand.UNSURE)

    def _beside(self, span: Span, found: int) -> bool:
        """Tell whether what stands before or behind is what stood there."""
        end = found + span.end - span.start
        before = self.before[max(0, span.start - _NEAR) : span.start]
        behind = self.before[span.end : span.end + _NEAR]
        ahead = self.after[max(0, found - len(before)) : found] == before
        after = self.after[end : end + len(behind)] == behind
        return (ahead and bool(before)) or (after and bool(behind)) or (ahead and after)

    def _between(self, span: Span) -> Drift:
        """Find what stands now between the words that stood on either side."""
        before = self.before[max(0, span.start - _BESIDE) : span.start]
        behind = self.before[span.end : span.end + _BESIDE]
        left, right = _places(self.after, before) if before else [0], _places(self.after, behind)
        right = right if behind else [len(self.after)]
        if len(left) == len(right) == 1:
            start, end = left[0] + len(before), right[0]
            if start <= end <= start + (span.end - span.start) + _ROOM:
                return Drift(Stand.CHANGED, Span(start, end))
        return Drift(Stand.GONE)


def _places(text: str, words: str) -> list[int]:
    places, at = [], text.find(words)
    while at >= 0 and words:
        places.append(at)
        at = text.find(words, at + 1)
    return places
