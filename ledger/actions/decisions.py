"""Decisions written in a file, a line each: read, checked all together, kept all or none."""

import json
import re
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.actions.check import Asked, check_figures, find_finding
from ledger.actions.corrections import read_changes
from ledger.actions.ids import FINDING
from ledger.actions.reviewer import reviewer
from ledger.actions.typed import Typed
from ledger.errors import (
    AmbiguousId,
    BadDecisions,
    BadValue,
    DocumentUnreadable,
    FileMissing,
    LedgerError,
    ReadsSo,
    UnknownId,
)
from ledger.exports.judged import Judged
from ledger.exports.suggestions import close_to
from ledger.model.correction import changes_of, finding_digest, meaning, reading_digest
from ledger.model.figure import Figure, Status
from ledger.model.judgement import Changes, Judgement, Verb, holding
from ledger.store.engine import Ledger, open_ledger
from ledger.store.filters import FigureFilter
from ledger.store.queries import fetch_figures
from ledger.store.reads import fetch_judgements_on
from ledger.store.rows import storable
from ledger.store.told import fetch_rival_readings
from ledger.store.writes import add_judgements

if TYPE_CHECKING:
    from ledger.model.finding import Finding

STDIN = "-"
BECAUSE = "because"
_OF_FIGURES = (Verb.ACCEPT, Verb.REJECT, Verb.CORRECT, Verb.NOTE)
_OF_FINDINGS = (Verb.CONFIRM, Verb.DISMISS, Verb.NOTE)
_VERBS = tuple(dict.fromkeys((*_OF_FIGURES, *_OF_FINDINGS)))
_SEVERAL = {"topic": "topics", "clear": "clear"}  # fields that take several values, with commas
_FIELDS = tuple(one.name for one in fields(Typed))
_AT_ONCE = 200
_NAMED = 5
# A field and its value: value=1695  place="Puebla"  place=San Luis Potosí  because='it is x=3'
_PAIR = re.compile(
    r"(?:^|(?<=\s))([A-Za-z][A-Za-z_-]*)="  # value=
    r"(?:\"((?:[^\"\\]|\\.)*)\"(?=\s|$)"  # "Puebla", "he said \"no\""
    r"|'((?:[^'\\]|\\.)*)'(?=\s|$)"  # 'Puebla'
    r"|((?:(?!\s[A-Za-z][A-Za-z_-]*=).)*))"  # San Luis Potosí, up to the next field
)
_ESCAPED = re.compile(r"\\(.)")
_QUOTED = re.compile(r"(['\"])(.*)\1")


@dataclass(frozen=True, slots=True)
class Told:
    """What stands behind a verb: a correction's fields, and the reason."""

    typed: Typed = field(default_factory=Typed)
    because: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of a file: which figure or finding, what to do, and how it ought to read."""

    line: int
    name: str
    verb: Verb
    told: Told


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a file of decisions; `known` are those that were there already.

    `left` are the lines of those among them on which their reviewer has said otherwise since, or taken them back.
    """

    judged: tuple[Judged, ...]
    known: int = 0
    left: tuple[int, ...] = ()


# Reading


def read_fields(text: str) -> Told:
    """Return the fields of a correction as typed: "value=1695 place=San Luis Potosí because=digits swapped".

    A value goes on to the next `field=`, or stands in quotes. An empty one empties the field. What stands before the
    first field is the value: "1695 because=digits swapped".

    Raises:
        BadValue: a field is not known, or is told twice, or words belong to none.

    """
    first = _PAIR.search(text)
    leading = text[: first.start() if first else None].strip()
    told = {"value": leading} if leading else {}
    if beside := _PAIR.sub("", text[first.start() :] if first else "").strip():
        raise BadValue("behind a quote", beside[:40], "field=value")
    for found in _PAIR.finditer(text):
        name, double, single, bare = found.groups()
        quoted = double if double is not None else single
        key = _field(name)
        if key in told:
            raise BadValue("field", name, "told once: give each field one value")
        told[key] = _ESCAPED.sub(r"\1", quoted) if quoted is not None else bare.strip()
    return _told(told)


