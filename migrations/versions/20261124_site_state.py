"""A token for all that the public may see

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

from eventhub.tokens import new_token

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade():
    state = op.create_table('site_state',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token', sa.String(length=43), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_site_state'))
    )
    op.bulk_insert(state, [{'id': 1, 'token': new_token()}])


def downgrade():
    op.drop_table('site_state')
