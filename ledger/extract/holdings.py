"""Bodies that tell a number by what they do: "The Red Cross has 1,460 in the north", "recibió 246 quejas"."""

from collections.abc import Collection, Iterator

from ledger.extract.source_names import SourceNames
from ledger.extract.source_words import CLAUSE_ENDS, Name
from ledger.extract.tokens import Sentence
from ledger.extract.voices import Attribution
from ledger.lexicon.phrases import where

DETAINING = "named before whom it detained"
DEALT_WITH = "named before what came to it"
_FAR = 9  # tokens from a verb to what it has: "llevaba, al 31 de julio, 25.614"
_NEAR = 3  # tokens behind a number in which what was counted stands: "188 more names"
_COUNTED = 8  # tokens of "more than 1,300 telephone calls"
_SOON = 2  # tokens from a verb to its number
_WALLS = frozenset(";")
_TOLD = 12  # tokens of "raised the number of people killed in the storm to"


class Holdings:
    """Finds who has a number that compares with another's; what a body owns or employs, it does not count."""

    def __init__(self, s: Sentence, names: SourceNames, counted: Collection[int]) -> None:
        self.s, self.names, self.cues, self.counted = s, names, s.language.attribution, counted

    def find(self) -> Iterator[Attribution]:
        """Yield each body with the words from its verb on."""
        for at in where(self.s.words, self.cues.holding):
            amount = self._held(at + 1)
            one = self._who(at, "named before what it has") if amount is not None else None
            if amount is not None and one is not None and self._is_tallied(amount, one):
                yield one._replace(going=self._is_named(amount))

    def find_acts(self) -> Iterator[Attribution]:
        """Yield each body that tells of what came to it, whom it detained, or of a toll anew, if nobody else does."""
        words, cues = self.s.words, self.cues
        for at, end, _ in cues.dealing.find(words):
            amount = self._held(end)
            if (
                amount is not None
                and (self._is_caseload(at, amount) or self._is_of_caseload(at, amount))
                and (one := self._who(at, DEALT_WITH)) is not None
            ):
                yield one._replace(weak=not one.carried)
        for at, end, _ in cues.detaining.find(words):
            one = self._who(at, DETAINING) if self._held(end) is not None else None
            if one is not None and self._detains(one):
                wall = next(where(words[at:], _WALLS, at), len(words))
                yield one._replace(weak=not one.carried, high=wall, ahead=False, going=False)
        for at in where(words, cues.changing):
            one = self._who(at, "named before a toll it changes") if self._is_changed(at) else None
            if one is not None and words[one.end - 1] not in cues.documents:
                yield one._replace(weak=not one.carried)

    def _who(self, at: int, rule: str) -> Attribution | None:
        name = self._holder(at) if self._is_done(at) else None
        if name is None:
            return None
        found = Attribution(*name, self.names.text(name), rule, at, at + 1)
        if self.names.is_kind(name):
            return found._replace(rule="named before", carried=True, loose=self.names.is_pronoun(name))
        return found

    def _is_done(self, at: int) -> bool:
        """Tell a verb of the body before it from a noun, and from what is done by nobody: "se recibieron 40 quejas"."""
        return self.s.word(at - 1) not in self.cues.passives and self.names.is_printed_as_verb(at)

    def _held(self, here: int) -> int | None:
        """Return the number right behind a verb, over dates and small words."""
        s, far = self.s, here + _FAR - 1
        while here < min(far, len(s.words)):
            if here in self.counted:
                return here
            record = self.cues.on_record.match(s.words, here)
            small = s.words[here] == "," or s.words[here] in self.cues.between | self.cues.prepositions
            if not (small or record is not None or here in self.names.dated):
                return None
            here = record[0] if record is not None else here + 1
        return None

    def _is_changed(self, at: int) -> bool:
        """Tell whether a verb says what a toll is now: "raised its toll to 11", "subió a 43 la cifra"."""
        s, far = self.s, min(at + _TOLD, len(self.s.words))
        for amount in self.counted:
            if at < amount < far and s.words[amount - 1] in self.cues.count_ends:
                tolls = self.cues.toll_words
                tolls = tolls if s.words[at] in self.cues.lowering else tolls | self.cues.toll_people
                told = not tolls.isdisjoint(s.words[at:amount]) or self._ends_time(at + 1, amount - 1)
                early = amount <= at + 2 and not tolls.isdisjoint(s.words[amount:far])
                return told or early
        return False

    def _ends_time(self, start: int, end: int) -> bool:
        """Tell "closed the year | with 9,384 complaints", "terminó 2022 | con"."""
        s, times = self.s, self.cues.closed_times | self.s.language.nouns.articles
        timed = all(at in self.names.dated or s.words[at] in times for at in range(start, end))
        return end > start and s.words[end] in self.cues.alongside and timed

    def _detains(self, one: Attribution) -> bool:
        """Tell who detains people, alone: not "soldiers and police"."""
        words = self.s.words[one.start : one.end]
        return not self.cues.detainers.isdisjoint(words) and self.cues.coordinators.isdisjoint(words)

    def _is_caseload(self, at: int, amount: int) -> bool:
        """Tell a number of complaints, requests or calls, and of people that a body receives: not "took 12 hostage"."""
        words = self.s.words
        end = next(where(words[amount : amount + _COUNTED], CLAUSE_ENDS, amount), amount + _COUNTED)
        people = self.cues.receiving.match(words, at) is not None and not self.cues.comers.isdisjoint(words[amount:end])
        return people or not self.cues.caseload.isdisjoint(words[amount:end])

    def _is_of_caseload(self, at: int, amount: int) -> bool:
        """Tell "Of the 287 cases of last year, the prosecutors resolved | nine"."""
        words, links = self.s.words, self.cues.links_of | self.cues.prepositions
        part = words[0] in links and not self.cues.caseload.isdisjoint(words[:at])
        return (
            part and amount - at <= _SOON and (self.s.word(amount + 1) in CLAUSE_ENDS or not self.s.is_word(amount + 1))
        )

    def _is_named(self, amount: int) -> bool:
        """Tell a number on record, or one of what is counted, told by its noun."""
        words, end = self.s.words, self._past_number(amount)
        return any(self.cues.on_record.find(words)) or not self.cues.tallied.isdisjoint(words[end : end + _NEAR])

    def _past_number(self, amount: int) -> int:
        end = amount + 1
        while self.s.is_number(end) or self.s.word(end) in self.s.language.numbers.cardinals:
            end += 1
        return end

    def _is_tallied(self, amount: int, one: Attribution) -> bool:
        """Tell a number without a noun, or one of what is counted: names, the dead; not of staff, beds, soldiers."""
        s = self.s
        if self._is_named(amount):
            return True
        end = self._past_number(amount)
        bare = not s.is_word(end) or s.words[end] in self.cues.prepositions or s.words[end] in self.cues.coordinators
        bare = bare and self.cues.finders.isdisjoint(s.words[one.start : one.end])
        return s.is_number(amount) and bare and s.word(end) not in ("%", *self.cues.links_of)

    def _holder(self, at: int) -> Name | None:
        """Return the body before a verb: not a place, not a person."""
        names, s = self.names, self.s
        name = names.before(at, strong=False)
        inside = range(*name) if name is not None else range(0)
        if name is None or any(start in inside for start in self.counted) or self._is_document(name):
            return None
        bodies = self.cues.receivers | self.cues.detainers
        person = any(map(names.is_person, inside)) and bodies.isdisjoint(s.words[slice(*name)])
        if person or all(i in names.placed for i in inside):
            return None
        if any(map(names.is_role, inside)) or any(map(names.is_acronym, inside)):
            return name
        proper = [i for i in inside if names.is_proper(i)]
        return name if len(proper) > 1 and names.placed.isdisjoint(proper) else None

    def _is_document(self, name: Name) -> bool:
        """Tell a report from a body: "el informe pasado daba 1.079"."""
        head = name[0] if self.s.language.nouns.heads_first else name[1] - 1
        return not self.names.is_proper(head) and self.s.words[head] in self.cues.notices | self.cues.data_words
