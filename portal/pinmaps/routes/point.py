"""The map beneath a question of a survey that asks for a place."""

from functools import lru_cache
from typing import Any

from portal.pinmaps.queries import ground
from portal.pinmaps.routes.ground import ground_props
from portal.places import queries as places
from portal.web.i18n import _
from portal.web.panels import panel, render_panel


@panel("survey.point")
def map_of_question(*, typed: Any, **_context: Any) -> str | None:
    """A map of the county on which one place is shown; nothing while the county has no boundary. Words can stand beside it.

    What is shown goes into the fields `latitude` and `longitude` of the question.
    """
    root = places.tree().root
    frame = _frame(places.tree().version) if root else None
    if frame is None:
        return None
    return render_panel(
        "pinmaps/point.html",
        latitude=getattr(typed, "latitude", ""),
        longitude=getattr(typed, "longitude", ""),
        props={"ground": ground_props(frame, None), "texts": _texts()},
    )


@lru_cache(maxsize=2)
def _frame(_version: object) -> tuple[float, float, float, float] | None:
    root = places.tree().root
    return ground.frame_of(root.id) if root else None


def _texts() -> dict[str, str]:
    return {
        "tap": _("Tippen Sie auf die Stelle, oder schieben Sie sie unter das Kreuz und drücken „Hier ist es“."),
        "set": _("Die Stelle ist markiert. Sie können sie jederzeit ändern."),
        "removed": _("Die Markierung ist weg."),
        "searching": _("Ihr Standort wird gesucht …"),
        "notFound": _("Ihr Standort lässt sich gerade nicht finden. Zeigen Sie die Stelle bitte selbst."),
        "outside": _("Ihr Standort liegt außerhalb dieser Karte. Zeigen Sie die Stelle bitte selbst."),
    }
