"""`/arbeit/erfassen`: writing down what somebody said, keyboard only, one after the other; and what observers report."""

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from portal.concerns.forms import Choices, ObservationForm, RecordForm, contact_of
from portal.contributions import actions, queries
from portal.contributions.actions import Receipt
from portal.contributions.policy import READERS, ContributionPermission
from portal.contributions.terms import ON_BEHALF, Channel, ContributionKind, ObserverKind
from portal.county import queries as county
from portal.kernel import codes
from portal.kernel.clock import now, today
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput, NotFound
from portal.kernel.policy import Role
from portal.kernel.runtime import settings
from portal.kernel.text import N_
from portal.places import queries as places
from portal.places.terms import PlaceKind
from portal.web.access import actor, requires
from portal.web.i18n import _
from portal.web.nav import nav_entry
from portal.web.pages import page, reply

if TYPE_CHECKING:
    from portal.contributions.models import Contribution

bp = Blueprint("recording", __name__, url_prefix="/arbeit/erfassen")

nav_entry(
    "work",
    label=N_("Erfassen"),
    endpoint="recording.new",
    order=20,
    permission=ContributionPermission.RECORD,
    icon="edit",
)

#: How long the page with the code may be opened by the person who wrote it down; afterwards the code alone opens it.
_RECEIPT_OPEN = timedelta(hours=1)
#: A sitting is at most a working day.
_LONGEST_SITTING = timedelta(hours=12)


@bp.get("")
@requires(ContributionPermission.RECORD)
def new() -> Response:
    return _shown(_form(_kept_from_before()))


@bp.post("")
@requires(ContributionPermission.RECORD)
def save() -> Response:
    form = _form({})
    if not form.validate_on_submit():
        return _shown(form, status=422)
    try:
        receipt = _accepted(form)
    except Conflict as error:
        return _changed(form, str(error.params.get("receipt", "")))
    except InvalidInput as error:
        form.take(error)
        return _shown(form, status=422)
    if "next" in request.form:
        return reply(_next_address(form, receipt))
    return reply(url_for("recording.receipt", submission_key=form.key))


@bp.get("/beleg/<uuid:submission_key>")
@requires(ContributionPermission.RECORD)
def receipt(submission_key: UUID) -> Response:
    contribution = _just_recorded(submission_key)
    if contribution is None:
        raise NotFound
    code = codes.receipt_code(submission_key)
    return page(
        "concerns/receipt.html",
        contribution=contribution,
        code=code,
        address=settings().base_url.rstrip("/") + url_for("receipt.ask", code=code),
        place=places.tree().get(contribution.sozialraum_id),
    )


def _accepted(form: RecordForm | ObservationForm) -> Receipt:
    given: dict[str, Any] = {
        "submission_key": form.key,
        "kind": ContributionKind.CONCERN,
        "text": str(form.text.data),
        "sozialraum_id": form.sozialraum_id.data,
        "place_text": str(form.place_text.data or ""),
        "action_field_id": form.action_field_id.data,
        "said_on": form.said_on.data,
        "by": actor(),
    }
    if isinstance(form, ObservationForm):
        given |= {"channel": Channel.OBSERVER, "reported_as": ObserverKind(form.reported_as.data)}
    else:
        person = contact_of(form.contact, str(form.name.data or ""), str(form.address.data or ""))
        given |= {"channel": Channel(form.channel.data), "contact": person}
    with unit_of_work():
        return actions.accept(**given)


def _form(values: dict[str, Any]) -> RecordForm | ObservationForm:
    """The form for what this person may do: write down for others, or report as an observer."""
    observing = _is_observing()
    roles = (Role.OBSERVER,) if observing else READERS
    shared = {
        "places": _choices(*roles),
        "action_fields": _action_fields(),
        "needs_place": actor().scope_of(*roles) is not None,
    }
    return ObservationForm(**shared, data=values) if observing else RecordForm(**shared, data=values)


