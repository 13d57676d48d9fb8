"""Reads a document: every number of its text becomes a figure, an omission with its reason, or a problem."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from ledger.extract.attributions import find_attribution, find_citation
from ledger.extract.context import (
    Carried,
    Scene,
    carry_on,
    clause_of,
    compared_period,
    find_change,
    find_modality,
    find_period,
    find_place,
    find_source,
    fiscal_period,
    nearest_first,
    same_window,
)
from ledger.extract.headings import Heading, read_heading
from ledger.extract.measures import Match, choose_measure, find_cues, find_population, find_topic
from ledger.extract.nouns import find_noun, find_noun_before
from ledger.extract.numbers import Habit, Mark, find_decimal_marks
from ledger.extract.periods import find_times
from ledger.extract.places import Mention, count_countries, country_of, find_places, main_country
from ledger.extract.plain_tables import PlainTable, Row, find_tables, gaps_between
from ledger.extract.quantities import Amount, read_amounts
from ledger.extract.sentences import find_paragraphs, find_sentences
from ledger.extract.tokens import Sentence
from ledger.lexicon.languages import Language
from ledger.lexicon.phrases import PhraseTable, fold
from ledger.lexicon.topics import Measure
from ledger.lexicon.vocabulary import Lexicon, load_lexicon
from ledger.model.document import Document, Metadata, Section, SectionKind
from ledger.model.figure import Basis, Change, Evidence, Figure, Modality, Place, Source
from ledger.model.period import UNSTATED, Mode, Period
from ledger.model.quantity import Kind, Quantity
from ledger.model.reading import Omission, Problem, Reading
from ledger.model.span import Span

READER_VERSION = "1"
_SAMPLE = 3000  # characters by which the language of a text is told
_ELIDED_SCALE = 1_000_000  # "9.8 billion for pay" may leave its currency out, "30 for pay" not
HEADING = "a heading of a table"
_ROW = 16  # tokens; a longer line is no row of a list
_SHORT = 50  # characters; such a line may be a heading
_HEADING = 8  # tokens; a longer line is no heading
_RECENT = 12  # figures back to which a currency left out may reach


def read_figures(document: Document, lexicon: Lexicon | None = None) -> list[Figure]:
    """Return the figures a document states, in the order of its text."""
    return list(read_document(document, lexicon).figures)


def read_document(document: Document, lexicon: Lexicon | None = None) -> Reading:
    """Read every number of a document.

    Pure: the same document and lexicon give the same reading, whatever was read before.
    """
    return _DocumentReader(document, lexicon or load_lexicon()).read()


@dataclass(slots=True)
class _Draft:
    """A figure in the making: an amount with the noun and measure found so far."""

    amount: Amount
    scene: Scene
    noun: tuple[int, int] | None
    noun_text: str | None
    match: Match | None
    quantity: Quantity
    currencies_from: Basis = Basis.TEXT
    noun_basis: Basis = Basis.TEXT
    change: Change | None = None
    heading: Heading | None = None


class _DocumentReader:
    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self.document, self.lexicon, self.text = document, lexicon, document.text
        self.languages = lexicon.languages
        self.candidates = _candidates(lexicon)
        self.abbreviations = _abbreviations(lexicon)
        self.lines = _line_starts(self.text)
        self.headings: set[Span] = set()
        self.thread: _Thread | None = None
        self.place: Place | None = None
        self.recent: list[_Draft] = []
        self.figures: list[Figure] = []
        self.omissions: list[Omission] = []
        self.problems: list[Problem] = []
        self.paragraph = 0

    def read(self) -> Reading:
        language = self._language_of(self.text[:_SAMPLE], self.document.metadata.language)
        marks = find_decimal_marks(self.text)
        plans = [self._plan(section, language) for section in self.document.sections]
        places = self.lexicon.places
        counts = [count_countries(self._mentions(plan)) for plan in plans]
        spoken = sum(counts, Counter[str]())
        self.main = main = main_country(spoken, places)
        if main is None and self.document.metadata.title:
            self.main = main = self._place_of(self.document.metadata.title, language)
        self.habit = habit = Habit(marks, self._country_mark(language))
        for plan, here in zip(plans, counts, strict=True):
            # Each post of a digest has a country of its own.
            self.main = (main_country(here, places) if plan.section.metadata.title else None) or main
            self.countries = here + spoken
            self._read_section(plan, habit)
        return Reading(self.document, tuple(self.figures), tuple(self.omissions), tuple(self.problems))

    def _country_mark(self, language: Language) -> Mark | None:
        country = country_of(self.main)
        return Mark.COMMA if country in language.decimal_comma else None

    # What there is to read

    def _plan(self, section: Section, language: Language) -> "_Plan":
        metadata = section.metadata.over(self.document.metadata)
        own = self._language_of(self.text[section.span.start : section.span.start + _SAMPLE], section.metadata.language)
        spoken = own if section.metadata.language or len(self.document.sections) > 1 else language
        tables = list(find_tables(self.text, section.span.start, section.span.end))
        parts: list[tuple[int, list[Sentence], Row | None]] = []
        for table in tables:
            self.headings.update(table.headings)
        inner = [part for table in tables for part in _table_parts(table)]
        running = gaps_between([table.span for table in tables], *section.span)
        spans = [(span, None) for gap in running for span in find_paragraphs(self.text, *gap)]
        for span, row in sorted([*spans, *inner], key=lambda part: part[0]):
            self.paragraph += 1
            if row is not None or span in self.headings:
                parts.append((self.paragraph, [Sentence(self.text, span, spoken)], row))
            elif span.end - span.start <= _SHORT or self._holds_number(span):
                parts.append((self.paragraph, self._sentences(span, spoken), None))
        return _Plan(section, metadata, parts, spoken)

    def _holds_number(self, span: Span) -> bool:
        words = fold(span.of(self.text))
        return any(c.isdecimal() for c in words) or not self.candidates.isdisjoint(_WORDS.findall(words))

    def _sentences(self, paragraph: Span, language: Language) -> list[Sentence]:
        sentences = []
        for span in find_sentences(self.text, paragraph, self.abbreviations):
            s = Sentence(self.text, span, language)
            s.language = self._spoken(s, language)
            sentences.append(s)
        return sentences

    def _spoken(self, s: Sentence, default: Language) -> Language:
        """Return the language of a sentence: the text's, unless its small words are clearly another's."""
        counts = {code: sum(map(language.stopwords.__contains__, s.words)) for code, language in self.languages.items()}
        best = max(counts, key=lambda code: (counts[code], code == default.code))
        return self.languages[best] if counts[best] > 2 * counts[default.code] + 1 else default

    def _language_of(self, sample: str, declared: str | None) -> Language:
        code = (declared or "")[:2].lower()
        if code in self.languages:
            return self.languages[code]
        words = _WORDS.findall(fold(sample))
        counts = {code: sum(map(language.stopwords.__contains__, words)) for code, language in self.languages.items()}
        return self.languages[max(counts, key=lambda code: (counts[code], code == "en"))]

    def _mentions(self, plan: "_Plan") -> Iterator[Mention]:
        for _, sentences, _ in plan.paragraphs:
            for s in sentences:
                yield from find_places(s, self.lexicon.places)

    # Reading

    def _read_section(self, plan: "_Plan", habit: Habit) -> None:
        place = self._place_of(plan.metadata.title, plan.language) if plan.metadata.title else None
        if place is None and plan.section.metadata.title:
            place = self._place_of(plan.section.metadata.title, plan.language)
        source = self._source(plan)
        self.recent = []
        if plan.section.kind is SectionKind.SOURCES and place is None:
            place = self.place  # the list belongs to the article before it
        else:
            self.thread = self._titled_thread(plan)
        self.place = place
        heading = here = place
        for number, sentences, row in plan.paragraphs:
            if row is None:
                heading, here = self._headed(sentences, heading, place)
            carried = Carried()
            last: list[_Draft] = []
            cited = find_citation(sentences) if plan.section.kind is SectionKind.SOURCES else None
            for s in sentences:
                scene = self._scene(s, number, plan.metadata, habit, carried, here)
                scene.attribution, scene.row = cited or scene.attribution, row
                last = self._read_sentence(scene, source, carried, here, last)
                carry_on(scene, carried, {d.match.measure.topic for d in last if d.match and d.scene is scene})

    def _titled_thread(self, plan: "_Plan") -> "_Thread | None":
        """Return the measure that the title of a section speaks of."""
        title = plan.metadata.title
        if not title:
            return None
        s = Sentence(title, Span(0, len(title)), plan.language)
        measure = find_topic(find_cues(s, self.lexicon.topic_words))
        return _Thread(measure, -1, None) if measure else None

    def _headed(
        self, sentences: list[Sentence], heading: Place | None, section: Place | None
    ) -> tuple[Place | None, Place | None]:
        """Return the place in force from here on, and the one of this paragraph.

        A heading, "Colombia", holds until the next; a dateline, "LIMA. ...", for its paragraph alone.
        """
        s = sentences[0]
        alone = _is_heading(sentences)
        mentions = find_places(s, self.lexicon.places, nearest_first([], heading, self.main))
        first = next((m for m in mentions if not m.demonym and not m.anaphora), None)
        opens = first is not None and (first.start == 0 or (first.start == 2 and s.is_number(0)))
        if first is None or not opens:
            return (section, section) if alone else (heading, heading)
        if alone:
            return first.place, first.place
        if first.end < len(s) and s.word(first.end) not in (".", "--", "—", "–"):
            return heading, heading
        return heading, self.lexicon.places.capitals.get(first.place.name, first.place)

    def _place_of(self, title: str, language: Language) -> Place | None:
        s = Sentence(title, Span(0, len(title)), language)
        around = [self.main] if self.main else []
        mentions = [m for m in find_places(s, self.lexicon.places, around) if not m.anaphora]
        named = [m for m in mentions if not m.demonym and m.place.code != "US"] or [
            m for m in mentions if m.place.code != "US"
        ]
        return named[0].place if named else None

    def _source(self, plan: "_Plan") -> Source:
        m = plan.metadata
        number = plan.section.number if len(self.document.sections) > 1 else None
        return Source(
            self.document.path, self.document.sha256, number, m.title, m.publisher, m.author, m.published, m.url,
            m.language or plan.language.code, plan.section.kind,
        )  # fmt: skip

    def _scene(
        self, s: Sentence, paragraph: int, metadata: Metadata, habit: Habit, carried: Carried, place: Place | None
    ) -> Scene:
        units, places = self.lexicon.units, self.lexicon.places
        times = find_times(s, metadata.published, units)
        around = nearest_first(carried.places, place, self.main)
        mentions = find_places(s, places, around)
        return Scene(
            sentence=s,
            paragraph=paragraph,
            published=metadata.published,
            times=times,
            mentions=mentions,
            attribution=find_attribution(s, times, mentions),
            amounts=read_amounts(s, times, habit, units, places),
            cues=find_cues(s, self.lexicon.topic_words),
        )

    def _read_sentence(
        self, scene: Scene, source: Source, carried: Carried, place: Place | None, before: list[_Draft]
    ) -> list[_Draft]:
        """Make the figures of a sentence; return its drafts, or those before it where it has none."""
        s = scene.sentence
        for start, end, reason in scene.amounts.omitted:
            span = s.covered(start, end)
            self.omissions.append(Omission(span, span.of(self.text), reason))
        for start, end, reason in scene.amounts.unreadable:
            span = s.covered(start, end)
            self.problems.append(Problem(span, span.of(self.text), reason))
        if s.span in self.headings:
            for amount in scene.amounts.found:
                span = s.covered(amount.start, amount.end)
                self.omissions.append(Omission(span, span.of(self.text), HEADING))
            return before
        drafts: list[_Draft] = []
        for amount in scene.amounts.found:
            drafts.append(self._draft(amount, scene, drafts, before))
        _look_back(drafts)
        for draft in drafts:
            self.figures.append(self._figure(draft, source, carried, place))
        self.recent = [*self.recent, *drafts][-_RECENT:]
        return drafts or before

    def _draft(self, amount: Amount, scene: Scene, earlier: list[_Draft], before: list[_Draft]) -> _Draft:
        s = scene.sentence
        noun = _noun(s, amount, self.lexicon.units.nouns)
        clause = clause_of(s, amount.start)
        draft = _Draft(amount, scene, noun, s.covered(*noun).of(self.text) if noun else None, None, amount.quantity)
        draft.change = find_change(s, amount)
        if scene.row is not None:
            return self._in_row(draft, scene.row)
        if amount.quantity.kind is Kind.COUNT and (noun is None or amount.quantity.total is not None):
            self._inherit(draft, earlier, before)
        self._find_measure(draft, clause)
        if draft.noun_text is None and draft.quantity.kind is Kind.COUNT and earlier:
            same = [other for other in earlier if other.quantity.kind is Kind.COUNT and other.noun_text]
            draft.noun_text = same[-1].noun_text if same else None
            draft.noun_basis = Basis.SENTENCE
        if draft.noun_text is None and draft.match is not None and draft.match.end > draft.match.start >= 0:
            draft.noun_text = s.covered(draft.match.start, draft.match.end).of(self.text)
            draft.noun_basis = Basis.SENTENCE
        return draft

    def _in_row(self, draft: _Draft, row: Row) -> _Draft:
        """Give an amount of a table what its heading and the table's title tell."""
        start = draft.scene.sentence.starts[draft.amount.number.start]
        heading = read_heading(row.heading_at(start), row.title, draft.scene, self.lexicon, self.habit)
        draft.quantity = heading.applied(draft.quantity)
        if draft.quantity.kind is Kind.MONEY and heading.currencies:
            draft.amount = replace(draft.amount, currencies=heading.currencies)
        draft.noun, draft.noun_text = None, heading.noun
        draft.noun_basis, draft.heading = Basis.SECTION, heading
        measure = heading.measure
        if measure is not None and draft.quantity.kind in measure.kinds:
            draft.match = Match(measure, 0.0, -1, -1)
        return draft

    def _inherit(self, draft: _Draft, earlier: list[_Draft], before: list[_Draft]) -> None:
        """Give a bare number the kind and unit left out: "9.8 billion for pay", "to 42.5 in 2020"."""
        s, number = draft.scene.sentence, draft.amount.number
        shared = any(other.quantity.kind is Kind.PERCENT for other in earlier)
        if not shared and _is_score(s, draft):
            draft.quantity = replace(draft.quantity, kind=Kind.SCORE, unit="score")
            return
        if number.scale >= _ELIDED_SCALE and self._inherit_currency(draft, earlier, before):
            return
        near = [(d, Basis.SENTENCE) for d in reversed(earlier)]
        if earlier and self._shares_percent(draft, earlier[-1]):
            draft.quantity = replace(draft.quantity, kind=Kind.PERCENT, unit="percent")
            return
        for other, basis in (*near, *((d, Basis.PARAGRAPH) for d in reversed(before))):
            quantity = other.quantity
            if quantity.kind is Kind.RANK and draft.quantity.total is not None:
                draft.quantity = replace(draft.quantity, kind=Kind.RANK, unit="place")
                return
            if quantity.kind is Kind.SCORE and draft.quantity.value % 1:
                draft.quantity = replace(draft.quantity, kind=Kind.SCORE, unit="score")
                return
            if basis is Basis.PARAGRAPH:
                continue
            if quantity.kind is Kind.PERCENT and number.value % 1 and number.value <= 100:
                draft.quantity = replace(draft.quantity, kind=Kind.PERCENT, unit="percent")
                return
            if quantity.kind in (Kind.SCORE, Kind.OTHER) and quantity.unit != "percentage_point":
                draft.quantity = replace(draft.quantity, kind=quantity.kind, unit=quantity.unit)
                draft.noun_text, draft.noun_basis = other.noun_text, Basis.SENTENCE
                return

    def _shares_percent(self, draft: _Draft, other: _Draft) -> bool:
        """Tell "47 percent in the south and 21 in the north"."""
        s, before = draft.scene.sentence, draft.scene.sentence.word(draft.amount.start - 1)
        joined = before in s.language.numbers.joins | s.language.numbers.to_words | {",", "al"}
        return joined and other.quantity.kind is Kind.PERCENT and draft.amount.number.value <= 100

    def _inherit_currency(self, draft: _Draft, earlier: list[_Draft], before: list[_Draft]) -> bool:
        """Give a bare "9.8 billion" the currency of the amount before; one in brackets is a conversion."""
        for drafts, basis in ((earlier, Basis.SENTENCE), (before, Basis.PARAGRAPH), (self.recent, Basis.SECTION)):
            for other in reversed(drafts):
                if other.quantity.kind is Kind.COUNT and other.amount.number.scale >= _ELIDED_SCALE:
                    return False
                bracketed = other.scene.sentence.word(other.amount.start - 1) == "("
                if other.quantity.kind is Kind.MONEY and not bracketed:
                    draft.amount = replace(draft.amount, currencies=other.amount.currencies)
                    draft.quantity = replace(draft.quantity, kind=Kind.MONEY)
                    draft.currencies_from = basis
                    return True
        return False

    def _find_measure(self, draft: _Draft, clause: tuple[int, int]) -> None:
        """Find the measure in the figure's own words, else take the one the paragraph speaks of."""
        kind, scene = draft.quantity.kind, draft.scene
        if kind is Kind.DURATION:
            return
        here = self.thread.measure if self.thread and self.thread.paragraph == scene.paragraph else None
        if scene.cues:
            span = (draft.amount.start, draft.amount.end)
            draft.match = choose_measure(kind, span, draft.noun, clause, scene.cues, here)
        if draft.match is not None and here is not None and _is_general(draft.match.measure, here):
            draft.match = replace(draft.match, measure=here)
        if draft.match is not None:
            self._follow(draft.match.measure, draft)
        elif self.thread is not None and self._goes_on(draft, here):
            draft.match = Match(self.thread.measure, 0.0, -1, -1)
            draft.noun_text = draft.noun_text or self.thread.noun
            draft.noun_basis = Basis.PARAGRAPH if here else Basis.SECTION
            self.thread = replace(self.thread, paragraph=scene.paragraph)
        if self.thread is not None:
            self.thread = replace(self.thread, latest=draft.match is not None)

    def _follow(self, measure: Measure, draft: _Draft) -> None:
        """Note the measure spoken of; a rate of the same thing leaves the count in force."""
        old = self.thread.measure if self.thread else None
        rate = old is not None and old.topic == measure.topic and Kind.COUNT in old.kinds - measure.kinds
        kept = old if rate and old else measure
        self.thread = _Thread(kept, draft.scene.paragraph, draft.noun_text)

    def _goes_on(self, draft: _Draft, here: Measure | None) -> bool:
        """Tell whether a figure without words of its own is of the measure spoken of: "33,742 in 2018"."""
        kind = draft.quantity.kind
        if self.thread is None or kind not in self.thread.measure.kinds:
            return False
        bare = draft.noun is None
        generic = not bare and self._is_generic(draft)
        if kind is Kind.COUNT:
            bare = bare and not draft.quantity.in_words
            return (bare or generic) if here else (generic or (bare and _is_list_item(draft)))
        if here is None:
            return False
        if kind is Kind.MONEY:
            return bare
        return self.thread.latest and (bare or generic or draft.change is not None)

    def _is_generic(self, draft: _Draft) -> bool:
        """Tell whether the noun only stands for what was named before: "cases", "victims", "the municipal ones"."""
        if draft.noun is None:
            return False
        s, nouns = draft.scene.sentence, draft.scene.sentence.language.nouns
        start, end = draft.noun
        hits = self.lexicon.populations.find(s.words, start, end)
        narrowed = {at for a, b, population in hits if population.narrows for at in range(a, b)}
        return all(at in narrowed or s.words[at] in nouns.generic | nouns.link for at in range(start, end))

    def _figure(self, draft: _Draft, source: Source, carried: Carried, section: Place | None) -> Figure:
        scene, amount = draft.scene, draft.amount
        s = scene.sentence
        evidence: list[Evidence] = []
        place = self._figure_place(draft, carried, section, evidence)
        quantity = self._unit(draft, place, evidence)
        period = self._figure_period(draft, quantity, carried, place, evidence)
        attribution = self._figure_source(scene, amount, carried, evidence)
        clause = clause_of(s, amount.start)
        modality = find_modality(s, amount, clause)
        population = find_population(s, draft.noun, self.lexicon.populations)
        self._tell_words(draft, population, modality, evidence)
        span = s.covered(amount.start, amount.end)
        return Figure(
            source=source,
            span=span,
            surface=span.of(self.text),
            quote_span=s.span,
            quote=s.span.of(self.text),
            quantity=quantity,
            line=bisect_right(self.lines, span.start),
            paragraph=scene.paragraph,
            page=bisect_right(self.document.pages, span.start) or None,
            noun=" ".join(draft.noun_text.split()) if draft.noun_text else None,
            topics=(draft.match.measure.topic,) if draft.match else (),
            measure=draft.match.measure.key if draft.match else None,
            population=population[0] if population else None,
            change=draft.change,
            place=place,
            period=period,
            as_of=source.published,
            attribution=attribution,
            modality=modality[0] if modality else Modality.STATED,
            rule=amount.rule,
            evidence=tuple(evidence),
        )

    def _figure_place(
        self, draft: _Draft, carried: Carried, section: Place | None, evidence: list[Evidence]
    ) -> Place | None:
        found = find_place(draft.scene, draft.amount, carried, section, self.main)
        if found is None:
            return None
        place, basis, mention = found
        span = draft.scene.sentence.covered(mention.start, mention.end) if mention else None
        evidence.append(Evidence("place", basis, "named" if mention else "carried over", span))
        return place

    def _unit(self, draft: _Draft, place: Place | None, evidence: list[Evidence]) -> Quantity:
        """Settle the unit: the currency by place, the thing counted by its noun."""
        quantity, amount, s = draft.quantity, draft.amount, draft.scene.sentence
        if amount.currencies:
            code = self._currency(draft, place)
            words = amount.unit_words
            span = s.covered(*words) if words else s.covered(amount.start, amount.number.start + 1)
            rule = "currency as written" if len(amount.currencies) == 1 else "currency by place"
            evidence.append(Evidence("unit", draft.currencies_from, rule, span))
            return replace(quantity, unit=code)
        if quantity.kind is Kind.COUNT:
            return replace(quantity, unit=self._counted(draft))
        if quantity.kind is Kind.RATE and quantity.unit is None:
            return replace(quantity, unit=self._counted(draft))
        return quantity

    def _currency(self, draft: _Draft, place: Place | None) -> str | None:
        currencies = draft.amount.currencies
        if len(currencies) == 1:
            return currencies[0].code
        english = draft.scene.sentence.language.code == "en"
        spoken = [code for code, _ in self.countries.most_common()]
        codes = [country for country in (country_of(place), country_of(self.main), *spoken) if country]
        dollars = any(c.code == "USD" for c in currencies)
        if english and dollars:
            codes = [code for code in codes if code in ("CA", "AU", "NZ")]
        for code in codes:
            for currency in currencies:
                if code in currency.places:
                    return currency.code
        return "USD" if dollars else None

    def _counted(self, draft: _Draft) -> str | None:
        nouns = self.lexicon.units.nouns
        s = draft.scene.sentence
        if draft.noun is not None:
            for _, _, key in nouns.find(s.words, *draft.noun):
                return key
        if draft.match is not None and draft.match.measure.unit != "currency":
            return draft.match.measure.unit
        if draft.noun_text:
            words = [fold(word) for word in _WORDS.findall(draft.noun_text.lower())]
            if words and (hit := nouns.match(words, 0)):
                return hit[1]
            if words:
                return words[0] if s.language.code == "es" else _english_head(words)
        return None

    def _figure_period(
        self, draft: _Draft, quantity: Quantity, carried: Carried, place: Place | None, evidence: list[Evidence]
    ) -> Period:
        if draft.heading is not None and draft.heading.period is not None:
            evidence.append(Evidence("period", Basis.SECTION, "heading of a table"))
            return draft.heading.period
        if quantity.kind is Kind.DURATION:
            return UNSTATED
        topic = draft.match.measure.topic if draft.match else None
        follows = topic in carried.topics if topic else draft.noun is None or carried.opening
        found = find_period(draft.scene, draft.amount, carried, follows=follows)
        if found is None:
            return Period(mode=Mode.POINT) if quantity.kind is Kind.COUNT else UNSTATED
        time, basis = found
        special = same_window(time, draft.scene, carried)
        if special is None and (draft.change is not None or quantity.kind is Kind.MULTIPLE):
            special = compared_period(draft.scene, time)
        country = "US" if quantity.unit == "USD" else country_of(place)
        scene = draft.scene if basis is not Basis.PARAGRAPH else carried.period_scene
        span = scene.sentence.covered(time.start, time.end) if scene else None
        evidence.append(Evidence("period", basis, "relative date" if time.relative else "date", span))
        return special or fiscal_period(time, country)

    def _figure_source(self, scene: Scene, amount: Amount, carried: Carried, evidence: list[Evidence]) -> str | None:
        found = find_source(scene, amount, carried)
        if found is None:
            return None
        named, basis, where = found
        if not named.name:
            return None
        evidence.append(Evidence("attribution", basis, named.rule, where.sentence.covered(named.start, named.end)))
        return named.name

    def _tell_words(
        self, draft: _Draft, population: tuple[str, int, int] | None, modality: tuple[Modality, int, int] | None,
        evidence: list[Evidence],
    ) -> None:  # fmt: skip
        """Note the words that gave each remaining part."""
        s, amount = draft.scene.sentence, draft.amount
        evidence.insert(
            0, Evidence("value", Basis.TEXT, amount.rule, s.covered(amount.number.start, amount.number.end))
        )
        if amount.bound_words:
            evidence.append(Evidence("bound", Basis.TEXT, "bounding words", s.covered(*amount.bound_words)))
        if draft.noun_text:
            span = s.covered(*draft.noun) if draft.noun else None
            evidence.append(Evidence("noun", draft.noun_basis, "counted noun", span))
        if draft.match is not None:
            near = draft.match.start >= 0
            span = s.covered(draft.match.start, draft.match.end) if near else None
            evidence.append(
                Evidence("measure", Basis.TEXT if near else draft.noun_basis, draft.match.measure.key, span)
            )
        if population:
            evidence.append(Evidence("population", Basis.TEXT, "narrowing word", s.covered(*population[1:])))
        if modality:
            evidence.append(Evidence("modality", Basis.TEXT, "modal words", s.covered(*modality[1:])))


