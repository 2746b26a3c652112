"""The money of a running application: bookings with receipts, drawdowns, what is left."""

from typing import TYPE_CHECKING

from flask import Response, url_for
from werkzeug.datastructures import FileStorage

from portal.accounts import queries as accounts
from portal.funding import actions, exports, queries
from portal.funding.forms import BookingForm, DrawdownForm
from portal.funding.policy import FundingPermission
from portal.funding.routes.blueprint import bp, money_in_url, part_of_url, tabs_of
from portal.funding.terms import Side
from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput, NotFound, Unavailable
from portal.kernel.text import N_
from portal.web import uploads
from portal.web.access import actor, requires
from portal.web.choosing import Choices
from portal.web.documents.xlsx import XLSX_MIMETYPE
from portal.web.forms import Form
from portal.web.pages import download, page, reply, tells

if TYPE_CHECKING:
    from portal.funding.models import FundingApplication
    from portal.web.uploads import KeptPhoto

#: Two forms stand on one page; the names of the second begin with this.
_DRAWING = "abruf"
tells("funding-booked", N_("Gebucht."))
tells("funding-cancelled", N_("Die Buchung ist storniert. Sie bleibt durchgestrichen stehen und zählt nicht mehr."))
tells("funding-drawdown", N_("Der Abruf ist geplant. „Heute dran“ erinnert Sie daran."))
tells("funding-drawdown-came", N_("Der Eingang ist vermerkt."))
tells("funding-drawdown-gone", N_("Der geplante Abruf ist gestrichen."))


@bp.get("/<uuid:application_id>/geld")
@requires(FundingPermission.READ, of=money_in_url)
def ledger(application: "FundingApplication") -> Response:
    return _page(application)


@bp.post("/<uuid:application_id>/buchungen")
@requires(FundingPermission.BOOK, of=money_in_url)
def book(application: "FundingApplication") -> Response:
    """Book what was spent. A receipt that came along stays with the form when it comes back for another reason."""
    form = BookingForm(lines=_lines(application))
    good = form.validate_on_submit()
    try:
        photo = _photo(form)
    except (InvalidInput, Unavailable) as error:
        form.take(error)
        return _page(application, booking=form, status=422)
    if not good:
        return _page(application, booking=form, photo=photo, status=422)
    assert form.amount.data is not None, "the form was validated"
    try:
        with unit_of_work():
            made = actions.book(
                queries.application(application.id),
                booked_on=form.booked_on.data,
                label=str(form.label.data),
                amount=form.amount.data,
                line_id=form.line_id.chosen,
                file_name=photo.file_name if photo else None,
                is_confirmed=bool(form.is_confirmed.data),
                submission_key=form.key,
                by=actor(),
            )
    except InvalidInput as error:
        form.take(error)
        return _page(queries.application(application.id), booking=form, photo=photo, status=422)
    if photo is not None and made.file_name != photo.file_name:
        uploads.discard_photo(photo.file_name)
    return reply(url_for("funding.ledger", application_id=application.id), tell="funding-booked")


@bp.post("/<uuid:application_id>/buchungen/<uuid:booking_id>/stornieren")
@requires(FundingPermission.BOOK, of=money_in_url)
def cancel_booking(application: "FundingApplication") -> Response:
    booking_id = part_of_url("booking_id")
    if Form().validate_on_submit():
        with unit_of_work():
            fresh = queries.application(application.id)
            actions.cancel_booking(fresh, queries.booking(fresh.id, booking_id), by=actor())
    return reply(url_for("funding.ledger", application_id=application.id), tell="funding-cancelled")


@bp.get("/<uuid:application_id>/buchungen/<uuid:booking_id>/beleg")
@requires(FundingPermission.READ, of=money_in_url)
def receipt(application: "FundingApplication") -> Response:
    """The picture of a receipt."""
    found = queries.booking(application.id, part_of_url("booking_id"))
    if found.file_name is None:
        raise NotFound
    return uploads.photo_response(found.file_name)


