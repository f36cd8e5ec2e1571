"""Short texts may have to look like an address or a number

Revision ID: gs2
Revises: gs1
"""

import sqlalchemy as sa
from alembic import op

revision = 'gs2'
down_revision = 'gs1'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('questions', schema=None) as batch_op:
        batch_op.add_column(sa.Column('text_format', sa.String(length=32), server_default='any', nullable=False))
    with op.batch_alter_table('questions', schema=None) as batch_op:
        batch_op.alter_column('text_format', server_default=None)


def downgrade():
    with op.batch_alter_table('questions', schema=None) as batch_op:
        batch_op.drop_column('text_format')
