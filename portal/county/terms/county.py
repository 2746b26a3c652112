"""What kind of county this is."""

from enum import StrEnum

from portal.kernel.text import N_


class CountyKind(StrEnum):
    """Bavaria has 71 Landkreise and 25 kreisfreie Städte."""

    RURAL = "rural"
    URBAN = "urban"

    @property
    def label(self) -> str:
        """The German word on the screen."""
        return {CountyKind.RURAL: N_("Landkreis"), CountyKind.URBAN: N_("Kreisfreie Stadt")}[self]
