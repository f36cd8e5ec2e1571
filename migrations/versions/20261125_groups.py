"""Groups: people who are registered together

Revision ID: gr1
Revises: pa2
"""

import sqlalchemy as sa
from alembic import op

revision = 'gr1'
down_revision = 'pa2'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('registration_groups',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('token', sa.String(length=64), nullable=False),
    sa.Column('contact_name', sa.String(length=200), nullable=False),
    sa.Column('contact_email', sa.String(length=254), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('category_id', sa.Integer(), nullable=True),
    sa.Column('is_together', sa.Boolean(), nullable=False),
    sa.Column('keeps_places', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['category_id'], ['categories.id'], name=op.f('fk_registration_groups_category_id_categories'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['event_id'], ['events.id'], name=op.f('fk_registration_groups_event_id_events'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_registration_groups')),
    sa.UniqueConstraint('token', name=op.f('uq_registration_groups_token'))
    )
    with op.batch_alter_table('registration_groups', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_registration_groups_category_id'), ['category_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_registration_groups_event_id'), ['event_id'], unique=False)

    with op.batch_alter_table('registration_desks', schema=None) as batch_op:
        batch_op.add_column(sa.Column('group_size', sa.Integer(), nullable=True))

    with op.batch_alter_table('registrations', schema=None) as batch_op:
        batch_op.add_column(sa.Column('group_id', sa.Integer(), nullable=True))
    with op.batch_alter_table('registrations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_registrations_group_id'), ['group_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_registrations_group_id_registration_groups'), 'registration_groups', ['group_id'], ['id'], ondelete='SET NULL')


def downgrade():
    with op.batch_alter_table('registrations', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_registrations_group_id_registration_groups'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_registrations_group_id'))
        batch_op.drop_column('group_id')

    with op.batch_alter_table('registration_desks', schema=None) as batch_op:
        batch_op.drop_column('group_size')

    op.drop_table('registration_groups')
