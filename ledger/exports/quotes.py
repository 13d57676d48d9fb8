"""A figure in its sentence, and where that stands, in the words a footnote would use."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from ledger.exports.plain import CLOSING, OPENING, grouped, one_line
from ledger.model.figure import Figure, Modality, Source
from ledger.model.period import Period
from ledger.model.quantity import Bound, Kind, Quantity

_PLAIN = ("txt", "md")  # endings of files that are their text
_HOLDER = re.compile(r"\.(?:zip|eml|mbox|jsonl|ndjson|json)(?:#\d{1,9})?$", re.IGNORECASE)  # "sent.zip", "box.mbox#12"
BOUND_WORDS = {
    Bound.EXACT: "",
    Bound.MORE_THAN: "more than ",
    Bound.AT_LEAST: "at least ",
    Bound.LESS_THAN: "less than ",
    Bound.AT_MOST: "at most ",
    Bound.APPROX: "about ",
    Bound.NEARLY: "nearly ",
    Bound.RANGE: "between ",
}


def marked_quote(figure: Figure) -> str:
    """Return the sentence with the figure marked, every other character as in the source."""
    return marked(figure, [figure])


def marked(sentence: Figure, figures: Iterable[Figure]) -> str:
    """Return the sentence of a figure with all of these figures in it marked, every other character as it is."""
    quote, text, at = sentence.quote, "", 0
    for start, end in sorted(figure.span for figure in figures):
        first, last = start - sentence.quote_span.start, end - sentence.quote_span.start
        if first >= at:  # one that lies within another is marked with it
            text += quote[at:first] + OPENING + quote[first:last] + CLOSING
            at = last
    return text + quote[at:]


def excerpt(text: str, length: int) -> str:
    """Return a long marked sentence cut to about a length around its marks, at spaces, on one line."""
    text = one_line(text)
    opening, closing = text.find(OPENING), text.rfind(CLOSING) + 1
    if len(text) <= length or opening < 0:
        return text
    spare = max(length - (closing - opening), 40)
    start = max(0, min(opening - spare // 2, len(text) - length))
    end = min(len(text), max(closing + spare // 2, start + length))
    if start > 0:
        start = min(text.find(" ", start, opening) + 1 or opening, opening)
    if end < len(text):
        end = max(text.rfind(" ", closing, end), closing)
    return f"{'… ' if start else ''}{text[start:end].rstrip()}{' …' if end < len(text) else ''}"


def standing(figure: Figure) -> str:
    """Return the file and the place in it."""
    return f"{figure.source.path}, {locator(figure)}"


def locator(figure: Figure) -> str:
    """Return the place in a text: the line of a plain text, else the page, if there is one, and paragraph."""
    page = f"page {figure.page}, " if figure.page is not None else ""
    if _has_lines(figure.source.path) or figure.paragraph is None:
        return f"{page}line {figure.line}"
    return f"{page}paragraph {figure.paragraph}"


def whole_locator(figure: Figure) -> str:
    """Return all that is known of the place in a text: "page 3, paragraph 12", "paragraph 5, line 9"."""
    page = f"page {figure.page}" if figure.page is not None else ""
    paragraph = f"paragraph {figure.paragraph}" if figure.paragraph is not None else ""
    line = f"line {figure.line}" if _has_lines(figure.source.path) or not paragraph else ""
    return ", ".join(part for part in (page, paragraph, line) if part)


def file_and_line(figure: Figure) -> str:
    """Return the file's own name and the place, for where there is little room: "digest.txt:157", "act.pdf p.3 ¶12"."""
    page = f" p.{figure.page}" if figure.page is not None else ""
    name = short_name(figure.source.path)
    if _has_lines(figure.source.path) or figure.paragraph is None:
        return f"{name}{page}:{figure.line}"
    return f"{name}{page} ¶{figure.paragraph}"


def short_name(path: str) -> str:
    """Return a file's own name, behind that of the archive or mail it is in: what a reader can open; no folders.

    >>> short_name("reports/digest.txt"), short_name("reports/sent.zip/2021/digest.txt")
    ('digest.txt', 'sent.zip/digest.txt')
    """
    *around, name = path.split("/")
    holder = next((part for part in around if _HOLDER.search(part)), None)
    return f"{holder}/{name}" if holder else name


