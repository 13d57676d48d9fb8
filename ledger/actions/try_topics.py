"""A file of topics tried out: its mistakes, its examples, and what it would match in the ledger."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ledger.actions.own_topics import OwnTopics, load_topic_files
from ledger.errors import LedgerMissing
from ledger.exports.plain import counted
from ledger.extract.figures import read_document
from ledger.lexicon.topics import Measure, Topic
from ledger.lexicon.vocabulary import load_lexicon
from ledger.model.document import Document
from ledger.model.figure import Figure
from ledger.store.engine import open_ledger
from ledger.store.filters import BUT_REJECTED, FigureFilter
from ledger.store.queries import fetch_figures


@dataclass(frozen=True, slots=True)
class Trial:
    """An example of a measure, or of a topic alone, and the figures that were read of it."""

    topic: Topic
    measure: Measure | None
    text: str
    figures: tuple[Figure, ...]

    @property
    def is_right(self) -> bool:
        """Tell whether some figure of the example is what it is an example of."""
        if self.measure is None:
            return any(self.topic.key in figure.topics for figure in self.figures)
        return any(figure.measure == self.measure.key for figure in self.figures)


def try_topic_file(path: str) -> tuple[OwnTopics, list[Trial]]:
    """Read a file or folder of topics and its examples; a mistake is raised with its file and key."""
    own = load_topic_files([path])
    assert own is not None  # noqa: S101  # a path that holds no table is refused
    return own, try_examples(own)


def try_examples(own: OwnTopics) -> list[Trial]:
    """Read the examples of topics, as if each were a document."""
    return [
        Trial(topic, measure, text, _read(text, own))
        for topic in own.topics
        for measure, texts in [(None, topic.examples), *((one, one.examples) for one in topic.measures)]
        for text in texts
    ]


def _read(text: str, own: OwnTopics) -> tuple[Figure, ...]:
    return tuple(own.tell(figure) for figure in read_document(Document.from_text(text), load_lexicon()).figures)


def trial_lines(path: str, own: OwnTopics, trials: Sequence[Trial]) -> Iterator[str]:
    """Say what the file holds, and which examples are not read as what they are examples of."""
    measures = sum(len(topic.measures) for topic in own.topics)
    wrong = [trial for trial in trials if not trial.is_right]
    held = f"{counted(len(own.topics), 'topic')}, {counted(measures, 'measure')}, {counted(len(trials), 'example')}"
    yield f"{path}: {held}, {len(trials) - len(wrong)} of them read as told."
    for trial in wrong:
        key = trial.measure.key if trial.measure else trial.topic.key
        read = "; ".join(map(_read_as, trial.figures)) or "no number was read in it"
        yield f"Not read as '{key}': \"{trial.text}\" ({read})."


def _read_as(figure: Figure) -> str:
    topics = ", ".join(figure.topics) or "no topic"
    return f"'{figure.surface}' is of {figure.measure or 'no measure'}, on {topics}"


def matched_figures(target: str, own: OwnTopics) -> Iterator[Figure]:
    """Yield the figures of the ledger that are on one of the topics by their words; none where there is no ledger."""
    keys = {topic.key for topic in own.topics}
    try:
        with open_ledger(target, write=False) as ledger:
            for figure in fetch_figures(ledger, FigureFilter(statuses=BUT_REJECTED)):
                told = own.tell(figure)
                if told is not figure and keys & {*told.topics}:
                    yield told
    except LedgerMissing:
        return
