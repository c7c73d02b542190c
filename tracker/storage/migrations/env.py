"""What Alembic runs to migrate: one transaction on the connection it is given."""

from __future__ import annotations

from alembic import context

from tracker.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
    transaction_per_migration=False,
    render_as_batch=True,
)
context.run_migrations()
