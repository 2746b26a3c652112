"""Preparing a workshop: what it is about, when and where, and its wall."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from uuid import UUID

from portal.kernel import audit
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_, fold
from portal.places.models import Sozialraum
from portal.places.terms import slug_of
from portal.walls import actions as walls
from portal.walls import queries as wall_queries
from portal.walls.actions import ColumnDraft, WallDraft
from portal.walls.terms import WallState
from portal.workshops import queries
from portal.workshops.actions import registering
from portal.workshops.actions.run_sheet import write_template
from portal.workshops.models import FutureWorkshop
from portal.workshops.policy import WorkshopPermission
from portal.workshops.terms.limits import LONGEST_TITLE, MOST_PEOPLE
from portal.workshops.terms.steps import Phase
from portal.workshops.terms.templates import WorkshopTemplate

DISCARDED = audit.kind("workshops.discarded", N_("Entwurf einer Zukunftswerkstatt verworfen"), keys=("workshop_id",))

DOTS_PER_PERSON = 3
_WALL_NEEDED = N_("Diese Wand gehört zu einer Zukunftswerkstatt. Löschen können Sie nur beide zusammen, dort.")
_COLUMN_NEEDED = N_(
    "Diese Wand gehört zu einer Zukunftswerkstatt. Ihre ersten drei Spalten müssen bleiben; umbenennen können Sie sie."
)


@dataclass(frozen=True, kw_only=True)
class WorkshopDraft:
    """Everything an author writes about a workshop. Only title and place are needed until it is published."""

    title: str
    purpose: str = ""
    consultation_id: UUID | None = None
    starts_at: datetime | None = None
    venue: str = ""
    critique_on: date | None = None
    fantasy_on: date | None = None
    realisation_on: date | None = None
    ends_on: date | None = None
    led_by: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    contact_email: str = ""


def create(draft: WorkshopDraft, template: WorkshopTemplate, *, place: Sozialraum, by: Actor) -> FutureWorkshop:
    """Draft a workshop with the run-sheet of the template and a wall of three columns. Nobody outside sees it yet."""
    ensure(WorkshopPermission.DRAFT_HERE, by, place)
    _check(draft)
    wall = walls.create_wall(
        WallDraft(
            title=draft.title,
            place=place,
            columns=tuple(ColumnDraft(title=phase.label, hint=phase.hint) for phase in Phase),
            consultation_id=draft.consultation_id,
            dots_per_person=DOTS_PER_PERSON,
        ),
        by=by,
    )
    workshop = FutureWorkshop(
        slug=queries.free_slug(_slug(draft.title)),
        sozialraum_id=place.id,
        wall_id=wall.id,
        template=template,
        created_by=by.id,
    )
    _write(workshop, draft)
    session().add(workshop)
    session().flush()
    write_template(workshop)
    registering.register(workshop, by=by)
    return workshop


def edit(workshop: FutureWorkshop, draft: WorkshopDraft, *, version: int, by: Actor) -> None:
    """Replace what the author wrote. Raises `Conflict` when somebody saved since `version`.

    A published workshop keeps its address, and must still fulfil the checklist afterwards.
    """
    ensure(WorkshopPermission.EDIT, by, workshop)
    if workshop.version != version:
        raise Conflict
    _check(draft)
    if not workshop.is_public and workshop.title != draft.title:
        workshop.slug = queries.free_slug(_slug(draft.title), besides=workshop.id)
    _write(workshop, draft)
    if workshop.is_public:
        ensure_complete(workshop)
    _write_wall(workshop, by=by)
    session().flush()
    registering.register(workshop, by=by)


def count_people(workshop: FutureWorkshop, *, people: int | None, participants: str, version: int, by: Actor) -> None:
    """Write down how many came, and who in words without names. Raises `Conflict` when somebody saved since `version`."""
    ensure(WorkshopPermission.EDIT, by, workshop)
    if workshop.version != version:
        raise Conflict
    if people is not None and not 0 <= people <= MOST_PEOPLE:
        raise InvalidInput("workshop.odd-number", N_("Bitte prüfen Sie die Zahl."), field="people")
    workshop.people, workshop.participants = people, participants
    session().flush()


def discard(workshop: FutureWorkshop, *, by: Actor) -> None:
    """Delete a draft that nobody outside has seen, with its wall. Raises `InvalidInput` when cards hang there already."""
    ensure(WorkshopPermission.DISCARD, by, workshop)
    audit.log(DISCARDED, by=by, workshop_id=workshop.id)
    registering.withdraw(workshop)
    wall = wall_queries.wall(workshop.wall_id)
    session().delete(workshop)
    session().flush()
    if wall.state is WallState.DRAFT:
        walls.discard(wall, by=by)


@walls.provide_guard
def keep_the_wall(wall_id: UUID, position: int | None) -> None:
    """A workshop keeps its wall, and the columns of its phases: they are found by their place, and each step opens one of them."""
    if (position is None or position < len(Phase)) and queries.of_wall(wall_id) is not None:
        if position is None:
            raise InvalidInput("workshop.wall-needed", _WALL_NEEDED)
        raise InvalidInput("workshop.column-needed", _COLUMN_NEEDED, field="columns")


def ensure_complete(workshop: FutureWorkshop) -> None:
    """Raises `InvalidInput` while the checklist is not complete."""
    if queries.missing_for_publication(workshop):
        raise InvalidInput(
            "workshop.incomplete",
            N_(
                "Für alle sichtbar kann die Werkstatt nur sein, wenn die Checkliste vollständig ist. Es fehlt noch etwas."
            ),
        )


def _check(draft: WorkshopDraft) -> None:
    if not draft.title:
        raise InvalidInput("workshop.no-title", N_("Bitte geben Sie der Werkstatt einen Titel."), field="title")
    days = (
        ("critique_on", draft.critique_on),
        ("fantasy_on", draft.fantasy_on),
        ("realisation_on", draft.realisation_on),
        ("ends_on", draft.ends_on),
    )
    known = [(name, day) for name, day in days if day is not None]
    for (_former, earlier), (name, day) in pairwise(known):
        if day < earlier or (day == earlier and name != "ends_on"):
            raise InvalidInput(
                "workshop.phases-out-of-order",
                N_("Dieser Tag muss nach dem Beginn der vorigen Phase liegen."),
                field=name,
            )
    started = [("starts_on", draft.starts_at.date())] if draft.starts_at else []
    for name, day in (*known, *started):
        if not 1990 <= day.year <= 2200:
            raise InvalidInput("workshop.odd-day", N_("Bitte prüfen Sie das Datum."), field=name)


def _write(workshop: FutureWorkshop, draft: WorkshopDraft) -> None:
    workshop.title, workshop.purpose = draft.title, draft.purpose
    workshop.consultation_id = draft.consultation_id
    workshop.starts_at, workshop.venue, workshop.led_by = draft.starts_at, draft.venue, draft.led_by
    workshop.critique_on, workshop.fantasy_on = draft.critique_on, draft.fantasy_on
    workshop.realisation_on, workshop.ends_on = draft.realisation_on, draft.ends_on
    workshop.contact_name, workshop.contact_phone = draft.contact_name, draft.contact_phone
    workshop.contact_email = draft.contact_email


def _write_wall(workshop: FutureWorkshop, *, by: Actor) -> None:
    """The wall bears the title of its workshop and belongs to the same Verfahren."""
    wall = wall_queries.wall(workshop.wall_id)
    if (wall.title, wall.consultation_id) == (workshop.title, workshop.consultation_id):
        return
    columns = tuple(ColumnDraft(title=one.title, hint=one.hint, id=one.id) for one in wall_queries.columns_of(wall.id))
    kept = ("dots_per_person", "stacking", "secret_dots", "covered", "naming", "needs_slip")
    draft = WallDraft(
        title=workshop.title,
        place=wall.sozialraum,
        columns=columns,
        consultation_id=workshop.consultation_id,
        **{name: getattr(wall, name) for name in kept},
    )
    walls.edit_wall(wall, draft, version=wall.version, by=by)


def _slug(title: str) -> str:
    return slug_of(fold(title))[: LONGEST_TITLE - 8].strip("-") or "werkstatt"
