"""`/arbeit/umfragen`: the list, a new survey, and the first page of each."""

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, request, url_for

from portal.consultations import queries as consultations
from portal.consultations.terms.methods import FOR_METHOD
from portal.kernel import runtime
from portal.kernel.clock import ON_SCREEN
from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_
from portal.places import queries as places
from portal.surveys import queries
from portal.surveys.actions import drafting as actions
from portal.surveys.actions.drafting import SurveySettings
from portal.surveys.charts import rough_shares
from portal.surveys.forms.drafting import EMPTY, NewSurveyForm, StateFilterForm
from portal.surveys.policy import SurveyPermission
from portal.surveys.queries.results import counter, live_until
from portal.surveys.routes.choices import consultation_choices, place_choices
from portal.surveys.routes.method_starts import values_for
from portal.surveys.routes.tabs import survey_in_url, tab, tabs_of
from portal.surveys.terms import Questionnaire, Requirement, Section, SurveyState
from portal.surveys.terms.templates import TEMPLATES, SurveyTemplate, template
from portal.web.access import actor, requires
from portal.web.forms import Form
from portal.web.i18n import _, ngettext
from portal.web.nav import nav_entry
from portal.web.pages import page, reply, tells
from portal.web.site import site

if TYPE_CHECKING:
    from portal.surveys.models import Survey

bp = Blueprint("surveys", __name__, url_prefix="/arbeit/umfragen")
bp.add_app_template_global(tabs_of, "survey_tabs")

nav_entry(
    "work",
    label=N_("Umfragen"),
    endpoint="surveys.index",
    order=55,
    permission=SurveyPermission.LIST,
    icon="list",
)
tab(
    N_("Überblick"),
    "surveys.detail",
    SurveyPermission.READ,
    order=10,
    modules=frozenset({"survey_publishing", "survey_imports"}),
)
tells("survey-drafted", N_("Der Entwurf ist angelegt. Noch sieht ihn niemand außerhalb."))
tells("survey-discarded", N_("Der Entwurf ist gelöscht."))


@bp.get("")
@requires(SurveyPermission.LIST)
def index() -> Response:
    form = StateFilterForm(formdata=request.args)
    state = next((state for state in SurveyState if state.value == form.stand.data), None)
    found = queries.newest_page(queries.own_surveys(actor(), state=state), after=request.args.get("after"))
    return page(
        "surveys/work_index.html",
        fragment="survey_rows",
        form=form,
        found=found,
        state=state,
        names=places.names(row.sozialraum_id for row in found.rows),
        here=url_for("surveys.index", stand=state.value if state else None),
    )


@bp.get("/neu")
@requires(SurveyPermission.DRAFT)
def new() -> Response:
    mine = place_choices()
    values = {"sozialraum_id": mine[0][0] if len(mine) == 1 else None, **values_for(request.args.get(FOR_METHOD))}
    return _new(NewSurveyForm(places=mine, consultations=consultation_choices(), data=values))


@bp.post("/neu")
@requires(SurveyPermission.DRAFT)
def create() -> Response:
    form = NewSurveyForm(places=place_choices(), consultations=consultation_choices())
    if not form.validate_on_submit():
        return _new(form, status=422)
    try:
        with unit_of_work():
            survey = actions.create(
                _first_settings(form), _questionnaire(form), place=places.place(form.sozialraum_id.data), by=actor()
            )
    except InvalidInput as error:
        form.take(error)
        return _new(form, status=422)
    return reply(url_for("survey_editor.questions", survey_id=survey.id), tell="survey-drafted")


@bp.get("/<uuid:survey_id>")
@requires(SurveyPermission.READ, of=survey_in_url)
def detail(survey: "Survey") -> Response:
    return overview(survey)


@bp.post("/<uuid:survey_id>/verwerfen")
@requires(SurveyPermission.DISCARD, of=survey_in_url)
def discard(survey: "Survey") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return overview(survey, form=form, status=422)
    with unit_of_work():
        actions.discard(queries.survey(survey.id), by=actor())
    return reply(url_for("surveys.index"), tell="survey-discarded")


def overview(survey: "Survey", *, form: Form | None = None, status: int = 200) -> Response:
    """The first page of a survey; `form` is the one whose sending did not work."""
    missing, draft = queries.missing_for_publication(survey), queries.draft_of(survey)
    total, exact = counter(survey)
    channels = queries.channel_counts(survey.id, until=live_until(survey))
    shares = rough_shares(list(channels.values()), step=5 if survey.anonymous else 1)
    return page(
        "surveys/detail.html",
        status=status,
        survey=survey,
        place=places.tree().get(survey.sozialraum_id),
        checklist=[(requirement, requirement not in missing) for requirement in Requirement],
        problems=draft.problems(),
        titles={question.code: question.title.get(draft.base, "") for question in draft.questions},
        changes=queries.changes_of(survey),
        versions=queries.versions_of(survey.id),
        total=total,
        exact=exact,
        #: A share of fewer than ten people would tell each of them.
        channels=list(zip(channels, shares, strict=True)) if sum(channels.values()) >= 10 else [],
        consultation=consultations.titles([survey.consultation_id]).get(survey.consultation_id)
        if survey.consultation_id
        else None,
        link=public_address(survey) if survey.is_public else "",
        has_ended=queries.has_ended(survey),
        form=form or Form(),
    )


def public_address(survey: "Survey") -> str:
    """Where everybody finds it, as it stands on posters."""
    return runtime.settings().base_url.rstrip("/") + url_for("public_surveys.start", slug=survey.slug)


def _new(form: NewSurveyForm, *, status: int = 200) -> Response:
    hints = {one.name: _hint(one) for one in TEMPLATES} | {EMPTY: _("Ohne Fragen. Die erste fügen Sie selbst hinzu.")}
    return page("surveys/new.html", form=form, hints=hints, status=status)


def _hint(chosen: SurveyTemplate) -> str:
    asked = sum(question.kind.is_asked for question in chosen.questionnaire.questions)
    return f"{_(chosen.description)} {ngettext('%(n)s Frage.', '%(n)s Fragen.', asked)}"


def _questionnaire(form: NewSurveyForm) -> Questionnaire:
    chosen = template(str(form.template.data))
    return chosen.questionnaire if chosen else Questionnaire(sections=(Section(title={}),))


def _first_settings(form: NewSurveyForm) -> SurveySettings:
    """The title and purpose of the template unless another title was given; whom to ask, and when, as in the Verfahren."""
    chosen = template(str(form.template.data)) if form.template.data != EMPTY else None
    titles = dict(chosen.title) if chosen else {}
    if form.title.data:
        titles = {"de": str(form.title.data)}
    given: dict[str, Any] = {"titles": titles, "purposes": dict(chosen.purpose) if chosen else {}}
    county = site()
    contact = (county.contact_name, county.contact_phone, county.contact_email)
    if form.consultation_id.data:
        consultation = consultations.consultation(form.consultation_id.data)
        contact = (consultation.contact_name, consultation.contact_phone, consultation.contact_email)
        given |= {
            "consultation_id": consultation.id,
            "opens_at": _moment(consultation.opens_on, time(0, 0)),
            "closes_at": _moment(consultation.closes_on, time(23, 59)),
        }
    given |= dict(zip(("contact_name", "contact_phone", "contact_email"), contact, strict=True))
    return SurveySettings(**given)


def _moment(day: date | None, at: time) -> datetime | None:
    return datetime.combine(day, at, tzinfo=ON_SCREEN) if day else None
