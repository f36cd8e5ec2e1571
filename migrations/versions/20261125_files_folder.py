"""Give each database a folder of its own in a store of files

Revision ID: mn1
Revises: oi1
"""

import sqlalchemy as sa
from alembic import op

from eventhub.tokens import new_token

revision = 'mn1'
down_revision = 'oi1'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('site_state', schema=None) as batch_op:
        batch_op.add_column(sa.Column('files_folder', sa.String(length=43), nullable=False, server_default=''))
    state = sa.table('site_state', sa.column('files_folder', sa.String))
    op.get_bind().execute(state.update().values(files_folder=new_token()))
    with op.batch_alter_table('site_state', schema=None) as batch_op:
        batch_op.alter_column('files_folder', server_default=None)


def downgrade():
    with op.batch_alter_table('site_state', schema=None) as batch_op:
        batch_op.drop_column('files_folder')
