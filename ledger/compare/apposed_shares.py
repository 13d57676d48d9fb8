"""A share and its part side by side between marks: "a third of it, 12 million, was spent", "310, a third, have none".

Such a pair leaves its whole to what was told just before: the one larger amount of its kind in the sentence, before the
pair or behind "of the", or else the one of the sentence before.
"""

import re
from collections.abc import Sequence

from ledger.compare.gates import Standing, ask_period, ask_place
from ledger.compare.intervals import amount
from ledger.compare.part_lists import opens_with
from ledger.compare.shares import is_narrowed, is_of_its, is_of_other, is_of_them, says_again
from ledger.compare.sums import alike_in_kind, between, has_colon, is_level, plain_sum
from ledger.compare.ties import tells_of_others
from ledger.compare.words import any_word, concepts, rest_of, says_generic
from ledger.model.figure import Basis, Figure, Modality
from ledger.model.quantity import Bound, Kind

_MARK = re.compile(r"[,(–—]")
_CLOSES = re.compile(r"(?P<noun>(?:\s[^\W\d]+){0,3}?)\s?[,);.–—](?P<rest>.*)|\s*$", re.DOTALL)  # "| pesos, | went"
_BREAKS = re.compile(r"[.;:\d]")
_OPENING = 12  # characters of "About " or "Of them, " before a share that opens its sentence
_VERB, _LONGEST, _NAMED, _LISTED = (
    3,
    80,
    44,
    3,
)  # words of "make up"; characters to it, and to a whole; amounts of a list
_ALL = (85, 115)  # percent that the shares of a list make, one of them told wrong
_OF_THEM = 2  # words of "of them"; of more, "of them women", others are told
_OPENED = 3  # words of "of the state's"
_STEP = 24  # characters of " of the state's " before a whole
_LINKS = ("of_them", "of_it", "that_is", "worth", "share_of", "in_all")
_ROUGH = (Bound.EXACT, Bound.APPROX, Bound.NEARLY)
_APART = (Standing.APART, Standing.DOUBTED)
Tie = tuple[Figure, Figure]


def tied_beside(share: Figure, sentence: Sequence[Figure], last: Sequence[Figure]) -> Tie | None:
    """Return the part told beside a share and their one whole; `last` are the amounts of the sentence before."""
    if (made := _made_up(share, sentence) or _bracketed(share, sentence) or _listed(share, sentence)) is not None:
        return made
    if is_of_other(share):
        return None
    beside = [figure for figure in sentence if _is_level(figure) and _are_apposed(share, figure)]
    ties = (_of_its_whole(figure, sentence) or _with_whole(figure, share, sentence, last) for figure in beside)
    return next((tie for tie in ties if tie is not None), None)


def _made_up(share: Figure, sentence: Sequence[Figure]) -> Tie | None:
    """Return both of "the 210 inmates awaiting trial | make up | 45 percent of the 640"."""
    levels = [figure for figure in sentence if _is_level(figure)]
    ahead = [figure for figure in levels if figure.span < share.span]
    behind = [figure for figure in levels if share.span < figure.span]
    if not ahead or not behind or _BREAKS.search(between(ahead[-1], share)):
        return None
    said, gap = between(ahead[-1], share), between(share, behind[0])
    verb = any_word(" ".join(said.split()[-_VERB:]), "amounts_to") and len(said) <= _LONGEST and "," not in said
    tied = len(gap) <= _NAMED and any_word(gap.split()[0] if gap.split() else "", "share_of") and "," not in gap
    part, whole = ahead[-1], behind[0]
    elided = whole.basis_of("noun") is not Basis.TEXT or whole.noun == part.noun
    alone = len(ahead) == 1 and elided and not any_word(said, "last_of_list")
    return (part, whole) if verb and tied and alone and _may_hold(part, whole) else None


def _bracketed(share: Figure, sentence: Sequence[Figure]) -> Tie | None:
    """Return both of "45 percent (210) of the 640 inmates"."""
    behind = [figure for figure in sentence if share.span < figure.span and _is_level(figure)][:2]
    if len(behind) < 2 or between(share, behind[0]).strip() != "(":
        return None
    gap = between(*behind)
    tied = gap.lstrip().startswith(")") and len(gap) <= _STEP and any_word(gap, "share_of") and "," not in gap
    return (behind[0], behind[1]) if tied and _may_hold(behind[0], behind[1]) else None


