"""Where the name of a source ends that begins at a word: "according to | the state health ministry"."""

from ledger.extract.nouns import is_sure_verb, is_verb
from ledger.extract.source_words import MOST_PLAIN, OPENING_QUOTES, PERSONAL_NAME, Name, SourceWords
from ledger.extract.tokens import APOSTROPHES

LONGEST_NAME = 14  # tokens
MOST_ADJECTIVES = 4  # words before the one that says what kind of source it is


class NamesBehind(SourceWords):
    """Reads the names of sources forwards from a word."""

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
        plain = self.s.word(start - 1) in self.nouns.articles and start < first < end and first - start <= MOST_PLAIN
        small = any(self._is_small(i) or self.s.words[i] in self.cues.name_links for i in range(start, first))
        return (start, end) if plain and not small and first not in self.placed else None

    def anyone(self, at: int) -> Name | None:
        """Return a speaker told in small letters who closes the clause: "…", dice un repartidor."""
        s, start = self.s, at + 1
        if s.word(at) not in self.nouns.articles:
            return None
        end = start
        while end < len(s.words) and end - start < MOST_ADJECTIVES and s.is_word(end) and not self._is_small(end):
            end += 1
        goes_on = s.words[end - 1] in self.cues.name_links  # "anunció el envío de 300 soldados"
        closed = not goes_on and (end == len(s.words) or not s.is_word(end))
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
        while end < len(self.s.words) and end - start < LONGEST_NAME and end not in self.dated:
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
        if at > start and is_sure_verb(s, at):
            return None  # "la Personería de la capital | pasaron"
        if solid == start:
            return (False, linked) if at - start < MOST_ADJECTIVES else None
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
        fits = PERSONAL_NAME[0] <= stop - begin <= PERSONAL_NAME[1]
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
