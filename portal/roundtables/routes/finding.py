"""Finding a date: asking the members, looking at their answers, typing those of the telephone, choosing."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput, NotFound
from portal.kernel.text import N_
from portal.network.terms import ContactWay
from portal.roundtables.actions import dates as actions
from portal.roundtables.actions.dates import FindingDraft
from portal.roundtables.forms.fields import moment
from portal.roundtables.forms.replies import ChooseDateForm, FindingForm
from portal.roundtables.policy import RoundTablePermission
from portal.roundtables.queries import dates as queries
from portal.roundtables.queries import series
from portal.roundtables.routes.tabs import series_in_url
from portal.roundtables.terms.meetings import DateAnswerKind
from portal.web.access import actor, requires
from portal.web.forms import Form
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.roundtables.models import DateFinding, Member, RoundTable

bp = Blueprint("date_findings", __name__, url_prefix="/arbeit/runde-tische")

tells("dates-asked", N_("Gefragt. Mitglieder mit E-Mail haben einen Link bekommen; die anderen rufen Sie bitte an."))
tells("dates-recorded", N_("Die Antwort ist gespeichert."))
tells("date-chosen", N_("Der Termin steht. Die Sitzung ist angelegt; eingeladen ist noch niemand."))
tells("dates-dropped", N_("Die Terminfrage ist aufgegeben."))


def finding_in_url(finding_id: UUID, **_deeper: object) -> "DateFinding":
    """The question that the address names. Raises `NotFound`."""
    return queries.finding(finding_id)


@bp.get("/<uuid:series_id>/termin")
@requires(RoundTablePermission.PLAN, of=series_in_url)
def new(round_table: "RoundTable") -> Response:
    return _new(round_table, FindingForm(data={"venue": round_table.venue}))


@bp.post("/<uuid:series_id>/termin")
@requires(RoundTablePermission.PLAN, of=series_in_url)
def ask(round_table: "RoundTable") -> Response:
    form = FindingForm()
    if not form.validate_on_submit():
        return _new(round_table, form, status=422)
    try:
        with unit_of_work():
            made = actions.ask(series.round_table(round_table.id), _draft(form), submission_key=form.key, by=actor())
    except InvalidInput as error:
        form.take(error)
        return _new(series.round_table(round_table.id), form, status=422)
    return reply(url_for("date_findings.show", finding_id=made.id), tell="dates-asked")


@bp.get("/terminfragen/<uuid:finding_id>")
@requires(RoundTablePermission.READ, of=finding_in_url)
def show(finding: "DateFinding") -> Response:
    return _show(finding)


@bp.get("/terminfragen/<uuid:finding_id>/mitglieder/<uuid:member_id>")
@requires(RoundTablePermission.PLAN, of=finding_in_url)
def answer(finding: "DateFinding") -> Response:
    return _answer(finding, _member(finding))


@bp.post("/terminfragen/<uuid:finding_id>/mitglieder/<uuid:member_id>")
@requires(RoundTablePermission.PLAN, of=finding_in_url)
def record(finding: "DateFinding") -> Response:
    member, form = _member(finding), Form()
    if not form.validate_on_submit():
        return _answer(finding, member, form=form, status=422)
    try:
        with unit_of_work():
            fresh = queries.finding(finding.id)
            actions.record_answer(fresh, _member(fresh), chosen_dates(fresh), by=actor())
    except InvalidInput as error:
        form.take(error)
        return _answer(queries.finding(finding.id), member, form=form, status=422)
    return reply(url_for("date_findings.show", finding_id=finding.id), tell="dates-recorded")


@bp.post("/terminfragen/<uuid:finding_id>/waehlen")
@requires(RoundTablePermission.READ, of=finding_in_url)
def choose(finding: "DateFinding") -> Response:
    form = ChooseDateForm()
    wanted = request.form.get("option", "")
    if not form.validate_on_submit():
        return _show(finding, form=form, status=422)
    option = next((one for one in finding.options if str(one.id) == wanted), None)
    if option is None:
        raise NotFound
    try:
        with unit_of_work():
            fresh = queries.finding(finding.id)
            chosen = next(one for one in fresh.options if one.id == option.id)
            made = actions.choose(fresh, chosen, template=form.chosen_template, by=actor())
    except InvalidInput as error:
        form.take(error)
        return _show(queries.finding(finding.id), form=form, status=422)
    return reply(url_for("meetings.show", meeting_id=made.id), tell="date-chosen")


@bp.post("/terminfragen/<uuid:finding_id>/aufgeben")
@requires(RoundTablePermission.PLAN, of=finding_in_url)
def drop(finding: "DateFinding") -> Response:
    form = ChooseDateForm()
    if not form.validate_on_submit():
        return _show(finding, form=form, status=422)
    try:
        with unit_of_work():
            actions.drop(queries.finding(finding.id), by=actor())
    except InvalidInput as error:
        form.take(error)
        return _show(queries.finding(finding.id), form=form, status=422)
    return reply(url_for("round_tables.show", series_id=finding.round_table_id), tell="dates-dropped")


def chosen_dates(finding: "DateFinding") -> dict[UUID, DateAnswerKind]:
    """What this request says to each date; a date without an answer is left out."""
    typed = {option.id: request.form.get(f"date-{option.id}", "") for option in finding.options}
    return {option_id: kind for option_id, value in typed.items() for kind in DateAnswerKind if kind.value == value}


def _member(finding: "DateFinding") -> "Member":
    found = series.member((request.view_args or {})["member_id"])
    if found.round_table_id != finding.round_table_id:
        raise NotFound
    return found


def _new(round_table: "RoundTable", form: FindingForm, *, status: int = 200) -> Response:
    members = series.members(round_table)
    return page(
        "roundtables/work/new_dates.html",
        status=status,
        round_table=round_table,
        form=form,
        by_mail=sum(one.way is ContactWay.MAIL for one in members),
        members=len(members),
    )


def _show(finding: "DateFinding", *, form: ChooseDateForm | None = None, status: int = 200) -> Response:
    members, given = series.members(finding.round_table), queries.answers(finding)
    return page(
        "roundtables/work/dates.html",
        status=status,
        finding=finding,
        round_table=finding.round_table,
        members=members,
        given=given,
        outlook=queries.outlook(finding, given),
        answered=queries.who_answered(members, given),
        form=form or ChooseDateForm(formdata=None, data={"template": "regular"}),
    )


def _answer(finding: "DateFinding", member: "Member", *, form: Form | None = None, status: int = 200) -> Response:
    return page(
        "roundtables/work/date_answer.html",
        status=status,
        finding=finding,
        round_table=finding.round_table,
        member=member,
        given={option: kind for (option, of), kind in queries.answers(finding).items() if of == member.id},
        kinds=list(DateAnswerKind),
        form=form or Form(formdata=None),
    )


def _draft(form: FindingForm) -> FindingDraft:
    starts: list[datetime] = [moment(day.data, hour.data) for day, hour in form.pairs if day.data and hour.data]
    return FindingDraft(
        starts=starts,
        minutes=int(form.length.data or 0),
        answer_until=form.answer_until.data,  # type: ignore[arg-type]
        title=str(form.title.data or ""),
        venue=str(form.venue.data or ""),
    )
