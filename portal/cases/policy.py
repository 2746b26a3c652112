"""Who may do what with Fälle: the Kümmerer who keeps them and one deputy. Administrators see counts.

Breaking the glass takes two: a county-wide administrator asks, another person who works for the whole county agrees, and the
Kümmerer is told. It lets the asker read for a day, and hand over what a Kümmerer who left could not.
"""

from enum import StrEnum

from portal.cases.models import BreakGlass, Case, CaseDeputy
from portal.kernel.policy import Actor, Role, has_role, has_role_here, policy, rule

#: The roles of which the second person holds one, for the whole county.
SECOND_PEOPLE = (Role.ADMIN, Role.PLANNER)


class CasePermission(StrEnum):
    """What can be done with Fälle."""

    #: Open the list of one's own Fälle and of those one stands in for.
    LIST = "case:list"
    #: Note one in a particular Sozialraum.
    OPEN_HERE = "case:open-here"
    READ = "case:read"
    #: Change it, write to it, close it.
    EDIT = "case:edit"
    #: Take a closed one up again.
    REOPEN = "case:reopen"
    #: Tell its need on without the person.
    REPORT = "case:report"
    #: Delete it at once and for good.
    ERASE = "case:erase"
    #: Give a running one to a successor.
    HAND_OVER = "case:hand-over"
    #: End that somebody stands in.
    END_DEPUTY = "case:end-deputy"
    #: See the figures for the report.
    STATISTICS = "case:statistics"
    #: See how many there are per place.
    COUNT = "case:count"


class BreakGlassPermission(StrEnum):
    """What can be done with a Notöffnung."""

    #: See which ones were asked for.
    LIST = "break-glass:list"
    ASK = "break-glass:ask"
    #: Agree or refuse.
    DECIDE = "break-glass:decide"
    #: See the list of what was opened.
    USE = "break-glass:use"


@rule
def keeps_it(actor: Actor, case: Case) -> bool:
    """The Kümmerer whose Fall it is, as long as they work there."""
    return actor.id is not None and case.keeper_id == actor.id and actor.holds(Role.KUEMMERER, within=case.lineage)


@rule
def stands_in(actor: Actor, case: Case) -> bool:
    """The named deputy, on a day on which that counts."""
    named = any(one.deputy_id == actor.id and one.is_active for one in case.deputies)
    return actor.id is not None and named and actor.holds(Role.KUEMMERER)


@rule
def was_let_in(actor: Actor, case: Case) -> bool:
    """The administrator for whom a second person opened it, for as long as that counts."""
    let_in = any(one.asked_by == actor.id and one.is_in_force for one in case.break_glasses)
    return actor.id is not None and let_in and actor.holds(Role.ADMIN, within=())


@rule
def is_open(_: Actor, case: Case) -> bool:
    """Somebody still works on it."""
    return case.is_open


@rule
def keeper_is_gone(_: Actor, case: Case) -> bool:
    """Its Kümmerer's account is closed, or they no longer work there."""
    return not case.keeper.holds(Role.KUEMMERER, within=case.lineage)


@rule
def is_one_of_the_two(actor: Actor, deputy: CaseDeputy) -> bool:
    """The Kümmerer or the deputy."""
    return actor.id is not None and actor.id in (deputy.keeper_id, deputy.deputy_id)


@rule
def is_over(_: Actor, deputy: CaseDeputy) -> bool:
    """It counts no more."""
    return deputy.is_over


@rule
def asked_for_it(actor: Actor, asked: BreakGlass) -> bool:
    """The administrator who wants to read."""
    return actor.id is not None and asked.asked_by == actor.id


@rule
def is_about_me(actor: Actor, asked: BreakGlass) -> bool:
    """The Fälle are one's own."""
    return actor.id is not None and asked.keeper_id == actor.id


@rule
def is_waiting(_: Actor, asked: BreakGlass) -> bool:
    """Nobody decided it yet."""
    return asked.is_waiting


@rule
def is_in_force(_: Actor, asked: BreakGlass) -> bool:
    """It lets somebody read now."""
    return asked.is_in_force


#: Neither a Notöffnung nor a question without a thing has a place, so "here" asks for a role in the whole county.
POLICY = policy(
    {
        CasePermission.LIST: has_role(Role.KUEMMERER),
        CasePermission.OPEN_HERE: has_role_here(Role.KUEMMERER),
        CasePermission.READ: keeps_it | stands_in | was_let_in,
        CasePermission.EDIT: (keeps_it | stands_in) & is_open,
        CasePermission.REOPEN: (keeps_it | stands_in) & ~is_open,
        CasePermission.REPORT: keeps_it | (stands_in & has_role_here(Role.KUEMMERER)),
        CasePermission.ERASE: keeps_it,
        CasePermission.HAND_OVER: is_open & (keeps_it | (was_let_in & keeper_is_gone)),
        CasePermission.END_DEPUTY: is_one_of_the_two & ~is_over,
        CasePermission.STATISTICS: has_role(Role.KUEMMERER, Role.PLANNER),
        CasePermission.COUNT: has_role(Role.ADMIN),
        BreakGlassPermission.LIST: has_role_here(*SECOND_PEOPLE),
        BreakGlassPermission.ASK: has_role_here(Role.ADMIN),
        BreakGlassPermission.DECIDE: has_role_here(*SECOND_PEOPLE) & is_waiting & ~asked_for_it & ~is_about_me,
        BreakGlassPermission.USE: has_role_here(Role.ADMIN) & asked_for_it & is_in_force,
    }
)
