"""The age that bounds a group of people: "the under-25s", "menores de 6 años", "aged over 65"."""

from ledger.extract.adjoining_units import find_unit
from ledger.extract.amounts import Amount, Passage
from ledger.extract.bounds import open_ends
from ledger.model.quantity import Kind, Quantity

AGE_LIMIT = "age limit"
_OLDEST = 110


def find_age_limit(p: Passage, at: int) -> Amount | None:
    """Read the age at `at` behind words that make a group of those below or above it."""
    hit = p.language.exclude.age_limits.match_before(p.words, at)
    number = p.numeral(at) if hit is not None and hit[0] >= p.free else None
    if hit is None or number is None or not 1 <= number.value <= _OLDEST or number.value % 1:
        return None
    end = number.end
    years = p.language.time.units.get(p.s.word(end)) == "year"
    if years:
        past = p.language.exclude.age_ends.match(p.words, end)
        if past is None and (p.language.exclude.age_plurals or p.s.word(end + 1) in p.language.nouns.link):
            return None  # "it lost residents over 10 years", "penas mayores de 10 años de prisión"
        end = past[0] if past is not None else end + 1
    elif p.s.word(end) in p.language.exclude.age_plurals and p.s.glued(end):
        end += 1  # "under-25s"
    elif find_unit(p, end) is not None or _is_counted(p, end):
        return None  # "montos mayores de 50 pesos"
    low, high = open_ends(hit[1], number.value, number.value)
    quantity = Quantity(Kind.OTHER, number.value, low, high, hit[1], "year", step=number.step, in_words=number.in_words)
    hedge = p.language.hedges.match_before(p.words, at)
    start = max(hit[0], hedge[0]) if hedge is not None else hit[0]  # "personas de más de 70 años"
    return Amount(start, end, number, quantity, AGE_LIMIT, noun_at=end, bound_words=(start, at))


def _is_counted(p: Passage, at: int) -> bool:
    """Tell whether a plural follows that the number counts."""
    nouns, word = p.language.nouns, p.s.word(at)
    return p.s.is_word(at) and word not in nouns.stops and word.endswith(nouns.plural_endings)
