"""Topics told of a figure that was read before them, by the sentence it stands in and the title over it."""

from bisect import bisect_left, bisect_right
from dataclasses import replace

from ledger.extract.context import clause_of
from ledger.extract.measures import IN_NOUN, Match, Theme, TopicCues, choose_measure, find_cues, main_topic
from ledger.extract.themes import Spoken, leaves_open, told_themes
from ledger.extract.tokens import Sentence
from ledger.lexicon.languages import Language
from ledger.lexicon.topics import TopicWords
from ledger.lexicon.vocabulary import Lexicon
from ledger.model.figure import Basis, Evidence, Figure
from ledger.model.quantity import Kind
from ledger.model.span import Span


def add_topics(figure: Figure, topics: TopicWords, lexicon: Lexicon) -> Figure:
    """Return a figure with the topics and the measure that further words tell of it; itself where they tell nothing.

    Its own topics stay and stand first. A further measure takes the place of its own where it is what is counted.
    """
    language = _language(figure, lexicon)
    s = Sentence(figure.quote, Span(0, len(figure.quote)), language)
    cues, title = find_cues(s, topics), _title_cues(figure, topics, language)
    if not (cues or title):
        return figure
    amount = _tokens(s, figure, figure.span)
    noun = _told_at(s, figure, "noun")
    clause = clause_of(s, amount[0])
    kind, money = figure.quantity.kind, _is_money(figure)
    match = None if kind is Kind.DURATION else choose_measure(kind, amount, noun, clause, cues, money=money)
    is_open = leaves_open(figure.quantity, s, noun, lexicon.populations)
    teller = _told_at(s, figure, "attribution")
    spoken = Spoken(cues, (teller,) if teller else ())
    seen = Kind.MONEY if money else kind
    themes = told_themes(spoken, seen, amount, noun, clause, own_words=match is not None, is_open=is_open)
    topic = main_topic([title]) if title and not themes and match is None and is_open and not figure.topics else None
    if topic is not None and seen in topic.kinds:
        themes = [Theme(topic.key, Basis.SECTION)]
    return _retold(figure, s, match, themes)


def _retold(figure: Figure, s: Sentence, match: Match | None, themes: list[Theme]) -> Figure:
    evidence = [*figure.evidence, *(_evidence(figure, s, "topics", theme.topic, theme) for theme in themes)]
    found = [theme.topic for theme in themes]
    measure = figure.measure
    if match is not None:
        found.insert(0, match.measure.topic)
        if measure is None or match.score >= IN_NOUN:
            measure = match.measure.key
            evidence = [one for one in evidence if one.part != "measure"]
            evidence.append(_evidence(figure, s, "measure", measure, match))
    topics = tuple(dict.fromkeys([*figure.topics, *found]))
    return replace(figure, topics=topics, measure=measure, evidence=tuple(evidence)) if found else figure


def _evidence(figure: Figure, s: Sentence, part: str, rule: str, told: Match | Theme) -> Evidence:
    basis = told.basis if isinstance(told, Theme) else Basis.TEXT
    if told.start < 0:
        return Evidence(part, basis, rule)
    span, at = s.covered(told.start, told.end), figure.quote_span.start
    return Evidence(part, basis, rule, Span(span.start + at, span.end + at))


def _language(figure: Figure, lexicon: Lexicon) -> Language:
    return lexicon.languages.get((figure.source.language or "")[:2].lower(), lexicon.languages["en"])


def _title_cues(figure: Figure, topics: TopicWords, language: Language) -> TopicCues | None:
    title = figure.source.title
    return find_cues(Sentence(title, Span(0, len(title)), language), topics) if title else None


def _told_at(s: Sentence, figure: Figure, part: str) -> tuple[int, int] | None:
    """Return the tokens of the words that gave a part, None where they stand elsewhere."""
    spans = [one.span for one in figure.evidence if one.part == part and one.span is not None]
    inside = [span for span in spans if figure.quote_span.start <= span.start < span.end <= figure.quote_span.end]
    return _tokens(s, figure, inside[0]) if inside else None


def _tokens(s: Sentence, figure: Figure, span: Span) -> tuple[int, int]:
    start, end = span.start - figure.quote_span.start, span.end - figure.quote_span.start
    return bisect_right(s.ends, start), bisect_left(s.starts, end)


def _is_money(figure: Figure) -> bool:
    """Tell an amount of money, also one in a time: its unit is the code of a currency."""
    unit = figure.quantity.unit or ""
    paid = len(unit) == 3 and unit.isupper()
    return figure.quantity.kind is Kind.MONEY or (figure.quantity.kind is Kind.RATE and paid)
