"""Plain text and Markdown: the text is the bytes decoded, and nothing else is done to it."""

from ledger.loaders.content import Content
from ledger.loaders.decoding import decode
from ledger.loaders.loaded import Loaded


def load_plain_text(content: Content) -> Loaded:
    """Decode the bytes; see `decode`."""
    decoded = decode(content)
    return Loaded(decoded.text, encoding=decoded.encoding, decoded_by=decoded.by, left_out=decoded.left_out)
