"""Sources named without a verb: "according to X", "X's tally", "in the X Index", "(police data)"."""

from collections.abc import Collection, Iterator

from ledger.extract.issuers import find_in_clause, find_issuer
from ledger.extract.own_documents import is_own, of_owner
from ledger.extract.source_names import SourceNames
from ledger.extract.source_words import CLAUSE_ENDS, Name
from ledger.extract.tokens import APOSTROPHES, Sentence
from ledger.extract.voices import Attribution
from ledger.lexicon.phrases import where

OWNER = "named as owner of a count"
OF_DATA = "named as whose numbers follow"
_LONGEST_PAPER = 5  # tokens of "its latest yearly report"
_ADJECTIVES = 3  # tokens of "recuento final | de"
_TELLS = 4  # tokens behind a name in which its verb stands
_ISSUED = 10  # tokens behind a verb in which what is issued stands: "published on Monday its yearly figures"
_LONGEST_LABEL = 7  # tokens of "(state police data)"
_LONGEST_INDEX = 9  # tokens of the name of an index
_OPENERS = (";", ":", "“", "«", '"')
_BRACKET = frozenset("(")
_OWN = 8  # tokens behind "according to" in which the document may speak of itself
_LONGEST_DATA = 14  # tokens of "un informe presentado este jueves por"
_EARLY_POLL = 6  # tokens before the survey a sentence opens with
_SOON = 3  # tokens a phrase may stand behind the beginning of its clause and still open it


