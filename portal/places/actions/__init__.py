"""What can be done with places: add an Ortsteil, say how it can be reached, and, in `importing`, read files of boundaries.

`importing` is named where it is used: the libraries for geometry it needs take as long to load as a third of the portal.
"""

from portal.places.actions.editing import add_locality, edit_place
from portal.places.actions.report import ImportRefused, ImportReport

__all__ = ["ImportRefused", "ImportReport", "add_locality", "edit_place"]
