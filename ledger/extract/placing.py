"""Where a figure is: which of the places told is the one its amount is about, and which one goes on."""

from bisect import bisect_left
from collections.abc import Sequence

from ledger.extract.amounts import Amount
from ledger.extract.context import Carried, Scene
from ledger.extract.mentions import Mention, Role, country_of, is_within
from ledger.extract.narrowing import is_joined
from ledger.extract.place_roles import find_sites, is_on_way, is_site, lies_across, role_of, tells_of
from ledger.extract.places import beginning
from ledger.extract.time_frames import is_event
from ledger.extract.time_spans import TimeSpan
from ledger.extract.tokens import Sentence
from ledger.lexicon.phrases import where
from ledger.lexicon.places import WIDE, Level, Places, PlaceWords
from ledger.model.figure import Basis, Place
from ledger.model.period import Mode
from ledger.model.quantity import Kind

_FAR = 60.0  # a place that costs more is not the figure's
_FAR_FROM_SETTLED = 40.0  # the same, where a paragraph or heading has told a place
_TOTALS = (Kind.COUNT, Kind.MONEY)
_WEEKS, _YEAR = 20, 360  # days
_SHARES = (Kind.PERCENT, Kind.RATIO)
_SHARING = (Kind.DURATION, Kind.OTHER)  # "for two weeks in Colchane", "on 410 acres near Tecoluca"
_FRAME = 12  # what leads a sentence is never farther than this from what it holds for
_NEAR_SPEAKER = 6  # the same, for what is said there
_PARTS = 2  # that a list has at least
_WINDOW = 80  # tokens on either side of an amount
_BESIDE = 8  # a place that costs less is told with the amount itself
_NOUN = 6  # tokens of a counted noun between an amount and its place
_LEAD = 4  # tokens between a place and the amount told of it
_ROLES = {
    Role.SITE: 0,
    Role.SHARED: 12,
    Role.ACTOR: 20,
    Role.GIVER: 10,
    Role.SPEAKER: 30,
    Role.ORIGIN: 20,
    Role.RIVAL: 25,
    Role.REFERENCE: 10,
}
_WALLS = frozenset(";:")
_OPENERS = frozenset("(:=|")
_LISTED = (",", "(", ":")
_PAUSES = frozenset(",–—-")
_CLAUSE = 8  # tokens from a place that opens a clause to its amount
_JOINED = 8  # tokens between two amounts that have one place
Owners = dict[int, Mention]  # the place told beside an amount, by where the amount starts


def find_place(
    scene: Scene, amount: Amount, carried: Carried, section: Place | None, main: Place | None, places: Places
) -> tuple[Place, Basis, Mention | None] | None:
    """Return the place a figure is about: the nearest told, else the paragraph's, the section's, the document's.

    A place told beside an amount, "24 in Guerrero", "Guerrero (24)", is that amount's and no other's. A country
    that gives, speaks or is only compared with is none while any other place is known.
    """
    carried_on = _carried_on(scene, amount, carried, section or main, places)
    settled = carried_on or section or main
    if _is_elsewhere_told(scene.sentence, amount, places):
        return None
    if (whole := _whole_of_list(scene, amount, places)) is not None:
        return whole, Basis.SENTENCE, None
    best, cost = None, _FAR if settled is None else _FAR_FROM_SETTLED
    for mention in _mentions_near(scene, amount):
        here = _cost(scene, amount, mention, settled, places)
        if here < cost:
            best, cost = mention, here
    if scene.whole is not None and cost >= _BESIDE:
        return scene.whole, Basis.SENTENCE, None
    if best is not None and cost >= 0:
        best = _first_of(scene, best)
    if best is not None:
        return best.place, Basis.TEXT if cost < _BESIDE else Basis.SENTENCE, best
    around = ((carried_on, Basis.PARAGRAPH), (section, Basis.SECTION), (main, Basis.DOCUMENT))
    place, basis = next(((place, basis) for place, basis in around if place is not None), (None, Basis.DOCUMENT))
    if place is None:
        return None
    abroad = _home_of_money(scene, amount, place, places)
    return (place, basis, None) if abroad is None else (abroad, Basis.SENTENCE, None)


