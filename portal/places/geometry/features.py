"""What every reader hands over, whatever the file was."""

from dataclasses import dataclass, field
from typing import Any

from shapely.geometry.base import BaseGeometry

from portal.places.geometry.remarks import Where


@dataclass(frozen=True)
class RawFeature:
    """One object of a file as it stands there. `problem` says in German why its geometry could not be read."""

    where: Where
    #: Attribute names in lower case; values as the file holds them.
    properties: dict[str, Any]
    geometry: BaseGeometry | None
    problem: str = ""


@dataclass(frozen=True)
class Layer:
    """One layer of a file. `crs` is what the file itself says ("EPSG:31467"); empty when it says nothing."""

    name: str
    crs: str
    features: tuple[RawFeature, ...] = field(default=())


def lowered(properties: dict[str, Any]) -> dict[str, Any]:
    """Attributes under lower-case names: deliveries write AGS, ags and Ags."""
    return {str(name).lower(): value for name, value in properties.items()}
