"""Notöffnung: asking, deciding, and the list of what was opened."""

from typing import TYPE_CHECKING

from flask import Response, request, url_for

from portal.accounts import queries as accounts
from portal.cases import actions, queries
from portal.cases.forms import BreakGlassForm
from portal.cases.policy import BreakGlassPermission, CasePermission
from portal.cases.routes.blueprint import bp, break_glass_in_url
from portal.kernel import sealing
from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput
from portal.kernel.policy import allows
from portal.kernel.text import N_
from portal.places import queries as places
from portal.web.access import actor, requires
from portal.web.choosing import Choices
from portal.web.forms import Form
from portal.web.i18n import _
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.cases.models import BreakGlass

tells("break-glass-asked", N_("Ihre Bitte ist gestellt. Jetzt muss eine zweite Person zustimmen."))
tells("break-glass-granted", N_("Sie haben zugestimmt. Die Kümmerin oder der Kümmerer hat eine Nachricht bekommen."))
tells("break-glass-refused", N_("Sie haben abgelehnt. Es wurde nichts geöffnet."))


@bp.get("/notoeffnung")
@requires(BreakGlassPermission.LIST)
def break_glasses() -> Response:
    return _page(BreakGlassForm(people=_keepers(), formdata=None))


@bp.post("/notoeffnung")
@requires(BreakGlassPermission.ASK)
def ask_break_glass() -> Response:
    form = BreakGlassForm(people=_keepers())
    if not form.validate_on_submit() or form.keeper_id.chosen is None:
        return _page(form, status=422)
    try:
        with unit_of_work():
            keeper = accounts.account(form.keeper_id.chosen)
            actions.ask_break_glass(keeper, reason=str(form.reason.data), by=actor())
    except InvalidInput as error:
        form.take(error)
        return _page(form, status=422)
    return reply(url_for("cases.break_glasses"), tell="break-glass-asked")


@bp.post("/notoeffnung/<uuid:break_glass_id>/zustimmen")
@requires(BreakGlassPermission.DECIDE, of=break_glass_in_url)
def agree(asked: "BreakGlass") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return _page(BreakGlassForm(people=_keepers(), formdata=None), deciding=form, status=422)
    with unit_of_work():
        actions.agree(queries.break_glass(asked.id), by=actor())
    return reply(url_for("cases.break_glasses"), tell="break-glass-granted")


@bp.post("/notoeffnung/<uuid:break_glass_id>/ablehnen")
@requires(BreakGlassPermission.DECIDE, of=break_glass_in_url)
def refuse(asked: "BreakGlass") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return _page(BreakGlassForm(people=_keepers(), formdata=None), deciding=form, status=422)
    with unit_of_work():
        actions.refuse(queries.break_glass(asked.id), by=actor())
    return reply(url_for("cases.break_glasses"), tell="break-glass-refused")


@bp.get("/notoeffnung/<uuid:break_glass_id>")
@requires(BreakGlassPermission.USE, of=break_glass_in_url)
def opened(asked: "BreakGlass") -> Response:
    """The Fälle that were opened, without their words; this look is noted too."""
    found = queries.page_of(queries.kept_cases(asked.keeper_id), after=request.args.get("after"))
    with unit_of_work():
        actions.note_reading(queries.break_glass(asked.id), by=actor())
    asked = queries.break_glass(asked.id)
    running = queries.running_cases_of(asked.keeper_id)
    return page(
        "cases/opened.html",
        asked=asked,
        keeper=accounts.names([asked.keeper_id]).get(asked.keeper_id, ""),
        found=found,
        names=places.names(row.sozialraum_id for row in found.rows),
        can_hand_over=any(allows(CasePermission.HAND_OVER, actor(), case) for case in running),
        here=url_for("cases.opened", break_glass_id=asked.id),
    )


def _keepers() -> Choices:
    """Everybody who keeps Fälle; whose account is closed is marked."""
    closed = _("Konto geschlossen")
    return [
        (one.id, one.name if one.is_active else f"{one.name} ({closed})")
        for one in queries.keepers()
        if one.id != actor().id
    ]


def _page(form: BreakGlassForm, *, deciding: Form | None = None, status: int = 200) -> Response:
    sealing.ensure_key()
    found = queries.recent_break_glasses()
    ids = [one for asked in found for one in (asked.keeper_id, asked.asked_by, asked.decided_by)]
    return page(
        "cases/break_glasses.html",
        status=status,
        form=form,
        deciding=deciding or Form(formdata=None),
        found=found,
        people=accounts.names(ids),
        readings=queries.readings_of([one.id for one in found]),
    )
