"""Quotes in a text that was changed since: none is ever found in other words, or in another sentence like it."""

import random

import pytest

from ledger.compare.drift import Texts
from ledger.model.span import Span
from ledger.model.verification import Stand

PLACES = ("Lima", "Cusco", "Puno", "Ica", "Tacna", "Piura")
WORDS = "The report tells of north and south where in the dry months the roads were closed"


def long_report(chance: random.Random) -> list[str]:
    """Return the sentences of a report full of figures that look alike, some of them word for word."""
    sentences = []
    for number in range(120):
        told = chance.choice(PLACES), chance.choice((12, 12, 13, 112, 21)), chance.choice((2019, 2020))
        sentences.append("In {}, {} people died in {}.".format(*told))
        if number % 3:
            sentences.append(" ".join(chance.sample(WORDS.split(), 9)).capitalize() + ".")
    return sentences


def spans(sentences: list[str]) -> list[Span]:
    places, at = [], 0
    for sentence in sentences:
        places.append(Span(at, at + len(sentence)))
        at += len(sentence) + 1
    return places


def edited(sentences: list[str], chance: random.Random) -> tuple[list[str], list[int | None]]:
    """Return the sentences after an edit, and where each of the old ones is now; None where it is no more."""
    now: list[tuple[int | None, str]] = list(enumerate(sentences))
    at = chance.randrange(len(now))
    kinds = ("number", "reword", "delete", "insert", "swap", "copy") if "people" in now[at][1] else ("delete", "copy")
    kind = chance.choice(kinds)
    if kind == "number":
        now[at] = (None, now[at][1].replace(" people", "0 people"))
    elif kind == "reword":
        now[at] = (None, now[at][1].replace("people", "persons"))
    elif kind == "delete":
        del now[at]
    elif kind == "insert":
        now.insert(at, (None, f"In {chance.choice(PLACES)}, 12 people died in 2020."))
    elif kind == "copy":
        now.insert(chance.randrange(len(now)), (None, now[at][1]))
    else:
        other = chance.randrange(len(now))
        now[at], now[other] = now[other], now[at]
    where = {old: new for new, (old, _) in enumerate(now) if old is not None}
    return [sentence for _, sentence in now], [where.get(old) for old in range(len(sentences))]


def test_three_hundred_edits_find_no_quote_where_it_is_not() -> None:
    chance = random.Random(7)
    sentences = long_report(chance)
    places = spans(sentences)
    before = " ".join(sentences)
    told = dict.fromkeys(Stand, 0)
    for _ in range(300):
        after, where = edited(sentences, chance)
        now = spans(after)
        texts = Texts(before, " ".join(after))
        for old in chance.sample(range(len(sentences)), 25):
            drift = texts.drift(places[old])
            told[drift.stand] += 1
            if drift.stand is Stand.SAME:
                new = where[old]
                assert new is not None, "found although it was deleted or reworded"
                assert drift.span == now[new], "found at another sentence that reads the same"
    assert told[Stand.SAME] > 0.9 * sum(told.values())
    assert told[Stand.UNSURE] + told[Stand.GONE] + told[Stand.CHANGED] + told[Stand.MOVED] > 20


TEXT = (
    "The year was dry. In Lima 12 died. The mayor spoke for long. In Ica 31 fled. Then all went home, and it was night."
)
QUOTE = "In Ica 31 fled."


def drift(after: str, quote: str = QUOTE, before: str = TEXT) -> tuple[Stand, str | None]:
    at = before.index(quote)
    found = Texts(before, after).drift(Span(at, at + len(quote)))
    return found.stand, after[found.span.start : found.span.end] if found.span else None


