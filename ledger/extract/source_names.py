"""Where the name of a source begins and ends: "the state health ministry", "el fiscal estatal, Bruno Arizpe"."""

from collections.abc import Sequence
from operator import and_

from ledger.extract.nouns import is_verb
from ledger.extract.places import Mention
from ledger.extract.time_spans import TimeSpan
from ledger.extract.tokens import DASHES, Sentence
from ledger.lexicon.phrases import where
from ledger.lexicon.places import Level

Name = tuple[int, int]

APOSTROPHES = frozenset("’'")
OPENING_QUOTES = frozenset('“"«‘')
CLOSING_QUOTES = frozenset('”"»’')
_LONGEST_NAME = 14
_LONGEST_ASIDE = 25  # tokens between the commas of "the ministry, which counts the dead by district, said"
_MOST_ADJECTIVES = 4
_MOST_PLAIN = 2  # words in small letters before a name: "la activista social Irma Quel"
_LONGEST_POLL = 7  # tokens of "a survey of 900 registered voters"
_PERSON_BY = 8  # tokens before the person a sentence is about
_PERSONAL_NAME = (2, 5)  # tokens of a name set behind a role: "el fiscal, Bruno Arizpe,"
CLAUSE_ENDS = frozenset(",;:()[]—–") | OPENING_QUOTES | CLOSING_QUOTES
_QUOTES_AND_STOPS = (OPENING_QUOTES | CLOSING_QUOTES | {";"}) - APOSTROPHES
_OPENERS = CLAUSE_ENDS - {"(", "["}
_BEFORE_CAPITAL = OPENING_QUOTES | frozenset(":.-–—*•")  # a capital behind them may be that of a beginning
_JOINTS = DASHES | frozenset("/&")


