"""One Erhebung: seen, entered, changed, completed, deleted."""

from typing import TYPE_CHECKING, Any

from flask import Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, Forbidden, InvalidInput
from portal.kernel.text import N_, clean_text
from portal.places import queries as places
from portal.sectorplans import actions, queries
from portal.sectorplans.actions import CollectionDraft, Supplement
from portal.sectorplans.forms import CollectionForm, SupplementForm, UseForm
from portal.sectorplans.policy import CollectionPermission, PlanPermission
from portal.sectorplans.routes.blueprints import collection_in_url, collections_bp
from portal.sectorplans.routes.choices import group_choices, place_choices, plan_choices, runners_of
from portal.sectorplans.routes.sources import address_of
from portal.sectorplans.terms import LONGEST_SUBJECT, LONGEST_TITLE
from portal.web.access import actor, may, requires
from portal.web.conflicts import conflicts_of
from portal.web.forms import Form, as_uuid
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.sectorplans.models import DataCollection

tells("collection-added", N_("Die Erhebung steht im Kalender."))
tells("collection-saved", N_("Gespeichert."))
tells("collection-deleted", N_("Die Erhebung ist gelöscht."))
tells("collection-supplemented", N_("Gespeichert. Die Überschneidungen sind neu berechnet."))

_COMPARED = ("title", "runner_name", "subject", "contact_name", "contact_phone", "contact_email")


@collections_bp.get("/neu")
@requires(CollectionPermission.ADD)
def new() -> Response:
    """The empty form; what the address says (place, Fachplanung, title, subject) stands in it already."""
    who, mine = actor(), place_choices()
    wanted = as_uuid(request.args.get("ort"))
    known = {place_id for place_id, _label in mine}
    plans, runners = plan_choices(), runners_of(who)
    plan_id = as_uuid(request.args.get("plan"))
    values: dict[str, Any] = {
        "sozialraum_id": wanted if wanted in known else (mine[0][0] if len(mine) == 1 else None),
        "sector_plan_id": plan_id if plan_id in dict(plans) else (plans[0][0] if len(plans) == 1 else None),
        "runner": runners[0].value if runners else "",
        "title": clean_text(request.args.get("titel", ""), lines=False)[:LONGEST_TITLE],
        "subject": clean_text(request.args.get("thema", ""))[:LONGEST_SUBJECT],
        "contact_name": who.name,
        "contact_phone": getattr(who, "phone", ""),
        "contact_email": getattr(who, "email", ""),
    }
    form = CollectionForm(places=mine, groups=group_choices(), plans=plans, runners=runners, data=values)
    return page("sectorplans/edit_collection.html", form=form, collection=None)


@collections_bp.post("/neu")
@requires(CollectionPermission.ADD)
def create() -> Response:
    form = CollectionForm(
        places=place_choices(), groups=group_choices(), plans=plan_choices(), runners=runners_of(actor())
    )
    if not form.validate_on_submit():
        return page("sectorplans/edit_collection.html", form=form, collection=None, status=422)
    try:
        with unit_of_work():
            made = actions.plan_collection(_draft(form), submission_key=form.key, by=actor())
    except (InvalidInput, Forbidden) as error:
        form.take(_kindly(error))
        return page("sectorplans/edit_collection.html", form=form, collection=None, status=422)
    return reply(url_for("data_collections.show", collection_id=made.id), tell="collection-added")


@collections_bp.get("/<uuid:collection_id>")
@requires(CollectionPermission.READ, of=collection_in_url)
def show(collection: "DataCollection") -> Response:
    return collection_page(collection)


def collection_page(
    collection: "DataCollection", *, form: Form | None = None, use_form: UseForm | None = None, status: int = 200
) -> Response:
    """Everything about one Erhebung, with what overlaps and whom to talk to."""
    found = queries.overlapping(collection)
    using = queries.plans_using(collection.id)
    taken = {collection.sector_plan_id, *(plan.id for plan in using)}
    free = [(plan_id, name) for plan_id, name in plan_choices() if plan_id not in taken]
    return page(
        "sectorplans/collection.html",
        status=status,
        collection=collection,
        found=found,
        talkers=queries.talkers_of([collection, *(one.other for one in found.shown)]),
        using=using,
        mine={plan.id for plan in using if may(PlanPermission.EDIT, plan)},
        source=address_of(collection),
        use_form=use_form or (UseForm(formdata=None, plans=free) if free else None),
        form=form or Form(formdata=None),
    )


@collections_bp.get("/<uuid:collection_id>/bearbeiten")
@requires(CollectionPermission.EDIT, of=collection_in_url)
def edit(collection: "DataCollection") -> Response:
    names = ("title", "runner_name", "sector_plan_id", "subject", "contact_name", "contact_phone", "contact_email")
    first, *further = (place.id for place in collection.places)
    values: dict[str, Any] = {name: getattr(collection, name) for name in (*names, "version")}
    values |= {name: getattr(collection, name).value for name in ("runner", "method", "state")}
    values |= {name: getattr(collection, name).strftime("%Y-%m") for name in ("first_month", "last_month")}
    values |= {"sozialraum_id": first, "further_place_ids": further}
    values["target_group_ids"] = [group.id for group in collection.target_groups]
    return page("sectorplans/edit_collection.html", form=_form(collection, data=values), collection=collection)


