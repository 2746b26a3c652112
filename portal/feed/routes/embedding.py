"""`/einbetten`: a number or a map of the open data as a small page of its own, for the pages of Gemeinden and newspapers.

They ask nothing of whoever reads: no cookie, no session, no script. Which pages may show them, the settings say.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response

from portal.feed.queries import open_data as queries
from portal.feed.terms.embedding import Area, areas_of, classes_of
from portal.feed.terms.open_data import ALL, LICENCES, Dataset
from portal.kernel.errors import NotFound
from portal.kernel.runtime import settings
from portal.places import queries as places
from portal.web import headers
from portal.web.access import public
from portal.web.pages import page

if TYPE_CHECKING:
    from portal.feed.models.open_data import OpenDataRelease

bp = Blueprint("embedding", __name__, url_prefix="/einbetten")

_KEEP = 900


@dataclass(frozen=True)
class _Stand:
    """What the latest Stand tells of Bedarfe."""

    release: "OpenDataRelease"
    #: Rounded numbers of all Bedarfe by Gemeindeschlüssel; None where they are hidden.
    counts: dict[str, int | None]


@bp.get("/zahl/bedarfe/<slug>")
@public
def number(slug: str) -> Response:
    """How many Bedarfe there are in a Gemeinde or the whole county."""
    node = places.tree().by_slug(slug)
    stand = _stand()
    if node is None or node.ags not in stand.counts:
        raise NotFound
    return _frame("feed/embed/number.html", node=node, count=stand.counts[node.ags], stand=stand)


@bp.get("/karte/bedarfe")
@public
def needs_map() -> Response:
    """How many Bedarfe there are in each Gemeinde, as a drawn map with its table."""
    tree, stand = places.tree(), _stand()
    known: dict[UUID, int | None] = {node.id: stand.counts.get(node.ags or "") for node in tree.gemeinden}
    steps = classes_of([count for count in known.values() if count is not None])
    areas: list[Area] = areas_of(known, steps)
    return _frame(
        "feed/embed/map.html", tree=tree, drawing=places.county_drawing(), steps=steps, areas=areas, stand=stand
    )


def _stand() -> _Stand:
    found = queries.public_releases(limit=1)
    rows = queries.rows_of(found[0].id, Dataset.NEEDS) if found else []
    if not rows:
        raise NotFound
    sums = {row["ags"]: row["count"] for row in rows if row["action_field"] == ALL and row["ags"]}
    return _Stand(found[0], sums)


def _frame(template: str, *, stand: _Stand, **shown: Any) -> Response:
    hosts = settings().embed_origins
    headers.let_frame(hosts)
    response = page(
        template,
        stand=stand,
        release=stand.release,
        licence=LICENCES[stand.release.licence],
        is_allowed=bool(hosts),
        **shown,
    )
    response.headers["Cache-Control"] = f"public, max-age={_KEEP}"
    response.vary.add("Cookie")
    response.headers["X-Robots-Tag"] = "noindex"
    return response
