"""Signing up for items of an agenda

Revision ID: ag2
Revises: pe4
"""

import sqlalchemy as sa
from alembic import op

revision = 'ag2'
down_revision = 'pe4'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('sign_ups',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('session_id', sa.Integer(), nullable=False),
    sa.Column('registration_id', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['registration_id'], ['registrations.id'], name=op.f('fk_sign_ups_registration_id_registrations'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['session_id'], ['sessions.id'], name=op.f('fk_sign_ups_session_id_sessions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_ups')),
    sa.UniqueConstraint('session_id', 'registration_id', name=op.f('uq_sign_ups_session_id_registration_id'))
    )
    with op.batch_alter_table('sign_ups', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sign_ups_registration_id'), ['registration_id'], unique=False)


def downgrade():
    with op.batch_alter_table('sign_ups', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sign_ups_registration_id'))

    op.drop_table('sign_ups')
