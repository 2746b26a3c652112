"""Days and hours in German sentences: what mails and letters say is read in no other language."""

from datetime import date, datetime

from babel.dates import format_date, format_time

from portal.kernel.clock import ON_SCREEN


def day(moment: datetime | date) -> str:
    """ "Mittwoch, 28. Oktober 2026"."""
    local = moment.astimezone(ON_SCREEN).date() if isinstance(moment, datetime) else moment
    return format_date(local, "EEEE, d. MMMM y", locale="de")


def hour(moment: datetime) -> str:
    """ "18:30 Uhr"."""
    return format_time(moment.astimezone(ON_SCREEN), "HH:mm", locale="de") + " Uhr"


def span(starts_at: datetime, ends_at: datetime) -> str:
    """ "Mittwoch, 28. Oktober 2026, 18:30 bis 20:30 Uhr"."""
    begin = format_time(starts_at.astimezone(ON_SCREEN), "HH:mm", locale="de")
    return f"{day(starts_at)}, {begin} bis {hour(ends_at)}"
