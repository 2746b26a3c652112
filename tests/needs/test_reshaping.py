"""Merging and splitting: nobody gets lost, and each step can be undone exactly."""

import pytest
from sqlalchemy.orm import Session

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Forbidden, InvalidInput, InvalidTransition
from portal.kernel.policy import SYSTEM, Actor
from portal.needs import actions, queries
from portal.needs.models import Need, NeedEntry
from portal.needs.terms import EntryKind, NeedStatus
from tests.factories.needs import add_voice, behind, draft, make_answered, make_need
from tests.factories.places import make_place


def merge(need: Need, into: Need) -> NeedEntry:
    with unit_of_work():
        return actions.merge_needs(need, into=into, sentence="Andere haben uns dasselbe gesagt.", by=SYSTEM)


def split(need: Need, number: int = 1) -> tuple[Need, NeedEntry]:
    rows = queries.evidence_page(need, after=None).rows[:number]
    place = make_place("Dirlewang")
    with unit_of_work():
        return actions.split_need(
            need, evidence_ids=[row.id for row in rows], draft=draft("Ein Teil", place), by=SYSTEM
        )


def undo(entry: NeedEntry) -> None:
    with unit_of_work():
        actions.undo_operation(entry, by=SYSTEM)


def test_everybody_behind_a_merged_need_follows(session: Session) -> None:
    gone, stays = make_need("Bus", voices=2), make_need("Nahverkehr", voices=3)
    everybody = behind(gone) | behind(stays)

    merge(gone, stays)

    assert behind(stays) == everybody
    assert behind(gone) == set()
    assert (gone.status, gone.merged_into_id, gone.contribution_count) == (NeedStatus.MERGED, stays.id, 0)
    assert (stays.contribution_count, stays.status) == (5, NeedStatus.NEW)
    assert queries.final_need(gone).id == stays.id


def test_undoing_a_merge_restores_both_exactly(session: Session) -> None:
    gone, stays = make_need("Bus", voices=2), make_need("Nahverkehr", voices=3)
    make_answered(gone, sentence="Wir sehen uns die Linien an.")
    before = behind(gone), behind(stays), gone.status, gone.public_sentence, gone.answered_at

    entry = merge(gone, stays)
    undo(entry)

    assert (behind(gone), behind(stays), gone.status, gone.public_sentence, gone.answered_at) == before
    assert gone.merged_into_id is None
    assert [answer.sentence for answer in queries.answers(gone)] == ["Wir sehen uns die Linien an."]
    assert (gone.contribution_count, stays.contribution_count) == (2, 3)


def test_who_joined_after_the_merge_stays(session: Session) -> None:
    gone, stays = make_need("Bus", voices=1), make_need("Nahverkehr")
    entry = merge(gone, stays)
    late = add_voice(stays, "Ich auch.", make_place("Legau"))

    undo(entry)

    assert behind(stays) == {late.contribution_id}
    assert gone.contribution_count == 1


def test_a_need_cannot_be_merged_into_itself(session: Session) -> None:
    need = make_need()

    with pytest.raises(InvalidInput), unit_of_work():
        actions.merge_needs(need, into=need, sentence="Hm.", by=SYSTEM)


def test_nothing_is_merged_into_a_need_that_is_gone(session: Session, planner_everywhere: object) -> None:
    gone, stays, third = make_need("Bus"), make_need("Nahverkehr"), make_need("Linie 12")
    merge(gone, stays)

    with pytest.raises(Forbidden), unit_of_work():
        actions.merge_needs(third, into=gone, sentence="Hm.", by=planner_everywhere)  # type: ignore[arg-type]


def test_a_step_is_undone_only_while_the_evidence_is_where_it_brought_it(session: Session) -> None:
    first, second, third = make_need("A", voices=1), make_need("B"), make_need("C")
    early = merge(first, second)
    late = merge(second, third)

    with pytest.raises(InvalidTransition), unit_of_work():
        actions.undo_operation(early, by=SYSTEM)
    undo(late)
    undo(early)

    assert [need.contribution_count for need in (first, second, third)] == [1, 0, 0]


def test_a_step_is_undone_once(session: Session) -> None:
    entry = merge(make_need("A", voices=1), make_need("B"))
    undo(entry)

    with pytest.raises(InvalidTransition), unit_of_work():
        actions.undo_operation(entry, by=SYSTEM)


def test_splitting_moves_the_chosen_evidence_into_a_new_need(session: Session) -> None:
    need = make_need("Bus und Arzt", voices=3)
    everybody = behind(need)

    new, _ = split(need, 2)

    assert behind(new) | behind(need) == everybody
    assert (len(behind(new)), len(behind(need))) == (2, 1)
    assert (new.contribution_count, need.contribution_count) == (2, 1)
    assert [line.kind for line in queries.history(new, after=None).rows] == [EntryKind.SPLIT_FROM]


def test_a_split_leaves_at_least_one_beleg(session: Session) -> None:
    need = make_need(voices=1)

    with pytest.raises(InvalidInput):
        split(need, 1)


def test_undoing_a_split_brings_the_evidence_back(session: Session) -> None:
    need = make_need(voices=3)
    before = behind(need)
    new, entry = split(need, 2)

    undo(entry)

    assert behind(need) == before
    assert new.is_deleted
    assert need.contribution_count == 3


def test_nothing_comes_back_behind_a_need_that_is_merged(session: Session, planner_everywhere: Actor) -> None:
    need, other = make_need(voices=3), make_need("B")
    new, early = split(need, 1)
    late = merge(need, other)

    for by in (SYSTEM, planner_everywhere):
        with pytest.raises(InvalidTransition), unit_of_work():
            actions.undo_operation(early, by=by)
    assert [one.contribution_count for one in (need, other, new)] == [0, 2, 1]
    undo(late)
    undo(early)

    assert [one.contribution_count for one in (need, other, new)] == [3, 0, 0]


def test_a_split_need_with_a_life_of_its_own_is_not_undone(session: Session) -> None:
    need = make_need(voices=3)
    new, entry = split(need, 1)
    make_answered(new)

    with pytest.raises(InvalidTransition), unit_of_work():
        actions.undo_operation(entry, by=SYSTEM)

    assert not new.is_deleted
    assert len(behind(new)) == 1


def test_both_needs_remember_a_merge(session: Session) -> None:
    gone, stays = make_need("Bus", voices=1), make_need("Nahverkehr")
    entry = merge(gone, stays)

    assert queries.undoable(entry)
    assert EntryKind.MERGED in {line.kind for line in queries.history(gone, after=None).rows}
    assert EntryKind.ABSORBED in {line.kind for line in queries.history(stays, after=None).rows}
