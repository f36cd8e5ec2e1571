"""Published revisions of agendas

Revision ID: pu1
Revises: ap1
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = 'pu1'
down_revision = 'ap1'
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), 'postgresql')


def upgrade():
    op.create_table('agenda_revisions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('items', JSON, nullable=False),
    sa.Column('note', JSON, nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('published_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['event_id'], ['events.id'], name=op.f('fk_agenda_revisions_event_id_events'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['published_by_id'], ['users.id'], name=op.f('fk_agenda_revisions_published_by_id_users'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agenda_revisions')),
    sa.UniqueConstraint('event_id', 'number', name=op.f('uq_agenda_revisions_event_id_number'))
    )
    op.create_index(op.f('ix_agenda_revisions_published_by_id'), 'agenda_revisions', ['published_by_id'])
    op.create_table('agenda_publications',
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('collects', sa.Boolean(), nullable=False),
    sa.Column('revision_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['event_id'], ['events.id'], name=op.f('fk_agenda_publications_event_id_events'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['revision_id'], ['agenda_revisions.id'], name=op.f('fk_agenda_publications_revision_id_agenda_revisions'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('event_id', name=op.f('pk_agenda_publications'))
    )
    op.create_index(op.f('ix_agenda_publications_revision_id'), 'agenda_publications', ['revision_id'])


def downgrade():
    op.drop_table('agenda_publications')
    op.drop_table('agenda_revisions')
