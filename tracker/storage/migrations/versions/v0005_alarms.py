"""Keep what alarms found of each pair, and what it was found in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the database from 0004 to 0005; the rows are worked out when they are asked for."""
    op.create_table(
        "alarms",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("claim", "work")),
        sa.Column("position", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("rule", "message", "where", "source")
        ),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("start", "end")),
        sa.PrimaryKeyConstraint("claim", "work", "position", name=op.f("pk_alarms")),
    )
    op.create_table(
        "alarm_looks",
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("claim", "work", "sentence", "digest", "could_not")
        ),
        sa.PrimaryKeyConstraint("claim", "work", name=op.f("pk_alarm_looks")),
    )
    op.create_index(op.f("ix_alarm_looks_work"), "alarm_looks", ["work"], unique=False)
    op.create_index(op.f("ix_alarm_looks_sentence"), "alarm_looks", ["sentence"], unique=False)