def _carried_on(scene: Scene, amount: Amount, carried: Carried, around: Place | None, places: Places) -> Place | None:
    """Return the place that the paragraph goes on with: of totals of months or years not where one day's event was.

    "Gunmen shot two drivers in Soyapango on Monday. So far this year 40 have been killed."
    """
    wide = amount.quantity.kind in _TOTALS and bool(carried.befallen) and any(_is_long(scene, t) for t in scene.times)
    if not wide or around is None or _tells_there(scene.sentence, places):
        return next(iter(carried.places), None)
    return next((p for p in carried.places if p not in carried.befallen or not is_within(p, around)), None)


def _is_long(scene: Scene, time: TimeSpan) -> bool:
    """Tell weeks that go on up to the day of the text, "so far this year", and a whole year."""
    start, end = time.period.start, time.period.end or scene.published
    days = (end - start).days if start is not None and end is not None else 0
    return days >= (_WEEKS if time.period.mode in (Mode.CUMULATIVE, Mode.PARTIAL) else _YEAR)


def _tells_there(s: Sentence, places: Places) -> bool:
    """Tell "40 have died there", not "there were 40"."""
    there, be = places.words[s.language.code].there, s.language.nouns.copulas
    return any(s.word(at + 1) not in be for at in where(s.words, there))


def _is_elsewhere_told(s: Sentence, amount: Amount, places: Places) -> bool:
    """Tell what is in no place that is named: "182 jobs in Nairobi and 40 abroad"."""
    table = places.words[s.language.code].elsewhere
    near = range(amount.end, min(amount.end + _LEAD, len(s.words)))
    at = next((at for at in near if s.words[at] in table.first_words and table.match(s.words, at) is not None), None)
    return at is not None and all(map(s.is_word, range(amount.end, at)))


def _home_of_money(scene: Scene, amount: Amount, settled: Place, places: Places) -> Place | None:
    """Return the country whose money a sentence counts, where it is another than the one spoken of before.

    "24.70 lempiras" behind a word on Guatemala are told of Honduras, unless the sentence names who spends them.
    """
    if not amount.is_money or scene.mentions:
        return None
    sums = (one.currencies[0] for one in scene.amounts.found if len(one.currencies) == 1)
    homes = {code for currency in sums if len(currency.places) == 1 for code in currency.places}
    return places.by_code.get(homes.pop()) if len(homes) == 1 and country_of(settled) not in homes else None


def _whole_of_list(scene: Scene, amount: Amount, places: Places) -> Place | None:
    """Return the country of the parts that an amount behind their list sums up: "together the four make up a third"."""
    owners, s = _owners(scene, places), scene.sentence
    if len(owners) < _PARTS or amount.start in owners:
        return None
    listed = [start for start in owners if start < amount.start]
    if len(listed) < _PARTS:
        return None
    words = places.words[s.language.code]
    if words.together.isdisjoint(s.words[max(listed) : amount.start]):
        return None
    told = {owners[start].place for start in listed}
    countries = {country_of(place) for place in told}
    return places.by_code.get(countries.pop() or "") if len(told) > 1 and len(countries) == 1 else None


def _first_of(scene: Scene, mention: Mention) -> Mention:
    """Return the first of places told together, "Turkana, Marsabit and Garissa": what is told of all stands for it."""
    head = scene.noted.joined.get(mention.start)
    return next(iter(scene.mentions_between(head, head + 1)), mention) if head is not None else mention


def find_whole(
    scene: Scene, amount: Amount, carried: Carried, around: Sequence[Place], whole: Level, places: Places
) -> tuple[Place, Basis, Mention | None] | None:
    """Return what holds the parts an amount counts: "eleven states" are in a country, "two countries" in an area.

    What else is told in the sentence is told of the whole too, unless a part stands before it: "Cauca is second
    among the 32 departments, with 11%".
    """
    for mention in scene.mentions:
        if mention.level is whole and not mention.demonym:
            return mention.place, Basis.SENTENCE, mention
    if whole is Level.AREA:
        area = next((place for place in (*carried.places, *around) if _is_area(place)), None)
        return (area, Basis.PARAGRAPH, None) if area else None
    for place in (*carried.places, *around):
        country = places.by_code.get(country_of(place) or "")
        if country is not None:
            if not any(m.start < amount.start and not m.anaphora for m in find_sites(scene, places)):
                scene.whole = country
            return country, Basis.PARAGRAPH, None
    return None


