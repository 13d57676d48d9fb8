"""No other tables: what judgements come to is worked out anew, as it is behind every upgrade.

A figure that was put right back to what its source reads is accepted now, and was corrected before.
"""

from collections.abc import Sequence

revision: str = "0005"
down_revision: str | Sequence[str] | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Change nothing: `ledger.store.migrate` settles all figures that were judged, behind the last revision."""


def downgrade() -> None:
    """Change nothing: the version before works out what it needs with the next judgement."""
