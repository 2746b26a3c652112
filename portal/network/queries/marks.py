"""Marks of people who were erased: enough to recognise them in a file, useless for anything else."""

from sqlalchemy import select

from portal.kernel.codes import keyed_hash
from portal.kernel.db import session
from portal.kernel.text import fold
from portal.network.models import StakeholderContact
from portal.network.terms import email_key, phone_key

_PURPOSE = "network-erased"


def marks_of(*, organisation: str, name: str, email: str, phone: str) -> list[str]:
    """The marks of a person, one for each way to recognise them: e-mail, name with telephone, name in the organisation."""
    folded, number = fold(name), phone_key(phone)
    known = [
        f"email {email_key(email)}" if email.strip() else "",
        f"phone {folded} {number}" if folded and number else "",
        f"there {folded} {fold(organisation)}" if folded else "",
    ]
    return [keyed_hash(_PURPOSE, one.encode()).hex() for one in known if one]


def erased_marks() -> set[str]:
    """The marks of everybody who was erased."""
    rows = session().scalars(select(StakeholderContact.erased_marks).where(StakeholderContact.erased_at.is_not(None)))
    return {mark for marks in rows for mark in marks}
