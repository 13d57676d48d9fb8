"""A draft becomes a figure: unit, place, time and source are settled, each with the words it came from."""

from bisect import bisect_right
from collections import Counter
from itertools import accumulate, count
from operator import add
from typing import NamedTuple

from ledger.extract.amounts import Amount
from ledger.extract.context import Carried, clause_of
from ledger.extract.denials import DENIED_CLAIM
from ledger.extract.drafts import Draft
from ledger.extract.event_sites import site_for
from ledger.extract.fiscal_windows import fiscal_window
from ledger.extract.holdings import DEALT_WITH
from ledger.extract.length_windows import find_ends, find_window
from ledger.extract.measures import find_population
from ledger.extract.mentions import Mention, country_of
from ledger.extract.modality import find_modality
from ledger.extract.nouns import is_head
from ledger.extract.nowhere import is_nowhere
from ledger.extract.outline import WORDS
from ledger.extract.own_voice import is_own_voice
from ledger.extract.placing import find_place, find_whole
from ledger.extract.running_totals import counted_until
from ledger.extract.speaking import Heard, find_source
from ledger.extract.time_choice import find_period, times_length
from ledger.extract.time_frames import holds_always, lasts
from ledger.extract.time_spans import TimeSpan
from ledger.lexicon.phrases import fold
from ledger.lexicon.vocabulary import Lexicon
from ledger.model.document import Document, SectionKind
from ledger.model.figure import ENDS_OF_LENGTH, Basis, Evidence, Figure, Modality, Place, Source
from ledger.model.period import UNSTATED, Mode, Period
from ledger.model.quantity import Kind, Quantity

_PERSON = "person"  # the unit of people
_ENDS_BEHIND = 4  # tokens from a length of time to its ends: "que van del"


class Surroundings(NamedTuple):
    """What holds for a paragraph: the source, the countries spoken of, and the place of its heading."""

    source: Source
    main: Place | None
    countries: Counter[str]
    heading: Place | None


