"""The tree of goals as a file."""

from typing import TYPE_CHECKING
from uuid import uuid4

from flask import Response

from portal.kernel import jobs
from portal.kernel.clock import today
from portal.planning.exports.goals import goals_xlsx
from portal.planning.policy.goals import GoalPermission
from portal.planning.queries import goals as queries
from portal.planning.routes.goals import bp, procedure_in_url
from portal.web.access import requires
from portal.web.documents.xlsx import XLSX_MIMETYPE
from portal.web.pages import download

if TYPE_CHECKING:
    from portal.planning.models.goals import GoalProcedure


@bp.get("/<uuid:procedure_id>/ziele.xlsx")
@requires(GoalPermission.READ, of=procedure_in_url)
def workbook(procedure: "GoalProcedure") -> Response:
    """What the page of the Gegenstromverfahren shows, as a workbook."""
    path = jobs.files_dir() / f"{uuid4().hex}.xlsx"
    try:
        goals_xlsx(path, procedure, queries.tree(procedure), queries.readings(procedure, procedure.goals))
        return download(path.read_bytes(), f"ziele-{today().isoformat()}.xlsx", XLSX_MIMETYPE)
    finally:
        path.unlink(missing_ok=True)
