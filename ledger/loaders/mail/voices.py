"""Who wrote which lines of a mail: its sender, those who are quoted in it, and programs that set lines around it."""

import re
from collections.abc import Iterator, Sequence
from email.utils import getaddresses
from typing import NamedTuple

from ledger.lexicon.mail_words import MailWords, load_mail_words
from ledger.lexicon.sections import fold
from ledger.loaders.stamps import read_stamp
from ledger.model.document import NOTHING_KNOWN, Metadata, SectionKind

_DEEPEST = 20  # quotations within quotations
_LABEL = re.compile(r"[\s*_]{0,3}([^\W\d_][^:\n*]{1,24}?)[\s*_]{0,2}:[\s*_]{0,3}(?=\S)")
_QUOTED = re.compile(r"\s{0,1}>")
_ADDRESS = re.compile(r"[\[(<]*(?:mailto:)?[^\s<>()\[\]]{1,80}@[^\s<>()\[\]]{1,80}[\])>]*")
# "On Mon, Jan 4, 2020 at 5:00 PM ", "El lun, 4 ene 2020 a las 17:00 (GMT-6), "
_WHEN = re.compile(
    r".*\d(?:\s?[ap]\.?\s?m\b\.?)?(?:\s\(?(?-i:GMT|UTC|[A-Z]{3,4}\b)?[+-]?[\d:]*\)?)?,?\s+", re.IGNORECASE
)
_NAME = re.compile(r"[^\W\d_][^\d<>:;@]{1,60}")
_BARS = re.compile(r"[|·•]")
_FOOTER = 4  # lines of addresses and links under a newsletter
_RULE = re.compile(r"[_-]{20,}")
_LONGEST = 4  # lines of "On Monday …, Ana Ruiz wrote:"
_HEAD = 14  # lines of a quoted head
_FEWEST = 3  # of its labels
_LONG = 2000  # characters of senders that are read
_TAIL = 8  # lines of a signature behind two dashes, in a text that goes on


class Voice(NamedTuple):
    """Lines of a mail with who speaks in them; metadata is that of another's message."""

    text: str
    kind: SectionKind = SectionKind.BODY
    metadata: Metadata = NOTHING_KNOWN


