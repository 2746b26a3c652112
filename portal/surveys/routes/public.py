"""`/umfragen`: which surveys there are, what one of them is about, and beginning it."""

from typing import TYPE_CHECKING

from flask import Blueprint, Response, request, url_for

from portal.kernel import codes
from portal.kernel.db import unit_of_work
from portal.kernel.errors import DomainError, InvalidTransition, NotFound, TooMany
from portal.kernel.runtime import settings
from portal.kernel.text import N_
from portal.places import queries as places
from portal.surveys import queries
from portal.surveys.actions import answering as actions
from portal.surveys.actions import inviting
from portal.surveys.forms.beginning import BeginForm, ResumeForm
from portal.surveys.queries import answering
from portal.surveys.routes import visits
from portal.surveys.routes.screens import LANGUAGE_NAMES, READ_IN, reading, say_errors, spoken, spoken_languages
from portal.surveys.terms import Access, SurveyTiming, next_question, said
from portal.surveys.terms.phrases import speaks
from portal.web import limits
from portal.web.access import public
from portal.web.i18n import language
from portal.web.nav import nav_entry
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.surveys.models import Survey

bp = Blueprint("public_surveys", __name__, url_prefix="/umfragen")

nav_entry("public", label=N_("Umfragen"), endpoint="public_surveys.index", order=20, icon="check")
tells(
    "survey-not-begun",
    N_(
        "Auf diesem Gerät ist kein angefangener Fragebogen. Bitte beginnen Sie hier, oder geben Sie Ihren Code zum "
        "Weitermachen ein. Ihr Browser muss dafür Cookies dieser Seite behalten."
    ),
    tone="info",
)

#: How many may begin from one address within ten minutes: a whole town hall may, a script not for long.
_MOST_BEGUN = {"production": 600, "local": 50_000}
_BEGUN_SECONDS = 600
_MOST_WRONG = 40
_WRONG_SECONDS = 600
_MINUTES_PER_QUESTION = 0.4
_READING = 1
_TOO_MANY = N_(
    "Von hier aus wurden sehr viele Codes ausprobiert. Bitte warten Sie zehn Minuten, oder rufen Sie uns an."
)
_NO_RESUME_CODE = N_(
    "Zu diesem Code gibt es keinen angefangenen Fragebogen. Vielleicht ist er schon gesendet. "
    "Bitte vergleichen Sie den Code Zeichen für Zeichen."
)


@bp.get("")
@public
def index() -> Response:
    found = queries.published()
    order = (SurveyTiming.RUNNING, SurveyTiming.COMING, SurveyTiming.GRACE, SurveyTiming.OVER)
    groups = [(timing, [survey for survey in found if survey.timing is timing]) for timing in order]
    return page(
        "surveys/public/index.html",
        groups=groups,
        is_empty=not found,
        names=places.names(survey.sozialraum_id for survey in found),
    )


@bp.get("/<slug>")
@public
def start(slug: str) -> Response:
    return _start(survey_at(slug), BeginForm(formdata=None, data={"code": request.args.get("code", "")[:80]}))


@bp.post("/<slug>/beginnen")
@public
def begin(slug: str) -> Response:
    survey, form = survey_at(slug), BeginForm()
    if not form.validate_on_submit():
        return _start(survey, form, status=422)
    token = form.key
    if (read_in := answering.sent_in(token, survey.id)) is not None:
        return thanked(slug, token, read_in)
    try:
        limits.hit("survey-begun", most=_MOST_BEGUN[settings().environment], per_seconds=_BEGUN_SECONDS)
        _begin(survey, token=token, code=str(form.code.data or ""), read_in=chosen_language(survey))
    except TooMany as error:
        form.take(error)
        response = _start(survey, form, status=429)
        response.headers["Retry-After"] = str(error.retry_after)
        return response
    except InvalidTransition:
        return _start(survey, form, status=409)
    except DomainError as error:
        form.take(error)
        return _start(survey, form, status=422)
    return visits.hold(reply(_first_question(survey)), slug, token)


@bp.get("/weiter")
@public
def ask_for_resume_code() -> Response:
    return _resume(ResumeForm(formdata=None))


