"""Beginning a survey, what its authors say about it, and throwing a draft away."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from portal.kernel import audit
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_, fold
from portal.places.models import Sozialraum
from portal.places.terms import slug_of
from portal.surveys import queries
from portal.surveys.actions import registering
from portal.surveys.models import STAYS_ANONYMOUS, Survey
from portal.surveys.policy import SurveyPermission
from portal.surveys.terms import Access, Questionnaire, Requirement, SurveyState
from portal.surveys.terms.states import LONGEST_TITLE

DISCARDED = audit.kind("surveys.discarded", N_("Entwurf einer Umfrage verworfen"), keys=("survey_id",))

#: What stands behind /umfragen/ without being a survey.
RESERVED_SLUGS = frozenset({"weiter"})
#: What a published survey may never lose again.
ALWAYS_NEEDED = frozenset({Requirement.TITLE, Requirement.PERIOD, Requirement.PRIVACY, Requirement.CONTACT})


@dataclass(frozen=True, kw_only=True)
class SurveySettings:
    """Everything an author says about a survey besides its questions."""

    titles: Mapping[str, str]
    purposes: Mapping[str, str] = field(default_factory=dict)
    consultation_id: UUID | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    access: Access = Access.OPEN
    anonymous: bool = True
    audience: str = ""
    keep_months: int = 24
    contact_name: str = ""
    contact_phone: str = ""
    contact_email: str = ""
    return_address: str = ""
    minutes: int = 0


def create(settings: SurveySettings, questionnaire: Questionnaire, *, place: Sozialraum, by: Actor) -> Survey:
    """Draft a survey. Nobody outside sees it before it is published."""
    ensure(SurveyPermission.DRAFT_HERE, by, place)
    _check(settings)
    survey = Survey(
        slug=queries.free_slug(_slug(settings.titles["de"])),
        sozialraum_id=place.id,
        draft=questionnaire.to_json(),
        created_by=by.id,
    )
    _write(survey, settings)
    session().add(survey)
    session().flush()
    registering.register(survey, by=by)
    return survey


def write_settings(survey: Survey, settings: SurveySettings, *, version: int, by: Actor) -> None:
    """Replace what the authors said about it.

    `version` is the one they had before them; raises `Conflict` when somebody saved meanwhile. A published survey keeps its
    address and must stay complete. What was promised as anonymous stays so once somebody began to answer.
    """
    ensure(SurveyPermission.EDIT, by, survey)
    if survey.version != version:
        raise Conflict
    _check(settings)
    if survey.anonymous and not settings.anonymous and queries.has_begun(survey.id):
        raise InvalidInput(
            "survey.stays-anonymous",
            STAYS_ANONYMOUS,
            field="anonymous",
        )
    if survey.state is SurveyState.DRAFT and survey.title != settings.titles["de"]:
        survey.slug = queries.free_slug(_slug(settings.titles["de"]), besides=survey.id)
    _write(survey, settings)
    if survey.is_public and ALWAYS_NEEDED.intersection(queries.missing_for_publication(survey)):
        raise InvalidInput(
            "survey.incomplete",
            N_(
                "Die Umfrage ist veröffentlicht. Titel, Zweck, Zeitraum, Leserkreis und Ansprechperson müssen deshalb bleiben."
            ),
        )
    session().flush()
    registering.register(survey, by=by)


def discard(survey: Survey, *, by: Actor) -> None:
    """Delete a draft that nobody outside has seen."""
    ensure(SurveyPermission.DISCARD, by, survey)
    audit.log(DISCARDED, by=by, survey_id=survey.id)
    registering.withdraw(survey)
    session().delete(survey)


def _check(settings: SurveySettings) -> None:
    if not settings.titles.get("de"):
        raise InvalidInput("survey.no-title", N_("Bitte geben Sie der Umfrage einen Titel."), field="title")
    if settings.opens_at and settings.closes_at and settings.closes_at <= settings.opens_at:
        raise InvalidInput(
            "survey.ends-before-it-begins",
            N_("Das Ende liegt vor dem Beginn. Bitte prüfen Sie Tage und Uhrzeiten."),
            field="closes_on",
        )
    if not 1 <= settings.keep_months <= 120:
        raise InvalidInput("survey.kept-too-long", N_("Möglich sind 1 bis 120 Monate."), field="keep_months")


def _write(survey: Survey, settings: SurveySettings) -> None:
    survey.titles, survey.purposes = dict(settings.titles), dict(settings.purposes)
    survey.consultation_id = settings.consultation_id
    survey.opens_at, survey.closes_at = settings.opens_at, settings.closes_at
    survey.access, survey.anonymous = settings.access, settings.anonymous
    survey.audience, survey.keep_months = settings.audience, settings.keep_months
    survey.contact_name, survey.contact_phone = settings.contact_name, settings.contact_phone
    survey.contact_email, survey.return_address = settings.contact_email, settings.return_address
    survey.minutes = settings.minutes


def _slug(title: str) -> str:
    folded = fold(title)
    if not any(sign.isascii() and sign.isalnum() for sign in folded):
        return "umfrage"
    slug = slug_of(folded)[: LONGEST_TITLE - 8].strip("-")
    return f"umfrage-{slug}" if slug in RESERVED_SLUGS else slug
