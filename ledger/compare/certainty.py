"""How sure it must be that two figures count one thing before they may be said to agree or to clash.

A false conflict is far worse than a missed one. The points of evidence say how sure it is; the rules here ask for more
where points alone would mislead, and give way only to a slip of the pen and to a sentence that was copied.
"""

import re
from datetime import timedelta
from decimal import Decimal

from ledger.compare.accounts import does_otherwise, speaks_there, takes_in_more, tells_own_doing
from ledger.compare.evidence import (
    UNKNOWN,
    Surroundings,
    is_long_swap,
    is_peculiar,
    is_slip,
    is_telling_slip,
    points_of_agreement,
    points_of_conflict,
    stand_in_one_spot,
    tells_alike,
)
from ledger.compare.gates import Answers, Standing, said_on, same_origin
from ledger.compare.intervals import (
    amount,
    can_meet,
    decimal_slip,
    difference,
    family,
    magnitude_slip,
    significant_digits,
    swapped_digits,
)
from ledger.compare.part_lists import is_listed_part, own_words
from ledger.compare.place_words import says_where
from ledger.compare.retold import adds_nothing, last_alike, tells_no_more
from ledger.compare.words import PERSON, Likeness, after, any_word, before, concepts, is_bare, likeness, qualifiers
from ledger.lexicon.evidence import Needed, load_weights
from ledger.model.figure import Basis, Figure, Modality
from ledger.model.finding import Gate
from ledger.model.period import Mode
from ledger.model.quantity import Bound, Kind

_ROW = re.compile(r"([^\d\s|][^|\n]{0,60}?)(?:\s{2,}|\t|\s*\|\s*)[-+$€£]?\d")
_AMOUNTS = (Kind.COUNT, Kind.MONEY, Kind.OTHER)
_ADDED_UP = (Kind.COUNT, Kind.OTHER)  # a sum of money may be a price
_MARK = re.compile(r"[.,]")
_DIGIT = re.compile(r"\d")
_LIST_NUMBER = re.compile(r"^\s*\d{1,2}[.)]\s")  # "3. Zacatecas: 21"
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_LIKE = Decimal("0.7")  # of an amount: one so much smaller is another
_ANOTHER = Decimal("0.92")  # of the larger of two amounts: decimal points may be lost, or a place of ten
_DISPUTED = Decimal("0.6")  # by which two sources differ on one count; further apart they count two things
_FALL = Decimal("0.3")  # by which a count that only grows may be told too low
_STEP_ON = 40  # characters of " inmates were killed, the ministry says" behind an amount
_STEP_BACK = 24  # characters of "dice que murieron " before one
_CLAUSE = 60  # characters in which "the average supplier in the province" stands before an amount
_STEP = 14  # characters in which "of them" stands beside an amount
_A_YEAR = timedelta(366)
_GAP = 10  # a smaller difference stands in many a sentence
_TELLING = 100  # smaller amounts come up of many things
_TELLING_DIGITS = 3  # two numbers of so many digits are hardly the same by chance
_HEDGED = (Bound.EXACT, Bound.APPROX, Bound.NEARLY)  # a sentence copied with another number has one of these wrong
_WITHIN = (Standing.FIRST_WITHIN, Standing.SECOND_WITHIN)
_DIFFER = (Standing.DOUBTED, Standing.APART)
_WHAT = (Gate.MEASURE, Gate.UNIT, Gate.POPULATION, Gate.MODALITY)
_NEAR = (Basis.TEXT, Basis.SENTENCE, Basis.PARAGRAPH)


