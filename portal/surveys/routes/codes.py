"""`/arbeit/umfragen/<id>/codes`: personal codes, their letters, and how many of them were used."""

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput, NotFound
from portal.kernel.text import N_
from portal.places import queries as places
from portal.surveys import queries
from portal.surveys.actions import inviting as actions
from portal.surveys.documents.letters import KEPT_HOURS
from portal.surveys.forms.inviting import BlockForm, LettersForm
from portal.surveys.policy import SurveyPermission
from portal.surveys.queries import inviting
from portal.surveys.routes.tabs import survey_in_url, tab
from portal.surveys.terms import Access, SurveyTiming
from portal.web.access import actor, requires
from portal.web.forms import Form, as_uuid
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.surveys.models import Survey

bp = Blueprint("survey_codes", __name__, url_prefix="/arbeit/umfragen/<uuid:survey_id>/codes")

tab(N_("Persönliche Codes"), "survey_codes.index", SurveyPermission.INVITE, order=40)
tells("code-blocked", N_("Der Code gilt nicht mehr."))


@bp.get("")
@requires(SurveyPermission.INVITE, of=survey_in_url)
def index(survey: "Survey") -> Response:
    return _shown(survey)


@bp.post("")
@requires(SurveyPermission.INVITE, of=survey_in_url)
def make(survey: "Survey") -> Response:
    form = LettersForm(places=_places(survey))
    if not form.validate_on_submit():
        return _shown(survey, letters_form=form, status=422)
    chosen = form.sozialraum_id.data
    try:
        with unit_of_work():
            job = actions.order_letters(
                queries.survey(survey.id),
                name=str(form.name.data),
                place=places.place(chosen) if chosen in dict(_places(survey)) else None,
                size=int(form.size.data or 0),
                by=actor(),
            )
    except InvalidInput as error:
        form.take(error)
        return _shown(survey, letters_form=form, status=422)
    return reply(url_for("jobs.detail", job_id=job.id))


@bp.post("/erinnern")
@requires(SurveyPermission.INVITE, of=survey_in_url)
def remind(survey: "Survey") -> Response:
    """Have reminders made for one batch."""
    form = Form()
    batch_id = as_uuid(request.form.get("batch_id"))
    if batch_id is None:
        raise NotFound
    if not form.validate_on_submit():
        return _shown(survey, remind_form=form, status=422)
    try:
        with unit_of_work():
            job = actions.order_reminders(queries.survey(survey.id), batch_id=batch_id, by=actor())
    except InvalidInput as error:
        form.take(error)
        return _shown(survey, remind_form=form, status=422)
    return reply(url_for("jobs.detail", job_id=job.id))


@bp.post("/sperren")
@requires(SurveyPermission.INVITE, of=survey_in_url)
def block(survey: "Survey") -> Response:
    form = BlockForm(batches=_batches(survey))
    if not form.validate_on_submit() or form.batch_id.data is None:
        return _shown(survey, block_form=form, status=422)
    try:
        with unit_of_work():
            actions.block(
                queries.survey(survey.id), batch_id=form.batch_id.data, number=int(form.number.data or 0), by=actor()
            )
    except InvalidInput as error:
        form.take(error)
        return _shown(survey, block_form=form, status=422)
    return reply(url_for("survey_codes.index", survey_id=survey.id), tell="code-blocked")


def _shown(
    survey: "Survey",
    *,
    letters_form: LettersForm | None = None,
    block_form: BlockForm | None = None,
    remind_form: Form | None = None,
    status: int = 200,
) -> Response:
    batches = inviting.batches_of(survey.id)
    return page(
        "surveys/codes.html",
        status=status,
        survey=survey,
        needs_codes=survey.access is Access.CODES,
        batches=batches,
        counts=inviting.counts_by_batch(survey.id, step=inviting.STEP if survey.anonymous else 1),
        step=inviting.STEP,
        names=places.names(batch.sozialraum_id for batch in batches if batch.sozialraum_id),
        form=letters_form or LettersForm(formdata=None, places=_places(survey)),
        block_form=block_form or BlockForm(formdata=None, batches=_batches(survey)),
        remind_form=remind_form or Form(formdata=None),
        may_remind=survey.timing in (SurveyTiming.COMING, SurveyTiming.RUNNING),
        most=actions.MOST_CODES,
        hours=KEPT_HOURS,
    )


def _batches(survey: "Survey") -> list[tuple[UUID, str]]:
    return [(batch.id, batch.name) for batch in inviting.batches_of(survey.id)]


def _places(survey: "Survey") -> list[tuple[UUID, str]]:
    """The Sozialraum of the survey and everything beneath it."""
    inside = [node.id for node in places.tree() if survey.sozialraum_id in node.lineage]
    return list(places.labels(inside).items())
