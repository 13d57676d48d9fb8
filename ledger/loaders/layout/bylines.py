"""Names of authors as pages print them: "By X", "Por X", "(written by x)", or a name alone."""

import re

from ledger.lexicon.sections import SectionWords, fold

_NAME = re.compile(r"[^\W\d_][\w.'’ \u00a0&-]{1,58}")
_LONGEST_LINK = 3  # letters: de, del, and, von


def read_byline(line: str, words: SectionWords) -> str | None:
    """Return the name after "By" or its like.

    >>> from ledger.lexicon.sections import load_section_words
    >>> read_byline("By Ana Ruiz and Luis de la Cruz", load_section_words())
    'Ana Ruiz and Luis de la Cruz'
    >>> read_byline("By the end of May", load_section_words())
    """
    name = after_byline(line, words)
    return name if name and is_name(name, least=1) else None


def after_byline(line: str, words: SectionWords) -> str | None:
    """Return whatever stands after a byline word at the start of a line."""
    folded = fold(line[:40])
    for opening in words.bylines:
        if folded.startswith(opening) and line[len(opening) : len(opening) + 1] in {" ", ":", "\u00a0"}:
            return line[len(opening) :].strip(" :\u00a0") or None
    return None


def is_name(words: str, least: int = 2) -> bool:
    """Tell whether words look like a name: few, capital letters, small words only as links.

    >>> is_name("Ángel Páez"), is_name("Why is it so?"), is_name("Lucía Armenta Robles")
    (True, False, True)
    """
    parts = words.split()
    if not least <= len(parts) <= 8 or not _NAME.fullmatch(words):
        return False
    small = [part for part in parts if not part[0].isupper() and part != "&"]
    return parts[0][0].isupper() and parts[-1][0].isupper() and all(len(part) <= _LONGEST_LINK for part in small)


def is_names(words: str) -> bool:
    """Tell whether words are names and nothing else, with commas between them.

    >>> is_names("Bogotá, D. C., "), is_names("He died in Lima, ")
    (True, False)
    """
    return all(is_name(part, least=1) for name in words.split(",") if (part := name.strip(" .")))