def may_agree(one: Figure, other: Figure, answers: Answers, around: Surroundings = UNKNOWN) -> bool:
    """Tell whether two equal amounts may be said to tell one fact.

    Two equal numbers in one sentence are two facts, unless told in two ways: digits and words, 5% and 5 of 100.
    """
    if one.source.document == other.source.document and one.quote_span == other.quote_span:
        return one.quantity.kind is not other.quantity.kind or one.quantity.in_words is not other.quantity.in_words
    if are_two_rows(one, other) or (_is_of_part(one, other, answers) and not around.tie(one, other)):
        return False
    if _is_small_elsewhere(one, other, answers) and not around.tie(one, other):
        return False
    if not around.tie(one, other) and (_is_change_of_level(one, other) or _are_shares_of_two_topics(one, other)):
        return False
    points, needed = points_of_agreement(one, other, answers, around), load_weights().needed
    if abs(amount(one.quantity)) < _TELLING and not around.tie(one, other) and _counts_differ(one, other):
        kinds = one.quantity.kind is other.quantity.kind is Kind.COUNT or one.change is other.change is not None
        kinds = kinds or around.are_closest(one, other)
        return kinds and tells_alike(one, other, around) and points >= needed[Needed.AGREE_IN_OTHER_WORDS]
    return points >= needed[Needed.AGREE]


def _is_change_of_level(one: Figure, other: Figure) -> bool:
    """Tell a rise by so many from so many: "31 minors", "31 more than the government"."""
    counts = one.quantity.kind is other.quantity.kind is Kind.COUNT
    small = abs(amount(one.quantity)) < _TELLING
    return counts and small and (one.change is None) is not (other.change is None)


def _are_shares_of_two_topics(one: Figure, other: Figure) -> bool:
    """Tell two shares of which it is known that they measure two things: of the dead, of an appeal."""
    known = bool(one.measure and other.measure and one.topics and other.topics)
    shares = all(figure.quantity.kind in (Kind.PERCENT, Kind.RATIO) for figure in (one, other))
    return shares and known and one.measure != other.measure and set(one.topics).isdisjoint(other.topics)


def are_two_rows(one: Figure, other: Figure) -> bool:
    """Tell two lines of a table in one text: what another label tells is another thing."""
    if one.source.document != other.source.document or one.quote_span == other.quote_span:
        return False
    labels = [_ROW.match(figure.quote.strip()) for figure in (one, other)]
    first, second = (label and label[1].casefold() for label in labels)
    return first is not None and second is not None and first != second


def _is_of_part(one: Figure, other: Figure, answers: Answers) -> bool:
    """Tell two shares or rates of a place and of a part told beside: 20% in Cauca, 20% in all Colombia."""
    standing = answers[Gate.PLACE].standing
    if standing not in _WITHIN or one.quantity.kind in _AMOUNTS:
        return False
    part = one if standing is Standing.FIRST_WITHIN else other
    return part.basis_of("place") in (Basis.TEXT, Basis.SENTENCE)


def _is_small_elsewhere(one: Figure, other: Figure, answers: Answers) -> bool:
    """Tell two small counts of a town and its country, told beside both, of two times: 12 all year, 12 by June."""
    small = one.quantity.kind is Kind.COUNT and abs(amount(one.quantity)) < _TELLING
    placed = one.basis_of("place") is other.basis_of("place") is Basis.TEXT
    return small and placed and answers[Gate.PLACE].standing in _WITHIN and answers[Gate.PERIOD].standing in _DIFFER


def _counts_differ(one: Figure, other: Figure) -> bool:
    """Tell whether two figures name what they count, and in other words: 26 groups, 26 helicopters."""
    if one.measure and one.measure == other.measure:
        return False
    people = one.quantity.unit == other.quantity.unit == PERSON  # the dead of one text are the officers of another
    return bool(one.noun and other.noun) and not people and likeness(one, other) is Likeness.DIFFERENT


