"""Who is said to say so: every source a sentence names, each with the words it speaks for."""

from collections.abc import Collection, Sequence
from functools import partial

from ledger.extract.clauses_behind import ClausesBehind
from ledger.extract.denials import Denials
from ledger.extract.holdings import Holdings
from ledger.extract.mentions import Mention
from ledger.extract.source_names import SourceNames, may_open_with_name
from ledger.extract.source_phrases import SourcePhrases
from ledger.extract.source_words import CLOSING_QUOTES, OPENING_QUOTES
from ledger.extract.speech import Speech
from ledger.extract.time_spans import TimeSpan
from ledger.extract.tokens import APOSTROPHES, Sentence
from ledger.extract.voices import Attribution, share_out
from ledger.lexicon.phrases import may_open

_CLOSING = CLOSING_QUOTES - APOSTROPHES
_QUOTES = (OPENING_QUOTES | CLOSING_QUOTES) - APOSTROPHES
_BOTH_WAYS = OPENING_QUOTES & CLOSING_QUOTES
_SHORT = 10  # tokens of a sentence that is nothing but who says how many
_LONGEST_QUOTE = 8  # sentences before the one that names who says them


def find_attributions(
    s: Sentence, times: Sequence[TimeSpan], mentions: Sequence[Mention], counted: Collection[int]
) -> list[Attribution]:
    """Return the sources the sentence names, in order, each with the words it speaks for.

    `counted` are the tokens at which its amounts begin.
    """
    cues = s.language.attribution
    opens = may_open(s.words, cues.source_cues) or not APOSTROPHES.isdisjoint(s.words)
    opens = opens or (not cues.series_words.isdisjoint(s.words) and may_open(s.words, cues.issuing.openings()))
    short = len(s.words) <= _SHORT and s.word(0) in cues.definite  # "The government, nine."
    if not opens and (not counted or (cues.acting.isdisjoint(s.words) and not short)):
        return []
    names = SourceNames(s, times, mentions)
    holdings = Holdings(s, names, counted)
    held = list(holdings.find()) if counted else []
    speech = Speech(s, names, counted, [one.high - 1 for one in held])
    told = [*SourcePhrases(s, names, counted).find(), *speech.find(), *Denials(s, names).find()]
    if counted:
        clauses = ClausesBehind(names, counted)
        told = [clauses.of_amount(one) if one.name else one for one in told]
        acts = [*map(clauses.of_amount, held), *holdings.find_acts(), *clauses.find(), *clauses.find_agents()]
        told += [one for one in acts if not any(map(partial(_tells_of, s, one), told))]
    if not told:
        return []
    told = [_named_before(s, one) for one in told]
    found = sorted(told, key=lambda one: (one.low, one.carried, -one.end))
    voices: list[Attribution] = []
    for one in found:
        _take(one, voices, s)
    return share_out(s, voices, counted)


def _tells_of(s: Sentence, act: Attribution, one: Attribution) -> bool:
    """Tell whether a source tells of what a body does: "the minister said the police arrested 40"."""
    if one.start == act.start:
        return False
    between = s.words[one.low : act.low] if one.low < act.low else s.words[act.low : one.low]
    given = act.weak or not one.weak  # "Red Norte, which adds bodies found in graves, has 538"
    return given and (one.back or one.low < act.low) and ";" not in between


def _named_before(s: Sentence, one: Attribution) -> Attribution:
    """Return a source told as "the same foundation", "el mismo registro" as one that was named before."""
    cues, start = s.language.attribution, one.start + 1
    ours = s.words[one.start] in cues.writers or s.word(one.start - 1) in cues.writers
    if one.name and ours and cues.people.isdisjoint(s.words[one.start : one.end]):
        return one._replace(name="", rule="the document itself", carried=False)  # "nuestra encuesta arroja 820"
    if one.carried or not one.name or s.words[one.start] not in cues.same or start >= one.end:
        return one
    kind = s.words[start : one.end]
    loose = any(cues.pronouns.match((article, *kind), 0) is not None for article in cues.definite)
    return one._replace(
        start=start, name=s.told(start, one.end), rule="named before", carried=True, loose=loose, weak=False
    )


def _take(one: Attribution, voices: list[Attribution], s: Sentence) -> None:
    """Take a source among those before it, where its words are not theirs."""
    last = voices[-1] if voices else None
    if last is not None and one.back and one.name and last.start == one.start and last.end < one.end:
        own = last.high < one.high  # "…, the ministry’s bulletin says", not "the prosecutor’s office reports"
        voices[-1] = last._replace(high=one.high, back=True) if own else one
        return
    if last is not None and last.start <= one.start < last.end < one.high:
        one = one._replace(low=max(one.low, last.high))  # "said X, which spoke of 24"
    apart = last is None or one.low >= last.high or not (last.back or last.ahead)  # whose high is how far it reaches
    if apart and one.low < len(s.words):
        voices.append(one)


def find_person(s: Sentence, times: Sequence[TimeSpan], mentions: Sequence[Mention]) -> Attribution | None:
    """Return the person the sentence is about, who may be meant where "she says" follows."""
    if s.shouting or not may_open_with_name(s) or s.titled:
        return None  # in a headline capitals tell no name
    names = SourceNames(s, times, mentions)
    name = names.person()
    return Attribution(*name, names.text(name), "person named before") if name is not None else None


def find_quoted(sentences: Sequence[Sentence]) -> dict[int, tuple[Attribution, Sentence]]:
    """Return who speaks in each sentence of a quotation that is named only behind its last: "“A. B,” said X."."""
    found: dict[int, tuple[Attribution, Sentence]] = {}
    opened: list[int] = []
    for number, s in enumerate(sentences):
        if opened and (closing := _closing(s)) is not None:
            told = [one for one in find_attributions(s, (), (), ()) if one.back and one.name and one.end > closing]
            found.update({at: (told[0], s) for at in opened if told})
            opened = []
        if _leaves_open(s, inside=bool(opened)) and len(opened) < _LONGEST_QUOTE:
            opened.append(number)
        else:
            opened = []
    return found


def _closing(s: Sentence) -> int | None:
    return next((at for at, word in enumerate(s.words) if word in _CLOSING), None)


def _leaves_open(s: Sentence, *, inside: bool) -> bool:
    """Tell whether a quotation is still open at the end of a sentence."""
    if _QUOTES.isdisjoint(s.words):
        return inside
    for word in [word for word in s.words if word in _QUOTES]:
        inside = not inside if word in _BOTH_WAYS else word in OPENING_QUOTES
    return inside


def find_citation(sentences: Sequence[Sentence]) -> tuple[Attribution, Sentence] | None:
    """Return the publisher of a cited title: the name behind its closing quote, "“Title.” Reuters. March 2021"."""
    for number in range(len(sentences) - 1, -1, -1):
        s = sentences[number]
        closing = max((at for at, word in enumerate(s.words) if word in CLOSING_QUOTES), default=-1)
        if closing < 0:
            continue
        start = closing + 1
        while s.word(start) in (".", ","):
            start += 1
        if start < len(s.words):
            return _publisher(s, start)
        return _publisher(sentences[number + 1], 0) if number + 1 < len(sentences) else None
    return None


def _publisher(s: Sentence, start: int) -> tuple[Attribution, Sentence] | None:
    end = start
    while end < len(s.words) and s.words[end] not in (".", ",", "(") and not s.is_number(end):
        end += 1
    if end == start or not s.is_capital(start):
        return None
    name = s.told(start, end)
    return Attribution(start, end, name, "publisher of a cited title"), s
