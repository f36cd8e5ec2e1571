"""People may ask to be moved to another category

Revision ID: gr3
Revises: gr2
"""

import sqlalchemy as sa
from alembic import op

revision = 'gr3'
down_revision = 'gr2'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('categories', schema=None) as batch_op:
        batch_op.add_column(sa.Column('lets_move', sa.Boolean(), server_default=sa.false(), nullable=False))
    with op.batch_alter_table('categories', schema=None) as batch_op:
        batch_op.alter_column('lets_move', server_default=None)


def downgrade():
    with op.batch_alter_table('categories', schema=None) as batch_op:
        batch_op.drop_column('lets_move')