def may_conflict(one: Figure, other: Figure, answers: Answers, around: Surroundings = UNKNOWN) -> bool:
    """Tell whether two amounts that do not meet clash: enough speaks for one fact, and nothing against it."""
    if one.quantity.vague or other.quantity.vague or amount(one.quantity) == amount(other.quantity):
        return False
    if told_by_two(one, other, answers) or _are_of_one_length(one, other, answers):
        return not can_meet(one.quantity, other.quantity)
    if _is_one_sentence(one, other):
        return False
    if _is_one_number_in_two_notations(one, other):
        return False
    if one.quote == other.quote:
        return False  # each amount of one sentence told twice has its own place in it
    if are_two_rows(one, other) or _tells_difference(one, other, around) or _is_average(one) is not _is_average(other):
        return False
    ranks = one.quantity.kind is other.quantity.kind is Kind.RANK  # "slipped from 14th to 19th"
    if (is_slip(one, other) or ranks) and _tells_both(one, other, around):
        return False
    # A bulletin of another month has the words of the last one, and counts of its own.
    copied = stand_in_one_spot(one, other) and answers[Gate.AS_OF].standing not in _WITHIN
    if not copied and not is_slip(one, other) and (_may_have_grown(one, other) or _are_two_shares(one, other, around)):
        return False
    slipped = is_slip(one, other) or _is_far_decimal_slip(one, other)
    if not copied and not slipped and difference(one.quantity, other.quantity) > _ANOTHER:
        return False  # no dispute goes so far: 33 dead of a bridge, 32,946 of traffic
    changed = copied and one.quantity.bound is other.quantity.bound in _HEDGED
    excused = changed or _is_scale_lost(one, other) or _is_swapped_hedged(one, other)
    if can_meet(one.quantity, other.quantity) and not excused:
        return False
    if not copied:
        named = _is_named(one) or _is_named(other) or around.tie(one, other) or _is_peculiar_slip(one, other)
        if _is_listed(one) or _is_listed(other) or not named:
            return False
        if is_part_of_list(one, other, around) and not is_slip(one, other):
            return False
        slip = is_long_swap(one, other) or _loses_thousands(one, other)
        if _are_of_two_countries(one, other) and not slip and not around.tie(one, other):
            return False
        outweighed = is_telling_slip(one, other) and _may_be_slip(one, other, around)
        if not outweighed and (_stands_otherwise(one, other, answers, around) or _is_beside(one, other)):
            return False
    needed = load_weights().needed[Needed.CONFLICT_OF_SCALE if _is_of_scale(one, other) else Needed.CONFLICT]
    return points_of_conflict(one, other, answers, around) >= needed


def _is_of_scale(one: Figure, other: Figure) -> bool:
    """Tell whether two texts tell one number a thousand times apart: hardly two amounts of one thing."""
    two_texts = one.source.document != other.source.document
    return two_texts and magnitude_slip(one.quantity, other.quantity) is not None


def told_by_two(one: Figure, other: Figure, answers: Answers) -> bool:
    """Tell a count on which a text sets two sources against each other: "the ministry says 26, the group maintains 33".

    The second goes on with the noun of the first, and words of dispute stand by: not "the army lost 26, the navy 33".
    """
    first, second = (one, other) if one.span < other.span else (other, one)
    if not _is_beside(first, second) or not (first.attribution and second.attribution) or same_origin(first, second):
        return False
    plain = all(
        figure.quantity.kind is Kind.COUNT
        and figure.quantity.bound is Bound.EXACT
        and figure.change is None
        and speaks_there(figure)
        for figure in (first, second)
    )
    passed = all(answer.standing in (Standing.SAME, Standing.ASSUMED) for answer in answers.values())
    if not plain or not passed or difference(first.quantity, second.quantity) > _DISPUTED:
        return False
    one_thing = second.noun == first.noun or (bool(first.measure) and first.measure == second.measure)
    goes_on = one_thing and second.basis_of("noun") in (Basis.SENTENCE, Basis.PARAGRAPH)
    if (not goes_on and likeness(first, second) is not Likeness.SAME) or does_otherwise(first, second):
        return False
    if any_word(before(second, _STEP), "part") or any_word(after(second, _STEP), "of_them"):
        return False
    if tells_own_doing(first) or tells_own_doing(second) or takes_in_more(second):
        return False
    if any_word(before(second, _STEP_BACK), "says_number") or any_word(after(second, _STEP_ON), "says_number"):
        return True
    return any(any_word(figure.quote, "of_dispute") for figure in (first, second))


