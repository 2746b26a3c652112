"""What rooms above tell the Förderung: the projects that can be supported, and what happened in them.

A room names its projects with a source of the topic `funding.subjects`, and what it knows for the Sachbericht with one of
`funding.report_material`::

    @contributes(SUBJECTS)
    def _projects(*, who: Actor) -> Iterable[FundingSubject]: ...

    @contributes(REPORT_MATERIAL)
    def _log(*, subject_id: UUID, since: date, until: date, who: Actor) -> Iterable[ReportSection]: ...
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

SUBJECTS = "funding.subjects"
REPORT_MATERIAL = "funding.report_material"


@dataclass(frozen=True)
class FundingSubject:
    """Something that can be supported and that this actor may work on."""

    #: Its id in the room it comes from; the Förderung never looks behind it.
    id: UUID
    title: str
    #: The Sozialraum it lies in; decides who may see its applications.
    place_id: UUID
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True)
class ReportSection:
    """One part of a Sachbericht: a heading, paragraphs in plain words, and at most one table."""

    title: str
    paragraphs: Sequence[str] = ()
    headers: Sequence[str] = ()
    #: As many cells as there are headers.
    rows: Sequence[Sequence[str]] = ()
