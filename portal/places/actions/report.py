"""What an import did, or why it did nothing."""

from collections import Counter
from dataclasses import dataclass, field

from portal.kernel import audit
from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_
from portal.places.geometry.remarks import Remark, Where
from portal.places.terms import PlaceKind

PLACES_IMPORTED = audit.kind("places.imported", N_("Grenzen eingelesen"), keys=("county_id", "added", "changed"))


@dataclass
class ImportReport:
    """Counts by kind, and sentences about single objects. With errors nothing was written."""

    county: str = ""
    added: Counter[PlaceKind] = field(default_factory=Counter)
    changed: Counter[PlaceKind] = field(default_factory=Counter)
    unchanged: Counter[PlaceKind] = field(default_factory=Counter)
    notes: list[Remark] = field(default_factory=list)
    errors: list[Remark] = field(default_factory=list)

    def note(self, where: Where, message: str, **params: object) -> None:
        """Remark on something that was accepted."""
        self.notes.append(Remark(where, message, params))

    def refuse(self, where: Where, message: str, **params: object) -> None:
        """Remark on something that keeps the whole import from happening."""
        self.errors.append(Remark(where, message, params))

    def stop_if_refused(self) -> None:
        """Raises `ImportRefused` when there is any error."""
        if self.errors:
            raise ImportRefused(self)


class ImportRefused(InvalidInput):
    """A file cannot be imported as it is; nothing was written. `report` says why, object by object."""

    code = "places.import-refused"
    message = N_("Es wurde nichts eingelesen: %(count)s Fehler in der Datei.")

    def __init__(self, report: ImportReport) -> None:
        super().__init__(count=len(report.errors))
        self.report = report
