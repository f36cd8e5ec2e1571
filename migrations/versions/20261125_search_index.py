"""Words of events and organizations in an index

Revision ID: sp1
Revises: ag2
"""

import sqlalchemy as sa
from alembic import op

from eventhub.text.normalise import indexed_terms

revision = 'sp1'
down_revision = 'ag2'
branch_labels = None
depends_on = None

SEARCHED = ('events', 'organizations')


def upgrade():
    connection = op.get_bind()
    for name in SEARCHED:
        table = sa.table(name, sa.column('id'), sa.column('search_text'))
        for row in connection.execute(sa.select(table)).all():
            terms = indexed_terms(row.search_text)
            if terms != row.search_text:
                connection.execute(sa.update(table).where(table.c.id == row.id).values(search_text=terms))
        if connection.dialect.name == 'sqlite':
            # The environment of Alembic gives it its triggers and its contents.
            op.execute(
                f"CREATE VIRTUAL TABLE {name}_search USING fts5(search_text, content='{name}', content_rowid='id',"
                " detail='none', columnsize=0, prefix='2 3 4 5 6 7 8 9 10 11 12', tokenize='ascii')"
            )
        else:
            op.execute(
                f'CREATE INDEX {name}_search ON {name}'
                " USING gin (array_to_tsvector(string_to_array(search_text, ' ')))"
            )


def downgrade():
    # What was added to ``search_text`` stays: it holds all that it held before, in the same order.
    for name in SEARCHED:
        if op.get_bind().dialect.name == 'sqlite':
            for event in ('insert', 'update', 'delete'):
                op.execute(f'DROP TRIGGER IF EXISTS {name}_search_{event}')
            op.execute(f'DROP TABLE {name}_search')
        else:
            op.execute(f'DROP INDEX {name}_search')
