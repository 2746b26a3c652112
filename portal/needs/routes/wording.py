"""The mark of a text in Leichte Sprache, in words."""

from portal.needs.terms.telling import Simple
from portal.web.i18n import _, as_date


def simple_mark(simple: Simple) -> str:
    """Who checked it and when; "" while nobody has."""
    if not simple.checked_by or simple.checked_on is None:
        return ""
    return _("Leichte Sprache, geprüft von %(who)s am %(day)s", who=simple.checked_by, day=as_date(simple.checked_on))
