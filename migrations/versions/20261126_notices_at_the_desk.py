"""Notices stay, with whom they have told and whom they left

Revision ID: gt1
Revises: gs2
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")

revision = 'gt1'
down_revision = 'gs2'
branch_labels = None
depends_on = None


def upgrade():
    # What is in the database waits to be written: until now nothing else stayed there.
    with op.batch_alter_table('event_notices', schema=None) as batch_op:
        batch_op.add_column(sa.Column('said_facts', JSON, server_default='{}', nullable=False))
        batch_op.add_column(sa.Column('said_revision_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('status', sa.String(length=32), server_default='sending', nullable=False))
        batch_op.add_column(sa.Column('begun_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_event_notices_said_revision_id_agenda_revisions'), 'agenda_revisions', ['said_revision_id'], ['id'], ondelete='SET NULL')
        batch_op.create_index(batch_op.f('ix_event_notices_said_revision_id'), ['said_revision_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_event_notices_status'), ['status'], unique=False)
    op.execute('UPDATE event_notices SET begun_at = CURRENT_TIMESTAMP')
    with op.batch_alter_table('event_notices', schema=None) as batch_op:
        batch_op.alter_column('said_facts', server_default=None)
        batch_op.alter_column('status', server_default=None)
        batch_op.alter_column('begun_at', existing_type=sa.DateTime(timezone=True), nullable=False)
    with op.batch_alter_table('event_notice_recipients', schema=None) as batch_op:
        batch_op.add_column(sa.Column('state', sa.String(length=32), server_default='due', nullable=False))
        batch_op.add_column(sa.Column('since_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('message_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_event_notice_recipients_since_id_event_notices'), 'event_notices', ['since_id'], ['id'], ondelete='CASCADE')
        batch_op.create_foreign_key(batch_op.f('fk_event_notice_recipients_message_id_outbox_messages'), 'outbox_messages', ['message_id'], ['id'], ondelete='SET NULL')
        batch_op.create_index(batch_op.f('ix_event_notice_recipients_since_id'), ['since_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_event_notice_recipients_message_id'), ['message_id'], unique=False)
    with op.batch_alter_table('event_notice_recipients', schema=None) as batch_op:
        batch_op.alter_column('state', server_default=None)


def downgrade():
    # Only those stay who are still to be told: before, there was no log, and nothing was stopped.
    op.execute("DELETE FROM event_notice_recipients WHERE state <> 'due'")
    # Whom one that was stopped left to the next is told by that, not lost with the first.
    op.execute("UPDATE event_notice_recipients SET since_id = NULL")
    op.execute("DELETE FROM event_notices WHERE status <> 'sending'")
    with op.batch_alter_table('event_notice_recipients', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_event_notice_recipients_message_id'))
        batch_op.drop_index(batch_op.f('ix_event_notice_recipients_since_id'))
        batch_op.drop_constraint(batch_op.f('fk_event_notice_recipients_message_id_outbox_messages'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_event_notice_recipients_since_id_event_notices'), type_='foreignkey')
        batch_op.drop_column('message_id')
        batch_op.drop_column('since_id')
        batch_op.drop_column('state')
    with op.batch_alter_table('event_notices', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_event_notices_status'))
        batch_op.drop_index(batch_op.f('ix_event_notices_said_revision_id'))
        batch_op.drop_constraint(batch_op.f('fk_event_notices_said_revision_id_agenda_revisions'), type_='foreignkey')
        batch_op.drop_column('begun_at')
        batch_op.drop_column('status')
        batch_op.drop_column('said_revision_id')
        batch_op.drop_column('said_facts')
