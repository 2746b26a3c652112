"""How a group meets: as a Runder Tisch that exists, or as one that begins with its members."""

from dataclasses import dataclass
from uuid import UUID

from portal.kernel.db import session
from portal.kernel.errors import InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.kuemmerer.actions.telling import mark_active
from portal.kuemmerer.models import WorkingGroup
from portal.kuemmerer.policy import KuemmererPermission
from portal.kuemmerer.queries import meetings as queries
from portal.places.models import Sozialraum
from portal.roundtables.actions import members as round_table_members
from portal.roundtables.actions import series
from portal.roundtables.actions.series import SeriesDraft
from portal.roundtables.models import RoundTable
from portal.roundtables.terms.series import Rhythm


@dataclass(frozen=True, kw_only=True)
class MeetingsDraft:
    """How a group will meet."""

    title: str
    place: Sozialraum
    rhythm: Rhythm = Rhythm.QUARTERLY
    venue: str = ""


def link_series(group: WorkingGroup, round_table_id: UUID, *, by: Actor) -> None:
    """Let a group meet as a Runder Tisch of its place. Raises `InvalidInput` for one `by` may not open, or of elsewhere."""
    ensure(KuemmererPermission.EDIT, by, group)
    if round_table_id not in {one.id for one in queries.linkable_series(by, group.project)}:
        raise InvalidInput(
            "kuemmerer.unknown-series",
            N_("Diesen Runden Tisch gibt es hier nicht (mehr). Bitte wählen Sie neu."),
            field="round_table_id",
        )
    group.round_table_id = round_table_id
    mark_active(group.project)


def begin_series(group: WorkingGroup, draft: MeetingsDraft, *, submission_key: UUID, by: Actor) -> RoundTable:
    """Begin a Runder Tisch for a group and take its members from the network along. The same key again answers what is there.

    It is not public: a group decides itself when it shows what it works on. Raises `InvalidInput`; `Forbidden` for a place where
    `by` may begin none.
    """
    ensure(KuemmererPermission.EDIT, by, group)
    made = series.set_up(
        SeriesDraft(
            title=draft.title,
            place=draft.place,
            purpose=group.purpose,
            rhythm=draft.rhythm,
            venue=draft.venue,
            contact_name=by.name,
            is_public=False,
        ),
        submission_key=submission_key,
        by=by,
    )
    contacts = {one.contact_id for one in group.present_members if one.contact_id is not None}
    round_table_members.take_contacts(made, contacts, by=by)
    group.round_table_id = made.id
    session().flush()
    mark_active(group.project)
    return made


def unlink_series(group: WorkingGroup, *, by: Actor) -> None:
    """Forget as what a group meets; the Runder Tisch itself stays. Doing it again does nothing."""
    ensure(KuemmererPermission.EDIT, by, group)
    group.round_table_id = None
    mark_active(group.project)
