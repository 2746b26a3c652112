"""The shape of a step that comes with the portal."""

from dataclasses import dataclass
from uuid import NAMESPACE_URL, UUID, uuid5

from portal.kuemmerer.terms.projects import Phase
from portal.kuemmerer.terms.steps import DueUnit, Responsible, StepAid

GEMEINDE, LANDKREIS, BUERO = Responsible.MUNICIPALITY, Responsible.COUNTY, Responsible.OFFICE
WEEKS, MONTHS = DueUnit.WEEKS, DueUnit.MONTHS


@dataclass(frozen=True, kw_only=True)
class ShippedStep:
    """One step. Its German words become rows that the county edits, so they are not translated."""

    #: Never changes: it is what the step's key is made of.
    slug: str
    phase: Phase
    title: str
    explanation: str
    responsible: Responsible
    due: tuple[int, DueUnit]
    proof: str
    aid: StepAid | None = None

    @property
    def key(self) -> UUID:
        return uuid5(NAMESPACE_URL, f"checklist-step/{self.slug}")
