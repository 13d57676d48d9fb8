"""What a place does in its sentence: something happens there, somebody speaks or comes from there, or it only acts."""

from ledger.extract.context import Scene
from ledger.extract.holdings import DETAINING
from ledger.extract.mentions import Mention, Role
from ledger.extract.places import is_set_against, is_sold_to, is_venue
from ledger.extract.tokens import DASHES, Sentence
from ledger.extract.voices import Attribution
from ledger.lexicon.places import WIDE, Level, Places, PlaceWords
from ledger.model.quantity import Kind

_APPOSED = 8  # tokens of ", the top official in the province of"
_VERB = 3  # tokens behind a country in which the verb it is the subject of stands
_ASIDE = 7  # the same, where something is put in between commas
_RANKED = 4  # tokens of "sexto lugar a nivel nacional"
_SENT = 4  # tokens of "exports of coffee from"
_TOLD = 3  # tokens between where one speaks and "said" before it or "that" behind
_TRADE = 6  # tokens of ", a retired nurse from"
_CARRIED = 6  # tokens of "a ferry that sails every day"
_NAMED = 4  # tokens of a town's name
_BOUGHT = 10  # tokens of "bought 12 planes and 4 ships"


def find_sites(scene: Scene, places: Places) -> list[Mention]:
    """Return the places of a sentence in which something happens."""
    return [m for m in scene.mentions if is_site(scene, m, places)]


def is_site(scene: Scene, mention: Mention, places: Places) -> bool:
    """Tell whether something happens in a place; a people's name tells so only where it goes with one that does."""
    if mention.demonym and mention.start not in scene.noted.roles:
        return False
    return role_of(scene, mention, places) is Role.SITE


def role_of(scene: Scene, mention: Mention, places: Places) -> Role:
    """Return what a place does in its sentence; it is found once."""
    kept = scene.noted.roles
    if mention.start not in kept:
        kept[mention.start] = _find_role(scene, mention, places)
    return kept[mention.start]


def _find_role(scene: Scene, mention: Mention, places: Places) -> Role:
    s = scene.sentence
    words = places.words[s.language.code]
    if is_set_against(s, mention, places) or is_sold_to(s, mention.linked_at, words):
        return Role.RIVAL
    if _is_reference(s, mention, words) or _is_market(scene, mention, words):
        return Role.REFERENCE
    if _is_ranked_in(scene, mention):
        return Role.RIVAL
    if mention.link in words.located_words and _tells_from(s, mention):
        return Role.SPEAKER
    if mention.link in s.language.nouns.link and _is_apposed_office(s, mention.linked_at - 1, words):
        return Role.SPEAKER
    if (acting := _acts(scene, mention, places)) is not None:
        return acting
    if any(tells_of(source, mention) for source in scene.attributions):
        if mention.demonym:
            return Role.SHARED
        if _is_title(s, mention, places):
            return Role.SPEAKER
        if mention.link in s.language.nouns.link and mention.level is not Level.COUNTRY:
            return Role.SHARED  # "the governor of Lanao del Norte said"
        return Role.SPEAKER if mention.link or not _counts(scene, mention) else Role.SITE
    if mention.demonym:
        return Role.ORIGIN if mention.people else Role.SHARED
    if _is_headed(s, mention, words) and _is_title(s, mention, places):
        return Role.SPEAKER
    if (mention.link in words.origins and _comes_from(s, mention, words)) or _is_listed_origin(scene, mention, places):
        return Role.ORIGIN
    if mention.link in words.left_countries and mention.level is Level.COUNTRY:
        sent = not words.exports.isdisjoint(s.words[max(0, mention.linked_at - _SENT) : mention.linked_at])
        return Role.SITE if sent else Role.ORIGIN
    if _is_seller(s, mention, words):
        return Role.ORIGIN
    return Role.SHARED if mention.body else Role.SITE


