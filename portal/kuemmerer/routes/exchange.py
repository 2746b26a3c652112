"""The yearly Austauschtreffen: when it is, who shows what, and the hand-out made of live data."""

from collections import defaultdict
from operator import itemgetter
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Response, request, url_for

from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.standing import PROJECT_IDEAS
from portal.kernel.text import N_
from portal.kuemmerer import documents, queries
from portal.kuemmerer.actions import exchange as actions
from portal.kuemmerer.documents.telling import Block, block
from portal.kuemmerer.forms.exchange import ExchangeForm, ShareForm
from portal.kuemmerer.policy import OverviewPermission
from portal.kuemmerer.queries import Filters
from portal.kuemmerer.queries import exchange as meetings
from portal.kuemmerer.queries import overview as overviews
from portal.kuemmerer.queries.overview import Since
from portal.kuemmerer.routes.blueprint import bp
from portal.kuemmerer.routes.overview import views
from portal.web.access import actor, may, requires
from portal.web.choosing import Choices
from portal.web.conflicts import conflicts_of
from portal.web.pages import download, page, reply, tells
from portal.web.panels import collect

if TYPE_CHECKING:
    from portal.kuemmerer.models import ExchangeMeeting

tells("exchange-planned", N_("Das Austauschtreffen ist eingetragen."))
tells("exchange-saved", N_("Gespeichert."))
tells("exchange-cancelled", N_("Das Austauschtreffen ist gestrichen."))
tells("share-saved", N_("Notiert, was das Projekt zeigt."))
tells("share-dropped", N_("Von der Liste genommen."))
_PARTS = ("held_on", "place", "topics")


@bp.get("/austauschtreffen")
@requires(OverviewPermission.READ_EXCHANGE)
def exchange() -> Response:
    return page(
        "kuemmerer/exchange.html",
        fragment="exchange_rows",
        found=meetings.page_of_meetings(after=request.args.get("after")),
        today=today(),
        views=views(),
    )


@bp.get("/austauschtreffen/neu")
@requires(OverviewPermission.PREPARE_EXCHANGE)
def new_exchange() -> Response:
    return page("kuemmerer/exchange_edit.html", form=ExchangeForm(), meeting=None)


@bp.post("/austauschtreffen/neu")
@requires(OverviewPermission.PREPARE_EXCHANGE)
def plan_exchange() -> Response:
    form = ExchangeForm()
    if not form.validate_on_submit():
        return page("kuemmerer/exchange_edit.html", form=form, meeting=None, status=422)
    try:
        with unit_of_work():
            meeting = actions.plan_exchange(_draft(form), submission_key=form.key, by=actor())
    except InvalidInput as error:
        form.take(error)
        return page("kuemmerer/exchange_edit.html", form=form, meeting=None, status=422)
    return reply(url_for("kuemmerer.exchange_meeting", meeting_id=meeting.id), tell="exchange-planned")


@bp.get("/austauschtreffen/<uuid:meeting_id>")
@requires(OverviewPermission.READ_EXCHANGE)
def exchange_meeting(meeting_id: UUID) -> Response:
    return _meeting_page(meetings.meeting(meeting_id))


@bp.get("/austauschtreffen/<uuid:meeting_id>/bearbeiten")
@requires(OverviewPermission.PREPARE_EXCHANGE)
def edit_exchange(meeting_id: UUID) -> Response:
    meeting = meetings.meeting(meeting_id)
    values: dict[str, Any] = {name: getattr(meeting, name) for name in (*_PARTS, "version")}
    return page("kuemmerer/exchange_edit.html", form=ExchangeForm(data=values), meeting=meeting)


@bp.post("/austauschtreffen/<uuid:meeting_id>/bearbeiten")
@requires(OverviewPermission.PREPARE_EXCHANGE)
def save_exchange(meeting_id: UUID) -> Response:
    form, meeting = ExchangeForm(), meetings.meeting(meeting_id)
    if not form.validate_on_submit():
        return page("kuemmerer/exchange_edit.html", form=form, meeting=meeting, status=422)
    try:
        with unit_of_work():
            fresh = meetings.meeting(meeting_id)
            actions.edit_exchange(fresh, _draft(form), version=form.seen_version, by=actor())
    except Conflict:
        stored = meetings.meeting(meeting_id)
        return page(
            "kuemmerer/exchange_edit.html",
            form=form,
            meeting=stored,
            conflict=conflicts_of(form, stored, _PARTS),
            status=409,
        )
    except InvalidInput as error:
        form.take(error)
        return page("kuemmerer/exchange_edit.html", form=form, meeting=meetings.meeting(meeting_id), status=422)
    return reply(url_for("kuemmerer.exchange_meeting", meeting_id=meeting_id), tell="exchange-saved")


