"""What arrives: every Wortmeldung becomes an entry of the inbox, and one that is taken back leaves it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from portal.kernel import clock
from portal.kernel.codes import new_id
from portal.kernel.db import session
from portal.kernel.policy import SYSTEM
from portal.needs.actions.keeping import remember, touch
from portal.needs.models import Evidence, Need, TriageItem
from portal.needs.terms import EntryKind, TriageOutcome, TriageState


def receive(
    *,
    contribution_id: UUID,
    kind: str,
    channel: str,
    sozialraum_id: UUID | None,
    consultation_id: UUID | None,
    received_at: datetime,
) -> TriageItem:
    """Put a Wortmeldung into the inbox. One that is there already is left as it is."""
    there = select(TriageItem).where(TriageItem.contribution_id == contribution_id, TriageItem.parent_id.is_(None))
    found = session().scalar(there)
    if found is not None:
        return found
    item = TriageItem(
        id=new_id(),
        contribution_id=contribution_id,
        kind=kind,
        channel=channel,
        sozialraum_id=sozialraum_id,
        consultation_id=consultation_id,
        received_at=received_at,
    )
    session().add(item)
    return item


def let_go(contribution_id: UUID) -> None:
    """The person took the Wortmeldung back: it waits no more and stands behind no Bedarf."""
    items = session().scalars(select(TriageItem).where(TriageItem.contribution_id == contribution_id))
    for item in items.all():
        if item.state is TriageState.OPEN:
            item.state, item.outcome = TriageState.DECIDED, TriageOutcome.WITHDRAWN
            item.decided_at = clock.now()
    evidence = session().scalars(select(Evidence).where(Evidence.contribution_id == contribution_id)).all()
    for beleg in evidence:
        need = session().get_one(Need, beleg.need_id)
        session().delete(beleg)
        remember(need, EntryKind.EVIDENCE_REMOVED, SYSTEM, withdrawn=True)
    touch(beleg.need_id for beleg in evidence)
