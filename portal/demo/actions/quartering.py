"""The Quartiersprojekte of the story: entered with their past by those who work on them."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import partial

from portal.demo import queries
from portal.demo.actions import granting
from portal.demo.actions.scenes import Scene
from portal.demo.story.kuemmerer import PROJECTS, ProjectStory
from portal.demo.story.shape import day_from, on
from portal.funding import actions as funding
from portal.funding.terms import FundingSubject
from portal.kernel.policy import SYSTEM
from portal.kuemmerer import actions
from portal.kuemmerer import queries as projects
from portal.kuemmerer.actions import EntryDraft, ProjectDraft
from portal.kuemmerer.models import ChecklistStep, KuemmererProject
from portal.kuemmerer.queries import steps

#: The afternoon on which the running projects came into the portal, and the day on which one asks for help.
_ENTERED, _ASKED, _LINKED = on(1, "Mi", "13:30"), on(1, "Do", "16:20"), on(1, "Mi", "14:15")


def scenes(loaded_at: datetime) -> Iterator[Scene]:
    """What happened for years is entered on one afternoon with its real days; then one project asks the county."""
    for told in PROJECTS:
        yield Scene(_ENTERED.resolve(loaded_at), "kuemmerer", partial(enter, told, loaded_at))
    for told in PROJECTS:
        if told.question:
            yield Scene(_ASKED.resolve(loaded_at), "kuemmerer", partial(ask, told))
    yield Scene(_LINKED.resolve(loaded_at), "funding", link_money)


def enter(told: ProjectStory, loaded_at: datetime) -> None:
    """Begin a project, let its gates be passed and its steps be done on their days, and write its diary."""
    by = queries.person(told.by)
    draft = ProjectDraft(
        name=told.name,
        places=[queries.place(name) for name in told.places],
        aim=told.aim,
        is_public=told.is_public,
        contact_name=told.contact_name,
        contact_phone=told.contact_phone,
    )
    responsible = [found.id for key in told.responsible if (found := queries.person(key)).id is not None]
    project = actions.begin(
        draft,
        begun_on=day_from(loaded_at, -told.begun_days_ago),
        responsible_ids=responsible,
        submission_key=queries.submission_key(f"kuemmerer-{told.key}"),
        by=by,
    )
    for gate in told.gates:
        day = day_from(loaded_at, -gate.days_ago)
        for step in steps.steps_of(project.id, project.phase):
            if step.title not in told.still_open:
                _tick(step, min(day, step.due_on or day))
        actions.pass_gate(project, on=day, reference=gate.reference, version=project.version, by=by)
    _do_steps(told, project, loaded_at)
    for entry in told.diary:
        written = EntryDraft(
            on=day_from(loaded_at, -entry.days_ago),
            text=entry.text,
            hours=Decimal(entry.hours.replace(",", ".")) if entry.hours else None,
        )
        actions.write_entry(project, written, by=by)


def ask(told: ProjectStory) -> None:
    """Send one sentence to the county's desk."""
    key = queries.submission_key(f"kuemmerer-{told.key}")
    project = projects.project_begun_with(key)
    actions.ask_for_help(project, told.question, submission_key=key, by=SYSTEM)


def link_money() -> None:
    """The application that has been running for months finds the project that was entered this afternoon."""
    project = projects.project_begun_with(queries.submission_key(f"kuemmerer-{PROJECTS[0].key}"))
    application = granting.running_application()
    (place_id,) = [place.id for place in project.places]
    subject = FundingSubject(project.id, project.name, place_id)
    funding.link(application, subject, version=application.version, by=queries.person(PROJECTS[0].by))


def _do_steps(told: ProjectStory, project: KuemmererProject, loaded_at: datetime) -> None:
    open_ones = {step.title: step for step in steps.steps_of(project.id, project.phase)}
    for done in told.done:
        _tick(open_ones[done.title], day_from(loaded_at, -done.days_ago), note=done.note, proof_found=done.proof)
    for title, reason in told.waived:
        step = open_ones[title]
        actions.waive(step, reason=reason, version=step.version, by=SYSTEM)


def _tick(step: ChecklistStep, day: date, *, note: str = "", proof_found: str = "") -> None:
    actions.tick(step, version=step.version, on=day, note=note, proof_found=proof_found, by=SYSTEM)
