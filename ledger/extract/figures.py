"""Reads a document: every number of its text becomes a figure, an omission with its reason, or a problem."""

from collections import Counter
from collections.abc import Sequence
from decimal import Context, localcontext
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from ledger.extract.amounts import Amount
from ledger.extract.attributions import find_citation, find_quoted
from ledger.extract.captions import Cited, caption_sources
from ledger.extract.cited_titles import month_of_issue, tells_event
from ledger.extract.commenters import find_commenter
from ledger.extract.context import Carried, Frame, Scene, Site, Speaker, find_change, nearest_first, restates_change
from ledger.extract.counting import Counting, heading_noun, is_bare, is_name
from ledger.extract.digits import Habit, Mark, find_decimal_marks, writes_short_millions
from ledger.extract.drafts import Draft, make_draft
from ledger.extract.episodes import Episode, find_episode
from ledger.extract.event_sites import note_site
from ledger.extract.fates import lent_noun
from ledger.extract.gifts import find_gift
from ledger.extract.headings import Heading, column_place, parts_countries, read_heading, row_place, title_place
from ledger.extract.hints import hear_hints
from ledger.extract.interviews import Turn, find_turns
from ledger.extract.left_out import (
    ends_change_of,
    fill_first_ends,
    fill_quantity,
    is_conversion,
    is_part_of_money,
    total_before,
)
from ledger.extract.listed_on import find_told_more
from ledger.extract.main_places import (
    Told,
    clear_country,
    count_countries,
    count_currencies,
    is_letterhead,
    issuer_of,
    join_named,
    main_country,
    main_place,
    topic_place,
)
from ledger.extract.mastheads import find_home
from ledger.extract.measures import NO_CUES, Match, TopicCues, find_cues, find_topic
from ledger.extract.mentions import Known, Mention, country_of, is_within
from ledger.extract.outline import Outline, Part, outline_document
from ledger.extract.passages import find_setting
from ledger.extract.place_roles import find_sites
from ledger.extract.places import beginning, find_places, may_name_place, place_starts
from ledger.extract.placing import note_place
from ledger.extract.plain_tables import Row
from ledger.extract.postposed import is_gapped
from ledger.extract.repeats import date_parts, date_repeats, place_repeats
from ledger.extract.scenes import LEAD, SceneReader, Scenes, announced, last_counting, last_numbered, note_times
from ledger.extract.settling import Settler, Surroundings
from ledger.extract.speaking import Heard
from ledger.extract.themes import Course, document_topic, find_themes
from ledger.extract.threads import Thread, follow, note_period, turn_away
from ledger.extract.tokens import Sentence
from ledger.extract.transcripts import UNNAMED, ends_speech, find_speaker
from ledger.extract.unlisted import learn_names
from ledger.lexicon.languages import Language
from ledger.lexicon.phrases import split_words
from ledger.lexicon.topics import Measure
from ledger.lexicon.vocabulary import Lexicon, load_lexicon
from ledger.model.document import Document, SectionKind
from ledger.model.figure import Basis, Figure, Place, Source
from ledger.model.quantity import Kind
from ledger.model.reading import Omission, Problem, Reading
from ledger.model.span import Span

if TYPE_CHECKING:
    from datetime import date

    from ledger.model.period import Period

READER_VERSION = "1"
IN_HEADING = "a heading of a table"
# Amounts stay exact: no number that is read has more digits.
_EXACT = Context(prec=1000)
_OPENING = 3  # paragraphs of a section in which a country named once may be what the text is about
_DATELINE = 20  # tokens in which a dateline has come to its dash
_DASHES = frozenset(("-", "–", "—"))
_LONGEST_PLACE = 12  # tokens of "Santa Cruz de la Sierra, Bolivia"
_PASSED = 6  # places of earlier paragraphs that "the province" may mean
_RECENT = 12  # figures back to which a currency left out may reach


def read_figures(document: Document, lexicon: Lexicon | None = None) -> list[Figure]:
    """Return the figures a document states, in the order of its text."""
    return list(read_document(document, lexicon).figures)


