"""Ordinals that tell a place by themselves: "Brazil is second", "ranks third", "up from ninth", "quedó segundo"."""

from ledger.extract.amounts import Passage
from ledger.lexicon.phrases import where

_FAR = 16  # tokens back to the place that a list of places opened with


def is_bare_place(p: Passage, at: int, end: int, place: int) -> bool:
    """Tell whether the ordinal at `at` to `end` is a place in an order though no "place" is said."""
    ranks = p.language.ranks
    if ranks.scopes.match(p.words, end) is not None:
        return True
    if _is_changed(p, at) and p.s.word(end) in ranks.changes:
        return True  # "from 11th to 14th"
    if _is_one_of_two(p, at, end) or _is_beside_steps(p, at, end):
        return True
    if not _closes(p, end):
        return False
    return _is_verb_before(p, at, place) or _is_changed(p, at) or _goes_on(p, at, end)


def _is_beside_steps(p: Passage, at: int, end: int) -> bool:
    """Tell the 42nd and 30th of "42nd in 2016, it is now 30th, having gained nine places": they lie that far apart."""
    if not p.words[at].isdecimal() or p.s.word(at - 1) in p.language.nouns.articles or not counts_steps(p):
        return False
    behind = p.s.word(end)
    return (
        _closes(p, end) or end in p.dated or behind in p.language.ranks.changes or behind in p.language.nouns.articles
    )


def counts_steps(p: Passage) -> bool:
    """Tell whether a sentence counts places won or lost: "nine places", "down 11 from"."""
    steps = where(p.words, p.language.ranks.steps)
    if any(p.s.is_number(i - 1) or p.s.word(i - 1) in p.numbers.cardinals for i in steps):
        return True
    turned = where(p.words, p.language.ranks.turns)
    return any(p.s.is_number(i + 1) and p.s.word(i + 2) in p.language.ranks.changes for i in turned)


def _closes(p: Passage, end: int) -> bool:
    """Tell whether no noun follows that the ordinal could order: "is second with", not "is second rate"."""
    following = p.s.word(end)
    return not following[:1].isalnum() or following in p.language.ranks.followers or p.s.is_number(end)


def _is_verb_before(p: Passage, at: int, place: int) -> bool:
    """Tell "ranks third", "came in second", "is fourth", "es la séptima", not "was the first in"."""
    ranks, nouns = p.language.ranks, p.language.nouns
    verb = at - 1
    if p.s.word(verb) in ranks.place_adjectives and p.s.word(verb - 1) in nouns.articles:
        return p.s.word(verb - 2) in ranks.verbs or p.s.word(verb - 2) in ranks.copulas  # "is a distant second"
    articled = p.s.word(verb) in nouns.articles
    verb -= articled
    told = p.s.word(verb) in ranks.verbs or p.s.word(verb) in ranks.copulas
    verb -= p.s.word(verb) in nouns.stops and not told
    if p.s.word(verb) in ranks.verbs or (p.s.word(verb) in ranks.objects and p.s.word(verb - 1) in ranks.verbs):
        return True
    plain = not articled or (ranks.first_needs_place and place > 1 and not p.s.is_word(at + 1))
    return plain and p.s.word(verb) in ranks.copulas


def _is_changed(p: Passage, at: int) -> bool:
    """Tell "up from ninth", and both places of "from 11th to 14th"."""
    ranks, words = p.language.ranks, p.words
    if p.s.word(at - 1) not in ranks.changes:
        return False
    if p.s.word(at - 2) in ranks.turns or p.s.word(at - 2) in ranks.verbs:
        return True
    return any(word in p.numbers.ordinals for word in words[max(0, at - 4) : at - 1])


def _is_one_of_two(p: Passage, at: int, end: int) -> bool:
    """Tell both places of "fell three places, from 40th to 45th", not those of "from 40th to 45th Street"."""
    ranks = p.language.ranks
    moves = (ranks.verbs, ranks.steps, p.numbers.change_verbs)
    if p.s.word(at - 1) not in ranks.changes or all(words.isdisjoint(p.words) for words in moves):
        return False
    if p.s.word(end) in p.numbers.dated_links and end + 1 in p.dated and not ranks.steps.isdisjoint(p.words[:at]):
        return True  # "slid three places, from 112th for 2021 to 117th for 2022"
    if p.s.word(end) in ranks.changes and (last := _ordinal_end(p, end + 1)) is not None:
        told = ranks.after.match(p.words, last) or p.numbers.of_total.match(p.words, last)
        return bool(told) or (_closes(p, last) and not p.s.is_number(last))
    if p.s.word(end) in ranks.changes and p.s.is_number(end + 1) and not ranks.steps.isdisjoint(p.words[:at]):
        return _closes(p, end + 2)  # "lost four places, from ninth to 12"
    first = next((start for start in (at - 2, at - 3) if start > 0 and _ordinal_end(p, start) == at - 1), None)
    return first is not None and p.s.word(first - 1) in ranks.changes and _closes(p, end) and not p.s.is_number(end)


def _ordinal_end(p: Passage, at: int) -> int | None:
    """Return the end of an ordinal in one word or in digits: "third", "45th"."""
    if p.s.word(at) in p.numbers.ordinals:
        return at + 1
    ended = at + 1 < len(p.words) and p.s.glued(at + 1) and p.s.word(at + 1) in p.numbers.ordinal_endings
    return at + 2 if ended and p.s.word(at).isdecimal() else None


def _goes_on(p: Passage, at: int, end: int) -> bool:
    """Tell the third of "Baja California is second and Chihuahua third"."""
    ranks, ordinals = p.language.ranks, p.numbers.ordinals
    if not p.s.is_capital(at - 1) or p.s.is_word(end):
        return False
    seconds = (i for i in range(max(1, at - _FAR), at - 1) if p.words[i] in ordinals)
    return any(p.words[i - 1] in ranks.verbs or p.words[i - 1] in ranks.copulas for i in seconds)
