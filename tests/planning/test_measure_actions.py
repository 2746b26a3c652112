"""Planning, noting, telling, reviewing and asking; what is refused and what is remembered."""

from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from flask import Flask

from portal.accounts import actions as accounts
from portal.contributions import actions as contributions
from portal.contributions import queries as said
from portal.kernel import mail, outbox
from portal.kernel.clock import today
from portal.kernel.db import session, unit_of_work
from portal.kernel.errors import Conflict, DomainError, InvalidInput, InvalidTransition, NotFound
from portal.kernel.policy import ANONYMOUS, SYSTEM, Role
from portal.needs import actions as need_actions
from portal.needs import queries as need_queries
from portal.needs.models import Need
from portal.needs.terms import NeedStatus
from portal.planning.actions import evaluations, followups, measures, milestones, telling
from portal.planning.actions.evaluations import EffectDraft, ReviewDraft
from portal.planning.actions.measure_drafts import MeasureDraft
from portal.planning.models import Measure, Milestone
from portal.planning.queries import evaluations as reviews
from portal.planning.queries import followups as asked
from portal.planning.queries import measures as queries
from portal.planning.queries import milestones as due
from portal.planning.terms.evaluations import Attainment, Consequence, EffectStage
from portal.planning.terms.followups import Helped
from portal.planning.terms.measures import MeasureStatus, Stage
from tests.factories.accounts import make_account
from tests.factories.measures import day, make_asked, make_measure, measure_draft
from tests.factories.needs import add_voice, make_answered, make_need, some_place
from tests.factories.places import make_place


def fresh(measure: Measure) -> Measure:
    return queries.measure(measure.id)


def test_sending_twice_plans_once(app: Flask) -> None:
    key, draft = uuid4(), measure_draft()
    for _ in range(2):
        with unit_of_work():
            made = measures.plan_measure(draft, submission_key=key, by=SYSTEM)

    assert queries.count_measures(SYSTEM) == 1
    assert made.status is MeasureStatus.PLANNED


def in_days(told: dict[str, object]) -> dict[str, object]:
    """Its days, which a list of cases tells as so many from today: the list may have been made the day before."""
    return {name: day(value) for name, value in told.items() if name.endswith("_on") and isinstance(value, int)}


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"title": ""}, "measure.no-title"),
        ({"places": ()}, "measure.no-place"),
        ({"review_on": 0}, "measure.review-in-the-past"),
        ({"review_on": 5, "begins_on": 9}, "measure.review-before-begin"),
        ({"review_on": 90 * 366}, "measure.odd-day"),
        ({"begins_on": 9, "ends_on": 8}, "measure.ends-early"),
        ({"budget_planned": Decimal("-1")}, "measure.odd-amount"),
        ({"budget_spent": Decimal("100000000.01")}, "measure.odd-amount"),
        ({"responsible_id": uuid4()}, "measure.not-responsible"),
        ({"stakeholder_id": uuid4()}, "measure.unknown-stakeholder"),
        ({"partner_ids": (uuid4(),)}, "measure.unknown-stakeholder"),
        ({"funding_application_id": uuid4()}, "measure.unknown-application"),
        ({"decision_id": uuid4()}, "measure.unknown-decision"),
    ],
)
def test_what_cannot_be_planned(app: Flask, told: dict[str, object], code: str) -> None:
    values = {"title": "Bürgerbus", "places": (some_place(),), "review_on": day(365)} | told | in_days(told)
    with pytest.raises(InvalidInput) as refused, unit_of_work():
        measures.plan_measure(MeasureDraft(**values), by=SYSTEM)  # type: ignore[arg-type]

    assert refused.value.code == code
    assert queries.count_measures(SYSTEM) == 0


def test_the_second_to_save_gets_a_conflict(app: Flask) -> None:
    made = make_measure()
    seen, first, second = made.version, measure_draft("Erste Fassung"), measure_draft("Zweite Fassung")
    with unit_of_work():
        measures.edit_measure(fresh(made), first, version=seen, by=SYSTEM)

    with pytest.raises(Conflict), unit_of_work():
        measures.edit_measure(fresh(made), second, version=seen, by=SYSTEM)
    assert fresh(made).title == "Erste Fassung"


