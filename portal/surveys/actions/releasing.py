"""Showing what came out to everybody: a frozen result, and taking it back."""

from collections.abc import Collection

from portal.kernel import audit, clock
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.events import record
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.surveys.events import SurveyReleased
from portal.surveys.models import Survey, SurveyRelease
from portal.surveys.policy import SurveyPermission
from portal.surveys.queries.columns import columns_of
from portal.surveys.queries.results import results_of
from portal.surveys.queries.snapshot import NEW_ANSWERS, is_due, releases_of, snapshot_of, threshold_for
from portal.surveys.terms.disclosure import THRESHOLDS

RELEASED = audit.kind(
    "surveys.result-released", N_("Ergebnis einer Umfrage veröffentlicht"), keys=("survey_id", "number")
)
WITHDRAWN = audit.kind(
    "surveys.result-withdrawn", N_("Ergebnis einer Umfrage zurückgenommen"), keys=("survey_id", "number")
)


def release_result(survey: Survey, *, codes: Collection[str], threshold: int, by: Actor) -> SurveyRelease:
    """Freeze the answers to these questions and show them to everybody from now on.

    Protected and unpublished questions are left out whatever `codes` says. The first result sets the threshold for all others.
    Raises `Conflict` when fewer than 30 answers are new, and `InvalidInput` when nothing is left to show.
    """
    ensure(SurveyPermission.RELEASE, by, survey)
    if threshold not in THRESHOLDS:
        raise InvalidInput("survey.threshold", N_("Bitte wählen Sie eine Schwelle aus der Liste."), field="threshold")
    results = results_of(columns_of(survey.id))
    content = snapshot_of(survey, results, codes, threshold=threshold_for(survey.id) or threshold)
    if not content["questions"]:
        raise InvalidInput("survey.nothing-to-release", N_("Bitte wählen Sie mindestens eine Frage."), field="codes")
    if content["people"] is None:
        raise InvalidInput(
            "survey.too-few",
            N_("Es sind zu wenige Teilnahmen da. Ein Ergebnis geht ab %(least)s."),
            least=threshold_for(survey.id) or threshold,
        )
    if not is_due(survey, results):
        raise Conflict(
            "survey.too-soon",
            N_(
                "Seit dem letzten Ergebnis sind weniger als %(least)s Antworten dazugekommen. Aus beiden Ergebnissen zusammen "
                "könnte man einzelne Menschen erkennen. Bitte warten Sie noch, oder veröffentlichen Sie nach dem Ende."
            ),
            least=NEW_ANSWERS,
        )
    earlier = releases_of(survey.id)
    release = SurveyRelease(
        survey_id=survey.id,
        number=(earlier[0].number if earlier else 0) + 1,
        content=content,
        responses=content["people"],
        threshold=threshold_for(survey.id) or threshold,
        released_on=clock.today(),
        released_by=by.id,
    )
    session().add(release)
    session().flush()
    record(SurveyReleased(survey_id=survey.id, release_id=release.id, by=by.id))
    audit.log(RELEASED, by=by, survey_id=survey.id, number=release.number)
    return release


def withdraw_result(survey: Survey, release: SurveyRelease, *, by: Actor) -> None:
    """Take a result from view at once, because something in it was wrong."""
    ensure(SurveyPermission.RELEASE, by, survey)
    if not release.withdrawn:
        release.withdrawn = True
        audit.log(WITHDRAWN, by=by, survey_id=survey.id, number=release.number)
