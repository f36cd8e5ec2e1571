"""Mailings by category and by presence

Revision ID: ld1
Revises: sp1
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")

revision = 'ld1'
down_revision = 'sp1'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('mailings') as batch_op:
        batch_op.add_column(sa.Column('categories', JSON, nullable=False, server_default='[]'))
        batch_op.add_column(sa.Column('presences', JSON, nullable=False, server_default='[]'))
    with op.batch_alter_table('mailings') as batch_op:
        batch_op.alter_column('categories', server_default=None)
        batch_op.alter_column('presences', server_default=None)


def downgrade():
    with op.batch_alter_table('mailings') as batch_op:
        batch_op.drop_column('presences')
        batch_op.drop_column('categories')
