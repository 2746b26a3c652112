"""Counts of a Nadelkarte over all months and groups together, which most windows of a map ask for.

They are summed up from the counts over all months (month 0) and marked with the month -1. On a map with three groups a window then
reads a quarter of the rows.

Revision: 0022
Follows: 0021
"""

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        """
        INSERT INTO pin_cell (map_id, month, level, x, y, category_number, group_number, shown, held, hidden, east_sum, south_sum)
        SELECT map_id, -1, level, x, y, category_number, 0, SUM(shown), SUM(held), SUM(hidden), SUM(east_sum), SUM(south_sum)
        FROM pin_cell WHERE month = 0 GROUP BY map_id, level, x, y, category_number
        """
    )


def downgrade() -> None:
    op.execute("DELETE FROM pin_cell WHERE month = -1")
