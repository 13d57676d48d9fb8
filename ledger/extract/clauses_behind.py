"""Sources in a clause behind an amount, which is theirs: "the 34 that officials had announced", "los 88 que revisó"."""

from collections.abc import Collection, Iterator

from ledger.extract.source_names import SourceNames
from ledger.extract.source_words import CLAUSE_ENDS
from ledger.extract.voices import Attribution
from ledger.lexicon.phrases import where

_FAR = 8  # tokens of "300 new cholera infections in Quelimane | that"
_OPENING = 3  # tokens of "of the more than | 300"


class ClausesBehind:
    """Tells of sources whether they speak in a clause about the amount before them."""

    def __init__(self, names: SourceNames, counted: Collection[int]) -> None:
        self.s, self.names, self.cues, self.counted = names.s, names, names.cues, counted

    def find(self) -> Iterator[Attribution]:
        """Yield who looked through what was counted: "Of the 40 bridges that the auditors inspected, nine"."""
        for at in where(self.s.words, self.cues.examining):
            if not self.names.is_printed_as_verb(at):
                continue
            behind = self.s.word(at - 1) in self.cues.relatives and self.cues.drops_subject
            name = self.names.after(at + 1) if behind else self.names.before(at, strong=False)
            if name is not None and any(map(self.names.is_role, range(*name))):
                found = Attribution(*name, self.names.text(name), "named before what it looked through")
                found = found._replace(low=min(at, name[0]), high=max(at + 1, name[1]), weak=True)
                if (told := self.of_amount(found)) is not found:
                    yield told

    def of_amount(self, one: Attribution) -> Attribution:
        """Return a source with the amount that a clause of its own tells of, where it stands in one."""
        relative = self._relative(min(one.start, one.low))
        amount = self._before(relative) if relative is not None else None
        if amount is None or self._counts_itself(one.high):
            return one
        opens = all(self.s.words[at] in self.cues.prepositions | self.s.language.nouns.articles for at in range(amount))
        return one._replace(low=amount, back=False, ahead=opens and amount <= _OPENING, main=opens)

    def _counts_itself(self, end: int) -> bool:
        """Tell whether a verb has an amount of its own behind it: "told 40 farmers that the board | counted 12"."""
        near = end + (self.s.word(end) not in CLAUSE_ENDS)
        return any(end <= at <= near for at in self.counted)

    def _relative(self, begin: int) -> int | None:
        """Return where the clause begins in which a source stands: "| that Chilean officials", "| que había dicho"."""
        s, links = self.s, self.cues.that_words | self.cues.relatives
        small = s.language.nouns.articles | self.cues.before_verb
        at = begin - 1
        while at > 0 and s.words[at] not in links and s.words[at] in small:
            at -= 1
        return at if at > 0 and s.words[at] in links else None

    def _before(self, relative: int) -> int | None:
        """Return the amount of which a clause tells."""
        s = self.s
        amount = max((at for at in self.counted if relative - _FAR <= at < relative), default=None)
        if amount is None or any(
            s.words[at] in CLAUSE_ENDS or self.names.is_verb(at) for at in range(amount, relative)
        ):
            return None
        return amount
