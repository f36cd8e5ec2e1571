"""Rooms, interpretation, sign-ups, minutes and undoing in agendas; papers in several languages

Revision ID: ag1
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")

revision = 'ag1'
down_revision = '0006'
branch_labels = None
depends_on = None

MATERIALS = sa.table(
    'materials',
    sa.column('id', sa.Integer),
    sa.column('title', sa.String),
    sa.column('url', sa.String),
    sa.column('language', sa.String),
    sa.column('titles', JSON),
    sa.column('urls', JSON),
)


def upgrade():
    op.create_table('agenda_templates',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('office_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('days', sa.Integer(), nullable=False),
    sa.Column('items', JSON, nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['office_id'], ['offices.id'], name=op.f('fk_agenda_templates_office_id_offices'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agenda_templates')),
    sa.UniqueConstraint('office_id', 'name', name=op.f('uq_agenda_templates_office_id_name'))
    )
    op.create_table('agenda_changes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('what', sa.String(length=32), nullable=False),
    sa.Column('before', JSON, nullable=False),
    sa.Column('after', JSON, nullable=False),
    sa.Column('is_undone', sa.Boolean(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['events.id'], name=op.f('fk_agenda_changes_event_id_events'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agenda_changes'))
    )
    with op.batch_alter_table('agenda_changes', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_agenda_changes_event_id'), ['event_id'], unique=False)

    op.create_table('published_minutes',
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['events.id'], name=op.f('fk_published_minutes_event_id_events'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('event_id', name=op.f('pk_published_minutes'))
    )
    op.create_table('rooms',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('capacity', sa.Integer(), nullable=True),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['events.id'], name=op.f('fk_rooms_event_id_events'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rooms')),
    sa.UniqueConstraint('event_id', 'name', name=op.f('uq_rooms_event_id_name'))
    )
    op.create_table('interpretations',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('session_id', sa.Integer(), nullable=False),
    sa.Column('source', sa.String(length=8), nullable=False),
    sa.Column('target', sa.String(length=8), nullable=False),
    sa.ForeignKeyConstraint(['session_id'], ['sessions.id'], name=op.f('fk_interpretations_session_id_sessions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_interpretations')),
    sa.UniqueConstraint('session_id', 'target', name=op.f('uq_interpretations_session_id_target'))
    )
    op.create_table('minutes',
    sa.Column('session_id', sa.Integer(), nullable=False),
    sa.Column('text', JSON, nullable=False),
    sa.Column('revised_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['session_id'], ['sessions.id'], name=op.f('fk_minutes_session_id_sessions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('session_id', name=op.f('pk_minutes'))
    )
    op.create_table('decisions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('session_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('text', JSON, nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_decisions_organization_id_organizations'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['session_id'], ['minutes.session_id'], name=op.f('fk_decisions_session_id_minutes'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decisions'))
    )
    with op.batch_alter_table('decisions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_decisions_session_id'), ['session_id'], unique=False)

    with op.batch_alter_table('materials', schema=None) as batch_op:
        batch_op.add_column(sa.Column('titles', JSON, nullable=True))
        batch_op.add_column(sa.Column('urls', JSON, nullable=True))
    rows = op.get_bind().execute(sa.select(MATERIALS.c.id, MATERIALS.c.title, MATERIALS.c.url, MATERIALS.c.language))
    for row in rows.all():
        language = row.language or 'und'
        op.execute(
            MATERIALS.update()
            .where(MATERIALS.c.id == row.id)
            .values(titles={language: row.title}, urls={language: row.url})
        )
    with op.batch_alter_table('materials', schema=None) as batch_op:
        batch_op.drop_column('title')
        batch_op.drop_column('url')
        batch_op.drop_column('language')
    with op.batch_alter_table('materials', schema=None) as batch_op:
        batch_op.alter_column('titles', new_column_name='title', existing_type=JSON, nullable=False)
        batch_op.alter_column('urls', existing_type=JSON, nullable=False)

    with op.batch_alter_table('sessions', schema=None) as batch_op:
        batch_op.add_column(sa.Column('floor_language', sa.String(length=8), server_default='', nullable=False))
        batch_op.add_column(sa.Column('takes_sign_ups', sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column('capacity', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('places_taken', sa.Integer(), server_default='0', nullable=False))
    with op.batch_alter_table('sessions', schema=None) as batch_op:
        for name in ('floor_language', 'takes_sign_ups', 'places_taken'):
            batch_op.alter_column(name, server_default=None)


def downgrade():
    with op.batch_alter_table('sessions', schema=None) as batch_op:
        batch_op.drop_column('places_taken')
        batch_op.drop_column('capacity')
        batch_op.drop_column('takes_sign_ups')
        batch_op.drop_column('floor_language')

    with op.batch_alter_table('materials', schema=None) as batch_op:
        batch_op.alter_column('title', new_column_name='titles', existing_type=JSON)
    with op.batch_alter_table('materials', schema=None) as batch_op:
        batch_op.add_column(sa.Column('title', sa.String(length=300), server_default='', nullable=False))
        batch_op.add_column(sa.Column('url', sa.String(length=500), server_default='', nullable=False))
        batch_op.add_column(sa.Column('language', sa.String(length=8), server_default='', nullable=False))
    # There was one version of each paper only: the first stays.
    rows = op.get_bind().execute(sa.select(MATERIALS.c.id, MATERIALS.c.titles, MATERIALS.c.urls))
    for row in rows.all():
        language, url = next(iter(row.urls.items()), ('', ''))
        title = row.titles.get(language) or next(iter(row.titles.values()), '')
        op.execute(
            MATERIALS.update()
            .where(MATERIALS.c.id == row.id)
            .values(title=title, url=url, language='' if language == 'und' else language)
        )
    with op.batch_alter_table('materials', schema=None) as batch_op:
        batch_op.drop_column('titles')
        batch_op.drop_column('urls')
        for name in ('title', 'url', 'language'):
            batch_op.alter_column(name, server_default=None)

    with op.batch_alter_table('decisions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_decisions_session_id'))

    op.drop_table('decisions')
    op.drop_table('minutes')
    op.drop_table('interpretations')
    op.drop_table('rooms')
    op.drop_table('published_minutes')
    with op.batch_alter_table('agenda_changes', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_agenda_changes_event_id'))

    op.drop_table('agenda_changes')
    op.drop_table('agenda_templates')
