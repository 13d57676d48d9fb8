"""Who speaks for a figure: named in its sentence, or heard before it.

Most sentences hold no figure, so who speaks in one is found out only when a figure behind it asks.
"""

from collections.abc import Sequence

from ledger.extract.amounts import Amount
from ledger.extract.captions import Cited, source_of
from ledger.extract.context import Scene, Speaker
from ledger.extract.source_phrases import OF_DATA, OWNER
from ledger.extract.source_words import OPENING_QUOTES
from ledger.extract.tokens import APOSTROPHES
from ledger.extract.turning import turns_away
from ledger.extract.voices import Attribution
from ledger.lexicon.phrases import fold
from ledger.model.figure import Basis

_QUOTE_MARKS = OPENING_QUOTES - APOSTROPHES
_ISSUED = 9  # tokens of "published on Monday the yearly figures"
_SHORTEST = 3  # letters of a short form
_STEM = 5  # letters that "the observatory" shares with "Observatorio X"


class Heard:
    """Who has been heard in a paragraph, and in those of its section before it.

    `source` goes on speaking, `quoted` is whom a sentence in quotation marks goes on with, `person` was named since
    somebody spoke last ("she said" means that one), and `speakers` are all of the section so far, the latest last.
    Sentences wait in order until one of these is asked for; those of earlier paragraphs wait on until what only they
    can tell is.
    """

    def __init__(
        self, before: "Heard | None" = None, source: Speaker | None = None, cited: Sequence[Cited] = ()
    ) -> None:
        self.before, self._source, self._given = before, source, source  # who was given speaks on
        self.everyone: list[Speaker] = before.everyone if before is not None else []  # shared by the section
        self._waiting: list[Scene] = []
        self._told: list[list[Speaker]] = []  # by sentence, not yet among the speakers
        self._quoted: Speaker | None = None
        self._person: Speaker | None = None
        self._has_quoted = self._has_person = before is None
        self.cited = cited  # the sources of a table or a list, told beside it
        self._turned: tuple[Scene, bool] | None = None  # what was found out of a sentence last

    def hear(self, scene: Scene) -> None:
        """Let a sentence wait until it is asked for."""
        self._waiting.append(scene)

    @property
    def source(self) -> Speaker | None:
        """Who goes on speaking."""
        self._catch_up()
        return self._source

    @source.setter
    def source(self, speaker: Speaker | None) -> None:
        """Let somebody speak from here on."""
        self._catch_up()
        self._source = self._given = speaker

    @property
    def quoted(self) -> Speaker | None:
        """Whom a sentence in quotation marks goes on with."""
        self._catch_up()
        if not self._has_quoted:
            self._close_earlier()
        return self._quoted

    @property
    def person(self) -> Speaker | None:
        """Whom "she said" means."""
        self._catch_up()
        if not self._has_person:
            self._close_earlier()
        return self._person

    @property
    def speakers(self) -> list[Speaker]:
        """All who spoke in the section so far."""
        self._catch_up()
        self._close_earlier()
        self._tell_all()
        return self.everyone

    def close(self) -> None:
        """Take in what waits, for the paragraphs behind."""
        self._catch_up()
        self._take_over()
        self._tell_all()

    def turns_away_in(self, scene: Scene) -> bool:
        """Tell whether a sentence tells no more of what a source has told; who signs a comment writes on."""
        source = self._source
        if source is None or source is self._given:
            return False
        if self._turned is None or self._turned[0] is not scene:
            self._turned = scene, turns_away(scene, source)
        return self._turned[1]

    def _catch_up(self) -> None:
        waiting, self._waiting = self._waiting, []
        for scene in waiting:
            self._take_in(scene)

    def _close_earlier(self) -> None:
        """Close the paragraphs before, the first of them first, however many there are."""
        earlier, before = list[Heard](), self.before
        while before is not None:
            earlier.append(before)
            before = before.before
        for one in reversed(earlier):
            one.close()
        self._take_over()

    def _take_over(self) -> None:
        before, self.before = self.before, None
        if before is not None and not self._has_quoted:
            self._quoted = before.quoted
        if before is not None and not self._has_person:
            self._person = before.person
        self._has_quoted = self._has_person = True

    def _tell_all(self) -> None:
        for told in self._told:
            last = self.everyone[-1:]
            self.everyone.extend(speaker for speaker in told if speaker not in last)
        self._told = []

    def _take_in(self, scene: Scene) -> None:
        """Note who speaks on: nobody behind a sentence that sets one source against another, or that counts nothing."""
        person = scene.person()
        if not scene.attributions and self.turns_away_in(scene):
            self._source = None
        if not scene.attributions and person is None:
            return
        mains = [one for one in scene.attributions if one.main]
        found = [(one, spoken[0]) for one in mains if (spoken := _speaker(one, scene, self))]
        if found:
            self._person, self._has_person = None, True
        if person is not None and not any(one.start <= person.start for one in scene.attributions):
            self._person, self._has_person = Speaker(person, scene.sentence), True
        self._told.append([speaker for _, speaker in found if speaker.named.name])
        going = [speaker for one, speaker in found if one.going]
        last = (
            going[-1].named.end if going else len(scene.sentence.words)
        )  # "its spokesman said; a minister, there, said double"
        followed = any(one.start > last and not one.main and one.name for one in scene.attributions)
        if followed or len({speaker.named.name for _, speaker in found}) > 1:
            self._source = None
        elif going:
            counts = any(one.reaches(amount.start) for one in scene.attributions for amount in scene.amounts.found)
            self._source = going[-1] if counts or _presents(going[-1], scene) else None
            self._quoted, self._has_quoted = going[-1], True