class Settler:
    """Makes figures of drafts for one document."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self.document, self.lexicon = document, lexicon
        self.lines = _line_starts(document.text)

    def settle(self, draft: Draft, around: Surroundings, carried: Carried, heard: Heard) -> Figure:
        """Return the figure of a draft, with the evidence for each part."""
        scene, amount = draft.scene, draft.amount
        evidence: list[Evidence] = []
        place = self._place(draft, around, carried, evidence)
        quantity = self._quantity(draft, place, around, evidence)
        draft.of_persons = quantity.unit == _PERSON
        period = _period(draft, quantity, carried, evidence)
        if (runs := fiscal_window(period, draft, quantity, place, self.lexicon)) is not None:
            evidence.append(runs)
        attribution = _attribution(draft, heard, around.source.publisher, evidence)
        if not period.stated and attribution is not None:
            period = _year_of_report(draft, attribution, carried, evidence) or period
        population, modality = self._population(draft, evidence), _modality(draft, evidence)
        span = scene.sentence.covered(amount.start, amount.end)
        return Figure(
            source=around.source,
            span=span,
            surface=span.of(scene.sentence.text),
            quote_span=scene.sentence.span,
            quote=scene.sentence.span.of(scene.sentence.text),
            quantity=quantity,
            line=bisect_right(self.lines, span.start),
            paragraph=scene.paragraph,
            page=bisect_right(self.document.pages, span.start) or None,
            noun=" ".join(draft.noun_text.split()) if draft.noun_text else None,
            topics=(*draft.topics, *(theme.topic for theme in draft.setting)) if draft.setting else draft.topics,
            measure=draft.measured.measure.key if draft.measured else None,
            population=population,
            change=draft.change,
            place=place,
            period=period,
            as_of=counted_until(draft) or around.source.published,
            attribution=attribution,
            modality=modality,
            rule=amount.rule,
            evidence=(*_own_words(draft), *evidence),
        )

    def _place(self, draft: Draft, around: Surroundings, carried: Carried, evidence: list[Evidence]) -> Place | None:
        found = self._found_place(draft, around, carried)
        if found is None:
            return None
        place, basis, mention = found
        if around.source.voice is SectionKind.FURNITURE and basis is not Basis.TEXT:
            return None  # an advert is of no place
        if basis not in (Basis.TEXT, Basis.SENTENCE) and is_nowhere(draft, self.lexicon.places):
            return None
        draft.place = mention
        carried.at_large = carried.at_large or basis in (Basis.SECTION, Basis.DOCUMENT)
        span = draft.scene.sentence.covered(mention.start, mention.end) if mention else None
        evidence.append(Evidence("place", basis, "named" if mention else "carried over", span))
        return place

    def _found_place(
        self, draft: Draft, around: Surroundings, carried: Carried
    ) -> tuple[Place, Basis, Mention | None] | None:
        """Return the place told in a table, of the whole that is parted, or the nearest told."""
        scene, places = draft.scene, self.lexicon.places
        if draft.heading is not None and draft.heading.place is not None:
            return draft.heading.place, Basis.SECTION, None
        parts = places.words[scene.sentence.language.code].parts
        whole = parts.get(scene.sentence.word(draft.noun[0])) if draft.noun else None
        known = [place for place in (around.heading, around.main) if place]
        if whole is not None and draft.quantity.kind is Kind.COUNT and self._has_parts(draft, *carried.places, *known):
            return find_whole(scene, draft.amount, carried, known, whole, places)
        nearest = around.heading or around.main
        site = site_for(draft, carried, self._counted(draft), nearest) if carried.site is not None else None
        return find_place(scene, draft.amount, carried, site or around.heading, around.main, places)

    def _has_parts(self, draft: Draft, *around: Place) -> bool:
        """Tell the communities that Spain is made of from "12 comunidades quedaron aisladas", which are villages."""
        s, places = draft.scene.sentence, self.lexicon.places
        villages = draft.noun is not None and s.words[draft.noun[0]] in places.words[s.language.code].settlements
        return not villages or any(country_of(place) in places.with_communities for place in around)

    def _quantity(self, draft: Draft, place: Place | None, around: Surroundings, evidence: list[Evidence]) -> Quantity:
        """Settle the unit: the currency by place, the thing counted by its noun."""
        quantity, amount, s = draft.quantity, draft.amount, draft.scene.sentence
        if amount.currencies:
            words = amount.unit_words or (amount.start, amount.number.start + 1)
            currency, rule = choose_currency(draft, place, around)
            evidence.append(Evidence("unit", draft.currencies_from, rule, s.covered(*words)))
            return quantity.in_unit(currency)
        if quantity.kind is Kind.COUNT or (quantity.kind is Kind.RATE and quantity.unit is None):
            unit = self._counted(draft)
            return quantity if unit is quantity.unit else quantity.in_unit(unit)
        return quantity

    def _counted(self, draft: Draft) -> str | None:
        """Return the unit of a count: the key of the thing counted, else the measure's, else the noun's head."""
        nouns, s = self.lexicon.units.nouns, draft.scene.sentence
        hits = nouns.find(s.words, *draft.noun) if draft.noun is not None else ()
        for start, end, unit in hits:
            if draft.noun is not None and (unit != _PERSON or is_head(s, draft.noun, start, end)):
                return unit
        if draft.noun is not None and _names_nation(draft):
            return _PERSON
        if draft.noun is not None and (person := self.lexicon.units.people.get(s.words[draft.noun[0]])) is not None:
            return person
        if draft.measured is not None and draft.measured.measure.unit not in ("currency", "percent"):
            return draft.measured.measure.unit
        words = [fold(word) for word in WORDS.findall((draft.noun_text or "").lower())]
        if not words:
            return None
        if len(words) == 1 and words[0] in s.language.subjects.fates:
            return _PERSON  # "57 were arrested, of whom 12"
        known = nouns.match(words, 0)
        beside = known is not None and known[1] == _PERSON and s.language.code == "en" and known[0] < len(words)
        known = None if beside else known  # "police stations"
        return known[1] if known else words[0] if s.language.code == "es" else _english_head(words)

    def _population(self, draft: Draft, evidence: list[Evidence]) -> str | None:
        s = draft.scene.sentence
        found = find_population(s, draft.noun or _told_of(draft), self.lexicon.populations)
        if found is None:
            return None
        evidence.append(Evidence("population", Basis.TEXT, "narrowing word", s.covered(found[1], found[2])))
        return found[0]


def _told_of(draft: Draft) -> tuple[int, int] | None:
    """Return what is said of the people counted: "152 were municipal"."""
    s, at = draft.scene.sentence, draft.amount.end
    return (
        (at + 1, min(at + 3, len(s.words)))
        if s.word(at) in s.language.nouns.copulas and at + 1 < len(s.words)
        else None
    )


def choose_currency(draft: Draft, place: Place | None, around: Surroundings) -> tuple[str | None, str]:
    """Return the currency of a sign or word, and the rule: one shared by several means that of the place.

    Where the place tells none it is what the world means by it ("$" is USD, pounds are GBP), or none.
    """
    currencies = draft.amount.currencies
    if len(currencies) == 1:
        return currencies[0].code, "currency as written"
    spoken = [code for code, _ in around.countries.most_common()]
    codes = [country for country in (country_of(place), country_of(around.main), *spoken) if country]
    dollars = any(currency.code == "USD" for currency in currencies)
    if dollars and draft.scene.sentence.language.code == "en":
        # Dollars in an English text are those of the United States, unless it is about one of these.
        currencies = tuple(currency for currency in currencies if currency.at_home)
    known = next((currency.code for code in codes for currency in currencies if code in currency.places), None)
    if known is not None:
        return known, "currency by place"
    leading = next((currency.code for currency in draft.amount.currencies if currency.leads), None)
    if draft.scene.sentence.language.code != "en" and draft.amount.unit_words is None:
        # Elsewhere the sign is that of the country's own money where it is written so, or of the pesos spoken of.
        dollars = dollars and not any(_is_shared_word(other) for other in draft.scene.amounts.found)
    return ("USD" if dollars else leading), "currency most often meant" if dollars or leading else "currency not told"


def _is_shared_word(amount: Amount) -> bool:
    """Tell an amount in a word that several currencies share, none of them the dollar: pesos."""
    codes = [currency.code for currency in amount.currencies]
    return amount.unit_words is not None and len(codes) > 1 and "USD" not in codes


def _period(draft: Draft, quantity: Quantity, carried: Carried, evidence: list[Evidence]) -> Period:
    if draft.heading is not None and draft.heading.period is not None:
        evidence.append(Evidence("period", Basis.SECTION, "heading of a table"))
        return draft.heading.period
    found = find_period(draft, carried)
    if quantity.kind is Kind.DURATION and (named := _named_part(draft)) is not None:
        scene = draft.scene
        evidence.append(Evidence("period", Basis.TEXT, "date", scene.sentence.covered(named.start, named.end)))
        return named.period
    if quantity.kind is Kind.DURATION and (ends := find_ends(draft)) is not None:
        time, period = ends
        span = draft.scene.sentence.covered(time.start, time.end)
        evidence.append(Evidence("period", Basis.SENTENCE, ENDS_OF_LENGTH, span))
        return period
    if quantity.kind is Kind.DURATION and (window := find_window(draft, carried)) is not None:
        time, period = window
        span = draft.scene.sentence.covered(time.start, time.end)
        evidence.append(Evidence("period", Basis.SENTENCE, "length to a date", span))
        return period
    if quantity.kind is Kind.DURATION and (found is None or not times_length(draft, found)):
        return UNSTATED
    if found is not None and found.basis in (Basis.PARAGRAPH, Basis.SECTION) and _is_over(draft, found.period):
        found = None  # "The debt passed a billion in 2015. It will fall 2 percent."
    open_to_more = found is None or (found.basis is Basis.SECTION and not found.own)
    if draft.period is not None and open_to_more and not _stands_apart(draft, draft.period):
        evidence.append(Evidence("period", Basis.SECTION, "told with the measure"))
        return draft.period
    if found is None:
        return Period(mode=Mode.POINT) if quantity.kind is Kind.COUNT else UNSTATED
    evidence.append(Evidence("period", found.basis, "relative date" if found.relative else "date", found.span))
    return found.period


def _year_of_report(draft: Draft, author: str, carried: Carried, evidence: list[Evidence]) -> Period | None:
    """Return the year of the report that the author of a figure is named with: "a 2019 Ombudsman report"."""
    report = carried.report
    if report is None or draft.quantity.kind is Kind.DURATION or holds_always(draft):
        return None
    s = report.scene.sentence
    if fold(author) not in fold(s.span.of(s.text)):
        return None
    span = s.covered(report.time.start, report.time.end)
    evidence.append(Evidence("period", Basis.PARAGRAPH, "year of the report", span))
    return report.time.period


def _is_over(draft: Draft, period: Period) -> bool:
    """Tell a time gone by, which is not that of what is still to come."""
    when = draft.scene.published
    if when is None or period.end is None or period.end > when.replace(month=1, day=1):
        return False
    return _modality(draft, []) in (Modality.PLANNED, Modality.PROJECTED)


def _named_part(draft: Draft) -> TimeSpan | None:
    """Return the time that a length is told in: "the first five months of 2020", "the ten months to October 31".

    Not what is told only by its length: "the past 24 hours".
    """
    amount = draft.amount
    near = (time for time in draft.scene.times_near(amount) if time.start <= amount.start and amount.end <= time.end)
    named = next((time for time in near if _has_ends(draft, time)), None)
    behind = draft.scene.times_between(amount.end, amount.end + _ENDS_BEHIND)
    whole = (time for time in behind if time.period.mode is Mode.PERIOD and not time.compared)
    return next(whole, named) if named is not None else None  # "los seis meses que van del 20 de enero al 10 de julio"


def _has_ends(draft: Draft, time: TimeSpan) -> bool:
    """Tell a part of a year, a time told before, and a length up to a day, month or year told with it."""
    s, length = draft.scene.sentence, draft.amount.end
    if time.period.mode is Mode.PARTIAL or s.language.time.that_long.match(s.words, time.start) is not None:
        return True
    run = s.language.time.run_to
    ended = any(run.match(s.words, at) is not None for at in range(length, time.end))
    return ended and time.period.mode is Mode.PERIOD


def _stands_apart(draft: Draft, period: Period) -> bool:
    """Tell what is of no told time though its measure is: ages and pay; what still is, behind a count since a day."""
    return holds_always(draft) or (period.mode is Mode.CUMULATIVE and lasts(draft))


def _attribution(draft: Draft, heard: Heard, publisher: str | None, evidence: list[Evidence]) -> str | None:
    found = find_source(draft.scene, draft.amount, heard)
    if found is None or not found[0].named.name:
        return None
    (named, sentence), basis = found
    if is_own_voice(named.name, publisher, by_kind=named.rule == DEALT_WITH):
        return None
    evidence.append(Evidence("attribution", basis, named.rule, sentence.covered(named.start, named.end)))
    return named.name


def _modality(draft: Draft, evidence: list[Evidence]) -> Modality:
    s, amount = draft.scene.sentence, draft.amount
    found = find_modality(s, amount, clause_of(s, amount.start), draft.scene.amounts.found)
    if found is None:
        told = next((one for one in evidence if one.rule == DENIED_CLAIM), None)
        if told is None:
            return Modality.STATED
        evidence.append(Evidence("modality", told.basis, told.rule, told.span))
        return Modality.DENIED
    evidence.append(Evidence("modality", Basis.TEXT, "modal words", s.covered(found[0], found[1])))
    return found[2]


def _own_words(draft: Draft) -> list[Evidence]:
    """Return the words of the amount, its bound, its noun and its measure."""
    s, amount = draft.scene.sentence, draft.amount
    told = [Evidence("value", Basis.TEXT, amount.rule, s.covered(amount.number.start, amount.number.end))]
    if amount.bound_words:
        told.append(Evidence("bound", Basis.TEXT, "bounding words", s.covered(*amount.bound_words)))
    if draft.noun_text:
        span = s.covered(*draft.noun) if draft.noun else None
        told.append(Evidence("noun", draft.noun_basis, draft.noun_rule, span))
    if (match := draft.measured) is not None:
        near = match.start >= 0
        span = s.covered(match.start, match.end) if near else None
        basis = Basis.TEXT if near else draft.noun_basis
        told.append(Evidence("measure", basis, match.measure.key, span))
    for theme in (*draft.themes, *draft.setting):
        span = s.covered(theme.start, theme.end) if theme.start >= 0 else None
        told.append(Evidence("topics", theme.basis, theme.topic, span))
    return told


def _english_head(words: list[str]) -> str:
    return words[words.index("of") - 1] if "of" in words[1:] else words[-1]


def _line_starts(text: str) -> list[int]:
    lines = text.split("\n")[:-1]
    return [*map(add, accumulate(map(len, lines), initial=0), count())]


def _names_nation(draft: Draft) -> bool:
    """Tell people counted by where they are from: "327 Hondurans", "56 venezolanos"."""
    s, noun = draft.scene.sentence, draft.noun
    if noun is None or not s.words[noun[0]].endswith(s.language.nouns.plural_endings):
        return False
    head = draft.scene.mentions_between(noun[0], noun[0] + 1)
    return any(one.demonym and (s.language.nouns.heads_first or one.end == noun[1]) for one in head)
