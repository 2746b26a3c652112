"""Keeping the register of Gremien: the Gremien themselves, members, responsibilities, sessions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from sqlalchemy import delete, select

from portal.county import queries as county
from portal.county.models import ActionField
from portal.county.terms import key_of
from portal.kernel import audit, clock
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput, InvalidTransition
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_, fold
from portal.network.models import Stakeholder
from portal.network.policy import NetworkPermission
from portal.places.models import Sozialraum
from portal.planning.models import CommitteeMember, CommitteeResponsibility, CommitteeSession, Deliberation
from portal.planning.policy.committees import CommitteePermission
from portal.planning.terms.committees import (
    EXAMPLE_RESPONSIBILITIES,
    LATEST_YEAR,
    MOST_MEMBERS,
    OLDEST_YEAR,
    CommitteeKind,
    Part,
    ShippedCommittee,
)
from portal.sectorplans.models import Committee

RETIRED = audit.kind("planning.committee-retired", N_("Gremium tagt nicht mehr"), keys=("committee_id",))


@dataclass(frozen=True, kw_only=True)
class CommitteeDraft:
    """What is written about a Gremium. Without a place it decides for the whole county."""

    name: str
    kind: CommitteeKind = CommitteeKind.OTHER
    place: Sozialraum | None = None
    task: str = ""

    @property
    def lineage(self) -> tuple[UUID, ...]:
        return self.place.lineage if self.place is not None else ()


def add_committee(draft: CommitteeDraft, *, submission_key: UUID | None = None, by: Actor) -> Committee:
    """Take a Gremium into the register. The same key again answers the one that is there already."""
    ensure(CommitteePermission.EDIT, by, draft)
    if submission_key is not None:
        there = session().scalar(select(Committee).where(Committee.submission_key == submission_key))
        if there is not None:
            return there
    committee = Committee(submission_key=submission_key)
    _write(committee, draft)
    session().add(committee)
    session().flush()
    return committee


def edit_committee(committee: Committee, draft: CommitteeDraft, *, version: int, by: Actor) -> None:
    """Change it; one that only a Fachplanung named stays from now on. Raises `Conflict` when somebody saved since `version`."""
    ensure(CommitteePermission.EDIT, by, committee)
    ensure(CommitteePermission.EDIT, by, draft)
    if committee.version != version:
        raise Conflict
    _write(committee, draft)
    session().flush()


def _write(committee: Committee, draft: CommitteeDraft) -> None:
    if not draft.name:
        raise InvalidInput("committee.no-name", N_("Bitte geben Sie dem Gremium einen Namen."), field="name")
    committee.name, committee.name_key = draft.name, fold(draft.name)
    committee.kind, committee.task = draft.kind, draft.task
    committee.sozialraum_id = draft.place.id if draft.place is not None else None
    committee.is_kept = True


def retire_committee(committee: Committee, *, by: Actor) -> None:
    """It no longer meets. What it decided stays; it is offered for no new session."""
    ensure(CommitteePermission.EDIT, by, committee)
    if committee.retired_at is None:
        committee.retired_at, committee.is_kept = clock.now(), True
        audit.log(RETIRED, by=by, committee_id=committee.id)
        session().flush()


def resume_committee(committee: Committee, *, by: Actor) -> None:
    """It meets again."""
    ensure(CommitteePermission.EDIT, by, committee)
    committee.retired_at = None
    session().flush()


def add_member(
    committee: Committee, *, name: str = "", stakeholder: Stakeholder | None = None, function: str = "", by: Actor
) -> CommitteeMember:
    """Somebody belongs to it from now on: an Akteur, or a typed name. Exactly one of both is given."""
    ensure(CommitteePermission.EDIT, by, committee)
    if stakeholder is not None:
        ensure(NetworkPermission.READ, by, stakeholder)
    if bool(name) == (stakeholder is not None):
        raise InvalidInput(
            "member.one-name",
            N_("Bitte wählen Sie einen Akteur oder schreiben Sie einen Namen, nicht beides."),
            field="name",
        )
    there = session().scalars(select(CommitteeMember.id).where(CommitteeMember.committee_id == committee.id)).all()
    if len(there) >= MOST_MEMBERS:
        raise InvalidInput("member.most", N_("Ein Gremium kann hier höchstens 200 Mitglieder haben."), field="name")
    member = CommitteeMember(
        committee_id=committee.id,
        stakeholder_id=stakeholder.id if stakeholder is not None else None,
        name=name,
        function=function,
    )
    committee.is_kept = True
    session().add(member)
    session().flush()
    return member


def remove_member(committee: Committee, member: CommitteeMember, *, by: Actor) -> None:
    """They no longer belong to it."""
    ensure(CommitteePermission.EDIT, by, committee)
    session().delete(member)
    session().flush()


def set_responsibilities(committee: Committee, parts: Mapping[UUID, Part], *, by: Actor) -> None:
    """Say in which Handlungsfelder it has which part; whatever is not named it has none in. Nothing remains an example."""
    ensure(CommitteePermission.EDIT, by, committee)
    known = set(session().scalars(select(ActionField.id).where(ActionField.id.in_(list(parts)))))
    if known != set(parts):
        raise InvalidInput("responsibility.field", N_("Ein Handlungsfeld gibt es nicht (mehr). Bitte wählen Sie neu."))
    session().execute(delete(CommitteeResponsibility).where(CommitteeResponsibility.committee_id == committee.id))
    session().add_all(
        CommitteeResponsibility(committee_id=committee.id, action_field_id=field_id, part=part)
        for field_id, part in parts.items()
    )
    committee.is_kept = True
    session().flush()


def ship_example(*, by: Actor) -> int:
    """Take over the example of who is responsible for what; Gremien and parts that are there stay. Returns how many are new."""
    ensure(CommitteePermission.SHIP, by)
    fields = county.action_fields()
    there = {one.name_key: one for one in session().scalars(select(Committee))}
    added = 0
    for shipped in EXAMPLE_RESPONSIBILITIES:
        committee = there.get(fold(shipped.name))
        if committee is None:
            committee = Committee(name=shipped.name, name_key=fold(shipped.name), kind=shipped.kind, task=shipped.task)
            session().add(committee)
        elif not committee.is_kept:
            committee.kind, committee.task = shipped.kind, committee.task or shipped.task
        committee.is_kept = True
        session().flush()
        added += _ship_parts(committee, shipped, list(fields))
    return added


def _ship_parts(committee: Committee, shipped: ShippedCommittee, fields: list[ActionField]) -> int:
    held = select(CommitteeResponsibility.action_field_id).where(CommitteeResponsibility.committee_id == committee.id)
    there = set(session().scalars(held))
    named = {key_of(name) for name in shipped.fields}
    wanted = [one for one in fields if one.key in named]
    new = [one for one in wanted if one.id not in there]
    session().add_all(
        CommitteeResponsibility(committee_id=committee.id, action_field_id=one.id, part=shipped.part, is_example=True)
        for one in new
    )
    session().flush()
    return len(new)


def add_session(
    committee: Committee,
    *,
    held_on: date,
    begins_at: time | None = None,
    venue: str = "",
    submission_key: UUID | None = None,
    by: Actor,
) -> CommitteeSession:
    """The Gremium meets on that day. The same key again answers the one that is there already."""
    ensure(CommitteePermission.EDIT, by, committee)
    if submission_key is not None:
        there = session().scalar(select(CommitteeSession).where(CommitteeSession.submission_key == submission_key))
        if there is not None:
            return there
    _check_day(held_on)
    if committee.retired_at is not None:
        raise InvalidTransition("session.retired", N_("Dieses Gremium tagt nicht mehr."))
    row = CommitteeSession(
        committee_id=committee.id, held_on=held_on, begins_at=begins_at, venue=venue, submission_key=submission_key
    )
    committee.is_kept = True
    session().add(row)
    session().flush()
    return row


def edit_session(
    row: CommitteeSession, *, held_on: date, begins_at: time | None, venue: str, version: int, by: Actor
) -> None:
    """Move it to another day, time or place. The day stands once something came out of it."""
    ensure(CommitteePermission.EDIT, by, row)
    if row.version != version:
        raise Conflict
    _check_day(held_on)
    if held_on != row.held_on and _has_results(row):
        raise InvalidInput(
            "session.has-results",
            N_("In dieser Sitzung wurde schon etwas entschieden. Ihr Tag steht fest."),
            field="held_on",
        )
    row.held_on, row.begins_at, row.venue = held_on, begins_at, venue
    session().flush()


def cancel_session(row: CommitteeSession, *, by: Actor) -> None:
    """It does not take place. Papers on its agenda wait for another one."""
    ensure(CommitteePermission.EDIT, by, row)
    if _has_results(row):
        raise InvalidTransition(
            "session.has-results", N_("In dieser Sitzung wurde schon etwas entschieden. Sie kann nicht mehr entfallen.")
        )
    row.cancelled_at = clock.now()
    session().flush()


def _has_results(row: CommitteeSession) -> bool:
    decided = select(Deliberation.id).where(Deliberation.session_id == row.id, Deliberation.result.is_not(None))
    return session().scalar(decided.limit(1)) is not None


def _check_day(day: date) -> None:
    if not OLDEST_YEAR <= day.year <= LATEST_YEAR:
        raise InvalidInput("session.odd-day", N_("Bitte prüfen Sie das Datum."), field="held_on")
