"""Wortmeldungen in the inbox and Bedarfe for tests."""

from itertools import count
from uuid import UUID, uuid4

from sqlalchemy import select

from portal.contributions import actions as contributions
from portal.contributions.terms import Channel, ContactDetails, ContributionKind
from portal.county.models import ActionField
from portal.kernel.db import session, unit_of_work
from portal.kernel.policy import SYSTEM, Actor
from portal.needs import actions
from portal.needs.models import Evidence, Need, PublicAnswer, TriageItem
from portal.needs.terms import NeedStatus
from portal.places.models import Sozialraum
from tests.factories.places import make_place

_numbers = count(1)


def make_item(
    text: str = "Der Bus nach Mindelheim fährt abends nicht mehr.",
    place: Sozialraum | None = None,
    *,
    without_place: bool = False,
    channel: Channel = Channel.ONLINE,
    kind: ContributionKind = ContributionKind.CONCERN,
    email: str = "",
    contact: ContactDetails | None = None,
    consultation_id: UUID | None = None,
    by: Actor = SYSTEM,
) -> TriageItem:
    """Something somebody said, waiting in the inbox."""
    where = None if without_place else place or some_place()
    with unit_of_work():
        receipt = contributions.accept(
            submission_key=uuid4(),
            kind=kind,
            text=text,
            channel=channel,
            sozialraum_id=where.id if where else None,
            contact=contact or (ContactDetails(email=email) if email else None),
            consultation_id=consultation_id,
            by=by,
        )
    return item_of(receipt.contribution.id)


def item_of(contribution_id: UUID) -> TriageItem:
    """The entry of the inbox for a whole Wortmeldung."""
    return (
        session()
        .scalars(
            select(TriageItem).where(TriageItem.contribution_id == contribution_id, TriageItem.parent_id.is_(None))
        )
        .one()
    )


def make_need(
    title: str = "Abends fährt kein Bus",
    place: Sozialraum | None = None,
    *,
    description: str = "",
    action_field: ActionField | None = None,
    voices: int = 0,
    by: Actor = SYSTEM,
) -> Need:
    """A Bedarf with so many Wortmeldungen behind it."""
    where = place or some_place()
    with unit_of_work():
        need = actions.create_need(draft(title, where, description=description, action_field=action_field), by=by)
    for _ in range(voices):
        add_voice(need, f"Stimme {next(_numbers)}: {title}", where)
    return need


def draft(
    title: str, place: Sozialraum, *, description: str = "", action_field: ActionField | None = None
) -> actions.NeedDraft:
    """What somebody writes about a Bedarf."""
    return actions.NeedDraft(
        title=title,
        sozialraum_id=place.id,
        description=description,
        action_field_id=action_field.id if action_field else None,
    )


def add_voice(
    need: Need,
    text: str,
    place: Sozialraum,
    *,
    email: str = "",
    contact: ContactDetails | None = None,
    consultation_id: UUID | None = None,
) -> Evidence:
    """One more Wortmeldung behind a Bedarf."""
    item = make_item(text, place, email=email, contact=contact, consultation_id=consultation_id)
    with unit_of_work():
        actions.add_to_need([item], need=need, by=SYSTEM)
    return session().scalars(select(Evidence).where(Evidence.triage_item_id == item.id)).one()


def make_answered(
    need: Need, status: NeedStatus = NeedStatus.IN_REVIEW, sentence: str = "Wir prüfen das."
) -> PublicAnswer:
    """Give a Bedarf a status with its sentence."""
    with unit_of_work():
        return actions.answer(need, status=status, sentence=sentence, by=SYSTEM)


def behind(need: Need) -> set[UUID]:
    """The Wortmeldungen behind a Bedarf."""
    rows = select(Evidence.contribution_id).where(Evidence.need_id == need.id)
    return {row for row in session().scalars(rows) if row is not None}


def some_place() -> Sozialraum:
    """A Gemeinde that is there already, or a new one."""
    from portal.places.terms import PlaceKind

    found = session().scalar(select(Sozialraum).where(Sozialraum.kind == PlaceKind.MUNICIPALITY).limit(1))
    return found or make_place()


def add_letter(need: Need, place: Sozialraum, name: str, address: str = "Kirchgasse 4\n87700 Legau") -> Evidence:
    """One more, from somebody who has only an address."""
    return add_voice(need, f"{name} sagt etwas.", place, contact=ContactDetails(name=name, address=address))


def add_call(need: Need, place: Sozialraum, phone: str, name: str = "") -> Evidence:
    """One more, from somebody who has only a telephone."""
    return add_voice(need, f"{phone} sagt etwas.", place, contact=ContactDetails(phone=phone, name=name))
