"""Keeping the lists of terms."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from portal.county import actions, queries
from portal.county.models import ActionField, Term
from portal.county.policy import CountyPermission
from portal.county.terms import Direction, Taxonomy
from portal.kernel import audit
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, Forbidden, InvalidInput, NotFound
from portal.kernel.policy import ANONYMOUS, SYSTEM, Actor, Role, allows
from tests.factories.accounts import make_account
from tests.factories.places import make_place

pytestmark = pytest.mark.usefixtures("app")

FIELDS, GROUPS = Taxonomy.ACTION_FIELD, Taxonomy.TARGET_GROUP


def add(name: str, taxonomy: Taxonomy = FIELDS, **options: Any) -> Any:
    with unit_of_work():
        return actions.add_term(taxonomy, name=name, **({"by": SYSTEM} | options))


def move(term: Term, direction: Direction, taxonomy: Taxonomy = FIELDS) -> None:
    with unit_of_work():
        actions.move_term(taxonomy, term, direction=direction, by=SYSTEM)


def names(taxonomy: Taxonomy = FIELDS, *, active: bool | None = True) -> list[str]:
    return [term.name for term in queries.terms_of(taxonomy, active=active)]


def test_defaults_are_added_once() -> None:
    with unit_of_work():
        assert actions.seed_taxonomies(by=SYSTEM) == 37
    with unit_of_work():
        assert actions.seed_taxonomies(by=SYSTEM) == 0
    assert len(queries.action_fields()) == 16
    assert len(queries.target_groups()) == 13
    assert [term.name for term in queries.basic_functions()][:2] == ["wohnen", "arbeiten"]


def test_defaults_do_not_come_back_under_their_old_name() -> None:
    with unit_of_work():
        actions.seed_taxonomies(by=SYSTEM)
    youth = next(term for term in queries.action_fields() if term.key == "jugend")
    with unit_of_work():
        actions.rename_term(FIELDS, youth, seen_version=youth.version, name="Junge Menschen", by=SYSTEM)
    with unit_of_work():
        assert actions.seed_taxonomies(by=SYSTEM) == 0
    assert youth.key == "jugend"


def test_parts_follow_their_field() -> None:
    first, second = add("Wohnen"), add("Pflege")
    add("Umbau", parent=first)
    add("Kurzzeitpflege", parent=second)
    add("Umzug", parent=first)
    assert names() == ["Wohnen", "Umbau", "Umzug", "Pflege", "Kurzzeitpflege"]


def test_there_are_two_levels_and_only_fields_have_them() -> None:
    part = add("Umbau", parent=add("Wohnen"))
    with pytest.raises(InvalidInput):
        add("Noch tiefer", parent=part)
    with pytest.raises(InvalidInput):
        add("Kinder", GROUPS, parent=part)


def test_terms_move_among_their_neighbours() -> None:
    one, two, three = add("Eins"), add("Zwei"), add("Drei")
    add("Zwei a", parent=two)
    move(three, Direction.UP)
    assert names() == ["Eins", "Drei", "Zwei", "Zwei a"]
    move(one, Direction.UP)
    move(two, Direction.DOWN)
    assert names() == ["Eins", "Drei", "Zwei", "Zwei a"]
    move(one, Direction.DOWN)
    assert names() == ["Drei", "Eins", "Zwei", "Zwei a"]


def test_retired_terms_are_kept_but_not_offered() -> None:
    kept, gone = add("Bleibt"), add("Geht")
    add("Teil", parent=gone)
    for _ in range(2):
        with unit_of_work():
            actions.retire_term(FIELDS, gone, by=SYSTEM)
    assert names() == ["Bleibt"]
    assert names(active=None) == ["Bleibt", "Geht", "Teil"]
    assert queries.term(FIELDS, gone.id) is gone
    with unit_of_work():
        actions.restore_term(FIELDS, gone, by=SYSTEM)
    assert names() == ["Bleibt", "Geht", "Teil"]
    assert kept.is_active


@pytest.mark.parametrize("name", ["", "   ", "\x00", "x" * 121])
def test_useless_names_are_refused(name: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        add(name)
    assert caught.value.field == "name"


def test_names_are_taken_however_they_are_spelled() -> None:
    term = add("Öffentlichkeit")
    for name in ("Öffentlichkeit", "oeffentlichkeit ", "ÖFFENTLICHKEIT"):
        with pytest.raises(InvalidInput, match="gibt es schon"):
            add(name)
    add("Öffentlichkeit", GROUPS)
    with unit_of_work():
        actions.retire_term(FIELDS, term, by=SYSTEM)
    with pytest.raises(InvalidInput, match="stillgelegt"):
        add("Öffentlichkeit")


def test_names_that_sound_alike_get_different_keys() -> None:
    assert (add("Wohnen!").key, add("Wohnen?").key, add("🏠").key) == ("wohnen", "wohnen-2", "thema")


def test_renaming_tells_the_second_and_keeps_the_key(session: Session) -> None:
    term = add("Wohnen")
    seen = term.version
    with unit_of_work():
        actions.rename_term(FIELDS, term, seen_version=seen, name="Wohnen", by=SYSTEM)
    with unit_of_work():
        actions.rename_term(FIELDS, term, seen_version=seen, name="Wohnen im Alter", by=SYSTEM)
    with pytest.raises(Conflict), unit_of_work():
        actions.rename_term(FIELDS, term, seen_version=seen, name="Anders", by=SYSTEM)
    assert (term.name, term.key) == ("Wohnen im Alter", "wohnen")
    logged = session.scalars(audit.entries(of_kind="county.term-changed").order_by(audit.AuditEntry.seq)).all()
    assert [entry.facts["change"] for entry in logged] == ["added", "renamed", "renamed"]


def test_unknown_terms_are_not_found() -> None:
    group = add("Kinder", GROUPS)
    with pytest.raises(NotFound):
        queries.term(FIELDS, group.id)


@pytest.mark.parametrize("role", [None, *Role])
def test_lists_are_kept_by_planners_and_administrators_of_the_county(role: Role | None) -> None:
    place = make_place()
    expected = role in (Role.ADMIN, Role.PLANNER)
    everywhere, here = make_account(role), make_account(role, place) if role else make_account()
    assert allows(CountyPermission.EDIT_TAXONOMIES, everywhere) is expected
    assert allows(CountyPermission.EDIT, everywhere) is (role is Role.ADMIN)
    for permission in CountyPermission:
        assert not allows(permission, here)
        assert not allows(permission, ANONYMOUS)


def test_strangers_change_no_list() -> None:
    term, stranger = add("Wohnen"), make_account(Role.KUEMMERER)
    for attempt in _attempts(term, stranger):
        with pytest.raises(Forbidden), unit_of_work():
            attempt()
    assert names() == ["Wohnen"]


def _attempts(term: ActionField, by: Actor) -> list[Any]:
    return [
        lambda: actions.seed_taxonomies(by=by),
        lambda: actions.add_term(FIELDS, name="Neu", by=by),
        lambda: actions.rename_term(FIELDS, term, seen_version=1, name="Neu", by=by),
        lambda: actions.move_term(FIELDS, term, direction=Direction.UP, by=by),
        lambda: actions.retire_term(FIELDS, term, by=by),
        lambda: actions.restore_term(FIELDS, term, by=by),
    ]
