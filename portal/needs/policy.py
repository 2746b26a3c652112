"""Who may do what in the inbox and with Bedarfe.

Planners decide in their Sozialraum. Kümmerer and the Gemeinde read the Bedarfe of their place, add what they know and comment.
Fachplanung reads. Observers, moderators and administrators have no business here: whoever administers the portal sees no content.
"""

from enum import StrEnum
from typing import Any

from portal.kernel.policy import Actor, Role, has_role, has_role_here, policy, rule

#: Roles that may read Bedarfe where they hold them.
READERS = (Role.PLANNER, Role.SECTOR_PLANNER, Role.KUEMMERER, Role.MUNICIPALITY)


class NeedPermission(StrEnum):
    """What can be done in the inbox and with Bedarfe."""

    #: Open the list of Bedarfe at all; what stands in it depends on READ.
    LIST = "need:list"
    #: Read one Bedarf with its evidence and history, or its name where another one speaks of it.
    READ = "need:read"
    #: Open the inbox at all.
    TRIAGE = "triage:list"
    #: Know whether an entry waits in the inbox or is no Bedarf.
    FOLLOW = "triage:follow"
    #: Decide one entry of the inbox.
    DECIDE = "triage:decide"
    #: Make a Bedarf without a Wortmeldung.
    CREATE = "need:create"
    #: Have a Bedarf lie in a particular Sozialraum.
    CREATE_HERE = "need:create-here"
    #: Change words, place, subject, responsibility and date.
    EDIT = "need:edit"
    #: Change the status with a public sentence.
    ANSWER = "need:answer"
    #: Tell people of an answer who have no e-mail: letters, calls, notice boards.
    TELL = "need:tell"
    #: See which promises wait for an answer too long.
    PROMISES = "need:promises"
    #: Merge and split.
    MERGE = "need:merge"
    #: Take a merge or split back, as long as both Bedarfe allow it.
    UNDO = "need:undo"
    #: Delete with a reason.
    DELETE = "need:delete"
    #: Bring back what was deleted or merged.
    RESTORE = "need:restore"
    #: Add a document, figure or expert statement.
    ADD_EVIDENCE = "need:add-evidence"
    #: Write and read internal notes.
    COMMENT = "need:comment"
    #: Read the ready sentences for answers.
    TEXT_MODULES = "need:text-modules"
    #: Change them: they are offered to everybody who answers anywhere in the county.
    EDIT_TEXT_MODULES = "need:edit-text-modules"
    #: Take the list away as a file.
    EXPORT = "need:export"


@rule
def is_alive(_actor: Actor, need: Any) -> bool:
    """Neither deleted nor merged into another one."""
    return need.deleted_at is None and need.merged_into_id is None


@rule
def is_deleted(_actor: Actor, need: Any) -> bool:
    """Deleted, so that only those who could bring it back still know of it."""
    return need.deleted_at is not None


is_planner = has_role(Role.PLANNER)
is_planner_here = has_role_here(Role.PLANNER)
is_caller_here = has_role_here(Role.PLANNER, Role.KUEMMERER)
is_reader = has_role(*READERS)
is_reader_here = has_role_here(*READERS)
is_local_here = has_role_here(Role.PLANNER, Role.KUEMMERER, Role.MUNICIPALITY)

POLICY = policy(
    {
        NeedPermission.LIST: is_reader,
        NeedPermission.READ: is_planner_here | (is_reader_here & ~is_deleted),
        NeedPermission.TRIAGE: is_planner,
        NeedPermission.FOLLOW: is_local_here,
        NeedPermission.DECIDE: is_planner_here,
        NeedPermission.CREATE: is_planner,
        NeedPermission.CREATE_HERE: is_planner_here,
        NeedPermission.EDIT: is_planner_here & is_alive,
        NeedPermission.ANSWER: is_planner_here & is_alive,
        NeedPermission.TELL: is_planner_here | (is_caller_here & ~is_deleted),
        NeedPermission.PROMISES: is_planner,
        NeedPermission.MERGE: is_planner_here & is_alive,
        NeedPermission.UNDO: is_planner_here,
        NeedPermission.DELETE: is_planner_here & is_alive,
        NeedPermission.RESTORE: is_planner_here & ~is_alive,
        NeedPermission.ADD_EVIDENCE: is_local_here & is_alive,
        NeedPermission.COMMENT: is_local_here,
        NeedPermission.TEXT_MODULES: is_planner,
        #: They have no place, so "here" asks for a role in the whole county.
        NeedPermission.EDIT_TEXT_MODULES: is_planner_here,
        NeedPermission.EXPORT: is_reader,
    }
)
