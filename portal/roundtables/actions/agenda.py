"""What is on the agenda of a meeting, in which order and for how long."""

from dataclasses import dataclass

from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.roundtables.models import AgendaItem, Meeting
from portal.roundtables.policy import MeetingPermission
from portal.roundtables.terms.agendas import AGREEMENTS_ITEM, AgendaTemplate, ItemTemplate
from portal.roundtables.terms.meetings import LONGEST_ITEM_MINUTES, MOST_ITEMS, AgendaKind


@dataclass(frozen=True, kw_only=True)
class ItemDraft:
    """One TOP as one types it."""

    title: str
    minutes: int
    material: str = ""
    responsible: str = ""


def begin_with(meeting: Meeting, template: AgendaTemplate) -> None:
    """The agenda of a template; from the second meeting on the open agreements come first."""
    if meeting.number > 1:
        _append(meeting, AGREEMENTS_ITEM, AgendaKind.AGREEMENTS)
    for item in template.items:
        _append(meeting, item, AgendaKind.ORDINARY)


def replace_with(meeting: Meeting, template: AgendaTemplate, *, by: Actor) -> None:
    """Throw the agenda away and begin with a template."""
    ensure(MeetingPermission.PREPARE, by, meeting)
    meeting.agenda.clear()
    session().flush()
    begin_with(meeting, template)
    session().flush()


def add(meeting: Meeting, draft: ItemDraft, *, by: Actor) -> AgendaItem:
    """One more TOP at the end."""
    ensure(MeetingPermission.PREPARE, by, meeting)
    _check(draft)
    if len(meeting.agenda) >= MOST_ITEMS:
        raise InvalidInput(
            "agenda.full",
            N_("Mehr als %(most)s Punkte schafft niemand an einem Abend."),
            field="title",
            most=MOST_ITEMS,
        )
    item = _append(meeting, ItemTemplate(draft.title, draft.minutes, draft.material), AgendaKind.ORDINARY)
    item.responsible = draft.responsible
    session().flush()
    return item


def edit(item: AgendaItem, draft: ItemDraft, *, version: int, by: Actor) -> None:
    """Replace what it says. Raises `Conflict` for an old `version`."""
    ensure(MeetingPermission.PREPARE, by, item.meeting)
    if item.version != version:
        raise Conflict
    _check(draft)
    item.title, item.minutes = draft.title, draft.minutes
    item.material, item.responsible = draft.material, draft.responsible
    session().flush()


def move(item: AgendaItem, *, up: bool, by: Actor) -> None:
    """One place up or down; at the edge it stays."""
    meeting = item.meeting
    ensure(MeetingPermission.PREPARE, by, meeting)
    order = list(meeting.agenda)
    at = next(place for place, one in enumerate(order) if one.id == item.id)
    to = at - 1 if up else at + 1
    if 0 <= to < len(order):
        order[at], order[to] = order[to], order[at]
    _number(order)
    session().expire(meeting, ["agenda"])


def remove(item: AgendaItem, *, by: Actor) -> None:
    """Take it off."""
    meeting = item.meeting
    ensure(MeetingPermission.PREPARE, by, meeting)
    meeting.agenda.remove(next(one for one in meeting.agenda if one.id == item.id))
    session().flush()
    _number(list(meeting.agenda))


def _number(order: list[AgendaItem]) -> None:
    for position, one in enumerate(order, start=1):
        if one.position != position:
            one.position = position
    session().flush()


def _append(meeting: Meeting, template: ItemTemplate, kind: AgendaKind) -> AgendaItem:
    item = AgendaItem(
        position=max((one.position for one in meeting.agenda), default=0) + 1,
        kind=kind,
        title=template.title,
        minutes=template.minutes,
        material=template.material,
    )
    meeting.agenda.append(item)
    return item


def _check(draft: ItemDraft) -> None:
    if not draft.title:
        raise InvalidInput("agenda.no-title", N_("Bitte schreiben Sie, worum es geht."), field="title")
    if not 1 <= draft.minutes <= LONGEST_ITEM_MINUTES:
        raise InvalidInput("agenda.minutes", N_("Bitte geben Sie an, wie viele Minuten es dauert."), field="minutes")
