"""Whether a text sets a second account against the first: "organizers counted 900; the police put it at 300"."""

import re
from collections.abc import Sequence

from ledger.compare.gates import Standing, ask_place, same_origin
from ledger.compare.intervals import amount, can_meet, difference, is_one_amount
from ledger.compare.sums import alike_in_kind
from ledger.compare.words import (
    Likeness,
    after,
    any_word,
    before,
    concepts,
    ends_with_word,
    is_common,
    likeness,
    split_last,
)
from ledger.lexicon.comparison import fold
from ledger.model.figure import Basis, Figure, Modality
from ledger.model.quantity import Kind

_REACH = 60  # characters before an amount in which "estimated the crowd at" stands
_OBJECT = 4  # words of what is estimated
_LEFT = 3  # words behind an amount that closes its clause: "9.8 months on average"
_APART = 0.9  # of the larger; two accounts of one thing lie no further apart
_WORD = re.compile(r"[^\W\d_]+")
_CLAUSE = re.compile(r"[.,;:()–—\d]")
_BREAK = re.compile(r"[.;:()–—]")  # a clause and its asides: "the office, as of the same evening, lists"
_ASIDES = re.compile(r",([^,]+),")
_STEP = 3  # characters between two sentences
_FARTHER = 300  # the same to a number that still leaves out what is counted
_SAYS_NOTHING = ("tells_number", "same_time", "same_event")  # words of a clause that only tells a number again
_SAME_THING = (Basis.SENTENCE, Basis.PARAGRAPH)  # a noun that is left out
_UNSAID = (Kind.PERCENT, Kind.MONEY, Kind.DURATION, Kind.OTHER)  # amounts whose unit stands for a noun


def other_account(second: Figure, told: Sequence[Figure]) -> Figure | None:
    """Return the one amount told before, in this sentence or the last, that an amount is another account of.

    What is told by the words before the second: that somebody puts "it", or "the figure", at so much; admits or says
    so much and no more; or that so many were said, and are denied.
    """
    if second.quantity.vague or second.change is not None:
        return None
    if takes_in_more(second):
        return None
    near = [first for first in told if first.span < second.span and _may_be_one(first, second)]
    if not _is_account(second):
        near = [first for first in near[-1:] if _only_tells(first, second)]
    timed = [first for first in near if first.period == second.period]
    if second.basis_of("period") is Basis.TEXT and second.period.stated and not timed:
        return None
    first = (timed or near)[-1] if near else None
    return first if first is not None and _is_other_voice(first, second) else None


def is_same_account(first: Figure, second: Figure) -> bool:
    """Tell whether two sources tell one amount of one thing, in two sentences of one paragraph.

    The second goes on with what the first counts, or names it again, and neither tells of what it did itself.
    """
    if first.quote_span == second.quote_span or first.attribution is None or second.attribution is None:
        return False
    if same_origin(first, second) or not (speaks_there(first) and speaks_there(second)):
        return False
    if not is_one_amount(first.quantity, second.quantity) or not alike_in_kind(first, second):
        return False
    if first.quantity.vague or first.change is not second.change or _is_elsewhere(first, second):
        return False
    if tells_own_doing(first) or tells_own_doing(second):
        return False
    goes_on = second.basis_of("noun") is Basis.PARAGRAPH or not second.noun or second.quantity.kind is not Kind.COUNT
    return goes_on or likeness(first, second) > Likeness.DIFFERENT


def _is_account(figure: Figure) -> bool:
    """Tell whether the words around an amount make it somebody's account of what was told before."""
    return _is_put_at(figure) or _is_said_alone(figure) or _is_official(figure) or is_denied_account(figure)


def _is_put_at(figure: Figure) -> bool:
    """Tell whether somebody puts what was told before at an amount: "estimated the crowd at", "la cifra en"."""
    clause = _CLAUSE.split(before(figure, _REACH))[-1]
    parted = split_last(clause, "puts_at")
    words = _WORD.findall(fold(parted[1])) if parted is not None else []
    if len(words) > 1 and any_word(words[-1], "only_so_many"):  # "en los 41", "at about 41"
        words.pop()
    if not words or not any_word(words[-1], "at_number") or len(words) > _OBJECT + 1:
        return False
    added = figure.quantity.kind in (Kind.COUNT, Kind.MONEY)  # a share is of something: "put turnout at 59 percent"
    return all(any_word(word, "the_same") or (added and any_word(word, "the_sum")) for word in words[:-1])