@dataclass(frozen=True, slots=True)
class _Thread:
    """The measure a paragraph speaks of, which figures without a noun of their own go on with."""

    measure: Measure
    paragraph: int
    noun: str | None
    latest: bool = True  # the figure just before is of it too


@dataclass(slots=True)
class _Plan:
    """A section with the paragraphs of it that hold numbers."""

    section: Section
    metadata: Metadata
    paragraphs: list[tuple[int, list[Sentence], Row | None]]
    language: Language


def _look_back(drafts: list[_Draft]) -> None:
    """Give a bare first end the unit of the second: "from 74.3 to 79.4 percent"."""
    for one, two in pairwise(drafts):
        joint = one.scene.sentence.words[one.amount.end : two.amount.start]
        if (
            one.quantity.kind is Kind.COUNT
            and one.noun is None
            and two.quantity.kind in (Kind.PERCENT, Kind.OTHER, Kind.DURATION)
            and len(joint) <= 2
            and joint
            and joint[0] in one.scene.sentence.language.numbers.to_words
        ):
            one.quantity = replace(one.quantity, kind=two.quantity.kind, unit=two.quantity.unit)


def _noun(s: Sentence, amount: Amount, nouns: PhraseTable[str]) -> tuple[int, int] | None:
    """Return the counted noun behind the amount, or in front of its bracket."""
    at, kind = amount.noun_at, amount.quantity.kind
    if kind not in (Kind.COUNT, Kind.RANK, Kind.SCORE):
        linked = s.word(at) in s.language.nouns.wholes
        if not linked:
            return None if kind is Kind.RATE else find_noun(s, at)
        at += 1
        while s.word(at) in s.language.nouns.articles | s.language.nouns.all_words:
            at += 1
        return find_noun(s, at)
    if kind is Kind.COUNT and s.word(at) in s.language.nouns.link:
        return _partitive(s, amount, at + 1)
    if kind is Kind.COUNT and s.word(at) in s.language.nouns.copulas and (told := find_noun(s, at + 1)) is not None:
        return told if nouns.match(s.words, told[0]) else None  # "152 were policemen", not "152 were killed"
    return find_noun(s, at) or (find_noun_before(s, amount.start) if kind is Kind.COUNT else None)


