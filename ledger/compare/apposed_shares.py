"""A share and its part side by side between marks: "a third of it, 12 million, was spent", "310, a third, have none".

Such a pair leaves its whole to what was told just before: the one larger amount of its kind in the sentence, before the
pair or behind "of the", or else the one of the sentence before.
"""

import re
from collections.abc import Sequence

from ledger.compare.gates import Standing, ask_period, ask_place
from ledger.compare.intervals import amount
from ledger.compare.shares import is_narrowed, is_of_its, is_of_other, is_of_them
from ledger.compare.sums import alike_in_kind, between, is_level
from ledger.compare.ties import tells_of_others
from ledger.compare.words import any_word, concepts, rest_of
from ledger.model.figure import Basis, Figure, Modality
from ledger.model.quantity import Bound

_MARK = re.compile(r"[,(–—]")
_CLOSES = re.compile(r"(?:\s[^\W\d]+){0,3}?\s?[,);.–—]|\s*$")  # "| pesos, | went to roads"
_BREAKS = re.compile(r"[.;:\d]")
_OPENING = 12  # characters of "About " or "Of them, " before a share that opens its sentence
_STEP = 24  # characters of " of the state's " before a whole
_LINKS = ("of_them", "of_it", "that_is", "worth", "share_of", "in_all")
_ROUGH = (Bound.EXACT, Bound.APPROX, Bound.NEARLY)
_APART = (Standing.APART, Standing.DOUBTED)
Tie = tuple[Figure, Figure]


def tied_beside(share: Figure, sentence: Sequence[Figure], last: Sequence[Figure]) -> Tie | None:
    """Return the part told beside a share and their one whole; `last` are the amounts of the sentence before."""
    if is_of_other(share):
        return None
    beside = [figure for figure in sentence if _is_level(figure) and _are_apposed(share, figure)]
    ties = (_of_its_whole(figure, sentence) or _with_whole(figure, share, sentence, last) for figure in beside)
    return next((tie for tie in ties if tie is not None), None)


def _of_its_whole(whole: Figure, sentence: Sequence[Figure]) -> Tie | None:
    """Return the part of "12 million of the 48 million dollars, a quarter"."""
    ahead = [figure for figure in sentence if figure.span < whole.span]
    return (ahead[-1], whole) if ahead and _is_level(ahead[-1]) and is_of_its(ahead[-1], whole) else None


def _with_whole(part: Figure, share: Figure, sentence: Sequence[Figure], last: Sequence[Figure]) -> Tie | None:
    if is_narrowed(min(part, share, key=lambda figure: figure.span.start)):
        return None
    here = [figure for figure in sentence if figure is not part and _may_hold(part, figure)]
    opens = share.span < part.span and share.span.start - share.quote_span.start <= _OPENING
    told = here or [figure for figure in last if opens and _may_hold(part, figure)]
    if len(told) != 1 or (not here and len([f for f in last if _is_level(f) and alike_in_kind(f, part)]) > 1):
        return None
    whole = told[0]
    placed = not here or _is_opened(whole) or (_is_before(whole, part, share) and _goes_on(whole, part, share))
    return (part, whole) if placed and _are_of_one_thing(part, whole, share) else None


def _is_level(figure: Figure) -> bool:
    return is_level(figure) and figure.quantity.bound in _ROUGH and figure.modality is Modality.STATED


def _are_apposed(share: Figure, part: Figure) -> bool:
    """Tell whether nothing but a mark and linking words stand between a share and a part, and a mark behind them."""
    first, second = (share, part) if share.span < part.span else (part, share)
    gap = between(first, second)
    if _BREAKS.search(gap) or not _MARK.search(gap) or _CLOSES.match(rest_of(second)) is None:
        return False
    return all(_is_link(words, first) for words in _MARK.split(gap))


def _is_link(words: str, first: Figure) -> bool:
    """Tell whether words say nothing but what an amount counts, or that it is said again: " of them", " pesos"."""
    named = concepts(words) - concepts(first.noun or "")
    return not named or (len(words.split()) <= 3 and any(any_word(words, name) for name in _LINKS))


def _may_hold(part: Figure, whole: Figure) -> bool:
    larger = alike_in_kind(part, whole) and amount(whole.quantity) > amount(part.quantity) > 0
    return _is_level(whole) and larger


def _is_before(whole: Figure, part: Figure, share: Figure) -> bool:
    return whole.span < min(part.span, share.span)


def _goes_on(whole: Figure, part: Figure, share: Figure) -> bool:
    """Tell whether a pair is told as of the whole: a share first, or "of them"; not "most of them men; 12 of them"."""
    if share.span < part.span:
        return True
    gap = between(whole, part)
    told = any_word(gap, "of_them") or is_of_them(part)
    return told and not tells_of_others(gap)


def _is_opened(whole: Figure) -> bool:
    """Tell whether "of the" opens a whole: "of the state's | 640"."""
    return any_word(whole.quote[: whole.span.start - whole.quote_span.start][-_STEP:], "share_of")


def _are_of_one_thing(part: Figure, whole: Figure, share: Figure) -> bool:
    """Tell whether a part is of what its whole counts: of its place and time, and of no noun of its own."""
    if ask_place(part, whole).standing in _APART or ask_period(part, whole).standing in _APART:
        return False
    own = part.noun if part.basis_of("noun") is Basis.TEXT else None
    said = concepts(f"{whole.noun or ''} {whole.quote}") | concepts(share.noun or "")
    return not concepts(own or "") - said or part.quote_span == whole.quote_span
