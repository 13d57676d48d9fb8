"""Views in which any program reads the ledger, full-text search over its figures, and checks that were saved."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from alembic import op

from ledger.store.dialects.dialect import dialect_of

revision: str = "0003"
down_revision: str | Sequence[str] | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TABLES = ("checks", "saved_findings", "saved_finding_figures", "check_findings")
VIEWS = ("figures_view", "citations_view", "findings_view")


def upgrade() -> None:
    op.create_table(
        "checks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("program", sa.Text(), nullable=False),
        sa.Column("figures", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checks")),
    )
    op.create_table(
        "saved_findings",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("check_name", sa.Text(), nullable=False),
        sa.Column("severity", sa.Float(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("assumed", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_saved_findings")),
    )
    op.create_index(op.f("ix_saved_findings_id"), "saved_findings", ["id"])
    op.create_table(
        "saved_finding_figures",
        sa.Column("finding", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("figure", sa.Text(), nullable=False),
        sa.Column("also", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["figure"], ["figures.id"], name=op.f("fk_saved_finding_figures_figure_figures")),
        sa.ForeignKeyConstraint(
            ["finding"], ["saved_findings.number"], name=op.f("fk_saved_finding_figures_finding_saved_findings")
        ),
        sa.PrimaryKeyConstraint("finding", "position", name=op.f("pk_saved_finding_figures")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_saved_finding_figures_figure"), "saved_finding_figures", ["figure"])
    op.create_table(
        "check_findings",
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("finding", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["finding"], ["saved_findings.number"], name=op.f("fk_check_findings_finding_saved_findings")
        ),
        sa.ForeignKeyConstraint(["run"], ["checks.id"], name=op.f("fk_check_findings_run_checks")),
        sa.PrimaryKeyConstraint("run", "position", name=op.f("pk_check_findings")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_check_findings_finding_run"), "check_findings", ["finding", "run"])
    for table in TABLES:
        for statement in dialect_of(op.get_bind()).guard(table):
            op.execute(statement)
    # The views ask for one field of one section at a time.
    op.drop_index(op.f("ix_metadata_values_document"), "metadata_values")
    op.create_index(
        op.f("ix_metadata_values_document_section_field"), "metadata_values", ["document", "section", "field"]
    )
    if op.get_bind().dialect.name == "postgresql":
        return  # the views are in SQL of SQLite's; a ledger on a server has had none before the next revision
    for made in (FIGURES_VIEW, CITATIONS_VIEW, FINDINGS_VIEW, FIGURES_SEARCH):
        op.get_bind().exec_driver_sql(made)  # as it stands: a colon in it is no parameter
    op.execute("INSERT INTO figures_search (figures_search) VALUES ('rebuild')")


def downgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        op.drop_table("figures_search")
        for view in VIEWS:
            op.execute(f"DROP VIEW {view}")
    op.drop_index(op.f("ix_metadata_values_document_section_field"), "metadata_values")
    op.create_index(op.f("ix_metadata_values_document"), "metadata_values", ["document"])
    for table in reversed(TABLES):
        op.drop_table(table)


def _words(start: str, end: str) -> str:
    """Return how the words between two columns of a figure are cut from its document.

    SQLite's functions of text count characters, as spans do, and stop at a NUL. What then comes out too short is put
    together again from the pieces between NULs; `max` has the text cut once, where a subquery would be unfolded.
    """
    return f"""(
    SELECT CASE WHEN length(cut) = f."{end}" - f."{start}" THEN cut ELSE (
      WITH RECURSIVE piece (rest, reached, words) AS (
        SELECT CAST(text AS BLOB), 0, '' FROM documents WHERE sha256 = f.document
        UNION ALL
        SELECT
          CASE WHEN instr(rest, x'00') THEN substr(rest, instr(rest, x'00') + 1) END,
          reached + length(CAST(rest AS TEXT)) + 1,
          words || substr(
            CAST(rest AS TEXT), max(f."{start}" - reached, 0) + 1,
            max(f."{end}" - max(f."{start}", reached), 0)
          ) || CASE
            WHEN reached + length(CAST(rest AS TEXT)) >= f."{start}"
              AND reached + length(CAST(rest AS TEXT)) < f."{end}" THEN char(0)
            ELSE ''
          END
        FROM piece WHERE rest IS NOT NULL AND reached < f."{end}"
      )
      SELECT words FROM piece ORDER BY reached DESC LIMIT 1
    ) END
    FROM (
      SELECT max(substr(text, f."{start}" + 1, f."{end}" - f."{start}")) AS cut FROM documents WHERE sha256 = f.document
    )
  )"""


def _known(field: str) -> str:
    """Return what is known of a figure's section, or else of its document: the strongest origin, then the latest."""
    value = f"""(
      SELECT value FROM metadata_values AS m
      WHERE m.document = f.document AND m.section IS {{}} AND m.field = '{field}'
      ORDER BY CASE m.origin WHEN 'typed' THEN 3 WHEN 'declared' THEN 2 WHEN 'extracted' THEN 1 ELSE 0 END DESC,
        m.sequence DESC
      LIMIT 1
    )"""
    return f"coalesce({value.format('f.section')}, {value.format('NULL')})"


