"""The language of a text, by the small words it uses."""

import re
from collections import Counter

from ledger.lexicon.sections import SectionWords, fold

_ENOUGH = 20_000  # characters; more of the text would not change the answer
_LEAST = 3  # small words, else there is too little to tell
_ALONE = 2  # small words of one language that tell it, where the text has none of another
_WORD = re.compile(r"[^\W\d_]{1,20}")


def guess_language(text: str, words: SectionWords) -> str | None:
    """Guess the language of a text from its small words; None where it has too few to tell.

    >>> from ledger.lexicon.sections import load_section_words
    >>> guess_language("El número de policías asesinados en el país es de 512.", load_section_words())
    'es'
    """
    counts = Counter(_WORD.findall(fold(text[:_ENOUGH])))
    scores = {code: sum(counts[word] for word in small) for code, small in words.stopwords.items()}
    best = max(scores, key=lambda code: scores[code], default=None)
    if best is None:
        return None
    least = _ALONE if sum(scores.values()) == scores[best] else _LEAST
    return best if scores[best] >= least else None
