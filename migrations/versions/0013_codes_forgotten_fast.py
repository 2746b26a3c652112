"""A code that is written anew finds the form begun with it by an index, instead of reading all forms for each code.

Revision: 0013
Follows: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with_code = sa.text("invitation_id IS NOT NULL")
    op.create_index(
        "ix_survey_progress_invitation",
        "survey_progress",
        ["invitation_id"],
        sqlite_where=with_code,
        postgresql_where=with_code,
    )


def downgrade() -> None:
    op.drop_index("ix_survey_progress_invitation", table_name="survey_progress")
