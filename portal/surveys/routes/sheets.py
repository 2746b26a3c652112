"""`/arbeit/umfragen/<id>/boegen`: typing paper sheets, keyboard only, one after the other."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, request, url_for

from portal.kernel.clock import now, today
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.text import N_
from portal.places import queries as places
from portal.surveys import queries
from portal.surveys.actions import sheets as actions
from portal.surveys.actions.sheets import BatchHeader, TypedSheet
from portal.surveys.forms.sheets import BatchForm, SheetForm, SheetNumberForm, sheet_form
from portal.surveys.policy import SurveyPermission
from portal.surveys.queries import sheets as reading
from portal.surveys.routes.tabs import survey_in_url, tab
from portal.surveys.routes.typing import first_to_fill, read_sheet, rows_of, typed_answers
from portal.surveys.terms import Channel, SurveyTiming
from portal.web.access import actor, requires
from portal.web.errors import status_of
from portal.web.forms import Form
from portal.web.i18n import _
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.surveys.models import Sheet, SheetBatch, Survey

bp = Blueprint("survey_sheets", __name__, url_prefix="/arbeit/umfragen/<uuid:survey_id>/boegen")

tab(
    N_("Bögen eintippen"),
    "survey_sheets.index",
    SurveyPermission.TYPE_SHEETS,
    order=42,
    modules=frozenset({"survey_checks"}),
)
tells("sheet-corrected", N_("Der Bogen ist berichtigt."))
tells("sheet-deleted", N_("Der Bogen ist gelöscht. Sie können ihn neu tippen."))


def batch_in_url(survey: "Survey") -> "SheetBatch":
    """The batch that the address names. Raises `NotFound`."""
    return reading.batch(survey.id, (request.view_args or {})["batch_id"])


def sheet_in_url(batch: "SheetBatch") -> "Sheet":
    """The sheet that the address names. Raises `NotFound`."""
    return reading.sheet(batch, (request.view_args or {})["number"])


@bp.get("")
@requires(SurveyPermission.TYPE_SHEETS, of=survey_in_url)
def index(survey: "Survey") -> Response:
    newest = queries.versions_of(survey.id)[-1]
    values = {
        "held_on": today(),
        "channel": Channel.PAPER.value,
        "version_id": newest.id,
        "check_every": "10",
        "sozialraum_id": survey.sozialraum_id,
    }
    return _index(survey, _batch_form(survey, values))


@bp.post("")
@requires(SurveyPermission.TYPE_SHEETS, of=survey_in_url)
def open_batch(survey: "Survey") -> Response:
    form = _batch_form(survey, {})
    if not form.validate_on_submit():
        return _index(survey, form, status=422)
    assert form.held_on.data is not None
    header = BatchHeader(
        event=str(form.event.data),
        held_on=form.held_on.data,
        version_id=form.version_id.data,
        channel=Channel(form.channel.data),
        sozialraum_id=form.sozialraum_id.data,
        check_every=int(form.check_every.data),
    )
    try:
        with unit_of_work():
            batch = actions.open_batch(queries.survey(survey.id), header, by=actor())
    except InvalidInput as error:
        form.take(error)
        return _index(queries.survey(survey.id), form, status=422)
    return reply(url_for("survey_sheets.type_next", survey_id=survey.id, batch_id=batch.id))


@bp.get("/<uuid:batch_id>")
@requires(SurveyPermission.TYPE_SHEETS, of=survey_in_url)
def type_next(survey: "Survey") -> Response:
    batch = batch_in_url(survey)
    return _typing(survey, batch, sheet_form(queries.questionnaire_of(batch.version_id)))


@bp.post("/<uuid:batch_id>")
@requires(SurveyPermission.TYPE_SHEETS, of=survey_in_url)
def save(survey: "Survey") -> Response:
    batch = batch_in_url(survey)
    form = sheet_form(queries.questionnaire_of(batch.version_id))
    answers = read_sheet(form, batch)
    if answers is None or "check" in request.form:
        return _typing(survey, batch, form, status=200 if answers is not None else 422, was_checked=answers is not None)
    try:
        with unit_of_work():
            fresh = queries.survey(survey.id)
            typed = actions.type_sheet(fresh, batch_in_url(fresh), answers, submission=form.key, by=actor())
    except (Conflict, InvalidInput) as error:
        form.take(error)
        if isinstance(error, Conflict):
            form.renew_key()
        return _typing(queries.survey(survey.id), batch, form, status=status_of(error))
    return reply(_next_address(survey, batch, typed))


@bp.get("/<uuid:batch_id>/<int(max=2147483647):number>")
@requires(SurveyPermission.TYPE_SHEETS, of=survey_in_url)
def correct(survey: "Survey") -> Response:
    batch = batch_in_url(survey)
    sheet = sheet_in_url(batch)
    questionnaire = queries.questionnaire_of(batch.version_id)
    return _correcting(survey, batch, sheet, sheet_form(questionnaire, typed_answers(questionnaire, sheet)))


@bp.post("/<uuid:batch_id>/<int(max=2147483647):number>")
@requires(SurveyPermission.TYPE_SHEETS, of=survey_in_url)
def save_correction(survey: "Survey") -> Response:
    batch = batch_in_url(survey)
    sheet = sheet_in_url(batch)
    form = sheet_form(queries.questionnaire_of(batch.version_id))
    answers = read_sheet(form, batch)
    if answers is None or "check" in request.form:
        return _correcting(survey, batch, sheet, form, status=200 if answers is not None else 422)
    try:
        with unit_of_work():
            fresh = queries.survey(survey.id)
            actions.correct_sheet(fresh, sheet_in_url(batch_in_url(fresh)), answers, by=actor())
    except InvalidInput as error:
        form.take(error)
        return _correcting(queries.survey(survey.id), batch, sheet, form, status=422)
    return reply(url_for("survey_sheets.type_next", survey_id=survey.id, batch_id=batch.id), tell="sheet-corrected")


@bp.post("/<uuid:batch_id>/<int(max=2147483647):number>/loeschen")
@requires(SurveyPermission.TYPE_SHEETS, of=survey_in_url)
def delete(survey: "Survey") -> Response:
    batch = batch_in_url(survey)
    address = url_for("survey_sheets.type_next", survey_id=survey.id, batch_id=batch.id)
    if not Form().validate_on_submit():
        number = sheet_in_url(batch).number
        return reply(url_for("survey_sheets.correct", survey_id=survey.id, batch_id=batch.id, number=number))
    with unit_of_work():
        fresh = queries.survey(survey.id)
        actions.delete_sheet(fresh, sheet_in_url(batch_in_url(fresh)), by=actor())
    return reply(address, tell="sheet-deleted")


def _batch_form(survey: "Survey", values: dict[str, object]) -> BatchForm:
    versions = [
        (version.id, _("Fassung %(number)s", number=version.number))
        for version in reversed(queries.versions_of(survey.id))
    ]
    return BatchForm(places=places.choices(), versions=versions, channels=actions.ON_PAPER, data=values)


def _index(survey: "Survey", form: BatchForm, *, status: int = 200) -> Response:
    found = reading.batches(survey.id, after=request.args.get("after"))
    return page(
        "surveys/sheets.html",
        status=status,
        survey=survey,
        form=form,
        found=found,
        counts=reading.sheet_counts(row.id for row in found.rows),
        names=places.names(row.sozialraum_id for row in found.rows if row.sozialraum_id),
        here=url_for("survey_sheets.index", survey_id=survey.id),
        several_versions=len(queries.versions_of(survey.id)) > 1,
        **_time(survey),
    )


def _time(survey: "Survey") -> dict[str, Any]:
    end = reading.sheets_end(survey)
    return {
        "takes_sheets": reading.takes_sheets(survey),
        "is_over": end is not None and end <= now(),
        "comes_late": survey.timing in (SurveyTiming.GRACE, SurveyTiming.OVER),
        "sheets_end": end,
    }


def _typing(
    survey: "Survey", batch: "SheetBatch", form: SheetForm, *, status: int = 200, was_checked: bool = False
) -> Response:
    rows = rows_of(queries.questionnaire_of(batch.version_id), form)
    counted = reading.sheet_counts([batch.id]).get(batch.id, (0, 0))
    return page(
        "surveys/sheet_typing.html",
        status=status,
        survey=survey,
        batch=batch,
        form=form,
        rows=rows,
        focus=first_to_fill(rows),
        place_labels=[label for _id, label in places.choices()],
        count=counted[0],
        waiting=counted[1],
        was_checked=was_checked,
        last=_whole(request.args.get("zuletzt", "")),
        last_is_drawn=request.args.get("kontrolle") == "1",
        left_out=[number for part in request.args.get("ausgelassen", "").split(",") if (number := _whole(part))],
        number_form=SheetNumberForm(formdata=None),
        **_time(survey),
    )


def _correcting(
    survey: "Survey", batch: "SheetBatch", sheet: "Sheet", form: SheetForm, *, status: int = 200
) -> Response:
    rows = rows_of(queries.questionnaire_of(batch.version_id), form)
    return page(
        "surveys/sheet_correct.html",
        status=status,
        survey=survey,
        batch=batch,
        sheet=sheet,
        form=form,
        rows=rows,
        focus=first_to_fill(rows),
        place_labels=[label for _id, label in places.choices()],
    )


def _next_address(survey: "Survey", batch: "SheetBatch", typed: TypedSheet) -> str:
    told: dict[str, Any] = {
        "zuletzt": typed.number,
        "kontrolle": "1" if typed.to_check else None,
        "ausgelassen": ",".join(map(str, typed.left_out)) or None,
    }
    return url_for(
        "survey_sheets.type_next",
        survey_id=survey.id,
        batch_id=batch.id,
        **{name: value for name, value in told.items() if value},
    )


def _whole(written: str) -> int:
    """A number of a sheet or question from the address; 0 for anything else."""
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 7 else 0
