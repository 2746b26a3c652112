"""Angebote: what there is at a place, when it is open, whom it is for, and when somebody last made sure.

Revision: 0024
Follows: 0023
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def _enum(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.create_table(
        "offer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=160), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("sort_name", sa.String(length=320), nullable=False),
        sa.Column(
            "kind",
            _enum(
                "offer_kind",
                "advice",
                "everyday_help",
                "care",
                "health",
                "transport",
                "meeting_place",
                "meals",
                "club",
                "housing",
                "education",
                "children",
                "authority",
                "emergency",
                "other",
            ),
            nullable=False,
        ),
        sa.Column("state", _enum("offer_state", "draft", "shown", "ended"), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("sozialraum_id", sa.Uuid(), nullable=False),
        sa.Column("address", sa.String(length=400), nullable=False),
        sa.Column("phone", sa.String(length=60), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("website", sa.String(length=300), nullable=False),
        sa.Column("by_appointment", sa.Boolean(), nullable=False),
        sa.Column("hours_note", sa.String(length=400), nullable=False),
        sa.Column("costs", sa.String(length=300), nullable=False),
        sa.Column("barrier_free", _enum("barrier_free", "unknown", "yes", "partly", "no"), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("checked_by", sa.Uuid(), nullable=True),
        sa.Column("rhythm", sa.SmallInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("rhythm IN (3, 6, 12)", name=op.f("ck_offer_rhythm_is_offered")),
        sa.CheckConstraint("(state = 'ended') = (ended_on IS NOT NULL)", name=op.f("ck_offer_ended_says_when")),
        sa.ForeignKeyConstraint(
            ["sozialraum_id"], ["sozialraum.id"], name=op.f("fk_offer_sozialraum_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["checked_by"], ["account.id"], name=op.f("fk_offer_checked_by"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name=op.f("fk_offer_created_by"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer")),
        sa.UniqueConstraint("seq", name=op.f("uq_offer_seq")),
        sa.UniqueConstraint("slug", name=op.f("uq_offer_slug")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_offer_submission_key")),
    )
    op.create_index(op.f("ix_offer_sozialraum_id"), "offer", ["sozialraum_id"])
    op.create_index("ix_offer_sort_name_id", "offer", ["sort_name", "id"])
    op.create_index("ix_offer_state_kind", "offer", ["state", "kind"])
    op.create_index("ix_offer_due_on", "offer", ["due_on"])
    _link("offer_place", "sozialraum", ondelete="RESTRICT")
    _link("offer_action_field", "action_field")
    _link("offer_target_group", "target_group")
    op.create_table(
        "offer_opening",
        sa.Column("offer_id", sa.Uuid(), nullable=False),
        sa.Column("weekday", sa.SmallInteger(), nullable=False),
        sa.Column("opens", sa.SmallInteger(), nullable=False),
        sa.Column("closes", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_offer_opening_weekday_in_week")),
        sa.CheckConstraint(
            "opens >= 0 AND opens < closes AND closes <= 1440", name=op.f("ck_offer_opening_span_in_day")
        ),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], name=op.f("fk_offer_opening_offer_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("offer_id", "weekday", "opens", name=op.f("pk_offer_opening")),
    )
    op.create_index("ix_offer_opening_weekday", "offer_opening", ["weekday", "opens", "closes"])
    op.create_table(
        "offer_report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("offer_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("contact", sa.String(length=160), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submission_key", sa.Uuid(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("settled_at IS NULL OR contact = ''", name=op.f("ck_offer_report_settled_has_no_contact")),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], name=op.f("fk_offer_report_offer_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["settled_by"], ["account.id"], name=op.f("fk_offer_report_settled_by"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer_report")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_offer_report_submission_key")),
    )
    op.create_index(op.f("ix_offer_report_offer_id"), "offer_report", ["offer_id"])
    op.create_index(op.f("ix_offer_report_settled_at"), "offer_report", ["settled_at"])
    op.create_table(
        "offer_import",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("state", _enum("import_state", "preview", "taken"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rows", JSON, nullable=False),
        sa.Column("report", JSON, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by"], ["account.id"], name=op.f("fk_offer_import_created_by"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer_import")),
    )
    op.create_index(op.f("ix_offer_import_created_at"), "offer_import", ["created_at"])
    if op.get_context().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE search_offer USING "
            "fts5(tokens, detail=none, columnsize=0, tokenize=\"ascii tokenchars '_'\")"
        )
    else:
        op.execute("CREATE TABLE search_offer (rowid BIGINT PRIMARY KEY, tokens TSVECTOR NOT NULL)")
        op.execute("CREATE INDEX ix_search_offer_tokens ON search_offer USING gin (tokens)")


def _link(table: str, to: str, *, ondelete: str | None = None) -> None:
    column = f"{to}_id"
    op.create_table(
        table,
        sa.Column("offer_id", sa.Uuid(), nullable=False),
        sa.Column(column, sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], name=op.f(f"fk_{table}_offer_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"), ondelete=ondelete),
        sa.PrimaryKeyConstraint("offer_id", column, name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def downgrade() -> None:
    op.execute("DROP TABLE search_offer")
    for table in (
        "offer_import",
        "offer_report",
        "offer_opening",
        "offer_target_group",
        "offer_action_field",
        "offer_place",
        "offer",
    ):
        op.drop_table(table)