@bp.post("/austauschtreffen/<uuid:meeting_id>/streichen")
@requires(OverviewPermission.PREPARE_EXCHANGE)
def cancel_exchange(meeting_id: UUID) -> Response:
    with unit_of_work():
        actions.cancel_exchange(meetings.meeting(meeting_id), by=actor())
    return reply(url_for("kuemmerer.exchange"), tell="exchange-cancelled")


@bp.post("/austauschtreffen/<uuid:meeting_id>/zeigen")
@requires(OverviewPermission.PREPARE_EXCHANGE)
def share(meeting_id: UUID) -> Response:
    form, meeting = ShareForm(projects=_choices()), meetings.meeting(meeting_id)
    if not form.validate_on_submit():
        return _meeting_page(meeting, form=form, status=422)
    try:
        with unit_of_work():
            project = queries.project(form.project_id.chosen) if form.project_id.chosen else None
            if project is None:
                raise InvalidInput(
                    "kuemmerer.no-such-project",
                    N_("Dieses Projekt gibt es nicht (mehr). Bitte wählen Sie neu."),
                    field="project_id",
                )
            actions.set_share(meetings.meeting(meeting_id), project, form.text.data or "", by=actor())
    except InvalidInput as error:
        form.take(error)
        return _meeting_page(meetings.meeting(meeting_id), form=form, status=422)
    return reply(url_for("kuemmerer.exchange_meeting", meeting_id=meeting_id, _anchor="shares"), tell="share-saved")


@bp.post("/austauschtreffen/<uuid:meeting_id>/zeigen/<uuid:project_id>/streichen")
@requires(OverviewPermission.PREPARE_EXCHANGE)
def drop_share(meeting_id: UUID, project_id: UUID) -> Response:
    with unit_of_work():
        actions.drop_share(meetings.meeting(meeting_id), project_id, by=actor())
    return reply(url_for("kuemmerer.exchange_meeting", meeting_id=meeting_id, _anchor="shares"), tell="share-dropped")


@bp.get("/austauschtreffen/<uuid:meeting_id>/handreichung")
@requires(OverviewPermission.PREPARE_EXCHANGE)
def handout(meeting_id: UUID) -> Response:
    meeting = meetings.meeting(meeting_id)
    return page(
        "kuemmerer/handout.html",
        meeting=meeting,
        since=meetings.told_since(meeting),
        blocks=_blocks(meeting),
        with_questions=_with_questions(),
    )


@bp.get("/austauschtreffen/<uuid:meeting_id>/handreichung.pdf")
@requires(OverviewPermission.PREPARE_EXCHANGE)
def handout_as_pdf(meeting_id: UUID) -> Response:
    meeting = meetings.meeting(meeting_id)
    made = documents.handout_pdf(meeting, _blocks(meeting), since=meetings.told_since(meeting))
    return download(made, f"austauschtreffen-{meeting.held_on.isoformat()}.pdf", documents.PDF_MIMETYPE)


def _blocks(meeting: "ExchangeMeeting") -> list[Block]:
    """One block for each running project; questions stand in it word for word only when that was asked for."""
    since = meetings.told_since(meeting)
    projects = overviews.all_projects(actor(), Filters())
    ids = [one.id for one in projects]
    happened = overviews.happened_since(ids, since)
    ideas: dict[UUID, list[str]] = defaultdict(list)
    for one in meeting.shares:
        ideas[one.project_id].append(one.text)
    for idea in collect(PROJECT_IDEAS, who=actor(), subject_ids=ids, today=today(), since=since):
        ideas[idea.subject_id].append(idea.text)
    return [
        block(one, happened.get(one.id, Since()), ideas[one.id], with_questions=_with_questions()) for one in projects
    ]


def _with_questions() -> bool:
    return request.args.get("fragen") == "wortlaut"


def _choices() -> Choices:
    return [(one.id, f"{one.name} ({one.place_names})") for one in overviews.all_projects(actor(), Filters())]


def _meeting_page(meeting: "ExchangeMeeting", *, form: ShareForm | None = None, status: int = 200) -> Response:
    prepares = may(OverviewPermission.PREPARE_EXCHANGE)
    names = queries.names([one.project_id for one in meeting.shares])
    shown = [(one.project_id, names.get(one.project_id, ""), one.text) for one in meeting.shares]
    return page(
        "kuemmerer/exchange_meeting.html",
        status=status,
        meeting=meeting,
        shown=sorted(shown, key=itemgetter(1)),
        topics=[line.strip() for line in meeting.topics.splitlines() if line.strip()],
        form=form or (ShareForm(projects=_choices(), formdata=None) if prepares else None),
        prepares=prepares,
    )


def _draft(form: ExchangeForm) -> actions.ExchangeDraft:
    return actions.ExchangeDraft(
        held_on=form.held_on.data or today(), place=form.place.data or "", topics=form.topics.data or ""
    )
