"""Letting people answer, and ending it."""

from datetime import datetime

from sqlalchemy import update

from portal.kernel import audit
from portal.kernel.clock import now
from portal.kernel.db import session
from portal.kernel.errors import InvalidInput
from portal.kernel.events import record
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.surveys import queries
from portal.surveys.actions import registering
from portal.surveys.events import SurveyClosed, SurveyPublished
from portal.surveys.models import Survey, SurveyVersion
from portal.surveys.policy import SurveyPermission
from portal.surveys.terms import SURVEY, SurveyState

PUBLISHED = audit.kind("surveys.published", N_("Umfrage veröffentlicht"), keys=("survey_id", "number"))
CLOSED = audit.kind("surveys.closed", N_("Umfrage geschlossen"), keys=("survey_id",))
REOPENED = audit.kind("surveys.reopened", N_("Umfrage wieder geöffnet"), keys=("survey_id",))


def publish(survey: Survey, *, by: Actor) -> SurveyVersion:
    """Freeze the draft as a version that everybody answers from now on (or from its opening).

    Who had begun on an earlier version finishes on that one; its answers stay with it. Raises `InvalidInput` while the
    checklist is not complete, or when a running survey has no changes to publish.
    """
    ensure(SurveyPermission.PUBLISH, by, survey)
    if queries.missing_for_publication(survey):
        raise InvalidInput(
            "survey.incomplete",
            N_("Veröffentlichen kann man eine Umfrage, wenn die Checkliste vollständig ist. Es fehlt noch etwas."),
        )
    if survey.is_public and not queries.has_changes(survey):
        raise InvalidInput(
            "survey.nothing-new", N_("Seit der letzten Veröffentlichung hat sich an den Fragen nichts geändert.")
        )
    version = _freeze(survey, by)
    if survey.state is SurveyState.DRAFT:
        _move(survey, SurveyState.PUBLISHED)
        survey.published_at = now()
    survey.current_version_id = version.id
    registering.register(survey, by=by)
    audit.log(PUBLISHED, by=by, survey_id=survey.id, number=version.number)
    record(SurveyPublished(survey_id=survey.id, version_id=version.id, number=version.number, by=by.id))
    return version


def close(survey: Survey, *, by: Actor) -> None:
    """Take nothing more, except for a while from those who had begun."""
    ensure(SurveyPermission.CLOSE, by, survey)
    _move(survey, SurveyState.CLOSED)
    survey.closed_at = now()
    registering.register(survey, by=by)
    audit.log(CLOSED, by=by, survey_id=survey.id)
    record(SurveyClosed(survey_id=survey.id, by=by.id))


def reopen(survey: Survey, *, closes_at: datetime, by: Actor) -> None:
    """Take answers again until `closes_at`, which must lie ahead."""
    ensure(SurveyPermission.REOPEN, by, survey)
    if closes_at <= now() or (survey.opens_at and closes_at <= survey.opens_at):
        raise InvalidInput("survey.end-is-past", N_("Das neue Ende muss in der Zukunft liegen."), field="closes_on")
    _move(survey, SurveyState.PUBLISHED)
    survey.closes_at, survey.closed_at = closes_at, None
    registering.register(survey, by=by)
    audit.log(REOPENED, by=by, survey_id=survey.id)


def note_tried(survey: Survey, *, by: Actor) -> None:
    """Remember that the present draft was filled in as a trial. Nothing that was answered is kept."""
    ensure(SurveyPermission.READ, by, survey)
    # Past the version: nobody who writes meanwhile should hear of a conflict because somebody tried.
    noted = {"tried_at": now(), "updated_at": Survey.updated_at}
    session().execute(update(Survey).where(Survey.id == survey.id).values(noted))


def _freeze(survey: Survey, by: Actor) -> SurveyVersion:
    version = SurveyVersion(
        survey_id=survey.id,
        number=len(queries.versions_of(survey.id)) + 1,
        definition=queries.draft_of(survey).to_json(),
        titles=dict(survey.titles),
        purposes=dict(survey.purposes),
        audience=survey.audience,
        published_by=by.id,
    )
    session().add(version)
    session().flush()
    return version


def _move(survey: Survey, to: SurveyState) -> None:
    SURVEY.check(survey.state, to)
    survey.state = to
