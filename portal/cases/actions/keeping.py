"""Noting a Fall, changing it, writing to it, closing it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from portal.cases import queries
from portal.cases.actions.entries import write_entry
from portal.cases.models import Case
from portal.cases.policy import CasePermission
from portal.cases.terms import (
    FARTHEST_FOLLOW_UP,
    LONGEST_CONCERN,
    LONGEST_CONTACT,
    LONGEST_ENTRY,
    LONGEST_GUIDED_TO,
    LONGEST_NAME,
    LONGEST_RESULT,
    CaseState,
    EntryKind,
    Guidance,
    WayOfContact,
)
from portal.county import queries as county
from portal.kernel.clock import today
from portal.kernel.db import next_number, session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.places.models import Sozialraum

_TOO_LONG = N_("Dieser Text ist zu lang.")


@dataclass(frozen=True, kw_only=True)
class CaseDraft:
    """What is written about a Fall."""

    concern: str
    place: Sozialraum
    name: str = ""
    contact: str = ""
    way: WayOfContact = WayOfContact.AT_THE_DOOR
    target_group_id: UUID | None = None
    guidance: Guidance = Guidance.OPEN
    guided_to: str = ""
    follow_up_on: date | None = None


def open_case(draft: CaseDraft, *, submission_key: UUID | None = None, by: Actor) -> Case:
    """Note what somebody asks; who notes it keeps it. The same key again answers the one that is there already.

    Raises `KeyMissing` when nothing can be sealed.
    """
    ensure(CasePermission.OPEN_HERE, by, draft.place)
    if submission_key is not None:
        there = queries.case_of_key(submission_key)
        if there is not None:
            ensure(CasePermission.READ, by, there)
            return there
    _check(draft)
    if by.id is None:
        raise InvalidInput("cases.no-keeper", N_("Einen Fall führt immer ein Mensch."))
    year = today().year
    made = Case(
        id=uuid4(),
        number=f"{year}-{next_number(f'case-{year}'):05}",
        keeper_id=by.id,
        opened_on=today(),
        last_entry_on=today(),
        state=CaseState.OPEN,
        submission_key=submission_key,
    )
    made.result = ""
    _write(made, draft)
    session().add(made)
    session().flush()
    return queries.case(made.id)


def edit_case(case: Case, draft: CaseDraft, *, version: int, by: Actor) -> None:
    """Replace what is written about it. Raises `Conflict` when somebody saved since `version`."""
    ensure(CasePermission.EDIT, by, case)
    if draft.place.id != case.sozialraum_id:
        ensure(CasePermission.OPEN_HERE, by, draft.place)
    _ensure_version(case, version)
    _check(draft, case)
    _write(case, draft)
    _touch(case)
    session().flush()


def add_entry(
    case: Case,
    text: str,
    *,
    follow_up_on: date | None,
    version: int,
    submission_key: UUID | None = None,
    by: Actor,
) -> None:
    """Write what happened today, and when to look again. The same key again writes nothing.

    Raises `Conflict` when somebody else wrote since `version`, because the day to look again would be lost.
    """
    ensure(CasePermission.EDIT, by, case)
    if submission_key is not None and any(one.submission_key == submission_key for one in queries.entries_of(case.id)):
        return
    _ensure_version(case, version)
    if not text:
        raise InvalidInput("cases.no-text", N_("Bitte schreiben Sie, was war."), field="text")
    _ensure_length(text, LONGEST_ENTRY, "text")
    _ensure_follow_up(follow_up_on, case)
    write_entry(case, EntryKind.NOTE, text=text, submission_key=submission_key, by=by)
    case.follow_up_on = follow_up_on
    _touch(case)
    session().flush()


def close_case(case: Case, *, result: str, guidance: Guidance, guided_to: str = "", version: int, by: Actor) -> None:
    """Close it with what came of it. From today on the time runs after which it is deleted."""
    ensure(CasePermission.EDIT, by, case)
    _ensure_version(case, version)
    if not result:
        raise InvalidInput(
            "cases.no-result", N_("Bitte schreiben Sie in einem Satz, was daraus wurde."), field="result"
        )
    _ensure_length(result, LONGEST_RESULT, "result")
    _ensure_length(guided_to, LONGEST_GUIDED_TO, "guided_to")
    case.state, case.closed_on, case.follow_up_on = CaseState.CLOSED, today(), None
    case.result, case.guidance, case.guided_to = result, guidance, guided_to
    write_entry(case, EntryKind.CLOSED, by=by)
    _touch(case)
    session().flush()


def reopen_case(case: Case, *, by: Actor) -> None:
    """Take a closed one up again; it is not deleted then."""
    ensure(CasePermission.REOPEN, by, case)
    case.state, case.closed_on = CaseState.OPEN, None
    write_entry(case, EntryKind.REOPENED, by=by)
    _touch(case)
    session().flush()


def _touch(case: Case) -> None:
    case.last_entry_on, case.reminded_on = today(), None


def _ensure_version(case: Case, version: int) -> None:
    if case.version != version:
        raise Conflict


def _check(draft: CaseDraft, case: Case | None = None) -> None:
    if not draft.concern:
        raise InvalidInput("cases.no-concern", N_("Bitte schreiben Sie, worum es geht."), field="concern")
    _ensure_length(draft.concern, LONGEST_CONCERN, "concern")
    _ensure_length(draft.name, LONGEST_NAME, "name")
    _ensure_length(draft.contact, LONGEST_CONTACT, "contact")
    _ensure_length(draft.guided_to, LONGEST_GUIDED_TO, "guided_to")
    _ensure_follow_up(draft.follow_up_on, case)
    if draft.target_group_id is not None:
        known = {group.id for group in county.target_groups(active=None)}
        if draft.target_group_id not in known:
            raise InvalidInput(
                "cases.no-target-group", N_("Diese Auswahl gibt es nicht (mehr)."), field="target_group_id"
            )


def _ensure_length(text: str, most: int, field: str) -> None:
    if len(text) > most:
        raise InvalidInput("cases.too-long", _TOO_LONG, field=field)


def _ensure_follow_up(day: date | None, case: Case | None) -> None:
    """A day that stood there before may lie in the past; a new one may not."""
    if day is None or (case is not None and day == case.follow_up_on):
        return
    if day < today():
        raise InvalidInput("cases.follow-up-past", N_("Dieser Tag ist schon vorbei."), field="follow_up_on")
    if day > today() + FARTHEST_FOLLOW_UP:
        raise InvalidInput(
            "cases.follow-up-far",
            N_("Die Wiedervorlage liegt höchstens zwei Jahre voraus."),
            field="follow_up_on",
        )


def _write(case: Case, draft: CaseDraft) -> None:
    case.sozialraum_id = draft.place.id
    case.way, case.target_group_id, case.guidance = draft.way, draft.target_group_id, draft.guidance
    case.name, case.contact, case.concern = draft.name, draft.contact, draft.concern
    case.guided_to, case.follow_up_on = draft.guided_to, draft.follow_up_on
