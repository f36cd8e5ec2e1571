"""Encrypt what people need

Revision ID: fo1
Revises: pe1
"""

import sqlalchemy as sa
from alembic import op

from eventhub.db.encryption import EncryptedText

revision = 'fo1'
down_revision = 'pe1'
branch_labels = None
depends_on = None

plain = sa.table('registrations', sa.column('id', sa.Integer), sa.column('needs', sa.Text))
encrypted = sa.table('registrations', sa.column('id', sa.Integer), sa.column('needs', EncryptedText))


def _copy(source, target):
    connection = op.get_bind()
    for key, needs in connection.execute(sa.select(source.c.id, source.c.needs).where(source.c.needs != sa.literal('', sa.Text))).all():
        connection.execute(sa.update(target).where(target.c.id == key).values(needs=needs))


def upgrade():
    _copy(plain, encrypted)


def downgrade():
    _copy(encrypted, plain)
