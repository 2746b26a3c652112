"""What follows from a Wortmeldung: the mail with its code, files that go, the daily comparison."""

from contextlib import AbstractContextManager
from datetime import timedelta
from uuid import UUID

from flask_babel import force_locale

from portal.contributions import actions, queries
from portal.contributions.events import PhotoDropped, ReceiptMailWanted
from portal.kernel.db import unit_of_work
from portal.kernel.events import deliver_later
from portal.kernel.jobs import periodic
from portal.web import uploads
from portal.web.i18n import LANGUAGES, _
from portal.web.panels import collect
from portal.web.site import site


@actions.provide_translator
def translated(text: str, language: str) -> str:
    """A text of the domain in the language of a Wortmeldung."""
    with _speaking(language):
        return _(text)


@deliver_later(ReceiptMailWanted, name="contributions.receipt-mail")
def send_receipt(event: ReceiptMailWanted, _message_id: UUID) -> None:
    """The Rückmelde-Code by mail, once; nothing when the contact data were deleted meanwhile."""
    contribution = queries.contribution(event.contribution_id)
    contact = queries.contact_of(event.contribution_id)
    if contact is None or not contact.email:
        return
    with _speaking(contribution.language):
        subject = _("Wir haben Ihr Anliegen erhalten")
        text = _receipt_text()
    with unit_of_work():
        actions.write_to(contact.email, contribution, subject=subject, text=text, key="receipt")


@deliver_later(PhotoDropped, name="contributions.drop-photo")
def drop_photo(event: PhotoDropped, _message_id: UUID) -> None:
    """Remove the file, unless another Wortmeldung still shows it."""
    if not queries.is_file_named(event.file_name):
        uploads.discard_photo(event.file_name)


@periodic("contributions.reconcile-receipts", every=timedelta(days=1))
def reconcile() -> None:
    """Are all promised Wortmeldungen there?"""
    with unit_of_work():
        actions.reconcile_receipts()


@periodic("contributions.sweep-photos", every=timedelta(days=1))
def sweep() -> None:
    """Photos of forms that were never sent. What other rooms keep in the same folder they name under "photos.kept"."""
    uploads.sweep_photos(queries.photo_files().union(collect("photos.kept")))


def _speaking(language: str) -> AbstractContextManager[None]:
    chosen: AbstractContextManager[None] = force_locale(language if language in LANGUAGES else "de")
    return chosen


def _receipt_text() -> str:
    lines = [
        _("Guten Tag,"),
        "",
        _("vielen Dank, dass Sie sich gemeldet haben. Ihr Anliegen ist bei uns gespeichert."),
        _("Ein Mensch liest es und entscheidet, was daraus wird. Sobald es eine Antwort gibt, schreiben wir Ihnen."),
        "",
        _("Auf Fragen antworten wir Ihnen gern am Telefon: %(contact)s", contact=_whom_to_call()),
    ]
    return "\n".join(lines)


def _whom_to_call() -> str:
    county = site()
    return ", ".join(part for part in (county.contact_name, county.contact_phone) if part) or county.county_name
