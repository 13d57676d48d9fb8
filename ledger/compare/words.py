"""What the words of two figures say: whether two nouns name one thing, two names one speaker, a sentence a part."""

import re
from enum import IntEnum
from functools import cache, lru_cache
from typing import NamedTuple

from ledger.lexicon.comparison import fold, load_comparison
from ledger.model.figure import Basis, Figure
from ledger.model.quantity import Kind

_WORD = re.compile(r"[^\W\d_]+")  # "defensores", "indígenas"; no digits, no signs
_PIECE = re.compile(r"[^\W\d_]+|[;:()]")  # a word, or a mark that no concept of several words goes over
_PLURALS = (("s", ""), ("es", ""), ("ces", "z"), ("ies", "y"), ("men", "man"))  # endings, and what they stand for
_TAKES_ES = re.compile(r"(?:ion|[dt]ad|dor|ctor|ss|x|ch|sh)es$")  # "misiones", "libertades", "churches"
PERSON = "person"  # the key of the unit
_DEED_WITHIN = 3  # words after the number, "people were rescued": further on stands where and when
_HEADINGS = (Basis.SECTION, Basis.DOCUMENT)
_TAKEN_BACK = 32  # characters behind an amount
_NAMED_CASES = 65_536  # nouns and names remembered: a ledger repeats the same few thousand


class Likeness(IntEnum):
    """How much alike two noun phrases are."""

    DIFFERENT = 0
    AKIN = 1  # the same head, or most of the same words: "deputies of Morena", "deputies who signed"
    NARROWER = 2  # one says all the other says, and more: "municipal police", "police"
    SAME = 3


class _Term(NamedTuple):
    """A word, or several that stand for one concept, with what they name: nothing where they are small words."""

    text: str
    names: tuple[str, ...]


@lru_cache(_NAMED_CASES)
def concepts(phrase: str) -> frozenset[str]:
    """Return what a noun phrase names, the same in English and Spanish, singular and plural.

    >>> concepts("defensores indígenas asesinados") == concepts("indigenous defenders killed")
    True
    """
    return frozenset(name for term in _terms(phrase) for name in term.names)


@lru_cache(_NAMED_CASES)
def head(phrase: str, language: str | None) -> str | None:
    """Return what a noun phrase is a kind of: its first noun in Spanish, its last before "of" or "who" in English.

    >>> head("quejas contra el Ejército", "es"), head("human rights complaints filed against the army", "en")
    ('complaint', 'complaint')
    """
    terms = _terms(phrase)
    telling = [term for term in terms if term.names]
    if not telling:
        return None
    if _is_spanish(phrase, language):
        return telling[0].names[-1]
    before = [term for term in terms[: _end_of_head(terms)] if term.names]
    return before[-1].names[-1]


def likeness(one: Figure, other: Figure) -> Likeness:
    """Tell how much alike the counted nouns of two figures are."""
    said, told = concepts(one.noun or ""), concepts(other.noun or "")
    if not said or not told:
        return Likeness.AKIN if is_told_of(one, other) else _likeness_of_sentences(one, other)
    if said == told:
        return Likeness.SAME
    shared = said & told
    if shared in (said, told) and noun_head(one) == noun_head(other):
        return Likeness.NARROWER
    fewer = min(len(said), len(told))
    most = len(shared) >= 2 and (len(shared) == fewer or (len(shared) >= 3 and 2 * len(shared) >= fewer))
    akin = most or noun_head(one) == noun_head(other) or _counts_one_unit(one, other)
    akin = akin or is_told_of(one, other)
    return Likeness.AKIN if akin else Likeness.DIFFERENT


def is_told_of(one: Figure, other: Figure) -> bool:
    """Tell whether a figure that names nothing near by stands in a sentence about what another counts."""
    if has_own_noun(one) == has_own_noun(other):
        return False
    bare, named = (other, one) if has_own_noun(one) else (one, other)
    counted = concepts(named.noun or "") - _generic()
    return bool(counted) and counted <= concepts(bare.quote)


def has_own_noun(figure: Figure) -> bool:
    """Tell whether what a figure counts is told near by: neither nowhere nor in a heading alone."""
    return bool(figure.noun) and figure.basis_of("noun") not in _HEADINGS


def _counts_one_unit(one: Figure, other: Figure) -> bool:
    """Tell whether two figures count pages, or hectares: a unit that says more than "person" or "case"."""
    if one.quantity.kind is other.quantity.kind is Kind.RATIO:
        return False  # a quarter of one thing comes up as often as a quarter of another
    unit = concepts(one.quantity.unit or "")
    return bool(unit - _generic()) and unit == concepts(other.quantity.unit or "")


def _likeness_of_sentences(one: Figure, other: Figure) -> Likeness:
    """Where a noun is not known, three words that two documents' sentences share make the figures akin."""
    if one.source.document == other.source.document or (one.noun and other.noun):
        return Likeness.DIFFERENT
    said, told = concepts(one.quote), concepts(other.quote)
    shared = len(said & told)
    return Likeness.AKIN if shared >= 3 and 4 * shared >= min(len(said), len(told)) else Likeness.DIFFERENT


