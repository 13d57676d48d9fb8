"""Bytes turned into characters, and how it was told in which encoding they were saved."""

import codecs
import re
from itertools import islice
from typing import NamedTuple

from ledger.errors import BadValue, DocumentUnreadable
from ledger.lexicon.encodings import EncodingTable, load_encodings
from ledger.loaders.content import Content
from ledger.model.document import Decoding, LeftOut

# The longer marks first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OF_NO_TEXTS = frozenset({"punycode", "idna", "unicode-escape", "raw-unicode-escape", "undefined"})
_MOST_CONTROLS = 0.1  # a share no text in any language comes near
_CONTROLS = bytes({*range(32), 127} - set(b"\t\n\v\f\r\x1b"))
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_REPLACEMENT = "\ufffd"
_STRAY = 0.002  # share of characters that may be strays in what is text all the same
_BEYOND = re.compile(r"[^\x00-\x7f]")
_SAMPLED = 4_000  # characters beyond ASCII; more of them would not change the answer
_FIT = 0.75  # share of characters beyond ASCII that must look like letters and signs of the ledger's languages
_FOREIGN = 0.85  # what a letter of another language speaks for an encoding, where one of the text's own speaks 1
_BROKEN = 0.1  # share of the characters beyond ASCII that may be broken in what is UTF-8 all the same


class Decoded(NamedTuple):
    """A text with the encoding it was saved in, how that was told, and what could not be kept."""

    text: str
    encoding: str
    by: Decoding
    left_out: tuple[LeftOut, ...] = ()


def decode(content: Content, declared: str | None = None) -> Decoded:
    r"""Decode by the encoding the user named, a byte order mark, what the file declares, UTF-8, else the likeliest.

    Line ends stay as they are, and so does the mark a UTF-8 file may begin with: it is the text's first
    character, U+FEFF, so that a span counts the same whoever decodes the bytes. A NUL or half a surrogate pair, which
    no database keeps, becomes U+FFFD, one character for one.

    Raises:
        BadValue: no encoding has the name that the user gave.
        DocumentUnreadable: the bytes are no text, or no text in that encoding.

    >>> decode(Content("a.txt", b"\xef\xbb\xbfOne\r\n")).text
    '\ufeffOne\r\n'
    >>> decode(Content("a.txt", b"412 polic\xedas"))[1:3]
    ('cp1252', <Decoding.GUESSED: 'guessed'>)
    """
    text, encoding, by = _decode(content, declared)
    strays = len(_UNSTORABLE.findall(text))
    if strays > max(_STRAY * len(text), 1):
        raise _binary(content.path)
    if not strays:
        return Decoded(text, encoding, by)
    counted = "one character" if strays == 1 else f"{strays:,} characters"
    left_out = LeftOut(f"{counted} that no text has, shown as \ufffd", 0, "")
    return Decoded(_UNSTORABLE.sub(_REPLACEMENT, text), encoding, by, (left_out,))


def _decode(content: Content, declared: str | None) -> tuple[str, str, Decoding]:
    data = content.data
    if content.encoding:
        return _strictly(content, _known(content.encoding)), _known(content.encoding), Decoding.TYPED
    if marked := next((name for mark, name in _MARKS if data.startswith(mark)), None):
        return _strictly(content, marked), marked, Decoding.MARK
    if _is_binary(data):
        raise _binary(content.path)
    if declared and (text := _as_declared(data, declared)) is not None:
        return text, codecs.lookup(declared).name, Decoding.DECLARED
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        return *_guessed(content, error), Decoding.GUESSED
    return text, "utf-8", Decoding.MARK if data.startswith(codecs.BOM_UTF8) else Decoding.UTF8


def _strictly(content: Content, encoding: str) -> str:
    if encoding == "utf-8" and _is_binary(content.data):
        raise _binary(content.path)
    try:
        return content.data.decode(encoding)
    except UnicodeError as error:
        where = f" (byte {error.start} does not fit)" if isinstance(error, UnicodeDecodeError) else ""
        remedy = "Name the encoding it was saved in, for example: --encoding cp1252"
        raise DocumentUnreadable(content.path, f"it is not {encoding} text{where}", remedy) from error


