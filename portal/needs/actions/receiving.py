"""What arrives: every Wortmeldung becomes an entry of the inbox, and one that is taken back leaves it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.dialects import postgresql, sqlite

from portal.kernel import clock
from portal.kernel.codes import new_id
from portal.kernel.db import session
from portal.kernel.policy import SYSTEM
from portal.needs.actions.keeping import remember, touch
from portal.needs.models import Evidence, Need, TriageItem
from portal.needs.terms import EntryKind, TriageOutcome, TriageState

#: One constant statement on the path of every Anliegen: does nothing when the Wortmeldung is in the inbox already.
_ONCE = {
    dialect.__name__.rpartition(".")[2]: dialect.insert(TriageItem.__table__).on_conflict_do_nothing(
        index_elements=["contribution_id"], index_where=text("parent_id IS NULL")
    )
    for dialect in (sqlite, postgresql)
}


def receive(
    *,
    contribution_id: UUID,
    kind: str,
    channel: str,
    sozialraum_id: UUID | None,
    consultation_id: UUID | None,
    received_at: datetime,
) -> None:
    """Put a Wortmeldung into the inbox. One that is there already is left as it is."""
    values = {
        "id": new_id(),
        "contribution_id": contribution_id,
        "state": TriageState.OPEN,
        "reason_public": "",
        "sozialraum_id": sozialraum_id,
        "received_at": received_at,
        "kind": kind,
        "channel": channel,
        "consultation_id": consultation_id,
    }
    connection = session().connection()
    connection.execute(_ONCE[connection.dialect.name], values)


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
