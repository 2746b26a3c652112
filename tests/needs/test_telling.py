"""Everybody hears of an answer in one way, once; what was told is kept, and goes with the contact."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.contributions import actions as contributions
from portal.contributions import queries as said
from portal.contributions.terms import ContactDetails
from portal.kernel import audit, clock, outbox
from portal.kernel.clock import today
from portal.kernel.db import session as db_session
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, DomainError, Forbidden, InvalidInput, NotFound
from portal.kernel.policy import ANONYMOUS, SYSTEM, Actor, Role
from portal.needs import actions, queries
from portal.needs.models import Need, NoticeSheet, PublicAnswer, Telling
from portal.needs.queries import Audience, Call
from portal.needs.terms import NeedStatus
from portal.needs.terms.telling import Simple, TellingChannel, TellingState
from portal.places.models import Sozialraum
from tests.factories.accounts import make_account
from tests.factories.needs import add_call, add_letter, add_voice, make_answered, make_need
from tests.factories.places import make_place, make_places
from tests.support.queries import count_queries

WHY = "Antwort weitersagen"


@contextmanager
def refused(code: str, kind: type[DomainError] = InvalidInput) -> Iterator[None]:
    """The domain refuses with this code."""
    with pytest.raises(kind) as caught:
        yield
    assert caught.value.code.endswith(code)


def everybody(place: Sozialraum) -> tuple[Need, PublicAnswer]:
    """A Bedarf with people reached in every way, some of them twice."""
    need = make_need("Bus am Abend", place, voices=2)
    add_voice(need, "Mail eins", place, email="a@example.org")
    add_voice(need, "Mail noch einmal", place, email="A@example.org")
    add_letter(need, place, "Erna Vögele")
    add_letter(need, place, "Erna Vögele")
    add_letter(need, place, "Hans Maier", "Weg 1\n87700 Legau")
    add_call(need, place, "08330 12 34", "Rosa Huber")
    add_call(need, place, "+49 8330/1234")
    add_call(need, place, "08330 999")
    both = ContactDetails(email="b@example.org", phone="08330 5", name="Mit allem", address="Weg 9\n87700 Legau")
    add_voice(need, "Hat alles", place, contact=both)
    return need, make_answered(need)


def call_list(answer: PublicAnswer, viewer: Actor = SYSTEM, *, with_told: bool = False) -> list[Call]:
    return list(queries.calls(answer, viewer, with_told=with_told).rows)


def rows(channel: TellingChannel) -> list[tuple[UUID, TellingState]]:
    chosen = select(Telling.contribution_id, Telling.state).where(Telling.channel == channel)
    return [(one, state) for one, state in db_session().execute(chosen.order_by(Telling.id))]


def test_each_person_is_reached_in_one_way(session: Session) -> None:
    need, answer = everybody(make_place("Legau"))

    assert queries.audience(need) == Audience(people=11, by_mail=2, by_letter=2, by_call=2)
    assert [one.name for one in queries.letters_open(answer, SYSTEM)] == ["Erna Vögele", "Hans Maier"]
    assert [call.phone for call in call_list(answer)] == ["08330 12 34", "08330 999"]
    assert queries.gemeinden_behind(answer, need)[0].name == "Legau"


def test_who_stopped_the_mails_is_left_in_peace(session: Session) -> None:
    place = make_place("Legau")
    need = make_need("Bus", place)
    stopped = ContactDetails(email="c@example.org", phone="08330 7", name="Will nicht", address="Weg 2\n87700 Legau")
    voice = add_voice(need, "Bitte nicht", place, contact=stopped)
    with unit_of_work():
        contributions.stop_updates(voice.contribution_id or uuid4())

    assert queries.audience(need) == Audience(people=1, by_mail=0)


def test_mails_are_noted_once(session: Session) -> None:
    _need, answer = everybody(make_place("Legau"))
    outbox.drain()
    for _twice in range(2):
        with clock.frozen(clock.now() + timedelta(days=1)):
            actions.gather_mails()
            outbox.drain()

    assert [state for _id, state in rows(TellingChannel.MAIL)] == [TellingState.TOLD] * 2
    assert queries.told_numbers([answer]) == {answer.id: 2}


def test_letters_are_printed_posted_and_not_printed_again(session: Session) -> None:
    need, answer = everybody(make_place("Legau"))
    with unit_of_work():
        made = actions.make_letters(need, answer, reason=WHY, by=SYSTEM)
    assert len(made) == 2
    assert said.by_code(made[0].code) is not None
    assert queries.ways_of(answer, SYSTEM).letters.printed == 2

    with unit_of_work():
        actions.make_letters(need, answer, reason=WHY, by=SYSTEM)
    with unit_of_work():
        assert actions.letters_posted(need, answer, by=SYSTEM) == 2
    ways = queries.ways_of(answer, SYSTEM)
    assert (ways.letters.mine, ways.letters.told, ways.letters.open) == (2, 2, 0)
    with refused("no-letters"), unit_of_work():
        actions.make_letters(need, answer, reason=WHY, by=SYSTEM)
    assert len(list(session.scalars(audit.entries(of_kind="needs.contacts-handed-out")))) == 2


@pytest.mark.parametrize("reason", ["", "  ", "x"])
def test_without_a_reason_nothing_leaves(session: Session, reason: str) -> None:
    need, answer = everybody(make_place("Legau"))

    for act in (actions.make_letters, actions.open_calls):
        with refused("no-reason"), unit_of_work():
            act(need, answer, reason=reason, by=SYSTEM)
    assert rows(TellingChannel.LETTER) == []


def test_calls_are_ticked_with_their_tries(session: Session) -> None:
    need, answer = everybody(make_place("Legau"))
    rosa, other = call_list(answer)
    for result in (TellingState.NOT_REACHED, TellingState.LATER, TellingState.TOLD):
        seen = queries.call_of(answer, SYSTEM, rosa.contribution_id).seen
        with unit_of_work():
            actions.note_call(need, answer, rosa.contribution_id, result=result, seen=seen, by=SYSTEM)

    assert [call.contribution_id for call in call_list(answer)] == [other.contribution_id]
    done = queries.call_of(answer, SYSTEM, rosa.contribution_id)
    assert (done.state, done.tries) == (TellingState.TOLD, 2)
    assert len(call_list(answer, with_told=True)) == 2
    assert queries.ways_of(answer, SYSTEM).calls.told == 1


def test_two_who_ring_the_same_person_learn_of_each_other(session: Session) -> None:
    need, answer = everybody(make_place("Legau"))
    rosa = call_list(answer)[0]
    with unit_of_work():
        actions.note_call(need, answer, rosa.contribution_id, result=TellingState.TOLD, seen=rosa.seen, by=SYSTEM)

    with refused("call.changed", Conflict), unit_of_work():
        actions.note_call(need, answer, rosa.contribution_id, result=TellingState.LATER, seen=rosa.seen, by=SYSTEM)
    with pytest.raises(InvalidInput), unit_of_work():
        actions.note_call(need, answer, rosa.contribution_id, result=TellingState.PRINTED, seen="-0", by=SYSTEM)
    with pytest.raises(NotFound), unit_of_work():
        actions.note_call(need, answer, uuid4(), result=TellingState.TOLD, seen="-0", by=SYSTEM)


def test_what_was_told_goes_with_the_contact(session: Session) -> None:
    need, answer = everybody(make_place("Legau"))
    rosa = call_list(answer)[0]
    with unit_of_work():
        actions.note_call(need, answer, rosa.contribution_id, result=TellingState.LATER, seen=rosa.seen, by=SYSTEM)
    with unit_of_work():
        contributions.delete_contact(said.contribution(rosa.contribution_id), by=ANONYMOUS)

    assert rows(TellingChannel.CALL) == []
    assert rosa.contribution_id not in {call.contribution_id for call in call_list(answer)}


def test_a_kuemmerer_reaches_only_the_own_place(session: Session) -> None:
    here, there = make_places("Legau", "Babenhausen")
    need, answer = everybody(here)
    add_letter(need, there, "Von drüben")
    add_call(need, there, "08333 1")
    kuemmerer = make_account(Role.KUEMMERER, here)

    ways = queries.ways_of(answer, kuemmerer)
    assert (ways.letters.mine, ways.letters.for_others) == (2, 1)
    assert (ways.calls.mine, ways.calls.for_others) == (2, 1)
    assert "Von drüben" not in {one.name for one in queries.letters_open(answer, kuemmerer)}
    mayor = make_account(Role.MUNICIPALITY, here)
    with pytest.raises(Forbidden), unit_of_work():
        actions.make_letters(need, answer, reason=WHY, by=mayor)
    foreign = next(call for call in call_list(answer) if call.phone == "08333 1")
    with pytest.raises(NotFound), unit_of_work():
        actions.note_call(need, answer, foreign.contribution_id, result=TellingState.TOLD, seen="-0", by=kuemmerer)


def test_sheets_hang_where_the_answer_belongs(session: Session) -> None:
    here, there, elsewhere = make_places("Legau", "Babenhausen", "Boos")
    need = make_need("Bus", here)
    add_voice(need, "Auch hier", there)
    answer = make_answered(need)
    assert [node.name for node in queries.gemeinden_behind(answer, need)] == ["Babenhausen", "Legau"]

    for where in ("Rathaus", "Kirche"):
        with unit_of_work():
            actions.hang_up(need, answer, there.id, where=where, by=SYSTEM)
    (sheet,) = session.scalars(select(NoticeSheet))
    assert sheet.where == "Kirche"
    with unit_of_work():
        actions.take_down(need, answer, there.id, by=SYSTEM)
    assert queries.notice_sheets(answer) == {}
    with pytest.raises(NotFound), unit_of_work():
        actions.hang_up(need, answer, elsewhere.id, where="", by=SYSTEM)
    with pytest.raises(InvalidInput), unit_of_work():
        actions.hang_up(need, answer, here.id, where="x" * 121, by=SYSTEM)


def test_an_answer_that_was_taken_back_is_told_no_more(session: Session) -> None:
    need, answer = everybody(make_place("Legau"))
    other = make_need("Anderer")
    with pytest.raises(NotFound):
        queries.answer_of(other, answer.id)
    with unit_of_work():
        answer.retracted_at = answer.at
    with pytest.raises(NotFound):
        queries.answer_of(need, answer.id)


def test_who_joined_by_a_merge_is_told_of_the_later_answer(session: Session) -> None:
    place = make_place("Legau")
    small, large = make_need("Klein", place), make_need("Groß", place)
    add_letter(small, place, "Erna Vögele")
    with unit_of_work():
        actions.merge_needs(small, into=large, sentence="Zusammen.", by=SYSTEM)
    answer = make_answered(large)

    assert [one.name for one in queries.letters_open(answer, SYSTEM)] == ["Erna Vögele"]


def test_the_number_of_queries_does_not_grow_with_the_people(session: Session) -> None:
    place = make_place("Legau")

    def asked(people: int) -> int:
        need = make_need(f"Bus {people}", place)
        for number in range(people):
            add_letter(need, place, f"Mensch {number}")
            add_call(need, place, f"08330 {1000 + number}")
        answer = make_answered(need)
        with count_queries() as seen:
            queries.audience(need)
            queries.ways_of(answer, SYSTEM)
            assert len(queries.letters_open(answer, SYSTEM)) == people
            assert len(call_list(answer)) == people
            queries.gemeinden_behind(answer, need)
        return len(seen)

    asked(2)
    assert asked(1) == asked(12)


def test_leichte_sprache_is_kept_with_its_mark(session: Session) -> None:
    need = make_need()
    simple = Simple("Wir prüfen.", "Prüfgruppe", today())
    with unit_of_work():
        answer = actions.answer(need, status=NeedStatus.IN_REVIEW, sentence="Wir prüfen das.", simple=simple, by=SYSTEM)

    assert answer.simple == simple
    assert queries.standing_answer(answer.id) is answer


@pytest.mark.parametrize(
    ("simple", "code"),
    [
        (Simple("Das ist [was]."), "simple-gap"),
        (Simple("x" * 1001), "simple-too-long"),
        (Simple("Gut.", "Prüfgruppe"), "half-checked"),
        (Simple("Gut.", "", today()), "half-checked"),
        (Simple("", "Prüfgruppe", today()), "nothing-checked"),
        (Simple("Gut.", "x" * 121, today()), "checker-long"),
    ],
)
def test_bad_leichte_sprache_is_refused(session: Session, simple: Simple, code: str) -> None:
    need = make_need()
    with refused(code), unit_of_work():
        actions.answer(need, status=NeedStatus.IN_REVIEW, sentence="Gut.", simple=simple, by=SYSTEM)


def test_nobody_has_checked_it_tomorrow(session: Session) -> None:
    need, simple = make_need(), Simple("Gut.", "Prüfgruppe", today() + timedelta(days=1))
    with refused("checked-when"), unit_of_work():
        actions.answer(need, status=NeedStatus.IN_REVIEW, sentence="Gut.", simple=simple, by=SYSTEM)
