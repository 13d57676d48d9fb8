"""The numbers of a sentence from left to right: each an amount, passed over with a reason, or unreadable."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import lru_cache

from ledger.extract import exclusions
from ledger.extract.adjoining_units import CurrencySign, find_sign, find_unit
from ledger.extract.age_limits import find_age_limit
from ledger.extract.ages import is_age
from ledger.extract.amounts import Amount, Amounts, Passage, make_passage
from ledger.extract.bounds import find_hedge
from ledger.extract.compound_lengths import find_compound_length
from ledger.extract.digits import AmbiguousNumberError, Habit, UnreadableNumberError
from ledger.extract.first_scales import share_scales
from ledger.extract.fractions import find_fraction, find_slashed
from ledger.extract.lone_units import find_half_unit, find_length
from ledger.extract.multiples import find_multiple
from ledger.extract.numbers import MARKS, THOUSANDS, VULGAR, Numeral, read_number
from ledger.extract.plain_amounts import make_amount
from ledger.extract.ranges import find_range
from ledger.extract.ranks import find_rank
from ledger.extract.rates import find_rate
from ledger.extract.shares import find_base, find_colon_ratio, find_scale_end, find_total, find_turned_share
from ledger.extract.table_units import read_table_unit, stands_over_table
from ledger.extract.time_spans import TimeSpan
from ledger.extract.tokens import DASHES, Sentence
from ledger.lexicon.languages import Language
from ledger.lexicon.phrases import where
from ledger.lexicon.places import Places
from ledger.lexicon.units import Units
from ledger.model.quantity import Bound, Kind

# Amounts that are no plain number, in the order in which they are tried.
_SPECIAL: tuple[Callable[[Passage, int], Amount | None], ...] = (
    find_age_limit,
    find_compound_length,
    find_half_unit,
    find_fraction,
    find_multiple,
    find_rank,
    find_length,
    find_colon_ratio,
    find_turned_share,
)
# Those that digits with nothing stuck to them may be: not "3/4", "3rd", "1:98".
_APART = (find_age_limit, find_compound_length, find_multiple, find_turned_share)
_POSTER = 4  # tokens of the name before the time of a comment
_STAMPS = (":", "|", "·", "•")
_LISTED = 10  # tokens between one and another count of a list
_LAST_HOUR, _HOUR = 24, 60
_VICTIM = 6  # tokens from a person to what happened to them
_FEWEST_PEOPLE = 100  # a rate is told per
_SCALE_BEHIND = 9  # from the scale to the closing bracket: "of current U.S. dollars)"
_SET_OFF = frozenset((",", ":", "–", "—", "-", ""))  # before what only says in which unit is counted
_SCALE_WORDS = 3  # from the bracket to the scale of a table: "(in thousands of pesos)"


def read_amounts(s: Sentence, times: list[TimeSpan], habit: Habit, units: Units, places: Places) -> Amounts:
    """Read every number of the sentence from left to right."""
    out, end = Amounts(), 0
    if not times and not s.in_digits and _openers(s.language).isdisjoint(s.words):
        return out
    p = make_passage(s, times, habit, units, places)
    for at in _beginnings(p):
        if at >= end:
            end = _pass_date(p, at, out) if at in p.dated else _read_at(p, at, out)
    out.found = share_scales(s, out.found)
    return out


def _beginnings(p: Passage) -> list[int]:
    """Return the tokens at which a number may begin."""
    return sorted({*_worded(p.s), *p.dated, *p.s.in_digits, *_marked(p.s)})


def may_hold_number(s: Sentence) -> bool:
    """Tell whether there is anything in the sentence that is read as a number."""
    return bool(s.in_digits) or bool(_worded(s))


def _worded(s: Sentence) -> list[int]:
    """Return the tokens at which a number in words, or a fraction in one sign, may begin."""
    starts = _openers(s.language)
    return [at for at in where(s.words, starts) if _may_open(s, at)]


def _marked(s: Sentence) -> list[int]:
    """Return the marks that are stuck to digits behind them: the point of ".5"."""
    return [at - 1 for at in s.in_digits if s.word(at - 1) in MARKS and s.glued(at)]


@lru_cache(maxsize=8)
def _openers(language: Language) -> frozenset[str]:
    """Return the words and signs at which a number may begin."""
    return language.number_starts | VULGAR.keys()


def _may_open(s: Sentence, at: int) -> bool:
    """Tell whether a number may begin with the word or sign at a token."""
    return s.words[at] not in s.language.light_starts or _opens_number(s, at)


def _opens_number(s: Sentence, at: int) -> bool:
    """Tell whether a number may follow an article or "some", or an idiom stand there: "a third", not "a man"."""
    behind = s.word(at + 1)
    if not behind[:1].isalpha() or behind in s.language.number_seconds:
        return True
    return exclusions.may_be_idiom(s, at)


# Each reader below returns the token to go on from.


def _pass_date(p: Passage, at: int, out: Amounts) -> int:
    """Pass over a date; one that holds digits is told as omitted."""
    span = p.dated[at]
    if any(word[0].isdecimal() for word in p.words[at : span.end]):
        out.omitted.append((at, span.end, _reason(span)))
    return span.end


def _reason(time: TimeSpan) -> str:
    if time.coded:
        return exclusions.NAME
    return exclusions.CLOCK if time.clock else exclusions.DATE


def _read_at(p: Passage, at: int, out: Amounts) -> int:
    """Read what begins at the token: an idiom, an amount told in some special way, or a plain number."""
    idiom = exclusions.exclude_words(p.s, at)
    if idiom is not None:
        out.omitted.append((at, *idiom))
        return idiom[0]
    apart = p.s.is_number(at) and not p.s.glued(at + 1)
    for reader in _APART if apart else _SPECIAL:
        if (amount := reader(p, at)) is not None:
            return _keep(p, amount, out)
    return _read_number(p, at, out)


def _keep(p: Passage, amount: Amount, out: Amounts) -> int:
    out.found.append(amount)
    p.free, p.ranged = max(amount.end, amount.number.end), amount.quantity.bound is Bound.RANGE
    return p.free


def _read_number(p: Passage, at: int, out: Amounts) -> int:
    """Read a plain number, or say why it is none."""
    sign = find_sign(p, at)
    try:
        known = p.numeral(at) if sign is None else None
        number = find_slashed(p, at) or known or read_number(p.s, at, p.habit, money=sign is not None)
    except AmbiguousNumberError as error:
        out.unreadable.append((at, at + 1, str(error)))
        return at + 1
    except UnreadableNumberError:
        out.omitted.append((at, at + 1, exclusions.NAME))
        return at + 1
    if number is None:
        return _pass_word(p, at, out)
    if (end := _ordinal_end(p, number)) is not None:
        out.omitted.append((at, end, exclusions.ORDINAL))
        return end
    if (hour := _hour_end(p, number)) is not None:
        out.omitted.append((at, hour, exclusions.CLOCK))
        return hour
    if p.language.ranks.scales.match_before(p.words, at) and (end := find_scale_end(p, at)) is not None:
        out.omitted.append((at, end, exclusions.ENDS))
        return end
    if (reason := _exclude(p, number, sign, out.found)) is not None:
        out.omitted.append((at, number.end, reason))
        return number.end
    return _keep(p, make_amount(p, number, sign, out.found), out)


def _pass_word(p: Passage, at: int, out: Amounts) -> int:
    """Pass over a word that is no number; an ordinal is told as omitted, "segundo" as a unit of time is not."""
    word = p.words[at]
    if word in p.numbers.ordinals and word not in p.language.time.units:
        out.omitted.append((at, at + 1, exclusions.ORDINAL))
    return at + 1


def _ordinal_end(p: Passage, number: Numeral) -> int | None:
    """Return the end of an ordinal that closes a number in words: "twenty-first", "thirty second"."""
    at = number.end + (p.s.word(number.end) in DASHES and p.s.glued(number.end))
    tens = number.in_words and number.value % 10 == 0 and number.value >= 20
    return at + 1 if tens and p.s.word(at) in p.numbers.ordinals else None


# Numbers that are no amounts


def _exclude(p: Passage, number: Numeral, sign: CurrencySign | None, earlier: Sequence[Amount]) -> str | None:
    """Return why a number is no amount, None where it is one."""
    if p.s.is_number(number.start) and sign is None:
        reason = exclusions.exclude_number(p.s, number, p.places)
    else:
        reason = exclusions.AGE if is_age(p.s, number) else None
    if reason is not None:
        return reason
    if exclusions.is_calibre(p.s, number.start, number.end) or exclusions.is_club(p.s, number.start):
        return exclusions.NAME
    if _tells_when_posted(p, number):
        return exclusions.DATE
    if number.in_words and number.value == 1 and not _one_counts(p, number, earlier):
        return exclusions.ONE
    if _is_hour(p, number):
        return exclusions.CLOCK
    if _scales_table(p, number) or _is_base(p, number):
        return exclusions.SCALE
    if number.in_words and (_is_named(p, number) or _tells_kind(p, number)):
        return exclusions.NAME
    if number.in_words and _numbers_text(p, number):
        return exclusions.ID
    return exclusions.NAME if _is_code(p, number) else None


def _is_hour(p: Passage, number: Numeral) -> bool:
    """Tell "a las dos de la mañana", "at five p.m."; "five hours" is a length of time."""
    time = p.language.time
    told = time.times_of_day.match(p.words, number.end) is not None
    return told and number.value <= _LAST_HOUR and p.words[number.end] not in time.units


def _tells_when_posted(p: Passage, number: Numeral) -> bool:
    """Tell "ana_r, hace 2 horas:" and "3 days ago |" at the head of a comment."""
    time, s = p.language.time, p.s
    if time.units.get(s.word(number.end)) is None:
        return False
    before = time.ago_before.match_before(p.words, number.start)
    behind = time.ago_after.match(p.words, number.end + 1) if number.end + 1 < len(p.words) else None
    start, end = before[0] if before else number.start, behind[0] if behind else number.end + 1
    line = s.text.rfind("\n", s.span.start, s.starts[start]) + 1
    heads = start <= _POSTER or (line > 0 and s.starts[start - _POSTER] < line)
    alone = end == len(p.words) and start == 0
    return (before is not None or behind is not None) and heads and (s.word(end) in _STAMPS or alone)


def _hour_end(p: Passage, number: Numeral) -> int | None:
    """Return the end of "son las ocho y diez", "a las 7.45", "a las nueve"; "a las ocho víctimas" is none."""
    time = p.language.time
    if not time.hour_frames.match_before(p.words, number.start) or number.value >= _LAST_HOUR:
        return None
    rest = p.numeral(number.end + 1) if p.s.word(number.end) in p.numbers.joins else None
    end = rest.end if rest is not None and rest.value < _HOUR else number.end
    if (half := p.numbers.and_half.match(p.words, number.end)) is not None:
        end = half[0]
    if p.s.word(end) in time.hour_marks:
        return end + 1
    if number.value % 1 and p.numbers.and_half.match_before(p.words, number.end):
        return end  # "a las dos y media cerró"
    counts = p.s.is_word(end) and p.words[end] not in p.language.nouns.stops
    return end if not counts and find_unit(p, end) is None else None


def _scales_table(p: Passage, number: Numeral) -> bool:
    """Tell "(in millions of dollars)", "($ in millions)", which says how the numbers of a table are written."""
    if p.words[number.start] == THOUSANDS:
        return True
    if not number.vague and p.words[number.start] not in p.numbers.scales:
        return False
    low = max(0, number.start - _SCALE_WORDS)
    before, behind = p.words[low : number.start], p.words[number.end : number.end + _SCALE_BEHIND]
    sign = p.units.signs.match_before(p.words, number.start)
    at = sign[0] if sign is not None else number.start
    linked = p.s.word(at - 1) in p.numbers.scale_links
    if sign is not None and (linked or p.s.word(at - 1) == "("):
        return True  # "in US$ millions"
    if read_table_unit(p.s.span.of(p.s.text), p.language, p.units) is not None:
        bracketed = p.s.word(at - 1 - linked) in ("(", "[") and p.s.word(number.end) in (")", "]")
        if (linked and p.s.word(at - 2) in _SET_OFF) or bracketed or stands_over_table(p.s):
            return True  # "Aid, in millions of dollars", "Area burnt (thousand hectares)" with the table below
    closed = any(bracket in behind for bracket in (")", "]"))
    if not closed or not ("(" in before or "[" in before):
        return False
    currencies = p.units.currency_words[p.language.code]
    told = any(any(True for _ in currencies.find(words)) for words in (before, behind))
    return told or any(any(True for _ in p.units.signs.find(words)) for words in (before, behind))


def _is_base(p: Passage, number: Numeral) -> bool:
    """Tell the 100,000 of "rate per 100,000 inhabitants", which no amount goes before."""
    hit = p.numbers.per_base.match_before(p.words, number.start)
    if hit is None or hit[0] <= p.free or not p.s.is_word(hit[0]) or number.value < _FEWEST_PEOPLE:
        return False  # not behind the stroke of "S/ 300"
    power = number.value == Decimal(10) ** number.value.adjusted()  # "it goes for 18,900" is none
    told = power or p.numbers.base_nouns.match(p.words, number.end) is not None
    return told and find_unit(p, number.end) is None


def _is_named(p: Passage, number: Numeral) -> bool:
    """Tell "los Veintisiete", "the Twelve": a number in words with a capital behind an article is a name."""
    s, at = p.s, number.start
    if number.end == at + 1 and s.is_capital(at) and s.is_capital(at - 1) and at > 1 and not (s.shouting or s.titled):
        return s.word(at - 1) not in p.language.nouns.stops  # "Impunidad Cero"
    lone = number.end == at + 1 and s.word(at - 1) in p.language.nouns.articles and not s.is_word(number.end)
    return lone and s.is_capital(at) and not s.is_capital(at - 1) and not s.titled


def _numbers_text(p: Passage, number: Numeral) -> bool:
    """Tell "chapter three", "el párrafo cuatro", a part of a text, from "in this phase two men died"."""
    s, at, end = p.s, number.start, number.end
    if s.word(at - 1) not in p.language.exclude.parts_of_text or number.scale > 1:
        return False
    led = s.word(at - 2)
    plain = at == 1 or not s.is_word(at - 2) or led in p.language.attribution.definite
    plain = plain or s.is_capital(at - 1) or (led in p.language.nouns.stops and led not in p.language.exclude.pointing)
    counted = _names_person(p, end) or p.units.nouns.match(p.words, end) is not None or find_unit(p, end) is not None
    plural = (
        s.is_word(end)
        and s.words[end].endswith(p.language.nouns.plural_endings)
        and s.words[end] not in p.language.nouns.stops
    )
    return plain and not counted and not plural and s.word(end) not in DASHES


def _tells_kind(p: Passage, number: Numeral) -> bool:
    """Tell "a four-door car", "a six-speed gearbox": a number in words that says of what kind a thing is."""
    s, at = p.s, number.end
    return s.word(at) in DASHES and s.glued(at) and s.glued(at + 1) and s.word(at + 1) in p.language.exclude.kind_nouns


def _is_code(p: Passage, number: Numeral) -> bool:
    """Tell whether letters that are no unit are stuck to the digits: "292049Z"."""
    stuck = not number.in_words and p.s.glued(number.end) and p.s.is_word(number.end)
    return stuck and find_unit(p, number.end) is None


def _one_counts(p: Passage, number: Numeral, earlier: Sequence[Amount]) -> bool:
    """Tell whether "one" counts: before a unit, in a share, or as the rest of a partition."""
    if find_rate(p, number, None, number.end, money=False) is not None:
        return True  # "one every 32 hours", "uno por día"
    if number.end > number.start + 1 or find_base(p, number) is not None or _opens_share(p, number):
        return True
    unit = find_unit(p, number.end)
    if _is_coordinated(p, number) or _is_limited(p, number) or _is_victim(p, number):
        return True
    if p.words[number.start] in p.numbers.articles:
        return unit is not None and unit.kind is Kind.PERCENT  # "un por ciento", not "un litro"
    if unit is not None and unit.key != "day":  # "one day" is no length of time
        return True
    return _closes_partition(p, number, earlier) and not _is_paired(p, number)


def _is_paired(p: Passage, number: Numeral) -> bool:
    """Tell "one in Leeds and another in York", "uno en Lugo y otro en León", which take up two told before."""
    near = range(number.end + 1, min(number.end + _LISTED, len(p.words)))
    joints = p.numbers.listing
    prepositions = p.language.attribution.prepositions
    others = (at for at in near if p.words[at] in p.numbers.other_words and p.words[at - 1] in joints)
    return any(p.s.word(at + 1) in prepositions for at in others)


def _is_coordinated(p: Passage, number: Numeral) -> bool:
    """Tell "seven rebels and one soldier", "one person was killed and three others hurt": one of a list of counts."""
    if not _names_person(p, number.end) and p.units.nouns.match(p.words, number.end) is None:
        return False
    article = p.words[number.start] in p.numbers.articles  # "un hombre" may be just a man
    joints = p.numbers.joins if article else p.numbers.listing
    before = p.s.word(number.start - 1) in joints and any(
        _is_count(p, at) or _is_one_person(p, at) for at in range(max(0, number.start - _LISTED), number.start - 1)
    )
    behind = (at for at in range(number.end, min(number.end + _LISTED, len(p.words))) if p.words[at] in joints)
    return before or any(_is_count(p, at + 1) or _is_one_person(p, at + 1) for at in behind)


def _names_person(p: Passage, at: int) -> bool:
    """Tell "soldier", "army officer"."""
    return p.s.word(at) in p.units.people or (p.s.is_word(at) and p.s.word(at + 1) in p.units.people)


def _is_one_person(p: Passage, at: int) -> bool:
    """Tell the other of "one civilian and one soldier"."""
    word = p.s.word(at)
    return word in p.numbers.ones and word not in p.numbers.articles and p.s.word(at + 1) in p.units.people


def _is_limited(p: Passage, number: Numeral) -> bool:
    """Tell "at least one child", "al menos un muerto"."""
    hedge = find_hedge(p, number.start)
    return hedge is not None and hedge[1] in (Bound.AT_LEAST, Bound.AT_MOST) and _names_person(p, number.end)


def _is_victim(p: Passage, number: Numeral) -> bool:
    """Tell "one person was killed", "only one child died": one who is counted as the others are."""
    if p.words[number.start] in p.numbers.articles or not _names_person(p, number.end):
        return False
    near = p.words[number.end + 1 : number.end + _VICTIM]
    clause = near[: next((at for at, word in enumerate(near) if word in (",", ";", ".", ":")), len(near))]
    return not p.numbers.casualties.isdisjoint(clause)


def _is_count(p: Passage, at: int) -> bool:
    """Tell whether a count of two or more, no year and no part of a date, stands at the token."""
    counts = p.s.is_number(at) or p.s.word(at) in p.numbers.cardinals
    number = p.numeral(at) if counts and at not in p.dated else None
    return number is not None and number.value >= 2 and find_unit(p, number.end) is None


def _opens_share(p: Passage, number: Numeral) -> bool:
    """Tell "one out of three" and the low end of "one to two years", "one or two"."""
    if p.numbers.of_round.match(p.words, number.end) and find_total(p, number, number.end) is not None:
        return True
    return find_range(p, number.start, number, find_unit(p, number.end), money=False) is not None


def _closes_partition(p: Passage, number: Numeral, earlier: Sequence[Amount]) -> bool:
    """Tell "three fled and one was killed": behind a count, "and" and before a verb."""
    before, following = p.s.word(number.start - 1), p.s.word(number.end)
    joined = before in (";", ",") or before in p.numbers.joins
    told = following == "," or following in p.numbers.after_one
    counted = any(amount.quantity.kind is Kind.COUNT for amount in earlier)
    return joined and told and counted and p.words[number.start] in p.numbers.ones
