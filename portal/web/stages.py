"""The pages of one thing that is worked on for weeks, above each of them: stages of the work, and the pages of each stage.

A feature makes one `Stages` and names its pages module by module; a page is shown to those who may open it.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask import request, url_for

from portal.kernel.policy import allows
from portal.kernel.text import N_
from portal.web.access import actor
from portal.web.i18n import _


class Stage(StrEnum):
    """A stretch of the work. Its pages are shown when one of them is open."""

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
class _Tab:
    label: str
    endpoint: str
    permission: StrEnum
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


class Stages:
    """The pages of one kind of thing; `parameter` is what addresses of its pages call its id, for example "survey_id".

    `labels` are words of its own for the stages, for example "Durchführen" for a meeting.
    """

    def __init__(self, parameter: str, *, labels: dict[Stage, str] | None = None) -> None:
        self._parameter = parameter
        self._labels = labels or {}
        self._tabs: dict[str, _Tab] = {}

    def tab(
        self, label: str, endpoint: str, permission: StrEnum, *, order: int, modules: frozenset[str] = frozenset()
    ) -> None:
        """Add a page. `order` says which stage it belongs to: from 0 overview, from 11 plan, from 30 collect, from 45 evaluate."""
        self._tabs[endpoint] = _Tab(label, endpoint, permission, order, modules | {endpoint.partition(".")[0]})

    def of(self, thing: Any) -> list[ShownTab]:
        """The stages with their pages, as far as this reader may open any of this thing."""
        reader = actor()
        module = (request.endpoint or "").partition(".")[0]
        open_to_reader = [
            one
            for one in sorted(self._tabs.values(), key=lambda one: one.order)
            if allows(one.permission, reader, thing)
        ]
        found = []
        for stage in Stage:
            pages = tuple(
                ShownTab(_(one.label), url_for(one.endpoint, **{self._parameter: thing.id}), module in one.modules)
                for one in open_to_reader
                if one.stage is stage
            )
            if pages:
                label = _(self._labels.get(stage, stage.label))
                found.append(ShownTab(label, pages[0].href, any(one.is_current for one in pages), pages))
        return found
