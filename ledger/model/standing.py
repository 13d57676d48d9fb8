"""What the judgements on a figure or a finding come to.

Each reviewer has one opinion, made of the judgements that hold. Opinions that differ are a dispute, which nobody
wins by speaking last: until it is settled the source's own reading is used. What somebody says of a part counts though
the source reads so: it is held against what others say of it, and changes nothing where all agree.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ledger.model.correction import Field, meaning, reads_alike
from ledger.model.figure import Status
from ledger.model.finding import FindingStatus
from ledger.model.judgement import Changes, Judgement, Verb, holding

_READS = (Verb.ACCEPT, Verb.CORRECT)
_FIGURE_VERBS = (*_READS, Verb.REJECT)
_FINDING_VERBS = {Verb.CONFIRM: FindingStatus.CONFIRMED, Verb.DISMISS: FindingStatus.DISMISSED}


@dataclass(frozen=True, slots=True)
class Standing:
    """How a figure stands: its status, how its parts read by common consent, and of which reading that was said.

    `of` is None where any reading is meant: nobody vouches for one.
    """

    status: Status = Status.UNREVIEWED
    changes: Changes = ()
    of: str | None = None


UNJUDGED = Standing()

Reads = Callable[[str | None], Mapping[str, str]]
"""How the source reads each part of a figure, in the reading of this name, or in the newest; nothing where unknown."""

_OPEN_TO_OTHERS = (Field.TOPICS, Field.MEASURE)  # topics of the user's tell these too, but where a reviewer says which


def _unknown(_: str | None) -> Mapping[str, str]:
    return {}


@dataclass(slots=True)
class Opinion:
    """What one reviewer holds of a figure: how it ought to read, or that it ought not to be there.

    An acceptance is of every part (`whole`), a correction of the parts it names.
    """

    by: str
    rejects: bool = False
    whole: bool = False
    changes: dict[str, str] = field(default_factory=dict)
    of: str | None = None

    def take(self, judgement: Judgement) -> None:
        """Go on with a later judgement of the same reviewer."""
        if judgement.verb is Verb.ACCEPT:
            self.whole, self.changes = True, dict(judgement.changes)
        elif judgement.verb is Verb.CORRECT:
            self.whole, self.changes = False, self.changes | dict(judgement.changes)
        else:
            self.whole, self.changes = False, {}
        self.rejects = judgement.verb is Verb.REJECT
        self.of = None if self.rejects else judgement.of


def opinions(judgements: Iterable[Judgement]) -> list[Opinion]:
    """Return the opinion of each reviewer who has one, of all judgements on one figure."""
    held: dict[str, Opinion] = {}
    for judgement in holding(judgements):
        if judgement.verb in _FIGURE_VERBS:
            held.setdefault(judgement.by, Opinion(judgement.by)).take(judgement)
    return list(held.values())


def standing(judgements: Iterable[Judgement], reads: Reads = _unknown) -> Standing:
    """Return what the judgements on one figure come to, whatever the order they are given in."""
    held = opinions(judgements)
    if not held:
        return UNJUDGED
    if all(opinion.rejects for opinion in held):
        return Standing(Status.REJECTED)
    bases = {opinion.of for opinion in held if opinion.of is not None}
    if any(opinion.rejects for opinion in held) or len(bases) > 1:
        return Standing(Status.DISPUTED)
    of = next(iter(bases), None)
    source = reads(of) if any(opinion.changes for opinion in held) else {}
    agreed = _agreed(held, source)
    if agreed is None:
        return Standing(Status.DISPUTED)
    changes = {name: text for name, text in agreed.items() if _tells_more(name, text, source)}
    return Standing(Status.CORRECTED if changes else Status.ACCEPTED, tuple(sorted(changes.items())), of)


def _tells_more(name: str, text: str, source: Mapping[str, str]) -> bool:
    """Tell whether a part is to read otherwise than in the source."""
    return name in _OPEN_TO_OTHERS or name not in source or not reads_alike(name, text, source[name])


def _agreed(held: Sequence[Opinion], source: Mapping[str, str]) -> Mapping[str, str] | None:
    """Return how parts read by all opinions together, None where two differ.

    Who accepts a figure as a whole says of every part that it reads as in the source, but for what he has corrected.
    """
    wholes = [{**source, **opinion.changes} for opinion in held if opinion.whole]
    agreed: dict[str, str] = {}
    for opinion in held:
        for name, text in opinion.changes.items():
            if any(name not in whole or meaning(name, whole[name]) != meaning(name, text) for whole in wholes):
                return None
            known = agreed.setdefault(name, text)
            if meaning(name, known) != meaning(name, text):
                return None
            agreed[name] = min(known, text)  # of two ways to type it the same one, whoever is asked first
    return agreed


def finding_status(judgements: Iterable[Judgement], digest: str | None = None) -> FindingStatus:
    """Return what reviewers have said of one finding; open where they differ.

    With a digest only what was said of the finding as it reads now counts: a conflict of 412 with 446 that was
    dismissed is another one when the 412 has become 41.
    """
    statuses = set(finding_opinions(judgements, digest).values())
    return statuses.pop() if len(statuses) == 1 else FindingStatus.OPEN


def finding_opinions(judgements: Iterable[Judgement], digest: str | None = None) -> dict[str, FindingStatus]:
    """Return what each reviewer holds of one finding; with a digest, of the finding as it reads now."""
    return {one.by: _FINDING_VERBS[one.verb] for one in said_of(judgements, digest) if one.verb in _FINDING_VERBS}


def said_of(judgements: Iterable[Judgement], digest: str | None = None) -> list[Judgement]:
    """Return the judgements on a finding that hold, with a digest those on it as it reads now."""
    return [one for one in holding(judgements) if digest is None or one.of in (None, digest)]


def by_target(judgements: Iterable[Judgement]) -> dict[str, list[Judgement]]:
    """Return the judgements on each figure and finding."""
    told: dict[str, list[Judgement]] = {}
    for judgement in judgements:
        told.setdefault(judgement.target, []).append(judgement)
    return told


def standings(judgements: Iterable[Judgement]) -> dict[str, Standing]:
    """Return how each figure stands that was judged; the rest are unreviewed."""
    known = {target: standing(told) for target, told in by_target(judgements).items()}
    return {target: one for target, one in known.items() if one.status is not Status.UNREVIEWED}
