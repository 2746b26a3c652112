"""Entering, changing, assessing and taking out Akteure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from portal.county import queries as county
from portal.county.models import ActionField
from portal.kernel import audit
from portal.kernel.clock import now
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_, fold
from portal.network.actions.erasing import erase, forget_person
from portal.network.models import Stakeholder, StakeholderReview
from portal.network.policy import NetworkPermission
from portal.network.terms import LEAST, MOST, Attitude, Nature, StakeholderKind
from portal.places.models import Sozialraum

RETIRED = audit.kind(
    "network.retired", N_("Akteur aus dem Netzwerk genommen, Kontakte gelöscht"), keys=("stakeholder_id", "contacts")
)


@dataclass(frozen=True, kw_only=True)
class StakeholderDraft:
    """What is written about an Akteur, apart from its contacts and the analysis."""

    name: str
    place: Sozialraum
    nature: Nature = Nature.ORGANISATION
    kind: StakeholderKind = StakeholderKind.OTHER
    role: str = ""
    website: str = ""
    notes: str = ""
    action_field_ids: Collection[UUID] = ()


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """How an Akteur is seen. Influence and interest are told together, from 1 to 5."""

    influence: int | None = None
    interest: int | None = None
    attitude: Attitude = Attitude.UNKNOWN
    next_step: str = ""
    review_on: date | None = None


def add(draft: StakeholderDraft, *, submission_key: UUID | None = None, by: Actor) -> Stakeholder:
    """Enter an Akteur. The same key again answers the one that is there already."""
    ensure(NetworkPermission.ADD_HERE, by, draft.place)
    if submission_key is not None:
        there = session().scalar(select(Stakeholder).where(Stakeholder.submission_key == submission_key))
        if there is not None:
            ensure(NetworkPermission.READ, by, there)
            return there
    _check(draft)
    stakeholder = Stakeholder(created_by=by.id, submission_key=submission_key, contacts=[])
    _write(stakeholder, draft)
    session().add(stakeholder)
    session().flush()
    return stakeholder


def edit(stakeholder: Stakeholder, draft: StakeholderDraft, *, version: int, by: Actor) -> None:
    """Replace what is written about it. Raises `Conflict` when somebody saved since `version`."""
    ensure(NetworkPermission.EDIT, by, stakeholder)
    ensure(NetworkPermission.ADD_HERE, by, draft.place)
    if stakeholder.version != version:
        raise Conflict
    _check(draft)
    _write(stakeholder, draft)
    session().flush()


def assess(stakeholder: Stakeholder, seen: Assessment, *, version: int, by: Actor) -> None:
    """Say how it is seen now, and when it is to be looked at again. What was said before stays in its history."""
    ensure(NetworkPermission.EDIT, by, stakeholder)
    if stakeholder.version != version:
        raise Conflict
    _check_assessment(seen)
    stakeholder.influence, stakeholder.interest = seen.influence, seen.interest
    stakeholder.attitude, stakeholder.next_step = seen.attitude, seen.next_step
    stakeholder.review_on = seen.review_on
    session().add(
        StakeholderReview(
            stakeholder_id=stakeholder.id,
            by_id=by.id,
            influence=seen.influence,
            interest=seen.interest,
            attitude=seen.attitude,
            next_step=seen.next_step,
        )
    )
    session().flush()


def retire(stakeholder: Stakeholder, *, by: Actor) -> None:
    """Take it out of the network for good. The data of its contacts are erased, of a person also the name."""
    ensure(NetworkPermission.EDIT, by, stakeholder)
    people = stakeholder.people
    for contact in people:
        erase(contact)
    stakeholder.retired_at = now()
    if stakeholder.is_person:
        forget_person(stakeholder)
    audit.log(RETIRED, by=by, stakeholder_id=stakeholder.id, contacts=len(people))
    session().flush()


def _check(draft: StakeholderDraft) -> None:
    if not draft.name:
        raise InvalidInput("network.no-name", N_("Bitte geben Sie dem Akteur einen Namen."), field="name")


def _check_assessment(seen: Assessment) -> None:
    for name in ("influence", "interest"):
        value = getattr(seen, name)
        if value is not None and not LEAST <= value <= MOST:
            raise InvalidInput("network.out-of-bounds", N_("Bitte wählen Sie eine Zahl von 1 bis 5."), field=name)
    if (seen.influence is None) != (seen.interest is None):
        raise InvalidInput(
            "network.half-assessed",
            N_("Einfluss und Interesse gehören zusammen: Bitte schätzen Sie beides ein, oder keines."),
            field="influence" if seen.influence is None else "interest",
        )


def _write(stakeholder: Stakeholder, draft: StakeholderDraft) -> None:
    stakeholder.name, stakeholder.sort_name = draft.name, fold(draft.name)
    stakeholder.nature, stakeholder.kind = draft.nature, draft.kind
    stakeholder.sozialraum_id = draft.place.id
    stakeholder.role, stakeholder.website, stakeholder.notes = draft.role, draft.website, draft.notes
    stakeholder.action_fields = _fields(draft.action_field_ids)


def _fields(ids: Collection[UUID]) -> list[ActionField]:
    return [field for field in county.action_fields(active=None) if field.id in set(ids)] if ids else []
