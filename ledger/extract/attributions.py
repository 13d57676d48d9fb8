"""Who is said to say so: "according to X", "X reported that", "dijo X", carried through a paragraph."""

from collections.abc import Sequence
from dataclasses import dataclass

from ledger.extract.places import Mention
from ledger.extract.time_spans import TimeSpan
from ledger.extract.tokens import Sentence

_LONGEST_NAME = 12
_LATE = 5  # tokens; a source named this near the end of a sentence speaks for all of it
_EARLY = 12  # tokens; one named this near its beginning is its subject
_APOSTROPHES = ("’", "'")
_STOPS = (".", "-", "’", "'")


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source named at tokens `start` to `end`.

    `whole` sources speak for the whole sentence ("according to X"), others for what follows them.
    `main` ones go on in the next sentence; `carried` words ("he said") go on with the one before.
    """

    start: int
    end: int
    name: str
    rule: str
    whole: bool = False
    main: bool = True
    carried: bool = False

    def reaches(self, s: Sentence, at: int) -> bool:
        """Tell whether the source speaks for the amount at a token: "…, a program that X has said" does not."""
        return self.whole or at > self.start or self.end >= len(s) - _LATE


def find_attribution(s: Sentence, times: Sequence[TimeSpan], mentions: Sequence[Mention]) -> Attribution | None:
    """Return the source the sentence names, or a sign that the one before goes on; None where neither is told."""
    finder = _Finder(s, times, mentions)
    readers = (finder.after_phrase, finder.possessed, finder.before_verb, finder.after_verb, finder.pronoun)
    return next((found for reader in readers if (found := reader()) is not None), None)


_CLOSING = ("”", '"', "»", "’")


def find_citation(sentences: Sequence[Sentence]) -> Attribution | None:
    """Return the publisher of a cited title: the name behind its closing quote, "“Title.” Reuters. March 2021"."""
    for s in reversed(sentences):
        closing = max((at for at, word in enumerate(s.words) if word in _CLOSING), default=-1)
        start = closing + 1
        if closing >= 0 and start < len(s):
            return _publisher(s, start)
        if closing == len(s) - 1 and s is not sentences[-1]:
            following = sentences[list(sentences).index(s) + 1]
            return _publisher(following, 0)
    return None


def _publisher(s: Sentence, start: int) -> Attribution | None:
    end = start
    while end < len(s) and s.words[end] not in (".", ",", "(") and not s.is_number(end):
        end += 1
    if end == start or not s.is_capital(start):
        return None
    name = " ".join(s.covered(start, end).of(s.text).split())
    return Attribution(start, end, name, "publisher of a cited title", whole=True)


class _Finder:
    def __init__(self, s: Sentence, times: Sequence[TimeSpan], mentions: Sequence[Mention]) -> None:
        self.s, self.cues = s, s.language.attribution
        self.time_at = {time.end: time.start for time in times}
        self.dated = {at for time in times for at in range(time.start, time.end)}
        self.placed = {at for mention in mentions for at in range(mention.start, mention.end)}

    def after_phrase(self) -> Attribution | None:
        """Read "according to X", "según X", "de acuerdo con X"."""
        for start, end, _ in self.cues.before.find(self.s.words):
            if end < len(self.s) and self.cues.pronouns.match(self.s.words, end):
                return Attribution(start, end, "", "named before", carried=True)
            if self._is_own(end):
                return Attribution(start, end, "", "the document itself", whole=True)
            name = self._name_from(self._past_data(end))
            if name is not None:
                return Attribution(*name, self._text(name), "named after a phrase", whole=True)
        return None

    def _is_own(self, at: int) -> bool:
        """Tell "according to this observatory’s count", "según el conteo de esta fundación"."""
        return any(self.s.word(i) in self.cues.ourselves for i in range(at, min(at + 4, len(self.s))))

    def _past_data(self, at: int) -> int:
        """Step over "data from", "the count of", to the source that gave them."""
        s, end = self.s, at
        while s.word(end) in self.cues.data_words or s.word(end) in s.language.nouns.articles:
            end += 1
        return end + 1 if end > at and s.word(end) in self.cues.data_links else at

    def before_verb(self) -> Attribution | None:
        """Read "X reported that", "X informó que", "A report by X noted"."""
        for at, word in enumerate(self.s.words):
            if at == 0 or not self._speaks(at, word) or self._is_noun_use(at) or self._inverted(at):
                continue
            name = self._name_up_to(at) or self._role_up_to(at) or self._described_up_to(at)
            name = name or self._country_up_to(at)
            if name is None or (word in self.cues.received and not self._receives(name)):
                continue
            if self._is_role(name):
                return Attribution(*name, self._text(name), "named before", carried=True)
            main = name[0] <= _EARLY or at >= len(self.s) - _LATE
            return Attribution(*name, self._text(name), "named before a verb", main=main)
        return None

    def _speaks(self, at: int, word: str) -> bool:
        if word in self.cues.placing:
            return self.s.word(at + 1) in self.s.language.nouns.articles
        return word in self.cues.verbs or word in self.cues.received

    def _receives(self, name: tuple[int, int]) -> bool:
        """Tell whether a body counts what it receives: a commission does, the army complained of does not."""
        return not self.cues.receivers.isdisjoint(self.s.words[name[0] : name[1]])

    def _inverted(self, at: int) -> bool:
        """Tell ", dijo la ministra": the source follows its verb."""
        strong = self.s.words[at] in self.cues.strong
        return strong and self.s.word(at - 1) in (",", "”", '"', "»") and self._name_after(at) is not None

    def _name_after(self, at: int) -> tuple[int, int] | None:
        """Return the source behind a verb, a date in between left out: "dijo este jueves la ministra"."""
        start = at + 1
        while start < len(self.s) and (start in self.dated or self.s.words[start] in self.cues.ourselves):
            start += 1
        return self._name_from(start)

    def after_verb(self) -> Attribution | None:
        """Read "said Ana Ruiz", "dijo el gobernador"."""
        for at, word in enumerate(self.s.words):
            if word in self.cues.strong and self.s.word(at - 1) not in self.cues.not_sources:
                name = self._name_after(at)
                if name is not None:
                    return Attribution(*name, self._text(name), "named after a verb", whole=True)
        return None

    def possessed(self) -> Attribution | None:
        """Read "X’s tally", "X’s most recent data"."""
        s = self.s
        for at in range(1, len(s) - 2):
            if s.words[at] in _APOSTROPHES and s.words[at + 1] == "s" and s.glued(at + 1):
                name = self._name_up_to(at) if self.cues.possessed.match(s.words, at + 2) else None
                if name is not None:
                    return Attribution(*name, self._text(name), "named as owner of a count", whole=True)
        return None

    def pronoun(self) -> Attribution | None:
        """Read "he said", "the group reported": the source named before goes on."""
        for at, word in enumerate(self.s.words):
            if word in self.cues.verbs and (hit := self.cues.pronouns.match_before(self.s.words, at)) is not None:
                return Attribution(hit[0], at, "", "named before", carried=True)
        return None

    def _is_noun_use(self, at: int) -> bool:
        """Tell whether a word that may be a verb is a noun here: "the report", "claims of abuse"."""
        before = self.s.word(at - 1)
        linked = before in ("to", "de", "del")
        return linked or before in self.s.language.nouns.articles or self.s.word(at + 1) in ("of", "on")

    def _is_role(self, name: tuple[int, int]) -> bool:
        """Tell whether only a role is named and with an article: "the organization" was named before."""
        capital = any(self.s.is_capital(at) for at in range(*name)) and not self.s.shouting
        return not capital and self.s.word(name[0] - 1) in ("the", "el", "la", "los", "las")

    def _name_from(self, at: int) -> tuple[int, int] | None:
        """Return a source's name that begins at `at`: capitalised words, or a role such as "officials"."""
        s, start = self.s, at
        while s.word(start) in s.language.nouns.articles or s.word(start) in ("“", '"', "«", "‘"):
            start += 1
        end, solid, named = start, start, False
        while end < len(s) and end - start < _LONGEST_NAME and end not in self.dated:
            if self._names(end):
                named, end = True, end + 1
                solid = end
            elif self._links(end, named=named, first=end == start) or self._describes(start, end, named=named):
                end += 1
            else:
                break
        return (start, solid) if self._is_source(start, solid, named=named) else None

    def _names(self, at: int) -> bool:
        """Tell whether a word can be of a name: capitalised, or a role; in capitals, no small word."""
        s, word = self.s, self.s.words[at]
        if not s.is_word(at) or word in self.cues.verbs:
            return False
        if s.shouting:
            return word not in s.language.nouns.stops
        return s.is_capital(at) or word in self.cues.titles

    def _links(self, at: int, *, named: bool, first: bool) -> bool:
        s, word = self.s, self.s.words[at]
        if word in self.cues.name_links:
            return (named or first) and s.is_word(at + 1)
        return word in _STOPS and s.glued(at) and not first and s.is_word(at + 1) and s.glued(at + 1)

    def _describes(self, start: int, at: int, *, named: bool) -> bool:
        """Tell whether a small word stands before the role: "a leading prosecutor"."""
        word = self.s.words[at]
        return self.s.is_word(at) and not named and word not in self.s.language.nouns.stops and at - start < 4

    def _name_up_to(self, at: int) -> tuple[int, int] | None:
        """Return a source's name that ends just before `at`, dates and brackets in between left out."""
        s = self.s
        end = self._before_small_words(at)
        start, named = end, False
        while start > 0 and end - start < _LONGEST_NAME and start - 1 not in self.dated:
            if self._names(start - 1):
                named, start = True, start - 1
            elif self._links_back(start - 1, end):
                start -= 1
            else:
                break
        while start < end and (s.words[start] in self.cues.name_links or not s.is_word(start)):
            start += 1
        return (start, end) if self._is_source(start, end, named=named) else None

    def _described_up_to(self, at: int) -> tuple[int, int] | None:
        """Step over a description between commas: "the National Drought Watch, a state body, said"."""
        s = self.s
        if s.word(at - 1) != ",":
            return None
        for comma in range(at - 2, max(0, at - 9), -1):
            if s.words[comma] == ",":
                return self._name_up_to(comma) if s.words[comma + 1] in s.language.nouns.articles else None
        return None

    def _country_up_to(self, at: int) -> tuple[int, int] | None:
        """Return a country that speaks: "Britain said it would spend"."""
        start = at - 1
        if self.s.words[at] not in self.cues.strong or start not in self.placed or not self.s.is_capital(start):
            return None
        while start - 1 in self.placed:
            start -= 1
        return start, at

    def _role_up_to(self, at: int) -> tuple[int, int] | None:
        """Return a role told in small letters before a verb: "el sindicato de la agencia recordó"."""
        s, end = self.s, self._before_small_words(at)
        for start in range(end - 1, max(0, end - 8), -1):
            word = s.words[start]
            if not s.is_word(start) or (word in s.language.nouns.stops and word not in self.cues.name_links):
                return None
            if word in self.cues.titles and (first := self._behind_article(start)) is not None:
                return first, end
        return None

    def _behind_article(self, at: int) -> int | None:
        """Return where the words between an article and a role begin: "a health research group"."""
        for start in range(at, max(0, at - 4), -1):
            if self.s.words[start - 1] in self.s.language.nouns.articles:
                return start
            if not self.s.is_word(start - 1) or self.s.words[start - 1] in self.s.language.nouns.stops:
                return None
        return None

    def _before_small_words(self, at: int) -> int:
        """Step back over "has", "also", a date and a bracket between a name and its verb."""
        s, end = self.s, at
        while end > 0:
            if end in self.time_at:
                end = self.time_at[end]
                end -= self.s.language.time.in_words.match_before(self.s.words, end) is not None
            elif s.words[end - 1] in self.cues.between or s.words[end - 1] == ",":
                end -= 1
            elif s.words[end - 1] == ")" and "(" in s.words[max(0, end - 14) : end]:
                end = max(i for i in range(max(0, end - 14), end) if s.words[i] == "(")
            else:
                break
        return end

    def _links_back(self, at: int, end: int) -> bool:
        s, word = self.s, self.s.words[at]
        if at + 1 >= end:
            return False
        if word in self.cues.name_links:
            return word not in self.cues.weak_links
        if word == "s" and s.words[at - 1] in _APOSTROPHES:
            return True
        if word == "." and s.is_word(at - 1) and len(s.words[at - 1]) == 1:
            return True  # "U.N. figures"
        return word in _STOPS and s.glued(at) and s.glued(at + 1)

    def _is_source(self, start: int, end: int, *, named: bool) -> bool:
        """Tell whether what was found can speak: more than a pronoun, and not only a place."""
        if not named or start >= end:
            return False
        if self.s.shouting and self.cues.titles.isdisjoint(self.s.words[start:end]):
            return False  # in capitals nothing else tells a name
        if end - start == 1 and self.s.words[start] in self.cues.not_sources | self.s.language.nouns.stops:
            return False
        return not all(at in self.placed or self.s.words[at] in self.cues.name_links for at in range(start, end))

    def _text(self, name: tuple[int, int]) -> str:
        """Return the name on one line, with the short form that the text gives behind it in brackets."""
        text = " ".join(self.s.covered(*name).of(self.s.text).split())
        short = self._short_form(name[1])
        return f"{text} ({short})" if short else text

    def _short_form(self, at: int) -> str | None:
        if self.s.word(at) != "(" or self.s.shouting:
            return None
        closing = next((i for i in range(at, min(at + 16, len(self.s))) if self.s.words[i] == ")"), None)
        if closing is None or closing < at + 2:
            return None
        last = self.s.raw(closing - 1)
        return last if last.isupper() and len(last) >= 3 else None