@bp.post("/<uuid:application_id>/abrufe")
@requires(FundingPermission.BOOK, of=money_in_url)
def plan_drawdown(application: "FundingApplication") -> Response:
    form = DrawdownForm(prefix=_DRAWING)
    if not form.validate_on_submit():
        return _page(application, drawing=form, status=422)
    assert form.amount.data is not None, "the form was validated"
    try:
        with unit_of_work():
            actions.plan_drawdown(
                queries.application(application.id),
                planned_on=form.planned_on.data,
                amount=form.amount.data,
                submission_key=form.key,
                by=actor(),
            )
    except InvalidInput as error:
        form.take(error)
        return _page(queries.application(application.id), drawing=form, status=422)
    return reply(url_for("funding.ledger", application_id=application.id), tell="funding-drawdown")


@bp.post("/<uuid:application_id>/abrufe/<uuid:drawdown_id>/eingegangen")
@requires(FundingPermission.BOOK, of=money_in_url)
def receive_drawdown(application: "FundingApplication") -> Response:
    drawdown_id = part_of_url("drawdown_id")
    if Form().validate_on_submit():
        with unit_of_work():
            fresh = queries.application(application.id)
            actions.receive_drawdown(fresh, queries.drawdown(fresh.id, drawdown_id), by=actor())
    return reply(url_for("funding.ledger", application_id=application.id), tell="funding-drawdown-came")


@bp.post("/<uuid:application_id>/abrufe/<uuid:drawdown_id>/streichen")
@requires(FundingPermission.BOOK, of=money_in_url)
def drop_drawdown(application: "FundingApplication") -> Response:
    drawdown_id = part_of_url("drawdown_id")
    if Form().validate_on_submit():
        with unit_of_work():
            fresh = queries.application(application.id)
            actions.drop_drawdown(fresh, queries.drawdown(fresh.id, drawdown_id), by=actor())
    return reply(url_for("funding.ledger", application_id=application.id), tell="funding-drawdown-gone")


@bp.get("/<uuid:application_id>/buchungen.xlsx")
@requires(FundingPermission.READ, of=money_in_url)
def bookings_file(application: "FundingApplication") -> Response:
    """Every booking as a workbook."""
    return download(exports.bookings_xlsx(application), "buchungen.xlsx", XLSX_MIMETYPE)


def _page(
    application: "FundingApplication",
    *,
    booking: BookingForm | None = None,
    drawing: DrawdownForm | None = None,
    photo: "KeptPhoto | None" = None,
    status: int = 200,
) -> Response:
    form = booking or BookingForm(lines=_lines(application), formdata=None, data={"booked_on": today()})
    form.photo_note.data = uploads.seal_photo(photo) if photo else ""
    bookings = queries.bookings_of(application.id)
    return page(
        "funding/ledger.html",
        status=status,
        application=application,
        ledger=queries.ledger_of(application),
        bookings=bookings,
        drawdowns=queries.drawdowns_of(application.id),
        labels={line.id: line.label for line in application.lines},
        cost_lines=application.of_side(Side.COSTS),
        people=accounts.names([one.created_by for one in bookings]),
        form=form,
        asks_to_confirm=bool(form.is_confirmed.errors or form.is_confirmed.data),
        has_photo=photo is not None,
        drawing=drawing or DrawdownForm(formdata=None, prefix=_DRAWING),
        accepted_types=uploads.ACCEPTED_TYPES,
        tabs=tabs_of(application),
        today=today(),
    )


def _lines(application: "FundingApplication") -> Choices:
    return [(line.id, line.label) for line in application.of_side(Side.COSTS)]


def _photo(form: BookingForm) -> "KeptPhoto | None":
    upload = form.photo.data
    if isinstance(upload, FileStorage) and upload.filename:
        return uploads.keep_photo(upload)
    return uploads.unseal_photo(str(form.photo_note.data or "")) if form.photo_note.data else None
