"""What a law or a standard sets and what a building was made for, which is so at any time: "the 10 the law allows"."""

from ledger.extract.amounts import Amount
from ledger.extract.context import Scene
from ledger.extract.tokens import Sentence
from ledger.model.quantity import Kind

_BEHIND = 8  # tokens from an amount to the verb of what sets it: "pupils that the new law still allows"
_BEFORE = 8  # tokens from a law to the amount it sets: "the standard it has signed up to is"
_MARKS = frozenset(",;:.()")


def is_norm(scene: Scene, amount: Amount) -> bool:
    """Tell what is set and not counted: "built for 350 men", "the 10 that the law allows", "the norm is 1 to 10"."""
    s, counted = scene.sentence, amount.quantity.kind is not Kind.MONEY
    if counted and s.language.time.made_for.match_before(s.words, amount.start) is not None:
        return True
    return _is_set_by(s, amount.end, scene.next_amount(amount)) or _is_told_by(s, amount.start)


def _is_set_by(s: Sentence, low: int, high: int) -> bool:
    """Tell "the 10 | that the law allows", "the 30 | set by statute", "los 20 | que marca el artículo 18"."""
    norms, time = s.language.time.norms, s.language.time
    behind = _clause(s, low, min(high, low + _BEHIND))
    return not norms.isdisjoint(behind) and not (time.norm_verbs | time.norm_participles).isdisjoint(behind)


def _is_told_by(s: Sentence, start: int) -> bool:
    """Tell "the law sets a limit of | 150", "the standard is | 1 to 10"."""
    low = next((at + 1 for at in range(start - 1, max(-1, start - _BEFORE), -1) if s.words[at] in _MARKS), None)
    before = s.words[max(0, start - _BEFORE) if low is None else low : start]
    norm = next((at for at, word in enumerate(before) if word in s.language.time.norms), None)
    return norm is not None and not s.language.time.norm_verbs.isdisjoint(before[norm:])


def _clause(s: Sentence, low: int, high: int) -> list[str]:
    """Return the words up to a mark."""
    words = s.words[low:high]
    return words[: next((at for at, word in enumerate(words) if word in _MARKS), len(words))]
