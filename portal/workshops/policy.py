"""Who may do what with Zukunftswerkstätten.

Those who work in the Sozialraum prepare and lead a workshop: what happens in the room is decided in the room. That everybody sees
its page, and later its documentation, the Sozialplanung or the Gemeinde decides, in whose name it appears. Administrators see no
cards.
"""

from enum import StrEnum

from portal.kernel.policy import Actor, Role, Rule, has_role, has_role_here, policy, rule
from portal.workshops.models import FutureWorkshop, ProjectSketch
from portal.workshops.terms.steps import WorkshopStep

#: The roles that prepare and lead workshops in their Sozialraum.
EDITORS = (Role.PLANNER, Role.KUEMMERER, Role.MODERATOR, Role.MUNICIPALITY)
#: The roles that let everybody see one and what came out of it.
PUBLISHERS = (Role.PLANNER, Role.MUNICIPALITY)


class WorkshopPermission(StrEnum):
    """What can be done with a Zukunftswerkstatt."""

    #: Open the list of those one works on.
    LIST = "workshop:list"
    READ = "workshop:read"
    #: Open the page for drafting one.
    DRAFT = "workshop:draft"
    #: Draft one for a particular Sozialraum.
    DRAFT_HERE = "workshop:draft-here"
    EDIT = "workshop:edit"
    #: Go from step to step, turn criticism into wishes.
    LEAD = "workshop:lead"
    #: Write down project sketches.
    SKETCH = "workshop:sketch"
    PUBLISH = "workshop:publish"
    #: Let everybody read the documentation.
    RELEASE = "workshop:release"
    #: Take the documentation back from the public page.
    CALL_BACK = "workshop:call-back"
    #: Choose what goes on to a Bedarf.
    HAND_ON = "workshop:hand-on"
    #: Take the documentation out of the house.
    EXPORT = "workshop:export"
    DISCARD = "workshop:discard"


class SketchPermission(StrEnum):
    """What can be done with a project sketch."""

    READ = "sketch:read"
    EDIT = "sketch:edit"
    #: Tell what became of it.
    FOLLOW = "sketch:follow"
    DISCARD = "sketch:discard"


@rule
def is_public(_: Actor, workshop: FutureWorkshop) -> bool:
    """Everybody sees its page."""
    return workshop.is_public


@rule
def is_released(_: Actor, workshop: FutureWorkshop) -> bool:
    """Everybody may read its documentation."""
    return workshop.is_released


@rule
def has_begun(_: Actor, workshop: FutureWorkshop) -> bool:
    """The preparation is behind it."""
    return workshop.step is not WorkshopStep.PREPARATION


@rule
def is_over(_: Actor, workshop: FutureWorkshop) -> bool:
    """Nothing is written on its wall any more."""
    return workshop.step.is_over


@rule
def is_permanent(_: Actor, workshop: FutureWorkshop) -> bool:
    """Its last step is reached; there is no way back."""
    return workshop.step is WorkshopStep.PERMANENT


@rule
def is_handed_on(_: Actor, sketch: ProjectSketch) -> bool:
    """It is a Wortmeldung now, with a fate of its own."""
    return sketch.contribution_id is not None


def of_its_workshop(asked: Rule) -> Rule:
    """The same rule, asked of the workshop of a sketch."""
    return Rule(asked.name, lambda actor, sketch: asked(actor, sketch.workshop))


POLICY = policy(
    {
        WorkshopPermission.LIST: has_role(*EDITORS),
        WorkshopPermission.READ: has_role_here(*EDITORS),
        WorkshopPermission.DRAFT: has_role(*EDITORS),
        WorkshopPermission.DRAFT_HERE: has_role_here(*EDITORS),
        WorkshopPermission.EDIT: has_role_here(*EDITORS),
        WorkshopPermission.LEAD: has_role_here(*EDITORS) & ~is_permanent,
        WorkshopPermission.SKETCH: has_role_here(*EDITORS) & has_begun,
        WorkshopPermission.PUBLISH: has_role_here(*PUBLISHERS) & ~is_public,
        WorkshopPermission.RELEASE: has_role_here(*PUBLISHERS) & is_over & ~is_released,
        WorkshopPermission.CALL_BACK: has_role_here(*PUBLISHERS) & is_released,
        WorkshopPermission.HAND_ON: has_role_here(*EDITORS) & has_begun,
        WorkshopPermission.EXPORT: has_role_here(*EDITORS) & has_begun,
        WorkshopPermission.DISCARD: has_role_here(*EDITORS) & ~has_begun & ~is_public,
        SketchPermission.READ: has_role_here(*EDITORS),
        SketchPermission.EDIT: has_role_here(*EDITORS),
        SketchPermission.FOLLOW: has_role_here(*EDITORS) & of_its_workshop(is_over),
        SketchPermission.DISCARD: has_role_here(*EDITORS) & ~is_handed_on,
    }
)
