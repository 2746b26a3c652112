"""The history of a Maßnahme."""

from portal.kernel.clock import now
from portal.kernel.db import session
from portal.kernel.policy import Actor
from portal.planning.models import Measure, MeasureEntry
from portal.planning.terms.measures import LONGEST_ENTRY, MeasureEntryKind


def remember(measure: Measure, kind: MeasureEntryKind, *, text: str = "", by: Actor) -> None:
    """Write a line into its history; a text that is too long is cut."""
    cut = text if len(text) <= LONGEST_ENTRY else f"{text[: LONGEST_ENTRY - 1]}…"
    session().add(MeasureEntry(measure_id=measure.id, at=now(), by_id=by.id, kind=kind, text=cut))
