"""How a verb of speech tells in its sentence: of itself, as a noun, in the passive, denied."""

from collections.abc import Collection

from ledger.extract.nouns import is_plural
from ledger.extract.source_names import SourceNames
from ledger.extract.source_words import CLAUSE_ENDS, CLOSING_QUOTES, Name
from ledger.extract.tokens import APOSTROPHES, Sentence

_PLACED = 10  # tokens behind "put the toll" in which "at" stands
_REVISED = 7  # tokens of "its forecast for economic growth"
_PAID = 9  # tokens of ", of which by the end of May it has"
_CLAUSE = 14  # tokens of a clause before its verb


class TellingVerbs:
    """Tells the verbs by which somebody speaks from words that only look like them."""

    def __init__(
        self, s: Sentence, names: SourceNames, counted: Collection[int], holding: Collection[int] = ()
    ) -> None:
        self.s, self.names, self.cues, self.counted = s, names, s.language.attribution, counted
        self.holding = holding  # tokens of verbs by which a body has what it counts

    def _kind(self, at: int) -> str | None:
        """Tell how a word tells here, "told", "placed" or "written"; None where it is a noun or passive."""
        s, word = self.s, self.s.words[at]
        if not self.names.is_verb(at):
            return None
        before, behind = s.word(at - 1), s.word(at + 1)
        if (word in self.cues.nouns_too and self._is_noun(at)) or self._is_passive(at) or self._is_untold(at):
            return None
        if self._is_done_by(at) or before in self.cues.infinitives or behind in self.cues.claimed:
            return None
        if word in self.cues.needs_that and behind not in self.cues.that_words and self._who_closes(at) is None:
            return None
        if word in self.cues.adding and at + 1 in self.counted and before not in CLAUSE_ENDS:
            return None  # "the new wing added 40 beds"
        if word in self.cues.authored and at + 1 in self.counted:
            return None  # "the cabinet released 20 million"
        if word in self.cues.document_verbs and word in self.cues.between and at + 1 not in self.counted:
            return None  # "the count has reached 40"
        if word in self.cues.closing and behind not in self.cues.that_words:
            return "closing"
        if word in self.cues.revising:
            return "placed" if self._revises(at) else None
        if word in self.cues.placing and self._places(at):
            return "placed"
        if word in self.cues.document_verbs and word not in self.cues.verbs:
            return "written"
        if word in self.cues.placing and word not in self.cues.verbs:
            return None
        return "told"

    def _is_done_by(self, at: int) -> bool:
        """Tell "reported by the army" from "said by telephone" and from a verb that is no participle."""
        s, endings = self.s, self.cues.participle_endings
        if s.word(at + 1) not in self.cues.agents or s.word(at + 2) in self.cues.means:
            return False
        return not endings or s.words[at].endswith(endings) or s.words[at] in self.cues.nouns_too

    def _is_untold(self, at: int) -> bool:
        """Tell a verb that is denied, "would not say", "no informó de": nobody says so; who does not deny may."""
        s, back = self.s, at - 1
        while s.word(back) in s.language.modal_verbs.pronouns:
            back -= 1
        denial = s.language.modality.match(s.words, at)
        return s.word(back) in s.language.numbers.negations and (denial is None or denial[1] != "denied")

    def _is_passive(self, at: int) -> bool:
        """Tell "were reported", "se registraron" and a bare participle, "lo informado": nobody speaks."""
        s, word, back = self.s, self.s.words[at], at - 1
        while back > 0 and s.words[back] in self.cues.between and s.words[back] not in self.cues.perfects:
            back -= 1
        if s.word(back) in self.cues.passives:
            return word not in self.cues.progressive
        bare = bool(self.cues.perfects) and s.raw(at).lower().endswith(self.cues.participle_endings)
        return bare and s.word(back) not in self.cues.perfects

    def _is_noun(self, at: int) -> bool:
        """Tell whether a word that may be a verb is a noun here: "the report", "police records show"."""
        s = self.s
        before, behind = s.word(at - 1), s.word(at + 1)
        if before in self.cues.links_of or before in s.language.nouns.articles or before in APOSTROPHES:
            return True
        if before in self.cues.denying and s.words[at] in self.cues.hearsay:
            return True  # "rejected reports that"
        told = before in self.cues.openings and behind in s.language.nouns.articles  # "según cuentan los curas"
        joined = before in self.cues.coordinators and s.raw(at).lower().endswith(s.language.modal_verbs.pasts)
        told = told or joined  # "y precisó", which no adjective is
        if before in s.language.nouns.stops and before not in self.cues.between and not told:
            return True
        if self._disagrees(at):
            return True
        past = self.names.past_date(at + 1)
        if past > at + 1 and s.word(past) in self.cues.noun_signs:
            return True  # "contó en 2023 con 40 millones"
        stressed = s.language.nouns.verb_endings_stressed
        if stressed and behind in self.cues.links_of and s.raw(at).endswith(stressed):
            return False  # "documentó de manera preliminar"
        follows = at + 1 < len(s.words) and at + 1 not in self.names.dated and at + 1 not in self.counted
        return follows and (
            behind in self.cues.noun_signs or self.names.is_verb(at + 1) or behind in self.cues.passives
        )

    def _disagrees(self, at: int) -> bool:
        """Tell a noun from a verb that only plurals have, where none stands before it: "an asylum claim took 9"."""
        s = self.s
        told = s.word(at + 1) in self.cues.that_words or s.is_number(at + 1) or self.names.is_acronym(at - 1)
        if s.words[at] not in self.cues.of_plurals or told:
            return False
        start = at
        while start > 0 and at - start < _CLAUSE and s.words[start - 1] not in CLAUSE_ENDS:
            start -= 1
        before = [i for i in range(start, at) if len(s.words[i]) > 1]  # not the mark of an owner
        joined = any(s.words[i] in self.cues.coordinators for i in before)
        return not joined and not any(is_plural(s, i) or s.words[i] in s.language.nouns.plural_alike for i in before)

    def _places(self, at: int) -> bool:
        return not self.cues.placing_links.isdisjoint(self.s.words[at + 1 : at + _PLACED])

    def _revises(self, at: int) -> bool:
        """Tell "cut its growth forecast", "elevó su previsión" from other cuts."""
        behind = self.s.words[at + 1 : at + _REVISED]
        return not self.cues.possessives.isdisjoint(behind[:2]) and not self.cues.forecasts.isdisjoint(behind)

    def _who_closes(self, at: int) -> Name | None:
        """Return who ends a clause behind a verb that finds or counts: ", found economist Ada Ruiz of the Bank"."""
        s = self.s
        if s.word(at - 1) != "," and s.word(at - 1) not in CLOSING_QUOTES:
            return None
        name = self.names.told_behind(at + 1, strong=True)
        if name is None or name[0] - at > 2 or not self._is_certain(name) or self._counts_in_clause(name[1]):
            return None
        apart = s.word(name[1]) in self.cues.prepositions or not s.is_word(name[1])
        return name if apart else None

    def _promise_end(self, start: int) -> int:
        """Return where what is promised ends: ", of which it has paid 12", "; ha cumplido con 640"."""
        s, nows = self.s, self.s.language.time.perfects
        for at in range(start, len(s.words)):
            if s.words[at] == ";":
                return at
            joined = s.words[at] == "," or s.words[at] in self.cues.coordinators
            if joined and not nows.isdisjoint(s.words[at + 1 : at + _PAID]):
                return at
        return len(s.words)

    def _counts_in_clause(self, start: int) -> bool:
        """Tell whether an amount stands before the clause ends."""
        s = self.s
        end = next((at for at in range(start, len(s.words)) if s.words[at] in CLAUSE_ENDS), len(s.words))
        return not self._is_uncounted(start, end)

    def _is_certain(self, name: Name) -> bool:
        """Tell a role or a name from any other noun: "…, the unrest continued"."""
        inside = range(*name)
        return any(self.names.is_role(at) or self.names.is_proper(at) for at in inside)

    def _is_uncounted(self, start: int, end: int) -> bool:
        """Tell whether no amount begins at the tokens."""
        return not any(start <= at < end for at in self.counted)

    def _is_counted_behind(self, at: int) -> bool:
        """Tell whether an amount stands right behind a verb."""
        return any(at < start <= at + 2 for start in self.counted)
