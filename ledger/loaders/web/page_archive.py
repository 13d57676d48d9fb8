"""Web pages saved with all that belongs to them in one file (.mhtml): the page is read, its pictures are not."""

from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage

from ledger.errors import DocumentUnreadable
from ledger.loaders.content import Content
from ledger.loaders.cut_short import mail_cut_short
from ledger.loaders.loaded import Loaded
from ledger.loaders.web.page import load_html_page
from ledger.model.document import Metadata

_PAGES = ("text/html", "application/xhtml+xml")


def load_page_archive(content: Content) -> Loaded:
    """Read the first page of an archive; its address is that of the page where the page names none itself.

    Raises:
        DocumentUnreadable: no page is in it.

    """
    message = message_from_bytes(content.data, policy=policy.default.clone(raise_on_defect=False))
    page = next((part for part in message.walk() if part.get_content_type() in _PAGES), None)
    data = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(data, bytes) or not data.strip():
        raise DocumentUnreadable(content.path, "no page is in it", "Open it in a browser and save it anew.")
    loaded = load_html_page(replace(content, data=data, encoding=content.encoding or _charset(page, data)))
    address = str(page.get("Content-Location") or message.get("Snapshot-Content-Location") or "")
    told = Metadata(url=address) if address.startswith(("http://", "https://")) else Metadata()
    left_out = dict.fromkeys((*loaded.left_out, *mail_cut_short(message)))
    return replace(loaded, metadata=loaded.metadata.over(told), left_out=tuple(left_out))


def _charset(page: EmailMessage, data: bytes) -> str | None:
    """Return the encoding that the part's own header names, if the bytes are in it."""
    charset = page.get_content_charset()
    try:
        data.decode(charset or "")
    except (LookupError, UnicodeError):
        return None
    return charset
