"""What a time does in its sentence: says when things were, is what they are set against, or is told in passing."""

from ledger.extract.amounts import Amount
from ledger.extract.context import Scene, find_change, tells_base
from ledger.extract.moments import year_of
from ledger.extract.time_spans import TimeSpan
from ledger.extract.tokens import Sentence
from ledger.model.period import Mode, Period
from ledger.model.quantity import Kind

_OPENED = 4  # tokens from such a time to the amount it opens with
_BEHIND = 5  # tokens between an amount and a time that is its own
_DATELINE_MARKS = frozenset("(-–—")
_WALLS = frozenset(",;:")
_CLAUSE_ENDS = frozenset(";:")
_BRACKETS = frozenset("()")
_BRACKET = 20  # tokens of the longest remark in brackets that is looked at
_REMARK = 11  # tokens from the comma that opens a remark to the last time in it
OPENING = 3  # tokens before a time that opens its sentence: "For the 2011 budget"
_SPEECH = 9  # tokens behind a verb of saying within which the day it was said stands
_SPOKEN = 16  # tokens from a day to "said that"
_CLAUSE = 6  # tokens from the word that opens a clause to the time in it
_NAMED = 5  # tokens of "after the truce" before its year
_YEAR = 360  # days
_VERBAL = 2  # tokens of "who came" before its time
_TOLD = 4  # tokens of "the Senate that" behind "told"
_OFFICE = 9  # tokens of "during the administration of Felipe Ortiz" before its years
_REMARKED = 10  # tokens from an amount to a remark on what it counts
_REPORT = 5  # tokens from the year of a report, over the name of its author, to "report"
_DOCUMENT = 4  # tokens from "study" to "published": ", which was"
_LISTED = 7  # tokens from one amount of a list to the next: "400 | in 2022 and | 350"
_DATELINE = 12  # tokens at the beginning of a text among which its place and day stand


def tells_when(scene: Scene, time: TimeSpan) -> bool:
    """Tell a time that figures can be about from one that dates the text or what was said."""
    kept = scene.noted.telling
    if time.start not in kept:
        kept[time.start] = _tells_when(scene, time)
    return kept[time.start]


def _tells_when(scene: Scene, time: TimeSpan) -> bool:
    if time.clock or not time.period.stated:
        return False
    s, attribution = scene.sentence, scene.sentence.language.attribution
    if tells_brackets(s, time) or _bounds_superlative(scene, time) or _dates_message(s, time):
        return False
    near = [*s.words[max(0, time.start - 2) : time.start], *s.words[time.end : time.end + 2]]
    if s.word(time.end) in s.language.attribution.passives:
        near = near[:-2]  # "el lunes se reportaron 14 asaltos"
    if s.word(time.start - 3) in attribution.passives and s.word(time.start - 2) in attribution.verbs:
        near = near[2:]  # "240 cases were confirmed on Monday"
    if s.word(time.start - 2) in attribution.passives and s.word(time.start - 1) in attribution.verbs:
        near = near[2:]  # "el ataque se registró el domingo"
    if s.word(time.start - 1) in s.language.time.reported:
        near = [*s.words[time.end : time.end + 2]]  # "dijo que el lunes murieron 20"
    if scene.amounts_between(time.start - 1, time.start):
        near = [*s.words[time.end : time.end + 2]]  # "it holds 29 today"
    if _dates_document(s, time):
        return False
    if time.period.mode is Mode.POINT:
        if _is_dateline(s, time):
            return False
        if not time.relative:
            return time.period.start != scene.published and not _opens_report(scene, time)
        if scene.published is not None and time.period.start is not None and time.period.start > scene.published:
            return True  # "eight more are expected tomorrow"
        if s.language.time.issued.match_before(s.words, time.start) is not None:
            return False
        return attribution.verbs.isdisjoint(near) and not _dates_speech(scene, time)
    if not time.relative:
        return True
    if remarks_on(scene, time) is not None or _is_of_counted(scene, time):
        return True
    if s.word(time.start - 1) not in s.language.time.reported and not attribution.strong.isdisjoint(near[:2]):
        return False
    running = time.period.mode is Mode.CUMULATIVE  # "complaints presented since March"
    return running or s.language.time.issued.match_before(s.words, time.start) is None


