"""The Bedarfsanalyse of a Bedarf: read, begun, written, compared."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput, NotFound
from portal.kernel.text import N_
from portal.needs import queries as needs
from portal.planning.actions import analysis as actions
from portal.planning.forms.analysis import AnalysisForm, BeginForm, ComparisonForm, TakeForm
from portal.planning.policy.analysis import AnalysisPermission
from portal.planning.queries import analysis as queries
from portal.planning.routes.analysis_page import analysis_page, archive_page, indicator_choices
from portal.planning.terms.evidence_level import EvidenceLevel
from portal.web.access import actor, requires
from portal.web.conflicts import conflicts_of
from portal.web.forms import Form, as_uuid
from portal.web.i18n import _
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.needs.models import Need
    from portal.planning.models.analysis import NeedAnalysis

bp = Blueprint("need_analyses", __name__, url_prefix="/arbeit/planung/analysen")

tells("analysis-begun", N_("Die Analyse ist begonnen. Was die Belege zeigen, steht schon da."))
tells("analysis-saved", N_("Gespeichert."))
tells("analysis-indicator", N_("Die Kennzahl steht im Vergleich."))
tells("analysis-indicator-dropped", N_("Die Kennzahl steht nicht mehr im Vergleich."))

#: What stands in the address for analyses nobody decided about.
UNDECIDED = "offen"
_COMPARED = ("question", "group_size", "group_source", "findings", "conclusion")


def need_in_url(need_id: UUID, **_rest: Any) -> "Need":
    """The Bedarf of an address. Raises `NotFound`."""
    return needs.need(actor(), need_id)


def current_of(need: "Need") -> "NeedAnalysis":
    """Its present analysis. Raises `NotFound` before the first is begun."""
    found = queries.current_analysis(need.id)
    if found is None:
        raise NotFound
    return found


@bp.get("")
@requires(AnalysisPermission.READ_RULE)
def index() -> Response:
    """All present analyses, or those of one level, or those nobody decided about."""
    wanted = request.args.get("stufe", "")
    level = EvidenceLevel(wanted) if wanted in set(EvidenceLevel) else None
    chosen = queries.visible_analyses(actor(), level=level, undecided=wanted == UNDECIDED)
    here = url_for("need_analyses.index", stufe=wanted or None)
    return page(
        "planning/analyses.html",
        fragment="analysis_rows",
        found=queries.page_of(chosen, after=request.args.get("after")),
        here=here,
        views=_views(),
    )


def _views() -> list[tuple[str, str]]:
    levels = [(_(one.label).capitalize(), url_for("need_analyses.index", stufe=one.value)) for one in EvidenceLevel]
    undecided = (_("Noch zu entscheiden"), url_for("need_analyses.index", stufe=UNDECIDED))
    return [(_("Alle"), url_for("need_analyses.index")), undecided, *levels]


@bp.get("/<uuid:need_id>")
@requires(AnalysisPermission.READ, of=need_in_url)
def show(need: "Need") -> Response:
    return analysis_page(need)


@bp.get("/<uuid:need_id>/fassungen/<int(max=32767):number>")
@requires(AnalysisPermission.READ, of=need_in_url)
def earlier(need: "Need") -> Response:
    """An earlier analysis, as it was when the next one was begun."""
    return archive_page(need, queries.analysis(need.id, (request.view_args or {})["number"]))


@bp.post("/<uuid:need_id>/beginnen")
@requires(AnalysisPermission.EDIT, of=need_in_url)
def begin(need: "Need") -> Response:
    form = BeginForm()
    if not form.validate_on_submit():
        return analysis_page(need, begin_form=form, status=422)
    try:
        with unit_of_work():
            actions.begin_analysis(needs.need(actor(), need.id), because=str(form.because.data or ""), by=actor())
    except InvalidInput as error:
        form.take(error)
        return analysis_page(needs.need(actor(), need.id), begin_form=form, status=422)
    return reply(url_for("need_analyses.show", need_id=need.id), tell="analysis-begun")


@bp.get("/<uuid:need_id>/bearbeiten")
@requires(AnalysisPermission.EDIT, of=need_in_url)
def edit(need: "Need") -> Response:
    analysis = current_of(need)
    values = {name: getattr(analysis, name) for name in (*_COMPARED, "version")}
    return page("planning/edit_analysis.html", need=need, analysis=analysis, form=AnalysisForm(data=values))


@bp.post("/<uuid:need_id>/bearbeiten")
@requires(AnalysisPermission.EDIT, of=need_in_url)
def save(need: "Need") -> Response:
    form = AnalysisForm()
    template = "planning/edit_analysis.html"
    if not form.validate_on_submit():
        return page(template, need=need, analysis=current_of(need), form=form, status=422)
    try:
        with unit_of_work():
            analysis = current_of(needs.need(actor(), need.id))
            actions.write_analysis(analysis, _draft(form), version=form.seen_version, by=actor())
    except Conflict:
        return _conflict(needs.need(actor(), need.id), form)
    except InvalidInput as error:
        form.take(error)
        fresh = needs.need(actor(), need.id)
        return page(template, need=fresh, analysis=current_of(fresh), form=form, status=422)
    return reply(url_for("need_analyses.show", need_id=need.id), tell="analysis-saved")


@bp.post("/<uuid:need_id>/kennzahlen")
@requires(AnalysisPermission.EDIT, of=need_in_url)
def compare(need: "Need") -> Response:
    form = ComparisonForm()
    if not form.validate_on_submit():
        return analysis_page(need, comparison_form=form, status=422)
    try:
        with unit_of_work():
            analysis = current_of(needs.need(actor(), need.id))
            actions.compare_indicator(analysis, _comparison(form), by=actor())
    except InvalidInput as error:
        form.take(error)
        return analysis_page(needs.need(actor(), need.id), comparison_form=form, status=422)
    return reply(url_for("need_analyses.show", need_id=need.id, _anchor="kennzahlen"), tell="analysis-indicator")


@bp.post("/<uuid:need_id>/kennzahlen/uebernehmen")
@requires(AnalysisPermission.EDIT, of=need_in_url)
def take(need: "Need") -> Response:
    """Take over a Kennzahl of the portal with its comparison."""
    form = TakeForm(indicators=indicator_choices())
    if not form.validate_on_submit():
        return analysis_page(need, take_form=form, status=422)
    try:
        with unit_of_work():
            analysis = current_of(needs.need(actor(), need.id))
            wanted = {"against": form.against.chosen, "tendency": form.towards.chosen}
            actions.take_indicator(analysis, str(form.key.data), **wanted, by=actor())
    except InvalidInput as error:
        form.take(error)
        return analysis_page(needs.need(actor(), need.id), take_form=form, status=422)
    return reply(url_for("need_analyses.show", need_id=need.id, _anchor="kennzahlen"), tell="analysis-indicator")


@bp.post("/<uuid:need_id>/kennzahlen/entfernen")
@requires(AnalysisPermission.EDIT, of=need_in_url)
def drop(need: "Need") -> Response:
    if not Form().validate_on_submit():
        return analysis_page(need, status=422)
    with unit_of_work():
        analysis = current_of(needs.need(actor(), need.id))
        actions.drop_indicator(analysis, as_uuid(request.form.get("kennzahl")), by=actor())
    here = url_for("need_analyses.show", need_id=need.id, _anchor="kennzahlen")
    return reply(here, tell="analysis-indicator-dropped")


def _draft(form: AnalysisForm) -> actions.AnalysisDraft:
    return actions.AnalysisDraft(
        question=str(form.question.data or ""),
        findings=str(form.findings.data or ""),
        conclusion=str(form.conclusion.data or ""),
        group_size=form.group_size.count,
        group_source=str(form.group_source.data or ""),
    )


def _comparison(form: ComparisonForm) -> actions.IndicatorDraft:
    return actions.IndicatorDraft(
        name=str(form.name.data),
        tendency=form.tendency.chosen,
        value=form.value.number,
        compared=form.compared.number,
        compared_with=str(form.compared_with.data or ""),
        unit=str(form.unit.data or ""),
        as_of=form.as_of.data,
        source=str(form.source.data),
    )


def _conflict(need: "Need", form: AnalysisForm) -> Response:
    """Somebody saved meanwhile: both texts side by side, one's own still in the form."""
    theirs = current_of(need)
    return page(
        "planning/edit_analysis.html",
        need=need,
        analysis=theirs,
        form=form,
        conflicts=conflicts_of(form, theirs, _COMPARED),
        is_conflict=True,
        status=409,
    )
