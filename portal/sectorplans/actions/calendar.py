"""Entering, changing and deleting Erhebungen by hand, and completing those that registered themselves."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from portal.county import queries as county
from portal.county.models import TargetGroup
from portal.kernel import audit
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.places.models import Sozialraum
from portal.sectorplans.models import DataCollection, SectorPlan
from portal.sectorplans.policy import CollectionPermission, PlanPermission
from portal.sectorplans.terms import (
    EVERYBODY_KEY,
    LATEST_YEAR,
    LONGEST_NAME,
    MOST_MONTHS,
    MOST_PLACES,
    OLDEST_YEAR,
    CollectionMethod,
    CollectionState,
    Runner,
    month_of,
    months_between,
)

DELETED = audit.kind("sectorplans.collection-deleted", N_("Erhebung gelöscht"), keys=("collection_id",))


@dataclass(frozen=True, kw_only=True)
class CollectionDraft:
    """Everything that is written about an Erhebung entered by hand."""

    title: str
    runner: Runner
    places: tuple[Sozialraum, ...]
    first_month: date
    last_month: date
    sector_plan: SectorPlan | None = None
    runner_name: str = ""
    target_group_ids: Collection[UUID] = ()
    method: CollectionMethod = CollectionMethod.ONLINE
    state: CollectionState = CollectionState.PLANNED
    subject: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    contact_email: str = ""


@dataclass(frozen=True, kw_only=True)
class Supplement:
    """What only people know about an Erhebung that registered itself."""

    target_group_ids: Collection[UUID] = ()
    sector_plan: SectorPlan | None = None
    subject: str = ""


def plan_collection(draft: CollectionDraft, *, submission_key: UUID | None = None, by: Actor) -> DataCollection:
    """Enter an Erhebung. The same key again answers the one that is there already."""
    if submission_key is not None:
        there = session().scalar(select(DataCollection).where(DataCollection.submission_key == submission_key))
        if there is not None:
            ensure(CollectionPermission.EDIT, by, there)
            return there
    _check(draft)
    ensure(CollectionPermission.PUT, by, draft)
    collection = DataCollection(created_by=by.id, submission_key=submission_key, places=[], target_groups=[])
    _write(collection, draft)
    session().add(collection)
    session().flush()
    return collection


def edit_collection(collection: DataCollection, draft: CollectionDraft, *, version: int, by: Actor) -> None:
    """Replace what is written about it. Raises `Conflict` when somebody saved since `version`."""
    ensure(CollectionPermission.EDIT, by, collection)
    if collection.version != version:
        raise Conflict
    _check(draft)
    ensure(CollectionPermission.PUT, by, draft)
    _write(collection, draft)
    session().flush()


def supplement(collection: DataCollection, added: Supplement, *, version: int, by: Actor) -> None:
    """Say which Zielgruppen a registered Erhebung asks and for which Fachplanung. What its source says about it stays.

    Raises `Conflict` when somebody saved since `version`.
    """
    ensure(CollectionPermission.SUPPLEMENT, by, collection)
    if collection.version != version:
        raise Conflict
    plan = added.sector_plan
    if (plan.id if plan else None) != collection.sector_plan_id:
        for touched in (plan, collection.sector_plan):
            if touched is not None:
                ensure(PlanPermission.EDIT, by, touched)
        collection.sector_plan_id = plan.id if plan else None
    collection.subject = added.subject
    ask(collection, added.target_group_ids)
    session().flush()


def delete_collection(collection: DataCollection, *, by: Actor) -> None:
    """Delete one that was entered by hand, for example by mistake. One that does not take place is better called off."""
    ensure(CollectionPermission.EDIT, by, collection)
    audit.log(DELETED, by=by, collection_id=collection.id)
    session().delete(collection)
    session().flush()


def ask(collection: DataCollection, target_group_ids: Collection[UUID]) -> None:
    """Set the Zielgruppen. None of them, or the one that means everybody, asks all the others too."""
    wanted = set(target_group_ids)
    chosen: list[TargetGroup] = [group for group in county.target_groups(active=None) if group.id in wanted]
    if {group.id for group in collection.target_groups} != {group.id for group in chosen}:
        collection.target_groups = chosen
    collection.asks_everybody = not chosen or any(group.key == EVERYBODY_KEY for group in chosen)


def _check(draft: CollectionDraft) -> None:
    if not draft.title:
        raise InvalidInput("collection.no-title", N_("Bitte geben Sie der Erhebung einen Titel."), field="title")
    if not draft.places:
        raise InvalidInput(
            "collection.nowhere", N_("Bitte wählen Sie, wo Menschen gefragt werden."), field="sozialraum_id"
        )
    if len(draft.places) > MOST_PLACES:
        raise InvalidInput(
            "collection.too-many-places",
            N_("Das sind zu viele Orte. Wählen Sie stattdessen den Landkreis oder eine Verwaltungsgemeinschaft."),
            field="further_place_ids",
        )
    _check_months(draft.first_month, draft.last_month)
    if draft.runner is Runner.SECTOR_PLAN and draft.sector_plan is None:
        raise InvalidInput(
            "collection.no-plan",
            N_("Bitte wählen Sie die Fachplanung, für die gefragt wird."),
            field="sector_plan_id",
        )
    if draft.runner in (Runner.EXTERNAL, Runner.CONSULTATION) and not draft.runner_name:
        raise InvalidInput(
            "collection.nobody-asks", N_("Bitte schreiben Sie, wer die Menschen fragt."), field="runner_name"
        )
    if not draft.contact_name:
        raise InvalidInput(
            "collection.no-contact",
            N_("Bitte nennen Sie eine Person, mit der andere sich absprechen können."),
            field="contact_name",
        )
    if not (draft.contact_phone or draft.contact_email):
        raise InvalidInput(
            "collection.no-way",
            N_("Bitte geben Sie eine Telefonnummer oder eine E-Mail-Adresse an."),
            field="contact_phone",
        )


def _check_months(first: date, last: date) -> None:
    for field, month in (("first_month", first), ("last_month", last)):
        if not OLDEST_YEAR <= month.year <= LATEST_YEAR:
            raise InvalidInput("collection.odd-year", N_("Bitte prüfen Sie das Jahr."), field=field)
    if last < first:
        raise InvalidInput(
            "collection.ends-before-it-begins",
            N_("Der letzte Monat liegt vor dem ersten. Bitte prüfen Sie beide."),
            field="last_month",
        )
    if months_between(first, last) > MOST_MONTHS:
        raise InvalidInput(
            "collection.too-long",
            N_("So lange dauert keine Erhebung. Tragen Sie jede Runde für sich ein."),
            field="last_month",
        )


def _write(collection: DataCollection, draft: CollectionDraft) -> None:
    is_of_plan = draft.runner is Runner.SECTOR_PLAN
    collection.title, collection.subject = draft.title, draft.subject
    collection.runner = draft.runner
    collection.runner_name = "" if is_of_plan else _runner_name(draft)
    collection.sector_plan_id = draft.sector_plan.id if draft.sector_plan and is_of_plan else None
    collection.first_month, collection.last_month = month_of(draft.first_month), month_of(draft.last_month)
    collection.method, collection.state = draft.method, draft.state
    collection.contact_name, collection.contact_phone = draft.contact_name, draft.contact_phone
    collection.contact_email = draft.contact_email
    stand_in(collection, draft.places)
    ask(collection, draft.target_group_ids)


def stand_in(collection: DataCollection, places: tuple[Sozialraum, ...]) -> None:
    """Set the Sozialräume in which people are asked."""
    if {place.id for place in collection.places} != {place.id for place in places}:
        collection.places = list(dict.fromkeys(places))


def _runner_name(draft: CollectionDraft) -> str:
    """A Gemeinde need not say its name again where it asks only at home."""
    if draft.runner is Runner.MUNICIPALITY and not draft.runner_name:
        return draft.places[0].name[:LONGEST_NAME]
    return draft.runner_name
