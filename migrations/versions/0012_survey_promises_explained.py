"""The guards of anonymity break like constraints, by name, so that the portal can say what happened; and the switch waits for
whoever begins at the same moment.

Revision: 0012
Follows: 0011
"""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_BEGUN = """
    EXISTS (SELECT 1 FROM survey_response WHERE survey_id = OLD.id)
    OR EXISTS (SELECT 1 FROM survey_ballot WHERE survey_id = OLD.id)
    OR EXISTS (SELECT 1 FROM survey_progress WHERE survey_id = OLD.id)
"""
_STAYS, _KEEPS = "survey_stays_anonymous", "survey_response_keeps_the_promise"
_TABLES = {_STAYS: "survey", _KEEPS: "survey_response"}
_NAMED = {_STAYS: f"CHECK constraint failed: {_STAYS}", _KEEPS: f"CHECK constraint failed: {_KEEPS}"}
_PLAIN = {_STAYS: "an anonymous survey stays anonymous", _KEEPS: "an anonymous answer carries no code"}


def upgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        _sqlite(_NAMED)
        return
    # Each statement of the function sees what was committed while it waited; locked in the order in which sending writes.
    _stays(
        "LOCK TABLE survey_progress, survey_response, survey_ballot IN SHARE MODE;",
        f"RAISE check_violation USING MESSAGE = '{_PLAIN[_STAYS]}', CONSTRAINT = '{_STAYS}';",
    )
    _keeps(f"RAISE check_violation USING MESSAGE = '{_PLAIN[_KEEPS]}', CONSTRAINT = '{_KEEPS}';")


def downgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        _sqlite(_PLAIN)
        return
    _stays("", f"RAISE EXCEPTION '{_PLAIN[_STAYS]}';")
    _keeps(f"RAISE EXCEPTION '{_PLAIN[_KEEPS]}';")


def _sqlite(messages: dict[str, str]) -> None:
    for name in _TABLES:
        op.execute(f"DROP TRIGGER {name}")
    op.execute(
        f"""
        CREATE TRIGGER {_STAYS} BEFORE UPDATE OF anonymous ON survey
        WHEN OLD.anonymous AND NOT NEW.anonymous AND ({_BEGUN})
        BEGIN SELECT RAISE(ABORT, '{messages[_STAYS]}'); END
        """
    )
    op.execute(
        f"""
        CREATE TRIGGER {_KEEPS} BEFORE INSERT ON survey_response
        WHEN NEW.invitation_id IS NOT NULL AND (SELECT anonymous FROM survey WHERE id = NEW.survey_id)
        BEGIN SELECT RAISE(ABORT, '{messages[_KEEPS]}'); END
        """
    )


def _stays(first: str, refuse: str) -> None:
    op.execute(
        f"""
        CREATE OR REPLACE FUNCTION {_STAYS}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            {first}
            IF {_BEGUN} THEN
                {refuse}
            END IF;
            RETURN NEW;
        END $$
        """
    )


def _keeps(refuse: str) -> None:
    op.execute(
        f"""
        CREATE OR REPLACE FUNCTION {_KEEPS}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF (SELECT anonymous FROM survey WHERE id = NEW.survey_id) THEN
                {refuse}
            END IF;
            RETURN NEW;
        END $$
        """
    )
