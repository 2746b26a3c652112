"""Numbers per quarter: what is counted, and how many it were."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.kuemmerer.actions.telling import mark_active
from portal.kuemmerer.models import CountedThing, QuarterValue, SubProject
from portal.kuemmerer.policy import KuemmererPermission
from portal.kuemmerer.queries import achievements as queries
from portal.kuemmerer.terms.projects import FIRST_DAY, LAST_DAY
from portal.kuemmerer.terms.subprojects import LARGEST_VALUE, MOST_COUNTED, QUARTERS


@dataclass(frozen=True)
class Written:
    """The number of one thing in a quarter as somebody wrote it."""

    #: None for a number that is taken out.
    value: Decimal | None
    #: What stood there when the person began to write; None for nothing.
    seen: Decimal | None


def count_thing(
    sub_project: SubProject, *, name: str, unit: str = "", submission_key: UUID | None = None, by: Actor
) -> CountedThing:
    """Say what is counted from now on. The same key again answers what is there. Raises `InvalidInput`."""
    ensure(KuemmererPermission.EDIT, by, sub_project)
    if submission_key is not None:
        sent = session().scalar(select(CountedThing).where(CountedThing.submission_key == submission_key))
        if sent is not None:
            ensure(KuemmererPermission.READ, by, sent)
            return sent
    if not name:
        raise InvalidInput(
            "kuemmerer.nothing-counted",
            N_("Bitte schreiben Sie, was gezählt wird, zum Beispiel: Fahrten."),
            field="name",
        )
    if len(queries.counted_things(sub_project.id)) >= MOST_COUNTED:
        raise InvalidInput(
            "kuemmerer.too-much-counted",
            N_("Mehr als %(most)s Zahlen je Teilprojekt führt niemand auf Dauer."),
            field="name",
            most=MOST_COUNTED,
        )
    made = CountedThing(sub_project_id=sub_project.id, name=name, unit=unit, submission_key=submission_key)
    session().add(made)
    mark_active(sub_project.project)
    return made


def write_quarter(
    sub_project: SubProject, year: int, quarter: int, written: Mapping[UUID, Written], *, by: Actor
) -> None:
    """Write the numbers of one quarter, each by the id of what is counted.

    Raises `Conflict` when one of them is neither what the person saw nor what they wrote; then nothing is written. Raises
    `InvalidInput` for a negative or absurd number and for a quarter outside this century; the field is named "value-" and the id.
    """
    ensure(KuemmererPermission.EDIT, by, sub_project)
    if not FIRST_DAY.year <= year <= LAST_DAY.year or quarter not in QUARTERS:
        raise InvalidInput("kuemmerer.no-quarter", N_("Dieses Quartal gibt es nicht."), field="quarter")
    mine = select(CountedThing.id).where(CountedThing.sub_project_id == sub_project.id)
    session().execute(mine.order_by(CountedThing.id).with_for_update())
    things = {one.id: one for one in queries.counted_things(sub_project.id)}
    for thing_id, one in written.items():
        if thing_id not in things:
            continue
        _check(one.value, field=f"value-{thing_id}")
        stored = things[thing_id].in_quarter(year, quarter)
        if stored != one.seen and stored != one.value:
            raise Conflict
    for thing_id, one in written.items():
        if thing_id in things:
            _write(things[thing_id], year, quarter, one.value, by)
    mark_active(sub_project.project)


def stop_counting(thing: CountedThing, *, by: Actor) -> None:
    """Count it no longer and forget its numbers."""
    ensure(KuemmererPermission.EDIT, by, thing)
    project = thing.project
    for value in thing.values:
        session().delete(value)
    session().flush()
    session().delete(thing)
    mark_active(project)


def _check(value: Decimal | None, *, field: str) -> None:
    if value is None:
        return
    if value < 0:
        raise InvalidInput("kuemmerer.negative", N_("Bitte geben Sie eine Zahl ab 0 ein."), field=field)
    if value > LARGEST_VALUE:
        raise InvalidInput("kuemmerer.absurd", N_("Diese Zahl ist zu groß. Bitte prüfen Sie die Stellen."), field=field)


def _write(thing: CountedThing, year: int, quarter: int, value: Decimal | None, by: Actor) -> None:
    there = next((one for one in thing.values if (one.year, one.quarter) == (year, quarter)), None)
    if value is None:
        if there is not None:
            session().delete(there)
    elif there is None:
        session().add(QuarterValue(thing_id=thing.id, year=year, quarter=quarter, value=value, by_id=by.id))
    elif there.value != value:
        there.value, there.by_id = value, by.id
