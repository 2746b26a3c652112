"""The public list of pins in an order that does not tell who came after whom.

It is read by month and, within a month, by the random name of the Wortmeldung; two indexes let both databases go along it.

Revision: 0021
Follows: 0020
"""

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_pin_map_id_month", "pin", ["map_id", "month", "contribution_id"])
    op.create_index(
        "ix_pin_map_id_category_number_month", "pin", ["map_id", "category_number", "month", "contribution_id"]
    )


def downgrade() -> None:
    op.drop_index("ix_pin_map_id_category_number_month", "pin")
    op.drop_index("ix_pin_map_id_month", "pin")
