"""Projects, phases, steps, diary, help, and the versions of the Checkliste."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.accounts import actions as accounts
from portal.kernel import mail
from portal.kernel.clock import months_later, today
from portal.kernel.db import session, unit_of_work
from portal.kernel.errors import Conflict, Forbidden, InvalidInput, InvalidTransition
from portal.kernel.policy import SYSTEM, Role
from portal.kuemmerer import actions, queries
from portal.kuemmerer.actions import EntryDraft, ProjectDraft, StepDraft, TemplateDraft
from portal.kuemmerer.models import ChecklistStep, DiaryEntry, HelpRequest, KuemmererProject, ProjectPhoto
from portal.kuemmerer.queries import asking, changes, diary, steps, templates
from portal.kuemmerer.terms.projects import MOST_PLACES, EntryKind, Phase
from portal.kuemmerer.terms.shipped import SHIPPED_STEPS
from portal.kuemmerer.terms.steps import MOST_PHOTOS, Responsible
from portal.places import queries as places
from tests.factories.accounts import make_account, make_grant
from tests.factories.kuemmerer import first_step, make_project
from tests.factories.places import make_place


@dataclass(frozen=True)
class Picture:
    digest: bytes
    file_name: str = "0123456789abcdef0123456789abcdef.jpg"
    width: int = 4
    height: int = 3


def do(project: KuemmererProject, work: Callable[[KuemmererProject], object]) -> KuemmererProject:
    """Something done to a project in a unit of work of its own."""
    with unit_of_work():
        work(queries.project(project.id))
    return queries.project(project.id)


def on_step(step: ChecklistStep, work: Callable[[ChecklistStep], object]) -> ChecklistStep:
    with unit_of_work():
        work(steps.step(step.id))
    return steps.step(step.id)


def kinds(project: KuemmererProject) -> list[EntryKind]:
    return [entry.kind for entry in queries.history_of(project.id)]


def publish(*, without: str = "", changes_told: str = "Neuer Schritt") -> None:
    """A second version: one step more in the first phase, and one less."""
    with unit_of_work():
        draft = actions.begin_draft(by=SYSTEM)
        actions.add_template_step(
            draft,
            TemplateDraft(
                phase=Phase.PREPARATION, title="Nachbarn fragen", responsible=Responsible.OFFICE, due_after=1
            ),
            by=SYSTEM,
        )
        for step in [one for one in draft.steps if one.title == without]:
            actions.remove_template_step(step, by=SYSTEM)
        actions.publish_draft(draft, changes=changes_told, version=draft.version, by=SYSTEM)


def test_the_shipped_checkliste_is_complete_and_unique() -> None:
    assert len({step.key for step in SHIPPED_STEPS}) == len(SHIPPED_STEPS)
    assert {step.phase for step in SHIPPED_STEPS} == set(Phase)
    assert {step.responsible for step in SHIPPED_STEPS} == set(Responsible)
    assert all(step.explanation and step.proof and len(step.title) <= 160 for step in SHIPPED_STEPS)


def test_a_project_begins_with_the_steps_that_come_with_the_portal(app: Flask) -> None:
    project = make_project(begun_on=date(2026, 1, 31))

    found = steps.steps_of(project.id)
    assert [step.title for step in found] == [step.title for step in SHIPPED_STEPS]
    assert [phase.planned_begin for phase in project.phases] == [
        date(2026, 1, 31),
        date(2026, 7, 31),
        date(2027, 7, 31),
        date(2031, 7, 31),
    ]
    assert project.now.begun_on == date(2026, 1, 31)
    council = next(step for step in found if step.title == "Beschluss im Gemeinderat herbeiführen")
    assert council.due_on == date(2026, 7, 31)


def test_beginning_twice_begins_once(app: Flask, session: Session) -> None:
    place, key = make_place(), uuid4()
    for _ in range(2):
        with unit_of_work():
            draft = ProjectDraft(name="Einmal", places=[places.place(place.id)])
            actions.begin(draft, submission_key=key, by=SYSTEM)

    assert session.scalar(select(func.count()).select_from(KuemmererProject)) == 1


@pytest.mark.parametrize(
    ("values", "begun_on", "wrong"),
    [
        ({"name": ""}, None, "name"),
        ({"places": []}, None, "place_ids"),
        ({}, date(1, 1, 1), "begun_on"),
        ({}, date(9999, 12, 31), "begun_on"),
    ],
)
def test_what_no_project_can_be(app: Flask, values: dict[str, object], begun_on: date | None, wrong: str) -> None:
    place = make_place()
    with pytest.raises(InvalidInput) as refused, unit_of_work():
        given = {"name": "Gut", "places": [places.place(place.id)]} | values
        actions.begin(ProjectDraft(**given), begun_on=begun_on, by=SYSTEM)  # type: ignore[arg-type]

    assert refused.value.field == wrong


def test_a_project_has_only_so_many_places(app: Flask) -> None:
    many = [make_place(f"Dorf {number}") for number in range(MOST_PLACES + 1)]
    with pytest.raises(InvalidInput), unit_of_work():
        actions.begin(ProjectDraft(name="Groß", places=[places.place(one.id) for one in many]), by=SYSTEM)


def test_nobody_takes_a_foreign_place_in(app: Flask) -> None:
    mine, foreign = make_place("Meins"), make_place("Fremd")
    me = make_account(Role.KUEMMERER, mine)
    project = make_project(place=mine)

    with pytest.raises(Forbidden):
        do(
            project,
            lambda it: actions.edit(
                it,
                ProjectDraft(name="Beides", places=[places.place(mine.id), places.place(foreign.id)]),
                version=it.version,
                by=me,
            ),
        )


def test_a_gate_leads_on_and_its_steps_are_counted_from_that_day(app: Flask) -> None:
    begun = today() - timedelta(days=200)
    project = make_project(begun_on=begun)
    on = today() - timedelta(days=10)

    project = do(project, lambda it: actions.pass_gate(it, on=on, reference="TOP 7", version=it.version, by=SYSTEM))

    assert (project.phase, project.in_phase(Phase.PREPARATION).ended_on) == (Phase.BUILD_UP, on)
    assert project.in_phase(Phase.PREPARATION).gate_reference == "TOP 7"
    assert first_step(project, Phase.BUILD_UP).due_on == on + timedelta(weeks=3)
    assert kinds(project) == [EntryKind.GATE_PASSED, EntryKind.BEGUN]


@pytest.mark.parametrize("days", [1, -1])
def test_a_gate_is_passed_neither_before_the_phase_nor_tomorrow(app: Flask, days: int) -> None:
    project = make_project()
    with pytest.raises(InvalidInput) as refused:
        do(
            project,
            lambda it: actions.pass_gate(
                it, on=today() + timedelta(days=days), reference="TOP 7", version=it.version, by=SYSTEM
            ),
        )

    assert refused.value.field == "on"


def test_the_last_phase_has_no_gate(app: Flask) -> None:
    project = make_project(phase=Phase.EXPANSION)
    with pytest.raises(InvalidTransition):
        do(project, lambda it: actions.pass_gate(it, on=today(), reference="x", version=it.version, by=SYSTEM))


def test_going_back_opens_the_gate_and_keeps_the_history(app: Flask) -> None:
    project = make_project(phase=Phase.IMPLEMENTATION)

    project = do(
        project,
        lambda it: actions.go_back(it, to=Phase.PREPARATION, reason="Neuer Gemeinderat", version=it.version, by=SYSTEM),
    )

    assert [(one.begun_on is not None, one.ended_on, one.gate_reference) for one in project.phases] == [
        (True, None, ""),
        (False, None, ""),
        (False, None, ""),
        (False, None, ""),
    ]
    assert kinds(project)[:2] == [EntryKind.WENT_BACK, EntryKind.GATE_PASSED]
    with pytest.raises(InvalidTransition):
        do(project, lambda it: actions.go_back(it, to=Phase.BUILD_UP, reason="x", version=it.version, by=SYSTEM))


def test_a_plan_moves_the_steps_of_a_phase_that_has_not_begun(app: Flask) -> None:
    project = make_project()
    begin = months_later(today(), 12)

    project = do(
        project,
        lambda it: actions.plan_phase(
            it, Phase.BUILD_UP, begin=begin, end=months_later(begin, 12), version=1, reason="Haushalt", by=SYSTEM
        ),
    )

    assert first_step(project, Phase.BUILD_UP).due_on == begin + timedelta(weeks=3)
    with pytest.raises(Conflict):
        do(
            project,
            lambda it: actions.plan_phase(it, Phase.BUILD_UP, begin=begin, end=begin, version=1, by=SYSTEM),
        )


def test_ticking_with_photos_counts_once_however_often_it_is_sent(app: Flask, session: Session) -> None:
    step, key = first_step(make_project()), uuid4()

    for _ in range(3):
        step = on_step(
            step,
            lambda it: actions.tick(
                it, version=1, note="Gut", photos=[Picture(b"a"), Picture(b"b")], submission_key=key, by=SYSTEM
            ),
        )

    assert (step.done_on, step.note, len(step.photos)) == (today(), "Gut", 2)
    progress = queries.progress_of([step.project_id])[step.project_id]
    assert (progress.done, progress.total) == (1, len([one for one in SHIPPED_STEPS if one.phase is Phase.PREPARATION]))


def test_the_second_to_tick_meets_a_conflict(app: Flask) -> None:
    step = first_step(make_project())
    on_step(step, lambda it: actions.tick(it, version=1, note="Ich", by=SYSTEM))

    with pytest.raises(Conflict):
        on_step(step, lambda it: actions.tick(it, version=1, note="Du", by=SYSTEM))
    assert steps.step(step.id).note == "Ich"


def test_who_edits_the_project_meets_no_conflict_because_somebody_ticks(app: Flask) -> None:
    project = make_project()
    on_step(first_step(project), lambda it: actions.tick(it, version=1, by=SYSTEM))

    assert queries.project(project.id).version == project.version


def test_a_step_is_opened_again_with_everything_on_it(app: Flask) -> None:
    step = first_step(make_project())
    on_step(step, lambda it: actions.tick(it, version=1, note="Gut", photos=[Picture(b"a")], by=SYSTEM))

    step = on_step(step, lambda it: actions.untick(it, by=SYSTEM))

    assert (step.is_done, step.done_at, step.note, len(step.photos)) == (False, None, "Gut", 1)


def test_too_many_photos_are_refused(app: Flask) -> None:
    step = first_step(make_project())
    many = [Picture(bytes([number])) for number in range(MOST_PHOTOS + 1)]

    with pytest.raises(InvalidInput) as refused:
        on_step(step, lambda it: actions.tick(it, version=1, photos=many, by=SYSTEM))
    assert refused.value.field == "photo"
    assert not steps.step(step.id).is_done


def test_a_day_set_by_hand_stays_when_the_phase_moves(app: Flask) -> None:
    project = make_project()
    step, other = steps.steps_of(project.id, Phase.BUILD_UP)[:2]
    own = months_later(today(), 20)
    on_step(step, lambda it: actions.move_due(it, to=own, reason="Wahl", version=it.version, by=SYSTEM))

    do(project, lambda it: actions.pass_gate(it, on=today(), reference="TOP", version=it.version, by=SYSTEM))

    assert steps.step(step.id).due_on == own
    assert steps.step(other.id).due_on == today() + timedelta(weeks=4)
    counted = on_step(step, lambda it: actions.move_due(it, to=None, reason="", version=it.version, by=SYSTEM))
    assert (counted.due_on, counted.due_reason) == (today() + timedelta(weeks=3), "")


def test_steps_of_its_own_count_and_go_again_while_untouched(app: Flask) -> None:
    project = make_project()
    draft = StepDraft(title="Bank streichen", phase=Phase.PREPARATION, responsible=Responsible.MUNICIPALITY)
    key = uuid4()
    for _ in range(2):
        do(project, lambda it: actions.add_step(it, draft, submission_key=key, by=SYSTEM))
    own = steps.steps_of(project.id, Phase.PREPARATION)[-1]
    assert own.title == "Bank streichen"
    assert len(steps.steps_of(project.id)) == len(SHIPPED_STEPS) + 1

    on_step(own, lambda it: actions.note_on(it, version=1, note="Farbe da", proof_found="", by=SYSTEM))
    with pytest.raises(InvalidInput), unit_of_work():
        actions.remove_step(steps.step(own.id), by=SYSTEM)
    with pytest.raises(InvalidInput), unit_of_work():
        actions.remove_step(steps.step(first_step(project).id), by=SYSTEM)


def test_what_lies_ahead_is_not_due(app: Flask) -> None:
    late = today() - timedelta(days=400)
    project = make_project(begun_on=late)
    who = make_account(Role.KUEMMERER, project.places[0])

    due = steps.due_steps(who, until=today(), limit=100)

    assert {step.phase for step in due} == {Phase.PREPARATION}
    assert queries.progress_of([project.id])[project.id].overdue == len(due)


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.KUEMMERER, set(Responsible)),
        (Role.MUNICIPALITY, {Responsible.MUNICIPALITY}),
        (Role.PLANNER, {Responsible.COUNTY}),
        (Role.SECTOR_PLANNER, set()),
        (Role.ADMIN, set()),
    ],
)
def test_each_is_told_of_what_they_are_to_do(app: Flask, role: Role, expected: set[Responsible]) -> None:
    project = make_project(begun_on=today() - timedelta(days=400))
    who = make_account(role, project.places[0])

    due = steps.due_steps(who, until=today(), limit=100)

    assert {step.responsible for step in due} == expected


def test_the_diary_keeps_each_entry_once(app: Flask, session: Session) -> None:
    project, key = make_project(), uuid4()
    draft = EntryDraft(on=today(), text="Mittagstisch", hours=Decimal("1.5"))

    for _ in range(2):
        do(
            project,
            lambda it: actions.write_entry(it, draft, photos=[Picture(b"a")], submission_key=key, by=SYSTEM),
        )

    (entry,) = session.scalars(select(DiaryEntry))
    assert (entry.text, entry.hours) == ("Mittagstisch", Decimal("1.50"))
    assert session.scalar(select(func.count()).select_from(ProjectPhoto)) == 1
    assert diary.hours_of(project.id) == Decimal("1.5")


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"text": ""}, "text"),
        ({"on": date(2999, 1, 1)}, "on"),
        ({"on": date(1, 1, 1)}, "on"),
        ({"hours": Decimal("-1")}, "hours"),
        ({"hours": Decimal("24.25")}, "hours"),
    ],
)
def test_what_no_entry_can_be(app: Flask, values: dict[str, object], wrong: str) -> None:
    project = make_project()
    given: dict[str, object] = {"on": today(), "text": "Gut"}
    with pytest.raises(InvalidInput) as refused:
        do(project, lambda it: actions.write_entry(it, EntryDraft(**(given | values)), by=SYSTEM))  # type: ignore[arg-type]

    assert refused.value.field == wrong


def test_the_log_tells_diary_steps_and_gates_of_a_period(app: Flask) -> None:
    begun = today() - timedelta(days=100)
    project = make_project(begun_on=begun)
    on_step(first_step(project), lambda it: actions.tick(it, version=1, on=begun, note="Dabei", by=SYSTEM))
    for days, text in ((90, "Davor"), (50, "Mitten"), (10, "Danach")):
        entry = EntryDraft(on=today() - timedelta(days=days), text=text, hours=Decimal(2))
        do(project, lambda it, entry=entry: actions.write_entry(it, entry, by=SYSTEM))  # type: ignore[misc]
    gate = today() - timedelta(days=40)
    project = do(project, lambda it: actions.pass_gate(it, on=gate, reference="TOP", version=it.version, by=SYSTEM))

    lines = diary.log_between(project, begun, gate)

    assert [(line.kind.value, line.text) for line in lines] == [
        ("step", "Erstgespräch zwischen Gemeinde und Landkreis"),
        ("entry", "Davor"),
        ("entry", "Mitten"),
        ("gate", "TOP"),
    ]
    assert lines[0].note == "Dabei"


def test_help_is_asked_once_told_to_every_planner_and_answered(app: Flask, session: Session) -> None:
    project = make_project()
    asker = make_account(Role.KUEMMERER, project.places[0])
    planners = [make_account(Role.PLANNER), make_account(Role.PLANNER)]
    make_account(Role.PLANNER, make_place("Kammlach"))
    key = uuid4()
    for _ in range(2):
        do(project, lambda it: actions.ask_for_help(it, "Wer liest den Antrag?", submission_key=key, by=asker))

    sent = session.scalars(mail.mailbox().order_by(mail.OutgoingMail.to_address)).all()
    assert [one.to_address for one in sent] == sorted(planner.email for planner in planners)
    assert session.scalar(select(func.count()).select_from(HelpRequest)) == 1

    (request,) = asking.open_requests(planners[0], unanswered=True)
    for _ in range(2):
        with unit_of_work():
            actions.answer_help(asking.help_request(request.id), "Ich.", by=planners[0])
    to_asker = session.scalars(mail.mailbox().where(mail.OutgoingMail.to_address == asker.email)).all()
    assert len(to_asker) == 1
    assert asking.open_requests(planners[0], unanswered=True) == []
    assert kinds(project)[:2] == [EntryKind.HELP_ANSWERED, EntryKind.HELP_ASKED]


def test_only_a_kuemmerer_of_the_place_becomes_responsible(app: Flask) -> None:
    project = make_project()
    fitting, other = make_account(Role.KUEMMERER, project.places[0]), make_account(Role.KUEMMERER, make_place("Fern"))

    with pytest.raises(InvalidInput):
        do(project, lambda it: actions.assign(it, other.id, by=SYSTEM))
    for _ in range(2):
        project = do(project, lambda it: actions.assign(it, fitting.id, by=SYSTEM))
    assert project.responsible_ids == [fitting.id]


@pytest.mark.parametrize("how", ["deactivated", "role"])
def test_who_goes_is_responsible_no_more(app: Flask, how: str) -> None:
    place = make_place()
    gone = make_account(name="Weg")
    grant = make_grant(gone, Role.KUEMMERER, place)
    project = make_project(place=place, responsible_ids=[gone.id])
    admin = make_account(Role.ADMIN)

    with unit_of_work():
        if how == "role":
            accounts.withdraw_role(grant, by=admin)
        else:
            accounts.deactivate(gone, by=admin)

    project = queries.project(project.id)
    assert project.responsible_ids == []
    assert [(one.account_id, one.until) for one in project.assignments] == [(gone.id, today())]
    assert kinds(project)[0] is EntryKind.RELEASED


def test_a_draft_changes_no_project_and_publishing_neither(app: Flask) -> None:
    project = make_project()
    before = [step.title for step in steps.steps_of(project.id)]

    publish()

    assert [step.title for step in steps.steps_of(project.id)] == before
    new = make_project("Neu", place=make_place("Neuort"))
    assert "Nachbarn fragen" in [step.title for step in steps.steps_of(new.id)]


def test_taking_over_adds_and_removes_open_steps_and_leaves_done_ones(app: Flask) -> None:
    project = make_project()
    first, second, third = (step for step in steps.steps_of(project.id)[:3])
    on_step(first, lambda it: actions.tick(it, version=1, by=SYSTEM))
    for title in (first.title, second.title):
        publish(without=title, changes_told=title)
    newest = templates.published()
    assert newest is not None

    told = changes.changes_for(steps.steps_of(project.id), newest)
    assert [step.title for step in told.added] == ["Nachbarn fragen", "Nachbarn fragen"]
    assert [step.title for step in told.removed] == [second.title]
    assert [step.title for step in told.kept] == [first.title]

    for _ in range(2):
        do(project, lambda it: actions.take_over(it, templates.published(), number=3, by=SYSTEM))  # type: ignore[arg-type]
    titles = [step.title for step in steps.steps_of(project.id, Phase.PREPARATION)]
    assert first.title in titles
    assert second.title not in titles
    assert titles[0] == third.title
    assert titles.count("Nachbarn fragen") == 2
    assert kinds(project).count(EntryKind.CHECKLIST_TAKEN) == 1


def test_a_changed_step_follows_while_it_is_open(app: Flask) -> None:
    project = make_project()
    done, still_open = steps.steps_of(project.id)[:2]
    title = still_open.title
    on_step(done, lambda it: actions.tick(it, version=1, by=SYSTEM))
    with unit_of_work():
        draft = actions.begin_draft(by=SYSTEM)
        for one in draft.steps[:2]:
            written = TemplateDraft(phase=one.phase, title=f"{one.title}!", responsible=one.responsible, due_after=10)
            actions.edit_template_step(one, written, version=one.version, by=SYSTEM)
        actions.publish_draft(draft, changes="Klarer", version=draft.version, by=SYSTEM)

    do(project, lambda it: actions.take_over(it, templates.published(), number=2, by=SYSTEM))  # type: ignore[arg-type]

    assert steps.step(done.id).title == done.title
    changed = steps.step(still_open.id)
    assert (changed.title, changed.due_on) == (f"{title}!", today() + timedelta(weeks=10))


def test_who_saw_an_older_preview_is_asked_again(app: Flask) -> None:
    project = make_project()
    publish()
    with pytest.raises(Conflict):
        do(project, lambda it: actions.take_over(it, templates.published(), number=1, by=SYSTEM))  # type: ignore[arg-type]


def test_a_draft_without_a_change_is_not_published(app: Flask) -> None:
    make_project()
    with unit_of_work():
        draft = actions.begin_draft(by=SYSTEM)
        assert actions.begin_draft(by=SYSTEM).id == draft.id
    with pytest.raises(InvalidInput), unit_of_work():
        again = actions.begin_draft(by=SYSTEM)
        actions.publish_draft(again, changes="Nichts", version=again.version, by=SYSTEM)


def test_moving_a_step_of_the_draft_changes_its_place(app: Flask) -> None:
    make_project()
    with unit_of_work():
        draft = actions.begin_draft(by=SYSTEM)
        first, second = draft.of_phase(Phase.PREPARATION)[:2]
        actions.move_template_step(first, down=False, by=SYSTEM)
        actions.move_template_step(first, down=True, by=SYSTEM)
        titles = first.title, second.title
    found = templates.draft()
    assert found is not None
    assert tuple(step.title for step in found.of_phase(Phase.PREPARATION)[:2]) == titles[::-1]


def test_photos_in_use_are_kept_by_the_sweeper(app: Flask) -> None:
    step = first_step(make_project())
    on_step(step, lambda it: actions.tick(it, version=1, photos=[Picture(b"a")], by=SYSTEM))

    assert diary.photo_files() == {Picture(b"a").file_name}


def test_a_step_that_falls_away_is_neither_open_nor_done(app: Flask) -> None:
    project = make_project(begun_on=today() - timedelta(days=400))
    who = make_account(Role.KUEMMERER, project.places[0])
    first = first_step(project)
    before = queries.progress_of([project.id])[project.id]
    total, done = steps.counts_of(project.id)[Phase.PREPARATION]

    waived = on_step(first, lambda it: actions.waive(it, reason="Gibt es schon", version=it.version, by=who))

    after = queries.progress_of([project.id])[project.id]
    assert (waived.is_open, waived.is_done, waived.is_overdue) == (False, False, False)
    assert (after.total, after.done, after.overdue) == (before.total - 1, before.done, before.overdue - 1)
    assert steps.counts_of(project.id)[Phase.PREPARATION] == (total - 1, done)
    assert first.id not in {one.id for one in steps.due_steps(who, until=today(), limit=100)}
    assert first.id not in {one.id for one in steps.next_steps(project.id)}
    entry = queries.history_of(project.id)[0]
    assert (entry.kind, entry.text, entry.by_id) == (EntryKind.STEP_WAIVED, f"{first.title}: Gibt es schon", who.id)


def test_a_project_of_which_only_waived_steps_were_late_is_not_late(app: Flask) -> None:
    project = make_project(begun_on=today() - timedelta(days=400))
    who = make_account(Role.KUEMMERER, project.places[0])
    for one in steps.steps_of(project.id, Phase.PREPARATION):
        on_step(one, lambda it: actions.waive(it, reason="Nicht nötig", version=it.version, by=SYSTEM))

    found = session().scalars(queries.visible_projects(who, queries.Filters(overdue=True))).all()

    assert found == []


def test_a_step_that_fell_away_can_be_opened_or_ticked_again(app: Flask) -> None:
    project = make_project()
    first, second = steps.steps_of(project.id, Phase.PREPARATION)[:2]
    for one in (first, second):
        on_step(one, lambda it: actions.waive(it, reason="Nicht nötig", version=it.version, by=SYSTEM))

    opened = on_step(first, lambda it: actions.untick(it, by=SYSTEM))
    ticked = on_step(second, lambda it: actions.tick(it, version=it.version, by=SYSTEM))

    assert (opened.is_open, opened.waived_reason) == (True, "")
    assert (ticked.is_done, ticked.is_waived) == (True, False)


def test_a_step_falls_away_for_a_reason_and_not_when_it_is_done(app: Flask) -> None:
    step = first_step(make_project())

    def waive(reason: str) -> None:
        on_step(step, lambda it: actions.waive(it, reason=reason, version=it.version, by=SYSTEM))

    with pytest.raises(InvalidInput):
        waive("")
    with pytest.raises(Conflict), unit_of_work():
        actions.waive(steps.step(step.id), reason="Nicht nötig", version=99, by=SYSTEM)
    on_step(step, lambda it: actions.tick(it, version=it.version, by=SYSTEM))
    with pytest.raises(InvalidInput):
        waive("Nicht nötig")


def test_a_new_version_of_the_checklist_leaves_waived_steps_alone(app: Flask) -> None:
    step = first_step(make_project())
    waived = on_step(step, lambda it: actions.waive(it, reason="Nicht nötig", version=it.version, by=SYSTEM))

    assert waived.is_touched
