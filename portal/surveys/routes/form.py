"""Filling in: one question per screen, checking, sending, thanks.

Every step reads one row and writes at most one. With htmx the answer to a form is the next screen itself, without it a redirect
to the same screen: the addresses are the same either way.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any

from flask import Blueprint, Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import DomainError, InvalidInput, InvalidTransition, NotFound
from portal.kernel.runtime import settings
from portal.kernel.text import N_
from portal.places import queries as places
from portal.surveys.actions import answering as actions
from portal.surveys.forms.answering import UNKNOWN_PLACE, moved, read_answer
from portal.surveys.queries import answering
from portal.surveys.queries.answering import Standing
from portal.surveys.routes import visits
from portal.surveys.routes.public import chosen_language, survey_at, thanked
from portal.surveys.routes.screens import (
    in_words,
    place_choices,
    reading,
    say_errors,
    shown,
    spoken,
    spoken_languages,
)
from portal.surveys.terms import (
    Answer,
    Question,
    QuestionKind,
    SurveyTiming,
)
from portal.surveys.terms.states import GRACE
from portal.web import csrf, htmx
from portal.web.access import public
from portal.web.forms import Form
from portal.web.pages import page, reply

bp = Blueprint("survey_form", __name__, url_prefix="/umfragen/<slug>")

View = Callable[..., Response]


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the fields: an answer that was kept, or what was sent and could not be."""

    chosen: tuple[str, ...] = ()
    text: str = ""
    number: str = ""
    day: str = ""
    place: str = ""
    latitude: str = ""
    longitude: str = ""
    declined: bool = False
    error: str = ""


UNTOUCHED = Typed()
_STALE = N_("Die Seite war lange offen. Ihre Eingaben sind noch da: Bitte senden Sie noch einmal.")


def with_form(view: View) -> View:
    """Give the view how far this person is, and send everybody else to the start page."""

    @wraps(view)
    def found(slug: str, **url: Any) -> Response:
        standing = answering.standing(visits.token())
        if standing is None or standing.slug != slug:
            return _without_form(slug)
        if not standing.is_taken:
            return _over(standing)
        return view(standing, **url)

    return found


@bp.get("/weiter")
@public
@with_form
def go_on(standing: Standing) -> Response:
    """To the first question that this person has not seen yet."""
    return reply(_address(standing, _next(standing, None)))


@bp.get("/frage/<code>")
@public
@with_form
def question(standing: Standing, code: str) -> Response:
    asked = standing.questionnaire.by_code.get(code)
    if asked is None:
        raise NotFound
    if asked not in standing.way:
        return reply(_address(standing, _next(standing, None)))
    return _screen(standing, asked)


@bp.post("/frage/<code>")
@public
@with_form
def answer(standing: Standing, code: str) -> Response:
    asked = standing.questionnaire.by_code.get(code)
    if asked is None:
        raise NotFound
    if csrf.is_stale():
        return _question(standing, asked, typed_in(spoken(standing.language).says(_STALE)), status=422)
    if (read_in := request.form.get("read_in", "")) in standing.questionnaire.languages:
        return _question(replace(standing, language=read_in), asked, typed_in())
    order = moved(asked, request.form) if asked.kind is QuestionKind.RANKING else None
    try:
        given = Answer(chosen=order) if order is not None else _read(asked)
        with unit_of_work():
            kept = actions.keep_answer(standing, code, given, language=_language_in(standing))
    except InvalidInput as error:
        return _question(
            standing, asked, typed_in(spoken(standing.language).says(error.message, **error.params)), status=422
        )
    except InvalidTransition:
        return _over(standing)
    standing = replace(
        standing,
        raw_answers={**standing.raw_answers, code: kept.to_json()},
        language=_language_in(standing),
    )
    return _onward(standing, asked if order is not None else _next(standing, code))


@bp.get("/pruefen")
@public
@with_form
def review(standing: Standing) -> Response:
    return _review(standing)


@bp.post("/senden")
@public
def send(slug: str) -> Response:
    token = visits.token()
    standing = answering.standing(token)
    if standing is None or standing.slug != slug:
        return _without_form(slug)
    form = Form()
    if not form.validate_on_submit():
        return _review(standing, form=form, status=422)
    try:
        with unit_of_work():
            actions.send(standing, token)
    except InvalidTransition:
        return _over(standing)
    except DomainError as error:
        form.take(error)
        return _review(standing, form=form, missing=error.field or "", status=422)
    return thanked(slug, token, standing.language)


@bp.get("/danke")
@public
def thanks(slug: str) -> Response:
    survey, token = survey_at(slug), visits.sent_token()
    code = answering.receipt_code_of(token) if answering.was_sent(token, survey.id) else ""
    return page(
        "surveys/public/thanks.html",
        read=spoken(chosen_language(survey)),
        survey=survey,
        code=code,
        address=settings().base_url.rstrip("/") + url_for("receipt.ask", code=code),
    )


@bp.post("/spaeter")
@public
@with_form
def pause(standing: Standing) -> Response:
    form = Form()
    if not form.validate_on_submit():
        return _review(standing, form=form, status=422)
    with unit_of_work():
        actions.go_on_later(standing, visits.token())
    return reply(url_for("survey_form.paused", slug=standing.slug))