def _listed(share: Figure, sentence: Sequence[Figure]) -> Tie | None:
    """Return both of "640 inmates: 210 women (45 percent) and 430 men", where the list is all of it, and its shares."""
    levels = [figure for figure in sentence if _is_level(figure)]
    part = next((figure for figure in reversed(levels) if figure.span < share.span), None)
    if part is None or not says_again(part, share) or len(levels) < _LISTED or part is levels[0]:
        return None
    whole, parts = levels[0], levels[1:]
    announced = has_colon(between(whole, parts[0])) and all(alike_in_kind(one, whole) for one in parts)
    shares = [figure for figure in sentence if figure.quantity.kind is share.quantity.kind]
    signed = any(figure.surface[:1] in "+-−" or figure.change is not None for figure in shares)
    complete = len(shares) == len(parts) and not signed and _ALL[0] <= plain_sum(shares) <= _ALL[1]
    return (part, whole) if announced and complete and plain_sum(parts) == amount(whole.quantity) else None


def _of_its_whole(whole: Figure, sentence: Sequence[Figure]) -> Tie | None:
    """Return the part of "12 million of the 48 million dollars, a quarter"."""
    ahead = [figure for figure in sentence if figure.span < whole.span]
    return (ahead[-1], whole) if ahead and _is_level(ahead[-1]) and is_of_its(ahead[-1], whole) else None


def _with_whole(part: Figure, share: Figure, sentence: Sequence[Figure], last: Sequence[Figure]) -> Tie | None:
    if is_narrowed(min(part, share, key=lambda figure: figure.span.start)) and not opens_with(sentence[0]):
        return None
    here = [figure for figure in sentence if figure is not part and _may_hold(part, figure)]
    first = min(part, share, key=lambda figure: figure.span.start)
    opens = first.span.start - first.quote_span.start <= _OPENING
    opens = opens and (first is share or (part.basis_of("noun") is Basis.PARAGRAPH and not part.period.stated))
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
    if _BREAKS.search(gap) or not _MARK.search(gap) or not closes(second, first) or part.quantity.total:
        return False
    return all(_is_link(words, first) for words in _MARK.split(gap))


def closes(figure: Figure, told: Figure) -> bool:
    """Tell whether a mark stands behind a figure and no noun of its own, and nothing it is of: no "120 boys, of …"."""
    found = _CLOSES.match(rest_of(figure))
    if found is None:
        return False
    noun, behind = found["noun"] or "", (found["rest"] or "").split()
    own = concepts(noun) - concepts(told.noun or "")
    named = [name for name in own if not says_generic(name) and not any_word(name, "anybody")]
    plain = not named or any_word(noun, "in_all") or figure.quantity.kind in (Kind.MONEY, Kind.OTHER)
    others = any_word(noun, "of_them") and len(noun.split()) > _OF_THEM
    return plain and not others and not (behind and any_word(behind[0], "share_of"))


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
    if share.span < part.span or opens_with(whole):
        return True
    gap = between(whole, part)
    told = any_word(gap, "of_them") or is_of_them(part)
    return told and not tells_of_others(gap)


def _is_opened(whole: Figure) -> bool:
    """Tell whether "of the" opens a whole: "of the state's | 640"."""
    words = whole.quote[: whole.span.start - whole.quote_span.start][-_STEP:].split()
    return any_word(" ".join(words[-_OPENED:]), "share_of")


def _are_of_one_thing(part: Figure, whole: Figure, share: Figure) -> bool:
    """Tell whether a part is of what its whole counts: of its place and time, and of no noun of its own."""
    if ask_place(part, whole).standing in _APART or ask_period(part, whole).standing in _APART:
        return False
    own = part.noun if part.basis_of("noun") is Basis.TEXT else None
    said = concepts(f"{whole.noun or ''} {whole.quote}") | concepts(share.noun or "")
    return not concepts(own or "") - said or part.quote_span == whole.quote_span
