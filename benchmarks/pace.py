"""How fast text is read: beside a bare scan for digits, beside other readers where they are installed.

Rows of `python -m benchmarks --only reading`. The text is that of the gold sets (English and Spanish prose and
tables dense with figures), articles made up for the purpose, the same without a number, and any file given.
"""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from statistics import median
from time import process_time

from many_files import Article
from rows import Row, slope

import ledger

ROOT = Path(__file__).resolve().parents[1]
AREA = "reading"
SCANS = 137.0  # a scan for digits is to take no less than this part of the time: 1 MB/s where it does 137
_DIGITS = re.compile(r"\d[\d,.]*")
_SCANNED = 20_000_000  # characters, so that a scan takes long enough to be timed
_PEERS = 20_000  # characters; they are slow
_ARTICLES = 400
_FEW, _MANY = 300, 3_000  # documents, for the memory that reading takes
_LENGTHS = (25_000, 50_000, 100_000, 200_000)


def measure(files: Sequence[Path], runs: int) -> Iterator[Row]:
    """Yield the pace on each kind of text, what it grows with, the memory it takes, and other readers."""
    gold = [path.read_text(encoding="utf-8", errors="replace") for path in gold_texts()]
    made = ["\n\n".join([article.title, *article.paragraphs]) for article in map(Article, range(_ARTICLES))]
    kinds = {
        "gold texts": gold,
        "gold texts, by paragraph": [part for text in gold for part in text.split("\n\n") if part.strip()],
        "articles made up": made,
        "the same without numbers": [re.sub(r"[\d$%]", "", text) for text in made],
    }
    shared = {path.name: [path.read_text(encoding="utf-8", errors="replace")] for path in files}
    _read("Warm-up: 3 people paid $5 million in 2010. En 2010 hubo 3 mil homicidios.")
    for what, texts in {**kinds, **shared}.items():
        yield _pace(what, texts, runs)
    yield _growth(made, runs)
    yield _memory()
    yield from _peers("\n\n".join(made)[:_PEERS], runs)


def gold_texts() -> list[Path]:
    """Return the documents whose figures people annotated."""
    return [*sorted((ROOT / "seeds").glob("*.txt")), *sorted((ROOT / "tests" / "gold").glob("*/docs/*.txt"))]


def _read(text: str) -> int:
    return len(ledger.read_figures(ledger.Document.from_text(text)))


def _pace(what: str, texts: Sequence[str], runs: int) -> Row:
    size = sum(len(text.encode()) for text in texts)
    times = max(1, _SCANNED // size)
    scan, took = [], []
    for _ in range(runs):  # in turn, so that a busy machine slows down both
        scan.append(_timed(lambda: _scan(texts, times)) / times)
        took.append(_timed(lambda: sum(map(_read, texts))))
    pace = size / median(took) / 1e6
    return Row(AREA, what, pace, "MB/s", "a scan for digits", median(took) / median(scan), SCANS)


def _scan(texts: Sequence[str], times: int) -> None:
    for _ in range(times):
        for text in texts:
            for _found in _DIGITS.finditer(text):
                pass


def _timed(work: Callable[[], object]) -> float:
    began = process_time()
    work()
    return process_time() - began


def _growth(made: Sequence[str], runs: int) -> Row:
    """Return the power of its length that the time of reading a text grows with."""
    whole = "\n\n".join(made)
    whole *= 1 + _LENGTHS[-1] // len(whole)
    times = [min(_timed(partial(_read, whole[:length])) for _ in range(runs)) for length in _LENGTHS]
    reference = f"its length, from {_LENGTHS[0] // 1000} kB"
    return Row(AREA, f"a text of {_LENGTHS[-1] // 1000} kB", times[-1], "s", reference, slope(_LENGTHS, times), 1.15)


def _memory() -> Row:
    """Return the most memory that reading many documents one after the other took, beside that for a few."""
    few, many = (_peak(documents) for documents in (_FEW, _MANY))
    return Row(AREA, f"memory for {_MANY:,} documents", many, "MB", f"that for {_FEW}", many / few, 1.1)


def _peak(documents: int) -> float:
    code = (
        "import resource, sys; sys.path.insert(0, sys.argv[2]); import pace\n"
        "for number in range(int(sys.argv[1])):\n    pace.read_article(number % 400)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    run = [sys.executable, "-c", code, str(documents), str(Path(__file__).parent)]
    told = subprocess.run(run, check=True, capture_output=True, text=True).stdout
    return int(told) / 1024


def read_article(number: int) -> int:
    """Read one of the articles made up."""
    article = Article(number)
    return _read("\n\n".join([article.title, *article.paragraphs]))


def _peers(text: str, runs: int) -> Iterator[Row]:
    """Yield how other readers do on a piece of the articles, those that are installed."""
    own = median(_timed(lambda: _read(text)) for _ in range(runs))
    for name, make in PEERS.items():
        with suppress(ImportError):
            read = make()
            read(text[:200])
            took = min(_timed(lambda: read(text)) for _ in range(max(1, runs - 1)))  # noqa: B023
            yield Row(AREA, name, len(text.encode()) / took / 1e6, "MB/s", "the ledger", took / own, 1.0, at_least=True)


def _quantulum() -> Callable[[str], object]:
    parser = import_module("quantulum3.parser")
    return lambda text: parser.parse(text)


def _recognizers() -> Callable[[str], object]:
    numbers, units = import_module("recognizers_number"), import_module("recognizers_number_with_unit")
    models = (
        numbers.recognize_number,
        numbers.recognize_percentage,
        units.recognize_currency,
        units.recognize_dimension,
    )

    def read(text: str) -> object:
        return [recognize(text, "en-us") for recognize in models]

    return read


PEERS = {"quantulum3": _quantulum, "Recognizers-Text": _recognizers}