def _only_tells(first: Figure, second: Figure) -> bool:
    """Tell whether a clause says nothing but who tells an amount of what was told before, and when.

    "22 people had died there, the mayor said; the emergency office, as of the same evening, lists | 15 there".
    """
    opening = second.quote[: second.span.start - second.quote_span.start]
    clause = _BREAK.split(opening)[-1]
    if not any_word(clause, "tells_number") or second.attribution is None:
        return False
    if tells_own_doing(first) or any_word(clause, "own_doing"):
        return False
    if any_word(" ".join(after(second).split()[:1]), "share_of"):
        return False  # "the army counts 15 of the dead"
    apart = first.quote_span != second.quote_span
    named = concepts(second.attribution) | concepts(first.noun or "")
    told = named | concepts(first.quote if apart else opening.removesuffix(clause))
    content = _what_is_said(clause, second)
    said = ((word, named if content == clause else told) for word in _WORD.findall(content))
    rest = ((word, told) for word in _WORD.findall(_CLAUSE.split(after(second, _REACH))[0]))
    return all(
        concepts(word) <= known or any(any_word(word, name) for name in _SAYS_NOTHING) for word, known in (*said, *rest)
    )


def _what_is_said(clause: str, figure: Figure) -> str:
    """Return a clause without who says it and to whom: "the spokesman told the embassy that | soldiers killed | 9"."""
    parted = split_last(clause, "that_clause")
    spoken = parted is not None and concepts(figure.attribution or "") <= concepts(parted[0])
    return parted[1] if parted is not None and spoken else clause


def tells_own_doing(figure: Figure) -> bool:
    """Tell whether who tells an amount did or met it: "the army said it lost | 22", "dijo que decomisó | 22"."""
    led = _BREAK.split(before(figure, _REACH))[-1]
    return any_word(led, "own_doing") or ends_with_word(led, "own_deeds")


def _is_official(figure: Figure) -> bool:
    """Tell whether an amount is set against another as the one that authorities give: "far above the official"."""
    parted = split_last(_CLAUSE.split(before(figure, _REACH))[-1], "official_figure")
    words = _WORD.findall(parted[1]) if parted is not None else []
    return len(words) == 1 and any_word(words[0], "number_of")


def _is_said_alone(figure: Figure) -> bool:
    """Tell whether somebody says or admits an amount, and nothing more is said of it: "the ministry admits 33."."""
    clause = _CLAUSE.split(before(figure, _REACH))[-1]
    bare = figure.quantity.kind in _UNSAID or figure.basis_of("noun") in _SAME_THING
    words = _WORD.findall(fold(clause))
    while words and any_word(words[-1], "only_so_many"):
        words.pop()
    if not bare or not words:
        return False
    said = any_word(words[-1], "admits_number") or ends_with_word(" ".join(words), "says_it_was")
    said = said and not (figure.quantity.kind is Kind.COUNT and any_word(words[-1], "says_number"))
    return said and len(_WORD.findall(_CLAUSE.split(after(figure, _REACH))[0])) <= _LEFT


def is_denied_account(figure: Figure) -> bool:
    """Tell whether an amount is what others say, and denied: "not the | 62 | the government admits"."""
    denied = figure.modality is Modality.DENIED or ends_with_word(before(figure), "not_the")
    return denied and ends_with_word(before(figure), "not_the") and any_word(after(figure, _REACH), "claimed_by")


def is_denied_by(one: Figure, other: Figure, sentence: Sequence[Figure]) -> bool:
    """Tell whether a sentence tells an amount for another that a second text tells: "86, not the 62 they admit"."""
    told = amount(other.quantity)
    named = one.measure == other.measure is not None or likeness(one, other) > Likeness.DIFFERENT
    kinds = one.quantity.kind is other.quantity.kind is Kind.COUNT and other.modality is Modality.STATED
    return (
        named
        and kinds
        and one.source.publisher != other.source.publisher
        and any(
            amount(denied.quantity) == told and is_denied_account(denied) and other_account(denied, sentence) == one
            for denied in sentence
            if denied is not one
        )
    )


