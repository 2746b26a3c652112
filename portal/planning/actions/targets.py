"""Entering and changing rows of the Soll-Ist-Abgleich, and hanging Bedarfe on them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from portal.county.models import ActionField
from portal.indicators import queries as indicators
from portal.kernel import audit, clock
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, allows, ensure
from portal.kernel.text import N_, fold
from portal.needs.models import Need
from portal.needs.policy import NeedPermission
from portal.offers.terms.kinds import OfferKind
from portal.places.models import Sozialraum
from portal.planning.actions import protocol
from portal.planning.models.targets import TargetActual
from portal.planning.policy.targets import TargetPermission
from portal.planning.terms.targets import (
    LARGEST_VALUE,
    LATEST_YEAR,
    LONGEST_SOURCE,
    MOST_NEEDS,
    OLDEST_YEAR,
    ActualKind,
    TargetKind,
)


@dataclass(frozen=True, kw_only=True)
class TargetDraft:
    """What is written about a row."""

    action_field_id: UUID
    place: Sozialraum
    subject: str
    target_value: Decimal
    target_kind: TargetKind
    target_source: str
    unit: str = ""
    actual_kind: ActualKind = ActualKind.TYPED
    actual_value: Decimal | None = None
    offer_kind: OfferKind | None = None
    indicator_key: str = ""
    actual_source: str = ""
    actual_on: date | None = None
    means: str = ""
    remark: str = ""


def add_target(draft: TargetDraft, *, submission_key: UUID | None = None, by: Actor) -> TargetActual:
    """Enter a row. The same key again answers the one that is there already."""
    if submission_key is not None:
        there = session().scalar(select(TargetActual).where(TargetActual.submission_key == submission_key))
        if there is not None:
            ensure(TargetPermission.EDIT, by, there)
            return there
    ensure(TargetPermission.ADD_HERE, by, draft.place)
    _check(draft)
    row = TargetActual(submission_key=submission_key, created_by=by.id, needs=[])
    _write(row, draft)
    session().add(row)
    session().flush()
    return row


def edit_target(row: TargetActual, draft: TargetDraft, *, version: int, by: Actor) -> None:
    """Replace what is written. Raises `Conflict` when somebody saved since `version`."""
    ensure(TargetPermission.EDIT, by, row)
    if row.version != version:
        raise Conflict
    ensure(TargetPermission.ADD_HERE, by, draft.place)
    _check(draft)
    _write(row, draft)
    session().flush()


def delete_target(row: TargetActual, *, by: Actor) -> None:
    """Delete a row, for example one entered by mistake. The Bedarfe that hang on it stay."""
    ensure(TargetPermission.EDIT, by, row)
    audit.log(protocol.TARGET_DELETED, by=by, target_id=row.id)
    session().delete(row)
    session().flush()


def hang_needs(row: TargetActual, needs: Collection[Need], *, by: Actor) -> int:
    """Say that the gap is about these Bedarfe, all of which the person must be able to read. Returns how many were new."""
    ensure(TargetPermission.EDIT, by, row)
    there = {one.id for one in row.needs}
    new = [one for one in needs if one.id not in there and allows(NeedPermission.READ, by, one)]
    if len(there) + len(new) > MOST_NEEDS:
        raise InvalidInput("target.needs", N_("Höchstens vierzig Bedarfe passen zu einer Zeile."), field="need_ids")
    row.needs.extend(new)
    session().flush()
    return len(new)


def take_off_need(row: TargetActual, need_id: UUID | None, *, by: Actor) -> None:
    """Say that the gap is not about this Bedarf. Nothing happens when it was not."""
    ensure(TargetPermission.EDIT, by, row)
    row.needs = [one for one in row.needs if one.id != need_id]
    session().flush()


def _check(draft: TargetDraft) -> None:
    if session().get(ActionField, draft.action_field_id) is None:
        raise InvalidInput("target.field", N_("Bitte wählen Sie ein Handlungsfeld."), field="action_field_id")
    if not draft.subject:
        raise InvalidInput("target.no-subject", N_("Bitte schreiben Sie, was gezählt wird."), field="subject")
    if not 0 < draft.target_value <= LARGEST_VALUE:
        raise InvalidInput("target.value", N_("Das Soll muss größer als null sein."), field="target_value")
    if not draft.target_source:
        raise InvalidInput(
            "target.no-source", N_("Bitte schreiben Sie, worauf das Soll beruht."), field="target_source"
        )
    if draft.actual_kind is ActualKind.TYPED:
        _check_actual(draft)
    if draft.actual_kind is ActualKind.INDICATOR and not indicators.definitions_of([draft.indicator_key]):
        raise InvalidInput("target.no-indicator", N_("Bitte wählen Sie eine Kennzahl."), field="indicator_key")


def _check_actual(draft: TargetDraft) -> None:
    value = draft.actual_value
    if value is not None and not 0 <= value <= LARGEST_VALUE:
        raise InvalidInput("target.actual", N_("Bitte prüfen Sie das Ist."), field="actual_value")
    if value is not None and not draft.actual_source:
        raise InvalidInput(
            "target.no-actual-source", N_("Bitte schreiben Sie, woher das Ist stammt."), field="actual_source"
        )
    if draft.actual_on is None:
        return
    if not OLDEST_YEAR <= draft.actual_on.year <= LATEST_YEAR or draft.actual_on > clock.today():
        raise InvalidInput("target.odd-day", N_("Bitte prüfen Sie das Datum."), field="actual_on")


def _take_figure(row: TargetActual, draft: TargetDraft) -> None:
    """The Ist as the Kennzahl says it now, with its day and source; unknown where nobody knows or may say it."""
    found = indicators.value_of(draft.indicator_key, draft.place.id)
    row.indicator_key, row.actual_value, row.actual_on = draft.indicator_key, found.value, found.on
    row.actual_source = found.source[:LONGEST_SOURCE]


def _write(row: TargetActual, draft: TargetDraft) -> None:
    is_counted = draft.actual_kind is ActualKind.OFFERS
    row.action_field_id, row.sozialraum_id = draft.action_field_id, draft.place.id
    row.subject, row.subject_key, row.unit = draft.subject, fold(draft.subject), draft.unit
    row.actual_kind = draft.actual_kind
    row.actual_value = None if is_counted else draft.actual_value
    row.actual_source = "" if is_counted else draft.actual_source
    row.actual_on = None if is_counted else draft.actual_on
    row.offer_kind = draft.offer_kind if is_counted else None
    row.indicator_key = ""
    if draft.actual_kind is ActualKind.INDICATOR:
        _take_figure(row, draft)
    row.target_value, row.target_kind, row.target_source = draft.target_value, draft.target_kind, draft.target_source
    row.means, row.remark = draft.means, draft.remark
