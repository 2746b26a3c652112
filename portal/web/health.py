"""Is it alive: for load balancers. Is it ready, with everything done that should be: for the people on duty."""

from flask import Blueprint, Response
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from portal.kernel import outbox
from portal.kernel.db import db
from portal.settings import ROOT
from portal.web.access import public
from portal.web.pages import json_reply

bp = Blueprint("health", __name__, url_prefix="/health")

#: An outbox message that waits longer than this says that no worker runs.
LATEST_SECONDS = 600


@bp.get("/live")
@public
def live() -> Response:
    """The process answers."""
    return json_reply({"status": "ok"})


@bp.get("/ready")
@public
def ready() -> Response:
    """Database there, migrations done, outbox moving."""
    checks: dict[str, object] = {}
    try:
        with db.engine.connect() as connection:
            checks["database"] = "ok"
            checks["migrations"] = "ok" if _is_migrated(connection) else "pending"
        backlog = outbox.backlog()
        checks["outbox"] = "ok" if backlog.oldest_seconds < LATEST_SECONDS and not backlog.stuck else "late"
        checks["outbox_waiting"] = backlog.waiting
    except SQLAlchemyError:
        checks["database"] = "away"
    good = all(checks.get(name) == "ok" for name in ("database", "migrations", "outbox"))
    return json_reply({"status": "ok" if good else "degraded", "checks": checks}, status=200 if good else 503)


def _is_migrated(connection: Connection) -> bool:
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    wanted = set(ScriptDirectory.from_config(config).get_heads())
    return wanted == set(MigrationContext.configure(connection).get_current_heads())