class SourceNames:
    """Reads the names of sources in one sentence, forwards from a word and backwards from a verb."""

    def __init__(self, s: Sentence, times: Sequence[TimeSpan], mentions: Sequence[Mention]) -> None:
        self.s, self.cues, self.nouns = s, s.language.attribution, s.language.nouns
        self.time_at = {time.end: time.start for time in times}
        self.dated = {at for time in times for at in range(time.start, time.end)}
        self.placed = {at for mention in mentions for at in range(mention.start, mention.end)}
        countries = [mention for mention in mentions if mention.level is Level.COUNTRY]
        self.states = {at for mention in countries for at in range(mention.start, mention.end)}
        self._verbs: list[int] | None = None

    # Kinds of words

    @property
    def verbs(self) -> list[int]:
        """The tokens that are verbs of speech, in order; they are looked for once."""
        if self._verbs is None:
            verbs = self.cues.all_verbs
            self._verbs = [at for at in where(self.s.words, verbs) if self._is_printed_as_verb(at)]
        return self._verbs

    def is_verb(self, at: int) -> bool:
        """Tell whether a word is a verb of speech."""
        return at in self.verbs

    def _is_printed_as_verb(self, at: int) -> bool:
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
        known = word in self.cues.titles or word.removeprefix(self.cues.former) in self.cues.people
        return known and (self.s.raw(at).isascii() or at not in self.verbs)  # "documentó" is no "documento"

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

    # Backwards: the subject of a verb

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

    def _past_articles(self, start: int) -> int:
        """Go back over the articles before a name."""
        while self.s.word(start - 1) in self.nouns.articles:
            start -= 1
        return start

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
        alone = name[1] - name[0] == 1 and self.is_role(name[0]) and 0 < end - start < _PERSONAL_NAME[1]
        return alone and all(self.is_proper(at) and at not in self.placed for at in range(start, end))

    def _person(self, start: int, end: int) -> Name | None:
        """Return a personal name that fills the tokens: "the fiscal, Bruno Arizpe, said"."""
        end = next((at for at in range(start, end) if self.s.words[at] == ","), end)
        fits = _PERSONAL_NAME[0] <= end - start <= _PERSONAL_NAME[1]
        proper = all(
            self.is_proper(at) or self.s.words[at] == "." or self.s.words[at] in self.cues.name_links
            for at in range(start, end)
        )
        first = start + (self.s.words[start] in self.cues.people)  # "the parish priest, Father Leo Banks, said"
        named = any(at in self.placed or self.is_role(at) for at in range(first, end))
        return (start, end) if fits and proper and not named else None

    def _in_phrase(self, start: int) -> bool:
        """Tell whether a name stands behind a preposition, and is no subject: "with offices in Brickell Avenue"."""
        return self.s.word(self._past_articles(start) - 1) in self.cues.prepositions

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
        while start > 0 and end - start < _LONGEST_NAME and start - 1 not in self.dated:
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
        while (
            opening > 0 and at - opening < _MOST_ADJECTIVES and s.is_word(opening - 1) and not self._is_small(opening)
        ):
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

    # Forwards: what stands behind a phrase or a verb

    def after(self, at: int, *, strong: bool = False) -> Name | None:
        """Return the source that begins at a word, with the personal name set behind a role."""
        s, start = self.s, at
        while s.word(start) in self.nouns.articles or s.word(start) in OPENING_QUOTES:
            start += 1
        end = self._solid_end(start)
        if s.word(end - 1) == "s" and s.word(end - 2) in APOSTROPHES:
            end -= 2
        elif s.word(end - 1) in APOSTROPHES:
            end -= 1
        if not self.is_source(start, end, strong=strong):
            return None
        return start, self._with_person(start, end)

    def told_behind(self, at: int, *, strong: bool = False) -> Name | None:
        """Return the source behind its verb, without whom it tells: "dijo la Cruz Roja | a la Voz de Tarma"."""
        name = self.after(at) or (self._with_name(at) if strong else None)
        for cut in range(name[0] + 1, name[1]) if name is not None else ():
            named = self.is_role(cut - 2) and not self.s.is_capital(cut - 2)  # "el colectivo Techo a la Vista"
            if self.cues.aims.match(self.s.words, cut) is not None and not named and name is not None:
                return name[0], cut
        return name

    def _with_name(self, at: int) -> Name | None:
        """Return one told by a word in small letters and the name right behind it: "la tejedora Irma Quel"."""
        start = at
        while self.s.word(start) in self.nouns.articles:
            start += 1
        end = self._solid_end(start)
        first = next((i for i in range(start, end) if self.is_proper(i)), end)
        plain = self.s.word(start - 1) in self.nouns.articles and start < first < end and first - start <= _MOST_PLAIN
        small = any(self._is_small(i) or self.s.words[i] in self.cues.name_links for i in range(start, first))
        return (start, end) if plain and not small and first not in self.placed else None

    def anyone(self, at: int) -> Name | None:
        """Return a speaker told in small letters who closes the clause: "…", dice un repartidor."""
        s, start = self.s, at + 1
        if s.word(at) not in self.nouns.articles:
            return None
        end = start
        while end < len(s.words) and end - start < _MOST_ADJECTIVES and s.is_word(end) and not self._is_small(end):
            end += 1
        closed = end == len(s.words) or not s.is_word(end)
        return (start, end) if closed and self.is_source(start, end, strong=True) else None

    def cited(self, at: int) -> Name | None:
        """Read "according to the indictment", "señala el dictamen de la Corte": a document told by its kind."""
        s, start = self.s, at
        while s.word(start) in self.cues.definite:
            start += 1
        if start == at or s.word(start) not in self.cues.documents:
            return None
        whose = self.after(start + 2) if s.word(start + 1) in self.cues.links_of else None
        return start, whose[1] if whose is not None else start + 1

    def described(self, at: int) -> Name | None:
        """Return a source that has no name: "a report", "un informe"."""
        s = self.s
        end = self._solid_end(at + 1) if s.word(at) in s.language.numbers.articles else at
        return (at, end) if end > at + 1 and self.is_role(end - 1) else None

    def _solid_end(self, start: int) -> int:
        """Return the end of the name that begins at a word: behind its last word of weight."""
        end, solid, linked = start, start, False
        while end < len(self.s.words) and end - start < _LONGEST_NAME and end not in self.dated:
            step = self._step(start, solid, end, linked=linked)
            if step is None:
                break
            weighs, linked = step
            end += 1
            solid = end if weighs else solid
        return solid

    def _step(self, start: int, solid: int, at: int, *, linked: bool) -> tuple[bool, bool] | None:
        """Tell whether a name goes on over a word: None where not, else whether the word has weight and is linked.

        Behind "of" small words belong to the name: "comisión de derechos humanos".
        """
        s, word = self.s, self.s.words[at]
        if self._joins(at):
            return word == "s" or (word in APOSTROPHES and not s.glued(at + 1)), linked
        if self._is_hyphened(at):
            return self.is_proper(at), linked
        if not s.is_word(at):
            return None
        if self.is_proper(at) or (self.is_role(at) and not self._is_small(at)):
            return True, False
        if word in self.cues.coordinators:
            joined = self._joins_sources(at + 1, made=self.is_agent(start) and self._is_author(start))
            return (False, linked) if joined else None
        if word in self.cues.name_links:
            return (False, linked or word in self.cues.links_of) if self._links(start, solid, at) else None
        closed = not linked or (s.shouting and s.words[at - 1] not in self.cues.name_links)
        if self._is_small(at) or (self.is_verb(at) and closed):
            return None
        if s.shouting and at > start and not linked and is_verb(s, at):
            return None  # "THE ARMY PATROL KILLED 15"
        if solid == start:
            return (False, linked) if at - start < _MOST_ADJECTIVES else None
        if self._is_owned(at) and self.cues.possessed.match(s.words, at) is None:
            return True, False  # "the doctors’ guild"
        adjective = bool(self.cues.adjective_endings) and solid == at and word.endswith(self.cues.adjective_endings)
        return (True, linked) if (linked or adjective or s.shouting) and not self._is_remark(at) else None

    def _is_owned(self, at: int) -> bool:
        """Tell the word behind the mark of an owner."""
        s = self.s
        return s.word(at - 1) in APOSTROPHES or (s.word(at - 1) == "s" and s.word(at - 2) in APOSTROPHES)

    def _is_remark(self, at: int) -> bool:
        """Tell what is said of a source from an adjective of its name: "el informe | leído ayer en el pleno"."""
        s, behind = self.s, at + 1
        if not s.words[at].endswith(self.cues.remark_endings) or s.words[at - 1] in self.cues.name_links:
            return False
        behind += s.word(behind) in self.nouns.articles
        placed = s.word(behind) in self.cues.prepositions and s.word(behind) not in self.cues.links_of
        return behind in self.dated or placed or s.word(behind) in self.cues.between

    def _links(self, start: int, solid: int, at: int) -> bool:
        s, word = self.s, self.s.words[at]
        if solid == start or (solid < at and s.words[at - 1] not in self.cues.name_links):
            return False
        if solid == at and self._is_personal(start, at):
            titled = not self.cues.people.isdisjoint(s.words[start:at])
            if (word in self.cues.weak_links and titled) or (word in self.cues.links_of and not self._is_named(at + 1)):
                return False  # "Mayor Ana Ruiz | on the radio", "Ana Ruiz | of the growth"
        return word not in self.cues.weak_links or (solid == at and self._joins_name(start, at))

    def _joins_name(self, start: int, at: int) -> bool:
        """Tell "Causa en Común", "Techo a la Vista", "Justice in Mexico" from "the mayor said in Lima"."""
        s, behind = self.s, at + 1
        if not self.is_proper(at - 1) or s.word(behind) in self.cues.posted_on:
            return False
        if s.words[at - 1] in self.cues.people and not self._is_inside(at - 1):
            return False  # "Neighbors | on Oak Street"
        aim = self.cues.aims.match(s.words, at)
        if aim is not None and (self.is_role(aim[0]) or self._is_personal(start, at)):
            return False  # "dijo Ana Paz | a la Agencia Sur"
        if aim is None and s.words[at] in self.cues.aims.first_words:
            return False  # "dijo Paz | a Télam"
        behind = behind if aim is None else aim[0]
        return self.is_proper(behind) and (behind not in self.placed or not any(map(self.is_role, range(start, at))))

    def _is_personal(self, start: int, at: int) -> bool:
        """Tell whether a name that ends before a token may be a person's: "Ana Ruiz", "the mayor of Salta"."""
        bodies = any(self.is_role(i) and self.s.words[i] not in self.cues.people for i in range(start, at))
        return not bodies and self.is_proper(at - 1) and not self.is_role(at - 1)

    def _is_named(self, at: int) -> bool:
        """Tell whether a name or a role begins at a token, over an article."""
        at += self.s.word(at) in self.nouns.articles
        return self.is_proper(at) or self.is_role(at)

    def _joins_sources(self, at: int, *, made: bool) -> bool:
        """Tell "según la Policía y el Ejército" from "dijo la ministra y la policía reportó".

        Who made a document do not speak themselves: "a study by the Institute and the Bank found".
        """
        s, start = self.s, at
        while s.word(start) in self.nouns.articles:
            start += 1
        end = start
        while end < len(s.words) and (self.is_proper(end) or self.is_role(end) or s.word(end) in self.cues.links_of):
            end += 1
        if s.shouting:
            end += (
                end > start
                and end < len(s.words)
                and s.is_word(end)
                and not self._is_small(end)
                and not self.is_verb(end)
            )
        speaks = end < len(s.words) and (self.is_verb(end) or s.words[end] in self.cues.between)
        return end > start and (made or not speaks)

    def _with_person(self, start: int, end: int) -> int:
        """Return the end of the name behind the role: "la ministra de Hacienda, Elvira Sanchís"."""
        s = self.s
        if s.word(end) != "," or not (self.cues.people & set(s.words[start:end])):
            return end
        begin = end + 1
        while begin < len(s.words) and (s.words[begin] in self.nouns.articles or self.is_role(begin)):
            begin += 1
        begin += not s.shouting and s.is_word(begin) and not self.is_proper(begin) and self.is_proper(begin + 1)
        stop = begin
        while (
            stop < len(s.words)
            and s.is_word(stop)
            and (s.shouting or self.is_proper(stop) or s.words[stop] in self.cues.name_links)
        ):
            stop += 1
        fits = _PERSONAL_NAME[0] <= stop - begin <= _PERSONAL_NAME[1]
        closed = stop == len(s.words) or not s.is_word(stop) or (not s.shouting and self._is_small(stop))
        return stop if fits and closed and stop - 1 not in self.placed else end

    def past_times(self, at: int) -> int:
        """Step over "ayer", "el martes", "este jueves" between a verb and its subject."""
        s, articles = self.s, self.s.language.nouns.articles
        while at < len(s.words):
            if (past := self.past_date(at)) > at:
                at = past
            elif s.words[at] in self.cues.between and s.words[at] not in articles:
                at += 1
            elif s.words[at] in articles and at + 1 in self.dated:
                at += 2
            else:
                break
        return at

    def past_date(self, at: int) -> int:
        """Step over "en mayo", "in 2023" behind a verb."""
        lead = self.s.language.time.in_words.match(self.s.words, at)
        start = end = lead[0] if lead is not None else at
        while end in self.dated:
            end += 1
        return end if end > start else at

    def goes_on(self, at: int) -> bool:
        """Tell whether a name goes on at a word: "la ONG Puerto Abierto" is no pronoun's "la ONG"."""
        s = self.s
        small = s.word(at) in s.language.nouns.stops and s.word(at) not in self.cues.name_links
        return s.is_word(at) and not small and not self.is_verb(at)

    # What can speak

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
        near = 0 < first - start <= _MOST_PLAIN and not any(map(self.is_verb, range(start, first)))
        named = all(self.is_proper(at) and at not in self.placed for at in range(first, end))
        small = any(self._is_small(at) or self.s.words[at] in self.cues.name_links for at in range(start, first))
        return near and named and not small and end - first >= _PERSONAL_NAME[0]

    def _is_abstract(self, at: int) -> bool:
        """Tell what is done or felt, in small letters, from who does it: "la verificación añadió 14 casos"."""
        word = self.s.words[at]
        known = word in self.cues.data_words or word in self.cues.documents
        return (
            not known and not self.is_proper(at) and not self.s.shouting and word.endswith(self.cues.abstract_endings)
        )

    def _is_of_weight(self, at: int) -> bool:
        return self.s.words[at] not in self.cues.not_sources and at not in self.dated and not self._is_small(at)

    # How it is printed

    def text(self, name: Name) -> str:
        """Return the name on one line, with the short form that the text gives behind it in brackets."""
        text = self.s.told(*name)
        short = self._short_form(name[1])
        return f"{text} ({short})" if short else text

    def _short_form(self, at: int) -> str | None:
        """Return the short form of a name told behind it: "(RUPA)", ", known as SEPRE,"."""
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
        return last if last.isupper() and len(last) >= 3 else None

    def person(self) -> Name | None:
        """Return the personal name the sentence opens with, "Radoslava Mineva, who runs"; it may speak later on."""
        s, start = self.s, 0
        while start < len(s.words) and start < _PERSON_BY and not (self.is_proper(start) and self.is_proper(start + 1)):
            start += 1
        end = start
        while self.is_proper(end):
            end += 1
        fits = _PERSONAL_NAME[0] <= end - start < _PERSONAL_NAME[1]
        body = any(at in self.placed or at in self.dated or self.is_role(at) for at in range(start, end))
        return (start, end) if fits and not body and not self._in_phrase(start) else None


def may_open_with_name(s: Sentence) -> bool:
    """Tell whether two words in capitals open a sentence, who may be the person it is about."""
    capital = [s.text[start].isupper() for start in s.starts[: _PERSON_BY + 1]]
    return any(map(and_, capital, capital[1:]))
