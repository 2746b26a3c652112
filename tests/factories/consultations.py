"""Verfahren for tests."""

from datetime import timedelta
from typing import Any

from portal.consultations import actions
from portal.consultations.actions import ConsultationDraft
from portal.consultations.models import Consultation
from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM
from portal.places.models import Sozialraum
from tests.factories.places import make_place


def make_consultation(
    title: str = "Wie wollen wir älter werden?",
    *,
    place: Sozialraum | None = None,
    published: bool = True,
    **values: Any,
) -> Consultation:
    """A running Verfahren with everything the checklist asks for; `published=False` leaves it a draft."""
    given: dict[str, Any] = {
        "title": title,
        "place": place or make_place(),
        "purpose": "Wir möchten wissen, was Ihnen im Alltag fehlt.",
        "opens_on": today() - timedelta(days=5),
        "closes_on": today() + timedelta(days=25),
        "contact_name": "Rosa Huber",
        "contact_phone": "08392 999-0",
    }
    with unit_of_work():
        consultation = actions.create(ConsultationDraft(**(given | values)), by=SYSTEM)
        if published:
            actions.publish(consultation, by=SYSTEM)
    return consultation


def close_consultation(consultation: Consultation, outcome: str = "Die Bank am Bahnhof steht.") -> None:
    """End it with what became of it."""
    with unit_of_work():
        actions.close(consultation, outcome=outcome, by=SYSTEM)
