"""`/arbeit/umfragen/…/sammlung`: questions kept to be used again."""

from typing import TYPE_CHECKING

from flask import Blueprint, Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput, NotFound
from portal.kernel.text import N_, clean_text
from portal.surveys import queries
from portal.surveys.actions import editing, library
from portal.surveys.policy import SurveyPermission
from portal.surveys.routes.arranging import spot_in
from portal.surveys.routes.editor import address
from portal.surveys.routes.tabs import survey_in_url
from portal.web.access import actor, requires
from portal.web.errors import status_of
from portal.web.forms import Form, VersionedForm, as_uuid
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.surveys.models import LibraryQuestion, Survey

bp = Blueprint("survey_library", __name__, url_prefix="/arbeit/umfragen/<uuid:survey_id>/sammlung")

tells("question-kept", N_("Die Frage liegt jetzt in der Sammlung."))
tells("question-inserted", N_("Die Frage ist eingefügt."))
tells("question-forgotten", N_("Die Frage ist aus der Sammlung entfernt."))


@bp.get("")
@requires(SurveyPermission.EDIT, of=survey_in_url)
def show(survey: "Survey") -> Response:
    return _page(survey)


@bp.post("/einfuegen")
@requires(SurveyPermission.EDIT, of=survey_in_url)
def insert(survey: "Survey") -> Response:
    """Put a copy of a kept question behind another one or at the end of a section."""
    form, kept = VersionedForm(), _kept()
    if not form.validate_on_submit():
        return _page(survey, form=form, status=422)
    try:
        with unit_of_work():
            fresh = queries.survey(survey.id)
            question = queries.kept_as_question(kept)
            changed, code = library.inserted(queries.draft_of(fresh), question, spot_in(request.form))
            editing.save_draft(fresh, changed, version=form.seen_version, by=actor())
    except (Conflict, InvalidInput) as error:
        form.take(error)
        return _page(queries.survey(survey.id), form=form, status=status_of(error))
    return reply(address(survey, code), tell="question-inserted")


@bp.post("/merken")
@requires(SurveyPermission.EDIT, of=survey_in_url)
def keep(survey: "Survey") -> Response:
    """Keep a question of this survey for others."""
    question = queries.draft_of(survey).by_code.get(request.form.get("frage", ""))
    if question is None:
        raise NotFound
    form = Form()
    if not form.validate_on_submit():
        return _page(survey, form=form, status=422)
    with unit_of_work():
        library.keep_question(question, keywords=request.form.get("keywords", ""), by=actor())
    return reply(address(survey, question.code), tell="question-kept")


@bp.post("/entfernen")
@requires(SurveyPermission.EDIT, of=survey_in_url)
def forget(survey: "Survey") -> Response:
    """Take a question out of the library."""
    form, kept = Form(), _kept()
    if not form.validate_on_submit():
        return _page(survey, form=form, status=422)
    with unit_of_work():
        library.forget_question(kept, by=actor())
    return reply(url_for("survey_library.show", survey_id=survey.id), tell="question-forgotten")


def _page(survey: "Survey", *, form: Form | None = None, status: int = 200) -> Response:
    word = clean_text(request.args.get("wort", ""), lines=False)[:80]
    draft = queries.draft_of(survey)
    versioned = VersionedForm(formdata=None, data={"version": survey.version})
    return page(
        "surveys/library.html",
        status=status,
        survey=survey,
        word=word,
        found=queries.kept_questions(word),
        form=form or versioned,
        version=survey.version,
        draft=draft,
        base=draft.base,
        chosen=draft.by_code.get(request.values.get("frage", "")),
    )


def _kept() -> "LibraryQuestion":
    kept_id = as_uuid(request.form.get("kept"))
    if kept_id is None:
        raise NotFound
    return queries.kept_question(kept_id)
