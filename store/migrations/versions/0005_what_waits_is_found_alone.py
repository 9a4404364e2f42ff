"""What waits is found without looking through what was sent."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_WAITING = {
    "sqlite_where": sa.text("state = 'waiting'"),
    "postgresql_where": sa.text("state = 'waiting'"),
}
_INDEXES = {
    "ix_outbox_next_at_id_programme_id_room": ["next_at", "id", "programme_id", "room"],
    "ix_outbox_programme_id_room_id_next_at_owner": ["programme_id", "room", "id", "next_at", "owner"],
}


def upgrade() -> None:
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index("ix_outbox_next_at", **_WAITING)
        for name, columns in _INDEXES.items():
            batch_op.create_index(name, columns, unique=False, **_WAITING)


def downgrade() -> None:
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        for name in _INDEXES:
            batch_op.drop_index(name, **_WAITING)
        batch_op.create_index("ix_outbox_next_at", ["next_at"], unique=False, **_WAITING)