def remarks_on(scene: Scene, time: TimeSpan) -> Amount | None:
    """Return the amount of what was made known at a time told behind it: "ten areas for reform, announced in May,"."""
    s = scene.sentence
    told = s.language.time.issued.match_before(s.words, time.start)
    if told is None or s.word(told[0] - 1) != ",":
        return None
    comma = told[0] - 1
    before = scene.amounts_between(comma - _REMARKED, comma)
    return before[-1] if before and _WALLS.isdisjoint(s.words[before[-1].end : comma]) else None


def _is_of_counted(scene: Scene, time: TimeSpan) -> bool:
    """Tell when what is counted was made known: "1,300 reports filed last year", "900 denuncias presentadas este mes".

    Not "40 offices reported last year 300 cases".
    """
    s = scene.sentence
    told = s.language.time.issued.match_before(s.words, time.start)
    verb = told[0] if told is not None else time.start - 1
    if told is None and not s.word(verb).endswith(s.language.time.remark_endings):
        return False
    before = scene.amounts_between(verb - _BEHIND, verb)
    if not before or before[-1].quantity.kind is not Kind.COUNT:
        return False
    objects = scene.amounts_between(time.end, time.end + _OPENED)
    if objects and _WALLS.isdisjoint(s.words[time.end : objects[0].start]):
        return False
    noun = s.words[before[-1].end : verb]
    return bool(noun) and _WALLS.isdisjoint(noun) and s.language.attribution.passives.isdisjoint(noun)


def _dates_document(s: Sentence, time: TimeSpan) -> bool:
    """Tell when what tells of another time was printed or read: "a study published in 2019", "the audit read today"."""
    told = s.language.time.issued.match_before(s.words, time.start) if not time.relative else None
    told = told or s.language.time.handed_in.match_before(s.words, time.start)
    if told is None:
        return False
    documents = (at for at in range(max(0, told[0] - _DOCUMENT), told[0]))
    return any(s.words[at] in s.language.attribution.documents and not s.is_number(at - 1) for at in documents)


def _dates_message(s: Sentence, time: TimeSpan) -> bool:
    """Tell the day of "its letter 44-B of 3 December 2019", "la respuesta del 4 de mayo", and of a copyright."""
    words = s.language.time
    if s.word(time.start - 1) in words.copyright:
        return True
    linked = s.words[time.start] in words.part_links or s.word(time.start - 1) in words.part_links
    if time.period.mode is not Mode.POINT or not linked:
        return False
    for at in range(time.start - 1, max(-1, time.start - _DOCUMENT - 2), -1):
        if s.words[at] in words.messages:
            return True
        if s.words[at] in _WALLS or (s.is_word(at) and s.words[at] not in words.part_links and len(s.words[at]) > 2):
            return False
    return False


def _bounds_superlative(scene: Scene, time: TimeSpan) -> bool:
    """Tell "the fewest since 2016", "la peor contracción desde 1932": how far back nothing was like it."""
    if time.period.mode is not Mode.CUMULATIVE:
        return False
    s, ranks = scene.sentence, scene.sentence.language.ranks
    for at in range(time.start - 1, max(-1, time.start - _CLAUSE), -1):
        word = s.words[at]
        if (
            word in ranks.superlatives
            or word in ranks.first_ever
            or word.endswith(ranks.superlative_endings or ("\0",))
        ):
            ends = [amount.end for amount in scene.amounts_between(at - _CLAUSE, time.start)]
            return at not in ends and all(end <= at for end in ends)  # "12 more since" are counted
        if word in _WALLS:
            return False
    return False


def tells_brackets(s: Sentence, time: TimeSpan) -> bool:
    """Tell a time that is only of amounts in brackets: "By state (2022 in brackets)"."""
    table = s.language.time.in_brackets
    return table.match(s.words, time.end) is not None or table.match_before(s.words, time.start) is not None


def _dates_speech(scene: Scene, time: TimeSpan) -> bool:
    """Tell "told reporters in Pemba on Wednesday": a day behind a verb of saying, with no amount between."""
    s, documents = scene.sentence, scene.sentence.language.attribution.documents
    for at in range(time.start - 1, max(-1, time.start - _SPEECH), -1):
        if s.words[at] in s.language.attribution.strong:
            if s.word(at - 1) in s.language.attribution.passives:
                return False  # "240 cases were confirmed on Monday"
            return not scene.amounts_between(at, time.start)
        if s.words[at] in _WALLS or s.words[at] in s.language.time.reported:
            return False
        if s.language.time.issued.match(s.words, at) is not None and not documents.isdisjoint(s.words[at : time.start]):
            return not scene.amounts_between(at, time.start)  # "published its annual count on Tuesday"
    return False


