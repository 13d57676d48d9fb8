"""What came of taking another ledger into this one."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Merged:
    """What another ledger brought.

    `other_texts` are the paths of documents of which this ledger has another text, so that nothing said of the one
    holds for the other; `aside` are values known of documents otherwise, with what this ledger has. `disputed` are the
    ids of figures on which reviewers are of two minds now and were not before.
    """

    documents: int = 0
    known: int = 0
    figures: int = 0
    judgements: int = 0
    entries: int = 0
    other_texts: list[str] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    disputed: list[str] = field(default_factory=list)
