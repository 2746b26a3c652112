"""One person's sheet of a round, and the result as a file."""

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from flask import Response, request, url_for

from portal.kernel import jobs
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.text import N_
from portal.planning.actions import priorities as actions
from portal.planning.documents import priorities as documents
from portal.planning.forms.priorities import ScoreForm
from portal.planning.policy.priorities import PriorityPermission
from portal.planning.queries import analysis as analyses
from portal.planning.queries import priorities as queries
from portal.planning.queries.evidence_level import people_by_need
from portal.planning.routes.rounds import bp, round_in_url
from portal.planning.terms.priorities import LEAST_POINTS, MOST_POINTS, NO_OPINION
from portal.web.access import actor, requires
from portal.web.conflicts import refused
from portal.web.documents.csv import OFFICE_MIMETYPE
from portal.web.documents.xlsx import XLSX_MIMETYPE
from portal.web.forms import as_small_number
from portal.web.pages import download, page, reply, tells

if TYPE_CHECKING:
    from portal.planning.models.priorities import PriorityRound

tells("scores-saved", N_("Gespeichert. Sie können später weitermachen; abgegeben ist noch nichts."))
tells("scores-handed-in", N_("Abgegeben. Danke! Jetzt sehen Sie auch, was andere abgegeben haben."))

Points = dict[tuple[UUID, UUID], int | None]


@bp.get("/<uuid:round_id>/bewerten")
@requires(PriorityPermission.SCORE, of=round_in_url)
def sheet(round_: "PriorityRound") -> Response:
    member = round_.member(actor().id)
    assert member is not None, "only members score"
    form = ScoreForm(data={"version": member.version})
    return _sheet_page(round_, form, queries.points_of(member))


@bp.post("/<uuid:round_id>/bewerten")
@requires(PriorityPermission.SCORE, of=round_in_url)
def score(round_: "PriorityRound") -> Response:
    """Keep the sheet, or hand it in."""
    form, points = ScoreForm(), _points(round_)
    hand_in = "abgeben" in request.form
    if not form.validate_on_submit():
        return _sheet_page(round_, form, points, status=422)
    try:
        with unit_of_work():
            fresh = queries.round_(round_.id)
            actions.save_scores(fresh, points, hand_in=hand_in, version=form.seen_version, by=actor())
    except (Conflict, InvalidInput) as error:
        fresh = queries.round_(round_.id)
        member = fresh.member(actor().id)
        status = refused(form, error, member.version if member else 0)
        return _sheet_page(fresh, form, points, status=status, asks_for_all=isinstance(error, InvalidInput))
    if hand_in:
        return reply(url_for("priorities.show", round_id=round_.id), tell="scores-handed-in")
    return reply(url_for("priorities.sheet", round_id=round_.id), tell="scores-saved")


@bp.get("/<uuid:round_id>/reihenfolge.<any(xlsx,csv):kind>")
@requires(PriorityPermission.EXPORT, of=round_in_url)
def export(round_: "PriorityRound") -> Response:
    """The result as a workbook, or as a table for a spreadsheet."""
    kind = (request.view_args or {})["kind"]
    path = jobs.files_dir() / f"{uuid4().hex}.{kind}"
    try:
        content = _written(path, round_, kind)
    finally:
        path.unlink(missing_ok=True)
    return download(content, f"reihenfolge.{kind}", XLSX_MIMETYPE if kind == "xlsx" else OFFICE_MIMETYPE)


def _written(path: Path, round_: "PriorityRound", kind: str) -> bytes:
    write = documents.ranking_xlsx if kind == "xlsx" else documents.ranking_csv
    write(path, round_, queries.result(round_))
    return path.read_bytes()


def _sheet_page(
    round_: "PriorityRound", form: ScoreForm, points: Points, *, status: int = 200, asks_for_all: bool = False
) -> Response:
    ids = [one.need_id for one in round_.entries]
    total = len(round_.entries) * len(round_.criteria)
    return page(
        "planning/score.html",
        status=status,
        round=round_,
        form=form,
        points=points,
        total=total,
        levels=analyses.levels(ids),
        people=people_by_need(ids),
        asks_for_all=asks_for_all,
        no_opinion=NO_OPINION,
        scale=range(LEAST_POINTS, MOST_POINTS + 1),
    )


def _points(round_: "PriorityRound") -> Points:
    """What was chosen; a field is named by the places of its Bedarf and criterion in the round. Nonsense counts as nothing."""
    found: Points = {}
    for row, entry in enumerate(round_.entries, 1):
        for column, criterion in enumerate(round_.criteria, 1):
            said = request.form.get(f"p-{row}-{column}", "")
            given = as_small_number(said)
            if said == NO_OPINION:
                found[entry.id, criterion.id] = None
            elif LEAST_POINTS <= given <= MOST_POINTS:
                found[entry.id, criterion.id] = given
    return found
