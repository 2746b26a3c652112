"""What surveys add to pages of other rooms."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import url_for

from portal.kernel.clock import now
from portal.kernel.policy import Actor, allows
from portal.surveys import queries
from portal.surveys.policy import PUBLISHERS, SurveyPermission
from portal.surveys.queries import inviting, snapshot, surveys
from portal.web.access import actor, may
from portal.web.panels import contributes, panel, render_panel

#: So long before its end a survey is shown to those who can still ring people up, or prolong it.
SOON = timedelta(days=3)


@panel("my_day", order=65)
def surveys_of_my_day(**_context: Any) -> str | None:
    """Drafts that wait for the viewer's publication, surveys that end soon, those that ended and are not closed, and letters
    of which people should be reminded."""
    is_publisher = actor().holds(*PUBLISHERS)
    drafts = queries.drafts_to_publish(actor()) if is_publisher else []
    ending = queries.ending_before(actor(), now() + SOON) if is_publisher else []
    letters = inviting.to_remind(actor()) if may(SurveyPermission.LIST) else []
    if not drafts and not ending and not letters:
        return None
    over = [survey for survey in ending if queries.has_ended(survey)]
    soon = [survey for survey in ending if survey not in over]
    return render_panel("surveys/my_day.html", drafts=drafts, soon=soon, over=over, letters=letters)


@panel("place.main", order=25)
def surveys_of_place(*, place: Any, **_context: Any) -> str | None:
    """Surveys that run or begin soon and concern the place, and what came out of earlier ones."""
    found = queries.open_around(place.id, place.lineage)
    running = {survey.id for survey in found}
    around = snapshot.results_around(place.id, place.lineage)
    results = [(survey, day) for survey, day in around if survey.id not in running]
    return render_panel("surveys/panel_place.html", found=found, results=results) if found or results else None


@panel("consultation.formats", order=20)
def surveys_of_consultation(*, consultation: Any, **_context: Any) -> str | None:
    """The surveys of a Verfahren with their results, on its public page."""
    found = queries.published(consultation_id=consultation.id)
    told = snapshot.with_result(survey.id for survey in found)
    return render_panel("surveys/panel_consultation.html", found=found, told=told) if found else None


@panel("consultation.work", order=20)
def surveys_of_consultation_work(*, consultation: Any, **_context: Any) -> str | None:
    """The surveys of a Verfahren, drafts included, for those who work on it."""
    if not may(SurveyPermission.LIST):
        return None
    found = queries.own_of_consultation(actor(), consultation.id)
    return render_panel("surveys/panel_consultation_work.html", found=found)


@contributes("log.names")
def names_in_the_log(*, ids: set[UUID], **_context: Any) -> Iterator[dict[UUID, str]]:
    """Surveys stand in the log by their title."""
    yield surveys.titles(ids)


@contributes("data_collection.address")
def addresses_of_collections(
    *, kind: str, ids: frozenset[UUID], who: Actor, **_context: Any
) -> Iterator[tuple[UUID, str]]:
    """The way from the Erhebungskalender to surveys, for who may read them."""
    if kind == "survey":
        for one in surveys.get_many(ids):
            if allows(SurveyPermission.READ, who, one):
                yield one.id, url_for("surveys.detail", survey_id=one.id)
