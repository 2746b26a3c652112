"""Telephone numbers and addresses as people write them, checked for being dialable and answerable."""

import re

from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_, clean_text

LONGEST_PHONE = 60
_PHONE = re.compile(r"[+(]?[0-9][0-9 ()/.\u2013-]*")
_EMAIL = re.compile(r"[^@\s,;<>\"']{1,64}@[^@\s,;<>\"'.]+(\.[^@\s,;<>\"'.]+)+")


def checked_phone(raw: str, *, field: str) -> str:
    """A telephone number that can be dialled, as it was written; "" stays "". Raises `InvalidInput` for `field`."""
    phone = clean_text(raw, lines=False)
    digits = sum(character.isdigit() for character in phone)
    if phone and (not _PHONE.fullmatch(phone) or not 3 <= digits <= 20 or len(phone) > LONGEST_PHONE):
        raise InvalidInput(
            "county.phone",
            N_("Das ist keine Telefonnummer, die sich wählen lässt. Schreiben Sie sie zum Beispiel so: 08261 995-0."),
            field=field,
        )
    return phone


def checked_email(raw: str, *, field: str) -> str:
    """An e-mail address that can be answered; "" stays "". Raises `InvalidInput` for `field`."""
    email = clean_text(raw, lines=False)
    if email and (not _EMAIL.fullmatch(email) or len(email) > 254):
        raise InvalidInput(
            "county.email",
            N_("Das ist keine vollständige E-Mail-Adresse. Schreiben Sie sie zum Beispiel so: mitreden@example.org."),
            field=field,
        )
    return email
