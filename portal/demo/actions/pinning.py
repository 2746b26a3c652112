"""The Nadelkarten and the Ortsbegehung of the story: drafted, published, pinned, released, decided, walked."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from sqlalchemy import select

from portal.contributions import actions as contributions
from portal.contributions import queries as said
from portal.contributions.terms import Channel, ModerationState
from portal.demo import queries
from portal.demo.actions import consulting
from portal.demo.actions.scenes import Scene, later
from portal.demo.story.pinmaps import MAPS, THANKS, WALKS, Go, MapStory, WalkStory
from portal.demo.story.shape import day_from
from portal.kernel.clock import today
from portal.kernel.db import session
from portal.needs import actions as needs
from portal.needs.models import TriageItem
from portal.pinmaps.actions import drafting, findings, publishing, sessions, walks
from portal.pinmaps.actions.legend import LegendCategory, LegendGroup
from portal.pinmaps.actions.placing import NewPin, place, record_pin
from portal.pinmaps.models import MapSession, Pin, PinMap, WalkAudit
from portal.pinmaps.terms.templates import template
from portal.pinmaps.terms.walks import FindingTopic, Rating


def scenes(loaded_at: datetime) -> Iterator[Scene]:
    """What happens to each map and on each walk."""
    for told in MAPS:
        yield Scene(told.drafted.resolve(loaded_at), told.key, partial(draft, told, loaded_at))
        yield Scene(told.published.resolve(loaded_at), told.key, partial(publish, told))
        for number, go in enumerate(told.goes):
            yield Scene(go.at.resolve(loaded_at), told.key, partial(pin, told, go, number))
        yield Scene(told.released.resolve(loaded_at), told.key, partial(release, told))
        if told.decided:
            yield Scene(told.decided.resolve(loaded_at), told.key, partial(thank, told))
            yield Scene(later(told.decided.resolve(loaded_at), 1), told.key, partial(gather, told))
        if told.closed:
            yield Scene(told.closed.resolve(loaded_at), told.key, partial(close, told))
    for walk in WALKS:
        yield Scene(walk.planned.resolve(loaded_at), walk.title, partial(plan, walk, walk.walked.resolve(loaded_at)))
        yield Scene(walk.walked.resolve(loaded_at), walk.title, partial(note, walk))


def draft(told: MapStory, loaded_at: datetime) -> None:
    """Take the template, say when and who may be asked."""
    chosen = template(told.template)
    assert chosen is not None, f"there is no template {told.template}"
    consultation = consulting.found(told.consultation)
    written = drafting.MapSettings(
        title=told.title,
        question=chosen.question,
        purpose=chosen.purpose,
        consultation_id=consultation.id,
        opens_on=day_from(loaded_at, told.opens_in_days),
        closes_on=day_from(loaded_at, told.closes_in_days),
        comment=chosen.comment,
        with_photo=chosen.with_photo,
        moderation=chosen.moderation,
        position_rule=chosen.position_rule,
        blur_m=chosen.blur_m,
        group_question=chosen.group_question,
        contact_name=consultation.contact_name,
        contact_phone=consultation.contact_phone,
        contact_email=consultation.contact_email,
        categories=tuple(LegendCategory(*look) for look in chosen.categories),
        groups=tuple(LegendGroup(label) for label in chosen.groups),
    )
    drafting.create(written, place=queries.place(told.place), by=queries.person("planung"))


def publish(told: MapStory) -> None:
    """Let everybody set pins."""
    publishing.publish(found(told), by=queries.person("planung"))


def pin(told: MapStory, go: Go, number: int) -> None:
    """Somebody sets pins in one go, or a table is written down."""
    pin_map, by = found(told), queries.person("moderation" if go.table else None)
    table = _table(pin_map, go) if go.table else None
    for order, one in enumerate(go.pins):
        new = NewPin(category=one.category, group=one.group, at=(one.lat, one.lon), comment=one.why)
        key = queries.submission_key(f"{told.key}-{number}-{order}")
        if table is not None:
            record_pin(pin_map, new, table, submission_key=key, by=by)
        else:
            place(pin_map, new, submission_key=key, sitting_key=queries.submission_key(f"{told.key}-{number}"))


def release(told: MapStory) -> None:
    """Everything said so far may be seen by others."""
    for row in _pins(told):
        contribution = said.contribution(row.contribution_id)
        if contribution.moderation is ModerationState.HELD:
            contributions.moderate(contribution, to=ModerationState.RELEASED, by=queries.person("moderation"))


def thank(told: MapStory) -> None:
    """Favourites are no Bedarf; who set them is thanked."""
    entries = _entries(told, told.thanked)
    if entries:
        needs.decline(entries, reason=THANKS, by=queries.person("planung"))


def gather(told: MapStory) -> None:
    """The pins go to a Bedarf that is there already."""
    entries = _entries(told, told.for_need) if told.need else []
    if entries and told.need:
        needs.add_to_need(entries, need=queries.need(told.need), by=queries.person("planung"))


def close(told: MapStory) -> None:
    """Take no more pins."""
    publishing.close(found(told), by=queries.person("planung"))


def plan(told: WalkStory, walked: datetime) -> None:
    """Say where one goes, when and with whom."""
    wanted = walks.WalkPlan(
        title=told.title,
        walked_on=walked.date(),
        route=told.route,
        consultation_id=consulting.found(told.consultation).id,
        weather=told.weather,
        participants=told.participants,
    )
    walks.plan(wanted, place=queries.place(told.place), by=queries.person("kuemmerer"))


def note(told: WalkStory) -> None:
    """What was found on the way."""
    walk = session().scalars(select(WalkAudit).where(WalkAudit.title == told.title)).one()
    for number, one in enumerate(told.findings):
        new = findings.NewFinding(
            topic=FindingTopic(one.topic),
            rating=Rating(one.rating),
            remark=one.remark,
            at=(one.lat, one.lon),
            accuracy_m=6,
            by_phone=False,
        )
        key = queries.submission_key(f"{told.title}-{number}")
        findings.note(walk, new, submission_key=key, by=queries.person("kuemmerer"))


def found(told: MapStory) -> PinMap:
    """The map of the story."""
    return session().scalars(select(PinMap).where(PinMap.title == told.title)).one()


def _table(pin_map: PinMap, go: Go) -> MapSession:
    header = sessions.TableHeader(title=go.table, held_on=today(), people=12, channel=Channel.PAPER)
    return sessions.begin(pin_map, header, by=queries.person("moderation"))


def _pins(told: MapStory) -> list[Pin]:
    return list(session().scalars(select(Pin).where(Pin.map_id == found(told).id).order_by(Pin.seq)))


def _entries(told: MapStory, categories: tuple[int, ...]) -> list[TriageItem]:
    """The entries of the inbox of the pins of these categories."""
    chosen = [row.contribution_id for row in _pins(told) if row.category in categories]
    return list(session().scalars(select(TriageItem).where(TriageItem.contribution_id.in_(chosen))))
