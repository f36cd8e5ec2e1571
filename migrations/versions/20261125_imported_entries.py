"""Events taken over from calendars of others

Revision ID: ca3
Revises: ma4
"""

import sqlalchemy as sa
from alembic import op

revision = 'ca3'
down_revision = 'ma4'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('imported_entries',
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('uid', sa.String(length=255), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['events.id'], name=op.f('fk_imported_entries_event_id_events'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('event_id', name=op.f('pk_imported_entries')),
    sa.UniqueConstraint('uid', name=op.f('uq_imported_entries_uid'))
    )


def downgrade():
    op.drop_table('imported_entries')
