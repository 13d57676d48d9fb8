"""What someone may have meant: the known names closest to a word that is none of them."""

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

_MOST = 3
_CLOSE = 0.7  # of the letters in common: "homocides" and "homicides", not "polise" and "oil"


def close_to(word: str, known: Iterable[str]) -> list[str]:
    """Return the few known names that a word is the beginning or a part of, else those spelt much like it.

    >>> close_to("police", ["aid", "police-killed"]), close_to("homocide", ["aid", "homicides"])
    (['police-killed'], ['homicides'])
    """
    names = {name: _plain(name) for name in known}
    wanted = _plain(word)
    if not wanted:
        return []
    begun = [name for name, plain in names.items() if plain.startswith(wanted)]
    holding = [name for name, plain in names.items() if name not in begun and wanted in plain.split("-")]
    spelt = get_close_matches(wanted, names.values(), n=_MOST, cutoff=_CLOSE)
    alike = [name for plain in spelt for name in names if names[name] == plain]
    return list(dict.fromkeys([*begun, *holding, *alike]))[:_MOST]


def _plain(name: str) -> str:
    apart = unicodedata.normalize("NFKD", name.casefold().replace("_", " ").replace("-", " "))
    return "-".join("".join(sign for sign in apart if not unicodedata.combining(sign)).split())
