"""Which country a text is about, and which part of it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ledger.extract.mentions import Mention, country_of, region_of
from ledger.extract.tokens import Sentence
from ledger.lexicon.phrases import fold
from ledger.lexicon.places import WIDE, Level, Places
from ledger.lexicon.units import Units
from ledger.model.figure import Place

_OF_PARTS = (Level.REGION, Level.CITY)  # of a country
_LETTERHEAD = 12  # tokens of a line
_LEADING = 1  # paragraphs of running text in which it is told what all is about
_FRAMED = 4  # tokens before a town that its sentence is set in: "In the town of Kayar"
_TWICE = 2  # one located name counts as two
_RATHER = 3  # times as often as its country, a part of it is what the text is about
_SIDE_BY_SIDE = 3  # subdivisions that have rows of their own
_ONCE = 3  # the weight of one name


@dataclass(slots=True)
class Told:
    """The places a text names: in its `title`, in its `first` paragraphs and in the rest of them.

    Of these the `lead` is what the first paragraphs of running text name, `running` what all of them do; a byline
    or a row of links does not tell what a text is about.
    """

    title: list[Mention] = field(default_factory=list)
    first: list[Mention] = field(default_factory=list)
    rest: list[Mention] = field(default_factory=list)
    lead: list[Mention] = field(default_factory=list)
    running: list[Mention] = field(default_factory=list)
    paragraphs: int = 0  # of running text
    filed: Place | None = None  # the place of the first dateline
    letterhead: list[Sentence] = field(default_factory=list)  # lines above that name who governs
    issuer: Place | None = None  # the part of the country that one of these governs
    rows: set[Place] = field(default_factory=set)  # what rows of tables are told of

    def note(self, mentions: list[Mention], *, is_first: bool, is_running: bool) -> None:
        """Note what a paragraph names."""
        (self.first if is_first else self.rest).extend(mentions)
        if is_running:
            self.running.extend(mentions)
            self.lead.extend(mentions if self.paragraphs < _LEADING else ())
            self.paragraphs += 1

    def all(self) -> list[Mention]:
        """Return all places named."""
        return [*self.first, *self.rest]


def is_letterhead(s: Sentence, places: Places) -> bool:
    """Tell lines that name who governs: "Gobernación del Valle del Cauca", "Turkana County Government"."""
    return len(s) <= _LETTERHEAD and not places.words[s.language.code].governments.isdisjoint(s.words)


def issuer_of(s: Sentence, mentions: Iterable[Mention], places: Places) -> Place | None:
    """Return the part of a country that a letterhead names, whose line says nothing else behind it."""
    governing = places.words[s.language.code].governments
    for m in mentions:
        end = s.covered(m.start, m.end).end
        rest = s.text[end : s.text.find("\n", end) if "\n" in s.text[end:] else len(s.text)].split()
        if m.level in _OF_PARTS and not m.demonym and all(fold(word) in governing for word in rest):
            return m.place
    return None


def join_named(parts: Sequence[Told], title: list[Mention]) -> Told:
    """Return what the sections of one text name together."""
    whole = Told(title)
    for told in parts:
        whole.first.extend(told.first)
        whole.rest.extend(told.rest)
        whole.running.extend(told.running)
        whole.lead.extend(told.lead if whole.paragraphs < _LEADING else ())
        whole.filed = whole.filed or told.filed
        whole.letterhead.extend(told.letterhead)
        whole.rows |= told.rows
        whole.paragraphs += told.paragraphs
    return whole


def count_countries(mentions: Iterable[Mention], places: Places) -> Counter[str]:
    """Weigh how often each country, or a place in it, is named: what is "in" it more than what it does itself."""
    counts: Counter[str] = Counter()
    left = _words_of_leaving(places)
    for mention in mentions:
        elsewhere = mention.people or mention.gives or mention.afar
        if elsewhere or mention.body or mention.place.code in places.unions:
            continue
        if mention.link in left and mention.level is Level.COUNTRY:
            continue  # "returned from the United States"
        acting = mention.demonym or (mention.seat and not mention.link)
        weight = 1 if acting else _ONCE if mention.link else 1
        if mention.level in WIDE or len(mention.among) < 2:
            among = tuple(filter(None, (country_of(mention.place),)))
        else:
            among = mention.among  # the country that most of the names share is the one they are in
        for code in among:
            counts[code] += weight if len(among) == 1 else weight - 1
    return counts


@lru_cache(maxsize=8)
def _words_of_leaving(places: Places) -> frozenset[str]:
    return frozenset[str]().union(*(words.left_countries for words in places.words.values()))


def count_currencies(sentences: Iterable[Sentence], units: Units) -> Counter[str]:
    """Weigh the countries whose money is spoken of: soles are those of Peru.

    Pesos and dollars tell nothing, and of "Chilean pesos" the adjective tells.
    """
    counts: Counter[str] = Counter()
    for s in sentences:
        table = units.currency_words[s.language.code]
        starts = table.first_words if s.shouting else _money_starts(units, s.language.code)
        if starts.isdisjoint(s.words):
            continue
        words = table.find(s.words)
        named = (currencies for at, end, currencies in words if end == at + 1 and _is_counted(s, at))
        signs = (hit[2] for hit in units.signs.find(s.words) if _is_sign(s, *hit[:2])) if not s.shouting else ()
        single = (currencies for currencies in (*named, *signs) if len(currencies) == 1)
        told = dict.fromkeys(currency for (currency,) in single)  # in order: of two as good as even the first counts
        if told:
            counts.update(code for currency in told if len(currency.places) == 1 for code in currency.places)
    return counts


@lru_cache(maxsize=8)
def _money_starts(units: Units, code: str) -> frozenset[str]:
    return units.currency_words[code].first_words | units.signs.first_words


def _is_counted(s: Sentence, at: int) -> bool:
    """Tell money, "3 won", "thousands of lempiras", "(soles)", "in rand", from words like it: "she won", "Córdoba"."""
    numbers = s.language.numbers
    before = s.word(at - 1 - (s.word(at - 1) in s.language.nouns.link))
    if before[:1].isdecimal() or before in numbers.cardinals or before in numbers.scales or before in numbers.vague:
        return True
    small = not s.shouting and not s.is_capital(at)
    led = before in s.language.nouns.articles or before in s.language.attribution.prepositions
    return small and (before == "(" or led)


def _is_sign(s: Sentence, at: int, end: int) -> bool:
    """Tell a sign or code of a currency, "Gs.", "A$", from words spelled alike: "all", "A $40 bridge"."""
    if not all(map(s.glued, range(at + 1, end))):
        return False
    return s.raw(at).isupper() or not s.is_word(at) or (end > at + 1 and s.is_capital(at))


def clear_country(counts: Counter[str], places: Places) -> Place | None:
    """Return the country that a text speaks of far more than of any other; None where the rest must decide."""
    even, most = _even(counts, places)
    return places.by_code[even[0]] if len(even) == 1 and most > _ONCE else None


def _even(counts: Counter[str], places: Places) -> tuple[list[str], int]:
    """Return the countries named most and as good as even, the one named most first, and how often that is."""
    ranked = [(code, count) for code, count in counts.most_common() if code in places.by_code]
    most = ranked[0][1] if ranked else 0
    return [code for code, count in ranked if count * 5 > most * 4], most


def main_country(counts: Counter[str], places: Places, opening: Counter[str] | None = None) -> Place | None:
    """Return the country a text speaks of most; of those that are as good as even, the one it opens with.

    A country named once counts only in the `opening`.
    """
    even, most = _even(counts, places)
    if not even:
        return None
    first = Counter({code: opening[code] for code in even if opening is not None and opening[code]})
    if len(even) == 1:
        return places.by_code[even[0]] if most > _ONCE or opening is None or first else None
    best = first.most_common(1)[0][0] if first else next(code for code in counts if code in even)
    return places.by_code[best]


def main_place(country: Place | None, named: Told, places: Places) -> Place | None:
    """Return the part of its main country that a text is about: most of what it names, and more than the country.

    The towns of a subdivision count for it too. A capital stands for its country.
    """
    if country is None:
        return None
    seat = places.capitals.get(country.code or "")
    told = Counter(m.whole or m.place for m in named.all() if not (m.demonym or m.anaphora or m.body))
    inside = Counter(
        {p: n for p, n in told.items() if country_of(p) in (country.code, None) and p not in (country, seat)}
    )
    total = inside.total()
    for place, n in list(inside.items()):
        region = region_of(place, places)
        if region is not None and region != place:
            inside[region] += n
    held = [p for p, n in inside.most_common() if n * 5 >= total * 3 and n > _TWICE and n >= _RATHER * told[country]]
    held = [place for place in held if not _is_one_row(place, named, places)]
    narrow = [place for place in held if place.code is None]
    return next(iter(narrow or held), country)


def _is_one_row(place: Place, told: Told, places: Places) -> bool:
    """Tell one of several subdivisions that a table sets side by side: the text is about all of them."""
    regions = [p for p in told.rows if region_of(p, places) == p and country_of(p) == country_of(place)]
    return place in regions and len(regions) >= _SIDE_BY_SIDE


def topic_place(country: Place | None, told: Told, places: Places) -> Place | None:
    """Return the part of its country that a text opens with and comes back to, more than to any other.

    The title names it, or the first paragraphs tell what happens in it, or it was filed there and opens with nothing
    else.
    """
    headed, opening, running = (Counter(_parts(country, m, places)) for m in (told.title, told.lead, told.running))
    if not (headed or running):
        return _filed_in(country, told, opening, places)
    located = {m.whole or m.place: m.level for m in told.lead if m.located}
    total = _weighed(headed, opening, running).total()
    headed, opening, running = (_with_towns(counts, places) for counts in (headed, opening, running))
    named = headed + running
    place, most = next(iter(_weighed(headed, opening, running).most_common(1)), (None, 0))
    if place is None or most * 2 <= total or _is_one_row(place, told, places):
        return _filed_in(country, told, opening, places)
    beside = (p for p in located if p in opening or p.name in places.countries)  # also the capital
    rivals = [p for p in beside if place not in (p, region_of(p, places))]
    if headed[place] or (place in located and named[place] > _TWICE and not rivals):
        return place
    alone = place in located and not rivals and all(m.place != country for m in told.lead)
    if not alone or not (located[place] is Level.REGION or _is_set_in(place, told, places)):
        return _filed_in(country, told, opening, places)
    return place if located[place] is Level.REGION else region_of(place, places)  # of a town named once its region


def _weighed(headed: Counter[Place], opening: Counter[Place], running: Counter[Place]) -> Counter[Place]:
    named = headed + running
    return Counter({place: 3 * headed[place] + 2 * opening[place] + n for place, n in named.items()})


def _filed_in(country: Place | None, told: Told, opening: Counter[Place], places: Places) -> Place | None:
    """Return the part of its country that who issued a text governs, else the subdivision that it was filed in.

    That only where its first paragraph names no place outside.
    """
    if told.issuer is not None and country_of(told.issuer) in (country_of(country), None):
        return told.issuer if all(m.place != country for m in told.title) else None
    filed = told.filed
    if filed is None or filed.name in places.countries or country_of(filed) != country_of(country):
        return None
    region = region_of(filed, places)
    inside = all(region_of(place, places) in (region, None) for place in opening)
    if not inside or any(m.place == country for m in (*told.title, *told.lead)):
        return None
    return filed if all(p == filed for p in _parts(country, told.all(), places)) else region


def _is_set_in(town: Place, told: Told, places: Places) -> bool:
    """Tell a town that the first paragraph opens with, or whose subdivision the text comes back to."""
    if any(m.place == town and m.start <= _FRAMED for m in told.lead):
        return True
    region = region_of(town, places)
    return region is not None and sum(region_of(m.place, places) == region for m in told.running) > 1


def _with_towns(counts: Counter[Place], places: Places) -> Counter[Place]:
    """Return the counts with those of towns added to the subdivision they lie in, where that is named too."""
    out = Counter(counts)
    for place, n in counts.items():
        region = region_of(place, places)
        if region is not None and region != place and counts[region]:
            out[region] += n
    return out


def _parts(country: Place | None, mentions: Iterable[Mention], places: Places) -> Iterator[Place]:
    """Yield the places named within a country, but for its capital."""
    code = country_of(country)
    for m in mentions:
        place = m.whole or m.place
        inside = country_of(place) in (code, None) and place != country and place.name not in places.countries
        if m.demonym and (m.people or m.level is not Level.REGION):
            continue  # "la policía mexiquense" tells of a part, "Mexican police" of the country
        if inside and m.level is not Level.AREA and not (m.anaphora or m.body):
            yield place
            if m.located:
                yield place
