"""Ordering the whole archive, approving it, fetching it, and erasing its file."""

from datetime import timedelta
from uuid import UUID

from portal.accounts import queries as accounts
from portal.accounts.models import Account
from portal.feed.actions.archive_writing import Written, write_archive
from portal.feed.formats.archive_writing import checksum_of
from portal.feed.models.archive import ArchiveOrder
from portal.feed.policy.archive import ArchivePermission
from portal.feed.queries import archive as queries
from portal.feed.terms.archive import KEPT, REASON_SHORTEST, OrderState
from portal.kernel import audit, jobs, mail
from portal.kernel.clock import now
from portal.kernel.db import session, unit_of_work
from portal.kernel.errors import DomainError, InvalidInput
from portal.kernel.jobs import Progress
from portal.kernel.policy import SYSTEM, Actor, Role, ensure
from portal.kernel.runtime import settings
from portal.kernel.text import N_

ORDERED = audit.kind("feed.archive-ordered", N_("Archiv des ganzen Portals bestellt"), keys=("order_id",))
APPROVED = audit.kind("feed.archive-approved", N_("Archiv des ganzen Portals freigegeben"), keys=("order_id", "job_id"))
REFUSED = audit.kind("feed.archive-refused", N_("Archiv des ganzen Portals abgelehnt"), keys=("order_id",))
WITHDRAWN = audit.kind(
    "feed.archive-withdrawn", N_("Bestellung eines Archivs zurückgezogen oder verfallen"), keys=("order_id",)
)
WRITTEN = audit.kind(
    "feed.archive-written", N_("Archiv des ganzen Portals geschrieben"), keys=("order_id", "rows", "sha256")
)
FETCHED = audit.kind("feed.archive-fetched", N_("Archiv des ganzen Portals heruntergeladen"), keys=("order_id",))
ERASED = audit.kind("feed.archive-erased", N_("Datei eines Archivs gelöscht"), keys=("order_id",))

#: The job that writes the file of an order.
ARCHIVE_JOB = "feed.archive"
PAGE = "/arbeit/verwaltung/archiv"
_TITLE = N_("Archiv des ganzen Portals")
_FAILED = N_("Das Archiv ließ sich nicht schreiben. Bitte bestellen Sie es noch einmal.")
_ASKED_SUBJECT = N_("Archiv des ganzen Portals: Ihre Freigabe ist gefragt")
_ASKED_TEXT = N_(
    "Guten Tag %(name)s,\n\n"
    "%(other)s hat ein Archiv des ganzen Portals bestellt. Es enthält alles, auch Namen und Anschriften. Deshalb braucht es eine "
    "zweite Person. Den Grund lesen und entscheiden Sie hier:\n%(link)s"
)
_READY_SUBJECT = N_("Ihr Archiv liegt bereit")
_READY_TEXT = N_(
    "Guten Tag %(name)s,\n\n"
    "das bestellte Archiv des Portals ist geschrieben. Nur Sie können es herunterladen, drei Tage lang, und zwar hier:\n%(link)s"
)


def who_could_approve(by: Actor) -> list[Account]:
    """Everybody else who minds the whole portal."""
    return [one for one in accounts.holders(Role.ADMIN, within=()) if one.id != by.id]


def order_archive(*, submission_key: UUID, reason: str, by: Actor) -> ArchiveOrder:
    """Ask for an archive of the whole portal. Nothing is written before another administrator approved; they are told by mail.

    A repeated form returns the first order. Raises `InvalidInput` without a reason, while another order is under way, and when
    there is nobody who could approve.
    """
    ensure(ArchivePermission.ORDER, by)
    if (sent_before := queries.order_of_submission(submission_key)) is not None:
        return sent_before
    if by.id is None or len(reason) < REASON_SHORTEST:
        message = N_("Wofür brauchen Sie das Archiv? Bitte schreiben Sie es in einem kurzen Satz.")
        raise InvalidInput("archive.reason", message, field="reason")
    if queries.under_way() is not None:
        message = N_("Es gibt schon eine Bestellung, die wartet oder deren Datei noch bereitliegt.")
        raise InvalidInput("archive.under-way", message)
    others = who_could_approve(by)
    if not others:
        message = N_("Außer Ihnen verwaltet niemand das ganze Portal. Für die Freigabe braucht es eine zweite Person.")
        raise InvalidInput("archive.nobody-else", message)
    order = ArchiveOrder(submission_key=submission_key, reason=reason, ordered_by=by.id)
    session().add(order)
    session().flush()
    audit.log(ORDERED, by=by, order_id=order.id)
    for other in others:
        _write(other, _ASKED_SUBJECT, _ASKED_TEXT, key=f"asked.{order.id}.{other.id}", other=by.name)
    return order


