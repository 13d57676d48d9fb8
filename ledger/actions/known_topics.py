"""The topics there are, those of the user's too, and the check that one of them is meant."""

from dataclasses import replace

from ledger.actions.own_topics import OwnTopics
from ledger.errors import UnknownTopic
from ledger.exports.suggestions import close_to
from ledger.lexicon.topics import Topic, shipped_topics


def known_topics(own: OwnTopics | None) -> tuple[Topic, ...]:
    """Return the topics that ship with the program and the user's; those of one key are one topic."""
    topics: dict[str, Topic] = {}
    for topic in (*shipped_topics(), *(own.topics if own else ())):
        known = topics.get(topic.key)
        topics[topic.key] = replace(known, measures=(*known.measures, *topic.measures)) if known else topic
    return tuple(topics.values())


def unknown_topic(key: str, own: OwnTopics | None) -> UnknownTopic:
    """Make the error for a topic that no table names, with those that may have been meant."""
    topics = known_topics(own)
    known = [topic.key for topic in topics]
    names = {measure.key: topic.key for topic in topics for measure in topic.measures}
    names |= {topic: topic for topic in known}
    return UnknownTopic(key, known, dict.fromkeys(names[name] for name in close_to(key, names)))
