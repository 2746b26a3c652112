"""Hilfegesuche: noting, changing, ending."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from portal.kernel.clock import today
from portal.kernel.codes import new_id
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.kuemmerer.actions.projects import check_day
from portal.kuemmerer.actions.volunteers import check_place
from portal.kuemmerer.models import AidRequest, KuemmererProject
from portal.kuemmerer.policy import VolunteerPermission
from portal.kuemmerer.terms.volunteers import ALL_TIMES, AidKind, AidState, MatchState
from portal.places.models import Sozialraum

FORGOTTEN = N_("Diese Angaben sind gelöscht. Legen Sie das Gesuch bitte neu an.")


@dataclass(frozen=True, kw_only=True)
class AidDraft:
    """What is written about somebody who asks for help."""

    kind: AidKind
    place: Sozialraum
    what: str
    name: str = ""
    contact: str = ""
    times: int = 0
    is_regular: bool = False
    wanted_on: date | None = None
    until: date | None = None
    needs_clearance: bool = False


def note_request(
    project: KuemmererProject, draft: AidDraft, *, submission_key: UUID | None = None, by: Actor
) -> AidRequest:
    """Note that somebody asks for help. The same key again answers what is there. Raises `InvalidInput`, `KeyMissing`."""
    ensure(VolunteerPermission.EDIT, by, project)
    if submission_key is not None:
        there = session().scalar(select(AidRequest).where(AidRequest.submission_key == submission_key))
        if there is not None:
            ensure(VolunteerPermission.READ, by, there)
            return there
    _check(project, draft)
    made = AidRequest(id=new_id(), project_id=project.id, submission_key=submission_key, asked_on=today())
    made.state = AidState.OPEN
    _write(made, draft)
    session().add(made)
    session().flush()
    return made


def edit_request(request: AidRequest, draft: AidDraft, *, version: int, by: Actor) -> None:
    """Replace what is written. Raises `Conflict` when somebody saved since `version`, `InvalidInput`, `KeyMissing`."""
    ensure(VolunteerPermission.EDIT, by, request)
    if request.version != version:
        raise Conflict
    if request.forgotten_on is not None:
        raise InvalidInput("kuemmerer.forgotten", FORGOTTEN)
    _check(request.project, draft)
    _write(request, draft)
    session().flush()


def end_request(request: AidRequest, *, to: AidState, version: int, by: Actor) -> None:
    """Say that it is done or was withdrawn, or let it go on (`OPEN`): then it stands where its Vermittlungen leave it.

    Raises `Conflict` when somebody saved since `version`, `InvalidInput` for going on after everything was deleted.
    """
    ensure(VolunteerPermission.EDIT, by, request)
    if request.state is to:
        return
    if request.version != version:
        raise Conflict
    if to.is_over:
        request.state, request.closed_on = to, today()
    else:
        if request.forgotten_on is not None:
            raise InvalidInput("kuemmerer.forgotten", FORGOTTEN)
        confirmed = any(one.state is MatchState.CONFIRMED for one in request.matches)
        request.state, request.closed_on = AidState.MATCHED if confirmed else AidState.OPEN, None
    session().flush()


def forget_request(request: AidRequest, *, by: Actor) -> None:
    """Delete at once who asked for what, for example because the person wishes it; it counts as withdrawn unless it is done."""
    ensure(VolunteerPermission.FORGET, by, request)
    erase_request(request)
    session().flush()


def erase_request(request: AidRequest) -> None:
    """Take out everything that says who it was."""
    request.name = request.contact = request.what = ""
    if not request.state.is_over:
        request.state = AidState.WITHDRAWN
    request.closed_on = request.closed_on or today()
    request.forgotten_on = request.forgotten_on or today()


def _check(project: KuemmererProject, draft: AidDraft) -> None:
    if not draft.what:
        raise InvalidInput("kuemmerer.no-what", N_("Bitte schreiben Sie, wobei Hilfe gebraucht wird."), field="what")
    if not 0 <= draft.times <= ALL_TIMES:
        raise InvalidInput("kuemmerer.no-times", N_("Diese Zeiten gibt es nicht."), field="times")
    check_place(project, draft.place)
    for field in ("wanted_on", "until"):
        day = getattr(draft, field)
        if day is not None:
            check_day(day, field=field)
    if draft.until is not None and not draft.is_regular:
        text = N_("Ein letzter Tag gehört zu regelmäßiger Hilfe. Kreuzen Sie sie an, oder lassen Sie das Feld leer.")
        raise InvalidInput("kuemmerer.until-of-once", text, field="until")
    if draft.wanted_on and draft.until and draft.until < draft.wanted_on:
        raise InvalidInput("kuemmerer.ends-first", N_("Das Ende liegt vor dem Beginn."), field="until")


def _write(request: AidRequest, draft: AidDraft) -> None:
    request.name, request.contact, request.what = draft.name, draft.contact, draft.what
    request.kind, request.sozialraum_id, request.times = draft.kind, draft.place.id, draft.times
    request.is_regular, request.needs_clearance = draft.is_regular, draft.needs_clearance
    request.wanted_on, request.until = draft.wanted_on, draft.until
