"""Addresses that take no mail

Revision ID: ma3
Revises: ap3
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")

revision = 'ma3'
down_revision = 'ap3'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('suppressed_addresses',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('email_key', sa.String(length=254), nullable=False),
    sa.Column('reason', sa.String(length=60), nullable=False),
    sa.Column('message_id', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['message_id'], ['outbox_messages.id'], name=op.f('fk_suppressed_addresses_message_id_outbox_messages'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_suppressed_addresses')),
    sa.UniqueConstraint('email_key', name=op.f('uq_suppressed_addresses_email_key'))
    )
    with op.batch_alter_table('suppressed_addresses', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_suppressed_addresses_message_id'), ['message_id'], unique=False)



def downgrade():
    with op.batch_alter_table('suppressed_addresses', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_suppressed_addresses_message_id'))

    op.drop_table('suppressed_addresses')
