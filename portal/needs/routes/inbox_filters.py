"""The filters of the inbox as a form."""

from uuid import UUID

from portal.consultations import queries as consultations
from portal.contributions.terms import OFFERED_KINDS, Channel
from portal.kernel.db import session
from portal.kernel.policy import Role
from portal.needs.forms import InboxFilterForm
from portal.needs.queries import NOBODY, TriageFilters
from portal.needs.routes.choices import places_for
from portal.web.access import actor
from portal.web.i18n import _, ngettext

AGES = (3, 7, 14, 30)


def filled_filter_form(filters: TriageFilters) -> InboxFilterForm:
    """The form with what is chosen now."""
    form = InboxFilterForm(formdata=None, data=_chosen(filters))
    form.ort.offer([*places_for(actor(), Role.PLANNER), (NOBODY, _("ohne Ort"))], nothing=_("alle Orte"))
    form.kanal.choices = [("", _("alle")), *((channel.value, _(channel.label)) for channel in Channel)]
    form.art.choices = [("", _("alle")), *((kind.value, _(kind.label)) for kind in OFFERED_KINDS)]
    form.verfahren.offer(_consultations(), nothing=_("alle"))
    form.alter.choices = [
        ("", _("egal")),
        *((str(days), ngettext("mehr als %(n)s Tag", "mehr als %(n)s Tagen", days)) for days in AGES),
    ]
    return form


def _chosen(filters: TriageFilters) -> dict[str, object]:
    return {
        "ort": filters.place_id,
        "kanal": filters.channel.value if filters.channel else "",
        "art": filters.kind.value if filters.kind else "",
        "verfahren": filters.consultation_id,
        "alter": str(filters.days or ""),
    }


def _consultations() -> list[tuple[UUID, str]]:
    found = session().scalars(consultations.visible_consultations(actor()).limit(200))
    return sorted(((row.id, row.title) for row in found), key=lambda pair: pair[1])
