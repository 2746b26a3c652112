"""Whom to talk to about an Erhebung or a Fachplanung."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import lazyload

from portal.accounts.models import Account
from portal.kernel.db import session
from portal.sectorplans.models import DataCollection, SectorPlan


@dataclass(frozen=True)
class Talker:
    """A colleague with the ways to reach them; any part may be empty."""

    name: str = ""
    phone: str = ""
    email: str = ""

    @property
    def is_known(self) -> bool:
        return bool(self.name or self.phone or self.email)


def talkers_of(collections: Iterable[DataCollection]) -> dict[UUID, Talker]:
    """Whom to talk to about each: its own contact, else whoever is responsible for its Fachplanung. One query."""
    rows = list(collections)
    of_plans = talkers_of_plans(row.sector_plan for row in rows if row.sector_plan is not None)
    found = {}
    for row in rows:
        own = Talker(row.contact_name, row.contact_phone, row.contact_email)
        of_plan = of_plans.get(row.sector_plan_id, Talker()) if row.sector_plan_id else Talker()
        found[row.id] = own if own.is_known else of_plan
    return found


def talkers_of_plans(plans: Iterable[SectorPlan]) -> dict[UUID, Talker]:
    """Whom to talk to about each Fachplanung: the account that is responsible, else the contact it names. One query."""
    rows = {row.id: row for row in plans}
    ids = {row.responsible_id for row in rows.values() if row.responsible_id is not None}
    chosen = select(Account).where(Account.id.in_(ids)).options(lazyload(Account.grants))
    people = {one.id: Talker(one.name, one.phone, one.email) for one in session().scalars(chosen)} if ids else {}
    return {
        row.id: people.get(row.responsible_id) or Talker(row.contact_name, row.contact_phone, row.contact_email)
        if row.responsible_id
        else Talker(row.contact_name, row.contact_phone, row.contact_email)
        for row in rows.values()
    }
