"""`/arbeit/bedarfe/zusagen`: open Bedarfe about which nobody said anything for ninety days, and their count on Mein Tag."""

from typing import Any

from flask import Response, request, url_for

from portal.consultations import queries as consultations
from portal.kernel.policy import Role, allows
from portal.needs import queries
from portal.needs.forms import PromiseFilterForm
from portal.needs.policy import NeedPermission
from portal.needs.queries import promises as promised
from portal.needs.routes import choices
from portal.needs.routes.blueprint import bp
from portal.needs.terms.telling import PROMISE_DAYS
from portal.web.access import actor, requires
from portal.web.pages import page, with_arguments
from portal.web.panels import panel, render_panel


@bp.get("/bedarfe/zusagen")
@requires(NeedPermission.PROMISES)
def promises() -> Response:
    viewer = actor()
    form = PromiseFilterForm(
        formdata=request.args,
        places=choices.places_for(viewer, Role.PLANNER),
        consultations=[(one.id, one.title) for one in consultations.titled(consultations.own_consultations(viewer))],
    )
    good = form.validate()
    only = promised.PromiseFilter(form.place_id, form.consultation_id) if good else promised.PromiseFilter()
    found = promised.page_of_promises(viewer, only, after=request.args.get("after"))
    filters = {"ort": only.place_id, "verfahren": only.consultation_id}
    return page(
        "needs/promises.html",
        fragment="promise_rows",
        page=found,
        form=form,
        labels=queries.labels_for(found.rows),
        count=promised.count_promises(viewer, only),
        undecided=promised.count_undecided(viewer),
        is_filtered=any(filters.values()),
        days=PROMISE_DAYS,
        url=with_arguments(url_for("needs.promises"), **{name: str(one) for name, one in filters.items() if one}),
    )


@panel("my_day", order=21)
def promises_of_my_day(**_context: Any) -> str | None:
    """How many promises wait too long."""
    who = actor()
    if not allows(NeedPermission.PROMISES, who):
        return None
    count = promised.count_promises(who)
    return render_panel("needs/my_day_promises.html", count=count, days=PROMISE_DAYS) if count.number else None
