"""Roles that hold for one office, programme or event, and events shared with another office

Users keep their own role, their offices and their events: nobody gains or loses anything.

Revision ID: pe3
Revises: ap4
"""

import sqlalchemy as sa
from alembic import op

revision = 'pe3'
down_revision = 'ap4'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('grants',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.String(length=32), nullable=False),
    sa.Column('scope_kind', sa.String(length=32), nullable=False),
    sa.Column('scope_id', sa.Integer(), nullable=False),
    sa.Column('given_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_grants_user_id_users'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_grants')),
    sa.UniqueConstraint('user_id', 'role', 'scope_kind', 'scope_id', name=op.f('uq_grants_user_id_role_scope_kind_scope_id'))
    )
    op.create_index(op.f('ix_grants_scope_kind_scope_id'), 'grants', ['scope_kind', 'scope_id'])
    op.create_table('event_shares',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('office_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.String(length=32), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['events.id'], name=op.f('fk_event_shares_event_id_events'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['office_id'], ['offices.id'], name=op.f('fk_event_shares_office_id_offices'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_event_shares')),
    sa.UniqueConstraint('event_id', 'office_id', name=op.f('uq_event_shares_event_id_office_id'))
    )
    op.create_index(op.f('ix_event_shares_office_id'), 'event_shares', ['office_id'])


def downgrade():
    # Roles of one place are lost: before, there were none. Users whose own role is one of the new ones become viewers.
    op.execute(
        "UPDATE users SET role = 'viewer' WHERE role IN ('clearing_officer', 'registrar', 'checkin', 'finance')"
    )
    op.drop_table('event_shares')
    op.drop_table('grants')
