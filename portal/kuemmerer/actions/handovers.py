"""Handing a project over: prepared, given into the hands of the successor, accepted."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, insert, update

from portal.kernel import audit
from portal.kernel.clock import now
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput, NotFound
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.kuemmerer.actions.handed_cases import hand_on_chosen
from portal.kuemmerer.actions.projects import change_responsible
from portal.kuemmerer.models import Handover, KuemmererProject, handover_case
from portal.kuemmerer.policy import HandoverPermission
from portal.kuemmerer.queries import handovers as reading
from portal.kuemmerer.terms.handovers import HandoverPoint, HandoverState

_KEYS = ("project_id", "handover_id", "account_id")
BEGUN = audit.kind("kuemmerer.handover-begun", N_("Übergabe eines Quartiersprojekts vorbereitet"), keys=_KEYS)
HANDED_OVER = audit.kind("kuemmerer.handed-over", N_("Quartiersprojekt übergeben"), keys=_KEYS)
ACCEPTED = audit.kind("kuemmerer.handover-accepted", N_("Übergabe eines Quartiersprojekts angenommen"), keys=_KEYS)
CANCELLED = audit.kind("kuemmerer.handover-cancelled", N_("Übergabe eines Quartiersprojekts abgebrochen"), keys=_KEYS)


@dataclass(frozen=True, kw_only=True)
class HandoverDraft:
    """Who gets the project, and what is said to them."""

    to_id: UUID
    words: str = ""
    points: Sequence[HandoverPoint] = ()


def begin_handover(
    project: KuemmererProject, draft: HandoverDraft, *, submission_key: UUID | None = None, by: Actor
) -> Handover:
    """Prepare an Übergabe. The same key again answers what is there.

    The one who gives is `by` where they are responsible, else the only one who is; nobody when they are already gone. Raises
    `InvalidInput` for a successor who may not be named, and when one is already under way.
    """
    if submission_key is not None and (there := reading.handover_begun_with(submission_key)) is not None:
        if there.project_id != project.id:
            raise NotFound
        ensure(HandoverPermission.READ, by, there)
        return there
    ensure(HandoverPermission.BEGIN, by, project)
    if reading.open_handover_of(project.id) is not None:
        raise InvalidInput(
            "kuemmerer.handover-there", N_("Für dieses Projekt läuft schon eine Übergabe. Laden Sie die Seite neu.")
        )
    made = Handover(project_id=project.id, from_id=giver_of(project, by), created_by=by.id)
    made.submission_key, made.state = submission_key, HandoverState.PREPARED
    _check(draft, project, made.from_id, by)
    _write(made, draft)
    session().add(made)
    session().flush()
    _log(BEGUN, made, by)
    return made


def giver_of(project: KuemmererProject, by: Actor) -> UUID | None:
    """Who would give the project away if `by` began."""
    if by.id in project.responsible_ids:
        return by.id
    return project.responsible_ids[0] if len(project.responsible_ids) == 1 else None


def edit_handover(handover: Handover, draft: HandoverDraft, *, version: int, by: Actor) -> None:
    """Replace what is said. Raises `Conflict` when somebody saved since `version`."""
    ensure(HandoverPermission.EDIT, by, handover)
    if handover.version != version:
        raise Conflict
    _check(draft, handover.project, handover.from_id, by, kept=handover.to_id)
    _write(handover, draft)
    session().flush()


def hand_over(handover: Handover, *, by: Actor) -> None:
    """Give it into the hands of the successor, who sees it from now on. Doing it again does nothing."""
    if handover.state is HandoverState.HANDED_OVER:
        ensure(HandoverPermission.READ, by, handover)
        return
    ensure(HandoverPermission.EDIT, by, handover)
    handover.state, handover.handed_over_at = HandoverState.HANDED_OVER, now()
    session().flush()
    _log(HANDED_OVER, handover, by)


def choose_cases(handover: Handover, case_ids: Sequence[UUID], *, by: Actor) -> None:
    """Say which of one's own running Fälle go along on the day of acceptance; the successor reads none of them before.

    Raises `InvalidInput` for a Fall that one cannot give.
    """
    ensure(HandoverPermission.CHOOSE_CASES, by, handover)
    mine = {case.id for case in reading.cases_of(by, handover.project)}
    if not set(case_ids) <= mine:
        raise InvalidInput("kuemmerer.no-such-case", N_("Einen dieser Fälle gibt es nicht (mehr)."), field="case_ids")
    session().execute(delete(handover_case).where(handover_case.c.handover_id == handover.id))
    rows = [{"handover_id": handover.id, "case_id": case_id} for case_id in dict.fromkeys(case_ids)]
    if rows:
        session().execute(insert(handover_case), rows)


def accept(handover: Handover, *, by: Actor) -> int:
    """Take the project over: the old responsibility ends, the new one begins, the chosen Fälle change hands.

    Answers how many Fälle came along. Doing it again does nothing and answers 0.
    """
    if handover.state is HandoverState.ACCEPTED and by.id == handover.to_id:
        return 0
    ensure(HandoverPermission.ACCEPT, by, handover)
    handover.state, handover.ended_at = HandoverState.ACCEPTED, now()
    session().flush()
    change_responsible(handover.project, handover.from_id, handover.to_id, by=by)
    given = hand_on_chosen(handover)
    _log(ACCEPTED, handover, by)
    return given


def cancel_handover(handover: Handover, *, by: Actor) -> None:
    """Call it off; everything stays with whom it is. Doing it again does nothing."""
    if handover.state is HandoverState.CANCELLED:
        ensure(HandoverPermission.READ, by, handover)
        return
    ensure(HandoverPermission.CANCEL, by, handover)
    handover.state, handover.ended_at = HandoverState.CANCELLED, now()
    session().execute(delete(handover_case).where(handover_case.c.handover_id == handover.id))
    session().flush()
    _log(CANCELLED, handover, by)


def cancel_for_the_gone(account_id: UUID, *, by: Actor) -> None:
    """Nobody waits for a successor who cannot sign in any more."""
    for one in reading.open_to(account_id):
        cancel_handover(one, by=by)


def note_package(handover: Handover, job_id: UUID, *, by: Actor) -> None:
    """Remember the job that makes the package, so that both can have it. Nobody who edits meanwhile meets a conflict."""
    ensure(HandoverPermission.READ, by, handover)
    session().flush()
    noted = update(Handover).where(Handover.id == handover.id)
    session().execute(
        noted.values(package_id=job_id, updated_at=Handover.updated_at),
        execution_options={"synchronize_session": False},
    )


def _check(
    draft: HandoverDraft, project: KuemmererProject, from_id: UUID | None, by: Actor, *, kept: UUID | None = None
) -> None:
    fitting = {one.id for one in reading.successors(by, project, besides=from_id)}
    if draft.to_id not in fitting and draft.to_id != kept:
        raise InvalidInput(
            "kuemmerer.no-successor",
            N_("Diese Person kann hier nicht nachfolgen. Bitte wählen Sie jemanden aus der Liste."),
            field="to_id",
        )


def _write(handover: Handover, draft: HandoverDraft) -> None:
    handover.to_id, handover.words = draft.to_id, draft.words
    handover.points = [one.value for one in HandoverPoint if one in draft.points]


def _log(kind: audit.AuditKind, handover: Handover, by: Actor) -> None:
    audit.log(kind, by=by, project_id=handover.project_id, handover_id=handover.id, account_id=handover.to_id)
