"""Writing an entry: what everything that happens to a Fall does alike."""

from uuid import UUID, uuid4

from sqlalchemy import func, select

from portal.cases.models import Case, CaseEntry
from portal.cases.terms import EntryKind, EntryTold
from portal.kernel.clock import today
from portal.kernel.db import session
from portal.kernel.policy import Actor


def write_entry(
    case: Case, kind: EntryKind, *, text: str = "", submission_key: UUID | None = None, by: Actor
) -> CaseEntry:
    """Write one entry of today behind the others."""
    last = session().scalar(select(func.max(CaseEntry.position)).where(CaseEntry.case_id == case.id)) or 0
    entry = CaseEntry(id=uuid4(), case_id=case.id, position=last + 1, submission_key=submission_key)
    entry.tell(EntryTold(on=today(), kind=kind, text=text, by=by.id))
    session().add(entry)
    session().flush()
    return entry
