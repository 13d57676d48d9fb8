"""What holds of every text: spans, order, nothing lost, numbers read back, the same twice."""

import pickle
import re
import tomllib
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ledger.extract.figures import read_document, read_figures
from ledger.lexicon.vocabulary import load_lexicon
from ledger.model.document import Document
from ledger.model.figure import Figure
from ledger.model.reading import Omission, Problem, Reading
from ledger.model.span import Span

CASES = Path(__file__).parents[1] / "cases"
DIGITS = re.compile(r"\d+")

# Pieces that text of the world is made of, the unusual ones first.
ODD = (
    "👮🏽\u200d♀️", "e\u0301", "\u0301", "\u200f", "مقتل", "١٢٣", "४२", "²", "x²", "½", "¾", "①", "Ⅻ", "１２３",
    "\ufeff", "\u00ad",
    "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x00", "\r\n", "\r", "\n\n", "\t", "\u00a0", "\u2009", "\u202f",
    "\u3000", "\u200b",
    "ſ", "ß", "İ", "ﬁ", "№", "º", "ª", "…", "—", "–", "-", "−", "“", "”", "«", "»", "(", ")", "[", "]", "'", '"',
    "/", "*", "•", "%",
    "‰", "$", "€", "£", "¥", "#", "§", "+", "~", "@", "://", "\ud800",
)  # fmt: skip
# Texts that once broke a law.
MENDED = (
    "9" * 29, "thousands of " * 12, "1,234.51'000", "12-" * 1500,
    "12.5 at least 1998", "12,5 al menos 1998", "1,234-MX$7", "5£twenty",
    "the 0000s", "the 9990s", "March 6,0000", "Dec 31,9999", "292049Z JAN 0000", "It opens at 17.30 a",
    "[words indistinct]",
)  # fmt: skip

NUMBERS = (
    "0", "1", "7", "34", "099", "1998", "2021", "1,234", "1.234", "1,234.5", "1.234,5", "12,5", "0.5", "1.2.3",
    "1,2,3", "1 234",
    "61\u00a0777", "1'000", "1" + ",000" * 6, "3-4", "3–4", "24/7", "11:40", "2019-04-12", "12/05/2019", "M-16",
    "COVID-19",
    "40k", "2.5m", "19th", "1.º", "50%", "1/2", "1e9", "-5",
)  # fmt: skip
WORDS = (
    "one", "two", "twenty", "twenty-", "hundred", "thousand", "million", "billion", "half", "a", "third", "dozen",
    "times", "doubled",
    "percent", "per", "out of", "of the", "in", "between", "and", "to", "from", "more than", "or more", "at least",
    "up to", "nearly",
    "dollars", "pesos", "US", "USD", "hectares", "years", "years old", "aged", "a month", "since", "until", "May",
    "March", "fiscal year",
    "last year", "so far this year", "said", "according to", "Mexico", "the state", "police", "killed", "aid",
    "complaints", "homicides",
    "uno", "dos", "veinte", "treinta y", "mil", "millones", "billón", "medio", "media", "tercera parte", "docena",
    "veces", "por ciento",
    "de cada", "de los", "entre", "y", "de", "a", "desde", "hasta", "más de", "o más", "al menos", "casi",
    "dólares", "euros", "años",
    "al mes", "mayo", "el año pasado", "en lo que va del año", "según", "dijo", "quejas", "policías", "asesinados",
    "no.", "art.", "S/",
    "Q", "Bs", "MX$", "p.m.", "horas",
)  # fmt: skip
PIECES = st.one_of(st.sampled_from(NUMBERS), st.sampled_from(WORDS), st.sampled_from(ODD), st.text(max_size=6))
GAPS = st.sampled_from((" ", " ", " ", "", "", "\n", ", ", ". ", "-", "\u00a0", "\r\n"))
TEXTS = st.lists(st.tuples(PIECES, GAPS), max_size=30).map(lambda rows: "".join(word + gap for word, gap in rows))
LANGUAGES = st.sampled_from((None, "en", "es"))


def reading_of(text: str, language: str | None = None) -> Reading:
    return read_document(Document.from_text(text, language=language))


def all_of(reading: Reading) -> list[Figure | Omission | Problem]:
    return [*reading.figures, *reading.omissions, *reading.problems]


def spans_of(reading: Reading) -> list[Span]:
    return [row.span for row in all_of(reading)]


# Spans


def keep_spans(text: str, reading: Reading) -> None:
    for row in all_of(reading):
        assert row.span.of(text) == row.surface
        assert row.surface
    for figure in reading.figures:
        assert figure.quote_span.of(text) == figure.quote
        assert figure.quote_span.holds(figure.span)
        assert all(e.span is None or 0 <= e.span.start < e.span.end <= len(text) for e in figure.evidence)


