"""Where Bedarfe stand on their way and how long each stage took, kept per Sozialraum, Handlungsfeld, stage and year.

The rows are filled from history with one statement: the day a Bedarf was made, its public answers in their order (what a merge said
moves nothing) and its present status give the stages it went through. The row of year 0 counts all years together and, alone, the
Bedarfe that stand at the stage now; `since_sum` adds up the days since 1 January 1970 on which they came there. Finished stays are
counted by their length in whole days of 24 hours. Deleted and merged Bedarfe count nowhere.

Revision: 0037
Follows: 0036
"""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

_SPANS = (0, 1, 2, 4, 7, 14, 21, 30, 45, 60, 90, 120, 180, 270, 365, 730)
_AMOUNTS = ("here", "since_sum", "passed", "passed_days", *(f"days_{first}" for first in _SPANS))
_STAGES = ("said", "review", "planned", "underway", "done", "waiting", "declined")


def upgrade() -> None:
    op.create_table(
        "need_stage_tally",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sozialraum_id", sa.Uuid(), nullable=False),
        sa.Column("action_field_id", sa.Uuid(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(*_STAGES, name="need_stage", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in _AMOUNTS),
        sa.ForeignKeyConstraint(["sozialraum_id"], ["sozialraum.id"], name=op.f("fk_need_stage_tally_sozialraum_id")),
        sa.PrimaryKeyConstraint("year", "sozialraum_id", "action_field_id", "stage", name=op.f("pk_need_stage_tally")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_need_stage_tally_sozialraum_id"), "need_stage_tally", ["sozialraum_id"])
    op.execute(_filling(op.get_bind().dialect.name))


def downgrade() -> None:
    op.drop_index(op.f("ix_need_stage_tally_sozialraum_id"), table_name="need_stage_tally")
    op.drop_table("need_stage_tally")


def _filling(dialect: str) -> str:
    sqlite = dialect == "sqlite"
    no_field = "'" + "0" * 32 + "'" if sqlite else "'00000000-0000-0000-0000-000000000000'::uuid"

    def seconds(moment: str) -> str:
        if sqlite:
            return f"CAST(strftime('%s', {moment}) AS BIGINT)"
        return f"CAST(FLOOR(EXTRACT(EPOCH FROM {moment})) AS BIGINT)"

    year = (
        "CAST(strftime('%Y', until) AS BIGINT)"
        if sqlite
        else "CAST(TO_CHAR(until AT TIME ZONE 'UTC', 'YYYY') AS BIGINT)"
    )
    stage = (
        "CASE {status} WHEN 'new' THEN 'said' WHEN 'in_review' THEN 'review' WHEN 'confirmed' THEN 'review' "
        "WHEN 'forwarded' THEN 'review' WHEN 'planned' THEN 'planned' WHEN 'in_progress' THEN 'underway' "
        "WHEN 'done' THEN 'done' WHEN 'deferred' THEN 'waiting' ELSE 'declined' END"
    )
    ends = (*_SPANS[1:], None)
    spans = ", ".join(
        f"SUM(CASE WHEN days >= {first}{f' AND days < {end}' if end else ''} THEN 1 ELSE 0 END)"
        for first, end in zip(_SPANS, ends, strict=True)
    )
    past = f"COUNT(days), COALESCE(SUM(days), 0), {spans}"
    counts = "need.deleted_at IS NULL AND need.status <> 'merged'"
    where = "sozialraum_id, action_field_id, stage"
    return f"""
        INSERT INTO need_stage_tally (year, {where}, {", ".join(_AMOUNTS)})
        WITH move AS (
            SELECT need.id AS need_id, need.created_at AS at, 0 AS line, 'said' AS stage FROM need WHERE {counts}
            UNION ALL
            SELECT need.id, public_answer.at, public_answer.id, {stage.format(status="public_answer.status")}
            FROM public_answer JOIN need ON need.id = public_answer.need_id
            WHERE public_answer.status <> 'merged' AND {counts}
            UNION ALL
            SELECT need.id, COALESCE(need.answered_at, need.created_at), {2**62}, {stage.format(status="need.status")}
            FROM need WHERE {counts}
        ), told AS (
            SELECT move.*, LAG(stage) OVER (PARTITION BY need_id ORDER BY line) AS stage_before FROM move
        ), changed AS (
            SELECT * FROM told WHERE stage_before IS NULL OR stage_before <> stage
        ), lasting AS (
            SELECT changed.*, LEAD(at) OVER (PARTITION BY need_id ORDER BY line) AS until FROM changed
        ), stay AS (
            SELECT need.sozialraum_id, COALESCE(need.action_field_id, {no_field}) AS action_field_id, lasting.stage,
                CASE WHEN until IS NULL THEN NULL
                     WHEN {seconds("until")} < {seconds("lasting.at")} THEN 0
                     ELSE ({seconds("until")} - {seconds("lasting.at")}) / 86400 END AS days,
                {seconds("lasting.at")} / 86400 AS since_day,
                {year} AS year
            FROM lasting JOIN need ON need.id = lasting.need_id
        )
        SELECT 0, {where}, SUM(CASE WHEN days IS NULL THEN 1 ELSE 0 END),
            SUM(CASE WHEN days IS NULL THEN since_day ELSE 0 END), {past}
        FROM stay GROUP BY {where}
        UNION ALL
        SELECT year, {where}, 0, 0, {past}
        FROM stay WHERE days IS NOT NULL GROUP BY year, {where}
    """
