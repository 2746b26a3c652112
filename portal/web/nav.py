"""The menus. Features register their entries; people see those they may open."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from flask import Flask, request, url_for

from portal.kernel import policy
from portal.kernel.policy import Actor, Role
from portal.web.access import actor
from portal.web.i18n import _


@dataclass(frozen=True)
class Entry:
    label: str
    endpoint: str
    order: int
    permission: StrEnum | None
    roles: tuple[Role, ...]
    count: Callable[[Actor], int | None] | None
    icon: str | None

    def shown_to(self, who: Actor) -> bool:
        if self.permission is not None:
            return policy.allows(self.permission, who)
        return who.holds(*self.roles) if self.roles else True


@dataclass(frozen=True)
class Link:
    """One entry as the template shows it."""

    label: str
    href: str
    is_current: bool
    count: int | None
    icon: str | None


_entries: dict[str, dict[str, Entry]] = defaultdict(dict)
#: Start pages: every address lies beneath them, so only they themselves are current.
_ROOTS = ("/", "/arbeit")


def nav_entry(
    area: str,
    *,
    label: str,
    endpoint: str,
    order: int = 50,
    permission: StrEnum | None = None,
    roles: tuple[Role, ...] = (),
    count: Callable[[Actor], int | None] | None = None,
    icon: str | None = None,
) -> None:
    """Register an entry of "public", "work" or "admin". With `roles` it is shown to who holds one of them anywhere."""
    _entries[area][endpoint] = Entry(label, endpoint, order, permission, roles, count, icon)


def nav(area: str) -> tuple[Link, ...]:
    """The entries of an area for the reader, with the current one marked (the longest address that fits)."""
    who = actor()
    shown = sorted((e for e in _entries[area].values() if e.shown_to(who)), key=lambda e: e.order)
    hrefs = [_address(request.script_root, e.endpoint) for e in shown]
    fitting = [h for h in hrefs if request.path == h or (h not in _ROOTS and request.path.startswith(h + "/"))]
    current = max(fitting, key=len, default=None)
    return tuple(
        Link(_(e.label), href, href == current, e.count(who) if e.count else None, e.icon)
        for e, href in zip(shown, hrefs, strict=True)
    )


@lru_cache(maxsize=256)
def _address(_root: str, endpoint: str) -> str:
    """Built once for each place the portal may be mounted at."""
    return url_for(endpoint)


def init(app: Flask) -> None:
    app.jinja_env.globals["nav"] = nav