def _are_of_one_length(one: Figure, other: Figure, answers: Answers) -> bool:
    """Tell two lengths of time that two texts tell of one thing: "the strike lasted 67 days", "lasted four months".

    Both are told as facts, of one time if of any, and nothing else is said of either.
    """
    lengths = one.quantity.kind is other.quantity.kind is Kind.DURATION
    if not lengths or one.change is not None or other.change is not None:
        return False
    if one.period.stated is not other.period.stated or not _are_near(one, other):
        return False  # a drought of 2015, and one of a time that is not told
    plain = all(figure.modality is Modality.STATED and figure.quantity.bound in _HEDGED for figure in (one, other))
    passed = all(answer.standing in (Standing.SAME, Standing.ASSUMED) for answer in answers.values())
    return plain and passed and last_alike(one, other)


def _are_near(one: Figure, other: Figure) -> bool:
    """Tell whether two figures were told within a year of each other, as far as that is known."""
    first, second = said_on(one), said_on(other)
    return first is None or second is None or abs(first - second) <= _A_YEAR


def _may_have_grown(one: Figure, other: Figure) -> bool:
    """Tell two counts of an event, no time told for either, of which the later is more: a toll that went on rising."""
    first, second = said_on(one), said_on(other)
    if first is None or second is None or first == second or one.quantity.kind is not Kind.COUNT:
        return False
    event = all(figure.period.mode is Mode.POINT and not figure.period.stated for figure in (one, other))
    old, new = (one, other) if first < second else (other, one)
    return event and amount(new.quantity) > amount(old.quantity)


def _are_two_shares(one: Figure, other: Figure, around: Surroundings) -> bool:
    """Tell a fraction in words from a percentage that another text does not tell of the same: "one in ten", "12%"."""
    if {one.quantity.kind, other.quantity.kind} != {Kind.RATIO, Kind.PERCENT}:
        return False
    return not (around.are_closest(one, other) or around.tie(one, other) or tells_no_more(one, other))


def _is_scale_lost(one: Figure, other: Figure) -> bool:
    """Tell "over $18 billion" and "$18 trillion" of one thing: a bound does not make a thousandfold sum right."""
    money = one.quantity.kind is other.quantity.kind is Kind.MONEY
    digits = min(len(significant_digits(amount(figure.quantity))) for figure in (one, other))
    slip = magnitude_slip(one.quantity, other.quantity) is not None
    return money and slip and digits > 1 and likeness(one, other) is not Likeness.DIFFERENT


def _is_far_decimal_slip(one: Figure, other: Figure) -> bool:
    """Tell three digits and more told of one thing, of which one telling lost two places: "86,500", "865"."""
    digits = min(len(significant_digits(amount(figure.quantity))) for figure in (one, other))
    return digits >= _TELLING_DIGITS and decimal_slip(one.quantity, other.quantity)


def _is_swapped_hedged(one: Figure, other: Figure) -> bool:
    """Tell "some 23,560" and "25,360" of one thing: a hedge before so many digits does not make swapped ones right."""
    hedged = {one.quantity.bound, other.quantity.bound} <= {*_HEDGED}
    alike = likeness(one, other) is Likeness.SAME and one.quantity.unit == other.quantity.unit
    swapped = swapped_digits(one.quantity, other.quantity) is not None
    return hedged and alike and swapped and is_telling_slip(one, other)


def _loses_thousands(one: Figure, other: Figure) -> bool:
    """Tell whether three digits and more stand a thousand times apart: so hardly chance that a place may be misread."""
    return magnitude_slip(one.quantity, other.quantity) is not None and is_peculiar(one) and is_peculiar(other)


