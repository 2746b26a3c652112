"""Setting up series, changing and ending them."""

from dataclasses import dataclass, fields
from uuid import UUID

from portal.kernel import audit
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_, fold
from portal.places.models import Sozialraum
from portal.places.terms import slug_of
from portal.roundtables.actions import registering
from portal.roundtables.models import RoundTable
from portal.roundtables.policy import RoundTablePermission
from portal.roundtables.queries import series as queries
from portal.roundtables.terms.series import LONGEST_TITLE, SERIES, Rhythm, RoundTableKind, SeriesState

ENDED = audit.kind("roundtables.ended", N_("Runder Tisch beendet"), keys=("round_table_id",))
RESUMED = audit.kind("roundtables.resumed", N_("Runder Tisch wieder aufgenommen"), keys=("round_table_id",))
CALENDAR_RENEWED = audit.kind(
    "roundtables.calendar-renewed", N_("Kalenderadresse eines Runden Tischs erneuert"), keys=("round_table_id",)
)


@dataclass(frozen=True, kw_only=True)
class SeriesDraft:
    """Everything one says about a series."""

    title: str
    place: Sozialraum
    kind: RoundTableKind = RoundTableKind.LOCAL
    purpose: str = ""
    rhythm: Rhythm = Rhythm.QUARTERLY
    venue: str = ""
    host_name: str = ""
    host_function: str = ""
    sender: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    contact_email: str = ""
    is_public: bool = True


def set_up(draft: SeriesDraft, *, submission_key: UUID, by: Actor) -> RoundTable:
    """Begin a series. Sent again with the same key it is the one that was begun."""
    ensure(RoundTablePermission.SET_UP_HERE, by, draft.place)
    if found := queries.repeated(submission_key):
        ensure(RoundTablePermission.READ, by, found)
        return found
    _check(draft)
    made = RoundTable(
        slug=queries.free_slug(_slug(draft.title)),
        created_by=by.id,
        submission_key=submission_key,
        sozialraum=draft.place,
    )
    _write(made, draft)
    session().add(made)
    session().flush()
    return made


def edit(round_table: RoundTable, draft: SeriesDraft, *, version: int, by: Actor) -> None:
    """Replace what is said about it. The address stays: it stands in invitations. Raises `Conflict` for an old `version`."""
    ensure(RoundTablePermission.EDIT, by, round_table)
    ensure(RoundTablePermission.SET_UP_HERE, by, draft.place)
    if round_table.version != version:
        raise Conflict
    _check(draft)
    _write(round_table, draft)
    session().flush()
    registering.register_ahead(round_table, by=by)


def end(round_table: RoundTable, *, by: Actor) -> None:
    """No further meetings. What was held and agreed stays."""
    ensure(RoundTablePermission.END, by, round_table)
    _move(round_table, SeriesState.ENDED)
    audit.log(ENDED, by=by, round_table_id=round_table.id)


def resume(round_table: RoundTable, *, by: Actor) -> None:
    """Meet again."""
    ensure(RoundTablePermission.RESUME, by, round_table)
    _move(round_table, SeriesState.ACTIVE)
    audit.log(RESUMED, by=by, round_table_id=round_table.id)


def renew_calendar(round_table: RoundTable, *, by: Actor) -> None:
    """Give its calendar a new secret address; whoever had the old one sees nothing any more."""
    ensure(RoundTablePermission.EDIT, by, round_table)
    round_table.calendar_round += 1
    audit.log(CALENDAR_RENEWED, by=by, round_table_id=round_table.id)


def _check(draft: SeriesDraft) -> None:
    if not draft.title:
        raise InvalidInput("round-table.no-title", N_("Bitte geben Sie dem Runden Tisch einen Namen."), field="title")


def _move(round_table: RoundTable, to: SeriesState) -> None:
    SERIES.check(round_table.state, to)
    round_table.state = to


def _write(round_table: RoundTable, draft: SeriesDraft) -> None:
    for one in fields(draft):
        if one.name != "place":
            setattr(round_table, one.name, getattr(draft, one.name))
    round_table.sozialraum_id = draft.place.id


def _slug(title: str) -> str:
    return slug_of(fold(title))[: LONGEST_TITLE - 8].strip("-") or "runder-tisch"
