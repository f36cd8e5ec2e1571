"""Offers of places, exceptions, and seats beside the places

Revision ID: fo3
Revises: ca2
"""

import sqlalchemy as sa
from alembic import op

revision = 'fo3'
down_revision = 'ca2'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('exemptions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('token', sa.String(length=64), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('category_id', sa.Integer(), nullable=True),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['category_id'], ['categories.id'], name=op.f('fk_exemptions_category_id_categories'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['event_id'], ['events.id'], name=op.f('fk_exemptions_event_id_events'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_exemptions')),
    sa.UniqueConstraint('token', name=op.f('uq_exemptions_token'))
    )
    with op.batch_alter_table('exemptions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_exemptions_category_id'), ['category_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_exemptions_event_id'), ['event_id'], unique=False)

    with op.batch_alter_table('registration_desks', schema=None) as batch_op:
        batch_op.add_column(sa.Column('offer_hours', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('places_per_organization', sa.Integer(), nullable=True))

    with op.batch_alter_table('registrations', schema=None) as batch_op:
        batch_op.add_column(sa.Column('offered_until', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('is_extra', sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column('assists_id', sa.Integer(), nullable=True))
    with op.batch_alter_table('registrations', schema=None) as batch_op:
        batch_op.alter_column('is_extra', server_default=None)
        batch_op.create_index(batch_op.f('ix_registrations_assists_id'), ['assists_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_registrations_offered_until'), ['offered_until'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_registrations_assists_id_registrations'), 'registrations', ['assists_id'], ['id'], ondelete='SET NULL')


def downgrade():
    # A place that is offered is taken; it was the person's at once before.
    op.execute("UPDATE registrations SET status = 'confirmed' WHERE status = 'offered'")
    with op.batch_alter_table('registrations', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_registrations_assists_id_registrations'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_registrations_offered_until'))
        batch_op.drop_index(batch_op.f('ix_registrations_assists_id'))
        batch_op.drop_column('assists_id')
        batch_op.drop_column('is_extra')
        batch_op.drop_column('offered_until')

    with op.batch_alter_table('registration_desks', schema=None) as batch_op:
        batch_op.drop_column('places_per_organization')
        batch_op.drop_column('offer_hours')

    op.drop_table('exemptions')