def _opens_report(scene: Scene, time: TimeSpan) -> bool:
    """Tell the day on which what follows was said: "announced on January 14, 2019 that 12,000 were handed out"."""
    s = scene.sentence
    behind = time.end + (s.word(time.end) == ",")
    return s.word(behind) in s.language.time.reported and _dates_speech(scene, time)


def is_day_of_speech(scene: Scene, time: TimeSpan, amount: Amount) -> bool:
    """Tell the day before a verb of saying for what is said: "el martes compareció y dijo que hay 43 presos"."""
    if time.period.mode is not Mode.POINT or not time.relative or amount.start < time.end:
        return False
    s = scene.sentence
    if time.counted and s.word(time.end) == ":":
        return True  # "rosa_v, hace 2 horas: …"
    said = range(time.end, min(time.end + _SPOKEN, amount.start))
    return any(s.words[at] in s.language.attribution.strong and _is_said(s, at, amount) for at in said)


def _is_said(s: Sentence, at: int, amount: Amount) -> bool:
    """Tell "said that", "told the Senate that" before an amount, and "who said 2,000" right before it."""
    behind = s.words[at + 1 : min(at + 1 + _TOLD, amount.start)]
    if not behind:
        return s.word(at - 1) in s.language.time.relatives
    return _WALLS.isdisjoint(behind) and not s.language.time.reported.isdisjoint(behind)


def _is_dateline(s: Sentence, time: TimeSpan) -> bool:
    """Tell the day of "LIMA, 21 ENE.- …" and "Guatemala City, March 10 (Istmo News) -- …"."""
    at = time.end + (s.word(time.end) == "." and s.glued(time.end))
    if time.start >= _DATELINE or s.word(at) not in _DATELINE_MARKS:
        return False
    if s.word(at) != "(" or s.shouting:
        return True
    closing = next((i for i in range(at, min(at + _DATELINE, len(s.words))) if s.words[i] == ")"), len(s.words))
    return s.word(closing + 1 + (s.word(closing + 1) == ".")) in _DATELINE_MARKS


def is_base(scene: Scene, time: TimeSpan) -> bool:
    """Tell a time that is only set against another: "than in 2019", "against 436 in 2019", "twice the sum of 2020"."""
    kept = scene.noted.bases
    if time.start not in kept:
        kept[time.start] = _is_base(scene, time)
    return kept[time.start]


def _is_base(scene: Scene, time: TimeSpan) -> bool:
    if time.compared or time.same or _is_stepped_from(scene, time):
        return True
    if _is_of_multiplied(scene, time) or _is_risen_on(scene, time):
        return True
    return any(_is_against(scene, owner) for owner in owners_of(scene, time))


def _is_against(scene: Scene, amount: Amount) -> bool:
    """Tell an amount that another is compared to, also as a second: "compared with 400 in 2022 and 350 in 2021"."""
    s = scene.sentence
    if is_set_against(s, amount.start) or _is_multiplied(scene, amount):
        return True
    if s.word(amount.start - 1) not in s.language.numbers.joins:
        return False
    before = scene.amounts_between(amount.start - _LISTED, amount.start)
    told = bool(before) and any(before[-1].end <= time.start < amount.start for time in scene.times)
    return told and _WALLS.isdisjoint(s.words[before[-1].end : amount.start]) and _is_against(scene, before[-1])


def _is_multiplied(scene: Scene, amount: Amount) -> bool:
    """Tell the 300 of "three times the 300 of 2019", "tres veces y media los 300 de 2019"."""
    s, at = scene.sentence, amount.start - 1
    before = scene.amounts_between(at - _BEHIND, at) if s.word(at) in s.language.attribution.definite else []
    return bool(before) and before[-1].end == at and before[-1].quantity.kind is Kind.MULTIPLE


def _is_risen_on(scene: Scene, time: TimeSpan) -> bool:
    """Tell the year a change is counted from: "up 51 per cent on 2016", "40 fewer on last year"."""
    s = scene.sentence
    near = scene.amounts_between(time.start - _CLAUSE, time.start)
    linked = s.language.numbers.base_links.intersection((s.word(time.start - 1), s.word(time.start)))
    if not near or not linked:
        return False
    return find_change(s, near[-1]) is not None and tells_base(s, near[-1].end)