@bp.get("/spaeter")
@public
@with_form
def paused(standing: Standing) -> Response:
    if standing.resume_hash is None:
        return reply(url_for("survey_form.go_on", slug=standing.slug))
    site = settings().base_url.rstrip("/")
    return page(
        "surveys/public/paused.html",
        read=spoken(standing.language),
        standing=standing,
        code=answering.resume_code_of(visits.token()),
        address=site + url_for("public_surveys.ask_for_resume_code"),
        scanned=site + url_for("public_surveys.ask_for_resume_code", **reading(standing.language)),
    )


def _without_form(slug: str) -> Response:
    survey = survey_at(slug)
    held = visits.token() or visits.sent_token()
    if (read_in := answering.sent_in(held, survey.id)) is not None:
        return thanked(slug, held, read_in)
    return reply(url_for("public_surveys.start", slug=slug), tell="survey-not-begun")


def _over(standing: Standing) -> Response:
    if htmx.is_fragment_request():
        return reply(request.path)  # as a whole page: the address says the same to a GET
    return page("surveys/public/over.html", status=409, standing=standing, read=spoken(standing.language))


def _read(asked: Question) -> Answer:
    given = read_answer(asked, request.form)
    if given.place is not None and str(given.place) not in dict(place_choices(places.tree().version)):
        raise InvalidInput("answer.unknown-place", UNKNOWN_PLACE, field=asked.code)
    return given


def _language_in(standing: Standing) -> str:
    sent = request.form.get("language", "")
    return sent if sent in standing.questionnaire.languages else standing.language


def _next(standing: Standing, after: str | None) -> Question | None:
    """The first question behind `after` on the way; from the page for checking, the first that was not seen yet."""
    if after is None or request.form.get("back_to") == "review":
        return next((one for one in standing.way if one.code not in standing.raw_answers), None)
    order = standing.questionnaire.order
    return next((one for one in standing.way if order[one.code] > order[after]), None)


def _address(standing: Standing, asked: Question | None) -> str:
    if asked is None:
        return url_for("survey_form.review", slug=standing.slug)
    return url_for("survey_form.question", slug=standing.slug, code=asked.code)


def _onward(standing: Standing, asked: Question | None) -> Response:
    """The next screen: as a redirect, or for htmx at once with its address."""
    address = _address(standing, asked)
    if not htmx.is_fragment_request():
        return reply(address)
    response = _screen(standing, asked)
    response.headers["HX-Push-Url"] = address
    return response


def _screen(standing: Standing, asked: Question | None) -> Response:
    if asked is None:
        return _review(standing)
    return _question(standing, asked, typed_of(standing.answers.get(asked.code)))


def _question(standing: Standing, asked: Question, typed: Typed, *, status: int = 200) -> Response:
    way = standing.way
    steps = [one for one in way if one.kind.is_asked]
    places_offered = place_choices(places.tree().version) if asked.kind is QuestionKind.PLACE else ()
    before = way[way.index(asked) - 1] if asked in way[1:] else None
    return page(
        "surveys/public/question.html",
        fragment="screen",
        status=status,
        standing=standing,
        question=shown(standing.version_id, asked.code, standing.language),
        typed=typed,
        number=steps.index(asked) + 1 if asked in steps else None,
        address=_address(standing, asked),
        is_untouched=typed == UNTOUCHED and not places_offered,
        total=len(steps),
        back=_address(standing, before) if before else url_for("public_surveys.start", slug=standing.slug),
        back_to="review" if request.values.get("back_to") == "review" else "",
        languages_offered=spoken_languages(standing.questionnaire.languages),
        places=places_offered,
        ends=_grace_end(standing),
        is_fragment=htmx.is_fragment_request(),
    )


def _review(standing: Standing, *, form: Form | None = None, missing: str = "", status: int = 200) -> Response:
    answers, read = standing.answers, spoken(standing.language)
    form = form or Form(formdata=None)
    say_errors(form, read)
    rows = []
    for one in standing.way:
        if one.kind.is_asked:
            texts = shown(standing.version_id, one.code, standing.language)
            rows.append((texts, in_words(texts, answers.get(one.code))))
    return page(
        "surveys/public/review.html",
        fragment="screen",
        status=status,
        standing=standing,
        rows=rows,
        read=read,
        form=form,
        missing=missing,
        ends=_grace_end(standing),
        is_fragment=htmx.is_fragment_request(),
    )


def _grace_end(standing: Standing) -> Any:
    if standing.timing is not SurveyTiming.GRACE:
        return None
    return min(filter(None, (standing.closes_at, standing.closed_at))) + GRACE


def typed_of(kept: Answer | None) -> Typed:
    """What stands in the fields for an answer that was kept."""
    if kept is None:
        return UNTOUCHED
    return Typed(
        chosen=kept.chosen,
        text=kept.text,
        number="" if kept.number is None else f"{kept.number:.15g}".replace(".", ","),
        day=kept.on.isoformat() if kept.on else "",
        place=str(kept.place or ""),
        latitude="" if kept.latitude is None else str(kept.latitude),
        longitude="" if kept.longitude is None else str(kept.longitude),
        declined=kept.declined,
    )


def typed_in(error: str = "") -> Typed:
    """What was sent, to be shown again."""
    sent: Mapping[str, str] = request.form
    return Typed(
        chosen=tuple(request.form.getlist("a")),
        text=sent.get("text", ""),
        number=sent.get("number", ""),
        day=sent.get("day", ""),
        place=sent.get("place", ""),
        latitude=sent.get("latitude", ""),
        longitude=sent.get("longitude", ""),
        declined="-" in request.form.getlist("a"),
        error=error,
    )