def _told(given: Mapping[str, str]) -> Told:
    told = {key: storable(value) for key, value in given.items()}
    because = told.get(BECAUSE) or None
    values = {key: value for key, value in told.items() if key != BECAUSE}
    empty = tuple(key for key, value in values.items() if not value)
    several = {key: _members(values[key]) for key in _SEVERAL.values() if values.get(key)}
    plain = {key: value for key, value in values.items() if value and key not in several}
    typed = Typed(
        **plain,  # all but those that take several values
        topics=several.get("topics", ()),
        clear=(*several.get("clear", ()), *empty),
    )
    return Told(typed, because)


def _members(text: str) -> tuple[str, ...]:
    return tuple(member.strip() for member in text.split(",") if member.strip())


def _field(name: str) -> str:
    key = name.lower().replace("-", "_")
    key = _SEVERAL.get(key, key)
    if key != BECAUSE and key not in _FIELDS:
        close = close_to(key, (*_FIELDS, BECAUSE))
        raise BadValue("field", name, f"known; {'close is' if close else 'known are'} {', '.join(close or _FIELDS)}")
    return key


def read_decision(line: str, number: int) -> Decision:
    """Return the decision on a line: `f-a95c31 correct value=1695 because=swapped`, or the same as a JSON object.

    Raises:
        BadValue: it cannot be understood.

    """
    if line.startswith("{"):
        return _from_json(line, number)
    name, verb, rest = ([*line.split(maxsplit=2), "", "", ""])[:3]
    decided = _verb(verb, line)
    if decided is Verb.NOTE and not rest.startswith(f"{BECAUSE}="):
        quoted = _QUOTED.fullmatch(rest.strip())
        text = storable(quoted[2] if quoted else rest.strip())
        return _checked(Decision(number, name, decided, Told(because=text or None)))
    return _checked(Decision(number, name, decided, read_fields(rest)))


def _from_json(line: str, number: int) -> Decision:
    try:
        told = json.loads(line, parse_float=Decimal, parse_int=Decimal)
    except (ValueError, RecursionError) as error:
        raise BadValue("the line", line[:40], "JSON") from error
    strange = [key for key in told if key not in ("id", "verb", "because", "changes")]
    if strange:
        raise BadValue("the key", strange[0], "one of id, verb, because, changes")
    changes = told.get("changes") or {}
    name, verb, because = told.get("id"), told.get("verb"), told.get("because")
    if not isinstance(name, str) or not isinstance(verb, str) or not isinstance(because, str | None):
        raise BadValue("the line", line[:40], 'an object with the texts "id" and "verb"')
    if not isinstance(changes, dict):
        raise BadValue("changes", str(changes), 'an object such as {"value": "1695"}')
    values = {_field(key): _json_text(key, value) for key, value in changes.items()}
    values.pop(BECAUSE, None)
    if because is not None:
        values[BECAUSE] = because
    return _checked(Decision(number, name, _verb(verb, line), _told(values)))


def _json_text(key: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(member, str) for member in value):
        return ",".join(value)
    if isinstance(value, str | Decimal):
        return format(value, "f") if isinstance(value, Decimal) else value
    raise BadValue(key, str(value), "a text or a number")


def _verb(text: str, line: str) -> Verb:
    try:
        verb = Verb(text.lower())
    except ValueError:
        verb = Verb.UNDO
    if verb not in _VERBS:
        if not text:
            raise BadValue("the line", line[:40], "an id and what to do, such as: f-a95c31 accept")
        raise BadValue("the verb", text, f"one of {', '.join(_VERBS)}")
    return verb