def _is_stepped_from(scene: Scene, time: TimeSpan) -> bool:
    """Tell what a change is counted from, told right behind what it led to: "rose 14 percent in 2019 from 2018"."""
    s = scene.sentence
    frames, led = s.language.numbers.change_frames, time.start - (time.period.mode is not Mode.CUMULATIVE)
    return s.word(led) in frames and any(other.end == led and other.period.stated for other in scene.times)


def _is_of_multiplied(scene: Scene, time: TimeSpan) -> bool:
    """Tell the time of what a multiple is of: "double the sum allotted in 2014", "el triple de lo gastado en 2014".

    Behind a verb only what is "of" that time: "doubled the total of 2020", not "doubled the budget in 2020".
    """
    s, start = scene.sentence, time.start
    near = scene.amounts_between(start - 2 * _CLAUSE, start)
    if not near or near[-1].quantity.kind is not Kind.MULTIPLE or not _WALLS.isdisjoint(s.words[near[-1].end : start]):
        return False
    begin, end = near[-1].start, near[-1].end
    if s.word(begin - 1) in s.language.attribution.infinitives or s.word(begin - 1) in s.language.subjects.fillers:
        return False  # "will double the budget in 2025"
    opened = s.language.time.base_openers.match(s.words, end) if end < start else None
    if opened is None:
        return False
    return s.word(start - 1) in s.language.nouns.link or is_set_against(s, end) or is_set_against(s, end + 1)


def is_set_against(s: Sentence, at: int) -> bool:
    """Tell what another amount or time is compared to: "compared with 19", "frente a los 950 millones"."""
    articles, possessives = s.language.nouns.articles, s.language.attribution.possessives
    while at and (s.words[at - 1] in articles or s.words[at - 1] in possessives):
        at -= 1
    time = s.language.time
    return time.compared.match_before(s.words, at) is not None or time.set_against.match_before(s.words, at) is not None


def owners_of(scene: Scene, time: TimeSpan) -> list[Amount]:
    """Return the amounts that a time stands right behind: "34,588 in 2019", "against 47 and 26 a year earlier"."""
    kept = scene.noted.time_owners
    if time.start not in kept:
        kept[time.start] = _owners_of(scene, time)
    return kept[time.start]


def _owners_of(scene: Scene, time: TimeSpan) -> list[Amount]:
    s, start = scene.sentence, time.start
    if time.same and (phrase := s.language.time.same_period.match_before(s.words, start)) is not None:
        start = phrase[0]
    near = scene.amounts_between(start - 2 * _CLAUSE, start)
    if len(near) > 1 and s.word(near[-1].start - 1) in s.language.time.having and _is_verb_between(s, near[-1], start):
        near = near[:-1]  # "forty clinics with six beds each were closed in 2023"
    if not near or start - near[-1].end > _BEHIND:
        return []
    if not _WALLS.isdisjoint(s.words[near[-1].end : start]) and not _closes_clause(s, near[-1].end, time):
        return []
    if "(" in s.words[near[-1].end : start] and s.word(time.end) != ")":
        return []  # "$1.3 billion (2019: $1.2 billion)"
    told = range(near[-1].end, start)
    if any(near[-1].end <= other.start < time.start for other in scene.times):
        return []
    if any(s.language.time.compared.match(s.words, at) for at in told) or is_set_against(s, start):
        return []  # "4.9% more than the year before", "a decrease of 17.5% from 2019"
    if opens_next(scene, near[-1], time) or _is_of_multiplied(scene, time):
        return []
    owners = [near[-1]]
    for other in reversed(near[:-1]):
        joint = s.words[other.end : owners[0].start]
        if len(joint) != 1 or not (joint[0] == "," or joint[0] in s.language.numbers.joins):
            break
        owners.insert(0, other)
    return [host_of(scene, owner) for owner in owners]


def _closes_clause(s: Sentence, end: int, time: TimeSpan) -> bool:
    """Tell a time set off by commas behind its amount: "fell by 25 percent, to 131, in 2021"."""
    led = s.language.time.in_words.match_before(s.words, time.start)
    apart = led is not None and led[0] == end + 1 and s.word(end) == ","
    return apart and (s.word(time.end) in (".", ";", "") or (s.word(time.end) == "," and s.is_word(time.end + 1)))


def _is_verb_between(s: Sentence, amount: Amount, at: int) -> bool:
    """Tell whether a passive verb stands between an amount and a time: "six beds each | were closed in | 2023"."""
    return not s.language.attribution.passives.isdisjoint(s.words[amount.end : at])


