"""Planning an Ortsbegehung, closing it with what came out of it, opening it again."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from portal.kernel import audit, clock
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput, InvalidTransition
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.pinmaps.models import WalkAudit
from portal.pinmaps.policy import WalkPermission
from portal.pinmaps.terms.walks import WalkState
from portal.places.models import Sozialraum

CLOSED = audit.kind("pinmaps.walk-closed", N_("Ortsbegehung abgeschlossen"), keys=("walk_id",))
REOPENED = audit.kind("pinmaps.walk-reopened", N_("Ortsbegehung wieder geöffnet"), keys=("walk_id",))
EXPORTED = audit.kind("pinmaps.walk-exported", N_("Befunde einer Ortsbegehung ausgegeben"), keys=("walk_id", "format"))


@dataclass(frozen=True, kw_only=True)
class WalkPlan:
    """What is said about a walk before and after it."""

    title: str
    walked_on: date
    route: str = ""
    consultation_id: UUID | None = None
    weather: str = ""
    participants: str = ""


def plan(wanted: WalkPlan, *, place: Sozialraum, by: Actor) -> WalkAudit:
    """Plan a walk in a Sozialraum. Findings can be noted from now on."""
    ensure(WalkPermission.PLAN_HERE, by, place)
    _check(wanted)
    walk = WalkAudit(sozialraum_id=place.id, created_by=by.id)
    _write(walk, wanted)
    session().add(walk)
    session().flush()
    return walk


def write_plan(walk: WalkAudit, wanted: WalkPlan, *, version: int, by: Actor) -> None:
    """Replace what is said about a walk. Raises `Conflict` when somebody saved since `version`."""
    ensure(WalkPermission.EDIT, by, walk)
    if walk.version != version:
        raise Conflict
    _check(wanted)
    _write(walk, wanted)
    session().flush()


def close(walk: WalkAudit, summary: str, *, by: Actor) -> None:
    """End the gathering. What phones send afterwards is stored and waits in the tray of the late ones.

    Raises `InvalidTransition` when it is closed already.
    """
    if walk.state is WalkState.CLOSED:
        raise InvalidTransition
    ensure(WalkPermission.CLOSE, by, walk)
    walk.state, walk.summary, walk.closed_at = WalkState.CLOSED, summary, clock.now()
    audit.log(CLOSED, by=by, walk_id=walk.id)
    session().flush()


def reopen(walk: WalkAudit, *, by: Actor) -> None:
    """Gather on; the summary stays. Raises `InvalidTransition` when it is open already."""
    if walk.state is WalkState.OPEN:
        raise InvalidTransition
    ensure(WalkPermission.REOPEN, by, walk)
    walk.state, walk.closed_at = WalkState.OPEN, None
    audit.log(REOPENED, by=by, walk_id=walk.id)
    session().flush()


def note_export(walk: WalkAudit, file_format: str, *, by: Actor) -> None:
    """Log that the findings with their exact positions left the house."""
    ensure(WalkPermission.READ, by, walk)
    audit.log(EXPORTED, by=by, walk_id=walk.id, format=file_format)


def _check(wanted: WalkPlan) -> None:
    if not wanted.title:
        raise InvalidInput("walk.no-title", N_("Bitte geben Sie der Begehung einen Titel."), field="title")
    if not 1990 <= wanted.walked_on.year <= 2200:
        raise InvalidInput("walk.odd-day", N_("Bitte prüfen Sie das Datum."), field="walked_on")


def _write(walk: WalkAudit, wanted: WalkPlan) -> None:
    walk.title, walk.route, walk.walked_on = wanted.title, wanted.route, wanted.walked_on
    walk.consultation_id = wanted.consultation_id
    walk.weather, walk.participants = wanted.weather, wanted.participants
