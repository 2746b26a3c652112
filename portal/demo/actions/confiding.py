"""The Fälle of the story: noted, written to and closed by the Kümmerin on their days."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from portal.cases import actions
from portal.cases import queries as cases
from portal.cases.models import Case
from portal.cases.terms import Guidance, WayOfContact
from portal.county import queries as county
from portal.demo import queries
from portal.demo.actions.scenes import Scene
from portal.demo.story.cases import CASES, CaseStory, EntryStory
from portal.kernel.clock import today
from portal.places.models import Sozialraum

_KEEPER, _PLACE = "kuemmerer", "Markt Rettenbach"


def scenes(loaded_at: datetime) -> Iterator[Scene]:
    """Each step of each Fall on its day, in the middle of the morning."""
    for told in CASES:
        begun = _morning(loaded_at - timedelta(days=told.days_ago))
        yield Scene(begun, "cases", partial(_note, told))
        for entry in told.entries:
            at = begun + timedelta(days=entry.days_later, hours=1)
            yield Scene(at, "cases", partial(_write, told, entry))
        if told.result:
            at = begun + timedelta(days=told.closed_after_days, hours=2)
            yield Scene(at, "cases", partial(_close, told))


def _morning(at: datetime) -> datetime:
    return at.replace(hour=8, minute=30, second=0, microsecond=0)


def _note(told: CaseStory) -> None:
    groups = {group.name: group.id for group in county.target_groups()}
    draft = actions.CaseDraft(
        concern=told.concern,
        place=_place(),
        name=told.name,
        contact=told.contact,
        way=WayOfContact(told.way),
        target_group_id=groups.get(told.group),
        guidance=Guidance(told.guidance),
        guided_to=told.guided_to,
    )
    actions.open_case(draft, submission_key=_key(told), by=queries.person(_KEEPER))


def _write(told: CaseStory, entry: EntryStory) -> None:
    case = _case(told)
    look_again = None if entry.look_again_in_days is None else today() + timedelta(days=entry.look_again_in_days)
    by = queries.person(_KEEPER)
    actions.add_entry(case, entry.text, follow_up_on=look_again, version=case.version, by=by)


def _close(told: CaseStory) -> None:
    case = _case(told)
    actions.close_case(
        case,
        result=told.result,
        guidance=case.guidance,
        guided_to=case.guided_to,
        version=case.version,
        by=queries.person(_KEEPER),
    )


def _case(told: CaseStory) -> Case:
    found = cases.case_of_key(_key(told))
    assert found is not None, "a Fall is noted before anything happens to it"
    return found


def _place() -> Sozialraum:
    return queries.place(_PLACE)


def _key(told: CaseStory) -> UUID:
    return queries.submission_key(f"case-{told.concern[:60]}")
