"""Files of values: read, explained where nobody knows their columns, taken over, taken back. Nothing is written before somebody
has seen what would change."""

import hashlib
from collections.abc import Callable
from typing import Any

from sqlalchemy import delete

from portal.indicators import queries
from portal.indicators.actions.writing import one_at_a_time, set_value, ship, write_planned
from portal.indicators.events import ValuesChanged
from portal.indicators.formats import (
    Columns,
    FileContent,
    Meaning,
    ReadValue,
    Sheet,
    columns_by,
    ensure_file,
    plain_cell,
    read_sheet,
    values_of,
)
from portal.indicators.models import IndicatorImport, IndicatorMapping, IndicatorValue, ValueChange
from portal.indicators.policy import ImportPermission
from portal.indicators.queries import Outcome, Plan
from portal.indicators.terms import FORMULAS
from portal.indicators.terms.importing import WAITS, ImportState
from portal.kernel import audit, jobs
from portal.kernel.clock import now
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.events import record
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_, clean_text

TAKEN = audit.kind(
    "indicators.imported", N_("Kennzahlen aus einer Datei übernommen"), keys=("import_id", "new", "changed", "same")
)
TAKEN_BACK = audit.kind(
    "indicators.taken-back", N_("Übernahme von Kennzahlen zurückgenommen"), keys=("import_id", "restored", "kept")
)

#: The job that reads a large file; `subscribers` runs it.
READ_JOB = "indicators.read"

Tell = Callable[[int, int], None]


def keep_file(data: bytes, *, file_name: str, by: Actor) -> IndicatorImport:
    """Keep an upload, to be read next. Raises `InvalidInput` (field "file") for what is no table at all or too large."""
    ensure(ImportPermission.LIST, by)
    ensure_file(data)
    file = IndicatorImport(
        file_name=clean_text(file_name, lines=False)[-200:],
        digest=hashlib.sha256(data).digest(),
        state=ImportState.READING,
        content=data,
        rows={"values": []},
        report={},
        created_by=by.id,
    )
    session().add(file)
    session().flush()
    return file


def start_reading(file: IndicatorImport, *, by: Actor) -> None:
    """Have the worker read a kept file; the job shows how far it is."""
    job = jobs.start(READ_JOB, owner=by.id, title=file.file_name or N_("Kennzahlen einlesen"), import_id=str(file.id))
    file.job_id = job.id


def read_kept(file: IndicatorImport, sheet: Sheet, content: FileContent | None) -> None:
    """Note what reading found: the values for a preview, or the headings somebody has to explain."""
    file.layout, file.title = sheet.layout, clean_text(sheet.title, lines=False)
    file.source = file.source or clean_text(sheet.source, lines=False)
    if content is None:
        file.state = ImportState.ASKING
        file.report = {"headings": list(sheet.headings), "rows": len(sheet.rows), "sample": _sample(sheet)}
        return
    file.state, file.error = ImportState.PREVIEW, ""
    file.rows = {"values": [value.as_json() for value in content.values]}
    file.report = {
        "headings": list(sheet.headings),
        "rows": content.rows,
        "left": {why.value: count for why, count in content.left.items()},
        "named": [[why.value, line, what] for why, line, what in content.named],
    }


def refuse(file: IndicatorImport, error: InvalidInput) -> None:
    """Note why the file cannot be read. Its content is forgotten."""
    file.state, file.error, file.content = ImportState.REFUSED, str(error), None


def look_into(data: bytes, *, tell: Tell = lambda _done, _total: None) -> tuple[Sheet, FileContent | None]:
    """What a file holds; without content when nobody has said yet what its columns are. Writes nothing, and opens no transaction.

    Raises `InvalidInput` (field "file") for a file that cannot be used.
    """
    sheet = read_sheet(data)
    columns = sheet.columns or _remembered(sheet)
    if columns is None:
        return sheet, None
    return sheet, values_of(sheet, columns, queries.known_places(), tell=tell)


def assign_columns(file: IndicatorImport, meaning: Meaning, *, by: Actor) -> FileContent:
    """Say what the columns of a file are. It is remembered for every file with the same headings.

    Raises `InvalidInput` when it cannot be so, `Conflict` when the file was taken over or forgotten meanwhile.
    """
    ensure(ImportPermission.TAKE, by, file)
    if file.content is None:
        raise Conflict
    _ensure_counted(meaning)
    sheet = read_sheet(file.content)
    content = values_of(sheet, columns_by(meaning), queries.known_places())
    file.source = meaning.source or sheet.source
    read_kept(file, sheet, content)
    one_at_a_time()
    stored = queries.mapping_of(sheet.signature)
    if stored is None:
        session().add(IndicatorMapping(signature=sheet.signature, meaning=meaning.as_json()))
    else:
        stored.meaning = meaning.as_json()
    session().flush()
    return content


def take_over(file: IndicatorImport, *, fingerprint: str, by: Actor) -> Plan:
    """Do what the preview said. Raises `Conflict` when that would no longer be the same, because values changed meanwhile."""
    ensure(ImportPermission.TAKE, by, file)
    one_at_a_time()
    plan = queries.plan_for(values_in(file))
    if file.state is not ImportState.PREVIEW or plan.fingerprint != fingerprint:
        raise Conflict
    written = [one for one in plan.values if one.outcome is not Outcome.SAME]
    ship({one.value.key for one in written})
    write_planned(written, import_id=file.id)
    counts = {outcome.value: plan.counts[outcome] for outcome in Outcome}
    days = sorted({one.value.on.isoformat() for one in plan.values})
    keys = sorted({one.value.key for one in plan.values})
    file.report = file.report | {"counts": counts, "days": days, "keys": keys}
    file.state, file.taken_at, file.content, file.rows = ImportState.TAKEN, now(), None, {"values": []}
    audit.log(TAKEN, by=by, import_id=file.id, **counts)
    _tell(plan, by)
    session().flush()
    return plan


