"""Keep what was last seen in Zotero."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the database from 0001 to 0002."""
    op.create_table(
        "zotero_copies",
        sa.Column("library", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("item_type", sa.Text(), nullable=False),
        sa.Column("work", sa.Text(), nullable=False),
        sa.Column("parent", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("disputed", sa.Text(), nullable=False),
        sa.Column("written", sa.Text(), nullable=False),
        sa.Column("is_gone", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("library", "key", name=op.f("pk_zotero_copies")),
    )
    op.create_index(op.f("ix_zotero_copies_position"), "zotero_copies", ["position"], unique=False)
    op.create_index(op.f("ix_zotero_copies_work"), "zotero_copies", ["work"], unique=False)
    op.create_table(
        "zotero_scopes",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_zotero_scopes")),
    )
    op.create_index(op.f("ix_zotero_scopes_position"), "zotero_scopes", ["position"], unique=False)
