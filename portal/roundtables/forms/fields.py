"""Fields that several forms around Runde Tische have."""

from datetime import UTC, date, datetime, time
from typing import Any

from wtforms.validators import Optional, Regexp

from portal.kernel.clock import ON_SCREEN
from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_
from portal.roundtables.terms.meetings import POSSIBLE_YEARS
from portal.roundtables.terms.series import LONGEST_EMAIL, LONGEST_PHONE
from portal.web.forms import LineField


def phone_field(label: str, *, longest: int = LONGEST_PHONE) -> Any:
    """A telephone number as people write it; may stay empty."""
    wanted = N_("Bitte geben Sie eine Telefonnummer ein, zum Beispiel 08261 995-0.")
    return LineField(label, [Optional(), Regexp(r"[\d\s+()/.–-]{5,}$", message=wanted)], max_length=longest)


def email_field(label: str) -> Any:
    """A mail address; may stay empty."""
    wanted = N_("Diese E-Mail-Adresse ist nicht vollständig.")
    return LineField(
        label, [Optional(), Regexp(r"[^@\s]+@[^@\s]+\.[^@\s]{2,}$", message=wanted)], max_length=LONGEST_EMAIL
    )


def moment(day: date, hour: time) -> datetime:
    """The moment at which the clock on the wall shows this day and hour; in the hour that is left out in spring, an hour later.

    Raises `InvalidInput` (field "day") for a day of another age.
    """
    if day.year not in POSSIBLE_YEARS:
        raise InvalidInput("day.odd", N_("Bitte prüfen Sie das Datum."), field="day")
    return datetime.combine(day, hour.replace(tzinfo=None), tzinfo=ON_SCREEN).astimezone(UTC)