@bp.post("/weiter")
@public
def resume() -> Response:
    form = ResumeForm()
    if not form.validate_on_submit():
        return _resume(form, status=422)
    try:
        _ensure_few_wrong()
    except TooMany as error:
        form.take(error)
        response = _resume(form, status=429)
        response.headers["Retry-After"] = str(error.retry_after)
        return response
    standing = answering.standing_by_resume_code(str(form.code.data))
    if standing is None:
        _count_wrong()
        form.code.errors = [_NO_RESUME_CODE]
        return _resume(form, status=422)
    token = codes.new_token()
    with unit_of_work():
        actions.go_on(standing, token=token)
    return visits.hold(reply(url_for("survey_form.go_on", slug=standing.slug)), standing.slug, token)


def _resume(form: ResumeForm, *, status: int = 200) -> Response:
    wanted = request.values.get(READ_IN, "")
    read = spoken(wanted if wanted in LANGUAGE_NAMES and speaks(wanted) else language())
    say_errors(form, read)
    return page("surveys/public/resume.html", status=status, form=form, read=read)


def thanked(slug: str, token: str, read_in: str) -> Response:
    """To the thanks, in the language in which the form was sent."""
    return visits.hold_sent(reply(url_for("survey_form.thanks", slug=slug, **reading(read_in))), slug, token)


def survey_at(slug: str) -> "Survey":
    """The survey of an address that everybody may know about. Raises `NotFound`."""
    survey = answering.answerable(slug)
    if survey is None or survey.current_version_id is None:
        raise NotFound
    return survey


def _begin(survey: "Survey", *, token: str, code: str, read_in: str) -> None:
    if survey.access is Access.OPEN:
        with unit_of_work():
            actions.begin(survey, token=token, language=read_in)
        return
    _ensure_few_wrong()
    try:
        _begin_with_code(survey, token=token, code=code, read_in=read_in)
    except DomainError as error:
        if error.code == "survey.code-unknown":
            _count_wrong()
        raise


def _begin_with_code(survey: "Survey", *, token: str, code: str, read_in: str) -> None:
    if survey.timing is not SurveyTiming.RUNNING:
        raise InvalidTransition
    if not survey.anonymous:
        with unit_of_work():
            invitation = inviting.invitation_for(survey, code=code)
            actions.begin(survey, token=token, language=read_in, invitation_id=invitation.id)
        return
    with unit_of_work():  # on its own: nothing of the form may share a transaction with the code
        ballot = inviting.exchange_for_ballot(survey, code=code, token=token)
    with unit_of_work():
        actions.begin(survey, token=token, language=read_in, ballot_hash=ballot)


def _ensure_few_wrong() -> None:
    if limits.count("survey-code-wrong", most=_MOST_WRONG, per_seconds=_WRONG_SECONDS) <= 0:
        raise TooMany(retry_after=_WRONG_SECONDS, message=_TOO_MANY)


def _count_wrong() -> None:
    limits.hit("survey-code-wrong", most=_MOST_WRONG, per_seconds=_WRONG_SECONDS)


def _start(survey: "Survey", form: BeginForm, *, status: int = 200) -> Response:
    assert survey.current_version_id is not None
    questionnaire = queries.questionnaire_of(survey.current_version_id)
    read = spoken(chosen_language(survey))
    say_errors(form, read)
    standing = answering.standing(visits.token())
    asked = sum(question.kind.is_asked for question in questionnaire.questions)
    return page(
        "surveys/public/start.html",
        status=status,
        survey=survey,
        timing=survey.timing,
        form=form,
        title=said(survey.titles, read.code),
        purpose=said(survey.purposes, read.code),
        read=read,
        languages_offered=spoken_languages(questionnaire.languages),
        minutes=survey.minutes or max(2, round(asked * _MINUTES_PER_QUESTION) + _READING),
        asked=asked,
        has_begun=standing is not None and standing.survey_id == survey.id and standing.is_taken,
        needs_code=survey.access is Access.CODES,
        paper=url_for("survey_sheets_public.pdf", slug=survey.slug, **reading(read.code)),
    )


def _first_question(survey: "Survey") -> str:
    assert survey.current_version_id is not None
    first = next_question(queries.questionnaire_of(survey.current_version_id), {}, None)
    assert first is not None
    return url_for("survey_form.question", slug=survey.slug, code=first.code)


def chosen_language(survey: "Survey") -> str:
    """The language of the questionnaire that the address wants, or the reader's, or its first."""
    assert survey.current_version_id is not None
    offered = queries.questionnaire_of(survey.current_version_id).languages
    wanted = (request.values.get(READ_IN, ""), language())
    return next((one for one in wanted if one in offered), offered[0])