def _checked(decision: Decision) -> Decision:
    """Return a decision whose parts go together."""
    verb, told = decision.verb, decision.told
    is_finding = decision.name.startswith(FINDING)
    if verb not in (_OF_FINDINGS if is_finding else _OF_FIGURES):
        fits = ", ".join(_OF_FINDINGS if is_finding else _OF_FIGURES)
        raise BadValue("the verb", verb, f"for a {'finding' if is_finding else 'figure'}, but {fits} are")
    if verb is Verb.NOTE and not told.because:
        raise BadValue("the note", "", "a text: write it behind the verb")
    if verb is not Verb.CORRECT and not told.typed.is_empty:
        raise BadValue("the verb", verb, f"followed by values; a reason is written {BECAUSE}=…")
    return decision


# Keeping


def keep_decisions(target: str, path: str, *, by: str | None = None) -> Kept:
    """Read the decisions of a file, or of standard input for "-", and keep them: all, or none if one is wrong.

    A decision that its reviewer has made before is not made again, whatever he said since: a file may be kept twice.

    Raises:
        BadDecisions: lines cannot be understood, or name what is not there; it says which and why.
        FileMissing, DocumentUnreadable: the file cannot be read.

    """
    problems: list[tuple[int, str]] = []
    decisions = list(_decisions(_lines(path), problems))
    judgements: list[Judgement | None] = []
    with open_ledger(target, write=True) as ledger:
        clerk = _Clerk(target, ledger, reviewer(by), decisions)
        for decision in decisions:
            try:
                judgements.append(clerk.judgement(decision))
            except LedgerError as error:
                problems.append((decision.line, plain(error)))
        if problems:
            raise BadDecisions(path, sorted(problems))
        new = [one for one in judgements if one is not None]
        kept = add_judgements(ledger, new, findings=tuple(clerk.findings.values())) if new else []
        figures = [one.target for one in kept if not one.target.startswith(FINDING)]
        now = {figure.id: figure for figure in _fetched(ledger, figures)}
        said = fetch_judgements_on(ledger, [one.target for one in kept])
        rivals = {name: fetch_rival_readings(ledger, figure) for name, figure in now.items()}
    told = [
        Judged(
            one,
            now.get(one.target),
            clerk.findings.get(one.target),
            tuple(said[one.target]),
            readings=rivals.get(one.target, ()),
        )
        for one in kept
    ]
    return Kept(tuple(told), known=len(judgements) - len(new), left=tuple(clerk.left))