def test_counts_follow_the_milestones(app: Flask) -> None:
    made = make_measure(due=(-5, 3, 9))
    assert (made.milestones_open, made.next_due_on, made.status) == (3, day(-5), MeasureStatus.LATE)

    first = made.milestones[0].id
    with unit_of_work():
        milestones.reach_milestone(queries.milestone(made.id, first), on=day(-4), by=SYSTEM)
    assert (fresh(made).milestones_done, fresh(made).next_due_on, fresh(made).status) == (
        1,
        day(3),
        MeasureStatus.RUNNING,
    )

    with unit_of_work():
        for one in fresh(made).milestones[1:]:
            milestones.remove_milestone(queries.milestone(made.id, one.id), by=SYSTEM)
    assert (fresh(made).status, fresh(made).last_done_on) == (MeasureStatus.DONE, day(-4))

    with unit_of_work():
        milestones.reopen_milestone(queries.milestone(made.id, first), by=SYSTEM)
    assert (fresh(made).status, fresh(made).next_due_on) == (MeasureStatus.LATE, day(-5))


def test_a_milestone_is_not_reached_tomorrow(app: Flask) -> None:
    made = make_measure(due=(3,))
    with pytest.raises(InvalidInput) as refused, unit_of_work():
        milestones.reach_milestone(queries.milestone(made.id, made.milestones[0].id), on=day(1), by=SYSTEM)

    assert refused.value.code == "measure.future"


def test_stopping_needs_a_reason_and_can_be_taken_back(app: Flask) -> None:
    made = make_measure(due=(-5,))
    with pytest.raises(InvalidInput), unit_of_work():
        measures.stop_measure(fresh(made), reason="", version=made.version, by=SYSTEM)
    with unit_of_work():
        measures.stop_measure(fresh(made), reason="Kein Geld", version=made.version, by=SYSTEM)
    assert fresh(made).status is MeasureStatus.STOPPED
    assert due.own_due_milestones(SYSTEM, until=today(), limit=5) == []

    with unit_of_work():
        measures.resume_measure(fresh(made), by=SYSTEM)
    assert fresh(made).status is MeasureStatus.LATE


def test_the_end_answers_bedarfe_where_it_can_and_names_the_others(app: Flask) -> None:
    ready, new = make_need("Abends fährt kein Bus"), make_need("Der Gehweg endet")
    make_answered(ready, NeedStatus.CONFIRMED, "Der Bedarf ist bestätigt.")
    made = make_measure(needs=(ready, new), due=(1,), done=1)
    assert fresh(made).untold_stage is Stage.ENDED

    with unit_of_work():
        told = telling.tell_needs(
            fresh(made),
            stage=Stage.ENDED,
            need_ids={ready.id, new.id},
            status=NeedStatus.DONE,
            sentence="Der Bus fährt.",
            by=SYSTEM,
        )

    assert [one.id for one in told.done] == [ready.id]
    assert [one.id for one in told.skipped] == [new.id]
    assert session().get_one(Need, ready.id).status is NeedStatus.DONE
    assert session().get_one(Need, new.id).status is NeedStatus.NEW
    assert fresh(made).untold_stage is None
    with pytest.raises(Conflict), unit_of_work():
        telling.leave_untold(fresh(made), stage=Stage.ENDED, by=SYSTEM)


def test_a_merged_bedarf_is_told_as_the_one_it_is_part_of(app: Flask) -> None:
    one, other = make_need("Bus"), make_need("Rufbus")
    made = make_measure(needs=(one,))
    with unit_of_work():
        need_actions.merge_needs(one, into=other, sentence="Wir führen beides zusammen.", by=SYSTEM)

    assert [need.id for need in queries.answered_needs(SYSTEM, made.id)] == [other.id]
    assert [found.id for found in queries.measures_of_need(SYSTEM, other.id)] == [made.id]


