"""The tables of a ledger. Rows are only ever added to them; a later row says more, never instead.

Triggers made with the tables hold the tool itself to that. Two tables are worked out from the others and may be made
anew at any time (`WORKED_OUT`). Amounts stand twice: as exact decimal text,
and as a REAL beside it that can be sorted and filtered (`value_real`).
"""

from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from ledger.store.types import Amount, Moment

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# The columns that tell how a figure reads, and that a correction may change.
READING: dict[str, Any] = {
    "kind": Text,
    "value": Amount,
    "low": Amount,
    "high": Amount,
    "value_real": Float,
    "low_real": Float,
    "high_real": Float,
    "bound": Text,
    "unit": Text,
    "per": Text,
    "noun": Text,
    "measure": Text,
    "population": Text,
    "change": Text,
    "place_name": Text,
    "place_code": Text,
    "period_start": Date,
    "period_end": Date,
    "period_text": Text,
    "period_mode": Text,
    "as_of": Date,
    "attribution": Text,
    "modality": Text,
    "basis": Text,
}

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reader", Text, nullable=False),  # version of the reading rules
    Column("lexicon", Text, nullable=False),  # fingerprint of the word tables
    Column("program", Text, nullable=False),
    Column("started_at", Moment, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("path", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("pages", JSON, nullable=False),  # where each page starts
    Column("added_run", ForeignKey("runs.id"), nullable=False),
    # Last, so that listing documents does not walk through their texts.
    Column("text", Text, nullable=False),
    Index(None, "path", "sha256"),
)

# Beside the documents, not in them: behind a text no column is reached without walking through it.
loadings = Table(
    "loadings",
    metadata,
    Column("document", ForeignKey("documents.sha256"), primary_key=True),
    Column("format", Text, nullable=False),
    Column("encoding", Text),  # null where the format itself says how its text is kept
    Column("decoded_by", Text),
    sqlite_with_rowid=False,
)

left_out = Table(
    "left_out",
    metadata,
    Column("document", ForeignKey("documents.sha256"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("reason", Text, nullable=False),
    Column("numbers", Integer, nullable=False),
    Column("sample", Text, nullable=False),
    sqlite_with_rowid=False,
)

sections = Table(
    "sections",
    metadata,
    Column("document", ForeignKey("documents.sha256"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    sqlite_with_rowid=False,
)

metadata_values = Table(
    "metadata_values",
    metadata,
    Column("sequence", Integer, primary_key=True),
    Column("document", ForeignKey("documents.sha256"), nullable=False),
    Column("section", Integer),  # null is the document itself
    Column("field", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("by", Text),  # who corrected it; null for what was known when the document was added
    Column("at", Moment),  # when it was typed; null for what a file declares or its text tells
    Index(None, "document", "section", "field"),
)

# Of two values of one origin the later holds: what was typed by its time, for it may have come from another ledger.
IN_ORDER = (metadata_values.c.at.asc().nulls_first(), metadata_values.c.sequence)

readings = Table(
    "readings",
    metadata,
    Column("document", ForeignKey("documents.sha256"), primary_key=True),
    Column("run", ForeignKey("runs.id"), primary_key=True),
    Column("figures", Integer, nullable=False),
    Column("omissions", Integer, nullable=False),
    Column("problems", Integer, nullable=False),
    sqlite_with_rowid=False,
)

figures = Table(
    "figures",
    metadata,
    # What topics and evidence refer to. Ids are hashes: rows kept by id land all over the file, and adding
    # takes three times as long.
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False),  # of a figure that was read again, and otherwise, there is a row a reading
    Column("document", ForeignKey("documents.sha256"), nullable=False),
    Column("section", Integer),
    Column("voice", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("surface", Text, nullable=False),
    # The quote's words are not kept twice: they are cut from the document's text.
    Column("quote_start", Integer, nullable=False),
    Column("quote_end", Integer, nullable=False),
    Column("line", Integer, nullable=False),
    Column("paragraph", Integer),
    Column("page", Integer),
    Column("kind", Text, nullable=False),
    Column("value", Amount, nullable=False),
    Column("low", Amount),
    Column("high", Amount),
    Column("value_real", Float, nullable=False),
    Column("low_real", Float),
    Column("high_real", Float),
    Column("bound", Text, nullable=False),
    Column("unit", Text),
    Column("per", Text),
    Column("step", Amount, nullable=False),
    Column("total", Amount),
    Column("vague", Boolean, nullable=False),
    Column("in_words", Boolean, nullable=False),
    Column("noun", Text),
    Column("measure", Text),
    Column("population", Text),
    Column("change", Text),
    Column("place_name", Text),
    Column("place_code", Text),
    Column("place_within", Text),  # codes with a space between, narrowest first
    Column("period_start", Date),
    Column("period_end", Date),
    Column("period_text", Text),
    Column("period_mode", Text),
    Column("as_of", Date),
    Column("attribution", Text),
    Column("modality", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("run", ForeignKey("runs.id"), nullable=False),
    UniqueConstraint("id", "run"),
    Index(None, "document", "start", "end"),
    Index(None, "kind"),
    Index(None, "unit"),
    Index(None, "measure"),
    Index(None, "place_code"),
    Index(None, "period_start"),
    Index(None, "value_real"),
)

figure_topics = Table(
    "figure_topics",
    metadata,
    Column("figure", ForeignKey("figures.number"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("topic", Text, nullable=False),
    Index(None, "topic", "figure"),
    sqlite_with_rowid=False,
)

evidence = Table(
    "evidence",
    metadata,
    Column("figure", ForeignKey("figures.number"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("part", Text, nullable=False),
    Column("basis", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("start", Integer),  # both null where the words are not in the text
    Column("end", Integer),
    sqlite_with_rowid=False,
)


def _passages(name: str) -> Table:
    """Make the table of one kind of passage that yielded no figure."""
    return Table(
        name,
        metadata,
        Column("sequence", Integer, primary_key=True),
        Column("document", ForeignKey("documents.sha256"), nullable=False),
        Column("run", ForeignKey("runs.id"), nullable=False),
        Column("start", Integer, nullable=False),
        Column("end", Integer, nullable=False),
        Column("surface", Text, nullable=False),
        Column("reason", Text, nullable=False),
        Index(None, "document"),
    )


omissions = _passages("omissions")
problems = _passages("problems")

judgements = Table(
    "judgements",
    metadata,
    Column("sequence", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("target", Text, nullable=False),  # the id of a figure or a finding
    Column("verb", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("because", Text),
    Column("changes", Text, nullable=False),  # how parts ought to read, by part, as JSON
    Column("of", Text),  # the digest of the reading, or of the finding, that was judged
    Column("undoes", Text),  # the id of the judgement that is taken back
    Index(None, "target"),
)

# What was done, in chains that tell of any change: see `ledger.model.event`.
events = Table(
    "events",
    metadata,
    Column("sequence", Integer, primary_key=True),
    Column("chain", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("by", Text),
    Column("act", Text, nullable=False),
    Column("about", Text),
    Column("detail", Text, nullable=False),
    Column("rows", LargeBinary, nullable=False),
    Column("before", Text, nullable=False),
    Column("hash", Text, nullable=False, unique=True),
    Column("own", Boolean, nullable=False),  # made in this file, not come by merging
    Index(None, "about"),
)

# Worked out from the judgements, for what asks in SQL: the status of each figure that was judged, and where it was
# corrected the whole of how it reads now.
standings = Table(
    "standings",
    metadata,
    Column("target", Text, primary_key=True),
    Column("status", Text, nullable=False),
    Column("changes", Text, nullable=False),
    Column("of", Text),
    Column("as_read", Text),
    Column("topics", Text),
    *(Column(name, kind) for name, kind in READING.items()),
    sqlite_with_rowid=False,
)

# Worked out from the readings and judgements: rows of figures that are not the one that counts now.
retired = Table(
    "retired",
    metadata,
    Column("figure", ForeignKey("figures.number"), primary_key=True, autoincrement=False),
    Column("gone", Boolean, nullable=False),  # the last reading of a figure of which none counts
)

WORKED_OUT = ("standings", "retired")

findings = Table(
    "findings",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("check_name", Text, nullable=False),
    Column("severity", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Column("assumed", Text, nullable=False),  # gates with a space between
)

finding_figures = Table(
    "finding_figures",
    metadata,
    Column("finding", ForeignKey("findings.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("figure", Text, nullable=False),
    Index(None, "figure"),
    sqlite_with_rowid=False,
)

# What `check --save` keeps. Of a finding that is told otherwise than at the check before, there is another row:
# the same words are kept once, however many checks tell them.
checks = Table(
    "checks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("program", Text, nullable=False),
    Column("figures", Integer, nullable=False),  # how many the ledger had
)

saved_findings = Table(
    "saved_findings",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("check_name", Text, nullable=False),
    Column("severity", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Column("assumed", Text, nullable=False),  # gates with a space between
    Column("of", Text),  # the digest of what it rests on: what is said of it holds for that
    Index(None, "id"),
)

saved_finding_figures = Table(
    "saved_finding_figures",
    metadata,
    Column("finding", ForeignKey("saved_findings.number"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("figure", Text, nullable=False),
    Column("also", Boolean, nullable=False),  # of another document, telling the same again
    Index(None, "figure"),
    sqlite_with_rowid=False,
)

check_findings = Table(
    "check_findings",
    metadata,
    Column("run", ForeignKey("checks.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("finding", ForeignKey("saved_findings.number"), nullable=False),
    Index(None, "finding", "run"),
    sqlite_with_rowid=False,
)
