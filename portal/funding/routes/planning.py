"""The plan, line by line; checked as one types."""

from typing import TYPE_CHECKING, Any

from flask import Response, request, url_for

from portal.funding import actions, queries
from portal.funding.actions import LineDraft
from portal.funding.formats import Plan, years_of
from portal.funding.forms import LineForm, line_form
from portal.funding.policy import FundingPermission
from portal.funding.routes.blueprint import application_in_url, bp, part_of_url
from portal.funding.routes.telling import told
from portal.funding.terms import LineKind, Side
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.text import N_
from portal.web.access import actor, requires
from portal.web.forms import Form, as_uuid
from portal.web.money import as_money
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.funding.models import FundingApplication, PlanLine

tells("funding-line", N_("Die Zeile steht im Plan."))
tells(
    "funding-line-read",
    N_(
        "Die Zeile steht im Plan. Ein Punkt vor drei Ziffern wurde als Tausenderpunkt gelesen; bitte prüfen Sie die Beträge."
    ),
    tone="info",
)
tells("funding-line-gone", N_("Die Zeile ist aus dem Plan genommen."))


@bp.get("/<uuid:application_id>/zeilen/neu")
@requires(FundingPermission.EDIT, of=application_in_url)
def new_line(application: "FundingApplication") -> Response:
    side = _side()
    kind = LineKind.STAFF if side is Side.COSTS else LineKind.GRANT
    form = line_form(_years(application), side, formdata=None, data={"kind": kind.value})
    return _page(application, form, side, None)


@bp.post("/<uuid:application_id>/zeilen/neu")
@requires(FundingPermission.EDIT, of=application_in_url)
def add_line(application: "FundingApplication") -> Response:
    side = _side()
    return _saved(application, line_form(_years(application), side), side, None)


@bp.get("/<uuid:application_id>/zeilen/<uuid:line_id>")
@requires(FundingPermission.EDIT, of=application_in_url)
def edit_line(application: "FundingApplication") -> Response:
    line = queries.line(application.id, part_of_url("line_id"))
    values: dict[str, Any] = {
        "kind": line.kind.value,
        "label": line.label,
        "is_eligible": line.is_eligible,
        "version": line.version,
    }
    values |= {f"amount_{year}": amount for year, amount in line.per_year.items()}
    form = line_form(_years(application), line.kind.side, formdata=None, data=values)
    return _page(application, form, line.kind.side, line)


@bp.post("/<uuid:application_id>/zeilen/<uuid:line_id>")
@requires(FundingPermission.EDIT, of=application_in_url)
def save_line(application: "FundingApplication") -> Response:
    line = queries.line(application.id, part_of_url("line_id"))
    return _saved(application, line_form(_years(application), line.kind.side), line.kind.side, line)


@bp.post("/<uuid:application_id>/zeilen/<uuid:line_id>/loeschen")
@requires(FundingPermission.EDIT, of=application_in_url)
def remove_line(application: "FundingApplication") -> Response:
    line_id = part_of_url("line_id")
    if Form().validate_on_submit():
        with unit_of_work():
            fresh = queries.application(application.id)
            actions.remove_line(fresh, queries.line(fresh.id, line_id), by=actor())
    return reply(_plan(application), tell="funding-line-gone")


@bp.post("/<uuid:application_id>/zeilen/pruefen")
@requires(FundingPermission.EDIT, of=application_in_url)
def check_line(application: "FundingApplication") -> Response:
    """What the rules say to the plan with what stands in the form just now. Nothing is written."""
    side, line_id = _side(), as_uuid(request.args.get("zeile"))
    form = line_form(_years(application), side)
    form.validate()
    line = next((one for one in application.lines if one.id == line_id), None)
    return _page(application, form, side, line, plan=actions.with_line(application, _draft(form, side), line_id))


def _saved(application: "FundingApplication", form: LineForm, side: Side, line: "PlanLine | None") -> Response:
    if not form.validate_on_submit():
        return _page(application, form, side, line, status=422)
    line_id = line.id if line else None
    try:
        with unit_of_work():
            fresh = queries.application(application.id)
            actions.set_line(
                fresh,
                _draft(form, side),
                line=queries.line(fresh.id, line_id) if line_id else None,
                version=form.seen_version,
                submission_key=form.key,
                by=actor(),
            )
    except Conflict as error:
        fresh = queries.application(application.id)
        if line_id is not None:
            return _conflict(fresh, form, side, queries.line(fresh.id, line_id))
        form.take(error)
        return _page(fresh, form, side, None, status=409)
    except InvalidInput as error:
        form.take(error)
        return _page(queries.application(application.id), form, side, line, status=422)
    is_ambiguous = any(field.is_ambiguous for field in form.amount_fields)
    return reply(_plan(application), tell="funding-line-read" if is_ambiguous else "funding-line")


def _page(
    application: "FundingApplication",
    form: LineForm,
    side: Side,
    line: "PlanLine | None",
    *,
    plan: Plan | None = None,
    status: int = 200,
    conflicts: list[tuple[str, str, str]] | None = None,
) -> Response:
    shown = plan or application.plan
    return page(
        "funding/line.html",
        fragment="plan_findings",
        status=status,
        application=application,
        form=form,
        side=side,
        line=line,
        plan=shown,
        findings=actions.findings_of(application, shown),
        readings=[field.told for field in form.amount_fields if field.told],
        refused=[(field.label.text, error) for field in form.amount_fields for error in field.errors],
        told=told,
        conflicts=conflicts,
        is_conflict=conflicts is not None,
    )


def _conflict(application: "FundingApplication", form: LineForm, side: Side, theirs: "PlanLine") -> Response:
    """Somebody saved this line meanwhile: both versions side by side, one's own still in the form."""
    pairs = [(form.label.label.text, theirs.label, str(form.label.data or ""))]
    mine = form.amounts
    for year in form.years:
        pairs.append((str(year), as_money(theirs.per_year.get(year)), as_money(mine.get(year))))
    form.version.data = str(theirs.version)
    conflicts = [pair for pair in pairs if pair[1] != pair[2]]
    return _page(application, form, side, theirs, status=409, conflicts=conflicts)


def _draft(form: LineForm, side: Side) -> LineDraft:
    return LineDraft(
        kind=form.chosen_kind or LineKind.of(side)[-1],
        label=str(form.label.data or ""),
        amounts=form.amounts,
        is_eligible=bool(form.is_eligible.data),
    )


def _side() -> Side:
    return Side.FINANCE if request.args.get("seite") == "finanzierung" else Side.COSTS


def _years(application: "FundingApplication") -> list[int]:
    return years_of(application.starts_on, application.ends_on)


def _plan(application: "FundingApplication") -> str:
    return url_for("funding.show", application_id=application.id, _anchor="plan")