def part_voices(text: str) -> list[Voice]:
    r"""Part the text of a mail by who wrote it, in order; signs of quotation are taken off.

    >>> [voice.text for voice in part_voices("No.\n\nOn 4 Jan 2020, Ana Ruiz wrote:\n> Was it 12?")]
    ['No.', 'On 4 Jan 2020, Ana Ruiz wrote:', 'Was it 12?']
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    voices = _Parting(load_mail_words()).voices(lines, NOTHING_KNOWN, _DEEPEST)
    return [voice for voice in voices if voice.text.strip()]


def sender_of(told: str) -> str | None:
    """Return the name of who sent a message, or the address where there is no name."""
    try:
        addresses = getaddresses([told[:_LONG]])
    except RecursionError:  # brackets within brackets
        return None
    names = [name.strip(" \"'") or address for name, address in addresses if name or address]
    return ", ".join(filter(None, names)) or None


def bare_subject(told: str) -> str:
    """Return a subject without what programs set before it: "RE: Fwd: 12 dead" is "12 dead"."""
    words = load_mail_words()
    while ":" in told and fold(told.partition(":")[0]).strip() in words.prefixes:
        told = told.partition(":")[2].strip()
    return told.strip()


class _Parting:
    """Goes down the lines of one message; what it quotes is parted the same way."""

    def __init__(self, words: MailWords) -> None:
        self.words = words

    def voices(self, lines: Sequence[str], who: Metadata, depth: int) -> Iterator[Voice]:
        """Yield who speaks in the lines of a message that `who` wrote."""
        at = opened = 0
        quoted = NOTHING_KNOWN  # who was named last: whose lines stand between answers
        while at < len(lines):
            quote = self._quote(lines, at) if depth else None
            if quote is None:
                at += 1
                continue
            behind, inner, end, metadata = quote
            named = self._introduced(inner, _next(inner, 0)) if metadata == NOTHING_KNOWN else None
            quoted = quoted if metadata == NOTHING_KNOWN else metadata
            yield from self._own(lines[opened:at], who)
            yield Voice("\n".join(lines[at:behind]), SectionKind.FURNITURE)
            yield from self.voices(inner, quoted, depth - 1)
            quoted = named[1] if named else quoted
            at = opened = end
        yield from self._own(lines[opened:], who)

    def _quote(self, lines: Sequence[str], at: int) -> tuple[int, Sequence[str], int, Metadata] | None:
        """Return what is quoted from a line on: where its head ends, its lines, where it ends, and whose it is."""
        if _QUOTED.match(lines[at]):
            return (at, *_run(lines, at), NOTHING_KNOWN)
        if not lines[at].strip():
            return None
        if told := self._introduced(lines, at):
            behind, metadata = told
            first = _next(lines, behind)
            if first < len(lines) and _QUOTED.match(lines[first]):
                return (first, *_run(lines, first), metadata)
            return behind, lines[behind:], len(lines), metadata
        if told := self._headed(lines, at):
            return told[0], lines[told[0] :], len(lines), told[1]
        return None

    def _introduced(self, lines: Sequence[str], at: int) -> tuple[int, Metadata] | None:
        """Read "On Monday, 4 January 2020, Ana Ruiz <ana@…> wrote:", which may be broken into lines."""
        for end in range(at + 1, min(at + 1 + _LONGEST, len(lines) + 1)):
            if not lines[end - 1].strip():
                return None
            told = " ".join(lines[at:end]).strip()
            if told.endswith(":"):
                metadata = self._who_wrote(told)
                quotes = _next(lines, end) < len(lines) and _QUOTED.match(lines[_next(lines, end)]) is not None
                is_sure = metadata.published is not None and (metadata.author or _ADDRESS.search(told))
                return (end, metadata) if metadata != NOTHING_KNOWN and (is_sure or quotes) else None
        return None

    def _who_wrote(self, told: str) -> Metadata:
        bare = told.rstrip(": ")
        verb = next((verb for verb in self.words.wrote if fold(bare).endswith(f" {verb}")), "")
        if not verb and not bare.endswith(">"):
            return NOTHING_KNOWN
        named = _ADDRESS.sub(" ", bare[: len(bare) - len(verb)]).strip(" ,:<>()\u00a0")
        day = read_stamp(named) if not verb else None
        when = _WHEN.match(f"{named} ")
        name = named[when.end() :] if when else named
        found = _NAME.fullmatch(name.strip(" ,\"'"))
        address = _ADDRESS.search(bare)
        author = found[0] if found else address[0].strip("<>()[]").removeprefix("mailto:") if address else None
        return Metadata(author=author, published=day or read_stamp(named))

    def _headed(self, lines: Sequence[str], at: int) -> tuple[int, Metadata] | None:
        """Read "Original message" and lines such as "From: …", of which a few must stand together."""
        is_parted = self._is_separator(lines[at])
        first = _next(lines, at + 1) if is_parted else at
        told: dict[str, str] = {}
        last = ""
        end = first
        while end < min(first + _HEAD, len(lines)) and lines[end].strip():
            match = _LABEL.match(lines[end])
            label = self.words.labels.get(fold(match[1]).strip()) if match else None
            if match and label:
                told.setdefault(label, lines[end][match.end() :].strip(" *"))
                last = label
            elif last != "others":  # a long line of names goes on in the next
                break
            end += 1
        if not told or not (is_parted or (len(told) >= _FEWEST and {"from", "date"} <= told.keys())):
            return None
        return end, Metadata(
            title=bare_subject(told["subject"]) or None if "subject" in told else None,
            author=sender_of(_without_links(told.get("from", ""))),
            published=read_stamp(told.get("date", "")),
        )

    def _is_separator(self, line: str) -> bool:
        bare = fold(line).strip(" -_*:>")
        is_told = len(bare) < 60 and bare.startswith(self.words.separators)
        return is_told or _RULE.fullmatch(line.strip()) is not None

    def _own(self, lines: Sequence[str], who: Metadata) -> Iterator[Voice]:
        """Yield the words of a writer, and what a program or the signature sets under them."""
        end = next((at for at, line in enumerate(lines) if line.rstrip("\r\n") in ("-- ", "--")), len(lines))
        if sum(bool(line.strip()) for line in lines[end:]) > _TAIL:
            end = len(lines)
        block: list[str] = []
        for line in [*lines[:end], ""]:
            if line.strip():
                block.append(line)
                continue
            text = "\n".join(block)
            yield Voice(text, SectionKind.FURNITURE) if self._is_around(block) else Voice(text, metadata=who)
            block = []
        yield Voice("\n".join(lines[end:]), SectionKind.FURNITURE)

    def _is_around(self, block: Sequence[str]) -> bool:
        bare = fold(" ".join(block)[:200]).strip(" *_-[(<\"'")
        if bare.startswith(self.words.disclaimers):
            return True
        cells = [cell.strip() for line in block for cell in _BARS.split(fold(line[:200]))]
        if len(cells) > 1 and len(block) <= _FOOTER and not self.words.footers.isdisjoint(cells):
            return True
        return len(block) == 1 and len(bare) < 80 and bare.startswith(self.words.signatures)


def _run(lines: Sequence[str], at: int) -> tuple[list[str], int]:
    """Return the quoted lines from one on, without their signs, and where they end."""
    inner: list[str] = []
    while at < len(lines) and (_QUOTED.match(lines[at]) or (not lines[at].strip() and _goes_on(lines, at))):
        inner.append(_QUOTED.sub("", lines[at], count=1).removeprefix(" "))
        at += 1
    return inner, at


def _goes_on(lines: Sequence[str], at: int) -> bool:
    return at + 1 < len(lines) and _QUOTED.match(lines[at + 1]) is not None


def _next(lines: Sequence[str], at: int) -> int:
    """Return the first line from one on that is not blank."""
    while at < len(lines) and not lines[at].strip():
        at += 1
    return at


def _without_links(told: str) -> str:
    """Return a sender without what some programs set behind: "Ana Ruiz [mailto:ana@example.org]"."""
    return re.sub(r"\s*\[mailto:([^\]]*)\]", r" <\1>", told)