def keep_order(reading: Reading) -> None:
    spans = [figure.span for figure in reading.figures]
    assert [(one, other) for one, other in pairwise(spans) if one.end > other.start] == []


def keep_ends(reading: Reading) -> None:
    for figure in reading.figures:
        low, value, high = figure.quantity.low, figure.quantity.value, figure.quantity.high
        assert value.is_finite()
        assert low is None or low <= value, figure.surface
        assert high is None or value <= high, figure.surface


def lose_nothing(text: str, reading: Reading) -> None:
    spans = spans_of(reading)
    for run in DIGITS.finditer(text):
        held = [span for span in spans if span.overlaps(Span(*run.span()))]
        assert len(held) == 1, (run.group(), [span.of(text) for span in held])
        assert held[0].holds(Span(*run.span()))


@given(TEXTS, LANGUAGES)
def test_every_surface_and_quote_stands_in_the_text(text: str, language: str | None) -> None:
    keep_spans(text, reading_of(text, language))


@given(TEXTS, LANGUAGES)
def test_figures_come_in_order_and_share_no_character(text: str, language: str | None) -> None:
    keep_order(reading_of(text, language))


@given(TEXTS, LANGUAGES)
def test_low_is_never_above_value_nor_value_above_high(text: str, language: str | None) -> None:
    keep_ends(reading_of(text, language))


@given(TEXTS, LANGUAGES)
def test_every_run_of_digits_is_in_exactly_one_figure_omission_or_problem(text: str, language: str | None) -> None:
    lose_nothing(text, reading_of(text, language))


@pytest.mark.parametrize("text", MENDED, ids=lambda text: text[:24])
def test_what_broke_a_law_keeps_them_all(text: str) -> None:
    reading = reading_of(text)
    keep_spans(text, reading)
    keep_order(reading)
    keep_ends(reading)
    lose_nothing(text, reading)


@pytest.mark.parametrize("digits", [29, 40, 200])
def test_a_number_keeps_every_digit(digits: int) -> None:
    printed = ("1234567890" * 20)[:digits]
    figures = read_figures(Document.from_text(f"The vault holds {printed} coins.", language="en"))
    assert [figure.quantity.value for figure in figures] == [Decimal(printed)]


@given(st.text(st.characters(), max_size=200))
@example("\ud800 12 \udfff")
@example("1\u03012 people")
@example("\u202e12 dead\u202c")
@example("12\u2028000 people")
def test_no_text_is_too_strange(text: str) -> None:
    reading = reading_of(text)
    assert all(row.span.of(text) == row.surface for row in reading.figures)


# The same again


@given(TEXTS, TEXTS, LANGUAGES)
def test_what_was_read_before_changes_nothing(text: str, other: str, language: str | None) -> None:
    first = reading_of(text, language)
    reading_of(other, language)
    assert reading_of(text, language) == first


@given(TEXTS, LANGUAGES)
def test_a_reading_can_be_sent_to_another_process(text: str, language: str | None) -> None:
    reading = reading_of(text, language)
    assert pickle.loads(pickle.dumps(reading)) == reading
    assert pickle.loads(pickle.dumps(load_lexicon().languages["en"].code)) == "en"


def amounts(figures: list[Figure]) -> list[tuple[str, object]]:
    return [
        (f.surface, (f.quantity.kind, f.quantity.value, f.quantity.low, f.quantity.high, f.quantity.bound))
        for f in figures
    ]


def paragraphs(code: str) -> list[str]:
    """Return sentences of one language that stand by themselves, each fit to be a paragraph."""
    found = []
    for path in sorted(CASES.glob(f"*.{code}.toml")):
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["cases"]
        found += [row["text"] for row in rows if "\n" not in row["text"] and path.stem.partition(".")[0] != "inherited"]
    return found


@pytest.mark.parametrize("code", ["en", "es"])
def test_a_text_reads_the_same_whole_and_by_paragraph(code: str) -> None:
    alone = [text for text in paragraphs(code) if code == "en" or not re.search(r"\d[.,]\d", text)]
    whole = amounts(read_figures(Document.from_text("\n\n".join(alone), language=code)))
    parts = [amount for text in alone for amount in amounts(read_figures(Document.from_text(text, language=code)))]
    assert whole == parts


# Numbers read back


def grouped(value: Decimal, group: str, mark: str) -> str:
    """Print a number with these signs between thousands and before decimals."""
    whole, _, rest = f"{value:,f}".partition(".")
    return whole.replace(",", group) + (mark + rest if rest else "")


