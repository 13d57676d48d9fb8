"""Reading takes time linear in the length of the text, on the worst texts we could think of."""

import gc
import math
import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from ledger.extract.figures import read_figures
from ledger.model.document import Document

pytestmark = pytest.mark.slow  # measures

# A slope is of log work over log length: 1 is linear, 2 quadratic. The long text is four times the short one.
WITHIN, ACROSS = 400, 1_500  # characters: the windows that rules look into are not yet full in the first
STEEPEST = {WITHIN: 1.6, ACROSS: 1.3}  # of time, which counts the work inside a pattern too, but a machine disturbs
STEEPEST_CALLS = 1.15  # of the functions called, which nothing disturbs, once windows are full
CLEAR, HOPELESS = 1.2, 1.6  # measured once, these are no chance, but where a reading is over in a blink
BLINK = 0.2  # seconds in which something else may have taken most of the time
TRIES = 3
AGAIN = 5  # a busy machine is no fault of the reader's
SLOWEST = 2.5  # times as long for a text in one line as for the same words in many


def repeated(piece: str) -> Callable[[int], str]:
    return lambda size: piece * (size // len(piece))


# What is repeated, by the part of the reader it is meant for.
PIECES = {
    "one run of digits": "7",
    "digits and commas": "1,",
    "digits and points": "1.",
    "groups of three": "000,",
    "groups with thin spaces": "\u2009123",
    "groups with spaces": " 123",
    "fractions": "½",
    "fractions in digits": "1 1/2 ",
    "decimals in words": "one point ",
    "pairs": "a couple of dozen ",
    "halves joined": "two-and-a-half ",
    "soft hyphens": "a\u00ad",
    "asides": "[sic] 1 ",
    "marks in brackets": "(1) a ",
    "chains": "A-1-2-3-",
    "ages told": "aged 1, ",
    "ages in a list": "1, 2 and ",
    "ids in a list": "Arts. 3, ",
    "one in a list": "one soldier and two ",
    "hours": "from 1710 to ",
    "results": "won 6 to ",
    "bounded twice": "more than 1 and less than ",
    "shares turned": "de cada 100 que ",
    "rates every so often": "one every 2 ",
    "letters before sums": "R1.5bn ",
    "houses": "at 3 Main ",
    "places in an order": "ranks third, ",
    "digits with hyphens": "12-",
    "digits with slashes": "1/",
    "digits with colons": "1:",
    "hyphens": "-",
    "dashes after digits": "3–",
    "dotted letters": "a.",
    "stops": ". ",
    "stops without spaces": ".",
    "points of suspension": "… ",
    "openers": "between ",
    "openers, Spanish": "entre ",
    "open ranges": "between 1 and ",
    "open ranges, Spanish": "de 6 a ",
    "links": "of ",
    "links, Spanish": "de ",
    "scales": "million ",
    "scales, Spanish": "mil ",
    "magnitudes": "thousands of ",
    "number words": "two hundred and ",
    "number words, Spanish": "treinta y ",
    "halves": "half a ",
    "shares": "one in ",
    "shares, Spanish": "de cada ",
    "totals": "1 of the ",
    "rates": "1 per ",
    "hedges": "more than ",
    "hedges, Spanish": "más de ",
    "hedges behind": "5 or more ",
    "multiples": "doubled ",
    "currency signs": "$",
    "currency signs with digits": "$1 ",
    "currency letters": "US$ ",
    "percent signs": "1% ",
    "months": "May ",
    "dates": "1 May 2019, ",
    "years": "2019 ",
    "years in a row": "2019-",
    "since": "since ",
    "last years": "the last ",
    "places": "Mexico ",
    "places in a row": "in San Juan, ",
    "sources": "according to ",
    "verbs of saying": "said ",
    "names": "Ana ",
    "topic words": "police killed ",
    "measured nouns": "5 members of police ",
    "quotes": '"',
    "quotes that open": "“1 ",
    "brackets": "(",
    "brackets around digits": "(1) ",
    "square brackets": "[1",
    "list marks": "1. ",
    "ids": "article 1 and ",
    "ages": ", 34, ",
    "phone numbers": "+52 55 ",
    "links to pages": "https://a.b/1/",
    "mail addresses": "a@1",
    "combining accents": "e\u0301",
    "emoji": "👮🏽1",
    "letters": "x",
    "capitals": "A",
    "lines": "1\n",
    "empty lines": "1\n\n",
    "returns": "1\r\n",
    "spaces": " ",
    "line separators": "1\u2028",
    "short lines": "At 5\nB ",
    "semicolons": "5 dead; ",
    "commas": "5, ",
    "years in a list": "28,870 in 2017, ",
    "nulls": "\x001",
}


def seconds(text: str) -> float:
    document = Document.from_text(text)
    start = time.process_time()
    read_figures(document)
    return time.process_time() - start


def slope(make: Callable[[int], str], size: int) -> float:
    """Return how steeply reading time grows with length, each time being the best of up to three."""
    short, long = make(size), make(4 * size)
    steps = math.log(len(long) / len(short))
    gc.collect()
    gc.disable()
    try:
        brief, full = seconds(short), seconds(long)
        for _ in range(TRIES - 1):
            steep = math.log(full / brief) / steps
            if steep <= CLEAR or (steep >= HOPELESS and full > BLINK):
                break
            brief, full = min(brief, seconds(short)), min(full, seconds(long))
    finally:
        gc.enable()
    return math.log(full / brief) / steps


def calls(text: str) -> int:
    """Return how many functions reading the text calls, built-in ones among them."""
    document = Document.from_text(text)
    count = 0

    def called(_frame: FrameType, event: str, _what: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(called)
    try:
        read_figures(document)
    finally:
        sys.setprofile(None)
    return count


@pytest.fixture(scope="module", autouse=True)
def lexicon() -> None:
    """Read the tables of words before anything is measured."""
    read_figures(Document.from_text("Two of the 31 mayors said so in 2019."))
    read_figures(Document.from_text("Dos de los 31 alcaldes lo dijeron entre enero y marzo de 2019."))


@pytest.mark.parametrize("piece", [pytest.param(piece, id=name) for name, piece in PIECES.items()])
def test_reading_time_is_linear(piece: str) -> None:
    for size, steepest in STEEPEST.items():
        steep = slope(repeated(piece), size)
        for _ in range(AGAIN):
            if steep <= steepest:
                break
            steep = min(steep, slope(repeated(piece), size))
        assert steep <= steepest


@pytest.mark.parametrize("piece", [pytest.param(piece, id=name) for name, piece in PIECES.items()])
def test_functions_called_are_linear(piece: str) -> None:
    short, long = repeated(piece)(ACROSS), repeated(piece)(4 * ACROSS)
    read_figures(Document.from_text(long))  # what is looked up once is kept
    assert math.log(calls(long) / calls(short)) / math.log(len(long) / len(short)) <= STEEPEST_CALLS


def test_one_long_line_is_read_as_fast_as_the_same_words_in_many() -> None:
    words = (
        "Officials of the port said on Monday that 14 of the 31 cranes had failed, and that repairs took $3 million; "
    )
    line = words * (200_000 // len(words))
    lines = (words * 10 + "\n\n") * (200_000 // (10 * len(words)))
    assert len(read_figures(Document.from_text(line))) >= 2 * (len(line) // len(words))
    assert min(seconds(line), seconds(line)) < SLOWEST * seconds(lines)