def _may_be_one(first: Figure, second: Figure) -> bool:
    """Tell whether two amounts are of one kind and unit, and of one size."""
    if first.change is not None or first.quantity.vague or first.modality is not Modality.STATED:
        return False
    kinds = alike_in_kind(first, second) and (first.quantity.kind is second.quantity.kind)
    units = first.quantity.kind in (Kind.COUNT, Kind.PERCENT) or first.quantity.unit == second.quantity.unit
    apart = not can_meet(first.quantity, second.quantity) and amount(first.quantity) != amount(second.quantity)
    return kinds and units and apart and float(difference(first.quantity, second.quantity)) <= _APART


def _is_other_voice(first: Figure, second: Figure) -> bool:
    """Tell whether the second is told by another than the first, and names nothing else."""
    if is_denied_account(second) or _is_official(second):
        return True
    if _names_more(first, second) or _is_elsewhere(first, second):
        return False
    own = second.attribution is not None and speaks_there(second)
    if first.attribution is None and second.quantity.kind is Kind.PERCENT:
        return False
    if not own or (first.attribution is not None and same_origin(first, second)):
        return False
    named = second.noun and second.basis_of("noun") is Basis.TEXT and second.quantity.kind is Kind.COUNT
    return (
        not named
        or likeness(first, second) > Likeness.DIFFERENT
        or bool(concepts(second.noun or "") & concepts(first.quote))
    )


def speaks_there(figure: Figure) -> bool:
    """Tell whether a figure's sentence names who tells it, also by a word that means one named before."""
    if figure.basis_of("attribution") in (Basis.TEXT, Basis.SENTENCE):
        return True
    return bool(concepts(figure.attribution or "") & concepts(figure.quote))


def takes_in_more(figure: Figure) -> bool:
    """Tell whether an aside says that an account takes in more: "who added up | all the year's spills |"."""
    asides = _ASIDES.findall(figure.quote[: figure.span.start - figure.quote_span.start])
    if any_word(after(figure, _REACH), "counts_in"):
        return True  # "counts 39 | with those from a second ranch"
    return any(any_word(aside, "takes_in_more") for aside in asides)


def _names_more(first: Figure, second: Figure) -> bool:
    """Tell whether the words behind an amount name what the sentence of the first does not: "there were 200 ships"."""
    counted = concepts(second.noun or "") if second.quantity.kind is Kind.COUNT else frozenset()
    return bool(concepts(_CLAUSE.split(after(second, _REACH))[0]) - concepts(first.quote) - counted)


def does_otherwise(first: Figure, second: Figure) -> bool:
    """Tell whether a count that leaves out its noun has a deed of its own: "37 were injured; 33 | escaped"."""
    if second.basis_of("noun") is Basis.TEXT:
        return False
    around = (_CLAUSE.split(before(first, _REACH))[-1], first.noun or "", _CLAUSE.split(after(first, _REACH))[0])
    told = frozenset[str]().union(*map(concepts, around))
    done = _WORD.findall(after(second))[:1]
    return any(is_common(word) and bool(concepts(word) - told) for word in done)


def _is_elsewhere(first: Figure, second: Figure) -> bool:
    """Tell whether two amounts are told of two places, each beside it."""
    told = first.basis_of("place") is second.basis_of("place") is Basis.TEXT
    return told and ask_place(first, second).standing is Standing.APART


def are_two_accounts(one: Figure, other: Figure, *sentences: Sequence[Figure]) -> bool:
    """Tell whether of two amounts of one paragraph the later is another account of the first."""
    if one.source.document != other.source.document or one.paragraph != other.paragraph:
        return False
    first, second = (one, other) if one.span < other.span else (other, one)
    if second.quote_span.start - first.quote_span.end > _STEP and not _goes_on_counting(first, second):
        return False
    told = sorted({figure.span.start: figure for sentence in sentences for figure in sentence}.values(), key=_at)
    return other_account(second, told) == first


def _goes_on_counting(first: Figure, second: Figure) -> bool:
    """Tell whether a number farther on in a paragraph leaves out just what the first counts, of its time."""
    near = second.quote_span.start - first.quote_span.end <= _FARTHER
    bare = second.basis_of("noun") is Basis.PARAGRAPH and second.noun == first.noun
    return near and bare and second.measure == first.measure is not None and second.period == first.period


def _at(figure: Figure) -> int:
    return figure.span.start
