"""`/arbeit/planung/massnahmen`: the list, the time line, what is overdue, the file, and the page of one Maßnahme."""

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from flask import Blueprint, Response, request, url_for

from portal.accounts import queries as accounts
from portal.funding import queries as funding
from portal.kernel import jobs
from portal.kernel.clock import today
from portal.kernel.text import clean_text
from portal.needs.policy import NeedPermission
from portal.places import queries as places
from portal.planning.exports.measures import measures_xlsx
from portal.planning.forms.measures import MeasureFilterForm, MilestoneForm, SpentForm
from portal.planning.policy.measures import READERS, MeasurePermission
from portal.planning.queries import choices, evaluations, followups, milestones
from portal.planning.queries import measures as queries
from portal.planning.queries.measures import MeasureFilters
from portal.planning.terms.measures import MeasureSort, MeasureStatus
from portal.web.access import actor, may, requires
from portal.web.choosing import Choices
from portal.web.documents.xlsx import XLSX_MIMETYPE
from portal.web.forms import Form
from portal.web.i18n import _
from portal.web.pages import download, page
from portal.web.timeline import timeline

if TYPE_CHECKING:
    from portal.planning.models import Measure

bp = Blueprint("measures", __name__, url_prefix="/arbeit/planung/massnahmen")

SHOWN_OVERDUE = 200
SHOWN_ENTRIES = 40


def measure_in_url(measure_id: UUID) -> "Measure":
    return queries.measure(measure_id)


@bp.get("")
@requires(MeasurePermission.LIST)
def index() -> Response:
    form = filter_form()
    filters = filters_of(form)
    found = queries.page_of_measures(actor(), filters, after=request.args.get("after"))
    return page(
        "planning/measures/index.html",
        fragment="measure_rows",
        found=found,
        total=queries.count_measures(actor(), filters),
        counts=queries.counts_by_status(actor()),
        statuses=list(MeasureStatus),
        people=accounts.names([row.responsible_id for row in found.rows]),
        **_context("measures.index", form, filters),
    )


@bp.get("/zeitplan")
@requires(MeasurePermission.LIST)
def schedule() -> Response:
    """All Maßnahmen on one time line, and the same as a table."""
    form = filter_form()
    filters = filters_of(form)
    rows = queries.all_measures(actor(), filters, limit=queries.MOST_DRAWN + 1)
    shown = rows[: queries.MOST_DRAWN]
    return page(
        "planning/measures/timeline.html",
        rows=shown,
        has_more=len(rows) > len(shown),
        drawing=timeline(shown, today=today()),
        people=accounts.names([row.responsible_id for row in shown]),
        **_context("measures.schedule", form, filters),
    )


@bp.get("/ueberfaellig")
@requires(MeasurePermission.LIST)
def overdue() -> Response:
    """Open Meilensteine whose day is past, and reviews that are due."""
    form = filter_form()
    filters = filters_of(form)
    late = milestones.overdue_milestones(actor(), filters, limit=SHOWN_OVERDUE)
    reviews = evaluations.due_reviews(actor(), until=today(), limit=SHOWN_OVERDUE, filters=filters)
    return page(
        "planning/measures/overdue.html",
        late=late,
        reviews=reviews,
        today=today(),
        people=accounts.names(
            [*(one.measure.responsible_id for one in late), *(one.responsible_id for one in reviews)]
        ),
        **_context("measures.overdue", form, filters),
    )


@bp.get("/massnahmen.xlsx")
@requires(MeasurePermission.LIST)
def workbook() -> Response:
    """The list with its filters as a file."""
    filters = filters_of(filter_form())
    rows = queries.all_measures(actor(), filters, limit=queries.MOST_EXPORTED)
    people = accounts.names([row.responsible_id for row in rows])
    reviews = evaluations.latest_evaluations([row.id for row in rows])
    path = jobs.files_dir() / f"{uuid4().hex}.xlsx"
    try:
        measures_xlsx(path, rows, people, reviews, filters=in_words(filters))
        return download(path.read_bytes(), f"massnahmen-{today().isoformat()}.xlsx", XLSX_MIMETYPE)
    finally:
        path.unlink(missing_ok=True)


