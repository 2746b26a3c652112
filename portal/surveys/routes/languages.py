"""`/arbeit/umfragen/…/sprachen`: in which languages a survey is offered, and its texts side by side."""

from typing import TYPE_CHECKING

from flask import Blueprint, Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.text import N_, clean_text
from portal.surveys import queries
from portal.surveys.actions import editing as actions
from portal.surveys.policy import SurveyPermission
from portal.surveys.routes.screens import LANGUAGE_NAMES, READ_IN, reading, spoken, spoken_languages
from portal.surveys.routes.tabs import survey_in_url, tab
from portal.surveys.terms.editing import offered_in
from portal.surveys.terms.phrases import speaks
from portal.surveys.terms.questionnaire import LONGEST_TEXT
from portal.surveys.terms.translating import pieces, translated, untranslated
from portal.web.access import actor, requires
from portal.web.errors import status_of
from portal.web.forms import VersionedForm
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.surveys.models import Survey

bp = Blueprint("survey_languages", __name__, url_prefix="/arbeit/umfragen/<uuid:survey_id>/sprachen")

tab(N_("Sprachen"), "survey_languages.show", SurveyPermission.EDIT, order=18)
tells("languages-saved", N_("Gespeichert."))


@bp.get("")
@requires(SurveyPermission.EDIT, of=survey_in_url)
def show(survey: "Survey") -> Response:
    return _page(survey, VersionedForm(formdata=None, data={"version": survey.version}))


@bp.post("")
@requires(SurveyPermission.EDIT, of=survey_in_url)
def choose(survey: "Survey") -> Response:
    """Offer the ticked languages; texts of one that is no longer offered are kept."""
    form = VersionedForm()
    wanted = [code for code in request.form.getlist("languages") if code in LANGUAGE_NAMES or _has(survey, code)]
    if not form.validate_on_submit():
        return _page(survey, form, status=422)
    try:
        with unit_of_work():
            fresh = queries.survey(survey.id)
            changed = offered_in(queries.draft_of(fresh), wanted)
            actions.save_draft(fresh, changed, version=form.seen_version, by=actor())
    except Conflict as error:
        form.take(error)
        return _page(queries.survey(survey.id), form, status=409)
    return reply(url_for("survey_languages.show", survey_id=survey.id), tell="languages-saved")


@bp.post("/texte")
@requires(SurveyPermission.EDIT, of=survey_in_url)
def translate(survey: "Survey") -> Response:
    """Keep all texts of one language at once."""
    form = VersionedForm()
    if not form.validate_on_submit():
        return _page(survey, form, status=422)
    draft = queries.draft_of(survey)
    sent = {piece.name: request.form.get(f"t.{piece.name}") for piece in pieces(draft)}
    texts = {name: clean_text(text)[:LONGEST_TEXT] for name, text in sent.items() if text is not None}
    try:
        with unit_of_work():
            fresh = queries.survey(survey.id)
            changed = translated(queries.draft_of(fresh), _language(survey), texts)
            actions.save_draft(fresh, changed, version=form.seen_version, by=actor())
    except (Conflict, InvalidInput) as error:
        form.take(error)
        return _page(queries.survey(survey.id), form, typed=texts, status=status_of(error))
    to = url_for("survey_languages.show", survey_id=survey.id, **reading(_language(survey)))
    return reply(to, tell="languages-saved")


def _page(survey: "Survey", form: VersionedForm, *, typed: dict[str, str] | None = None, status: int = 200) -> Response:
    """`typed` are texts that could not be kept: they stand in their fields, what is stored stands beside them."""
    draft = queries.draft_of(survey)
    form.version.data = str(survey.version)
    chosen = _language(survey)
    every = dict.fromkeys((*draft.languages, *LANGUAGE_NAMES))
    return page(
        "surveys/languages.html",
        status=status,
        survey=survey,
        form=form,
        offered=draft.languages,
        every=[spoken(code) for code in every if code != draft.base],
        missing={one.code: len(untranslated(draft, one.code)) for one in spoken_languages(draft.languages)},
        into=spoken(chosen) if chosen else None,
        speaks=speaks(chosen),
        base=spoken(draft.base),
        pieces=pieces(draft) if chosen else [],
        typed=typed or {},
    )


def _language(survey: "Survey") -> str:
    """The language whose texts are shown: the one in the address, else the first further one."""
    further = queries.draft_of(survey).languages[1:]
    wanted = request.values.get(READ_IN, "")
    return wanted if wanted in further else next(iter(further), "")


def _has(survey: "Survey", code: str) -> bool:
    return code in queries.draft_of(survey).languages
