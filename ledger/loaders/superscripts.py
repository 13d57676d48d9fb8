"""Raised digits as characters of their own: a note's number may never become part of the amount before it."""

import re

_RAISED = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
_ROMAN = str.maketrans("ivx", "ⁱᵛˣ")
_DIGIT = re.compile(r"\d")
_NUMERAL = re.compile(r"[ivx]+")
_SPACED = re.compile(r"(?<=\d)\s*[,;]\s*(?=\d)|(?<=\d)\s+(?=\d)")


def raise_digits(text: str) -> str:
    r"""Return raised text with its digits as superscript characters, and letters as they are.

    Two marks side by side are parted by a thin space, whatever parted them: a comma would read as the sentence's.

    >>> raise_digits("2"), raise_digits("-3"), raise_digits("th"), raise_digits("iv"), raise_digits("1, 2")
    ('²', '⁻³', 'th', 'ⁱᵛ', '¹\u2009²')
    """
    if _NUMERAL.fullmatch(text.strip()):
        return text.translate(_ROMAN)
    return _SPACED.sub("\u2009", text).translate(_RAISED) if _DIGIT.search(text) else text
