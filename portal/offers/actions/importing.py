"""A file of Angebote: looked at first, then taken over. Nothing is written before somebody has seen what would happen."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import delete, select

from portal.kernel import audit, jobs
from portal.kernel.clock import now
from portal.kernel.db import next_number, next_numbers, session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.jobs import Job
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_, clean_text
from portal.offers.actions.directory import SERIES, OfferDraft, index, index_new, move, slug_for, write
from portal.offers.formats import Broken, FileContent, as_json, from_json
from portal.offers.models import Offer, OfferImport
from portal.offers.policy import OfferPermission
from portal.offers.queries.matching import Plan, PlannedRow, plan_import, stored_values
from portal.offers.terms.hours import Span
from portal.offers.terms.importing import IMPORT_WAITS, ImportState, RowOutcome
from portal.offers.terms.kinds import RESERVED_SLUGS, USUAL_RHYTHM, BarrierFree, OfferKind, OfferState
from portal.places import queries as places
from portal.places.models import Sozialraum

TAKEN = audit.kind(
    "offers.imported",
    N_("Angebote aus einer Datei übernommen"),
    keys=("import_id", "new", "changed", "same", "broken"),
)
#: The kind of job that takes over a long file.
TAKING_OVER = "offers.import"
#: Who takes over a file waits for whoever does so at the same time: two copies of one file make no doubles.
_ONE_AT_A_TIME = "offer-import"


def preview_import(content: FileContent, *, file_name: str, by: Actor) -> OfferImport:
    """Keep what a file says for a day, so that it can be looked at before it is taken over."""
    ensure(OfferPermission.ADD, by)
    if not content.rows and not content.broken:
        raise InvalidInput("file.nothing", N_("Unter den Überschriften dieser Datei steht nichts."), field="file")
    file = OfferImport(
        file_name=clean_text(file_name, lines=False)[-200:],
        created_by=by.id,
        rows={"rows": as_json(content.rows)},
        report={"broken": _plain(content.broken), "ignored": content.ignored},
    )
    session().add(file)
    session().flush()
    return file


def order_taking_over(file: OfferImport, *, fingerprint: str, title: str, by: Actor) -> Job:
    """Queue the taking over of a long file; the job does what `take_over` does, with the rights the person has then."""
    ensure(OfferPermission.TAKE_OVER, by, file)
    return jobs.start(
        TAKING_OVER,
        owner=by.id,
        title=title,
        owner_id=str(by.id) if by.id is not None else None,
        import_id=str(file.id),
        fingerprint=fingerprint,
    )


def take_over(file: OfferImport, *, fingerprint: str, by: Actor) -> Plan:
    """Do what the preview said. Raises `Conflict` when that would no longer be the same: something was edited meanwhile.

    The rows of the file are forgotten afterwards; what could not be used stays readable, by line and reason.
    """
    ensure(OfferPermission.TAKE_OVER, by, file)
    next_number(_ONE_AT_A_TIME)
    plan = plan_import(from_json(file.rows["rows"]), viewer=by)
    if plan.fingerprint != fingerprint:
        raise Conflict
    with session().no_autoflush:
        entered, changed = _entered(plan, by), _changed(plan, by)
    session().flush()
    index_new(entered)
    index(changed)
    broken = [*file.report["broken"], *_plain(plan.broken)]
    counts = {outcome.value: plan.counts[outcome] for outcome in RowOutcome}
    counts[RowOutcome.BROKEN.value] = len({line for line, _fault, _what in broken})
    file.report = {"broken": sorted(broken), "ignored": file.report["ignored"], "counts": counts}
    file.rows, file.state, file.taken_at = {"rows": []}, ImportState.TAKEN, now()
    audit.log(TAKEN, by=by, import_id=file.id, **counts)
    session().flush()
    return plan


def discard_import(file: OfferImport, *, by: Actor) -> None:
    """Throw away what was only looked at."""
    ensure(OfferPermission.TAKE_OVER, by, file)
    session().delete(file)


def forget_old_imports() -> None:
    """Throw away what was looked at a day ago and never taken over."""
    session().execute(
        delete(OfferImport).where(
            OfferImport.state == ImportState.PREVIEW, OfferImport.created_at < now() - IMPORT_WAITS
        )
    )


def _entered(plan: Plan, by: Actor) -> list[Offer]:
    new = [planned for planned in plan.rows if planned.outcome is RowOutcome.NEW]
    rooms, slugs = _places_of(new), _Slugs(session().scalars(select(Offer.slug)))
    made: list[Offer] = []
    if not new:
        return made
    for seq, planned in zip(next_numbers(SERIES, len(new)), new, strict=True):
        draft = _draft(planned.values, rooms)
        offer = Offer(
            seq=seq,
            slug=slugs.free(slug_for(draft)),
            created_by=by.id,
            state=OfferState.DRAFT,
            sozialraum=draft.place,
        )
        write(offer, draft, by=by)
        session().add(offer)
        if (state := OfferState(planned.values.get("state", OfferState.DRAFT))) is not OfferState.DRAFT:
            move(offer, state)
        made.append(offer)
    return made


def _changed(plan: Plan, by: Actor) -> list[Offer]:
    changed = [planned for planned in plan.rows if planned.outcome is RowOutcome.CHANGED]
    rooms = _places_of(changed)
    written = []
    for planned in changed:
        assert planned.offer is not None, "what changes is there"
        offer = planned.offer
        write(offer, _draft(stored_values(offer) | planned.values, rooms), by=by)
        if (state := OfferState(planned.values.get("state", offer.state))) is not offer.state:
            move(offer, state)
        offer.updated_at = now()
        written.append(offer)
    return written


def _places_of(rows: Iterable[PlannedRow]) -> dict[Any, Sozialraum]:
    """The places these rows belong to, each read once."""
    ids = {row.values.get("place") or (row.offer.sozialraum_id if row.offer else None) for row in rows}
    return {place_id: places.place(place_id) for place_id in sorted(filter(None, ids))}


def _draft(values: dict[str, Any], rooms: dict[Any, Sozialraum]) -> OfferDraft:
    texts = ("name", "what", "address", "phone", "email", "website", "hours_note", "costs")
    checked = values.get("checked_on", "")
    return OfferDraft(
        **{name: values.get(name, "") for name in texts},
        kind=OfferKind(values["kind"]),
        place=rooms[values["place"]],
        place_ids=values.get("places", ()),
        action_field_ids=values.get("fields", ()),
        target_group_ids=values.get("groups", ()),
        spans=[
            Span(weekday, opens, closes) for weekday in range(7) for opens, closes in values.get(f"hours_{weekday}", ())
        ],
        by_appointment=values.get("by_appointment", False),
        barrier_free=BarrierFree(values.get("barrier_free", BarrierFree.UNKNOWN)),
        checked_on=date.fromisoformat(checked) if checked else None,
        rhythm=values.get("rhythm", USUAL_RHYTHM),
    )


class _Slugs:
    """Names in addresses for many at once: the wanted one, or with a number behind it."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = {*RESERVED_SLUGS, *taken}
        self._last: dict[str, int] = {}

    def free(self, wanted: str) -> str:
        name = wanted
        while name in self._taken:
            self._last[wanted] = self._last.get(wanted, 1) + 1
            name = f"{wanted}-{self._last[wanted]}"
        self._taken.add(name)
        return name


def _plain(broken: list[Broken]) -> list[list[Any]]:
    return [[one.line, one.fault.value, one.what] for one in broken]
