"""Sources told by a verb: "X said", "said X", "he said", "agregó que"."""

from bisect import bisect_left
from collections.abc import Iterator

from ledger.extract.issuers import find_issuer, find_issuer_of
from ledger.extract.nouns import is_plural, is_verb
from ledger.extract.own_documents import is_own, of_owner, of_subject, owner_behind, subject_of_all
from ledger.extract.source_words import CLAUSE_ENDS, CLOSING_QUOTES, OPENING_QUOTES, Name
from ledger.extract.telling_verbs import TellingVerbs
from ledger.extract.voices import Attribution
from ledger.lexicon.phrases import opened, where

_CLOSE = 9  # tokens behind a verb in which its clause ends, where what it tells stands before it
_LONG_CLOSE = 30  # the same, where and to whom it was told standing between
_AUDIENCE = 8  # tokens of "a Radio Uno", told between a verb and who spoke
_GAPS = frozenset(";,")
_WALLS = frozenset(";:")
_WORDY = 2  # tokens of "the agency"; "he" is a person
_FEW = 6  # tokens of ", nine dead."
_GAP = 30  # tokens of a clause that leaves its verb out
_MADE = 9  # tokens of a document before who made it
_EARLY = 12  # tokens; a source named so near the beginning of a sentence is its subject


class Speech(TellingVerbs):
    """Finds who speaks by the verbs of a sentence; `low` and `high` are the tokens of name and verb."""

    def find(self) -> Iterator[Attribution]:
        """Yield who speaks by each verb, then by each phrase that does the work of one."""
        for at in self.names.verbs:
            if (found := self._of_verb(at, at + 1)) is not None:
                yield self._marked(found, at)
        for at, end, _ in self.cues.verbal.find(self.s.words):
            if (found := self._of_phrase(at, end)) is not None:
                yield self._marked(found, at)
        yield from self._gaps()

    def _marked(self, found: Attribution, at: int) -> Attribution:
        """Note of who speaks by a verb whether it denies, and whether it stands in a remark: "…, as X said"."""
        s, begin = self.s, min(found.start, at)
        while s.word(begin - 1) in s.language.nouns.articles:
            begin -= 1
        opening = begin - 1
        aside = s.word(opening) in self.cues.openings and self.cues.before.match(s.words, opening) is None
        denies = max(found.end, at + 1) if s.words[at] in self.cues.denying else 0
        return found._replace(aside=aside, denies=denies, going=found.going and not aside)

    def _gaps(self) -> Iterator[Attribution]:
        """Read clauses that leave the verb of the one before out: "the army says 40; the union, twice that".

        A name without a role or an article may be a place: "; Poza Rica, con 13".
        """
        s = self.s
        if (alone := self._alone()) is not None:
            yield alone
        gaps = list(where(s.words[: max(self.counted, default=0)], _GAPS))
        telling = self._telling() if gaps else []
        for at in gaps:
            begin = at + 1 + (s.word(at + 1) in self.cues.views)
            name = self.names.after(begin) if telling and telling[0] < at else None
            if name is None or not all(s.words[i] in s.language.nouns.articles for i in range(begin, name[0])):
                continue
            end = next((i for i in range(name[1], min(name[1] + _GAP, len(s.words))) if s.words[i] == ";"), None)
            end = min(name[1] + _GAP, len(s.words)) if end is None else end
            paused = s.words[at] == ";" and s.word(name[1]) == "," and self._is_said(name[1] + 1)
            counts = any(name[1] < i < end for i in self.counted) if paused else name[1] in self.counted
            silent = bisect_left(telling, name[1]) == bisect_left(telling, end)
            sure = name[0] > at + 1 or any(map(self.names.is_role, range(*name)))
            if counts and silent and sure and not all(i in self.names.placed for i in range(*name)):
                yield Attribution(*name, self.names.text(name), "named where the verb is left out", name[0], end)

    def _alone(self) -> Attribution | None:
        """Read a sentence of nothing but who says how many: "The government, nine."."""
        name = self.names.after(0) if self.s.word(0) in self.cues.definite else None
        if name is None or self.s.word(name[1]) != "," or name[1] + 1 not in self.counted:
            return None
        role = any(map(self.names.is_role, range(*name)))
        short = len(self.s.words) <= name[1] + _FEW and not any(is_verb(self.s, i) for i in range(*name))
        if not (role and short):
            return None
        return Attribution(*name, self.names.text(name), "named where the verb is left out", 0, len(self.s.words))

    def _is_said(self, at: int) -> bool:
        """Tell what is said, ", que 90", ", que «no pasa de 800»", from a clause about who says it, ", que agrupa"."""
        s, behind = self.s, at + 1
        return s.word(at) not in self.cues.relatives or behind in self.counted or s.word(behind) in OPENING_QUOTES

    def _telling(self) -> list[int]:
        """Return the verbs of speech, and where phrases begin that do the work of one."""
        words = self.s.words
        verbs = (at for at in self.names.verbs if not self._is_noun(at))
        tables = (self.cues.verbal, self.cues.before)
        phrases = (at for table in tables for at in opened(words, table.openings()) if table.match(words, at))
        views = (at for at in (0,) if words[at] in self.cues.views and self.names.after(1) is not None)
        return sorted({*verbs, *phrases, *views, *self.holding})

    def _of_phrase(self, at: int, end: int) -> Attribution | None:
        """Read "X speaks of", "se quejó el embajador X"."""
        if (
            self.cues.drops_subject
            and self.s.word(at - 1) in CLAUSE_ENDS
            and (name := self.names.after(end) or self._several_behind(end)) is not None
        ):
            return self._told_behind(name, at)
        name = self._subject(at, strong=True)
        return self._told_by(name, at, end) if name is not None else self._of_pronoun(at, end)

    def _of_verb(self, at: int, end: int) -> Attribution | None:
        kind = self._kind(at)
        if kind is None:
            return None
        if kind == "closing":
            return self._of_closing(at, end)
        strong = self.s.words[at] in self.cues.strong
        if self._may_invert(at) and (found := self._of_itself(at) or self._pronoun_behind(at)) is not None:
            return found
        if self._may_invert(at) and (name := self._behind_verb(at)) is not None:
            return self._told_behind(name, at)
        if not strong and kind in ("told", "written") and (name := self._who_closes(at)) is not None:
            return self._told_behind(name, at)
        name = self._subject(at, strong=strong)
        if name is not None:
            if self._is_hedge(name):
                return None  # "Nearly three-quarters said", who were asked
            if self._is_nobody(name) or self._is_share(name):
                return None  # "Neither the army nor the police said", "a third of those said"
            if is_own(self.names, name):
                return self._of_owner(name, at, end)
            if self._is_counted_there(name, at):
                return None  # "Kenya recorded 40 deaths"
            written = self.s.word(at + 1) in self.cues.that_words  # "la Contraloría encontró que"
            if kind == "written" and not written and not self._writes(name, at):
                return None
            subject = self.s.words[name[0] : name[1]]
            if not written and self.s.words[at] in self.cues.finding and not self.cues.finders.isdisjoint(subject):
                return None  # "Police found 3 bodies"
            return self._told_by(name, at, end, weak=not strong)
        if kind == "told" and (found := self._of_second_verb(at, end)) is not None:
            return found
        if self.cues.drops_subject and kind == "told" and (name := self._behind_verb(at)) is not None:
            return self._told_behind(name, at)
        if self._may_be_carried(at, kind) and (found := self._of_pronoun(at, end)) is not None:
            return found
        return self._of_surname(at, end) if kind == "told" and strong else None

    def _of_owner(self, name: Name, at: int, end: int) -> Attribution:
        """Return who owns a document that speaks: told in its clause or behind the verb, else before."""
        keeper = self.names.opening(at)
        if keeper is not None and keeper[1] < name[0]:
            return self._told_by(keeper, at, end)  # "a rights group that keeps its own list says"
        if (owner := owner_behind(self.names, end)) is not None:
            return Attribution(*owner, self.names.text(owner), "named as owner of a document", name[0], end)
        start = name[0] - 1
        return of_owner(self.names, name, (start, end), self.counted, closes=self._closes(start, end))

    def _of_closing(self, at: int, end: int) -> Attribution | None:
        """Read "“…,” crowed the mayor", ", celebró la consejería": verbs that tell only what stands before them."""
        s = self.s
        if s.word(at - 1) == "," or s.word(at - 1) in CLOSING_QUOTES:
            name = self.names.told_behind(self.names.past_times(at + 1))
            if name is not None and not self._counts_in_clause(name[1]) and self._is_certain(name):
                return self._told_behind(name, at)._replace(going=False)
        name = self._subject(at, strong=True)
        if name is None or not self._closes(name[0], end) or not self._is_certain(name):
            return None
        return self._told_by(name, at, end)._replace(going=False)

    def _of_itself(self, at: int) -> Attribution | None:
        """Read "como informó este diario": the document speaks of itself."""
        s, own = self.s, self.names.past_times(at + 1)
        if s.word(own) not in self.cues.ourselves or s.word(own + 1) not in self.cues.papers:
            return None
        return Attribution(own, own + 2, "", "the document itself", at, own + 2, back=True)

    def _is_hedge(self, name: Name) -> bool:
        """Tell a word that only stands before a number at the beginning of a sentence: "Nearly", "Casi"."""
        hit = self.s.language.hedges.match(self.s.words, name[0])
        return hit is not None and hit[0] >= name[1]

    def _is_nobody(self, name: Name) -> bool:
        """Tell that a subject is denied: nobody says so."""
        s, start = self.s, name[0]
        while s.word(start - 1) in s.language.nouns.articles:
            start -= 1
        return not self.cues.nobody.isdisjoint(s.words[max(0, start - 1) : name[0] + 1])

    def _is_share(self, name: Name) -> bool:
        """Tell who were counted from who counts: "a third of those alleged"."""
        counted = name[0] in self.counted or self.s.words[name[0]] in self.s.language.numbers.fractions
        return counted and not self._is_certain(name)

    def _is_counted_there(self, name: Name, at: int) -> bool:
        """Tell a place of which a count is told, and no more: who counted is not said.

        A state "reports 40 deaths" through who governs it; a word that is known for nothing else may be a town.
        """
        s = self.s
        if s.words[at] not in self.cues.recording or s.word(at + 1) in self.cues.that_words:
            return False
        words = [i for i in range(*name) if s.is_word(i) and s.words[i] not in self.cues.coordinators]
        if all(i in self.names.placed for i in words):
            state = not self.names.states.isdisjoint(words)
            return not state or (at + 1 in self.counted and s.words[at] not in self.cues.strong)
        unknown = all(self.names.is_proper(i) and not self.names.is_acronym(i) for i in words)
        alone = not any(i + 1 in words for i in words)
        return unknown and alone and name[0] <= 1 and not any(map(self.names.is_role, words))

    def _of_second_verb(self, at: int, end: int) -> Attribution | None:
        """Read "The watchdog visited 30 jails and found that 12": it tells what stands behind the second verb."""
        written = self.s.word(end) in self.cues.that_words
        counted = self._is_counted_behind(at) and self.s.words[at] not in self.cues.finding
        said = self.s.words[at] in self.cues.strong and not self.cues.drops_subject
        if not (written or counted or said):
            return None
        name = self.names.before_joint(at)
        if name is None:
            return None
        found = Attribution(*name, self.names.text(name), "named before another verb", at, end, weak=not written)
        known = self.names.is_kind(name)
        return found._replace(carried=True, loose=self.names.is_pronoun(name), weak=False) if known else found

    def _may_be_carried(self, at: int, kind: str) -> bool:
        """Tell whether "he", or a subject left out, may be meant by a verb; of weak ones only "the group counted"."""
        if kind == "placed" or (kind == "told" and self.s.words[at] in self.cues.strong):
            return True
        told = kind == "told" or (kind == "written" and self._is_counted_behind(at) and self._has_written(at))
        return told and self._names_body(at)

    def _has_written(self, at: int) -> bool:
        """Tell "the report has 40 names" from "the agency has 40 employees", which it does not count."""
        begin = self._pronoun_before(at)
        papers = self.cues.documents | self.cues.data_words
        return self.s.words[at] not in self.cues.holding or not papers.isdisjoint(self.s.words[begin:at])

    def _told_behind(self, name: Name, at: int) -> Attribution:
        if is_own(self.names, name):
            return of_owner(self.names, name, (at, name[1]), self.counted, closes=True)
        ahead = self._leads_on(at, name[1])
        found = Attribution(*name, self.names.text(name), "named after a verb", at, name[1], back=True, ahead=ahead)
        return found._replace(rule="named before", carried=True) if self.names.is_kind(name) else found

    def _may_invert(self, at: int) -> bool:
        """Tell ", dijo la ministra": the source may follow its verb."""
        s, before = self.s, self.s.word(at - 1)
        if s.words[at] in self.cues.told_to or (s.words[at] not in self.cues.strong and not self.cues.drops_subject):
            return False
        if before == "," and s.is_number(at - 2) and s.word(at - 3) == ",":
            return False  # "General Rodolfo Abad, 54, said"
        while at > 0 and before in self.cues.before_inverted:
            at -= 1
            before = s.word(at - 1)
        opens = at == 0 and self.cues.drops_subject
        return opens or before in CLAUSE_ENDS or before in self.cues.openings

    def _behind_verb(self, at: int) -> Name | None:
        """Return the source behind a verb: "dijo este jueves a Radio Uno la ministra"."""
        s, start = self.s, at + 1
        while start < len(s.words) and (start in self.names.dated or s.words[start] in self.cues.between):
            if s.words[start] in self.cues.that_words:
                return None
            start += 1
        if s.word(start) in self.cues.ourselves:
            if not self.names.is_role(start + 1) and start + 1 not in self.names.dated:
                return None
            start += 1
            while start in self.names.dated:
                start += 1
        if s.word(start) == "," and start == at + 1:
            return None
        if s.word(start) in s.language.attribution.audiences or start in self.counted:
            return None  # "prometió el jueves | mil gendarmes"
        strong = s.words[at] in self.cues.strong
        name = self.names.told_behind(start, strong=strong) or self._anyone_behind(at, start)
        if name is None and self.cues.drops_subject:
            name = self._behind_audience(start) or self.names.cited(start)
        name = (find_issuer(self.names, start) if name is None or self._is_document(name) else None) or name
        if name is None or all(at in self.names.placed for at in range(*name)):
            return None
        plural = s.words[at] in self.cues.of_plurals and not self._is_certain_plural(name)
        return None if plural else name  # "527, or 54 percent, allege excessive force"

    def _is_certain_plural(self, name: Name) -> bool:
        """Tell whether several speak, or a body whose name does not tell."""
        return any(map(self.names.is_proper, range(*name))) or is_plural(self.s, name[1] - 1)

    def _is_document(self, name: Name) -> bool:
        """Tell a document named by no more than its kind."""
        return self.s.words[name[1] - 1] in self.cues.documents | self.cues.data_words

    def _anyone_behind(self, at: int, start: int) -> Name | None:
        """Read "dicen los panaderos": an article that may be a pronoun is one behind a verb of its number."""
        s = self.s
        if start - 1 > at and s.words[start - 1] in s.language.nouns.articles:
            return self._several_behind(start - 1) if start - 2 == at else None
        return self.names.anyone(start) if s.words[at] in self.cues.strong else None

    def _several_behind(self, start: int) -> Name | None:
        """Return who speaks behind a verb that several have, told in small letters."""
        several = self.s.words[start - 1].endswith(self.cues.plural_tellings)
        return self.names.anyone(start) if several else None

    def _behind_audience(self, start: int) -> Name | None:
        """Step over "a la prensa", "en conferencia": the source begins at the next article."""
        s, articles = self.s, self.s.language.nouns.articles
        if s.word(start) not in self.cues.audience_links:
            return None
        for at in range(start + 1, min(start + _AUDIENCE, len(s.words))):
            if not s.is_word(at) or at in self.counted:
                return None  # "cifra en 2.300 las plazas"
            if at < start + 2:
                continue
            if s.words[at] in articles and s.words[at - 1] not in s.language.nouns.stops:
                return self.names.after(at)
        return None

    def _leads_on(self, at: int, end: int) -> bool:
        """Tell whether a source behind its verb goes on: "Informó la fiscalía que 30", "In Lima, said X, 30"."""
        s = self.s
        if s.word(end) == ":" or s.word(end) in self.cues.that_words:
            return True
        start = at
        while start > 0 and s.words[start - 1] != ";":
            start -= 1
        return self._is_uncounted(start, at)

    def _subject(self, at: int, *, strong: bool) -> Name | None:
        name = self.names.before(at, strong=strong) if self._pronoun_before(at) is None else None
        issuer = find_issuer_of(self.names, name, at) if name is not None else None
        return issuer or name

    def _pronoun_before(self, at: int) -> int | None:
        """Return where "he", "the agency" begins before a verb: no subject is told "by the agency"."""
        hit = self.cues.pronouns.match_before(self.s.words, at)
        return hit[0] if hit is not None and self.s.word(hit[0] - 1) not in self.cues.agents else None

    def _writes(self, name: Name, at: int) -> bool:
        """Tell whether a verb of documents tells what is in one, or what a body lists: "Red Norte lists 118"."""
        made = max(0, name[0] - _MADE) if self.names.is_agent(name[0]) else name[0]  # "a survey of 900 adults by X"
        if not self.cues.documents.isdisjoint(self.s.words[made : name[1]]):
            return True
        return self.s.words[at] in self.cues.listing and self._is_counted_behind(at)

    def _pronoun_behind(self, at: int) -> Attribution | None:
        """Read "indicó la dependencia", "dijo el martes el organismo": a body named before, behind its verb."""
        s, start = self.s, self.names.past_times(at + 1)
        hit = self.cues.pronouns.match(s.words, start)
        if hit is None or hit[0] - start < _WORDY or self.names.goes_on(hit[0]):
            return None
        name = self.names.text((hit[0] - 1, hit[0]))
        ahead = self._leads_on(at, hit[0])
        return Attribution(
            start, hit[0], name, "named before", at, hit[0], back=True, ahead=ahead, carried=True, loose=True
        )

    def _names_body(self, at: int) -> bool:
        """Tell "the group counted", "la dependencia contabilizó", of a body named before, from "he counted"."""
        begin = self._pronoun_before(at)
        return begin is not None and at - begin >= _WORDY

    def _told_by(self, name: Name, at: int, end: int, *, weak: bool = False) -> Attribution:
        s = self.s
        closes = self._closes(name[0], end)
        promise = (hit := s.language.modality.match(s.words, at)) is not None and hit[1] == "planned"
        upto = self._promise_end(end) if promise and not closes else None
        promise = promise or s.words[at] in self.cues.closing
        main = name[0] <= _EARLY or closes
        if self.names.is_kind(name):
            loose = self.names.is_pronoun(name)
            found = Attribution(*name, self.names.text(name), "named before", name[0], end, closes)
            found = found._replace(carried=True, loose=loose)
        else:
            found = Attribution(
                *name, self.names.text(name), "named before a verb", name[0], max(end, name[1]), closes
            )._replace(main=main, weak=weak)
        if upto is not None:
            found = found._replace(high=upto, ahead=False)
        return found._replace(going=not promise)

    def _closes(self, start: int, end: int) -> bool:
        """Tell "…, X said on Tuesday.": what is told stands before."""
        s = self.s
        while start > 0 and s.words[start - 1] in s.language.nouns.articles:
            start -= 1
        if s.word(start - 1) in self.cues.openings:
            start -= 1
        if s.word(start - 1) not in CLAUSE_ENDS:
            return False
        for at in range(end, min(end + self._longest_close(end), len(s.words))):
            if s.words[at] in CLAUSE_ENDS or (s.words[at] == "." and at == len(s.words) - 1):
                return s.words[at] != ":" or self._sums_up(start, at + 1)
            if at in self.counted or s.words[at] in self.cues.that_words:
                return False
        return end >= len(s.words) - 1

    def _sums_up(self, start: int, behind: int) -> bool:
        """Tell "60 people were killed, the ombudsman said: 48 men …", whose sum is told as its parts are."""
        s, begin = self.s, start
        while begin > 0 and s.words[begin - 1] not in _WALLS:
            begin -= 1
        told = any(s.words[at] in self.cues.passives or is_verb(s, at) for at in range(begin, start))
        counts = not self._is_uncounted(begin, start) and not self._is_uncounted(behind, len(s.words))
        return told and counts and s.word(behind) not in OPENING_QUOTES

    def _longest_close(self, end: int) -> int:
        """Return within how many tokens a clause ends: "…, said at a rally", "…, told a crowd" may tell more of it."""
        s, placing = self.s, self.cues.prepositions | self.cues.meanwhile
        told = s.words[0] not in placing and (s.word(end) in placing or s.words[end - 1] in self.cues.told_to)
        return _LONG_CLOSE if told else _CLOSE

    def _of_pronoun(self, at: int, end: int) -> Attribution | None:
        """Read "he said", "the group reported", "agregó que": the source named before goes on."""
        s, own = self.s, at
        if not self.cues.drops_subject:
            while s.word(own - 1) in self.cues.between and s.word(own - 1) not in self.cues.relatives:
                own -= 1  # "he first put"
        begin = self._pronoun_before(own)
        if begin is not None:
            at = own
            closes, person = self._closes(begin, end), at - begin == 1 and s.words[begin] not in self.cues.impersonal
            if closes and (found := self._of_subject(begin, end)) is not None:
                return found
            name = "" if person else self.names.text((at - 1, at))
            return Attribution(
                begin, end, name, "named before", begin, end, closes, carried=True, distant=person, loose=True
            )
        back = at
        while back > 0 and s.words[back - 1] in self.cues.before_verb:
            back -= 1
        before = s.word(back - 1)
        told_of = s.word(back - 3) == "," and s.is_number(back - 2) and before == ","
        if told_of and s.words[at].endswith(self.cues.plural_tellings):
            return None  # "Más de la mitad, 131, alegan sobreprecio"
        clause = next((i + 1 for i in range(back - 1, -1, -1) if s.words[i] in CLAUSE_ENDS), 0)
        led = s.words[clause] in self.cues.prepositions and s.word(end) in self.cues.that_words
        dropped = (
            led  # "En una entrevista de dos horas sostuvo que"
            or back == 0
            or before in CLAUSE_ENDS
            or before in self.cues.coordinators
            or before in self.cues.relatives
        )
        named = s.word(self.names.past_times(at + 1)) in self.cues.definite  # "…, dijo la madre de todos"
        if self.cues.drops_subject and dropped and s.words[at] in self.cues.strong:
            closes, opens = self._closes(at, end), led or back == 0 or before in CLAUSE_ENDS
            if closes and before == "," and not named and (found := self._of_subject(back, end)) is not None:
                return found
            return Attribution(at, end, "", "named before", at, end, closes, carried=True, distant=opens)
        return None

    def _of_subject(self, at: int, end: int) -> Attribution | None:
        """Read "The company fired 400, it said"."""
        subject = subject_of_all(self.names, at, self.counted)
        return of_subject(self.names, subject, at, end) if subject is not None else None

    def _of_surname(self, at: int, end: int) -> Attribution | None:
        """Read "ARTEAGA ADDED" in a text all in capitals: a name that stood in full before."""
        s = self.s
        if not s.shouting or not s.is_word(at - 1) or s.words[at - 1] in s.language.nouns.stops:
            return None
        if at > 1 and s.words[at - 2] not in CLAUSE_ENDS:
            return None
        name, closes = self.names.text((at - 1, at)), self._closes(at - 1, end)
        return Attribution(at - 1, at, name, "named before", at - 1, end, closes, carried=True)
