"""A running total told with what was added to it: "71 through October; nine more in November, for a total of 80".

The first total and what was added stand right before the new one, in its paragraph and with no other amount of the
kind between; or another text tells the first total, of the time that ends where what was added begins.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from ledger.compare.collation import Collation
from ledger.compare.operands import tell_one_thing
from ledger.compare.sums import alike_in_kind, is_level
from ledger.compare.words import after, any_word, concepts, has_own_noun
from ledger.model.figure import Figure, Modality
from ledger.model.quantity import Bound

_SENTENCES_BACK = 3
_BESIDE = 24  # characters around an amount in which it is told as added: "96 | more"
_LEAD = 70  # characters before an amount that tell it as the new total: "de modo que al 30 de septiembre tenía"
_FAR = Decimal("1.5")  # times that a total told wrong may be off
_WEEK = timedelta(days=7)
_SHARED = 3  # words of two texts about one total
Growth = tuple[Figure, Figure, Figure]


def growths(collation: Collation) -> Iterator[Growth]:
    """Yield each first total, with what was added to it and the new total."""
    ended = _by_end(collation)
    for sentence in collation.sentences.values():
        for total in (figure for figure in sentence if _is_firm(figure) and _is_new_total(figure)):
            yield from _of_total(total, sentence, collation, ended)


def _of_total(
    total: Figure, sentence: Sequence[Figure], collation: Collation, ended: Mapping[date, Sequence[Figure]]
) -> Iterator[Growth]:
    """Yield a new total with the only two amounts told of it just before, or around it."""
    before, around = collation.before(sentence, _SENTENCES_BACK), collation.around(sentence, _SENTENCES_BACK)
    ahead = [one for one in (*before, *sentence) if one.span < total.span and _is_of_it(one, total)]
    both = [one for one in (*around, *sentence) if one is not total and _is_of_it(one, total)]
    for told in (ahead, both):
        added = [one for one in told if _is_added(one)]
        if len(told) == 2 and len(added) == 1 and not any(_is_taken_out(one) for one in (*told, total)):
            first = next(one for one in told if one is not added[0])
            fits = first.quantity.value + added[0].quantity.value == total.quantity.value
            if _may_grow(first, added[0], total) and (fits or told is ahead):
                yield first, added[0], total
            return
    if len(ahead) == 1 and _is_added(ahead[0]):
        yield from ((first, ahead[0], total) for first in _told_elsewhere(ahead[0], ended))


def _may_grow(first: Figure, added: Figure, total: Figure) -> bool:
    """Tell whether a total may be what a first one grew to: of no longer time, and of such a size."""
    start, since = first.period.start, total.period.start
    made = first.quantity.value + added.quantity.value
    near = max(total.quantity.value, made) < _FAR * min(total.quantity.value, made)
    return near and added.quantity.value < total.quantity.value and (start is None or since is None or start <= since)


def _is_taken_out(figure: Figure) -> bool:
    """Tell whether a sentence says that the total lost some too: "and 12 duplicates were struck"."""
    return any_word(figure.quote, "taken_out")


def single_steps(collation: Collation) -> Iterator[tuple[Figure, Figure]]:
    """Yield the total before one more case and that with it: "the killing brings to 27 …; before it there were 26"."""
    for sentence, following in pairwise([*collation.sentences.values(), []]):
        near = [*sentence, *(figure for figure in following if _is_beside(sentence[0], figure))]
        levels = [figure for figure in near if _is_firm(figure)]
        if len(levels) == 2 and _is_one_more(levels[0]) and _is_before_it(levels[1]) and _is_of_it(*levels):
            yield from [(levels[1], levels[0])] if _runs_on(levels[1], levels[0]) else []


def _by_end(collation: Collation) -> Mapping[date, Sequence[Figure]]:
    found: dict[date, list[Figure]] = defaultdict(list)
    for figure in collation.figures:
        if figure.period.start is not None and figure.period.end is not None and _is_firm(figure):
            found[figure.period.end].append(figure)
    return found


def _told_elsewhere(added: Figure, ended: Mapping[date, Sequence[Figure]]) -> Sequence[Figure]:
    """Return the one total that another text tells up to where what was added begins."""
    if added.period.start is None or added.period.end is None:
        return ()
    told = [one for one in ended.get(added.period.start, ()) if one.source.document != added.source.document]
    alike = [one for one in told if tell_one_thing(one, added) and _share_words(one, added)]
    return alike if len({one.quantity.value for one in alike}) == 1 else ()


def _share_words(one: Figure, other: Figure) -> bool:
    return len(concepts(one.quote) & concepts(other.quote)) >= _SHARED


def _is_firm(figure: Figure) -> bool:
    stated = figure.modality is Modality.STATED and figure.quantity.bound is Bound.EXACT
    return stated and is_level(figure) and figure.population is None


def _is_of_it(one: Figure, total: Figure) -> bool:
    """Tell whether an amount may be of the same total: of its kind, and of its thing where both name theirs."""
    alike = _is_firm(one) and alike_in_kind(one, total) and one.place in (None, total.place or one.place)
    return alike and (not (has_own_noun(one) and has_own_noun(total)) or _names_one_thing(one, total))


def _names_one_thing(one: Figure, total: Figure) -> bool:
    return tell_one_thing(one, total) or any_word(total.noun or "", "took_in")


def _is_added(figure: Figure) -> bool:
    beside = figure.quote[: figure.span.start - figure.quote_span.start][-_BESIDE:]
    behind = after(figure, _BESIDE)
    return (any_word(beside, "added_more") or any_word(behind, "added_more")) and not any_word(behind, "than_before")


def _is_new_total(figure: Figure) -> bool:
    return any_word(_clause(figure), "new_total")


def _clause(figure: Figure) -> str:
    """Return the words before an amount, back to the end of another clause."""
    ahead = figure.quote[: figure.span.start - figure.quote_span.start][-_LEAD:]
    return ahead.rpartition(". ")[2].rpartition("; ")[2]


def _is_one_more(figure: Figure) -> bool:
    """Tell "Sunday's killing brings to | 27", "Con el homicidio de ayer suman | 14"."""
    clause = _clause(figure)
    return any_word(clause, "one_event") and any_word(clause, "brings_to")


def _is_before_it(figure: Figure) -> bool:
    return any_word(_clause(figure), "until_then")


def _runs_on(first: Figure, total: Figure) -> bool:
    """Tell whether two totals are of one time, the first as of a day: not "in all of 2009", "until last year"."""
    start, end = first.period.start, first.period.end
    day = start is not None and end is not None and end - start <= _WEEK
    return not first.period.stated or day or start == total.period.start


def _is_beside(one: Figure, other: Figure) -> bool:
    return one.source.document == other.source.document and one.paragraph == other.paragraph