def _is_observing() -> bool:
    who = actor()
    if not who.holds(Role.OBSERVER):
        return False
    return not who.holds(*READERS) or request.values.get("als") == "beobachtung"


def _choices(*roles: Role) -> Choices:
    mine = [node for node in queries.places_of(actor(), *roles) if node.kind is not PlaceKind.COUNTY]
    labels = places.labels(node.id for node in mine)
    return [(node.id, labels[node.id]) for node in mine]


def _only_place() -> places.PlaceNode | None:
    """The Gemeinde of somebody who works for just one."""
    scope = actor().scope_of(*READERS, Role.OBSERVER)
    return places.tree().get(next(iter(scope))) if scope is not None and len(scope) == 1 else None


def _action_fields() -> Choices:
    return [(field.id, field.name) for field in county.action_fields()]


def _kept_from_before() -> dict[str, Any]:
    """What the address carries from one to the next: channel, place, day, sitting."""
    node = places.tree().by_slug(request.args.get("ort", "")) or _only_place()
    weg = request.args.get("weg", "")
    return {
        "channel": weg if weg in {channel.value for channel in ON_BEHALF} else None,
        "reported_as": request.args.get("rolle"),
        "sozialraum_id": node.id if node else None,
        "said_on": _day(request.args.get("am", "")) or today(),
        "since": _sitting_began(request.args.get("seit", "")).isoformat(),
    }


def _next_address(form: RecordForm | ObservationForm, receipt: Receipt) -> str:
    node = places.tree().get(form.sozialraum_id.data)
    kept: dict[str, Any] = {
        "weg": form.channel.data if isinstance(form, RecordForm) else None,
        "rolle": form.reported_as.data if isinstance(form, ObservationForm) else None,
        "als": "beobachtung" if isinstance(form, ObservationForm) else None,
        "ort": node.slug if node else None,
        "am": form.said_on.data.isoformat() if form.said_on.data else None,
        "seit": _sitting_began(str(form.since.data or "")).isoformat(),
        "zuletzt": str(form.key),
    }
    return url_for("recording.new", **{name: value for name, value in kept.items() if value})


def _shown(form: RecordForm | ObservationForm, *, status: int = 200, first_code: str = "") -> Response:
    who = actor()
    since = _sitting_began(str(form.since.data or ""))
    last = _just_recorded(_key(request.args.get("zuletzt", "")))
    return page(
        "concerns/record.html",
        status=status,
        form=form,
        observing=isinstance(form, ObservationForm),
        meanings={kind.value: _(kind.meaning) for kind in ObserverKind},
        may_switch=who.holds(Role.OBSERVER) and who.holds(*READERS),
        recorded=queries.recorded_since(who.id, since) if who.id else 0,
        last=last,
        last_code=codes.receipt_code(last.submission_key) if last else "",
        first_code=first_code,
        may_record_anywhere=bool(form.sozialraum_id.known) or not form.needs_place,
    )


def _changed(form: RecordForm | ObservationForm, code: str) -> Response:
    form.renew_key()
    return _shown(form, status=409, first_code=code)


def _just_recorded(key: UUID | None) -> "Contribution | None":
    """What this person wrote down within the last hour under this key."""
    found = queries.by_submission_key(key) if key else None
    if found is None or found.recorded_by != actor().id or found.received_at < now() - _RECEIPT_OPEN:
        return None
    return found


def _sitting_began(written: str) -> datetime:
    """The moment in the address, unless it is nonsense or longer ago than a working day."""
    try:
        began = datetime.fromisoformat(written)
    except ValueError:
        return now()
    began = began.replace(tzinfo=UTC) if began.tzinfo is None else began
    return began if now() - _LONGEST_SITTING <= began <= now() else now()


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _key(written: str) -> UUID | None:
    try:
        return UUID(written)
    except ValueError:
        return None
