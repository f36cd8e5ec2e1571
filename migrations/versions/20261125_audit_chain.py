"""From where an act came, and the seals of the audit trail

Revision ID: pe4
Revises: da3
"""

import sqlalchemy as sa
from alembic import op

revision = 'pe4'
down_revision = 'da3'
branch_labels = None
depends_on = None


def upgrade():
    # What is there already is sealed by the worker, when it runs for the first time.
    with op.batch_alter_table('audit_entries', schema=None) as batch_op:
        batch_op.add_column(sa.Column('origin', sa.String(length=60), server_default='', nullable=False))
        batch_op.add_column(sa.Column('position', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('salt', sa.String(length=43), server_default='', nullable=False))
        batch_op.add_column(sa.Column('told', sa.String(length=64), server_default='', nullable=False))
        batch_op.add_column(sa.Column('seal', sa.String(length=64), server_default='', nullable=False))
        batch_op.create_unique_constraint(batch_op.f('uq_audit_entries_position'), ['position'])
    # The default was for the lines that are there.
    with op.batch_alter_table('audit_entries', schema=None) as batch_op:
        for name, length in (('origin', 60), ('salt', 43), ('told', 64), ('seal', 64)):
            batch_op.alter_column(name, existing_type=sa.String(length=length), existing_nullable=False, server_default=None)
    op.create_table('audit_head',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('seal', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_head'))
    )


def downgrade():
    op.drop_table('audit_head')
    with op.batch_alter_table('audit_entries', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_audit_entries_position'), type_='unique')
        for name in ('seal', 'told', 'salt', 'position', 'origin'):
            batch_op.drop_column(name)