def _known(encoding: str) -> str:
    try:
        "x".encode(encoding)  # refuses what is a codec and no encoding, such as rot13
        return _of_texts(encoding)
    except (LookupError, ValueError) as error:
        raise BadValue("--encoding", encoding, "an encoding known here, such as utf-8, cp1252 or utf-16") from error


def _of_texts(encoding: str) -> str:
    """Return the name of an encoding that texts are saved in; names of hosts and the like are not, and slow to read."""
    name = codecs.lookup(encoding).name
    if name in _OF_NO_TEXTS:
        raise LookupError(name)
    return name


def _as_declared(data: bytes, declared: str) -> str | None:
    """Decode as the file says, None where it is wrong about itself; Latin-1 is read as browsers do, as cp1252."""
    try:
        name = _of_texts(declared)
        return data.decode("cp1252" if name in ("iso8859-1", "ascii") else name)
    except (LookupError, ValueError):  # a name that is none, or bytes that do not fit
        return None


def _guessed(content: Content, error: UnicodeDecodeError) -> tuple[str, str]:
    """Return the text in the likeliest encoding with its name: mostly UTF-8, or the one whose letters look right."""
    data = content.data
    mended = data.decode("utf-8", "replace")
    beyond = sum(not sign.isascii() for sign in mended)
    if mended.count(_REPLACEMENT) <= _BROKEN * beyond:
        return "".join(_repaired(data)), "utf-8"
    table = load_encodings()
    scores = {name: _fit(data, name, table) for name in table.encodings}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] < _FIT:
        remedy = "Name the encoding it was saved in, for example: --encoding cp1252"
        raise DocumentUnreadable(content.path, f"it is not utf-8 text (byte {error.start} does not fit)", remedy)
    return data.decode(best, "replace"), best


def _repaired(data: bytes) -> list[str]:
    """Decode UTF-8 in which a few bytes came from a text in cp1252."""
    pieces, at = [], 0
    while at < len(data):
        try:
            pieces.append(data[at:].decode())
            break
        except UnicodeDecodeError as error:
            pieces.append(data[at : at + error.start].decode())
            pieces.append(data[at + error.start : at + error.start + 1].decode("cp1252", "replace"))
            at += error.start + 1
    return pieces


def _fit(data: bytes, encoding: str, table: EncodingTable) -> float:
    """Return how much of what is beyond ASCII looks right in an encoding: 1 where all of it does."""
    text = data.decode(encoding, "replace")
    found = list(islice(_BEYOND.finditer(text), _SAMPLED))
    return sum(_worth(text, sign.start(), table) for sign in found) / len(found)


def _worth(text: str, at: int, table: EncodingTable) -> float:
    """Return what a character speaks for its encoding: 1 where such a one stands so in text, 0 where it does not.

    A capital behind a small letter ("policÃas"), two letters with accents side by side ("pÃ©"), a letter beside a digit
    ("12ís") and one alone are mostly misread.
    """
    sign, before, behind = text[at], text[at - 1 : at] if at else " ", text[at + 1 : at + 2] or " "
    if sign.isalpha() and sign.lower() in table.letters | table.foreign:
        alone = not (before.isalpha() or behind.isalpha())
        odd = (before.islower() and sign.isupper()) or (sign.islower() and behind.isupper())
        beside = not behind.isascii() or before.isdigit() or behind.isdigit()
        return 0.0 if alone or odd or beside else 1.0 if sign.lower() in table.letters else _FOREIGN
    if sign in table.opening:
        return float(not before.isalnum() and not behind.isspace())
    if sign in table.closing:
        return float(not before.isspace())
    doubled = sign.isspace() and (before.isspace() or behind.isspace())
    return float(sign in table.signs and not doubled and not (before.isalpha() and behind.isalpha()))


def _is_binary(data: bytes) -> bool:
    kept = data.translate(None, _CONTROLS)
    nuls = data.count(0)
    return nuls > max(_STRAY * len(data), 1) or len(data) - len(kept) > _MOST_CONTROLS * len(data)


def _binary(path: str) -> DocumentUnreadable:
    remedy = "Save it as plain text; if it is UTF-16 without its mark, add: --encoding utf-16-le"
    return DocumentUnreadable(path, "it is binary, not text", remedy)
