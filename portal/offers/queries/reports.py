"""What readers found wrong, and files on their way in."""

from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload

from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kernel.policy import Actor
from portal.offers.models import Offer, OfferImport, OfferReport
from portal.offers.queries.directory import in_scope


def report(id: UUID) -> OfferReport:
    """One Hinweis with its Angebot. Raises `NotFound`."""
    found = session().scalar(
        select(OfferReport)
        .where(OfferReport.id == id)
        .options(joinedload(OfferReport.offer).joinedload(Offer.sozialraum))
    )
    if found is None:
        raise NotFound
    return found


def page_of_reports(viewer: Actor, *, after: str | None, limit: int = 30) -> KeysetPage:
    """Hinweise that wait for this person, the oldest first, with their Angebot."""
    chosen = _waiting(viewer).options(contains_eager(OfferReport.offer))
    return page_by_key(chosen, keys=(OfferReport.at.asc(), OfferReport.id.asc()), after=after, limit=limit)


def oldest_reports(viewer: Actor, *, limit: int) -> list[OfferReport]:
    """The ones that wait longest."""
    chosen = _waiting(viewer).options(contains_eager(OfferReport.offer))
    return list(session().scalars(chosen.order_by(OfferReport.at, OfferReport.id).limit(limit)))


def count_reports(viewer: Actor) -> int:
    """How many wait."""
    return session().scalar(select(func.count()).select_from(_waiting(viewer).subquery())) or 0


def reports_of(offer_id: UUID) -> list[OfferReport]:
    """The Hinweise that wait at one Angebot, the oldest first."""
    chosen = select(OfferReport).where(OfferReport.offer_id == offer_id, OfferReport.settled_at.is_(None))
    return list(session().scalars(chosen.order_by(OfferReport.at, OfferReport.id)))


def import_file(id: UUID) -> OfferImport:
    """A file that was handed in. Raises `NotFound`."""
    found = session().get(OfferImport, id)
    if found is None:
        raise NotFound
    return found


def _waiting(viewer: Actor) -> Select[OfferReport]:
    return select(OfferReport).join(OfferReport.offer).where(OfferReport.settled_at.is_(None), in_scope(viewer))
