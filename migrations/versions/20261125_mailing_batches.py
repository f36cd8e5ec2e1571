"""Mailings are written some mails at a time

Revision ID: gr2
Revises: gr1
"""

import sqlalchemy as sa
from alembic import op

revision = 'gr2'
down_revision = 'gr1'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('mailing_recipients', schema=None) as batch_op:
        batch_op.add_column(sa.Column('is_due', sa.Boolean(), server_default=sa.false(), nullable=False))
    with op.batch_alter_table('mailing_recipients', schema=None) as batch_op:
        batch_op.alter_column('is_due', server_default=None)


def downgrade():
    # Nobody would write what is still to be written.
    op.execute('DELETE FROM mailing_recipients WHERE is_due')
    op.execute("UPDATE mailings SET status = 'sent' WHERE status IN ('sending', 'stopped')")
    with op.batch_alter_table('mailing_recipients', schema=None) as batch_op:
        batch_op.drop_column('is_due')
