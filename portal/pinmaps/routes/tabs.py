"""The pages of one Nadelkarte, above each of them: in the order of the work. Every module of routes adds its own."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from flask import request, url_for

from portal.kernel.policy import allows
from portal.kernel.text import N_
from portal.pinmaps import queries
from portal.pinmaps.policy import PinMapPermission
from portal.web.access import actor
from portal.web.i18n import _

if TYPE_CHECKING:
    from portal.pinmaps.models import PinMap


class Stage(StrEnum):
    """A stretch of the work on a map. Its pages are shown when one of them is open."""

    OVERVIEW = "overview"
    PREPARE = "prepare"
    COLLECT = "collect"
    EVALUATE = "evaluate"

    @property
    def label(self) -> str:
        return _STAGE_LABELS[self]


_STAGE_LABELS = {
    Stage.OVERVIEW: N_("Überblick"),
    Stage.PREPARE: N_("Planen"),
    Stage.COLLECT: N_("Sammeln"),
    Stage.EVALUATE: N_("Auswerten"),
}
#: The first number in the order of pages at which each stage begins.
_STAGES = ((45, Stage.EVALUATE), (30, Stage.COLLECT), (11, Stage.PREPARE), (0, Stage.OVERVIEW))


@dataclass(frozen=True)
class Tab:
    """One page of a map."""

    label: str
    endpoint: str
    permission: PinMapPermission
    order: int
    #: Modules whose pages belong to it without being named above.
    modules: frozenset[str]

    @property
    def stage(self) -> Stage:
        return next(stage for first, stage in _STAGES if self.order >= first)


@dataclass(frozen=True)
class ShownTab:
    """A page, or a stage that leads to the first of its pages, as this reader sees it."""

    label: str
    href: str
    is_current: bool
    pages: tuple["ShownTab", ...] = ()


_tabs: dict[str, Tab] = {}


def tab(
    label: str, endpoint: str, permission: PinMapPermission, *, order: int, modules: frozenset[str] = frozenset()
) -> None:
    """Add a page; `endpoint` takes `map_id`. It is shown to those who may open it."""
    _tabs[endpoint] = Tab(label, endpoint, permission, order, modules | {endpoint.partition(".")[0]})


def map_in_url(map_id: UUID, **_deeper: object) -> "PinMap":
    """The map that the address of one of its pages names. Raises `NotFound`."""
    return queries.pin_map(map_id)


def tabs_of(pin_map: "PinMap") -> list[ShownTab]:
    """The stages with their pages, as far as this reader may open any."""
    reader = actor()
    module = (request.endpoint or "").partition(".")[0]
    open_to_reader = [
        one for one in sorted(_tabs.values(), key=lambda one: one.order) if allows(one.permission, reader, pin_map)
    ]
    found = []
    for stage in Stage:
        pages = tuple(
            ShownTab(_(one.label), url_for(one.endpoint, map_id=pin_map.id), module in one.modules)
            for one in open_to_reader
            if one.stage is stage
        )
        if pages:
            found.append(ShownTab(_(stage.label), pages[0].href, any(one.is_current for one in pages), pages))
    return found
