"""Hours as people read them; the same on every page and sheet."""

from collections.abc import Sequence

from portal.offers.terms.hours import SHORT_WEEKDAYS, WEEKDAYS, Openness, OpenState, Span, as_clock, week
from portal.web.i18n import _


def hours_in_words(spans: Sequence[Span]) -> list[tuple[str, str]]:
    """(days, hours) of the week, days with equal hours together: ("Mo–Fr", "9:00–12:00 Uhr")."""
    return [(_days(first, last), _("%(hours)s Uhr", hours=hours)) for first, last, hours in week(spans)]


def openness_in_words(state: OpenState) -> str:
    """One sentence about now; "" when no hours are known."""
    match state.openness:
        case Openness.OPEN:
            return _("Jetzt geöffnet, bis %(time)s Uhr", time=as_clock(state.minute))
        case Openness.HOLIDAY:
            return _("Heute ist Feiertag. Fragen Sie bitte vorher nach.")
        case Openness.CLOSED if state.minute < 0:
            return _("Jetzt geschlossen")
        case Openness.CLOSED if state.is_today:
            return _("Jetzt geschlossen. Heute wieder ab %(time)s Uhr", time=as_clock(state.minute))
        case Openness.CLOSED:
            day = _(WEEKDAYS[state.weekday])
            return _("Jetzt geschlossen. Wieder am %(day)s ab %(time)s Uhr", day=day, time=as_clock(state.minute))
    return ""


def _days(first: int, last: int) -> str:
    if first == last:
        return _(WEEKDAYS[first])
    between = _("%(first)s und %(last)s") if last == first + 1 else _("%(first)s bis %(last)s")
    return between % {"first": _(SHORT_WEEKDAYS[first]), "last": _(SHORT_WEEKDAYS[last])}