@pytest.mark.parametrize(
    ("after", "stand", "words"),
    [
        (TEXT, Stand.SAME, QUOTE),
        (f"Note: corrected. {TEXT} And more.", Stand.SAME, QUOTE),
        (TEXT.replace("31", "310"), Stand.CHANGED, "In Ica 310 fled."),
        (TEXT.replace(QUOTE, ""), Stand.CHANGED, ""),
        (f"{QUOTE} {TEXT.replace(QUOTE, 'Nobody fled.')}", Stand.MOVED, QUOTE),
        ("Another text altogether.", Stand.GONE, None),
        (f"{TEXT} {QUOTE}", Stand.SAME, QUOTE),
        (f"{QUOTE} {TEXT.replace(QUOTE, '')} {QUOTE}", Stand.UNSURE, None),
        (TEXT.replace("for long", "at length").replace("night", "day"), Stand.SAME, QUOTE),
        ("", Stand.GONE, None),
    ],
)
def test_a_quote_is_where_its_words_are(after: str, stand: Stand, words: str | None) -> None:
    assert drift(after) == (stand, words)


LINES = (
    "The year was dry and the\nroads were closed. In Ica 31\npeople fled to the north. Then\nall went home, and it\n"
    "was night over the wide plain.\n"
)


def test_lines_that_break_elsewhere_since_a_sentence_beside_was_mended_are_no_change() -> None:
    after = (
        "The year was very dry and the\nroads were closed. In Ica\n31 people fled to the\nnorth. Then all went home,\n"
        "and it was night over the wide plain.\n"
    )
    assert drift(after, "In Ica 31\npeople fled to the north.", LINES) == (
        Stand.SAME,
        "In Ica\n31 people fled to the\nnorth.",
    )
    after = after.replace("very ", "").replace("\n31", "\n310")
    assert drift(after, "In Ica 31\npeople fled to the north.", LINES) == (
        Stand.CHANGED,
        "In Ica\n310 people fled to the\nnorth.",
    )


def test_a_break_is_no_part_of_a_number() -> None:
    assert drift("It was 1 200 then.", "It was 1200 then.", "It was 1200 then.")[0] is Stand.CHANGED


_PADDING = " ".join(f"Nobody wrote of the {number}th day of it." for number in range(20))


def test_a_quote_between_changed_sentences_has_other_surroundings_and_did_not_move() -> None:
    before = f"{_PADDING} The mayor spoke for long. {QUOTE} Then all went home. {_PADDING.replace('day', 'night')}"
    after = before.replace("spoke for long", "was silent, it is said").replace("Then all", "Afterwards the most")
    assert drift(after, before=before) == (Stand.CONTEXT, QUOTE)
    apart = after.replace(f"{QUOTE} ", "")
    assert drift(f"{QUOTE} {apart}", before=before) == (Stand.MOVED, QUOTE)
    assert drift(f"{apart} {QUOTE}", before=before) == (Stand.MOVED, QUOTE)
    assert drift(after.replace(QUOTE, f"{QUOTE} And then: {QUOTE}"), before=before) == (Stand.UNSURE, None)


def test_of_two_that_read_the_same_the_one_that_stayed_is_not_taken_for_the_one_that_went() -> None:
    before = "Lima: 12 died. Cusco was quiet. Puno: 12 died. All was well."
    after = before.replace("Lima: 12 died", "Lima: 14 died")
    first, second = (Texts(before, after).drift(Span(at, at + 8)) for at in (6, before.rindex("12 died.")))
    assert first.stand is not Stand.SAME
    assert second.stand in (Stand.SAME, Stand.UNSURE)


def test_of_passages_that_read_the_same_one_may_have_gone_and_another_come() -> None:
    row = "Of those held in the north of the country last year 12 died in the end, and the others were let go at once. "
    apart = [f"What was told of {place} was told by those who had been there. " for place in PLACES]
    before = "".join([apart[0], row * 3, apart[1], row * 3, *apart[2:]])
    after = "".join([apart[0], row * 2, apart[1], row * 4, *apart[2:]])
    places = [at for at in range(len(before)) if before.startswith(row, at)]
    second = Span(places[1], places[1] + len(row) - 1)  # between two others of its group
    assert Texts(before, after).drift(second).stand is Stand.UNSURE
    assert Texts(before, before + "More.").drift(second).stand is Stand.SAME