def _is_area(place: Place) -> bool:
    return place.code is not None and len(place.code) > 2 and not place.within


def note_place(
    scene: Scene, carried: Carried, chosen: Sequence[Mention | None], around: Sequence[Place], places: Places
) -> None:
    """Keep the place that the next sentences of the paragraph are about too.

    It is the one the first figure is about. Where every figure of a list has its own, or only a part of the whole
    is placed, what held before goes on. So it does behind "Growers thank buyers in Asia."
    """
    if not scene.mentions or (not scene.amounts.found and all(mention.afar for mention in scene.mentions)):
        return
    passing = not scene.amounts.found and bool(carried.places)
    if passing and scene.mentions[0].start > _LEAD:
        return  # told in passing
    place = _lasting(scene, chosen, around, places)
    if passing and not _opens(scene, place):
        return
    aside = carried.at_large and not carried.places and not _opens_located(scene, place, places)
    if place is not None and any(m.level is Level.CITY and place in (m.place, m.whole) for m in scene.mentions):
        on_day = bool(scene.times) and all(is_event(time) for time in scene.times)
        (carried.befallen.add if on_day else carried.befallen.discard)(place)
    if place is not None and not aside:
        carried.places = [place, *(p for p in carried.places if p != place)][:8]


def _opens_located(scene: Scene, place: Place | None, places: Places) -> bool:
    """Tell a sentence that turns to a place, "In Limón …", from one that tells a detail of it: "Limón had 77"."""
    located = places.words[scene.sentence.language.code].located_words
    return any(m.link in located and m.start <= _LEAD for m in scene.mentions if place in (m.place, m.whole))


def _opens(scene: Scene, place: Place | None) -> bool:
    return any(m.start <= _LEAD and place in (m.place, m.whole) for m in scene.mentions)


def _lasting(scene: Scene, chosen: Sequence[Mention | None], around: Sequence[Place], places: Places) -> Place | None:
    owners, found = _owners(scene, places), scene.amounts.found
    first = found[0].start if found else len(scene.sentence.words)
    owned = [mention for mention in owners.values() if not mention.anaphora]
    frames = [m for m in scene.mentions if m.start < first and m not in owned and m.start not in scene.noted.joined]
    frame = next((m for m in frames if is_site(scene, m, places)), None)
    if frame is not None:
        several = _is_one_of(frame, owned) or _is_beside_others(scene, frame)
        return None if several else _what_lasts(frame)
    head = chosen[0] if chosen else None
    if (
        head is None
        or head.demonym
        or head.seat
        or _is_beside_others(scene, head)
        or role_of(scene, head, places) in (Role.SPEAKER, Role.REFERENCE)
        or (head.start > first and _is_abroad(head.place, around))
    ):
        return None
    holds = all(m.place == head.place or head.place.code in m.place.within for m in owned)
    return _what_lasts(head) if holds else None


def _is_beside_others(scene: Scene, mention: Mention) -> bool:
    """Tell the first of parts of a country told together, "in Asunción and Pilar": neither goes on alone."""
    return mention.level not in WIDE and mention.start in scene.noted.joined.values()


def _what_lasts(mention: Mention) -> Place:
    """Return what goes on behind a place: of "northern Kenya" the country, of "central Mindanao" just that."""
    return mention.whole if mention.whole is not None and not mention.whole.within else mention.place


def _is_one_of(head: Mention, owned: Sequence[Mention]) -> bool:
    """Tell the first of a list, "in Jalisco there were 92, and in Colima 71", from the place all of it is about."""
    return any(m.place != head.place and m.level is head.level and m.link == head.link != "" for m in owned)


def _is_abroad(place: Place, around: Sequence[Place]) -> bool:
    """Tell a passing word of another country: "worth $60 million in Europe"."""
    return bool(around) and country_of(place) not in map(country_of, around)


# Places told beside amounts