def _are_of_two_countries(one: Figure, other: Figure) -> bool:
    """Tell whether two places are known, and lie in different countries."""
    here, there = (place and (place.within[-1] if place.within else place.code) for place in (one.place, other.place))
    return bool(here and there) and here != there


def _tells_difference(one: Figure, other: Figure, around: Surroundings) -> bool:
    """Tell whether a sentence says by how much two amounts differ: "last year's report had 1,079; 18 were added"."""
    apart, kind = abs(amount(one.quantity) - amount(other.quantity)), family(one.quantity)
    told = around.beside(one) | around.beside(other)
    return apart >= _GAP and any(value == apart and label.startswith(kind) for label, value in told)


def _is_average(figure: Figure) -> bool:
    """Tell a sum of one of many from that of all: "owes the average supplier | 3.5 million"."""
    return figure.quantity.kind is Kind.MONEY and any_word(before(figure, _CLAUSE), "is_typical")


def _tells_both(one: Figure, other: Figure, around: Surroundings) -> bool:
    """Tell whether a sentence tells both amounts, which then are two: "412 million, 142 million of it for pay"."""
    here, there = amount(one.quantity), amount(other.quantity)
    pairs = ((one, there), (other, here))
    return any(
        amount(told.quantity) == value and told is not figure and told.modality is not Modality.DENIED
        for figure, value in pairs
        for told in around.sentence(figure)
    )


def _is_one_number_in_two_notations(one: Figure, other: Figure) -> bool:
    """Tell whether two amounts a thousand times apart are printed with the same digits: "34,500" and "34.500"."""
    if one.amount_is_corrected or other.amount_is_corrected:
        return False
    here, there = (_MARK.sub("", figure.surface) for figure in (one, other))
    long = len(_DIGIT.findall(here)) > _TELLING_DIGITS
    return long and here == there and magnitude_slip(one.quantity, other.quantity) is not None


def _may_be_slip(one: Figure, other: Figure, around: Surroundings) -> bool:
    """Tell whether thousands lost are lost of one thing: a count of the dead is no slip for one of the inhabitants."""
    swapped = swapped_digits(one.quantity, other.quantity) is not None
    counts = one.quantity.kind is other.quantity.kind is Kind.COUNT
    return swapped or not counts or likeness(one, other) is not Likeness.DIFFERENT or around.tie(one, other)


def _is_peculiar_slip(one: Figure, other: Figure) -> bool:
    """Tell a slip that no chance brings, told of one place beside both.

    So three digits stand a thousand times apart, or two of four measured in one unit are swapped.
    """
    if not all(figure.basis_of("place") in (Basis.TEXT, Basis.SENTENCE) for figure in (one, other)):
        return False
    if one.quantity.kind is other.quantity.kind is Kind.OTHER and swapped_digits(one.quantity, other.quantity):
        return is_telling_slip(one, other)
    digits = min(len(significant_digits(amount(figure.quantity))) for figure in (one, other))
    return digits >= _TELLING_DIGITS and magnitude_slip(one.quantity, other.quantity) is not None


def _is_one_sentence(one: Figure, other: Figure) -> bool:
    return one.source.document == other.source.document and one.quote_span == other.quote_span


