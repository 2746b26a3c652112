"""Where an Anliegen can be given from: pages of a Gemeinde and of a Verfahren."""

from typing import Any

from portal.web.panels import panel, render_panel


@panel("consultation.formats", order=90)
def concern_in_consultation(*, consultation: Any, **_context: Any) -> str | None:
    """The way to the form while the Verfahren runs."""
    if not consultation.takes_contributions:
        return None
    return render_panel("concerns/panel_consultation.html", consultation=consultation)
