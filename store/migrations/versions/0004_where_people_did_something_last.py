"""Of a person's accounts, one is where they did something last; so far, their first."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_LATER_ONES = "id NOT IN (SELECT min(id) FROM accounts GROUP BY person_id)"


def upgrade() -> None:
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("latest", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.execute(f"UPDATE accounts SET latest = false WHERE {_LATER_ONES}")


def downgrade() -> None:
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.drop_column("latest")
