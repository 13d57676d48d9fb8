"""Numbers of items and notes as they are shown: 4, 04, iv, IV, d, D."""

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LETTERS = 26
_HIGHEST = 3999  # that Roman numerals tell


def counting_mark(number: int, shape: str) -> str:
    """Return a number in a shape by its name in Word; one that is not known is shown in digits.

    >>> [counting_mark(28, shape) for shape in ("decimal", "decimalZero", "lowerRoman", "upperLetter")]
    ['28', '28', 'xxviii', 'BB']
    """
    if shape == "decimalZero":
        return f"{number:02}"
    if shape.endswith("Roman") and 0 < number <= _HIGHEST:
        return _roman(number) if shape.startswith("lower") else _roman(number).upper()
    if shape.endswith("Letter") and 0 < number <= _LETTERS * 9:
        times, letter = divmod(number - 1, _LETTERS)
        return chr(ord("a" if shape.startswith("lower") else "A") + letter) * (times + 1)
    return str(number)


def _roman(number: int) -> str:
    told = ""
    for worth, sign in _ROMAN:
        told += sign * (number // worth)
        number %= worth
    return told