def _partitive(s: Sentence, amount: Amount, at: int) -> tuple[int, int] | None:
    """Return the noun behind "of": "900 of its members", "tens of thousands of women", not "42 of last year"."""
    owned = s.word(at) in s.language.nouns.articles
    noun = find_noun(s, at + owned)
    if noun is None or s.words[noun[0]] in s.language.time.units:
        return None
    number = amount.number
    return noun if owned or number.vague or number.in_words or number.scale >= _ELIDED_SCALE else None


def _is_general(measure: Measure, here: Measure) -> bool:
    """Tell whether a measure only says less of the one spoken of: "homicides" after "intentional homicides"."""
    return (
        measure.topic == here.topic
        and measure.order > here.order
        and measure.kinds <= here.kinds | {Kind.RATE, Kind.RANK}
    )


def _is_heading(sentences: list[Sentence]) -> bool:
    """Tell whether a paragraph is a short line without a full stop and without a number of its own."""
    s = sentences[0]
    closed = s.words[-1] in (".", ":", ";", ",", "!", "?")
    return len(sentences) == 1 and len(s) <= _HEADING and not closed and not any(w[0].isdecimal() for w in s.words)


def _table_parts(table: PlainTable) -> Iterator[tuple[Span, Row | None]]:
    """Yield the lines of a table: headings, then rows."""
    yield from ((span, None) for span in table.headings)
    yield from ((row.span, row) for row in table.rows)


def _is_list_item(draft: _Draft) -> bool:
    """Tell whether the figure stands in a row of a list: "1. Guanajuato: 38"."""
    s = draft.scene.sentence
    return len(s) <= _ROW and s.word(draft.amount.start - 1) in (":", "-", "–", "—")


def _is_score(s: Sentence, draft: _Draft) -> bool:
    scored = not s.language.ranks.scores.isdisjoint(s.words)
    return scored and draft.quantity.value % 1 != 0


def _english_head(words: list[str]) -> str:
    return words[words.index("of") - 1] if "of" in words[1:] else words[-1]


_WORDS = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=4)
def _candidates(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(word for language in lexicon.languages.values() for word in language.candidate_words)


@lru_cache(maxsize=4)
def _abbreviations(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(word for language in lexicon.languages.values() for word in language.abbreviations)


def _line_starts(text: str) -> list[int]:
    starts, at = [0], text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts
