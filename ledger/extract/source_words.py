"""The words of a source in one sentence: what is a name, a role, a verb of speech, and what can speak."""

from collections.abc import Sequence

from ledger.extract.mentions import Mention
from ledger.extract.time_spans import TimeSpan
from ledger.extract.tokens import APOSTROPHES, DASHES, Sentence
from ledger.lexicon.phrases import where
from ledger.lexicon.places import Level

Name = tuple[int, int]
OPENING_QUOTES = frozenset('“"«‘')
CLOSING_QUOTES = frozenset('”"»’')
MOST_PLAIN = 2  # words in small letters before a name: "la activista social Irma Quel"
_LONGEST_POLL = 7  # tokens of "a survey of 900 registered voters"
PERSONAL_NAME = (2, 5)  # tokens of a name set behind a role: "el fiscal, Bruno Arizpe,"
CLAUSE_ENDS = frozenset(",;:()[]—–") | OPENING_QUOTES | CLOSING_QUOTES
_BEFORE_CAPITAL = OPENING_QUOTES | frozenset(":.-–—*•")  # a capital behind them may be that of a beginning
_JOINTS = DASHES | frozenset("/&")


class SourceWords:
    """Tells the kinds of words in one sentence."""

    def __init__(self, s: Sentence, times: Sequence[TimeSpan], mentions: Sequence[Mention]) -> None:
        self.s, self.cues, self.nouns = s, s.language.attribution, s.language.nouns
        self.time_at = {time.end: time.start for time in times}
        self.dated = {at for time in times for at in range(time.start, time.end)}
        self.placed = {at for mention in mentions for at in range(mention.start, mention.end)}
        countries = [mention for mention in mentions if mention.level is Level.COUNTRY]
        self.states = {at for mention in countries for at in range(mention.start, mention.end)}
        self._verbs: list[int] | None = None

    @property
    def verbs(self) -> list[int]:
        """The tokens that are verbs of speech, in order; they are looked for once."""
        if self._verbs is None:
            verbs = self.cues.all_verbs
            self._verbs = [at for at in where(self.s.words, verbs) if self.is_printed_as_verb(at)]
        return self._verbs

    def is_verb(self, at: int) -> bool:
        """Tell whether a word is a verb of speech."""
        return at in self.verbs

    def is_printed_as_verb(self, at: int) -> bool:
        """Tell the verb from a word that differs by an accent or a capital: "publicó" is, "público" is not."""
        raw = self.s.raw(at)
        if raw[0].isupper() and self._is_inside(at):
            return False  # "the United States"
        if self.s.words[at] in self.cues.stage_words and "]" in self.s.words[at + 1 : at + 2]:
            return False  # "[EDITORIAL REPORT]"
        unaccented = raw.lower().replace("ñ", "n")  # capitals keep the tilde where they drop the accents
        return unaccented.isascii() or raw.lower() in self.cues.spellings

    def _is_inside(self, at: int) -> bool:
        """Tell whether a capital letter is that of a name: not of a sentence's beginning, a headline, a cable."""
        s = self.s
        return at > 0 and not s.shouting and not s.titled and s.words[at - 1] not in _BEFORE_CAPITAL

    def is_acronym(self, at: int) -> bool:
        """Tell whether a word is of capitals only, where not all are: "WHO"."""
        raw = self.s.raw(at)
        return not self.s.shouting and len(raw) > 1 and raw.isalpha() and raw.isupper()

    def is_proper(self, at: int) -> bool:
        """Tell whether a word is written as a name; in a text all in capitals none can be told."""
        s = self.s
        if s.shouting or not s.is_capital(at) or not s.is_word(at):
            return False
        word = s.words[at]
        if word not in self.nouns.stops:
            return True
        if len(word) == 1:
            return s.word(at + 1) == "." and s.glued(at + 1)  # "U.S."
        return s.raw(at).isupper() or (self._is_inside(at) and word not in self.nouns.articles)

    def _is_small(self, at: int) -> bool:
        """Tell whether a word is one of grammar, that no name goes over."""
        s = self.s
        return s.words[at] in self.nouns.stops and not self.is_proper(at)

    def is_role(self, at: int) -> bool:
        """Tell whether a word says what kind of source: "officials", "fiscalía"."""
        word = self.s.word(at)
        known = self.cues.is_title(word) or word.removeprefix(self.cues.former) in self.cues.people
        return known and (self.s.raw(at).isascii() or at not in self.verbs)  # "documentó" is no "documento"

    def is_person(self, at: int) -> bool:
        """Tell whether a word is one for persons: "secretaria", which is not the body "Secretaría"."""
        return self.s.words[at] in self.cues.people and self.s.raw(at).lower() not in self.cues.spelled_bodies

    def _joins(self, at: int) -> bool:
        """Tell whether a mark is inside a name: "Kenya's", "U.N.", "Port-au-Prince"."""
        s, word = self.s, self.s.words[at]
        if word == "s":
            return s.word(at - 1) in APOSTROPHES
        if word == ".":
            titled = s.word(at - 1) in self.cues.honorifics and s.word(at - 2) not in self.nouns.articles
            titled = titled and s.is_capital(at - 1) and s.is_capital(at + 1)  # "Col. Ada Ruiz"
            return s.glued(at) and (s.glued(at + 1) or len(s.word(at - 1)) == 1 or titled)
        return s.glued(at) and (word in APOSTROPHES or (word in _JOINTS and s.glued(at + 1)))

    def _is_hyphened(self, at: int) -> bool:
        """Tell a part of a name behind a hyphen: "au" in "Port-au-Prince"."""
        s = self.s
        return s.word(at - 1) in DASHES and s.is_word(at) and s.glued(at) and s.glued(at - 1)

    def _past_articles(self, start: int) -> int:
        """Go back over the articles before a name."""
        while self.s.word(start - 1) in self.nouns.articles:
            start -= 1
        return start

    def _in_phrase(self, start: int) -> bool:
        """Tell whether a name stands behind a preposition, and is no subject: "with offices in Brickell Avenue"."""
        return self.s.word(self._past_articles(start) - 1) in self.cues.prepositions

    def _step_back(self, at: int) -> int:
        """Step back over "has", "also", a date and a bracket between a name and its verb."""
        s, end = self.s, at
        while end > 0:
            if end in self.time_at:
                end = self.time_at[end]
                end -= s.language.time.in_words.match_before(s.words, end) is not None
            elif s.words[end - 1] in self.cues.between and not self.is_acronym(end - 1):
                end -= 1
                end -= s.words[end] in self.cues.relatives and s.word(end - 1) == ","
            elif s.words[end - 1] == ")" and "(" in s.words[max(0, end - 14) : end]:
                end = max(i for i in range(max(0, end - 14), end) if s.words[i] == "(")
            else:
                break
        return end

    def is_agent(self, start: int) -> bool:
        """Tell whether a name stands behind "by": "a report seen by Reuters"."""
        return self.s.word(self._past_articles(start) - 1) in self.cues.agents

    def _is_author(self, start: int) -> bool:
        """Tell "data published by the Bank", which are its own, from "a report seen by Reuters"."""
        s, at = self.s, self._past_articles(start)
        at -= s.word(at - 1) in self.cues.agents
        back = self._step_back(at)
        at = back - (back < at and s.word(back - 1) in self.cues.prepositions)  # "released on Thursday by"
        if s.word(at - 1) in self.cues.published:
            return True
        if any(word in self.cues.polls for word in s.words[max(0, at - _LONGEST_POLL) : at]):
            return True  # "a survey of 900 adults by the firm X"
        made = s.word(at - 1) in self.cues.documents or s.word(at - 1) in self.cues.data_words
        return made or (at < start and s.word(at - 1).endswith(self.cues.work_endings))  # "monitoring by X"

    def is_source(self, start: int, end: int, *, strong: bool) -> bool:
        """Tell whether a name can speak: more than a pronoun, "data" or a place; `strong` verbs let anybody."""
        s, cues = self.s, self.cues
        if start >= end:
            return False
        inside = range(start, end)
        if not any(self.is_acronym(at) or self._is_of_weight(at) for at in inside):
            return False
        if end - start == 1 and len(s.words[start]) == 1:
            return False  # the C of "PE-30C"
        if all(at in self.placed or s.words[at] in cues.name_links or not s.is_word(at) for at in inside):
            return strong and not s.shouting
        if any(map(self.is_role, inside)):
            return True
        if self._is_abstract(start):
            return False  # "la depuración concluida en agosto añadió 18"
        if any(map(self.is_proper, inside)):
            known = self.s.words[start] in cues.data_words | cues.documents or self._is_persons(start, end)
            if not strong and not self.is_proper(start) and not known:
                return False  # "la obra de Florencia registra"
            return end - start > 1 or start > 0 or strong or not s.words[start].endswith("s")
        if not strong or end - start > 6 or s.words[start] in self.nouns.generic:
            return False
        plural = s.words[end - 1].endswith("s") and (start == 0 or s.words[start - 1] in CLAUSE_ENDS)
        return plural or s.word(start - 1) in self.nouns.articles

    def _is_persons(self, start: int, end: int) -> bool:
        """Tell a word for a person and the name in full behind it: "colleague Rana Aziz", "la tejedora Irma Quel"."""
        first = next((at for at in range(start, end) if self.is_proper(at)), end)
        near = 0 < first - start <= MOST_PLAIN and not any(map(self.is_verb, range(start, first)))
        named = all(self.is_proper(at) and at not in self.placed for at in range(first, end))
        small = any(self._is_small(at) or self.s.words[at] in self.cues.name_links for at in range(start, first))
        return near and named and not small and end - first >= PERSONAL_NAME[0]

    def _is_abstract(self, at: int) -> bool:
        """Tell what is done or felt, in small letters, from who does it: "la verificación añadió 14 casos"."""
        word = self.s.words[at]
        known = word in self.cues.data_words or word in self.cues.documents
        return (
            not known and not self.is_proper(at) and not self.s.shouting and word.endswith(self.cues.abstract_endings)
        )

    def _is_of_weight(self, at: int) -> bool:
        return self.s.words[at] not in self.cues.not_sources and at not in self.dated and not self._is_small(at)

    def is_pronoun(self, name: Name) -> bool:
        """Tell a word that whoever spoke last may be told by: "the agency", "la mandataria"."""
        return self.cues.pronouns.match(self.s.words, name[0] - 1) is not None

    def is_kind(self, name: Name) -> bool:
        """Tell whether only a role is named and with an article: "the organization" may have been named before."""
        proper = any(self.is_proper(at) and self.s.words[at] not in self.cues.outsiders for at in range(*name))
        return not proper and name[1] - name[0] == 1 and self.s.word(name[0] - 1) in self.cues.definite
