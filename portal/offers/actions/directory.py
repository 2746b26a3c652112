"""Entering, changing, checking, showing and ending Angebote."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select

from portal.county.models import ActionField, TargetGroup
from portal.kernel import audit
from portal.kernel.clock import now, today
from portal.kernel.db import next_number, session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.slugs import free_slug
from portal.kernel.text import N_, fold
from portal.offers.models import Offer, OfferOpening
from portal.offers.policy import OfferPermission
from portal.offers.queries.directory import WHOLE
from portal.offers.queries.index import OFFER_INDEX, text_of
from portal.offers.terms.hours import Span
from portal.offers.terms.kinds import (
    FIRST_YEAR,
    RESERVED_SLUGS,
    RHYTHMS,
    TRANSITIONS,
    USUAL_RHYTHM,
    BarrierFree,
    OfferKind,
    OfferState,
    missing_to_show,
)
from portal.places import queries as places
from portal.places.models import Sozialraum
from portal.places.terms import slug_of

SHOWN = audit.kind("offers.shown", N_("Angebot öffentlich gezeigt"), keys=("offer_id",))
ENDED = audit.kind("offers.ended", N_("Angebot beendet"), keys=("offer_id",))
Chosen = TypeVar("Chosen", ActionField, TargetGroup)
#: Numbers of the search index.
SERIES = "offer"


@dataclass(frozen=True, kw_only=True)
class OfferDraft:
    """What is written about an Angebot."""

    name: str
    kind: OfferKind
    place: Sozialraum
    what: str = ""
    #: Further places it serves.
    place_ids: Collection[UUID] = ()
    action_field_ids: Collection[UUID] = ()
    target_group_ids: Collection[UUID] = ()
    address: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    spans: Collection[Span] = ()
    by_appointment: bool = False
    hours_note: str = ""
    costs: str = ""
    barrier_free: BarrierFree = BarrierFree.UNKNOWN
    checked_on: date | None = None
    rhythm: int = USUAL_RHYTHM


def add(draft: OfferDraft, *, shown: bool = False, submission_key: UUID | None = None, by: Actor) -> Offer:
    """Enter an Angebot, as a draft or `shown` at once. The same key again answers the one that is there already."""
    ensure(OfferPermission.ADD_HERE, by, draft.place)
    if submission_key is not None:
        there = session().scalar(select(Offer).where(Offer.submission_key == submission_key))
        if there is not None:
            ensure(OfferPermission.READ, by, there)
            return there
    _check(draft)
    offer = Offer(
        seq=next_number(SERIES),
        slug=free_slug(Offer.slug, slug_for(draft), reserved=RESERVED_SLUGS),
        submission_key=submission_key,
        created_by=by.id,
        state=OfferState.DRAFT,
        sozialraum=draft.place,
    )
    write(offer, draft, by=by)
    session().add(offer)
    if shown:
        _show(offer, by)
    session().flush()
    index([offer])
    return offer


def edit(offer: Offer, draft: OfferDraft, *, version: int, by: Actor) -> None:
    """Replace what is written about it. Raises `Conflict` when somebody saved since `version`."""
    ensure(OfferPermission.EDIT, by, offer)
    ensure(OfferPermission.ADD_HERE, by, draft.place)
    if offer.version != version:
        raise Conflict
    _check(draft)
    if offer.state is OfferState.SHOWN:
        _ensure_complete(draft)
    write(offer, draft, by=by)
    # What changed may be only what it is linked with; the version has to tell that too.
    offer.updated_at = now()
    session().flush()
    index([offer])


def check(offer: Offer, *, version: int, by: Actor) -> None:
    """Note that everything about it is right as of today. Raises `Conflict` when somebody saved since `version`.

    A second time on the same day by the same person is nothing new.
    """
    ensure(OfferPermission.EDIT, by, offer)
    if offer.checked_on == today() and offer.checked_by == by.id:
        return
    if offer.version != version:
        raise Conflict
    offer.set_checked(today(), by.id)
    session().flush()


def show(offer: Offer, *, by: Actor) -> None:
    """Make it public. Raises `InvalidInput` while it does not say what it is and how one gets there."""
    ensure(OfferPermission.SHOW, by, offer)
    _show(offer, by)
    session().flush()


def end(offer: Offer, *, by: Actor) -> None:
    """It is no longer there: kept, shown to nobody, never due."""
    ensure(OfferPermission.END, by, offer)
    move(offer, OfferState.ENDED)
    audit.log(ENDED, by=by, offer_id=offer.id)
    session().flush()


def move(offer: Offer, to: OfferState) -> None:
    """Change its state. Raises `InvalidTransition`."""
    TRANSITIONS.check(offer.state, to)
    offer.state = to
    offer.ended_on = today() if to is OfferState.ENDED else None


def slug_for(draft: OfferDraft) -> str:
    """Its part of an address: name and place."""
    return slug_of(fold(f"{draft.name} {draft.place.name}"))[:120].strip("-") or "angebot"


def write(offer: Offer, draft: OfferDraft, *, by: Actor) -> None:
    """Put a draft that was checked into the row. Further places need the right there, unless they were there before."""
    offer.name, offer.sort_name = draft.name, fold(draft.name)
    offer.kind, offer.what, offer.sozialraum_id = draft.kind, draft.what, draft.place.id
    offer.address, offer.phone, offer.email, offer.website = draft.address, draft.phone, draft.email, draft.website
    offer.by_appointment, offer.hours_note, offer.costs = draft.by_appointment, draft.hours_note, draft.costs
    offer.barrier_free, offer.rhythm = draft.barrier_free, draft.rhythm
    offer.places = _further_places(offer, draft, by)
    offer.action_fields = _terms(ActionField, draft.action_field_ids)
    offer.target_groups = _terms(TargetGroup, draft.target_group_ids)
    if set(draft.spans) != set(offer.spans):
        offer.openings = [OfferOpening(weekday=s.weekday, opens=s.opens, closes=s.closes) for s in sorted(draft.spans)]
    if draft.checked_on != offer.checked_on:
        offer.set_checked(draft.checked_on, by.id)
    else:
        offer.set_due()


def index(offers: Iterable[Offer]) -> None:
    """Write the search documents of these anew."""
    for seq, words in _documents(offers):
        OFFER_INDEX.put(seq, words)


def index_new(offers: Iterable[Offer]) -> None:
    """Write the search documents of Angebote that had none, all at once."""
    OFFER_INDEX.put_new((seq, words, ()) for seq, words in _documents(offers))


def rebuild_search() -> None:
    """Write the search documents of all anew, for example after a backup was restored."""
    OFFER_INDEX.clear()
    index_new(session().scalars(select(Offer).options(*WHOLE).order_by(Offer.seq)).all())


def _documents(offers: Iterable[Offer]) -> Iterator[tuple[int, str]]:
    """What is searched of each. The tree of places is asked once for each place."""
    names: dict[UUID, str] = {}
    for offer in offers:
        if offer.sozialraum_id not in names:
            node = places.tree_with(offer.sozialraum_id).get(offer.sozialraum_id)
            names[offer.sozialraum_id] = node.name if node else ""
        yield offer.seq, text_of(offer, names[offer.sozialraum_id])


def _terms(model: type[Chosen], ids: Collection[UUID]) -> list[Chosen]:
    """These terms in their order; ids of none are left out. Each is read once, however many Angebote have it."""
    found = (session().get(model, term_id) for term_id in set(ids))
    return sorted((one for one in found if one is not None), key=lambda one: (one.position, one.id))


def _further_places(offer: Offer, draft: OfferDraft, by: Actor) -> list[Sozialraum]:
    before = {place.id: place for place in offer.places}
    wanted = set(draft.place_ids) - {draft.place.id}
    kept = [before[place_id] for place_id in wanted & set(before)]
    new = [places.place(place_id) for place_id in sorted(wanted - set(before))]
    for place in new:
        ensure(OfferPermission.ADD_HERE, by, place)
    return sorted([*kept, *new], key=lambda place: (place.name, place.id))


def _show(offer: Offer, by: Actor) -> None:
    if missing_to_show(what=offer.what, ways=(offer.phone, offer.email, offer.website, offer.address)):
        raise _incomplete()
    move(offer, OfferState.SHOWN)
    session().flush()
    audit.log(SHOWN, by=by, offer_id=offer.id)


def _check(draft: OfferDraft) -> None:
    if not draft.name:
        raise InvalidInput("offers.no-name", N_("Bitte geben Sie dem Angebot einen Namen."), field="name")
    if draft.rhythm not in RHYTHMS:
        raise InvalidInput("offers.rhythm", N_("Bitte wählen Sie 3, 6 oder 12 Monate."), field="rhythm")
    if draft.checked_on is not None and not date(FIRST_YEAR, 1, 1) <= draft.checked_on <= today():
        raise InvalidInput(
            "offers.checked-on",
            N_("Bitte geben Sie einen Tag an, an dem wirklich geprüft wurde; er kann nicht in der Zukunft liegen."),
            field="checked_on",
        )


def _ensure_complete(draft: OfferDraft) -> None:
    if missing_to_show(what=draft.what, ways=(draft.phone, draft.email, draft.website, draft.address)):
        raise _incomplete()


def _incomplete() -> InvalidInput:
    return InvalidInput(
        "offers.incomplete",
        N_(
            "Bevor das Angebot öffentlich ist, muss da stehen, was man dort bekommt und wie man hinkommt: Telefon, E-Mail, "
            "Webseite oder Adresse."
        ),
        field="what",
    )
