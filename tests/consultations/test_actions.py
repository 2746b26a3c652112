"""Drafting, publishing and closing a Verfahren."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from portal.consultations import actions, queries
from portal.consultations.actions import ConsultationDraft
from portal.consultations.models import Consultation
from portal.consultations.terms import ConsultationState, Requirement, Timing
from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, Forbidden, InvalidInput, NotFound
from portal.kernel.policy import SYSTEM, Role
from portal.places.models import Sozialraum
from tests.factories.accounts import make_account
from tests.factories.consultations import close_consultation, make_consultation
from tests.factories.places import make_place, make_root
from tests.support.time import StoppedClock


def draft_of(consultation: Consultation, **changes: object) -> ConsultationDraft:
    names = (
        "title",
        "purpose",
        "opens_on",
        "closes_on",
        "contact_name",
        "contact_phone",
        "contact_email",
        "moderate_first",
    )
    values = {name: getattr(consultation, name) for name in names}
    return ConsultationDraft(**(values | {"place": consultation.sozialraum} | changes))


def edit(consultation: Consultation, *, version: int | None = None, **changes: object) -> None:
    seen = version or consultation.version
    with unit_of_work():
        fresh = queries.consultation(consultation.id)
        actions.edit(fresh, draft_of(fresh, **changes), version=seen, by=SYSTEM)


def test_a_draft_needs_a_title_and_a_place(session: Session) -> None:
    place = make_place()

    with unit_of_work():
        draft = actions.create(ConsultationDraft(title="Älter werden in Dirlewang", place=place), by=SYSTEM)
    assert (draft.slug, draft.state, draft.timing) == ("aelter-werden-in-dirlewang", ConsultationState.DRAFT, None)

    with pytest.raises(InvalidInput) as refused, unit_of_work():
        actions.create(ConsultationDraft(title="", place=place), by=SYSTEM)
    assert refused.value.field == "title"


def test_addresses_are_told_apart(session: Session) -> None:
    place = make_place()

    slugs = [make_consultation("Jugend!", place=place).slug for _ in range(3)]

    assert slugs == ["jugend", "jugend-2", "jugend-3"]
    assert make_consultation("🙂", place=place).slug == "ort"


def test_a_published_one_keeps_its_address(session: Session) -> None:
    draft, public = make_consultation("Alt", published=False), make_consultation("Auch alt")

    edit(draft, title="Neu")
    edit(public, title="Neu gesagt")

    assert (queries.consultation(draft.id).slug, queries.consultation(public.id).slug) == ("neu", "auch-alt")


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"purpose": ""}, [Requirement.PURPOSE]),
        ({"contact_phone": ""}, [Requirement.CONTACT]),
        ({"contact_name": ""}, [Requirement.CONTACT]),
        ({"opens_on": None}, [Requirement.PERIOD]),
        ({"opens_on": None, "closes_on": None, "purpose": ""}, [Requirement.PURPOSE, Requirement.PERIOD]),
        ({}, []),
    ],
)
def test_the_checklist_decides_on_publication(
    session: Session, changes: dict[str, Any], missing: list[Requirement]
) -> None:
    draft = make_consultation(published=False, **changes)

    assert queries.missing_for_publication(draft) == missing
    if missing:
        with pytest.raises(InvalidInput), unit_of_work():
            actions.publish(queries.consultation(draft.id), by=SYSTEM)
    assert (queries.consultation(draft.id).state is ConsultationState.DRAFT) or not missing


def test_a_period_that_is_over_cannot_be_published(session: Session) -> None:
    days: dict[str, Any] = {"opens_on": today() - timedelta(days=9), "closes_on": today() - timedelta(days=1)}

    assert queries.missing_for_publication(make_consultation(published=False, **days)) == [Requirement.PERIOD]


def test_the_end_is_not_before_the_beginning(session: Session) -> None:
    with pytest.raises(InvalidInput) as refused:
        make_consultation(closes_on=today() - timedelta(days=30))

    assert refused.value.field == "closes_on"


def test_a_published_one_stays_complete(session: Session) -> None:
    consultation = make_consultation()

    with pytest.raises(InvalidInput):
        edit(consultation, contact_phone="")

    assert queries.consultation(consultation.id).contact_phone == "08392 999-0"


def test_time_decides_what_runs(session: Session, frozen_clock: StoppedClock) -> None:
    consultation = make_consultation(opens_on=today() + timedelta(days=2), closes_on=today() + timedelta(days=4))

    seen = []
    for _day in range(6):
        seen.append(queries.consultation(consultation.id).timing)
        frozen_clock.forward(days=1)

    assert seen == [Timing.COMING] * 2 + [Timing.RUNNING] * 3 + [Timing.PAST]


def test_closing_tells_what_became_of_it(session: Session) -> None:
    consultation = make_consultation()
    assert consultation.takes_contributions

    with pytest.raises(InvalidInput) as refused:
        close_consultation(consultation, outcome="")
    close_consultation(consultation, outcome="Die Bank kommt.")

    closed = queries.consultation(consultation.id)
    assert refused.value.field == "outcome"
    assert (closed.state, closed.outcome, closed.timing) == (ConsultationState.CLOSED, "Die Bank kommt.", Timing.PAST)
    assert not closed.takes_contributions
    planner = make_account(Role.PLANNER)
    with pytest.raises(Forbidden), unit_of_work():
        fresh = queries.consultation(closed.id)
        actions.edit(fresh, draft_of(fresh), version=fresh.version, by=planner)


def test_the_second_to_save_is_told(session: Session) -> None:
    consultation = make_consultation("Von vorher", published=False)
    seen = consultation.version
    edit(consultation, title="Von der Ersten")

    with pytest.raises(Conflict):
        edit(consultation, version=seen, title="Von der Zweiten")

    assert queries.consultation(consultation.id).title == "Von der Ersten"


def test_the_outcome_can_be_said_anew_but_not_overwritten_unseen(session: Session) -> None:
    consultation = make_consultation()
    close_consultation(consultation)
    seen = queries.consultation(consultation.id).version

    for outcome in ("Besser gesagt", "Überschrieben"):
        try:
            with unit_of_work():
                actions.tell_outcome(queries.consultation(consultation.id), outcome=outcome, version=seen, by=SYSTEM)
        except Conflict:
            assert outcome == "Überschrieben"

    assert queries.consultation(consultation.id).outcome == "Besser gesagt"


def test_only_drafts_are_discarded(session: Session) -> None:
    draft, public = make_consultation(published=False), make_consultation()
    planner = make_account(Role.PLANNER)

    with unit_of_work():
        actions.discard(queries.consultation(draft.id), by=planner)
    with pytest.raises(Forbidden), unit_of_work():
        actions.discard(queries.consultation(public.id), by=planner)

    with pytest.raises(NotFound):
        queries.consultation(draft.id)


def test_what_concerns_a_gemeinde(session: Session) -> None:
    county = make_root()
    gemeinde, neighbour = make_place("Unteregg"), make_place("Kammlach")
    for title, place in (("im Landkreis", county), ("hier", gemeinde), ("nebenan", neighbour)):
        make_consultation(title, place=place)

    def titles(place: Sozialraum) -> set[str]:
        return {found.title for found in queries.published(Timing.RUNNING, around=place.id, lineage=place.lineage)}

    assert titles(gemeinde) == {"im Landkreis", "hier"}
    assert titles(county) == {"im Landkreis", "hier", "nebenan"}
    assert {found.title for found in queries.published_in(gemeinde.id, gemeinde.lineage)} == {"im Landkreis", "hier"}
