"""Keep versions of tables beside the token of all

Revision ID: cl1
Revises: gr3
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from eventhub.tokens import new_token

JSON = sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')

revision = 'cl1'
down_revision = 'gr3'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('site_state', schema=None) as batch_op:
        batch_op.add_column(sa.Column('versions', JSON, nullable=False, server_default='{}'))
    state = sa.table('site_state', sa.column('versions', JSON))
    op.get_bind().execute(state.update().values(versions={'': new_token()}))
    with op.batch_alter_table('site_state', schema=None) as batch_op:
        batch_op.alter_column('versions', server_default=None)


def downgrade():
    with op.batch_alter_table('site_state', schema=None) as batch_op:
        batch_op.drop_column('versions')
