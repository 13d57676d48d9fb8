"""Places told together: "Celaya, Guanajuato", "Tarata, in Peru's Tacna region", "Valencia y Alicante"."""

from ledger.extract.mentions import Mention, codes_of, country_of
from ledger.extract.place_explanations import is_explained
from ledger.extract.tokens import APOSTROPHES, Sentence
from ledger.lexicon.places import WIDE, Level, Places
from ledger.model.figure import Place

_OWNED = 6  # tokens of "'s northern state of"
_JOINED_NAMES, _JOINED = 3, 6  # tokens between two places told together, and with "the department of" among them


def join_parts(s: Sentence, found: list[Mention], places: Places) -> list[Mention]:
    """Join "Celaya, Guanajuato" into its first place, set within the second."""
    out: list[Mention] = []
    end = 0  # of the name that what explains it stands behind
    for mention in found:
        last = out[-1] if out else None
        if last is not None and not mention.demonym and _owns(s, last, mention, places):
            place = mention.whole or mention.place  # the north is that of the country
            out[-1] = mention._replace(
                start=last.start, place=place, whole=None, link=last.link, linked_at=last.linked_at
            )
            end = mention.end
            continue
        behind = max(end, last.end) if last is not None else 0
        if last is not None and _is_region_of(s, last, mention, behind):
            out[-1] = last._replace(end=mention.end)
            continue
        if last is not None and not mention.demonym and is_explained(s, last, end, mention, places):
            out[-1] = last._replace(end=mention.end)
            continue
        if last is not None and not mention.demonym and _continues(s, last, mention, behind, places):
            inside = mention.place.code in last.place.within
            wider = last.level is Level.CITY and mention.level in (Level.REGION, Level.COUNTRY)
            wider = wider or (last.level is Level.REGION and mention.level is Level.COUNTRY and inside)
            wider = wider or _is_namesake(last, mention)
            held = _is_small(s, last, places) and mention.level is Level.CITY
            if held or (wider and (inside or codes_of(mention.place))):
                place = last.place if inside else Place(last.place.name, None, codes_of(mention.place))
                out[-1] = last._replace(end=mention.end, place=place)
                continue
        out.append(mention)
        end = _behind_kind(s, mention, places)
    return out


def _behind_kind(s: Sentence, mention: Mention, places: Places) -> int:
    """Return where a name and what kind of place it is end: "Masisi territory", "Jebel Marra mountains"."""
    words, at = places.words[s.language.code], mention.end
    kind = s.word(at) in places.nouns or s.word(at) in words.suffixes
    return at + 1 if kind and not (mention.demonym or mention.anaphora) else at


def _is_small(s: Sentence, mention: Mention, places: Places) -> bool:
    """Tell a village or a quarter, which lies in the town behind it: "la vereda Las Delicias, del municipio de X"."""
    before = mention.start - 2 if s.word(mention.start - 1) in s.language.nouns.link else mention.start - 1
    return mention.level is Level.CITY and s.word(before) in places.nouns


def share_located(s: Sentence, found: list[Mention], places: Places) -> list[Mention]:
    """Let what locates one of several places do so for all: "in England and Wales", "Puno and Tacna have lost"."""
    out = list(found)
    for at in (*range(1, len(out)), *range(len(out) - 1, 0, -1)):
        one, other = out[at - 1], out[at]
        if one.located is not other.located and is_joined(s, one, other, places):
            out[at - 1], out[at] = one._replace(located=True), other._replace(located=True)
    return out


def is_joined(s: Sentence, last: Mention, mention: Mention, places: Places) -> bool:
    """Tell "Valencia y Alicante", "Turkana, Marsabit and Garissa": what is said of the first is said of all.

    Also "Asunción and the southern department of Misiones".
    """
    between, words = s.words[last.end : mention.start], places.words[s.language.code]
    articles, links = s.language.nouns.articles, s.language.nouns.link
    if not between or len(between) > _JOINED or mention.anaphora:
        return False
    small = len(between) <= _JOINED_NAMES
    named = len(between) > 2 and between[0] in words.joins and between[-1] in links and between[-2] in places.nouns
    inner = between[1:-2] if named else between
    return (small or named) and all(
        word == "," or word in words.joins or word in articles or (named and word in words.directions) for word in inner
    )


def _owns(s: Sentence, last: Mention, mention: Mention, places: Places) -> bool:
    """Tell "Nigeria's northwestern Zamfara state", which is no other place than Zamfara."""
    if last.demonym or last.anaphora or last.level not in (Level.COUNTRY, Level.REGION) or mention.level is last.level:
        return False
    if s.word(last.end) not in APOSTROPHES or s.word(last.end + 1) != "s" or mention.start - last.end > _OWNED:
        return False
    between = range(last.end + 2, mention.start)
    inside = last.place.code in mention.place.within or country_of(mention.place) in (None, last.place.code)
    return inside and all(s.is_word(at) and (s.words[at] in places.nouns or not s.is_capital(at)) for at in between)


def _continues(s: Sentence, last: Mention, mention: Mention, end: int, places: Places) -> bool:
    """Tell "Celaya, Guanajuato", "Ecatepec, in the State of Mexico", "the Jebel Marra mountains of Darfur"."""
    links = s.language.nouns.link
    if end > last.end and s.word(end) in links and mention.start == end + 1:
        return True
    if s.word(end) not in (",", "(") or not 0 < mention.start - end <= 5:
        return False
    between = s.words[end + 1 : mention.start]
    small = (places.words[s.language.code].located_words, places.nouns, s.language.nouns.joining)
    return all(any(word in words for words in small) for word in between)


def _is_namesake(last: Mention, mention: Mention) -> bool:
    """Tell "near Beni, in North Kivu", which is not the Beni that is a part of another country."""
    parts = last.level is mention.level is Level.REGION and last.link != mention.link != ""
    return parts and country_of(last.place) != country_of(mention.place)


def _is_region_of(s: Sentence, last: Mention, mention: Mention, end: int) -> bool:
    """Tell the region behind "Tarata, in Peru's Tacna region", and "Kasese district, western Uganda"."""
    if last.level in WIDE or last.demonym or mention.demonym or mention.anaphora:
        return False
    if mention.whole is not None and not mention.link:
        return s.word(end) == "," and mention.start == end + 1
    owned = s.word(last.end) in APOSTROPHES and s.word(last.end + 1) == "s" and mention.start - last.end <= _OWNED
    return owned and mention.level is Level.REGION and country_of(mention.place) == country_of(last.place) is not None
