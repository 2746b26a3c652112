"""Finding programmes and their versions."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from portal.funding.models import FundingProgramme, ProgrammeVersion
from portal.kernel.db import session
from portal.kernel.errors import NotFound

_WHOLE = (
    selectinload(FundingProgramme.versions).selectinload(ProgrammeVersion.rules),
    selectinload(FundingProgramme.versions).joinedload(ProgrammeVersion.programme),
)


def programmes() -> list[FundingProgramme]:
    """Every programme with its versions and rules, by name. Three queries however many there are."""
    chosen = select(FundingProgramme).options(*_WHOLE)
    return list(session().scalars(chosen.order_by(FundingProgramme.name, FundingProgramme.id)))


def programme(id: UUID) -> FundingProgramme:
    """One programme with its versions and rules. Raises `NotFound`."""
    found = session().scalar(select(FundingProgramme).where(FundingProgramme.id == id).options(*_WHOLE))
    if found is None:
        raise NotFound
    return found


def programme_names(ids: Collection[UUID]) -> dict[UUID, str]:
    """The names of those programmes that exist. One query, none for no ids."""
    if not ids:
        return {}
    rows = session().execute(
        select(FundingProgramme.id, FundingProgramme.name).where(FundingProgramme.id.in_(set(ids)))
    )
    return {row.id: row.name for row in rows}