def find_source(scene: Scene, amount: Amount, heard: Heard) -> tuple[Speaker, Basis] | None:
    """Return who is said to say so: named in the sentence, or before it in the paragraph."""
    for named in scene.attributions:
        if named.reaches(amount.start):
            return _speaker(named, scene, heard)
    if scene.attributions and any(one.start < amount.start for one in scene.attributions):
        return None
    if heard.cited:
        caption = source_of(heard.cited, scene.row, scene.sentence.starts[amount.start])
        return (Speaker(*caption), Basis.PARAGRAPH) if caption is not None else None
    spoken = heard.source
    if spoken is not None and (heard.turns_away_in(scene) or _is_quoted_anew(scene, spoken)):
        return None
    spoken = spoken or (heard.quoted if scene.sentence.words[0] in OPENING_QUOTES else None)
    return (spoken, Basis.PARAGRAPH) if spoken else None


def _is_quoted_anew(scene: Scene, source: Speaker) -> bool:
    """Tell a quotation of somebody else: a body that has said what it said in no quotation marks speaks in none."""
    begins = scene.sentence.words[0] in _QUOTE_MARKS
    opens = begins and source.sentence.span.end <= scene.sentence.span.start  # not "“Title.” Reuters."
    return opens and _is_body(source) and _QUOTE_MARKS.isdisjoint(source.sentence.words)


def _speaker(named: Attribution, scene: Scene, heard: Heard) -> tuple[Speaker, Basis] | None:
    """Return the source named, or the one that "he said", "the ministry said" goes on with."""
    if not named.carried:
        return Speaker(named._replace(name=_in_full(named.name, scene, heard)), scene.sentence), Basis.TEXT
    earlier = [one for one in scene.attributions if one.end <= named.start and not one.carried and one.name]
    earlier = [one for one in earlier if not one.aside] or [one for one in earlier if one.main]
    if earlier and _may_be(earlier[-1], named) and not _is_outsider(earlier[-1], named, scene):
        return Speaker(earlier[-1], scene.sentence), Basis.SENTENCE
    if named.distant and (person := heard.person) is not None:
        return person, Basis.PARAGRAPH
    last = heard.source or (heard.quoted if named.distant or named.name else None)
    bodily = _means_body(named, scene)
    if named.adjoining:
        near = last is not None and _adjoins(last, scene) and _fits(last, named, scene)
        return (last, Basis.PARAGRAPH) if last is not None and near else None
    if last and _is_meant(last, named) and (not named.distant or _is_person(last)) and _fits(last, named, scene):
        return last, Basis.PARAGRAPH
    far: list[Speaker] = []
    if named.distant:
        far = [one for one in heard.speakers if _is_person(one)][-1:]
    elif bodily:
        far = [one for one in heard.speakers if _is_body(one) and _fits(one, named, scene)][-1:]
    elif named.name and not named.loose:
        far = heard.speakers
    known = next((one for one in reversed(far) if _is_meant(one, named)), None)
    if known is not None:
        return known, Basis.SECTION
    names = bool(named.name) and named.name.lower() not in scene.sentence.language.attribution.impersonal
    return (Speaker(named, scene.sentence), Basis.TEXT) if names and not named.weak else None


def _presents(speaker: Speaker, scene: Scene) -> bool:
    """Tell a sentence that counts nothing and says whose numbers follow: "The board published its figures."."""
    s, named = scene.sentence, speaker.named
    if scene.amounts.found or speaker.sentence is not s:
        return False
    if named.rule in (OWNER, OF_DATA):
        return True
    near = s.words[named.end : named.end + _ISSUED]
    return any(s.language.attribution.issuing.find(near)) and not s.language.attribution.series_words.isdisjoint(near)


