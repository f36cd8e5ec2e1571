"""Private feeds of several kinds, with names; blocks in both forms of time

Revision ID: ca1
Revises: pu1
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = 'ca1'
down_revision = 'pu1'
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')


def upgrade():
    with op.batch_alter_table('calendar_blocks', schema=None) as batch_op:
        batch_op.add_column(sa.Column('other_times', sa.Text(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('other_time_zones', JSON, nullable=False, server_default='[]'))
    with op.batch_alter_table('calendar_blocks', schema=None) as batch_op:
        batch_op.alter_column('other_times', server_default=None)
        batch_op.alter_column('other_time_zones', server_default=None)
    with op.batch_alter_table('private_feeds', schema=None) as batch_op:
        batch_op.add_column(sa.Column('kind', sa.String(length=32), nullable=False, server_default='looked_after'))
        batch_op.add_column(sa.Column('name', sa.String(length=120), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('organization_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('office_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('registration_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.alter_column('user_id', existing_type=sa.Integer(), nullable=True)
        batch_op.drop_constraint(batch_op.f('uq_private_feeds_user_id'), type_='unique')
        for name, table in (('organization', 'organizations'), ('office', 'offices'), ('registration', 'registrations')):
            batch_op.create_foreign_key(batch_op.f(f'fk_private_feeds_{name}_id_{table}'), table, [f'{name}_id'], ['id'], ondelete='CASCADE')
    with op.batch_alter_table('private_feeds', schema=None) as batch_op:
        batch_op.alter_column('kind', server_default=None)
        batch_op.alter_column('name', server_default=None)
        for name in ('user', 'organization', 'office', 'registration'):
            batch_op.create_index(batch_op.f(f'ix_private_feeds_{name}_id'), [f'{name}_id'], unique=False)


def downgrade():
    # Before, there was one address for each user, of one kind: the newest of these stays.
    feeds = sa.table('private_feeds', sa.column('id'), sa.column('user_id'), sa.column('kind'), sa.column('ended_at'))
    kept = sa.select(sa.func.max(feeds.c.id)).where(
        feeds.c.user_id.is_not(None), feeds.c.kind == 'looked_after', feeds.c.ended_at.is_(None)
    ).group_by(feeds.c.user_id)
    op.execute(feeds.delete().where(feeds.c.id.not_in(kept)))
    with op.batch_alter_table('private_feeds', schema=None) as batch_op:
        for name in ('user', 'organization', 'office', 'registration'):
            batch_op.drop_index(batch_op.f(f'ix_private_feeds_{name}_id'))
    with op.batch_alter_table('private_feeds', schema=None) as batch_op:
        for name, table in (('organization', 'organizations'), ('office', 'offices'), ('registration', 'registrations')):
            batch_op.drop_constraint(batch_op.f(f'fk_private_feeds_{name}_id_{table}'), type_='foreignkey')
        for name in ('ended_at', 'registration_id', 'office_id', 'organization_id', 'name', 'kind'):
            batch_op.drop_column(name)
        batch_op.alter_column('user_id', existing_type=sa.Integer(), nullable=False)
        batch_op.create_unique_constraint(batch_op.f('uq_private_feeds_user_id'), ['user_id'])
    with op.batch_alter_table('calendar_blocks', schema=None) as batch_op:
        batch_op.drop_column('other_time_zones')
        batch_op.drop_column('other_times')
