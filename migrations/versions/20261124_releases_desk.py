"""Releases are reviewed, cleared and corrected; press contacts

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

NEW_COLUMNS = {
    "events": ("outcomes", "status_reason", "media_arrangements"),
    "funding_sources": ("needs_sign_off",),
    "offices": ("genitive", "instrumental", "boilerplate"),
    "organizations": ("genitive", "instrumental"),
    "quotes": ("approved_by",),
    "release_texts": ("pending_headline", "pending_body"),
}
"""Those that rows of before get a value for; the application gives it to rows of today."""


def upgrade():
    op.create_table('press_contacts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('office_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('phone', sa.String(length=60), nullable=False),
    sa.Column('languages', JSON, nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['office_id'], ['offices.id'], name=op.f('fk_press_contacts_office_id_offices'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_press_contacts'))
    )
    with op.batch_alter_table('press_contacts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_press_contacts_office_id'), ['office_id'], unique=False)

    op.create_table('release_corrections',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('release_id', sa.Integer(), nullable=False),
    sa.Column('note', JSON, nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['release_id'], ['releases.id'], name=op.f('fk_release_corrections_release_id_releases'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_release_corrections_user_id_users'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_release_corrections'))
    )
    with op.batch_alter_table('release_corrections', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_release_corrections_release_id'), ['release_id'], unique=False)

    op.create_table('release_sign_offs',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('release_id', sa.Integer(), nullable=False),
    sa.Column('funding_source_id', sa.Integer(), nullable=False),
    sa.Column('given_by', sa.String(length=200), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['funding_source_id'], ['funding_sources.id'], name=op.f('fk_release_sign_offs_funding_source_id_funding_sources'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['release_id'], ['releases.id'], name=op.f('fk_release_sign_offs_release_id_releases'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_release_sign_offs_user_id_users'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_release_sign_offs')),
    sa.UniqueConstraint('release_id', 'funding_source_id', name=op.f('uq_release_sign_offs_release_id_funding_source_id'))
    )
    op.create_table('release_steps',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('release_id', sa.Integer(), nullable=False),
    sa.Column('status', sa.String(length=32), nullable=False),
    sa.Column('note', sa.String(length=1000), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['release_id'], ['releases.id'], name=op.f('fk_release_steps_release_id_releases'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_release_steps_user_id_users'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_release_steps'))
    )
    with op.batch_alter_table('release_steps', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_release_steps_release_id'), ['release_id'], unique=False)

    op.create_table('release_versions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('text_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('headline', sa.String(length=300), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('is_by_hand', sa.Boolean(), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['users.id'], name=op.f('fk_release_versions_author_id_users'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['text_id'], ['release_texts.id'], name=op.f('fk_release_versions_text_id_release_texts'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_release_versions')),
    sa.UniqueConstraint('text_id', 'number', name=op.f('uq_release_versions_text_id_number'))
    )
    with op.batch_alter_table('events', schema=None) as batch_op:
        batch_op.add_column(sa.Column('outcomes', JSON, nullable=False, server_default='{}'))
        batch_op.add_column(sa.Column('status_reason', JSON, nullable=False, server_default='{}'))
        batch_op.add_column(sa.Column('media_arrangements', JSON, nullable=False, server_default='{}'))

    with op.batch_alter_table('funding_sources', schema=None) as batch_op:
        batch_op.add_column(sa.Column('needs_sign_off', sa.Boolean(), nullable=False, server_default=sa.false()))

    with op.batch_alter_table('offices', schema=None) as batch_op:
        batch_op.add_column(sa.Column('genitive', JSON, nullable=False, server_default='{}'))
        batch_op.add_column(sa.Column('instrumental', JSON, nullable=False, server_default='{}'))
        batch_op.add_column(sa.Column('boilerplate', JSON, nullable=False, server_default='{}'))

    with op.batch_alter_table('organizations', schema=None) as batch_op:
        batch_op.add_column(sa.Column('genitive', JSON, nullable=False, server_default='{}'))
        batch_op.add_column(sa.Column('instrumental', JSON, nullable=False, server_default='{}'))

    with op.batch_alter_table('quotes', schema=None) as batch_op:
        batch_op.add_column(sa.Column('approved_by', sa.String(length=200), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('approved_at', sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table('release_texts', schema=None) as batch_op:
        batch_op.add_column(sa.Column('pending_headline', sa.String(length=300), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('pending_body', sa.Text(), nullable=False, server_default=''))

    with op.batch_alter_table('releases', schema=None) as batch_op:
        batch_op.add_column(sa.Column('corrects_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_releases_corrects_id_releases'), 'releases', ['corrects_id'], ['id'], ondelete='SET NULL')

    _begin_the_versions()
    for table, columns in NEW_COLUMNS.items():
        with op.batch_alter_table(table) as batch_op:
            for column in columns:
                batch_op.alter_column(column, server_default=None)


def _begin_the_versions():
    """Every text has its first version."""
    op.execute(
        "INSERT INTO release_versions (text_id, number, headline, body, is_by_hand, created_at) "
        "SELECT id, 1, headline, body, written <> headline || chr10 || chr10 || body, updated_at FROM release_texts"
        .replace("chr10", "char(10)" if op.get_bind().dialect.name == "sqlite" else "chr(10)")
    )


def downgrade():
    with op.batch_alter_table('releases', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_releases_corrects_id_releases'), type_='foreignkey')
        batch_op.drop_column('corrects_id')

    with op.batch_alter_table('release_texts', schema=None) as batch_op:
        batch_op.drop_column('pending_body')
        batch_op.drop_column('pending_headline')

    with op.batch_alter_table('quotes', schema=None) as batch_op:
        batch_op.drop_column('approved_at')
        batch_op.drop_column('approved_by')

    with op.batch_alter_table('organizations', schema=None) as batch_op:
        batch_op.drop_column('instrumental')
        batch_op.drop_column('genitive')

    with op.batch_alter_table('offices', schema=None) as batch_op:
        batch_op.drop_column('boilerplate')
        batch_op.drop_column('instrumental')
        batch_op.drop_column('genitive')

    with op.batch_alter_table('funding_sources', schema=None) as batch_op:
        batch_op.drop_column('needs_sign_off')

    with op.batch_alter_table('events', schema=None) as batch_op:
        batch_op.drop_column('media_arrangements')
        batch_op.drop_column('status_reason')
        batch_op.drop_column('outcomes')

    op.drop_table('release_versions')
    with op.batch_alter_table('release_steps', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_release_steps_release_id'))

    op.drop_table('release_steps')
    op.drop_table('release_sign_offs')
    with op.batch_alter_table('release_corrections', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_release_corrections_release_id'))

    op.drop_table('release_corrections')
    with op.batch_alter_table('press_contacts', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_press_contacts_office_id'))

    op.drop_table('press_contacts')
