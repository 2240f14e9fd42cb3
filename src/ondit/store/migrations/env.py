"""Alembic runs this file; the connection is the one that the store has opened."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], version_table="ondit_version")
with context.begin_transaction():
    context.run_migrations()
