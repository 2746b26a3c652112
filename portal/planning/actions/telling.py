"""When a Maßnahme begins or ends: a new status and a public sentence for its Bedarfe, confirmed by a person."""

from collections.abc import Collection
from uuid import UUID

from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.needs import actions as needs
from portal.needs.actions import Answered
from portal.needs.terms import NeedStatus
from portal.planning.actions.remembering import remember
from portal.planning.models import Measure
from portal.planning.policy.measures import MeasurePermission
from portal.planning.queries import measures as queries
from portal.planning.terms.measures import MeasureEntryKind, Stage


def tell_needs(
    measure: Measure, *, stage: Stage, need_ids: Collection[UUID], status: NeedStatus, sentence: str, by: Actor
) -> Answered:
    """Give these of its Bedarfe the status and the sentence; those for which the step is not possible are left and named.

    Afterwards nobody is asked about this stage any more. Raises `Conflict` when the Maßnahme has moved on since the page was
    shown, `InvalidInput` for an empty sentence or no Bedarf, `InvalidTransition` when the step is possible for none.
    """
    ensure(MeasurePermission.TELL, by, measure)
    _ensure_stage(measure, stage)
    chosen = [one for one in queries.answered_needs(by, measure.id) if one.id in need_ids]
    if not chosen:
        raise InvalidInput("measure.no-need", N_("Bitte wählen Sie mindestens einen Bedarf."), field="need_ids")
    answered = needs.answer_many(chosen, status=status, sentence=sentence, by=by)
    measure.told_stage = stage
    session().flush()
    remember(measure, MeasureEntryKind.TOLD, text=sentence, by=by)
    return answered


def leave_untold(measure: Measure, *, stage: Stage, by: Actor) -> None:
    """Choose not to answer about this stage. Raises `Conflict` when the Maßnahme has moved on."""
    ensure(MeasurePermission.TELL, by, measure)
    _ensure_stage(measure, stage)
    measure.told_stage = stage
    session().flush()


def _ensure_stage(measure: Measure, stage: Stage) -> None:
    if measure.untold_stage is not stage:
        raise Conflict(
            "measure.moved-on", N_("Der Stand der Maßnahme hat sich geändert. Bitte sehen Sie noch einmal nach.")
        )
