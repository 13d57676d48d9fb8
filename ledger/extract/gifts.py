"""Money whose topic only who gives it tells: "Norway sent Nepal $3 million", "Parliament voted $3 million"."""

from ledger.extract.drafts import Draft
from ledger.extract.measures import Cue, Theme
from ledger.extract.mentions import Mention, country_of
from ledger.lexicon.places import Level, PlaceWords
from ledger.model.figure import Basis, Place

_NEAR = 8  # tokens between an act of giving and the sum, or the sum and who receives it
_SUBJECT = 12  # tokens between who gives and the act
_BESIDE = 2  # tokens between a body and the country it is of
_WIDE = frozenset({Level.COUNTRY, Level.AREA})


def find_gift(draft: Draft, words: PlaceWords, home: Place | None = None) -> Theme | None:
    """Return the topic of a sum that is given to another country or set aside, with the act that tells so.

    In a text about `home` a sum that another country donates is for it, where nobody else is told to receive it.
    """
    scene, amount = draft.scene, draft.amount
    cues = scene.cues
    if not amount.is_money or scene.row is not None or not (cues.gives or cues.grants or cues.donates):
        return None
    for cue in (*scene.cues.gives, *scene.cues.grants):
        if max(cue.start - amount.end, amount.start - cue.end) > _NEAR or _is_barred(draft, cue):
            continue
        for receiver in scene.mentions_between(cue.start, amount.end + _NEAR):
            if _receives(receiver, cue, words) and _is_given(draft, receiver, cue, words):
                return _make_theme(cue)
    donated = (cue for cue in (*cues.donates, *cues.gives, *cues.grants) if _is_donated(draft, cue, home))
    return next((_make_theme(cue) for cue in donated), None)


def _make_theme(cue: Cue) -> Theme:
    return Theme(cue.topic.key, Basis.TEXT, cue.start, cue.end, general=cue.topic.general)


def _is_donated(draft: Draft, cue: Cue, home: Place | None) -> bool:
    """Tell whether one that does so gives a sum: a body of those listed, or a country that the text is not about."""
    scene, amount = draft.scene, draft.amount
    if max(cue.start - amount.end, amount.start - cue.end) > _NEAR or _is_barred(draft, cue):
        return False
    bodies = [one for one in scene.cues.givers if one.topic is cue.topic and 0 <= cue.start - one.end <= _SUBJECT]
    if bodies:
        return not (cue.topic.general and any(_is_abroad(draft, body, home) for body in bodies))
    if cue.topic.general or cue not in scene.cues.donates:
        return False  # what another country sets aside is no money of the one the text is about
    givers = _givers(draft, cue)
    return home is not None and bool(givers) and all(country_of(giver.place) != country_of(home) for giver in givers)


def _is_abroad(draft: Draft, body: Cue, home: Place | None) -> bool:
    """Tell the body of another country, whose money for this one is aid: "Congress in Washington", "U.S. lawmakers"."""
    near = draft.scene.mentions_between(body.start - _BESIDE, body.end + _BESIDE)
    return home is not None and any(country_of(one.place) not in (country_of(home), None) for one in near)


def _givers(draft: Draft, cue: Cue) -> list[Mention]:
    """Return the countries, and capitals that stand for them, that come before an act and may be who does it."""
    before = draft.scene.mentions_between(cue.start - _SUBJECT, cue.start)
    return [m for m in before if m.demonym or m.seat or (m.level in _WIDE and not m.link)]


def _is_barred(draft: Draft, cue: Cue) -> bool:
    """Tell what is lent, sold or sent home from what is given."""
    around = (draft.amount.start - _NEAR, draft.amount.end + _NEAR)
    return any(deal.topic is cue.topic and around[0] <= deal.start < around[1] for deal in draft.scene.cues.deals)


def _receives(mention: Mention, cue: Cue, words: PlaceWords) -> bool:
    """Tell "to Chad", "for Chad" and the Chad right behind "gave"; not "from Chad", "Chadian"."""
    if mention.demonym or mention.anaphora or mention.level not in _WIDE:
        return False
    if not mention.link:
        return mention.start == cue.end
    return mention.linked_at >= cue.end - 1 and mention.link in words.receives | words.located_words


def _is_given(draft: Draft, receiver: Mention, cue: Cue, words: PlaceWords) -> bool:
    """Tell whether another country gives; an act that only donors do needs none: "a grant of $3 million to Chad"."""
    givers = _givers(draft, cue)
    if not givers:
        return cue in draft.scene.cues.grants and receiver.link in words.receives
    return all(giver.place != receiver.place and country_of(giver.place) != _code(receiver) for giver in givers)


def _code(receiver: Mention) -> str:
    return country_of(receiver.place) or "no country"