def _number(column: str) -> str:
    """Return an amount as a spreadsheet wants it: whole where it is whole, else as near as a float comes."""
    real = f"f.{column}_real"
    return f"""CASE
    WHEN abs({real}) < 9007199254740992 AND {real} = CAST({real} AS INTEGER) THEN CAST({real} AS INTEGER)
    ELSE {real}
  END"""


def _status(target: str, verbs: Mapping[str, str], otherwise: str) -> str:
    """Return the last word on a figure or finding that holds.

    An undo takes back the latest judgement that still holds. So with a step up for each judgement and one down for
    each undo, a judgement holds where the steps never come below the one it made.
    """
    words = " ".join(f"WHEN '{verb}' THEN '{status}'" for verb, status in verbs.items())
    return f"""coalesce((
    SELECT CASE verb {words} END
    FROM (
      SELECT sequence, verb, height, min(height) OVER (ORDER BY sequence DESC) AS lowest
      FROM (
        SELECT sequence, verb, sum(CASE verb WHEN 'undo' THEN -1 ELSE 1 END) OVER (ORDER BY sequence) AS height
        FROM judgements WHERE target = {target}
      )
    )
    WHERE lowest = height AND verb IN ({", ".join(f"'{verb}'" for verb in verbs)})
    ORDER BY sequence DESC
    LIMIT 1
  ), '{otherwise}')"""


def _listed(column: str, query: str) -> str:
    """Return a column of several rows, of keys or ids, as a JSON array in their order.

    SQLite's own functions of JSON are refused where no schema is trusted, as in our program: versions before 3.41 do
    not know them to be harmless.
    """
    return f"""(
    SELECT '[' || coalesce(group_concat('"' || {column} || '"'), '') || ']' FROM ({query})
  )"""


def _period() -> str:
    """Return the dates a figure is about as short as they can be, the last one included."""
    start, end, last = "f.period_start", "f.period_end", "date(f.period_end, '-1 day')"

    def year(day: str) -> str:
        return f"ltrim(substr({day}, 1, 4), '0')"

    def month(day: str) -> str:
        return f"substr({day}, 1, 7)"

    def joined(first: str, second: str) -> str:
        return f"CASE WHEN {first} = {second} THEN {first} ELSE {first} || ' – ' || {second} END"

    def alone(day: str, told: str) -> str:
        return f"""CASE
        WHEN {day} LIKE '%-01-01' THEN {year(told)} WHEN {day} LIKE '%-01' THEN {month(told)} ELSE {told}
      END"""

    return f"""CASE
    WHEN {start} IS NULL THEN '–' || {alone(end, last)}
    WHEN {end} IS NULL THEN {alone(start, start)} || '–'
    WHEN {last} = {start} THEN {start}
    WHEN {start} LIKE '%-01-01' AND {end} LIKE '%-01-01' THEN {joined(year(start), year(last))}
    WHEN {start} LIKE '%-01' AND {end} LIKE '%-01' THEN {joined(month(start), month(last))}
    ELSE {joined(start, last)}
  END"""


_FIGURE_STATUS = _status("f.id", {"accept": "accepted", "reject": "rejected", "correct": "corrected"}, "unreviewed")
_FINDING_STATUS = _status("s.id", {"confirm": "confirmed", "dismiss": "dismissed"}, "open")
_TOPICS = _listed("topic", "SELECT topic FROM figure_topics WHERE figure = f.number ORDER BY position")
_DOUBTS = """
    SELECT s.id
    FROM saved_finding_figures AS p
    JOIN saved_findings AS s ON s.number = p.finding
    JOIN check_findings AS c ON c.finding = p.finding AND c.run = (SELECT max(id) FROM checks)
    WHERE p.figure = f.id AND NOT p.also AND s.kind IN ('conflict', 'arithmetic')
    ORDER BY c.position
  """
