"""Making and editing a Bedarf."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Table, delete, insert, select

from portal.county.models import ActionField, BasicFunction, TargetGroup
from portal.kernel import clock
from portal.kernel.db import Base, next_number, session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.events import record
from portal.kernel.policy import Actor, allows, ensure
from portal.kernel.text import N_
from portal.needs.actions.keeping import changing, remember, settle_new
from portal.needs.actions.tallying import CHANGES
from portal.needs.events import NeedCreated
from portal.needs.models import Need, need_basic_function, need_target_group
from portal.needs.policy import NeedPermission
from portal.needs.terms import DESCRIPTION_LONGEST, TITLE_LONGEST, EntryKind, NeedStatus
from portal.places.models import Sozialraum


@dataclass(frozen=True)
class NeedDraft:
    """What somebody writes about a Bedarf."""

    title: str
    sozialraum_id: UUID
    description: str = ""
    action_field_id: UUID | None = None
    target_group_ids: frozenset[UUID] = field(default_factory=frozenset)
    basic_function_ids: frozenset[UUID] = field(default_factory=frozenset)


def create_need(draft: NeedDraft, *, by: Actor) -> Need:
    """Make a Bedarf without a Wortmeldung, for example from a document; Belege follow."""
    return make_need(draft, by=by)


def make_need(draft: NeedDraft, *, by: Actor, entry: EntryKind = EntryKind.CREATED, **payload: Any) -> Need:
    """Make a Bedarf with the next number of the year."""
    _check(draft, by)
    change = next_number(CHANGES)
    year = clock.today().year
    need = Need(
        seq=next_number("need"),
        number=f"{year}-{next_number(f'need-{year}'):05}",
        title=draft.title,
        description=draft.description,
        sozialraum_id=draft.sozialraum_id,
        action_field_id=draft.action_field_id,
        status=NeedStatus.NEW,
        change_number=change,
        people_count=0,
        contribution_count=0,
        created_by=by.id,
    )
    session().add(need)
    session().flush()
    link(need_target_group, need.id, draft.target_group_ids)
    link(need_basic_function, need.id, draft.basic_function_ids)
    settle_new(need)
    remember(need, entry, by, **payload)
    record(NeedCreated(need_id=need.id, change_number=change))
    return need


def edit_need(need: Need, *, draft: NeedDraft, version: int, public_title: str | None = None, by: Actor) -> None:
    """Change the words, place and subject of a Bedarf.

    `version` is the one the form was shown with. Raises `Conflict` ("need.changed") when somebody else saved since: nothing
    is written then, and the page shows both.
    """
    with changing(need):
        ensure(NeedPermission.EDIT, by, need)
        ensure_version(need, version)
        _check(draft, by, need)
        before = _shown(need)
        need.title, need.description = draft.title, draft.description
        need.sozialraum_id, need.action_field_id = draft.sozialraum_id, draft.action_field_id
        if public_title is not None and need.public_title:
            need.public_title = public_title or draft.title
        link(need_target_group, need.id, draft.target_group_ids)
        link(need_basic_function, need.id, draft.basic_function_ids)
    after = _shown(need)
    changed = {name: [before[name], after[name]] for name in before if before[name] != after[name]}
    if changed:
        remember(need, EntryKind.EDITED, by, changed=changed)


def ensure_version(need: Need, version: int) -> None:
    """Raises `Conflict` when the Bedarf is no longer the one that was shown."""
    if need.version != version:
        raise Conflict("need.changed")


def link(table: Table, need_id: UUID, ids: Collection[UUID]) -> None:
    """Make exactly these the Bedarf's Zielgruppen or Grunddaseinsfunktionen."""
    other = next(column.name for column in table.c if column.name != "need_id")
    session().execute(delete(table).where(table.c.need_id == need_id))
    if ids:
        session().execute(insert(table), [{"need_id": need_id, other: term_id} for term_id in sorted(ids)])


def linked(table: Table, need_id: UUID) -> list[UUID]:
    """The ids a Bedarf is linked to."""
    other = next(column for column in table.c if column.name != "need_id")
    return sorted(session().scalars(select(other).where(table.c.need_id == need_id)))


def _check(draft: NeedDraft, by: Actor, need: Need | None = None) -> None:
    if not draft.title:
        raise InvalidInput("need.no-title", N_("Bitte geben Sie dem Bedarf einen Titel."), field="title")
    if len(draft.title) > TITLE_LONGEST or len(draft.description) > DESCRIPTION_LONGEST:
        raise InvalidInput("need.too-long", N_("Dieser Text ist zu lang."), field="title")
    place = session().get(Sozialraum, draft.sozialraum_id)
    stays = need is not None and need.sozialraum_id == draft.sozialraum_id
    if place is None or not (stays or allows(NeedPermission.CREATE_HERE, by, place)):
        raise InvalidInput("need.no-place", N_("Bitte wählen Sie einen Ort aus der Liste."), field="sozialraum_id")
    _known(ActionField, [draft.action_field_id] if draft.action_field_id else [], "action_field_id")
    _known(TargetGroup, draft.target_group_ids, "target_group_ids")
    _known(BasicFunction, draft.basic_function_ids, "basic_function_ids")


def _known(kind: type[Base], ids: Collection[UUID], field_name: str) -> None:
    if ids:
        id_column = kind.__table__.c.id
        found = set(session().scalars(select(id_column).where(id_column.in_(ids))))
        if found != set(ids):
            raise InvalidInput("need.unknown-choice", N_("Diese Auswahl gibt es nicht (mehr)."), field=field_name)


def _shown(need: Need) -> dict[str, Any]:
    return {
        "title": need.title,
        "description": need.description,
        "sozialraum_id": str(need.sozialraum_id),
        "action_field_id": str(need.action_field_id or ""),
        "public_title": need.public_title,
        "target_group_ids": _texts(linked(need_target_group, need.id)),
        "basic_function_ids": _texts(linked(need_basic_function, need.id)),
    }


def _texts(ids: Sequence[UUID]) -> list[str]:
    return [str(term_id) for term_id in ids]