def test_a_review_writes_what_it_saw_and_sets_the_next(app: Flask) -> None:
    need = make_need()
    made = make_measure(needs=(need,), due=(1,), done=1)
    with unit_of_work():
        effect = evaluations.add_effect(
            fresh(made),
            EffectDraft(stage=EffectStage.REACHES, statement="30 Fahrgäste im Monat", target="30"),
            by=SYSTEM,
        )
    draft = ReviewDraft(
        held_on=today(),
        result=Attainment.PARTLY,
        reason="Es fahren 22 Menschen im Monat.",
        consequence=Consequence.CHANGE,
        next_steps="Mehr Haltestellen.",
        next_review_on=day(180),
    )
    key = uuid4()
    for _ in range(2):
        with unit_of_work():
            evaluations.evaluate(fresh(made), draft, submission_key=key, by=SYSTEM)
    with unit_of_work():
        evaluations.edit_effect(
            reviews.effect(made.id, effect.id),
            EffectDraft(stage=EffectStage.REACHES, statement="40 Fahrgäste im Monat"),
            version=effect.version,
            by=SYSTEM,
        )

    (found,) = reviews.evaluations_of(SYSTEM, need.id)
    assert found.ladder["rows"][0]["statement"] == "30 Fahrgäste im Monat"
    assert fresh(made).review_on == day(180)


def test_the_last_review_ends_the_reminders_and_a_new_bedarf_can_come_of_one(app: Flask) -> None:
    place = make_place("Pfaffenhausen")
    made = make_measure("Bürgerbus", place)
    draft = ReviewDraft(
        held_on=today(),
        result=Attainment.MISSED,
        reason="Niemand fuhr mit.",
        consequence=Consequence.NEW_NEED,
        next_review_on=day(90),
        need_title="Begleitung zum Arzt",
    )
    with unit_of_work():
        written = evaluations.evaluate(fresh(made), draft, by=SYSTEM)
    assert written.new_need_id is not None
    assert need_queries.need(SYSTEM, written.new_need_id).sozialraum_id == place.id

    with unit_of_work():
        evaluations.evaluate(
            fresh(made),
            ReviewDraft(held_on=today(), result=Attainment.MISSED, reason="Ende.", consequence=Consequence.END),
            by=SYSTEM,
        )
    assert fresh(made).reviews_ended_on == today()
    assert due.own_due_reviews(SYSTEM, until=day(9999), limit=5) == []


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"reason": ""}, "evaluation.no-reason"),
        ({"held_on": 1}, "evaluation.future"),
        ({"next_review_on": None}, "evaluation.no-next-review"),
        ({"next_review_on": 0}, "evaluation.no-next-review"),
        ({"consequence": Consequence.NEW_NEED}, "evaluation.no-need"),
    ],
)
def test_what_is_no_review(app: Flask, told: dict[str, object], code: str) -> None:
    made = make_measure()
    values = {
        "held_on": today(),
        "result": Attainment.REACHED,
        "reason": "Gut.",
        "consequence": Consequence.CONTINUE,
        "next_review_on": day(90),
    } | told
    values |= in_days(told)
    with pytest.raises(InvalidInput) as refused, unit_of_work():
        evaluations.evaluate(fresh(made), ReviewDraft(**values), by=SYSTEM)  # type: ignore[arg-type]

    assert refused.value.code == code


def test_a_judgement_needs_a_reason(app: Flask) -> None:
    made = make_measure()
    with pytest.raises(InvalidInput) as refused, unit_of_work():
        draft = EffectDraft(stage=EffectStage.INPUT, statement="Ein Bus", attainment=Attainment.REACHED)
        evaluations.add_effect(fresh(made), draft, by=SYSTEM)

    assert refused.value.code == "effect.no-judgement"


