"""As what a group meets: choosing a Runder Tisch, or beginning one."""

from typing import TYPE_CHECKING, Any

from flask import Response, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Forbidden, InvalidInput
from portal.kernel.text import N_
from portal.kuemmerer.actions import group_meetings as actions
from portal.kuemmerer.actions.group_meetings import MeetingsDraft
from portal.kuemmerer.forms.groups import BeginSeriesForm, LinkSeriesForm
from portal.kuemmerer.policy import KuemmererPermission
from portal.kuemmerer.queries import groups as queries
from portal.kuemmerer.queries import meetings
from portal.kuemmerer.routes.working_groups import bp, group_in_url
from portal.places import queries as places
from portal.roundtables.policy import EDITORS
from portal.roundtables.terms.series import LONGEST_TITLE
from portal.web.access import actor, requires
from portal.web.choosing import Choices
from portal.web.forms import Form
from portal.web.i18n import _
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.kuemmerer.models import WorkingGroup

tells("series-linked", N_("Die Gruppe trifft sich ab jetzt als dieser Runde Tisch."))
tells("series-begun", N_("Der Runde Tisch ist angelegt; die Mitglieder aus dem Netzwerk sind übernommen."))
tells("series-unlinked", N_("Die Verbindung ist gelöst. Den Runden Tisch gibt es weiterhin."))


@bp.get("/arbeitsgruppen/<uuid:group_id>/sitzungen")
@requires(KuemmererPermission.EDIT, of=group_in_url)
def ask_series(group: "WorkingGroup") -> Response:
    return _series_page(group)


@bp.post("/arbeitsgruppen/<uuid:group_id>/sitzungen")
@requires(KuemmererPermission.EDIT, of=group_in_url)
def link_series(group: "WorkingGroup") -> Response:
    form = LinkSeriesForm(series=_choices(group))
    if form.validate_on_submit():
        try:
            with unit_of_work():
                actions.link_series(queries.group(group.id), form.round_table_id.chosen, by=actor())
            return reply(url_for("working_groups.show", group_id=group.id), tell="series-linked")
        except InvalidInput as error:
            form.take(error)
    return _series_page(queries.group(group.id), link=form, status=422)


@bp.post("/arbeitsgruppen/<uuid:group_id>/sitzungen/neu")
@requires(KuemmererPermission.EDIT, of=group_in_url)
def begin_series(group: "WorkingGroup") -> Response:
    form = BeginSeriesForm(places=_places(group), prefix="neu-")
    if form.validate_on_submit():
        try:
            with unit_of_work():
                assert form.place_id.chosen is not None, "the form was validated"
                draft = MeetingsDraft(
                    title=str(form.title.data),
                    place=places.place(form.place_id.chosen),
                    rhythm=form.rhythm.chosen,
                    venue=str(form.venue.data or ""),
                )
                actions.begin_series(queries.group(group.id), draft, submission_key=form.key, by=actor())
            return reply(url_for("working_groups.show", group_id=group.id), tell="series-begun")
        except InvalidInput as error:
            form.take(error)
        except Forbidden:
            form.form_errors = [*form.form_errors, _("An diesem Ort können Sie keinen Runden Tisch anlegen.")]
    return _series_page(queries.group(group.id), begin=form, status=422)


@bp.post("/arbeitsgruppen/<uuid:group_id>/sitzungen/loesen")
@requires(KuemmererPermission.EDIT, of=group_in_url)
def unlink_series(group: "WorkingGroup") -> Response:
    address = url_for("working_groups.show", group_id=group.id)
    if not Form().validate_on_submit():
        return reply(address)
    with unit_of_work():
        actions.unlink_series(queries.group(group.id), by=actor())
    return reply(address, tell="series-unlinked")


def _series_page(
    group: "WorkingGroup",
    *,
    link: LinkSeriesForm | None = None,
    begin: BeginSeriesForm | None = None,
    status: int = 200,
) -> Response:
    return page(
        "kuemmerer/groups/series.html",
        project=group.project,
        group=group,
        link=link
        or LinkSeriesForm(series=_choices(group), formdata=None, data={"round_table_id": group.round_table_id}),
        begin=begin or _prefilled(group),
        status=status,
    )


def _prefilled(group: "WorkingGroup") -> BeginSeriesForm:
    mine = _places(group)
    values: dict[str, Any] = {
        "title": f"{group.name}, {group.project.name}"[:LONGEST_TITLE],
        "place_id": mine[0][0] if mine else None,
    }
    return BeginSeriesForm(places=mine, formdata=None, prefix="neu-", data=values)


def _choices(group: "WorkingGroup") -> Choices:
    return [(one.id, one.title) for one in meetings.linkable_series(actor(), group.project)]


def _places(group: "WorkingGroup") -> Choices:
    """The places of the project, and those beneath, in which this person prepares Runde Tische."""
    mine = {one for one, _label in places.choices_within(actor().scope_of(*EDITORS))}
    return [one for one in places.choices_within({place.id for place in group.project.places}) if one[0] in mine]