class SourcePhrases:
    """Finds the sources that phrases name; `low` and `high` are the tokens of name and phrase."""

    def __init__(self, s: Sentence, names: SourceNames, counted: Collection[int]) -> None:
        self.s, self.names, self.cues, self.counted = s, names, s.language.attribution, counted

    def find(self) -> Iterator[Attribution]:
        """Yield what each phrase names, in no order."""
        words, cues = self.s.words, self.cues
        for start, end, _ in cues.before.find(words):
            if (found := self._behind_phrase(start, end)) is not None:
                yield found
        if not APOSTROPHES.isdisjoint(words):
            yield from self._owners()
        if not cues.counts_told.isdisjoint(words):
            yield from self._counts()
        if not cues.tolls.isdisjoint(words):
            yield from self._tolls()
        if not cues.series_words.isdisjoint(words):
            yield from self._issuers()
            yield from self._holders()
        if not cues.index_words.isdisjoint(words):
            yield from self._in_index()
        if words[0] in cues.prepositions:
            yield from self._in_poll()
        if not cues.views.isdisjoint(words):
            yield from self._views()
        if "(" in words:
            yield from self._in_brackets()

    def _behind_phrase(self, start: int, end: int) -> Attribution | None:
        s = self.s
        apart = s.words[start] not in self.cues.data_words and s.words[start] not in s.language.nouns.articles
        opening = start - (s.word(start - 1) in s.language.nouns.articles)
        back = self._has_before(start) and (apart or s.word(opening - 1) in CLAUSE_ENDS)
        if self._is_own(end):
            return Attribution(start, end, "", "the document itself", start, end, back)
        issuer = find_issuer(self.names, end)
        if (
            issuer is None
            and (hit := self.cues.pronouns.match(s.words, end)) is not None
            and not self.names.goes_on(hit[0])
            and not s.is_number(hit[0])  # "según el boletín 13"
        ):
            role = self.names.text((hit[0] - 1, hit[0])) if hit[0] - end > 1 else ""
            return Attribution(start, hit[0], role, "named before", start, hit[0], back, carried=True, loose=True)
        name = issuer or self.names.after(self._past_data(end), strong=True) or self.names.after(end)
        name = name or self._own_paper(end) or self.names.described(end) or self._shouted(end)
        if name is None:
            return self._of_document(start, end, back=back)
        if is_own(self.names, name):
            return of_owner(self.names, name, (start, name[1]), self.counted, closes=back)
        alone = any(table.match(s.words, start) is not None for table in (self.cues.captions, self.cues.in_passing))
        rule = OF_DATA if self.cues.numbers_of.match(s.words, start) is not None else "named after a phrase"
        found = Attribution(*name, self.names.text(name), rule, start, name[1], back, going=not alone)
        return found._replace(rule="named before", carried=True) if self.names.is_kind(name) else found

    def _own_paper(self, at: int) -> Name | None:
        """Read "its latest report", "su último parte", told by whoever it is of."""
        s = self.s
        near = range(at + 1, min(at + _LONGEST_PAPER, len(s.words))) if s.word(at) in self.cues.possessives else ()
        paper = next((i for i in near if s.words[i] in self.cues.documents or not s.is_word(i)), None)
        return (at + 1, paper + 1) if paper is not None and s.is_word(paper) else None

    def _of_document(self, start: int, end: int, *, back: bool) -> Attribution | None:
        """Return a document cited by its kind, which gives way to whoever else tells something in the sentence."""
        name = self.names.cited(end) if not (back and self.names.verbs) else None
        if name is None:
            return None
        return Attribution(
            *name, self.names.text(name), "document cited", start, name[1], back, main=False, going=False
        )

    def _is_own(self, at: int) -> bool:
        """Tell "according to this observatory’s count", "según el conteo de prensa de esta fundación"."""
        for here in range(at, min(at + _OWN, len(self.s.words))):
            own = self.s.words[here] in self.cues.ourselves and not {here, here + 1} & self.names.dated
            if own or not self.s.is_word(here):
                return own
        return False

    def _has_before(self, at: int) -> bool:
        """Tell whether what a source tells may stand before it in its clause."""
        start = at
        while start > 0 and self.s.words[start - 1] not in ";:([—–":
            start -= 1
        return at - start >= _SOON or any(start <= amount < at for amount in self.counted)

    def _shouted(self, at: int) -> Name | None:
        """Read one word in a text all in capitals, where no name can be told: "ACCORDING TO ECOPETROL, ..."."""
        s = self.s
        closed = s.word(at + 1) in CLAUSE_ENDS or s.word(at + 1) == "."
        known = (
            s.shouting and s.is_word(at) and s.words[at] not in s.language.nouns.stops and at not in self.names.dated
        )
        return (at, at + 1) if known and closed and s.words[at] not in self.cues.not_sources else None

    def _past_data(self, at: int) -> int:
        """Step over "data from", "un informe presentado ayer por", "el fichero de", to the source itself."""
        s, cues = self.s, self.cues
        start = at
        while s.word(start) in s.language.nouns.articles:
            start += 1
        for end in range(start, min(start + _LONGEST_DATA, len(s.words))):
            word = s.words[end]
            if end > start and word in cues.agents:
                return end + 1
            counted = s.is_number(end) and not cues.polls.isdisjoint(s.words[start:end])  # "a poll of 900 adults by"
            if not (s.is_word(end) or counted) or self.names.is_proper(end) or word in cues.that_words:
                break
        end = start
        while s.word(end) in cues.data_words or (end < start + 2 and self._is_unknown(end)):
            end += 1
        return end + 1 if end > start and s.word(end) in cues.data_links else at

    def _is_unknown(self, at: int) -> bool:
        """Tell a word in small letters that is no role: "el fichero del Ministerio", but "el jefe del Ministerio"."""
        s = self.s
        plain = s.is_word(at) and not s.shouting and not self.names.is_proper(at) and not self.names.is_role(at)
        small = s.word(at) in s.language.nouns.stops or s.word(at) in self.cues.name_links
        return plain and not small and not self.names.is_verb(at)

    def _owners(self) -> Iterator[Attribution]:
        """Read "X’s tally", "the sergeants’ own count"."""
        s, last = self.s, len(self.s.words) - 1
        for at in where(s.words, APOSTROPHES):
            if not 0 < at < last or not s.glued(at):
                continue
            behind = at + 2 if s.words[at + 1] == "s" and s.glued(at + 1) else at + 1
            if behind == at + 1 and s.glued(behind):
                continue
            if (found := self._owner(at, self._owned(behind))) is not None:
                yield found

    def _counts(self) -> Iterator[Attribution]:
        """Read "the police estimate was", "the government figure is", "…, by police estimates"."""
        s, told = self.s, self.cues.counts_told
        for at in where(s.words, told):
            role = self.names.is_role(at - 1)
            stated = role and s.word(at + 1) in self.cues.passives
            closes = role and s.word(at - 2) in self.cues.agents and (not s.is_word(at + 1) or at + 1 == len(s.words))
            if (stated or closes) and (found := self._owner(at, at + 1)) is not None:
                yield found._replace(back=True) if closes else found

    def _issuers(self) -> Iterator[Attribution]:
        """Read "The board presented its yearly figures", whose numbers follow."""
        for start, end, _ in self.cues.issuing.find(self.s.words):
            if self.cues.series_words.isdisjoint(
                self.s.words[end : end + _ISSUED]
            ) or not self.names.is_printed_as_verb(start):
                continue
            name = self.names.before(start, strong=False)
            sure = name is not None and any(self.names.is_role(at) or self.names.is_acronym(at) for at in range(*name))
            if name is not None and sure and name[1] <= start and not self.names.is_kind(name):
                yield Attribution(*name, self.names.text(name), OF_DATA, name[0], end)

    def _holders(self) -> Iterator[Attribution]:
        """Read "the tally of the union stands at 44", "en el recuento de la policía"; no verb of speech follows."""
        s, names = self.s, self.names
        for at in where(s.words, self.cues.series_words):
            near = range(at + 1, min(at + _ADJECTIVES, len(s.words)))
            link = next((i for i in near if s.words[i] in self.cues.data_links), None)
            own = link is None or s.word(link + 1) in self.cues.ourselves
            if link is None or own or s.word(at - 1) not in self.cues.definite or s.words[at] in self.cues.index_words:
                continue
            name = names.after(link + 1)
            inside = range(*name) if name is not None else range(0)
            known = any(names.is_role(i) or names.is_acronym(i) for i in inside)
            body = known and not any(map(names.is_person, inside))
            tells = self.cues.verbs | self.cues.document_verbs
            if name is None or not body or not tells.isdisjoint(s.words[name[1] : name[1] + _TELLS]):
                continue
            back = s.word(at - 2) in self.cues.prepositions and self._has_before(at - 2)
            yield Attribution(*name, names.text(name), OWNER, at - 1, name[1], back)

    def _tolls(self) -> Iterator[Attribution]:
        """Read "a police toll of 21", which tells no more than that amount."""
        s, cues = self.s, self.cues
        for amount in self.counted:
            at = amount - 2
            told = at > 0 and s.words[at + 1] in cues.links_of and s.words[at] in cues.tolls
            if told and self.names.is_role(at - 1) and (found := self._owner(at, amount + 1)) is not None:
                yield found._replace(ahead=False, main=False, going=False)

    def _owner(self, at: int, end: int | None) -> Attribution | None:
        """Return the owner that stands before a token: "in X’s index" tells what stands before it too."""
        name = self.names.ending(at) if end else None
        if name is None or not end:
            return None
        start = name[0]
        while self.s.word(start - 1) in self.s.language.nouns.articles:
            start -= 1
        back = self.s.word(start - 1) in self.cues.prepositions and self._has_before(start - 1)
        found = Attribution(*name, self.names.text(name), OWNER, start, end, back)
        if not self.names.is_kind(name):
            return found
        return found._replace(carried=True, loose=self.names.is_pronoun(name))

    def _owned(self, at: int) -> int | None:
        """Return the end of what a source owns: "own most recent data", "2020 report"."""
        for start in range(at, min(at + 3, len(self.s.words))):
            if (hit := self.cues.possessed.match(self.s.words, start)) is not None:
                return hit[0]
        return None

    def _in_index(self) -> Iterator[Attribution]:
        """Read "in the X Index", "en el índice de integridad de la red X": who made it says so."""
        s = self.s
        for at in where(s.words, self.cues.index_words):
            maker = self._maker(at)
            name = self.names.before(at + 1, strong=False) if s.is_capital(at) and not maker else None
            name = maker or name
            if name is not None and (name[1] - name[0] > 1 or maker):
                start = min(name[0], at)
                yield Attribution(
                    *name, self.names.text(name), "named as maker of an index", start, name[1], self._has_before(start)
                )

    def _in_poll(self) -> Iterator[Attribution]:
        """Read "In a survey of 300 adults, …", "en una encuesta del Banco, …": its size is told by nobody."""
        s, cues = self.s, self.cues
        for at, word in enumerate(s.words[: _EARLY_POLL + 1]):
            if word not in cues.polls or s.language.numbers.articles.isdisjoint(s.words[max(0, at - 3) : at]):
                continue
            end = next((i for i in range(at, len(s.words)) if s.words[i] == ","), at + 1)
            made = s.word(at + 1) in cues.agents or s.word(at + 1) in cues.data_links
            name = (self.names.after(at + 2) if made else None) or (at, at + 1)
            yield Attribution(at, max(end, name[1]), self.names.text(name), "named as a survey", at, max(end, name[1]))

    def _maker(self, at: int) -> Name | None:
        """Return who makes an index: told in a remark behind it, else the last name behind "of", written as a name."""
        s, found, links = self.s, None, self.cues.links_of
        far = min(at + _LONGEST_INDEX, len(s.words))
        comma = next((i for i in range(at + 1, far) if not s.is_word(i)), far)
        if s.word(comma) == ",":
            if s.word(comma + 1) in links:
                return self.names.after(comma + 2)  # "el Índice de Integridad, de la Fundación X,"
            relatives = self.cues.that_words | self.cues.relatives
            if s.word(comma + 1) in relatives and (maker := find_in_clause(self.names, comma + 2)) is not None:
                return maker
        inner = next((i for i in range(at + 1, comma) if s.words[i] in self.cues.that_words | self.cues.relatives), far)
        if inner < far and (maker := find_in_clause(self.names, inner + 1)) is not None:
            return maker  # "the Index that the Institute publishes"
        for link in range(at + 1, min(at + _LONGEST_INDEX, len(s.words))):
            if not s.is_word(link):
                break
            if s.words[link] in links and any(map(self.names.is_proper, range(link + 1, min(link + 4, len(s.words))))):
                found = self.names.after(link + 1)
                if found is not None:
                    break
        return None if found is not None and s.is_capital(at) and self._is_subject(found) else found

    def _is_subject(self, name: Name) -> bool:
        """Tell what an index is about, "Integridad", "la Percepción de la Corrupción", from who makes it."""
        inside = range(*name)
        known = any(self.names.is_role(at) or self.names.is_acronym(at) for at in inside)
        return not known and self.s.words[name[0]].endswith(self.cues.abstract_endings)

    def _views(self) -> Iterator[Attribution]:
        """Read "For the agency X, …", "Para la consultora X, …", "para la Cancillería fueron 402" opening a clause."""
        s = self.s
        for at in where(s.words, self.cues.views):
            if at == 0 or s.words[at - 1] in _OPENERS:
                name = self.names.after(at + 1)
                if name and (s.word(name[1]) == "," or self._counts_so(name[1])) and self._may_view(name):
                    yield Attribution(*name, self.names.text(name), "named after a phrase", at, name[1])

    def _counts_so(self, at: int) -> bool:
        """Tell whether a number stands right behind "were": "; para la Cancillería | fueron 402"."""
        s = self.s
        number = s.is_number(at + 1) or s.word(at + 1) in s.language.numbers.cardinals
        return s.word(at) in self.cues.passives and number

    def _may_view(self, name: Name) -> bool:
        """Tell who may see things so: a role, an acronym; "for Mexico, …" and "para 2022, …" tell no source."""
        inside = range(*name)
        if all(at in self.names.placed for at in inside):
            return False
        return any(map(self.names.is_role, inside)) or any(map(self.names.is_acronym, inside))

    def _in_brackets(self) -> Iterator[Attribution]:
        """Read "Homicides (police data): 6,640"."""
        s = self.s
        for at in where(s.words, _BRACKET):
            closing = next(
                (i for i in range(at + 2, min(at + _LONGEST_LABEL, len(s.words))) if s.words[i] == ")"), None
            )
            if closing and s.words[closing - 1] in self.cues.data_words:
                name = self.names.before(closing - 1, strong=False)
                if name is not None and name[0] == at + 1:
                    yield Attribution(
                        *name, self.names.text(name), "named in brackets", at, closing, self._has_before(at)
                    )
