"""The whole archive: one administrator orders it, another approves it, and the first fetches it."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from portal.accounts import queries as accounts
from portal.feed.actions import archive as actions
from portal.feed.forms.archive import ArchiveForm
from portal.feed.policy.archive import ArchivePermission
from portal.feed.queries import archive as queries
from portal.feed.terms.archive import KEPT, WAITS
from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput, NotFound
from portal.kernel.text import N_
from portal.web.access import actor, requires
from portal.web.forms import Form
from portal.web.jobs import RESULT_PAGE
from portal.web.nav import nav_entry
from portal.web.pages import download, page, reply, tells
from portal.web.panels import contributes

if TYPE_CHECKING:
    from portal.feed.models.archive import ArchiveOrder

bp = Blueprint("feed_archive", __name__, url_prefix="/arbeit/verwaltung/archiv")

nav_entry(
    "admin",
    label=N_("Archiv"),
    endpoint="feed_archive.index",
    order=65,
    permission=ArchivePermission.LIST,
    icon="download",
)
tells("archive-ordered", N_("Das Archiv ist bestellt. Jetzt muss eine zweite Person zustimmen."))
tells("archive-approved", N_("Sie haben zugestimmt. Das Archiv wird jetzt geschrieben."))
tells("archive-refused", N_("Sie haben abgelehnt. Es wird nichts geschrieben."))
tells("archive-withdrawn", N_("Die Bestellung ist zurückgezogen."))


def order_in_url(order_id: UUID) -> "ArchiveOrder":
    """The order of an address. Raises `NotFound`."""
    return queries.order(order_id)


@bp.get("")
@requires(ArchivePermission.LIST)
def index() -> Response:
    """Which archives were ordered, and what became of them."""
    return _index(ArchiveForm(formdata=None))


@bp.post("")
@requires(ArchivePermission.ORDER)
def create() -> Response:
    """Order one."""
    form = ArchiveForm()
    if not form.validate_on_submit():
        return _index(form, status=422)
    try:
        with unit_of_work():
            actions.order_archive(submission_key=form.key, reason=form.reason.data or "", by=actor())
    except InvalidInput as error:
        form.take(error)
        return _index(form, status=422)
    return reply(url_for("feed_archive.index"), tell="archive-ordered")


@bp.post("/<uuid:order_id>/freigeben")
@requires(ArchivePermission.DECIDE, of=order_in_url)
def approve(order: "ArchiveOrder") -> Response:
    """Agree to the order of another person."""
    form = Form()
    if not form.validate_on_submit():
        return _index(ArchiveForm(formdata=None), deciding=form, status=422)
    with unit_of_work():
        actions.approve(queries.order(order.id), by=actor())
    return reply(url_for("feed_archive.index"), tell="archive-approved")


@bp.post("/<uuid:order_id>/ablehnen")
@requires(ArchivePermission.DECIDE, of=order_in_url)
def refuse(order: "ArchiveOrder") -> Response:
    """Refuse the order of another person."""
    form = Form()
    if not form.validate_on_submit():
        return _index(ArchiveForm(formdata=None), deciding=form, status=422)
    with unit_of_work():
        actions.refuse(queries.order(order.id), by=actor())
    return reply(url_for("feed_archive.index"), tell="archive-refused")


@bp.post("/<uuid:order_id>/zurueckziehen")
@requires(ArchivePermission.WITHDRAW, of=order_in_url)
def withdraw(order: "ArchiveOrder") -> Response:
    """Take one's own order back."""
    form = Form()
    if not form.validate_on_submit():
        return _index(ArchiveForm(formdata=None), deciding=form, status=422)
    with unit_of_work():
        actions.withdraw(queries.order(order.id), by=actor())
    return reply(url_for("feed_archive.index"), tell="archive-withdrawn")


@bp.get("/<uuid:order_id>/datei")
@requires(ArchivePermission.FETCH, of=order_in_url)
def file(order: "ArchiveOrder") -> Response:
    """The file, for the person who ordered it, until it expires; each time is noted in the log."""
    path = queries.file_of(order.id)
    if not path.is_file():
        raise NotFound
    with unit_of_work():
        actions.note_fetching(queries.order(order.id), by=actor())
    return download(path, f"miteinander-archiv-{order.decided_at:%Y-%m-%d}.zip", "application/zip")


@contributes(RESULT_PAGE)
def page_of_order(*, kind: str, args: Mapping[str, Any]) -> Iterator[str]:
    """Where somebody sees what became of an archive that a job wrote."""
    if kind == actions.ARCHIVE_JOB:
        yield url_for("feed_archive.index")


def _index(form: ArchiveForm, *, deciding: Form | None = None, status: int = 200) -> Response:
    found = queries.orders(after=request.args.get("after"))
    people = {one for order in found.rows for one in (order.ordered_by, order.decided_by) if one}
    return page(
        "feed/archive.html",
        status=status,
        form=form,
        deciding=deciding,
        found=found,
        people=accounts.names(people),
        running=queries.jobs_of(found.rows),
        under_way=queries.under_way(),
        has_others=bool(actions.who_could_approve(actor())),
        kept_days=KEPT.days,
        wait_days=WAITS.days,
        me=actor().id,
        here=url_for("feed_archive.index"),
    )
