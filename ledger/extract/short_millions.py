"""The "m" behind digits without a currency: millions, or metres, as what follows and the text's habit tell."""

from ledger.extract.digits import Habit
from ledger.extract.tokens import DASHES, Sentence

_NEAR = 12  # tokens before the number in which a word tells that millions are counted
_SEVERAL = 4  # ends of a range or list before what they count: "3m, 4m and 5m voters"


def means_millions(s: Sentence, at: int, habit: Habit) -> bool:
    """Tell whether the letter at `at` means millions: "3.4m people", "2m doses", "a population of 19m", not "12m high".

    A capital does unless all are capitals. In a text that writes "$5m" or "2bn" the letter does too, before
    anything but what is measured in metres; in others, what follows must be counted.
    """
    numbers = s.language.numbers
    behind = _behind_list(s, at + 1)
    if numbers.metre_followers.match(s.words, behind) is not None or _is_metric(s, behind):
        return False
    if s.raw(at).isupper():
        return not s.shouting
    return habit.millions or _is_counted(s, at - 1, behind) or _is_of_many(s, at, behind)


def _behind_list(s: Sentence, end: int) -> int:
    """Return the end of all of "2m to 3m", "3m, 4m and 5m" by the end of the first: what follows is of each."""
    joints = s.language.numbers.to_words | s.language.numbers.listing | DASHES
    joints |= s.language.numbers.or_words.first_words
    for _ in range(_SEVERAL):
        again = s.word(end) in joints and s.is_number(end + 1) and s.word(end + 2) == "m" and s.glued(end + 2)
        if not again:
            break
        end += 3
    return end


def _is_metric(s: Sentence, at: int) -> bool:
    """Tell "a 100m race", "the 400m hurdles", "10m concrete walls", not "2m people run"."""
    numbers, word = s.language.numbers, s.word(at)
    says_of_what_kind = s.is_word(at) and not word.endswith(s.language.nouns.plural_endings)
    says_of_what_kind = says_of_what_kind and word not in numbers.counted_in_millions
    return word in numbers.metre_things or (says_of_what_kind and s.word(at + 1) in numbers.metre_things)


def _is_counted(s: Sentence, at: int, behind: int) -> bool:
    """Tell whether what is counted stands behind the number at `at`: "doses", "cubic metres", "young people"."""
    nouns, known = s.language.nouns, s.language.numbers.counted_in_millions
    if s.word(at - 1) in s.language.numbers.articles:
        return s.word(behind) in known  # "a 12m bus"
    for noun in (behind, behind + 1):
        word = s.word(noun)
        if word in known:
            return True
        if not s.is_word(noun) or word in nouns.stops:
            return False
        if word.endswith(nouns.plural_endings):
            return True
    return False


def _is_of_many(s: Sentence, at: int, behind: int) -> bool:
    """Tell by a word before it that a number of people or a sum is told: "the population is 19.5m"."""
    closed = not s.is_word(behind) or s.words[behind] in s.language.nouns.stops
    near = s.words[max(0, at - _NEAR) : at]
    return closed and not s.language.numbers.told_in_millions.isdisjoint(near)
