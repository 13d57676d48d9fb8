"""Topics and their measures, with how many figures each has; and the check that a topic exists."""

from collections import Counter

from ledger.errors import LedgerMissing, UnknownTopic
from ledger.exports.suggestions import close_to
from ledger.lexicon.topics import Topic, load_topics
from ledger.store.engine import open_ledger
from ledger.store.reads import fetch_topic_counts

Record = dict[str, object]
Counts = Counter[tuple[str | None, str | None]]


def count_topics(target: str) -> list[Record]:
    """Return a record for each measure of each topic; without a ledger there are no counts."""
    counts = _counts(target)
    records: list[Record] = []
    for topic in _topics():
        records += [_record(topic, number, counts) for number in range(len(topic.measures))]
        beside = 0 if counts is None else _count_beside(topic, counts)
        records += [_beside(topic, beside)] if beside else []
    return records if counts is None else [*records, _without_topic(counts)]


def tell_no_ledger(target: str, records: list[Record]) -> str | None:
    """Return the sentence that says why nothing was counted, None where it was."""
    return str(LedgerMissing(target)) if all(record["figures"] is None for record in records) else None


def require_topic(key: str | None) -> None:
    """Refuse a topic that no table names, with those that may have been meant."""
    if key is None or key in (known := [topic.key for topic in _topics()]):
        return
    names = {measure.key: topic.key for topic in _topics() for measure in topic.measures}
    names |= {topic: topic for topic in known}
    close = dict.fromkeys(names[name] for name in close_to(key, names))
    raise UnknownTopic(key, known, close)


def _topics() -> tuple[Topic, ...]:
    topics, _ = load_topics()
    return topics


def _counts(target: str) -> Counts | None:
    try:
        with open_ledger(target, write=False) as ledger:
            return Counter({(count.topic, count.measure): count.figures for count in fetch_topic_counts(ledger)})
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
