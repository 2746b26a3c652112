"""Beginning, changing and throwing away applications."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from portal.funding.actions.checks import ensure_day
from portal.funding.formats import years_of
from portal.funding.models import FundingApplication, ProgrammeVersion
from portal.funding.policy import FundingPermission
from portal.funding.terms import LONGEST_NAME, LONGEST_PERIOD_YEARS, ApplicationState, FundingSubject
from portal.kernel import audit
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.places.models import Sozialraum

DISCARDED = audit.kind("funding.discarded", N_("Entwurf eines Antrags gelöscht"), keys=("application_id",))


@dataclass(frozen=True, kw_only=True)
class ApplicationDraft:
    """What is written about an application, apart from its plan."""

    title: str
    place: Sozialraum
    starts_on: date
    ends_on: date
    purpose: str = ""
    subject_id: UUID | None = None
    subject_title: str = ""


def draft(
    told: ApplicationDraft, *, version: ProgrammeVersion, submission_key: UUID | None = None, by: Actor
) -> FundingApplication:
    """Begin an application under a version of a programme, which it keeps. The same key again answers the one that is there."""
    ensure(FundingPermission.ADD_HERE, by, told.place)
    if submission_key is not None:
        there = session().scalar(select(FundingApplication).where(FundingApplication.submission_key == submission_key))
        if there is not None:
            ensure(FundingPermission.READ, by, there)
            return there
    _check(told)
    application = FundingApplication(
        version_id=version.id,
        submission_key=submission_key,
        created_by=by.id,
        state=ApplicationState.DRAFT,
        lines=[],
    )
    _write(application, told)
    session().add(application)
    session().flush()
    return application


def edit(application: FundingApplication, told: ApplicationDraft, *, version: int, by: Actor) -> None:
    """Replace what is written about a draft. Raises `Conflict` when somebody saved since `version`."""
    ensure(FundingPermission.EDIT, by, application)
    ensure(FundingPermission.ADD_HERE, by, told.place)
    if application.version != version:
        raise Conflict
    _check(told)
    _write(application, told)
    session().flush()


def link(application: FundingApplication, subject: FundingSubject | None, *, version: int, by: Actor) -> None:
    """Say for which project an application is that was submitted before the project was entered; None for none.

    Reports, lights and dates of the project know it from then on. The plan stays as it is, and so does the place. Raises
    `InvalidInput` for a project of another place, `Conflict` when somebody saved since `version`.
    """
    ensure(FundingPermission.LINK, by, application)
    if application.version != version:
        raise Conflict
    if subject is not None and subject.place_id != application.sozialraum_id:
        raise InvalidInput(
            "funding.other-place", N_("Dieses Projekt gehört zu einem anderen Ort als der Antrag."), field="subject_id"
        )
    application.subject_id = subject.id if subject else None
    application.subject_title = subject.title[:LONGEST_NAME] if subject else ""
    session().flush()


def discard(application: FundingApplication, *, by: Actor) -> None:
    """Throw a draft away with its plan. What was submitted once stays."""
    ensure(FundingPermission.EDIT, by, application)
    audit.log(DISCARDED, by=by, application_id=application.id)
    session().delete(application)
    session().flush()


def _check(told: ApplicationDraft) -> None:
    if not told.title:
        raise InvalidInput("funding.no-title", N_("Bitte geben Sie dem Antrag einen Namen."), field="title")
    ensure_day(told.starts_on, "starts_on")
    ensure_day(told.ends_on, "ends_on")
    if told.ends_on < told.starts_on:
        raise InvalidInput("funding.ends-before", N_("Das Ende liegt vor dem Beginn."), field="ends_on")
    if len(years_of(told.starts_on, told.ends_on)) > LONGEST_PERIOD_YEARS:
        raise InvalidInput(
            "funding.too-long",
            N_("Ein Antrag kann höchstens %(n)s Kalenderjahre umfassen. Bitte prüfen Sie das Ende."),
            field="ends_on",
            n=LONGEST_PERIOD_YEARS,
        )


def _write(application: FundingApplication, told: ApplicationDraft) -> None:
    application.title, application.purpose = told.title, told.purpose
    application.sozialraum_id = told.place.id
    application.subject_id = told.subject_id
    application.subject_title = told.subject_title if told.subject_id else ""
    application.starts_on, application.ends_on = told.starts_on, told.ends_on
