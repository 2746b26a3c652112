"""What every page knows of the county it belongs to. The `county` room provides it; here it is only kept for a moment."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class SiteInfo:
    """The face of this installation."""

    #: Name of the portal in the header.
    name: str = "Miteinander"
    #: "Landkreis Unterallgäu".
    county_name: str = ""
    #: All data are invented.
    is_example: bool = False
    arms_url: str | None = None
    colours_url: str | None = None
    contact_name: str = ""
    contact_phone: str = ""
    contact_email: str = ""


Provider = Callable[[], SiteInfo | None]
KEEP_SECONDS = 5.0

_providers: list[Provider] = []
_kept: list[tuple[float, SiteInfo]] = []


def provide_site(provider: Provider) -> Provider:
    """Register who knows the county. The last one counts."""
    _providers[:] = [provider]
    forget_site()
    return provider


def site() -> SiteInfo:
    """The county as pages show it, at most five seconds old."""
    if _kept and time.monotonic() - _kept[0][0] < KEEP_SECONDS:
        return _kept[0][1]
    info = (_providers[0]() if _providers else None) or SiteInfo()
    _kept[:] = [(time.monotonic(), info)]
    return info


def forget_site() -> None:
    """Ask the provider again at the next page."""
    _kept.clear()
