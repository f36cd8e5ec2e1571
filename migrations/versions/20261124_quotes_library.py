"""What quotes are found by

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from eventhub.text.normalise import search_key

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('quotes', schema=None) as batch_op:
        batch_op.add_column(sa.Column('search_text', sa.String(), nullable=False, server_default=''))
    quotes = sa.table(
        'quotes', sa.column('id'), sa.column('speaker_name'), sa.column('speaker_title', JSON), sa.column('text', JSON),
        sa.column('search_text'),
    )
    connection = op.get_bind()
    for row in connection.execute(sa.select(quotes)).all():
        said = (row.speaker_name, *row.speaker_title.values(), *row.text.values())
        change = sa.update(quotes).where(quotes.c.id == row.id).values(search_text=search_key(' '.join(said)))
        connection.execute(change)
    with op.batch_alter_table('quotes', schema=None) as batch_op:
        batch_op.alter_column('search_text', server_default=None)


def downgrade():
    with op.batch_alter_table('quotes', schema=None) as batch_op:
        batch_op.drop_column('search_text')
