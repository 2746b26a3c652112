"""The list of Bedarfe: filters in the address, search, counts, and doing one thing to several."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Response, request, url_for

from portal.kernel import clock
from portal.kernel.db import unit_of_work
from portal.kernel.errors import DomainError, InvalidInput
from portal.kernel.text import N_
from portal.needs import actions, queries
from portal.needs.forms import BulkForm, NeedFilterForm
from portal.needs.policy import READERS, NeedPermission
from portal.needs.queries import NOBODY, NeedFilters
from portal.needs.routes import choices
from portal.needs.routes.addresses import id_in
from portal.needs.routes.blueprint import allowed, bp
from portal.needs.terms import BULK_MOST, NeedStatus
from portal.web.access import actor, requires
from portal.web.errors import status_of
from portal.web.i18n import _
from portal.web.pages import page, reply

if TYPE_CHECKING:
    from portal.needs.models import Need

PAGE = 30


@bp.get("/bedarfe")
@requires(NeedPermission.LIST)
def index() -> Response:
    viewer, filters = actor(), NeedFilters.from_args(request.args)
    found = queries.page_of_needs(viewer, filters, after=request.args.get("after"), limit=PAGE)
    return page(
        "needs/index.html",
        fragment="need_rows",
        page=found,
        labels=queries.labels_for(found.rows),
        count=queries.count_needs(viewer, filters),
        by_status=queries.counts_by_status(viewer, filters),
        filters=filters,
        args=filters.to_args(),
        form=filled_form(filters),
        url=url_for("needs.index", **filters.to_args()),
        today=clock.today(),
        states=list(NeedStatus),
        can=allowed(),
        continued=bool(request.args.get("after")),
    )


def filled_form(filters: NeedFilters) -> NeedFilterForm:
    """The filters as a form with what is chosen now."""
    chosen = {
        "q": filters.text,
        "ort": filters.place_id,
        "status": filters.status.value if filters.status else "",
        "feld": filters.action_field_id,
        "gruppe": filters.target_group_id,
        "funktion": filters.basic_function_id,
        "zustaendig": filters.responsible_id,
        "frist": filters.due.value if filters.due else "",
        "reihenfolge": "" if filters.sort.value == "newest" else filters.sort.value,
    }
    form = NeedFilterForm(formdata=None, data=chosen)
    form.offer_states()
    form.ort.offer(choices.places_for(actor(), *READERS), nothing=_("alle Orte"))
    form.feld.offer(choices.action_fields(keep=filters.action_field_id), nothing=_("alle"))
    form.gruppe.offer(
        choices.target_groups(keep=[filters.target_group_id] if filters.target_group_id else []), nothing=_("alle")
    )
    form.funktion.offer(choices.basic_functions(), nothing=_("alle"))
    form.zustaendig.offer([(NOBODY, _("niemand")), *choices.planners()], nothing=_("alle"))
    return form


@bp.get("/bedarfe/auswahl")
@requires(NeedPermission.CREATE)
def bulk() -> Response:
    """What can be done to the chosen Bedarfe."""
    needs = chosen_needs(request.args.getlist("bedarf"))
    if not needs:
        return reply(url_for("needs.index", **NeedFilters.from_args(request.args).to_args()), tell="needs-none-chosen")
    return bulk_page(needs, bulk_form())


@bp.post("/bedarfe/auswahl/<any(zustaendig,frist,zielgruppe,status):what>")
@requires(NeedPermission.CREATE)
def bulk_change(what: str) -> Response:
    needs = chosen_needs(request.form.getlist("bedarf"))
    back = url_for("needs.index", **NeedFilters.from_args(request.args).to_args())
    if not needs:
        return reply(back, tell="needs-none-chosen")
    form = bulk_form()
    if not form.validate_on_submit():
        return bulk_page(needs, form, status=422)
    try:
        with unit_of_work():
            done, tell = change(what, needs, form)
    except DomainError as error:
        form.take(error)
        return bulk_page(needs, form, status=status_of(error))
    return reply(back, tell=tell, count=done)


def change(what: str, needs: "list[Need]", form: BulkForm) -> tuple[int, str]:
    """Do one thing to all of them. Returns how many changed and the message."""
    if what == "zustaendig":
        to = form.responsible_id.data
        if to is None:
            raise InvalidInput("need.no-person", N_("Bitte wählen Sie, wer zuständig ist."), field="responsible_id")
        return actions.assign(needs, to=None if to == NOBODY else to, by=actor()), "needs-changed"
    if what == "frist":
        if form.due_on.data is None and not form.without_due.data:
            raise InvalidInput(
                "need.no-day",
                N_("Bitte geben Sie einen Tag an, oder kreuzen Sie „Keine Frist mehr“ an."),
                field="due_on",
            )
        on = None if form.without_due.data else form.due_on.data
        return actions.set_due(needs, on=on, by=actor()), "needs-changed"
    if what == "zielgruppe":
        if form.target_group_id.data is None:
            raise InvalidInput("need.no-group", N_("Bitte wählen Sie eine Zielgruppe."), field="target_group_id")
        return actions.add_target_group(needs, group_id=form.target_group_id.data, by=actor()), "needs-changed"
    if form.status.data not in set(NeedStatus):
        raise InvalidInput("need.no-status", N_("Bitte wählen Sie einen Status."), field="status")
    answered = actions.answer_many(
        needs, status=NeedStatus(form.status.data), sentence=str(form.sentence.data or ""), by=actor()
    )
    return len(answered.done), "needs-some-skipped" if answered.skipped else "needs-changed"


def bulk_form() -> BulkForm:
    return BulkForm(planners=[(NOBODY, _("niemand")), *choices.planners()], target_groups=choices.target_groups())


def bulk_page(needs: "list[Need]", form: Any, *, status: int = 200) -> Response:
    filters = NeedFilters.from_args(request.args)
    return page(
        "needs/bulk.html",
        status=status,
        needs=needs,
        labels=queries.labels_for(needs),
        form=form,
        args=filters.to_args(),
    )


def chosen_needs(raw: list[str]) -> "list[Need]":
    """The visible ones among the chosen."""
    ids: list[UUID] = [wanted for value in raw[:BULK_MOST] if (wanted := id_in(value))]
    return queries.needs_by_id(actor(), ids) if ids else []
