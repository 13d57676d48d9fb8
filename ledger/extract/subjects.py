"""What the clause of an amount counts where no noun stands behind the amount: its subject, its object, what it is for.

"Remittances reached $19 billion" tells of remittances, "a security budget of 40 million" of a budget, "spent 40 million
on patrols" of patrols. Verbs are known by their forms; a clause is cut at the marks and words that can part two.
"""

from collections.abc import Iterator

from ledger.extract.amounts import Amount
from ledger.extract.context import Scene
from ledger.extract.mentions import Mention
from ledger.extract.nouns import find_noun, is_sure_verb
from ledger.extract.tokens import BULLETS, DASHES, Sentence
from ledger.extract.verbs_behind import is_infinitive
from ledger.model.quantity import Kind

_BACK = 12  # tokens from an amount back to its verb
_LONGEST = 24  # tokens of a subject with all that is told of it
_ASIDE = 20  # tokens of what stands between a subject and its verb
_SHORT = 3  # letters
_LABEL = 8  # tokens before a colon
_NEAR = 6  # tokens from an amount back to what is done with it
_MOST_WORDS = 8  # of a noun that ends before an amount
_PHRASES = 6  # that open a clause before its subject: "In May, in the north, homicides …"
_ENDS = frozenset(',;:()[]|.?!"“”«»') | (DASHES - {"-", "‑"}) | BULLETS
_OWNERS = frozenset("'’")
_OPENED = {",": ",", ")": "(", "—": "—", "–": "–"}

Words = tuple[int, int]  # tokens from the first up to, not including, the second


def find_told(scene: Scene, amount: Amount) -> Words | None:
    """Return the tokens of the noun that an amount without one counts by the grammar of its own clause."""
    led = scene.sentence.word(amount.start - 1) in scene.sentence.language.nouns.link
    found = (
        (find_head(scene, amount) if led else None)  # "a reward of $3 million for news"
        or (_purpose(scene, amount) if amount.is_money else None)
        or find_head(scene, amount)
        or _labelled(scene, amount)
        or _by_verb(scene, amount, _after_last(scene, amount))
    )
    return found if found is not None and tells_thing(scene.sentence, found) else None


def find_subject(scene: Scene, amount: Amount) -> Words | None:
    """Return the noun of which the verb before an amount tells it: its subject, or the object of one that sets it."""
    return _by_verb(scene, amount, _after_last(scene, amount))


def find_verb(scene: Scene, amount: Amount) -> int | None:
    """Return the verb that leads to an amount, also to the second of "from 12 to 15"."""
    s, low = scene.sentence, _after_last(scene, amount)
    first = next((one for one in scene.amounts_between(low - _BACK, low) if one.end == amount.start - 1), None)
    if first is not None and s.words[first.end] in s.language.numbers.to_words:
        amount, low = first, _after_last(scene, first)
    return _verb_before(scene, amount, low)


def find_common(scene: Scene, begin: int, end: int) -> Words | None:
    """Return the noun that begins at a token and is no name, time or place, past articles and owners."""
    return _noun_at(scene, begin, end)


def find_fronted(scene: Scene, amount: Amount) -> Words | None:
    """Return what a sentence opens by naming: "As for the burnt houses, the mayor said they were 96"."""
    s = scene.sentence
    opened = s.language.subjects.fronting.match(s.words, 0)
    if opened is None or scene.amounts_between(0, amount.start):
        return None
    led = s.word(amount.start - 1)
    if led not in s.language.nouns.copulas and led not in s.language.ranks.copulas:
        return None
    return _noun_at(scene, opened[0], amount.start)


def goes_on_telling(scene: Scene, amount: Amount) -> bool:
    """Tell an amount behind a verb that is told of no subject of its own: "a year earlier it was 3.2"."""
    verb = _verb_before(scene, amount, _after_last(scene, amount))
    if verb is None:
        return False
    noun = find_subject(scene, amount)
    return noun is None or not tells_thing(scene.sentence, noun)


def _after_last(scene: Scene, amount: Amount) -> int:
    """Return where the amount before ends."""
    return max((other.end for other in scene.amounts_between(amount.start - _LONGEST, amount.start)), default=0)


