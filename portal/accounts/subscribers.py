"""What accounts do when they hear of something, and what comes round."""

from datetime import timedelta
from uuid import UUID

from portal.accounts import actions
from portal.accounts.events import PasswordResetRequested
from portal.kernel.db import unit_of_work
from portal.kernel.events import deliver_later
from portal.kernel.jobs import periodic

#: Spent links are kept this long, for questions about what happened.
KEEP_LINKS = timedelta(days=30)


@deliver_later(PasswordResetRequested, name="accounts.mail-reset")
def mail_reset(event: PasswordResetRequested, message_id: UUID) -> None:
    """Send the link, or nothing when the address belongs to nobody."""
    if event.account_id is None:
        return
    with unit_of_work():
        actions.send_reset(event.account_id, message_id=message_id)


@periodic("accounts.forget", every=timedelta(hours=1))
def forget() -> None:
    """Delete sessions and links that are over."""
    with unit_of_work():
        actions.forget_dead_sessions()
        actions.forget_old_links(KEEP_LINKS)
