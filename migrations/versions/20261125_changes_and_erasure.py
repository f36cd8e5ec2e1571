"""Changes that await a decision, and people who were forgotten

Revision ID: fo4
Revises: ma3
"""

import sqlalchemy as sa
from alembic import op

revision = 'fo4'
down_revision = 'ma3'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('change_requests',
    sa.Column('registration_id', sa.Integer(), nullable=False),
    sa.Column('details', sa.Text(), nullable=False),
    sa.Column('answers', sa.Text(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['registration_id'], ['registrations.id'], name=op.f('fk_change_requests_registration_id_registrations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('registration_id', name=op.f('pk_change_requests'))
    )
    with op.batch_alter_table('registration_desks', schema=None) as batch_op:
        batch_op.add_column(sa.Column('changes_until', sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table('registrations', schema=None) as batch_op:
        batch_op.add_column(sa.Column('erased_at', sa.DateTime(timezone=True), nullable=True))


def downgrade():
    with op.batch_alter_table('registrations', schema=None) as batch_op:
        batch_op.drop_column('erased_at')
    with op.batch_alter_table('registration_desks', schema=None) as batch_op:
        batch_op.drop_column('changes_until')
    op.drop_table('change_requests')
