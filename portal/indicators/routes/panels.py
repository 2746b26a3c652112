"""What Kennzahlen add to pages of others: residents for maps, figures beside a place."""

from collections.abc import Collection, Iterator
from typing import Any

from flask import url_for

from portal.indicators import queries
from portal.indicators.policy import IndicatorPermission
from portal.indicators.routes.blueprint import WITH_FIGURES, in_words
from portal.kernel.policy import allows
from portal.kernel.text import fold
from portal.places import queries as places
from portal.places.terms import Residents
from portal.web.access import actor
from portal.web.i18n import _
from portal.web.panels import contributes, panel, render_panel

#: What the page of a place shows.
_SHOWN = (
    "population",
    "population_change_1y",
    "density",
    "youth_ratio",
    "old_age_ratio",
    "share_75",
    "migration_balance",
)


@contributes("place.residents", order=10)
def residents(**_context: Any) -> Iterator[Residents]:
    """How many people live in each Gemeinde, as of the latest day for which most are known."""
    ids = [node.id for node in places.tree().gemeinden]
    days = queries.days("population")
    if not days:
        return
    figures = queries.figures_on(ids, "population", days[0])
    known = {place_id: int(one.value) for place_id, one in figures.items() if one.value is not None}
    source = next((one.source for one in figures.values() if one.is_known), "")
    if known:
        yield Residents(days[0], source, known)


@contributes("indicator.named", order=10)
def known_by_name(*, names: Collection[str], **_context: Any) -> Iterator[tuple[str, str, str]]:
    """(folded name, address, value of the county in words) of the Kennzahlen with these folded names, for who may see them."""
    root = places.tree().root
    if not names or root is None or not allows(IndicatorPermission.LIST, actor()):
        return
    found = [one for one in queries.definitions() if fold(one.name) in names]
    figures = queries.figures_of([root.id], [one.key for one in found]) if found else {}
    for one in found:
        words = f"{in_words(figures[root.id, one.key])} {_(one.unit)}".strip()
        yield fold(one.name), url_for("indicators.show", slug=one.slug), words


@panel("place.work", order=42)
def figures_of_place(*, place: Any, **_context: Any) -> str | None:
    """The main figures of a place, for those who may see them."""
    if place.kind not in WITH_FIGURES or not allows(IndicatorPermission.READ, actor(), place):
        return None
    found = queries.figures_of([place.id], _SHOWN)
    rows = [(queries.definition(key), found[place.id, key]) for key in _SHOWN if found[place.id, key].is_known]
    return render_panel("indicators/panel.html", place=place, rows=rows, in_words=in_words) if rows else None
