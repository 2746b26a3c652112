"""Writing Beschlussvorlagen, and freezing what goes to a Gremium."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import select, update

from portal.kernel import audit, clock
from portal.kernel.db import next_number, session
from portal.kernel.errors import Conflict, InvalidInput, InvalidTransition
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.planning.actions.recommendations import set_state
from portal.planning.models import (
    CommitteeSession,
    CouncilPaper,
    Deliberation,
    PaperTemplate,
    PaperVersion,
    Recommendation,
)
from portal.planning.policy.council import PaperPermission, RecommendationPermission
from portal.planning.queries.paper_content import content_of
from portal.planning.queries.papers import versions_of
from portal.planning.terms.committees import LATEST_YEAR, OLDEST_YEAR
from portal.planning.terms.decisions import DeliberationRole
from portal.planning.terms.papers import PaperState
from portal.planning.terms.recommendations import RecommendationState

SUBMITTED = audit.kind(
    "planning.paper-submitted",
    N_("Beschlussvorlage in eine Sitzung gegeben"),
    keys=("paper_id", "session_id", "number"),
)
TEMPLATE = audit.kind("planning.paper-template", N_("Muster für Beschlussvorlagen geändert"), keys=("template_id",))


@dataclass(frozen=True, kw_only=True)
class PaperDraft:
    """What is written in a Beschlussvorlage."""

    title: str
    dated_on: date
    facts: str = ""
    evidence: str = ""
    costs: str = ""
    proposal: str = ""
    outside_number: str = ""
    outside_address: str = ""


def add_paper(
    origin: Recommendation, draft: PaperDraft, *, submission_key: UUID | None = None, by: Actor
) -> CouncilPaper:
    """Begin a Beschlussvorlage of a Handlungsempfehlung that is ready. The same key again answers the one that is there."""
    ensure(RecommendationPermission.MOVE, by, origin)
    if submission_key is not None:
        there = session().scalar(select(CouncilPaper).where(CouncilPaper.submission_key == submission_key))
        if there is not None:
            return there
    if origin.state not in (RecommendationState.READY, RecommendationState.IN_COUNCIL, RecommendationState.DECIDED):
        raise InvalidTransition(
            "paper.not-ready",
            N_("Eine Beschlussvorlage gibt es erst, wenn die Handlungsempfehlung bereit für das Gremium ist."),
        )
    year = clock.today().year
    row = CouncilPaper(
        seq=next_number("council-paper"),
        number=f"V-{year}-{next_number(f'council-paper-{year}'):04}",
        recommendation_id=origin.id,
        state=PaperState.DRAFT,
        created_by=by.id,
        submission_key=submission_key,
    )
    _write(row, draft)
    session().add(row)
    session().flush()
    return row


def edit_paper(row: CouncilPaper, draft: PaperDraft, *, version: int, by: Actor) -> None:
    """Change its words. What was submitted stays as it was: a change reaches a Gremium with the next submission."""
    ensure(PaperPermission.EDIT, by, row)
    if row.version != version:
        raise Conflict
    _write(row, draft)
    session().flush()


def _write(row: CouncilPaper, draft: PaperDraft) -> None:
    if not draft.title:
        raise InvalidInput("paper.no-title", N_("Bitte geben Sie der Vorlage einen Titel."), field="title")
    if not OLDEST_YEAR <= draft.dated_on.year <= LATEST_YEAR:
        raise InvalidInput("paper.odd-day", N_("Bitte prüfen Sie das Datum."), field="dated_on")
    check_address(draft.outside_address, field="outside_address")
    if row.id is not None:
        _check_day(row, draft.dated_on)
    for name in draft.__dataclass_fields__:
        setattr(row, name, getattr(draft, name))


def _check_day(row: CouncilPaper, day: date) -> None:
    given = (
        select(CommitteeSession.held_on)
        .join(Deliberation, Deliberation.session_id == CommitteeSession.id)
        .where(Deliberation.paper_id == row.id, CommitteeSession.held_on < day)
    )
    if session().scalar(given.limit(1)) is not None:
        raise InvalidInput(
            "paper.after-session",
            N_(
                "Die Vorlage steht schon auf der Tagesordnung einer früheren Sitzung. Sie kann nicht jünger sein als diese."
            ),
            field="dated_on",
        )


def check_address(address: str, *, field: str) -> None:
    """Raises `InvalidInput` for what is no https address; empty is fine."""
    if not address:
        return
    try:
        parts = urlsplit(address)
        good = parts.scheme == "https" and bool(parts.hostname) and not parts.username and " " not in address
    except ValueError:
        good = False
    if not good:
        raise InvalidInput(
            "address.no-https",
            N_("Eine Adresse beginnt hier mit https://, zum Beispiel https://ratsinfo.beispiel.de/vorlage/123."),
            field=field,
        )


def withdraw_paper(row: CouncilPaper, *, by: Actor) -> None:
    """Take a Beschlussvorlage back that no Gremium has decided about. What was submitted stays readable."""
    ensure(PaperPermission.EDIT, by, row)
    if row.state is PaperState.DECIDED:
        raise InvalidTransition("paper.decided", N_("Über diese Vorlage ist schon entschieden."))
    row.state = PaperState.WITHDRAWN
    session().flush()


def plan_deliberation(
    row: CouncilPaper, meets: CommitteeSession, *, role: DeliberationRole, agenda_item: str = "", by: Actor
) -> Deliberation:
    """Put the paper on the way into a session. It goes there only with `submit_paper`."""
    ensure(PaperPermission.DELIBERATE, by, row)
    if meets.cancelled_at is not None:
        raise InvalidInput(
            "deliberation.cancelled", N_("Diese Sitzung entfällt. Bitte wählen Sie eine andere."), field="session_id"
        )
    if meets.held_on < row.dated_on:
        raise InvalidInput(
            "deliberation.before-paper",
            N_("Diese Sitzung liegt vor dem Datum der Vorlage. Bitte wählen Sie eine spätere Sitzung."),
            field="session_id",
        )
    station = Deliberation(paper_id=row.id, session_id=meets.id, role=role, agenda_item=agenda_item)
    session().add(station)
    session().flush()
    return station


def drop_deliberation(row: CouncilPaper, station: Deliberation, *, by: Actor) -> None:
    """Take the paper off the way into a session, as long as it was not submitted there."""
    ensure(PaperPermission.DELIBERATE, by, row)
    if station.paper_version_id is not None:
        raise InvalidTransition(
            "deliberation.submitted",
            N_(
                "Die Vorlage wurde in diese Sitzung schon gegeben. Tragen Sie als Ergebnis „zurückgezogen“ oder „vertagt“ ein."
            ),
        )
    session().delete(station)
    session().flush()


def submit_paper(row: CouncilPaper, station: Deliberation, *, by: Actor) -> PaperVersion:
    """Give the paper into a session as it stands now; that version is frozen. The same words again make no second version."""
    ensure(PaperPermission.DELIBERATE, by, row)
    if station.result is not None:
        raise InvalidTransition
    if station.session.cancelled_at is not None:
        raise InvalidTransition("deliberation.cancelled", N_("Diese Sitzung entfällt. Bitte wählen Sie eine andere."))
    if not row.facts or not row.proposal:
        raise InvalidInput(
            "paper.incomplete", N_("Bitte schreiben Sie erst den Sachverhalt und den Beschlussvorschlag.")
        )
    version = _frozen(row, by)
    station.paper_version_id = version.id
    if row.state is PaperState.DRAFT:
        row.state = PaperState.SUBMITTED
    if row.recommendation.state is RecommendationState.READY:
        set_state(row.recommendation, RecommendationState.IN_COUNCIL, by)
    session().flush()
    session().expire(station, ["paper_version"])
    audit.log(SUBMITTED, by=by, paper_id=row.id, session_id=station.session_id, number=version.number)
    return version


def _frozen(row: CouncilPaper, by: Actor) -> PaperVersion:
    content = content_of(row)
    digest = hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    earlier = versions_of(row.id)
    if earlier and earlier[0].digest == digest:
        return earlier[0]
    version = PaperVersion(
        paper_id=row.id,
        number=earlier[0].number + 1 if earlier else 1,
        content=content,
        digest=digest,
        submitted_by=by.id,
    )
    session().add(version)
    session().flush()
    return version


def keep_template(*, file_name: str, file: bytes, placeholders: list[str], by: Actor) -> PaperTemplate:
    """From now on files of Beschlussvorlagen are made of this checked DOCX."""
    ensure(PaperPermission.TEMPLATE, by)
    row = PaperTemplate(file_name=file_name, file=file, placeholders=placeholders, uploaded_by=by.id)
    session().add(row)
    session().flush()
    audit.log(TEMPLATE, by=by, template_id=row.id)
    return row


def retire_templates(*, by: Actor) -> None:
    """Go back to the shipped template."""
    ensure(PaperPermission.TEMPLATE, by)
    there = update(PaperTemplate).where(PaperTemplate.retired_at.is_(None)).values(retired_at=clock.now())
    session().execute(there)
    audit.log(TEMPLATE, by=by, template_id=None)