def _owners(scene: Scene, places: Places) -> Owners:
    """Return the place told right behind or right before each amount."""
    if scene.owners is None:
        scene.owners = {}
        starts = [amount.start for amount in scene.amounts.found]
        last: Mention | None = None
        for mention in scene.mentions:
            joined = last is not None and is_joined(scene.sentence, last, mention, places)
            if joined and last is not None:
                scene.noted.joined[mention.start] = scene.noted.joined.get(last.start, last.start)
                scene.noted.roles[mention.start] = role_of(scene, last, places)
            if not starts:
                pass  # where nothing is counted only what is joined is noted
            elif not mention.demonym:
                _own(scene, mention, starts, scene.owners, places)
            elif mention.people:
                _own_share(scene, mention, starts, scene.owners)
            elif mention.level is Level.REGION:
                _own_people(scene, mention, starts, scene.owners)
            last = mention
    return scene.owners


def _own(scene: Scene, mention: Mention, starts: list[int], owners: Owners, places: Places) -> None:
    s, found = scene.sentence, scene.amounts.found
    role = role_of(scene, mention, places)
    if (
        role in (Role.ACTOR, Role.GIVER, Role.ORIGIN, Role.REFERENCE)
        or (role is Role.RIVAL and (mention.anaphora or mention.afar))
        or (role is Role.SPEAKER and mention.body)
    ):
        return
    at = bisect_left(starts, mention.start)
    behind = found[at - 1] if at and found[at - 1].end <= mention.start else None
    ahead = found[at] if at < len(found) else None
    taken = behind is not None and role is Role.SITE
    taken = (
        taken
        and behind is not None
        and _yields(behind, owners.get(behind.start), mention, places.words[s.language.code])
    )
    taken = taken and behind is not None and _stands_behind(s, behind, mention)
    taken = taken and behind is not None and (behind.quantity.kind not in _SHARING or _is_next(scene, behind, at - 1))
    taken = taken and not (ahead is not None and behind is not None and _opens_next(scene, behind, ahead, mention))
    if behind is not None and taken:
        owners[behind.start] = mention
        before = found[at - 2] if at > 1 else None
        if before is not None and _counts_places(s, behind, mention, places.words[s.language.code]):
            owners.setdefault(before.start, mention)  # "killed 31 in two villages in Macomia"
        if before is not None and _are_joined(scene, before, behind, mention):
            owners.setdefault(before.start, mention)  # "killed 8 and wounded 20 in Cali"
    if ahead is not None and _leads(s, mention, ahead, places.words[s.language.code], taken=taken):
        first = _first_of(scene, mention)  # "Pando y Beni sumaron 40"
        owners[ahead.start] = mention if first in owners.values() else first


def _is_next(scene: Scene, amount: Amount, at: int) -> bool:
    """Tell the second of "4 meters at Quero and 3 meters at Mocha": the first has a place of its own."""
    before = scene.amounts.found[at - 1] if at else None
    if before is None or before.quantity.kind is not amount.quantity.kind:
        return False
    return any(m.link and not m.demonym for m in scene.mentions_between(before.end, amount.start))


def _own_share(scene: Scene, mention: Mention, starts: list[int], owners: Owners) -> None:
    """Give a share of a people the country they are of: "37.8% of Senegalese", "uno de cada cinco mexicanos"."""
    s, at = scene.sentence, bisect_left(starts, mention.start)
    amount = scene.amounts.found[at - 1] if at else None
    if amount is None or amount.quantity.kind not in _SHARES or amount.end > mention.start:
        return
    small = s.language.nouns.joining
    elsewhere = any(m.link and not m.demonym for m in scene.mentions_between(mention.end, mention.end + _NOUN))
    if not elsewhere and all(word in small for word in s.words[amount.end : mention.start]):
        owners.setdefault(amount.start, mention)
        scene.noted.roles[mention.start] = Role.SITE


def _own_people(scene: Scene, mention: Mention, starts: list[int], owners: Owners) -> None:
    """Give people that are counted the part of a country they are called after: "13.000 extremeños"."""
    s, at = scene.sentence, bisect_left(starts, mention.start)
    amount = scene.amounts.found[at - 1] if at else None
    if amount is None or amount.end != mention.start or amount.quantity.kind is not Kind.COUNT:
        return
    several = s.words[mention.start].endswith("s")  # "300 Texans", not "300 Texan farmers"
    if several and not any(m.link and not m.demonym for m in scene.mentions):
        owners.setdefault(amount.start, mention)
        scene.noted.roles[mention.start] = Role.SITE