def take_back(file: IndicatorImport, *, by: Actor) -> int:
    """Put every value the file brought back to what it was before. Returns how many.

    What was changed since, by a later file or by hand, stays as it is; taking back that later file then leads to what was
    before both.
    """
    ensure(ImportPermission.TAKE_BACK, by, file)
    one_at_a_time()
    before, later = queries.changes_of(file.id), queries.changes_after(file.id)
    stored = queries.stored_values(*_extent(list(before)))
    restored = 0
    for spot, change in before.items():
        if (newer := later.get(spot)) is not None:
            _skip_to(newer, change)
        row = stored.get(spot)
        if row is not None and row.import_id == file.id:
            _restore(row, change)
            restored += 1
    file.state, file.taken_back_at, file.taken_back_by = ImportState.TAKEN_BACK, now(), by.id
    kept = len(before) - restored
    file.report = file.report | {"restored": restored, "kept": kept}
    audit.log(TAKEN_BACK, by=by, import_id=file.id, restored=restored, kept=kept)
    record(ValuesChanged(tuple(sorted({spot[0] for spot in before})), tuple({spot[1] for spot in before}), by.id))
    session().flush()
    return restored


def discard(file: IndicatorImport, *, by: Actor) -> None:
    """Forget a file nothing was taken over from."""
    ensure(ImportPermission.TAKE, by, file)
    session().delete(file)


def forget_old_files() -> None:
    """Forget what was looked at some days ago and never taken over."""
    waiting = (ImportState.READING, ImportState.ASKING, ImportState.PREVIEW, ImportState.REFUSED)
    session().execute(
        delete(IndicatorImport).where(IndicatorImport.state.in_(waiting), IndicatorImport.created_at < now() - WAITS)
    )


def import_now(data: bytes, *, file_name: str, by: Actor, meaning: Meaning | None = None) -> IndicatorImport:
    """Read a file and take it over at once, for the command line and the example county.

    Raises `InvalidInput` when it cannot be used, or its columns are unknown and `meaning` does not say them.
    """
    file = keep_file(data, file_name=file_name, by=by)
    if meaning is not None:
        assign_columns(file, meaning, by=by)
    else:
        sheet, content = look_into(data)
        if content is None:
            raise InvalidInput(
                "file.unknown-columns",
                N_(
                    "Die Spalten dieser Datei kennt das Portal noch nicht. Bitte ordnen Sie sie einmal auf der Seite „Einlesen“ zu."
                ),
                field="file",
            )
        read_kept(file, sheet, content)
    take_over(file, fingerprint=queries.plan_for(values_in(file)).fingerprint, by=by)
    return file


def values_in(file: IndicatorImport) -> list[ReadValue]:
    """The values a file holds; none after it was taken over."""
    return [ReadValue.from_json(row) for row in file.rows.get("values", [])]


def _remembered(sheet: Sheet) -> Columns | None:
    meaning = queries.meaning_of(sheet.signature)
    if meaning is None or len(meaning.roles) != len(sheet.headings) or meaning.day is not None:
        return None  # with a day of its own somebody has to say the new one
    return columns_by(meaning)


def _ensure_counted(meaning: Meaning) -> None:
    keys = {role.partition(":")[0] for role in meaning.roles} - {"", "place", "name", "day"}
    known = queries.definitions_of(sorted(keys))
    if keys - known.keys() or keys & FORMULAS.keys():
        raise InvalidInput(
            "file.unknown-indicator",
            N_("Diese Kennzahl gibt es nicht, oder sie wird berechnet. Bitte wählen Sie neu."),
            field="file",
        )


def _sample(sheet: Sheet) -> list[list[str]]:
    """The first rows, to recognise the columns by."""
    return [[plain_cell(cell)[:40] for cell in cells] for _line, cells in sheet.rows[:3]]


def _extent(spots: list[Any]) -> tuple[set[Any], set[Any], set[Any]]:
    return {spot[0] for spot in spots}, {spot[1] for spot in spots}, {spot[2] for spot in spots}


def _restore(row: IndicatorValue, change: ValueChange) -> None:
    if change.old_status is None:
        session().delete(row)
    else:
        set_value(
            row,
            change.old_status,
            change.old_value,
            import_id=change.old_import_id,
            entered_by=change.old_entered_by,
        )


def _skip_to(newer: ValueChange, change: ValueChange) -> None:
    """A later file followed this one; now it follows what was before."""
    newer.old_status, newer.old_value = change.old_status, change.old_value
    newer.old_import_id, newer.old_entered_by = change.old_import_id, change.old_entered_by


def _tell(plan: Plan, by: Actor) -> None:
    changed = [one.value for one in plan.values if one.outcome is not Outcome.SAME]
    if changed:
        keys, ids = tuple(sorted({one.key for one in changed})), tuple({one.place_id for one in changed})
        record(ValuesChanged(keys, ids, by.id))
