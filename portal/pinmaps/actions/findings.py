"""Noting findings of an Ortsbegehung: on the way with a phone, or afterwards at a desk. None is ever lost."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from portal.accounts import queries as accounts
from portal.contributions import actions as contributions
from portal.contributions import queries as said
from portal.contributions.terms import Channel, ContributionKind, PhotoFile
from portal.kernel import clock
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput, NotFound
from portal.kernel.events import record
from portal.kernel.policy import SYSTEM, Actor, allows, ensure
from portal.kernel.text import N_
from portal.pinmaps.events import WalkFindingReceived
from portal.pinmaps.geometry import mercator
from portal.pinmaps.models import WalkAudit, WalkFinding
from portal.pinmaps.policy import WalkPermission
from portal.pinmaps.queries import walks as queries
from portal.pinmaps.terms.walks import FindingTopic, LateReason, Rating, WalkState
from portal.places import queries as places

#: A clock that is off by more than this goes wrong; less is how clocks are.
CLOCK_MAY_BE_OFF = timedelta(minutes=10)
#: Nothing was noted longer before the day of the walk than this.
BEFORE_THE_WALK = timedelta(days=2)
#: No phone is less exact than this, in metres: then it did not know at all.
LEAST_EXACT = 100_000

_ONLY_STAFF = N_("Befunde einer Begehung liest nur, wer im Sozialraum arbeitet.")
_NOT_A_PLACE = N_(
    "Diese Stelle konnten wir nicht lesen. Bitte setzen Sie den Punkt noch einmal, oder lassen Sie ihn weg "
    "und beschreiben die Stelle in Worten."
)
_CHANGED = N_(
    "Dieser Befund ist schon bei uns, aber mit anderem Inhalt. Senden Sie Ihre Fassung als weiteren Befund, "
    "dann gehen beide nicht verloren."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFinding:
    """What somebody notes. `at` is latitude and longitude (WGS84); the two times are what the phone believed."""

    topic: FindingTopic
    rating: Rating
    remark: str = ""
    place_text: str = ""
    at: tuple[float, float] | None = None
    accuracy_m: int | None = None
    #: When it was noted; None when that could not be read, or at a desk.
    noted_at: datetime | None = None
    #: What the phone's clock said when it sent this. It tells how wrong that clock is.
    sent_at: datetime | None = None
    #: False at a desk, where the clock is ours.
    by_phone: bool = True
    photo: PhotoFile | None = None


@dataclass(frozen=True, slots=True)
class Noted:
    """The promise: the finding is stored, once."""

    finding: WalkFinding
    repeated: bool


def note_from_phone(walk: WalkAudit, new: NewFinding, *, submission_key: UUID, account_id: UUID) -> Noted:
    """Store a finding that a phone sends in the name of an account which was allowed to note some when it set out.

    The phone shows a permission that was given to this account for this walk. If the account was closed or lost its role
    meanwhile, nobody acts in its name any more: the finding is stored by the portal itself and waits in the tray of the late
    ones (`LateReason.NO_RIGHT`), where somebody who is allowed to decides. So nothing that was noted is lost, and whoever has no
    role any more neither reads anything nor puts anything among the findings. Raises like `note`.
    """
    by: Actor
    try:
        by = accounts.account(account_id)
    except NotFound:
        by = SYSTEM
    if by is not SYSTEM and allows(WalkPermission.RECORD, by, walk):
        return note(walk, new, submission_key=submission_key, by=by)
    return note(walk, new, submission_key=submission_key, by=SYSTEM, late=LateReason.NO_RIGHT)


def note(walk: WalkAudit, new: NewFinding, *, submission_key: UUID, by: Actor, late: LateReason | None = None) -> Noted:
    """Store a finding, once: the same `submission_key` never makes a second one.

    After the walk was closed, with a clock that goes wrong, or outside the Sozialraum it is stored all the same and waits in the
    tray of the late ones. Raises `InvalidInput` (field "at") for a place that is none, and `Conflict` ("finding.changed") when
    the key came before with something else.
    """
    ensure(WalkPermission.RECORD, by, walk)
    place_id, is_inside = _where(walk, new)
    noted_at, is_odd = _when(walk, new)
    receipt = _accepted(walk, new, submission_key, place_id, by)
    if receipt.repeated:
        return Noted(queries.finding(receipt.contribution.id), repeated=True)
    if late is None and walk.state is WalkState.CLOSED:
        late = LateReason.AFTER_CLOSE
    if late is None and is_odd:
        late = LateReason.ODD_CLOCK
    if late is None and not is_inside:
        late = LateReason.OUTSIDE
    at = mercator.position(*new.at) if new.at else None
    finding = WalkFinding(
        contribution_id=receipt.contribution.id,
        audit_id=walk.id,
        seq=receipt.contribution.seq,
        topic=new.topic,
        rating=new.rating,
        x=at.x if at else None,
        y=at.y if at else None,
        accuracy_m=min(LEAST_EXACT, max(0, new.accuracy_m)) if at and new.accuracy_m is not None else None,
        noted_at=noted_at,
        late=late,
        settled_at=None,
    )
    session().add(finding)
    record(WalkFindingReceived(contribution_id=finding.contribution_id, audit_id=walk.id))
    session().flush()
    return Noted(finding, repeated=False)


def settle(finding: WalkFinding, *, by: Actor) -> None:
    """Put a late finding with the others; nothing when it is there already."""
    ensure(WalkPermission.RECORD, by, queries.walk(finding.audit_id))
    if finding.late is not None and finding.settled_at is None:
        finding.settled_at = clock.now()


def settle_all(walk: WalkAudit, *, by: Actor) -> int:
    """Put every late finding of a walk with the others. Returns how many."""
    waiting = [finding for finding, _words in queries.late_findings(walk.id)]
    for finding in waiting:
        settle(finding, by=by)
    return len(waiting)


def forget_where(contribution_id: UUID) -> None:
    """Its Wortmeldung was taken back: forget where it was; nothing when it is no finding."""
    finding = queries.finding_or_none(contribution_id)
    if finding is not None:
        finding.x = finding.y = finding.accuracy_m = None


def _accepted(walk: WalkAudit, new: NewFinding, key: UUID, place_id: UUID, by: Actor) -> contributions.Receipt:
    # Sent again after the walk itself was edited it is still the same finding: what comes from the walk stays as it was.
    first = said.by_submission_key(key)
    known = first if first is not None and _is_of(walk, first.id) else None
    try:
        return contributions.accept(
            submission_key=key,
            kind=ContributionKind.FINDING,
            text=new.remark or ": ".join((new.topic.label, new.rating.label)),
            channel=Channel.IN_PERSON,
            sozialraum_id=known.sozialraum_id if known else place_id,
            place_text=new.place_text,
            photo=new.photo,
            consultation_id=known.consultation_id if known else walk.consultation_id,
            said_on=known.said_on if known else walk.walked_on,
            hold=_ONLY_STAFF,
            details=f"{walk.id}|{new.topic}|{new.rating}|{new.at}|{new.accuracy_m}|{new.noted_at}",
            by=by,
        )
    except Conflict as error:
        # The original sentence names the code of the first one, which this sender has no business to know.
        raise Conflict("finding.changed", _CHANGED) from error


def _is_of(walk: WalkAudit, contribution_id: UUID) -> bool:
    finding = queries.finding_or_none(contribution_id)
    return finding is not None and finding.audit_id == walk.id


def _where(walk: WalkAudit, new: NewFinding) -> tuple[UUID, bool]:
    """The smallest place within the Sozialraum of the walk, and whether the finding lies in that Sozialraum at all."""
    if new.at is None:
        return walk.sozialraum_id, True
    lat, lon = new.at
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):  # also refuses what is no number
        raise InvalidInput("finding.no-position", _NOT_A_PLACE, field="at")
    tree = places.tree()
    found = tree.get(places.places_at([(lat, lon)])[0])
    if found is not None and walk.sozialraum_id in found.lineage:
        return found.id, True
    # A Sozialraum without a boundary of its own: the place around it is as exact as it gets.
    has_boundary = walk.sozialraum_id in places.boundaries([walk.sozialraum_id])
    return walk.sozialraum_id, found is not None and not has_boundary and found.id in walk.lineage


def _when(walk: WalkAudit, new: NewFinding) -> tuple[datetime, bool]:
    """When it was noted as far as that can be known, and whether the phone's clock goes wrong.

    A clock that is off is put right by as much as it was off at the sending; what then still lies before the walk or in the
    future counts as noted when it arrived.
    """
    present = clock.now()
    if not new.by_phone:
        return present, False
    off = present - new.sent_at if new.sent_at is not None else timedelta()
    is_odd = abs(off) > CLOCK_MAY_BE_OFF
    day = datetime.combine(walk.walked_on, time(), clock.ON_SCREEN)
    earliest = min(day, walk.created_at) - BEFORE_THE_WALK
    noted = _moved(new.noted_at, off if is_odd else timedelta())
    if noted is None or not earliest <= noted <= present + CLOCK_MAY_BE_OFF:
        return present, True
    return min(noted, present), is_odd


def _moved(moment: datetime | None, by: timedelta) -> datetime | None:
    try:
        return moment + by if moment is not None else None
    except OverflowError:
        return None
