"""One truth table per permission: roles, places and states."""

from uuid import uuid4

import pytest
from flask import Flask

from portal.accounts.models import Account, RoleGrant
from portal.consultations import queries
from portal.consultations.models import Consultation
from portal.consultations.policy import ConsultationPermission as May
from portal.consultations.terms import ConsultationState
from portal.kernel.policy import ANONYMOUS, Role, allows
from portal.places.models import Sozialraum
from tests.factories.consultations import close_consultation, make_consultation
from tests.factories.places import make_place

EDITORS = {Role.PLANNER, Role.KUEMMERER, Role.MODERATOR, Role.MUNICIPALITY}
PUBLISHERS = {Role.PLANNER, Role.MUNICIPALITY}
EVERYBODY = set(Role)
DRAFT, PUBLISHED, CLOSED = ConsultationState


def somebody(role: Role | None = None, place: Sozialraum | None = None) -> Account:
    grants = [RoleGrant(role=role, sozialraum_id=place.id if place else None)] if role else []
    return Account(id=uuid4(), is_active=True, grants=grants)


def in_state(state: ConsultationState) -> Consultation:
    consultation = make_consultation(published=state is not DRAFT)
    if state is CLOSED:
        close_consultation(consultation)
    return queries.consultation(consultation.id)


@pytest.mark.parametrize(
    ("permission", "draft", "published", "closed"),
    [
        (May.READ, EDITORS, EVERYBODY, EVERYBODY),
        (May.EDIT, EDITORS, EDITORS, set()),
        (May.PUBLISH, PUBLISHERS, set(), set()),
        (May.CLOSE, set(), PUBLISHERS, set()),
        (May.TELL_OUTCOME, set(), set(), PUBLISHERS),
        (May.DISCARD, EDITORS, set(), set()),
    ],
)
def test_roles_and_states(
    app: Flask, permission: May, draft: set[Role], published: set[Role], closed: set[Role]
) -> None:
    elsewhere = make_place("Kammlach")
    for state, allowed in ((DRAFT, draft), (PUBLISHED, published), (CLOSED, closed)):
        thing = in_state(state)
        for place in (None, thing.sozialraum):
            assert {role for role in Role if allows(permission, somebody(role, place), thing)} == allowed, state
        public = permission is May.READ and state is not DRAFT
        assert {role for role in Role if allows(permission, somebody(role, elsewhere), thing)} == (
            EVERYBODY if public else set()
        )
        assert allows(permission, ANONYMOUS, thing) is public
        assert allows(permission, somebody(), thing) is public


@pytest.mark.parametrize("permission", [May.LIST, May.DRAFT])
def test_the_pages_open_for_editors_anywhere(app: Flask, permission: May) -> None:
    place = make_place()

    assert {role for role in Role if allows(permission, somebody(role, place))} == EDITORS
    assert not allows(permission, ANONYMOUS)


def test_drafting_is_for_the_own_sozialraum(app: Flask) -> None:
    place, elsewhere = make_place(), make_place("Kammlach")

    assert {role for role in Role if allows(May.DRAFT_HERE, somebody(role, place), place)} == EDITORS
    assert {role for role in Role if allows(May.DRAFT_HERE, somebody(role, elsewhere), place)} == set()
