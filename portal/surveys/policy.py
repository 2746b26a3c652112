"""Who may do what with surveys.

Everybody answers what is published. Those who work in the Sozialraum draft, run and read a survey; the Sozialplanung or the
Gemeinde, in whose name it appears, publishes it and what came out. Administrators see no answers.
"""

from enum import StrEnum

from portal.kernel.policy import Actor, Role, has_role, has_role_here, policy, rule
from portal.surveys.models import Survey
from portal.surveys.terms import SurveyState

#: The roles that prepare and run a survey in their Sozialraum.
EDITORS = (Role.PLANNER, Role.KUEMMERER, Role.MODERATOR, Role.MUNICIPALITY)
#: The roles that let everybody answer it, and let everybody see the result.
PUBLISHERS = (Role.PLANNER, Role.MUNICIPALITY)


class SurveyPermission(StrEnum):
    """What can be done with a survey."""

    #: Open the list of those one works on.
    LIST = "survey:list"
    #: See the questionnaire and how it runs.
    READ = "survey:read"
    #: Open the page for drafting one.
    DRAFT = "survey:draft"
    #: Draft one for a particular Sozialraum.
    DRAFT_HERE = "survey:draft-here"
    EDIT = "survey:edit"
    PUBLISH = "survey:publish"
    CLOSE = "survey:close"
    REOPEN = "survey:reopen"
    DISCARD = "survey:discard"
    #: Make personal codes and letters.
    INVITE = "survey:invite"
    #: Type sheets of paper.
    TYPE_SHEETS = "survey:type-sheets"
    #: See counted answers and free texts.
    READ_RESULTS = "survey:read-results"
    #: Mark, tag and send free texts on.
    CODE_TEXTS = "survey:code-texts"
    #: Take single answers out of the house.
    EXPORT = "survey:export"
    #: Show a frozen result to everybody.
    RELEASE = "survey:release"
    #: Keep questions for everybody who drafts.
    KEEP_QUESTIONS = "survey:keep-questions"


@rule
def is_draft(_: Actor, survey: Survey) -> bool:
    """Nobody outside has seen it yet."""
    return survey.state is SurveyState.DRAFT


@rule
def is_published(_: Actor, survey: Survey) -> bool:
    """It can be answered in its period."""
    return survey.state is SurveyState.PUBLISHED


@rule
def is_closed(_: Actor, survey: Survey) -> bool:
    """It takes nothing more."""
    return survey.state is SurveyState.CLOSED


POLICY = policy(
    {
        SurveyPermission.LIST: has_role(*EDITORS),
        SurveyPermission.READ: has_role_here(*EDITORS),
        SurveyPermission.DRAFT: has_role(*EDITORS),
        SurveyPermission.DRAFT_HERE: has_role_here(*EDITORS),
        SurveyPermission.EDIT: has_role_here(*EDITORS) & ~is_closed,
        SurveyPermission.PUBLISH: has_role_here(*PUBLISHERS) & ~is_closed,
        SurveyPermission.CLOSE: has_role_here(*PUBLISHERS) & is_published,
        SurveyPermission.REOPEN: has_role_here(*PUBLISHERS) & is_closed,
        SurveyPermission.DISCARD: has_role_here(*EDITORS) & is_draft,
        SurveyPermission.INVITE: has_role_here(*EDITORS) & is_published,
        SurveyPermission.TYPE_SHEETS: has_role_here(*EDITORS) & ~is_draft,
        SurveyPermission.READ_RESULTS: has_role_here(*EDITORS) & ~is_draft,
        SurveyPermission.CODE_TEXTS: has_role_here(*EDITORS) & ~is_draft,
        SurveyPermission.EXPORT: has_role_here(*PUBLISHERS) & ~is_draft,
        SurveyPermission.RELEASE: has_role_here(*PUBLISHERS) & ~is_draft,
        SurveyPermission.KEEP_QUESTIONS: has_role(*EDITORS),
    }
)
