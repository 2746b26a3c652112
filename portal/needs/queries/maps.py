"""What other programs draw of Bedarfe on a map: which of them may be seen, how many there are, and since when."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, String, case, func, select, text

from portal.kernel.clock import ON_SCREEN
from portal.kernel.db import session
from portal.needs.models import NO_FIELD, Need, NeedTally, PublicAnswer
from portal.needs.models.need import ANSWERED_IN_PUBLIC, LIVING
from portal.needs.queries.listing import in_fields
from portal.needs.terms import NeedStatus


def visible(*, is_public: bool) -> ColumnElement[bool]:
    """Bedarfe that are neither deleted nor merged; for everybody only those with a public answer.

    Written word for word as the partial indexes have it, so that both databases use them.
    """
    return text(ANSWERED_IN_PUBLIC if is_public else LIVING)  # type: ignore[return-value]


def tallied(
    place_ids: Sequence[UUID] | None, *, status: NeedStatus | None = None, action_field_id: UUID | None = None
) -> int:
    """How many Bedarfe lie in these places (None: anywhere), from the kept counts. One query, two with a Handlungsfeld."""
    chosen = select(func.sum(NeedTally.total)).where(NeedTally.status != NeedStatus.MERGED)
    if place_ids is not None:
        chosen = chosen.where(NeedTally.sozialraum_id.in_(place_ids))
    if status is not None:
        chosen = chosen.where(NeedTally.status == status)
    if action_field_id is not None:
        chosen = chosen.where(in_fields(NeedTally.action_field_id, action_field_id))
    return int(session().scalar(chosen) or 0)


def answered_tally() -> dict[tuple[UUID, UUID, NeedStatus], int]:
    """How many of today's Bedarfe everybody can read, by Sozialraum, Handlungsfeld (`NO_FIELD` for none) and status. One query."""
    cell = (Need.sozialraum_id, Need.action_field_id, Need.status)
    rows = session().execute(select(*cell, func.count()).where(visible(is_public=True)).group_by(*cell))
    return {(place_id, field_id or NO_FIELD, status): total for place_id, field_id, status, total in rows}


def created_per_day() -> dict[tuple[UUID, date], int]:
    """How many of today's Bedarfe were made on each day in Bavaria, by Sozialraum. One query."""
    return _per_day(select(Need.sozialraum_id, _hour_of(Need.created_at)).where(visible(is_public=False)))


def answered_per_day() -> dict[tuple[UUID, date], int]:
    """How many of them were first answered in public on each day. One query."""
    standing = PublicAnswer.retracted_at.is_(None), ~PublicAnswer.is_farewell
    first = (
        select(PublicAnswer.need_id, func.min(PublicAnswer.at).label("at"))
        .where(*standing)
        .group_by(PublicAnswer.need_id)
        .subquery()
    )
    chosen = select(Need.sozialraum_id, _hour_of(first.c.at)).join(first, first.c.need_id == Need.id)
    return _per_day(chosen.where(visible(is_public=False)))


def _per_day(chosen: Select[UUID, str]) -> dict[tuple[UUID, date], int]:
    hours = chosen.subquery()
    counted = select(*hours.c, func.count()).group_by(*hours.c)
    rows: Sequence[Any] = session().execute(counted).all()
    return _by_day(rows)


def _hour_of(moment: Any) -> ColumnElement[str]:
    """The hour of a moment as text ("2026-03-01 22"): only the last two of a day may be another day in Bavaria."""
    if session().connection().dialect.name == "sqlite":
        day, hour = (func.strftime(form, moment, type_=String) for form in ("%Y-%m-%d ", "%H"))
    else:
        in_utc = func.timezone("UTC", moment)
        day, hour = (func.to_char(in_utc, form, type_=String) for form in ("YYYY-MM-DD ", "HH24"))
    return (day + case((hour.in_(("22", "23")), hour), else_="00")).label("hour")


def _by_day(rows: Sequence[Any]) -> dict[tuple[UUID, date], int]:
    found: dict[tuple[UUID, date], int] = {}
    for place_id, hour, number in rows:
        day = datetime.strptime(hour, "%Y-%m-%d %H").replace(tzinfo=UTC).astimezone(ON_SCREEN).date()
        found[place_id, day] = found.get((place_id, day), 0) + number
    return found
