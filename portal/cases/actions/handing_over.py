"""Running Fälle go to the named successor, and to nobody else."""

from collections.abc import Sequence
from uuid import UUID

from portal.accounts.models import Account
from portal.cases.actions import letters, protocol
from portal.cases.actions.entries import write_entry
from portal.cases.models import Case
from portal.cases.policy import CasePermission
from portal.cases.terms import EntryKind
from portal.kernel import audit
from portal.kernel.clock import today
from portal.kernel.codes import new_id
from portal.kernel.db import session
from portal.kernel.errors import InvalidInput
from portal.kernel.policy import Actor, Role, ensure
from portal.kernel.text import N_

_SUBJECT = N_("Fälle für Sie")
_TEXT = N_(
    "Guten Tag %(name)s,\n\nIhnen wurden laufende Fälle übergeben, Anzahl: %(n)s. Ab jetzt führen Sie sie:\n%(link)s"
)


def hand_over_cases(cases: Sequence[Case], *, to: Account, by: Actor) -> None:
    """Give running Fälle to another Kümmerer, all of them or none.

    Their Kümmerer does it, or an administrator for whom they were opened when that Kümmerer is gone. The successor must work
    where each of them is. Raises `InvalidInput` ("cases.no-successor") otherwise. Who stood in for the one before reads no more.
    """
    if not cases:
        raise InvalidInput("cases.nothing", N_("Bitte wählen Sie mindestens einen Fall aus."), field="case_ids")
    for case in cases:
        ensure(CasePermission.HAND_OVER, by, case)
        if to.id == case.keeper_id or not to.is_active or not to.holds(Role.KUEMMERER, within=case.lineage):
            raise InvalidInput(
                "cases.no-successor",
                N_(
                    "Diese Person arbeitet nicht in allen Orten, aus denen die Fälle sind. Bitte wählen Sie jemand anderen."
                ),
                field="to_id",
            )
    of_keeper = _by_keeper(cases)
    for theirs in of_keeper.values():
        _log(theirs, to, by)
    for case in sorted(cases, key=lambda one: one.number):
        write_entry(case, EntryKind.HANDED_OVER, by=by)
        case.keeper_id = to.id
        case.last_entry_on, case.reminded_on = today(), None
    session().flush()
    letters.write(to, _SUBJECT, _TEXT, key=letters.key_of("handed-over", new_id()), n=len(cases))


def _by_keeper(cases: Sequence[Case]) -> dict[UUID, list[Case]]:
    found: dict[UUID, list[Case]] = {}
    for case in cases:
        found.setdefault(case.keeper_id, []).append(case)
    return found


def _log(cases: Sequence[Case], to: Account, by: Actor) -> None:
    opened = [one for one in cases[0].break_glasses if one.asked_by == by.id and one.is_in_force]
    audit.log(
        protocol.HANDED_OVER,
        by=by,
        keeper_id=cases[0].keeper_id,
        account_id=to.id,
        case_ids=[case.id for case in cases],
        break_glass_id=opened[0].id if opened else None,
    )
