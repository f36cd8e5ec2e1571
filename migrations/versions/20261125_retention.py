"""People become anonymous some days after an event

Revision ID: fo5
Revises: ca3
"""

import sqlalchemy as sa
from alembic import op

revision = 'fo5'
down_revision = 'ca3'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('registration_desks', schema=None) as batch_op:
        batch_op.add_column(sa.Column('retention_days', sa.Integer(), nullable=True))


def downgrade():
    with op.batch_alter_table('registration_desks', schema=None) as batch_op:
        batch_op.drop_column('retention_days')
