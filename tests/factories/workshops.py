"""Zukunftswerkstätten for tests: drafted, led to a step, with criticism on the wall."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from portal.kernel.clock import now
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM
from portal.places.models import Sozialraum
from portal.walls import actions as walls
from portal.walls import queries as wall_queries
from portal.workshops import queries
from portal.workshops.actions import drafting, leading, publishing, sketching, wishes
from portal.workshops.actions.drafting import WorkshopDraft
from portal.workshops.actions.sketching import SketchDraft
from portal.workshops.models import FutureWorkshop, ProjectSketch, Wish
from portal.workshops.queries import sketches
from portal.workshops.queries.chain import Chain, chain
from portal.workshops.terms.steps import Phase, WorkshopStep
from portal.workshops.terms.templates import WorkshopTemplate
from tests.factories.places import make_place


def make_workshop(
    title: str = "Unser Dorf mit 70",
    *,
    place: Sozialraum | None = None,
    template: WorkshopTemplate = WorkshopTemplate.EVENING,
    step: WorkshopStep = WorkshopStep.PREPARATION,
    published: bool = False,
    **values: Any,
) -> FutureWorkshop:
    """A workshop with everything the checklist asks for, led to `step`."""
    given: dict[str, Any] = {
        "title": title,
        "purpose": "Wie wollen wir älter werden?",
        "venue": "Pfarrheim",
        "led_by": "Jonas Reitmeier",
        "contact_name": "Rosa Huber",
        "contact_phone": "08392 999-0",
    }
    if template is not WorkshopTemplate.ONLINE:
        given["starts_at"] = now() + timedelta(days=10)
    around = place or make_place()
    with unit_of_work():
        workshop = drafting.create(WorkshopDraft(**(given | values)), template, place=around, by=SYSTEM)
    if published:
        with unit_of_work():
            publishing.publish(queries.workshop(workshop.id), by=SYSTEM)
    go_to(workshop, step)
    return queries.workshop(workshop.id)


def go_to(workshop: FutureWorkshop, step: WorkshopStep) -> None:
    """Step by step to this one."""
    while (fresh := queries.workshop(workshop.id)).step.number < step.number:
        with unit_of_work():
            leading.go_on(fresh, seen=fresh.step, anyway=True, by=SYSTEM)


def make_card(workshop: FutureWorkshop, phase: Phase, text: str, *, guest: UUID | None = None) -> UUID:
    """A card from a phone; its Wortmeldung."""
    with unit_of_work():
        wall = wall_queries.wall(workshop.wall_id)
        column = wall_queries.columns_of(wall.id)[list(Phase).index(phase)]
        put = walls.put_card(wall, column.id, text, guest_id=guest or uuid4(), submission_key=uuid4())
    return put.card.contribution_id


def make_critique(workshop: FutureWorkshop, title: str, texts: Sequence[str] = ()) -> str:
    """Cards of the column Kritik under a heading, or one that hangs by itself; the key by which forms name it."""
    cards = [make_card(workshop, Phase.CRITIQUE, text) for text in texts or (title,)]
    if not texts:
        return f"k-{cards[0]}"
    with unit_of_work():
        wall = wall_queries.wall(workshop.wall_id)
        column = wall_queries.columns_of(wall.id)[0]
        cluster = walls.make_cluster(wall, column.id, title, cards=cards, by=SYSTEM)
    return f"g-{cluster.id}"


def make_wish(workshop: FutureWorkshop, criticism: str, text: str, *, key: UUID | None = None) -> Wish:
    """The positive turn of a criticism."""
    with unit_of_work():
        fresh = queries.workshop(workshop.id)
        return wishes.turn_into_wish(fresh, criticism, wish=text, submission_key=key or uuid4(), by=SYSTEM)


def make_sketch(
    workshop: FutureWorkshop, title: str = "Dorfstube", *, idea: str = "", key: UUID | None = None, **values: Any
) -> ProjectSketch:
    """A project sketch."""
    with unit_of_work():
        fresh = queries.workshop(workshop.id)
        row = sketching.sketch(
            fresh, SketchDraft(title=title, **values), idea=idea, submission_key=key or uuid4(), by=SYSTEM
        )
    return sketches.sketch(row.id, workshop_id=workshop.id)


def make_chain(place: Sozialraum | None = None, *, released: bool = True) -> FutureWorkshop:
    """A whole workshop: one criticism of two cards, turned into a wish, sketched as a project, released."""
    workshop = make_workshop(place=place, step=WorkshopStep.CRITIQUE)
    criticism = make_critique(workshop, "Man trifft sich nicht", ["Das Wirtshaus ist zu", "Keine Bank"])
    go_to(workshop, WorkshopStep.FANTASY)
    wish = make_wish(workshop, criticism, "Eine Stube, in der immer jemand ist")
    make_card(workshop, Phase.FANTASY, "Ein Tanzboden unter der Linde")
    go_to(workshop, WorkshopStep.REALISATION)
    make_card(workshop, Phase.REALISATION, "Ich sperre auf")
    make_sketch(
        workshop,
        idea=f"k-{wish.card_id}",
        what="Das Lehrerhaus wird aufgesperrt.",
        first_step="Den Raum ansehen",
        godparent="Hildegard Mayr",
    )
    go_to(workshop, WorkshopStep.REFLECTION)
    if released:
        with unit_of_work():
            fresh = queries.workshop(workshop.id)
            publishing.write_summary(
                fresh, summary="Es wurde gelacht.", look_again_on=None, version=fresh.version, by=SYSTEM
            )
            publishing.release(fresh, by=SYSTEM)
    return queries.workshop(workshop.id)


def chain_of(workshop: FutureWorkshop) -> Chain:
    """As the staff see it."""
    return chain(queries.workshop(workshop.id), for_staff=True)
