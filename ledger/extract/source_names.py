"""Where the name of a source begins and ends: "the state health ministry", "el fiscal estatal, Bruno Arizpe"."""

from operator import and_

from ledger.extract.names_behind import LONGEST_NAME, MOST_ADJECTIVES, NamesBehind
from ledger.extract.nouns import is_verb
from ledger.extract.own_voice import is_short_for
from ledger.extract.source_words import CLAUSE_ENDS, CLOSING_QUOTES, OPENING_QUOTES, PERSONAL_NAME, Name
from ledger.extract.tokens import APOSTROPHES, DASHES, Sentence

_LONGEST_ASIDE = 25  # tokens between the commas of "the ministry, which counts the dead by district, said"
_SHORTEST = 3  # letters of a short form
_NUMBERED = 4  # tokens of "n.º" before a number
_PERSON_BY = 8  # tokens before the person a sentence is about
_QUOTES_AND_STOPS = (OPENING_QUOTES | CLOSING_QUOTES | {";"}) - APOSTROPHES
_OPENERS = CLAUSE_ENDS - {"(", "["}


class SourceNames(NamesBehind):
    """Reads the names of sources in one sentence, forwards from a word and backwards from a verb."""

    def before(self, at: int, *, strong: bool) -> Name | None:
        """Return the source that ends just before a verb, asides in between left out."""
        end = self._step_back(at)
        if end > 0 and self.s.words[end - 1] == ",":
            return self._before_aside(end - 1, strong=strong) or self.opening(at)
        name = self._ending(end, strong=strong)
        if name is None:
            return self.opening(at)
        if (described := self._described_by(at, name)) is not None:
            return described
        name = self._with_partners(name, at)
        if self.is_agent(name[0]):
            return name if self._is_author(name[0]) else self.opening(at)
        inside = self._in_phrase(name[0])
        if inside and self._is_issuer(name[0]):
            return name  # "a statement from the National Police said"
        if inside or self._is_place(name):
            housed = self._housed(at, name[0])
            if housed is not None:
                return housed
        return self.opening(at) if inside and not any(map(self.is_proper, range(*name))) else name

    def _with_partners(self, name: Name, at: int) -> Name:
        """Return all who speak by a verb of several: "the army and the police said", "la ONG X y el gremio dicen"."""
        if not self._is_of_several(at):
            return name
        first, start = name[0], self._past_articles(name[0])
        while (partner := self._partner(start, joined=first != name[0])) is not None:
            start = self._past_articles(partner[0])
            if not (self._opens_with(start) or self.is_agent(partner[0])):
                break
            first = partner[0]
        return first, name[1]

    def _partner(self, start: int, *, joined: bool) -> Name | None:
        """Return who is named before "and", and before the commas in front of that one where they are `joined`."""
        before = self.s.word(start - 1)
        if before not in self.cues.coordinators and not (joined and before == ","):
            return None
        name = self._ending(start - 1, strong=False)
        known = name is not None and (before != "," or any(map(self.is_role, range(*name))))
        return name if name is not None and known and all(map(self._may_be_named, range(*name))) else None

    def _may_be_named(self, at: int) -> bool:
        """Tell a word of a name from a verb, or from an amount."""
        return self.is_role(at) or self.is_proper(at) or not (self.is_verb(at) or is_verb(self.s, at))

    def _opens_with(self, start: int) -> bool:
        """Tell whether a clause opens at a token, over "both"."""
        return self._opens(start) or (self.s.word(start - 1) in self.cues.between and self._opens(start - 1))

    def _is_of_several(self, at: int) -> bool:
        """Tell whether several may speak by a verb, as its ending tells: "dijeron", not "dijo"."""
        endings = self.cues.plural_tellings
        return not endings or self.s.words[at].endswith(endings) or self.s.word(at - 1).endswith(endings)

    def _is_issuer(self, start: int) -> bool:
        """Tell who is named behind a document that is theirs: "a statement from the National Police"."""
        link = self._past_articles(start) - 1
        return self.s.word(link) in self.cues.data_links and self.s.word(link - 1) in self.cues.notices

    def _is_place(self, name: Name) -> bool:
        """Tell whether a name is only that of a place."""
        return all(at in self.placed or not self.s.is_word(at) for at in range(*name))

    def _housed(self, at: int, before: int) -> Name | None:
        """Return who a clause opens with where a place stands before the verb: "Prosecutors in Zone 1 of Lima told"."""
        start = before
        while not self._opens(start):
            start -= 1
        name = self.after(start)
        return name if name is not None and name[1] < before and self._is_plain(name, at) else None

    def _opens(self, at: int) -> bool:
        """Tell whether a clause opens at a token: behind a mark, or the dash of a dateline."""
        s = self.s
        return at == 0 or s.words[at - 1] in _OPENERS or (s.words[at - 1] in DASHES and not s.glued(at - 1))

    def _is_plain(self, name: Name, at: int) -> bool:
        """Tell whether no verb stands between a name that says who speaks and a token."""
        return any(map(self.is_role, range(*name))) and not any(map(self.is_verb, range(name[1], at)))

    def ending(self, at: int) -> Name | None:
        """Return the source that ends just before a token, wherever it stands."""
        return self._ending(at, strong=False)

    def opening(self, at: int) -> Name | None:
        """Return the subject a clause opens with, described before its verb: "A nurse reached by phone put"."""
        s, start = self.s, at
        while start > 0 and at - start < _LONGEST_ASIDE and not self._opens(start):
            start -= 1
        if not self._opens(start):
            return None
        start += s.word(start) in self.cues.coordinators
        name = self.after(start) or self.described(start)
        if name is None or name[1] >= at or s.word(start) in self.cues.prepositions:
            return None
        first = name[1] + (s.word(name[1]) == ",")
        if s.word(first) in self.cues.relatives:
            return name
        between = range(name[1], at)
        parts = (self.cues.passives, self.cues.coordinators)
        busy = any(self.is_verb(i) or any(s.words[i] in words for words in parts) for i in between)
        person = not self.cues.people.isdisjoint(s.words[name[0] : name[1]])  # "the engineer in charge said"
        body = s.word(name[0] - 1) in self.cues.definite and self.is_role(name[1] - 1)  # "the shelter in town said"
        return name if not busy and (person or body or s.words[name[1]] not in self.cues.prepositions) else None

    def _described_by(self, at: int, before: Name) -> Name | None:
        """Return who a clause opens with and says more of: "Clerks who asked for anonymity said".

        A name before the verb is in what is said of it only behind "overseeing the purge of the Police".
        """
        name = self.opening(at)
        if name is None or name[1] >= before[0] or not any(map(self.is_role, range(*name))):
            return None
        vague = not any(self.is_role(i) or self.is_proper(i) for i in range(*before))
        related = vague and self.s.word(name[1]) in self.cues.relatives
        busy = self.s.word(name[1]).endswith(self.cues.describing) and not self.is_proper(name[1])
        return name if related or busy else None

    def before_joint(self, at: int) -> Name | None:
        """Return the subject of a verb that "and" joins to another: "The watchdog visited 30 jails and found that"."""
        s, joint = self.s, self._step_back(at) - 1
        if joint < 1 or s.words[joint] not in self.cues.coordinators:
            return None
        for start in range(joint - 1, max(-1, joint - _LONGEST_ASIDE), -1):
            if start > 0 and s.words[start - 1] not in _OPENERS:
                continue
            name = self.after(start) or self.described(start)
            if name is not None and s.word(name[1]) in self.cues.that_words and self.is_verb(name[1] - 1):
                name = name[0], name[1] - 1  # "the fund estimates that"
            opens = name is not None and all(s.words[i] in self.nouns.articles for i in range(start, name[0]))
            if name is not None and opens and name[1] < joint - 1:
                return name
            if start > 0 and s.words[start - 1] != ",":
                return None
        return None

    def _before_aside(self, comma: int, *, strong: bool) -> Name | None:
        """Step over what stands between commas: "the National Drought Watch, a state body, said"."""
        s, second = self.s, None
        for at in range(comma - 1, max(0, comma - _LONGEST_ASIDE), -1):
            if s.words[at] in _QUOTES_AND_STOPS:
                break
            if s.words[at] != ",":
                continue
            name = self._ending(self._step_back(at), strong=strong)
            person = self._person(at + 1, comma)
            if person is not None:
                return (name[0], person[1]) if name and self.is_role(name[0]) else person
            if name is not None and self._is_apposed(name, at + 1, comma):
                return name[0], comma
            if name is not None and not self._in_phrase(name[0]):
                return name
            second = second or name
        return second

    def _is_apposed(self, name: Name, start: int, end: int) -> bool:
        """Tell what names a body or person in a remark of its own: "the company, Ferrosul, told"."""
        alone = name[1] - name[0] == 1 and self.is_role(name[0]) and 0 < end - start < PERSONAL_NAME[1]
        return alone and all(self.is_proper(at) and at not in self.placed for at in range(start, end))

    def _person(self, start: int, end: int) -> Name | None:
        """Return a personal name that fills the tokens: "the fiscal, Bruno Arizpe, said"."""
        end = next((at for at in range(start, end) if self.s.words[at] == ","), end)
        fits = PERSONAL_NAME[0] <= end - start <= PERSONAL_NAME[1]
        proper = all(
            self.is_proper(at) or self.s.words[at] == "." or self.s.words[at] in self.cues.name_links
            for at in range(start, end)
        )
        first = start + (self.s.words[start] in self.cues.people)  # "the parish priest, Father Leo Banks, said"
        named = any(at in self.placed or self.is_role(at) for at in range(first, end))
        return (start, end) if fits and proper and not named else None

    def _ending(self, end: int, *, strong: bool) -> Name | None:
        start = self._beginning(end)
        start = self._trimmed(start, end)
        if self.s.word(start - 1) in self.cues.ourselves and start - 1 not in self.dated:
            return None  # "this newspaper reported"
        if self.s.language.numbers.percent.match(self.s.words, start) is not None:
            return None  # "54 percent of Hondurans said"
        return (start, end) if self.is_source(start, end, strong=strong) else None

    def _beginning(self, end: int) -> int:
        """Go back over the words of a name, to the article or the small word before it."""
        start = end
        while start > 0 and end - start < LONGEST_NAME and start - 1 not in self.dated:
            if not self._goes_back_over(start - 1, start, end):
                break
            start -= 1
        return start

    def _goes_back_over(self, at: int, start: int, end: int) -> bool:
        s, word = self.s, self.s.words[at]
        if self._joins(at) or self._is_hyphened(at):
            return start < end
        if not s.is_word(at) or (start == end and word in self.cues.name_links and not self.is_proper(at)):
            return False
        if word in self.nouns.articles:
            aim = s.word(at - 1) in self.cues.weak_links and self.is_proper(at - 2)  # "Voces por la Paz"
            titled = s.is_capital(at) and self._is_inside(at) and self.is_proper(start)  # "el diario La Hora"
            titled = titled or (s.shouting and s.word(at - 1) in self.cues.papers)  # "EL DIARIO LA HORA"
            return s.word(at - 1) in self.cues.links_of or titled or (aim and self.is_proper(start))
        if word in self.cues.coordinators:
            return self._coordinates(at, start)
        if word in self.cues.weak_links:
            name = start + (s.word(start) in self.nouns.articles)
            return self.is_proper(name) and (self.is_proper(at - 1) or self.is_role(at - 1))
        if word in self.cues.name_links:
            return s.is_word(at - 1) and (at > 1 or self.is_role(at - 1) or self.is_proper(at - 1))
        if self.is_verb(at) and not self.is_role(at) and not self.is_proper(at):
            return False
        if s.shouting and is_verb(s, at) and not self.is_role(at):
            return False
        return not self._is_small(at)

    def _coordinates(self, at: int, start: int) -> bool:
        """Tell "Guardias y Policías said", "the army and the police said" from a verb's end and another's subject."""
        s = self.s
        if self.is_proper(at - 1) and self.is_proper(start):
            return True
        opening = at - 1
        while opening > 0 and at - opening < MOST_ADJECTIVES and s.is_word(opening - 1) and not self._is_small(opening):
            opening -= 1
        opens = opening == 0 or not s.is_word(opening - 1)
        return self.is_role(at - 1) and opens

    def _trimmed(self, start: int, end: int) -> int:
        """Leave out what stands before the name proper: links, marks, "meanwhile"."""
        s = self.s
        while start < end:
            word = s.words[start]
            opening = word in self.cues.not_sources and end - start > 1 and not self.is_role(start)
            link = word in self.cues.name_links and not self.is_proper(start)
            if not (opening or link or not s.is_word(start) or self._is_small(start)):
                break
            start += 1
        return start

    def text(self, name: Name) -> str:
        """Return the name on one line, with the short form that the text gives behind it in brackets."""
        text = self.s.told(name[0], self._numbered_end(name))
        short = self._short_form(name)
        return f"{text} ({short})" if short else text

    def _numbered_end(self, name: Name) -> int:
        """Return the end of a name behind its number: "Bulletin | No. 14", "Bulletin | 26", "boletín | n.º 26"."""
        s, end = self.s, name[1]
        while end > name[0] + 1 and s.words[end - 1] in self.cues.number_signs:
            end -= 1
        word = end - 1
        if s.words[word] not in self.cues.notices | self.cues.documents:
            return name[1]
        while end < len(s.words) and end - name[1] < _NUMBERED and s.words[end] in self.cues.number_signs:
            end += 1
        signed = end > word + 1 or s.is_capital(word)  # "according to the report 40 people died" bears no number
        return end + 1 if signed and s.is_number(end) else name[1]

    def _short_form(self, name: Name) -> str | None:
        """Return the short form of a name told behind it: "(RUPA)", "(Sinade)", ", known as SEPRE,"."""
        at = name[1]
        if self.s.shouting:
            return None
        known = self.cues.known_as.match(self.s.words, at + 1) if self.s.word(at) == "," else None
        if known is not None and self.is_acronym(known[0]):
            return self.s.raw(known[0])
        if self.s.word(at) != "(":
            return None
        closing = next((i for i in range(at, min(at + 16, len(self.s.words))) if self.s.words[i] == ")"), None)
        if closing is None or closing < at + 2:
            return None
        last = self.s.raw(closing - 1)
        if last.isupper() and len(last) >= _SHORTEST:
            return last
        words = [self.s.words[i] for i in range(*name) if self.s.is_capital(i)]
        made = closing == at + 2 and self.s.is_capital(at + 1) and is_short_for(self.s.words[at + 1], words)
        return last if made and len(last) >= _SHORTEST else None

    def person(self) -> Name | None:
        """Return the personal name the sentence opens with, "Radoslava Mineva, who runs"; it may speak later on."""
        s, start = self.s, 0
        while start < len(s.words) and start < _PERSON_BY and not (self.is_proper(start) and self.is_proper(start + 1)):
            start += 1
        end = start
        while self.is_proper(end):
            end += 1
        fits = PERSONAL_NAME[0] <= end - start < PERSONAL_NAME[1]
        body = any(at in self.placed or at in self.dated or self.is_role(at) for at in range(start, end))
        return (start, end) if fits and not body and not self._in_phrase(start) else None


def may_open_with_name(s: Sentence) -> bool:
    """Tell whether two words in capitals open a sentence, who may be the person it is about."""
    capital = [s.text[start].isupper() for start in s.starts[: _PERSON_BY + 1]]
    return any(map(and_, capital, capital[1:]))