def counts_measure(figure: Figure) -> bool:
    """Tell whether a figure's unit is what its measure counts: people or cases, or a word of the measure's name."""
    unit = concepts(figure.quantity.unit or "")
    return bool(unit & (_generic() | _measure_words(figure))) or not unit


def qualifiers(figure: Figure) -> frozenset[str]:
    """Return the words of a noun that narrow its measure: {"off", "duty"} of "police killed off duty"."""
    return concepts(figure.noun or "") - _generic() - _measure_words(figure)


def _measure_words(figure: Figure) -> frozenset[str]:
    return concepts((figure.measure or "").replace("_", " "))


def says_generic(phrase: str) -> bool:
    """Tell whether a phrase names only what stands for whatever is counted: "all cases"."""
    return concepts(phrase) <= _generic()


@lru_cache(1)
def _generic() -> frozenset[str]:
    """Return the concepts that stand for whatever a measure counts, and narrow nothing."""
    return frozenset(name for word in load_comparison().lists["generic"] for name in _names(word))


@lru_cache(_NAMED_CASES)
def is_common(phrase: str) -> bool:
    """Tell whether every word of a phrase is a common one that comparing knows, and none a name.

    >>> is_common("Law Enforcement Officers"), is_common("Mexican Officers"), is_common("Red Cross Workers")
    (True, False, False)
    """
    terms = _terms(phrase)
    return bool(terms) and all(_is_common_term(term) for term in terms)


def _is_common_term(term: _Term) -> bool:
    """Tell whether a term is known; a concept with a capital is a name, "Mexican", "World Bank"."""
    if not term.names:
        return True
    known, forms = load_comparison().concepts, _singulars(term.text)
    return term.names[0].islower() and any(form in known or form in _generic() for form in forms)


def noun_head(figure: Figure) -> str | None:
    """Return what the figure counts, in one word."""
    return head(figure.noun, figure.source.language) if figure.noun else None


def is_bare(figure: Figure) -> bool:
    """Tell whether a figure counts "people" and its noun says no more of them."""
    return bool(figure.noun) and figure.quantity.unit == PERSON and concepts(figure.noun or "") <= concepts(PERSON)


def deeds(figure: Figure) -> frozenset[str]:
    """Return what is said right beside a count of people that they did or met: {"rescue"} of "900 people were rescued".

    It is the rest of the noun, a word next to it behind, and the word before the number: "murieron 217 personas".
    """
    behind = re.split(r"[.,;:()]", rest_of(figure))[0]
    near = [*_WORD.findall(before(figure))[-1:], *_WORD.findall(behind)[1:_DEED_WITHIN]]
    return concepts(" ".join([figure.noun or "", *(word for word in near if word.islower())])) - concepts(PERSON)


def same_name(one: str | None, other: str | None) -> bool:
    """Tell whether two names are of one body: in another language, shortened, or by its initials.

    >>> same_name("State Department", "Departamento de Estado"), same_name("CNDH", "Reforma")
    (True, False)
    """
    if not one or not other:
        return False
    said, told = concepts(one), concepts(other)
    shorter = said if len(said) <= len(told) else told
    return (bool(shorter) and shorter <= said & told) or _initials(one) == fold(other) or _initials(other) == fold(one)


def says(figure: Figure, name: str) -> bool:
    """Tell whether the figure's sentence holds a word of the list `name`."""
    return any_word(figure.quote, name)


@lru_cache(_NAMED_CASES)
def any_word(text: str, name: str) -> bool:
    """Tell whether a text holds a word of the list `name` of data/comparison.toml."""
    return _pattern(name).search(fold(text)) is not None


def split_at(text: str, name: str) -> tuple[str, str] | None:
    """Return what stands before and behind the first word of the list `name` in a text, folded, else None."""
    folded = fold(text)
    found = _pattern(name).search(folded)
    return None if found is None else (folded[: found.start()], folded[found.end() :])


def split_last(text: str, name: str) -> tuple[str, str] | None:
    """Return what stands before and behind the last word of the list `name` in a text, folded, else None."""
    folded = fold(text)
    found = [*_pattern(name).finditer(folded)]
    return (folded[: found[-1].start()], folded[found[-1].end() :]) if found else None


def ends_with_word(text: str, name: str) -> bool:
    """Tell whether a text ends with a word of the list `name`, and no other word behind it."""
    parted = split_last(text, name)
    return parted is not None and _WORD.search(parted[1]) is None


def is_withdrawn(figure: Figure) -> bool:
    """Tell whether a sentence takes an amount back right behind it: "a sixth more … no, strike that, a fifth"."""
    at = figure.span.end - figure.quote_span.start
    return any_word(re.split(r"\d", figure.quote[at : at + _TAKEN_BACK])[0], "taken_back")


