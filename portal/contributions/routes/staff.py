"""`/arbeit/wortmeldungen`: what was said in one's Sozialraum, with moderation and the way to the person."""

from collections import defaultdict
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from portal.accounts import queries as accounts
from portal.consultations import queries as consultations
from portal.contributions import actions, queries
from portal.contributions.forms import FilterForm, ModerationForm
from portal.contributions.policy import READERS, ContributionPermission
from portal.contributions.queries import ContributionFilter
from portal.contributions.terms import MODERATION, Channel, ContributionKind, Fate, ModerationState, mask_contact
from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput, InvalidTransition, NotFound
from portal.kernel.policy import Actor
from portal.kernel.text import N_
from portal.places import queries as places
from portal.web import uploads
from portal.web.access import actor, requires
from portal.web.forms import Form
from portal.web.nav import nav_entry
from portal.web.pages import page, reply, tells, with_arguments
from portal.web.panels import collect

if TYPE_CHECKING:
    from portal.contributions.models import Contribution

bp = Blueprint("contributions", __name__, url_prefix="/arbeit/wortmeldungen")

Kind = TypeVar("Kind", bound=StrEnum)

nav_entry(
    "work",
    label=N_("Wortmeldungen"),
    endpoint="contributions.index",
    order=30,
    permission=ContributionPermission.LIST,
    count=queries.held_count,
    icon="chat",
)
tells("contribution-released", N_("Freigegeben."))
tells("contribution-held", N_("Zurückgehalten. Die Person sieht den Grund."))
tells("contribution-hidden", N_("Ausgeblendet. Die Person sieht den Grund. Der Text bleibt, wie er ist."))


def _in_url(contribution_id: UUID, **_rest: Any) -> "Contribution":
    return queries.contribution(contribution_id)


@bp.get("")
@requires(ContributionPermission.LIST)
def index() -> Response:
    viewer = actor()
    form = _filter_form(viewer)
    chosen = queries.visible(viewer, only=_filter_of(form))
    found = queries.newest_page(chosen, after=request.args.get("after"))
    rows = found.rows
    fates: dict[UUID, list[Fate]] = defaultdict(list)
    for fate in collect("contribution.fates", contribution_ids=[row.id for row in rows]):
        if fate not in fates[fate.contribution_id]:
            fates[fate.contribution_id].append(fate)
    filters = {name: str(value) for name, value in form.data.items() if value}
    return page(
        "contributions/index.html",
        fragment="contribution_rows",
        form=form,
        found=found,
        total=queries.count(chosen),
        counted_up_to=queries.COUNTED_UP_TO,
        names=places.names(row.sozialraum_id for row in rows if row.sozialraum_id),
        photos=queries.with_photos([row.id for row in rows]),
        fates=fates,
        here=with_arguments(url_for("contributions.index"), **filters),
        is_filtered=bool(filters),
    )


@bp.get("/<uuid:contribution_id>")
@requires(ContributionPermission.READ, of=_in_url)
def detail(contribution: "Contribution") -> Response:
    return _detail(contribution)


@bp.post("/<uuid:contribution_id>/moderation")
@requires(ContributionPermission.MODERATE, of=_in_url)
def moderate(contribution: "Contribution") -> Response:
    form = ModerationForm()
    to = _one_of(ModerationState, request.form.get("to"))
    photo_id = request.form.get("photo_id", type=UUID)
    if not form.validate_on_submit() or to is None:
        return _detail(contribution, form=form, status=422)
    try:
        with unit_of_work():
            _moderate(contribution.id, photo_id, to, str(form.reason.data or ""))
    except (InvalidInput, InvalidTransition) as error:
        form.take(error)
        return _detail(queries.contribution(contribution.id), form=form, status=422)
    return reply(url_for("contributions.detail", contribution_id=contribution.id), tell=f"contribution-{to.value}")


@bp.post("/<uuid:contribution_id>/kontakt")
@requires(ContributionPermission.READ_CONTACT, of=_in_url)
def reveal_contact(contribution: "Contribution") -> Response:
    if not Form().validate_on_submit():
        return _detail(contribution, status=422)
    with unit_of_work():
        contact = actions.reveal_contact(queries.contribution(contribution.id), by=actor())
    return _detail(queries.contribution(contribution.id), revealed=contact)


@bp.get("/<uuid:contribution_id>/foto/<uuid:photo_id>")
@requires(ContributionPermission.READ, of=_in_url)
def photo(contribution: "Contribution") -> Response:
    found = queries.photo(UUID(str((request.view_args or {})["photo_id"])))
    if found.contribution_id != contribution.id:
        raise NotFound
    return uploads.photo_response(found.file_name)


def _moderate(contribution_id: UUID, photo_id: UUID | None, to: ModerationState, reason: str) -> None:
    if photo_id is None:
        actions.moderate(queries.contribution(contribution_id), to=to, reason=reason, by=actor())
        return
    photo = queries.photo(photo_id)
    if photo.contribution_id != contribution_id:
        raise NotFound
    actions.moderate_photo(photo, to=to, reason=reason, by=actor())


def _detail(
    contribution: "Contribution", *, form: ModerationForm | None = None, revealed: Any = None, status: int = 200
) -> Response:
    contact = queries.contact_of(contribution.id)
    history = queries.moderation_history(contribution.id)
    photos = queries.photos_of(contribution.id)
    moderations = [photo.moderation for photo in photos]
    place = places.tree().get(contribution.sozialraum_id)
    return page(
        "contributions/detail.html",
        status=status,
        contribution=contribution,
        place=place,
        consultation=(
            consultations.consultation(contribution.consultation_id)
            if contribution.consultation_id is not None
            else None
        ),
        photos=photos,
        history=history,
        people=accounts.names([contribution.recorded_by, *(entry.by for entry in history)]),
        contact=contact,
        masked=[mask_contact(value) for value in (contact.email, contact.phone) if value] if contact else [],
        revealed=revealed,
        form=form or ModerationForm(formdata=None),
        offered={state.value for now in (contribution.moderation, *moderations) for state in MODERATION.next(now)},
    )


def _filter_form(viewer: Actor) -> FilterForm:
    mine = queries.places_of(viewer, *READERS)
    labels = places.labels(node.id for node in mine)
    return FilterForm(
        formdata=request.args,
        places=[(node.id, labels[node.id]) for node in mine],
        consultations=[(c.id, c.title) for c in queries.consultations_named(viewer)],
    )


def _filter_of(form: FilterForm) -> ContributionFilter:
    return ContributionFilter(
        place_id=form.ort.data,
        kind=_one_of(ContributionKind, form.art.data),
        channel=_one_of(Channel, form.weg.data),
        consultation_id=form.verfahren.data,
        moderation=_one_of(ModerationState, form.stand.data),
    )


def _one_of(kind: type[Kind], value: object) -> Kind | None:
    return next((member for member in kind if member.value == value), None)
