"""Who may do what with workshops and sketches: roles × permissions × where it stands."""

from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict
from portal.kernel.policy import ANONYMOUS, SYSTEM, Role, allows
from portal.places.models import Sozialraum
from portal.workshops import queries
from portal.workshops.actions import sketching
from portal.workshops.actions.sketching import SketchDraft
from portal.workshops.models import FutureWorkshop, ProjectSketch
from portal.workshops.policy import SketchPermission, WorkshopPermission
from portal.workshops.queries.sketches import sketch as by_id
from portal.workshops.queries.sketches import sketches
from portal.workshops.terms.sketches import SketchState
from portal.workshops.terms.steps import WorkshopStep
from tests.factories.county import make_county
from tests.factories.places import make_place
from tests.factories.workshops import make_chain, make_sketch, make_workshop
from tests.support.login import Login
from tests.support.picky import PickyClient

P, S = WorkshopPermission, SketchPermission
EDITORS = {Role.PLANNER, Role.KUEMMERER, Role.MODERATOR, Role.MUNICIPALITY}
PUBLISHERS = {Role.PLANNER, Role.MUNICIPALITY}
NOBODY: set[Role] = set()

#: Stand of a workshop → permission → who may, in its Sozialraum.
TABLE: dict[str, dict[Any, set[Role]]] = {
    "draft": {
        P.READ: EDITORS, P.DRAFT_HERE: EDITORS, P.EDIT: EDITORS, P.LEAD: EDITORS, P.SKETCH: NOBODY, P.PUBLISH: PUBLISHERS,
        P.RELEASE: NOBODY, P.CALL_BACK: NOBODY, P.HAND_ON: NOBODY, P.EXPORT: NOBODY, P.DISCARD: EDITORS,
    },
    "running": {
        P.READ: EDITORS, P.DRAFT_HERE: EDITORS, P.EDIT: EDITORS, P.LEAD: EDITORS, P.SKETCH: EDITORS, P.PUBLISH: PUBLISHERS,
        P.RELEASE: NOBODY, P.CALL_BACK: NOBODY, P.HAND_ON: EDITORS, P.EXPORT: EDITORS, P.DISCARD: NOBODY,
    },
    "over": {
        P.READ: EDITORS, P.DRAFT_HERE: EDITORS, P.EDIT: EDITORS, P.LEAD: EDITORS, P.SKETCH: EDITORS, P.PUBLISH: PUBLISHERS,
        P.RELEASE: PUBLISHERS, P.CALL_BACK: NOBODY, P.HAND_ON: EDITORS, P.EXPORT: EDITORS, P.DISCARD: NOBODY,
    },
    "released": {
        P.READ: EDITORS, P.DRAFT_HERE: EDITORS, P.EDIT: EDITORS, P.LEAD: EDITORS, P.SKETCH: EDITORS, P.PUBLISH: NOBODY,
        P.RELEASE: NOBODY, P.CALL_BACK: PUBLISHERS, P.HAND_ON: EDITORS, P.EXPORT: EDITORS, P.DISCARD: NOBODY,
    },
}  # fmt: skip
ANYWHERE = {P.LIST: EDITORS, P.DRAFT: EDITORS}


@pytest.fixture
def place(app: Flask) -> Sozialraum:
    make_county()
    return make_place("Kirchheim")


def in_stand(stand: str, place: Sozialraum) -> FutureWorkshop:
    if stand in ("over", "released"):
        return make_chain(place, released=stand == "released")
    return make_workshop(place=place, step=WorkshopStep.CRITIQUE if stand == "running" else WorkshopStep.PREPARATION)


@pytest.mark.parametrize("stand", list(TABLE))
def test_who_may_do_what_with_a_workshop(place: Sozialraum, login: Login, another_client: Any, stand: str) -> None:
    workshop = in_stand(stand, place)
    elsewhere = make_place("Kammlach")
    here = {role: login(role, place, client=another_client()) for role in Role if role is not Role.ADMIN}
    away = {role: login(role, elsewhere, client=another_client()) for role in Role if role is not Role.ADMIN}
    admin = login(Role.ADMIN, client=another_client())

    for permission, expected in TABLE[stand].items():
        thing = place if permission is P.DRAFT_HERE else workshop
        assert {role for role, who in here.items() if allows(permission, who, thing)} == expected, permission
        assert {role for role, who in away.items() if allows(permission, who, thing)} == NOBODY, permission
        assert not allows(permission, admin, thing)
        assert not allows(permission, ANONYMOUS, thing)
        assert allows(permission, SYSTEM, thing)
    for permission, expected in ANYWHERE.items():
        assert {role for role, who in here.items() if allows(permission, who)} == expected
    assert {*TABLE[stand], *ANYWHERE} == set(P)