def test_people_are_asked_once_by_mail_only_where_they_want_it(app: Flask) -> None:
    place = make_place("Pfaffenhausen")
    need = make_need("Bus", place, voices=1)
    for email in ("a@example.org", "A@example.org", "b@example.org"):
        add_voice(need, f"Ich auch, {email}", place, email=email)
    made = make_measure("Bürgerbus", place, needs=(need,), due=(1,), done=1, is_public=True)
    outbox.drain()
    before = session().query(mail.OutgoingMail).count()

    make_asked(made)
    outbox.drain()

    written = session().query(mail.OutgoingMail).filter(mail.OutgoingMail.key.contains("follow-up-"))
    assert session().query(mail.OutgoingMail).count() - before == written.count() == 2
    assert all("Hat es geholfen" in one.subject for one in written)
    with pytest.raises(InvalidTransition) as refused:
        make_asked(made)
    assert refused.value.code == "follow-up.asked-before"


@pytest.mark.parametrize(
    ("is_public", "done", "code"), [(False, 1, "follow-up.not-public"), (True, 0, "follow-up.too-early")]
)
def test_when_nobody_is_asked(app: Flask, is_public: bool, done: int, code: str) -> None:
    made = make_measure(due=(1, 2), done=done, is_public=is_public)
    with pytest.raises(InvalidTransition) as refused:
        make_asked(made)

    assert refused.value.code == code


def test_each_wortmeldung_answers_once_and_its_sentence_is_a_wortmeldung(app: Flask) -> None:
    place = make_place("Pfaffenhausen")
    need = make_need("Bus", place)
    voices = [add_voice(need, f"Stimme {number}", place).contribution_id for number in range(5)]
    made = make_measure("Bürgerbus", place, needs=(need,), due=(1,), done=1, is_public=True)
    follow_up = make_asked(made)

    def answer(voice: UUID | None, helped: Helped, remark: str = "") -> followups.Taken:
        assert voice is not None
        with unit_of_work():
            return followups.answer_follow_up(
                follow_up.id,
                voice,
                helped=helped,
                remark=remark,
                language="de",
                submission_key=uuid4(),
            )

    first = answer(voices[0], Helped.NO, "Der Bus kommt zu früh.")
    again = answer(voices[0], Helped.YES, "Und am Sonntag gar nicht.")
    assert (first.is_first, again.is_first) == (True, False)
    sentence = said.by_code(first.code)
    assert sentence is not None
    assert (sentence.text, sentence.sozialraum_id) == ("Der Bus kommt zu früh.", place.id)
    assert said.by_code(again.code) is not None
    assert not asked.counts_of(follow_up.id).is_shown

    for voice in voices[1:]:
        answer(voice, Helped.YES)
    assert asked.counts_of(follow_up.id).by_answer == {Helped.YES: 4, Helped.PARTLY: 0, Helped.NO: 1}

    with unit_of_work():
        contributions.withdraw(said.contribution(voices[1]), by=ANONYMOUS)  # type: ignore[arg-type]
    assert asked.counts_of(follow_up.id).answered == 4


def test_whoever_was_not_asked_does_not_answer(app: Flask) -> None:
    need, other = make_need("Bus"), make_need("Weg")
    stranger = add_voice(other, "Etwas anderes", some_place()).contribution_id
    follow_up = make_asked(make_measure(needs=(need,), due=(1,), done=1, is_public=True))
    assert stranger is not None
    with pytest.raises(NotFound), unit_of_work():
        followups.answer_follow_up(
            follow_up.id, stranger, helped=Helped.YES, remark="", language="de", submission_key=uuid4()
        )


def test_somebody_who_leaves_leaves_no_measure_behind(app: Flask) -> None:
    minder = make_account(Role.PLANNER)
    made = make_measure(responsible_id=minder.id, due=(-1,))
    assert [one.measure_id for one in due.own_due_milestones(minder, until=today(), limit=5)] == [made.id]

    with unit_of_work():
        accounts.deactivate(minder, by=SYSTEM)

    assert fresh(made).responsible_id is None


def test_refusals_leave_nothing_behind(app: Flask) -> None:
    made = make_measure()
    with pytest.raises(DomainError), unit_of_work():
        milestones.add_milestone(fresh(made), title="", due_on=day(3), by=SYSTEM)

    assert session().query(Milestone).count() == 0