@collections_bp.post("/<uuid:collection_id>/bearbeiten")
@requires(CollectionPermission.EDIT, of=collection_in_url)
def save(collection: "DataCollection") -> Response:
    form = _form(collection)
    template = "sectorplans/edit_collection.html"
    if not form.validate_on_submit():
        return page(template, form=form, collection=collection, status=422)
    try:
        with unit_of_work():
            fresh = queries.collection(collection.id)
            actions.edit_collection(fresh, _draft(form), version=form.seen_version, by=actor())
    except Conflict:
        return conflict(template, form, queries.collection(collection.id), _COMPARED)
    except (InvalidInput, Forbidden) as error:
        form.take(_kindly(error))
        return page(template, form=form, collection=queries.collection(collection.id), status=422)
    return reply(url_for("data_collections.show", collection_id=collection.id), tell="collection-saved")


@collections_bp.get("/<uuid:collection_id>/ergaenzen")
@requires(CollectionPermission.SUPPLEMENT, of=collection_in_url)
def ask_supplement(collection: "DataCollection") -> Response:
    values = {name: getattr(collection, name) for name in ("sector_plan_id", "subject", "version")}
    groups = [group.id for group in collection.target_groups]
    form = SupplementForm(
        groups=group_choices(keep=groups),
        plans=plan_choices(keep=collection.sector_plan_id),
        data=values | {"target_group_ids": groups},
    )
    return page("sectorplans/supplement.html", form=form, collection=collection)


@collections_bp.post("/<uuid:collection_id>/ergaenzen")
@requires(CollectionPermission.SUPPLEMENT, of=collection_in_url)
def supplement(collection: "DataCollection") -> Response:
    """Back to the survey, map or workshop afterwards, where the overlaps are shown before publishing."""
    kept = [group.id for group in collection.target_groups]
    form = SupplementForm(groups=group_choices(keep=kept), plans=plan_choices(keep=collection.sector_plan_id))
    if not form.validate_on_submit():
        return page("sectorplans/supplement.html", form=form, collection=collection, status=422)
    added = Supplement(
        target_group_ids=form.target_group_ids.chosen,
        sector_plan=queries.plan_or_none(form.sector_plan_id.chosen),
        subject=str(form.subject.data or ""),
    )
    try:
        with unit_of_work():
            fresh = queries.collection(collection.id)
            actions.supplement(fresh, added, version=form.seen_version, by=actor())
    except Conflict:
        return conflict("sectorplans/supplement.html", form, queries.collection(collection.id), ("subject",))
    except Forbidden as error:
        form.take(_kindly(error))
        return page("sectorplans/supplement.html", form=form, collection=collection, status=422)
    here = url_for("data_collections.show", collection_id=collection.id)
    return reply(address_of(collection) or here, tell="collection-supplemented")


@collections_bp.post("/<uuid:collection_id>/loeschen")
@requires(CollectionPermission.EDIT, of=collection_in_url)
def delete(collection: "DataCollection") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return collection_page(collection, form=form, status=422)
    with unit_of_work():
        actions.delete_collection(queries.collection(collection.id), by=actor())
    return reply(url_for("data_collections.index"), tell="collection-deleted")


def conflict(template: str, form: Any, theirs: Any, names: tuple[str, ...], **context: Any) -> Response:
    """Somebody saved meanwhile: both versions side by side, one's own still in the form, ready to be saved again."""
    return page(
        template,
        form=form,
        conflicts=conflicts_of(form, theirs, names),
        is_conflict=True,
        status=409,
        **({"collection": theirs} | context),
    )


def _form(collection: "DataCollection", **kwargs: Any) -> CollectionForm:
    mine = dict(place_choices())
    kept = places.labels(place.id for place in collection.places)
    runners = runners_of(actor())
    return CollectionForm(
        places=[*mine.items(), *((one, label) for one, label in kept.items() if one not in mine)],
        groups=group_choices(keep=[group.id for group in collection.target_groups]),
        plans=plan_choices(keep=collection.sector_plan_id),
        runners=runners if collection.runner in runners else (*runners, collection.runner),
        **kwargs,
    )


def _draft(form: CollectionForm) -> CollectionDraft:
    first, last = form.first_month.chosen, form.last_month.chosen
    here = form.sozialraum_id.chosen
    assert first is not None, "the form was validated"
    assert last is not None, "the form was validated"
    assert here is not None, "the form was validated"
    ids = dict.fromkeys((here, *form.further_place_ids.chosen))
    return CollectionDraft(
        title=str(form.title.data),
        runner=form.runner.chosen,
        places=tuple(places.place(one) for one in ids),
        first_month=first,
        last_month=last,
        sector_plan=queries.plan_or_none(form.sector_plan_id.chosen) if form.asks_for_plan else None,
        runner_name=str(form.runner_name.data or ""),
        target_group_ids=form.target_group_ids.chosen,
        method=form.method.chosen,
        state=form.state.chosen,
        subject=str(form.subject.data or ""),
        contact_name=str(form.contact_name.data),
        contact_phone=str(form.contact_phone.data or ""),
        contact_email=str(form.contact_email.data or ""),
    )


def _kindly(error: InvalidInput | Forbidden) -> InvalidInput:
    """What was chosen is possible by itself, only not for this person."""
    if isinstance(error, InvalidInput):
        return error
    return InvalidInput(
        "collection.not-yours",
        N_(
            "So können Sie die Erhebung nicht eintragen: Für diese Orte oder diese Fachplanung sind Sie nicht zuständig."
        ),
        field="sozialraum_id",
    )
