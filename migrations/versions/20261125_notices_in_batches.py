"""Notices are written some mails at a time

Revision ID: gs1
Revises: cl1
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")

revision = 'gs1'
down_revision = 'cl1'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('event_notices',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('known_facts', JSON, nullable=False),
    sa.Column('known_revision_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['event_id'], ['events.id'], name=op.f('fk_event_notices_event_id_events'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['known_revision_id'], ['agenda_revisions.id'], name=op.f('fk_event_notices_known_revision_id_agenda_revisions'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_event_notices'))
    )
    op.create_index(op.f('ix_event_notices_event_id'), 'event_notices', ['event_id'], unique=False)
    op.create_index(op.f('ix_event_notices_known_revision_id'), 'event_notices', ['known_revision_id'], unique=False)
    op.create_table('event_notice_recipients',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('notice_id', sa.Integer(), nullable=False),
    sa.Column('registration_id', sa.Integer(), nullable=True),
    sa.Column('delegation_id', sa.Integer(), nullable=True),
    sa.Column('speaker_email', sa.String(length=254), nullable=False),
    sa.ForeignKeyConstraint(['delegation_id'], ['delegations.id'], name=op.f('fk_event_notice_recipients_delegation_id_delegations'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['notice_id'], ['event_notices.id'], name=op.f('fk_event_notice_recipients_notice_id_event_notices'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['registration_id'], ['registrations.id'], name=op.f('fk_event_notice_recipients_registration_id_registrations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_event_notice_recipients'))
    )
    for column in ('delegation_id', 'notice_id', 'registration_id'):
        op.create_index(op.f(f'ix_event_notice_recipients_{column}'), 'event_notice_recipients', [column], unique=False)


def downgrade():
    # Who still waits is not told: what came before knows no waiting.
    op.drop_table('event_notice_recipients')
    op.drop_table('event_notices')
