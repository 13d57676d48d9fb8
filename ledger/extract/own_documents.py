"""Documents told with whose they are by "its": "its website says", "según su memoria anual"; their owner speaks."""

from collections.abc import Collection

from ledger.extract.source_names import SourceNames
from ledger.extract.source_words import Name
from ledger.extract.voices import Attribution


def is_own(names: SourceNames, name: Name) -> bool:
    """Tell a document of a body that is named elsewhere; "its council minutes" name the body."""
    s, cues = names.s, names.cues
    words = s.words[slice(*name)]
    owned = s.word(name[0] - 1) in cues.possessives and not any(map(names.is_proper, range(*name)))
    bodies = cues.titles - cues.documents - cues.data_words
    return owned and not cues.documents.isdisjoint(words) and bodies.isdisjoint(words)


def owner_behind(names: SourceNames, at: int) -> Name | None:
    """Return the owner told as the subject of what is told: "its website says | the cooperative serves"."""
    s = names.s
    begin = at + (s.word(at) in names.cues.that_words)
    name = names.after(begin) if s.word(begin) in names.cues.definite else None
    return name if name is not None and name[0] == begin + 1 and names.is_role(name[1] - 1) else None


def subject_of_all(names: SourceNames, before: int, counted: Collection[int]) -> Name | None:
    """Return the subject the sentence opens with: "The company fired 400, it said"."""
    name = names.after(0)
    if name is None or name[0] in counted:
        return None  # "“Eleven men were shot,” he said"
    opens = all(names.s.words[at] in names.s.language.nouns.articles for at in range(name[0]))
    others = any(name[1] <= at < before and names.s.words[at] in names.cues.strong for at in names.verbs)
    return name if opens and name[1] < before and not others else None


def of_subject(names: SourceNames, subject: Name, low: int, high: int) -> Attribution:
    """Return the subject of a sentence as who tells it."""
    text = names.text(subject)
    return Attribution(*subject, text, "named as subject", low, high, back=True, carried=True, loose=True)


def of_owner(names: SourceNames, name: Name, told: Name, counted: Collection[int], *, closes: bool) -> Attribution:
    """Return who speaks through a document of its own: the subject of the sentence, else who spoke right before.

    `told` are the tokens of the document and what makes it speak.
    """
    subject = subject_of_all(names, told[0], counted) if closes else None
    if subject is not None:
        return of_subject(names, subject, *told)
    text = names.text(name)
    return Attribution(*name, text, "named before", *told, closes, carried=True, weak=True, loose=True, adjoining=True)
