"""Leading a workshop from step to step. What is open on the wall follows from the step."""

from datetime import date

from portal.kernel import audit
from portal.kernel.db import session
from portal.kernel.errors import InvalidInput, InvalidTransition
from portal.kernel.events import record
from portal.kernel.policy import SYSTEM, Actor, ensure
from portal.kernel.text import N_
from portal.walls import actions as walls
from portal.walls import queries as wall_queries
from portal.workshops.actions import registering
from portal.workshops.events import WorkshopStepReached
from portal.workshops.models import FutureWorkshop
from portal.workshops.policy import WorkshopPermission
from portal.workshops.queries.chain import chain
from portal.workshops.queries.workshops import online_behind_their_dates
from portal.workshops.terms.steps import ORDER, WEIGHING, WORKSHOP, WorkshopStep, after, before, opening, step_on

STEP_REACHED = audit.kind("workshops.step", N_("Zukunftswerkstatt: Schritt gewechselt"), keys=("workshop_id", "step"))


def go_on(workshop: FutureWorkshop, *, seen: WorkshopStep, anyway: bool = False, by: Actor) -> None:
    """On to the next step; the wall opens and closes its columns with it.

    `seen` is the step the person had before them: pressing twice goes on once. From the Phantasie to the Verwirklichung
    criticism must not be left behind: `InvalidInput` ("workshop.unturned") while some is not turned, unless `anyway`.
    """
    to = after(seen)
    if workshop.step is to:
        return
    if workshop.step is not seen or to is None:
        raise InvalidTransition
    ensure(WorkshopPermission.LEAD, by, workshop)
    if workshop.step is WorkshopStep.FANTASY and not anyway:
        _ensure_all_turned(workshop)
    _move(workshop, to, by=by)


def go_back(workshop: FutureWorkshop, *, seen: WorkshopStep, by: Actor) -> None:
    """Back to the step before: somebody pressed too early. Nothing that hangs on the wall is lost."""
    to = before(seen)
    if to is not None and workshop.step is to:
        return
    if workshop.step is not seen or to is None:
        raise InvalidTransition
    ensure(WorkshopPermission.LEAD, by, workshop)
    _move(workshop, to, by=by)


def weigh(workshop: FutureWorkshop, *, on: bool, by: Actor) -> None:
    """Let people set dots instead of writing cards, or write on. Raises `InvalidTransition` where there is nothing to weigh."""
    ensure(WorkshopPermission.LEAD, by, workshop)
    if workshop.step.phase not in WEIGHING or workshop.is_online:
        raise InvalidTransition
    workshop.weighs = on
    _open_columns(workshop, by=by)


def take_time(workshop: FutureWorkshop, *, minutes: int, by: Actor) -> None:
    """Count down on beamer and phones."""
    ensure(WorkshopPermission.LEAD, by, workshop)
    wall = wall_queries.wall(workshop.wall_id)
    if not wall.is_open:
        raise InvalidInput(
            "workshop.not-begun", N_("Der Timer läuft an der Wand. Sie öffnet mit dem Schritt „Ankommen“.")
        )
    walls.start_timer(wall, minutes=minutes, by=by)


def follow_the_dates(day: date) -> int:
    """Bring published online workshops to the step that their dates name. Returns how many moved.

    Only forward: whoever went on by hand is not called back. Done twice it does nothing the second time.
    """
    return sum(follow_own_dates(workshop, day) for workshop in online_behind_their_dates(day))


def follow_own_dates(workshop: FutureWorkshop, day: date) -> bool:
    """Bring one workshop to the step that its dates name, if it is online, published and behind. Tells whether it moved."""
    days, ends_on = workshop.phase_days, workshop.ends_on
    if not workshop.is_online or not workshop.is_public or days is None or ends_on is None:
        return False
    wanted = step_on(day, starts=days, ends_on=ends_on)
    is_behind = workshop.step.number < wanted.number
    while workshop.step.number < wanted.number:
        _move(workshop, ORDER[workshop.step.number], by=SYSTEM)
    return is_behind


def _ensure_all_turned(workshop: FutureWorkshop) -> None:
    unturned = len(chain(workshop, for_staff=True).unturned)
    if unturned:
        raise InvalidInput(
            "workshop.unturned",
            N_(
                "Noch nicht umgekehrt: %(n)s. Keine Kritik soll vergessen werden. Kehren Sie sie zuerst um, oder setzen Sie "
                "das Häkchen, um trotzdem weiterzugehen."
            ),
            field="anyway",
            n=unturned,
        )


def _move(workshop: FutureWorkshop, to: WorkshopStep, *, by: Actor) -> None:
    WORKSHOP.check(workshop.step, to)
    workshop.step, workshop.weighs = to, False
    _open_columns(workshop, by=by)
    registering.register(workshop, by=by)
    audit.log(STEP_REACHED, by=by, workshop_id=workshop.id, step=to.value)
    record(WorkshopStepReached(workshop_id=workshop.id, step=to.value, by=by.id))


def _open_columns(workshop: FutureWorkshop, *, by: Actor) -> None:
    """What the step says is open, and nothing else. The wall is open from the arrival until the permanent workshop."""
    wall = wall_queries.wall(workshop.wall_id)
    step = workshop.step
    if step is WorkshopStep.PERMANENT:
        if wall.is_open:
            walls.open_columns(wall, cards=(), dots=(), by=by)
            walls.close_wall(wall, by=by)
        session().flush()
        return
    if not wall.is_open:
        if step is WorkshopStep.PREPARATION:
            return
        walls.open_wall(wall, by=by)
    columns = chain(workshop, for_staff=True).columns
    wanted = opening(step, is_online=workshop.is_online, weighs=workshop.weighs)
    walls.open_columns(
        wall,
        cards=[columns[phase].id for phase in wanted.cards],
        dots=[columns[phase].id for phase in wanted.dots],
        by=by,
    )
    session().flush()
