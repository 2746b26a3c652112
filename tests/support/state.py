"""What a process remembers between requests, and tests must not."""

import sys
from time import monotonic

from portal.web import limits, site


def forget_process_state() -> None:
    """Be as a freshly started process would be."""
    site.forget_site()
    limits.forget_all()
    if throttle := sys.modules.get("portal.accounts.actions.throttle"):
        throttle.start_anew()
    if places := sys.modules.get("portal.places.queries.snapshot"):
        places.forget_tree()


def renew_process_state(*, ahead: float = 0) -> None:
    """What the process knows of the county and its places was read this moment; what it does not know stays unknown.

    With `ahead` it counts as just read for so many seconds more.
    """
    for kept in (site._kept, getattr(sys.modules.get("portal.places.queries.snapshot"), "_kept", [])):
        kept[:] = [(monotonic() + ahead, known) for _, known in kept]
