"""Apps with codes, passkeys and recovery codes

Revision ID: pe2
Revises: ma2
"""

import sqlalchemy as sa
from alembic import op

revision = 'pe2'
down_revision = 'ma2'
branch_labels = None
depends_on = None


def _of_user(table, *, unique=False):
    parts = [
        sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f(f'fk_{table}_user_id_users'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name=op.f(f'pk_{table}')),
    ]
    if unique:
        parts.append(sa.UniqueConstraint('user_id', name=op.f(f'uq_{table}_user_id')))
    return sa.Column('id', sa.Integer(), nullable=False), sa.Column('user_id', sa.Integer(), nullable=False), *parts


def upgrade():
    op.create_table('authenticators',
    *_of_user('authenticators', unique=True),
    sa.Column('secret', sa.Text(), nullable=False),
    sa.Column('last_step', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False)
    )
    op.create_table('passkeys',
    *_of_user('passkeys'),
    sa.Column('credential_id', sa.String(length=1400), nullable=False),
    sa.Column('public_key', sa.LargeBinary(), nullable=False),
    sa.Column('sign_count', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.UniqueConstraint('credential_id', name=op.f('uq_passkeys_credential_id'))
    )
    op.create_index(op.f('ix_passkeys_user_id'), 'passkeys', ['user_id'])
    op.create_table('recovery_codes',
    *_of_user('recovery_codes'),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.UniqueConstraint('digest', name=op.f('uq_recovery_codes_digest'))
    )
    op.create_index(op.f('ix_recovery_codes_user_id'), 'recovery_codes', ['user_id'])
    op.create_table('spent_challenges',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('spent_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_spent_challenges')),
    sa.UniqueConstraint('digest', name=op.f('uq_spent_challenges_digest'))
    )
    op.create_index(op.f('ix_spent_challenges_spent_at'), 'spent_challenges', ['spent_at'])
    with op.batch_alter_table('user_sessions', schema=None) as batch_op:
        batch_op.add_column(sa.Column('is_strong', sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade():
    with op.batch_alter_table('user_sessions', schema=None) as batch_op:
        batch_op.drop_column('is_strong')
    for table in ('spent_challenges', 'recovery_codes', 'passkeys', 'authenticators'):
        op.drop_table(table)