def tells_thing(s: Sentence, noun: Words) -> bool:
    """Tell whether a noun names something that can be counted: not "the figure", "fewer", "the year before".

    The head tells, or what a head that tells nothing is of: "the rate of robberies", not "the national rate".
    """
    nouns, words = s.language.nouns, s.language.subjects
    parts: list[list[int]] = [[]]
    for at in range(*noun):
        if s.words[at] in nouns.link or s.words[at] in words.in_what:
            parts.append([])
        elif s.is_word(at) and s.words[at] not in nouns.articles:
            parts[-1].append(at)
    heads = [part[:1] if nouns.heads_first else part for part in parts if part][:2]  # "the death toll" tells
    others = (words.no_things, s.language.time.units, words.epithets)
    return any(not any(s.words[at] in words for words in others) for head in heads for at in head)


def _purpose(scene: Scene, amount: Amount) -> Words | None:
    """Return what money is for: "40 million pesos (about $2 million) on security"."""
    s, at = scene.sentence, amount.end
    if s.word(at) == "(":
        at = next((close + 1 for close in range(at, min(at + _ASIDE, len(s.words))) if s.words[close] == ")"), at)
    if s.word(at) in s.language.numbers.money_participles:  # "22 million euros | promised | to rebuild prisons"
        at += 1
    if is_infinitive(s, at + 1):
        return _noun_at(scene, at + 2, len(s.words))
    if s.word(at) not in s.language.subjects.about_money or covering_end(scene, at) is not None:
        return None
    begin = at + 1
    nouns = s.language.nouns
    if nouns.heads_first and s.words[at] in nouns.link and s.word(begin) in nouns.articles:
        return None  # "150 mil dólares de la constructora", which paid them
    return _noun_at(scene, begin, len(s.words))


def find_head(scene: Scene, amount: Amount) -> Words | None:
    """Return the noun of "a budget of $6 million", "the budget, $6 million (…)"."""
    s, at, low = scene.sentence, amount.start - 1, _after_last(scene, amount)
    words = s.language.subjects
    linked = s.word(at) in s.language.nouns.link or (amount.is_money and s.word(at) in words.before_money)
    if linked and s.language.attribution.verbal.match_before(s.words, amount.start) is None:  # no "habla de 40"
        noun = _ending_at(scene, at, low)
        return None if noun is not None and _is_asked(s, noun[0]) else noun
    if amount.is_money and s.word(at) == "," and s.word(amount.end) in (",", "("):
        noun = _ending_at(scene, at, low)
        return noun if noun is not None and _is_owned(s, noun[0]) else None
    return None


def _is_asked(s: Sentence, at: int) -> bool:
    """Tell whom money is asked of: "asked the | treasury | for $3 million"."""
    while s.word(at - 1) in s.language.nouns.articles:
        at -= 1
    return s.word(at - 1) in s.language.subjects.askers


def _labelled(scene: Scene, amount: Amount) -> Words | None:
    """Return what a colon says is told: "Damage to roads: $3 million", and nothing before that is a clause."""
    s, at = scene.sentence, amount.start - 1
    if s.word(at) != ":" or amount.quantity.kind is Kind.COUNT:
        return None
    first = next((start for start in range(at) if s.is_word(start)), at)
    if at - first > _LABEL:
        return None
    if any(_is_verb(s, inner) or s.words[inner] in _ENDS for inner in range(first, at)):
        return None
    noun = _noun_at(scene, first, at)
    return (
        noun if noun is not None and all(covering_end(scene, inner) is None for inner in range(noun[1], at)) else None
    )


def find_deed(scene: Scene, amount: Amount) -> int | None:
    """Return the verb that says what is done with money: "has pledged $5 million", "asked donors for 40 million"."""
    s = scene.sentence
    known = s.language.subjects.deeds
    for at in range(amount.start - 1, max(_after_last(scene, amount), amount.start - _NEAR) - 1, -1):
        if s.words[at] in _ENDS or s.words[at] in s.language.subjects.relatives:
            return None
        if s.words[at] in known and s.word(at - 1) not in s.language.nouns.articles:
            return at if s.word(at - 1) not in s.language.nouns.undone else None
    return None


def _is_owned(s: Sentence, at: int) -> bool:
    return s.word(at - 1) in s.language.nouns.articles or (s.word(at - 2) in _OWNERS and s.glued(at - 1))


