"""Numbers of letters that are never given again, and reminders by themselves

Revision ID: ma4
Revises: pe3
"""

from collections import Counter

import sqlalchemy as sa
from alembic import op

revision = 'ma4'
down_revision = 'pe3'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('letter_counters',
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('last', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['events.id'], name=op.f('fk_letter_counters_event_id_events'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('event_id', name=op.f('pk_letter_counters'))
    )
    with op.batch_alter_table('delegations', schema=None) as batch_op:
        batch_op.add_column(sa.Column('remind_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index(batch_op.f('ix_delegations_remind_at'), ['remind_at'], unique=False)

    _count_letters()


def _count_letters():
    """As many as were asked, also those whose request was taken back: the audit trail has them."""
    connection = op.get_bind()
    asked = connection.execute(
        sa.text("SELECT subject_id FROM audit_entries WHERE action = 'event:delegation:ask'")
    ).scalars()
    last = Counter(asked)
    numbers = connection.execute(
        sa.text(
            'SELECT participations.event_id, delegations.reference FROM delegations '
            'JOIN participations ON participations.id = delegations.participation_id'
        )
    )
    for event_id, reference in numbers:
        last[event_id] = max(last[event_id], int(reference.rpartition('-')[2]))
    events = set(connection.execute(sa.text('SELECT id FROM events')).scalars())
    for event_id in last.keys() & events:
        connection.execute(
            sa.text('INSERT INTO letter_counters (event_id, last) VALUES (:event_id, :last)'),
            {'event_id': event_id, 'last': last[event_id]},
        )


def downgrade():
    with op.batch_alter_table('delegations', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_delegations_remind_at'))
        batch_op.drop_column('remind_at')

    op.drop_table('letter_counters')
