"""Bind verdicts to what they were given on, and keep what was changed under them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the database from 0003 to 0004; `fill_digests` does the rest."""
    op.add_column("works", _text("identified"))
    for table in ("excerpts", "waiting_excerpts"):
        op.add_column(table, _text("found_by"))
    for table in ("claims", "citations", "excerpts"):
        op.add_column(table, _text("wording_sha256"))
    digests = ("claim_sha256", "citation_sha256", "excerpt_sha256", "text_sha256")
    for name in ("excerpt", *digests):
        op.add_column("verdicts", _text(name))
    op.add_column("verdicts", _flag("is_adjudication"))
    op.add_column("verdicts", _text("agreed_by"))
    op.add_column("verdicts", _flag("is_taken_back"))
    op.create_table(
        "wordings",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_wordings")),
    )
    op.create_index(op.f("ix_wordings_position"), "wordings", ["position"], unique=False)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default="", nullable=False)
