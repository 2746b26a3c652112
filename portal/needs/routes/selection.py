"""`/arbeit/eingang/auswahl`: Wortmeldungen chosen on a map or a wall become evidence of a new or an existing Bedarf."""

from typing import Any
from uuid import UUID

from flask import Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import DomainError, InvalidInput, NotFound
from portal.kernel.text import N_
from portal.needs import actions, queries
from portal.needs.forms import NeedForm, SearchForm
from portal.needs.policy import NeedPermission
from portal.needs.queries.selection import Selection, selection
from portal.needs.routes.addresses import id_in, way_back
from portal.needs.routes.blueprint import bp
from portal.needs.routes.choices import need_form
from portal.needs.routes.panes import draft_of, offered_needs
from portal.needs.terms import SELECTION_MOST
from portal.places import queries as places
from portal.web.access import actor, may, requires
from portal.web.errors import status_of
from portal.web.i18n import _
from portal.web.pages import page, reply, tells
from portal.web.panels import contributes, panel, render_panel

tells("selection-taken", N_("Aufgenommene Wortmeldungen: %(n)s. Sie sind jetzt Belege dieses Bedarfs."))


@contributes("contributions.takers")
def taker(**_context: Any) -> list[str]:
    """What those read on the button who can make Bedarfe of Wortmeldungen; others see no button."""
    return [_("Bedarf daraus machen")] if may(NeedPermission.TRIAGE) else []


@panel("contributions.selection")
def offer(
    *, contribution_ids: list[UUID], title: str = "", place_id: UUID | None = None, back: str = "", **_context: Any
) -> str | None:
    """The form that makes a Bedarf of what was chosen, or adds it to one."""
    if not may(NeedPermission.TRIAGE):
        return None
    chosen = selection(actor(), contribution_ids)
    return render_panel("needs/_selection.html", **_context_of(chosen, _suggested(chosen, title, place_id), back))


@bp.post("/eingang/auswahl/bedarf")
@requires(NeedPermission.TRIAGE)
def take_into_new() -> Response:
    ids, form = _ids(), need_form()
    if not form.validate_on_submit():
        return _page(ids, form, status=422)
    try:
        with unit_of_work():
            taken = actions.take_into_new(ids, draft=draft_of(form), by=actor())
    except DomainError as error:
        form.take(error)
        return _page(ids, form, status=status_of(error))
    return _done(taken)


@bp.post("/eingang/auswahl/dazu")
@requires(NeedPermission.TRIAGE)
def take_into() -> Response:
    """Add to the chosen Bedarf; without one, show those that fit what was typed."""
    ids, form = _ids(), need_form()
    asked, chosen = SearchForm(), id_in(request.form.get("bedarf"))
    if not asked.validate_on_submit():
        form.form_errors = list(asked.form_errors)
        return _page(ids, form, status=422)
    if chosen is None:
        return _page(ids, form, asked=request.form.get("suche", "").strip()[:200])
    need = queries.need(actor(), chosen)
    try:
        with unit_of_work():
            taken = actions.take_into(ids, need=need, by=actor())
    except NotFound:
        raise
    except DomainError as error:
        form.take(error)
        return _page(ids, form, status=status_of(error))
    return _done(taken)


def _ids() -> list[UUID]:
    raw = request.form.getlist("wortmeldung")
    if len(raw) > SELECTION_MOST:
        raise InvalidInput("triage.too-many", N_("Das sind zu viele Wortmeldungen auf einmal."))
    found = [wanted for value in raw if (wanted := id_in(value))]
    if not found:
        raise NotFound
    return found


def _page(ids: list[UUID], form: NeedForm, *, asked: str = "", status: int = 200) -> Response:
    chosen = selection(actor(), ids)
    return page("needs/selection.html", status=status, **_context_of(chosen, form, way_back(), asked=asked))


def _context_of(chosen: Selection, form: NeedForm, back: str, *, asked: str = "") -> dict[str, Any]:
    found = offered_needs(asked) if asked else []
    similar = [] if asked else queries.similar_needs(actor(), chosen.text, place_id=form.sozialraum_id.data)
    shown = [*found, *(one.need for one in similar)]
    return {
        "chosen": chosen,
        "form": form,
        "asked": asked,
        "found": found,
        "similar": similar,
        "labels": queries.labels_for(shown) if shown else None,
        "back": back,
    }


def _suggested(chosen: Selection, title: str, place_id: UUID | None) -> NeedForm:
    groups, functions = queries.suggested_links(chosen.text)
    field, root = queries.suggested_field(chosen.text), places.tree().root
    return need_form(
        formdata=None,
        data={
            "title": title,
            "sozialraum_id": place_id or (root.id if root else None),
            "action_field_id": field.id if field else None,
            "target_group_ids": groups,
            "basic_function_ids": functions,
        },
    )


def _done(taken: actions.Taken) -> Response:
    """To the Bedarf, with the way back at hand: undoing it, and where it came from."""
    target = url_for(
        "needs.show",
        need_id=taken.need.id,
        entschieden=taken.batch_id,
        uebrig=taken.left_out or None,
        zurueck=way_back() or None,
    )
    return reply(target, tell="selection-taken", count=taken.taken)