def _has_lines(path: str) -> bool:
    """Tell a file whose own lines are those of its text; of a web page or a Word file nobody knows the lines."""
    ending = path.rpartition("/")[2].rpartition(".")[1:]
    return ending[0] == "" or ending[1].lower() in _PLAIN


def teller(figure: Figure) -> str:
    """Return who says so: whom the text names, else who publishes it."""
    return figure.attribution or figure.source.name


def credit(source: Source) -> str:
    """Return who published a text and when, the file's name where nobody says."""
    return f"{source.name}, {source.published.isoformat()}" if source.published else source.name


def told_by(figure: Figure) -> str:
    """Return who says so, and in which text: "El Economista, in Justice in Mexico, 2021-02-01"."""
    return f"{figure.attribution}, in {credit(figure.source)}" if figure.attribution else credit(figure.source)


def printed(figure: Figure) -> str:
    """Return the amount as printed, with its unit where that stands elsewhere: "845,2 millones EUR"."""
    if figure.as_read and figure.amount_is_corrected:
        return f"{printed(figure.as_read)} (corrected: {amount(figure.quantity)})"
    unit, surface = figure.quantity.unit, one_line(figure.surface)
    bare = figure.quantity.kind is Kind.OTHER and not any(letter.isalpha() for letter in surface)
    if unit and (bare or "unit" in figure.basis):
        return f"{surface} {unit if unit.isupper() else unit.replace('_', ' ') + 's'}"
    return surface


def named(figure: Figure, name: str) -> str:
    """Return a figure by its name, as printed, with what it counts and where: "f-a95c31 412 officers (a.txt:3)"."""
    return f"{name} {printed(figure)} {subject(figure)}".strip() + f" ({file_and_line(figure)})"


def number_beside(figure: Figure) -> Decimal | None:
    """Return the amount as a number where the words as printed do not show it: 1,348 of "mil 348", 8 of "eight".

    "$3 billion" shows its 3, "16 mil 300" its 163.
    """
    quantity = figure.quantity
    if figure.amount_is_corrected:
        return quantity.value
    if quantity.bound is Bound.RANGE or quantity.vague or not quantity.value.is_finite():
        return None
    digits = _significant("".join(map(str, quantity.value.as_tuple().digits)))
    shown = re.findall(r"\d+(?:[.,'\u2019\s]\d+)*", figure.surface)
    numbers = {_significant(re.sub(r"\D", "", number)) for number in (*shown, "".join(shown))}
    # "from 1,200 to 1,350 million" leaves the scale of 1,200 out, a table in thousands that of "4.1"
    left_out = figure.surface[-1:].isdigit() and not any(abs(quantity.value) in _readings(number) for number in shown)
    if digits in numbers and not left_out:
        return None
    whole = quantity.value.to_integral_value()
    return whole if quantity.value == whole else round(quantity.value, 3).normalize()


def _readings(number: str) -> set[Decimal]:
    """Return what digits may be worth as printed: 4100 or 4.1 of "4.100"."""
    digits, behind = Decimal(re.sub(r"\D", "", number)), len(re.split(r"\D", number)[-1])
    return {digits, digits.scaleb(-behind)}


def _significant(digits: str) -> str:
    return digits.strip("0")


def subject(figure: Figure) -> str:
    """Return what a figure counts: its noun, else its measure, with what narrows it or makes it no plain fact."""
    noun = one_line(figure.noun or (figure.measure or "").replace("_", " "))
    notes = [
        figure.population and figure.population.replace("_", " "),
        figure.change and str(figure.change),
        figure.modality if figure.modality is not Modality.STATED else None,
    ]
    told = [note for note in notes if note and note.lower() not in noun.lower()]
    return f"{noun} ({', '.join(told)})".strip() if told else noun


