"""Förderung: programmes with dated rules, applications with their plans, bookings, drawdowns, reports.

Brings two programmes: SeLA of the Free State and the grant of the Landkreis Unterallgäu. Their sentences give the sense of their
sources and are marked so; the days of reports are what such decisions usually name.

Revision: 0025
Follows: 0024
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
#: Whole cents on SQLite, which knows no decimals.
MONEY = sa.Numeric(12, 2).with_variant(sa.BigInteger(), "sqlite")
_NAMES = UUID("2f0d1c8a-6a53-4c1e-9a0e-5d3f0a7c9b25")
_NOTES = (
    "Die Sätze geben die Quelle sinngemäß wieder; maßgeblich sind die Richtlinie und der Bescheid. Die Fristen der Berichte sind "
    "übliche Werte: Nennt der Bescheid andere, tragen Sie diese beim Bericht ein."
)
SHIPPED: tuple[dict[str, Any], ...] = (
    {
        "name": "Selbstbestimmt Leben im Alter (SeLA)",
        "short_name": "SeLA",
        "funder": "Freistaat Bayern",
        "valid_from": date(2025, 9, 24),
        "source": "Förderrichtlinie SeLA vom 13.05.2024, geändert am 24.09.2025",
        "dates": ["03-31", "06-30", "09-30", "12-31"],
        "interim_months": 3,
        "final_months": 6,
        "rules": (
            ("most_amount", "80000.00", None, "Gefördert wird ein Quartierskonzept mit höchstens 80.000 Euro."),
            ("most_share", "90.00", None, "Die Förderung beträgt höchstens 90 Prozent der zuwendungsfähigen Ausgaben."),
            ("most_months", "48.00", None, "Die Förderung dauert höchstens vier Jahre."),
            ("before_start", None, None, "Der Antrag ist vor Beginn des Vorhabens zu stellen."),
            (
                "on_dates",
                None,
                None,
                "Anträge werden zum 31. März, 30. Juni, 30. September und 31. Dezember angenommen.",
            ),
        ),
    },
    {
        "name": "Landkreis Unterallgäu: Quartiersentwicklung",
        "short_name": "Landkreis",
        "funder": "Landkreis Unterallgäu",
        "valid_from": date(2024, 1, 1),
        "source": "Zuschuss des Landkreises Unterallgäu zu den Kosten des Planungsbüros",
        "dates": [],
        "interim_months": None,
        "final_months": 6,
        "rules": (
            ("most_amount", "5000.00", None, "Der Landkreis gibt je Gemeinde höchstens 5.000 Euro."),
            (
                "most_share",
                "40.00",
                "planning",
                "Der Zuschuss beträgt höchstens 40 Prozent der Kosten des Planungsbüros.",
            ),
        ),
    },
)


def upgrade() -> None:
    _create_tables()
    _ship()


def _create_tables() -> None:
    op.create_table(
        "funding_programme",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("short_name", sa.String(length=40), nullable=False),
        sa.Column("funder", sa.String(length=160), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funding_programme")),
        sa.UniqueConstraint("name", name=op.f("uq_funding_programme_name")),
    )
    op.create_table(
        "funding_programme_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("dates", JSON, nullable=False),
        sa.Column("interim_months", sa.Integer(), nullable=True),
        sa.Column("final_months", sa.Integer(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "valid_until IS NULL OR valid_until >= valid_from",
            name=op.f("ck_funding_programme_version_holds_for_a_day"),
        ),
        sa.ForeignKeyConstraint(
            ["created_by"], ["account.id"], name=op.f("fk_funding_programme_version_created_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["funding_programme.id"],
            name=op.f("fk_funding_programme_version_programme_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funding_programme_version")),
        sa.UniqueConstraint("programme_id", "number", name="uq_funding_programme_version_programme_id_number"),
    )
    op.create_index(
        op.f("ix_funding_programme_version_programme_id"), "funding_programme_version", ["programme_id"], unique=False
    )
    op.create_table(
        "funding_application",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("subject_title", sa.String(length=160), nullable=False),
        sa.Column("sozialraum_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "submitted",
                "granted",
                "refused",
                "running",
                "reported",
                "closed",
                name="application_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("granted", MONEY, nullable=True),
        sa.Column("file_number", sa.String(length=80), nullable=False),
        sa.Column("reason", sa.String(length=600), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(submitted_on IS NULL) = (state = 'draft')", name=op.f("ck_funding_application_submitted_when_no_draft")
        ),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_funding_application_ends_after_it_starts")),
        sa.CheckConstraint("granted IS NULL OR granted > 0", name=op.f("ck_funding_application_granted_something")),
        sa.ForeignKeyConstraint(
            ["created_by"], ["account.id"], name=op.f("fk_funding_application_created_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["sozialraum_id"], ["sozialraum.id"], name=op.f("fk_funding_application_sozialraum_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["funding_programme_version.id"],
            name=op.f("fk_funding_application_version_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funding_application")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_funding_application_submission_key")),
    )
    op.create_index(
        op.f("ix_funding_application_sozialraum_id"), "funding_application", ["sozialraum_id"], unique=False
    )
    op.create_index("ix_funding_application_starts_on_id", "funding_application", ["starts_on", "id"], unique=False)
    op.create_index("ix_funding_application_state", "funding_application", ["state"], unique=False)
    op.create_index(op.f("ix_funding_application_subject_id"), "funding_application", ["subject_id"], unique=False)
    op.create_index(op.f("ix_funding_application_version_id"), "funding_application", ["version_id"], unique=False)
    op.create_table(
        "funding_rule",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "most_amount",
                "most_share",
                "least_own_share",
                "most_months",
                "before_start",
                "on_dates",
                "is_financed",
                "within_period",
                "asks_for_money",
                name="rule_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("value", MONEY, nullable=True),
        sa.Column(
            "of_kind",
            sa.Enum(
                "staff",
                "planning",
                "events",
                "rooms",
                "equipment",
                "publicity",
                "travel",
                "other_costs",
                "grant",
                "own",
                "other_grant",
                "donation",
                name="line_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("is_hard", sa.Boolean(), nullable=False),
        sa.Column("sentence", sa.String(length=600), nullable=False),
        sa.Column("is_paraphrase", sa.Boolean(), nullable=False),
        sa.CheckConstraint("value IS NULL OR value >= 0", name=op.f("ck_funding_rule_value_not_negative")),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["funding_programme_version.id"],
            name=op.f("fk_funding_rule_version_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funding_rule")),
        sa.UniqueConstraint("version_id", "kind", name="uq_funding_rule_version_id_kind"),
    )
    op.create_index(op.f("ix_funding_rule_version_id"), "funding_rule", ["version_id"], unique=False)
    op.create_table(
        "funding_drawdown",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("amount", MONEY, nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.CheckConstraint("amount > 0", name=op.f("ck_funding_drawdown_amount_more_than_nothing")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["funding_application.id"],
            name=op.f("fk_funding_drawdown_application_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funding_drawdown")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_funding_drawdown_submission_key")),
    )
    op.create_index(op.f("ix_funding_drawdown_application_id"), "funding_drawdown", ["application_id"], unique=False)
    op.create_index(op.f("ix_funding_drawdown_planned_on"), "funding_drawdown", ["planned_on"], unique=False)
    op.create_table(
        "funding_plan_line",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "staff",
                "planning",
                "events",
                "rooms",
                "equipment",
                "publicity",
                "travel",
                "other_costs",
                "grant",
                "own",
                "other_grant",
                "donation",
                name="line_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("label", sa.String(length=160), nullable=False),
        sa.Column("is_eligible", sa.Boolean(), nullable=False),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["funding_application.id"],
            name=op.f("fk_funding_plan_line_application_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funding_plan_line")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_funding_plan_line_submission_key")),
    )
    op.create_index(op.f("ix_funding_plan_line_application_id"), "funding_plan_line", ["application_id"], unique=False)
    op.create_table(
        "funding_report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("interim", "final", name="report_kind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("introduction", sa.Text(), nullable=False),
        sa.Column("outlook", sa.Text(), nullable=False),
        sa.Column("handed_in_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("until >= since", name=op.f("ck_funding_report_until_after_since")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["funding_application.id"],
            name=op.f("fk_funding_report_application_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funding_report")),
    )
    op.create_index(op.f("ix_funding_report_application_id"), "funding_report", ["application_id"], unique=False)
    op.create_index(op.f("ix_funding_report_due_on"), "funding_report", ["due_on"], unique=False)
    op.create_table(
        "funding_booking",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("booked_on", sa.Date(), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("amount", MONEY, nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=True),
        sa.Column("file_name", sa.String(length=60), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("amount > 0", name=op.f("ck_funding_booking_amount_more_than_nothing")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["funding_application.id"],
            name=op.f("fk_funding_booking_application_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["created_by"], ["account.id"], name=op.f("fk_funding_booking_created_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["line_id"], ["funding_plan_line.id"], name=op.f("fk_funding_booking_line_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funding_booking")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_funding_booking_submission_key")),
    )
    op.create_index(
        "ix_funding_booking_application_id_booked_on",
        "funding_booking",
        ["application_id", "booked_on", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_funding_booking_file_name"), "funding_booking", ["file_name"], unique=False)
    op.create_index(op.f("ix_funding_booking_line_id"), "funding_booking", ["line_id"], unique=False)
    op.create_table(
        "funding_plan_amount",
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("amount", MONEY, nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_funding_plan_amount_amount_not_negative")),
        sa.ForeignKeyConstraint(
            ["line_id"], ["funding_plan_line.id"], name=op.f("fk_funding_plan_amount_line_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("line_id", "year", name=op.f("pk_funding_plan_amount")),
    )


def _ship() -> None:
    bind = op.get_bind()
    tables = sa.MetaData()
    programmes = sa.Table(
        "funding_programme", tables, sa.Column("id", sa.Uuid()), *_texts("name", "short_name", "funder")
    )
    versions = sa.Table(
        "funding_programme_version",
        tables,
        sa.Column("id", sa.Uuid()),
        sa.Column("programme_id", sa.Uuid()),
        sa.Column("number", sa.Integer()),
        sa.Column("valid_from", sa.Date()),
        sa.Column("dates", JSON),
        sa.Column("interim_months", sa.Integer()),
        sa.Column("final_months", sa.Integer()),
        sa.Column("created_at", sa.DateTime(timezone=True)),
        *_texts("source", "notes"),
    )
    rules = sa.Table(
        "funding_rule",
        tables,
        sa.Column("id", sa.Uuid()),
        sa.Column("version_id", sa.Uuid()),
        sa.Column("position", sa.Integer()),
        sa.Column("value", sa.BigInteger() if bind.dialect.name == "sqlite" else sa.Numeric(12, 2)),
        sa.Column("is_hard", sa.Boolean()),
        sa.Column("is_paraphrase", sa.Boolean()),
        *_texts("kind", "of_kind", "sentence"),
    )
    for told in SHIPPED:
        programme_id = uuid5(_NAMES, told["short_name"])
        version_id = uuid5(_NAMES, f"{told['short_name']} 1")
        bind.execute(
            programmes.insert(),
            {"id": programme_id, **{name: told[name] for name in ("name", "short_name", "funder")}},
        )
        kept = ("valid_from", "source", "dates", "interim_months", "final_months")
        bind.execute(
            versions.insert(),
            {
                "id": version_id,
                "programme_id": programme_id,
                "number": 1,
                "notes": _NOTES,
                "created_at": datetime(2026, 1, 1, tzinfo=UTC),
                **{name: told[name] for name in kept},
            },
        )
        for position, (kind, value, of_kind, sentence) in enumerate(told["rules"], start=1):
            bind.execute(
                rules.insert(),
                {
                    "id": uuid5(_NAMES, f"{told['short_name']} 1 {kind}"),
                    "version_id": version_id,
                    "position": position,
                    "kind": kind,
                    "value": _stored(value, bind.dialect.name),
                    "of_kind": of_kind,
                    "is_hard": True,
                    "sentence": sentence,
                    "is_paraphrase": True,
                },
            )


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text()) for name in names]


def _stored(value: str | None, dialect: str) -> object:
    if value is None:
        return None
    return int(Decimal(value) * 100) if dialect == "sqlite" else Decimal(value)


def downgrade() -> None:

    op.drop_table("funding_plan_amount")
    op.drop_index(op.f("ix_funding_booking_line_id"), table_name="funding_booking")
    op.drop_index(op.f("ix_funding_booking_file_name"), table_name="funding_booking")
    op.drop_index("ix_funding_booking_application_id_booked_on", table_name="funding_booking")
    op.drop_table("funding_booking")
    op.drop_index(op.f("ix_funding_report_due_on"), table_name="funding_report")
    op.drop_index(op.f("ix_funding_report_application_id"), table_name="funding_report")
    op.drop_table("funding_report")
    op.drop_index(op.f("ix_funding_plan_line_application_id"), table_name="funding_plan_line")
    op.drop_table("funding_plan_line")
    op.drop_index(op.f("ix_funding_drawdown_planned_on"), table_name="funding_drawdown")
    op.drop_index(op.f("ix_funding_drawdown_application_id"), table_name="funding_drawdown")
    op.drop_table("funding_drawdown")
    op.drop_index(op.f("ix_funding_rule_version_id"), table_name="funding_rule")
    op.drop_table("funding_rule")
    op.drop_index(op.f("ix_funding_application_version_id"), table_name="funding_application")
    op.drop_index(op.f("ix_funding_application_subject_id"), table_name="funding_application")
    op.drop_index("ix_funding_application_state", table_name="funding_application")
    op.drop_index("ix_funding_application_starts_on_id", table_name="funding_application")
    op.drop_index(op.f("ix_funding_application_sozialraum_id"), table_name="funding_application")
    op.drop_table("funding_application")
    op.drop_index(op.f("ix_funding_programme_version_programme_id"), table_name="funding_programme_version")
    op.drop_table("funding_programme_version")
    op.drop_table("funding_programme")
