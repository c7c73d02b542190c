"""The tables of a library's database.

A record's own parts (citations of a claim, legs of a limitation) stand in tables of their own when
something is looked up by them, each row with its owner and its position; else they are JSON text.
Between records there are no foreign keys: whether a claim's works exist is a matter of evidence,
and reported by a check. Dates and decimal numbers are text, so that they come back as they were.
"""

from __future__ import annotations

from sqlalchemy import (
    DDL,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    event,
    false,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)


def _texts(*names: str) -> list[Column[str]]:
    return [Column(name, Text, nullable=False) for name in names]


def _lists(*names: str) -> list[Column[str]]:
    # JSON lists, read and written in columns.py.
    return [Column(name, Text, nullable=False) for name in names]


def _maybe(*names: str) -> list[Column[str]]:
    return [Column(name, Text) for name in names]


def _numbers(*names: str) -> list[Column[int]]:
    return [Column(name, Integer) for name in names]


def _flags(*names: str) -> list[Column[bool]]:
    return [Column(name, Boolean, nullable=False) for name in names]


def _later(*names: str) -> list[Column[str]]:
    # Texts that a later form of the database added; older rows say nothing there.
    return [Column(name, Text, nullable=False, server_default="") for name in names]


def _derived(*names: str) -> list[Column[str]]:
    # Digests of what the same row says, kept so that they can be compared without reading it;
    # empty where an older program wrote the row.
    return [
        Column(name, Text, nullable=False, server_default="", info={"derived": True})
        for name in names
    ]


def _key(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _position() -> Column[int]:
    return Column("position", Integer, nullable=False, index=True)


def _owned(owner: str, key: str) -> list[Column[str] | Column[int]]:
    return [
        Column(owner, Text, ForeignKey(key, ondelete="CASCADE"), primary_key=True),
        Column("position", Integer, primary_key=True, autoincrement=False),
    ]


def _reference(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, index=True)


meta = Table("meta", metadata, Column("name", Text, primary_key=True), *_texts("value"))

# Alembic's own table, spelled here so that a library can be opened without importing Alembic.
version = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)

about = Table(
    "about",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    *_texts("title", "survey", "language", "licence", "scope", "content_note", "read_on"),
    *_lists("queries"),
    *_texts("note"),
)

works = Table(
    "works",
    metadata,
    Column("key", Text, primary_key=True),
    _position(),
    Column("folded_key", Text, nullable=False),
    *_texts("type", "title"),
    *_numbers("year"),
    Column("fields", Text, nullable=False),
    *_maybe("block"),
    *_texts("block_format"),
    *_lists("authors", "editors"),
    *_maybe("issued"),
    *_numbers("cited_as"),
    *_texts("link_policy", "read_status"),
    *_lists("standing", "seen", "repairs", "related", "origins"),
    *_maybe("address_sha256"),
    *_texts("gist", "note"),
    *_later("identified"),
    UniqueConstraint("folded_key"),
    Index(None, "year"),
)

aliases = Table(
    "aliases",
    metadata,
    *_owned("work", "works.key"),
    *_texts("alias"),
    _reference("folded_alias"),
)

identifiers = Table(
    "identifiers",
    metadata,
    *_owned("work", "works.key"),
    *_texts("kind", "value"),
    Index(None, "kind", "value"),
)

loose_blocks = Table(
    "loose_blocks",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=False),
    *_texts("kind", "name", "text"),
)

claims = Table(
    "claims",
    metadata,
    Column("id", Text, primary_key=True),
    _position(),
    _reference("work"),
    *_texts("statement", "kind", "section"),
    *_numbers("paragraph", "sentence"),
    *_texts("clause", "page", "attribution", "modality", "population"),
    *_texts("read_status", "seen", "note"),
    *_flags("is_withdrawn"),
    Column("is_draft", Boolean, nullable=False, server_default=false()),
    *_derived("wording_sha256"),
)

citations = Table(
    "citations",
    metadata,
    *_owned("claim", "claims.id"),
    _reference("work"),
    *_numbers("number", "group"),
    *_flags("through_range", "is_ambiguous"),
    *_derived("wording_sha256"),
)

figures = Table(
    "figures",
    metadata,
    *_owned("claim", "claims.id"),
    *_texts("value"),
    *_maybe("high"),
    *_texts("unit", "subject", "qualifier"),
    *_maybe("as_of", "since", "until"),
    *_texts("dispute"),
    *_lists("disputed_by"),
    *_later("ratio_of", "sum_of", "growth_of", "not_before"),
)

