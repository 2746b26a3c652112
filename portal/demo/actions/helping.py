"""The Ehrenamt of the story: noted, brought together and counted by the Kümmerin on one afternoon, with its real days."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial

from portal.demo import queries
from portal.demo.actions.scenes import Scene, later
from portal.demo.story.shape import day_from, on
from portal.demo.story.volunteers import AID, HOURS, PROJECT, VOLUNTEERS, AidStory
from portal.kernel import clock
from portal.kuemmerer import queries as projects
from portal.kuemmerer.actions.aid import AidDraft, note_request
from portal.kuemmerer.actions.matching import Side, answer_match, note_call, propose
from portal.kuemmerer.actions.volunteer_hours import HoursDraft, write_hours
from portal.kuemmerer.actions.volunteers import VolunteerDraft, note_volunteer
from portal.kuemmerer.models import KuemmererProject, Volunteer
from portal.kuemmerer.queries import volunteers as found
from portal.kuemmerer.terms.volunteers import AidKind, MatchState, times_of
from portal.network.terms import ConsentWay

#: After the project itself was entered.
_ENTERED = on(1, "Mi", "15:00")


def scenes(loaded_at: datetime) -> Iterator[Scene]:
    """Everybody who helps and asks, then the hours."""
    at = _ENTERED.resolve(loaded_at)
    yield Scene(at, "volunteers", partial(enter, loaded_at))
    yield Scene(later(at, 30), "volunteers", partial(count, loaded_at))


def enter(loaded_at: datetime) -> None:
    """Note who helps and who asks; what was asked before that day keeps its day."""
    by, project = queries.person("kuemmerer"), _project()
    people: dict[str, Volunteer] = {}
    for told in VOLUNTEERS:
        asked = told.consent_days_ago
        draft = VolunteerDraft(
            name=told.name,
            kinds=[AidKind(kind) for kind in told.kinds],
            phone=told.phone,
            times=times_of(told.slots),
            consent_way=ConsentWay.WRITTEN if asked is not None else None,
            consent_on=day_from(loaded_at, -asked) if asked is not None else None,
            clearance_on=day_from(loaded_at, -told.clearance_days_ago) if told.clearance_days_ago else None,
            remark=told.remark,
        )
        key = queries.submission_key(f"volunteer-{told.key}")
        people[told.key] = note_volunteer(project, draft, submission_key=key, by=by)
    for asked_for in AID:
        with clock.frozen(loaded_at - timedelta(days=asked_for.days_ago)):
            _ask(asked_for, project, people)


def count(loaded_at: datetime) -> None:
    """Write down the hours."""
    by, project = queries.person("kuemmerer"), _project()
    names = {told.name: told.key for told in VOLUNTEERS}
    people = {names[one.name]: one for one in found.helpers_of(project.id) if one.name in names}
    for number, told in enumerate(HOURS):
        draft = HoursDraft(
            on=day_from(loaded_at, -told.days_ago),
            hours=Decimal(told.hours),
            kind=AidKind(told.kind),
            volunteer=people.get(told.who),
        )
        write_hours(project, draft, submission_key=queries.submission_key(f"volunteer-hours-{number}"), by=by)


def _ask(told: AidStory, project: KuemmererProject, people: dict[str, Volunteer]) -> None:
    by = queries.person("kuemmerer")
    draft = AidDraft(
        kind=AidKind(told.kind),
        place=project.places[0],
        what=told.what,
        name=told.name,
        contact=told.contact,
        times=times_of(told.slots),
        is_regular=told.is_regular,
        needs_clearance=told.needs_clearance,
    )
    made = note_request(project, draft, submission_key=queries.submission_key(f"aid-{told.key}"), by=by)
    if not told.proposed:
        return
    match = propose(made, people[told.proposed], by=by)
    if told.is_confirmed:
        for side in Side:
            note_call(match, side, by=by)
        answer_match(match, made, to=MatchState.CONFIRMED, version=match.version, by=by)


def _project() -> KuemmererProject:
    return projects.project_begun_with(queries.submission_key(f"kuemmerer-{PROJECT}"))