def _ending_at(scene: Scene, end: int, low: int) -> Words | None:
    """Return the noun that ends before a token; of "contracts for an amount of" the contracts."""
    s = scene.sentence
    words = s.language.subjects
    for _ in range(2):
        noun = _words_before(scene, end, low)
        if noun is None or tells_thing(s, noun):
            return noun
        end = noun[0]
        while end > low and s.words[end - 1] in s.language.nouns.articles:
            end -= 1
        if not (s.word(end - 1) in words.before_money or s.word(end - 1) in words.in_what):
            return None
        end -= 1
    return None


def _words_before(scene: Scene, end: int, low: int) -> Words | None:
    s, at = scene.sentence, end
    nouns, words = s.language.nouns, s.language.subjects
    while at > low and end - at < _MOST_WORDS and s.is_word(at - 1):
        word = s.words[at - 1]
        linked = word in nouns.articles and s.word(at - 2) in nouns.link
        named = word in words.predicates and not _acts(s, at - 1)  # "at a cost of"
        if _is_verb(s, at - 1) or (word in nouns.stops and word not in nouns.link and not linked and not named):
            break
        if at < end and not _agree(s, at - 1):
            break
        if at < end and _tells_more(scene, at - 1) and s.is_word(at - 2) and s.words[at - 2] not in nouns.stops:
            break  # "the storms caused losses of"
        at -= 1
    while at < end and s.words[at] in nouns.joining:
        at += 1
    named = (s.is_capital(at) and not s.shouting) or covering_end(scene, at) is not None or _tells_more(scene, at)
    return (at, end) if at < end and not named and s.word(at) not in words.openers else None


def _agree(s: Sentence, at: int) -> bool:
    """Tell whether a word and the next are alike in number, as a noun and what is said of it are in some languages."""
    nouns, joining = s.language.nouns, s.language.nouns.joining
    if not nouns.heads_first or s.words[at] in joining or s.words[at + 1] in joining:
        return True
    return s.words[at].endswith(nouns.plural_endings) == s.words[at + 1].endswith(nouns.plural_endings)


def _by_verb(scene: Scene, amount: Amount, low: int) -> Words | None:
    """Return the subject of the verb that leads to an amount, or the object of one that changes or sets it."""
    s = scene.sentence
    verb = _verb_before(scene, amount, low)
    if verb is None:
        return None
    if s.words[verb] in s.language.subjects.changers:
        noun = _noun_at(scene, verb + 1, amount.start)
        if noun is not None:
            return noun
    return None if _sets_object(s, verb, amount) else _subject(scene, verb)


def _sets_object(s: Sentence, verb: int, amount: Amount) -> bool:
    """Tell a verb whose subject only says the amount: "economists expected 3 percent", "cifró en 154", no passive.

    Where participles look like other forms of the past, only the amount right behind it tells that it is none.
    """
    words, back = s.language.subjects, verb
    while back > 0 and s.words[back - 1].endswith(words.filler_endings):
        back -= 1
    if s.words[verb] not in words.setters or s.word(back - 1) in words.passives:
        return False
    active = bool(s.language.attribution.participle_endings)
    return active or verb + 1 == amount.start or s.word(verb + 1) in _ENDS  # "the bank expects, a fifth more"


def _verb_before(scene: Scene, amount: Amount, low: int) -> int | None:
    s = scene.sentence
    words = s.language.subjects
    inside = amount.bound_words is not None or amount.quantity.kind is Kind.MULTIPLE
    if inside and not words.predicates.isdisjoint(s.words[amount.start : amount.end]) and _acts(s, amount.start):
        return amount.start  # "have more than doubled"
    for at in range(amount.start if inside else amount.start - 1, max(low, amount.start - _BACK) - 1, -1):
        word = s.words[at]
        if word in (";", ":") or (at < amount.start and (word in words.relatives or _tells_more(scene, at))):
            return None
        known = word in words.predicates or word in words.changers or word in words.setters
        if known and _acts(s, at) and (at == amount.start or covering_end(scene, at) is None):
            return at
    return None


def _tells_more(scene: Scene, at: int) -> bool:
    """Tell a further verb, behind which an amount is not told of the subject alone: "has been working for 10"."""
    s, nouns = scene.sentence, scene.sentence.language.nouns
    word = s.word(at)
    ends = len(word) > _SHORT and word.endswith(nouns.verb_endings) and word not in nouns.not_verbs
    words = s.language.subjects
    known = word in words.predicates or word in words.changers or word in words.setters
    return ends and not known and covering_end(scene, at) is None