def read_document(document: Document, lexicon: Lexicon | None = None) -> Reading:
    """Read every number of a document.

    Pure: the same document and lexicon give the same reading, whatever was read before.
    """
    with localcontext(_EXACT):
        return _DocumentReader(document, lexicon or load_lexicon()).read()


class _Spoken(NamedTuple):
    """What a document names: the places of each section, the countries of each and of all, and the one it is about."""

    named: list[Told]
    counts: list[Counter[str]]
    countries: Counter[str]
    main: Place | None


class _DocumentReader:
    """Goes through a document once; what it holds is what goes on from sentence to sentence."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self.document, self.lexicon = document, lexicon
        self.outlines = outline_document(document, lexicon)
        self.settler = Settler(document, lexicon)
        self.habit = Habit()
        self.known = Known()
        self.passed: list[Place] = []  # told of in the paragraphs before, nearest first
        self.dateline: tuple[Sentence, int] | None = None
        self.main: Place | None = None
        self.country: Place | None = None
        self.topic: Place | None = None  # the part of the country that the text opens with and comes back to
        self.is_local = False  # what is told now is told of that part
        self.place: Place | None = None
        self.thread: Thread | None = None
        self.frame: Frame | None = None
        self.listed: Carried | None = None  # what the paragraph told that announces a list
        self.change: Frame | None = None
        self.brackets: Frame | None = None
        self.event: Frame | None = None
        self.site: Site | None = None
        self.days: list[date] = []  # told in the section so far
        self.episode: Episode | None = None
        self.until: date | None = None
        self.kept: tuple[Frame | None, Frame | None, Frame | None, list[Draft]] | None = None
        self.course = Course({topic.key: topic for topic in lexicon.topics})
        self.counting = Counting()
        self.cues: dict[Sentence, TopicCues] = {}
        self.recent: list[Draft] = []
        self.commenter: Speaker | None = None
        self.leader: Speaker | None = None  # of the list behind a paragraph
        self.teller: Speaker | None = None  # of the table behind one, who speaks in that paragraph
        self.talker: Speaker | None = None  # in a transcript
        self.interviewed: Speaker | None = None
        self.turns: dict[int, Turn] = {}
        self.heard: Heard | None = None  # in the paragraph before
        self.last: Sentence | None = None  # of the document that holds an amount; what follows is not asked for
        self.is_done = False
        self.figures: list[Figure] = []
        self.titles: set[int] = set()  # the figures of headlines and cited titles
        self.issued: dict[int, Period] = {}  # of the latter, those of events, with the month they came out in
        self.omissions: list[Omission] = []
        self.problems: list[Problem] = []

    def read(self) -> Reading:
        text, outlines = self.document.text, self.outlines
        marks, millions = find_decimal_marks(text), writes_short_millions(text)
        habits = [Habit(marks, partial(self._country_mark, outline.language), millions) for outline in outlines]
        scenes = self._read_numbers(outlines, habits)
        if self.last is not None:
            self._read_sections(outlines, scenes, habits)
        figures = place_repeats(date_repeats(self.figures, self.titles, self.issued), self.titles)
        figures = sorted(figures, key=lambda figure: figure.span)  # a title is read behind the words around it
        figures = date_parts(figures)
        return Reading(self.document, tuple(figures), tuple(self.omissions), tuple(self.problems))

    @cached_property
    def spoken(self) -> "_Spoken":
        """The places that the document names and the country it is about, which are found when first asked for."""
        outlines, places = self.outlines, self.lexicon.places
        named = self._named(outlines)
        counts = [count_countries(told.all(), places) for told in named]
        spoken = sum(counts, Counter[str]())
        money = count_currencies((s for one in outlines for s in one.sentences()), self.lexicon.units)
        spoken += money
        main = clear_country(spoken, places) or self._likely_country(spoken, named, money)
        return _Spoken(named, counts, spoken, main)

    def _likely_country(self, spoken: Counter[str], named: list[Told], money: Counter[str]) -> Place | None:
        """Return the country of a text that names several alike, or hardly any: by its opening and its head."""
        outlines, places = self.outlines, self.lexicon.places
        opening = sum((count_countries(told.first, places) for told in named), Counter[str]())
        homes = (self._home(outline) or told.issuer for outline, told in zip(outlines, named, strict=True))
        home = next((code for code in map(country_of, homes) if code is not None), None)
        opening.update([home] if home is not None else [])
        return (
            main_country(spoken, places, opening)
            or self._declared_country(outlines)
            or places.by_code.get(home or "")
            or main_country(money, places)  # who writes of sums in its money names a country only where it is another
        )

    def _home(self, outline: Outline) -> Place | None:
        """Return where a section was written, by the lines above it."""
        body = outline.section.kind is SectionKind.BODY
        return find_home(self.document.text, outline, self.lexicon.places) if body else None

    def _country_mark(self, language: Language) -> Mark | None:
        return Mark.COMMA if country_of(self.spoken.main) in language.decimal_comma else None

    def _read_sections(self, outlines: list[Outline], scenes: Scenes, habits: list[Habit]) -> None:
        """Read the figures of each section, up to the last amount."""
        named, counts, spoken, main = self.spoken
        self.main = main
        sentences = [s for one in outlines for s in one.sentences()]
        heard = hear_hints([find_cues(s, self.lexicon.topic_words) for s in sentences])
        self.cues |= zip(sentences, heard, strict=True)
        self.course.document = document_topic([self._cues(s) for s in sentences])
        own = [told for outline, told in zip(outlines, named, strict=True) if not outline.is_post]
        whole = join_named(own, self._titled(outlines[0]))
        for outline, here, told, habit in zip(outlines, counts, named, habits, strict=True):
            # Each post of a digest has a country of its own; of two as good as even, the one of the whole text.
            country = (main_country(here, self.lexicon.places, spoken) if outline.is_post else None) or main
            self._settle_on(country, told if outline.is_post else whole)
            self.habit = habit.settled()
            self._read_section(outline, scenes, here + spoken)
            if self.is_done:
                break

    def _read_numbers(self, outlines: list[Outline], habits: list[Habit]) -> Scenes:
        """Read the numbers of all sentences, and note the last that holds an amount."""
        reader, scenes = SceneReader(self.lexicon), Scenes()
        for outline, habit in zip(outlines, habits, strict=True):
            last = last_numbered(outline) if outline is outlines[-1] else None
            if outline is outlines[-1] and last is None:
                break
            found = reader.read(outline, habit, last)
            for part in outline.parts:
                for scene in found.get(part.number, ()):
                    if scene.amounts.omitted or scene.amounts.unreadable or part.is_heading_row:
                        self._pass_over(scene, part)
            scenes |= found
            self.last = last_counting(outline, found) or self.last
        return scenes

    def _named(self, outlines: list[Outline]) -> list[Told]:
        """Return the places that each section names."""
        places, named = self.lexicon.places, [Told() for _ in outlines]
        for s in (s for outline in outlines for s in outline.sentences()):
            learn_names(s, places, self.known.named)
        for outline, told in zip(outlines, named, strict=True):
            body = outline.section.kind is SectionKind.BODY
            for at, part in enumerate(outline.parts):
                mentions = [m for s in part.sentences for m in find_places(s, places, (), self.known)]
                if body and not told.paragraphs and not part.is_running and is_letterhead(part.head, places):
                    told.letterhead.append(part.head)
                    told.issuer = told.issuer or issuer_of(part.head, mentions, places)
                row = part.row
                if row is None or not mentions or not parts_countries(row, outline.language, places):
                    told.note(mentions, is_first=at < _OPENING, is_running=body and part.is_running)
                told.rows.update(m.place for m in mentions[:1] if part.row is not None and not m.demonym)
                if told.filed is None and body and told.paragraphs <= 1:
                    told.filed = _filed(part, mentions)
        for outline, told in zip(outlines, named, strict=True):  # what they name is known better by now
            if outline.is_post or outline.section.number == 1:
                told.title = self._titled(outline)
                told.first.extend(told.title)
        return named

    def _settle_on(self, country: Place | None, told: Told) -> None:
        """Note what country a section is about, and what part of it."""
        places = self.lexicon.places
        here = () if country is None else (country,)
        above = (issuer_of(s, find_places(s, places, here, self.known), places) for s in told.letterhead)
        told.issuer = next((place for place in above if place is not None), None)
        self.country, self.main = country, main_place(country, told, places)
        self.topic = topic_place(country, told, places)
        self.is_local = self.topic is not None and all(m.place != country for m in told.title)

    def _titled(self, outline: Outline) -> list[Mention]:
        """Return the places that the title of a section names."""
        title = outline.metadata.title
        return find_places(_line(title, outline.language), self.lexicon.places, (), self.known) if title else []

    def _declared_country(self, outlines: list[Outline]) -> Place | None:
        """Return the country that the title names, or the name of the publisher."""
        m = self.document.metadata
        named = (self._place_of(name, outlines[0].language) for name in (m.title, m.publisher) if name and outlines)
        codes = (country_of(place) for place in named)
        return next((self.lexicon.places.by_code[code] for code in codes if code), None)

    def _read_section(self, outline: Outline, scenes: Scenes, countries: Counter[str]) -> None:
        title = outline.metadata.title
        place = self._place_of(title, outline.language) if title else None
        if outline.section.kind is SectionKind.SOURCES and place is None:
            place = self.place  # the list belongs to the article before it
        else:
            titled = self._title_cues(outline)
            self.thread = self._spoken_of(titled, -1)
            self.course.begin_section(titled)
        self.place, self.recent, self.heard = place, [], None
        self.counting.begin_section()
        self.commenter = self.leader = self.teller = self.talker = self.interviewed = None
        self.turns = find_turns(outline.parts)
        self.frame = self.change = self.brackets = self.event = self.site = self.listed = None
        self.passed, self.days = [], []
        kept = self.kept if outline.goes_on else None
        if kept is not None:
            self.frame, self.change, self.event, self.recent = kept
        self.dateline = None if outline.is_post else self.dateline
        around = Surroundings(self._source(outline), self.main, countries, place)
        told = find_episode(scene for part in outline.parts for scene in scenes.get(part.number, ()))
        self.episode, self.until = told or self.episode, None
        heading, is_top = place, True
        captions = caption_sources(outline.parts, outline.metadata.publisher)
        for part in outline.parts:
            here, before = heading, len(self.figures)
            if part.row is None:
                heading, here = self._headed(part, heading, place)
            main = around.main
            if self.topic and here == place and here in (self.country, self.topic):
                here = None  # of the two it is told further down which one it is
            if self.topic and not part.row:
                main = self.topic if self.is_local else self.country
            if here is not around.heading or main is not around.main:
                around = around._replace(heading=here, main=main)
            if self.is_done:
                break
            self._read_part(part, scenes[part.number], outline, around, captions.get(part.number, ()))
            is_top = is_top and part.is_title
            if is_top:
                self.titles |= set(range(before, len(self.figures)))
        if outline.goes_on:
            self.kept = (self.frame, self.change, self.event, self.recent)

    def _read_part(
        self, part: Part, scenes: Sequence[Scene], outline: Outline, around: Surroundings, cited_below: Sequence[Cited]
    ) -> None:
        carried, last = Carried(days=self.days), list[Draft]()
        places = self.lexicon.places
        carried.section, carried.change, carried.brackets = self.frame, self.change, self.brackets
        carried.event, carried.site = self.event, self.site
        carried.episode, carried.until = self.episode, self.until
        if part.is_listed:
            carried.begin_item(self.listed)
        carried.opening = len(self.recent) < LEAD
        led = self.leader if scenes[0].listed else self.teller if part.row is not None else None
        heard = Heard(self.heard, None if cited_below else led, cited_below)
        before = len(self.figures)
        if part.row is None and (not part.is_heading_row or part.is_caption):
            self.course.begin_paragraph(self._cues(part.sentences[-1]) if part.is_heading else None)
            self._count_on(part, outline.section.kind)
        if part.is_heading:
            self.thread = self._spoken_of(self._cues(part.sentences[-1]), part.number) or self.thread
        cited = find_citation(part.sentences) if outline.section.kind is SectionKind.SOURCES else None
        if cited:
            self.thread = None  # a cited headline speaks for itself
            heard.source = Speaker(*cited)
            carried.section, carried.opening, carried.event, carried.site = None, False, None, None
            carried.episode = None
        issued = month_of_issue(scenes) if cited else None
        quoted = find_quoted(part.sentences) if len(part.sentences) > 1 else {}
        for scene in scenes:
            self._find_spoken_of(scene, carried, around)
            if outline.section.kind is SectionKind.COMMENTS:
                self._note_commenter(scene, heard)
            if (tagged := find_speaker(scene.sentence)) is not None:
                self.talker = Speaker(tagged, scene.sentence) if tagged is not UNNAMED else None
                heard.source = self.talker
            elif scene.order == 0 and (turn := self.turns.get(part.number)) is not None:
                heard.source = self.talker = self._next_talker(turn, scene, heard)
            elif scene.order == 0 and self.talker is not None and not part.is_heading:
                heard.source = self.talker
            if scene.order in quoted and not scene.attributions:
                heard.source = Speaker(*quoted[scene.order])
            if cited or part.row:
                scene.attributions = []
            self._note_topic(scene)
            drafts = [] if part.is_heading_row else self._drafts(scene, last)
            self._find_themes(scene, drafts)
            if part.row is None and not part.is_heading_row:
                counting = Counting() if cited else self.counting  # a cited headline counts for itself
                counting.fill(scene, drafts)
            if drafts:
                figures = [self.settler.settle(draft, around, carried, heard) for draft in drafts]
                if issued is not None:
                    events = [len(self.figures) + at for at, draft in enumerate(drafts) if tells_event(draft)]
                    self.issued |= dict.fromkeys(events, issued)
                self.thread = note_period(self.thread, figures)
                self.figures += figures
                note_site(scene, carried, zip(drafts, figures, strict=True))
            elif part.row is None:
                self.thread = turn_away(scene, self.thread)
            if scene.mentions:
                told = [draft.place for draft in drafts]
                note_place(scene, carried, told, nearest_first([], around.heading, around.main), places)
            heard.hear(scene)
            if scene.times:
                topics = frozenset(draft.match.measure.topic for draft in drafts if draft.match)
                note_times(scene, carried, part, topics, is_first=not self.recent)
            if self.talker is not None and ends_speech(scene.sentence):
                self.talker = heard.source = None
            if drafts:
                self.recent, last = [*self.recent, *drafts][-_RECENT:], drafts
            if scene.sentence is self.last:
                self.is_done = True
                break
        self._note_leader(part, heard)
        if carried.places:
            passed = (place for place in self.passed if place not in carried.places)
            self.passed = [*carried.places, *passed][:_PASSED]
        self.frame, self.change, self.brackets = carried.section, carried.change, carried.brackets
        self.event, self.site = carried.event, carried.site
        self.until = carried.until
        self.listed = announced(part, scenes[-1], carried, self.listed)
        if cited:
            self.titles |= set(range(before, len(self.figures)))

    def _next_talker(self, turn: Turn, scene: Scene, heard: Heard) -> Speaker | None:
        """Return who speaks from here on in an interview: the one it is with, or another that is named."""
        if self.interviewed is None:
            self.interviewed = heard.person or next(reversed(heard.speakers), None)
        if turn.question:
            return None
        if self.interviewed is not None and turn.is_of(self.interviewed.named.name):
            return self.interviewed
        return Speaker(turn.named(), scene.sentence) if turn.name else None

    def _count_on(self, part: Part, kind: SectionKind) -> None:
        """Note where a paragraph begins, and what a heading or a table's title says is counted below it."""
        self.counting.begin_paragraph()
        heads = part.is_caption or (part.is_heading and kind is SectionKind.BODY)
        s, cues = part.sentences[-1], self._cues(part.sentences[-1]) if heads else NO_CUES
        told = heading_noun(s, cues, titles=part.is_title and not self.recent) if heads else None
        if told is not None or (heads and is_bare(s)):
            self.counting.begin_heading(told)
        elif heads and not is_name(s, cues):
            self.counting.end_heading()

    def _note_topic(self, scene: Scene) -> None:
        """Note whether a sentence tells of the topic's place, or of all its country; so do the ones that follow."""
        wanted = (self.country, self.topic)
        if self.topic is None or not any(m.place in wanted or is_within(m.place, self.topic) for m in scene.mentions):
            return
        told = [m for m in find_sites(scene, self.lexicon.places) if not m.demonym]
        if any(m.place == self.topic or is_within(m.place, self.topic) for m in told):
            self.is_local = True
        elif any(m.place == self.country and (m.located or not m.anaphora) for m in told):
            self.is_local = False

    def _note_leader(self, part: Part, heard: Heard) -> None:
        """Keep who speaks in what follows: a list behind "The ministry reports:", the next paragraph of a quotation."""
        if part.sentences[-1].words[-1] == ":":
            self.leader, self.teller = heard.source or heard.quoted, heard.source
        elif not (part.is_listed or part.row is not None or part.is_heading_row):
            self.leader = self.teller = None
        self.heard = heard

    def _note_commenter(self, scene: Scene, heard: Heard) -> None:
        """Let the reader who signs a comment speak in it, up to the next signature."""
        signed = find_commenter(scene.sentence, scene.times)
        if signed is not None:
            self.commenter = Speaker(signed, scene.sentence)
            scene.attributions = [one for one in scene.attributions if one.start >= signed.end]
        if signed is not None or scene.order == 0:
            heard.source = self.commenter

    def _find_spoken_of(self, scene: Scene, carried: Carried, around: Surroundings) -> None:
        """Find the places and the words of topics in a sentence; the place of its dateline is only named."""
        s, places = scene.sentence, self.lexicon.places
        opened = self.dateline[1] if self.dateline and self.dateline[0] is s else 0
        if may_name_place(s, places, self.known):
            scene.named = find_places(s, places, self._around(carried, around), self.known)
            scene.mentions = [mention for mention in scene.named if mention.start >= opened]
        scene.cues = self._cues(s)

    def _around(self, carried: Carried, around: Surroundings) -> list[Place]:
        """Return the places that a name or "the state" may refer to, nearest first."""
        return [*nearest_first(carried.places, around.heading, around.main), *self.passed]

    def _pass_over(self, scene: Scene, part: Part) -> None:
        """Keep the numbers that are no figures with their reasons, and those that could not be read."""
        s, amounts = scene.sentence, scene.amounts
        for start, end, reason in amounts.omitted:
            span = s.covered(start, end)
            self.omissions.append(Omission(span, span.of(s.text), reason))
        for amount in amounts.found if part.is_heading_row else ():
            span = s.covered(amount.start, amount.end)
            self.omissions.append(Omission(span, span.of(s.text), IN_HEADING))
        for start, end, reason in amounts.unreadable:
            span = s.covered(start, end)
            self.problems.append(Problem(span, span.of(s.text), reason))

    def _drafts(self, scene: Scene, before: list[Draft]) -> list[Draft]:
        drafts: list[Draft] = []
        for amount in scene.amounts.found:
            drafts.append(self._draft(amount, scene, drafts, before))
        fill_first_ends(drafts)
        return drafts

    def _find_themes(self, scene: Scene, drafts: list[Draft]) -> None:
        """Give the drafts of a sentence their topics, and note what the next sentences may go on with."""
        words = self.lexicon.places.words[scene.sentence.language.code]
        told: list[Draft] = []  # those that have topics
        for before, draft in zip([None, *drafts], drafts, strict=False):
            gift = find_gift(draft, words, self.country)
            find_themes(draft, self.course, told, self.lexicon.populations, gift)
            find_setting(draft, self.course, told)
            sums = before is not None and before.quantity.kind is draft.quantity.kind is Kind.MONEY
            if before is not None and sums and is_conversion(draft):
                draft.themes, draft.setting = before.themes, before.setting  # the same sum in other money
                draft.match = before.match and Match(before.match.measure, 0.0, -1, -1)
            elif (total := total_before(draft, drafts)) is not None:
                known = set(draft.topics)
                draft.themes = (*draft.themes, *(theme for theme in total.themes if theme.topic not in known))
            if draft.topics:
                told.append(draft)
        if scene.row is None and scene.is_label:
            self.course.note_label(scene.cues)
        elif scene.row is None:
            self.course.note(drafts, scene.cues)

    def _cues(self, s: Sentence) -> TopicCues:
        """Return the words of topics in a sentence, which are looked for once."""
        found = self.cues.get(s)
        if found is None:
            found = self.cues[s] = next(hear_hints([find_cues(s, self.lexicon.topic_words)]))
        return found

    def _draft(self, amount: Amount, scene: Scene, earlier: list[Draft], before: list[Draft]) -> Draft:
        draft = make_draft(amount, scene, self.lexicon.units.nouns)
        draft.change = find_change(scene.sentence, amount)
        if draft.change is None and earlier and restates_change(scene.sentence, amount, earlier[-1].amount):
            draft.change = earlier[-1].change
        if scene.row is not None:
            return self._head(draft, scene.row)
        words = scene.sentence.language.numbers.money_participles
        open_noun = draft.noun is None or scene.sentence.word(amount.noun_at) in words  # "de los 2.500 prometidos"
        open_noun = open_noun or is_part_of_money(draft, earlier) or is_gapped(scene.sentence, amount, draft.noun)
        if amount.quantity.kind is Kind.COUNT and (open_noun or amount.quantity.total is not None):
            home = self.lexicon.units.of_countries.get(country_of(self.country) or "")
            fill_quantity(draft, earlier, before, self.recent, home)
        draft.lent = lent_noun(draft, earlier)
        draft.is_unnamed = draft.noun is None and not any(one.quantity.kind is Kind.COUNT for one in earlier)
        draft.told_more = find_told_more(draft, earlier)
        other = ends_change_of(draft, earlier)
        if other is not None:
            draft.match = other.match and Match(other.match.measure, 0.0, -1, -1)
            draft.noun, draft.noun_text = other.noun, other.noun_text
        else:
            lexicon = self.lexicon
            self.thread = follow(draft, self.thread, lexicon.populations, lexicon.topic_words, self.course.main)
        return draft

    def _head(self, draft: Draft, row: Row) -> Draft:
        """Give an amount of a table what its heading and the table's title tell."""
        start = draft.scene.sentence.starts[draft.amount.number.start]
        over, language = row.heading_at(start), draft.scene.sentence.language
        heading = read_heading(over, row.title, draft.scene, self.lexicon, self.habit)
        draft.quantity = heading.applied(draft.quantity)
        if draft.quantity.kind is Kind.MONEY and heading.currencies:
            draft.amount = draft.amount._replace(currencies=heading.currencies)
        if heading.place is None:
            around = [place for place in (self.place, self.main) if place]
            place = row_place(row, language, around, self.lexicon) or column_place(row, over, language, self.lexicon)
            place = place or title_place(row, language, around, self.lexicon)
            heading = heading._replace(place=place)
        draft.noun, draft.noun_text = None, heading.noun
        draft.noun_basis, draft.heading = Basis.SECTION, heading
        kind = draft.quantity.kind
        measure = heading.measure(kind) or self._gone_on_with(heading, over, draft)
        if measure is not None and kind in measure.kinds:
            draft.match = Match(measure, 0.0, -1, -1)
        return draft

    def _gone_on_with(self, heading: Heading, over: str, draft: Draft) -> Measure | None:
        """Return the measure the text speaks of where a column names nothing else: "2019", "Total", no "Beds"."""
        if self.thread is None or not heading.silent:
            return None
        named = set(split_words(heading.noun or ""))
        own = bool(named) and named.issubset(split_words(over))
        generic = draft.scene.sentence.language.nouns.generic
        stands = draft.amount.is_money or (generic.issuperset(named) and not self.thread.measure.general)
        return self.thread.measure if not own or stands else None

    # What titles and headings tell

    def _title_cues(self, outline: Outline) -> TopicCues | None:
        title = outline.metadata.title
        return self._cues(_line(title, outline.language)) if title else None

    @staticmethod
    def _spoken_of(cues: TopicCues | None, paragraph: int) -> Thread | None:
        """Return the thread of the measure that a title or heading speaks of."""
        measure = find_topic(cues) if cues else None
        return Thread(measure, paragraph, None) if measure else None

    def _headed(self, part: Part, heading: Place | None, section: Place | None) -> tuple[Place | None, Place | None]:
        """Return the place in force from here on, and the one of this paragraph.

        A heading, "Colombia", holds until the next; a dateline, "LIMA. ...", for its paragraph alone.
        """
        s, alone = part.head, part.is_heading
        fallback = section if alone else heading
        begin = beginning(s)
        starts = place_starts(s, self.lexicon.places)
        opens = s.word(begin) in self.known.named or any(begin <= at <= begin + 2 for at in starts)
        if not opens and not (alone and starts):
            return fallback, fallback
        if not alone and not _may_be_dateline(s, begin):
            return heading, heading
        around = nearest_first([], heading, self.main)
        mentions = find_places(s, self.lexicon.places, around, self.known)
        named = [m for m in mentions if not m.demonym and not m.anaphora and not m.body]
        if alone:
            located = self.lexicon.places.words[s.language.code].located_words
            sole = len({m.place for m in named}) == 1 and (named[0].start == begin or named[0].link in located)
            return (named[0].place, named[0].place) if sole else (fallback, fallback)
        if not named or named[0].start != begin or (dash := _dateline_end(part, named[0].end)) is None:
            return heading, heading
        is_first, self.dateline = self.dateline is None, (s, dash)
        places, place = self.lexicon.places, named[0].place
        if self.topic is not None and is_first and not part.is_listed and country_of(place) == country_of(self.country):
            return heading, heading  # where it is filed from tells less than what it is about
        country = places.countries.get(place.name)
        later = country or places.by_code.get(country_of(place) or "")
        return later, country or place

    def _place_of(self, title: str, language: Language) -> Place | None:
        """Return the place a title names; none where it names several countries."""
        around = [self.main] if self.main else []
        s = _line(title, language)
        mentions = find_places(s, self.lexicon.places, around, self.known)
        if mentions and mentions[0].start == beginning(s) and s.word(mentions[0].end) == ":":
            return mentions[0].whole or mentions[0].place  # "PERU: cables show …"
        found = [m for m in mentions if not m.anaphora and not m.seat and not m.body]
        named = [m.whole or m.place for m in found if not m.demonym] or [m.place for m in found]
        if len({*named}) < 2:
            return named[0] if named else None
        countries = {country_of(place) for place in named}
        return self.lexicon.places.by_code.get(countries.pop() or "") if len(countries) == 1 else None

    def _source(self, outline: Outline) -> Source:
        m, section = outline.metadata, outline.section
        return Source(
            path=self.document.path,
            document=self.document.sha256,
            section=section.number if len(self.document.sections) > 1 else None,
            title=m.title,
            publisher=m.publisher,
            author=m.author,
            published=m.published,
            url=m.url,
            language=m.language or outline.language.code,
            voice=section.kind,
        )


