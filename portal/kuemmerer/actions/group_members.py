"""Who belongs to a group: joining, speaking for it, leaving."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from portal.accounts import queries as accounts
from portal.kernel.clock import today
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, Role, ensure
from portal.kernel.text import N_
from portal.kuemmerer.actions.projects import check_day
from portal.kuemmerer.actions.telling import mark_active
from portal.kuemmerer.models import GroupMember, WorkingGroup
from portal.kuemmerer.policy import READERS, KuemmererPermission
from portal.kuemmerer.queries import groups as queries
from portal.kuemmerer.terms.groups import MOST_GROUP_MEMBERS

#: The roles whose holders can belong to a group as staff.
STAFF = (*READERS, Role.MODERATOR)


@dataclass(frozen=True, kw_only=True)
class MembershipDraft:
    """From when to when somebody belongs to a group, and as what."""

    since: date
    #: The last day; None while it lasts.
    until: date | None = None
    is_speaker: bool = False


def join(
    group: WorkingGroup,
    draft: MembershipDraft,
    *,
    contact_id: UUID | None = None,
    account_id: UUID | None = None,
    by: Actor,
) -> GroupMember:
    """Let somebody belong to a group: a contact who agreed to being written to, or somebody of the staff of the place.

    Joining again answers the membership that is there. Raises `InvalidInput` for nobody, for two people at once, and for somebody
    whom `by` may not reach.
    """
    ensure(KuemmererPermission.EDIT, by, group)
    if (contact_id is None) == (account_id is None):
        raise InvalidInput(
            "kuemmerer.one-person",
            N_("Bitte wählen Sie genau eine Person: aus dem Netzwerk oder aus dem Kollegium."),
            field="contact_id",
        )
    for one in group.present_members:
        if (one.contact_id, one.account_id) == (contact_id, account_id):
            return one
    if len(group.present_members) >= MOST_GROUP_MEMBERS:
        raise InvalidInput(
            "kuemmerer.too-many-members",
            N_("Eine Gruppe kann höchstens %(most)s Mitglieder haben."),
            field="contact_id",
            most=MOST_GROUP_MEMBERS,
        )
    _ensure_reachable(group, contact_id, account_id, by)
    _check(draft)
    made = GroupMember(group_id=group.id, contact_id=contact_id, account_id=account_id, is_speaker=False)
    made.since, made.until = draft.since, draft.until
    group.members.append(made)
    session().flush()
    if draft.is_speaker and made.is_present:
        _let_speak(group, made)
    mark_active(group.project)
    return made


def edit_membership(member: GroupMember, draft: MembershipDraft, *, version: int, by: Actor) -> None:
    """Change since when and until when somebody belongs to a group, and whether the person speaks for it.

    Whoever spoke for it before does not any more. Raises `Conflict` when somebody saved since `version`, `InvalidInput`.
    """
    ensure(KuemmererPermission.EDIT, by, member)
    if member.version != version:
        raise Conflict
    _check(draft)
    member.since, member.until = draft.since, draft.until
    if draft.is_speaker and member.is_present:
        _let_speak(member.group, member)
    else:
        member.is_speaker = False
    mark_active(member.project)


def leave(member: GroupMember, *, by: Actor) -> None:
    """End a membership today. That it was stays; doing it again does nothing."""
    ensure(KuemmererPermission.EDIT, by, member)
    if member.is_present:
        member.until, member.is_speaker = max(member.since, today()), False
        mark_active(member.project)


def _let_speak(group: WorkingGroup, member: GroupMember) -> None:
    for one in group.members:
        if one.is_speaker and one.id != member.id and one.is_present:
            one.is_speaker = False
    session().flush()
    member.is_speaker = True


def _ensure_reachable(group: WorkingGroup, contact_id: UUID | None, account_id: UUID | None, by: Actor) -> None:
    if contact_id is not None and contact_id not in {one.contact_id for one in queries.reachable(by, group)}:
        raise InvalidInput(
            "kuemmerer.unknown-contact",
            N_("Diese Person gibt es im Netzwerk nicht (mehr), oder ihre Einwilligung fehlt."),
            field="contact_id",
        )
    staff = {one.id for one in accounts.holders(*STAFF, within=group.lineage)} if account_id is not None else set()
    if account_id is not None and account_id not in staff:
        raise InvalidInput(
            "kuemmerer.unknown-account", N_("Diese Person gibt es hier nicht (mehr)."), field="account_id"
        )


def _check(draft: MembershipDraft) -> None:
    check_day(draft.since, field="since")
    if draft.until is not None:
        check_day(draft.until, field="until")
        if draft.until < draft.since:
            raise InvalidInput("kuemmerer.leaves-first", N_("Dieser Tag liegt vor dem Beginn."), field="until")