excerpts = Table(
    "excerpts",
    metadata,
    *_owned("claim", "claims.id"),
    _reference("id"),
    _reference("work"),
    *_texts("quote", "prefix", "suffix"),
    *_numbers("start", "end"),
    *_texts("page", "text_sha256"),
    *_numbers("fingerprint_length"),
    *_maybe("fingerprint_sha256"),
    # `on_page` is the position of an excerpt; `position` is its place among those of its claim.
    *_later("comment", "colour", "by", "made_at", "origin", "on_page", "found_by"),
    *_derived("wording_sha256"),
)

waiting_excerpts = Table(
    "waiting_excerpts",
    metadata,
    Column("id", Text, primary_key=True),
    _position(),
    _reference("work"),
    *_texts("quote", "prefix", "suffix"),
    *_numbers("start", "end"),
    *_texts("page", "text_sha256"),
    *_numbers("fingerprint_length"),
    *_maybe("fingerprint_sha256"),
    *_texts("comment", "colour", "by", "made_at", "origin", "on_page"),
    *_later("found_by"),
)

claim_concepts = Table(
    "claim_concepts",
    metadata,
    *_owned("claim", "claims.id"),
    _reference("concept"),
)

limitations = Table(
    "limitations",
    metadata,
    Column("id", Text, primary_key=True),
    _position(),
    *_texts("title", "summary", "robustness"),
    *_lists("unstated", "cautions"),
)

legs = Table(
    "legs", metadata, *_owned("limitation", "limitations.id"), *_texts("id", "title", "note")
)

nodes = Table(
    "nodes",
    metadata,
    Column("id", Text, primary_key=True),
    _position(),
    _reference("limitation"),
    *_texts("role", "text", "leg", "basis", "note"),
)

node_claims = Table(
    "node_claims",
    metadata,
    *_owned("node", "nodes.id"),
    _reference("claim"),
)

node_carried = Table(
    "node_carried",
    metadata,
    *_owned("node", "nodes.id"),
    _reference("work"),
)

links = Table(
    "links",
    metadata,
    *(_key(name) for name in ("source", "relation", "target")),
    _position(),
    *_texts("warrant", "stated_by"),
    PrimaryKeyConstraint("source", "relation", "target"),
    Index(None, "target"),
)

schemes = Table(
    "schemes",
    metadata,
    Column("id", Text, primary_key=True),
    _position(),
    *_texts("title", "version", "source", "note"),
)

concepts = Table(
    "concepts",
    metadata,
    Column("id", Text, primary_key=True),
    _position(),
    _reference("scheme"),
    *_texts("label", "definition", "broader"),
    *_lists("alternative_labels"),
    *_texts("note"),
)

matrices = Table(
    "matrices",
    metadata,
    Column("id", Text, primary_key=True),
    _position(),
    *_texts("title", "rows", "columns"),
    *_lists("states"),
    *_texts("note"),
)

cells = Table(
    "cells",
    metadata,
    *_owned("matrix", "matrices.id"),
    *_texts("row", "column", "state", "basis"),
    *_lists("claims"),
    *_texts("where", "note", "remark"),
)

responses = Table(
    "responses",
    metadata,
    Column("id", Text, primary_key=True),
    _position(),
    *_texts("name", "kind"),
    *_lists("works", "claims"),
    *_texts("stage", "touches"),
    *_lists("limits"),
    *_texts("limits_note", "actor", "jurisdiction", "duty_holder", "trigger", "burden"),
    *_texts("since", "note"),
)

verdicts = Table(
    "verdicts",
    metadata,
    *(_key(name) for name in ("claim", "work", "reader", "read_at")),
    _position(),
    *_texts("state", "access", "reason"),
    *_maybe("fault"),
    *_flags("is_major"),
    *_texts("locator"),
    *_later("excerpt", "claim_sha256", "citation_sha256", "excerpt_sha256", "text_sha256"),
    Column("is_adjudication", Boolean, nullable=False, server_default=false()),
    *_later("agreed_by"),
    Column("is_taken_back", Boolean, nullable=False, server_default=false()),
    PrimaryKeyConstraint("claim", "work", "reader", "read_at"),
    Index(None, "work"),
)

