"""Whether a quote still stands in a text that was changed since: found by its own words alone, never by likeness."""

import re
from bisect import bisect_right

from ledger.model.span import Span
from ledger.model.verification import Drift, Stand

_BESIDE = 64  # characters on either side of a quote that tell it from others like it
_NEAR = 24  # characters beside a quote that stands once
_ROOM = 300  # characters that a changed sentence may be longer than it was
_REACH = 2000  # how far from a quote the words are looked for that it still stands between
_SPACE = re.compile(r"\s\s+|[^\S ]")  # two spaces  a line end


class _Flowing:
    """A text as one line: who mends a sentence in a text of set lines breaks the lines of the next anew."""

    def __init__(self, text: str) -> None:
        pieces, at, length = [], 0, 0
        self._flowing, self._given = [0], [0]  # where each piece begins, here and in the text
        for space in _SPACE.finditer(text):
            pieces += [text[at : space.start()], " "]
            length += space.start() - at + 1
            at = space.end()
            self._flowing.append(length)
            self._given.append(at)
        self.text = "".join([*pieces, text[at:]])

    def span(self, given: Span) -> Span:
        """Return where a span of the text is here."""
        return Span(*(self._here(place) for place in given))

    def given(self, span: Span) -> Span:
        """Return where a span of this is in the text."""
        pieces = [bisect_right(self._flowing, place) - 1 for place in span]
        return Span(*(self._given[at] + place - self._flowing[at] for at, place in zip(pieces, span, strict=True)))

    def _here(self, place: int) -> int:
        piece = bisect_right(self._given, place) - 1
        found = self._flowing[piece] + place - self._given[piece]
        return min([found, *self._flowing[piece + 1 : piece + 2]])  # within the space between two pieces


class Texts:
    """A text as it was read and as it is now."""

    def __init__(self, before: str, after: str) -> None:
        self._was, self._is = _Flowing(before), _Flowing(after)
        self.before, self.after = self._was.text, self._is.text

    def drift(self, span: Span) -> Drift:
        """Say how the words at a place of the text before stand in the text as it is now.

        >>> texts = Texts("It killed 12. It fled.", "In May it rose. It killed 12. It fled.")
        >>> texts.drift(Span(0, 13)).stand.value, Texts("It killed 12.", "It killed 13.").drift(Span(0, 13)).stand.value
        ('same', 'changed')
        """
        found = self._drift(self._was.span(span))
        return found if found.span is None else Drift(found.stand, self._is.given(found.span))

    def _drift(self, span: Span) -> Drift:
        quote = span.of(self.before)
        was, now = _places(self.before, quote), _places(self.after, quote)
        if not now:
            return self._between(span)
        if len(was) == len(now) == 1:
            return Drift(self._place(span, now[0]), Span(now[0], now[0] + len(quote)))
        return self._among(span, len(quote))

    def _place(self, span: Span, found: int) -> Stand:
        """Tell of a quote that stands once whether it is where it was."""
        if self._beside(span, found):
            return Stand.SAME
        return Stand.CONTEXT if self._stays(span, found) else Stand.MOVED

    def _stays(self, span: Span, found: int) -> bool:
        """Tell whether a quote stands between words that it stood between, each of which is there once."""
        end = found + span.end - span.start
        before, behind = self._nearest(span.start, -1), self._nearest(span.end, 1)
        return before is not None and behind is not None and before.end <= found and end <= behind.start

    def _nearest(self, place: int, step: int) -> Span | None:
        """Return where the words nearest to a place, before or behind it, are now that stood once and do so now."""
        for away in range(0, _REACH, _NEAR):
            edge = place + step * away
            start, end = sorted((edge, edge + step * _BESIDE))
            if start < 0 or end > len(self.before):
                return None
            words = self.before[start:end]
            there = _places(self.after, words)
            if len(there) == 1 and len(_places(self.before, words)) == 1:
                return Span(there[0], there[0] + len(words))
        return None

    def _among(self, span: Span, length: int) -> Drift:
        """Find one of several that read the same by all that stands beside it."""
        start, end = max(0, span.start - _BESIDE), min(len(self.before), span.end + _BESIDE)
        passage = self.before[start:end]
        was, there = _places(self.before, passage), _places(self.after, passage)
        if len(was) != len(there):
            return Drift(Stand.UNSURE)
        found = there[was.index(start)] + span.start - start  # as many as there were, each in its order
        if len(was) > 1 and not self._stays(span, found):
            return Drift(Stand.UNSURE)  # one may have gone, and another come
        return Drift(Stand.SAME, Span(found, found + length))

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
            if start == end + 1 and self.after[end] == " ":  # nothing stands there, and of two spaces one is left
                start = end
            if start <= end <= start + (span.end - span.start) + _ROOM:
                return Drift(Stand.CHANGED, Span(start, end))
        return Drift(Stand.GONE)


def _places(text: str, words: str) -> list[int]:
    places, at = [], text.find(words)
    while at >= 0 and words:
        places.append(at)
        at = text.find(words, at + 1)
    return places