def _acts(s: Sentence, at: int) -> bool:
    """Tell a verb from the noun that is written alike: "it will increase", "the increase"."""
    nouns = s.language.nouns
    return s.word(at - 1) not in nouns.articles and s.word(at - 1) not in nouns.link


def _subject(scene: Scene, verb: int) -> Words | None:
    """Return the noun told before a verb, over what stands between them: "Milk, which cost 60, rose"."""
    s = scene.sentence
    end = _past_fillers(s, verb)
    opening = _OPENED.get(s.word(end - 1))
    if opening is not None:
        back = range(end - 2, max(-1, end - _ASIDE), -1)
        end = _past_fillers(s, next((at for at in back if s.words[at] == opening), 0))
    begin = _clause_start(scene, end)
    if (relative := _relative_before(s, begin)) is not None:
        head = _words_before(scene, relative - 1 if s.word(relative - 1) == "," else relative, 0)
        if head is not None and s.words[head[0]] not in s.language.subjects.no_things:
            return head  # not "the share of adults who distrust"
    noun = _first_noun(scene, begin, end)
    if noun is None and s.word(begin - 1) in s.language.subjects.relatives:
        return _words_before(scene, begin - 2 if s.word(begin - 2) == "," else begin - 1, 0)
    return noun


def _relative_before(s: Sentence, begin: int) -> int | None:
    """Return where what is told of a subject begins, if the words before are its end: "prisons that X built"."""
    if begin == 0 or not _is_verb(s, begin - 1):
        return None
    for at in range(begin - 2, max(-1, begin - _BACK), -1):
        if s.words[at] in _ENDS or (_is_verb(s, at) and s.words[at] not in s.language.subjects.relatives):
            return None
        if s.words[at] in s.language.subjects.relatives:
            return at
    return None


def _past_fillers(s: Sentence, end: int) -> int:
    """Step back over what stands between a subject and its verb: other verbs, adverbs."""
    words = s.language.subjects
    while end > 0 and (_is_filler(s, end - 1) or (s.words[end - 1] in words.predicates and _is_verb(s, end - 1))):
        end -= 1
    return end


def _is_filler(s: Sentence, at: int) -> bool:
    words = s.language.subjects
    return s.words[at] in words.fillers or s.words[at].endswith(words.filler_endings)


def _clause_start(scene: Scene, end: int) -> int:
    """Return where the words before a verb begin that can be its subject."""
    s, at = scene.sentence, end
    words = s.language.subjects
    joins = s.language.numbers.joins
    while at > 0 and end - at < _LONGEST:
        word = s.words[at - 1]
        if word in _ENDS or word in words.relatives or (word in words.openers and word not in joins):
            break
        if word in DASHES and not s.glued(at - 1):
            break
        if word in joins and scene.amounts.found[0].end <= at:
            break
        if _is_verb(s, at - 1) and covering_end(scene, at - 1) is None:
            break
        at -= 1
    return at


def _is_verb(s: Sentence, at: int) -> bool:
    """Tell a verb by its form: of measuring, of telling, or one that ends as only verbs do."""
    word, nouns = s.words[at], s.language.nouns
    cues = s.language.attribution
    if word in s.language.subjects.predicates or (word in cues.strong and word not in cues.nouns_too):
        return _acts(s, at)
    stressed = nouns.verb_endings_stressed
    if stressed and s.raw(at).islower() and s.raw(at).endswith(stressed):
        return True
    return is_sure_verb(s, at)


def _first_noun(scene: Scene, begin: int, end: int) -> Words | None:
    """Return the first noun between two tokens that is no time, no place and not led by a preposition."""
    s = scene.sentence
    prepositions = s.language.attribution.prepositions
    for at in _openings(scene, begin, end):
        if s.word(at) not in prepositions:
            return _noun_at(scene, at, end)
    return None


def _openings(scene: Scene, begin: int, end: int) -> Iterator[int]:
    """Yield the tokens at which phrases begin: behind times and places, behind what a preposition leads."""
    s, at = scene.sentence, begin
    words = s.language.subjects
    for _ in range(_PHRASES):
        while at < end and (s.words[at] in words.openers or s.words[at] in _ENDS or _may_open(s, at)):
            at += 1
        if at >= end:
            return
        if (covered := covering_end(scene, at)) is not None:
            at = past_owner(s, covered)
            continue
        yield at
        inner = at + 1
        while s.word(inner) in s.language.nouns.articles:
            inner += 1
        noun = find_noun(s, inner)
        at = covering_end(scene, inner) or (noun[1] if noun else inner + 1)