def opens_next(scene: Scene, amount: Amount, time: TimeSpan) -> bool:
    """Tell a time that begins what is told of the next amount: "500 died and since then another 300"."""
    s = scene.sentence
    led = s.language.time.in_words.match_before(s.words, time.start)
    before = (led[0] if led else time.start) - 1
    joined = before >= amount.end and s.words[before] in s.language.numbers.joins
    return joined and bool(scene.amounts_between(time.end, time.end + _OPENED))


def host_of(scene: Scene, amount: Amount) -> Amount:
    """Return the amount that one in brackets says again: "65 million pesos (almost $3 million)", else itself."""
    s = scene.sentence
    if s.word(amount.start - 1) != "(":
        return amount
    before = scene.amounts_between(amount.start - 2 * _CLAUSE, amount.start)
    closed = ")" in s.words[amount.end : amount.end + 2 * _CLAUSE]
    beside = bool(before) and amount.start - before[-1].end <= _BEHIND
    beside = beside and not any(before[-1].end <= time.start < amount.start for time in scene.times)
    return before[-1] if beside and closed and not has_own_time(scene, amount) else amount


def has_own_time(scene: Scene, amount: Amount) -> bool:
    """Tell the 393 of "338 homicides (393 in 2019)"."""
    bracket = bracket_around(scene.sentence, amount.start)
    return bracket is not None and any(bracket[0] < time.start < bracket[1] for time in scene.times)


def bracket_around(s: Sentence, at: int) -> tuple[int, int] | None:
    """Return the tokens of the brackets around a token, None outside of any."""
    first = next((i for i in range(at - 1, max(-1, at - _BRACKET), -1) if s.words[i] in _BRACKETS), None)
    if first is None or s.words[first] == ")":
        return None
    last = next((i for i in range(at, min(at + _BRACKET, len(s.words))) if s.words[i] in _BRACKETS), None)
    return (first, last) if last is not None and s.words[last] == ")" else None


def is_bracketed(scene: Scene, time: TimeSpan) -> bool:
    """Tell a time that stands in brackets with an amount of its own: "$1.3 billion (2019: $1.2 billion)"."""
    kept = scene.noted.bracketed
    if time.start not in kept:
        bracket = bracket_around(scene.sentence, time.start)
        kept[time.start] = bracket is not None and bool(scene.amounts_between(*bracket))
    return kept[time.start]


def sets_frame(scene: Scene, time: TimeSpan) -> bool:
    """Tell a time that the sentence as a whole is about, and the sentences behind it may go on with."""
    if not tells_when(scene, time) or is_base(scene, time) or is_aside(scene, time) or time.up_to or time.now:
        return False
    if is_bracketed(scene, time):
        return False
    s = scene.sentence
    if not s.language.time.relatives.isdisjoint(s.words[max(0, time.start - _CLAUSE) : time.start]):
        return False  # "men who had come back in October"
    return time.start <= OPENING or not is_name_part(s, time)


def dates_report(s: Sentence, time: TimeSpan) -> bool:
    """Tell the year of a report: "citing a 2019 Ombudsman report", "según un informe de 2019 de la Defensoría"."""
    if not (time.end - time.start == 1 and s.is_number(time.start)) or time.relative:
        return False
    documents = s.language.attribution.documents
    behind = s.words[time.end : time.end + _REPORT] if s.word(time.start - 1) in s.language.nouns.articles else []
    led = s.word(time.start - 1)
    linked = led in s.language.nouns.link or led in s.language.time.year_links
    before = s.word(time.start - 2) if linked else ""
    return before in documents or not documents.isdisjoint(behind)


def is_name_part(s: Sentence, time: TimeSpan) -> bool:
    """Tell the year in the name of a thing: "the 2021 state elections", "its 2018 rank"."""
    alone = time.end - time.start == 1 and s.is_number(time.start)
    return alone and s.word(time.start - 1) in s.language.nouns.articles and s.is_word(time.end)


def is_aside(scene: Scene, time: TimeSpan) -> bool:
    """Tell a time told in passing, of something else than what is counted.

    "Guerrero, which in 2016 topped the list, …", "the law, passed in 1998, …", "Lula (2003-2010)".
    """
    kept = scene.noted.asides
    if time.start not in kept:
        s = scene.sentence
        within = clause_around(s, time) is not None or relative_around(s, time) is not None
        kept[time.start] = within or _is_term(scene, time) or _is_origin(s, time) or _dates_named(s, time)
    return kept[time.start]


