"""Tables of the Nadelkarten and Ortsbegehungen."""

from portal.pinmaps.models.maps import PinCategory, PinGroup, PinMap
from portal.pinmaps.models.pins import ALL_MONTHS, EVERYTHING, MapSession, MapSessionPhoto, Pin, PinCell, PinSitting
from portal.pinmaps.models.walks import WalkAudit, WalkFinding

__all__ = [
    "ALL_MONTHS",
    "EVERYTHING",
    "MapSession",
    "MapSessionPhoto",
    "Pin",
    "PinCategory",
    "PinCell",
    "PinGroup",
    "PinMap",
    "PinSitting",
    "WalkAudit",
    "WalkFinding",
]
