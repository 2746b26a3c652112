"""Are all promised Wortmeldungen there? Silence would be the worst answer."""

import logging
from datetime import timedelta

from portal.contributions import queries
from portal.contributions.models import ReceiptReconciliation
from portal.kernel.clock import now, today
from portal.kernel.db import session

log = logging.getLogger("portal.contributions")

#: How far back the daily comparison looks again, so that a row lost later is still noticed day by day.
_LOOK_BACK = timedelta(days=30)


def reconcile_receipts() -> ReceiptReconciliation | None:
    """Compare the ledger of receipts with the rows, a line per day up to yesterday; anything missing is an alarm in the log.

    Days of the last month are compared again each time. Returns the newest line, None before the first receipt.
    """
    newest = queries.last_reconciliation()
    before = newest.total if newest is not None else 0
    total = queries.total()
    if total < before:
        log.error("ALARM: contributions disappeared", extra={"before": before, "now": total})
    for day, issued, present in queries.receipts_per_day(today() - _LOOK_BACK, today()):
        session().merge(ReceiptReconciliation(day=day, issued=issued, present=present, total=total, checked_at=now()))
        if present != issued:
            log.error(
                "ALARM: receipts without contribution", extra={"day": day.isoformat(), "missing": issued - present}
            )
    missing = queries.missing_receipts()
    if missing:
        log.error("ALARM: receipts without contribution", extra={"missing": missing})
    session().flush()
    return queries.last_reconciliation()
