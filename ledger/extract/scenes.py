"""The numbers of a document, read before all else: behind its last amount nothing needs to be found out.

What the numbers of a sentence are depends on the times that the sentences before it told, and on nothing else of them.
"""

from collections.abc import Iterator

from ledger.extract.amounts import Amounts
from ledger.extract.attributions import find_citation
from ledger.extract.context import Carried, Frame, Scene
from ledger.extract.digits import Habit
from ledger.extract.exclusions import IN_FRAME, MARK
from ledger.extract.measures import NO_CUES
from ledger.extract.outline import Outline, Part
from ledger.extract.periods import find_times
from ledger.extract.plain_tables import Row
from ledger.extract.quantities import may_hold_number, read_amounts
from ledger.extract.time_frames import main_time, note_brackets, note_heading, note_time, year_gone_by
from ledger.extract.time_spans import TimeSpan
from ledger.extract.tokens import Sentence
from ledger.extract.years import is_year
from ledger.lexicon.vocabulary import Lexicon
from ledger.model.document import SectionKind
from ledger.model.quantity import Kind

AROUND = (SectionKind.FURNITURE, SectionKind.FRAME)
LEAD = 6  # figures of a section's beginning, which may tell the time that all of it is about
_CLOSING = frozenset('”»"')

Scenes = dict[int, list[Scene]]  # of each paragraph, by its number


class SceneReader:
    """Makes scenes of sentences: each with its times and amounts, not yet with the places and topics it speaks of."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.habit = Habit()
        self.frame: Frame | None = None
        self.brackets: Frame | None = None
        self.amounts = 0  # of the section so far
        self.kept: tuple[Frame | None, int] | None = None

    def read(self, outline: Outline, habit: Habit, last: Sentence | None) -> Scenes:
        """Return the scenes of a section, up to the sentence `last` where it is in it."""
        self.habit, self.frame, self.brackets, self.amounts = habit, None, None, 0
        self.listed: Carried | None = None
        if outline.goes_on and self.kept is not None:
            self.frame, self.amounts = self.kept
        found: Scenes = {}
        for part in outline.parts:
            found[part.number] = scenes = list(self._read_part(part, outline))
            if last is not None and any(scene.sentence is last for scene in scenes):
                break
        if outline.goes_on:
            self.kept = self.frame, self.amounts
        return found

    def _read_part(self, part: Part, outline: Outline) -> Iterator[Scene]:
        carried = Carried(section=self.frame, opening=self.amounts < LEAD, brackets=self.brackets)
        if part.is_listed:
            carried.begin_item(self.listed)
        cited = outline.section.kind is SectionKind.SOURCES and find_citation(part.sentences) is not None
        if cited:
            carried.section, carried.opening = None, False
        listed = part.is_listed
        for order, s in enumerate(part.sentences):
            scene = self._scene(s, part, outline, carried)
            scene.order, scene.listed = order, listed
            if cited:
                _leave_out_published(scene)
            note_times(scene, carried, part, is_first=not self.amounts)
            self.amounts += 0 if part.is_heading_row else len(scene.amounts.found)
            yield scene
        self.frame, self.brackets = carried.section, carried.brackets
        self.listed = announced(part, scene, carried, self.listed)

    def _scene(self, s: Sentence, part: Part, outline: Outline, carried: Carried) -> Scene:
        units, published = self.lexicon.units, outline.metadata.published
        frame = carried.frame or carried.section
        told = frame.time.period if frame else carried.dated and carried.dated.period
        year = carried.year or (year_gone_by(frame.time.period, published) if frame else None)
        times = find_times(s, published, units, told, carried.latest, year, carried.dated)
        if part.row is not None:
            times = [time for time in times if not _is_cell_under_year(s, time, part.row)]
        amounts = read_amounts(s, times, self.habit, units, self.lexicon.places)
        if part.row is not None:
            _leave_out_number(s, amounts, part.row)
        if outline.section.kind in AROUND:
            _leave_out_around(s, amounts, outline.section.kind)
        return Scene(s, part.number, published, times, [], [], amounts, NO_CUES, part.row)


def _is_cell_under_year(s: Sentence, time: TimeSpan, row: Row) -> bool:
    """Tell four digits that are a count, though they look like a year: "1744" in the column of 2019."""
    alone = time.end == time.start + 1 and s.words[time.start].isdecimal()
    return alone and is_year(row.heading_at(s.starts[time.start]))


def _leave_out_number(s: Sentence, amounts: Amounts, row: Row) -> None:
    """Leave out the number that a row of a table has before its label: "| 3 | Cauca | 1,204 |"."""
    marks = [amount for amount in amounts.found if s.starts[amount.start] < row.begins]
    amounts.found = [amount for amount in amounts.found if amount not in marks]
    amounts.omitted += [(amount.start, amount.end, MARK) for amount in marks]


def _leave_out_around(s: Sentence, amounts: Amounts, kind: SectionKind) -> None:
    """Pass over the numbers around a text: pages counted, prices of a subscription, headlines of other texts.

    What only looks as if it stood around it is read, but for bare numbers, which count its pages: "Annual report  12".
    """
    sure = kind is SectionKind.FRAME
    out = [one for one in amounts.found if sure or (one.quantity.kind is Kind.COUNT and not s.is_word(one.end))]
    amounts.found = [one for one in amounts.found if one not in out]
    amounts.omitted += [(one.start, one.end, IN_FRAME) for one in out]


def note_times(
    scene: Scene, carried: Carried, part: Part, topics: frozenset[str] = frozenset(), *, is_first: bool
) -> None:
    """Keep the time that a sentence tells for those behind it; `is_first` tells that no amount stands before it."""
    if not scene.times:
        return
    if is_first and part.may_head:
        note_heading(scene, carried)
    note_brackets(scene, carried)
    note_time(scene, carried, topics)


def announced(part: Part, last: Scene, carried: Carried, listed: Carried | None) -> Carried | None:
    """Return what the items of a list behind a paragraph go on with: told by one that announces it, "In 2020:".

    The time is that of the sentence before the list, whatever the paragraph is of.
    """
    if part.sentences[-1].words[-1] == ":":
        time = main_time(last)
        carried.frame = Frame(time, last, frozenset()) if time is not None else carried.frame
        return carried
    return listed if part.is_listed else None


def last_numbered(outline: Outline) -> Sentence | None:
    """Return the last sentence of a section that may hold a number."""
    sentences = (s for part in reversed(outline.parts) for s in reversed(part.sentences))
    return next(filter(may_hold_number, sentences), None)


def last_counting(outline: Outline, scenes: Scenes) -> Sentence | None:
    """Return the last sentence of a section with an amount that is a figure; the headings of tables have none."""
    parts = (part for part in reversed(outline.parts) if not part.is_heading_row)
    told = (scene for part in parts for scene in reversed(scenes.get(part.number, ())))
    return next((scene.sentence for scene in told if scene.amounts.found), None)


def _leave_out_published(scene: Scene) -> None:
    """Set apart the dates behind a cited title, when it was published."""
    words = scene.sentence.words
    closing = max((at for at, word in enumerate(words) if word in _CLOSING), default=-1)
    scene.issued = [time for time in scene.times if time.start > closing]
    scene.times = [time for time in scene.times if time.start <= closing]
