"""Who helps: noting, changing, taking consent back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from portal.kernel import audit
from portal.kernel.clock import today
from portal.kernel.codes import new_id
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.kuemmerer.actions.projects import check_day
from portal.kuemmerer.models import KuemmererProject, Volunteer, VolunteerSkill
from portal.kuemmerer.policy import VolunteerPermission
from portal.kuemmerer.terms.volunteers import ALL_TIMES, AidKind, VolunteerState
from portal.network.terms import ConsentWay
from portal.places.models import Sozialraum

WITHDRAWN = audit.kind(
    "kuemmerer.volunteer-withdrawn", N_("Einwilligung ins Ehrenamt widerrufen"), keys=("project_id",)
)


@dataclass(frozen=True, kw_only=True)
class VolunteerDraft:
    """What is written about somebody who helps."""

    name: str
    kinds: Collection[AidKind]
    phone: str = ""
    mail: str = ""
    #: None for all places of the project.
    place: Sozialraum | None = None
    times: int = 0
    state: VolunteerState = VolunteerState.ACTIVE
    insured_on: date | None = None
    clearance_on: date | None = None
    consent_way: ConsentWay | None = None
    consent_on: date | None = None
    remark: str = ""


def note_volunteer(
    project: KuemmererProject, draft: VolunteerDraft, *, submission_key: UUID | None = None, by: Actor
) -> Volunteer:
    """Note somebody who helps. The same key again answers who is there. Raises `InvalidInput`, `KeyMissing`."""
    ensure(VolunteerPermission.EDIT, by, project)
    if submission_key is not None:
        there = session().scalar(select(Volunteer).where(Volunteer.submission_key == submission_key))
        if there is not None:
            ensure(VolunteerPermission.READ, by, there)
            return there
    _check(project, draft)
    made = Volunteer(id=new_id(), project_id=project.id, submission_key=submission_key)
    _write(made, draft)
    session().add(made)
    session().flush()
    return made


def edit_volunteer(volunteer: Volunteer, draft: VolunteerDraft, *, version: int, by: Actor) -> None:
    """Replace what is written. Raises `Conflict` when somebody saved since `version`, `InvalidInput`, `KeyMissing`."""
    ensure(VolunteerPermission.EDIT, by, volunteer)
    if volunteer.version != version:
        raise Conflict
    if volunteer.forgotten_on is not None:
        raise InvalidInput("kuemmerer.forgotten", N_("Diese Angaben sind gelöscht. Legen Sie die Person bitte neu an."))
    _check(volunteer.project, draft)
    _write(volunteer, draft)
    session().flush()


def withdraw_consent(volunteer: Volunteer, *, by: Actor) -> None:
    """Somebody no longer wants to stand here: name, contact and remark go at once, hours stay without a name.

    Doing it again does nothing.
    """
    ensure(VolunteerPermission.FORGET, by, volunteer)
    if volunteer.forgotten_on is not None:
        return
    erase_person(volunteer)
    session().flush()
    audit.log(WITHDRAWN, by=by, project_id=volunteer.project_id)


def erase_person(volunteer: Volunteer) -> None:
    """Take out everything that says who it was, and end the Ehrenamt."""
    volunteer.name = volunteer.phone = volunteer.mail = volunteer.remark = ""
    volunteer.consent_way = volunteer.consent_on = None
    volunteer.clearance_on = volunteer.insured_on = None
    volunteer.state = VolunteerState.ENDED
    volunteer.ended_on = volunteer.ended_on or today()
    volunteer.forgotten_on = today()


def check_place(project: KuemmererProject, place: Sozialraum, *, field: str = "place_id") -> None:
    """Raises `InvalidInput` for a Sozialraum outside the project."""
    if {one.id for one in project.places}.isdisjoint(place.lineage):
        raise InvalidInput("kuemmerer.foreign-place", N_("Dieser Ort gehört nicht zum Projekt."), field=field)


def check_past_day(day: date | None, *, field: str) -> None:
    """Raises `InvalidInput` for a day to come and for one of another century."""
    if day is None:
        return
    check_day(day, field=field)
    if day > today():
        raise InvalidInput("kuemmerer.day-to-come", N_("Dieser Tag liegt in der Zukunft."), field=field)


def _check(project: KuemmererProject, draft: VolunteerDraft) -> None:
    if not draft.name:
        raise InvalidInput("kuemmerer.no-name", N_("Bitte schreiben Sie, wer hilft."), field="name")
    if not draft.kinds:
        raise InvalidInput("kuemmerer.no-kind", N_("Bitte wählen Sie, was die Person tun kann."), field="kinds")
    if not 0 <= draft.times <= ALL_TIMES:
        raise InvalidInput("kuemmerer.no-times", N_("Diese Zeiten gibt es nicht."), field="times")
    if (draft.consent_way is None) != (draft.consent_on is None):
        missing = "consent_on" if draft.consent_on is None else "consent_way"
        text = N_("Zur Einwilligung gehören Weg und Tag. Bitte geben Sie beides an oder keines.")
        raise InvalidInput("kuemmerer.half-consent", text, field=missing)
    for field in ("insured_on", "clearance_on", "consent_on"):
        check_past_day(getattr(draft, field), field=field)
    if draft.place is not None:
        check_place(project, draft.place)


def _write(volunteer: Volunteer, draft: VolunteerDraft) -> None:
    volunteer.name, volunteer.phone, volunteer.mail = draft.name, draft.phone, draft.mail
    volunteer.remark = draft.remark
    volunteer.sozialraum_id = draft.place.id if draft.place else None
    volunteer.times, volunteer.state = draft.times, draft.state
    ended = volunteer.ended_on or today()
    volunteer.ended_on = ended if draft.state is VolunteerState.ENDED else None
    volunteer.insured_on, volunteer.clearance_on = draft.insured_on, draft.clearance_on
    volunteer.consent_way, volunteer.consent_on = draft.consent_way, draft.consent_on
    have = {one.kind: one for one in volunteer.skills}
    volunteer.skills = [have.get(kind) or VolunteerSkill(kind=kind) for kind in AidKind if kind in set(draft.kinds)]
