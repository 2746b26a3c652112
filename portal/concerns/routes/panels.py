"""Where an Anliegen can be given from: pages of a Gemeinde and of a Verfahren."""

from typing import Any

from portal.contributions.policy import ContributionPermission
from portal.web.access import may
from portal.web.panels import panel, render_panel


@panel("my_day.actions", order=10)
def record_from_my_day(**_context: Any) -> str | None:
    """The telephone rings: one click from Mein Tag to the sheet."""
    return render_panel("concerns/panel_my_day.html") if may(ContributionPermission.RECORD) else None


@panel("consultation.formats", order=90)
def concern_in_consultation(*, consultation: Any, **_context: Any) -> str | None:
    """The way to the form while the Verfahren runs."""
    if not consultation.takes_contributions:
        return None
    return render_panel("concerns/panel_consultation.html", consultation=consultation)
