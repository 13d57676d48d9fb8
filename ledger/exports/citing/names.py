"""Bylines taken apart into the names that a reference manager keeps: family and given name, or a body as a whole."""

import re
from dataclasses import dataclass

from ledger.lexicon.bylines import BylineWords, load_byline_words

_APART = re.compile(r"\s*[;|/]\s*")  # between the names of a byline
_AND = re.compile(r",?\s+(?:and|y|e|&)\s+", re.I)
_LISTED = re.compile(r"\s*,\s*")
_HANDLE = re.compile(r"[a-zà-ÿ0-9._-]+")  # a name as a site's software has it: "anaruiz"
_LONGEST = 5  # words of a person's name
# A mail address beside the name; looked for from the first of its signs alone, or a long word takes its square in time.
_ADDRESS = re.compile(r"(?:(?<!\s)\s+)?[<(]?(?<![\w.+-])[\w.+-]+@[\w.-]+[>)]?")


@dataclass(frozen=True, slots=True)
class Name:
    """A person's family and given name; of a body, and of what cannot be taken apart, `family` alone."""

    family: str
    given: str = ""

    @property
    def is_person(self) -> bool:
        """Tell a person, whose names may be turned round, from a body."""
        return bool(self.given)

    @property
    def whole(self) -> str:
        """The name as it is read: "Ana Ruiz"."""
        return f"{self.given} {self.family}".strip()

    @property
    def turned(self) -> str:
        """The name as lists are sorted: "Ruiz, Ana"."""
        return f"{self.family}, {self.given}" if self.given else self.family


def read_names(byline: str | None, language: str | None = None) -> list[Name]:
    """Return the names in a byline, in its order.

    In Spanish two words behind the first name are two family names, unless the first of them is mostly a given one.

    >>> [name.turned for name in read_names("By Ana María Ruiz and Juan de la Cruz")]
    ['Ruiz, Ana María', 'de la Cruz, Juan']
    >>> [name.turned for name in read_names("Gabriel García Márquez", "es")]
    ['García Márquez, Gabriel']
    >>> read_names("Human Rights Watch")[0].is_person
    False
    """
    words = load_byline_words()
    text = _without_opening(" ".join(_ADDRESS.sub("", byline or "").split()).strip("()"), words)
    if not text:
        return []
    return [_name(part, language, words) for part in _parted(text, words) if part]


def _without_opening(text: str, words: BylineWords) -> str:
    for opening in words.openings:
        if text.lower().startswith(f"{opening} "):
            return text[len(opening) + 1 :].strip()
    return text


def _parted(text: str, words: BylineWords) -> list[str]:
    """Return the single names of a byline; of persons listed with a body they work for the persons alone."""
    wholes = [part for part in _APART.split(text) if part]
    if len(wholes) > 1:  # what semicolons part holds one name each: "García Márquez, Gabriel; Doe, Ana"
        return wholes
    return [name for part in _joined_by_and(text) for name in _listed(part, words)]


def _joined_by_and(text: str) -> list[str]:
    """Part "Ana Ruiz and Juan Paz", and neither "Ortega y Gasset" nor "Food and Agriculture Organization"."""
    parts = _AND.split(text)
    named = all(" " in part for part in parts)
    return parts if named and not any(_is_body(part, load_byline_words()) for part in parts) else [text]


def _listed(text: str, words: BylineWords) -> list[str]:
    """Part at commas what are whole names on either side: "Ruiz, Ana" is one name."""
    parts = [part for part in _LISTED.split(text) if part and not _is_suffix(part, words)]
    persons = [part for part in parts if " " in part and not _is_body(part, words)]
    turned = len(parts) == 2 and " " not in parts[1] and not _is_body(parts[1], words)  # "García Márquez, Gabriel"
    if persons and persons[0] == parts[0] and len(parts) > 1 and not turned:
        return persons
    return [text]


def _name(text: str, language: str | None, words: BylineWords) -> Name:
    if "," in text:
        family, _, given = text.partition(",")
        if not _is_suffix(given, words):
            body = any(_bare(token) in words.bodies for token in text.split())
            return Name(text) if body else Name(family.strip(), given.strip())
        text = family
    tokens = text.split()
    while len(tokens) > 1 and _bare(tokens[0]) in words.titles:
        tokens = tokens[1:]
    while len(tokens) > 1 and _is_suffix(tokens[-1], words):
        tokens = tokens[:-1]
    if len(tokens) == 1 or len(tokens) > _LONGEST + 2 or _is_body(text, words) or not _is_name(tokens, words):
        return Name(text)
    first = _first_of_family(tokens, language, words)
    return Name(" ".join(tokens[first:]), " ".join(tokens[:first]))


def _first_of_family(tokens: list[str], language: str | None, words: BylineWords) -> int:
    """Return where the family name begins: at its last word, or the last but one, with the particles before it."""
    first = _with_particles(tokens, len(tokens) - 1, words)
    if first > 2 and tokens[first - 1].lower() in words.joins:
        return _with_particles(tokens, first - 2, words)
    if first > 1 and tokens[first].lower() in words.between and _bare(tokens[first - 1]) not in words.second_given:
        return first - 1  # "Carlos Salinas de Gortari"
    two = language == "es" and first >= 2 and first == len(tokens) - 1
    if two and _bare(tokens[first - 1]) not in words.second_given and not tokens[first - 1].endswith("."):
        first = _with_particles(tokens, first - 1, words)
    return max(first, 1)


def _with_particles(tokens: list[str], first: int, words: BylineWords) -> int:
    while first > 1 and _bare(tokens[first - 1]) in words.particles:
        first -= 1
    return first


def _is_name(tokens: list[str], words: BylineWords) -> bool:
    """Tell a name by its capitals."""
    return all(
        token[:1].isupper() or _bare(token) in words.particles for token in tokens if token.lower() not in words.joins
    )


def _is_body(text: str, words: BylineWords) -> bool:
    tokens = text.split()
    named = any(_bare(token) in words.bodies for token in tokens) or _bare(tokens[0]) in words.particles
    return named or bool(_HANDLE.fullmatch(text)) or (text.isupper() and any(len(token) < 3 for token in tokens))


def _is_suffix(text: str, words: BylineWords) -> bool:
    return text.strip().lower().replace(".", "") in words.suffixes


def _bare(token: str) -> str:
    return token.strip(".,'’").lower()
