"""`/arbeit/kennzahlen`: its views, and what all of them need."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, url_for

from portal.indicators import queries
from portal.indicators.policy import PLANNERS, ImportPermission, seen_places
from portal.indicators.terms import Definition, Figure, ValueStatus
from portal.kernel.errors import NotFound
from portal.kernel.text import N_
from portal.places import queries as places
from portal.places.terms import PlaceKind
from portal.web.access import actor, may
from portal.web.i18n import _, as_number
from portal.web.nav import nav_entry

if TYPE_CHECKING:
    from portal.indicators.models import Indicator, IndicatorImport
    from portal.places.queries import PlaceNode

bp = Blueprint("indicators", __name__, url_prefix="/arbeit/kennzahlen")

nav_entry("work", label=N_("Kennzahlen"), endpoint="indicators.index", order=66, roles=PLANNERS, icon="chart")

#: Places that figures are about; parts of Gemeinden have none.
WITH_FIGURES = (PlaceKind.COUNTY, PlaceKind.MUNICIPAL_ASSOCIATION, PlaceKind.MUNICIPALITY)


def views() -> list[tuple[str, str]]:
    """The views of Kennzahlen as (label, address)."""
    found = [(_("Übersicht"), url_for("indicators.index"))]
    if may(ImportPermission.LIST):
        found.append((_("Einlesen"), url_for("indicators.imports")))
    return found


def seen_gemeinden() -> "list[PlaceNode]":
    """The Gemeinden whose values the reader sees, by name."""
    scope = seen_places(actor())
    return [node for node in places.tree().gemeinden if scope is None or not scope.isdisjoint(node.lineage)]


def seen_choices(*, with_county: bool = False) -> list[tuple[UUID, str]]:
    """(id, label) of the places whose values the reader sees."""
    scope = seen_places(actor())
    kinds = WITH_FIGURES if with_county else WITH_FIGURES[1:]
    tree = places.tree()
    nodes = [node for node in tree.of_kind(*kinds) if scope is None or not scope.isdisjoint(node.lineage)]
    labels = places.labels(node.id for node in nodes)
    return [(node.id, labels[node.id]) for node in nodes]


def definition_in_url(slug: str) -> Definition:
    return queries.definition_by_slug(slug)


def own_in_url(slug: str) -> "Indicator":
    return queries.own_indicator(slug)


def file_in_url(import_id: UUID) -> "IndicatorImport":
    return queries.import_file(import_id)


def place_in_url(place_id: UUID) -> "PlaceNode":
    node = places.tree().get(place_id)
    if node is None or node.kind not in WITH_FIGURES:
        raise NotFound
    return node


def in_words(figure: Figure) -> str:
    """A value as it is printed, or why there is none: never a zero for what nobody knows."""
    if figure.value is None or figure.status is ValueStatus.MISSING:
        return _(figure.status.label)
    number = as_number(figure.value, figure.decimals)
    return f"({number})" if figure.status is ValueStatus.LIMITED else number


def county_id() -> UUID:
    """The county's place. Raises `NotFound` before it has any."""
    root = places.tree().root
    if root is None:
        raise NotFound
    return root.id


def ids_of(nodes: "Sequence[PlaceNode]") -> list[UUID]:
    return [node.id for node in nodes]
