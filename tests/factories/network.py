"""Akteure for tests."""

from typing import Any

from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM
from portal.network import actions, queries
from portal.network.actions import Assessment, ContactDraft, StakeholderDraft
from portal.network.models import Stakeholder, StakeholderContact
from portal.network.terms import ConsentWay
from portal.places.models import Sozialraum
from tests.factories.places import make_place

CONSENT: dict[str, Any] = {"consent_way": ConsentWay.WRITTEN}


def make_stakeholder(
    name: str = "Nachbarschaftshilfe",
    *,
    place: Sozialraum | None = None,
    assessment: Assessment | None = None,
    **values: Any,
) -> Stakeholder:
    """An Akteur without contacts; `assessment` gives it a place in the chart."""
    where = place or make_place()
    with unit_of_work():
        made = actions.add(StakeholderDraft(name=name, place=where, **values), by=SYSTEM)
        if assessment is not None:
            actions.assess(made, assessment, version=made.version, by=SYSTEM)
    return queries.stakeholder(made.id)


def make_contact(stakeholder: Stakeholder | None = None, *, consent: bool = True, **values: Any) -> StakeholderContact:
    """Somebody through whom an Akteur is reached, by e-mail unless told otherwise; without `consent` nobody agreed."""
    given: dict[str, Any] = {"name": "Erika Beispiel", "email": "erika@example.org"}
    if consent:
        given |= {"consented_on": today(), **CONSENT}
    to = stakeholder or make_stakeholder()
    with unit_of_work():
        contact = actions.add_contact(queries.stakeholder(to.id), ContactDraft(**(given | values)), by=SYSTEM)
    return queries.contact(contact.id)
