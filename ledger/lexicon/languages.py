"""A language: how it writes numbers and dates, and the words around them, from data/languages/."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from ledger.lexicon.phrases import PhraseTable, fold, join_openings, phrase_set, split_words
from ledger.lexicon.toml_tables import Table, read_data_folder
from ledger.model.quantity import Bound


class _Deriving:
    """Words from which others are derived when first asked for, and kept beside them.

    The words themselves are in slots: they are read for every word of a text, and from there in half the time.
    """


@dataclass(frozen=True, eq=False, slots=True)
class NumberWords(_Deriving):
    """Words that make numbers; see the comments in data/languages/en.toml."""

    cardinals: dict[str, int]
    ones: frozenset[str]
    articles: frozenset[str]
    after_one: frozenset[str]
    joins: frozenset[str]
    hundreds: frozenset[str]
    scales: dict[str, Decimal]
    starts_alone: frozenset[str]
    letters: dict[str, Decimal]
    money_letters: frozenset[str]
    collectives: dict[str, int]
    halves: frozenset[str]
    and_half: PhraseTable[bool]
    vague: dict[str, int]
    vague_link: frozenset[str]
    several: PhraseTable[bool]
    couple: PhraseTable[bool]
    single: PhraseTable[bool]
    points: frozenset[str]
    multi: frozenset[str]
    multi_scales: dict[str, Decimal]
    ordinals: dict[str, int]
    ordinal_endings: frozenset[str]
    fractions: dict[str, int]
    fraction_parts: frozenset[str]
    needs_part: frozenset[str]
    bare_fractions: frozenset[str]
    half_frames: frozenset[str]
    half_not_after: frozenset[str]
    fraction_links: frozenset[str]
    loose_fractions: bool
    fraction_articles: frozenset[str]
    multiples: dict[str, Decimal]
    multiple_frames: PhraseTable[bool]
    multiple_articles: frozenset[str]
    needs_frame: frozenset[str]
    times: frozenset[str]
    times_frames: frozenset[str]
    fold: frozenset[str]
    percent: PhraseTable[bool]
    percent_points: PhraseTable[bool]
    of_total: PhraseTable[bool]
    of_every: PhraseTable[bool]
    of_round: PhraseTable[bool]
    per_base: PhraseTable[bool]
    per_time: PhraseTable[bool]
    per_strong: frozenset[str]
    per_strong_base: frozenset[str]
    negations: frozenset[str]
    passing: frozenset[str]
    past_words: frozenset[str]
    denied_verbs: frozenset[str]
    denial_ends: frozenset[str]
    deniers: frozenset[str]
    money_participles: frozenset[str]
    money_tellers: frozenset[str]
    no_bounds: PhraseTable[bool]
    casualties: frozenset[str]
    bare_points: frozenset[str]
    in_percent: frozenset[str]
    pointed: frozenset[str]
    dated_links: frozenset[str]
    comparatives: frozenset[str]
    length_verbs: frozenset[str]
    equal_words: frozenset[str]
    part_links: frozenset[str]
    scale_links: frozenset[str]
    price_words: frozenset[str]
    day_links: frozenset[str]
    hedge_verbs: dict[str, Bound]
    hedge_prepositions: frozenset[str]
    money_fronts: frozenset[str]
    sum_verbs: frozenset[str]
    weak_frames: frozenset[str]
    price_verbs: frozenset[str]
    money_frames: frozenset[str]
    part_pronouns: frozenset[str]
    per_span: PhraseTable[bool]
    money_things: frozenset[str]
    money_links: frozenset[str]
    single_things: frozenset[str]
    single_not_after: frozenset[str]
    plural_verbs: frozenset[str]
    one_person: frozenset[str]
    than_words: frozenset[str]
    restrictors: frozenset[str]
    bound_links: frozenset[str]
    comparing: frozenset[str]
    times_alone: frozenset[str]
    point_words: frozenset[str]
    other_words: frozenset[str]
    unsure: PhraseTable[bool]
    length_adjectives: frozenset[str]
    level_words: frozenset[str]
    governed: PhraseTable[bool]
    governors: dict[str, frozenset[str]]
    paired: frozenset[str]
    pairing: frozenset[str]
    spread_words: frozenset[str]
    lasting: frozenset[str]
    factor_frames: PhraseTable[bool]
    rate_words: frozenset[str]
    per_not_before: frozenset[str]
    per_never: frozenset[str]
    per_nouns: frozenset[str]
    per_adjectives: dict[str, str]
    base_nouns: PhraseTable[bool]
    to_words: frozenset[str]
    end_articles: frozenset[str]
    unit_links: frozenset[str]
    or_words: PhraseTable[bool]
    bound_joins: frozenset[str]
    between: PhraseTable[str]
    change_frames: frozenset[str]
    change_verbs: frozenset[str]
    change_steps: frozenset[str]
    increase_words: frozenset[str]
    decrease_words: frozenset[str]
    difference_words: frozenset[str]
    rise_verbs: frozenset[str]
    fall_verbs: frozenset[str]
    change_links: frozenset[str]
    further_words: frozenset[str]
    change_subjects: frozenset[str]
    change_particles: frozenset[str]
    base_links: frozenset[str]
    base_times: PhraseTable[bool]
    above: PhraseTable[bool]
    earlier_words: frozenset[str]
    below: PhraseTable[bool]
    no_changes: PhraseTable[bool]
    first_end_links: frozenset[str]
    minus_words: frozenset[str]
    loose_minus: frozenset[str]
    metre_followers: PhraseTable[bool]
    metre_things: frozenset[str]
    counted_in_millions: frozenset[str]
    told_in_millions: frozenset[str]
    index_names: frozenset[str]
    warmth: frozenset[str]
    weighing: frozenset[str]
    masses: frozenset[str]
    pounds_weigh: bool
    cents_joins: frozenset[str]
    cents_links: frozenset[str]

    @cached_property
    def changes(self) -> frozenset[str]:
        """Words that tell a rise or a fall."""
        return self.increase_words | self.decrease_words

    @cached_property
    def listing(self) -> frozenset[str]:
        """What stands between the items of a list."""
        return self.joins | {",", ";"}

    @cached_property
    def rate_starts(self) -> frozenset[str]:
        """What may begin the words that tell what an amount is per; a dash may too."""
        tables = (self.per_base, self.per_span, self.per_time)
        return frozenset("-–—‑").union(self.per_adjectives, *(table.first_words for table in tables))

    @cached_property
    def base_starts(self) -> frozenset[str]:
        """What may begin "in every five", "of the hundred" behind a number."""
        return self.of_every.first_words | self.of_round.first_words

    @cached_property
    def behind_digits(self) -> frozenset[str]:
        """Words that go on a number in digits: "million", "hundred", "dozen", "and a half"."""
        return self.hundreds | self.and_half.first_words | frozenset((*self.scales, *self.collectives))

    @cached_property
    def behind_words(self) -> frozenset[str]:
        """Words and signs that go on a number in words."""
        more = self.ones | self.joins | self.points | self.cents_links | {"-"}
        return self.behind_digits.union(more, self.cardinals)

    @cached_property
    def times_or_fold(self) -> frozenset[str]:
        """Words behind a number that is a multiple: "three times", "five-fold"."""
        return self.times | self.fold


@dataclass(frozen=True, eq=False, slots=True)
class TimeWords:
    """Words that make dates, periods and lengths of time."""

    months: dict[str, int]
    capital_months: frozenset[str]
    short_months: frozenset[str]
    framed_months: frozenset[str]
    capital_weekdays: bool
    month_first: bool
    month_links: frozenset[str]
    year_links: frozenset[str]
    day_joints: frozenset[str]
    year_prefixes: frozenset[str]
    part_articles: frozenset[str]
    part_links: frozenset[str]
    decade_articles: frozenset[str]
    day_articles: frozenset[str]
    year_articles: frozenset[str]
    year_nouns: frozenset[str]
    before_counts: frozenset[str]
    future: frozenset[str]
    bare_risky: frozenset[str]
    foreign_months: frozenset[str]
    month_frames: PhraseTable[bool]
    weekdays: dict[str, int]
    units: dict[str, str]
    decades_alone: dict[str, int]
    in_words: PhraseTable[bool]
    since: PhraseTable[bool]
    compared: PhraseTable[bool]
    same_period: PhraseTable[bool]
    until: PhraseTable[bool]
    amount_fronts: PhraseTable[bool]
    between: PhraseTable[bool]
    from_words: PhraseTable[bool]
    and_words: PhraseTable[bool]
    to_words: frozenset[str]
    as_of: PhraseTable[bool]
    by_words: PhraseTable[bool]
    fiscal: PhraseTable[bool]
    relative: PhraseTable[str]
    past: PhraseTable[bool]
    first: PhraseTable[bool]
    halves: PhraseTable[int]
    quarters: PhraseTable[int]
    fortnights: PhraseTable[int]
    weeks: PhraseTable[int]
    decades: PhraseTable[bool]
    decade_frames: PhraseTable[bool]
    decade_words: dict[str, int]
    day_nouns: PhraseTable[bool]
    unsure_future: frozenset[str]
    until_year: PhraseTable[bool]
    since_clauses: bool
    early: frozenset[str]
    times_of_day: PhraseTable[bool]
    clock_words: frozenset[str]
    sure_clock_words: frozenset[str]
    hour_lengths: frozenset[str]
    thirds: PhraseTable[int]
    bimesters: PhraseTable[int]
    onwards: PhraseTable[bool]
    run_to: PhraseTable[bool]
    ago_before: PhraseTable[bool]
    ago_adverbs: frozenset[str]
    ago_comparers: frozenset[str]
    ago_lasting: frozenset[str]
    closers: frozenset[str]
    those_years: PhraseTable[bool]
    that_long: PhraseTable[bool]
    usual: frozenset[str]
    month_led: frozenset[str]
    still: frozenset[str]
    going_on_verbs: frozenset[str]
    present_copulas: frozenset[str]
    passing_states: frozenset[str]
    came_later: frozenset[str]
    reached: frozenset[str]
    accumulated: PhraseTable[bool]
    told_against: PhraseTable[bool]
    handed_in: PhraseTable[bool]
    ends_of: PhraseTable[bool]
    since_ahead: PhraseTable[bool]
    last_words: frozenset[str]
    remark_endings: tuple[str, ...]
    named_after: PhraseTable[bool]
    ago_after: PhraseTable[bool]
    earlier: PhraseTable[bool]
    later: PhraseTable[bool]
    completed: frozenset[str]
    lasted: frozenset[str]
    lasting_events: frozenset[str]
    set_in: PhraseTable[bool]
    lapsed: PhraseTable[bool]
    toll_words: frozenset[str]
    sheltered: frozenset[str]
    began: PhraseTable[bool]
    ended: PhraseTable[bool]
    after_length: PhraseTable[bool]
    sums_of_time: PhraseTable[bool]
    spells: PhraseTable[bool]
    ran_for: frozenset[str]
    yearly: frozenset[str]
    paid: frozenset[str]
    going_on: frozenset[str]
    since_openers: frozenset[str]
    since_endings: tuple[str, ...]
    through_words: frozenset[str]
    date_adjectives: frozenset[str]
    reported: frozenset[str]
    relatives: frozenset[str]
    future_endings: tuple[str, ...]
    present_endings: tuple[str, ...]
    change_nouns: frozenset[str]
    quarter_marks: frozenset[str]
    yearly_rates: frozenset[str]
    set_against: PhraseTable[bool]
    compared_loose: PhraseTable[bool]
    comparers: frozenset[str]
    base_openers: PhraseTable[bool]
    issued: PhraseTable[bool]
    origins: PhraseTable[bool]
    clause_words: frozenset[str]
    in_brackets: PhraseTable[bool]
    states: frozenset[str]
    hour_marks: frozenset[str]
    hour_frames: PhraseTable[bool]
    short_year_frames: PhraseTable[bool]
    not_states: PhraseTable[bool]
    recurring: frozenset[str]
    scopes: frozenset[str]
    offices: frozenset[str]
    month_verbs: frozenset[str]
    past_before: PhraseTable[bool]
    perfects: frozenset[str]
    pluperfects: frozenset[str]
    pluperfect_endings: tuple[str, ...]
    looked_back: frozenset[str]
    having: frozenset[str]
    outset: frozenset[str]
    partitives: PhraseTable[bool]
    meanwhile: frozenset[str]
    clause_joints: frozenset[str]
    running: frozenset[str]
    size_of: PhraseTable[bool]
    made_for: PhraseTable[bool]
    messages: frozenset[str]
    copyright: frozenset[str]
    adding: PhraseTable[bool]
    norms: frozenset[str]
    norm_verbs: frozenset[str]
    norm_participles: frozenset[str]
    measured: frozenset[str]
    verb_particles: frozenset[str]


@dataclass(frozen=True, eq=False, slots=True)
class NounWords(_Deriving):
    """Where the name of a counted thing begins and ends."""

    articles: frozenset[str]
    stops: frozenset[str]
    link: frozenset[str]
    verb_endings: tuple[str, ...]
    plural_endings: tuple[str, ...]
    plural_not: tuple[str, ...]
    plural_alike: frozenset[str]
    not_counted: frozenset[str]
    plural_never: tuple[str, ...]
    verb_endings_sure: tuple[str, ...]
    verb_endings_stressed: tuple[str, ...]
    not_verbs: frozenset[str]
    verbs_irregular: frozenset[str]
    verbs_second: frozenset[str]
    verbs: frozenset[str]
    verbs_or_nouns: frozenset[str]
    told_of_shares: frozenset[str]
    standing: frozenset[str]
    people: str
    undone: frozenset[str]
    sizes: frozenset[str]
    infinitive_marks: frozenset[str]
    infinitive_endings: tuple[str, ...]
    adjectives_first: frozenset[str]
    instances: frozenset[str]
    generic: frozenset[str]
    vague: frozenset[str]
    copulas: frozenset[str]
    wholes: frozenset[str]
    all_words: frozenset[str]
    row_heads: frozenset[str]
    object_marks: frozenset[str]
    column_blanks: frozenset[str]
    set_beside: frozenset[str]
    number_of: PhraseTable[bool]
    heads_first: bool

    @cached_property
    def joining(self) -> frozenset[str]:
        """The small words inside the name of a thing."""
        return self.link | self.articles

    @cached_property
    def opening(self) -> frozenset[str]:
        """The small words before the name of a thing, "all the"."""
        return self.articles | self.all_words

    @cached_property
    def referring(self) -> frozenset[str]:
        """Words of a noun that only stands for what was named before."""
        return self.generic | self.link

    @cached_property
    def referring_or_vague(self) -> frozenset[str]:
        """The same with words that only tell where, or how many."""
        return self.referring | self.vague


@dataclass(frozen=True, eq=False, slots=True)
class SubjectWords(_Deriving):
    """What leads from an amount to the thing that its clause counts.

    `deeds` are the verbs that tell what is done with money, `handings` those that are told of other things as well.
    """

    predicates: frozenset[str]
    fillers: frozenset[str]
    filler_endings: tuple[str, ...]
    openers: frozenset[str]
    relatives: frozenset[str]
    askers: frozenset[str]
    before_money: frozenset[str]
    about_money: frozenset[str]
    fronting: PhraseTable[bool]
    in_what: frozenset[str]
    details: frozenset[str]
    changers: frozenset[str]
    deeds: frozenset[str]
    handings: frozenset[str]
    flows: frozenset[str]
    setters: frozenset[str]
    passives: frozenset[str]
    among: frozenset[str]
    genders: tuple[str, ...]
    rooms: PhraseTable[bool]
    berths: frozenset[str]
    blamed: frozenset[str]
    handled: frozenset[str]
    fates: frozenset[str]
    traced: frozenset[str]
    led_to: frozenset[str]
    behind: frozenset[str]
    peoples: frozenset[str]
    lives: frozenset[str]
    personal: frozenset[str]
    holders: frozenset[str]
    sides: frozenset[str]
    bare_headings: frozenset[str]
    questions: frozenset[str]
    no_things: frozenset[str]
    epithets: frozenset[str]

    @cached_property
    def deeds_and_handings(self) -> frozenset[str]:
        """All verbs that may tell what is done with money."""
        return self.deeds | self.handings


@dataclass(frozen=True, eq=False, slots=True)
class RankWords:
    """How a text tells a place in an order, or the score of an index."""

    before: PhraseTable[bool]
    after: PhraseTable[bool]
    superlatives: frozenset[str]
    superlative_endings: tuple[str, ...]
    first_ever: frozenset[str]
    first_needs_place: bool
    place_openings: frozenset[str]
    next_links: frozenset[str]
    verbs: frozenset[str]
    copulas: frozenset[str]
    followers: frozenset[str]
    changes: frozenset[str]
    turns: frozenset[str]
    objects: frozenset[str]
    steps: frozenset[str]
    standing: frozenset[str]
    scopes: PhraseTable[bool]
    ranked: frozenset[str]
    place_adjectives: frozenset[str]
    scores: frozenset[str]
    scales: PhraseTable[bool]
    marks: frozenset[str]
    ratios: frozenset[str]
    comparing: PhraseTable[bool]
    scope_adjectives: frozenset[str]


@dataclass(frozen=True, eq=False, slots=True)
class AttributionWords(_Deriving):
    """How a text says who says so; see the comments in data/languages/en.toml."""

    before: PhraseTable[bool]
    numbers_of: PhraseTable[bool]
    verbs: frozenset[str]
    spellings: frozenset[str]
    verbal: PhraseTable[bool]
    strong: frozenset[str]
    closing: frozenset[str]
    adding: frozenset[str]
    describing: tuple[str, ...]
    recording: frozenset[str]
    placing: frozenset[str]
    placing_links: frozenset[str]
    needs_that: frozenset[str]
    told_to: frozenset[str]
    nouns_too: frozenset[str]
    noun_signs: frozenset[str]
    of_plurals: frozenset[str]
    passives: frozenset[str]
    among: frozenset[str]
    genders: tuple[str, ...]
    berths: frozenset[str]
    fates: frozenset[str]
    led_to: frozenset[str]
    perfects: frozenset[str]
    contrasts: frozenset[str]
    coordinators: frozenset[str]
    relatives: frozenset[str]
    openings: frozenset[str]
    meanwhile: frozenset[str]
    running: frozenset[str]
    size_of: PhraseTable[bool]
    drops_subject: bool
    titles: frozenset[str]
    people: frozenset[str]
    adjective_endings: tuple[str, ...]
    remark_endings: tuple[str, ...]
    possessed: PhraseTable[bool]
    data_words: frozenset[str]
    data_links: frozenset[str]
    ourselves: frozenset[str]
    papers: frozenset[str]
    receivers: frozenset[str]
    tolls: frozenset[str]
    outsiders: frozenset[str]
    dealing: PhraseTable[bool]
    caseload: frozenset[str]
    receiving: PhraseTable[bool]
    comers: frozenset[str]
    detaining: PhraseTable[bool]
    detainers: frozenset[str]
    changing: frozenset[str]
    toll_words: frozenset[str]
    toll_people: frozenset[str]
    lowering: frozenset[str]
    count_ends: frozenset[str]
    examining: frozenset[str]
    closed_times: frozenset[str]
    counted_by: frozenset[str]
    others: frozenset[str]
    alongside: frozenset[str]
    not_sources: frozenset[str]
    nobody: frozenset[str]
    former: str
    pronouns: PhraseTable[bool]
    links_of: frozenset[str]
    name_links: frozenset[str]
    weak_links: frozenset[str]
    aims: PhraseTable[bool]
    posted_on: frozenset[str]
    channels: PhraseTable[bool]
    hearsay: frozenset[str]
    going_round: frozenset[str]
    denying: frozenset[str]
    untrue: frozenset[str]
    number_signs: frozenset[str]
    in_passing: PhraseTable[bool]
    state_bodies: frozenset[str]
    same: frozenset[str]
    holding: frozenset[str]
    on_record: PhraseTable[bool]
    tallied: frozenset[str]
    writers: frozenset[str]
    supposing: frozenset[str]
    writers_endings: tuple[str, ...]
    no_writers: frozenset[str]
    between: frozenset[str]
    audiences: frozenset[str]
    captions: PhraseTable[bool]
    own_work: PhraseTable[bool]
    agents: frozenset[str]
    means: frozenset[str]
    plural_tellings: tuple[str, ...]
    infinitives: frozenset[str]
    claimed: frozenset[str]
    finding: frozenset[str]
    finders: frozenset[str]
    that_words: frozenset[str]
    progressive: frozenset[str]
    audience_links: frozenset[str]
    definite: frozenset[str]
    participle_endings: tuple[str, ...]
    prepositions: frozenset[str]
    documents: frozenset[str]
    document_verbs: frozenset[str]
    honorifics: frozenset[str]
    polls: frozenset[str]
    authored: frozenset[str]
    notices: frozenset[str]
    issuing: PhraseTable[bool]
    series_words: frozenset[str]
    impersonal: frozenset[str]
    stage_ends: frozenset[str]
    unnamed: frozenset[str]
    answers: frozenset[str]
    questions: frozenset[str]
    stage_words: frozenset[str]
    spelled_bodies: frozenset[str]
    listing: frozenset[str]
    known_as: PhraseTable[bool]
    abstract_endings: tuple[str, ...]
    work_endings: tuple[str, ...]
    forecasts: frozenset[str]
    revising: frozenset[str]
    possessives: frozenset[str]
    signed: PhraseTable[bool]
    ages: frozenset[str]
    views: frozenset[str]
    index_words: frozenset[str]

    @cached_property
    def published(self) -> frozenset[str]:
        """Words for what one who is named behind "by" has made: "a report by", "data published by"."""
        return self.authored | self.documents | self.data_words | self.polls

    @cached_property
    def acting(self) -> frozenset[str]:
        """Verbs by which a body may tell what it counts, though it says nothing."""
        return (
            self.holding
            | self.dealing.first_words
            | self.detaining.first_words
            | self.changing
            | self.examining
            | self.counted_by
        )

    @cached_property
    def before_verb(self) -> frozenset[str]:
        """Words between a source, or the beginning of a clause, and its verb: "also", "has"."""
        return self.between - self.relatives

    @cached_property
    def before_inverted(self) -> frozenset[str]:
        """The same before a verb that its source follows."""
        return self.before_verb - self.perfects

    @cached_property
    def telling(self) -> frozenset[str]:
        """Verbs by which only who can speak tells something: "said", not "recorded"."""
        return self.strong - self.recording

    @cached_property
    def counts_told(self) -> frozenset[str]:
        """Words for what a source counts or foresees: "data", "estimate"."""
        return self.forecasts | self.data_words

    def is_title(self, word: str) -> bool:
        """Tell whether a folded word says what kind of source: one that is listed, or several of it."""
        several = word.endswith("s") and word[:-1] in self.titles and word not in self.not_sources
        return word in self.titles or several

    @cached_property
    def source_cues(self) -> dict[str, frozenset[str] | None]:
        """Words without one of which a sentence names no source, each with those that must follow, or None."""
        alone = (
            self.all_verbs | self.holding | self.counts_told | self.index_words | self.polls | self.views | self.tolls
        )
        phrases = (table.openings() for table in (self.before, self.verbal, self.channels))
        return join_openings(*phrases, dict.fromkeys(alone))

    @cached_property
    def all_verbs(self) -> frozenset[str]:
        """Every word by which a source may tell something."""
        return self.verbs | self.closing | self.placing | self.document_verbs | self.revising


@dataclass(frozen=True, eq=False, slots=True)
class ModalVerbs:
    """Verbs whose form tells that an amount is no plain fact, by their endings as printed."""

    futures: tuple[str, ...]
    conditionals: tuple[str, ...]
    pasts: tuple[str, ...]
    unaccented: tuple[str, ...]
    pronouns: frozenset[str]
    foreseeing: frozenset[str]
    against: PhraseTable[bool]
    growing: frozenset[str]

    def may_be(self, word: str) -> bool:
        """Tell whether a folded word may be one of them."""
        return word.endswith(self.unaccented)


@dataclass(frozen=True, eq=False, slots=True)
class ExcludeWords:
    """What makes a number a name, an id, an age or an idiom."""

    id_words: frozenset[str]
    speakers: frozenset[str]
    id_signs: frozenset[str]
    id_places: frozenset[str]
    guns: frozenset[str]
    calibres: frozenset[str]
    bore_units: frozenset[str]
    id_verbs: frozenset[str]
    of_one_thing: frozenset[str]
    leads_to_one: frozenset[str]
    verbs_of_one: frozenset[str]
    never_numbered: frozenset[str]
    before_verbs: frozenset[str]
    no_thing_endings: tuple[str, ...]
    ends_of_several: tuple[str, ...]
    id_or_verb: frozenset[str]
    plurals_count: bool
    header_words: frozenset[str]
    match_words: frozenset[str]
    age_relatives: frozenset[str]
    age_verbs: frozenset[str]
    age_pronouns: frozenset[str]
    age_at: frozenset[str]
    person_links: frozenset[str]
    aged_kin: frozenset[str]
    aged_bare: frozenset[str]
    phone_words: frozenset[str]
    note_heads: frozenset[str]
    name_followers: frozenset[str]
    numbered_things: frozenset[str]
    numbered_names: frozenset[str]
    pointing: frozenset[str]
    parts_of_text: frozenset[str]
    no_names: frozenset[str]
    kind_nouns: frozenset[str]
    foreign_links: frozenset[str]
    clubs: PhraseTable[bool]
    rules: frozenset[str]
    idioms: PhraseTable[bool]
    age_after: PhraseTable[bool]
    age_before: PhraseTable[bool]
    age_subjects: PhraseTable[bool]
    age_followers: frozenset[str]
    age_years: bool
    age_limits: PhraseTable[Bound]
    age_ends: PhraseTable[bool]
    age_plurals: frozenset[str]
    age_links: frozenset[str]
    count_followers: frozenset[str]
    age_owners: frozenset[str]
    aged: frozenset[str]
    street_words: frozenset[str]
    house_links: frozenset[str]
    winds: frozenset[str]
    periodicals: frozenset[str]
    headline_marks: frozenset[str]


@dataclass(frozen=True, eq=False, slots=True)
class Language(_Deriving):
    """One language of the texts; every word is folded."""

    code: str
    name: str
    decimal: str
    groups: frozenset[str]
    decimal_comma: frozenset[str]
    stopwords: frozenset[str]
    tell_words: frozenset[str]
    numbers: NumberWords
    hedges: PhraseTable[Bound]
    hedges_after: PhraseTable[Bound]
    time: TimeWords
    nouns: NounWords
    subjects: SubjectWords
    ranks: RankWords
    attribution: AttributionWords
    modality: PhraseTable[str]
    modal_verbs: ModalVerbs
    against: PhraseTable[bool]
    abbreviations: frozenset[str]
    asides: PhraseTable[bool]
    retractions: PhraseTable[bool]
    exclude: ExcludeWords

    @cached_property
    def candidate_words(self) -> frozenset[str]:
        """Words at which a number written in words, a fraction or a multiple may begin."""
        numbers = self.numbers
        tables: list[dict[str, int] | dict[str, Decimal]] = [
            numbers.cardinals, numbers.vague, numbers.collectives, numbers.multiples, numbers.ordinals,
            numbers.fractions, self.time.decades_alone,
        ]  # fmt: skip
        words = {word for table in tables for word in table}
        return frozenset(
            words
            | set(numbers.scales)
            | set(numbers.multi_scales)
            | numbers.ones
            | numbers.times_alone
            | numbers.point_words
            | numbers.halves
            | numbers.multi
            | numbers.bare_fractions
            | numbers.several.first_words
            | numbers.couple.first_words
            | numbers.single.first_words
        )

    @cached_property
    def number_starts(self) -> frozenset[str]:
        """Words at which reading a number is tried: those above, and articles ("a dozen", "la mitad")."""
        return self.candidate_words | self.numbers.hundreds | self.numbers.articles | self.numbers.fraction_articles

    @cached_property
    def modal_starts(self) -> frozenset[str]:
        """Words without one of which nothing tells that an amount is no plain fact."""
        return self.modality.first_words | self.retractions.first_words

    @cached_property
    def light_starts(self) -> frozenset[str]:
        """Words that open a number only with another behind them: "a" of "a million", "some" of "some hundred"."""
        numbers = self.numbers
        openers = numbers.articles | numbers.fraction_articles
        for table in (numbers.several, numbers.couple, numbers.single):
            openers |= table.first_words
        tables = (
            numbers.cardinals, numbers.vague, numbers.collectives, numbers.multiples, numbers.ordinals, numbers.scales,
            numbers.fractions, numbers.multi_scales, self.time.decades_alone, numbers.ones, numbers.halves,
            numbers.multi, numbers.bare_fractions, numbers.hundreds, numbers.starts_alone,
        )  # fmt: skip
        return openers.difference(*tables)

    @cached_property
    def number_seconds(self) -> frozenset[str]:
        """Words that may go on a number behind one of `light_starts`."""
        numbers, found = self.numbers, self.number_starts | self.numbers.vague_link
        for table in (numbers.several, numbers.couple, numbers.single):
            for word in table.first_words:
                found |= table.seconds(word)
        return found - {""}

    @cached_property
    def ago_starts(self) -> frozenset[str]:
        """Words, other than digits, at which "two years ago" or "hace un mes" may begin."""
        behind = self.time.ago_after
        counted = self.number_starts | self.numbers.articles if behind else frozenset()
        return self.time.ago_before.first_words | counted

    @cached_property
    def time_starts(self) -> frozenset[str]:
        """Words, other than digits, at which an expression of time may begin."""
        time = self.time
        tables = (time.since, time.until, time.between, time.from_words, time.first, time.past, time.fiscal, time.as_of)
        phrases = {word for table in tables for word in table.first_words}
        phrases |= time.relative.first_words | time.halves.first_words | time.quarters.first_words
        phrases |= time.thirds.first_words | time.bimesters.first_words | time.decades.first_words | self.ago_starts
        articles = time.part_articles | time.decade_articles | time.early
        return frozenset(phrases | set(time.months) | set(time.weekdays) | articles)


def load_languages() -> dict[str, Language]:
    """Read every language table, by code."""
    tables = read_data_folder("languages")
    languages = (_make_language(table, tables) for table in tables)
    return {language.code: language for language in languages}


def _make_language(table: Table, every: tuple[Table, ...]) -> Language:
    return Language(
        code=table.text("code"),
        name=table.text("name"),
        decimal=table.text("decimal"),
        groups=frozenset(table.texts("groups")),
        decimal_comma=frozenset(table.texts("decimal_comma")),
        stopwords=_words(table, "stopwords"),
        tell_words=_words(table, "stopwords") | _words(table, "tell_words"),
        numbers=_make_numbers(table.table("numbers")),
        hedges=_bounds(table.table("hedges")),
        hedges_after=_bounds(table.table("hedges_after")),
        time=_make_time(table.table("time"), [other.table("time") for other in every]),
        nouns=_make_nouns(table.table("nouns")),
        subjects=_make_subjects(table.table("subjects")),
        ranks=_make_ranks(table.table("ranks")),
        attribution=_make_attribution(table.table("attribution")),
        modality=_by_key(table.table("modality")),
        modal_verbs=_make_modal_verbs(table.table("modal_verbs")),
        against=phrase_set(table.table("populations").texts("against")),
        abbreviations=_words(table.table("sentences"), "abbreviations"),
        asides=_phrases(table.table("sentences"), "asides"),
        retractions=_phrases(table.table("sentences"), "retractions"),
        exclude=_make_exclude(table.table("exclude")),
    )


def _make_numbers(table: Table) -> NumberWords:
    return NumberWords(
        cardinals=_with_joined_tens(table, _integers(table, "cardinals")),
        ones=_words(table, "ones"),
        articles=_words(table, "articles"),
        after_one=_words(table, "after_one"),
        joins=_words(table, "joins"),
        hundreds=_words(table, "hundreds"),
        scales=_decimals(table, "scales"),
        starts_alone=_words(table, "starts_alone"),
        letters=_decimals(table, "letters"),
        money_letters=_words(table, "money_letters"),
        collectives=_integers(table, "collectives"),
        halves=_words(table, "halves"),
        and_half=_phrases(table, "and_half"),
        vague=_integers(table, "vague"),
        vague_link=_words(table, "vague_link"),
        several=_phrases(table, "several"),
        couple=_phrases(table, "couple"),
        single=_phrases(table, "single"),
        points=_words(table, "points"),
        multi=_words(table, "multi"),
        multi_scales=_decimals(table, "multi_scales"),
        ordinals=_integers(table, "ordinals"),
        ordinal_endings=_words(table, "ordinal_endings"),
        fractions=_integers(table, "fractions"),
        fraction_parts=_words(table, "fraction_parts"),
        needs_part=_words(table, "needs_part"),
        bare_fractions=_words(table, "bare_fractions"),
        half_frames=_words(table, "half_frames"),
        half_not_after=_words(table, "half_not_after"),
        fraction_links=_words(table, "fraction_links"),
        loose_fractions=table.flag("loose_fractions"),
        fraction_articles=_words(table, "fraction_articles") | _words(table, "articles"),
        multiples=_decimals(table, "multiples"),
        multiple_frames=_phrases(table, "multiple_frames"),
        multiple_articles=_words(table, "multiple_articles"),
        needs_frame=_words(table, "needs_frame"),
        times=_words(table, "times"),
        times_frames=_words(table, "times_frames"),
        fold=_words(table, "fold"),
        percent=_phrases(table, "percent"),
        percent_points=_phrases(table, "percent_points"),
        of_total=_phrases(table, "of_total"),
        of_every=_phrases(table, "of_every"),
        of_round=_phrases(table, "of_round"),
        per_base=_phrases(table, "per_base"),
        per_time=_phrases(table, "per_time"),
        per_strong=_words(table, "per_strong"),
        per_strong_base=_words(table, "per_strong_base"),
        negations=_words(table, "negations"),
        passing=_words(table, "passing"),
        past_words=_words(table, "past_words"),
        denied_verbs=_words(table, "denied_verbs"),
        denial_ends=_words(table, "denial_ends"),
        deniers=_words(table, "deniers"),
        money_participles=_words(table, "money_participles"),
        money_tellers=_words(table, "money_tellers"),
        no_bounds=_phrases(table, "no_bounds"),
        casualties=_words(table, "casualties"),
        bare_points=_words(table, "bare_points"),
        in_percent=_words(table, "in_percent"),
        pointed=_words(table, "pointed"),
        dated_links=_words(table, "dated_links"),
        comparatives=_words(table, "comparatives"),
        length_verbs=_words(table, "length_verbs"),
        equal_words=_words(table, "equal_words"),
        part_links=_words(table, "part_links"),
        scale_links=_words(table, "scale_links"),
        price_words=_words(table, "price_words"),
        day_links=_words(table, "day_links"),
        hedge_verbs={
            fold(word): Bound(key) for key, words in table.table("hedge_verbs").values.items() for word in words
        },
        hedge_prepositions=_words(table, "hedge_prepositions"),
        money_fronts=_words(table, "money_fronts"),
        sum_verbs=_words(table, "sum_verbs"),
        weak_frames=_words(table, "weak_frames"),
        price_verbs=_words(table, "price_verbs"),
        money_frames=_words(table, "money_frames"),
        part_pronouns=_words(table, "part_pronouns"),
        per_span=_phrases(table, "per_span"),
        money_things=_words(table, "money_things"),
        money_links=_words(table, "money_links"),
        single_things=_words(table, "single_things"),
        single_not_after=_words(table, "single_not_after"),
        plural_verbs=_words(table, "plural_verbs"),
        one_person=_words(table, "one_person"),
        than_words=_words(table, "than_words"),
        restrictors=_words(table, "restrictors"),
        bound_links=_words(table, "bound_links"),
        comparing=_words(table, "comparing"),
        times_alone=_words(table, "times_alone"),
        point_words=_words(table, "point_words"),
        other_words=_words(table, "other_words"),
        unsure=_phrases(table, "unsure"),
        length_adjectives=_words(table, "length_adjectives"),
        level_words=_words(table, "level_words"),
        governed=_phrases(table, "governed"),
        governors={word: frozenset(map(fold, words)) for word, words in table.table("governors").values.items()},
        paired=_words(table, "paired"),
        pairing=_words(table, "pairing"),
        spread_words=_words(table, "spread_words"),
        lasting=_words(table, "lasting"),
        factor_frames=_phrases(table, "factor_frames"),
        rate_words=_words(table, "rate_words"),
        per_not_before=_words(table, "per_not_before"),
        per_never=_words(table, "per_never"),
        per_nouns=_words(table, "per_nouns"),
        per_adjectives={fold(word): unit for word, unit in table.table("per_adjectives").values.items()},
        base_nouns=_phrases(table, "base_nouns"),
        to_words=_words(table, "to_words"),
        end_articles=_words(table, "end_articles"),
        unit_links=_words(table, "unit_links"),
        or_words=_phrases(table, "or_words"),
        bound_joins=_words(table, "bound_joins"),
        between=PhraseTable(_pairs(table, "between")),
        change_frames=_words(table, "change_frames"),
        change_verbs=_words(table, "change_verbs"),
        change_steps=_words(table, "change_steps"),
        increase_words=_words(table, "increase_words"),
        decrease_words=_words(table, "decrease_words"),
        difference_words=_words(table, "difference_words"),
        rise_verbs=_words(table, "rise_verbs"),
        fall_verbs=_words(table, "fall_verbs"),
        change_links=_words(table, "change_links"),
        further_words=_words(table, "further_words"),
        change_subjects=_words(table, "change_subjects"),
        change_particles=_words(table, "change_particles"),
        base_links=_words(table, "base_links"),
        base_times=_phrases(table, "base_times"),
        above=_phrases(table, "above"),
        earlier_words=_words(table, "earlier_words"),
        below=_phrases(table, "below"),
        no_changes=_phrases(table, "no_changes"),
        first_end_links=_words(table, "first_end_links"),
        minus_words=_words(table, "minus_words"),
        loose_minus=_words(table, "loose_minus"),
        metre_followers=_phrases(table, "metre_followers"),
        metre_things=_words(table, "metre_things"),
        counted_in_millions=_words(table, "counted_in_millions"),
        told_in_millions=_words(table, "told_in_millions"),
        index_names=_words(table, "index_names"),
        warmth=_words(table, "warmth"),
        weighing=_words(table, "weighing"),
        masses=_words(table, "masses"),
        pounds_weigh=table.flag("pounds_weigh"),
        cents_joins=_words(table, "cents_joins") | _words(table, "cents_links"),
        cents_links=_words(table, "cents_links"),
    )


# Phrases that stand for a period counted from the date of the text; the key says which.
_TEN, _HUNDRED = 10, 100
_RELATIVE = (
    "so_far", "so_far_part", "this_season",
    "this_year", "last_year", "next_year", "that_year", "that_month", "that_time",
    "year_before", "year_after", "this_month", "last_month",
    "this_decade", "last_decade", "open_time", "open_season", "told_year", "told_half", "told_quarter",
    "one_before", "next_month", "next_week", "this_week", "last_week",
    "last_weekend", "today", "yesterday", "day_before_yesterday", "tomorrow",
    "to_date", "no_time", "since_then", "nowadays",
    "year_end", "year_closed", "month_before", "month_after", "week_before", "week_after", "day_before", "day_after",
)  # fmt: skip


def _holidays(table: Table) -> Iterator[tuple[str, str]]:
    """Yield "before Christmas", "since Easter": times of which only the name is told."""
    for led in table.texts("holiday_frames"):
        for name in table.texts("holidays"):
            yield f"{led} {name}", "open_season"


def _make_time(table: Table, every: list[Table]) -> TimeWords:
    # Dates are written in another language too, in cited titles and bylines: months and links are known everywhere.
    spoken = _phrases(table, "ago_after").first_words  # no month: "two days ago"
    every_month = [entry for other in every for entry in _integers(other, "months").items()]
    months = {word: number for word, number in every_month if word not in spoken}
    own = _integers(table, "months")
    capital = {word for other in every if other.flag("capital_months") for word in _integers(other, "months")}
    return TimeWords(
        months=months | own,
        capital_months=frozenset(capital if table.flag("capital_months") else capital - set(own)),
        short_months=_words_of_all(every, "short_months"),
        framed_months=_words_of_all(every, "framed_months"),
        capital_weekdays=table.flag("capital_weekdays"),
        month_first=table.flag("month_first"),
        month_links=_words_of_all(every, "month_links"),
        year_links=_words_of_all(every, "year_links"),
        day_joints=_words_of_all(every, "day_joints"),
        year_prefixes=_words(table, "year_prefixes"),
        part_articles=_words(table, "part_articles"),
        part_links=_words(table, "part_links"),
        decade_articles=_words(table, "decade_articles"),
        day_articles=_words(table, "day_articles"),
        year_articles=_words(table, "year_articles"),
        year_nouns=_words(table, "year_nouns"),
        before_counts=_words(table, "before_counts"),
        future=_words(table, "future"),
        bare_risky=_words(table, "bare_risky"),
        month_frames=_phrases(table, "month_frames"),
        foreign_months=frozenset(months.keys() - own.keys()),
        weekdays=_integers(table, "weekdays"),
        units={fold(word): unit for word, unit in table.table("units").values.items()},
        decades_alone=_integers(table, "decades_alone"),
        in_words=_phrases(table, "in_words"),
        since=_phrases(table, "since"),
        compared=_phrases(table, "compared"),
        same_period=_phrases(table, "same_period"),
        until=_phrases(table, "until"),
        amount_fronts=_phrases(table, "amount_fronts"),
        between=_phrases(table, "between"),
        from_words=_phrases(table, "from_words"),
        and_words=_phrases(table, "and_words"),
        to_words=_words(table, "to_words"),
        as_of=_phrases(table, "as_of"),
        by_words=_phrases(table, "by_words"),
        fiscal=_phrases(table, "fiscal"),
        relative=PhraseTable([*_holidays(table), *((phrase, key) for key in _RELATIVE for phrase in table.texts(key))]),
        past=_phrases(table, "past"),
        first=_phrases(table, "first"),
        halves=PhraseTable(_integers(table, "halves").items()),
        quarters=PhraseTable(_integers(table, "quarters").items()),
        fortnights=PhraseTable(_integers(table, "fortnights").items()),
        weeks=PhraseTable(_integers(table, "weeks").items()),
        decades=_phrases(table, "decades"),
        decade_frames=_phrases(table, "decade_frames"),
        decade_words=_integers(table, "decade_words"),
        day_nouns=_phrases(table, "day_nouns"),
        unsure_future=_words(table, "unsure_future"),
        until_year=_phrases(table, "until_year"),
        since_clauses=table.flag("since_clauses"),
        early=_words(table, "early"),
        times_of_day=_phrases(table, "times_of_day"),
        clock_words=_words(table, "clock_words"),
        sure_clock_words=_words(table, "sure_clock_words"),
        hour_lengths=_words(table, "hour_lengths"),
        thirds=PhraseTable(_integers(table, "thirds").items()),
        bimesters=PhraseTable(_integers(table, "bimesters").items()),
        onwards=_phrases(table, "onwards"),
        run_to=_phrases(table, "run_to"),
        ago_before=_phrases(table, "ago_before"),
        ago_adverbs=_words(table, "ago_adverbs"),
        ago_comparers=_words(table, "ago_comparers"),
        ago_lasting=_words(table, "ago_lasting"),
        closers=_words(table, "closers"),
        since_ahead=_phrases(table, "since_ahead"),
        handed_in=_phrases(table, "handed_in"),
        ends_of=_phrases(table, "ends_of"),
        still=_words(table, "still"),
        going_on_verbs=_words(table, "going_on_verbs"),
        present_copulas=_words(table, "present_copulas"),
        passing_states=_words(table, "passing_states"),
        came_later=_words(table, "came_later"),
        reached=_words(table, "reached"),
        accumulated=_phrases(table, "accumulated"),
        told_against=_phrases(table, "told_against"),
        month_led=_words(table, "month_led"),
        usual=_words(table, "usual"),
        those_years=_phrases(table, "those_years"),
        that_long=_phrases(table, "that_long"),
        last_words=_words(table, "last_words"),
        remark_endings=table.texts("remark_endings"),
        named_after=_phrases(table, "named_after"),
        ago_after=_phrases(table, "ago_after"),
        earlier=_phrases(table, "earlier"),
        later=_phrases(table, "later"),
        completed=_words(table, "completed"),
        lasted=_words(table, "lasted"),
        lasting_events=_words(table, "lasting_events"),
        set_in=_phrases(table, "set_in"),
        lapsed=_phrases(table, "lapsed"),
        toll_words=_words(table, "toll_words"),
        sheltered=_words(table, "sheltered"),
        began=_phrases(table, "began"),
        ended=_phrases(table, "ended"),
        after_length=_phrases(table, "after_length"),
        sums_of_time=_phrases(table, "sums_of_time"),
        spells=_phrases(table, "spells"),
        ran_for=_words(table, "ran_for"),
        yearly=_words(table, "yearly"),
        paid=_words(table, "paid"),
        going_on=_words(table, "going_on"),
        since_openers=_words(table, "since_openers"),
        since_endings=tuple(table.texts("since_endings")),
        through_words=_words(table, "through_words"),
        date_adjectives=_words(table, "date_adjectives"),
        reported=_words(table, "reported"),
        relatives=_words(table, "relatives"),
        future_endings=tuple(table.texts("future_endings")),
        present_endings=tuple(table.texts("present_endings")),
        change_nouns=_words(table, "change_nouns"),
        quarter_marks=_words(table, "quarter_marks"),
        yearly_rates=_words(table, "yearly_rates"),
        set_against=_phrases(table, "set_against"),
        compared_loose=_phrases(table, "compared_loose"),
        comparers=_words(table, "comparers"),
        base_openers=_phrases(table, "base_openers"),
        issued=_phrases(table, "issued"),
        origins=_phrases(table, "origins"),
        clause_words=_words(table, "clause_words"),
        in_brackets=_phrases(table, "in_brackets"),
        states=_words(table, "states"),
        hour_marks=_words(table, "hour_marks"),
        hour_frames=_phrases(table, "hour_frames"),
        short_year_frames=_phrases(table, "short_year_frames"),
        not_states=_phrases(table, "not_states"),
        recurring=_words(table, "recurring"),
        scopes=_words(table, "scopes"),
        offices=_words(table, "offices"),
        month_verbs=_words(table, "month_verbs"),
        past_before=_phrases(table, "past_before"),
        perfects=_words(table, "perfects"),
        pluperfects=_words(table, "pluperfects"),
        pluperfect_endings=table.texts("pluperfect_endings"),
        looked_back=_words(table, "looked_back"),
        having=_words(table, "having"),
        outset=_words(table, "outset"),
        partitives=_phrases(table, "partitives"),
        meanwhile=_words(table, "meanwhile"),
        clause_joints=_words(table, "clause_joints"),
        running=_words(table, "running"),
        size_of=_phrases(table, "size_of"),
        made_for=_phrases(table, "made_for"),
        messages=_words(table, "messages"),
        copyright=_words(table, "copyright"),
        adding=_phrases(table, "adding"),
        norms=_words(table, "norms"),
        norm_verbs=_words(table, "norm_verbs"),
        norm_participles=_words(table, "norm_participles"),
        measured=_words(table, "measured"),
        verb_particles=_words(table, "verb_particles"),
    )


def _make_nouns(table: Table) -> NounWords:
    return NounWords(
        articles=_words(table, "articles"),
        stops=_words(table, "stops"),
        link=_words(table, "link"),
        verb_endings=table.texts("verb_endings"),
        plural_endings=table.texts("plural_endings"),
        plural_not=table.texts("plural_not"),
        plural_alike=_words(table, "plural_alike"),
        not_counted=_words(table, "not_counted"),
        plural_never=table.texts("plural_never"),
        verb_endings_sure=table.texts("verb_endings_sure"),
        verb_endings_stressed=table.texts("verb_endings_stressed"),
        not_verbs=_words(table, "not_verbs"),
        verbs_irregular=_words(table, "verbs_irregular"),
        verbs_second=_words(table, "verbs_second"),
        verbs=_words(table, "verbs"),
        verbs_or_nouns=_words(table, "verbs_or_nouns"),
        told_of_shares=_words(table, "told_of_shares"),
        standing=_words(table, "standing"),
        people=table.text("people"),
        undone=_words(table, "undone"),
        sizes=_words(table, "sizes"),
        infinitive_marks=_words(table, "infinitive_marks"),
        infinitive_endings=table.texts("infinitive_endings"),
        adjectives_first=_words(table, "adjectives_first"),
        instances=_words(table, "instances"),
        generic=_words(table, "generic"),
        vague=_words(table, "vague"),
        copulas=_words(table, "copulas"),
        wholes=_words(table, "wholes"),
        all_words=_words(table, "all_words"),
        row_heads=_words(table, "row_heads"),
        object_marks=_words(table, "object_marks"),
        column_blanks=_words(table, "column_blanks"),
        set_beside=_words(table, "set_beside"),
        number_of=_phrases(table, "number_of"),
        heads_first=table.flag("heads_first"),
    )


def _make_subjects(table: Table) -> SubjectWords:
    return SubjectWords(
        predicates=_words(table, "predicates"),
        fillers=_words(table, "fillers"),
        filler_endings=table.texts("filler_endings"),
        openers=_words(table, "openers"),
        relatives=_words(table, "relatives"),
        askers=_words(table, "askers"),
        before_money=_words(table, "before_money"),
        about_money=_words(table, "about_money"),
        fronting=_phrases(table, "fronting"),
        in_what=_words(table, "in_what"),
        details=_words(table, "details"),
        changers=_words(table, "changers"),
        deeds=_words(table, "deeds"),
        handings=_words(table, "handings"),
        flows=_words(table, "flows"),
        setters=_words(table, "setters"),
        passives=_words(table, "passives"),
        among=_words(table, "among"),
        genders=table.texts("genders"),
        rooms=_phrases(table, "rooms"),
        berths=_words(table, "berths"),
        blamed=_words(table, "blamed"),
        handled=_words(table, "handled"),
        fates=_words(table, "fates"),
        traced=_words(table, "traced"),
        led_to=_words(table, "led_to"),
        behind=_words(table, "behind"),
        peoples=_words(table, "peoples"),
        lives=_words(table, "lives"),
        personal=_words(table, "personal"),
        holders=_words(table, "holders"),
        sides=_words(table, "sides"),
        bare_headings=_words(table, "bare_headings"),
        questions=frozenset(text.lower() for text in table.texts("questions")),
        no_things=_words(table, "no_things"),
        epithets=_words(table, "epithets"),
    )


def _make_ranks(table: Table) -> RankWords:
    return RankWords(
        before=_phrases(table, "before"),
        after=_phrases(table, "after"),
        superlatives=_words(table, "superlatives"),
        first_ever=_words(table, "first_ever"),
        superlative_endings=table.texts("superlative_endings"),
        first_needs_place=table.flag("first_needs_place"),
        place_openings=_words(table, "place_openings"),
        next_links=_words(table, "next_links"),
        verbs=_words(table, "verbs"),
        copulas=_words(table, "copulas"),
        followers=_words(table, "followers"),
        changes=_words(table, "changes"),
        turns=_words(table, "turns"),
        objects=_words(table, "objects"),
        steps=_words(table, "steps"),
        standing=_words(table, "standing"),
        scopes=_phrases(table, "scopes"),
        ranked=_words(table, "ranked"),
        place_adjectives=_words(table, "place_adjectives"),
        scores=_words(table, "scores"),
        scales=_phrases(table, "scales"),
        marks=_words(table, "marks"),
        ratios=_words(table, "ratios"),
        comparing=_phrases(table, "comparing"),
        scope_adjectives=_words(table, "scope_adjectives"),
    )


def _make_attribution(table: Table) -> AttributionWords:
    spoken = (
        "verbs",
        "strong",
        "closing",
        "placing",
        "holding",
        "issuing",
        "dealing",
        "detaining",
        "changing",
        "examining",
        "document_verbs",
        "revising",
    )
    return AttributionWords(
        before=_phrases(table, "before"),
        numbers_of=_phrases(table, "numbers_of"),
        verbs=_words(table, "verbs"),
        spellings=frozenset(word.lower() for key in spoken for word in table.texts(key)),
        verbal=_phrases(table, "verbal"),
        strong=_words(table, "strong"),
        closing=_words(table, "closing"),
        adding=_words(table, "adding"),
        describing=tuple(table.texts("describing")),
        recording=_words(table, "recording"),
        placing=_words(table, "placing"),
        placing_links=_words(table, "placing_links"),
        needs_that=_words(table, "needs_that"),
        told_to=_words(table, "told_to"),
        nouns_too=_words(table, "nouns_too"),
        noun_signs=_words(table, "noun_signs"),
        of_plurals=_words(table, "of_plurals"),
        passives=_words(table, "passives"),
        among=_words(table, "among"),
        genders=table.texts("genders"),
        berths=_words(table, "berths"),
        fates=_words(table, "fates"),
        led_to=_words(table, "led_to"),
        perfects=_words(table, "perfects"),
        contrasts=_words(table, "contrasts"),
        coordinators=_words(table, "coordinators"),
        relatives=_words(table, "relatives"),
        openings=_words(table, "openings"),
        meanwhile=_words(table, "meanwhile"),
        running=_words(table, "running"),
        size_of=_phrases(table, "size_of"),
        drops_subject=table.flag("drops_subject"),
        titles=_words(table, "titles"),
        people=_words(table, "people"),
        adjective_endings=tuple(table.texts("adjective_endings")),
        remark_endings=tuple(table.texts("remark_endings")),
        possessed=_phrases(table, "possessed"),
        data_words=_words(table, "data_words"),
        data_links=_words(table, "data_links"),
        ourselves=_words(table, "ourselves"),
        papers=_words(table, "papers"),
        receivers=_words(table, "receivers"),
        tolls=_words(table, "tolls"),
        outsiders=_words(table, "outsiders"),
        dealing=_phrases(table, "dealing"),
        caseload=_words(table, "caseload"),
        receiving=_phrases(table, "receiving"),
        comers=_words(table, "comers"),
        detaining=_phrases(table, "detaining"),
        detainers=_words(table, "detainers"),
        changing=_words(table, "changing"),
        toll_words=_words(table, "toll_words"),
        toll_people=_words(table, "toll_people"),
        lowering=_words(table, "lowering"),
        count_ends=_words(table, "count_ends"),
        examining=_words(table, "examining"),
        closed_times=_words(table, "closed_times"),
        counted_by=_words(table, "counted_by"),
        others=_words(table, "others"),
        alongside=_words(table, "alongside"),
        not_sources=_words(table, "not_sources"),
        nobody=_words(table, "nobody"),
        former=table.text("former"),
        pronouns=_phrases(table, "pronouns"),
        links_of=_words(table, "links_of"),
        name_links=_words(table, "name_links"),
        weak_links=_words(table, "weak_links"),
        aims=_phrases(table, "aims"),
        posted_on=_words(table, "posted_on"),
        channels=_phrases(table, "channels"),
        hearsay=_words(table, "hearsay"),
        going_round=_words(table, "going_round"),
        denying=_words(table, "denying"),
        untrue=_words(table, "untrue"),
        number_signs=_words(table, "number_signs"),
        in_passing=_phrases(table, "in_passing"),
        state_bodies=_words(table, "state_bodies"),
        same=_words(table, "same"),
        holding=_words(table, "holding"),
        on_record=_phrases(table, "on_record"),
        tallied=_words(table, "tallied"),
        writers=_words(table, "writers"),
        supposing=_words(table, "supposing"),
        writers_endings=tuple(table.texts("writers_endings")),
        no_writers=_words(table, "no_writers"),
        between=_words(table, "between"),
        audiences=_words(table, "audiences"),
        captions=_phrases(table, "captions"),
        own_work=_phrases(table, "own_work"),
        agents=_words(table, "agents"),
        means=_words(table, "means"),
        plural_tellings=tuple(table.texts("plural_tellings")),
        infinitives=_words(table, "infinitives"),
        claimed=_words(table, "claimed"),
        finding=_words(table, "finding"),
        finders=_words(table, "finders"),
        that_words=_words(table, "that_words"),
        progressive=_words(table, "progressive"),
        audience_links=_words(table, "audience_links"),
        definite=_words(table, "definite"),
        participle_endings=tuple(table.texts("participle_endings")),
        prepositions=_words(table, "prepositions"),
        documents=_words(table, "documents"),
        document_verbs=_words(table, "document_verbs"),
        honorifics=_words(table, "honorifics"),
        polls=_words(table, "polls"),
        authored=_words(table, "authored"),
        notices=_words(table, "notices"),
        issuing=_phrases(table, "issuing"),
        series_words=_words(table, "series_words"),
        impersonal=_words(table, "impersonal"),
        stage_ends=_words(table, "stage_ends"),
        unnamed=_words(table, "unnamed"),
        answers=_words(table, "answers"),
        questions=_words(table, "questions"),
        stage_words=_words(table, "stage_words"),
        spelled_bodies=frozenset(table.texts("spelled_bodies")),
        listing=_words(table, "listing"),
        known_as=_phrases(table, "known_as"),
        abstract_endings=tuple(table.texts("abstract_endings")),
        work_endings=tuple(table.texts("work_endings")),
        forecasts=_words(table, "forecasts"),
        revising=_words(table, "revising"),
        possessives=_words(table, "possessives"),
        signed=_phrases(table, "signed"),
        ages=_words(table, "ages"),
        views=_words(table, "views"),
        index_words=_words(table, "index_words"),
    )


def _make_exclude(table: Table) -> ExcludeWords:
    return ExcludeWords(
        id_words=_words(table, "id_words"),
        speakers=_words(table, "speakers"),
        id_signs=frozenset(table.texts("id_signs")),
        id_places=_words(table, "id_places"),
        guns=_words(table, "guns"),
        calibres=_words(table, "calibres"),
        bore_units=_words(table, "bore_units"),
        id_verbs=_words(table, "id_verbs"),
        of_one_thing=_words(table, "of_one_thing"),
        leads_to_one=_words(table, "leads_to_one"),
        verbs_of_one=_words(table, "verbs_of_one"),
        never_numbered=_words(table, "never_numbered"),
        before_verbs=_words(table, "before_verbs"),
        no_thing_endings=table.texts("no_thing_endings"),
        ends_of_several=table.texts("ends_of_several"),
        id_or_verb=_words(table, "id_or_verb"),
        plurals_count=table.flag("plurals_count"),
        header_words=_words(table, "header_words"),
        match_words=_words(table, "match_words"),
        age_relatives=_words(table, "age_relatives"),
        age_verbs=_words(table, "age_verbs"),
        age_pronouns=_words(table, "age_pronouns"),
        age_at=_words(table, "age_at"),
        person_links=_words(table, "person_links"),
        aged_kin=_words(table, "aged_kin"),
        aged_bare=_words(table, "aged_bare"),
        phone_words=_words(table, "phone_words"),
        note_heads=_words(table, "note_heads"),
        name_followers=_words(table, "name_followers"),
        numbered_things=_words(table, "numbered_things"),
        numbered_names=_words(table, "numbered_names"),
        pointing=_words(table, "pointing"),
        parts_of_text=_words(table, "parts_of_text"),
        no_names=_words(table, "no_names"),
        kind_nouns=_words(table, "kind_nouns"),
        foreign_links=_words(table, "foreign_links"),
        clubs=_phrases(table, "clubs"),
        rules=_words(table, "rules"),
        idioms=_phrases(table, "idioms"),
        age_after=_phrases(table, "age_after"),
        age_before=_phrases(table, "age_before"),
        age_subjects=_phrases(table, "age_subjects"),
        age_followers=_words(table, "age_followers"),
        age_years=table.flag("age_years"),
        age_limits=_bounds(table.table("age_limits")),
        age_ends=_phrases(table, "age_ends"),
        age_plurals=_words(table, "age_plurals"),
        age_links=_words(table, "age_links"),
        count_followers=_words(table, "count_followers"),
        age_owners=_words(table, "age_owners"),
        aged=_words(table, "aged"),
        street_words=_words(table, "street_words"),
        house_links=_words(table, "house_links"),
        winds=_words(table, "winds"),
        periodicals=_words(table, "periodicals"),
        headline_marks=_words(table, "headline_marks"),
    )


def _words(table: Table, key: str) -> frozenset[str]:
    """Return single words, folded; of a phrase given by mistake the table says so."""
    words = table.texts(key)
    return frozenset(fold(word) for word in words)


def _words_of_all(tables: list[Table], key: str) -> frozenset[str]:
    return frozenset(word for table in tables for word in _words(table, key))


def _phrases(table: Table, key: str) -> PhraseTable[bool]:
    return phrase_set(table.texts(key))


def _integers(table: Table, key: str) -> dict[str, int]:
    inner = table.table(key)
    return {fold(word): int(inner.number(word)) for word in inner}


def _with_joined_tens(table: Table, cardinals: dict[str, int]) -> dict[str, int]:
    """Return the cardinals and those of a ten and a unit in one word: "thirtythree", "treintaitrés"."""
    units = {word: worth for word, worth in cardinals.items() if 0 < worth < _TEN} | dict.fromkeys(
        _words(table, "ones"), 1
    )
    tens = {word: worth for word, worth in cardinals.items() if _TEN < worth < _HUNDRED and worth % _TEN == 0}
    joints = table.texts("tens_joints")
    joined = {ten + joint + unit: tens[ten] + units[unit] for ten in tens for joint in joints for unit in units}
    return joined | cardinals


def _decimals(table: Table, key: str) -> dict[str, Decimal]:
    inner = table.table(key)
    return {fold(word): inner.number(word) for word in inner}


def _bounds(table: Table) -> PhraseTable[Bound]:
    return PhraseTable((phrase, Bound(key)) for key in table for phrase in table.texts(key))


def _make_modal_verbs(table: Table) -> ModalVerbs:
    forms = {key: tuple(table.texts(key)) for key in ("futures", "conditionals", "pasts")}
    return ModalVerbs(
        **forms,
        unaccented=tuple(sorted({fold(ending) for endings in forms.values() for ending in endings})),
        pronouns=_words(table, "pronouns"),
        foreseeing=_words(table, "foreseeing"),
        against=_phrases(table, "against"),
        growing=_words(table, "growing"),
    )


def _by_key(table: Table) -> PhraseTable[str]:
    return PhraseTable((phrase, key) for key in table for phrase in table.texts(key))


def _pairs(table: Table, key: str) -> list[tuple[str, str]]:
    """Return opening phrases with the folded word that must stand between the two ends of the range."""
    pairs = table.values.get(key, [])
    if not isinstance(pairs, list) or not all(isinstance(pair, list) and len(pair) == 2 for pair in pairs):
        raise table.fail(key, f'"{key}" must be a list of pairs such as ["between", "and"], found {pairs!r}')
    return [(opening, " ".join(split_words(middle))) for opening, middle in pairs]