def _stands_otherwise(one: Figure, other: Figure, answers: Answers, around: Surroundings) -> bool:
    """Tell whether one may be part of the other, or what they count is told apart: only a slip outweighs that.

    Two sentences that share two amounts count one thing, and tell a rise as they like: "up 18%", "18% above".
    """
    within = {gate for gate, answer in answers.items() if answer.standing in _WITHIN}
    doubted = {gate for gate in _WHAT if answers[gate].standing is Standing.DOUBTED}
    bound = around.bind(one, other)
    if is_slip(one, other) or (bound and answers[Gate.UNIT].standing is Standing.SAME):
        within -= {Gate.POPULATION}
    if is_slip(one, other) and same_origin(one, other) and likeness(one, other) is Likeness.SAME:
        within -= {Gate.PERIOD}  # one body's count of one thing: "by the end of August", "now"
    if magnitude_slip(one.quantity, other.quantity) is not None:
        within -= {Gate.AS_OF}  # no running total grows a thousandfold
    if _are_changes(one, other):
        within -= {Gate.POPULATION} if one.population == other.population else set()
        within -= {Gate.PLACE} if _is_placed_from_afar(one, other, answers) else set()
    if Gate.PLACE in within and _is_told_of_both(one, other, answers, around):
        within -= {Gate.PLACE}
    if bound:
        doubted -= {Gate.UNIT, Gate.MEASURE}
    if around.are_closest(one, other):
        doubted -= {Gate.MEASURE}
        of_part = all(family(figure.quantity) == "share" and figure.change is None for figure in (one, other))
        within -= {Gate.POPULATION} if of_part else set()  # its part may be read as the people it is of
    loose = not (bound or is_slip(one, other) or around.tie(one, other))
    if loose and (answers[Gate.PLACE].standing is Standing.DOUBTED or _is_narrowed(one, other)):
        return True
    return bool(within or doubted) or _are_shares_of_others(one, other, answers, around)


def _is_narrowed(one: Figure, other: Figure) -> bool:
    """Tell whether one noun says more than the other, and the other's sentence nothing of it: "pending cases"."""
    if likeness(one, other) is not Likeness.NARROWER:
        return False
    measured = bool(one.measure or other.measure)  # it says what is counted, and words of its own add nothing
    here, there = (qualifiers(figure) if measured else concepts(figure.noun or "") for figure in (one, other))
    where = says_where(one, other)
    return not (here - there <= concepts(other.quote) | where and there - here <= concepts(one.quote) | where)


def _are_shares_of_others(one: Figure, other: Figure, answers: Answers, around: Surroundings) -> bool:
    """Tell whether two shares stand right behind amounts that differ, or, of places that may differ, beside such."""
    if family(one.quantity) != "share":
        return False
    part, against = around.just_before(one), around.just_before(other)
    if part is not None and against is not None and part[0] == against[0]:
        small, large = sorted((abs(part[1]), abs(against[1])))
        if small < large * _LIKE:
            return True
    here, there = around.beside(one), around.beside(other)
    return answers[Gate.PLACE].standing is Standing.DOUBTED and bool(here and there) and not here & there


def _are_changes(one: Figure, other: Figure) -> bool:
    """Tell whether two figures are multiples, or changes: so few are told that their words may differ more."""
    return all(figure.change is not None or figure.quantity.kind is Kind.MULTIPLE for figure in (one, other))


def _is_placed_from_afar(one: Figure, other: Figure, answers: Answers) -> bool:
    """Tell whether the narrower of two places was taken from another sentence: it may be what that was about."""
    standing = answers[Gate.PLACE].standing
    if standing not in _WITHIN:
        return False
    part = one if standing is Standing.FIRST_WITHIN else other
    return part.basis_of("place") not in (Basis.TEXT, Basis.SENTENCE)


def _is_told_of_both(one: Figure, other: Figure, answers: Answers, around: Surroundings) -> bool:
    """Tell whether the wider place's sentence names the narrower one too, and tells nothing else of it.

    So it does in "a loan for Argentina to overhaul the rail in Buenos Aires"; not in "412 in Peru, 30 of them in Lima".
    """
    first = answers[Gate.PLACE].standing is Standing.FIRST_WITHIN
    part, whole = (one, other) if first else (other, one)
    if part.source.document == whole.source.document or part.place is None or part.place.name not in whole.quote:
        return False
    return all(figure.place != part.place for figure in around.sentence(whole))


def _is_beside(one: Figure, other: Figure) -> bool:
    """Tell whether two figures stand in one paragraph: what a text tells side by side are two things."""
    return one.source.document == other.source.document and one.paragraph == other.paragraph


