"""Bodies that simply have a number: "The Red Cross has 1,460 in the north", "la red lleva 31 muertos"."""

from collections.abc import Collection, Iterator

from ledger.extract.source_names import SourceNames
from ledger.extract.source_words import Name
from ledger.extract.tokens import Sentence
from ledger.extract.voices import Attribution
from ledger.lexicon.phrases import where

_FAR = 9  # tokens from a verb to what it has: "llevaba, al 31 de julio, 25.614"
_NEAR = 3  # tokens behind a number in which what was counted stands: "188 more names"


class Holdings:
    """Finds who has a number that compares with another's; what a body owns or employs, it does not count."""

    def __init__(self, s: Sentence, names: SourceNames, counted: Collection[int]) -> None:
        self.s, self.names, self.cues, self.counted = s, names, s.language.attribution, counted

    def find(self) -> Iterator[Attribution]:
        """Yield each body with the words from its verb on."""
        s = self.s
        for at in where(s.words, self.cues.holding):
            amount = self._held(at)
            name = self._holder(at) if amount is not None else None
            if amount is None or name is None or not self._is_tallied(amount, name):
                continue
            text = self.names.text(name)
            found = Attribution(*name, text, "named before what it has", at, at + 1, going=False)
            if self.names.is_kind(name):
                found = found._replace(rule="named before", carried=True, loose=self.names.is_pronoun(name))
            yield found

    def _held(self, at: int) -> int | None:
        """Return the number right behind a verb, over dates and small words."""
        s, here = self.s, at + 1
        while here < min(at + _FAR, len(s.words)):
            if here in self.counted:
                return here
            record = self.cues.on_record.match(s.words, here)
            small = s.words[here] == "," or s.words[here] in self.cues.between | self.cues.prepositions
            if not (small or record is not None or here in self.names.dated):
                return None
            here = record[0] if record is not None else here + 1
        return None

    def _is_tallied(self, amount: int, name: Name) -> bool:
        """Tell a number without a noun, or one of what is counted: names, the dead; not of staff, beds, soldiers."""
        s = self.s
        if any(self.cues.on_record.find(s.words)):
            return True
        end = amount + 1
        while s.is_number(end) or s.word(end) in s.language.numbers.cardinals:
            end += 1
        if not self.cues.tallied.isdisjoint(s.words[end : end + _NEAR]):
            return True
        bare = not s.is_word(end) or s.words[end] in self.cues.prepositions or s.words[end] in self.cues.coordinators
        bare = bare and self.cues.finders.isdisjoint(s.words[slice(*name)])
        return s.is_number(amount) and bare and s.word(end) not in ("%", *self.cues.links_of)

    def _holder(self, at: int) -> Name | None:
        """Return the body before a verb: not a place, not a person."""
        names, s = self.names, self.s
        name = names.before(at, strong=False)
        inside = range(*name) if name is not None else range(0)
        if name is None or any(start in inside for start in self.counted) or self._is_document(name):
            return None
        words = s.words[slice(*name)]
        person = not self.cues.people.isdisjoint(words) and self.cues.receivers.isdisjoint(words)
        if person or all(i in names.placed for i in inside):
            return None
        if any(map(names.is_role, inside)) or any(map(names.is_acronym, inside)):
            return name
        proper = [i for i in inside if names.is_proper(i)]
        return name if len(proper) > 1 and names.placed.isdisjoint(proper) else None

    def _is_document(self, name: Name) -> bool:
        """Tell a report from a body: "el informe pasado daba 1.079"."""
        small = [at for at in range(*name) if not self.names.is_proper(at)]
        return any(self.s.words[at] in self.cues.notices | self.cues.data_words for at in small)
