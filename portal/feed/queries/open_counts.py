"""How many Bedarfe a Stand of the open data tells of, safe also beside everything that is public already."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from sqlalchemy import select

from portal.county import queries as county
from portal.feed.models.open_data import OpenDataFile, OpenDataRelease
from portal.feed.terms.disclosure import ELSEWHERE, Cell, Disclosing, safe_counts
from portal.feed.terms.open_data import ALL, Dataset, FileFormat, NeedStage, stage_of
from portal.kernel.db import session
from portal.kernel.errors import Conflict
from portal.kernel.text import N_
from portal.needs.models import NO_FIELD
from portal.needs.queries.counting import kept_tally
from portal.needs.queries.maps import answered_tally
from portal.needs.terms import NeedStatus
from portal.places import queries as places
from portal.places.terms import PlaceKind

_NO_FIELD = "none"
Tally = Mapping[tuple[UUID, UUID, NeedStatus], int]


@dataclass(frozen=True)
class NeedCount:
    """One row of the table of Bedarfe; `count` is None when it is hidden."""

    place: places.PlaceNode
    #: Key and name of the Handlungsfeld; `ALL` or "none", and "", for the sum and for none.
    field: tuple[str, str]
    stage: NeedStage | None
    count: int | None


def need_counts() -> list[NeedCount]:
    """All Bedarfe that were not deleted or merged, counted, rounded and protected. Slow: some seconds for a county.

    The sums of the county come first. Ortsteile count for their Gemeinde, Handlungsfelder of the second level for the first. What
    lies in no Gemeinde or has no Handlungsfeld is in the sums of the county. Raises `Conflict` when nothing that can be told is
    safe beside all Stände that were ever published.
    """
    tree = places.tree()
    if tree.root is None:
        return []
    fields = _first_level()
    names = dict(fields.values()) | {_NO_FIELD: "", ALL: ""}
    try:
        safe = safe_counts(
            _by_cell(tree, fields, kept_tally()),
            places=[node.id for node in tree.gemeinden],
            fields=[key for key in names if key != ALL],
            stages=list(NeedStage),
            public=_by_cell(tree, fields, answered_tally()),
            earlier=list(_earlier(tree)),
        )
    except Disclosing:
        raise Conflict(
            "open-data.disclosing",
            N_(
                "Zusammen mit einem früheren Stand ließe sich heute eine kleine Zahl berechnen. Deshalb gibt es noch keinen neuen. "
                "Versuchen Sie es wieder, wenn mehr Bedarfe dazugekommen sind."
            ),
        ) from None
    nodes = {node.id: node for node in tree.gemeinden}
    return [
        NeedCount(
            tree.root if place == ALL else nodes[cast("UUID", place)],
            (cast("str", field), names[cast("str", field)]),
            None if stage == ALL else cast("NeedStage", stage),
            count,
        )
        for (place, field, stage), count in sorted(safe.items(), key=lambda one: one[0][0] != ALL)
    ]


def _by_cell(tree: places.Tree, fields: Mapping[UUID, tuple[str, str]], tally: Tally) -> dict[Cell, int]:
    counts: dict[Cell, int] = {}
    for (place_id, field_id, status), total in tally.items():
        if status is NeedStatus.MERGED:
            continue
        field = fields[field_id][0] if field_id in fields else _NO_FIELD
        cell: Cell = (_gemeinde(tree, place_id), field, stage_of(status))
        counts[cell] = counts.get(cell, 0) + total
    return counts


def _first_level() -> dict[UUID, tuple[str, str]]:
    """Key and name of the Handlungsfeld of the first level, for each of them."""
    known = {one.id: one for one in county.action_fields(active=None)}
    tops = {one.id: known.get(one.parent_id, one) if one.parent_id else one for one in known.values()}
    return {field_id: (top.key, top.name) for field_id, top in tops.items()} | {NO_FIELD: (_NO_FIELD, "")}


def _gemeinde(tree: places.Tree, place_id: UUID) -> UUID | str:
    node = tree.get(place_id)
    found = tree.gemeinde_of(node) if node is not None else None
    return found.id if found is not None and found.kind is PlaceKind.MUNICIPALITY else ELSEWHERE


def _earlier(tree: places.Tree) -> Iterable[dict[Cell, int | None]]:
    """The tables of all Stände that were ever published: whoever has the files of one that was taken back keeps them."""
    where: dict[str | None, UUID | str] = {node.ags: node.id for node in tree.gemeinden}
    if tree.root is not None:
        where[tree.root.ags] = ALL
    contents = session().scalars(
        select(OpenDataFile.content)
        .join(OpenDataRelease)
        .where(
            OpenDataRelease.published_at.is_not(None),
            OpenDataFile.dataset == Dataset.NEEDS,
            OpenDataFile.format == FileFormat.JSON,
        )
        .order_by(OpenDataRelease.day)
    )
    for content in contents:
        yield {
            (where[row["ags"]], row["action_field"], ALL if row["stage"] == ALL else NeedStage(row["stage"])): row[
                "count"
            ]
            for row in json.loads(content)["rows"]
            if row["ags"] in where
        }