def approve(order: ArchiveOrder, *, by: Actor) -> None:
    """Let the archive be written; only the person who ordered it can fetch it."""
    _alone(order)
    ensure(ArchivePermission.DECIDE, by, order)
    job = jobs.start(ARCHIVE_JOB, owner=order.ordered_by, title=_TITLE, order_id=str(order.id))
    order.state, order.job_id = OrderState.APPROVED, job.id
    order.decided_by, order.decided_at = by.id, now()
    audit.log(APPROVED, by=by, order_id=order.id, job_id=job.id)


def refuse(order: ArchiveOrder, *, by: Actor) -> None:
    """Say no; nothing is written."""
    _alone(order)
    ensure(ArchivePermission.DECIDE, by, order)
    order.state, order.decided_by, order.decided_at = OrderState.REFUSED, by.id, now()
    audit.log(REFUSED, by=by, order_id=order.id)


def withdraw(order: ArchiveOrder, *, by: Actor) -> None:
    """Take one's own order back."""
    _alone(order)
    ensure(ArchivePermission.WITHDRAW, by, order)
    order.state = OrderState.WITHDRAWN
    audit.log(WITHDRAWN, by=by, order_id=order.id)


def _alone(order: ArchiveOrder) -> None:
    """Wait for whoever decides or withdraws this order at the same time: a refusal is never written over by an approval."""
    session().refresh(order, with_for_update=True)


def note_fetching(order: ArchiveOrder, *, by: Actor) -> None:
    """Note that the file is taken now."""
    ensure(ArchivePermission.FETCH, by, order)
    order.fetched_at = now()
    audit.log(FETCHED, by=by, order_id=order.id)


@jobs.job(ARCHIVE_JOB)
def write_ordered(progress: Progress, *, order_id: str) -> None:
    """Write the file of an approved order. It may run again after a crash and begins anew then."""
    own_id = UUID(order_id)
    if queries.order(own_id).state is not OrderState.APPROVED:
        return
    try:
        path = queries.file_of(own_id)
        path.unlink(missing_ok=True)
        written = write_archive(path, progress.step)
        done = sum(written.rows.values()) + written.files
        digest = checksum_of(path, lambda: progress.step(done, done + 1))
    except Exception as error:
        session().rollback()
        _note_failure(own_id, str(error) if isinstance(error, DomainError) else _FAILED)
        raise
    _note_success(own_id, written, path.stat().st_size, digest)


@jobs.periodic("feed.archives", every=timedelta(hours=1))
def erase_expired() -> None:
    """Erase files that nobody may fetch any more, let orders lapse that nobody decided, and end those whose job is over."""
    with unit_of_work():
        for order in queries.expired():
            queries.file_of(order.id).unlink(missing_ok=True)
            order.state = OrderState.ERASED
            audit.log(ERASED, by=SYSTEM, order_id=order.id)
        for order in queries.forgotten():
            order.state = OrderState.WITHDRAWN
            audit.log(WITHDRAWN, by=SYSTEM, order_id=order.id)
        for order in queries.abandoned():
            order.state, order.error = OrderState.FAILED, _FAILED
    for path in queries.stray_files():
        path.unlink(missing_ok=True)


def _note_success(id: UUID, written: Written, size: int, digest: str) -> None:
    with unit_of_work():
        order = queries.order(id)
        order.state, order.expires_at = OrderState.READY, now() + KEPT
        order.rows, order.files = sum(written.rows.values()), written.files
        order.size, order.sha256 = size, digest
        audit.log(WRITTEN, by=SYSTEM, order_id=id, rows=order.rows, sha256=digest)
        _write(accounts.account(order.ordered_by), _READY_SUBJECT, _READY_TEXT, key=f"ready.{id}")


def _note_failure(id: UUID, sentence: str) -> None:
    with unit_of_work():
        order = queries.order(id)
        order.state, order.error = OrderState.FAILED, sentence


def _write(to: Account, subject: str, text: str, *, key: str, **facts: object) -> None:
    if not to.is_active or not mail.can_be_addressed(to.email):
        return
    known = {"name": to.name, "link": settings().base_url.rstrip("/") + PAGE, **facts}
    mail.outgoing(to.email, subject, text % known, key=f"feed.archive.{key}")
