"""The audit log: what was done by whom, and whether the chain still holds."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from uuid import UUID

from flask import Response, request, url_for

from portal.accounts import queries
from portal.accounts.forms import LogFilter
from portal.accounts.policy import OperationPermission
from portal.accounts.routes.blueprint import bp
from portal.accounts.routes.log_lines import log_lines
from portal.kernel import audit, clock
from portal.kernel.text import N_
from portal.web.access import requires
from portal.web.forms import as_uuid
from portal.web.i18n import _
from portal.web.nav import nav_entry
from portal.web.pages import page, with_arguments

PER_PAGE = 50
#: Up to so many entries the chain is computed anew at every look; beyond that on demand.
QUICKLY_VERIFIED = 2000

nav_entry(
    "admin",
    label=N_("Protokoll"),
    endpoint="accounts.protocol",
    order=80,
    permission=OperationPermission.READ_AUDIT,
    icon="list",
)


@bp.get("/arbeit/verwaltung/protokoll")
@requires(OperationPermission.READ_AUDIT)
def protocol() -> Response:
    people = queries.everybody()
    form = _filter(people)
    good = form.validate()
    entries = queries.page_of_log(
        kind=form.kind.data or None,
        person=as_uuid(form.person.data),
        since=_midnight(form.since.data),
        before=_midnight(form.until.data, days=1),
        after=request.args.get("after"),
        limit=PER_PAGE,
    )
    total = queries.length_of_log()
    at_once = total <= QUICKLY_VERIFIED or "pruefen" in request.args
    return page(
        "accounts/protocol.html",
        fragment="log_rows",
        form=form,
        entries=entries,
        lines=log_lines(entries.rows, people=people),
        total=total,
        verification=audit.verify() if at_once else None,
        here=_here(form),
        status=200 if good else 422,
    )


def _filter(people: Mapping[UUID, str]) -> LogFilter:
    kinds = sorted(((kind.name, _(kind.label)) for kind in audit.kinds().values()), key=lambda kind: kind[1])
    return LogFilter(request.args, kinds=kinds, people=[(str(key), name) for key, name in people.items()])


def _here(form: LogFilter) -> str:
    chosen = {name: request.args[name] for name in form.data if request.args.get(name)}
    return with_arguments(url_for("accounts.protocol"), **chosen)


def _midnight(day: date | None, *, days: int = 0) -> datetime | None:
    """The moment a day begins in Bavaria (`days` later); None without a day, or with one that no calendar reaches."""
    try:
        return datetime.combine(day + timedelta(days), time(), clock.ON_SCREEN) if day and day.year > 1 else None
    except OverflowError:
        return None
