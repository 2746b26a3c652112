"""Maßnahmen: planning, changing, stopping, and what residents may read of them."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from sqlalchemy import delete, insert, select, update

from portal.kernel import audit
from portal.kernel.clock import today
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_, fold
from portal.needs import queries as needs
from portal.network.models import Stakeholder
from portal.planning.actions.measure_drafts import MeasureDraft, check_amount, check_draft
from portal.planning.actions.remembering import remember
from portal.planning.models import Measure, measure_need, measure_partner
from portal.planning.policy.measures import MeasurePermission
from portal.planning.queries import measures as queries
from portal.planning.terms.measures import (
    MOST_NEEDS,
    MeasureEntryKind,
)

RELEASED = audit.kind("planning.measure-released", N_("Maßnahme öffentlich gezeigt"), keys=("measure_id",))
WITHDRAWN = audit.kind("planning.measure-withdrawn", N_("Maßnahme nicht mehr öffentlich"), keys=("measure_id",))
STOPPED = audit.kind("planning.measure-stopped", N_("Maßnahme gestoppt"), keys=("measure_id",))


def plan_measure(
    draft: MeasureDraft, *, need_ids: Sequence[UUID] = (), submission_key: UUID | None = None, by: Actor
) -> Measure:
    """Plan a Maßnahme that answers these Bedarfe. The same key again answers what is there.

    Its review date is compulsory. Raises `InvalidInput`.
    """
    if submission_key is not None:
        sent = session().scalar(select(Measure).where(Measure.submission_key == submission_key))
        if sent is not None:
            ensure(MeasurePermission.READ, by, sent)
            return sent
    check_draft(draft, by, before=None)
    made = Measure(created_by=by.id, submission_key=submission_key, milestones_done=0, milestones_open=0)
    made.is_public, made.public_title, made.public_sentence, made.stopped_reason = False, "", "", ""
    _write(made, draft)
    session().add(made)
    session().flush()
    remember(made, MeasureEntryKind.CREATED, by=by)
    for need_id in dict.fromkeys(need_ids):
        link_need(made, need_id, by=by)
    return made


def edit_measure(measure: Measure, draft: MeasureDraft, *, version: int, by: Actor) -> None:
    """Replace what is written about it. Raises `Conflict` when somebody saved since `version`, `InvalidInput`."""
    ensure(MeasurePermission.EDIT, by, measure)
    if measure.version != version:
        raise Conflict
    check_draft(draft, by, before=measure)
    _write(measure, draft)
    session().flush()
    remember(measure, MeasureEntryKind.EDITED, by=by)


def note_spent(measure: Measure, amount: Decimal | None, *, version: int, by: Actor) -> None:
    """Say what it has cost so far, in euro. Raises `Conflict` when somebody saved since `version`, `InvalidInput`."""
    ensure(MeasurePermission.PROGRESS, by, measure)
    if measure.version != version:
        raise Conflict
    check_amount("budget_spent", amount)
    measure.budget_spent = amount
    session().flush()
    remember(measure, MeasureEntryKind.EDITED, by=by)


def link_need(measure: Measure, need_id: UUID, *, by: Actor) -> None:
    """Say that it answers a Bedarf. Doing it again does nothing. Raises `InvalidInput` for one that `by` may not read."""
    ensure(MeasurePermission.EDIT, by, measure)
    found = needs.needs_by_id(by, [need_id])
    if not found:
        raise InvalidInput(
            "measure.unknown-need", N_("Diesen Bedarf gibt es nicht (mehr). Bitte wählen Sie neu."), field="need_id"
        )
    linked = queries.need_ids_of(measure.id)
    if need_id in linked:
        return
    if len(linked) >= MOST_NEEDS:
        raise InvalidInput(
            "measure.too-many-needs",
            N_("Eine Maßnahme kann höchstens %(most)s Bedarfe beantworten."),
            field="need_id",
            most=MOST_NEEDS,
        )
    session().execute(insert(measure_need).values(measure_id=measure.id, need_id=need_id))
    remember(measure, MeasureEntryKind.NEED_LINKED, text=found[0].title, by=by)


def unlink_need(measure: Measure, need_id: UUID, *, by: Actor) -> None:
    """Say that it does not answer this Bedarf after all; one that was merged goes with those that went into it."""
    ensure(MeasurePermission.EDIT, by, measure)
    gone = queries.need_ids_told_as(measure.id, need_id) | {need_id}
    rows = measure_need.c
    done = session().execute(delete(measure_need).where(rows.measure_id == measure.id, rows.need_id.in_(gone)))
    if done.rowcount:  # type: ignore[attr-defined]
        title = next((one.title for one in needs.needs_by_id(by, [need_id])), "")
        remember(measure, MeasureEntryKind.NEED_UNLINKED, text=title, by=by)


def stop_measure(measure: Measure, *, reason: str, version: int, by: Actor) -> None:
    """Work on it no more although it is not done. Its Meilensteine are no longer due; its review stays.

    Raises `Conflict` when somebody saved since `version`, `InvalidInput` without a reason.
    """
    ensure(MeasurePermission.EDIT, by, measure)
    if measure.version != version:
        raise Conflict
    if not reason:
        raise InvalidInput(
            "measure.stopped-without-reason", N_("Bitte schreiben Sie, warum die Maßnahme endet."), field="reason"
        )
    if measure.stopped_on is None:
        measure.stopped_on, measure.stopped_reason = today(), reason
        session().flush()
        audit.log(STOPPED, by=by, measure_id=measure.id)
        remember(measure, MeasureEntryKind.STOPPED, text=reason, by=by)


def resume_measure(measure: Measure, *, by: Actor) -> None:
    """Take it up again; its status follows from its Meilensteine as before."""
    ensure(MeasurePermission.EDIT, by, measure)
    if measure.stopped_on is not None:
        measure.stopped_on, measure.stopped_reason = None, ""
        measure.told_stage = None
        session().flush()
        remember(measure, MeasureEntryKind.RESUMED, by=by)


def release_measure(measure: Measure, *, title: str, sentence: str, version: int, by: Actor) -> None:
    """Let residents read its title and state with this sentence: by Rückmelde-Code, at its places and in its Verfahren.

    An empty `title` means the one it has. Raises `Conflict` when somebody saved since `version`, `InvalidInput` without a sentence.
    """
    ensure(MeasurePermission.RELEASE, by, measure)
    if measure.version != version:
        raise Conflict
    if not sentence:
        raise InvalidInput(
            "measure.public-without-sentence",
            N_("Bitte schreiben Sie einen Satz, den alle verstehen."),
            field="sentence",
        )
    measure.is_public, measure.public_title, measure.public_sentence = True, title, sentence
    session().flush()
    audit.log(RELEASED, by=by, measure_id=measure.id)
    remember(measure, MeasureEntryKind.RELEASED, by=by)


def withdraw_measure(measure: Measure, *, by: Actor) -> None:
    """Show residents nothing of it any more; the sentence is kept."""
    ensure(MeasurePermission.RELEASE, by, measure)
    if measure.is_public:
        measure.is_public = False
        session().flush()
        audit.log(WITHDRAWN, by=by, measure_id=measure.id)
        remember(measure, MeasureEntryKind.WITHDRAWN, by=by)


def free_measures_of(account_id: UUID) -> None:
    """Somebody no longer works here: their Maßnahmen need somebody else."""
    rows = session().scalars(select(Measure).where(Measure.responsible_id == account_id))
    for one in rows:
        one.responsible_id = None
    session().flush()


def follow_merged_stakeholder(merged_id: UUID, kept_id: UUID) -> None:
    """An Akteur became part of another one: Maßnahmen name that one from now on."""
    for one in session().scalars(select(Measure).where(Measure.stakeholder_id == merged_id)):
        one.stakeholder_id = kept_id
    session().flush()
    rows = measure_partner.c
    there = select(rows.measure_id).where(rows.stakeholder_id == kept_id)
    moved = update(measure_partner).where(rows.stakeholder_id == merged_id, rows.measure_id.not_in(there))
    session().execute(moved.values(stakeholder_id=kept_id))
    session().execute(delete(measure_partner).where(rows.stakeholder_id == merged_id))


def _write(measure: Measure, draft: MeasureDraft) -> None:
    measure.title, measure.sort_title, measure.what = draft.title, fold(draft.title), draft.what
    measure.priority = draft.priority
    measure.begins_on, measure.ends_on = draft.begins_on, draft.ends_on
    measure.responsible_id, measure.stakeholder_id = draft.responsible_id, draft.stakeholder_id
    measure.budget_planned, measure.budget_spent = draft.budget_planned, draft.budget_spent
    measure.funding_application_id, measure.decision_id = draft.funding_application_id, draft.decision_id
    if measure.review_on != draft.review_on:
        measure.review_on, measure.reviews_ended_on = draft.review_on, None
    measure.places = list(draft.places)
    wanted = set(draft.partner_ids)
    chosen = select(Stakeholder).where(Stakeholder.id.in_(wanted)).order_by(Stakeholder.sort_name)
    measure.partners = list(session().scalars(chosen)) if wanted else []
