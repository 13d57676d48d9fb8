"""The words that stand in mails around those of their writers."""

from dataclasses import dataclass
from functools import cache

from ledger.lexicon.toml_tables import read_data

_LABELS = ("from", "date", "subject", "others")
_PHRASES = ("separators", "wrote", "prefixes", "signatures", "footers", "disclaimers")


@dataclass(frozen=True, slots=True)
class MailWords:
    """Labels of the lines that head a message, by what they tell; and how what is around it begins or ends."""

    labels: dict[str, str]
    separators: tuple[str, ...]
    wrote: tuple[str, ...]
    prefixes: frozenset[str]
    signatures: tuple[str, ...]
    footers: frozenset[str]
    disclaimers: tuple[str, ...]


@cache
def load_mail_words() -> MailWords:
    """Read `data/mails.toml`."""
    table = read_data("mails.toml").only(*_LABELS, *_PHRASES)
    return MailWords(
        labels={word: label for label in _LABELS for word in table.texts(label)},
        separators=table.texts("separators"),
        wrote=table.texts("wrote"),
        prefixes=frozenset(table.texts("prefixes")),
        signatures=table.texts("signatures"),
        footers=frozenset(table.texts("footers")),
        disclaimers=table.texts("disclaimers"),
    )
