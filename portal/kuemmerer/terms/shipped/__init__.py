"""The Checkliste that comes with the portal; a county makes its own of it.

It follows the four phases of the altersgerechte Quartiersentwicklung as Bavarian counties and the Richtlinie "Selbstbestimmt Leben
im Alter" (SeLA) of 13.05.2024, as amended 24.09.2025, know them. It becomes the first published version with the first project.
"""

from portal.kuemmerer.terms.shipped.build_up import BUILD_UP
from portal.kuemmerer.terms.shipped.expansion import EXPANSION
from portal.kuemmerer.terms.shipped.implementation import IMPLEMENTATION
from portal.kuemmerer.terms.shipped.preparation import PREPARATION
from portal.kuemmerer.terms.shipped.shape import ShippedStep

SHIPPED_STEPS: tuple[ShippedStep, ...] = (*PREPARATION, *BUILD_UP, *IMPLEMENTATION, *EXPANSION)

__all__ = ["SHIPPED_STEPS", "ShippedStep"]
