"""Indexes from which lists of events are read

Revision ID: pf1
Revises: ma1
"""

from alembic import op

revision = 'pf1'
down_revision = 'ma1'
branch_labels = None
depends_on = None

LISTED = ['visibility', 'status']


def upgrade():
    with op.batch_alter_table('events', schema=None) as batch_op:
        batch_op.drop_index('ix_events_visibility_status_starts_at')
        batch_op.drop_index('ix_events_country')
        for columns in (['starts_at', 'ends_at'], ['ends_at', 'starts_at'], ['country', 'starts_at', 'ends_at']):
            columns += LISTED
            batch_op.create_index('_'.join(['ix_events', *columns]), columns, unique=False)


def downgrade():
    with op.batch_alter_table('events', schema=None) as batch_op:
        for columns in (['country', 'starts_at', 'ends_at'], ['ends_at', 'starts_at'], ['starts_at', 'ends_at']):
            batch_op.drop_index('_'.join(['ix_events', *columns, *LISTED]))
        batch_op.create_index('ix_events_country', ['country'], unique=False)
        batch_op.create_index('ix_events_visibility_status_starts_at', ['visibility', 'status', 'starts_at'], unique=False)
