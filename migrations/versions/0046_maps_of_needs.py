"""Maps of Bedarfe find the next few of each place along an index, those with a public answer along a smaller one.

Revision: 0046
Follows: 0045
"""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

LIVING = sa.text("deleted_at IS NULL AND status <> 'merged'")
PUBLIC = sa.text("answered_at IS NOT NULL AND deleted_at IS NULL AND status <> 'merged'")


def upgrade() -> None:
    op.create_index(
        "ix_need_living",
        "need",
        ["sozialraum_id", "seq", "created_at"],
        sqlite_where=LIVING,
        postgresql_where=LIVING,
    )
    op.create_index(
        "ix_need_public",
        "need",
        ["sozialraum_id", "seq", "answered_at"],
        sqlite_where=PUBLIC,
        postgresql_where=PUBLIC,
    )


def downgrade() -> None:
    op.drop_index("ix_need_public", "need")
    op.drop_index("ix_need_living", "need")
