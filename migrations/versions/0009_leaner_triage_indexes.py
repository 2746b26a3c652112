"""Indexes of the inbox hold only rows that have something there, so that sending an Anliegen pays for fewer of them.

Revision: 0009
Follows: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_triage_item_parent_id", table_name="triage_item")
    op.drop_index("ix_triage_item_need_id", table_name="triage_item")
    op.drop_index("ix_triage_item_by_consultation", table_name="triage_item")
    _partial("ix_triage_item_parent", ["parent_id"])
    _partial("ix_triage_item_need", ["need_id"])
    _partial("ix_triage_item_by_consultation", ["consultation_id", "state"])


def downgrade() -> None:
    for name in ("ix_triage_item_parent", "ix_triage_item_need", "ix_triage_item_by_consultation"):
        op.drop_index(name, table_name="triage_item")
    op.create_index("ix_triage_item_parent_id", "triage_item", ["parent_id"])
    op.create_index("ix_triage_item_need_id", "triage_item", ["need_id"])
    op.create_index("ix_triage_item_by_consultation", "triage_item", ["consultation_id", "state"])


def _partial(name: str, columns: list[str]) -> None:
    filled = sa.text(f"{columns[0]} IS NOT NULL")
    op.create_index(name, "triage_item", columns, sqlite_where=filled, postgresql_where=filled)
