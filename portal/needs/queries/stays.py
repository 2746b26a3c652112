"""What each Bedarf adds to the kept counts of stages, one by one and for all of them at once.

Both readings rest on the same facts: when the Bedarf was made, its public answers in their order, and its present status. What a
merge said moves nothing, since it can be undone. Where the present status was given without an answer (rows that were loaded), the
last move is taken to have happened at the latest answer, or with the making.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ColumnElement, Select, case, cast, func, literal, select, union_all

from portal.kernel.db import session
from portal.kernel.runtime import settings
from portal.needs.models import NO_FIELD, SPAN_COLUMNS, STAGE_AMOUNTS, Need, PublicAnswer, need_stage_tally
from portal.needs.terms import NeedStatus
from portal.needs.terms.stages import (
    ALL_YEARS,
    DAY_SECONDS,
    SPANS,
    STAGE_OF,
    NeedStage,
    Stay,
    day_number,
    span_of,
    stays,
    year_of,
)

#: One row of the kept counts: year, Sozialraum, Handlungsfeld (`NO_FIELD` for none) and stage.
StageCell = tuple[int, UUID, UUID, NeedStage]
#: How much of each column (`STAGE_AMOUNTS`) belongs into which row.
Amounts = Counter[tuple[StageCell, str]]
Told = list[tuple[datetime, NeedStatus]]

#: Comes after every answer.
_LAST = 2**62


def counts_on_the_way(need: Need) -> bool:
    """Whether the counts of stages know this Bedarf at all."""
    return need.deleted_at is None and need.status is not NeedStatus.MERGED


def stays_of(needs: Collection[Need]) -> dict[UUID, list[Stay]]:
    """The stages of each of these Bedarfe from the first to the present one; [] for deleted and merged ones. At most one query."""
    told = _told([need.id for need in needs if need.answered_at is not None and counts_on_the_way(need)])
    return {need.id: _stays(need, told.get(need.id, [])) for need in needs}


def amounts_of(needs: Collection[Need]) -> Amounts:
    """What these Bedarfe add to the kept counts together."""
    found: Amounts = Counter()
    way = stays_of(needs)
    for need in needs:
        for stay in way[need.id]:
            found.update(_amounts(need, stay))
    return found


def _told(ids: list[UUID]) -> dict[UUID, Told]:
    if not ids:
        return {}
    rows = session().execute(
        select(PublicAnswer.need_id, PublicAnswer.at, PublicAnswer.status)
        .where(PublicAnswer.need_id.in_(ids), PublicAnswer.status != NeedStatus.MERGED)
        .order_by(PublicAnswer.id)
    )
    found: defaultdict[UUID, Told] = defaultdict(list)
    for need_id, at, status in rows:
        found[need_id].append((at, status))
    return found


def _stays(need: Need, told: Told) -> list[Stay]:
    if not counts_on_the_way(need):
        return []
    begun = (need.created_at, NeedStage.SAID)
    present = (need.answered_at or need.created_at, STAGE_OF[need.status])
    return stays([begun, *((at, STAGE_OF[status]) for at, status in told), present])


def _amounts(need: Need, stay: Stay) -> Amounts:
    where = (need.sozialraum_id, need.action_field_id or NO_FIELD, stay.stage)
    if stay.until is None:
        cell = (ALL_YEARS, *where)
        return Counter({(cell, "here"): 1, (cell, "since_sum"): day_number(stay.since)})
    days = stay.days(stay.until)
    column = SPAN_COLUMNS[span_of(days)]
    found: Amounts = Counter()
    for year in (ALL_YEARS, year_of(stay.until)):
        cell = (year, *where)
        found.update({(cell, "passed"): 1, (cell, "passed_days"): days, (cell, column): 1})
    return found


def kept_amounts() -> dict[StageCell, tuple[int, ...]]:
    """The counts as they are kept, in the order of `STAGE_AMOUNTS`, without empty rows."""
    return _by_cell(session().execute(select(need_stage_tally)).all())


def full_amounts() -> dict[StageCell, tuple[int, ...]]:
    """The counts made anew from all Bedarfe and their answers; slow with many."""
    return _by_cell(session().execute(full_statement()).all())


def _by_cell(rows: Iterable[Any]) -> dict[StageCell, tuple[int, ...]]:
    found = {(row[0], row[1], row[2], NeedStage(row[3])): tuple(int(number) for number in row[4:]) for row in rows}
    return {cell: numbers for cell, numbers in found.items() if any(numbers)}


def full_statement() -> Select[Any]:
    """All rows of `need_stage_tally`, counted from Bedarfe and answers in one statement."""
    stay = all_stays().cte("stay")
    where = (stay.c.sozialraum_id, stay.c.action_field_id, stay.c.stage)
    is_past = stay.c.days.is_not(None)
    past = [
        func.count(stay.c.days),
        func.coalesce(func.sum(stay.c.days), 0),
        *(func.sum(case((_within(stay.c.days, place), 1), else_=0)) for place in range(len(SPANS))),
    ]
    here = [
        func.sum(case((is_past, 0), else_=1)),
        func.sum(case((is_past, 0), else_=stay.c.since_day)),
    ]
    of_all = select(literal(ALL_YEARS), *where, *here, *past).group_by(*where)
    none = [literal(0), literal(0)]
    of_years = select(stay.c.year, *where, *none, *past).where(is_past).group_by(stay.c.year, *where)
    rows = union_all(of_all, of_years).subquery()
    names = ("year", "sozialraum_id", "action_field_id", "stage", *STAGE_AMOUNTS)
    return select(*(column.label(name) for column, name in zip(rows.c, names, strict=True)))


def _within(days: Any, place: int) -> ColumnElement[bool]:
    from_here: ColumnElement[bool] = days >= SPANS[place]
    return from_here if place + 1 == len(SPANS) else from_here & (days < SPANS[place + 1])


def all_stays() -> Select[Any]:
    """Every stay of every Bedarf that counts; `days` and `year` are empty while it lasts."""
    move = _moves().cte("move")
    turn = func.lag(move.c.stage).over(partition_by=move.c.need_id, order_by=move.c.line)
    told = select(move, turn.label("before")).cte("told")
    changed = select(told).where(told.c.before.is_(None) | (told.c.before != told.c.stage)).cte("changed")
    until = func.lead(changed.c.at).over(partition_by=changed.c.need_id, order_by=changed.c.line)
    lasting = select(changed, until.label("until")).cte("lasting")
    length = _seconds(lasting.c.until) - _seconds(lasting.c.at)
    days = case((lasting.c.until.is_(None), None), (length < 0, 0), else_=_whole_days(length))
    return select(
        Need.sozialraum_id,
        func.coalesce(Need.action_field_id, NO_FIELD).label("action_field_id"),
        lasting.c.stage,
        days.label("days"),
        _whole_days(_seconds(lasting.c.at)).label("since_day"),
        _year(lasting.c.until).label("year"),
    ).join(Need, Need.id == lasting.c.need_id)


def _moves() -> Any:
    """Making, answers and present status of every Bedarf that counts; `line` tells their order."""
    counts = (Need.deleted_at.is_(None), Need.status != NeedStatus.MERGED)
    line = BigInteger()
    made = select(
        Need.id.label("need_id"),
        Need.created_at.label("at"),
        cast(literal(0), line).label("line"),
        literal(NeedStage.SAID.value).label("stage"),
    ).where(*counts)
    told = (
        select(PublicAnswer.need_id, PublicAnswer.at, PublicAnswer.id, _stage(PublicAnswer.status))
        .join(Need, Need.id == PublicAnswer.need_id)
        .where(PublicAnswer.status != NeedStatus.MERGED, *counts)
    )
    present = select(
        Need.id, func.coalesce(Need.answered_at, Need.created_at), cast(literal(_LAST), line), _stage(Need.status)
    ).where(*counts)
    return union_all(made, told, present)


def _stage(status: Any) -> Any:
    return case(*((status == one, literal(stage.value)) for one, stage in STAGE_OF.items()))


def _seconds(moment: Any) -> Any:
    if settings().is_sqlite:
        return cast(func.strftime("%s", moment), BigInteger)
    return cast(func.floor(func.extract("epoch", moment)), BigInteger)


def _year(moment: Any) -> Any:
    if settings().is_sqlite:
        return cast(func.strftime("%Y", moment), BigInteger)
    return cast(func.to_char(func.timezone("UTC", moment), "YYYY"), BigInteger)


def _whole_days(seconds: Any) -> Any:
    return seconds // DAY_SECONDS
