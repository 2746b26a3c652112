"""A survey stands in the Erhebungskalender as soon as it has a period."""

from collections.abc import Iterable

from sqlalchemy import select

from portal.consultations import queries as consultations
from portal.kernel.clock import ON_SCREEN
from portal.kernel.db import session
from portal.kernel.policy import SYSTEM, Actor
from portal.sectorplans.actions import Registration, register_collection, withdraw_collection
from portal.sectorplans.terms import CollectionMethod, CollectionState, SourceKind
from portal.surveys.models import Survey
from portal.surveys.terms import SurveyState, SurveyTiming

_STATES = {
    SurveyTiming.COMING: CollectionState.PLANNED,
    SurveyTiming.RUNNING: CollectionState.RUNNING,
    SurveyTiming.GRACE: CollectionState.DONE,
    SurveyTiming.OVER: CollectionState.DONE,
}


def register(survey: Survey, *, by: Actor) -> None:
    """Bring the calendar to what the survey says of itself now."""
    verfahren = consultations.titles([survey.consultation_id])
    _register(survey, verfahren.get(survey.consultation_id, "") if survey.consultation_id else "", by=by)


def withdraw(survey: Survey) -> None:
    """Take it out of the calendar: the draft is thrown away."""
    withdraw_collection(SourceKind.SURVEY, survey.id)


def register_all() -> None:
    """Once a day: those from before there was a calendar enter it, and those that began or ended since say so."""
    surveys: Iterable[Survey] = session().scalars(select(Survey).order_by(Survey.id)).all()
    verfahren = consultations.titles({survey.consultation_id for survey in surveys})
    for survey in surveys:
        _register(survey, verfahren.get(survey.consultation_id, "") if survey.consultation_id else "", by=SYSTEM)


def _register(survey: Survey, verfahren: str, *, by: Actor) -> None:
    ends = survey.ends_at
    is_draft = survey.state is SurveyState.DRAFT
    timing = survey.timing
    register_collection(
        Registration(
            kind=SourceKind.SURVEY,
            source_id=survey.id,
            title=survey.title,
            sozialraum_id=survey.sozialraum_id,
            first_day=survey.opens_at.astimezone(ON_SCREEN).date() if survey.opens_at else None,
            last_day=ends.astimezone(ON_SCREEN).date() if ends else None,
            state=CollectionState.PLANNED if is_draft or timing is None else _STATES[timing],
            method=CollectionMethod.ONLINE,
            consultation=verfahren,
            contact_name=survey.contact_name,
            contact_phone=survey.contact_phone,
            contact_email=survey.contact_email,
        ),
        by=by,
    )
