"""Looking at the paper version before publishing."""

from sqlalchemy import update

from portal.kernel.clock import now
from portal.kernel.db import session
from portal.kernel.errors import Conflict
from portal.kernel.policy import Actor, ensure
from portal.surveys.models import Survey
from portal.surveys.policy import SurveyPermission


def paper_was_seen(survey: Survey, *, version: int, by: Actor) -> None:
    """Tick "Papierfassung angesehen" on the checklist. Raises `Conflict` when the draft changed since it was looked at.

    Looking changes nothing that another author could be editing, so the survey keeps its version.
    """
    ensure(SurveyPermission.EDIT, by, survey)
    if survey.version != version:
        raise Conflict
    session().execute(update(Survey).where(Survey.id == survey.id).values(paper_seen_at=now()))
    session().refresh(survey)
