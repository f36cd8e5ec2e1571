"""What calendars held when clients of CalDAV last asked

Revision ID: ca2
Revises: da2
"""

import sqlalchemy as sa
from alembic import op

revision = 'ca2'
down_revision = 'da2'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('dav_collections',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=200), nullable=False),
    sa.Column('state', sa.String(length=64), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_dav_collections')),
    sa.UniqueConstraint('key', name=op.f('uq_dav_collections_key'))
    )
    op.create_table('dav_members',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('collection_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('etag', sa.String(length=64), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['collection_id'], ['dav_collections.id'], name=op.f('fk_dav_members_collection_id_dav_collections'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_dav_members')),
    sa.UniqueConstraint('collection_id', 'name', name=op.f('uq_dav_members_collection_id_name'))
    )
    with op.batch_alter_table('dav_members', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_dav_members_collection_id_revision'), ['collection_id', 'revision'], unique=False)


def downgrade():
    op.drop_table('dav_members')
    op.drop_table('dav_collections')
