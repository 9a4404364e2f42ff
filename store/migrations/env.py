"""Run by Alembic, over the connection that `store.migrate` hands it."""

from alembic import context

from store import tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=tables.programmes.metadata,
    render_as_batch=True,
    render_item=context.config.attributes.get("render_item"),
)
context.run_migrations()