def _yields(amount: Amount, owner: Mention | None, mention: Mention, words: PlaceWords) -> bool:
    """Tell whether who has a thing gives way to where it is: "Rwanda has about 2,000 soldiers around Palma".

    So does a whole to its part: "in all the country 23: 10 in Senkata", "Bolivia said 9 died in Sacaba".
    """
    if owner is None:
        return True
    held = is_within(mention.place, owner.place) or (owner.level is Level.COUNTRY and mention.place.within == ())
    if held and mention.link in words.located_words and mention.level in (Level.REGION, Level.CITY):
        return True
    abroad = country_of(owner.place) != country_of(mention.place)
    has = owner.level is Level.COUNTRY and not owner.link and owner.end < amount.start
    return has and abroad and mention.link in words.located_words and amount.quantity.kind is Kind.COUNT


def _are_joined(scene: Scene, first: Amount, second: Amount, mention: Mention) -> bool:
    """Tell amounts of one clause with one place: "12 rifles and $30,000 in Palmira", not "300 dead and 20 in Cali"."""
    s, between = scene.sentence, scene.sentence.words[first.end : second.start]
    joins = [at for at in range(first.end, second.start) if s.words[at] in s.language.attribution.coordinators]
    if len(joins) != 1 or len(between) > _JOINED or not all(word[0].isalpha() for word in between):
        return False
    verb = any(word not in s.language.stopwords for word in s.words[joins[0] + 1 : second.start])
    told = bool(second.currencies) or verb or s.words[second.end] != mention.link
    return told and mention.level is not Level.AREA and not scene.mentions_between(0, second.start)


def _counts_places(s: Sentence, amount: Amount, mention: Mention, words: PlaceWords) -> bool:
    return any(word in words.settlements for word in s.words[amount.end : mention.start])


def _stands_behind(s: Sentence, amount: Amount, mention: Mention) -> bool:
    """Tell "12 in Durango", "31 incendios en Zacatecas", "$351 million for Colombia": only the noun stands between."""
    between = s.words[amount.end : mention.start]
    counted = s.is_number(mention.end) or (s.word(mention.end) in _LISTED and s.is_number(mention.end + 1))
    if counted and s.word(mention.linked_at - 1) in s.language.attribution.coordinators:
        return False  # "to Chad 60% and to Mali 30%", "en Puno hubo 92 y en Tacna, 45"
    if amount.quantity.kind is Kind.RANK and (mention.anaphora or mention.level is Level.AREA):
        return False  # "second biggest in Latin America" tells among whom
    return bool(mention.link) and len(between) <= _NOUN and all(word[0].isalpha() for word in between)


def _opens_next(scene: Scene, behind: Amount, ahead: Amount, mention: Mention) -> bool:
    """Tell the place of the next clause: "in Zulia there were 28 and in Lara the figure fell to 34"."""
    s = scene.sentence
    joint = mention.linked_at - 1
    joint -= s.word(joint) in s.language.attribution.that_words  # "y que en Lara fueron 34"
    if s.word(joint) not in s.language.attribution.coordinators:
        return False
    near = ahead.start - mention.end <= _CLAUSE and _WALLS.isdisjoint(s.words[mention.end : ahead.start])
    return near and any(m.end <= behind.start and not m.demonym for m in scene.mentions)


def _leads(s: Sentence, mention: Mention, amount: Amount, words: PlaceWords, *, taken: bool) -> bool:
    """Tell "Colombia (351 million)", "Guanajuato: 38", "Jalisco, con mil 031", "Celaya aporta 418", "Oaxaca 12"."""
    between = s.words[mention.end : amount.start]
    if not between:
        return not taken
    if len(between) > _LEAD or mention.end > amount.start:
        return False
    sign, rest = between[0], between[1:]
    if sign in _OPENERS or sign in words.along:
        return all(word[0].isalpha() for word in rest)
    if sign in _PAUSES:
        gapped = len(rest) == 1 and rest[0] in words.before and s.word(mention.start - 1) in words.joins
        along = bool(rest) and rest[0] in words.along and all(word[0].isalpha() for word in rest)
        return not taken and (not rest or along or gapped)  # "y Alemania, a un millón"
    if taken or mention.link in words.located_words or not words.apart.isdisjoint(between):
        return False
    return amount.quantity.kind is not Kind.DURATION and all(word[0].isalpha() for word in between)


# What it costs to take a place for an amount's


