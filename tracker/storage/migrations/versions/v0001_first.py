"""The first form of the database.

This file is history: a change to the tables is a new revision beside it, never an edit here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_SQLITE = """\
CREATE TRIGGER log_keeps_{deed} BEFORE {deed} ON log
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"""

_POSTGRESQL = """\
CREATE FUNCTION log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
'BEGIN RAISE EXCEPTION ''the log is append-only''; END'"""

_POSTGRESQL_TRIGGER = """\
CREATE TRIGGER log_keeps BEFORE UPDATE OR DELETE ON log
FOR EACH ROW EXECUTE FUNCTION log_is_append_only()"""

_GUARDS = {
    "sqlite": (_SQLITE.format(deed="UPDATE"), _SQLITE.format(deed="DELETE")),
    "postgresql": (_POSTGRESQL, _POSTGRESQL_TRIGGER),
}


def upgrade() -> None:
    """Make all tables."""
    op.create_table(
        "about",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("survey", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("licence", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("content_note", sa.Text(), nullable=False),
        sa.Column("read_on", sa.Text(), nullable=False),
        sa.Column("queries", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_about")),
    )
    op.create_table(
        "claims",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("work", sa.Text(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=True),
        sa.Column("sentence", sa.Integer(), nullable=True),
        sa.Column("clause", sa.Text(), nullable=False),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("attribution", sa.Text(), nullable=False),
        sa.Column("modality", sa.Text(), nullable=False),
        sa.Column("population", sa.Text(), nullable=False),
        sa.Column("read_status", sa.Text(), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("is_withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims")),
    )
    op.create_index(op.f("ix_claims_position"), "claims", ["position"], unique=False)
    op.create_index(op.f("ix_claims_work"), "claims", ["work"], unique=False)
    op.create_table(
        "concepts",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("scheme", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("broader", sa.Text(), nullable=False),
        sa.Column("alternative_labels", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concepts")),
    )
    op.create_index(op.f("ix_concepts_position"), "concepts", ["position"], unique=False)
    op.create_index(op.f("ix_concepts_scheme"), "concepts", ["scheme"], unique=False)
    op.create_table(
        "limitations",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("robustness", sa.Text(), nullable=False),
        sa.Column("unstated", sa.Text(), nullable=False),
        sa.Column("cautions", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_limitations")),
    )
    op.create_index(op.f("ix_limitations_position"), "limitations", ["position"], unique=False)
    op.create_table(
        "links",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("warrant", sa.Text(), nullable=False),
        sa.Column("stated_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("source", "relation", "target", name=op.f("pk_links")),
    )
    op.create_index(op.f("ix_links_position"), "links", ["position"], unique=False)
    op.create_index(op.f("ix_links_target"), "links", ["target"], unique=False)
    op.create_table(
        "kept",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("records", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_kept")),
    )
    op.create_table(
        "log",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("deed", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("subjects", sa.Text(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_log")),
    )
    op.create_table(
        "loose_blocks",
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_loose_blocks")),
    )
    op.create_table(
        "matrices",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("rows", sa.Text(), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.Column("states", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matrices")),
    )
    op.create_index(op.f("ix_matrices_position"), "matrices", ["position"], unique=False)
    op.create_table(
        "meta",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_meta")),
    )
    op.create_table(
        "nodes",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("limitation", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("leg", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nodes")),
    )
    op.create_index(op.f("ix_nodes_limitation"), "nodes", ["limitation"], unique=False)
    op.create_index(op.f("ix_nodes_position"), "nodes", ["position"], unique=False)
    op.create_table(
        "responses",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("works", sa.Text(), nullable=False),
        sa.Column("claims", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("touches", sa.Text(), nullable=False),
        sa.Column("limits", sa.Text(), nullable=False),
        sa.Column("limits_note", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("jurisdiction", sa.Text(), nullable=False),
        sa.Column("duty_holder", sa.Text(), nullable=False),
        sa.Column("trigger", sa.Text(), nullable=False),
        sa.Column("burden", sa.Text(), nullable=False),
        sa.Column("since", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_responses")),
    )
    op.create_index(op.f("ix_responses_position"), "responses", ["position"], unique=False)
    op.create_table(
        "schemes",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schemes")),
    )
    op.create_index(op.f("ix_schemes_position"), "schemes", ["position"], unique=False)
    op.create_table(
        "touched",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", "type", "id", name=op.f("pk_touched")),
    )
    op.create_table(
        "verdicts",
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("work", sa.Text(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("read_at", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("access", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("fault", sa.Text(), nullable=True),
        sa.Column("is_major", sa.Boolean(), nullable=False),
        sa.Column("locator", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("claim", "work", "reader", "read_at", name=op.f("pk_verdicts")),
    )
    op.create_index(op.f("ix_verdicts_position"), "verdicts", ["position"], unique=False)
    op.create_index(op.f("ix_verdicts_work"), "verdicts", ["work"], unique=False)
    op.create_table(
        "waivers",
        sa.Column("check", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("until", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("check", "subject", name=op.f("pk_waivers")),
    )
    op.create_index(op.f("ix_waivers_position"), "waivers", ["position"], unique=False)
    op.create_table(
        "works",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("folded_key", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("block", sa.Text(), nullable=True),
        sa.Column("block_format", sa.Text(), nullable=False),
        sa.Column("authors", sa.Text(), nullable=False),
        sa.Column("editors", sa.Text(), nullable=False),
        sa.Column("issued", sa.Text(), nullable=True),
        sa.Column("cited_as", sa.Integer(), nullable=True),
        sa.Column("link_policy", sa.Text(), nullable=False),
        sa.Column("read_status", sa.Text(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.Column("repairs", sa.Text(), nullable=False),
        sa.Column("related", sa.Text(), nullable=False),
        sa.Column("origins", sa.Text(), nullable=False),
        sa.Column("address_sha256", sa.Text(), nullable=True),
        sa.Column("gist", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_works")),
        sa.UniqueConstraint("folded_key", name=op.f("uq_works_folded_key")),
    )
    op.create_index(op.f("ix_works_position"), "works", ["position"], unique=False)
    op.create_index(op.f("ix_works_year"), "works", ["year"], unique=False)
    op.create_table(
        "identifiers",
        sa.Column("work", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["work"], ["works.key"], name=op.f("fk_identifiers_work"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("work", "position", name=op.f("pk_identifiers")),
    )
    op.create_index(op.f("ix_identifiers_kind"), "identifiers", ["kind", "value"], unique=False)
    op.create_table(
        "aliases",
        sa.Column("work", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("alias", sa.Text(), nullable=False),
        sa.Column("folded_alias", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["work"], ["works.key"], name=op.f("fk_aliases_work"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("work", "position", name=op.f("pk_aliases")),
    )
    op.create_index(op.f("ix_aliases_folded_alias"), "aliases", ["folded_alias"], unique=False)
    op.create_table(
        "cells",
        sa.Column("matrix", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("row", sa.Text(), nullable=False),
        sa.Column("column", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("claims", sa.Text(), nullable=False),
        sa.Column("where", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["matrix"], ["matrices.id"], name=op.f("fk_cells_matrix"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("matrix", "position", name=op.f("pk_cells")),
    )
    op.create_table(
        "citations",
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("work", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("group", sa.Integer(), nullable=True),
        sa.Column("through_range", sa.Boolean(), nullable=False),
        sa.Column("is_ambiguous", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim"], ["claims.id"], name=op.f("fk_citations_claim"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("claim", "position", name=op.f("pk_citations")),
    )
    op.create_index(op.f("ix_citations_work"), "citations", ["work"], unique=False)
    op.create_table(
        "claim_concepts",
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("concept", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim"], ["claims.id"], name=op.f("fk_claim_concepts_claim"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("claim", "position", name=op.f("pk_claim_concepts")),
    )
    op.create_index(op.f("ix_claim_concepts_concept"), "claim_concepts", ["concept"], unique=False)
    op.create_table(
        "excerpts",
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("work", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.Text(), nullable=False),
        sa.Column("fingerprint_length", sa.Integer(), nullable=True),
        sa.Column("fingerprint_sha256", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["claim"], ["claims.id"], name=op.f("fk_excerpts_claim"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("claim", "position", name=op.f("pk_excerpts")),
    )
    op.create_index(op.f("ix_excerpts_id"), "excerpts", ["id"], unique=False)
    op.create_index(op.f("ix_excerpts_work"), "excerpts", ["work"], unique=False)
    op.create_table(
        "figures",
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("high", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("qualifier", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Text(), nullable=True),
        sa.Column("since", sa.Text(), nullable=True),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("dispute", sa.Text(), nullable=False),
        sa.Column("disputed_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim"], ["claims.id"], name=op.f("fk_figures_claim"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("claim", "position", name=op.f("pk_figures")),
    )
    op.create_table(
        "legs",
        sa.Column("limitation", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["limitation"], ["limitations.id"], name=op.f("fk_legs_limitation"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("limitation", "position", name=op.f("pk_legs")),
    )
    op.create_table(
        "node_carried",
        sa.Column("node", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("work", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["node"], ["nodes.id"], name=op.f("fk_node_carried_node"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("node", "position", name=op.f("pk_node_carried")),
    )
    op.create_index(op.f("ix_node_carried_work"), "node_carried", ["work"], unique=False)
    op.create_table(
        "node_claims",
        sa.Column("node", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("claim", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["node"], ["nodes.id"], name=op.f("fk_node_claims_node"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("node", "position", name=op.f("pk_node_claims")),
    )
    op.create_index(op.f("ix_node_claims_claim"), "node_claims", ["claim"], unique=False)
    for statement in _GUARDS.get(op.get_bind().dialect.name, ()):
        op.execute(statement)
