#!/usr/bin/env python3
"""How the time of each regular expression of the program grows on the texts that are worst for it.

    python -m benchmarks.rule_slopes [--only WORD]

Every compiled pattern of every module is tried on strings made from its own parts: each thing it repeats, many times
over, with what stands before it and a character behind it that fits nowhere; and on long runs of digits, letters,
spaces, words and line ends. Those that are held against whole texts (in the loaders) are told by their slope, that of
the logarithm of time over the logarithm of length: 1 is linear, 2 quadratic. Those that are held against a sentence,
which is cut at 1,500 characters, are told by the time that the longest sentence takes, from each of its characters on,
over that of a plain scan for digits in it. Prints what is above the limits, and how many were tried; then the exit code
is 1.
"""

import argparse
import importlib
import math
import pkgutil
import re
import sys
import time
from collections.abc import Iterator
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import ledger

STEEPEST = 1.2  # slope on a whole text
SLOWEST = 20_000  # times a scan for digits, on the longest sentence: about 0.1 s
SENTENCE = 1500  # characters
TEXT = 4000  # characters of the shorter of two texts; the other is four times as long
LEAST = 0.004  # seconds below which a slope is noise
_OF_TEXTS = "ledger.loaders."
_COMMON = ("1", "1,", "1.", "1 ", "a", "a ", "A", "A ", "Aa ", " ", "\n", "\t", "-", "a-", "$1 ", "| ", "..", "(", "é")
_DIGITS = re.compile(r"\d")
_TRIES = 3


def main() -> None:
    """Print the patterns above the limits."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--only", default="", help="only patterns of modules with this in their names")
    args = options.parse_args()
    scan = max(_seconds(_DIGITS, "", "a", SENTENCE), 1e-7)
    tried = {True: 0, False: 0}
    above = 0
    for name, pattern in patterns():
        if args.only in name:
            of_texts = name.startswith(_OF_TEXTS)
            tried[of_texts] += 1
            told, attack = _slope(pattern) if of_texts else _times(pattern, scan)
            if told > (STEEPEST if of_texts else SLOWEST):
                above += 1
                how = f"slope {told:.2f}" if of_texts else f"{told:,.0f} scans"
                print(f"{how:>15s}  {name} on {attack[:40]!r}", flush=True)
    print(f"tried: {tried[True]} of whole texts, {tried[False]} of sentences; above the limits: {above}")
    sys.exit(bool(above))


def patterns() -> Iterator[tuple[str, "re.Pattern[str]"]]:
    """Yield every compiled pattern on text of the package, under the name it has in its module."""
    seen: set[tuple[str, int]] = set()
    for module in pkgutil.walk_packages(ledger.__path__, "ledger."):
        if ".migrations" in module.name or module.name.endswith("__main__"):
            continue
        for name, value in sorted(vars(importlib.import_module(module.name)).items()):
            for pattern in _within(value):
                key = (pattern.pattern, pattern.flags)
                if isinstance(pattern.pattern, str) and key not in seen:
                    seen.add(key)
                    yield f"{module.name}.{name}", pattern


def _within(value: object) -> Iterator["re.Pattern[Any]"]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple | list | frozenset):
        for item in value:
            yield from _within(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _within(item)


def _slope(pattern: "re.Pattern[str]") -> tuple[float, str]:
    """Return the steepest slope, and the part of the text it was made of."""
    found = (0.0, "")
    for lead, part in _attacks(pattern):
        short, long = (_seconds(pattern, lead, part, TEXT * factor) for factor in (1, 4))
        if long >= LEAST and short > 0:
            found = max(found, (math.log(long / short) / math.log(4), lead + part))
    return found


def _times(pattern: "re.Pattern[str]", scan: float) -> tuple[float, str]:
    """Return how many scans for digits the longest sentence takes at worst, and what it was made of."""
    return max((_seconds(pattern, lead, part, SENTENCE) / scan, lead + part) for lead, part in _attacks(pattern))


def _attacks(pattern: "re.Pattern[str]") -> list[tuple[str, str]]:
    return list(dict.fromkeys([*_parts(pattern), *(("", common) for common in _COMMON)]))


def _seconds(pattern: "re.Pattern[str]", lead: str, part: str, size: int) -> float:
    text = lead + part * (size // max(1, len(part))) + "\x00"
    least = math.inf
    for _ in range(_TRIES):
        began = time.perf_counter()
        for _found in pattern.finditer(text):
            pass
        least = min(least, time.perf_counter() - began)
        if least > 0.1:
            break
    return least


def _parts(pattern: "re.Pattern[str]") -> Iterator[tuple[str, str]]:
    """Yield what the pattern repeats, each with a string for what stands before it."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    yield from _repeated(tree, "")


def _repeated(tree: Any, lead: str) -> Iterator[tuple[str, str]]:
    for code, value in tree:
        if code in (constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT):
            _, most, body = value
            part = _sample(body)
            if part and most > 1:
                yield lead, part
                yield "", lead + part
            yield from _repeated(body, lead)
        elif code is constants.SUBPATTERN:
            yield from _repeated(value[3], lead)
        elif code is constants.BRANCH:
            for branch in value[1]:
                yield from _repeated(branch, lead)
        lead += _sample([(code, value)])


def _sample(tree: Any) -> str:
    """Return a string that the tree matches, as far as that can be told of its parts alone."""
    return "".join(_piece(code, value) for code, value in tree)


def _piece(code: Any, value: Any) -> str:
    if code is constants.LITERAL:
        return chr(value)
    if code is constants.NOT_LITERAL:
        return "a" if value != ord("a") else "b"
    if code is constants.ANY:
        return "a"
    if code is constants.IN:
        return _member(value)
    if code is constants.BRANCH:
        return _sample(value[1][0])
    if code is constants.SUBPATTERN:
        return _sample(value[3])
    if code in (constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT):
        return _sample(value[2]) * max(1, value[0])
    if code is constants.ATOMIC_GROUP:
        return _sample(value)
    return ""


def _member(items: Any) -> str:
    negated = items[0][0] is constants.NEGATE
    if negated:
        return next((sign for sign in "a1 .-,Z\n\x01" if not _holds(items[1:], sign)), "")
    code, value = items[0]
    if code is constants.RANGE:
        return chr(value[0])
    if code is constants.CATEGORY:
        return next((sign for sign in "1a .-" if _holds(items, sign)), "a")
    return chr(value)


def _holds(items: Any, sign: str) -> bool:
    for code, value in items:
        if code is constants.LITERAL and chr(value) == sign:
            return True
        if code is constants.RANGE and value[0] <= ord(sign) <= value[1]:
            return True
        if code is constants.CATEGORY and _is_of(str(value), sign):
            return True
    return False


def _is_of(category: str, sign: str) -> bool:
    kinds = {"DIGIT": sign.isdigit(), "SPACE": sign.isspace(), "WORD": sign.isalnum() or sign == "_"}
    name = category.removeprefix("CATEGORY_")
    return not kinds[name.removeprefix("NOT_")] if name.startswith("NOT_") else kinds[name]


if __name__ == "__main__":
    main()
