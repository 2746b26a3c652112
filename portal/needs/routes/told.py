"""On the page of a Wortmeldung: which answers its person was told, on which way, when, and by whom."""

from typing import TYPE_CHECKING, Any

from portal.accounts import queries as accounts
from portal.contributions.policy import ContributionPermission
from portal.kernel.policy import allows
from portal.needs.queries.fate import public_title
from portal.needs.queries.told import told_about
from portal.needs.terms.telling import TellingChannel, TellingState
from portal.web.access import actor
from portal.web.i18n import _
from portal.web.panels import panel, render_panel

if TYPE_CHECKING:
    from portal.needs.models import Telling


@panel("contribution.main", order=22)
def who_was_told(*, contribution: Any, **_context: Any) -> str | None:
    """For those who may know how the person is reached, once somebody or the portal itself has told them something."""
    if not allows(ContributionPermission.READ_CONTACT, actor(), contribution):
        return None
    found = told_about(contribution.id)
    if not found:
        return None
    names = accounts.names({one.telling.by_id for one in found})
    return render_panel("needs/told.html", found=found, names=names, title=public_title, said=_in_words)


def _in_words(telling: "Telling") -> str:
    """How far it is, as one says it of this way."""
    if telling.state is not TellingState.TOLD:
        return _(telling.state.label)
    return {
        TellingChannel.MAIL: _("geschrieben"),
        TellingChannel.LETTER: _("in der Post"),
        TellingChannel.CALL: _("angerufen"),
    }[telling.channel]