def may_exceed(part: Figure, whole: Figure, gate: Gate, assumed: tuple[Gate, ...], answers: Answers) -> bool:
    """Tell whether a part that is more than its whole may be called a conflict.

    Only where one voice tells both, of one named measure or noun, with nothing assumed. Inside a document
    a list may be read amiss: there both must stand alone in their sentences, and differ by place or time.
    """
    if gate is Gate.PERIOD and {*assumed} <= {Gate.PLACE} and _grows(part, whole):
        return True
    if gate is Gate.PLACE and {*assumed} <= {Gate.PERIOD} and _is_told_there(part, whole, answers):
        return True
    if gate is Gate.POPULATION and not assumed and _are_of_one_event(part, whole, answers):
        return True
    if (
        assumed
        or not says_what_it_counts(part, whole)
        or _is_event(whole)
        or part.quantity.vague
        or whole.quantity.vague
    ):
        return False
    if not (_is_told_near(part) and _is_told_near(whole)) or _is_listed(part):
        return False
    if part.source.document != whole.source.document:
        return same_origin(part, whole)
    alone = _stands_alone(part) and _stands_alone(whole) and part.quote_span != whole.quote_span
    return alone and part.attribution == whole.attribution and gate is not Gate.POPULATION


def _is_told_there(part: Figure, whole: Figure, answers: Answers) -> bool:
    """Tell whether two texts tell one measure and time of a place and of a wider one, each named in its sentence.

    Nothing may narrow what is counted in the wider one: "the navy arrested 88 people in Mexico".
    """
    apart = part.source.document != whole.source.document or (_is_row(whole) and not _is_row(part))
    if not apart or difference(part.quantity, whole.quantity) > _FALL:
        return False
    named = part.measure is not None and part.measure == whole.measure and likeness(part, whole) > Likeness.DIFFERENT
    dated = part.period.stated and (part.period.start, part.period.end) == (whole.period.start, whole.period.end)
    placed = all(map(_names_its_place, (part, whole)))
    alone = not (_is_listed(part) or _is_listed(whole) or _is_event(part) or _is_event(whole))
    if not (named and dated and placed and alone) or part.quantity.vague or whole.quantity.vague:
        return False
    sure = not is_bare(part) and points_of_conflict(part, whole, answers) >= load_weights().needed[Needed.CONFLICT]
    return sure or adds_nothing(whole, part)


def _is_row(figure: Figure) -> bool:
    return _ROW.match(figure.quote.strip()) is not None


def _names_its_place(figure: Figure) -> bool:
    near = figure.basis_of("place") in (Basis.TEXT, Basis.SENTENCE)
    return figure.place is not None and (near or figure.place.name in figure.quote)  # the label of a row


def _are_of_one_event(part: Figure, whole: Figure, answers: Answers) -> bool:
    """Tell one event of one day of which two texts count those it befell: "44 passengers died", "34 people died".

    The measure says what befell them, the place is no country, and one noun says no more than "people". A toll told
    later may have grown.
    """
    first, second = said_on(part), said_on(whole)
    if first is None or second is None or first > second:
        return False
    if part.source.document == whole.source.document or part.measure is None or part.measure != whole.measure:
        return False
    events = all(_is_event(figure) and figure.quantity.bound in _HEDGED for figure in (part, whole))
    pinned = part.place is not None and bool(part.place.within) and answers[Gate.PERIOD].standing is Standing.SAME
    alone = not any(_is_listed(figure) or figure.quantity.vague for figure in (part, whole))
    near = part.period.stated and all(map(_is_told_near, (part, whole)))
    disputed = difference(part.quantity, whole.quantity) <= _DISPUTED
    return events and pinned and alone and near and disputed and is_bare(whole) and not is_bare(part)


