"""The same as pages: each collection as a table, with a map above it where scripts run."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Response, request, url_for

from portal.feed.exports.ogc import MONTH, Collection
from portal.feed.queries.ogc.asking import Page
from portal.feed.queries.ogc.grounds import grounds
from portal.feed.routes.ogc.answers import HTML_MIMETYPE, turns
from portal.feed.routes.ogc.guard import reader
from portal.feed.routes.server import server
from portal.feed.terms.ogc import CONFORMANCE
from portal.kernel.text import N_
from portal.web.documents.columns import Row
from portal.web.i18n import _, as_date, as_datetime, as_number
from portal.web.pages import page, with_arguments
from portal.web.panels import collect

if TYPE_CHECKING:
    from portal.feed.queries.ogc.asking import Item
    from portal.web.documents.columns import Cell, Column

TITLE = N_("Karten und Geodaten")
DESCRIPTION = N_(
    "Sozialräume, Bedarfe, Nadeln und Maßnahmen für Geoinformationssysteme, nach dem Standard OGC API – Features."
)
#: Columns of identifiers say nothing to people and stay out of the tables.
_NOT_FOR_PEOPLE = ("_id", "_ids", "id")
_WIDEST = 8


def landing(found: Sequence[Collection]) -> Response:
    """What there is."""
    return page("feed/ogc/landing.html", title=TITLE, description=DESCRIPTION, collections=found, server=server())


def conformance() -> Response:
    """Which parts of the standards are kept."""
    return page("feed/ogc/conformance.html", conformance=CONFORMANCE)


def api(document: Mapping[str, Any]) -> Response:
    """Addresses and parameters for people."""
    operations = [{"path": path, **methods["get"]} for path, methods in document["paths"].items()]
    return page("feed/ogc/api.html", info=document["info"], operations=operations)


def collection(found: Collection, told: Mapping[str, Any]) -> Response:
    """What a collection holds, and its properties."""
    return page("feed/ogc/collection.html", collection=found, told=told, columns=found.columns_for(reader()))


def items(found: Collection, chosen: Page) -> Response:
    """A page of features as a table and on a map."""
    columns = _for_people(found)[:_WIDEST]
    rows = found.rows_for(reader(), chosen.items)
    return page(
        "feed/ogc/items.html",
        collection=found,
        headers=[_(column.label) for column in columns],
        rows=[(item, _cells(columns, row)) for item, row in zip(chosen.items, rows, strict=True)],
        matched=chosen.matched,
        turns={one["rel"]: one["href"] for one in turns(found, chosen, mimetype=HTML_MIMETYPE)},
        as_json=with_arguments(request.path, **(_asked() | {"f": "json"})),
        map_props=_map(with_arguments(request.path, **(_asked() | {"f": "json"})), found),
    )


def item(found: Collection, one: "Item") -> Response:
    """One feature with all its properties."""
    columns = _for_people(found)
    [row] = found.rows_for(reader(), [one])
    here = url_for("ogc.item", collection_id=found.name, feature_id=one.id, f="json")
    pairs = [(_(column.label), text) for column, text in zip(columns, _cells(columns, row), strict=True)]
    return page(
        "feed/ogc/item.html", collection=found, pairs=pairs, as_json=here, map_props=_map(here, found), item=one
    )


def _asked() -> dict[str, str]:
    return {name: value for name, value in request.args.items() if name not in ("f", "sprache", "crs")}


def _map(address: str, found: Collection) -> dict[str, Any] | None:
    """What the island draws: the county, and the features of this page; None where no map can be drawn."""
    for ground in collect("map.ground", frame=grounds().frame()):
        return {
            **ground,
            "features": address,
            "page": url_for("ogc.items", collection_id=found.name),
            "label": _for_people(found)[0].key,
        }
    return None


def _for_people(found: Collection) -> "list[Column]":
    """What people can read, what it is called first: no identifiers, and no key beside its words."""
    columns = found.columns_for(reader())
    keys = {column.key for column in columns}
    shown = [
        column
        for column in columns
        if not column.key.endswith(_NOT_FOR_PEOPLE) and not keys & {f"{column.key}_label", f"{column.key}_title"}
    ]
    return sorted(shown, key=lambda column: column.key != found.called_by)


def _cells(columns: "Sequence[Column]", row: Row) -> list[str]:
    return [_text(row.get(column.key), column) for column in columns]


def _text(value: "Cell", column: "Column") -> str:
    """As people write it; keys of a fixed list in words."""
    match value:
        case None | "":
            return ""
        case bool():
            return _("ja") if value else _("nein")
        case int() if column.key == MONTH:
            return as_date(date(value // 100, value % 100, 1), "LLLL y")
        case float() | Decimal():
            return as_number(value)
        case datetime():
            return as_datetime(value, "short")
        case date():
            return as_date(value, "medium")
        case str() | int() | UUID():
            words = dict(column.codes).get(str(value))
            return _(words) if words else str(value)
        case _:
            return ", ".join(value)