def _may_open(s: Sentence, at: int) -> bool:
    """Tell a small word before the phrases of a clause that leads none of them: "already", not "in"."""
    words, prepositions = s.language.subjects, s.language.attribution.prepositions
    return s.words[at] in words.fillers and (s.words[at] not in prepositions or s.words[at] in words.among)


def past_owner(s: Sentence, at: int) -> int:
    """Step over the mark of an owner: "Leeds's", "the states'"."""
    if s.word(at) not in _OWNERS:
        return at
    return at + 2 if s.word(at + 1) == "s" and s.glued(at + 1) else at + 1


def _noun_at(scene: Scene, begin: int, end: int) -> Words | None:
    """Return the noun that begins at a token, past articles and owners: of "the group's budget" the budget."""
    s = scene.sentence
    for _ in range(3):
        while s.word(begin) in s.language.nouns.opening:
            begin += 1
        counting = s.language.nouns.number_of.match(s.words, begin)
        if counting is not None:
            begin = counting[0]
            continue
        noun = _find_noun(s, begin, end)
        if noun is None:
            return None
        owner = past_owner(s, noun[1])
        if owner == noun[1] or owner >= end:
            return _widened(scene, noun, end) if _is_common(scene, noun) else None
        begin = owner
    return None


def _find_noun(s: Sentence, begin: int, end: int) -> Words | None:
    """Return the noun that begins at a token and ends before another; also "the cost", which elsewhere is a verb."""
    noun = find_noun(s, begin)
    if noun is None and begin < end and s.word(begin - 1) in s.language.nouns.articles:
        noun = (begin, begin + 1) if s.words[begin] in s.language.subjects.predicates else None
    return (noun[0], min(noun[1], end)) if noun is not None and noun[0] < end else None


def _is_common(scene: Scene, noun: Words) -> bool:
    """Tell a thing from a name and from a time or place: "the state's", "the country"."""
    s, at = scene.sentence, noun[0]
    if covering_end(scene, at) is not None:
        return False
    holds = s.words[at] in s.language.subjects.holders and (
        noun[1] > at + 1 or s.word(at + 1) in s.language.subjects.in_what
    )
    if s.words[at] in s.language.nouns.vague and not holds:
        return False
    if s.shouting or s.titled or not s.is_capital(at):
        return True
    opens = not any(s.is_word(before) for before in range(at)) or s.word(at - 1) in s.language.nouns.articles
    return opens and not s.is_capital(at + 1)


def _widened(scene: Scene, noun: Words, end: int) -> Words:
    """Return a noun with what it is spent on or told of: "spending on roads", "gasto en seguridad"."""
    s, at = scene.sentence, noun[1]
    if at + 1 >= end or s.words[at] not in s.language.subjects.in_what:
        return noun
    inner = at + 1
    while s.word(inner) in s.language.nouns.articles:
        inner += 1
    more = _find_noun(s, inner, end)
    fits = more is not None and covering_end(scene, inner) is None and covering_end(scene, at) is None
    return (noun[0], more[1]) if fits and more is not None and not s.is_capital(more[0]) else noun


def covering_end(scene: Scene, at: int) -> int | None:
    """Return the end of the time, place or amount that covers a token."""
    s, low, high = scene.sentence, at - _LONGEST, at + 1
    spans = [
        *(
            (one.start, one.end)
            for one in scene.mentions_between(low, high)
            if _is_named(s, one.start, one.end) and not _is_common_word(s, one)
        ),
        *((one.start, one.end) for one in scene.times_between(low, high)),
        *((one.start, one.end) for one in scene.amounts_between(low, high)),
    ]
    return next((end for start, end in spans if start <= at < end), None)


def _is_named(s: Sentence, start: int, end: int) -> bool:
    """Tell a place by its name from words that only mean one: what a country produces is no place."""
    return s.shouting or any(s.is_capital(at) for at in range(start, end))


def _is_common_word(s: Sentence, mention: Mention) -> bool:
    """Tell "the economy", which stands for a country and is a thing of its own, from "the state"."""
    return mention.anaphora and s.words[mention.end - 1] not in s.language.nouns.vague
