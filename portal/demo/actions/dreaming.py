"""The Zukunftswerkstätten of the story: invited, criticised, dreamt, sketched, released, followed."""

from collections.abc import Iterator
from datetime import date, datetime, time
from functools import partial
from uuid import UUID

from sqlalchemy import select

from portal.demo import queries
from portal.demo.actions import consulting
from portal.demo.actions.scenes import Scene, later
from portal.demo.story.shape import BERLIN, day_from
from portal.demo.story.workshops import THANKS, WORKSHOPS, CritiqueStory, SketchStory, WorkshopStory
from portal.kernel.db import session
from portal.needs import actions as needs
from portal.needs.models import TriageItem
from portal.walls import actions as walls
from portal.walls import queries as wall_queries
from portal.walls.models import Wall, WallCard
from portal.workshops.actions import drafting, leading, publishing, sketching, wishes
from portal.workshops.models import FutureWorkshop
from portal.workshops.queries.chain import Chain, chain
from portal.workshops.terms.sketches import SketchState
from portal.workshops.terms.steps import Phase, WorkshopStep
from portal.workshops.terms.templates import WorkshopTemplate

_MODERATION = "moderation"


def scenes(loaded_at: datetime) -> Iterator[Scene]:
    """What happens in each workshop."""
    for told in WORKSHOPS:
        yield Scene(told.drafted.resolve(loaded_at), told.key, partial(draft, told, loaded_at))
        yield Scene(told.published.resolve(loaded_at), told.key, partial(publish, told))
        if told.criticised:
            yield Scene(told.criticised.resolve(loaded_at), told.key, partial(criticise, told))
        if told.dreamt:
            yield Scene(told.dreamt.resolve(loaded_at), told.key, partial(dream, told))
        if told.drawn:
            yield Scene(told.drawn.resolve(loaded_at), told.key, partial(draw, told, loaded_at))
        if told.released:
            at = told.released.resolve(loaded_at)
            yield Scene(at, told.key, partial(release, told, loaded_at))
            yield Scene(later(at, 10), told.key, partial(thank, told))
        for sketch in told.sketches:
            for number, news in enumerate(sketch.news):
                yield Scene(news.at.resolve(loaded_at), told.key, partial(follow, told, sketch, number))


def draft(told: WorkshopStory, loaded_at: datetime) -> None:
    """Take the template, say when, where and who may be asked."""
    days: list[date | None] = [day_from(loaded_at, day) for day in told.phases_in_days or ()]
    phases = days or [None] * 4
    starts_at = told.held.resolve(loaded_at) if told.held else None
    if told.held_in_days is not None:
        starts_at = datetime.combine(day_from(loaded_at, told.held_in_days), time.fromisoformat(told.begins), BERLIN)
    written = drafting.WorkshopDraft(
        title=told.title,
        purpose=told.purpose,
        consultation_id=consulting.found(told.consultation).id if told.consultation else None,
        starts_at=starts_at,
        venue=told.venue,
        critique_on=phases[0],
        fantasy_on=phases[1],
        realisation_on=phases[2],
        ends_on=phases[3],
        led_by="Jonas Reitmeier",
        contact_name=told.contact_name,
        contact_phone=told.contact_phone,
        contact_email="moderation@example.org",
    )
    by = queries.person(_MODERATION)
    drafting.create(written, WorkshopTemplate(told.template), place=queries.place(told.place), by=by)


def publish(told: WorkshopStory) -> None:
    """Let everybody see it."""
    publishing.publish(found(told), by=queries.person("planung"))


def criticise(told: WorkshopStory) -> None:
    """People write what disturbs them, and together they order it."""
    workshop, by = found(told), queries.person(_MODERATION)
    go_to(workshop, WorkshopStep.CRITIQUE)
    wall, column = _wall(workshop), _chain(workshop).columns[Phase.CRITIQUE]
    for one in told.critique:
        cards = [_card(told, wall, Phase.CRITIQUE, words).contribution_id for words in one.cards]
        walls.make_cluster(wall, column.id, one.title, cards=cards, by=by)


def dream(told: WorkshopStory) -> None:
    """Each criticism becomes a wish, people dream on and give their dots."""
    workshop, by = found(told), queries.person(_MODERATION)
    go_to(workshop, WorkshopStep.FANTASY)
    for one in told.critique:
        key = queries.submission_key(f"{told.key}-wish-{one.title}")
        wishes.turn_into_wish(workshop, _key_of(workshop, one), wish=one.wish, submission_key=key, by=by)
    for words, _dots in told.dreams:
        _card(told, _wall(workshop), Phase.FANTASY, words)
    if not workshop.is_online:
        leading.weigh(workshop, on=True, by=by)
    _weigh(told, workshop)


