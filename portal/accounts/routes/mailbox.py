"""The mails of an example county: kept instead of sent, so that administrators can read what people would get."""

from uuid import UUID

from flask import Response, request, url_for

from portal.accounts.policy import OperationPermission
from portal.accounts.routes.blueprint import bp
from portal.kernel import mail
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import page_by_key
from portal.kernel.text import N_
from portal.web.access import requires
from portal.web.nav import nav_entry
from portal.web.pages import page

PER_PAGE = 50

nav_entry(
    "admin",
    label=N_("Postfach"),
    endpoint="accounts.mailbox",
    order=90,
    permission=OperationPermission.READ_MAILBOX,
    icon="mail",
)


def mail_in_url(mail_id: UUID) -> mail.OutgoingMail:
    """The mail an address names."""
    found = session().get(mail.OutgoingMail, mail_id)
    if found is None:
        raise NotFound
    return found


@bp.get("/arbeit/verwaltung/postfach")
@requires(OperationPermission.READ_MAILBOX)
def mailbox() -> Response:
    newest_first = (mail.OutgoingMail.created_at.desc(), mail.OutgoingMail.id.desc())
    mails = page_by_key(mail.mailbox(), keys=newest_first, after=request.args.get("after"), limit=PER_PAGE)
    return page("accounts/mailbox.html", fragment="mail_rows", mails=mails, here=url_for("accounts.mailbox"))


@bp.get("/arbeit/verwaltung/postfach/<uuid:mail_id>")
@requires(OperationPermission.READ_MAILBOX, of=mail_in_url)
def one_mail(shown: mail.OutgoingMail) -> Response:
    return page("accounts/mail.html", mail=shown)
