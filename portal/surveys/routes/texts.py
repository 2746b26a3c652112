"""`/arbeit/umfragen/<id>/texte`: reading free texts one after the other, by keys, and deciding what becomes of each."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import DomainError, NotFound
from portal.kernel.text import N_
from portal.places import queries as places
from portal.surveys import queries
from portal.surveys.actions import coding
from portal.surveys.forms.texts import TagForm, TextFilterForm
from portal.surveys.policy import SurveyPermission
from portal.surveys.queries import free_texts
from portal.surveys.queries.free_texts import FreeText, TextFilter, TextRef
from portal.surveys.queries.results import live_until
from portal.surveys.routes.tabs import survey_in_url, tab
from portal.surveys.terms import said
from portal.web.access import actor, requires
from portal.web.errors import status_of
from portal.web.forms import Form, as_uuid
from portal.web.i18n import language
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.surveys.models import Survey

bp = Blueprint("survey_texts", __name__, url_prefix="/arbeit/umfragen/<uuid:survey_id>/texte")
tab(N_("Texte"), "survey_texts.index", SurveyPermission.READ_RESULTS, order=55)
tells("text-sent", N_("Der Text liegt jetzt als Wortmeldung im Eingang."))
tells("text-released", N_("Der Text steht im nächsten öffentlichen Ergebnis."))
tells("text-taken-back", N_("Der Text steht in keinem öffentlichen Ergebnis mehr."))


@bp.get("")
@requires(SurveyPermission.READ_RESULTS, of=survey_in_url)
def index(survey: "Survey") -> Response:
    return _desk(survey)


@bp.post("/gelesen")
@requires(SurveyPermission.CODE_TEXTS, of=survey_in_url)
def mark_read(survey: "Survey") -> Response:
    return _done(survey, lambda fresh, ref: coding.mark_read(fresh, ref, by=actor()), onwards=True)


@bp.post("/ungelesen")
@requires(SurveyPermission.CODE_TEXTS, of=survey_in_url)
def mark_unread(survey: "Survey") -> Response:
    return _done(survey, lambda fresh, ref: coding.mark_read(fresh, ref, read=False, by=actor()))


@bp.post("/eingang")
@requires(SurveyPermission.CODE_TEXTS, of=survey_in_url)
def send(survey: "Survey") -> Response:
    return _done(survey, lambda fresh, ref: coding.send_to_inbox(fresh, ref, by=actor()), tell="text-sent")


@bp.post("/freigeben")
@requires(SurveyPermission.RELEASE, of=survey_in_url)
def release(survey: "Survey") -> Response:
    return _done(survey, lambda fresh, ref: coding.release_text(fresh, ref, by=actor()), tell="text-released")


@bp.post("/zuruecknehmen")
@requires(SurveyPermission.RELEASE, of=survey_in_url)
def take_back(survey: "Survey") -> Response:
    return _done(survey, lambda fresh, ref: coding.take_back_text(fresh, ref, by=actor()), tell="text-taken-back")


@bp.post("/stichwort")
@requires(SurveyPermission.CODE_TEXTS, of=survey_in_url)
def tag(survey: "Survey") -> Response:
    form = TagForm()
    return _done(
        survey, lambda fresh, ref: coding.add_tag(fresh, ref, str(form.label.data or ""), by=actor()), form=form
    )


@bp.post("/stichwort/weg")
@requires(SurveyPermission.CODE_TEXTS, of=survey_in_url)
def untag(survey: "Survey") -> Response:
    tag_id = as_uuid(request.form.get("wort_weg"))
    if tag_id is None:
        raise NotFound
    return _done(survey, lambda fresh, ref: coding.remove_tag(fresh, ref, tag_id, by=actor()))


def _done(
    survey: "Survey",
    change: Callable[["Survey", TextRef], None],
    *,
    form: Form | None = None,
    tell: str | None = None,
    onwards: bool = False,
) -> Response:
    """Change the text that the form names, and go back to it, or on to the next one."""
    ref = TextRef.read(request.form.get("text", ""))
    if ref is None:
        raise NotFound
    used = form or Form()
    free_texts.free_text(survey.id, ref)
    if not used.validate_on_submit():
        return _desk(survey, ref=ref, form=used, status=422)
    try:
        with unit_of_work():
            change(queries.survey(survey.id), ref)
    except NotFound:
        raise
    except DomainError as error:
        used.take(error)
        return _desk(queries.survey(survey.id), ref=ref, form=used, status=status_of(error))
    next_ref = TextRef.read(request.form.get("danach", "")) if onwards else None
    return reply(
        _address(survey, _filter(survey), text=str(next_ref or ref), after=request.args.get("after")), tell=tell
    )


def _desk(survey: "Survey", *, ref: TextRef | None = None, form: Form | None = None, status: int = 200) -> Response:
    questions = free_texts.text_questions(survey.id)
    wanted = _filter(survey)
    found = free_texts.page_of_texts(survey.id, questions, wanted, after=request.args.get("after"))
    texts = list(found.texts)
    current = _current(survey, ref or TextRef.read(request.args.get("text", "")), texts)
    place = next((number for number, text in enumerate(texts) if current and text.ref == current.ref), None)
    tags = free_texts.tags_of(survey.id)
    number, exact = free_texts.count_texts(survey.id, questions, wanted)
    return page(
        "surveys/texts.html",
        status=status,
        survey=survey,
        texts=texts,
        current=current,
        before=texts[place - 1].ref if place else None,
        behind=texts[place + 1].ref if place is not None and place + 1 < len(texts) else None,
        next_page=_address(survey, wanted, after=found.next_cursor) if found.next_cursor else None,
        questions={code: said(question.title, language()) for code, question in questions.items()},
        by_code=questions,
        tags=tags,
        number=number,
        exact=exact,
        wanted=wanted,
        args=wanted.to_args() | ({"after": request.args["after"]} if request.args.get("after") else {}),
        places=places.names(text.place_id for text in texts if text.place_id),
        filter_form=_filter_form(wanted, questions, tags),
        form=form or Form(formdata=None),
        tag_form=form if isinstance(form, TagForm) else TagForm(formdata=None),
    )


def _current(survey: "Survey", ref: TextRef | None, texts: list[FreeText]) -> FreeText | None:
    """The text asked for, even when it does not fit the filter any more; else the first of the page."""
    if ref is not None:
        return next((text for text in texts if text.ref == ref), None) or free_texts.free_text(survey.id, ref)
    return texts[0] if texts else None


def _filter(survey: "Survey") -> TextFilter:
    """The filter of the address; what means nothing is left out."""
    asked = request.args.get("frage", "")
    return TextFilter(
        question=asked if asked in free_texts.text_questions(survey.id) else "",
        tag=as_uuid(request.args.get("wort")),
        unread=request.args.get("ungelesen") in ("1", "y"),
        until=live_until(survey),
    )


def _filter_form(wanted: TextFilter, questions: Any, tags: Any) -> TextFilterForm:
    form = TextFilterForm(
        formdata=None, data={"frage": wanted.question, "wort": str(wanted.tag or ""), "ungelesen": wanted.unread}
    )
    form.offer(
        questions=[(code, said(question.title, language())) for code, question in questions.items()],
        tags=[(str(one.id), f"{one.label} ({count})") for one, count in tags],
    )
    return form


def _address(survey: "Survey", wanted: TextFilter, **more: Any) -> str:
    arguments: dict[str, Any] = wanted.to_args() | more
    return url_for("survey_texts.index", survey_id=survey.id, **arguments)
