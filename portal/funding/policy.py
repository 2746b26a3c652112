"""Who may see and change the money of the projects.

Sozialplanung minds it for the whole county, Kümmerer and Gemeinden for their places; Fachplanung reads. Administrators keep the
portal running and see no more of it than observers do: nothing.
"""

from enum import StrEnum

from portal.funding.models import FundingApplication, FundingReport
from portal.funding.terms import ApplicationState
from portal.kernel.policy import Actor, Role, Rule, has_role, has_role_here, policy, rule

#: The roles that write applications and book money in their Sozialraum.
EDITORS = (Role.PLANNER, Role.KUEMMERER, Role.MUNICIPALITY)
READERS = (*EDITORS, Role.SECTOR_PLANNER)
#: From the submission until the funder is content.
UNDER_WAY = (
    ApplicationState.SUBMITTED,
    ApplicationState.GRANTED,
    ApplicationState.RUNNING,
    ApplicationState.REPORTED,
)


class FundingPermission(StrEnum):
    """What can be done with the Förderung."""

    #: Open the list and the programmes with their rules.
    LIST = "funding:list"
    #: See one application with its plan, its bookings and its reports.
    READ = "funding:read"
    #: Open the page for a new one.
    ADD = "funding:add"
    #: Begin one for a particular Sozialraum.
    ADD_HERE = "funding:add-here"
    #: Change a draft and its plan, throw it away, submit it.
    EDIT = "funding:edit"
    #: Say for which project of its place it is, after it was submitted.
    LINK = "funding:link"
    #: Note what the funder decided.
    DECIDE = "funding:decide"
    #: Note that the project of a granted application has begun.
    START = "funding:start"
    #: Book money, plan and note drawdowns, while it runs.
    BOOK = "funding:book"
    #: Write a report that was not handed in yet, and hand it in.
    REPORT = "funding:report"
    #: Note that the funder is content with the Verwendungsnachweis.
    CLOSE = "funding:close"
    #: Enter programmes and new versions of their rules.
    EDIT_PROGRAMMES = "funding:edit-programmes"


def in_state(*states: ApplicationState) -> Rule:
    """It is in one of these states."""

    @rule
    def is_in_state(_: Actor, application: FundingApplication) -> bool:
        return application.state in states

    is_in_state.name = f"is {'/'.join(states)}"
    return is_in_state


@rule
def is_open_report(_: Actor, report: FundingReport) -> bool:
    """It was not handed in, and its application runs."""
    return report.handed_in_on is None and report.application.state is ApplicationState.RUNNING


_edits = has_role_here(*EDITORS)

POLICY = policy(
    {
        FundingPermission.LIST: has_role(*READERS),
        FundingPermission.READ: has_role_here(*READERS),
        FundingPermission.ADD: has_role(*EDITORS),
        FundingPermission.ADD_HERE: _edits,
        FundingPermission.EDIT: _edits & in_state(ApplicationState.DRAFT),
        FundingPermission.LINK: _edits & in_state(*UNDER_WAY),
        FundingPermission.DECIDE: _edits & in_state(ApplicationState.SUBMITTED),
        FundingPermission.START: _edits & in_state(ApplicationState.GRANTED),
        FundingPermission.BOOK: _edits & in_state(ApplicationState.RUNNING),
        FundingPermission.REPORT: _edits & is_open_report,
        FundingPermission.CLOSE: _edits & in_state(ApplicationState.REPORTED),
        FundingPermission.EDIT_PROGRAMMES: has_role_here(Role.PLANNER),
    }
)
