"""Runde Tische: series, meetings, minutes, agreements.

Revision: 0020
Follows: 0019
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


#: What is released stays: each guard is named after what it keeps, with table, event, and when it refuses (of the row before).
GUARDS = (
    ("minutes_never_change", "minutes", "UPDATE", "OLD.state = 'released'"),
    ("minutes_never_go", "minutes", "DELETE", "OLD.state = 'released'"),
    ("note_entry_stays_after_release", "note_entry", "UPDATE", "released"),
    ("note_entry_stays_there", "note_entry", "DELETE", "released"),
    ("correction_note_never_changes", "correction_note", "UPDATE", "true"),
    ("correction_note_never_goes", "correction_note", "DELETE", "true"),
)
RELEASED = "EXISTS (SELECT 1 FROM minutes WHERE minutes.meeting_id = OLD.meeting_id AND minutes.state = 'released')"
REFUSAL = "released minutes never change"


def _raise_guards() -> None:
    for name, table, event, refused in GUARDS:
        refused_when = RELEASED if refused == "released" else refused
        if op.get_context().dialect.name == "sqlite":
            op.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {refused_when} "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )
            continue
        row = "OLD" if event == "DELETE" else "NEW"
        op.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {refused_when} THEN RAISE EXCEPTION '{REFUSAL}'; END IF; RETURN {row}; END $$"
        )
        op.execute(f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")


def _lower_guards() -> None:
    for name, table, _event, _refused in GUARDS:
        if op.get_context().dialect.name == "sqlite":
            op.execute(f"DROP TRIGGER {name}")
        else:
            op.execute(f"DROP TRIGGER {name} ON {table}")
            op.execute(f"DROP FUNCTION {name}()")


def upgrade() -> None:
    op.create_table(
        "round_table",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=128), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("local", "exchange", name="round_table_kind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("sozialraum_id", sa.Uuid(), nullable=False),
        sa.Column(
            "rhythm",
            sa.Enum(
                "monthly",
                "quarterly",
                "half_yearly",
                "yearly",
                "as_needed",
                name="rhythm",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("venue", sa.String(length=200), nullable=False),
        sa.Column("host_name", sa.String(length=120), nullable=False),
        sa.Column("host_function", sa.String(length=120), nullable=False),
        sa.Column("sender", sa.String(length=400), nullable=False),
        sa.Column("contact_name", sa.String(length=120), nullable=False),
        sa.Column("contact_phone", sa.String(length=40), nullable=False),
        sa.Column("contact_email", sa.String(length=254), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("active", "ended", name="series_state", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("calendar_round", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("submission_key", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by"], ["account.id"], name=op.f("fk_round_table_created_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["sozialraum_id"], ["sozialraum.id"], name=op.f("fk_round_table_sozialraum_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_table")),
        sa.UniqueConstraint("slug", name=op.f("uq_round_table_slug")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_round_table_submission_key")),
    )
    op.create_index(op.f("ix_round_table_sozialraum_id"), "round_table", ["sozialraum_id"], unique=False)
    op.create_table(
        "meeting",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_table_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("venue", sa.String(length=200), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "invited",
                "running",
                "held",
                "cancelled",
                name="meeting_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("capacity", sa.SmallInteger(), nullable=True),
        sa.Column("seats_taken", sa.SmallInteger(), nullable=False),
        sa.Column("invitation", sa.Text(), nullable=False),
        sa.Column("reply_until", sa.Date(), nullable=True),
        sa.Column(
            "approval",
            sa.Enum("open", "asked", "given", name="approval", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by", sa.Uuid(), nullable=True),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminder_days", sa.SmallInteger(), nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancel_reason", sa.String(length=500), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("submission_key", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("capacity BETWEEN 1 AND 1000", name=op.f("ck_meeting_capacity_is_in_range")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_meeting_ends_after_it_starts")),
        sa.CheckConstraint("reminder_days BETWEEN 0 AND 30", name=op.f("ck_meeting_reminder_is_in_range")),
        sa.CheckConstraint(
            "seats_taken >= 0 AND (capacity IS NULL OR seats_taken <= capacity)",
            name=op.f("ck_meeting_nobody_stands_at_the_table"),
        ),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["account.id"], name=op.f("fk_meeting_approved_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["created_by"], ["account.id"], name=op.f("fk_meeting_created_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["round_table_id"], ["round_table.id"], name=op.f("fk_meeting_round_table_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("round_table_id", "number", name=op.f("uq_meeting_round_table_id_number")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_meeting_submission_key")),
    )
    op.create_index("ix_meeting_round_table_id_starts_at", "meeting", ["round_table_id", "starts_at"], unique=False)
    op.create_index("ix_meeting_state_starts_at", "meeting", ["state", "starts_at"], unique=False)
    op.create_table(
        "agenda_item",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("ordinary", "agreements", name="agenda_kind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("minutes", sa.SmallInteger(), nullable=False),
        sa.Column("material", sa.String(length=300), nullable=False),
        sa.Column("responsible", sa.String(length=120), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("minutes BETWEEN 1 AND 600", name=op.f("ck_agenda_item_minutes_are_in_range")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_agenda_item_meeting_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
    )
    op.create_index("ix_agenda_item_meeting_id_position", "agenda_item", ["meeting_id", "position"], unique=False)
    op.create_table(
        "date_finding",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_table_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("venue", sa.String(length=200), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("answer_until", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open", "decided", "dropped", name="finding_state", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("meeting_id", sa.Uuid(), nullable=True),
        sa.Column("submission_key", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_date_finding_meeting_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["round_table_id"], ["round_table.id"], name=op.f("fk_date_finding_round_table_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_date_finding")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_date_finding_meeting_id")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_date_finding_submission_key")),
    )
    op.create_index(op.f("ix_date_finding_round_table_id"), "date_finding", ["round_table_id"], unique=False)
    op.create_table(
        "meeting_wall",
        sa.Column("wall_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column(
            "method",
            sa.Enum("swot", "vision", name="room_method", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_wall_meeting_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["wall_id"], ["wall.id"], name=op.f("fk_meeting_wall_wall_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("wall_id", name=op.f("pk_meeting_wall")),
        sa.UniqueConstraint("meeting_id", "method", name=op.f("uq_meeting_wall_meeting_id_method")),
    )
    op.create_table(
        "member",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_table_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("sort_name", sa.String(length=240), nullable=False),
        sa.Column("organisation", sa.String(length=160), nullable=False),
        sa.Column("function", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=60), nullable=False),
        sa.Column("address", sa.String(length=400), nullable=False),
        sa.Column(
            "way",
            sa.Enum(
                "mail", "letter", "phone", name="contact_way", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("may_be_named", sa.Boolean(), nullable=False),
        sa.Column("calendar_round", sa.Integer(), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["stakeholder_contact.id"], name=op.f("fk_member_contact_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["round_table_id"], ["round_table.id"], name=op.f("fk_member_round_table_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
    )
    op.create_index(op.f("ix_member_contact_id"), "member", ["contact_id"], unique=False)
    op.create_index(op.f("ix_member_email"), "member", ["email"], unique=False)
    op.create_index("ix_member_round_table_id_sort_name", "member", ["round_table_id", "sort_name"], unique=False)
    op.create_table(
        "minutes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "correction",
                "released",
                name="minutes_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("correction_until", sa.Date(), nullable=True),
        sa.Column("signed_by", sa.String(length=120), nullable=False),
        sa.Column("signed_as", sa.String(length=120), nullable=False),
        sa.Column("released_by", sa.Uuid(), nullable=True),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("content", JSON, nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state <> 'correction' OR correction_until IS NOT NULL", name=op.f("ck_minutes_correction_has_an_end")
        ),
        sa.CheckConstraint(
            "state <> 'released' OR (released_at IS NOT NULL AND digest IS NOT NULL AND signed_by <> '')",
            name=op.f("ck_minutes_released_is_signed"),
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_minutes_meeting_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["released_by"], ["account.id"], name=op.f("fk_minutes_released_by"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_minutes_meeting_id")),
    )
    op.create_index(op.f("ix_minutes_released_at"), "minutes", ["released_at"], unique=False)
    op.create_table(
        "correction_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("minutes_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("submission_key", sa.Uuid(), nullable=False),
        sa.Column("signed_by", sa.String(length=120), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["minutes_id"], ["minutes.id"], name=op.f("fk_correction_note_minutes_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["noted_by"], ["account.id"], name=op.f("fk_correction_note_noted_by"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction_note")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_correction_note_submission_key")),
    )
    op.create_index(op.f("ix_correction_note_minutes_id"), "correction_note", ["minutes_id"], unique=False)
    op.create_table(
        "date_option",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("finding_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["date_finding.id"], name=op.f("fk_date_option_finding_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_date_option")),
        sa.UniqueConstraint("finding_id", "starts_at", name=op.f("uq_date_option_finding_id_starts_at")),
    )
    op.create_table(
        "meeting_run",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agenda_item_id", sa.Uuid(), nullable=True),
        sa.Column("item_began_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"], ["agenda_item.id"], name=op.f("fk_meeting_run_agenda_item_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_run_meeting_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_meeting_run")),
    )
    op.create_table(
        "note_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("agenda_item_id", sa.Uuid(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "info",
                "decision",
                "agreement",
                "need",
                name="note_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("submission_key", sa.Uuid(), nullable=False),
        sa.Column("contribution_id", sa.Uuid(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"], ["agenda_item.id"], name=op.f("fk_note_entry_agenda_item_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name=op.f("fk_note_entry_contribution_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_note_entry_meeting_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["account.id"], name=op.f("fk_note_entry_written_by"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note_entry")),
        sa.UniqueConstraint("contribution_id", name=op.f("uq_note_entry_contribution_id")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_note_entry_submission_key")),
    )
    op.create_index(op.f("ix_note_entry_agenda_item_id"), "note_entry", ["agenda_item_id"], unique=False)
    op.create_index(op.f("ix_note_entry_meeting_id"), "note_entry", ["meeting_id"], unique=False)
    op.create_table(
        "participant",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("contact_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("sort_name", sa.String(length=240), nullable=False),
        sa.Column("organisation", sa.String(length=160), nullable=False),
        sa.Column("function", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=60), nullable=False),
        sa.Column("address", sa.String(length=400), nullable=False),
        sa.Column(
            "way",
            sa.Enum(
                "mail", "letter", "phone", name="contact_way", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("may_be_named", sa.Boolean(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "reply",
            sa.Enum("open", "yes", "waiting", "no", name="reply", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("replied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "replied_by",
            sa.Enum("link", "phone", "paper", name="reply_way", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("typed_by", sa.Uuid(), nullable=True),
        sa.Column("waits_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("substitute", sa.String(length=120), nullable=False),
        sa.Column("assistance", JSON, nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("told_sequence", sa.Integer(), nullable=False),
        sa.Column("attended", sa.Boolean(), nullable=False),
        sa.Column("checked_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(reply = 'waiting') = (waits_since IS NOT NULL)", name=op.f("ck_participant_who_waits_has_a_turn")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["stakeholder_contact.id"], name=op.f("fk_participant_contact_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_participant_meeting_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_participant_member_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["typed_by"], ["account.id"], name=op.f("fk_participant_typed_by"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant")),
        sa.UniqueConstraint("meeting_id", "member_id", name=op.f("uq_participant_meeting_id_member_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_participant_token_hash")),
    )
    op.create_index(op.f("ix_participant_contact_id"), "participant", ["contact_id"], unique=False)
    op.create_index(op.f("ix_participant_email"), "participant", ["email"], unique=False)
    op.create_index("ix_participant_meeting_id_sort_name", "participant", ["meeting_id", "sort_name"], unique=False)
    op.create_index(op.f("ix_participant_member_id"), "participant", ["member_id"], unique=False)
    op.create_table(
        "agreement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_table_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("note_id", sa.Uuid(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner_name", sa.String(length=120), nullable=False),
        sa.Column("owner_function", sa.String(length=120), nullable=False),
        sa.Column("owner_email", sa.String(length=254), nullable=False),
        sa.Column("owner_may_be_named", sa.Boolean(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=True),
        sa.Column("participant_id", sa.Uuid(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open", "done", "dropped", name="agreement_state", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("carried", sa.Integer(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("asked_until", sa.Date(), nullable=True),
        sa.Column("asked_because", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("link_round", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(state = 'open') = (ended_at IS NULL)", name=op.f("ck_agreement_ended_has_a_moment")),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["stakeholder_contact.id"], name=op.f("fk_agreement_contact_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_agreement_meeting_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["note_id"], ["note_entry.id"], name=op.f("fk_agreement_note_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_agreement_participant_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["round_table_id"], ["round_table.id"], name=op.f("fk_agreement_round_table_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
        sa.UniqueConstraint("note_id", name=op.f("uq_agreement_note_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_agreement_token_hash")),
    )
    op.create_index(op.f("ix_agreement_contact_id"), "agreement", ["contact_id"], unique=False)
    op.create_index(op.f("ix_agreement_meeting_id"), "agreement", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_agreement_participant_id"), "agreement", ["participant_id"], unique=False)
    op.create_index(
        "ix_agreement_round_table_id_state_due_on", "agreement", ["round_table_id", "state", "due_on"], unique=False
    )
    op.create_index("ix_agreement_state_due_on_id", "agreement", ["state", "due_on", "id"], unique=False)
    op.create_table(
        "date_answer",
        sa.Column("option_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "yes", "maybe", "no", name="date_answer_kind", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("typed_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_date_answer_member_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["option_id"], ["date_option.id"], name=op.f("fk_date_answer_option_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["typed_by"], ["account.id"], name=op.f("fk_date_answer_typed_by"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("option_id", "member_id", name=op.f("pk_date_answer")),
    )
    op.create_index(op.f("ix_date_answer_member_id"), "date_answer", ["member_id"], unique=False)
    op.create_table(
        "minutes_delivery",
        sa.Column("minutes_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("way", sa.String(length=40), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["done_by"], ["account.id"], name=op.f("fk_minutes_delivery_done_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["minutes_id"], ["minutes.id"], name=op.f("fk_minutes_delivery_minutes_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_minutes_delivery_participant_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("minutes_id", "participant_id", name=op.f("pk_minutes_delivery")),
    )
    op.create_index(op.f("ix_minutes_delivery_participant_id"), "minutes_delivery", ["participant_id"], unique=False)
    op.create_table(
        "minutes_remark",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("minutes_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("submission_key", sa.Uuid(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open", "taken", "declined", name="remark_state", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("settled_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["minutes_id"], ["minutes.id"], name=op.f("fk_minutes_remark_minutes_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_minutes_remark_participant_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["settled_by"], ["account.id"], name=op.f("fk_minutes_remark_settled_by"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_remark")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_minutes_remark_submission_key")),
    )
    op.create_index("ix_minutes_remark_minutes_id_said_at", "minutes_remark", ["minutes_id", "said_at"], unique=False)
    op.create_index(op.f("ix_minutes_remark_participant_id"), "minutes_remark", ["participant_id"], unique=False)
    op.create_table(
        "agreement_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "made",
                "changed",
                "done",
                "carried",
                "moved",
                "dropped",
                "reopened",
                "said",
                "asked",
                "reminded",
                name="agreement_step",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("by_owner", sa.Boolean(), nullable=False),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f("fk_agreement_entry_agreement_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_agreement_entry_by_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_entry")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_agreement_entry_submission_key")),
    )
    op.create_index(op.f("ix_agreement_entry_agreement_id"), "agreement_entry", ["agreement_id"], unique=False)
    op.add_column("outgoing_mail", sa.Column("calendar", sa.Text(), nullable=True))
    _raise_guards()


def downgrade() -> None:
    _lower_guards()
    op.drop_column("outgoing_mail", "calendar")
    op.drop_table("agreement_entry")
    op.drop_table("minutes_remark")
    op.drop_table("minutes_delivery")
    op.drop_table("date_answer")
    op.drop_table("agreement")
    op.drop_table("participant")
    op.drop_table("note_entry")
    op.drop_table("meeting_run")
    op.drop_table("date_option")
    op.drop_table("correction_note")
    op.drop_table("minutes")
    op.drop_table("member")
    op.drop_table("meeting_wall")
    op.drop_table("date_finding")
    op.drop_table("agenda_item")
    op.drop_table("meeting")
    op.drop_table("round_table")