LOCALES = [
    pytest.param("en", "The harbour master counted {} crates.", ",", ".", id="en"),
    pytest.param("es", "En España se contaron {} cajas de fruta.", ".", ",", id="es-ES"),
    pytest.param("es", "En México se contaron {} cajas de fruta.", ",", ".", id="es-MX"),
    pytest.param("en", "The harbour master counted {} crates.", "\u2009", ".", id="en, thin spaces"),
    pytest.param("es", "En España se contaron {} cajas de fruta.", "\u202f", ",", id="es-ES, narrow spaces"),
    pytest.param("es", "En Perú se contaron {} cajas de fruta.", "\u00a0", ".", id="es-PE, no-break spaces"),
]
PRINTED = st.one_of(
    st.integers(2, 10**12).map(Decimal),
    st.decimals(Decimal("1.1"), Decimal(10) ** 9, places=1),
    st.decimals(Decimal("1.01"), Decimal(10) ** 9, places=2),
)


@pytest.mark.parametrize(("language", "sentence", "group", "mark"), LOCALES)
@given(value=PRINTED)
def test_a_number_printed_in_a_locale_reads_back(
    language: str, sentence: str, group: str, mark: str, value: Decimal
) -> None:
    printed = grouped(value, group, mark)
    figures = read_figures(Document.from_text(sentence.format(printed), language=language))
    assert [(f.surface, f.quantity.value) for f in figures] == [(printed, value)]


# Words in the order of what they are worth, from nought up.
SMALL_ENGLISH = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen
"""
SMALL_SPANISH = """
cero un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho
diecinueve veinte veintiún veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve
"""
HUNDREDS_SPANISH = """
. ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos
"""
ENGLISH, SPANISH, SPANISH_HUNDREDS = SMALL_ENGLISH.split(), SMALL_SPANISH.split(), HUNDREDS_SPANISH.split()
ENGLISH_TENS = [".", ".", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SPANISH_TENS = [".", ".", ".", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"]


def english(number: int, joint: str = " and ") -> str:
    """Spell a number below ten thousand out.

    >>> english(1066), english(321, " ")
    ('one thousand and sixty-six', 'three hundred twenty-one')
    """
    if number >= 1000:
        rest = number % 1000
        between = " " if rest >= 100 else joint
        return f"{ENGLISH[number // 1000]} thousand" + (between + english(rest, joint) if rest else "")
    if number >= 100:
        return f"{ENGLISH[number // 100]} hundred" + (joint + english(number % 100) if number % 100 else "")
    if number >= 20:
        return ENGLISH_TENS[number // 10] + (f"-{ENGLISH[number % 10]}" if number % 10 else "")
    return ENGLISH[number]


def spanish(number: int) -> str:
    """Spell a number below ten thousand out.

    >>> spanish(1066), spanish(100), spanish(2531)
    ('mil sesenta y seis', 'cien', 'dos mil quinientos treinta y un')
    """
    if number >= 1000:
        head = "mil" if number < 2000 else f"{SPANISH[number // 1000]} mil"
        return head + (f" {spanish(number % 1000)}" if number % 1000 else "")
    if number >= 100:
        return (
            "cien"
            if number == 100
            else SPANISH_HUNDREDS[number // 100] + (f" {spanish(number % 100)}" if number % 100 else "")
        )
    if number >= 30:
        return SPANISH_TENS[number // 10] + (f" y {SPANISH[number % 10]}" if number % 10 else "")
    return SPANISH[number]


# Every one below a thousand, and then every seventh: so each ending of two and of three digits comes up.
COUNTED = [*range(2, 1_000), *range(1_000, 10_000, 7)]


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        pytest.param("en", [f"The crew loaded {english(n)} crates." for n in COUNTED], id="en-GB"),
        pytest.param("en", [f"The crew loaded {english(n, ' ')} crates." for n in COUNTED], id="en-US"),
        pytest.param("es", [f"En el patio hay {spanish(n)} camiones." for n in COUNTED], id="es"),
    ],
)
def test_numbers_in_words_read_back(language: str, sentences: list[str]) -> None:
    figures = read_figures(Document.from_text("\n\n".join(sentences), language=language))
    assert [int(figure.quantity.value) for figure in figures] == COUNTED


def test_capitals_change_no_number_in_words() -> None:
    text = "\n\n".join(f"THE CREW LOADED {english(n).upper()} CRATES." for n in range(2, 10_000, 37))
    figures = read_figures(Document.from_text(text, language="en"))
    assert [int(figure.quantity.value) for figure in figures] == list(range(2, 10_000, 37))