def _lines(path: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a file that say something, with their numbers."""
    try:
        content = sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
        text = content.decode("utf-8-sig")
    except FileNotFoundError as error:
        raise FileMissing(path) from error
    except UnicodeDecodeError as error:
        raise DocumentUnreadable(path, "it is not UTF-8", "Save it as UTF-8 and run it again.") from error
    except OSError as error:
        raise DocumentUnreadable(path, (error.strerror or "refused").lower(), "Name a file of decisions.") from error
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield number, line.strip()


def _decisions(lines: Iterable[tuple[int, str]], problems: list[tuple[int, str]]) -> Iterator[Decision]:
    """Yield what can be understood; what cannot is put among the problems."""
    for number, line in lines:
        try:
            yield read_decision(line, number)
        except LedgerError as error:
            problems.append((number, plain(error)))


def plain(error: LedgerError) -> str:
    """Return what is wrong with what was typed, its fields named as they are written where there are no options."""
    return re.sub(r"(?<!\w)--(?=[a-z])", "", str(error)) if isinstance(error, BadValue) else str(error)


class _Clerk:
    """Who makes judgements of decisions: with the figures, the findings and what was said of them at hand."""

    def __init__(self, target: str, ledger: Ledger, by: str, decisions: Sequence[Decision]) -> None:
        self._target, self._by = target, by
        named = _fetched(ledger, [one.name for one in decisions if not one.name.startswith(FINDING)])
        self._figures = {figure.id: figure for figure in named}
        self._ids = sorted(self._figures)
        on_findings = any(one.name.startswith(FINDING) for one in decisions)
        self._known = check_figures(target, Asked()) if on_findings else []
        targets = [*self._figures, *(finding.id for finding in self._known)]
        self._said = fetch_judgements_on(ledger, targets)
        self._lines: dict[str, int] = {}
        self.findings: dict[str, Finding] = {}
        self.left: list[int] = []

    def judgement(self, decision: Decision) -> Judgement | None:
        """Return what a decision says as a judgement, None where it holds already."""
        if decision.name.startswith(FINDING):
            finding = find_finding(self._known, decision.name)
            self._require_first(finding.id, decision)
            self.findings[finding.id] = finding
            return self._new(decision, finding.id, [()], finding_digest(finding))
        figure = self._figure(decision.name)
        self._require_first(figure.id, decision)
        return self._new(decision, figure.id, self._changes(figure, decision), reading_digest(figure))

    def _changes(self, figure: Figure, decision: Decision) -> list[Changes]:
        """Return what a decision comes to for a figure as it reads now, and for one as its source reads.

        The second is what counts where it reads so already: who comes to the same correction as somebody before agrees.
        """
        if decision.verb is Verb.ACCEPT:
            return [changes_of(figure)]
        if decision.verb is not Verb.CORRECT:
            return [()]
        if decision.told.typed.is_empty:
            raise BadValue("correct", "", "enough: write what it ought to read, such as value=1695")
        read: list[Changes] = []
        for one in (figure, figure.as_read):
            with suppress(ReadsSo):
                read += [read_changes(self._target, one, decision.told.typed)] if one else []
        if not read:
            raise ReadsSo(figure.id)
        return read

    def _new(self, decision: Decision, target: str, read: list[Changes], of: str) -> Judgement | None:
        because, now = decision.told.because, datetime.now(UTC)
        new = [Judgement(target, decision.verb, self._by, now, because, changes, of) for changes in read]
        mine = [one for one in self._said.get(target, ()) if one.by == storable(self._by)]
        before = [one for one in mine if any(_says_same(one, other) for other in new)]
        if not before:
            return new[0]
        is_note = decision.verb is Verb.NOTE
        held = [one for one in holding(self._said[target]) if one in mine and (one.verb is Verb.NOTE) is is_note]
        if before[-1] not in (held if is_note else held[-1:]):
            self.left.append(decision.line)
        return None

    def _require_first(self, target: str, decision: Decision) -> None:
        """Refuse a second verdict on one thing: which of the two is meant, nobody knows."""
        if decision.verb is not Verb.NOTE and self._lines.setdefault(target, decision.line) != decision.line:
            raise BadValue("the id", decision.name, f"decided once: line {self._lines[target]} decides on it too")

    def _figure(self, name: str) -> Figure:
        begin = name if name.startswith("f-") else f"f-{name}"
        at = bisect_left(self._ids, begin)
        found = [one for one in self._ids[at : at + _NAMED] if one.startswith(begin)]
        if not found:
            raise UnknownId("figure", name)
        if len(found) > 1:
            raise AmbiguousId("figure", name, found)
        return self._figures[found[0]]


def _says_same(one: Judgement, other: Judgement) -> bool:
    """Tell whether two judgements say the same in the same words; an acceptance is of whatever was shown."""
    if (one.verb, one.because, one.of) != (other.verb, other.because, other.of):
        return False
    return one.verb is Verb.ACCEPT or _meant(one.changes) == _meant(other.changes)


def _meant(changes: Changes) -> dict[str, str]:
    return {name: meaning(name, text) for name, text in changes}


def _fetched(ledger: Ledger, names: Sequence[str]) -> Iterator[Figure]:
    """Yield the figures with these ids, or ids that begin so, each once."""
    seen: set[str] = set()
    for at in range(0, len(names), _AT_ONCE):
        for figure in fetch_figures(ledger, FigureFilter.of_ids(*names[at : at + _AT_ONCE])):
            if figure.id not in seen:
                seen.add(figure.id)
                yield figure


def disputed(kept: Kept) -> list[Judged]:
    """Return the judgements by which a figure came to be disputed, or stayed so."""
    return [one for one in kept.judged if one.figure is not None and one.figure.status is Status.DISPUTED]
