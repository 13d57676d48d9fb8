"""Where the event that a story tells happened, which holds for the people counted in its next paragraphs."""

from collections.abc import Iterable

from ledger.extract.context import Carried, Scene, Site
from ledger.extract.drafts import Draft
from ledger.extract.mentions import country_of
from ledger.extract.time_frames import STORY, is_event, lasts
from ledger.lexicon.places import Level
from ledger.model.figure import Figure, Place
from ledger.model.quantity import Kind

_NARROW = (Level.REGION, Level.CITY)
_PERSON = "person"
_MOST = 100_000  # of those one event may concern


def note_site(scene: Scene, carried: Carried, told: Iterable[tuple[Draft, Figure]]) -> None:
    """Keep the place where people died, fled or were held on the day that a story opens with."""
    if carried.site or not carried.opening or not all(is_event(time) for time in scene.times if time.period.stated):
        return
    for draft, figure in told:
        place, quantity = draft.place, figure.quantity
        if place is None or place.level not in _NARROW or place.demonym or quantity.kind is not Kind.COUNT:
            continue
        if quantity.unit == _PERSON and draft.topics:
            carried.site = Site(place.place, scene.paragraph, frozenset(draft.topics))
            return


def site_for(draft: Draft, carried: Carried, unit: str | None, around: Place | None) -> Place | None:
    """Return where a count goes on with the event of the paragraphs before: "Six were children"."""
    site = carried.site
    if site is None or carried.places or not 0 < draft.scene.paragraph - site.paragraph <= STORY:
        return None
    if (
        draft.quantity.kind is not Kind.COUNT
        or draft.quantity.value >= _MOST
        or not (draft.noun is None or unit == _PERSON)
    ):
        return None
    same = (not draft.topics or not site.topics.isdisjoint(draft.topics)) and country_of(around) in (
        None,
        country_of(site.place),
    )
    dated = any(time.period.stated for time in draft.scene.times)
    return site.place if same and not dated and not lasts(draft) else None
