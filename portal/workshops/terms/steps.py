"""The seven steps, which may follow which, and what is open on the wall in each."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.kernel.text import N_
from portal.kernel.workflow import Transitions


class Phase(StrEnum):
    """The three phases of the workshop proper; each has its column on the wall, in this order."""

    CRITIQUE = "critique"
    FANTASY = "fantasy"
    REALISATION = "realisation"

    @property
    def label(self) -> str:
        return _PHASES[self][0]

    @property
    def hint(self) -> str:
        """What stands above the column on the wall and on the phones."""
        return _PHASES[self][1]

    @property
    def closed_because(self) -> str:
        """Why the column takes no cards just now, kindly, for the people with the phones."""
        return _PHASES[self][2]


_PHASES = {
    Phase.CRITIQUE: (
        N_("Kritik"),
        N_("Was stört, was ärgert, was fehlt? Ein Gedanke je Karte."),
        N_(
            "Die Kritik hat ihren Platz gehabt und ist gut aufgehoben. Jetzt wird geträumt: Schreiben Sie, wie es schön wäre."
        ),
    ),
    Phase.FANTASY: (
        N_("Phantasie"),
        N_("Wie wäre es schön? Geld und Gesetze zählen jetzt nicht."),
        N_("Die Wünsche sind gesammelt. Was noch keimt, nehmen Sie in die Verwirklichung mit."),
    ),
    Phase.REALISATION: (
        N_("Verwirklichung"),
        N_("Was machen wir davon? Wer kann etwas beitragen, und was ist der erste Schritt?"),
        N_("Um die Umsetzung geht es später. Noch müssen wir nicht wissen, wie."),
    ),
}


class WorkshopStep(StrEnum):
    """Where a Zukunftswerkstatt stands."""

    PREPARATION = "preparation"
    ARRIVAL = "arrival"
    CRITIQUE = "critique"
    FANTASY = "fantasy"
    REALISATION = "realisation"
    REFLECTION = "reflection"
    PERMANENT = "permanent"

    @property
    def label(self) -> str:
        return _STEPS[self][0]

    @property
    def meaning(self) -> str:
        """What happens in it, in one sentence that everybody may read."""
        return _STEPS[self][1]

    @property
    def tone(self) -> str:
        return _STEPS[self][2]

    @property
    def number(self) -> int:
        """Its place among the seven, from 1."""
        return ORDER.index(self) + 1

    @property
    def phase(self) -> Phase | None:
        """The phase it is, if it is one of the three."""
        return next((phase for phase in Phase if phase.value == self.value), None)

    @property
    def is_over(self) -> bool:
        """Whether nothing is written on the wall any more."""
        return self in (WorkshopStep.REFLECTION, WorkshopStep.PERMANENT)


_STEPS = {
    WorkshopStep.PREPARATION: (
        N_("Vorbereitung"),
        N_("Einladen, Raum und Material richten, den Ablauf planen."),
        "neutral",
    ),
    WorkshopStep.ARRIVAL: (N_("Ankommen"), N_("Sich kennenlernen und verabreden, wie es läuft."), "info"),
    WorkshopStep.CRITIQUE: (N_("Kritik"), N_("Sagen, was stört. Alles darf auf den Tisch."), "success"),
    WorkshopStep.FANTASY: (N_("Phantasie"), N_("Aus jeder Kritik wird ein Wunsch. Alles ist erlaubt."), "success"),
    WorkshopStep.REALISATION: (N_("Verwirklichung"), N_("Aus Wünschen werden Projekte: was, wer, wann."), "success"),
    WorkshopStep.REFLECTION: (N_("Nachklang"), N_("Zurückschauen, danken und verabreden, wie es weitergeht."), "info"),
    WorkshopStep.PERMANENT: (
        N_("Permanente Werkstatt"),
        N_("Die Projekte laufen. Immer wieder schauen wir, was daraus geworden ist."),
        "info",
    ),
}
#: The steps as they follow each other.
ORDER = tuple(WorkshopStep)


def _neighbours() -> dict[WorkshopStep, frozenset[WorkshopStep]]:
    """On to the next step, and back to the one before as long as the wall is not closed."""
    found = {}
    for place, step in enumerate(ORDER):
        near = {*ORDER[place + 1 : place + 2], *(ORDER[place - 1 : place] if place else ())}
        found[step] = frozenset(near) if step is not WorkshopStep.PERMANENT else frozenset()
    return found


WORKSHOP: Transitions[WorkshopStep] = Transitions(_neighbours())


def after(step: WorkshopStep) -> WorkshopStep | None:
    """The step that follows; None after the last."""
    return next(iter(ORDER[step.number : step.number + 1]), None)


def before(step: WorkshopStep) -> WorkshopStep | None:
    """The step one may go back to; None where there is no way back."""
    place = step.number - 1
    found = ORDER[place - 1] if place else None
    return found if found is not None and WORKSHOP.allows(step, found) else None


@dataclass(frozen=True)
class Opening:
    """Which columns of the wall take cards and which take dots."""

    cards: frozenset[Phase] = frozenset()
    dots: frozenset[Phase] = frozenset()


_NOTHING = Opening()
#: While people write. Criticism has no place in the Phantasie phase: there its column is closed.
COLLECTING = {phase: Opening(cards=frozenset({phase})) for phase in Phase}
#: While people weigh with dots what was written: nothing new comes in between.
WEIGHING = {phase: Opening(dots=frozenset({phase})) for phase in (Phase.CRITIQUE, Phase.FANTASY)}
#: Over weeks online people come when they have time, so both are open at once.
ONLINE = {
    Phase.CRITIQUE: Opening(cards=frozenset({Phase.CRITIQUE})),
    Phase.FANTASY: Opening(cards=frozenset({Phase.FANTASY}), dots=frozenset({Phase.FANTASY})),
    Phase.REALISATION: Opening(cards=frozenset({Phase.REALISATION})),
}


def opening(step: WorkshopStep, *, is_online: bool, weighs: bool) -> Opening:
    """What is open on the wall in a step."""
    phase = step.phase
    if phase is None:
        return _NOTHING
    if is_online:
        return ONLINE[phase]
    return WEIGHING[phase] if weighs and phase in WEIGHING else COLLECTING[phase]


def closed_in(step: WorkshopStep) -> list[Phase]:
    """The phase before this one: people may look for its column in vain, and are told why."""
    phase = step.phase
    earlier = list(Phase)[: list(Phase).index(phase)] if phase is not None else []
    return earlier[-1:]


def step_on(day: date, *, starts: tuple[date, date, date], ends_on: date) -> WorkshopStep:
    """The step that the dates of an online workshop name for a day: before them the preparation, after them the Nachklang."""
    if day > ends_on:
        return WorkshopStep.REFLECTION
    begun = sum(day >= start for start in starts)
    return (WorkshopStep.PREPARATION, WorkshopStep.CRITIQUE, WorkshopStep.FANTASY, WorkshopStep.REALISATION)[begun]