def _grows(part: Figure, whole: Figure) -> bool:
    """Tell one count told up to two days by one voice: "from January to August 812; from January to October 774"."""
    told = all(
        figure.basis_of("period") is Basis.TEXT and figure.period.mode is not Mode.POINT for figure in (part, whole)
    )
    one_text = part.source.document == whole.source.document and part.attribution == whole.attribution
    narrowed = part.population == whole.population or (
        whole.population is None and part.quote_span == whole.quote_span and whole.quantity.kind is Kind.COUNT
    )  # "812 complaints against the guard by August, 774 complaints by October"
    one_count = part.noun == whole.noun and part.noun is not None and narrowed
    kinds = part.quantity.kind is whole.quantity.kind in _ADDED_UP and part.change is whole.change is None
    exact = part.quantity.bound is whole.quantity.bound is Bound.EXACT
    started = part.period.start is not None and part.period.start == whole.period.start
    return (
        told
        and ((one_text and one_count and part.place == whole.place) or _is_one_count(part, whole))
        and kinds
        and exact
        and started
        and difference(part.quantity, whole.quantity) < _FALL
    )


def _is_one_count(part: Figure, whole: Figure) -> bool:
    """Tell whether two texts tell one count of one place, and not each after a body that it names."""
    if part.source.document == whole.source.document or part.population != whole.population:
        return False
    one_thing = likeness(part, whole) is Likeness.SAME and part.measure == whole.measure
    placed = part.place == whole.place and all(map(_names_its_place, (part, whole)))
    named = all(figure.attribution and figure.attribution.lower() != figure.attribution for figure in (part, whole))
    return one_thing and placed and (same_origin(part, whole) or not named)


def _stands_alone(figure: Figure) -> bool:
    """Tell whether a figure's sentence holds no other number, but for years and the number of a list."""
    at = figure.span.start - figure.quote_span.start
    rest = figure.quote[:at] + " " + figure.quote[at + len(figure.surface) :]
    return all(_YEAR.fullmatch(number) for number in _NUMBER.findall(_LIST_NUMBER.sub("", rest)))


def says_what_it_counts(one: Figure, other: Figure) -> bool:
    """Tell whether two figures share more than a bare noun: of "12 guerrillas" and "100" much may be said."""
    if one.measure and one.measure == other.measure:
        return True
    shared = concepts(one.noun or "") & concepts(other.noun or "")
    return len(shared) >= 2 or (bool(shared) and one.quantity.kind is not Kind.COUNT)


def _is_told_near(figure: Figure) -> bool:
    """Tell whether place and time stand in the figure's own paragraph, not only somewhere in its document."""
    return all(figure.basis_of(part) in _NEAR for part in ("place", "period"))


def _is_named(figure: Figure) -> bool:
    """Tell whether it is known what a figure counts: two amounts of nothing named are two distances, or two ages."""
    return bool(figure.noun or figure.measure)


def _is_listed(figure: Figure) -> bool:
    """Tell whether the words next to a figure make it a further amount, or a part of another."""
    of_them = figure.quantity.kind not in (Kind.PERCENT, Kind.RATIO) and any_word(after(figure, 25), "part")
    return any_word(before(figure, 25), "beside") or of_them


def is_part_of_list(one: Figure, other: Figure, around: Surroundings) -> bool:
    """Tell whether one figure counts a part in a list of parts, and the other's sentence says nothing of that part."""
    for part, against in ((one, other), (other, one)):
        sentence = around.sentence(part)
        if is_listed_part(part, sentence) and not own_words(part, sentence) & concepts(against.quote):
            return True
    return False


def is_telling(figure: Figure) -> bool:
    """Tell whether an amount is too peculiar to come up twice by chance."""
    digits = significant_digits(amount(figure.quantity))
    return len(digits) >= _TELLING_DIGITS or figure.quantity.kind in (Kind.MONEY, Kind.SCORE, Kind.RATE)


def _is_event(figure: Figure) -> bool:
    return figure.quantity.kind is Kind.COUNT and figure.period.mode is Mode.POINT