@pytest.mark.parametrize(("over", "followers"), [(False, NOBODY), (True, EDITORS)])
def test_who_may_do_what_with_a_sketch(
    place: Sozialraum, login: Login, another_client: Any, over: bool, followers: set[Role]
) -> None:
    workshop = make_workshop(place=place, step=WorkshopStep.REFLECTION if over else WorkshopStep.REALISATION)
    sketch = make_sketch(workshop)
    here = {role: login(role, place, client=another_client()) for role in Role if role is not Role.ADMIN}

    def may(permission: SketchPermission) -> set[Role]:
        return {role for role, who in here.items() if allows(permission, who, sketch)}

    assert {permission: may(permission) for permission in S} == {
        S.READ: EDITORS,
        S.EDIT: EDITORS,
        S.FOLLOW: followers,
        S.DISCARD: EDITORS,
    }


def test_pages_of_another_place_are_not_there(place: Sozialraum, client: PickyClient, login: Login) -> None:
    workshop = make_chain(place)
    sketch: ProjectSketch = workshop_sketch(workshop)
    login(Role.MODERATOR, make_place("Kammlach"))
    here = f"/arbeit/werkstaetten/{workshop.id}"
    pages = ("", "/angaben", "/ablauf", "/ablauf/druck", "/leiten", "/wuensche", "/projekte", "/projekte/neu", "/dokumentation",
             "/dokumentation/werkstatt.pdf", "/dokumentation/werkstatt.docx", "/weitergeben", "/vorschau",
             "/projekte/leere-blaetter", f"/projekte/{sketch.id}", f"/projekte/{sketch.id}/blatt")  # fmt: skip
    posts = ("/leiten/weiter", "/leiten/zurueck", "/leiten/punkte", "/leiten/zeit", "/leiten/teilnahme", "/wuensche",
             "/projekte/neu", "/dokumentation/freigeben", "/dokumentation/zurueckziehen", "/weitergeben/auswahl",
             "/verwerfen", "/veroeffentlichen", f"/projekte/{sketch.id}/stand", f"/projekte/{sketch.id}/loeschen")  # fmt: skip

    assert {path: client.get(here + path).status_code for path in pages} == dict.fromkeys(pages, 404)
    headers = {"Sec-Fetch-Site": "same-origin"}
    assert {path: client.post(here + path, headers=headers).status_code for path in posts} == dict.fromkeys(posts, 404)


def test_a_sketch_is_not_found_through_another_workshop(place: Sozialraum, client: PickyClient, login: Login) -> None:
    sketch = workshop_sketch(make_chain(place))
    mine = make_workshop("Eine andere", place=place, step=WorkshopStep.REALISATION)
    login(Role.MODERATOR, place)

    for sketch_id in (sketch.id, uuid4()):
        assert client.get(f"/arbeit/werkstaetten/{mine.id}/projekte/{sketch_id}").status_code == 404
    assert client.get(f"/arbeit/werkstaetten/{uuid4()}").status_code == 404


def test_a_key_of_another_workshop_is_told_and_makes_nothing(place: Sozialraum) -> None:
    ours, theirs = (make_workshop(title, place=place, step=WorkshopStep.PERMANENT) for title in ("Eins", "Zwei"))
    key = uuid4()

    def write(workshop: FutureWorkshop) -> ProjectSketch:
        with unit_of_work():
            draft = SketchDraft(title="Bänke")
            return sketching.sketch(queries.workshop(workshop.id), draft, submission_key=key, by=SYSTEM)

    def tell(sketch: ProjectSketch) -> None:
        with unit_of_work():
            fresh = by_id(sketch.id, workshop_id=sketch.workshop_id)
            state, sentence = SketchState.BEGUN, "Es geht los."
            sketching.tell_what_became(fresh, state=state, sentence=sentence, submission_key=key, by=SYSTEM)

    first = write(ours)
    assert write(ours).id == first.id
    with pytest.raises(Conflict):
        write(theirs)
    tell(first)
    other = make_sketch(theirs, title="Bus")
    with pytest.raises(Conflict):
        tell(other)
    assert [len(sketches(one.id)) for one in (ours, theirs)] == [1, 1]


def workshop_sketch(workshop: FutureWorkshop) -> ProjectSketch:
    (found,) = sketches(workshop.id)
    return found
