"""Who may see and work on a project.

The Kümmerer of one of its places and the Sozialplanung work on it. The Gemeinde reads it and ticks what it is responsible for
itself. Fachplanung reads. Administrators and observers see nothing.
"""

from enum import StrEnum
from typing import Any

from portal.kernel.policy import Actor, Role, has_role, has_role_here, policy, rule
from portal.kuemmerer.models import ChecklistStep, HelpRequest, KuemmererProject
from portal.kuemmerer.terms.steps import Responsible

#: The roles that work on a project in their Sozialraum.
KEEPERS = (Role.PLANNER, Role.KUEMMERER)
#: The roles that see one.
READERS = (*KEEPERS, Role.MUNICIPALITY, Role.SECTOR_PLANNER)


class KuemmererPermission(StrEnum):
    """What can be done with a Quartiersprojekt."""

    #: Open the list of those one may see.
    LIST = "project:list"
    #: See a project with its steps, diary and history.
    READ = "project:read"
    #: Open the page for beginning one.
    BEGIN = "project:begin"
    #: Begin one in a particular Sozialraum.
    BEGIN_HERE = "project:begin-here"
    #: Change name, places, plan and what is told in public; pass gates and go back.
    EDIT = "project:edit"
    #: Say who is responsible, end a project and let it go on.
    GOVERN = "project:govern"
    #: Add steps, change one's own, move days, take over a new version of the Checkliste.
    EDIT_STEPS = "project:edit-steps"
    #: Tick a step, or open it again.
    TICK = "project:tick"
    #: Write into the diary.
    WRITE_DIARY = "project:write-diary"
    #: Send the project to the county's desk with one sentence.
    ASK_FOR_HELP = "project:ask-for-help"
    #: See what the county's desk is asked.
    LIST_HELP = "project:list-help"
    #: Answer it.
    ANSWER_HELP = "project:answer-help"
    #: Say that nothing more is to be done about it.
    CLOSE_HELP = "project:close-help"
    #: See the Checkliste of the county in all its versions.
    READ_CHECKLIST = "project:read-checklist"
    #: Write a new version of it.
    EDIT_CHECKLIST = "project:edit-checklist"


def project_of(thing: Any) -> KuemmererProject:
    """The project a thing is part of, or the project itself."""
    found = thing if isinstance(thing, KuemmererProject) else thing.project
    assert isinstance(found, KuemmererProject)
    return found


@rule
def is_planner(actor: Actor, thing: Any) -> bool:
    """Sozialplanung where the project is."""
    return actor.holds(Role.PLANNER, within=project_of(thing).lineage)


@rule
def is_kuemmerer_of_project(actor: Actor, thing: Any) -> bool:
    """Kümmerer in one of the project's places, or in a Sozialraum around it."""
    return actor.holds(Role.KUEMMERER, within=project_of(thing).lineage)


@rule
def is_municipality_of_project(actor: Actor, thing: Any) -> bool:
    """Gemeindeverwaltung in one of the project's places."""
    return actor.holds(Role.MUNICIPALITY, within=project_of(thing).lineage)


@rule
def is_sector_planner(actor: Actor, thing: Any) -> bool:
    """Fachplanung where the project is."""
    return actor.holds(Role.SECTOR_PLANNER, within=project_of(thing).lineage)


@rule
def is_running(_: Actor, thing: Any) -> bool:
    """The project was not ended."""
    return project_of(thing).is_running


@rule
def is_step_of_municipality(_: Actor, step: ChecklistStep) -> bool:
    """The Gemeinde itself is responsible for the step."""
    return step.responsible is Responsible.MUNICIPALITY


@rule
def is_open_request(_: Actor, request: HelpRequest) -> bool:
    """Nobody has closed it."""
    return request.is_open


is_keeper = is_planner | is_kuemmerer_of_project

POLICY = policy(
    {
        KuemmererPermission.LIST: has_role(*READERS),
        KuemmererPermission.READ: is_keeper | is_municipality_of_project | is_sector_planner,
        KuemmererPermission.BEGIN: has_role(*KEEPERS),
        KuemmererPermission.BEGIN_HERE: has_role_here(*KEEPERS),
        KuemmererPermission.EDIT: is_keeper & is_running,
        KuemmererPermission.GOVERN: is_planner,
        KuemmererPermission.EDIT_STEPS: is_keeper & is_running,
        KuemmererPermission.TICK: (is_keeper | (is_municipality_of_project & is_step_of_municipality)) & is_running,
        KuemmererPermission.WRITE_DIARY: is_keeper & is_running,
        KuemmererPermission.ASK_FOR_HELP: is_keeper & is_running,
        KuemmererPermission.LIST_HELP: has_role(Role.PLANNER),
        KuemmererPermission.ANSWER_HELP: is_planner & is_open_request,
        KuemmererPermission.CLOSE_HELP: is_keeper & is_open_request,
        KuemmererPermission.READ_CHECKLIST: has_role(*READERS),
        KuemmererPermission.EDIT_CHECKLIST: has_role_here(Role.PLANNER),
    }
)