_SURFACES = """
    SELECT f.surface FROM saved_finding_figures AS p JOIN figures AS f ON f.id = p.figure
    WHERE p.finding = s.number ORDER BY p.position
  """

# Outer joins: where nothing of the other table is asked for, it is not looked at.
FIGURES_VIEW = f"""CREATE VIEW figures_view AS
SELECT
  f.id,
  d.path,
  f.document,
  f.section,
  {_known("title")} AS title,
  {_known("publisher")} AS publisher,
  {_known("author")} AS author,
  {_known("published")} AS published,
  {_known("url")} AS url,
  f.start,
  f."end",
  f.line,
  f.page,
  f.paragraph,
  f.surface,
  {_words("quote_start", "quote_end")} AS quote,
  f.kind,
  {_number("value")} AS value,
  f.value AS value_text,
  {_number("low")} AS low,
  {_number("high")} AS high,
  f.bound,
  f.unit,
  f.per,
  f.noun,
  {_TOPICS} AS topics,
  f.measure,
  f.population,
  f.change,
  f.place_name AS place,
  f.place_code,
  f.period_start,
  f.period_end,
  f.period_text,
  f.period_mode AS mode,
  f.as_of,
  f.attribution,
  f.modality,
  (
    SELECT '{{' || coalesce(group_concat('"' || part || '":"' || basis || '"'), '') || '}}'
    FROM (SELECT part, basis FROM evidence WHERE figure = f.number AND basis <> 'text' ORDER BY position)
  ) AS basis,
  {_FIGURE_STATUS} AS status,
  f.rule,
  f.run,
  r.reader,
  f.number,
  f.number AS rowid
FROM figures AS f
LEFT JOIN documents AS d ON d.sha256 = f.document
LEFT JOIN runs AS r ON r.id = f.run"""

CITATIONS_VIEW = f"""CREATE VIEW citations_view AS
SELECT
  f.id,
  {_TOPICS} AS topics,
  f.surface,
  {_number("value")} AS value,
  {_number("low")} AS low,
  {_number("high")} AS high,
  f.unit,
  f.bound,
  {_period()} AS period,
  f.place_name AS place,
  f.attribution,
  {_words("quote_start", "start")} || '»' || f.surface || '«' || {_words("end", "quote_end")} AS quote,
  coalesce({_known("title")}, d.path) AS title,
  {_known("publisher")} AS publisher,
  {_known("author")} AS author,
  {_known("published")} AS published,
  f.page,
  f.paragraph,
  {_known("url")} AS url,
  NULL AS archive_url,
  NULL AS source_type,
  NULL AS accessed,
  {_FIGURE_STATUS} AS status,
  NULL AS checked_by,
  NULL AS checked_on,
  NULL AS note,
  nullif({_listed("id", _DOUBTS)}, '[]') AS conflict_group,
  f.rule,
  substr(f.document, 1, 12) AS sha256,
  f.start || ':' || f."end" AS span
FROM figures AS f
LEFT JOIN documents AS d ON d.sha256 = f.document
WHERE {_FIGURE_STATUS} <> 'rejected'"""

FINDINGS_VIEW = f"""CREATE VIEW findings_view AS
SELECT
  s.id,
  s.kind,
  s.check_name AS "check",
  round(s.severity, 3) AS severity,
  s.reason,
  {_listed("figure", "SELECT figure FROM saved_finding_figures WHERE finding = s.number ORDER BY position")} AS figures,
  (SELECT group_concat(surface, ' · ') FROM ({_SURFACES})) AS surfaces,
  {_FINDING_STATUS} AS status,
  substr(c.at, 1, 19) || 'Z' AS checked_at,
  (SELECT count(*) FROM figures) - c.figures AS figures_since
FROM check_findings AS p
JOIN saved_findings AS s ON s.number = p.finding
JOIN checks AS c ON c.id = p.run
WHERE p.run = (SELECT max(id) FROM checks)
ORDER BY p.position"""

# Double quotes around the view's name, and its column `rowid`: by these Datasette finds the search for the view.
FIGURES_SEARCH = """CREATE VIRTUAL TABLE figures_search USING fts5 (
  surface, quote, noun, title, place, attribution,
  content="figures_view", content_rowid="number", tokenize="unicode61 remove_diacritics 2"
)"""
