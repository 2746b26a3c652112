"""Publishing, closing and opening again; the link to a survey as a picture for posters."""

from io import BytesIO
from typing import TYPE_CHECKING

from flask import Blueprint, Response, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput, NotFound
from portal.kernel.text import N_
from portal.surveys import queries
from portal.surveys.actions import publishing as actions
from portal.surveys.forms.drafting import EndForm
from portal.surveys.policy import SurveyPermission
from portal.surveys.routes.staff import overview, public_address
from portal.surveys.routes.tabs import survey_in_url
from portal.web.access import actor, requires
from portal.web.forms import Form
from portal.web.pages import download, page, reply, tells

if TYPE_CHECKING:
    from portal.surveys.models import Survey

bp = Blueprint("survey_publishing", __name__, url_prefix="/arbeit/umfragen/<uuid:survey_id>")

tells("survey-published", N_("Veröffentlicht. Ab Beginn des Zeitraums können alle antworten."))
tells("survey-published-again", N_("Veröffentlicht. Neue Antworten gelten für die neue Fassung."))
tells("survey-closed", N_("Geschlossen. Wer schon begonnen hatte, kann noch zwei Stunden lang senden."))
tells("survey-reopened", N_("Die Umfrage läuft wieder."))

_PIXELS_PER_SQUARE = 16


@bp.post("/veroeffentlichen")
@requires(SurveyPermission.PUBLISH, of=survey_in_url)
def publish(survey: "Survey") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return overview(survey, form=form, status=422)
    try:
        with unit_of_work():
            version = actions.publish(queries.survey(survey.id), by=actor())
    except InvalidInput as error:
        form.take(error)
        return overview(queries.survey(survey.id), form=form, status=422)
    tell = "survey-published" if version.number == 1 else "survey-published-again"
    return reply(url_for("surveys.detail", survey_id=survey.id), tell=tell)


@bp.post("/schliessen")
@requires(SurveyPermission.CLOSE, of=survey_in_url)
def close(survey: "Survey") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return overview(survey, form=form, status=422)
    with unit_of_work():
        actions.close(queries.survey(survey.id), by=actor())
    return reply(url_for("surveys.detail", survey_id=survey.id), tell="survey-closed")


@bp.get("/wieder-oeffnen")
@requires(SurveyPermission.REOPEN, of=survey_in_url)
def ask_to_reopen(survey: "Survey") -> Response:
    return page("surveys/reopen.html", survey=survey, form=EndForm())


@bp.post("/wieder-oeffnen")
@requires(SurveyPermission.REOPEN, of=survey_in_url)
def reopen(survey: "Survey") -> Response:
    form = EndForm()
    closes_at = form.closes_at if form.validate_on_submit() else None
    if closes_at is None:
        if not form.errors:
            form.take(InvalidInput("survey.no-day", N_("Bitte prüfen Sie den Tag."), field="closes_on"))
        return page("surveys/reopen.html", survey=survey, form=form, status=422)
    try:
        with unit_of_work():
            actions.reopen(queries.survey(survey.id), closes_at=closes_at, by=actor())
    except InvalidInput as error:
        form.take(error)
        return page("surveys/reopen.html", survey=queries.survey(survey.id), form=form, status=422)
    return reply(url_for("surveys.detail", survey_id=survey.id), tell="survey-reopened")


@bp.get("/qr.png")
@requires(SurveyPermission.READ, of=survey_in_url)
def qr_png(survey: "Survey") -> Response:
    return _qr(survey, "png", "image/png")


@bp.get("/qr.svg")
@requires(SurveyPermission.READ, of=survey_in_url)
def qr_svg(survey: "Survey") -> Response:
    return _qr(survey, "svg", "image/svg+xml")


def _qr(survey: "Survey", kind: str, mimetype: str) -> Response:
    """The address as a QR code; a draft has no address yet."""
    if not survey.is_public:
        raise NotFound
    import segno

    out = BytesIO()
    code = segno.make(public_address(survey), error="m", micro=False)
    code.save(out, kind=kind, scale=_PIXELS_PER_SQUARE, border=4)
    return download(out.getvalue(), f"qr-{survey.slug}.{kind}", mimetype)
