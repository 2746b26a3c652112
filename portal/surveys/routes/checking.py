"""Typing drawn sheets a second time, comparing both typings, and how often they differ."""

from typing import TYPE_CHECKING

from flask import Blueprint, Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput, InvalidTransition, NotFound
from portal.kernel.text import N_
from portal.places import queries as places
from portal.surveys import queries
from portal.surveys.actions import checking as actions
from portal.surveys.forms.sheets import DecisionForm, SheetForm, SheetNumberForm, decision_form, sheet_form
from portal.surveys.policy import SurveyPermission
from portal.surveys.queries import sheets as reading
from portal.surveys.routes.sheets import batch_in_url, sheet_in_url
from portal.surveys.routes.tabs import survey_in_url
from portal.surveys.routes.typing import first_to_fill, in_words, read_sheet, rows_of
from portal.surveys.terms import said
from portal.surveys.terms.paper import numbers
from portal.web.access import actor, requires
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.surveys.models import Sheet, SheetBatch, Survey

bp = Blueprint("survey_checks", __name__, url_prefix="/arbeit/umfragen/<uuid:survey_id>/boegen/<uuid:batch_id>")

tells("sheet-same", N_("Beide Eingaben stimmen überein."))
tells("sheet-settled", N_("Entschieden. Die Antworten des Bogens sind berichtigt."))


@bp.get("/uebersicht")
@requires(SurveyPermission.TYPE_SHEETS, of=survey_in_url)
def overview(survey: "Survey") -> Response:
    batch = batch_in_url(survey)
    form = SheetNumberForm(formdata=request.args)
    if form.nummer.data:
        number = reading.sheet_number(batch, form.nummer.data)
        if number is not None:
            address = url_for("survey_sheets.correct", survey_id=survey.id, batch_id=batch.id, number=number)
            return reply(address)
    drawn = reading.drawn_sheets(batch)
    questionnaire = queries.questionnaire_of(batch.version_id)
    rate = reading.error_rate(batch)
    number_of = numbers(questionnaire)
    return page(
        "surveys/sheet_batch.html",
        survey=survey,
        batch=batch,
        form=form,
        place=places.tree().get(batch.sozialraum_id) if batch.sozialraum_id else None,
        count=reading.sheet_counts([batch.id]).get(batch.id, (0, 0))[0],
        not_found=bool(request.args.get("nummer")),
        drawn=drawn,
        names=reading.typists(drawn),
        rate=rate,
        rate_rows=[
            (number_of[code], said(questionnaire.by_code[code].title, "de"), *rate.by_question[code])
            for code in sorted(rate.by_question, key=lambda code: number_of.get(code, 0))
            if code in number_of and rate.by_question[code][1]
        ],
        takes_sheets=reading.takes_sheets(survey),
    )


@bp.get("/<int(max=2147483647):number>/zweite-eingabe")
@requires(SurveyPermission.TYPE_SHEETS, of=survey_in_url)
def type_again(survey: "Survey") -> Response:
    batch = batch_in_url(survey)
    sheet = _waiting(batch)
    return _second(survey, batch, sheet, sheet_form(queries.questionnaire_of(batch.version_id)))


@bp.post("/<int(max=2147483647):number>/zweite-eingabe")
@requires(SurveyPermission.TYPE_SHEETS, of=survey_in_url)
def save_again(survey: "Survey") -> Response:
    batch = batch_in_url(survey)
    sheet = sheet_in_url(batch)
    form = sheet_form(queries.questionnaire_of(batch.version_id))
    answers = read_sheet(form, batch)
    if answers is None or "check" in request.form:
        return _second(survey, batch, sheet, form, status=200 if answers is not None else 422)
    try:
        with unit_of_work():
            fresh = queries.survey(survey.id)
            again = batch_in_url(fresh)
            differing = actions.type_again(fresh, again, sheet_in_url(again), answers, by=actor())
    except (InvalidInput, InvalidTransition) as error:
        form.take(error)
        status = 409 if isinstance(error, InvalidTransition) else 422
        return _second(queries.survey(survey.id), batch, sheet, form, status=status)
    if differing:
        return reply(url_for("survey_checks.compare", survey_id=survey.id, batch_id=batch.id, number=sheet.number))
    return reply(url_for("survey_checks.overview", survey_id=survey.id, batch_id=batch.id), tell="sheet-same")


@bp.get("/<int(max=2147483647):number>/vergleich")
@requires(SurveyPermission.TYPE_SHEETS, of=survey_in_url)
def compare(survey: "Survey") -> Response:
    batch = batch_in_url(survey)
    sheet = sheet_in_url(batch)
    differing = actions.open_differences(sheet)
    if not differing:
        raise NotFound
    return _comparison(survey, batch, sheet, decision_form(list(differing)))


@bp.post("/<int(max=2147483647):number>/vergleich")
@requires(SurveyPermission.TYPE_SHEETS, of=survey_in_url)
def settle(survey: "Survey") -> Response:
    batch = batch_in_url(survey)
    sheet = sheet_in_url(batch)
    differing = list(actions.open_differences(sheet))
    if not differing:
        raise NotFound
    form = decision_form(differing)
    if not form.validate_on_submit():
        return _comparison(survey, batch, sheet, form, status=422)
    chosen = {code: form[f"h_{code}"].data for code in differing}
    holds = {code: actions.Holds(value) for code, value in chosen.items() if value in set(actions.Holds)}
    try:
        with unit_of_work():
            fresh = queries.survey(survey.id)
            actions.settle(fresh, sheet_in_url(batch_in_url(fresh)), holds, by=actor())
    except InvalidInput as error:
        error.field = f"h_{error.field}"
        form.take(error)
        return _comparison(queries.survey(survey.id), batch, sheet, form, status=422)
    return reply(url_for("survey_checks.overview", survey_id=survey.id, batch_id=batch.id), tell="sheet-settled")


def _waiting(batch: "SheetBatch") -> "Sheet":
    sheet = sheet_in_url(batch)
    if not sheet.to_check or sheet.second_answers is not None:
        raise NotFound
    return sheet


def _second(survey: "Survey", batch: "SheetBatch", sheet: "Sheet", form: SheetForm, *, status: int = 200) -> Response:
    rows = rows_of(queries.questionnaire_of(batch.version_id), form)
    return page(
        "surveys/sheet_again.html",
        status=status,
        survey=survey,
        batch=batch,
        sheet=sheet,
        form=form,
        rows=rows,
        focus=first_to_fill(rows),
        place_labels=[label for _id, label in places.choices()],
        is_own=sheet.typed_by == actor().id,
    )


def _comparison(
    survey: "Survey", batch: "SheetBatch", sheet: "Sheet", form: DecisionForm, *, status: int = 200
) -> Response:
    questionnaire = queries.questionnaire_of(batch.version_id)
    number_of = numbers(questionnaire)
    found = sorted(actions.open_differences(sheet).items(), key=lambda pair: number_of[pair[0]])
    differences = [
        (
            number_of[code],
            said(questionnaire.by_code[code].title, "de"),
            form[f"h_{code}"],
            {
                "first": in_words(questionnaire.by_code[code], first),
                "second": in_words(questionnaire.by_code[code], second),
            },
        )
        for code, (first, second) in found
    ]
    return page(
        "surveys/sheet_compare.html",
        status=status,
        survey=survey,
        batch=batch,
        sheet=sheet,
        form=form,
        differences=differences,
        names=reading.typists([sheet]),
    )
