"""A ticket for each registration

Revision ID: da1
Revises: ag1
"""

import sqlalchemy as sa
from alembic import op

from eventhub.tokens import new_ticket

revision = 'da1'
down_revision = 'ag1'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('registrations', schema=None) as batch_op:
        batch_op.add_column(sa.Column('ticket', sa.String(length=32), nullable=True))
    registrations = sa.table('registrations', sa.column('id'), sa.column('ticket'))
    connection = op.get_bind()
    for number in connection.scalars(sa.select(registrations.c.id)).all():
        connection.execute(
            sa.update(registrations).where(registrations.c.id == number).values(ticket=new_ticket())
        )
    with op.batch_alter_table('registrations', schema=None) as batch_op:
        batch_op.alter_column('ticket', existing_type=sa.String(length=32), nullable=False)
        batch_op.create_unique_constraint(batch_op.f('uq_registrations_ticket'), ['ticket'])


def downgrade():
    with op.batch_alter_table('registrations', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_registrations_ticket'), type_='unique')
        batch_op.drop_column('ticket')
