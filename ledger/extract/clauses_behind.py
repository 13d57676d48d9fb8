"""Sources in a clause behind an amount, which is theirs: "the 34 that officials had announced", "los 88 que revisó"."""

from collections.abc import Collection, Iterator

from ledger.extract.source_names import SourceNames
from ledger.extract.source_words import CLAUSE_ENDS, OPENING_QUOTES, Name
from ledger.extract.voices import Attribution
from ledger.lexicon.phrases import where

_ENDS = CLAUSE_ENDS - OPENING_QUOTES
_FAR = 8  # tokens of "300 new cholera infections in Quelimane | that"
_OPENING = 3  # tokens of "of the more than | 300"


class ClausesBehind:
    """Tells of sources whether they speak in a clause about the amount before them."""

    def __init__(self, names: SourceNames, counted: Collection[int]) -> None:
        self.s, self.names, self.cues, self.counted = names.s, names, names.cues, counted

    def find(self) -> Iterator[Attribution]:
        """Yield who looked through what was counted: "Of the 40 bridges that the auditors inspected, nine"."""
        for at in where(self.s.words, self.cues.examining):
            if self.s.word(at - 2) in self.cues.possessives:  # "of the 312 that her team reviewed"
                found = Attribution(at - 1, at, "", "named before", at - 1, at + 1, weak=True)
                yield from self._in_clause(found._replace(carried=True, distant=True, loose=True), at)
            else:
                yield from self._of_body(at)

    def _of_body(self, at: int) -> Iterator[Attribution]:
        behind = self.s.word(at - 1) in self.cues.relatives and self.cues.drops_subject
        name = self.names.after(at + 1) if behind else self.names.before(at, strong=False)
        if name is not None and any(map(self.names.is_role, range(*name))):
            text, low, high = self.names.text(name), min(at, name[0]), max(at + 1, name[1])
            found = Attribution(*name, text, "named before what it looked through", low, high, weak=True)
            yield from self._in_clause(found, at)

    def _in_clause(self, found: Attribution, at: int) -> Iterator[Attribution]:
        told = self.of_amount(found) if self.names.is_printed_as_verb(at) else found
        if told is not found:
            yield told

    def find_agents(self) -> Iterator[Attribution]:
        """Yield who counted or received: "42,700 were registered in May by the ministry", "las quejas que recibió"."""
        s, cues = self.s, self.cues
        for at in where(s.words, cues.agents):
            done = self._participle(at)
            name = self.names.after(at + 1) if done is not None else None
            if done is not None and name is not None and (self._is_received(done) or self._is_body(name)):
                yield self._agent(name, done)
        for at, end, _ in cues.dealing.find(s.words) if cues.drops_subject else ():
            name = self.names.after(end) if s.word(at - 1) in cues.relatives else None
            if name is not None and self._is_caseload(at) and self._is_body(name):
                yield self._agent(name, at)

    def _is_body(self, name: Name) -> bool:
        roles = [at for at in range(*name) if self.names.is_role(at)]
        return bool(roles) and not all(map(self.names.is_person, roles))

    def _agent(self, name: Name, at: int) -> Attribution:
        text = self.names.text(name)
        return Attribution(*name, text, "named as who counted", at, name[1], back=True, weak=True)

    def _participle(self, agent: int) -> int | None:
        """Return what was done, before "by" and the time of it; of what is received only complaints and such count."""
        s, at = self.s, agent - 1
        while at in self.names.dated or s.word(at) in self.cues.prepositions | s.language.nouns.articles:
            at -= 1
        if at < 1 or s.words[at] not in self.cues.counted_by:
            return None
        return at if not self._is_received(at) or self._is_caseload(at) else None

    def _is_received(self, at: int) -> bool:
        return self.cues.dealing.match(self.s.words, at) is not None

    def _is_caseload(self, before: int) -> bool:
        return not self.cues.caseload.isdisjoint(self.s.words[max(0, before - _FAR) : before])

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
