"""The media list, and which releases it has had

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('media_contacts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('medium', sa.String(length=200), nullable=False),
    sa.Column('languages', JSON, nullable=False),
    sa.Column('office_id', sa.Integer(), nullable=True),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('token', sa.String(length=64), nullable=False),
    sa.Column('consent', sa.String(length=20), nullable=False),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['office_id'], ['offices.id'], name=op.f('fk_media_contacts_office_id_offices'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_media_contacts')),
    sa.UniqueConstraint('email', name=op.f('uq_media_contacts_email')),
    sa.UniqueConstraint('token', name=op.f('uq_media_contacts_token'))
    )
    with op.batch_alter_table('media_contacts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_media_contacts_office_id'), ['office_id'], unique=False)

    with op.batch_alter_table('releases', schema=None) as batch_op:
        batch_op.add_column(sa.Column('mailed_at', sa.DateTime(timezone=True), nullable=True))
    # What is out already is no news to a list that begins today; what is under embargo will be.
    op.execute("UPDATE releases SET mailed_at = published_at WHERE published_at <= CURRENT_TIMESTAMP")


def downgrade():
    with op.batch_alter_table('releases', schema=None) as batch_op:
        batch_op.drop_column('mailed_at')

    with op.batch_alter_table('media_contacts', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_media_contacts_office_id'))

    op.drop_table('media_contacts')
