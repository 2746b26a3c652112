"""The questionnaire on paper: for everybody as a PDF, for its authors as a preview that the checklist asks for."""

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, Response, request, url_for
from flask_babel import force_locale

from portal.kernel.clock import ON_SCREEN
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, NotFound
from portal.kernel.runtime import settings
from portal.kernel.text import N_
from portal.places import queries as places
from portal.surveys import queries
from portal.surveys.actions import paper as actions
from portal.surveys.documents.paper import Paper, paper_language, paper_pdf
from portal.surveys.policy import SurveyPermission
from portal.surveys.routes.screens import READ_IN, spoken_languages
from portal.surveys.routes.tabs import survey_in_url, tab
from portal.surveys.terms import Questionnaire
from portal.surveys.terms.paper import values_compared
from portal.web.access import actor, public, requires
from portal.web.forms import VersionedForm, as_uuid
from portal.web.i18n import LANGUAGES, SOURCE, language
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.surveys.models import Survey

public_bp = Blueprint("survey_sheets_public", __name__, url_prefix="/umfragen")
bp = Blueprint("survey_paper", __name__, url_prefix="/arbeit/umfragen")

tab(N_("Papierfassung"), "survey_paper.preview", SurveyPermission.READ, order=25)
tells("paper-seen", N_("Vermerkt: Die Papierfassung wurde angesehen."))


@public_bp.get("/<slug>/papier.pdf")
@public
def pdf(slug: str) -> Response:
    survey = queries.public_survey(slug)
    if survey is None or survey.current_version_id is None:
        raise NotFound
    version = queries.version(survey.current_version_id)
    questionnaire = queries.questionnaire_of(version.id)
    paper = _paper(survey, questionnaire, titles=version.titles, purposes=version.purposes, audience=version.audience)
    return _pdf(paper, version_id=version.id)


@bp.get("/<uuid:survey_id>/papier")
@requires(SurveyPermission.READ, of=survey_in_url)
def preview(survey: "Survey") -> Response:
    return _preview(survey, VersionedForm(data={"version": survey.version}))


@bp.get("/<uuid:survey_id>/papier.pdf")
@requires(SurveyPermission.READ, of=survey_in_url)
def draft_pdf(survey: "Survey") -> Response:
    paper = _paper(
        survey, queries.draft_of(survey), titles=survey.titles, purposes=survey.purposes, audience=survey.audience
    )
    return _pdf(paper, version_id=None)


@bp.post("/<uuid:survey_id>/papier/angesehen")
@requires(SurveyPermission.EDIT, of=survey_in_url)
def seen(survey: "Survey") -> Response:
    form = VersionedForm()
    if not form.validate_on_submit():
        return _preview(survey, form, status=422)
    try:
        with unit_of_work():
            actions.paper_was_seen(queries.survey(survey.id), version=form.seen_version, by=actor())
    except Conflict:
        fresh = queries.survey(survey.id)
        form.version.data = str(fresh.version)
        return _preview(fresh, form, status=409, has_changed=True)
    return reply(url_for("survey_paper.preview", survey_id=survey.id), tell="paper-seen")


def _preview(survey: "Survey", form: VersionedForm, *, status: int = 200, has_changed: bool = False) -> Response:
    draft = queries.draft_of(survey)
    return page(
        "surveys/paper.html",
        status=status,
        survey=survey,
        form=form,
        has_changed=has_changed,
        offered=spoken_languages(draft.languages),
        has_questions=any(question.kind.is_asked for question in draft.questions),
    )


def _paper(
    survey: "Survey", questionnaire: Questionnaire, *, titles: dict[str, str], purposes: dict[str, str], audience: str
) -> Paper:
    asked_for = request.args.get(READ_IN) or language()
    address = f"{settings().base_url.rstrip('/')}/umfragen/{survey.slug}"
    return Paper(
        survey=survey,
        questionnaire=questionnaire,
        titles=titles,
        purposes=purposes,
        audience=audience,
        language=paper_language(questionnaire, asked_for),
        url=address,
        place_names=_place_names(questionnaire),
        back_until=survey.closes_at.astimezone(ON_SCREEN).date() if survey.closes_at else None,
    )


def _place_names(questionnaire: Questionnaire) -> dict[str, str]:
    """What the places in conditions are called."""
    conditions = [question.show_if for question in questionnaire.questions if question.show_if is not None]
    ids = {as_uuid(value) for condition in conditions for value in values_compared(condition)}
    return {str(place_id): name for place_id, name in places.names(one for one in ids if one).items()}


def _pdf(paper: Paper, *, version_id: UUID | None) -> Response:
    spoken = paper.language.partition("-")[0]
    with force_locale(spoken if spoken in LANGUAGES else SOURCE):
        content = paper_pdf(paper, version_id=version_id)
    response = Response(content, mimetype="application/pdf")
    name = f"{paper.survey.slug}-papier.pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response
