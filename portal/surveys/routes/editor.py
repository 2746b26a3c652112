"""`/arbeit/umfragen/…/fragen`: all sections and questions on one page, with the chosen one as residents see it on a phone."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput, NotFound
from portal.kernel.text import N_
from portal.surveys import queries
from portal.surveys.actions import editing as actions
from portal.surveys.forms.conditions import GROUPS, Row, condition_of, rows_of, sent_rows
from portal.surveys.forms.questions import QuestionForm, form_values, sent_options, stepped
from portal.surveys.policy import SurveyPermission
from portal.surveys.routes.arranging import arranged, neighbour, spot_in
from portal.surveys.routes.form import Typed
from portal.surveys.routes.screens import READ_IN, shown_in, spoken_languages
from portal.surveys.routes.tabs import tab
from portal.surveys.routes.wording import condition_in_words, earlier_answers
from portal.surveys.terms import Junction, Question, QuestionKind, Questionnaire, Test
from portal.surveys.terms.conditions import questions_named
from portal.surveys.terms.editing import added, blank
from portal.surveys.terms.translating import untranslated
from portal.web.access import actor, requires
from portal.web.errors import status_of
from portal.web.forms import VersionedForm
from portal.web.i18n import _
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.surveys.models import Survey

bp = Blueprint("survey_editor", __name__, url_prefix="/arbeit/umfragen/<uuid:survey_id>/fragen")

tab(N_("Fragen"), "survey_editor.questions", SurveyPermission.EDIT, order=15, modules=frozenset({"survey_library"}))
tells("questions-saved", N_("Gespeichert."))
tells("questions-arranged", N_("Gespeichert."))
tells("question-restored", N_("Die Frage ist wieder da."))

_EMPTY_ROWS = 2


def in_url(survey_id: UUID) -> "Survey":
    return queries.survey(survey_id)


@bp.get("")
@requires(SurveyPermission.EDIT, of=in_url)
def questions(survey: "Survey") -> Response:
    return editor(survey)


@bp.post("/ordnen")
@requires(SurveyPermission.EDIT, of=in_url)
def arrange(survey: "Survey") -> Response:
    """Move and copy questions and sections: one button, one step."""

    def step(fresh: "Survey", version: int) -> str:
        changed, code = arranged(queries.draft_of(fresh), request.form)
        actions.save_draft(fresh, changed, version=version, by=actor())
        return address(fresh, code)

    return _changed(survey, step, tell="questions-arranged")


@bp.post("/neu")
@requires(SurveyPermission.EDIT, of=in_url)
def add(survey: "Survey") -> Response:
    """A new question behind another one or at the end of a section; it is chosen at once."""
    kind = next((one for one in QuestionKind if one.value == request.form.get("kind")), QuestionKind.SINGLE)

    def put_in(fresh: "Survey", version: int) -> str:
        draft = queries.draft_of(fresh)
        question = blank(draft, kind)
        actions.save_draft(fresh, added(draft, question, spot_in(request.form)), version=version, by=actor())
        return address(fresh, question.code)

    return _changed(survey, put_in)


@bp.post("/loeschen")
@requires(SurveyPermission.EDIT, of=in_url)
def remove(survey: "Survey") -> Response:
    """Take a question out at once; the page then offers to take that back."""
    code = request.form.get("frage", "")

    def take_out(fresh: "Survey", version: int) -> str:
        shown_then = neighbour(queries.draft_of(fresh), code)
        actions.remove_question(fresh, code, version=version, by=actor())
        return address(fresh, shown_then, gone=code)

    return _changed(survey, take_out)


@bp.post("/zurueckholen")
@requires(SurveyPermission.EDIT, of=in_url)
def restore(survey: "Survey") -> Response:
    """Put the question that was removed last back to its place."""
    return _changed(
        survey,
        lambda fresh, version: address(fresh, actions.restore_question(fresh, version=version, by=actor())),
        tell="question-restored",
    )


@bp.post("/frage")
@requires(SurveyPermission.EDIT, of=in_url)
def save(survey: "Survey") -> Response:
    """Keep what was written about one question; a button beside an option then does its step."""
    old = _chosen(survey)
    form = QuestionForm()
    if not form.validate_on_submit():
        return editor(survey, form=form, status=422)
    try:
        with unit_of_work():
            fresh = queries.survey(survey.id)
            draft = queries.draft_of(fresh).replaced(_written(form, old, queries.draft_of(fresh)))
            actions.save_draft(fresh, draft, version=form.seen_version, by=actor())
            actions.rename_question(fresh, old.code, str(form.code.data or old.code), version=fresh.version, by=actor())
    except Conflict:
        return _conflict(survey, form, old)
    except InvalidInput as error:
        form.take(error)
        return editor(queries.survey(survey.id), form=form, status=422)
    step = request.form.get("step", "")
    return reply(address(survey, str(form.code.data), at="moeglichkeiten" if step else "frage"), tell="questions-saved")


@bp.post("/ansicht")
@requires(SurveyPermission.EDIT, of=in_url)
def preview(survey: "Survey") -> Response:
    """The question as it would look with what stands in the form; nothing is kept."""
    old, draft = _chosen(survey), queries.draft_of(survey)
    form = QuestionForm()
    form.validate_on_submit()
    return page("surveys/_phone.html", **_phone(draft.replaced(_written(form, old, draft)), old.code))


def address(survey: "Survey", code: str | None = None, *, at: str = "frage", gone: str | None = None) -> str:
    """The editor with one question chosen; `gone` is one that was just removed."""
    chosen: dict[str, Any] = {"frage": code or None, "geloescht": gone}
    return url_for("survey_editor.questions", survey_id=survey.id, _anchor=at if code else None, **chosen)


def editor(
    survey: "Survey",
    *,
    form: QuestionForm | None = None,
    arranging: VersionedForm | None = None,
    status: int = 200,
    **context: Any,
) -> Response:
    """The page; `form` holds what somebody typed about the chosen question."""
    draft = queries.draft_of(survey)
    chosen = draft.by_code.get(request.values.get("frage", "")) or next(iter(draft.questions), None)
    if arranging is not None:
        arranging.version.data = str(survey.version)
    return page(
        "surveys/editor.html",
        status=status,
        survey=survey,
        draft=draft,
        base=draft.base,
        chosen=chosen,
        arranging=arranging or VersionedForm(formdata=None, data={"version": survey.version}),
        problems=_problems(draft),
        kinds=list(QuestionKind),
        spoken_in=spoken_languages(draft.languages),
        languages=[(one, len(untranslated(draft, one.code))) for one in spoken_languages(draft.languages[1:])],
        **_gone(survey, draft),
        **(_about(survey, draft, chosen, form) if chosen else {}),
        **context,
    )


def _changed(survey: "Survey", step: Callable[["Survey", int], str], *, tell: str | None = None) -> Response:
    """Take one step in the outline, which says where to go then; who saved meanwhile is not overwritten."""
    form = VersionedForm()
    if not form.validate_on_submit():
        return editor(survey, arranging=form, status=422)
    try:
        with unit_of_work():
            to = step(queries.survey(survey.id), form.seen_version)
    except (Conflict, InvalidInput) as error:
        form.take(error)
        return editor(queries.survey(survey.id), arranging=form, status=status_of(error))
    return reply(to, tell=tell)


def _about(survey: "Survey", draft: Questionnaire, chosen: Question, form: QuestionForm | None) -> dict[str, Any]:
    earlier = draft.questions[: draft.questions.index(chosen)]
    rows = sent_rows(request.form) if form is not None else rows_of(chosen.show_if, earlier)
    values = form_values(chosen, draft.base) | {"version": survey.version}
    condition = chosen.show_if
    return {
        "form": form or QuestionForm(formdata=None, data=values),
        "rows": None if rows is None else [*rows, *(Row() for _number in range(_EMPTY_ROWS))],
        "groups": GROUPS,
        "tests": list(Test),
        "answers": earlier_answers(earlier, draft.base),
        "any_of": isinstance(condition, Junction) and condition.any_of,
        "condition": condition_in_words(condition, draft) if condition else "",
        "before": earlier[-1] if earlier else None,
        "behind": next(iter(draft.questions[len(earlier) + 1 :]), None),
        "number": len(earlier) + 1,
        "code_fixed": chosen.code in queries.codes_with_answers(survey.id),
        "asked_only_if": {one.code: condition_in_words(one.show_if, draft) for one in draft.questions if one.show_if},
    } | _phone(draft, chosen.code)


def _gone(survey: "Survey", draft: Questionnaire) -> dict[str, Any]:
    """The question that was removed last, whether that was just now, and who asks for its answer in vain."""
    kept = queries.removed_question(survey)
    code = kept.question.code if kept else ""
    return {
        "gone": kept.question if kept else None,
        "just_gone": bool(kept) and request.args.get("geloescht") == code,
        "orphans": [one for one in draft.questions if code not in draft.by_code and _asks_for(one, code)],
    }


def _phone(draft: Questionnaire, code: str) -> dict[str, Any]:
    chosen = request.values.get(READ_IN, "")
    language = chosen if chosen in draft.languages else draft.base
    shown = shown_in(draft, code, language)
    question = shown if shown.title else replace(shown, title=_("Neue Frage"))
    return {"question": question, "typed": Typed(), "places": (), "is_fragment": False}


def _chosen(survey: "Survey") -> Question:
    found = queries.draft_of(survey).by_code.get(request.form.get("frage", ""))
    if found is None:
        raise NotFound
    return found


def _written(form: QuestionForm, old: Question, draft: Questionnaire) -> Question:
    options = sent_options(old, draft.base, request.form, str(form.more_options.data or ""))
    question = form.written(old, draft.base, stepped(options, request.form.get("step", "")))
    if "rows" not in request.form.getlist("when"):
        return question
    earlier = draft.questions[: draft.questions.index(draft.by_code[old.code])] if old.code in draft.by_code else ()
    condition = condition_of(sent_rows(request.form), any_of=request.form.get("when_any") == "1", earlier=earlier)
    return replace(question, show_if=condition)


def _conflict(survey: "Survey", form: QuestionForm, old: Question) -> Response:
    """Somebody saved meanwhile: this question as it stands now beside what was typed, which is still in the form."""
    fresh = queries.survey(survey.id)
    draft = queries.draft_of(fresh)
    theirs = draft.by_code.get(old.code)
    mine = _written(form, old, draft)
    form.version.data = str(fresh.version)
    shown = (_as_text(theirs, draft.base) if theirs else _("Diese Frage wurde gelöscht."), _as_text(mine, draft.base))
    return editor(fresh, form=form if theirs else None, status=409, conflict=shown)


def _as_text(question: Question, base: str) -> str:
    lines = [question.title.get(base, ""), question.hint.get(base, ""), _(question.kind.label)]
    return "\n".join(
        line for line in (*lines, *(f"– {option.label.get(base, '')}" for option in question.options)) if line
    )


def _problems(draft: Questionnaire) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code, problem in draft.problems():
        found.setdefault(code, []).append(_(problem))
    return found


def _asks_for(question: Question, code: str) -> bool:
    return question.show_if is not None and code in questions_named(question.show_if)