def _mentions_near(scene: Scene, amount: Amount) -> list[Mention]:
    return scene.mentions_between(amount.start - _WINDOW, amount.end + _WINDOW)


def _cost(scene: Scene, amount: Amount, mention: Mention, settled: Place | None, places: Places) -> float:
    """Say how far a place is from an amount: tokens between, more where others part them or its role is another."""
    owners = _owners(scene, places)
    own = owners.get(amount.start)
    if own is mention:
        return -1.0
    if own is not None or not _is_free(scene, amount, mention, owners):
        return _FAR
    role, s = role_of(scene, mention, places), scene.sentence
    if _is_out(scene, amount, mention, role, settled, places):
        return _FAR
    low, high = min(mention.end, amount.end), max(mention.start, amount.start)
    follows = mention.start >= amount.end
    if settled is not None and follows and mention.seat and mention.link and amount.quantity.kind is Kind.MONEY:
        return _FAR  # "held up in Washington"
    cost = float(max(0, (mention.start - amount.end) if follows else (amount.start - mention.end)))
    cost += 3 * sum(1 for other in scene.amounts_between(low, high) if other.end <= high)
    if not follows and mention.start < scene.amounts.found[0].start:
        cost = min(cost, _NEAR_SPEAKER if role is Role.SPEAKER else _FRAME)
    cost += _ROLES[role]
    if follows and _closes_frame(s, mention, places.words[s.language.code]):
        return float(_NEAR_SPEAKER)
    if not mention.link:
        cost += _unlinked(s, mention, places.words[s.language.code]) if follows else 3
    if mention.level is Level.AREA:
        cost += 20 if amount.quantity.kind is Kind.RANK else 5  # "second in the region" ranks somebody else
    if mention.anaphora and amount.quantity.kind in (Kind.RANK, Kind.MULTIPLE):
        cost += 20  # "first nationwide", "twice the national rate" are told of another place
    if follows and amount.quantity.kind is Kind.MULTIPLE:
        cost += 12
    if follows and _turns(s, low, high, places.words[s.language.code]):
        cost += 25  # "$45,000, but in Ceará …"
    cost += 6 * sum(1 for other in _sites_between(scene, low, high) if not follows and other.start > mention.start)
    walls = sum(1 for word in s.words[low:high] if word in _WALLS)
    return cost + (40 if follows else 6) * walls


def _is_out(scene: Scene, amount: Amount, mention: Mention, role: Role, settled: Place | None, places: Places) -> bool:
    """Tell what is no figure's place, or none beside the one that is settled."""
    s = scene.sentence
    if role is Role.ORIGIN and mention.level is Level.COUNTRY:
        return settled is not None or not _is_of_money(scene, mention)  # "17 Salvadorans"
    if mention.start >= amount.end and _is_of_source(scene, mention) and _is_told_behind_site(scene, mention, places):
        return True  # "says the chamber of Quito"
    if role is Role.REFERENCE and (mention.afar or _is_beyond(s, mention, places.words[s.language.code])):
        return True
    if role is Role.REFERENCE and (settled is not None or _sites_between(scene, 0, mention.start)):
        return True  # "90 km from Pemba"
    if role in (Role.ACTOR, Role.GIVER) and _has_site(scene, mention, places):
        return True  # "Washington has spent $3 billion to assist Mexico"
    if settled is None:
        spent = any(one.is_money for one in scene.amounts.found) or _is_sent(s, amount, places.words[s.language.code])
        return mention.gives and spent  # elsewhere
    if role is Role.SPEAKER and settled.code not in mention.place.within:
        return True  # "Prosecutors in Montana say"
    return _is_elsewhere(mention, role, settled) or _is_around(mention, role, settled, places)


def _is_beyond(s: Sentence, mention: Mention, words: PlaceWords) -> bool:
    return lies_across(s, mention, words) or is_on_way(s, mention, words)


def _is_sent(s: Sentence, amount: Amount, words: PlaceWords) -> bool:
    """Tell what somebody is given who has a name: "sent 600 soldiers to Abyei"."""
    behind = range(amount.end, min(amount.end + _NOUN, len(s.words)))
    to = next((at for at in behind if s.words[at] in words.receives), None)
    return to is not None and s.is_capital(to + 1 + (s.word(to + 1) in s.language.nouns.articles))


