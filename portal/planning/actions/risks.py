"""What could go wrong with a Maßnahme."""

from sqlalchemy import func, select

from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.planning.actions.remembering import remember
from portal.planning.models import Measure, MeasureRisk
from portal.planning.policy.measures import MeasurePermission
from portal.planning.terms.measures import MOST_RISKS, Harm, Likelihood, MeasureEntryKind


def add_risk(
    measure: Measure, *, text: str, likelihood: Likelihood, harm: Harm, response: str = "", by: Actor
) -> MeasureRisk:
    """Name a risk. Raises `InvalidInput`."""
    ensure(MeasurePermission.EDIT, by, measure)
    _check(text)
    if (session().scalar(select(func.count()).where(MeasureRisk.measure_id == measure.id)) or 0) >= MOST_RISKS:
        raise InvalidInput(
            "measure.too-many-risks",
            N_("Eine Maßnahme kann höchstens %(most)s Risiken haben."),
            field="text",
            most=MOST_RISKS,
        )
    made = MeasureRisk(measure_id=measure.id, text=text, likelihood=likelihood, harm=harm, response=response)
    session().add(made)
    remember(measure, MeasureEntryKind.RISK_ADDED, text=text, by=by)
    return made


def edit_risk(
    risk: MeasureRisk, *, text: str, likelihood: Likelihood, harm: Harm, response: str, version: int, by: Actor
) -> None:
    """Judge it anew. Raises `Conflict` when somebody saved since `version`, `InvalidInput`."""
    ensure(MeasurePermission.EDIT, by, risk)
    if risk.version != version:
        raise Conflict
    _check(text)
    risk.text, risk.likelihood, risk.harm, risk.response = text, likelihood, harm, response


def remove_risk(risk: MeasureRisk, *, by: Actor) -> None:
    """Take it out for good; that it was there stands in the history."""
    ensure(MeasurePermission.EDIT, by, risk)
    remember(risk.measure, MeasureEntryKind.RISK_REMOVED, text=risk.text, by=by)
    session().delete(risk)


def _check(text: str) -> None:
    if not text:
        raise InvalidInput("measure.no-risk", N_("Bitte schreiben Sie, was schiefgehen könnte."), field="text")
