"""What the Wortmeldungen add to pages of other rooms."""

from typing import Any

from portal.contributions import queries
from portal.contributions.policy import READERS
from portal.web.access import actor
from portal.web.panels import panel, render_panel


@panel("my_day", order=40)
def waiting_for_release(**_context: Any) -> str | None:
    """How many Wortmeldungen wait for a release."""
    if not actor().holds(*READERS):
        return None
    held = queries.held_count(actor())
    return render_panel("contributions/my_day.html", held=held) if held else None
