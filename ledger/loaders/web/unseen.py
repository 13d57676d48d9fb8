"""What of a page its reader does not see."""

from ledger.lexicon.web_pages import Elements
from ledger.loaders.web.tree import Element

HIDDEN = "hidden"
FALLBACK = "only for browsers that lack something"


def why_unseen(element: Element, words: Elements) -> str | None:
    """Say why no reader sees an element, None where it is seen."""
    if element.tag in ("html", "body"):
        return None  # where all is hidden, a script shows it
    style = element.get("style").replace(" ", "").lower()
    if element.tag in words.struck:
        return "struck out"
    if element.tag in words.drawn:
        return "in a drawing"
    if element.tag in words.fallback:
        return FALLBACK
    if element.tag in words.hidden or (element.tag == "dialog" and "open" not in element.attributes):
        return HIDDEN
    if "hidden" in element.attributes and element.get("hidden").lower() != "until-found":
        return HIDDEN
    if "display:none" in style or "visibility:hidden" in style or element.get("aria-hidden").lower() == "true":
        return HIDDEN
    return None
