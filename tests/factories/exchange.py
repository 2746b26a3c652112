"""Austauschtreffen for tests."""

from datetime import date

from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM
from portal.kuemmerer.actions import exchange as actions
from portal.kuemmerer.models import ExchangeMeeting
from portal.kuemmerer.queries import exchange as queries


def make_exchange(
    held_on: date = date(2026, 6, 10), place: str = "Landratsamt", topics: str = "Fahrdienste"
) -> ExchangeMeeting:
    """A meeting at which nobody shows anything yet."""
    with unit_of_work():
        made = actions.plan_exchange(actions.ExchangeDraft(held_on=held_on, place=place, topics=topics), by=SYSTEM)
    return queries.meeting(made.id)