@bp.get("/<uuid:measure_id>")
@requires(MeasurePermission.READ, of=measure_in_url)
def show(measure: "Measure") -> Response:
    return measure_page(measure)


def measure_page(
    measure: "Measure",
    *,
    milestone_form: MilestoneForm | None = None,
    spent_form: SpentForm | None = None,
    form: Form | None = None,
    status: int = 200,
) -> Response:
    """Everything about one Maßnahme."""
    entries = queries.history_of(measure.id, limit=SHOWN_ENTRIES)
    reviews = evaluations.evaluations_of_measure(measure.id)
    asked = followups.follow_up_of(measure.id)
    names = accounts.names(
        [
            measure.responsible_id,
            *(one.by_id for one in entries),
            *(one.by_id for one in reviews),
            *(one.done_by for one in measure.milestones),
        ]
    )
    application_id = measure.funding_application_id
    return page(
        "planning/measures/show.html",
        status=status,
        measure=measure,
        today=today(),
        needs=queries.answered_needs(actor(), measure.id) if may(NeedPermission.LIST) else [],
        effects=evaluations.effects_of(measure.id),
        reviews=reviews,
        asked=asked,
        counts=followups.counts_of(asked.id) if asked else None,
        application=funding.application_names([application_id]).get(application_id) if application_id else None,
        decision=choices.decision_names([measure.decision_id]).get(measure.decision_id)
        if measure.decision_id
        else None,
        entries=entries,
        names=names,
        form=form or Form(formdata=None),
        milestone_form=milestone_form or MilestoneForm(formdata=None),
        spent_form=spent_form
        or SpentForm(formdata=None, data={"version": measure.version, "budget_spent": measure.budget_spent}),
    )


def filter_form() -> MeasureFilterForm:
    """What the address says; anything that cannot be chosen narrows nothing."""
    return MeasureFilterForm(
        formdata=request.args, places=places.choices_within(None, county_first=True), people=people_choices()
    )


def people_choices(*, keep: UUID | None = None) -> Choices:
    """Who can be responsible, and whoever is it now."""
    found = [(one.id, one.name) for one in accounts.holders(*READERS)]
    if keep is not None and keep not in {one for one, _name in found}:
        found += list(accounts.names([keep]).items())
    return found


def filters_of(form: MeasureFilterForm) -> MeasureFilters:
    return MeasureFilters(
        text=clean_text(str(form.q.data or "")[:200], lines=False),
        place_id=form.ort.chosen,
        status=form.stand.chosen,
        priority=form.prioritaet.chosen,
        responsible_id=form.wer.chosen,
        sort=form.sortierung.chosen or MeasureSort.TITLE,
    )


def arguments(filters: MeasureFilters) -> dict[str, Any]:
    """The filters as they stand in an address."""
    told = {
        "q": filters.text,
        "ort": filters.place_id,
        "stand": filters.status.value if filters.status else None,
        "prioritaet": filters.priority.value if filters.priority else None,
        "wer": filters.responsible_id,
        "sortierung": filters.sort.value if filters.sort is not MeasureSort.TITLE else None,
    }
    return {name: str(value) for name, value in told.items() if value}


def in_words(filters: MeasureFilters) -> list[tuple[str, str]]:
    """The filters as a person reads them."""
    told = [
        (_("Wort im Titel"), filters.text),
        (_("Ort"), places.names([filters.place_id]).get(filters.place_id, "") if filters.place_id else ""),
        (_("Stand"), _(filters.status.label) if filters.status else ""),
        (_("Priorität"), _(filters.priority.label) if filters.priority else ""),
        (
            _("Verantwortlich"),
            accounts.names([filters.responsible_id]).get(filters.responsible_id, "") if filters.responsible_id else "",
        ),
    ]
    return [(label, value) for label, value in told if value]


def _context(endpoint: str, form: MeasureFilterForm, filters: MeasureFilters) -> dict[str, Any]:
    told = arguments(filters)
    return {
        "form": form,
        "filters": filters,
        "arguments": told,
        "here": url_for(endpoint, **told),
        "plain": url_for(endpoint),
        "views": [
            (_("Liste"), url_for("measures.index", **told)),
            (_("Zeitplan"), url_for("measures.schedule", **told)),
            (_("Überfällig"), url_for("measures.overdue", **told)),
        ],
    }
