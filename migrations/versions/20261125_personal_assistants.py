"""Personal assistants, besides the quota

Revision ID: ma5
Revises: fo5
"""

import sqlalchemy as sa
from alembic import op

revision = 'ma5'
down_revision = 'fo5'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('nominees', schema=None) as batch_op:
        batch_op.add_column(sa.Column('is_assistant', sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table('nominees', schema=None) as batch_op:
        batch_op.alter_column('is_assistant', server_default=None)


def downgrade():
    with op.batch_alter_table('nominees', schema=None) as batch_op:
        batch_op.drop_column('is_assistant')