def _is_seller(s: Sentence, mention: Mention, words: PlaceWords) -> bool:
    """Tell who sold what is counted: "compró 12 aviones a Canadá"."""
    if mention.level is not Level.COUNTRY or mention.link not in words.receives:
        return False
    return not words.buys.isdisjoint(s.words[max(0, mention.linked_at - _BOUGHT) : mention.linked_at])


def _is_apposed_office(s: Sentence, at: int, words: PlaceWords) -> bool:
    """Tell who somebody is: "says Ana Ruiz, mayor of Tarata", "Ana Ruiz, la alcaldesa de Tarata,"."""
    comma = at - 2 if s.word(at - 1) in s.language.nouns.articles else at - 1
    return s.word(at) in words.offices and s.word(comma) == "," and s.is_capital(comma - 1)


def _comes_from(s: Sentence, mention: Mention, words: PlaceWords) -> bool:
    """Tell where those who are counted come from: "migrants from Haiti", "once eran de Guatemala"."""
    before = s.word(mention.linked_at - 1)
    if before in words.people or (before in s.language.nouns.copulas and mention.level is Level.COUNTRY):
        return True
    low = max(0, mention.linked_at - _TRADE)
    named = next((at for at in range(mention.linked_at - 1, low, -1) if s.words[at] == ","), 0)
    apposed = named and s.is_capital(named - 1) and s.word(named + 1) in s.language.numbers.articles
    return bool(apposed) and s.word(mention.end) == "," and not any(map(s.is_capital, range(named, mention.linked_at)))


def _is_listed_origin(scene: Scene, mention: Mention, places: Places) -> bool:
    """Tell a country of a list that parts people by where they come from: "140 came from Haiti; Cuba, 51"."""
    if mention.level is not Level.COUNTRY or mention.anaphora or mention.link:
        return False
    s = scene.sentence
    if not places.words[s.language.code].by_origin.isdisjoint(s.words[: mention.start]):
        return True
    before = (m for m in scene.mentions_between(0, mention.start) if m.level is Level.COUNTRY and m.link)
    return any(
        m.link in places.words[s.language.code].origins and role_of(scene, m, places) is Role.ORIGIN for m in before
    )


def tells_of(source: Attribution, mention: Mention) -> bool:
    """Tell whether a place is in the name of a source or right behind it: "said a nurse from Beirut".

    Who detains people does so where it is: "la Brigada de Antofagasta detuvo a 19".
    """
    if source.rule == DETAINING:
        return False
    behind = source.back and mention.link != "" and mention.linked_at == source.end
    return behind or source.start <= mention.start < source.end


def _is_title(s: Sentence, mention: Mention, places: Places) -> bool:
    """Tell a place in the name of a paper, "El Faro del Guayas", from that of an office, "la Fiscalía de Jalisco"."""
    words, head = places.words[s.language.code], s.word(mention.linked_at - 1)
    office = head in words.bodies or head in s.language.attribution.titles or head in places.nouns
    return mention.body and not office


def _is_headed(s: Sentence, mention: Mention, words: PlaceWords) -> bool:
    """Tell the name of a paper by its article in capitals: "according to El Faro del Guayas"."""
    article = mention.linked_at - 2
    return s.word(article) in words.title_articles and s.is_capital(article) and not s.shouting and article > 0


def _is_reference(s: Sentence, mention: Mention, words: PlaceWords) -> bool:
    """Tell what only says where another place is: "90 km from Pemba", "al sur de Guayaquil", "12 KM NORTH OF X"."""
    if mention.demonym:
        return False
    if lies_across(s, mention, words) or is_on_way(s, mention, words) or _is_base(s, mention, words):
        return True
    if not mention.link:
        return False
    at = mention.linked_at - 1
    if _lies_around(s, mention, words) or is_venue(s, mention.linked_at, words):
        return True
    if s.word(at) in words.roads and mention.link in words.receives:
        return True  # "the road to Guatemala"
    if s.word(at) in words.directions or s.word(at) in words.sides:
        at -= 1
        aside = s.word(at) == "," and s.is_capital(at - 1)  # "Chancay, north of Lima"
        return aside or s.word(at) in words.sides_before or s.word(at) in words.lengths or s.is_number(at)
    return s.word(at) in words.lengths and mention.link in words.origins


