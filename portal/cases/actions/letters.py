"""Mails around Fälle. None of them holds anything of a Fall."""

from uuid import UUID

from portal.accounts.models import Account
from portal.kernel import mail
from portal.kernel.runtime import settings

ROOM = "/arbeit/faelle"


def write(to: Account, subject: str, text: str, *, key: str, link: str = ROOM, **facts: object) -> bool:
    """Write one mail to somebody who works here; False when this occasion was told before, or nobody reads there."""
    if not to.is_active or not mail.can_be_addressed(to.email):
        return False
    known = {"name": to.name, "link": settings().base_url.rstrip("/") + link, **facts}
    return mail.outgoing(to.email, subject, text % known, key=f"cases.{key}")


def key_of(occasion: str, *ids: UUID) -> str:
    """The key of an occasion."""
    return ".".join([occasion, *map(str, ids)])
