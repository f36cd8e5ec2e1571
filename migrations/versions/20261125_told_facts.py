"""What people have been told of date and place, for notices of a change

Revision ID: ma2
Revises: ap2
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")

revision = 'ma2'
down_revision = 'ap2'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('told_facts',
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('status', sa.String(length=32), nullable=False),
    sa.Column('starts_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('time_zone', sa.String(length=64), nullable=False),
    sa.Column('session_days', JSON, nullable=False),
    sa.Column('mode', sa.String(length=32), nullable=False),
    sa.Column('venue', JSON, nullable=False),
    sa.Column('address', sa.String(length=500), nullable=False),
    sa.Column('city', JSON, nullable=False),
    sa.Column('country', sa.String(length=2), nullable=True),
    sa.Column('online_url', sa.String(length=500), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['event_id'], ['events.id'], name=op.f('fk_told_facts_event_id_events'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('event_id', name=op.f('pk_told_facts'))
    )
    with op.batch_alter_table('told_facts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_told_facts_due_at'), ['due_at'], unique=False)
    # Whoever has registered so far was told of the events as they stand.
    facts = 'status, starts_at, ends_at, time_zone, session_days, mode, venue, address, city, country, online_url'
    op.execute(
        f"INSERT INTO told_facts (event_id, {facts}) "
        f"SELECT id, {facts} FROM events WHERE status IN ('published', 'postponed')"
    )


def downgrade():
    with op.batch_alter_table('told_facts', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_told_facts_due_at'))

    op.drop_table('told_facts')