def _is_base(s: Sentence, mention: Mention, words: PlaceWords) -> bool:
    """Tell where those only sit who watch: "a charity based in Leeds", "Casa Abierta, a rights group in Tela,"."""
    at = mention.linked_at - 1
    if not mention.link or mention.link not in words.located_words:
        return False
    low = max(0, at - _TRADE)
    comma = next((i for i in range(at, low, -1) if not s.is_word(i)), low)
    if words.watchers.isdisjoint(s.words[comma : at + 1]):
        return False
    if s.word(at) in words.based or s.word(at - 1) in words.based:
        return True
    apposed = s.word(comma) == "," and s.word(comma + 1) in s.language.numbers.articles
    return apposed and s.is_capital(comma - 1) and not s.is_word(mention.end)


def _is_market(scene: Scene, mention: Mention, words: PlaceWords) -> bool:
    """Tell where a part of what is sold goes: "exports 230,000 tonnes a year, two thirds to Europe"."""
    s, to = scene.sentence, mention.linked_at
    if mention.level not in WIDE or mention.link not in words.receives or mention.link in words.located_words:
        return False
    sold = not (words.shipping | words.exports).isdisjoint(s.words[:to]) and words.aid.isdisjoint(s.words[:to])
    return sold and any(amount.end == to for amount in scene.amounts_between(to - _BOUGHT, to))


def _lies_around(s: Sentence, mention: Mention, words: PlaceWords) -> bool:
    """Tell the town that only tells what region is meant: "Tumbes, the region around Zorritos"."""
    article = mention.linked_at - 2
    around = mention.link in words.around and s.word(article) in s.language.nouns.articles
    return around and s.word(article - 1) == "," and s.is_capital(article - 2)


def lies_across(s: Sentence, mention: Mention, words: PlaceWords) -> bool:
    """Tell what lies on the other side: "la frontera con Costa Rica", "the border with Peru"."""
    at = mention.linked_at if mention.link else mention.start - 1
    beside = s.word(at) in words.bordering or s.word(at - 1) in words.bordering
    return beside or (s.word(at - 1) in words.borders and s.word(at) in words.along)


def is_on_way(s: Sentence, mention: Mention, words: PlaceWords) -> bool:
    """Tell either end of a way: "a ferry from Pemba to Palma", "un bus de Lima a Huancayo"."""
    if not mention.link or mention.demonym:
        return False
    if _goes_on_to(s, mention, words):
        led = mention.linked_at
        if not words.moves.isdisjoint(s.words[max(0, led - _SENT) : led]):
            return True  # "have fled from Darfur to Chad": they are there now
    else:
        led = _sets_out(s, mention, words)
    return led > 0 and not words.carriers.isdisjoint(s.words[max(0, led - _CARRIED) : led])


def _goes_on_to(s: Sentence, mention: Mention, words: PlaceWords) -> bool:
    """Tell the first of "from Pemba to Palma"."""
    leaves = mention.link in words.origins or mention.link in words.left_countries
    return leaves and s.word(mention.end) in words.receives and s.is_capital(mention.end + 1)


def _sets_out(s: Sentence, mention: Mention, words: PlaceWords) -> int:
    """Return where "from" stands before the second of "from Pemba to Palma"; 0 where it is none."""
    at = mention.linked_at - 1
    while at > 0 and mention.linked_at - at <= _NAMED and s.is_word(at) and s.is_capital(at):
        at -= 1
    left = s.word(at) in words.origins or s.word(at) in words.left_countries
    return at if left and at < mention.linked_at - 1 and mention.link in words.receives else 0


