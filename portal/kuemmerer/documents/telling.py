"""How projects are told on paper and on the page that is printed: the same words for both."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from portal.kernel.clock import today
from portal.kernel.runtime import settings
from portal.kernel.standing import Figure, Measure
from portal.kuemmerer.queries.overview import Since
from portal.kuemmerer.terms.exchange import MOST_IN_BLOCK
from portal.kuemmerer.terms.projects import Phase
from portal.places import queries as places
from portal.web.i18n import _, as_date, as_number, ngettext

if TYPE_CHECKING:
    from portal.kuemmerer.models import ChecklistStep, KuemmererProject

#: What of the aim stands on a Steckbrief: with all the rest it fits on one page.
LONGEST_AIM_TOLD, MOST_STEPS_TOLD, MOST_FIGURES = 700, 5, 8


@dataclass(frozen=True)
class PhaseTold:
    """One of the four phases on a Steckbrief."""

    name: str
    line: str
    is_current: bool


@dataclass(frozen=True)
class Told:
    """A Steckbrief in words."""

    name: str
    place_names: str
    aim: str
    phase_line: str
    phases: Sequence[PhaseTold]
    progress: str
    done: Sequence[str]
    coming: Sequence[str]
    figures: Sequence[tuple[str, str]]
    contact: str
    address: str


def told(
    project: "KuemmererProject",
    *,
    done: Sequence["ChecklistStep"],
    coming: Sequence["ChecklistStep"],
    progress: tuple[int, int],
    figures: Sequence[Figure],
    path: str,
) -> Told:
    """A Steckbrief of what is known now. It says nothing that is only meant for those who work on the project."""
    return Told(
        name=project.name,
        place_names=project.place_names,
        aim=shortened(project.aim, LONGEST_AIM_TOLD),
        phase_line=_(project.phase.in_plain_words),
        phases=[_phase(project, phase) for phase in Phase],
        progress=_("%(done)s von %(total)s Schritten sind getan.", done=progress[0], total=progress[1]),
        done=[f"{step.title} ({as_date(step.done_on, 'medium')})" for step in done[:MOST_STEPS_TOLD] if step.done_on],
        coming=[_coming(step, today()) for step in coming[:MOST_STEPS_TOLD]],
        figures=[(figure.label, in_words(figure)) for figure in figures[:MOST_FIGURES]],
        contact=contact_of(project),
        address=absolute(path),
    )


def contact_of(project: "KuemmererProject") -> str:
    """Who answers questions: the Kümmerer as the public pages have it, else the number of the place."""
    phone = project.contact_phone
    name = project.contact_name
    if not phone:
        tree = places.tree()
        for place in project.places:
            node = tree.get(place.id)
            contact = tree.contact_of(node) if node else None
            if contact:
                phone, name = contact.phone, name or contact.name
                break
    return ", ".join(part for part in (name, phone) if part)


def in_words(figure: Figure) -> str:
    """The number of a figure with its unit."""
    match figure.measure:
        case Measure.EUROS:
            return f"{as_number(figure.value, 2)} €"
        case Measure.HOURS:
            return _("%(hours)s Stunden", hours=as_number(figure.value))
        case _:
            return as_number(figure.value)


def shortened(text: str, longest: int) -> str:
    """The text on one line of thought, cut at a word where it is longer than that."""
    flat = " ".join(text.split())
    if len(flat) <= longest:
        return flat
    cut, _blank, rest = flat[: longest - 1].rpartition(" ")
    return f"{cut or rest} …"


def absolute(path: str) -> str:
    """The address for paper."""
    return f"{settings().base_url.rstrip('/')}{path}"


@dataclass(frozen=True)
class Block:
    """One project in the hand-out."""

    name: str
    line: str
    done: Sequence[str]
    hard: Sequence[str]
    ideas: Sequence[str]


def block(
    project: "KuemmererProject",
    since: Since,
    ideas: Sequence[str],
    *,
    with_questions: bool,
) -> Block:
    """What one project did since the last meeting, what is hard, and what others could copy."""
    steps = [shortened(step.title, 120) for step in since.steps[:MOST_IN_BLOCK]]
    more = len(since.steps) - len(steps)
    gates = [
        _("Neue Phase seit %(day)s: %(phase)s", day=as_date(day, "medium"), phase=_(phase.label))
        for phase, day in since.phases
    ]
    hard = []
    if since.asked:
        hard.append(
            ngettext(
                "%(n)s Frage an den Landkreis, davon %(open)s ohne Antwort",
                "%(n)s Fragen an den Landkreis, davon %(open)s ohne Antwort",
                len(since.asked),
                open=since.unanswered,
            )
        )
    if with_questions:
        hard += [f"„{one.question}“" for one in since.asked[:MOST_IN_BLOCK]]
    return Block(
        name=project.name,
        line=f"{project.place_names} · {_(project.phase.label)}",
        done=[
            *gates,
            *steps,
            *([ngettext("und %(n)s weiterer Schritt", "und %(n)s weitere Schritte", more)] if more else []),
        ],
        hard=hard,
        ideas=[shortened(idea, 300) for idea in ideas[:MOST_IN_BLOCK]],
    )


def _phase(project: "KuemmererProject", phase: Phase) -> PhaseTold:
    days = project.in_phase(phase)
    if days.ended_on and days.begun_on:
        line = f"{_month(days.begun_on)} – {_month(days.ended_on)}"
    elif days.begun_on:
        line = _("seit %(month)s", month=_month(days.begun_on))
    else:
        line = _("geplant ab %(month)s", month=_month(days.planned_begin))
    return PhaseTold(_(phase.label), line, phase is project.phase)


def _coming(step: "ChecklistStep", now: date) -> str:
    """A step with its day; a day that has passed is nobody's business on paper."""
    if step.due_on is None or step.due_on < now:
        return step.title
    return _("%(step)s (bis %(day)s)", step=step.title, day=as_date(step.due_on, "medium"))


def _month(day: date) -> str:
    return f"{day.month:02}/{day.year}"
