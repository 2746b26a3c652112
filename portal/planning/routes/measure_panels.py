"""What Maßnahmen add to pages of other rooms: for staff, and for residents only what was released."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from flask import url_for

from portal.kernel.policy import Actor, allows
from portal.places import queries as places
from portal.planning.forms.followups import FollowUpForm
from portal.planning.policy.measures import MeasurePermission
from portal.planning.queries import evaluations, followups, milestones
from portal.planning.queries import measures as queries
from portal.planning.queries.measures import MeasureFilters
from portal.planning.routes.followups import address_of
from portal.planning.terms.followups import Helped
from portal.planning.terms.measures import MeasureStatus
from portal.web.access import actor
from portal.web.due import MOST_OF_ONE, TODAY_DUE, Due
from portal.web.i18n import _
from portal.web.panels import contributes, panel, render_panel

SHOWN_IN_PLACE = 8
SHOWN_PUBLIC = 12


@panel("planning.home", order=60)
def measures_at_home(**_context: Any) -> str | None:
    """How the Maßnahmen stand, what is overdue, and the way to the list."""
    who = actor()
    if not allows(MeasurePermission.LIST, who):
        return None
    return render_panel(
        "planning/measures/home.html",
        counts=queries.counts_by_status(who),
        statuses=list(MeasureStatus),
        reviews=queries.count_measures(who, MeasureFilters(review_due=True)),
    )


@panel("need.main", order=50)
def measures_of_need(*, need: Any, **_context: Any) -> str | None:
    """What is done about a Bedarf, on its page."""
    who = actor()
    if not allows(MeasurePermission.LIST, who):
        return None
    found = queries.measures_of_need(who, need.id)
    if not found and not allows(MeasurePermission.ADD, who):
        return None
    return render_panel("planning/measures/need.html", found=found, need=need)


@panel("analysis.aside", order=30)
def reviews_for_analysis(*, need: Any, **_context: Any) -> str | None:
    """What reviews of its Maßnahmen found, beside the next Bedarfsanalyse."""
    who = actor()
    if not allows(MeasurePermission.LIST, who):
        return None
    found = evaluations.evaluations_of(who, need.id)
    return render_panel("planning/measures/analysis.html", found=found) if found else None


@panel("place.work", order=35)
def measures_of_place(*, place: Any, **_context: Any) -> str | None:
    """The Maßnahmen of a Sozialraum, for those who work there."""
    who = actor()
    if not allows(MeasurePermission.LIST, who):
        return None
    found = queries.page_of_measures(who, MeasureFilters(place_id=place.id), after=None, limit=SHOWN_IN_PLACE)
    return render_panel("planning/measures/place_work.html", found=found, place=place) if found.rows else None


@panel("network.stakeholder", order=50)
def measures_of_stakeholder(*, stakeholder: Any, **_context: Any) -> str | None:
    """What an Akteur carries out or takes part in."""
    who = actor()
    if not allows(MeasurePermission.LIST, who):
        return None
    found = queries.measures_of_stakeholder(who, stakeholder.id)
    return render_panel("planning/measures/stakeholder.html", found=found) if found else None


@panel("receipt.main", order=30)
def measures_of_receipt(*, contribution_id: UUID, **_context: Any) -> str | None:
    """What is done about what somebody said, as far as it was released, and whether it helped."""
    found = followups.public_measures_behind(contribution_id)
    if not found:
        return None
    asked = followups.questions_to(contribution_id)
    return render_panel(
        "planning/followups/receipt.html",
        measures=found,
        questions={one.measure.id: (one, address_of(one, contribution_id)) for one in asked},
        form=FollowUpForm(formdata=None),
        choices=list(Helped),
    )


@panel("place.main", order=30)
def public_measures_of_place(*, place: Any, **_context: Any) -> str | None:
    """What is done in a Sozialraum, for everybody; only what was released."""
    tree = places.tree()
    node = tree.get(place.id)
    if node is None:
        return None
    around = [*(below.id for below in tree.subtree(node)), *node.lineage]
    found = followups.public_measures_in(around, limit=SHOWN_PUBLIC)
    return render_panel("planning/followups/public.html", measures=found, section="massnahmen-ort") if found else None


@panel("consultation.main", order=60)
def public_measures_of_consultation(*, consultation: Any, **_context: Any) -> str | None:
    """What came of a Verfahren, for everybody; only what was released."""
    found = followups.public_measures_of_consultation(consultation.id, limit=SHOWN_PUBLIC)
    if not found:
        return None
    return render_panel("planning/followups/public.html", measures=found, section="massnahmen-verfahren")


@panel("triage.entry", order=40)
def remark_in_inbox(*, contribution: Any, **_context: Any) -> str | None:
    """To which Maßnahme a Wortmeldung was said. Which button was pressed with it, nothing tells."""
    return _remark(contribution.id)


@panel("contribution.main", order=30)
def remark_on_page(*, contribution: Any, **_context: Any) -> str | None:
    """The same on the page of the Wortmeldung."""
    return _remark(contribution.id)


@contributes(TODAY_DUE, order=40)
def what_is_due(*, who: Actor, until: date) -> Iterable[Due]:
    """Open Meilensteine and reviews of the Maßnahmen one minds."""
    if who.id is None or not allows(MeasurePermission.LIST, who):
        return
    for one in milestones.own_due_milestones(who, until=until, limit=MOST_OF_ONE):
        address = url_for("measures.show", measure_id=one.measure_id, _anchor="meilensteine")
        yield Due(one.due_on, f"{one.title} ({one.measure.title})", address, _("Meilenstein"), _where(one.measure))
    for measure in milestones.own_due_reviews(who, until=until, limit=MOST_OF_ONE):
        address = url_for("measures.ask_to_evaluate", measure_id=measure.id)
        yield Due(measure.review_on, measure.title, address, _("Überprüfung"), _where(measure))


@contributes("log.names")
def names_in_the_log(*, ids: set[UUID], **_context: Any) -> Iterator[dict[UUID, str]]:
    """Maßnahmen stand in the log by their title."""
    yield queries.measure_names(ids)


def _where(measure: Any) -> str:
    return ", ".join(place.name for place in measure.places[:3])


def _remark(contribution_id: UUID) -> str | None:
    found = followups.measures_remarked_on([contribution_id]).get(contribution_id)
    if found is None:
        return None
    may_read = allows(MeasurePermission.READ, actor(), found)
    return render_panel("planning/followups/remark.html", measure=found, may_read=may_read)
