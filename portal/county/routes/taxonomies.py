"""Keeping the lists of terms by which needs are sorted."""

from typing import TYPE_CHECKING, cast
from uuid import UUID

from flask import Response, request, url_for

from portal.county import actions, queries
from portal.county.forms import NewTermForm, RenameTermForm
from portal.county.policy import CountyPermission
from portal.county.routes.blueprint import bp
from portal.county.terms import Direction, Taxonomy
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput, NotFound
from portal.kernel.text import N_
from portal.web.access import actor, requires
from portal.web.forms import as_uuid
from portal.web.i18n import _
from portal.web.nav import nav_entry
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.county.models import ActionField, Term

nav_entry(
    "admin",
    label=N_("Themen"),
    endpoint="county.taxonomies",
    order=30,
    permission=CountyPermission.EDIT_TAXONOMIES,
    icon="tag",
)
tells("term-added", N_("Der Eintrag ist angelegt."))
tells("term-renamed", N_("Der neue Name gilt überall, auch rückwirkend."))
tells("term-moved", N_("Die Reihenfolge ist geändert."))
tells("term-retired", N_("Der Eintrag wird nicht mehr angeboten. Was ihm zugeordnet ist, behält ihn."))
tells("term-restored", N_("Der Eintrag wird wieder angeboten."))

#: The lists by their part of the address.
ADDRESSES = {
    "handlungsfelder": Taxonomy.ACTION_FIELD,
    "zielgruppen": Taxonomy.TARGET_GROUP,
    "grunddaseinsfunktionen": Taxonomy.BASIC_FUNCTION,
}
NAMES = {taxonomy: address for address, taxonomy in ADDRESSES.items()}


@bp.get("/arbeit/verwaltung/themen")
@requires(CountyPermission.EDIT_TAXONOMIES)
def taxonomies() -> Response:
    return _list_page(_taxonomy(request.args.get("liste", "handlungsfelder")))


@bp.post("/arbeit/verwaltung/themen/<liste>")
@requires(CountyPermission.EDIT_TAXONOMIES)
def add_term(liste: str) -> Response:
    taxonomy = _taxonomy(liste)
    form = _new_term_form(taxonomy)
    if form.validate_on_submit():
        try:
            with unit_of_work():
                actions.add_term(taxonomy, name=form.name.data or "", parent=_parent(taxonomy, form), by=actor())
            return _back(taxonomy, "term-added")
        except InvalidInput as error:
            form.take(error)
    return _list_page(taxonomy, form=form, status=422)


@bp.get("/arbeit/verwaltung/themen/<liste>/<uuid:term_id>")
@requires(CountyPermission.EDIT_TAXONOMIES)
def term(liste: str, term_id: UUID) -> Response:
    taxonomy = _taxonomy(liste)
    found = queries.term(taxonomy, term_id)
    return _term_page(taxonomy, found, RenameTermForm(obj=found))


@bp.post("/arbeit/verwaltung/themen/<liste>/<uuid:term_id>")
@requires(CountyPermission.EDIT_TAXONOMIES)
def rename_term(liste: str, term_id: UUID) -> Response:
    taxonomy = _taxonomy(liste)
    found, form = queries.term(taxonomy, term_id), RenameTermForm()
    if not form.validate_on_submit():
        return _term_page(taxonomy, found, form, status=422)
    try:
        with unit_of_work():
            actions.rename_term(taxonomy, found, seen_version=form.seen_version, name=form.name.data or "", by=actor())
    except Conflict:
        form.version.data = str(found.version)
        return _term_page(taxonomy, found, form, conflict=True, status=409)
    except InvalidInput as error:
        form.take(error)
        return _term_page(taxonomy, found, form, status=422)
    return _back(taxonomy, "term-renamed")


