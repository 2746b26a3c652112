"""A file of Akteure: looked at first, then taken over, as often as one likes without doubles."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import delete, insert

from portal.kernel import audit
from portal.kernel.clock import now
from portal.kernel.codes import new_id
from portal.kernel.db import next_number, session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_, clean_text, fold
from portal.network.formats import FileContent, Skipped, as_json, from_json
from portal.network.models import Stakeholder, StakeholderContact, StakeholderImport, stakeholder_action_field
from portal.network.policy import NetworkPermission
from portal.network.queries.matching import Plan, PlannedRow, nature_of, plan_import
from portal.network.terms import (
    IMPORT_WAITS,
    Attitude,
    ConsentWay,
    ContactWay,
    ImportState,
    RowOutcome,
    email_key,
    phone_key,
)
from portal.places.models import Sozialraum

TAKEN = audit.kind(
    "network.imported",
    N_("Akteure aus einer Datei übernommen"),
    keys=("import_id", "new", "added", "there", "skipped"),
)
#: Who takes over a file waits for whoever does so at the same time: two copies of one file make no doubles.
_ONE_AT_A_TIME = "network-import"


def preview_import(content: FileContent, *, file_name: str, place: Sozialraum, by: Actor) -> StakeholderImport:
    """Keep what a file says for a day, so that it can be looked at before it is taken over."""
    ensure(NetworkPermission.ADD_HERE, by, place)
    if not content.rows and not content.skipped:
        raise InvalidInput(
            "network.import-nothing", N_("Unter den Überschriften dieser Datei steht nichts."), field="file"
        )
    file = StakeholderImport(
        file_name=clean_text(file_name, lines=False)[-200:],
        sozialraum_id=place.id,
        created_by=by.id,
        rows={"rows": as_json(content.rows)},
        report={"skipped": _plain(content.skipped), "ignored": content.ignored},
    )
    session().add(file)
    session().flush()
    return file


def take_over(file: StakeholderImport, *, version: int, by: Actor) -> Plan:
    """Enter what the file brings. Its rows are forgotten afterwards; what was skipped stays readable, by line and reason."""
    ensure(NetworkPermission.TAKE_OVER, by, file)
    if file.version != version:
        raise Conflict
    next_number(_ONE_AT_A_TIME)
    plan = plan_import(from_json(file.rows["rows"]), place=file.sozialraum, viewer=by)
    _enter(plan, by)
    counts = plan.counts
    skipped = [*file.report["skipped"], *_plain(plan.skipped)]
    counted = {outcome.value: counts[outcome] for outcome in RowOutcome} | {RowOutcome.SKIPPED.value: len(skipped)}
    remarks = [[planned.row.line, remark.value, what] for planned in plan.rows for remark, what in planned.remarks]
    file.report = {
        "skipped": sorted(skipped),
        "ignored": file.report["ignored"],
        "counts": counted,
        "remarks": remarks,
    }
    file.rows, file.state, file.taken_at = {"rows": []}, ImportState.TAKEN, now()
    audit.log(TAKEN, by=by, import_id=file.id, **counted)
    session().flush()
    return plan


def discard_import(file: StakeholderImport, *, by: Actor) -> None:
    """Throw away what was only looked at."""
    ensure(NetworkPermission.TAKE_OVER, by, file)
    session().delete(file)


def forget_old_imports() -> None:
    """Throw away what was looked at a day ago and never taken over: lists of people do not lie around."""
    session().execute(
        delete(StakeholderImport).where(
            StakeholderImport.state == ImportState.PREVIEW, StakeholderImport.created_at < now() - IMPORT_WAITS
        )
    )


def _enter(plan: Plan, by: Actor) -> None:
    new = [planned for planned in plan.rows if planned.outcome is RowOutcome.NEW]
    with_contact = [
        planned
        for planned in plan.rows
        if planned.outcome in (RowOutcome.NEW, RowOutcome.ADDED) and _reachable(planned)
    ]
    fields = [
        {"stakeholder_id": planned.stakeholder_id, "action_field_id": field_id}
        for planned in new
        for field_id in planned.field_ids
    ]
    _insert(Stakeholder.__table__, (_stakeholder(planned, by) for planned in new))
    _insert(stakeholder_action_field, fields)
    _insert(StakeholderContact.__table__, map(_contact, with_contact))


def _insert(table: Any, rows: Iterable[dict[str, Any]]) -> None:
    if values := list(rows):
        session().execute(insert(table), values)


def _reachable(planned: PlannedRow) -> bool:
    return planned.row.has_contact


def _stakeholder(planned: PlannedRow, by: Actor) -> dict[str, Any]:
    row = planned.row
    return {
        "id": planned.stakeholder_id,
        "name": row.name,
        "sort_name": fold(row.name),
        "nature": nature_of(row),
        "kind": row.kind,
        "sozialraum_id": planned.sozialraum_id,
        "role": row.role,
        "website": row.website,
        "notes": row.notes,
        "attitude": Attitude.UNKNOWN,
        "next_step": "",
        "created_by": by.id,
    }


def _contact(planned: PlannedRow) -> dict[str, Any]:
    row = planned.row
    consented = date.fromisoformat(row.consented_on) if row.consented_on else None
    return {
        "id": new_id(),
        "stakeholder_id": planned.stakeholder_id,
        "name": row.person,
        "sort_name": fold(row.person),
        "function": row.function,
        "email": row.email,
        "email_key": email_key(row.email),
        "phone": row.phone,
        "phone_key": phone_key(row.phone),
        "address": row.address,
        "way": _way(row.email, row.address, row.phone),
        "consented_on": consented,
        "consent_way": ConsentWay.IMPORTED if consented else None,
        "may_be_named": False,
        "erased_marks": [],
    }


def _way(email: str, address: str, phone: str) -> ContactWay:
    if email or not (address or phone):
        return ContactWay.MAIL
    return ContactWay.LETTER if address else ContactWay.PHONE


def _plain(skipped: list[Skipped]) -> list[list[Any]]:
    return [[one.line, one.reason.value, one.what] for one in skipped]
