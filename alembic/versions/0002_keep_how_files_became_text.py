"""How each file became text, what of it the text does not have, and who corrected a document's metadata when."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from ledger.store.dialects.dialect import dialect_of

revision: str = "0002"
down_revision: str | Sequence[str] | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TABLES = ("loadings", "left_out")


def upgrade() -> None:
    op.create_table(
        "loadings",
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("encoding", sa.Text(), nullable=True),
        sa.Column("decoded_by", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["document"], ["documents.sha256"], name=op.f("fk_loadings_document_documents")),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_loadings")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "left_out",
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("numbers", sa.Integer(), nullable=False),
        sa.Column("sample", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.sha256"], name=op.f("fk_left_out_document_documents")),
        sa.PrimaryKeyConstraint("document", "position", name=op.f("pk_left_out")),
        sqlite_with_rowid=False,
    )
    op.add_column("metadata_values", sa.Column("by", sa.Text(), nullable=True))
    op.add_column("metadata_values", sa.Column("at", sa.Text(), nullable=True))
    for table in TABLES:
        for statement in dialect_of(op.get_bind()).guard(table):
            op.execute(statement)


def downgrade() -> None:
    op.drop_column("metadata_values", "at")
    op.drop_column("metadata_values", "by")
    for table in reversed(TABLES):
        op.drop_table(table)