def before(figure: Figure, reach: int = 40) -> str:
    """Return the words of the sentence just before the figure."""
    at = figure.span.start - figure.quote_span.start
    return figure.quote[max(0, at - reach) : at]


def rest_of(figure: Figure) -> str:
    """Return the rest of the figure's sentence."""
    return figure.quote[figure.span.end - figure.quote_span.start :]


def after(figure: Figure, reach: int = 40) -> str:
    """Return the words of the sentence just after the figure, up to the next mark."""
    at = figure.span.end - figure.quote_span.start
    return re.split(r"[.,;:()]", figure.quote[at : at + reach])[0]


@cache
def _pattern(name: str) -> re.Pattern[str]:
    words = load_comparison().lists[name]
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + r")(?!\w)")


@lru_cache(_NAMED_CASES)
def _terms(phrase: str) -> tuple[_Term, ...]:
    """Return the words of a phrase, those that make a concept together as one."""
    pieces, found, at = _PIECE.findall(fold(phrase)), [], 0
    while at < len(pieces):
        words, concept = _phrase_at(pieces, at)
        text = " ".join(words)
        found.append(_Term(text, _said(concept) if concept else _names(text)))
        at += len(words)
    return tuple(found)


def _phrase_at(pieces: list[str], at: int) -> tuple[list[str], str | None]:
    """Return the longest concept of several words that begins at a word, "agentes de policía", else the word alone."""
    for words, concept in _phrases_from(pieces[at]):
        said = pieces[at : at + len(words)]
        if len(said) == len(words) and all(word in _singulars(piece) for word, piece in zip(words, said, strict=True)):
            return said, concept
    return [pieces[at]], None


@lru_cache(_NAMED_CASES)
def _phrases_from(word: str) -> tuple[tuple[list[str], str], ...]:
    """Return the concepts of several words that may begin at a word: hardly any word begins one."""
    return tuple(phrase for form in _singulars(word) for phrase in _phrases().get(form, ()))


@lru_cache(1)
def _phrases() -> dict[str, list[tuple[list[str], str]]]:
    """Return the concepts of several words by their first word, the longest first."""
    found: dict[str, list[tuple[list[str], str]]] = {}
    for phrase, concept in load_comparison().concepts.items():
        if len(words := _WORD.findall(phrase)) > 1:
            found.setdefault(words[0], []).append((words, concept))
    return {first: sorted(phrases, key=lambda phrase: -len(phrase[0])) for first, phrases in found.items()}


def _is_spanish(phrase: str, language: str | None) -> bool:
    """Tell whether a phrase is Spanish by its small words, else by its document: cited titles keep their language."""
    words = set(_WORD.findall(fold(phrase)))
    spanish, english = words & _small_words("es"), words & _small_words("en")
    return len(spanish) > len(english) if spanish or english else language == "es"


@lru_cache(2)
def _small_words(language: str) -> frozenset[str]:
    """Return the empty words of one language that the other does not have."""
    words = load_comparison().empty
    return words[language] - words["en" if language == "es" else "es"]


def _end_of_head(terms: tuple[_Term, ...]) -> int | None:
    """Return where the first word stands that ends a phrase's head; "detained officers who" begins with none."""
    ends = ("(", *load_comparison().lists["ends_head"])
    telling = next((at for at, term in enumerate(terms) if term.names), 0)
    return next((at for at, term in enumerate(terms) if at > telling and term.text in ends), None)


@lru_cache(_NAMED_CASES)
def _names(word: str) -> tuple[str, ...]:
    """Return what one word names: its concept, else itself in the singular."""
    known = load_comparison()
    if word in known.lists["empty"] or len(word) == 1:
        return ()
    forms = _singulars(word)
    return _said(next((known.concepts[form] for form in forms if form in known.concepts), _singular(word)))


def _said(concept: str) -> tuple[str, ...]:
    """Return what a concept's name says, one of several words what these name: "attempted murder" is a homicide too."""
    if " " not in concept:
        return (concept,)
    known = load_comparison()
    words = [word for word in concept.split() if word not in known.lists["empty"]]
    named = ((word, known.concepts.get(word, word)) for word in words)
    return tuple(word if " " in said else said for word, said in named)


@lru_cache(_NAMED_CASES)
def _singulars(word: str) -> list[str]:
    """Return the forms a word may have in the singular, itself first: "importes" is "importe" before "import"."""
    if word.endswith("ss"):
        return [word]
    return [word, *(word.removesuffix(many) + one for many, one in _PLURALS if word.endswith(many))]


def _singular(word: str) -> str:
    """Return the likeliest singular of a word that the table does not know."""
    if _TAKES_ES.search(word):
        return word[:-2]
    forms = _singulars(word)
    return forms[-1] if len(forms) == 1 or word.endswith("ies") else forms[1]


def _initials(name: str) -> str:
    """Return the first letters of a name's words: "cndh" for Comisión Nacional de los Derechos Humanos."""
    return "".join(word[0] for word in _WORD.findall(fold(name)) if _names(word))
