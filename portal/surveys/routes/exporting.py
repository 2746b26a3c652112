"""`/arbeit/umfragen/…/daten`: the answers as a file, made by a job."""

from typing import TYPE_CHECKING

from flask import Blueprint, Response, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_
from portal.surveys.exports import files
from portal.surveys.forms.exporting import DataForm
from portal.surveys.policy import SurveyPermission
from portal.surveys.queries.results import comes_in_steps
from portal.surveys.routes.tabs import survey_in_url, tab
from portal.surveys.terms.exporting import DataFormat
from portal.web.access import actor, requires
from portal.web.i18n import _
from portal.web.pages import page, reply

if TYPE_CHECKING:
    from portal.surveys.models import Survey

bp = Blueprint("survey_exports", __name__, url_prefix="/arbeit/umfragen/<uuid:survey_id>/daten")

tab(N_("Daten"), "survey_exports.dialog", SurveyPermission.EXPORT, order=90)


@bp.get("")
@requires(SurveyPermission.EXPORT, of=survey_in_url)
def dialog(survey: "Survey") -> Response:
    """What and as what."""
    return _dialog(survey, DataForm())


@bp.post("")
@requires(SurveyPermission.EXPORT, of=survey_in_url)
def start(survey: "Survey") -> Response:
    """Queue the file and lead to its page."""
    form = DataForm()
    if not form.validate_on_submit():
        return _dialog(survey, form, status=422)
    chosen = DataFormat(form.format.data)
    try:
        with unit_of_work():
            job = files.start_export(
                survey,
                format=chosen,
                title=_("Antworten von „%(title)s“ als %(format)s", title=survey.title, format=_(chosen.label)),
                with_texts=form.content.data == "texts",
                with_special=bool(form.with_special.data),
                reason=form.reason.data or "",
                by=actor(),
            )
    except InvalidInput as error:
        form.take(error)
        return _dialog(survey, form, status=422)
    return reply(url_for("jobs.detail", job_id=job.id))


def _dialog(survey: "Survey", form: DataForm, *, status: int = 200) -> Response:
    return page(
        "surveys/data.html",
        status=status,
        survey=survey,
        form=form,
        formats={one.value: _(one.meaning) for one in DataFormat},
        delayed=comes_in_steps(survey),
        has_special=files.has_special(survey.id),
    )
