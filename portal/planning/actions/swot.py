"""Writing SWOT-Analysen: entries in the fields, strategies, Fassungen that stay."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import delete

from portal.indicators import queries as indicators
from portal.kernel import audit, clock
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.needs import queries as needs
from portal.places.models import Sozialraum
from portal.planning.actions import protocol
from portal.planning.models.swot import Swot, SwotEntry, SwotVersion
from portal.planning.policy.swot import SwotPermission
from portal.planning.queries import swot as queries
from portal.planning.terms.swot import MOST_ENTRIES, MOST_VERSIONS, SwotField


@dataclass(frozen=True, kw_only=True)
class EntryDraft:
    """One sentence, with what bears it out."""

    field: SwotField
    text: str
    need_id: UUID | None = None
    indicator_key: str = ""


def begin_swot(
    *, title: str, place: Sozialraum, made_with: str = "", submission_key: UUID | None = None, by: Actor
) -> Swot:
    """Begin one. The same key again answers the one that is there already."""
    there = queries.of_form(submission_key) if submission_key is not None else None
    if there is not None:
        ensure(SwotPermission.READ, by, there)
        return there
    ensure(SwotPermission.ADD_HERE, by, place)
    _check_title(title)
    made = Swot(title=title, sozialraum_id=place.id, made_with=made_with, created_by=by.id)
    made.submission_key = submission_key
    session().add(made)
    session().flush()
    return made


def rename_swot(swot: Swot, *, title: str, made_with: str, version: int, by: Actor) -> None:
    """Change title and who worked on it. Raises `Conflict` when somebody saved since `version`."""
    ensure(SwotPermission.EDIT, by, swot)
    if swot.version != version:
        raise Conflict
    _check_title(title)
    swot.title, swot.made_with = title, made_with
    session().flush()


def delete_swot(swot: Swot, *, by: Actor) -> None:
    """Delete it with its Fassungen."""
    ensure(SwotPermission.EDIT, by, swot)
    audit.log(protocol.SWOT_DELETED, by=by, swot_id=swot.id)
    session().execute(delete(Swot).where(Swot.id == swot.id))
    session().expire_all()


def add_entry(swot: Swot, draft: EntryDraft, *, by: Actor) -> SwotEntry:
    """Write a sentence into a field. A Bedarf the person may not read is left out."""
    ensure(SwotPermission.EDIT, by, swot)
    mine = queries.by_field(swot)[draft.field]
    if len(mine) >= MOST_ENTRIES:
        raise InvalidInput(
            "swot.many", N_("Zwölf Einträge in einem Feld sind genug. Fassen Sie zusammen."), field="text"
        )
    made = SwotEntry(swot_id=swot.id, field=draft.field, position=max((one.position for one in mine), default=0) + 1)
    _write(made, draft, by)
    session().add(made)
    session().flush()
    session().expire(swot, ["entries"])
    return made


def edit_entry(entry: SwotEntry, draft: EntryDraft, *, version: int, by: Actor) -> None:
    """Replace a sentence; its field stays. Raises `Conflict` when somebody saved since `version`."""
    ensure(SwotPermission.EDIT, by, entry)
    if entry.version != version:
        raise Conflict
    _write(entry, draft, by)
    session().flush()


def drop_entry(entry: SwotEntry, *, by: Actor) -> None:
    """Take a sentence out. Kept Fassungen still hold it."""
    ensure(SwotPermission.EDIT, by, entry)
    swot = entry.swot
    session().delete(entry)
    session().flush()
    session().expire(swot, ["entries"])


def keep_version(swot: Swot, *, note: str, by: Actor) -> SwotVersion:
    """Keep it as it stands. Needs at least one sentence."""
    ensure(SwotPermission.EDIT, by, swot)
    if not swot.entries:
        raise InvalidInput("swot.empty", N_("Noch steht nichts darin, das man festhalten könnte."), field="note")
    number = max((one.number for one in queries.versions(swot.id)), default=0) + 1
    if number > MOST_VERSIONS:
        raise InvalidInput("swot.versions", N_("Fünfzig Fassungen sind genug. Beginnen Sie eine neue."), field="note")
    made = SwotVersion(swot_id=swot.id, number=number, note=note, by_id=by.id, kept_at=clock.now())
    made.content = _frozen(swot)
    session().add(made)
    session().flush()
    return made


def _check_title(title: str) -> None:
    if not title:
        raise InvalidInput("swot.no-title", N_("Bitte geben Sie der SWOT-Analyse einen Titel."), field="title")


def _write(entry: SwotEntry, draft: EntryDraft, by: Actor) -> None:
    if not draft.text:
        raise InvalidInput("swot.no-text", N_("Bitte schreiben Sie einen Satz."), field="text")
    if draft.indicator_key and not indicators.definitions_of([draft.indicator_key]):
        raise InvalidInput("swot.no-indicator", N_("Bitte wählen Sie eine Kennzahl."), field="indicator_key")
    kept = draft.need_id is not None and draft.need_id == entry.need_id
    readable = kept or (draft.need_id is not None and bool(needs.needs_by_id(by, [draft.need_id])))
    entry.text, entry.indicator_key = draft.text, draft.indicator_key
    entry.need_id = draft.need_id if readable else None


def _frozen(swot: Swot) -> dict[str, Any]:
    """What is kept: the sentences, without what bears them out, which has a life of its own."""
    found = {field.value: [one.text for one in rows] for field, rows in queries.by_field(swot).items()}
    return {"title": swot.title, "made_with": swot.made_with, "fields": found}