def _is_told_behind_site(scene: Scene, mention: Mention, places: Places) -> bool:
    before = (other for other in scene.mentions if other.start < mention.start and not other.anaphora)
    return any(is_site(scene, other, places) for other in before)


def _is_of_source(scene: Scene, mention: Mention) -> bool:
    """Tell a place in the name of who says so, "the Observatory of Quiché"."""
    linked = mention.link in scene.sentence.language.nouns.link and not mention.demonym
    return linked and any(tells_of(source, mention) for source in scene.attributions)


def _closes_frame(s: Sentence, mention: Mention, words: PlaceWords) -> bool:
    """Tell the place that what opens the sentence is told of: "With 400 beds and 30 nurses, Tarija closed the year"."""
    opens = s.words[beginning(s)] in words.along and s.word(mention.start - 1) == ","
    return opens and not mention.link and s.is_word(mention.end) and not s.is_capital(mention.end)


def _is_of_money(scene: Scene, mention: Mention) -> bool:
    """Tell the adjective of "40 million Colombian pesos" from that of "40 Colombian women"."""
    return any(one.is_money and one.start < mention.start <= one.end for one in scene.amounts.found)


def _turns(s: Sentence, low: int, high: int, words: PlaceWords) -> bool:
    """Tell whether another clause begins in between: a comma and a joining word."""
    return any(s.words[at] == "," and s.words[at + 1] in words.joins for at in range(low, high - 1))


def _sites_between(scene: Scene, low: int, high: int) -> list[Mention]:
    told = (m for m in scene.mentions_between(low, high) if not m.demonym and m.end <= high)
    return [m for m in told if not m.anaphora or m.body]


def _has_site(scene: Scene, actor: Mention, places: Places) -> bool:
    """Tell whether the sentence names a place, abroad or within its country, where what the actor does happens."""
    near = scene.mentions_between(actor.start - _WINDOW, actor.start + _WINDOW)
    s, joins = scene.sentence, places.words[scene.sentence.language.code].joins
    told = (m for m in near if m.link or (s.is_word(m.start - 1) and s.word(m.start - 1) not in joins))
    sites = (m for m in told if role_of(scene, m, places) is Role.SITE and not m.anaphora)
    return any(country_of(m.place) != country_of(actor.place) or is_within(m.place, actor.place) for m in sites)


def _unlinked(s: Sentence, mention: Mention, words: PlaceWords) -> int:
    """Say how far a name without a small word is from what stands before it.

    "12 died, and Durango …" tells of Durango what comes behind it; "a drought that grips Kenya" is about Kenya.
    """
    before = s.word(mention.start - 1)
    return 10 if before and before[0].isalpha() and before not in words.joins else 40


def _is_free(scene: Scene, amount: Amount, mention: Mention, owners: Owners) -> bool:
    """Tell whether a place told beside other amounts may still be this one's.

    What leads the sentence holds for what follows it, until the next place: "Ceuta, with 44, has the highest
    rate: 52". So does the place of the first amount: "A bomb killed 8 in Cali and wounded 20."
    """
    head = scene.noted.joined.get(mention.start, mention.start)
    theirs = [start for start, other in owners.items() if other.start == head]
    if not theirs:
        return True
    if mention.start > amount.start:
        return False
    if any(head < other.start < amount.start for other in owners.values()):
        return False
    return head < min(theirs) or min(theirs) == scene.amounts.found[0].start


def _is_around(mention: Mention, role: Role, settled: Place, places: Places) -> bool:
    """Tell the country of the place a text is about where it only acts there: "the Peruvian police", "Perú gastará".

    So does a capital in which those sit who act for all of it: "lawmakers in Lima approved".
    """
    acts = role in (Role.ACTOR, Role.GIVER) or (mention.demonym and not mention.people)
    seat = role is Role.ACTOR and mention.place.name in places.countries
    if seat and settled.name != mention.place.name and country_of(settled) == country_of(mention.place):
        return True
    return acts and is_within(settled, mention.place) and settled.name not in places.countries


def _is_elsewhere(mention: Mention, role: Role, settled: Place) -> bool:
    """Tell a country that only acts in a text about another, or is what that is set against."""
    return role in (Role.ACTOR, Role.ORIGIN, Role.RIVAL) and country_of(mention.place) != country_of(settled)