# What claims, citations and excerpts said before they were changed under a verdict, by digest.
wordings = Table(
    "wordings", metadata, Column("sha256", Text, primary_key=True), _position(), *_texts("words")
)

# What the rules of alarms found of each pair; worked out from the rest, and never logged.
alarms = Table(
    "alarms",
    metadata,
    *(_key(name) for name in ("claim", "work")),
    Column("position", Integer, nullable=False),
    *_texts("rule", "message", "where", "source"),
    *(Column(name, Integer, nullable=False) for name in ("start", "end")),
    PrimaryKeyConstraint("claim", "work", "position"),
)

# Which pairs the rules have looked at: the place of their sentence, a digest of all that was
# looked at, and which rules could not look, and why.
alarm_looks = Table(
    "alarm_looks",
    metadata,
    _key("claim"),
    _reference("work"),
    _reference("sentence"),
    *_texts("digest", "could_not"),
    PrimaryKeyConstraint("claim", "work"),
)

waivers = Table(
    "waivers",
    metadata,
    *(_key(name) for name in ("check", "subject")),
    _position(),
    *_texts("why", "by"),
    *_maybe("until"),
    PrimaryKeyConstraint("check", "subject"),
)

attachments = Table(
    "attachments",
    metadata,
    *(_key(name) for name in ("sha256", "work")),
    _position(),
    *_texts("name", "media_type"),
    Column("size", Integer, nullable=False),
    *_texts("added_at", "part_of", "scope"),
    PrimaryKeyConstraint("sha256", "work"),
    Index(None, "work"),
)

# The text taken from a file, under the hash of the file; boxes are packed, see texts.py.
texts = Table(
    "texts",
    metadata,
    Column("sha256", Text, primary_key=True),
    _reference("text_sha256"),
    *_texts("media_type", "title", "content"),
    Column("characters", Integer, nullable=False),
    *_lists("pages", "parts", "marks", "problems", "sources"),
    Column("boxes", LargeBinary, nullable=False),
)

# What was last seen in Zotero: how far each library or collection was read, and every item.
zotero_scopes = Table(
    "zotero_scopes",
    metadata,
    Column("name", Text, primary_key=True),
    _position(),
    Column("version", Integer, nullable=False),
    *_texts("title"),
)

zotero_copies = Table(
    "zotero_copies",
    metadata,
    *(_key(name) for name in ("library", "key")),
    _position(),
    Column("version", Integer, nullable=False),
    *_texts("item_type"),
    _reference("work"),
    *_texts("parent", "data", "disputed", "written"),
    *_flags("is_gone"),
    PrimaryKeyConstraint("library", "key"),
)

# Which documents of the search index each of the latest deeds made stale, so that an index that
# missed a deed need not be built anew. Type and id are empty where a deed touched too many.
touched = Table(
    "touched",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("type", Text, primary_key=True),
    Column("id", Text, primary_key=True),
)

# What a deed that can be undone replaced, as rows; the log itself is shown, and these may not be.
kept = Table(
    "kept",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    *_texts("records"),
)

log = Table(
    "log",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    *(Column(name, Text, nullable=False) for name in ("at", "who", "deed", "why")),
    *(Column(name, Text, nullable=False) for name in ("subjects", "details")),
    *(Column(name, Text, nullable=False) for name in ("previous", "hash")),
)

_SQLITE = """\
CREATE TRIGGER log_keeps_{deed} BEFORE {deed} ON log
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"""

_POSTGRESQL = """\
CREATE FUNCTION log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
'BEGIN RAISE EXCEPTION ''the log is append-only''; END'"""

_POSTGRESQL_TRIGGER = """\
CREATE TRIGGER log_keeps BEFORE UPDATE OR DELETE ON log
FOR EACH ROW EXECUTE FUNCTION log_is_append_only()"""

# Dialect and statement; other databases keep the log by the hashes alone.
LOG_GUARDS = (
    ("sqlite", _SQLITE.format(deed="UPDATE")),
    ("sqlite", _SQLITE.format(deed="DELETE")),
    ("postgresql", _POSTGRESQL),
    ("postgresql", _POSTGRESQL_TRIGGER),
)

for _dialect, _statement in LOG_GUARDS:
    _guard = DDL(_statement)  # type: ignore[no-untyped-call]
    event.listen(log, "after_create", _guard.execute_if(dialect=_dialect))
