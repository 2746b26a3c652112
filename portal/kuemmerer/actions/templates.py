"""The Checkliste of the county: the one that came with the portal, drafts, and what is published."""

from portal.kernel.clock import now
from portal.kernel.db import session
from portal.kuemmerer.models import ChecklistVersion, TemplateStep
from portal.kuemmerer.queries import templates
from portal.kuemmerer.terms.shipped import SHIPPED_STEPS
from portal.kuemmerer.terms.steps import ChecklistState


def current() -> ChecklistVersion:
    """The version that projects begin with. The first time it is what came with the portal, published as number 1."""
    return templates.published() or _take_in()


def shipped_steps() -> list[TemplateStep]:
    """What came with the portal as steps of no version yet."""
    return [
        TemplateStep(
            key=one.key,
            phase=one.phase,
            position=number,
            title=one.title,
            explanation=one.explanation,
            responsible=one.responsible,
            due_after=one.due[0],
            due_unit=one.due[1],
            proof=one.proof,
            aid=one.aid,
        )
        for number, one in enumerate(SHIPPED_STEPS, 1)
    ]


def _take_in() -> ChecklistVersion:
    first = ChecklistVersion(number=1, state=ChecklistState.PUBLISHED, published_at=now(), steps=shipped_steps())
    session().add(first)
    session().flush()
    return first
