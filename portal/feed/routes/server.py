"""Where this portal is reached: what every address begins with that systems, feeds and search programs are told."""

from flask import request

from portal.kernel.runtime import settings


def server() -> str:
    """The address without a slash at its end: that of the settings, so that no Host header decides where systems go next."""
    return settings().public_url or request.host_url.rstrip("/")