def _line(text: str, language: Language) -> Sentence:
    return Sentence(text, Span(0, len(text)), language)


def _filed(part: Part, mentions: list[Mention]) -> Place | None:
    """Return the place of the dateline that a paragraph begins with."""
    s, first = part.head, mentions[0] if mentions else None
    if first is None or part.row is not None or first.start != beginning(s) or not _may_be_dateline(s, first.start):
        return None
    return first.place if _dateline_end(part, first.end) is not None else None


def _may_be_dateline(s: Sentence, begin: int) -> bool:
    """Tell whether what a dateline ends with stands near enough behind a name at the beginning."""
    last = begin + _LONGEST_PLACE
    return len(s.words) <= last or not _DASHES.isdisjoint(s.words[: last + _DATELINE])


def _dateline_end(part: Part, end: int) -> int | None:
    """Return the end of what opens "LIMA. ", "BOGOTA, RADIO CUMBRE, 1230 HRS.- ", "NAIROBI, March 14 (AP) - "."""
    s = part.head
    if s.word(end) in _DASHES or (s.word(end) == "." and (end + 1 == len(s.words) or s.word(end + 1) in _DASHES)):
        return end + 1
    if end >= len(s.words):
        return end if len(part.sentences) > 1 else None
    if s.word(end) not in (",", "("):
        return None
    ahead = range(end, min(end + _DATELINE, len(s.words) - 1))
    return next((at + 1 for at in ahead if s.words[at] in _DASHES and not s.glued(at + 1)), None)
