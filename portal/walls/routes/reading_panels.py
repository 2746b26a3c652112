"""What a card adds to the pages on which staff meet its words: the wall, the column and the cluster it hangs in."""

from typing import Any

from portal.contributions.terms import ContributionKind
from portal.walls import queries
from portal.walls.policy import WallPermission
from portal.web.access import may
from portal.web.panels import panel, render_panel


@panel("contribution.main", order=12)
def card_of_contribution(*, contribution: Any, **_context: Any) -> str | None:
    """Where a card hangs, on the page of its Wortmeldung; only for those who may see the wall."""
    return _panel("walls/panel_contribution.html", contribution)


@panel("triage.entry", order=12)
def card_of_entry(*, contribution: Any, **_context: Any) -> str | None:
    """The same in a line, for the inbox."""
    return _panel("walls/panel_triage.html", contribution)


def _panel(template: str, contribution: Any) -> str | None:
    if contribution.kind is not ContributionKind.CARD:
        return None
    card = queries.card_or_none(contribution.id)
    if card is None:
        return None
    wall = queries.wall(card.wall_id)
    if not may(WallPermission.READ, wall):
        return None
    cluster = queries.cluster(wall, card.cluster_id) if card.cluster_id else None
    return render_panel(template, card=card, wall=wall, column=queries.column(wall, card.column_id), cluster=cluster)
