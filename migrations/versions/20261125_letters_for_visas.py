"""Letters for visas

Revision ID: pa2
Revises: pa1
"""

import sqlalchemy as sa
from alembic import op

revision = 'pa2'
down_revision = 'pa1'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('visa_letters',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('registration_id', sa.Integer(), nullable=False),
    sa.Column('current_for_id', sa.Integer(), nullable=True),
    sa.Column('status', sa.String(length=32), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('details', sa.Text(), nullable=True),
    sa.Column('costs', sa.String(length=32), nullable=True),
    sa.Column('reference', sa.String(length=40), nullable=True),
    sa.Column('check_code', sa.String(length=12), nullable=False),
    sa.Column('words', sa.Text(), nullable=True),
    sa.Column('days', sa.String(length=21), nullable=False),
    sa.Column('letterhead_id', sa.Integer(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['decided_by_id'], ['users.id'], name=op.f('fk_visa_letters_decided_by_id_users'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['letterhead_id'], ['letterheads.id'], name=op.f('fk_visa_letters_letterhead_id_letterheads')),
    sa.ForeignKeyConstraint(['registration_id'], ['registrations.id'], name=op.f('fk_visa_letters_registration_id_registrations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_visa_letters')),
    sa.UniqueConstraint('current_for_id', name=op.f('uq_visa_letters_current_for_id')),
    sa.UniqueConstraint('reference', name=op.f('uq_visa_letters_reference'))
    )
    with op.batch_alter_table('visa_letters', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_visa_letters_registration_id'), ['registration_id'], unique=False)


def downgrade():
    op.drop_table('visa_letters')