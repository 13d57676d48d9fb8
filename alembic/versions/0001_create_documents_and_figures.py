"""Documents and their figures, judgements and findings, and triggers that keep every row as it was added."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from ledger.store.dialects.dialect import dialect_of

revision: str = "0001"
down_revision: str | Sequence[str] | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TABLES = (
    "findings",
    "judgements",
    "runs",
    "documents",
    "figures",
    "metadata_values",
    "omissions",
    "problems",
    "readings",
    "sections",
    "evidence",
    "figure_topics",
    "finding_figures",
)


def upgrade() -> None:
    op.create_table(
        "findings",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("check_name", sa.Text(), nullable=False),
        sa.Column("severity", sa.Float(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("assumed", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_findings")),
    )
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
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("lexicon", sa.Text(), nullable=False),
        sa.Column("program", sa.Text(), nullable=False),
        sa.Column("started_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
    )
    op.create_table(
        "documents",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("pages", sa.JSON(), nullable=False),
        sa.Column("added_run", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["added_run"], ["runs.id"], name=op.f("fk_documents_added_run_runs")),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_documents")),
    )
    op.create_index(op.f("ix_documents_path_sha256"), "documents", ["path", "sha256"])
    op.create_table(
        "figures",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("section", sa.Integer(), nullable=True),
        sa.Column("voice", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("surface", sa.Text(), nullable=False),
        sa.Column("quote_start", sa.Integer(), nullable=False),
        sa.Column("quote_end", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=True),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("low", sa.Text(), nullable=True),
        sa.Column("high", sa.Text(), nullable=True),
        sa.Column("value_real", sa.Float(), nullable=False),
        sa.Column("low_real", sa.Float(), nullable=True),
        sa.Column("high_real", sa.Float(), nullable=True),
        sa.Column("bound", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("per", sa.Text(), nullable=True),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("total", sa.Text(), nullable=True),
        sa.Column("vague", sa.Boolean(), nullable=False),
        sa.Column("in_words", sa.Boolean(), nullable=False),
        sa.Column("noun", sa.Text(), nullable=True),
        sa.Column("measure", sa.Text(), nullable=True),
        sa.Column("population", sa.Text(), nullable=True),
        sa.Column("change", sa.Text(), nullable=True),
        sa.Column("place_name", sa.Text(), nullable=True),
        sa.Column("place_code", sa.Text(), nullable=True),
        sa.Column("place_within", sa.Text(), nullable=True),
        sa.Column("period_start", sa.Date(), nullable=True),
        sa.Column("period_end", sa.Date(), nullable=True),
        sa.Column("period_text", sa.Text(), nullable=True),
        sa.Column("period_mode", sa.Text(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column("attribution", sa.Text(), nullable=True),
        sa.Column("modality", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.sha256"], name=op.f("fk_figures_document_documents")),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name=op.f("fk_figures_run_runs")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_figures")),
        sa.UniqueConstraint("id", name=op.f("uq_figures_id")),
    )
    op.create_index(op.f("ix_figures_document_start_end"), "figures", ["document", "start", "end"])
    op.create_index(op.f("ix_figures_kind"), "figures", ["kind"])
    op.create_index(op.f("ix_figures_measure"), "figures", ["measure"])
    op.create_index(op.f("ix_figures_period_start"), "figures", ["period_start"])
    op.create_index(op.f("ix_figures_place_code"), "figures", ["place_code"])
    op.create_index(op.f("ix_figures_unit"), "figures", ["unit"])
    op.create_index(op.f("ix_figures_value_real"), "figures", ["value_real"])
    op.create_table(
        "metadata_values",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("section", sa.Integer(), nullable=True),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.sha256"], name=op.f("fk_metadata_values_document_documents")),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_metadata_values")),
    )
    op.create_index(op.f("ix_metadata_values_document"), "metadata_values", ["document"])
    op.create_table(
        "omissions",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("surface", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.sha256"], name=op.f("fk_omissions_document_documents")),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name=op.f("fk_omissions_run_runs")),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_omissions")),
    )
    op.create_index(op.f("ix_omissions_document"), "omissions", ["document"])
    op.create_table(
        "problems",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("surface", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.sha256"], name=op.f("fk_problems_document_documents")),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name=op.f("fk_problems_run_runs")),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_problems")),
    )
    op.create_index(op.f("ix_problems_document"), "problems", ["document"])
    op.create_table(
        "readings",
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("figures", sa.Integer(), nullable=False),
        sa.Column("omissions", sa.Integer(), nullable=False),
        sa.Column("problems", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.sha256"], name=op.f("fk_readings_document_documents")),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name=op.f("fk_readings_run_runs")),
        sa.PrimaryKeyConstraint("document", "run", name=op.f("pk_readings")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "sections",
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.sha256"], name=op.f("fk_sections_document_documents")),
        sa.PrimaryKeyConstraint("document", "number", name=op.f("pk_sections")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "evidence",
        sa.Column("figure", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["figure"], ["figures.number"], name=op.f("fk_evidence_figure_figures")),
        sa.PrimaryKeyConstraint("figure", "position", name=op.f("pk_evidence")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "figure_topics",
        sa.Column("figure", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["figure"], ["figures.number"], name=op.f("fk_figure_topics_figure_figures")),
        sa.PrimaryKeyConstraint("figure", "position", name=op.f("pk_figure_topics")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_figure_topics_topic_figure"), "figure_topics", ["topic", "figure"])
    op.create_table(
        "finding_figures",
        sa.Column("finding", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("figure", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["figure"], ["figures.id"], name=op.f("fk_finding_figures_figure_figures")),
        sa.ForeignKeyConstraint(["finding"], ["findings.id"], name=op.f("fk_finding_figures_finding_findings")),
        sa.PrimaryKeyConstraint("finding", "position", name=op.f("pk_finding_figures")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_finding_figures_figure"), "finding_figures", ["figure"])
    for table in TABLES:
        for statement in dialect_of(op.get_bind()).guard(table):
            op.execute(statement)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
