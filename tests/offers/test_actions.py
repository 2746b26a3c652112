"""Entering, changing, checking, ending; what is found where; Hinweise; what is forgotten."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.orm import Session

from portal.county.queries import action_fields, target_groups
from portal.kernel.clock import months_later, today
from portal.kernel.codes import new_id
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, Forbidden, InvalidInput, NotFound
from portal.kernel.policy import SYSTEM, Role
from portal.offers import actions, queries
from portal.offers.actions import OfferDraft
from portal.offers.models import Offer
from portal.offers.queries import Filters, Supply
from portal.offers.subscribers import forget, rebuild_search
from portal.offers.terms.kinds import OfferKind, OfferState, WorkFilter
from portal.places.models import Sozialraum
from portal.places.terms import PlaceKind
from tests.factories.accounts import make_account
from tests.factories.county import make_county
from tests.factories.offers import end_offer, hours, make_offer, make_report
from tests.factories.places import make_place, make_root
from tests.support.time import StoppedClock


@pytest.fixture
def place(app: Flask) -> Sozialraum:
    make_county(with_terms=True)
    return make_place("Pfaffenhausen")


def found(filters: Filters) -> list[str]:
    return [one.name for one in queries.page_of(queries.shown_offers(filters), after=None).rows]


def draft_of(offer: Offer, **changes: object) -> OfferDraft:
    values: dict[str, object] = {
        "name": offer.name,
        "kind": offer.kind,
        "place": offer.sozialraum,
        "what": offer.what,
        "phone": offer.phone,
        "checked_on": offer.checked_on,
    }
    return OfferDraft(**(values | changes))  # type: ignore[arg-type]


def test_the_search_finds_words_of_the_name_the_text_the_kind_and_the_place(
    session: Session, place: Sozialraum
) -> None:
    senior = next(group for group in target_groups() if group.name == "Seniorinnen und Senioren")
    make_offer("Bürgerauto", place=place, what="Wir holen Sie ab.", target_group_ids=[senior.id])
    make_offer("Chor", place=place, kind=OfferKind.CLUB, what="Wir singen.")

    for asked in ("bürgerauto", "auto", "holen", "Mobilität", "Senioren"):
        assert found(Filters(text=asked)) == ["Bürgerauto"], asked
    assert found(Filters(text="Pfaffenhausen")) == ["Bürgerauto", "Chor"]
    assert found(Filters(text="Fahrrad")) == []


def test_the_search_follows_a_change_and_a_restored_backup(session: Session, place: Sozialraum) -> None:
    offer = make_offer("Bürgerauto", place=place)
    with unit_of_work():
        fresh = queries.offer(offer.id)
        actions.edit(fresh, draft_of(fresh, name="Ruftaxi"), version=fresh.version, by=SYSTEM)
    assert [found(Filters(text=word)) for word in ("Bürgerauto", "Ruftaxi")] == [[], ["Ruftaxi"]]

    with unit_of_work() as unit:
        unit.execute(text("DELETE FROM search_offer"))
    assert found(Filters(text="Ruftaxi")) == []
    rebuild_search()
    assert found(Filters(text="Ruftaxi")) == ["Ruftaxi"]


def test_a_place_has_what_serves_it_its_parts_and_everything_around(session: Session, place: Sozialraum) -> None:
    part = make_place("Egelhofen", kind=PlaceKind.LOCALITY, parent=place)
    other = make_place("Kammlach")
    make_offer("Im Ort", place=place)
    make_offer("Im Ortsteil", place=part)
    make_offer("Im Landkreis", place=make_root())
    make_offer("Nebenan", place=other)
    make_offer("Nebenan auch hier", place=other, place_ids=[place.id])

    assert found(Filters(place_id=place.id)) == ["Im Landkreis", "Im Ort", "Im Ortsteil", "Nebenan auch hier"]
    assert found(Filters(place_id=part.id)) == ["Im Landkreis", "Im Ort", "Im Ortsteil", "Nebenan auch hier"]
    assert found(Filters(place_id=other.id)) == ["Im Landkreis", "Nebenan", "Nebenan auch hier"]
    assert found(Filters(place_id=new_id())) == []


def test_the_supply_of_a_place_counts_what_is_there_and_what_reaches_it(session: Session, place: Sozialraum) -> None:
    make_offer("Fahrdienst", place=place)
    make_offer("Rufbus", place=make_root())
    make_offer("Chor", place=place, kind=OfferKind.CLUB)
    make_offer("Entwurf", place=place, shown=False)
    end_offer(make_offer("Beendet", place=place))

    supply = queries.supply_of(place.id)

    assert [one.kind for one in supply] == list(OfferKind)
    assert [one for one in supply if one.total] == [
        Supply(OfferKind.TRANSPORT, here=1, around=1),
        Supply(OfferKind.CLUB, here=1, around=0),
    ]


def test_open_now_follows_the_clock_and_says_nothing_on_holidays(
    session: Session, place: Sozialraum, frozen_clock: StoppedClock
) -> None:
    make_offer("Vormittags", place=place, spans=hours(mo="9–12"))
    make_offer("Ohne Zeiten", place=place)

    seen = []
    for moment in ("2026-03-02T09:30+01:00", "2026-03-02T12:00+01:00", "2026-04-06T09:30+02:00"):
        frozen_clock.set(moment)
        seen.append(found(Filters(open_now=True)))
    assert seen == [["Vormittags"], [], []]


def test_what_two_people_change_is_never_overwritten(session: Session, place: Sozialraum) -> None:
    offer, planner = make_offer(place=place), make_account(Role.PLANNER)
    seen = offer.version
    with unit_of_work():
        fresh = queries.offer(offer.id)
        actions.edit(fresh, draft_of(fresh, spans=hours(mo="9–12")), version=seen, by=SYSTEM)

    with pytest.raises(Conflict), unit_of_work():
        fresh = queries.offer(offer.id)
        actions.edit(fresh, draft_of(fresh, name="Anders"), version=seen, by=SYSTEM)
    with pytest.raises(Conflict), unit_of_work():
        actions.check(queries.offer(offer.id), version=seen, by=planner)


@pytest.mark.parametrize(
    ("months", "checked", "due"),
    [(12, "2025-03-02", "2026-03-02"), (6, "2025-08-31", "2026-02-28"), (3, "2025-12-03", "2026-03-03")],
)
def test_it_is_due_on_the_day_the_rhythm_says(
    session: Session, place: Sozialraum, months: int, checked: str, due: str
) -> None:
    offer = make_offer(place=place, checked_on=date.fromisoformat(checked), rhythm=months)

    assert offer.due_on == date.fromisoformat(due)
    assert offer.is_due == (date.fromisoformat(due) <= today())
    assert [one.id for one in queries.due_offers(SYSTEM)] == ([offer.id] if offer.is_due else [])


def test_checking_moves_the_day_and_a_second_click_changes_nothing(session: Session, place: Sozialraum) -> None:
    offer, by = make_offer(place=place, checked_on=date(2024, 1, 1)), make_account(Role.KUEMMERER, place)
    before = offer.version
    for _click in range(2):
        with unit_of_work():
            actions.check(queries.offer(offer.id), version=before, by=by)

    seen = queries.offer(offer.id)
    assert (seen.checked_on, seen.checked_by, seen.due_on) == (today(), by.id, months_later(today(), 12))
    assert seen.version == before + 1
    assert queries.count_due(by) == 0


def test_what_has_ended_is_kept_and_never_due(session: Session, place: Sozialraum) -> None:
    offer = end_offer(make_offer(place=place, checked_on=None))

    assert (offer.state, offer.ended_on, offer.is_due) == (OfferState.ENDED, today(), False)
    assert queries.due_offers(SYSTEM) == []
    ended = queries.visible_offers(SYSTEM, Filters(work=WorkFilter.ENDED))
    assert [one.id for one in queries.page_of(ended, after=None).rows] == [offer.id]
    with unit_of_work():
        actions.show(queries.offer(offer.id), by=SYSTEM)
    assert (queries.offer(offer.id).state, queries.offer(offer.id).ended_on) == (OfferState.SHOWN, None)


@pytest.mark.parametrize(("what", "phone"), [("", "089 99998 300"), ("Wir fahren Sie.", "")])
def test_what_nobody_could_use_is_not_shown(session: Session, place: Sozialraum, what: str, phone: str) -> None:
    offer = make_offer(place=place, what=what, phone=phone, shown=False)

    with pytest.raises(InvalidInput) as refused, unit_of_work():
        actions.show(queries.offer(offer.id), by=SYSTEM)
    assert refused.value.code == "offers.incomplete"


def test_a_kuemmerer_adds_no_foreign_place_but_keeps_one(session: Session, place: Sozialraum) -> None:
    other, third = make_place("Kammlach"), make_place("Erkheim")
    by = make_account(Role.KUEMMERER, place)
    offer = make_offer(place=place, place_ids=[other.id])

    with unit_of_work():
        fresh = queries.offer(offer.id)
        actions.edit(fresh, draft_of(fresh, place_ids=[other.id]), version=fresh.version, by=by)
    with pytest.raises(Forbidden), unit_of_work():
        fresh = queries.offer(offer.id)
        actions.edit(fresh, draft_of(fresh, place_ids=[other.id, third.id]), version=fresh.version, by=by)
    assert [one.name for one in queries.offer(offer.id).places] == ["Kammlach"]


def test_addresses_are_given_once(session: Session, place: Sozialraum) -> None:
    assert [make_offer("Blatt", place=place).slug for _ in range(3)] == [
        "blatt-pfaffenhausen",
        "blatt-pfaffenhausen-2",
        "blatt-pfaffenhausen-3",
    ]


def test_groups_and_fields_keep_their_order(session: Session, place: Sozialraum) -> None:
    groups, fields = list(target_groups())[:3], list(action_fields())[:3]
    offer = make_offer(
        place=place,
        target_group_ids=[one.id for one in reversed(groups)],
        action_field_ids=[one.id for one in fields],
    )

    assert [one.id for one in offer.target_groups] == [one.id for one in groups]
    assert {one.id for one in offer.action_fields} == {one.id for one in fields}


def test_a_hinweis_is_kept_once_and_its_contact_goes_when_it_is_settled(session: Session, place: Sozialraum) -> None:
    offer, key = make_offer(place=place), new_id()
    for _sent in range(2):
        with unit_of_work():
            actions.report(
                queries.offer(offer.id), text="Falsche Nummer", contact="0176 04069 1", submission_key=key, by=SYSTEM
            )
    (report,) = queries.reports_of(offer.id)

    with unit_of_work():
        actions.settle(queries.report(report.id), by=SYSTEM)

    assert queries.reports_of(offer.id) == []
    assert queries.report(report.id).contact == ""


def test_nobody_reports_on_what_is_not_shown(session: Session, place: Sozialraum) -> None:
    offer, observer = make_offer(place=place, shown=False), make_account(Role.OBSERVER)

    with pytest.raises(NotFound), unit_of_work():
        actions.report(queries.offer(offer.id), text="?", submission_key=new_id(), by=observer)


def test_a_contact_that_nobody_needed_is_forgotten_after_half_a_year(
    session: Session, place: Sozialraum, frozen_clock: StoppedClock
) -> None:
    report = make_report(make_offer(place=place), contact="rosa@example.org")
    kept = []
    for days in (179, 2):
        frozen_clock.forward(days=days)
        forget()
        session.expire_all()
        kept.append(queries.report(report.id).contact)

    assert kept == ["rosa@example.org", ""]
