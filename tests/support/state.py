"""What a process remembers between requests, and tests must not."""

import sys

from portal.web import limits, site


def forget_process_state() -> None:
    """Be as a freshly started process would be."""
    site.forget_site()
    limits.forget_all()
    if throttle := sys.modules.get("portal.accounts.actions.throttle"):
        throttle.start_anew()
    if places := sys.modules.get("portal.places.queries.snapshot"):
        places.forget_tree()
