"""What there is to read in a document: sections, paragraphs, sentences with their language, and rows of tables."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ledger.extract.page_ends import AROUND, Line, blank_out, join_over_furniture, leave_out
from ledger.extract.plain_tables import PlainTable, Row, find_tables, gaps_between
from ledger.extract.sentences import find_paragraphs, find_sentences
from ledger.extract.tokens import Sentence
from ledger.lexicon.languages import Language
from ledger.lexicon.phrases import fold, where
from ledger.lexicon.vocabulary import Lexicon
from ledger.model.document import Document, Metadata, Section, SectionKind
from ledger.model.span import Span

WORDS = re.compile(r"[^\W\d_]+")
_BETWEEN_WORDS = str.maketrans({sign: " " for sign in map(chr, range(128)) if not "a" <= sign <= "z"})  # folded ASCII
_DIGIT, _ASCII_DIGIT = re.compile(r"\d"), re.compile(r"[0-9]")  # the second finds them in a third of the time
_BULLET_MARK = re.compile(r"[-–—•*·▪●◦■□►‣]\s|\(?\d{1,3}[.)]\s|\(?[a-z][.)]\s")
_COLUMNS = re.compile(r"\S(?: {2,}|\t)\S")
_TITLE_MARKS = {'"': '"', "“": "”", "”": "", "«": "»", "»": "", "*": "*", "_": "_"}  # closing mark by opening one
_FEWEST = 3  # words of a title that tell no language
_SAMPLE = 3000  # characters by which the language of a text is told
_TELLING = 8  # words of a text that may tell its language
_CAPTION = 200  # characters; such a line beside a table may be its source
_SHORT = 50  # characters; such a line may be a heading
_TITLE = 30  # tokens; a longer line is no headline
_LABEL = 4  # tokens of "Bulletin 14." before a headline
_STOPS = frozenset(".!?…")
_CLOSING = frozenset("”»\"’')]")
_HEADING = 8  # tokens; a longer line is no heading


@dataclass(frozen=True)
class Part:
    """A paragraph that may hold figures, counted from 1; `row` where it is a row of a table.

    `is_heading_row` tells the column headings of a table, whose numbers are no figures.
    """

    number: int
    sentences: tuple[Sentence, ...]
    row: Row | None = None
    is_heading_row: bool = False

    @property
    def head(self) -> Sentence:
        """Return the sentence it begins with, behind a mark or a number that stands for itself: "## 1."."""
        numbered = len(self.sentences) > 1 and not any(map(str.isalpha, self.sentences[0].words))
        return self.sentences[1 if numbered else 0]

    @cached_property
    def is_heading(self) -> bool:
        """Tell whether it is a short line without a full stop and without a number."""
        s = self.sentences[-1]
        if s.words[-1] in (".", ":", ";", ",", "!", "?"):
            return False
        marks = _heading_marks(self.sentences)
        short = marks is not None and len(s.words) - marks <= _HEADING
        return short and not any(word[0].isdecimal() for word in s.words[marks:])

    @property
    def is_caption(self) -> bool:
        """Tell the title of a table from the headings of its columns."""
        s = self.sentences[0]
        return self.is_heading_row and "|" not in s.words and not _COLUMNS.search(s.text, s.span.start, s.span.end)

    @cached_property
    def is_listed(self) -> bool:
        """Tell whether it opens with the number or mark of a list: "4. One in three complaints", "- Mixco: 214"."""
        s = self.sentences[0]
        return not s.text[s.span.start].isupper() and _BULLET_MARK.match(s.text, s.span.start) is not None

    @property
    def may_head(self) -> bool:
        """Tell whether it may be a headline that tells what time a text is about: a line that ends without a stop."""
        s, last = self.sentences[0], self.sentences[-1]
        short = len(s.words) + len(last) <= _TITLE and len(self.sentences) <= 2
        return short and self.row is None and not self.is_heading_row and last.words[-1] not in ".;:,?!"

    @property
    def is_running(self) -> bool:
        """Tell running text from headings, bylines, captions and rows: it ends as a sentence does, or is long."""
        words = self.sentences[-1].words
        ends = words[-1] in _STOPS or (len(words) > 1 and words[-1] in _CLOSING and words[-2] in _STOPS)
        return self.row is None and not self.is_heading_row and (ends or len(words) > _TITLE)

    @property
    def is_title(self) -> bool:
        """Tell whether it may be a headline: a line without a full stop, also with numbers: "Bulletin 14. 211 dead"."""
        s, last = self.sentences[0], self.sentences[-1]
        short = len(self.sentences) == 1 or (len(self.sentences) == 2 and len(s.words) <= _LABEL)
        return short and self.row is None and len(s.words) + len(last) <= 2 * _TITLE and last.words[-1] not in ".;:,?!"


def _heading_marks(sentences: tuple[Sentence, ...]) -> int | None:
    """Return how many tokens of the last sentence mark and number a heading, "## 2. Homicides"; None for more text."""
    first = sentences[0].words[0]
    if first != "#" and not first.isdecimal():
        return 0 if len(sentences) == 1 else None
    words = [word for s in sentences for word in s.words]
    marks = 0
    while marks < len(words) and words[marks] == "#":
        marks += 1
    numbered = marks + 1 < len(words) and words[marks].isdecimal() and words[marks + 1] in (".", ")")
    marks += 2 if numbered else 0
    rest = len(sentences[-1])
    return max(0, marks - len(words) + rest) if marks >= len(words) - rest else None


@dataclass(frozen=True, slots=True)
class Outline:
    """A section with the metadata in force there, its language, and its parts."""

    section: Section
    metadata: Metadata
    language: Language
    parts: tuple[Part, ...]

    @property
    def is_post(self) -> bool:
        """Tell a post of a digest, which has a title of its own."""
        return bool(self.section.metadata.title)

    @property
    def goes_on(self) -> bool:
        """Tell a part of one article, which the page around it breaks into several sections; a list is none of it."""
        listed = bool(self.parts) and self.parts[0].is_listed
        return self.section.kind is SectionKind.BODY and not listed and not self.is_post

    def sentences(self) -> Iterator[Sentence]:
        """Yield every sentence of the section that is read."""
        for part in self.parts:
            yield from part.sentences


def outline_document(document: Document, lexicon: Lexicon) -> list[Outline]:
    """Return the sections of a document with what is to be read in each."""
    main = tell_language(_sample(document), document.metadata.language, lexicon)
    outlines, number = [], 0
    lines = [list(_lines(document.text, section.span)) for section in document.sections]
    around = join_over_furniture(document, lines)
    for section, found in zip(document.sections, lines, strict=True):
        language = main
        cited = section.kind is SectionKind.SOURCES  # titles in any language, within a text in one
        if section.metadata.language or (len(document.sections) > 1 and not cited):
            sample = document.text[section.span.start : section.span.start + _SAMPLE]
            sample = sample[: section.span.end - section.span.start]
            language = tell_language(sample, section.metadata.language, lexicon, main)
        parts = _parts(document.text, found, number, language, lexicon, around)
        number += len(found)
        outlines.append(Outline(section, section.metadata.over(document.metadata), language, tuple(parts)))
    return outlines


def _sample(document: Document) -> str:
    """Return the beginning of a text by which its language is told, without what is around it where enough is left."""
    pieces, size = [], 0
    for section in document.sections:
        if section.kind not in AROUND and size < _SAMPLE:
            pieces.append(document.text[section.span.start : min(section.span.end, section.span.start + _SAMPLE)])
            size += len(pieces[-1])
    own = "\n".join(pieces)[:_SAMPLE]
    return own if len(own.split(maxsplit=_TELLING)) >= _TELLING else document.text[:_SAMPLE]


def tell_language(sample: str, declared: str | None, lexicon: Lexicon, main: Language | None = None) -> Language:
    """Return the language declared, where it is known, else the one whose small words the sample has most of.

    Where it has none, that is the language of the whole text, if one is given.
    """
    code = (declared or "")[:2].lower()
    if code in lexicon.languages:
        return lexicon.languages[code]
    return _likeliest(_plain_words(sample), main or lexicon.languages["en"], lexicon, lead=0)


def _plain_words(text: str) -> list[str]:
    """Return the words of a text, folded."""
    return fold(text).translate(_BETWEEN_WORDS).split() if text.isascii() else WORDS.findall(fold(text))


def _likeliest(words: Sequence[str], default: Language, lexicon: Lexicon, *, lead: int) -> Language:
    """Return the language with most telling words among the words; `lead` asks for a clear lead over the default."""
    best, most = default, None
    for language in lexicon.languages.values():
        if language is default or language.tell_words.isdisjoint(words):
            continue
        found = sum(map(language.tell_words.__contains__, words))
        if found > lead and most is None:  # the words of most sentences tell nothing of another language
            own = sum(map(default.tell_words.__contains__, words))
            most = 2 * own + lead if lead else own
        if most is not None and found > most:
            best, most = language, found
    return best


def _lines(text: str, section: Span) -> Iterator[Line]:
    """Yield paragraphs and lines of tables in order, each with its row, and whether it holds column headings."""
    tables = list(find_tables(text, *section))
    running = gaps_between([table.span for table in tables], *section)
    spans: list[Line] = [(s, None, False) for gap in running for s in find_paragraphs(text, *gap)]
    spans += [line for table in tables for line in _table_lines(table)]
    yield from sorted(spans, key=lambda line: line[0])


def _table_lines(table: PlainTable) -> Iterator[Line]:
    yield from ((span, None, True) for span in table.headings)
    yield from ((row.span, row, False) for row in table.rows)


def _parts(
    text: str, lines: list[Line], before: int, language: Language, lexicon: Lexicon, around: list[Span]
) -> Iterator[Part]:
    rows = [line[1] is not None for line in lines]
    for number, (span, row, headings) in enumerate(lines, before + 1):
        longest = _CAPTION if True in rows[max(0, number - before - 2) : number - before + 1] else _SHORT
        if row is not None or headings:
            yield Part(number, (Sentence(text, span, language),), row, headings)
        elif span.end - span.start <= longest or text[span.end - 1] == ":" or _holds_number(span.of(text), lexicon):
            yield Part(number, tuple(_sentences(text, span, language, lexicon, around)))


def _holds_number(paragraph: str, lexicon: Lexicon) -> bool:
    digit = (_ASCII_DIGIT if paragraph.isascii() else _DIGIT).search(paragraph)
    return digit is not None or not _number_words(lexicon).isdisjoint(_plain_words(paragraph))


def _sentences(
    text: str, paragraph: Span, language: Language, lexicon: Lexicon, around: list[Span]
) -> Iterator[Sentence]:
    """Yield sentences, each in the text's language unless its small words are clearly another's.

    A title in another language is a sentence of its own, behind the one that it is quoted in. `around` is the
    furniture that paragraphs run over, which is no part of their sentences.
    """
    within = [span for span in around if paragraph.start < span.start < paragraph.end]
    for span in find_sentences(blank_out(text, within), paragraph, _abbreviations(lexicon)):
        s = Sentence(text, span, language)
        leave_out(s, within)
        s.language = _likeliest(s.words, language, lexicon, lead=1)
        if _TITLE_MARKS.keys().isdisjoint(s.words):
            yield s
            continue
        titles = list(_foreign_titles(s, lexicon))
        inside = [Sentence(text, Span(s.starts[first], s.ends[last - 1]), other) for first, last, other in titles]
        for first, last, _ in reversed(titles):
            s.leave_out(first, last)
        yield s
        yield from inside


def _foreign_titles(s: Sentence, lexicon: Lexicon) -> Iterator[tuple[int, int, Language]]:
    """Yield the words between quotation marks or asterisks that are clearly of another language than the sentence."""
    opened: int | None = None
    for at in where(s.words, _TITLE_MARKS):
        word = s.words[at]
        if opened is not None and at - opened > _FEWEST and _TITLE_MARKS[s.words[opened]] == word:
            language = _likeliest(s.words[opened + 1 : at], s.language, lexicon, lead=1)
            if language is not s.language and (opened > 0 or at + 1 < len(s.words)):
                yield opened + 1, at, language
            opened = None
        else:
            opened = at


@lru_cache(maxsize=4)
def _number_words(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(word for language in lexicon.languages.values() for word in language.candidate_words)


@lru_cache(maxsize=4)
def _abbreviations(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(word for language in lexicon.languages.values() for word in language.abbreviations)
