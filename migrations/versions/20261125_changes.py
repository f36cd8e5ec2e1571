"""The log of changes

Revision ID: ap3
Revises: fo3
"""

import sqlalchemy as sa
from alembic import op

from eventhub.db.types import UtcDateTime

revision = 'ap3'
down_revision = 'fo3'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('changes',
    sa.Column('number', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('at', UtcDateTime(), nullable=False),
    sa.Column('action', sa.String(length=80), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.String(length=120), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=True),
    sa.Column('event_slug', sa.String(length=120), nullable=False),
    sa.Column('office_id', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_changes'))
    )
    with op.batch_alter_table('changes') as batch_op:
        batch_op.create_index(batch_op.f('ix_changes_event_id_number'), ['event_id', 'number'], unique=False)


def downgrade():
    op.drop_table('changes')
