"""Surveys: questionnaires and their versions, answers, personal codes, sheets of paper, free texts, released results.

Revision: 0011
Follows: 0010
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")

SQLITE_GUARDS = (
    """
    CREATE TRIGGER survey_version_never_changes BEFORE UPDATE ON survey_version
    BEGIN SELECT RAISE(ABORT, 'a published version never changes'); END
    """,
    """
    CREATE TRIGGER survey_stays_anonymous BEFORE UPDATE OF anonymous ON survey
    WHEN OLD.anonymous AND NOT NEW.anonymous AND (
        EXISTS (SELECT 1 FROM survey_response WHERE survey_id = OLD.id)
        OR EXISTS (SELECT 1 FROM survey_ballot WHERE survey_id = OLD.id)
        OR EXISTS (SELECT 1 FROM survey_progress WHERE survey_id = OLD.id))
    BEGIN SELECT RAISE(ABORT, 'an anonymous survey stays anonymous'); END
    """,
    """
    CREATE TRIGGER survey_response_keeps_the_promise BEFORE INSERT ON survey_response
    WHEN NEW.invitation_id IS NOT NULL AND (SELECT anonymous FROM survey WHERE id = NEW.survey_id)
    BEGIN SELECT RAISE(ABORT, 'an anonymous answer carries no code'); END
    """,
)
POSTGRESQL_GUARDS = (
    """
    CREATE FUNCTION survey_version_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'a published version never changes'; END $$
    """,
    """
    CREATE TRIGGER survey_version_never_changes BEFORE UPDATE ON survey_version
    FOR EACH ROW EXECUTE FUNCTION survey_version_never_changes()
    """,
    """
    CREATE FUNCTION survey_stays_anonymous() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (SELECT 1 FROM survey_response WHERE survey_id = OLD.id)
        OR EXISTS (SELECT 1 FROM survey_ballot WHERE survey_id = OLD.id)
        OR EXISTS (SELECT 1 FROM survey_progress WHERE survey_id = OLD.id) THEN
            RAISE EXCEPTION 'an anonymous survey stays anonymous';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER survey_stays_anonymous BEFORE UPDATE OF anonymous ON survey
    FOR EACH ROW WHEN (OLD.anonymous AND NOT NEW.anonymous) EXECUTE FUNCTION survey_stays_anonymous()
    """,
    """
    CREATE FUNCTION survey_response_keeps_the_promise() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF (SELECT anonymous FROM survey WHERE id = NEW.survey_id) THEN
            RAISE EXCEPTION 'an anonymous answer carries no code';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER survey_response_keeps_the_promise BEFORE INSERT ON survey_response
    FOR EACH ROW WHEN (NEW.invitation_id IS NOT NULL) EXECUTE FUNCTION survey_response_keeps_the_promise()
    """,
)
GUARDED = {
    "survey_version_never_changes": "survey_version",
    "survey_stays_anonymous": "survey",
    "survey_response_keeps_the_promise": "survey_response",
}


def upgrade() -> None:
    op.create_table(
        "survey_library_question",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("definition", JSON, nullable=False),
        sa.Column("keywords", sa.String(length=80), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by"], ["account.id"], name=op.f("fk_survey_library_question_created_by"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_library_question")),
    )
    op.create_table(
        "survey",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=128), nullable=False),
        sa.Column("titles", JSON, nullable=False),
        sa.Column("purposes", JSON, nullable=False),
        sa.Column("sozialraum_id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "published",
                "closed",
                name="survey_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "access",
            sa.Enum("open", "codes", name="access", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("keep_months", sa.Integer(), nullable=False),
        sa.Column("contact_name", sa.String(length=120), nullable=False),
        sa.Column("contact_phone", sa.String(length=40), nullable=False),
        sa.Column("contact_email", sa.String(length=254), nullable=False),
        sa.Column("return_address", sa.Text(), nullable=False),
        sa.Column("draft", JSON, nullable=False),
        sa.Column("import_report", JSON, nullable=True),
        sa.Column("paper_seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("current_version_id", sa.Uuid(), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state = 'draft' OR (opens_at IS NOT NULL AND closes_at IS NOT NULL AND current_version_id IS NOT NULL)",
            name=op.f("ck_survey_published_is_complete"),
        ),
        sa.CheckConstraint("closes_at > opens_at", name=op.f("ck_survey_closes_after_it_opens")),
        sa.CheckConstraint("keep_months BETWEEN 1 AND 120", name=op.f("ck_survey_kept_for_a_time")),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_survey_consultation_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name=op.f("fk_survey_created_by"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["sozialraum_id"], ["sozialraum.id"], name=op.f("fk_survey_sozialraum_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey")),
        sa.UniqueConstraint("slug", name=op.f("uq_survey_slug")),
    )
    op.create_index(op.f("ix_survey_consultation_id"), "survey", ["consultation_id"], unique=False)
    op.create_index(op.f("ix_survey_sozialraum_id"), "survey", ["sozialraum_id"], unique=False)
    op.create_index("ix_survey_state_closes_at", "survey", ["state", "closes_at"], unique=False)
    op.create_table(
        "survey_ballot",
        sa.Column("credential_hash", sa.LargeBinary(), nullable=False),
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("spent", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_survey_ballot_survey_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("credential_hash", name=op.f("pk_survey_ballot")),
    )
    op.create_index(op.f("ix_survey_ballot_survey_id"), "survey_ballot", ["survey_id"], unique=False)
    op.create_table(
        "survey_invitation_batch",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("sozialraum_id", sa.Uuid(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by"], ["account.id"], name=op.f("fk_survey_invitation_batch_created_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["sozialraum_id"],
            ["sozialraum.id"],
            name=op.f("fk_survey_invitation_batch_sozialraum_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_survey_invitation_batch_survey_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_invitation_batch")),
    )
    op.create_index(
        op.f("ix_survey_invitation_batch_survey_id"), "survey_invitation_batch", ["survey_id"], unique=False
    )
    op.create_table(
        "survey_release",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", JSON, nullable=False),
        sa.Column("responses", sa.Integer(), nullable=False),
        sa.Column("threshold", sa.Integer(), nullable=False),
        sa.Column("released_on", sa.Date(), nullable=False),
        sa.Column("released_by", sa.Uuid(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["released_by"], ["account.id"], name=op.f("fk_survey_release_released_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_survey_release_survey_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_release")),
        sa.UniqueConstraint("survey_id", "number", name=op.f("uq_survey_release_survey_id_number")),
    )
    op.create_table(
        "survey_text_mark",
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("read", sa.Boolean(), nullable=False),
        sa.Column("contribution_id", sa.Uuid(), nullable=True),
        sa.Column("sent", sa.Boolean(), nullable=False),
        sa.Column("released", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contribution.id"],
            name=op.f("fk_survey_text_mark_contribution_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_survey_text_mark_survey_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("response_id", "question", name=op.f("pk_survey_text_mark")),
    )
    op.create_index(op.f("ix_survey_text_mark_survey_id"), "survey_text_mark", ["survey_id"], unique=False)
    op.create_table(
        "survey_text_tag",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_survey_text_tag_survey_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_text_tag")),
        sa.UniqueConstraint("survey_id", "label", name=op.f("uq_survey_text_tag_survey_id_label")),
    )
    op.create_table(
        "survey_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("definition", JSON, nullable=False),
        sa.Column("titles", JSON, nullable=False),
        sa.Column("purposes", JSON, nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["published_by"], ["account.id"], name=op.f("fk_survey_version_published_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_survey_version_survey_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_version")),
        sa.UniqueConstraint("survey_id", "number", name=op.f("uq_survey_version_survey_id_number")),
    )
    op.create_table(
        "survey_invitation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("used", sa.Boolean(), nullable=False),
        sa.Column("blocked", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["survey_invitation_batch.id"],
            name=op.f("fk_survey_invitation_batch_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_survey_invitation_survey_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_invitation")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_survey_invitation_code_hash")),
    )
    op.create_index(op.f("ix_survey_invitation_batch_id"), "survey_invitation", ["batch_id"], unique=False)
    op.create_index("ix_survey_invitation_survey_used", "survey_invitation", ["survey_id", "used"], unique=False)
    op.create_table(
        "survey_sheet_batch",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "online",
                "paper",
                "phone",
                "in_person",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("event", sa.String(length=160), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("sozialraum_id", sa.Uuid(), nullable=True),
        sa.Column("typed_by", sa.Uuid(), nullable=True),
        sa.Column("check_every", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["sozialraum_id"], ["sozialraum.id"], name=op.f("fk_survey_sheet_batch_sozialraum_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_survey_sheet_batch_survey_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["typed_by"], ["account.id"], name=op.f("fk_survey_sheet_batch_typed_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["survey_version.id"], name=op.f("fk_survey_sheet_batch_version_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_sheet_batch")),
    )
    op.create_index(op.f("ix_survey_sheet_batch_survey_id"), "survey_sheet_batch", ["survey_id"], unique=False)
    op.create_table(
        "survey_tagged_text",
        sa.Column("tag_id", sa.Uuid(), nullable=False),
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["tag_id"], ["survey_text_tag.id"], name=op.f("fk_survey_tagged_text_tag_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("tag_id", "response_id", "question", name=op.f("pk_survey_tagged_text")),
    )
    op.create_index("ix_survey_tagged_text_text", "survey_tagged_text", ["response_id", "question"], unique=False)
    op.create_table(
        "survey_progress",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("resume_hash", sa.LargeBinary(), nullable=True),
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("answers", JSON, nullable=False),
        sa.Column("ballot_hash", sa.LargeBinary(), nullable=True),
        sa.Column("invitation_id", sa.Uuid(), nullable=True),
        sa.Column("touched_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["invitation_id"],
            ["survey_invitation.id"],
            name=op.f("fk_survey_progress_invitation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_survey_progress_survey_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["survey_version.id"], name=op.f("fk_survey_progress_version_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_progress")),
        sa.UniqueConstraint("resume_hash", name=op.f("uq_survey_progress_resume_hash")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_survey_progress_token_hash")),
    )
    op.create_index(op.f("ix_survey_progress_survey_id"), "survey_progress", ["survey_id"], unique=False)
    op.create_index(op.f("ix_survey_progress_touched_on"), "survey_progress", ["touched_on"], unique=False)
    op.create_table(
        "survey_response",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "online",
                "paper",
                "phone",
                "in_person",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("sozialraum_id", sa.Uuid(), nullable=True),
        sa.Column("answers", JSON, nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.Column("submission_hash", sa.LargeBinary(), nullable=False),
        sa.Column("receipt_hash", sa.LargeBinary(), nullable=True),
        sa.Column("ballot_hash", sa.LargeBinary(), nullable=True),
        sa.Column("invitation_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "ballot_hash IS NULL OR invitation_id IS NULL", name=op.f("ck_survey_response_anonymous_or_not")
        ),
        sa.ForeignKeyConstraint(
            ["invitation_id"],
            ["survey_invitation.id"],
            name=op.f("fk_survey_response_invitation_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["sozialraum_id"], ["sozialraum.id"], name=op.f("fk_survey_response_sozialraum_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_survey_response_survey_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["survey_version.id"], name=op.f("fk_survey_response_version_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_response")),
        sa.UniqueConstraint("ballot_hash", name=op.f("uq_survey_response_ballot_hash")),
        sa.UniqueConstraint("invitation_id", name=op.f("uq_survey_response_invitation_id")),
        sa.UniqueConstraint("receipt_hash", name=op.f("uq_survey_response_receipt_hash")),
        sa.UniqueConstraint("submission_hash", name=op.f("uq_survey_response_submission_hash")),
    )
    op.create_index("ix_survey_response_survey", "survey_response", ["survey_id", "id"], unique=False)
    op.create_table(
        "survey_sheet",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("typed_by", sa.Uuid(), nullable=True),
        sa.Column("to_check", sa.Boolean(), nullable=False),
        sa.Column("second_answers", JSON, nullable=True),
        sa.Column("second_by", sa.Uuid(), nullable=True),
        sa.Column("differences", JSON, nullable=False),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["survey_sheet_batch.id"], name=op.f("fk_survey_sheet_batch_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["second_by"], ["account.id"], name=op.f("fk_survey_sheet_second_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["typed_by"], ["account.id"], name=op.f("fk_survey_sheet_typed_by"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_sheet")),
        sa.UniqueConstraint("batch_id", "number", name=op.f("uq_survey_sheet_batch_id_number")),
    )
    for guard in SQLITE_GUARDS if op.get_context().dialect.name == "sqlite" else POSTGRESQL_GUARDS:
        op.execute(guard)


def downgrade() -> None:
    for guard, table in GUARDED.items():
        if op.get_context().dialect.name == "sqlite":
            op.execute(f"DROP TRIGGER {guard}")
        else:
            op.execute(f"DROP TRIGGER {guard} ON {table}")
            op.execute(f"DROP FUNCTION {guard}()")

    op.drop_table("survey_sheet")
    op.drop_index("ix_survey_response_survey", table_name="survey_response")
    op.drop_table("survey_response")
    op.drop_index(op.f("ix_survey_progress_touched_on"), table_name="survey_progress")
    op.drop_index(op.f("ix_survey_progress_survey_id"), table_name="survey_progress")
    op.drop_table("survey_progress")
    op.drop_index("ix_survey_tagged_text_text", table_name="survey_tagged_text")
    op.drop_table("survey_tagged_text")
    op.drop_index(op.f("ix_survey_sheet_batch_survey_id"), table_name="survey_sheet_batch")
    op.drop_table("survey_sheet_batch")
    op.drop_index("ix_survey_invitation_survey_used", table_name="survey_invitation")
    op.drop_index(op.f("ix_survey_invitation_batch_id"), table_name="survey_invitation")
    op.drop_table("survey_invitation")
    op.drop_table("survey_version")
    op.drop_table("survey_text_tag")
    op.drop_index(op.f("ix_survey_text_mark_survey_id"), table_name="survey_text_mark")
    op.drop_table("survey_text_mark")
    op.drop_table("survey_release")
    op.drop_index(op.f("ix_survey_invitation_batch_survey_id"), table_name="survey_invitation_batch")
    op.drop_table("survey_invitation_batch")
    op.drop_index(op.f("ix_survey_ballot_survey_id"), table_name="survey_ballot")
    op.drop_table("survey_ballot")
    op.drop_index("ix_survey_state_closes_at", table_name="survey")
    op.drop_index(op.f("ix_survey_sozialraum_id"), table_name="survey")
    op.drop_index(op.f("ix_survey_consultation_id"), table_name="survey")
    op.drop_table("survey")
    op.drop_table("survey_library_question")
