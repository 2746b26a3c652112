"""What can be done with places: read a file of boundaries, add an Ortsteil, say how it can be reached."""

from portal.places.actions.editing import add_locality, edit_place
from portal.places.actions.importing import import_places
from portal.places.actions.report import ImportRefused, ImportReport
from portal.places.geometry.reading import read_layers

__all__ = ["ImportRefused", "ImportReport", "add_locality", "edit_place", "import_places", "read_layers"]
