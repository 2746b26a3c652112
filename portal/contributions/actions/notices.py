"""Mails to the person behind a Wortmeldung, each with the code and one click to stop."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import delete

from portal.contributions import queries
from portal.contributions.models import Contribution
from portal.kernel import mail
from portal.kernel.codes import receipt_code, sign, unsign
from portal.kernel.db import session
from portal.kernel.runtime import settings
from portal.kernel.text import N_

Translator = Callable[[str, str], str]

_translators: list[Translator] = []
_STOP = "contributions.stop"
_CLOSING = N_(
    "Ihr Rückmelde-Code: %(code)s\n"
    "Hier sehen Sie jederzeit, was daraus geworden ist:\n%(link)s\n\n"
    "--\n"
    "Keine E-Mails mehr zu diesem Anliegen (ein Klick genügt):\n%(stop)s"
)


def provide_translator(translator: Translator) -> Translator:
    """Register who puts a German text into a language; domain code knows no catalogues."""
    _translators[:] = [translator]
    return translator


def notify(contribution_id: UUID, subject: str, text: str, key: str) -> bool:
    """Write the person a mail about this Wortmeldung, with the code, the way to its page and one click to stop.

    Call inside a unit of work. Returns False and writes nothing when there is no e-mail address, the person wants no updates
    or stopped them, it was withdrawn, or a mail with this `key` was written for this Wortmeldung before.
    """
    contact = queries.contact_of(contribution_id)
    if contact is None or not contact.email or not contact.wants_updates or contact.stopped_at is not None:
        return False
    return write_to(contact.email, queries.contribution(contribution_id), subject=subject, text=text, key=key)


def write_to(address: str, contribution: Contribution, *, subject: str, text: str, key: str) -> bool:
    """One mail about a Wortmeldung, closing in the language it was given in. False when `key` was used before."""
    code = receipt_code(contribution.submission_key)
    base = settings().base_url.rstrip("/")
    stop = f"{base}/rueckmeldung/stopp/{stop_token(contribution.id)}"
    closing = _translators[-1](_CLOSING, contribution.language) if _translators else _CLOSING
    body = f"{text.rstrip()}\n\n{closing % {'code': code, 'link': f'{base}/rueckmeldung?code={code}', 'stop': stop}}\n"
    headers = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return mail.outgoing(address, subject, body, key=_key(contribution.id, key), headers=headers)


def forget_mails(contribution_id: UUID) -> None:
    """Delete the mails about a Wortmeldung with address and code, also those that wait to be sent."""
    session().execute(delete(mail.OutgoingMail).where(mail.OutgoingMail.key.startswith(_key(contribution_id, ""))))


def _key(contribution_id: UUID, occasion: str) -> str:
    return f"contribution.{contribution_id}.{occasion}"


def stop_token(contribution_id: UUID) -> str:
    """What stands in the link that stops mails."""
    return sign(_STOP, str(contribution_id))


def contribution_of_stop_token(token: str) -> UUID | None:
    """The Wortmeldung of such a link; None when it was made up."""
    value = unsign(_STOP, token)
    return UUID(value) if value else None
