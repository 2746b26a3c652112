"""Merging without loss, forgetting without traces, and who is reached."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.county.queries import action_fields
from portal.kernel import audit
from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, Forbidden, InvalidInput
from portal.kernel.policy import SYSTEM, Role
from portal.network import actions, charts, queries
from portal.network.actions import Assessment
from portal.network.models import Stakeholder, StakeholderReview
from portal.network.queries import Filters
from portal.network.queries.doubles import same_names
from portal.network.terms import Attitude, ContactWay, Nature, Quadrant
from tests.factories.accounts import make_account
from tests.factories.county import make_county
from tests.factories.network import make_contact, make_stakeholder
from tests.factories.places import make_place, make_root


def merge(kept: Stakeholder, merged: Stakeholder) -> None:
    with unit_of_work():
        actions.merge(queries.stakeholder(kept.id), queries.stakeholder(merged.id), by=SYSTEM)


def part(kept: Stakeholder) -> None:
    with unit_of_work():
        (done, *_others) = queries.merges_of(kept.id)
        actions.undo_merge(done, queries.stakeholder(kept.id), queries.stakeholder(done.merged_id), by=SYSTEM)


def told(stakeholder: Stakeholder) -> dict[str, object]:
    names = ("role", "notes", "influence", "interest", "attitude", "next_step", "review_on")
    fresh = queries.stakeholder(stakeholder.id)
    lists = {"contacts": {one.id for one in fresh.people}, "fields": {one.id for one in fresh.action_fields}}
    return {name: getattr(fresh, name) for name in names} | lists


def test_merging_loses_nothing_and_parting_restores_all(session: Session) -> None:
    make_county(with_terms=True)
    one, two = (field.id for field in action_fields()[:2])
    seen = Assessment(influence=4, interest=2, attitude=Attitude.WAITS, next_step="Anrufen", review_on=date(2027, 1, 2))
    kept = make_stakeholder("VdK", notes="Wichtig", action_field_ids=[one])
    merged = make_stakeholder("V.d.K.", role="Träger", notes="Neu", action_field_ids=[one, two], assessment=seen)
    make_contact(kept, email="a@example.org")
    make_contact(merged, email="b@example.org")
    before = told(kept), told(merged)

    merge(kept, merged)

    both = told(kept)
    assert both["contacts"] == before[0]["contacts"] | before[1]["contacts"]  # type: ignore[operator]
    assert (both["role"], both["notes"], both["influence"], both["fields"]) == (
        "Träger",
        "Wichtig\n\nNeu",
        4,
        {one, two},
    )
    part(kept)
    assert (told(kept), told(merged)) == before


def test_parting_keeps_what_was_changed_since(session: Session) -> None:
    kept = make_stakeholder("VdK")
    merged = make_stakeholder("V.d.K.", role="Träger", assessment=Assessment(influence=4, interest=2))
    merge(kept, merged)
    with unit_of_work():
        fresh = queries.stakeholder(kept.id)
        actions.assess(fresh, Assessment(influence=4, interest=5), version=fresh.version, by=SYSTEM)

    part(kept)

    assert (told(kept)["role"], told(kept)["influence"], told(kept)["interest"]) == ("", 4, 5)
    with pytest.raises((Conflict, ValueError)):
        part(kept)


def test_of_two_who_merge_crosswise_one_is_told(session: Session) -> None:
    one, other = make_stakeholder("Eins"), make_stakeholder("Zwei")
    seen = one.version, other.version

    merge(one, other)

    assert (queries.stakeholder(one.id).version, queries.stakeholder(other.id).version) == (seen[0] + 1, seen[1] + 1)
    with pytest.raises(Conflict):
        merge(other, one)


def test_what_cannot_be_merged(session: Session) -> None:
    one, person = make_stakeholder("Verein"), make_stakeholder("Eva", nature=Nature.PERSON)
    for kept, merged in ((one, one), (one, person)):
        with pytest.raises(InvalidInput):
            merge(kept, merged)
    foreign = make_stakeholder("Dort", place=make_place("Kammlach"))
    kuemmerer = make_account(Role.KUEMMERER, one.sozialraum)
    with pytest.raises(Forbidden), unit_of_work():
        actions.merge(queries.stakeholder(one.id), queries.stakeholder(foreign.id), by=kuemmerer)


def test_a_person_is_forgotten_in_every_copy(session: Session) -> None:
    seen = Assessment(influence=1, interest=1, next_step="Eva anrufen")
    kept = make_stakeholder("Eva Maier", nature=Nature.PERSON)
    merged = make_stakeholder("Eva Meier", nature=Nature.PERSON, notes="Evas Notiz", assessment=seen)
    contact = make_contact(kept, name="Eva Maier")
    merge(kept, merged)

    with unit_of_work():
        actions.erase_contact(queries.contact(contact.id), by=SYSTEM)

    rows = [*session.scalars(select(Stakeholder)), *session.scalars(select(StakeholderReview))]
    remains = " ".join(str(value) for row in rows for value in vars(row).values())
    assert "Eva" not in remains
    assert queries.merges_of(kept.id)[0].filled == {}
    logged = session.scalars(select(audit.AuditEntry).where(audit.AuditEntry.kind == "network.consent-withdrawn")).one()
    assert logged.facts == {"contact_id": str(contact.id), "stakeholder_id": str(kept.id)}


def test_who_can_be_reached(session: Session) -> None:
    county, here, elsewhere = make_root(), make_place("Pfaffenhausen"), make_place("Kammlach")
    for name, place in (("Kreis", county), ("Hier", here), ("Dort", elsewhere)):
        make_contact(make_stakeholder(name, place=place, role="Rolle"), name=name, email=f"{name}@example.org")
    make_contact(make_stakeholder("Ohne", place=here), consent=False)
    planner, kuemmerer = make_account(Role.PLANNER), make_account(Role.KUEMMERER, here)

    def reached(viewer: object, around: object) -> list[str]:
        return [one.name for one in queries.reachable_contacts(viewer, around=around)]  # type: ignore[arg-type]

    assert reached(planner, None) == ["Dort", "Hier", "Kreis"]
    assert reached(planner, here.id) == ["Hier", "Kreis"]
    assert reached(kuemmerer, None) == ["Hier"]
    assert reached(kuemmerer, elsewhere.id) == []
    assert reached(make_account(Role.ADMIN), None) == []
    (one,) = queries.reachable_contacts(kuemmerer, around=None)
    assert (one.organisation, one.function, one.email, one.may_be_named) == ("Hier", "Rolle", "Hier@example.org", False)


def test_letters_are_for_those_without_mail(session: Session) -> None:
    planner, to = make_account(Role.PLANNER), make_stakeholder()
    address: dict[str, Any] = {"address": "Weg 1\n87700 Ort"}
    make_contact(to, name="Mail")
    make_contact(to, name="Brief", email="x@example.org", way=ContactWay.LETTER, **address)
    make_contact(to, name="Telefon", email="", phone="08261 123456", way=ContactWay.PHONE, **address)
    make_contact(to, name="Ohne", email="", way=ContactWay.LETTER, consent=False, **address)

    letters, mails = queries.letters(planner, Filters()), queries.mail_addresses(planner, Filters())

    assert [one.name for one in letters.chosen] == ["Brief"]
    assert [one.name for one in mails.chosen] == ["Mail"]
    assert sum(letters.left_out.values()) == sum(mails.left_out.values()) == 3


def test_a_list_that_leaves_the_portal_is_logged_with_its_purpose(session: Session) -> None:
    planner = make_account(Role.PLANNER)
    for reason in ("", "  x "):
        with pytest.raises(InvalidInput), unit_of_work():
            actions.hand_out_addresses(format="csv", contacts=3, sozialraum_id=None, reason=reason, by=planner)
    with unit_of_work():
        actions.hand_out_addresses(format="csv", contacts=3, sozialraum_id=None, reason="Einladung", by=planner)

    entry = session.scalars(
        select(audit.AuditEntry).where(audit.AuditEntry.kind == "network.addresses-handed-out")
    ).one()
    assert entry.facts == {"format": "csv", "contacts": 3, "sozialraum_id": None, "reason": "Einladung"}


def test_a_consent_has_a_day_that_was(session: Session) -> None:
    with pytest.raises(InvalidInput) as refused:
        make_contact(consented_on=today().replace(year=today().year + 1))
    assert refused.value.field == "consented_on"
    assert make_contact(consent=False, may_be_named=True).may_be_named is False


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Caritasverband Memmingen e.V.", "Caritas-Verband Memmingen", True),
        ("Diakonie Memmingen gGmbH", "Memmingen Diakonie", True),
        ("Evang. Kirchengemeinde Babenhausen", "Evangelische Kirchengemeinde Babenhausen", True),
        ("Freiwillige Feuerwehr Erkheim", "Freiwillige Feuerwehr Egg", False),
        ("VdK Ortsverband Boos", "VdK Ortsverband Babenhausen", False),
        ("Bäckerei", "Pfarrei", False),
    ],
)
def test_which_names_are_nearly_the_same(app: Flask, one: str, other: str, same: bool) -> None:
    assert bool(list(same_names([one, other]))) is same


@pytest.mark.parametrize(
    ("influence", "interest", "quadrant"),
    [
        (5, 5, Quadrant.PARTNERS),
        (3, 3, Quadrant.PARTNERS),
        (3, 2, Quadrant.SATISFY),
        (2, 3, Quadrant.INVOLVE),
        (1, 1, Quadrant.WATCH),
    ],
)
def test_the_field_follows_from_both_numbers(influence: int, interest: int, quadrant: Quadrant) -> None:
    assert Quadrant.of(influence, interest) is quadrant


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), max_size=60))
def test_in_the_chart_nobody_stands_on_another_or_outside_the_own_field(seen: list[tuple[int, int]]) -> None:
    people = [Stakeholder(influence=up, interest=right, attitude=Attitude.OPEN) for up, right in seen]

    spots = charts.spots(people)

    assert [spot.number for spot in spots] == list(range(1, len(seen) + 1))
    fields = {field.quadrant: field for field in charts.fields()}
    for spot in spots:
        field = fields[Quadrant.of(*seen[spot.number - 1])]
        assert field.x <= spot.x - spot.radius
        assert spot.x + spot.radius <= field.x + field.width
        assert field.y <= spot.y - spot.radius
        assert spot.y + spot.radius <= field.y + field.height
    apart = [
        (one.x - other.x) ** 2 + (one.y - other.y) ** 2 >= (one.radius + other.radius - 0.5) ** 2
        for one in spots
        for other in spots
        if one.number < other.number
    ]
    assert all(apart)
