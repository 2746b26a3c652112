"""Mails to the person behind a Wortmeldung, each with the code and one click to stop."""

from collections.abc import Callable, Sequence
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
_WAY_BACK = N_("Ihr Rückmelde-Code: %(code)s\nHier sehen Sie jederzeit, was daraus geworden ist:\n%(link)s")
_WAY_OUT = N_("Keine E-Mails mehr zu diesen Anliegen (ein Klick genügt):\n%(stop)s")


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
    body = f"{text.rstrip()}\n\n{_closing(contribution)}\n"
    return mail.outgoing(address, subject, body, key=_key(contribution.id, key), headers=_headers([contribution]))


def word_together(
    letter: mail.OutgoingMail, address: str, subject: str, parts: Sequence[tuple[str, Contribution]], *, greeting: str
) -> None:
    """Give a mail its words: one part after the other, each with the code of its Wortmeldung and the way to its page.

    At the end stands one click that stops the mails about all of them. They must all be of one person: nobody else may read a code.
    """
    about = list(dict.fromkeys(contribution for _text, contribution in parts))
    letter.to_address, letter.subject, letter.headers = address, subject, _headers(about)
    if len(about) == 1:
        told = [*(text for text, _same in parts), _closing(about[0])]
    else:
        way_back, way_out = _said(_WAY_BACK, about[0]), _said(_WAY_OUT, about[0])
        told = [f"{text}\n\n{way_back % _code_and_link(contribution)}" for text, contribution in parts]
        told.append(f"--\n{way_out % {'stop': _stop_link(about)}}")
    letter.body = "\n\n".join([greeting, *told]) + "\n"


def _closing(contribution: Contribution) -> str:
    words = {**_code_and_link(contribution), "stop": _stop_link([contribution])}
    return _said(_CLOSING, contribution) % words


def _code_and_link(contribution: Contribution) -> dict[str, str]:
    code = receipt_code(contribution.submission_key)
    return {"code": code, "link": f"{_base()}/rueckmeldung?code={code}"}


def _said(text: str, contribution: Contribution) -> str:
    return _translators[-1](text, contribution.language) if _translators else text


def _headers(about: Sequence[Contribution]) -> dict[str, str]:
    return {"List-Unsubscribe": f"<{_stop_link(about)}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def _stop_link(about: Sequence[Contribution]) -> str:
    return f"{_base()}/rueckmeldung/stopp/{stop_token(*(one.id for one in about))}"


def _base() -> str:
    return settings().base_url.rstrip("/")


def forget_mails(contribution_id: UUID, address: str | None) -> None:
    """Delete the mails about a Wortmeldung with address and code, also those that wait to be sent, and kept ones to this address
    that speak of several."""
    session().execute(delete(mail.OutgoingMail).where(mail.OutgoingMail.key.startswith(_key(contribution_id, ""))))
    if address:
        mail.forget_kept(address)


def _key(contribution_id: UUID, occasion: str) -> str:
    return f"contribution.{contribution_id}.{occasion}"


def stop_token(*contribution_ids: UUID) -> str:
    """What stands in the link that stops mails about these Wortmeldungen."""
    return sign(_STOP, ",".join(str(one) for one in contribution_ids))


def contributions_of_stop_token(token: str) -> list[UUID]:
    """The Wortmeldungen of such a link; none when it was made up."""
    value = unsign(_STOP, token)
    return [UUID(one) for one in value.split(",")] if value else []
