"""How long something took, in words."""

from portal.web.i18n import _, ngettext

#: From so many days on months are told.
_MONTHS_FROM = 90
_MONTH = 30.4
#: Longer than this nothing more exact is known.
_LONGEST = 730


def days_in_words(days: float | None, *, since: bool = False) -> str:
    """ "12 Tage", "rund 5 Monate"; with `since` as it follows "seit": "12 Tagen". A dash for None."""
    if days is None:
        return "–"
    if days < 1:
        return _("weniger als einem Tag") if since else _("unter 1 Tag")
    if days >= _LONGEST:
        return _("mehr als 2 Jahren") if since else _("2 Jahre oder mehr")
    if days >= _MONTHS_FROM:
        months = round(days / _MONTH)
        return _("rund %(n)s Monaten", n=months) if since else _("rund %(n)s Monate", n=months)
    number = round(days)
    return ngettext("einem Tag", "%(n)s Tagen", number) if since else ngettext("%(n)s Tag", "%(n)s Tage", number)
