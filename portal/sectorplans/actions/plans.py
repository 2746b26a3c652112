"""Adding, changing and retiring Fachplanungen."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import delete, select

from portal.kernel import audit, clock
from portal.kernel.clock import months_later
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, allows, ensure
from portal.kernel.text import N_, fold
from portal.sectorplans import queries
from portal.sectorplans.models import Committee, SectorPlan, sector_plan_committee
from portal.sectorplans.policy import PlanPermission
from portal.sectorplans.terms import LATEST_YEAR, MOST_COMMITTEES, MOST_RHYTHM, OLDEST_YEAR

ASSIGNED = audit.kind(
    "sectorplans.assigned", N_("Verantwortung für eine Fachplanung geändert"), keys=("plan_id", "account_id")
)
RETIRED = audit.kind("sectorplans.retired", N_("Fachplanung nicht mehr geführt"), keys=("plan_id",))
RESUMED = audit.kind("sectorplans.resumed", N_("Fachplanung wieder aufgenommen"), keys=("plan_id",))


@dataclass(frozen=True, kw_only=True)
class PlanDraft:
    """What is written about a Fachplanung."""

    name: str
    legal_basis: str = ""
    purpose: str = ""
    responsible_id: UUID | None = None
    contact_name: str = ""
    contact_phone: str = ""
    contact_email: str = ""
    rhythm_months: int | None = None
    updated_on: date | None = None
    #: Left out, it follows from the last version and the rhythm.
    next_update_on: date | None = None
    committees: tuple[str, ...] = ()


def add_plan(draft: PlanDraft, *, submission_key: UUID | None = None, by: Actor) -> SectorPlan:
    """Add a Fachplanung. The same key again answers the one that is there already."""
    ensure(PlanPermission.ADD, by)
    if submission_key is not None:
        there = session().scalar(select(SectorPlan).where(SectorPlan.submission_key == submission_key))
        if there is not None:
            return there
    _check(draft)
    plan = SectorPlan(submission_key=submission_key, committees=[], indicators=[])
    _write(plan, draft, by)
    session().add(plan)
    session().flush()
    return plan


def edit_plan(plan: SectorPlan, draft: PlanDraft, *, version: int, by: Actor) -> None:
    """Replace what is written about it; who is responsible only the Sozialplanung changes.

    Raises `Conflict` when somebody saved since `version`.
    """
    ensure(PlanPermission.EDIT, by, plan)
    if plan.version != version:
        raise Conflict
    _check(draft)
    _write(plan, draft, by)
    plan.updated_at = clock.now()  # also who changed only the Gremien must not be overwritten unseen
    session().flush()
    _forget_unnamed()


def ship_plans(*, by: Actor) -> int:
    """Take over the proposed Fachplanungen that the register does not have yet; says how many. One of the same name stays."""
    ensure(PlanPermission.ADD, by)
    names = set(session().scalars(select(SectorPlan.sort_name)))
    added = 0
    for shipped in queries.missing_shipped():
        if fold(shipped.name) in names:
            continue
        plan = SectorPlan(key=shipped.key, committees=[], indicators=[])
        draft = PlanDraft(
            name=shipped.name,
            legal_basis=shipped.legal_basis,
            purpose=shipped.purpose,
            rhythm_months=shipped.rhythm_months,
            committees=shipped.committees,
        )
        _write(plan, draft, by)
        session().add(plan)
        session().flush()
        added += 1
    return added


def note_update(plan: SectorPlan, *, on: date, version: int, by: Actor) -> None:
    """Note that a new version was decided on this day; the next one follows from the rhythm."""
    ensure(PlanPermission.EDIT, by, plan)
    if plan.version != version:
        raise Conflict
    _check_day("on", on)
    if on > clock.today():
        raise InvalidInput("plan.update-to-come", N_("Dieser Tag liegt in der Zukunft."), field="on")
    plan.updated_on = on
    plan.next_update_on = months_later(on, plan.rhythm_months) if plan.rhythm_months else None
    session().flush()


def retire_plan(plan: SectorPlan, *, by: Actor) -> None:
    """Keep it up no longer. It leaves the lists with its figures; its Erhebungen stay in the calendar."""
    ensure(PlanPermission.ASSIGN, by, plan)
    if plan.retired_at is None:
        plan.retired_at = clock.now()
        audit.log(RETIRED, by=by, plan_id=plan.id)
        session().flush()


def resume_plan(plan: SectorPlan, *, by: Actor) -> None:
    """Keep it up again, as it was."""
    ensure(PlanPermission.ASSIGN, by, plan)
    if plan.retired_at is not None:
        plan.retired_at = None
        audit.log(RESUMED, by=by, plan_id=plan.id)
        session().flush()


def _check(draft: PlanDraft) -> None:
    if not draft.name:
        raise InvalidInput("plan.no-name", N_("Bitte geben Sie der Fachplanung einen Namen."), field="name")
    if draft.rhythm_months is not None and not 1 <= draft.rhythm_months <= MOST_RHYTHM:
        raise InvalidInput("plan.rhythm", N_("Möglich sind 1 bis 240 Monate."), field="rhythm_months")
    for field in ("updated_on", "next_update_on"):
        day = getattr(draft, field)
        if day is not None:
            _check_day(field, day)
    if draft.updated_on and draft.next_update_on and draft.next_update_on <= draft.updated_on:
        raise InvalidInput(
            "plan.next-before-last",
            N_("Die nächste Fortschreibung muss nach der letzten liegen."),
            field="next_update_on",
        )
    if len(draft.committees) > MOST_COMMITTEES:
        raise InvalidInput("plan.committees", N_("Bitte nennen Sie höchstens zwölf Gremien."), field="committees")


def _check_day(field: str, day: date) -> None:
    if not OLDEST_YEAR <= day.year <= LATEST_YEAR:
        raise InvalidInput("plan.odd-day", N_("Bitte prüfen Sie das Datum."), field=field)


def _write(plan: SectorPlan, draft: PlanDraft, by: Actor) -> None:
    plan.name, plan.sort_name = draft.name, fold(draft.name)
    plan.legal_basis, plan.purpose = draft.legal_basis, draft.purpose
    plan.contact_name, plan.contact_phone = draft.contact_name, draft.contact_phone
    plan.contact_email = draft.contact_email
    plan.rhythm_months, plan.updated_on = draft.rhythm_months, draft.updated_on
    plan.next_update_on = draft.next_update_on or _next(draft)
    plan.committees = _committees(draft.committees)
    if draft.responsible_id != plan.responsible_id and allows(PlanPermission.ASSIGN, by):
        _assign(plan, draft.responsible_id, by)


def _assign(plan: SectorPlan, responsible_id: UUID | None, by: Actor) -> None:
    if responsible_id is not None and responsible_id not in {one for one, _name in queries.responsible_choices()}:
        raise InvalidInput(
            "plan.not-responsible",
            N_("Diese Person arbeitet nicht (mehr) in der Fachplanung oder Sozialplanung. Bitte wählen Sie neu."),
            field="responsible_id",
        )
    plan.responsible_id = responsible_id
    session().add(plan)
    session().flush()
    audit.log(ASSIGNED, by=by, plan_id=plan.id, account_id=responsible_id)


def _next(draft: PlanDraft) -> date | None:
    if draft.updated_on is None or draft.rhythm_months is None:
        return None
    return months_later(draft.updated_on, draft.rhythm_months)


def _committees(names: tuple[str, ...]) -> list[Committee]:
    wanted = {fold(name): name for name in reversed(names) if name}
    if not wanted:
        return []
    known = session().scalars(select(Committee).where(Committee.name_key.in_(wanted)))
    there = {one.name_key: one for one in known}
    for key, name in wanted.items():
        if key not in there:
            there[key] = Committee(name=name, name_key=key)
            session().add(there[key])
    return [there[key] for key in sorted(there)]


def _forget_unnamed() -> None:
    """A Gremium that no Fachplanung names any more is no longer there, unless the register of Gremien keeps it."""
    named = select(sector_plan_committee.c.committee_id)
    session().execute(delete(Committee).where(Committee.is_kept.is_(False), Committee.id.not_in(named)))
