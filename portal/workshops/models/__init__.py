"""Tables of the Zukunftswerkstätten."""

from portal.workshops.models.sketches import ProjectSketch, SketchEntry
from portal.workshops.models.workshops import FutureWorkshop, RunSheetItem, Wish

__all__ = ["FutureWorkshop", "ProjectSketch", "RunSheetItem", "SketchEntry", "Wish"]
