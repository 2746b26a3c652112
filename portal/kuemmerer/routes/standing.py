"""How projects stand: their lights with the reasons, their next dates, their figures. Asked of every room that knows something."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from portal.accounts import queries as accounts
from portal.kernel.clock import today
from portal.kernel.standing import (
    PROJECT_DATES,
    PROJECT_FIGURES,
    PROJECT_LIGHTS,
    Colour,
    Dated,
    Figure,
    Light,
    worst,
)
from portal.kuemmerer import queries
from portal.kuemmerer.queries.projects import Progress
from portal.kuemmerer.terms.overview import colour_of_steps, full_months
from portal.web.access import actor
from portal.web.i18n import _, as_date, ngettext
from portal.web.panels import collect

if TYPE_CHECKING:
    from portal.kuemmerer.models import KuemmererProject


@dataclass(frozen=True)
class Standing:
    """One project as the county view shows it."""

    project: "KuemmererProject"
    progress: Progress
    #: Every reason for its colour, the worst first; empty when all is well.
    reasons: Sequence[Light]
    colour: Colour
    next: Dated | None
    people: Sequence[str]
    today: date

    @property
    def months(self) -> int:
        """How many full months it has been in its phase."""
        return full_months(self.project.now.begin, self.today)

    @property
    def in_words(self) -> str:
        """How long it has been in its phase, beside the usual length."""
        usual = self.project.phase.months
        told = ngettext("seit %(n)s Monat", "seit %(n)s Monaten", self.months)
        return f"{told} ({_('üblich %(months)s', months=usual)})" if usual else told


def standings(projects: Sequence["KuemmererProject"]) -> list[Standing]:
    """How these stand, for the reader. A constant number of queries."""
    ids, day = [one.id for one in projects], today()
    progress = queries.progress_of(ids)
    known = {"who": actor(), "subject_ids": ids, "today": day}
    lights: dict[UUID, list[Light]] = defaultdict(list)
    dates: dict[UUID, list[Dated]] = defaultdict(list)
    if ids:
        for light in collect(PROJECT_LIGHTS, **known):
            lights[light.subject_id].append(light)
        for dated in collect(PROJECT_DATES, **known):
            dates[dated.subject_id].append(dated)
    names = accounts.names([one for project in projects for one in project.responsible_ids])
    return [
        _standing(project, progress.get(project.id, Progress()), lights[project.id], dates[project.id], names, day)
        for project in projects
    ]


def figures_of(projects: Sequence["KuemmererProject"]) -> dict[UUID, list[Figure]]:
    """What the rooms count about each of these, in their order."""
    found: dict[UUID, list[Figure]] = defaultdict(list)
    for figure in collect(PROJECT_FIGURES, who=actor(), subject_ids=[one.id for one in projects], today=today()):
        found[figure.subject_id].append(figure)
    return found


def light_of_steps(project_id: UUID, progress: Progress, day: date) -> Light | None:
    """The light of a project's steps; None when none is overdue."""
    if not progress.overdue or progress.next_due is None:
        return None
    colour = colour_of_steps(progress.overdue, (day - progress.next_due).days)
    reason = ngettext(
        "%(n)s Schritt ist überfällig, seit %(day)s",
        "%(n)s Schritte sind überfällig, der erste seit %(day)s",
        progress.overdue,
        day=as_date(progress.next_due, "medium"),
    )
    return Light(project_id, colour, reason)


def _standing(
    project: "KuemmererProject",
    progress: Progress,
    lights: Sequence[Light],
    dates: Sequence[Dated],
    names: dict[UUID, str],
    day: date,
) -> Standing:
    own = light_of_steps(project.id, progress, day) if project.is_running else None
    all_lights = [*([own] if own else []), *lights]
    reasons = sorted(
        (light for light in all_lights if light.colour is not Colour.GREEN), key=lambda light: -light.colour.rank
    )
    if progress.next_due is not None and not progress.overdue:
        dates = [*dates, Dated(project.id, progress.next_due, _("Schritt"))]
    return Standing(
        project=project,
        progress=progress,
        reasons=reasons,
        colour=worst(all_lights),
        next=min((one for one in dates if one.on >= day), key=lambda one: one.on, default=None),
        people=[names[one] for one in project.responsible_ids if one in names],
        today=day,
    )