def claim(figure: Figure) -> str:
    """Return what the figure says, as one sentence made of its parts alone.

    Two sentences that say the same read the same here, whatever language and words they came in.
    """
    counted = figure.quantity.kind is Kind.COUNT and figure.change is None
    noun = figure.noun or (figure.quantity.unit or "" if counted else "")
    what, _, happened = (figure.measure or "").rpartition("_")  # "killed" of "police_killed"
    if not what or not happened.endswith("ed") or happened in noun.lower():
        happened = ""
    notes = [note.replace("_", " ") for note in (happened, figure.population, figure.change) if note]
    if noun and not counted:  # what an amount of money or a share has to do with its noun is the sentence's to say
        notes.insert(0, noun)
    whose = [counted and noun, notes and f"({', '.join(notes)})", figure.place and f"in {figure.place.name}"]
    said = [
        " ".join([amount(figure.quantity), *(part for part in whose if part)]),
        period_words(figure),
        figure.modality is not Modality.STATED and str(figure.modality),
        figure.attribution and f"according to {figure.attribution}",
    ]
    return one_line(", ".join(part for part in said if part))


def amount(quantity: Quantity) -> str:
    """Return the normalised amount with its bound and unit.

    "at least 412", "between 40% and 50%", "USD 3,000,000,000", "USD 50,000 per month", "3.2 per 100,000", "8 months".
    """
    before, behind = _unit_signs(quantity)
    if quantity.bound is Bound.RANGE:
        words = f"between {before}{_end(quantity.low)}{behind} and {before}{_end(quantity.high)}{behind}"
    else:
        words = bounded(quantity.bound, f"{before}{grouped(quantity.value)}{behind}")
    return words + (_per_words(quantity.per) if quantity.per else "")


def bounded(bound: Bound, number: str) -> str:
    """Return a number with the words of its bound: "at least 412", "2.5 times"."""
    return f"{number} times" if bound is Bound.MULTIPLE else f"{BOUND_WORDS[bound]}{number}"


def _unit_signs(quantity: Quantity) -> tuple[str, str]:
    """Return what stands before and behind the number so that it tells what it is a number of."""
    unit = quantity.unit or ""
    if unit.isupper():
        return f"{unit} ", ""
    match quantity.kind:
        case Kind.PERCENT:
            return "", "%"
        case Kind.RANK:
            return "rank ", ""
        case Kind.SCORE:
            return "score ", ""
        case Kind.DURATION | Kind.OTHER if unit:
            return "", f" {unit.replace('_', ' ')}{'' if quantity.value == 1 else 's'}"
    return "", ""


def _per_words(per: str) -> str:
    return f" per {grouped(int(per))}" if per.isdecimal() else f" per {per.replace('_', ' ')}"


def period_words(figure: Figure) -> str:
    """Return the dates a figure is about, each as short as it can be, the last one included.

    "2019", "2021-03", "2021-03-18", "2008-01 – 2009-06", and with an open end "2007–".
    """
    return span_words(figure.period)


def span_words(period: Period) -> str:
    """Return dates as short as they can be; see `period_words`."""
    start, end = period.start, period.end
    if start is None or end is None:
        return f"{_first(start)}–" if start else (f"–{_last(end)}" if end else "")
    if start + timedelta(1) == end:
        return start.isoformat()
    if _is_new_year(start) and _is_new_year(end):
        return _joined(str(start.year), str(end.year - 1))
    if start.day == end.day == 1:
        return _joined(f"{start:%Y-%m}", f"{end - timedelta(1):%Y-%m}")
    return _joined(start.isoformat(), (end - timedelta(1)).isoformat())


def _joined(first: str, last: str) -> str:
    return first if first == last else f"{first} – {last}"


def _first(start: date) -> str:
    return str(start.year) if _is_new_year(start) else f"{start:%Y-%m}" if start.day == 1 else start.isoformat()


def _last(end: date) -> str:
    last = end - timedelta(1)
    return str(last.year) if _is_new_year(end) else f"{last:%Y-%m}" if end.day == 1 else last.isoformat()


def _is_new_year(day: date) -> bool:
    return (day.month, day.day) == (1, 1)


def _end(value: Decimal | None) -> str:
    return "any number" if value is None else grouped(value)
