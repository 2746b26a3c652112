"""The pages of one Sitzung and of one series, above each of them. Every module of routes adds its own."""

from typing import TYPE_CHECKING
from uuid import UUID

from portal.kernel.text import N_
from portal.roundtables.queries import meetings, series
from portal.web.stages import Stage, Stages

if TYPE_CHECKING:
    from portal.roundtables.models import Meeting, RoundTable

#: Parameter `meeting_id`; the permission of each page is asked of the meeting.
MEETING_PAGES = Stages(
    "meeting_id",
    labels={
        Stage.PREPARE: N_("Vorbereiten"),
        Stage.COLLECT: N_("Durchführen"),
        Stage.EVALUATE: N_("Protokoll"),
    },
)


def meeting_in_url(meeting_id: UUID, **_deeper: object) -> "Meeting":
    """The meeting that the address of one of its pages names. Raises `NotFound`."""
    return meetings.meeting(meeting_id)


def series_in_url(series_id: UUID, **_deeper: object) -> "RoundTable":
    """The series that the address of one of its pages names. Raises `NotFound`."""
    return series.round_table(series_id)
