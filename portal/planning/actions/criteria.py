"""The county's criteria of prioritising: taking over the proposed ones, adding, changing, retiring."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.kernel import audit
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_, fold
from portal.planning.actions import protocol
from portal.planning.models.priorities import PriorityCriterion
from portal.planning.policy.priorities import PriorityPermission
from portal.planning.queries import priorities as queries
from portal.planning.terms.priorities import (
    LEAST_WEIGHT,
    MOST_CRITERIA,
    MOST_POINTS,
    MOST_WEIGHT,
    SHIPPED_CRITERIA,
)


@dataclass(frozen=True, kw_only=True)
class CriterionDraft:
    """What is written about a criterion."""

    name: str
    weight: int
    question: str = ""
    #: What 1 to 5 points mean, in this order.
    meanings: Sequence[str] = ()
    is_active: bool = True


def ship_criteria(*, by: Actor) -> int:
    """Take over the proposed criteria that are not there yet; says how many. One of the same name stays."""
    ensure(PriorityPermission.EDIT_CRITERIA, by)
    there = queries.criteria(active=None)
    names, keys = {one.name_key for one in there}, {one.key for one in there}
    added = 0
    for shipped in SHIPPED_CRITERIA:
        if shipped.key in keys or fold(shipped.name) in names or len(there) + added >= MOST_CRITERIA:
            continue
        row = PriorityCriterion(key=shipped.key, position=len(there) + added + 1)
        draft = CriterionDraft(
            name=shipped.name, weight=shipped.weight, question=shipped.question, meanings=shipped.meanings
        )
        _write(row, draft)
        session().add(row)
        session().flush()
        audit.log(protocol.CRITERION_CHANGED, by=by, criterion_id=row.id)
        added += 1
    return added


def add_criterion(draft: CriterionDraft, *, by: Actor) -> PriorityCriterion:
    """Add a criterion of the county's own. Rounds that are open already do not ask it."""
    ensure(PriorityPermission.EDIT_CRITERIA, by)
    there = queries.criteria(active=None)
    if len(there) >= MOST_CRITERIA:
        raise InvalidInput(
            "criterion.too-many", N_("Mehr als zwölf Kriterien kann niemand gegeneinander abwägen."), field="name"
        )
    _check(draft)
    row = PriorityCriterion(position=1 + max((one.position for one in there), default=0))
    _write(row, draft)
    session().add(row)
    session().flush()
    audit.log(protocol.CRITERION_CHANGED, by=by, criterion_id=row.id)
    return row


def edit_criterion(row: PriorityCriterion, draft: CriterionDraft, *, version: int, by: Actor) -> None:
    """Replace what is written. Rounds that were opened keep it as it was. Raises `Conflict` when somebody saved since."""
    ensure(PriorityPermission.EDIT_CRITERIA, by)
    if row.version != version:
        raise Conflict
    _check(draft)
    _write(row, draft)
    session().flush()
    audit.log(protocol.CRITERION_CHANGED, by=by, criterion_id=row.id)


def _check(draft: CriterionDraft) -> None:
    if not draft.name:
        raise InvalidInput("criterion.no-name", N_("Bitte geben Sie dem Kriterium einen Namen."), field="name")
    if not LEAST_WEIGHT <= draft.weight <= MOST_WEIGHT:
        raise InvalidInput("criterion.weight", N_("Das Gewicht ist eine ganze Zahl von 1 bis 100."), field="weight")
    if len(draft.meanings) != MOST_POINTS or not (draft.meanings[0] and draft.meanings[-1]):
        raise InvalidInput(
            "criterion.meanings",
            N_("Bitte schreiben Sie mindestens, was ein Punkt und was fünf Punkte bedeuten."),
            field="meaning_1",
        )


def _write(row: PriorityCriterion, draft: CriterionDraft) -> None:
    row.name, row.name_key = draft.name, fold(draft.name)
    row.question, row.weight = draft.question, draft.weight
    row.meanings, row.is_active = list(draft.meanings), draft.is_active