def clause_around(s: Sentence, time: TimeSpan) -> tuple[int, int] | None:
    """Return the tokens of the clause or remark between commas that holds a time, None for the main clause."""
    low = max(0, time.start - _REMARK)
    comma = next((at for at in range(time.start - 1, low - 1, -1) if s.words[at] in (",", "—", "–")), None)
    if comma is None or comma + 1 >= time.start:
        return None
    near = time.start - comma <= _CLAUSE
    if not s.language.time.scopes.isdisjoint(s.words[comma + 1 : time.start]):
        return None  # "the audit, which covered 2016 to 2018"
    end = next((at for at in range(time.end, len(s.words)) if s.words[at] in (",", ";", "—", "–", ".")), len(s.words))
    if near and s.words[comma + 1] in s.language.time.clause_words:
        return comma + 1, end
    counts = any(s.is_number(at) for at in range(comma + 1, time.start))
    if s.words[comma + 1] in s.language.subjects.relatives and s.word(end) == "," and not counts:
        return comma + 1, end
    if near and _is_remark(s, comma + 1, time) and s.word(end) != ".":
        return comma + 1, end
    return (comma + 1, end) if s.language.time.origins.match(s.words, comma + 1) else None


def _is_remark(s: Sentence, at: int, time: TimeSpan) -> bool:
    """Tell "arrested in 2016", "citing a law of 1961" behind a comma; what cites a report is about its year."""
    verb = s.words[at].endswith(s.language.time.remark_endings) and not (s.is_capital(at) and not s.shouting)
    if not verb or year_of(time.period) is None or not _is_long(time.period):
        return False
    told = s.words[time.start - _DOCUMENT : time.end + _DOCUMENT]
    counts = any(s.is_number(number) for number in range(at, time.start))
    return not counts and s.language.attribution.documents.isdisjoint(told)


def _is_long(period: Period) -> bool:
    return period.start is not None and period.end is not None and (period.end - period.start).days >= _YEAR


def relative_around(s: Sentence, time: TimeSpan) -> int | None:
    """Return where the clause opens that a time closes: "a judge who was appointed in 2011 | has freed 34"."""
    verb = s.word(time.end)
    if verb not in s.language.time.perfects:
        return None
    led = s.language.time.in_words.match_before(s.words, time.start)
    for at in range((led[0] if led else time.start) - _VERBAL, max(0, time.start - _CLAUSE), -1):
        if s.words[at] in s.language.subjects.relatives:
            named = s.word(at - 1)
            not_named = s.language.attribution.verbs | s.language.time.comparers | s.language.nouns.articles
            return at if s.is_word(at - 1) and named not in not_named else None
        if s.words[at] in _WALLS:
            return None
    return None


def _dates_named(s: Sentence, time: TimeSpan) -> bool:
    """Tell the year of an event that something is so long after: "three years after the truce of 2016"."""
    named = s.word(time.start - 1) in s.language.time.year_links or is_name_part(s, time)
    if not named or not _is_long(time.period):
        return False
    low = max(0, time.start - _NAMED)
    led = next(s.language.time.named_after.find(s.words, low, time.start), None)
    return led is not None and s.word(led[0] - 1) in s.language.time.units


def _is_term(scene: Scene, time: TimeSpan) -> bool:
    """Tell "(2018-2024)" behind a name."""
    s = scene.sentence
    alone = s.word(time.start - 1) == "(" and s.word(time.end) == ")"
    if alone and _is_during_office(s, time.start - 1):
        return False
    return alone and s.is_word(time.start - 2) and s.is_capital(time.start - 2)


def _is_during_office(s: Sentence, at: int) -> bool:
    """Tell the years of office in which something was: "during the Ortiz administration (2006-2012)"."""
    offices, led = s.language.time.offices, s.language.time.in_words
    low = max(0, at - _OFFICE)
    return any(
        s.words[office] in offices and any(led.match(s.words, begin) for begin in range(low, office))
        for office in range(low, at)
    )


def _is_origin(s: Sentence, time: TimeSpan) -> bool:
    """Tell when something began that is only named: "since it was set up in 1998"."""
    low = max(0, time.start - 3)
    if s.words[0] in s.language.nouns.link or s.words[0] in s.language.time.clause_words:
        return False  # "Of the cases opened in 2020", "When it was set up in 2006"
    told = next(s.language.time.origins.find(s.words, low, time.start), None)
    return told is not None and _CLAUSE_ENDS.isdisjoint(s.words[told[1] : time.start])
