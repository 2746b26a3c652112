"""Parts of pages that are the same for everybody who looks at a wall: drawn once for each change, then handed to all.

Nothing personal may stand in them: no token, no name of a phone, nothing of who is signed in.
"""

from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar
from uuid import UUID

from flask import render_template
from markupsafe import Markup

from portal.web.i18n import language

Part = TypeVar("Part")
_MOST = 256
_lock = Lock()
_kept: dict[tuple[str, UUID, str], tuple[int, Any]] = {}


def draw(template: str, **context: Any) -> Markup:
    """The HTML of a part from its own template."""
    return Markup(render_template(template, **context))  # noqa: S704 - a rendered template, escaped as every one


def drawn(kind: str, wall_id: UUID, change: int, make: Callable[[], Part]) -> Part:
    """The part `kind` of a wall at this `change`. While one request draws it, the others wait instead of drawing it too."""
    key = (kind, wall_id, language())
    known = _kept.get(key)
    if known is None or known[0] != change:
        with _lock:
            known = _kept.get(key)
            if known is None or known[0] < change:
                if len(_kept) >= _MOST:
                    _kept.clear()
                known = (change, make())
                _kept[key] = known
    part: Part = known[1]
    return part
