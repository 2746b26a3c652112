"""What two people wrote at the same time: one's own words stay in the form, what is stored stands beside them."""

from collections.abc import Mapping, Sequence

from portal.kernel.db import Versioned
from portal.kernel.errors import Conflict, DomainError
from portal.web.errors import status_of
from portal.web.forms import VersionedForm


def refused(form: VersionedForm, error: DomainError, version: int) -> int:
    """Say in the form why it was not saved; returns the status of the page that shows it again.

    After a conflict the form carries `version`, the stored one, and may be saved again. After anything else it keeps the one its
    author saw, so that a change they have not seen yet is still a conflict when they send it again.
    """
    form.take(error)
    if isinstance(error, Conflict):
        form.version.data = str(version)
    return status_of(error)


def conflicts_of(
    form: VersionedForm, stored: Versioned, names: Sequence[str], *, told: Mapping[str, object] | None = None
) -> list[tuple[str, str, str]]:
    """(label, what is stored, what was typed) of each of these fields whose two texts differ; the form may then be saved again.

    `told` is what is stored where a field is called otherwise there.
    """
    theirs = {name: str((told[name] if told else getattr(stored, name)) or "") for name in names}
    mine = {name: str(form[name].data or "") for name in names}
    form.version.data = str(stored.version)
    return [(form[name].label.text, theirs[name], mine[name]) for name in names if theirs[name] != mine[name]]