def _speaks_there(s: Sentence, mention: Mention) -> bool:
    """Tell where the one is who says so: "Ana Ruiz, the top official in Quito, told reporters"."""
    cues, apart = s.language.attribution, s.word(mention.end) == ","
    low = max(0, mention.linked_at - _APPOSED)
    named = "," in s.words[low : mention.linked_at]
    return apart and named and s.word(mention.end + 1) in cues.verbs and not s.is_number(mention.end + 2)


def _is_ranked_in(scene: Scene, mention: Mention) -> bool:
    """Tell what only says among whom something ranks: "sexto lugar nacional", "fourth in Europe"."""
    wide = mention.level is Level.AREA and not mention.demonym
    if not wide and not (mention.anaphora and mention.level is Level.COUNTRY):
        return False
    before = scene.amounts_between(mention.start - _RANKED, mention.start)
    return any(amount.quantity.kind is Kind.RANK and amount.end <= mention.start for amount in before)


def _tells_from(s: Sentence, mention: Mention) -> bool:
    """Tell where somebody only speaks: "told reporters in Asunción that 15", "Officials in Quito told Oro TV that"."""
    cues, low = s.language.attribution, max(0, mention.linked_at - _TOLD)
    if _speaks_there(s, mention):
        return True
    if s.word(mention.end) in cues.verbs:
        return not cues.that_words.isdisjoint(s.words[mention.end + 1 : mention.end + 2 * _TOLD])
    if cues.verbs.isdisjoint(s.words[low : mention.linked_at]):
        return False
    return not cues.that_words.isdisjoint(s.words[mention.end : mention.end + _TOLD])


def _acts(scene: Scene, mention: Mention, places: Places) -> Role | None:
    """Tell who gives or acts: "U.S. aid", "ayuda de Alemania", "Spain contributed", "American officials"."""
    s = scene.sentence
    words = places.words[s.language.code]
    around = (s.word(mention.start - 1), s.word(mention.end))
    if mention.demonym:
        return Role.ACTOR if any(word in words.aid or word in words.actors for word in around) else None
    if _is_home_of_actor(s, mention, words):
        return Role.ACTOR
    if mention.link in words.origins and s.word(mention.linked_at - 1) in words.aid:
        return Role.ACTOR
    if mention.link and mention.place.name in places.countries and s.word(mention.linked_at - 1) in words.lawmakers:
        return Role.ACTOR  # "lawmakers in Lima approved"
    if mention.seat and not words.gets.isdisjoint(s.words[mention.end : mention.end + _VERB]):
        return None  # "Rabat received"
    if mention.seat:
        return None if mention.link in words.located_words else Role.ACTOR  # "Washington has asked"
    if mention.place.code in places.unions:
        return None if mention.link in words.located_words else Role.ACTOR  # "misión de la Unión Europea"
    aside = s.word(mention.end) == ","  # "España, por su parte, aportó"
    behind = s.words[mention.end : mention.end + (_ASIDE if aside else _VERB)]
    governs = mention.level is Level.COUNTRY or mention.place.name in places.countries
    if mention.link or not governs or not behind or (mention.anaphora and mention.body):
        return None  # "Congress cut the budget": at home
    if mention.gives:
        return Role.ACTOR
    says = behind[0] in s.language.attribution.verbs and not _counts(scene, mention)
    if says or any(word in words.donates for word in behind):
        return Role.ACTOR
    return Role.GIVER if any(word in words.gives for word in behind) else None


def _is_home_of_actor(s: Sentence, mention: Mention, words: PlaceWords) -> bool:
    """Tell "the Texas company", "a Quito-based airline", which may act anywhere."""
    hyphened = s.word(mention.end) in DASHES and s.glued(mention.end)
    noun = mention.end + hyphened
    led = s.word(mention.start - 1) in s.language.nouns.articles and not mention.link
    return led and not s.is_capital(noun) and s.word(noun) in words.actors and s.word(noun) not in words.adjectives


def _counts(scene: Scene, mention: Mention) -> bool:
    """Tell "Honduras reported 3,000": what is counted is there."""
    return bool(scene.amounts_between(mention.end, mention.end + _VERB))
