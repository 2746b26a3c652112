"""Decisions at the inbox."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.contributions import actions as contributions
from portal.contributions import queries as said
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, Forbidden, InvalidInput, InvalidTransition
from portal.kernel.policy import SYSTEM, Role
from portal.needs import actions, queries
from portal.needs.models import Need, TriageDecision, TriageItem
from portal.needs.terms import EntryKind, TriageOutcome, TriageState
from portal.needs.terms.passages import Passage
from tests.factories.accounts import make_account
from tests.factories.needs import add_voice, behind, draft, item_of, make_item, make_need
from tests.factories.places import make_place, make_places

TWO_THINGS = "Der Bus fährt zu selten. Außerdem fehlt am Dorfplatz eine Bank."


def decided_new(item: TriageItem, title: str = "Bus am Abend") -> actions.Decided:
    place = make_place("Babenhausen")
    with unit_of_work():
        return actions.create_need_from([item], draft=draft(title, place), by=SYSTEM)


def test_every_contribution_waits_in_the_inbox(session: Session) -> None:
    item = make_item("Es fehlt ein Arzt.")

    assert item.state is TriageState.OPEN
    assert [entry.text for entry in queries.entries([item])] == ["Es fehlt ein Arzt."]


def test_receiving_twice_makes_one_entry(session: Session) -> None:
    item = make_item()
    with unit_of_work():
        actions.receive(
            contribution_id=item.contribution_id,
            kind=item.kind,
            channel=item.channel,
            sozialraum_id=item.sozialraum_id,
            consultation_id=None,
            received_at=item.received_at,
        )

    whole = select(TriageItem.id).where(TriageItem.contribution_id == item.contribution_id)
    assert session.scalars(whole).all() == [item.id]


def test_a_new_need_takes_the_contribution_behind_it(session: Session) -> None:
    item = make_item()

    need = decided_new(item).need

    assert need is not None
    assert (item.state, item.outcome, item.need_id) == (TriageState.DECIDED, TriageOutcome.NEW_NEED, need.id)
    assert behind(need) == {item.contribution_id}
    assert (need.contribution_count, need.people_count) == (1, 1)
    assert need.number.endswith("-00001")


def test_adding_follows_a_need_that_was_merged_meanwhile(session: Session) -> None:
    gone, stays, item = make_need("Bus"), make_need("Nahverkehr"), make_item()
    with unit_of_work():
        actions.merge_needs(gone, into=stays, sentence="Gehört zusammen.", by=SYSTEM)

    with unit_of_work():
        decided = actions.add_to_need([item], need=gone, by=SYSTEM)

    assert decided.need is not None
    assert decided.need.id == stays.id
    assert behind(stays) == {item.contribution_id}


def test_one_sender_counts_once_however_often_they_wrote(session: Session) -> None:
    need = make_need()
    place = make_place("Legau")
    for text in ("Eins", "Zwei"):
        add_voice(need, text, place, email="Rosa@example.org")
    add_voice(need, "Drei", place)

    assert (need.contribution_count, need.people_count) == (3, 2)


def test_several_entries_become_one_need_together_and_come_back_together(session: Session) -> None:
    items = [make_item(f"Stimme {n}") for n in range(3)]
    place = make_place("Babenhausen")
    with unit_of_work():
        decided = actions.create_need_from(items, draft=draft("Gemeinsam", place), by=SYSTEM)
    assert decided.need is not None
    assert decided.need.contribution_count == 3

    with unit_of_work():
        actions.undo_decision(decided.batch_id, by=SYSTEM)

    assert {item.state for item in items} == {TriageState.OPEN}
    assert decided.need.is_deleted


def test_declining_needs_a_reason_the_person_can_read(session: Session) -> None:
    item = make_item()

    with pytest.raises(InvalidInput), unit_of_work():
        actions.decline([item], reason="", by=SYSTEM)
    with unit_of_work():
        actions.decline([item], reason="Das gibt es schon.", by=SYSTEM)

    assert (item.outcome, item.reason_public) == (TriageOutcome.NO_NEED, "Das gibt es schon.")


def test_what_is_decided_cannot_be_decided_again(session: Session) -> None:
    item = make_item()
    with unit_of_work():
        actions.decline([item], reason="Doppelt.", by=SYSTEM)

    with pytest.raises(Conflict), unit_of_work():
        actions.decline([item], reason="Noch einmal.", by=SYSTEM)


def test_a_split_keeps_every_word_and_makes_entries_of_the_parts(session: Session) -> None:
    item = make_item(TWO_THINGS)
    with unit_of_work():
        actions.split_item(item, passages=[Passage(0, 24), Passage(25, 63)], by=SYSTEM)

    parts = queries.parts_of(item)
    assert item.state is TriageState.SPLIT
    assert [entry.text for entry in queries.entries(parts)] == [
        "Der Bus fährt zu selten.",
        "Außerdem fehlt am Dorfplatz eine Bank.",
    ]
    assert {part.state for part in parts} == {TriageState.OPEN}


def test_a_split_that_leaves_words_out_is_refused(session: Session) -> None:
    item = make_item(TWO_THINGS)

    with pytest.raises(InvalidInput), unit_of_work():
        actions.split_item(item, passages=[Passage(0, 24), Passage(40, 63)], by=SYSTEM)


def test_a_part_set_aside_waits_no_more(session: Session) -> None:
    item = make_item("Guten Tag! Der Bus fährt zu selten.")
    with unit_of_work():
        actions.split_item(item, passages=[Passage(0, 10, aside=True), Passage(11, 35)], by=SYSTEM)

    assert [(part.state, part.outcome) for part in queries.parts_of(item)] == [
        (TriageState.DECIDED, TriageOutcome.ASIDE),
        (TriageState.OPEN, None),
    ]


def test_a_part_can_be_split_again(session: Session) -> None:
    item = make_item(TWO_THINGS + " Und es fehlt ein Arzt.")
    with unit_of_work():
        actions.split_item(item, passages=[Passage(0, 24), Passage(25, 86)], by=SYSTEM)
    second = queries.parts_of(item)[1]
    with unit_of_work():
        actions.split_item(second, passages=[Passage(0, 38), Passage(39, 61)], by=SYSTEM)

    assert [entry.text for entry in queries.entries(queries.parts_of(second))] == [
        "Außerdem fehlt am Dorfplatz eine Bank.",
        "Und es fehlt ein Arzt.",
    ]


def test_undoing_a_split_lets_the_whole_wait_again(session: Session) -> None:
    item = make_item(TWO_THINGS)
    with unit_of_work():
        batch = actions.split_item(item, passages=[Passage(0, 24), Passage(25, 63)], by=SYSTEM).batch_id
    with unit_of_work():
        actions.undo_decision(batch, by=SYSTEM)

    assert item.state is TriageState.OPEN
    assert queries.parts_of(item) == []
    assert [row.id for row in session.scalars(queries.open_items(SYSTEM))] == [item.id]


def test_a_split_whose_parts_were_decided_is_undone_part_by_part(session: Session) -> None:
    item = make_item(TWO_THINGS)
    with unit_of_work():
        batch = actions.split_item(item, passages=[Passage(0, 24), Passage(25, 63)], by=SYSTEM).batch_id
    part = queries.parts_of(item)[0]
    with unit_of_work():
        actions.decline([part], reason="Gibt es schon.", by=SYSTEM)

    with pytest.raises(InvalidTransition), unit_of_work():
        actions.undo_decision(batch, by=SYSTEM)

    assert item.state is TriageState.SPLIT


def test_undoing_a_new_need_keeps_it_while_others_stand_behind_it(session: Session) -> None:
    first = make_item()
    decided = decided_new(first)
    assert decided.need is not None
    voice = add_voice(decided.need, "Ich auch!", make_place("Legau"))

    with unit_of_work():
        actions.undo_decision(decided.batch_id, by=SYSTEM)

    assert not decided.need.is_deleted
    assert behind(decided.need) == {voice.contribution_id}
    assert first.state is TriageState.OPEN


def test_undoing_reaches_evidence_that_has_moved_on(session: Session) -> None:
    item, other = make_item(), make_need("Nahverkehr", voices=1)
    decided = decided_new(item)
    assert decided.need is not None
    with unit_of_work():
        actions.merge_needs(decided.need, into=other, sentence="Gehört zusammen.", by=SYSTEM)
    assert item.contribution_id in behind(other)

    with unit_of_work():
        actions.undo_decision(decided.batch_id, by=SYSTEM)

    assert item.contribution_id not in behind(other)
    assert other.contribution_count == 1


def test_a_decision_is_undone_once(session: Session) -> None:
    decided = decided_new(make_item())
    with unit_of_work():
        actions.undo_decision(decided.batch_id, by=SYSTEM)

    with pytest.raises(InvalidTransition), unit_of_work():
        actions.undo_decision(decided.batch_id, by=SYSTEM)


def test_every_decision_writes_history(session: Session) -> None:
    planner = make_account(Role.PLANNER)
    item = make_item()
    place = make_place("Babenhausen")
    with unit_of_work():
        need = actions.create_need_from([item], draft=draft("Bus", place), by=planner).need
    assert need is not None

    lines = queries.history(need, after=None).rows
    decision = session.scalars(select(TriageDecision)).one()
    assert [line.kind for line in lines] == [EntryKind.EVIDENCE_ADDED, EntryKind.CREATED]
    assert {line.by_id for line in lines} == {planner.id}
    assert (decision.outcome, decision.by_id) == (TriageOutcome.NEW_NEED, planner.id)


def test_planners_decide_only_in_their_own_place(session: Session) -> None:
    here, there = make_places("Legau", "Babenhausen")
    planner = make_account(Role.PLANNER, here)

    theirs, own = make_item(place=there), make_item(place=here)

    with pytest.raises(Forbidden), unit_of_work():
        actions.decline([theirs], reason="Nein.", by=planner)
    with pytest.raises(InvalidInput), unit_of_work():
        actions.create_need_from([own], draft=draft("Bus", there), by=planner)


def test_what_is_withdrawn_leaves_the_inbox_and_the_need(session: Session) -> None:
    waiting, behind_it = make_item(), make_need(voices=2)
    gone = sorted(behind(behind_it))[0]
    with unit_of_work():
        contributions.withdraw(said.contribution(waiting.contribution_id), by=SYSTEM)
    with unit_of_work():
        contributions.withdraw(said.contribution(gone), by=SYSTEM)

    assert (waiting.state, waiting.outcome) == (TriageState.DECIDED, TriageOutcome.WITHDRAWN)
    assert gone not in behind(behind_it)
    assert behind_it.contribution_count == 1
    assert item_of(gone).state is TriageState.DECIDED


def test_numbers_of_needs_count_through_the_year(session: Session) -> None:
    numbers = [make_need(f"Bedarf {n}").number for n in range(3)]

    assert [number.partition("-")[2] for number in numbers] == ["00001", "00002", "00003"]
    assert session.scalars(select(Need.seq).order_by(Need.seq)).all() == [1, 2, 3]
