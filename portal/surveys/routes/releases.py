"""Showing a result to everybody: chosen and looked at by staff, then frozen; and its public page."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import DomainError, NotFound
from portal.kernel.text import N_
from portal.surveys import queries
from portal.surveys.actions import releasing
from portal.surveys.forms.releases import ReleaseForm
from portal.surveys.policy import SurveyPermission
from portal.surveys.queries import snapshot
from portal.surveys.queries.columns import columns_of
from portal.surveys.queries.results import results_of
from portal.surveys.routes.showing import shown
from portal.surveys.routes.tabs import survey_in_url, tab
from portal.surveys.terms import said
from portal.surveys.terms.disclosure import THRESHOLD, THRESHOLDS
from portal.web.access import actor, public, requires
from portal.web.errors import status_of
from portal.web.forms import Form
from portal.web.i18n import language
from portal.web.pages import page, reply, tells
from portal.web.panels import panel, render_panel

if TYPE_CHECKING:
    from portal.surveys.models import Survey

bp = Blueprint("survey_releases", __name__)
_STAFF = "/arbeit/umfragen/<uuid:survey_id>/veroeffentlichen-ergebnis"
tab(N_("Für alle"), "survey_releases.prepare", SurveyPermission.RELEASE, order=60)
tells("result-released", N_("Das Ergebnis ist jetzt öffentlich."))
tells("result-withdrawn", N_("Das Ergebnis ist nicht mehr öffentlich."))


@bp.get(_STAFF)
@requires(SurveyPermission.RELEASE, of=survey_in_url)
def prepare(survey: "Survey") -> Response:
    """Choose questions; with some chosen in the address, look at what everybody would see."""
    return _prepare(survey, ReleaseForm(formdata=request.args))


@bp.post(_STAFF)
@requires(SurveyPermission.RELEASE, of=survey_in_url)
def release(survey: "Survey") -> Response:
    form = ReleaseForm()
    if not form.validate_on_submit():
        return _prepare(survey, form, status=422)
    try:
        with unit_of_work():
            fresh = queries.survey(survey.id)
            releasing.release_result(fresh, codes=form.codes.data or (), threshold=form.least, by=actor())
    except NotFound:
        raise
    except DomainError as error:
        form.take(error)
        return _prepare(queries.survey(survey.id), form, status=status_of(error))
    return reply(url_for("survey_releases.prepare", survey_id=survey.id), tell="result-released")


@bp.post(f"{_STAFF}/zuruecknehmen")
@requires(SurveyPermission.RELEASE, of=survey_in_url)
def withdraw(survey: "Survey") -> Response:
    form = Form()
    number = request.form.get("number", "")
    if not form.validate_on_submit():
        return _prepare(survey, ReleaseForm(formdata=None), withdrawal=form, status=422)
    with unit_of_work():
        known = number.isascii() and number.isdecimal() and len(number) < 6
        found = snapshot.release_of(survey.id, int(number)) if known else None
        if found is None:
            raise NotFound
        releasing.withdraw_result(queries.survey(survey.id), found, by=actor())
    return reply(url_for("survey_releases.prepare", survey_id=survey.id), tell="result-withdrawn")


@bp.get("/umfragen/<slug>/ergebnis")
@public
def show(slug: str) -> Response:
    survey = queries.public_survey(slug)
    release = snapshot.public_release(survey.id) if survey else None
    if survey is None or release is None:
        raise NotFound
    return page(
        "surveys/public_result.html",
        survey=survey,
        title=said(survey.titles, language()),
        release=release,
        result=shown(release.content),
    )


@panel("survey.public", order=30)
def link_to_result(*, survey: "Survey", **_context: Any) -> str | None:
    """The way from the survey to what came out."""
    if snapshot.public_release(survey.id) is None:
        return None
    return render_panel("surveys/panel_result.html", survey=survey)


def _prepare(survey: "Survey", form: ReleaseForm, *, withdrawal: Form | None = None, status: int = 200) -> Response:
    results = results_of(columns_of(survey.id))
    offered = snapshot.publishable(results)
    form.offer([(one.question.code, said(one.question.title, language())) for one in offered])
    releases = snapshot.releases_of(survey.id)
    fixed = releases[0].threshold if releases else None
    least = fixed or (form.least if form.least in THRESHOLDS else THRESHOLD)
    codes = {one.question.code for one in offered} & set(form.codes.data or ())
    return page(
        "surveys/release.html",
        status=status,
        survey=survey,
        form=form,
        withdrawal=withdrawal or Form(formdata=None),
        codes=[one.question.code for one in offered if one.question.code in codes],
        least=least,
        fixed=fixed,
        kept_back=len(results.questions) - len(offered),
        offered=offered,
        preview=shown(snapshot.snapshot_of(survey, results, codes, threshold=least)) if codes else None,
        due=snapshot.is_due(survey, results),
        releases=releases,
        now=snapshot.public_release(survey.id),
    )
