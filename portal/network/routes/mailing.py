"""Lists of addresses by place and Handlungsfeld, and letters for those without e-mail."""

from uuid import uuid4

from flask import Response, url_for

from portal.kernel import jobs
from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_
from portal.network import actions, exports, queries
from portal.network.documents import LetterText, letters_pdf
from portal.network.documents.letters import PDF_MIMETYPE
from portal.network.documents.many import order_letters
from portal.network.forms import AddressForm, FilterForm, LetterForm
from portal.network.policy import NetworkPermission
from portal.network.queries import Filters, Selection
from portal.network.routes.blueprint import bp, views
from portal.network.routes.choices import address, arguments, filter_form, filters_of, in_words
from portal.network.terms import LETTERS_AT_ONCE, MOST_LETTERS, AddressFormat
from portal.web.access import actor, requires
from portal.web.documents.csv import OFFICE_MIMETYPE
from portal.web.documents.xlsx import XLSX_MIMETYPE
from portal.web.i18n import _
from portal.web.pages import download, page, reply
from portal.web.site import site


@bp.get("/verteiler")
@requires(NetworkPermission.LIST)
def mailing() -> Response:
    """How many a list reaches, and who is left out for which reason. Addresses come only on request."""
    narrowed = filter_form()
    found = queries.mail_addresses(actor(), filters_of(narrowed))
    return _mailing(narrowed, found, AddressForm(formdata=None))


@bp.post("/verteiler")
@requires(NetworkPermission.LIST)
def hand_out() -> Response:
    """The addresses as text to copy or as a file; what for is noted in the log."""
    narrowed, form = filter_form(), AddressForm()
    filters = filters_of(narrowed)
    found = queries.mail_addresses(actor(), filters)
    if not form.validate_on_submit():
        return _mailing(narrowed, found, form, status=422)
    chosen: AddressFormat = form.format.chosen
    try:
        _note(chosen.value, found, filters, str(form.reason.data))
    except InvalidInput as error:
        form.take(error)
        return _mailing(narrowed, found, form, status=422)
    if chosen is AddressFormat.TEXT:
        return _mailing(narrowed, found, form, text=exports.bcc(found.chosen))
    name = f"verteiler-{today().isoformat()}"
    if chosen is AddressFormat.CSV:
        return download(exports.addresses_csv(found.chosen), f"{name}.csv", OFFICE_MIMETYPE)
    return download(_workbook(found, filters), f"{name}.xlsx", XLSX_MIMETYPE)


@bp.get("/briefe")
@requires(NetworkPermission.LIST)
def letters() -> Response:
    """Who gets a letter, and the letter."""
    narrowed = filter_form()
    found = queries.letters(actor(), filters_of(narrowed))
    sender = site().county_name or site().name
    form = LetterForm(formdata=None, data={"sender": sender, "signature": actor().name})
    return _letters(narrowed, found, form)


@bp.post("/briefe")
@requires(NetworkPermission.LIST)
def write_letters() -> Response:
    """One PDF with all letters, many of them by a job; what for is noted in the log."""
    narrowed, form = filter_form(), LetterForm()
    filters = filters_of(narrowed)
    found = queries.letters(actor(), filters)
    if not form.validate_on_submit():
        return _letters(narrowed, found, form, status=422)
    try:
        _ensure_letters(found)
        if len(found.chosen) > LETTERS_AT_ONCE:
            return _ordered(form, found, filters)
        made = letters_pdf(_letter(form), found.chosen)
        _note("pdf", found, filters, str(form.reason.data))
    except InvalidInput as error:
        form.take(error)
        return _letters(narrowed, found, form, status=422)
    return download(made, f"briefe-{today().isoformat()}.pdf", PDF_MIMETYPE)


def _mailing(
    narrowed: FilterForm, found: Selection, form: AddressForm, *, text: str | None = None, status: int = 200
) -> Response:
    filters = filters_of(narrowed)
    return page(
        "network/mailing.html",
        status=status,
        narrowed=narrowed,
        filters=filters,
        found=found,
        form=form,
        text=text,
        here=address("network.mailing", filters),
        letters_here=address("network.letters", filters),
        args=arguments(filters),
        views=views(),
    )


def _letters(narrowed: FilterForm, found: Selection, form: LetterForm, *, status: int = 200) -> Response:
    filters = filters_of(narrowed)
    return page(
        "network/letters.html",
        status=status,
        narrowed=narrowed,
        filters=filters,
        found=found,
        form=form,
        most=MOST_LETTERS,
        here=address("network.letters", filters),
        mailing_here=address("network.mailing", filters),
        views=views(),
    )


def _ensure_letters(found: Selection) -> None:
    if not found.chosen:
        raise InvalidInput("network.no-letters", N_("Mit dieser Auswahl bekommt niemand einen Brief."))
    if len(found.chosen) > MOST_LETTERS:
        raise InvalidInput(
            "network.too-many-letters",
            N_("Das wären %(n)s Briefe, möglich sind %(most)s auf einmal. Bitte grenzen Sie nach Ort ein."),
            n=len(found.chosen),
            most=MOST_LETTERS,
        )


def _ordered(form: LetterForm, found: Selection, filters: Filters) -> Response:
    with unit_of_work():
        _log("pdf", found, filters, str(form.reason.data))
        title = f"{_('Briefe')}: {form.subject.data}"
        job = order_letters(_letter(form), filters, title=title, by=actor())
    return reply(url_for("jobs.detail", job_id=job.id))


def _note(format: str, found: Selection, filters: Filters, reason: str) -> None:
    with unit_of_work():
        _log(format, found, filters, reason)


def _log(format: str, found: Selection, filters: Filters, reason: str) -> None:
    actions.hand_out_addresses(
        format=format, contacts=len(found.chosen), sozialraum_id=filters.around, reason=reason, by=actor()
    )


def _workbook(found: Selection, filters: Filters) -> bytes:
    path = jobs.files_dir() / f"{uuid4().hex}.xlsx"
    try:
        exports.addresses_xlsx(path, found.chosen, filters=in_words(filters))
        return path.read_bytes()
    finally:
        path.unlink(missing_ok=True)


def _letter(form: LetterForm) -> LetterText:
    return LetterText(
        sender=str(form.sender.data),
        subject=str(form.subject.data),
        text=str(form.text.data),
        signature=str(form.signature.data),
        place=str(form.place_of_writing.data or ""),
    )