def draw(told: WorkshopStory, loaded_at: datetime) -> None:
    """Wishes become projects; at the end everybody goes home."""
    workshop, by = found(told), queries.person(_MODERATION)
    go_to(workshop, WorkshopStep.REALISATION)
    for words in told.offers:
        _card(told, _wall(workshop), Phase.REALISATION, words)
    for one in told.sketches:
        drawn = sketching.SketchDraft(
            title=one.title,
            what=one.what,
            who=one.who,
            when_done=one.when_done,
            with_whom=one.with_whom,
            first_step=one.first_step,
            first_step_on=day_from(loaded_at, one.first_step_in_days),
            godparent=one.godparent,
            godparent_may_be_named=one.may_be_named and bool(one.godparent),
        )
        idea = next(idea for idea in _chain(workshop).ideas if idea.thought.title == one.wish)
        sketching.sketch(workshop, drawn, idea=idea.thought.key, submission_key=_sketch_key(told, one), by=by)
    go_to(workshop, WorkshopStep.REFLECTION)
    drafting.count_people(workshop, people=told.people, participants=told.participants, version=workshop.version, by=by)


def release(told: WorkshopStory, loaded_at: datetime) -> None:
    """Say what came out, read everything once more, give it to all."""
    workshop, by = found(told), queries.person(_MODERATION)
    again = day_from(loaded_at, told.look_again_in_days) if told.look_again_in_days is not None else None
    publishing.write_summary(workshop, summary=told.summary, look_again_on=again, version=workshop.version, by=by)
    go_to(workshop, WorkshopStep.PERMANENT)
    publishing.release(workshop, by=queries.person("planung"))


def thank(told: WorkshopStory) -> None:
    """The cards are no Bedarfe by themselves; who wrote them is thanked."""
    ids = select(WallCard.contribution_id).where(WallCard.wall_id == found(told).wall_id)
    entries = list(session().scalars(select(TriageItem).where(TriageItem.contribution_id.in_(ids))))
    needs.decline(entries, reason=THANKS, by=queries.person("planung"))


def follow(told: WorkshopStory, sketch: SketchStory, number: int) -> None:
    """Somebody asked, and tells how it stands."""
    news = sketch.news[number]
    row = next(one for one in _chain(found(told)).sketches if one.title == sketch.title)
    sketching.tell_what_became(
        row,
        state=SketchState(news.state),
        sentence=news.sentence,
        submission_key=queries.submission_key(f"{told.key}-news-{sketch.title}-{number}"),
        by=queries.person(_MODERATION),
    )


def go_to(workshop: FutureWorkshop, step: WorkshopStep) -> None:
    """Step by step to this one, unless the dates were faster."""
    while workshop.step.number < step.number:
        leading.go_on(workshop, seen=workshop.step, by=queries.person(_MODERATION))


def found(told: WorkshopStory) -> FutureWorkshop:
    """The workshop of the story."""
    return session().scalars(select(FutureWorkshop).where(FutureWorkshop.title == told.title)).one()


def _wall(workshop: FutureWorkshop) -> Wall:
    return wall_queries.wall(workshop.wall_id)


def _chain(workshop: FutureWorkshop) -> Chain:
    return chain(workshop, for_staff=True)


def _key_of(workshop: FutureWorkshop, one: CritiqueStory) -> str:
    return next(found.thought.key for found in _chain(workshop).criticisms if found.thought.title == one.title)


def _card(told: WorkshopStory, wall: Wall, phase: Phase, words: str) -> WallCard:
    """A card from a phone of its own."""
    column = next(one for one in wall_queries.columns_of(wall.id) if one.title == phase.label)
    key = queries.submission_key(f"{told.key}-{phase.value}-{words}")
    return walls.put_card(wall, column.id, words, guest_id=key, submission_key=key).card


def _weigh(told: WorkshopStory, workshop: FutureWorkshop) -> None:
    """Each wish gets its dots, each of a phone of its own."""
    dots = {one.wish: one.dots for one in told.critique} | dict(told.dreams)
    for idea in _chain(workshop).ideas:
        spot = walls.Spot(card_id=idea.thought.card_id)
        for number in range(dots.get(idea.thought.title, 0)):
            key = queries.submission_key(f"{told.key}-dot-{idea.thought.title}-{number}")
            walls.place_dot(_wall(workshop), spot, guest_id=key, submission_key=key)


def _sketch_key(told: WorkshopStory, one: SketchStory) -> UUID:
    return queries.submission_key(f"{told.key}-sketch-{one.title}")
