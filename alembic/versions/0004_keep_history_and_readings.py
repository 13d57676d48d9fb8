"""Judgements with what they were said of, a history chained by hash, and several readings of one figure."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from runpy import run_path
from secrets import token_hex
from typing import Any

import sqlalchemy as sa
from alembic import op

from ledger.model.event import DIGEST, Act, Event, detail_text
from ledger.model.judgement import Judgement, Verb
from ledger.model.standing import standings
from ledger.store.dialects.dialect import ask, dialect_of
from ledger.store.digests import row_digest, row_digests, stored_figures, stored_rows
from ledger.store.search import add_shown
from ledger.store.types import moment_text

revision: str = "0004"
down_revision: str | Sequence[str] | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

VIEWS = ("figures_view", "citations_view", "findings_view")
MADE_ANEW = ("judgements", "figures", "finding_figures", "saved_finding_figures")
_OF_FIGURES = ("finding_figures", "saved_finding_figures")
_SHARED_VIEWS = Path(__file__).parents[1] / "postgres" / "0004_views.sql"
_READING = (
    *("kind", "value", "low", "high", "value_real", "low_real", "high_real", "bound", "unit", "per", "noun"),
    *("measure", "population", "change", "place_name", "place_code", "period_start", "period_end", "period_text"),
    *("period_mode", "as_of", "attribution", "modality", "basis"),
)
_FLOATS = ("value_real", "low_real", "high_real")
_DATES = ("period_start", "period_end", "as_of")


def upgrade() -> None:
    _drop_views()
    op.create_table(
        "events",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("rows", sa.LargeBinary(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_events")),
        sa.UniqueConstraint("hash", name=op.f("uq_events_hash")),
    )
    op.create_index(op.f("ix_events_about"), "events", ["about"])
    op.create_table(
        "standings",
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("of", sa.Text(), nullable=True),
        sa.Column("as_read", sa.Text(), nullable=True),
        sa.Column("topics", sa.Text(), nullable=True),
        *(sa.Column(name, _type(name), nullable=True) for name in _READING),
        sa.PrimaryKeyConstraint("target", name=op.f("pk_standings")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "retired",
        sa.Column("figure", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["figure"], ["figures.number"], name=op.f("fk_retired_figure_figures")),
        sa.PrimaryKeyConstraint("figure", name=op.f("pk_retired")),
    )
    op.add_column("saved_findings", sa.Column("of", sa.Text(), nullable=True))
    told = list(_judgements())
    op.drop_table("judgements")
    op.create_table(
        "judgements",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("because", sa.Text(), nullable=True),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("of", sa.Text(), nullable=True),
        sa.Column("undoes", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_judgements")),
        sa.UniqueConstraint("id", name=op.f("uq_judgements_id")),
    )
    op.create_index(op.f("ix_judgements_target"), "judgements", ["target"])
    if _is_shared():
        for table in _OF_FIGURES:
            op.drop_constraint(f"fk_{table}_figure_figures", table, type_="foreignkey")
        op.drop_constraint("uq_figures_id", "figures", type_="unique")
        op.create_unique_constraint(op.f("uq_figures_id_run"), "figures", ["id", "run"])
    else:
        _make_anew("figures", sa.UniqueConstraint("id", "run", name=op.f("uq_figures_id_run")))
        for table in _OF_FIGURES:
            _make_anew(table, without=f"fk_{table}_figure_figures")
    _add_judgements(told)
    for table in ("judgements", "events") if _is_shared() else (*MADE_ANEW, "events"):
        _guard(table)
    _begin_history()
    if _is_shared():
        ask(op.get_bind(), _SHARED_VIEWS.read_text(encoding="utf-8"))
        for (document,) in ask(op.get_bind(), "SELECT sha256 FROM documents").fetchall():
            add_shown(op.get_bind(), document)
        return
    for made in (FIGURES_VIEW, CITATIONS_VIEW, FINDINGS_VIEW, _BEFORE["FIGURES_SEARCH"]):
        ask(op.get_bind(), made)  # as it stands: a colon in it is no parameter
    op.execute("INSERT INTO figures_search (figures_search) VALUES ('rebuild')")


def downgrade() -> None:
    _drop_views()
    bind = op.get_bind()
    told = ask(bind, 'SELECT sequence, target, verb, "by", at, because FROM judgements').fetchall()
    op.drop_table("judgements")
    op.create_table(
        "judgements",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("because", sa.Text(), nullable=True),
        sa.Column("field", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_judgements")),
    )
    op.create_index(op.f("ix_judgements_target"), "judgements", ["target"])
    for row in told:
        ask(bind, "INSERT INTO judgements VALUES (?, ?, ?, ?, ?, ?, NULL, NULL)", tuple(row))
    op.drop_column("saved_findings", "of")
    for table in ("figure_topics", "evidence", "figures"):
        _unguard(table)
    for table, column in (("figure_topics", "figure"), ("evidence", "figure"), ("figures", "number")):
        op.execute(f"DELETE FROM {table} WHERE {column} IN (SELECT figure FROM retired)")
    for table in ("figure_topics", "evidence"):
        _guard(table)
    op.drop_table("retired")
    op.drop_table("standings")
    op.drop_table("events")
    if _is_shared():
        op.drop_constraint("uq_figures_id_run", "figures", type_="unique")
        op.create_unique_constraint(op.f("uq_figures_id"), "figures", ["id"])
        for table in _OF_FIGURES:
            op.create_foreign_key(op.f(f"fk_{table}_figure_figures"), table, "figures", ["figure"], ["id"])
        for table in ("judgements", "figures"):
            _guard(table)
        return
    _make_anew("figures", sa.UniqueConstraint("id", name=op.f("uq_figures_id")))
    for table in _OF_FIGURES:
        named = op.f(f"fk_{table}_figure_figures")
        _make_anew(table, sa.ForeignKeyConstraint(["figure"], ["figures.id"], name=named))
    for table in MADE_ANEW:
        _guard(table)
    views = ("FIGURES_VIEW", "CITATIONS_VIEW", "FINDINGS_VIEW", "FIGURES_SEARCH")
    for made in (_BEFORE[name] for name in views):
        ask(bind, made)
    op.execute("INSERT INTO figures_search (figures_search) VALUES ('rebuild')")


def _type(column: str) -> sa.types.TypeEngine[Any]:
    return sa.Float() if column in _FLOATS else sa.Date() if column in _DATES else sa.Text()


def _drop_views() -> None:
    if _is_shared():  # the revision before has none
        op.execute("DROP TABLE IF EXISTS figures_search")
        for view in reversed(VIEWS):  # one asks the other
            op.execute(f"DROP VIEW IF EXISTS {view}")
        for function in ("known_of", "period_told"):
            op.execute(f"DROP FUNCTION IF EXISTS {function}")
        return
    op.drop_table("figures_search")
    for view in VIEWS:
        op.execute(f"DROP VIEW {view}")


def _guard(table: str) -> None:
    for statement in dialect_of(op.get_bind()).guard(table):
        op.execute(statement)


def _unguard(table: str) -> None:
    """Let rows be taken out until `_guard`; in a table that is dropped, or made anew, that is so by itself."""
    for act in ("update", "delete", "truncate") if _is_shared() else ("update", "delete"):
        op.execute(f"DROP TRIGGER {table}_no_{act}" + (f" ON {table}" if _is_shared() else ""))


def _is_shared() -> bool:
    """Tell a ledger on a server."""
    return op.get_bind().dialect.name == "postgresql"


def _make_anew(table: str, *rules: Any, without: str = "") -> None:
    """Make a table anew with other rules and the same rows: SQLite changes none of a table that is there.

    Rules of uniqueness are not taken over: `rules` are those it has from now on.
    What refers to it refers to its name, so it must not be renamed but made under another name and put in its place.
    """
    bind = op.get_bind()
    inspector = sa.inspect(bind)
    options = {"sqlite_with_rowid": table == "figures"}
    columns = [sa.Column(one["name"], one["type"], nullable=one["nullable"]) for one in inspector.get_columns(table)]
    (key,) = [inspector.get_pk_constraint(table)]
    indexes = [(one["name"], one["column_names"]) for one in inspector.get_indexes(table) if not one["unique"]]
    kept: list[Any] = [sa.PrimaryKeyConstraint(*key["constrained_columns"], name=op.f(f"pk_{table}"))]
    for one in inspector.get_foreign_keys(table):
        if one["name"] != without:
            there = [f"{one['referred_table']}.{column}" for column in one["referred_columns"]]
            kept.append(sa.ForeignKeyConstraint(one["constrained_columns"], there, name=op.f(str(one["name"]))))
    op.create_table(f"{table}_anew", *columns, *kept, *rules, **options)
    op.execute(f"INSERT INTO {table}_anew SELECT * FROM {table}")
    op.drop_table(table)
    op.rename_table(f"{table}_anew", table)
    for name, names in indexes:
        op.create_index(op.f(str(name)), table, [column for column in names if column])


# What was there before there was a history


def _judgements() -> Iterator[Judgement]:
    """Yield the judgements of before, each undo with the judgement it took back: the latest that held.

    No version of the program that kept them so had a command to correct by, so that one is kept as a note.
    """
    query = 'SELECT target, verb, "by", at, because, field, value FROM judgements ORDER BY sequence'
    standing: dict[str, list[str]] = {}
    last = datetime.min.replace(tzinfo=UTC)
    for target, verb, by, at, because, field, value in ask(op.get_bind(), query):
        held = standing.setdefault(target, [])
        told, words = Verb(verb), because
        if told is Verb.CORRECT:
            told, words = Verb.NOTE, ": ".join(part for part in (f"{field} ought to be {value}", because) if part)
        last = max(datetime.fromisoformat(at), last + datetime.resolution)
        undone = held.pop() if told is Verb.UNDO and held else None
        one = Judgement(target, told, by, last, words, undoes=undone)
        if told is not Verb.UNDO:
            held.append(one.id)
        yield one


def _values(one: Judgement) -> dict[str, Any]:
    return {
        "id": one.id,
        "target": one.target,
        "verb": str(one.verb),
        "by": one.by,
        "at": moment_text(one.at),
        "because": one.because,
        "changes": json.dumps(dict(one.changes), sort_keys=True),
        "of": one.of,
        "undoes": one.undoes,
    }


def _add_judgements(told: Sequence[Judgement]) -> None:
    for number, one in enumerate(told, 1):
        values = {"sequence": number} | _values(one)
        names, signs = ", ".join(f'"{name}"' for name in values), ", ".join("?" * len(values))
        ask(op.get_bind(), f"INSERT INTO judgements ({names}) VALUES ({signs})", tuple(values.values()))
    for target, stands in standings(told).items():
        ask(
            op.get_bind(),
            "INSERT INTO standings (target, status, changes) VALUES (?, ?, '{}')",
            (target, str(stands.status)),
        )


def _begin_history() -> None:
    """Begin the chain, and take in what the ledger has as it stands now."""
    bind = op.get_bind()
    chain, now = token_hex(8), datetime.now(UTC)
    had = ask(bind, "SELECT count(*) FROM documents").scalar_one()
    first = Event(chain, 0, now, None, Act.BEGIN, detail={"documents": had} if had else {})
    for event in (first, *_earlier(first)):
        _write(event)


def _earlier(last: Event) -> Iterator[Event]:
    bind = op.get_bind()
    query = """
      SELECT d.sha256, d.path, r.reader, r.lexicon, r.program, r.started_at
      FROM documents AS d JOIN runs AS r ON r.id = d.added_run ORDER BY d.added_run, d.path, d.sha256
    """
    for sha256, path, reader, lexicon, program, started in ask(bind, query).fetchall():
        run = {"reader": reader, "lexicon": lexicon, "program": program, "started_at": started}
        read = [digest for _, _, digest in stored_figures(bind, sha256)]
        passages = b"".join(_digests_of(name, sha256) for name in ("omissions", "problems"))
        known = ("documents", "loadings", "left_out", "sections", "metadata_values")
        rows = b"".join([*read, passages, *(_digests_of(name, sha256) for name in known)])
        detail = {"path": path, "run": run, "figures": len(read), "passages": len(passages) // DIGEST}
        last = _next(last, Act.ADD, None, sha256, detail, rows)
        yield last
    findings = ask(bind, "SELECT id FROM findings ORDER BY id").fetchall()
    for (name,) in findings:
        (values,) = stored_rows(bind, "findings", "id = ?", name)
        on = ask(bind, "SELECT figure FROM finding_figures WHERE finding = ? ORDER BY position", (name,))
        digest = row_digest("findings", values, [figure for (figure,) in on])
        last = _next(last, Act.FIND, None, name, {"reason": values["reason"]}, digest)
        yield last
    for values in list(stored_rows(bind, "judgements", "1 = 1 ORDER BY sequence")):
        last = _next(last, Act.JUDGE, values["by"], values["target"], {}, row_digest("judgements", values))
        yield last


def _digests_of(table: str, sha256: str) -> bytes:
    condition = "sha256 = ?" if table == "documents" else "document = ?"
    return row_digests(table, stored_rows(op.get_bind(), table, condition, sha256))


def _next(last: Event, act: Act, by: str | None, about: str, detail: dict[str, object], rows: bytes) -> Event:
    return Event(last.chain, last.position + 1, last.at, by, act, about, detail, rows, last.hash)


def _write(event: Event) -> None:
    values = (
        *(
            event.position + 1,
            event.chain,
            event.position,
            moment_text(event.at),
            event.by,
            str(event.act),
            event.about,
        ),
        *(detail_text(event.detail), event.rows, event.before, event.hash, True),
    )
    names = 'sequence, chain, position, at, "by", act, about, detail, rows, before, hash, own'
    ask(op.get_bind(), f"INSERT INTO events ({names}) VALUES ({', '.join('?' * len(values))})", values)


# Views


# The revision before: its words of SQL are as they were for ever.
_BEFORE = run_path(str(Path(__file__).with_name("0003_show_the_ledger_to_other_programs.py")))


def _now(column: str) -> str:
    """Return a column as a figure reads now: of one that was corrected from where its corrected reading is kept."""
    return f"CASE s.status WHEN 'corrected' THEN s.{column} ELSE f.{column} END"


def _number(column: str) -> str:
    """Return an amount as a spreadsheet wants it: whole where it is whole, else as near as a float comes."""
    real = _now(f"{column}_real")
    return f"""CASE
    WHEN abs({real}) < 9007199254740992 AND {real} = CAST({real} AS INTEGER) THEN CAST({real} AS INTEGER)
    ELSE {real}
  END"""


def _known(field: str) -> str:
    """Return what is known of a field; what was typed later stands over what was typed before, wherever that was."""
    return str(_BEFORE["_known"](field)).replace("m.sequence DESC", "m.at DESC, m.sequence DESC")


_TOPICS = f"CASE s.status WHEN 'corrected' THEN s.topics ELSE {_BEFORE['_TOPICS']} END"
_BASIS = """CASE s.status WHEN 'corrected' THEN s.basis ELSE (
    SELECT '{' || coalesce(group_concat('"' || part || '":"' || basis || '"'), '') || '}'
    FROM (SELECT part, basis FROM evidence WHERE figure = f.number AND basis <> 'text' ORDER BY position)
  ) END"""
_STATUS = "coalesce(s.status, 'unreviewed')"

# Outer joins: where nothing of the other table is asked for, it is not looked at.
_FROM = """FROM figures AS f
LEFT JOIN documents AS d ON d.sha256 = f.document
LEFT JOIN runs AS r ON r.id = f.run
LEFT JOIN standings AS s ON s.target = f.id
WHERE f.number NOT IN (SELECT figure FROM retired)"""


def _figures() -> str:
    known, words = _known, _BEFORE["_words"]
    return f"""SELECT
  f.id,
  d.path,
  f.document,
  f.section,
  {known("title")} AS title,
  {known("publisher")} AS publisher,
  {known("author")} AS author,
  {known("published")} AS published,
  {known("url")} AS url,
  f.start,
  f."end",
  f.line,
  f.page,
  f.paragraph,
  f.surface,
  {words("quote_start", "quote_end")} AS quote,
  {_now("kind")} AS kind,
  {_number("value")} AS value,
  {_now("value")} AS value_text,
  {_number("low")} AS low,
  {_number("high")} AS high,
  {_now("bound")} AS bound,
  {_now("unit")} AS unit,
  {_now("per")} AS per,
  {_now("noun")} AS noun,
  {_TOPICS} AS topics,
  {_now("measure")} AS measure,
  {_now("population")} AS population,
  {_now("change")} AS change,
  {_now("place_name")} AS place,
  {_now("place_code")} AS place_code,
  {_now("period_start")} AS period_start,
  {_now("period_end")} AS period_end,
  {_now("period_text")} AS period_text,
  {_now("period_mode")} AS mode,
  {_now("as_of")} AS as_of,
  {_now("attribution")} AS attribution,
  {_now("modality")} AS modality,
  {_BASIS} AS basis,
  {_STATUS} AS status,
  f.rule,
  coalesce(s.as_read, '{{}}') AS as_read,
  f.run,
  r.reader,
  f.number,
  f.number AS rowid
{_FROM}"""


def _period() -> str:
    """Return the dates a figure is about as short as they can be, the last one included."""
    return f"""CASE s.status WHEN 'corrected' THEN ({_PERIOD.replace("f.period_", "s.period_")}) ELSE ({_PERIOD}) END"""


_PERIOD = str(_BEFORE["_period"]())


def _citations() -> str:
    known, words, doubts = _known, _BEFORE["_words"], _BEFORE["_listed"]("id", _BEFORE["_DOUBTS"])
    return f"""SELECT
  f.id,
  {_TOPICS} AS topics,
  f.surface,
  {_number("value")} AS value,
  {_number("low")} AS low,
  {_number("high")} AS high,
  {_now("unit")} AS unit,
  {_now("bound")} AS bound,
  {_period()} AS period,
  {_now("place_name")} AS place,
  {_now("attribution")} AS attribution,
  {words("quote_start", "start")} || '»' || f.surface || '«' || {words("end", "quote_end")} AS quote,
  coalesce({known("title")}, d.path) AS title,
  {known("publisher")} AS publisher,
  {known("author")} AS author,
  {known("published")} AS published,
  f.page,
  f.paragraph,
  {known("url")} AS url,
  NULL AS archive_url,
  NULL AS source_type,
  NULL AS accessed,
  {_STATUS} AS status,
  NULL AS checked_by,
  NULL AS checked_on,
  NULL AS note,
  nullif({doubts}, '[]') AS conflict_group,
  f.rule,
  substr(f.document, 1, 12) AS sha256,
  f.start || ':' || f."end" AS span
{_FROM} AND {_STATUS} <> 'rejected'"""


# The one word of all reviewers on a finding, each by the latest that holds of what they said of it.
_FINDING_STATUS = """coalesce((
    SELECT CASE max(verb) WHEN 'confirm' THEN 'confirmed' ELSE 'dismissed' END
    FROM judgements AS j
    WHERE j.target = s.id AND j.verb IN ('confirm', 'dismiss') AND (j."of" = s."of" OR j."of" IS NULL OR s."of" IS NULL)
      AND NOT EXISTS (SELECT 1 FROM judgements AS u WHERE u.target = s.id AND u.undoes = j.id)
      AND NOT EXISTS (
        SELECT 1 FROM judgements AS l
        WHERE l.target = s.id AND l."by" = j."by" AND l.verb IN ('confirm', 'dismiss') AND (l.at, l.id) > (j.at, j.id)
          AND (l."of" = s."of" OR l."of" IS NULL OR s."of" IS NULL)
          AND NOT EXISTS (SELECT 1 FROM judgements AS u WHERE u.target = s.id AND u.undoes = l.id)
      )
    HAVING count(DISTINCT verb) = 1
  ), 'open')"""

FIGURES_VIEW = f"CREATE VIEW figures_view AS\n{_figures()}"
CITATIONS_VIEW = f"CREATE VIEW citations_view AS\n{_citations()}"
# One row a figure, however many readings of it there are: its words are the same in all.
_SURFACES = """
    SELECT (SELECT surface FROM figures WHERE id = p.figure LIMIT 1) AS surface FROM saved_finding_figures AS p
    WHERE p.finding = s.number ORDER BY p.position
  """
_COUNT = "(SELECT count(*) FROM figures)"


def _findings() -> str:
    told = str(_BEFORE["FINDINGS_VIEW"]).replace(_BEFORE["_FINDING_STATUS"], _FINDING_STATUS)
    return told.replace(_BEFORE["_SURFACES"], _SURFACES).replace(_COUNT, f"{_COUNT} - (SELECT count(*) FROM retired)")


FINDINGS_VIEW = _findings()
