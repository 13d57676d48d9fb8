"""Topics and their measures, with how many figures each has."""

from collections import Counter

from ledger.actions.known_topics import known_topics
from ledger.actions.own_topics import OwnTopics, load_own_topics
from ledger.errors import LedgerMissing
from ledger.lexicon.topics import Topic
from ledger.store.engine import open_ledger
from ledger.store.filters import BUT_REJECTED, FigureFilter
from ledger.store.queries import fetch_figures
from ledger.store.reads import fetch_topic_counts

Record = dict[str, object]
Counts = Counter[tuple[str | None, str | None]]


def count_topics(target: str) -> list[Record]:
    """Return a record for each measure of each topic; without a ledger there are no counts."""
    own = load_own_topics(target)
    counts = _counts(target, own)
    records: list[Record] = []
    for topic in known_topics(own):
        records += [_record(topic, number, counts) for number in range(len(topic.measures))]
        beside = 0 if counts is None else _count_beside(topic, counts)
        records += [_beside(topic, beside)] if beside else []
    return records if counts is None else [*records, _without_topic(counts)]


def tell_no_ledger(target: str, records: list[Record]) -> str | None:
    """Return the sentence that says why nothing was counted, None where it was."""
    return str(LedgerMissing(target)) if all(record["figures"] is None for record in records) else None


def topic_titles(target: str) -> list[tuple[str, str]]:
    """Return key and title of each topic, those of the user's too."""
    return [(topic.key, topic.title) for topic in known_topics(load_own_topics(target))]


def topic_title(target: str, key: str) -> str:
    """Return the title of a topic that exists."""
    return next((topic.title for topic in known_topics(load_own_topics(target)) if topic.key == key), key)


def _counts(target: str, own: OwnTopics | None) -> Counts | None:
    try:
        with open_ledger(target, write=False) as ledger:
            if own is None:
                return Counter({(count.topic, count.measure): count.figures for count in fetch_topic_counts(ledger)})
            told = map(own.tell, fetch_figures(ledger, FigureFilter(statuses=BUT_REJECTED)))
            return Counter((topic, figure.measure) for figure in told for topic in figure.topics or (None,))
    except LedgerMissing:
        return None


def _record(topic: Topic, number: int, counts: Counts | None) -> Record:
    measure = topic.measures[number]
    return {
        "topic": topic.key,
        "title": topic.title,
        "measure": measure.key,
        "definition": measure.definition,
        "unit": measure.unit,
        "figures": None if counts is None else counts[topic.key, measure.key],
    }


def _count_beside(topic: Topic, counts: Counts) -> int:
    """Count the figures on a topic that are of none of its measures."""
    own = {measure.key for measure in topic.measures}
    return sum(number for (key, measure), number in counts.items() if key == topic.key and measure not in own)


def _beside(topic: Topic, figures: int) -> Record:
    told = "Figures on the topic that are of none of its measures."
    return {
        "topic": topic.key,
        "title": topic.title,
        "measure": None,
        "definition": told,
        "unit": None,
        "figures": figures,
    }


def _without_topic(counts: Counts) -> Record:
    figures = sum(number for (topic, _), number in counts.items() if topic is None)
    told = "Figures that belong to no topic."
    return {"topic": None, "title": None, "measure": None, "definition": told, "unit": None, "figures": figures}
