"""Who issued what is cited: "the report that the ministry released", "el balance que dio a conocer la Defensoría"."""

from ledger.extract.source_names import SourceNames
from ledger.extract.source_words import CLAUSE_ENDS, Name

_EARLY_DATA = 5  # tokens of "the latest yearly report"
_LONGEST_CLAUSE = 14  # tokens of "that the ministry released on Tuesday"


def find_issuer(names: SourceNames, at: int) -> Name | None:
    """Return who issued the document that is told at a token, in the clause behind it."""
    s, cues = names.s, names.cues
    near = range(at, min(at + _EARLY_DATA, len(s.words)))
    told = next((i for i in near if s.words[i] in cues.documents or s.words[i] in cues.data_words), None)
    if told is None or any(names.is_proper(i) or s.words[i] in cues.links_of for i in range(at, told)):
        return None
    relatives = cues.that_words | cues.relatives
    links = (i for i in range(told + 1, min(told + _EARLY_DATA, len(s.words))) if s.words[i] in relatives)
    begin = next(links, told if not cues.drops_subject else None)
    if begin is None or any(s.words[i] in CLAUSE_ENDS for i in range(told, begin)):
        return None
    return find_in_clause(names, begin + 1)


def find_in_clause(names: SourceNames, begin: int) -> Name | None:
    """Return who issues something, in the clause that tells so: "the ministry released on Tuesday"."""
    s, cues = names.s, names.cues
    far = min(begin + _LONGEST_CLAUSE, len(s.words))
    close = next((i for i in range(begin, far) if s.words[i] in CLAUSE_ENDS), far)
    verb = next(cues.issuing.find(s.words, begin, close), None)
    if verb is None:
        return None
    name = names.after(begin, strong=True) if begin < verb[0] else None
    if name is not None and name[1] <= verb[0]:
        return name
    return names.after(names.past_times(verb[1]), strong=True) if cues.drops_subject else None


def find_issuer_of(names: SourceNames, document: Name, before: int) -> Name | None:
    """Return who issued a document that speaks by a verb: "the table that the Sugar Board publishes | lists"."""
    s, cues = names.s, names.cues
    told = cues.documents | cues.data_words | cues.index_words
    link = document[1] + (s.word(document[1]) == ",")
    if told.isdisjoint(s.words[slice(*document)]) or s.word(link) not in cues.that_words | cues.relatives:
        return None
    issuer = find_in_clause(names, link + 1)
    return issuer if issuer is not None and issuer[1] <= before else None
