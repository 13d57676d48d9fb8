"""The topics of the user's: files named before the command, and those in the folder beside the ledger.

They are told of figures whenever these are listed, so that they hold for what is in the ledger already.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ledger.actions.given_topics import given_topic_files
from ledger.errors import LexiconError
from ledger.lexicon.toml_tables import topic_keys
from ledger.model.correction import Field, changes_of, with_field
from ledger.model.figure import Figure
from ledger.store.homes import home_of

# What reads topics and tells them of figures is imported where there are any: a listing without topics of the user's
# does not wait for it.
if TYPE_CHECKING:
    from ledger.lexicon.topics import Topic, TopicWords

FOLDER_ENDING = ".topics"  # figures.db has its topics in figures.topics/


@dataclass(frozen=True, slots=True)
class OwnTopics:
    """Topics that do not ship with the program, with their words."""

    topics: "tuple[Topic, ...]"
    words: "TopicWords"

    def tell(self, figure: Figure) -> Figure:
        """Return a figure with those of these topics that its sentence tells."""
        from ledger.extract.retelling import add_topics
        from ledger.lexicon.vocabulary import load_lexicon

        if figure.as_read is None:
            return add_topics(figure, self.words, load_lexicon())
        told = replace(add_topics(figure, self.words, load_lexicon()), as_read=self.tell(figure.as_read))
        for field, text in changes_of(figure):  # what a reviewer has put right stays so
            told = with_field(told, Field(field), text)
        return told


def load_own_topics(target: str) -> OwnTopics | None:
    """Return the topics given and those beside the ledger, None where there are none."""
    beside = folder_beside(target)
    return load_topic_files([*given_topic_files(), *([beside] if beside else [])])


def folder_beside(target: str) -> str | None:
    """Return the folder of topics that belongs to a ledger, None where it has none."""
    folder = home_of(target).place.with_suffix(FOLDER_ENDING)
    return folder.as_posix() if folder.is_dir() else None


def load_topic_files(paths: Sequence[str]) -> OwnTopics | None:
    """Read topics from files and folders; a measure of theirs must not have the key of another.

    A topic with the key of one that is known adds to it.
    """
    if not paths:
        return None
    from ledger.lexicon.topics import make_topics, read_topic_files, shipped_topics

    tables = read_topic_files(dict.fromkeys(paths))
    topics, words = make_topics(tables)
    shipped = [measure for topic in shipped_topics() for measure in topic.measures]
    known = {measure.key: f"the topic '{measure.topic}' of the program" for measure in shipped}
    for table, topic in zip(tables, topics, strict=True):
        for number, measure in enumerate(topic.measures, 1):
            if measure.key in known:
                problem = f"the measure '{measure.key}' is told by {known[measure.key]}; give it another key"
                raise LexiconError(table.path, f"measures[{number}].key", problem)
            known[measure.key] = table.path
    return OwnTopics(topics, words)


def require_topic(key: str | None, own: OwnTopics | None = None) -> None:
    """Refuse a topic that neither the program nor the user has, with those that may have been meant."""
    if key is None or key in topic_keys() or (own is not None and key in {topic.key for topic in own.topics}):
        return
    from ledger.actions.known_topics import unknown_topic

    raise unknown_topic(key, own)
