"""Keep of which figures a figure was worked out, and which date the beginning of its subject."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the database to 0006."""
    for name in ("ratio_of", "sum_of", "growth_of", "not_before"):
        op.add_column("figures", sa.Column(name, sa.Text(), server_default="", nullable=False))
