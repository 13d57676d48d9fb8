"""Names that only hold the name of a place: "Puerto Colombia", "represa El Perú", "Inter-American", "Granada Hills"."""

from collections.abc import Sequence

from ledger.extract.tokens import DASHES, Sentence
from ledger.lexicon.places import WIDE, Level, Name, Places


def is_prefixed(s: Sentence, at: int, places: Places) -> bool:
    """Tell "Inter-American", "anti-Russian" from "Cuban-American", where both words tell a place."""
    hyphened = s.word(at - 1) in DASHES and s.glued(at) and s.glued(at - 1) and s.is_word(at - 2)
    return hyphened and places.names.match_before(s.words, at - 1) is None


def is_part_of_name(s: Sentence, at: int, end: int, names: Sequence[Name], places: Places) -> bool:
    """Tell "VILLA PARANA", "RIO PINTO", "CARIBE NORTE", of which a part alone is the name of another place."""
    if s.word(at - 1) in places.heads and s.is_capital(at - 1) and (s.shouting or at - 1 > 0):
        return True
    if s.words[at] in places.heads and _is_lengthened(s, end, places):
        return True
    if names[0].level not in WIDE and _lengthens(s, at, places):
        return True
    if _is_borne(s, at, end, names, places):
        return True
    if s.words[at] in places.heads and s.word(end) in places.words[s.language.code].civic:
        return True  # "at San Rafael hospital"
    goes_on = s.is_word(end) and s.is_capital(end) and (s.shouting or not (s.titled or s.begins_label(end)))
    if not goes_on or s.words[end] in s.language.stopwords:
        return False
    words = places.words[s.language.code]
    if s.words[end] in words.sides and s.word(end + 1) not in s.language.nouns.link:
        return True
    person = s.words[at] in places.given and not s.shouting and s.words[end] not in words.bodies
    return end == at + 1 and (person or s.words[at] in places.heads)


def _is_borne(s: Sentence, at: int, end: int, names: Sequence[Name], places: Places) -> bool:
    """Tell the name of a thing: "represa El Perú", "río Colorado", "Granada Hills"."""
    words = places.words[s.language.code]
    if s.word(end) in words.bearers and s.is_capital(end) and not s.titled:
        return True
    first, shown = at, not s.shouting and not s.titled
    if shown and s.word(at - 1) in words.title_articles and s.is_capital(at - 1) and s.is_word(at - 2):
        first = at - 1
    borne = s.word(first - 1) in words.bearers and (s.shouting or s.is_capital(at))
    quarter = s.word(first - 1) in words.quarters and names[0].level is not Level.CITY
    return first < at or borne or quarter


def _is_lengthened(s: Sentence, end: int, places: Places) -> bool:
    """Tell the "Santa Rita" of "Santa Rita del Monte" from that of "Santa Rita de Panamá", where a country follows."""
    links, joint = places.words[s.language.code].name_links, end
    while s.word(joint) in links or (joint > end and s.word(joint) in s.language.nouns.articles):
        joint += 1
    if joint == end or s.shouting or not (s.is_word(joint) and s.is_capital(joint)):
        return False
    hit = places.names.match(s.words, joint)
    return hit is None or hit[1][0].level not in WIDE


def _lengthens(s: Sentence, at: int, places: Places) -> bool:
    """Tell the "Monte" of "Santa Rita del Monte"."""
    joint = at - (s.word(at - 1) in s.language.nouns.articles and not s.is_capital(at - 1))
    if s.shouting or s.word(joint - 1) not in places.words[s.language.code].name_links:
        return False
    first = joint - 1
    while first > 0 and s.is_word(first - 1) and s.is_capital(first - 1):
        first -= 1
    return not places.heads.isdisjoint(s.words[first : max(first, joint - 2)])
