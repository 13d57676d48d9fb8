"""Topics and their measures, with how many figures each has; and the check that a topic exists."""

from collections import Counter

from ledger.errors import LedgerMissing, UnknownTopic
from ledger.exports.suggestions import close_to
from ledger.lexicon.topics import Topic, load_topics
from ledger.store.engine import open_ledger
from ledger.store.reads import fetch_topic_counts

Record = dict[str, object]


def count_topics(target: str) -> list[Record]:
    """Return a record for each measure of each topic; without a ledger all counts are nought."""
    counts = _counts(target)
    records = [_record(topic, number, counts) for topic in _topics() for number in range(len(topic.measures))]
    return [*records, _without_topic(counts)]


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


def _counts(target: str) -> Counter[tuple[str | None, str | None]]:
    try:
        with open_ledger(target, write=False) as ledger:
            return Counter({(count.topic, count.measure): count.figures for count in fetch_topic_counts(ledger)})
    except LedgerMissing:
        return Counter()


def _record(topic: Topic, number: int, counts: Counter[tuple[str | None, str | None]]) -> Record:
    measure = topic.measures[number]
    return {
        "topic": topic.key,
        "title": topic.title,
        "measure": measure.key,
        "definition": measure.definition,
        "unit": measure.unit,
        "figures": counts[topic.key, measure.key],
    }


def _without_topic(counts: Counter[tuple[str | None, str | None]]) -> Record:
    figures = sum(number for (topic, _), number in counts.items() if topic is None)
    told = "Figures that belong to no topic."
    return {"topic": None, "title": None, "measure": None, "definition": told, "unit": None, "figures": figures}
