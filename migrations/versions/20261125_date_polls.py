"""Polls for the date of an event

Revision ID: po1
Revises: ld1
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
RUNNING = sa.text("status IN ('open', 'closed')")

revision = 'po1'
down_revision = 'ld1'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('date_polls',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('status', sa.String(length=32), nullable=False),
    sa.Column('message', JSON, nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('shows_answers', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('forgotten_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['event_id'], ['events.id'], name=op.f('fk_date_polls_event_id_events'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_date_polls'))
    )
    op.create_index(op.f('ix_date_polls_event_id'), 'date_polls', ['event_id'], unique=False)
    op.create_index('uq_date_polls_running', 'date_polls', ['event_id'], unique=True, sqlite_where=RUNNING, postgresql_where=RUNNING)
    op.create_table('proposed_dates',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('poll_id', sa.Integer(), nullable=False),
    sa.Column('uid', sa.String(length=36), nullable=False),
    sa.Column('starts_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('state', sa.String(length=32), nullable=False),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('revised_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['poll_id'], ['date_polls.id'], name=op.f('fk_proposed_dates_poll_id_date_polls'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proposed_dates')),
    sa.UniqueConstraint('poll_id', 'starts_at', 'ends_at', name=op.f('uq_proposed_dates_poll_id_starts_at_ends_at')),
    sa.UniqueConstraint('uid', name=op.f('uq_proposed_dates_uid'))
    )
    op.create_table('asked_organizations',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('poll_id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('comment', sa.Text(), nullable=False),
    sa.Column('reminded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_asked_organizations_organization_id_organizations'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['poll_id'], ['date_polls.id'], name=op.f('fk_asked_organizations_poll_id_date_polls'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_asked_organizations')),
    sa.UniqueConstraint('poll_id', 'organization_id', name=op.f('uq_asked_organizations_poll_id_organization_id'))
    )
    op.create_index(op.f('ix_asked_organizations_organization_id'), 'asked_organizations', ['organization_id'], unique=False)
    op.create_table('date_answers',
    sa.Column('asked_id', sa.Integer(), nullable=False),
    sa.Column('date_id', sa.Integer(), nullable=False),
    sa.Column('answer', sa.String(length=32), nullable=False),
    sa.ForeignKeyConstraint(['asked_id'], ['asked_organizations.id'], name=op.f('fk_date_answers_asked_id_asked_organizations'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['date_id'], ['proposed_dates.id'], name=op.f('fk_date_answers_date_id_proposed_dates'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('asked_id', 'date_id', name=op.f('pk_date_answers'))
    )
    op.create_index(op.f('ix_date_answers_date_id'), 'date_answers', ['date_id'], unique=False)
    op.create_table('poll_links',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('asked_id', sa.Integer(), nullable=False),
    sa.Column('token_digest', sa.String(length=64), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['asked_id'], ['asked_organizations.id'], name=op.f('fk_poll_links_asked_id_asked_organizations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_poll_links')),
    sa.UniqueConstraint('token_digest', name=op.f('uq_poll_links_token_digest'))
    )
    op.create_index(op.f('ix_poll_links_asked_id'), 'poll_links', ['asked_id'], unique=False)


def downgrade():
    for name in ('poll_links', 'date_answers', 'asked_organizations', 'proposed_dates', 'date_polls'):
        op.drop_table(name)
