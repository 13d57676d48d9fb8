"""Who signs a reader's comment: "Caro M. - 22/05/2022, 13:07", "ElRey77 wrote:", "maria_g • 2 days ago"."""

from collections.abc import Sequence

from ledger.extract.time_spans import TimeSpan
from ledger.extract.tokens import DASHES, Sentence
from ledger.extract.voices import Attribution

SIGNED = "signed comment"  # the rule by which who signs one is found
_LONGEST_ALIAS = 7  # tokens of a name
_AFTER = 4  # tokens behind a signature and its date: "… at 13:07 reply"
_LONGEST_AGE = 5  # tokens of ", hace 2 horas"
_SIGNS = frozenset("•·|")
_PARTS = _SIGNS | DASHES | {",", "("}


def find_commenter(s: Sentence, times: Sequence[TimeSpan]) -> Attribution | None:
    """Return who signs a comment, where the sentence is or begins with a signature."""
    start = _beginning(s)
    end = _end(s, start, times)
    small = s.language.nouns.stops
    while end is not None and end > start and (not s.words[end - 1][0].isalnum() or s.words[end - 1] in small):
        end -= 1
    if end is None or end <= start or not s.is_word(start) or _is_heading(s, start, end):
        return None
    name = s.told(start, end)
    return Attribution(start, end, name, SIGNED)


def _is_heading(s: Sentence, start: int, end: int) -> bool:
    """Tell "2 comments:" and a sentence's first words from a name."""
    words = s.words[start:end]
    return words[0] in s.language.nouns.stops or any(word in s.language.attribution.strong for word in words)


def _beginning(s: Sentence) -> int:
    """Return where the name begins: behind the comment's number, "posted by" and the like."""
    start = 0
    while start < len(s.words) and not s.is_word(start) and start < _LONGEST_ALIAS:
        start += 1
    hit = s.language.attribution.signed.match(s.words, start)
    return hit[0] if hit else start


def _end(s: Sentence, start: int, times: Sequence[TimeSpan]) -> int | None:
    cues, line = s.language.attribution, _first_line(s)
    own = [time for time in times if time.end <= line and not s.glued(time.start)]
    if own and own[0].start <= start:
        return None
    if (dated := _dated_end(s, start, line, times)) is not None:
        return dated
    if own and own[0].start - start <= _LONGEST_ALIAS and line - own[-1].end <= _AFTER:
        return own[0].start
    if line < len(s.words) and any(time.start == line for time in times) and line - start <= _LONGEST_ALIAS:
        return line  # the date on a line of its own
    for at in range(start + 1, min(start + _LONGEST_ALIAS, line)):
        if s.words[at] == ":" and not s.glued(at + 1):
            return at
        if s.words[at] in cues.strong:
            return at if not s.is_word(at + 1) or line - at <= _AFTER else None
        if s.words[at] in _SIGNS or s.words[at] in cues.ages:
            return at if line - at <= _LONGEST_ALIAS else None
        if s.is_number(at) and not s.glued(at) and s.words[line - 1] in cues.ages:
            return at
        if s.words[at] in s.language.nouns.stops:
            return None
    return None


def _dated_end(s: Sentence, start: int, line: int, times: Sequence[TimeSpan]) -> int | None:
    """Return where the name ends in "ana_77, hace 2 horas: Mi hermano …", whose comment goes on in the same line."""
    far = min(start + _LONGEST_ALIAS + _LONGEST_AGE, line)
    colon = next((at for at in range(start + 1, far) if s.words[at] == ":"), None)
    comma = next((at for at in range(start + 1, colon or start) if s.words[at] in _PARTS), None)
    if colon is None or comma is None or comma - start > _LONGEST_ALIAS:
        return None
    aged = any(s.words[at] in s.language.attribution.ages for at in range(comma, colon))
    return comma if aged or any(comma < time.start < time.end == colon for time in times) else None


def _first_line(s: Sentence) -> int:
    """Return the token at which the second line of a sentence begins: a signature has no full stop."""
    until = s.text.find("\n", s.span.start, s.span.end)
    return len(s.words) if until < 0 else next((at for at, start in enumerate(s.starts) if start > until), len(s.words))