@bp.post("/arbeit/verwaltung/themen/<liste>/<uuid:term_id>/<any(hoch,runter):way>")
@requires(CountyPermission.EDIT_TAXONOMIES)
def move_term(liste: str, term_id: UUID, way: str) -> Response:
    taxonomy = _taxonomy(liste)
    with unit_of_work():
        found = queries.term(taxonomy, term_id)
        actions.move_term(taxonomy, found, direction=Direction.UP if way == "hoch" else Direction.DOWN, by=actor())
    return _back(taxonomy, "term-moved", to=term_id)


@bp.post("/arbeit/verwaltung/themen/<liste>/<uuid:term_id>/stilllegen")
@requires(CountyPermission.EDIT_TAXONOMIES)
def retire_term(liste: str, term_id: UUID) -> Response:
    taxonomy = _taxonomy(liste)
    with unit_of_work():
        actions.retire_term(taxonomy, queries.term(taxonomy, term_id), by=actor())
    return _back(taxonomy, "term-retired", to=term_id)


@bp.post("/arbeit/verwaltung/themen/<liste>/<uuid:term_id>/aufnehmen")
@requires(CountyPermission.EDIT_TAXONOMIES)
def restore_term(liste: str, term_id: UUID) -> Response:
    taxonomy = _taxonomy(liste)
    with unit_of_work():
        actions.restore_term(taxonomy, queries.term(taxonomy, term_id), by=actor())
    return _back(taxonomy, "term-restored", to=term_id)


def _taxonomy(address: str) -> Taxonomy:
    """The list an address names. Raises `NotFound`."""
    if address not in ADDRESSES:
        raise NotFound
    return ADDRESSES[address]


def _new_term_form(taxonomy: Taxonomy) -> NewTermForm:
    form = NewTermForm()
    if taxonomy is not Taxonomy.ACTION_FIELD:
        del form.parent
        return form
    tops = [field for field in queries.action_fields() if field.parent_id is None]
    form.parent.choices = [("", _("Eigenes Handlungsfeld")), *((str(field.id), field.name) for field in tops)]
    return form


def _parent(taxonomy: Taxonomy, form: NewTermForm) -> "ActionField | None":
    """The Handlungsfeld chosen above the new one; a made-up one is a `NotFound`."""
    chosen = as_uuid(form.parent.data) if taxonomy is Taxonomy.ACTION_FIELD else None
    return cast("ActionField", queries.term(taxonomy, chosen)) if chosen else None


def _list_page(taxonomy: Taxonomy, *, form: NewTermForm | None = None, status: int = 200) -> Response:
    found = queries.terms_of(taxonomy, active=None)
    return page(
        "county/taxonomies.html",
        taxonomy=taxonomy,
        liste=NAMES[taxonomy],
        tabs=[(_(each.label), url_for("county.taxonomies", liste=NAMES[each])) for each in Taxonomy],
        here=url_for("county.taxonomies", liste=NAMES[taxonomy]),
        terms=found,
        ends=_ends(found),
        form=form or _new_term_form(taxonomy),
        status=status,
    )


def _ends(terms: "object") -> dict[UUID, tuple[bool, bool]]:
    """For each term whether it is the first and the last among its neighbours."""
    rows = cast("list[Term]", terms)
    levels: dict[UUID | None, list[UUID]] = {}
    for one in rows:
        levels.setdefault(getattr(one, "parent_id", None), []).append(one.id)
    return {
        one.id: (ids[0] == one.id, ids[-1] == one.id)
        for one in rows
        for ids in (levels[getattr(one, "parent_id", None)],)
    }


def _term_page(
    taxonomy: Taxonomy, found: "Term", form: RenameTermForm, *, conflict: bool = False, status: int = 200
) -> Response:
    return page(
        "county/term.html",
        taxonomy=taxonomy,
        liste=NAMES[taxonomy],
        term=found,
        form=form,
        conflict=conflict,
        status=status,
    )


def _back(taxonomy: Taxonomy, tell: str, *, to: UUID | None = None) -> Response:
    """To the list, at the row that changed."""
    return reply(url_for("county.taxonomies", liste=NAMES[taxonomy], _anchor=f"thema-{to}" if to else None), tell=tell)
