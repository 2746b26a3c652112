"""`/arbeit/umfragen/…/angaben`: everything about a survey besides its questions."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, request, url_for

from portal.kernel.clock import ON_SCREEN
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.text import N_, clean_text
from portal.surveys import queries
from portal.surveys.actions import drafting as actions
from portal.surveys.actions.drafting import SurveySettings
from portal.surveys.forms.drafting import LONGEST_PURPOSE, SettingsForm
from portal.surveys.policy import SurveyPermission
from portal.surveys.routes.choices import consultation_choices
from portal.surveys.routes.screens import Spoken, spoken
from portal.surveys.routes.tabs import survey_in_url, tab
from portal.surveys.terms import Access
from portal.surveys.terms.states import LONGEST_TITLE
from portal.web.access import actor, requires
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.surveys.models import Survey

bp = Blueprint("survey_settings", __name__, url_prefix="/arbeit/umfragen/<uuid:survey_id>/angaben")

tab(N_("Angaben"), "survey_settings.edit", SurveyPermission.EDIT, order=20)
tells("survey-saved", N_("Gespeichert."))

_PLAIN = ("access", "anonymous", "audience", "keep_months", "contact_name", "contact_phone", "contact_email")
_SHOWN = ("title", "purpose", "audience", "contact_name", "contact_phone", "contact_email", "return_address")


@bp.get("")
@requires(SurveyPermission.EDIT, of=survey_in_url)
def edit(survey: "Survey") -> Response:
    return _page(survey, _form(survey, data=_values(survey)))


@bp.post("")
@requires(SurveyPermission.EDIT, of=survey_in_url)
def save(survey: "Survey") -> Response:
    form = _form(survey)
    if not form.validate_on_submit():
        return _page(survey, form, status=422)
    try:
        with unit_of_work():
            fresh = queries.survey(survey.id)
            actions.write_settings(fresh, _settings(form, fresh), version=form.seen_version, by=actor())
    except Conflict:
        return _conflict(form, queries.survey(survey.id))
    except InvalidInput as error:
        form.take(error)
        return _page(queries.survey(survey.id), form, status=422)
    return reply(url_for("surveys.detail", survey_id=survey.id), tell="survey-saved")


def _page(survey: "Survey", form: SettingsForm, *, status: int = 200, **context: Any) -> Response:
    return page(
        "surveys/settings.html",
        status=status,
        survey=survey,
        form=form,
        further=[(one, *_further(survey, one)) for one in _further_languages(survey)],
        has_begun=queries.has_begun(survey.id),
        question_count=sum(question.kind.is_asked for question in queries.draft_of(survey).questions),
        **context,
    )


def _conflict(form: SettingsForm, theirs: "Survey") -> Response:
    """Somebody saved meanwhile: both texts side by side, the own ones still in the form, ready to be saved again."""
    stored = _values(theirs)
    differing = [
        (form[name].label.text, stored[name] or "", form[name].data or "")
        for name in _SHOWN
        if (stored[name] or "") != (form[name].data or "")
    ]
    form.version.data = str(theirs.version)
    return _page(theirs, form, status=409, differing=differing)


def _form(survey: "Survey", **kwargs: Any) -> SettingsForm:
    return SettingsForm(consultations=consultation_choices(besides=survey.consultation_id), **kwargs)


def _values(survey: "Survey") -> dict[str, Any]:
    plain = {name: getattr(survey, name) for name in (*_PLAIN, "consultation_id", "return_address", "version")}
    opens = survey.opens_at.astimezone(ON_SCREEN) if survey.opens_at else None
    closes = survey.closes_at.astimezone(ON_SCREEN) if survey.closes_at else None
    return plain | {
        "access": survey.access.value,
        "title": survey.titles.get("de", ""),
        "purpose": survey.purposes.get("de", ""),
        "opens_on": opens.date() if opens else None,
        "opens_time": opens.time() if opens else None,
        "closes_on": closes.date() if closes else None,
        "closes_time": closes.time() if closes else None,
        "minutes": survey.minutes,
    }


def _settings(form: SettingsForm, survey: "Survey") -> SurveySettings:
    titles, purposes = dict(survey.titles), dict(survey.purposes)
    titles["de"], purposes["de"] = str(form.title.data), str(form.purpose.data or "")
    for one in _further_languages(survey):
        titles[one.code], purposes[one.code] = _further(survey, one)
    return SurveySettings(
        titles={language: text for language, text in titles.items() if text},
        purposes={language: text for language, text in purposes.items() if text},
        consultation_id=form.consultation_id.data,
        opens_at=form.opens_at,
        closes_at=form.closes_at,
        access=Access(form.access.data),
        anonymous=bool(form.anonymous.data),
        audience=str(form.audience.data or ""),
        keep_months=int(form.keep_months.data or 0),
        contact_name=str(form.contact_name.data or ""),
        contact_phone=str(form.contact_phone.data or ""),
        contact_email=str(form.contact_email.data or ""),
        return_address=str(form.return_address.data or ""),
        minutes=int(form.minutes.data or 0),
    )


def _further_languages(survey: "Survey") -> list[Spoken]:
    return [spoken(code) for code in queries.draft_of(survey).languages if code != "de"]


def _further(survey: "Survey", one: Spoken) -> tuple[str, str]:
    """Title and purpose in a further language: as sent, else as stored."""
    title, purpose = request.form.get(f"title.{one.code}"), request.form.get(f"purpose.{one.code}")
    return (
        survey.titles.get(one.code, "") if title is None else clean_text(title, lines=False)[:LONGEST_TITLE],
        survey.purposes.get(one.code, "") if purpose is None else clean_text(purpose)[:LONGEST_PURPOSE],
    )
