"""Codes of documents that end in a year: "Informe n.º 145-2019", "Resolución 2033-2020", "Expediente 1234-2018-PHC"."""

from ledger.extract.tokens import DASHES, Sentence
from ledger.extract.years import is_year


def in_document_code(s: Sentence, at: int) -> bool:
    """Tell whether a number is the first or the last of a code, which is neither an amount nor a time."""
    if not s.is_number(at):
        return False
    return _is_code(s, at) or _is_code(s, at - 2)


def find_sign(s: Sentence, at: int) -> int | None:
    """Return where "n.º" or "#" begins that stands just before a number."""
    before = s.word(at - 1)
    if before in s.language.exclude.id_signs:
        return at - 1
    if before in ("º", "°", "o") and s.word(at - 2) == "." and s.word(at - 3) == "n":
        return at - 3  # "N.º 2.145"
    return None


def _find_dotted_sign(s: Sentence, at: int) -> int | None:
    """Return where "No." or "núm." begins that stands just before a number."""
    dotted = s.word(at - 1) == "." and s.glued(at - 1) and s.word(at - 2) in s.language.exclude.id_words
    return at - 2 if dotted else None


def _is_code(s: Sentence, first: int) -> bool:
    last = first + 2
    joined = s.is_number(first) and s.word(first + 1) in DASHES and s.glued(first + 1)
    if not (joined and s.is_number(last) and s.glued(last) and s.words[first].isdecimal() and is_year(s.words[last])):
        return False
    if s.word(last + 1) in DASHES and s.glued(last + 1) and s.glued(last + 2) and s.is_capital(last + 2):
        return True  # "044-2020-PCM"
    sign = find_sign(s, first) or _find_dotted_sign(s, first)
    if sign is not None:
        return s.word(sign - 1) not in s.language.exclude.periodicals  # "Bulletin No. 22-2024" came out in 2024
    if is_year(s.words[first]) and s.words[first] < s.words[last]:
        return False  # "el informe 2018-2019" is of two years
    before = s.word(first - 1)
    if _names_document(s, first - 1):
        return True
    named = s.is_capital(first - 1) and not (s.shouting or s.titled)  # "Acuerdo Plenario 4-2015"
    return named and _names_document(s, first - 2) and before not in s.language.time.months


def _names_document(s: Sentence, at: int) -> bool:
    return s.word(at) in s.language.exclude.id_words or s.word(at) in s.language.attribution.documents
