"""The export dialog: what is taken away is the list as it was filtered on the screen."""

from flask import Blueprint, Response, request, url_for

from portal.feed.actions import exports as actions
from portal.feed.forms.exports import ExportForm
from portal.feed.policy.clients import FeedPermission
from portal.feed.terms.exports import ExportFormat
from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput
from portal.needs import queries as needs
from portal.needs.exports import filters_in_words
from portal.needs.policy import NeedPermission
from portal.needs.queries import NeedFilters
from portal.web.access import actor, may, requires
from portal.web.i18n import _
from portal.web.pages import page, reply, with_arguments

bp = Blueprint("feed_export", __name__, url_prefix="/arbeit/bedarfe/export")


@bp.get("")
@requires(NeedPermission.EXPORT)
def dialog() -> Response:
    """What and as what."""
    return _dialog(ExportForm(), NeedFilters.from_args(request.args))


@bp.post("")
@requires(NeedPermission.EXPORT)
def start() -> Response:
    """Queue the file and lead to its page."""
    form, filters = ExportForm(), NeedFilters.from_args(request.args)
    if not form.validate_on_submit():
        return _dialog(form, filters, status=422)
    chosen = ExportFormat(form.format.data)
    try:
        with unit_of_work():
            job = actions.start_export(
                format=chosen,
                title=_("Bedarfe als %(format)s", format=_(chosen.label)),
                filters=filters.to_args(),
                with_names=bool(form.with_names.data),
                reason=form.reason.data or "",
                by=actor(),
            )
    except InvalidInput as error:
        form.take(error)
        return _dialog(form, filters, status=422)
    return reply(url_for("jobs.detail", job_id=job.id))


def _dialog(form: ExportForm, filters: NeedFilters, *, status: int = 200) -> Response:
    return page(
        "feed/export.html",
        status=status,
        form=form,
        filters=filters_in_words(filters),
        count=needs.count_needs(actor(), filters),
        hints={kind.value: _(kind.meaning) for kind in ExportFormat},
        may_name=may(FeedPermission.EXPORT_NAMES),
        action=with_arguments(url_for("feed_export.start"), **filters.to_args()),
        back=f"/arbeit/bedarfe?{request.query_string.decode('ascii', 'replace')}".rstrip("?"),
    )
