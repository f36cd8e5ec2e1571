"""Sessions as rows, tries that are counted, links by mail, and mails that are forgotten when sent

Revision ID: pe1
Revises: pf1
"""

import secrets

import sqlalchemy as sa
from alembic import op

revision = 'pe1'
down_revision = 'pf1'
branch_labels = None
depends_on = None


def _moment(name, nullable=False):
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _user():
    return sa.Column('user_id', sa.Integer(), nullable=False)


def _purpose():
    return sa.Column('purpose', sa.String(length=32), nullable=False)


def upgrade():
    op.create_table('user_sessions',
    sa.Column('id', sa.Integer(), nullable=False),
    _user(),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('device', sa.String(length=60), nullable=False),
    sa.Column('network', sa.String(length=60), nullable=False),
    _moment('began_at'),
    _moment('used_at'),
    _moment('confirmed_at'),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_user_sessions_user_id_users'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_user_sessions')),
    sa.UniqueConstraint('digest', name=op.f('uq_user_sessions_digest'))
    )
    op.create_index(op.f('ix_user_sessions_user_id'), 'user_sessions', ['user_id'])
    op.create_index(op.f('ix_user_sessions_used_at'), 'user_sessions', ['used_at'])

    op.create_table('throttles',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    _moment('free_at'),
    _moment('tried_at'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_throttles')),
    sa.UniqueConstraint('key', name=op.f('uq_throttles_key'))
    )
    op.create_index(op.f('ix_throttles_tried_at'), 'throttles', ['tried_at'])

    op.create_table('link_requests',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    _purpose(),
    _moment('created_at'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_link_requests'))
    )
    op.create_table('mailed_links',
    sa.Column('id', sa.Integer(), nullable=False),
    _user(),
    sa.Column('digest', sa.String(length=64), nullable=False),
    _purpose(),
    _moment('created_at'),
    _moment('expires_at'),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_mailed_links_user_id_users'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mailed_links')),
    sa.UniqueConstraint('digest', name=op.f('uq_mailed_links_digest'))
    )
    op.create_index(op.f('ix_mailed_links_user_id'), 'mailed_links', ['user_id'])
    op.create_index(op.f('ix_mailed_links_expires_at'), 'mailed_links', ['expires_at'])

    with op.batch_alter_table('outbox_messages', schema=None) as batch_op:
        batch_op.add_column(sa.Column('is_secret', sa.Boolean(), server_default=sa.false(), nullable=False))

    # Sessions that were begun before are no rows: everybody signs in again, once.
    op.drop_table('ended_sessions')
    with op.batch_alter_table('users', schema=None) as batch_op:
        batch_op.drop_column('session_key')


def downgrade():
    with op.batch_alter_table('users', schema=None) as batch_op:
        batch_op.add_column(sa.Column('session_key', sa.String(length=64), nullable=True))
    users = sa.table('users', sa.column('id'), sa.column('session_key'))
    connection = op.get_bind()
    for number in connection.scalars(sa.select(users.c.id)).all():
        connection.execute(
            users.update().where(users.c.id == number).values(session_key=secrets.token_urlsafe(32))
        )
    with op.batch_alter_table('users', schema=None) as batch_op:
        batch_op.alter_column('session_key', existing_type=sa.String(length=64), nullable=False)
    op.create_table('ended_sessions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    _moment('ended_at'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ended_sessions')),
    sa.UniqueConstraint('digest', name=op.f('uq_ended_sessions_digest'))
    )
    op.create_index(op.f('ix_ended_sessions_ended_at'), 'ended_sessions', ['ended_at'])

    with op.batch_alter_table('outbox_messages', schema=None) as batch_op:
        batch_op.drop_column('is_secret')
    for table in ('mailed_links', 'link_requests', 'throttles', 'user_sessions'):
        op.drop_table(table)