def _in_full(name: str, scene: Scene, heard: Heard) -> str:
    """Return a name told by a short form as it was told in full: "the RUPA", "Registro de Ausentes (RUPA)"."""
    if " " in name or len(name) < _SHORTEST or not name[:1].isupper():
        return name
    s = scene.sentence
    if s.text.find(name, 0, s.span.start) < 0:
        return name  # which spares reading all that stands before it
    return next((one.named.name for one in heard.speakers if one.named.name.endswith(f"({name})")), name)


def _is_person(speaker: Speaker) -> bool:
    """Tell whether "she said" may mean a source: not a ministry, not "census data"."""
    cues = speaker.sentence.language.attribution
    words = speaker.sentence.words[speaker.named.start : speaker.named.end]
    return not cues.people.isdisjoint(words) or not any(map(cues.is_title, words))


def _is_outsider(one: Attribution, named: Attribution, scene: Scene) -> bool:
    """Tell "the NGO" from the army or the ministry that the sentence has named."""
    words, cues = scene.sentence.words, scene.sentence.language.attribution
    told = frozenset(words[one.start : one.end])
    role = told <= cues.titles | cues.name_links and told.isdisjoint(cues.outsiders)
    state = role or _is_of_state(Speaker(one, scene.sentence))
    return state and not cues.outsiders.isdisjoint(words[named.start : named.end])


def _is_of_state(speaker: Speaker) -> bool:
    """Tell a ministry, a court from a body that "the NGO" may mean."""
    cues = speaker.sentence.language.attribution
    words = speaker.sentence.words[speaker.named.start : speaker.named.end]
    return cues.outsiders.isdisjoint(words) and not cues.state_bodies.isdisjoint(words)


def _means_body(named: Attribution, scene: Scene) -> bool:
    """Tell whether "the agency", "el balance" means a body named before, and not "the official" a person."""
    cues = scene.sentence.language.attribution
    words = scene.sentence.words[named.start : named.end]
    return named.loose and bool(named.name) and cues.people.isdisjoint(words)


def _fits(speaker: Speaker, named: Attribution, scene: Scene) -> bool:
    """Tell whether a source may be meant: of "the agency" not a person in office, of "the NGO" no part of the state."""
    if not _means_body(named, scene):
        return True
    words = scene.sentence.words[named.start : named.end]
    outside = not scene.sentence.language.attribution.outsiders.isdisjoint(words)
    return not _holds_office(speaker) and not (outside and _is_of_state(speaker))


def _holds_office(speaker: Speaker) -> bool:
    """Tell a person in office by a word of the name: "secretaria", which is not the body "Secretaría"."""
    s, named = speaker.sentence, speaker.named
    cues = s.language.attribution
    head = named.start if s.language.nouns.heads_first else named.end - 1
    if s.words[head] in cues.titles - cues.people:
        return False  # "prosecutor’s office"
    people = [at for at in range(named.start, named.end) if s.words[at] in cues.people]
    return any(s.raw(at).lower() not in cues.spelled_bodies for at in people)


def _is_body(speaker: Speaker) -> bool:
    """Tell a ministry, an agency, an acronym from a person and from a name of which that is not known."""
    s, named = speaker.sentence, speaker.named
    words = s.words[named.start : named.end]
    cues = s.language.attribution
    acronym = not s.shouting and any(len(word) > 1 and word.isupper() for word in named.name.split())
    return not _holds_office(speaker) and (acronym or any(map(cues.is_title, words)))


def _adjoins(speaker: Speaker, scene: Scene) -> bool:
    """Tell whether a source was named in the sentence right before."""
    gap = scene.sentence.text[speaker.sentence.span.end : scene.sentence.span.start]
    return not gap.strip()


def _is_meant(speaker: Speaker, named: Attribution) -> bool:
    """Tell whether a source named before goes on: "the ministry" is not "the ministry and the union"."""
    s, one = speaker.sentence, speaker.named
    cues, articles = s.language.attribution, s.language.nouns.articles
    joints = (at for at in range(one.start, one.end - 1) if s.words[at] in cues.coordinators)
    apart = bool(named.name) and any(s.words[at + 1] in articles for at in joints)
    return not apart and (_may_be(one, named) or _is_akin(speaker, named))


def _is_akin(speaker: Speaker, named: Attribution) -> bool:
    """Tell "the observatory" from a body's name in another language: "Observatorio X"."""
    kind = fold(named.name)
    if len(kind) < _STEM or len(kind.split()) > 1 or kind in speaker.sentence.language.attribution.people:
        return False
    return not _holds_office(speaker) and any(word[:_STEM] == kind[:_STEM] for word in fold(speaker.named.name).split())


def _may_be(one: Attribution, named: Attribution) -> bool:
    """Tell whether "he said" or "the ministry said" may mean a source named before."""
    return named.loose or not named.name or named.name.lower() in one.name.lower()
