"""Evenings of Runde Tische for tests: a series with people, an agenda, and whatever was written down."""

from datetime import timedelta
from uuid import uuid4

from portal.kernel.clock import now
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM, Actor
from portal.network.terms import ContactWay
from portal.places.models import Sozialraum
from portal.roundtables.actions import attending, members, notes, running, series
from portal.roundtables.actions import meetings as planning
from portal.roundtables.actions.agreements import Promise
from portal.roundtables.actions.members import PersonDraft
from portal.roundtables.actions.notes import NoteDraft
from portal.roundtables.models import AgendaItem, Agreement, Meeting, Minutes, NoteEntry, Participant, RoundTable
from portal.roundtables.queries import agreements, evening
from portal.roundtables.terms.minutes import NoteKind
from tests.factories.places import make_place, make_root

#: Name, function, organisation, way, whether the person may be named.
PEOPLE = (
    ("Anna Berger", "Seniorenbeauftragte", "Markt Rettenbach", ContactWay.MAIL, True),
    ("Josef Huber", "Vorsitzender", "Sportverein", ContactWay.LETTER, False),
    ("Maria Schmid", "", "Nachbarschaftshilfe", ContactWay.PHONE, False),
)


def make_series(
    title: str = "Runder Tisch Älterwerden", *, place: Sozialraum | None = None, public: bool = True
) -> RoundTable:
    """A series of a Gemeinde with three members of different habits."""
    where = place or make_place("Markt Rettenbach", parent=make_root())
    with unit_of_work():
        made = series.set_up(
            series.SeriesDraft(
                title=title,
                place=where,
                contact_name="Rosa Huber",
                contact_phone="08392 999-0",
                contact_email="rosa.huber@example.org",
                is_public=public,
            ),
            submission_key=uuid4(),
            by=SYSTEM,
        )
        for name, function, organisation, way, named in PEOPLE:
            draft = PersonDraft(
                name=name,
                function=function,
                organisation=organisation,
                way=way,
                email=f"{name.split()[0].casefold()}@example.org" if way is ContactWay.MAIL else "",
                phone="08392 1234",
                address="Dorfstraße 1\n87733 Markt Rettenbach",
                may_be_named=named,
            )
            members.add(made, draft, by=SYSTEM)
    return made


def make_meeting(round_table: RoundTable | None = None, *, in_days: int = 0, running_now: bool = True) -> Meeting:
    """The next meeting of a series, begun unless told otherwise."""
    series_of = round_table or make_series()
    starts = now() + timedelta(days=in_days, minutes=1)
    with unit_of_work():
        made = planning.plan(
            series_of,
            planning.MeetingDraft(
                starts_at=starts, ends_at=starts + timedelta(hours=2), title="Wie kommen wir zum Arzt?", venue="Rathaus"
            ),
            submission_key=uuid4(),
            by=SYSTEM,
        )
        if running_now:
            running.begin(made, by=SYSTEM)
    return made


def items_of(meeting: Meeting) -> list[AgendaItem]:
    """Its TOPs in order."""
    return evening.items(meeting.id)


def person(meeting: Meeting, name: str) -> Participant:
    """Somebody on the list, by the beginning of the name."""
    return next(one for one in evening.people(meeting.id) if one.name.startswith(name))


def come(meeting: Meeting, *names: str) -> None:
    """These are there; everybody without names."""
    with unit_of_work():
        for one in evening.people(meeting.id):
            if not names or one.name.split()[0] in names:
                attending.mark(one, there=True, by=SYSTEM)


def note(
    meeting: Meeting, text: str, kind: NoteKind = NoteKind.INFO, *, item: AgendaItem | None = None, by: Actor = SYSTEM
) -> NoteEntry:
    """Write something down."""
    with unit_of_work():
        return notes.write(
            meeting,
            NoteDraft(text=text, kind=kind, agenda_item_id=item.id if item else None),
            submission_key=uuid4(),
            by=by,
        )


def agree(meeting: Meeting, text: str, promise: Promise | None = None) -> Agreement:
    """Write down who does what until when."""
    with unit_of_work():
        written = notes.write(
            meeting,
            NoteDraft(text=text, kind=NoteKind.AGREEMENT, promise=promise or Promise(owner_name="Josef Huber")),
            submission_key=uuid4(),
            by=SYSTEM,
        )
    made = agreements.of_note(written.id)
    assert made is not None
    return made


def close(meeting: Meeting) -> Minutes:
    """End the evening."""
    with unit_of_work():
        return running.close(meeting, by=SYSTEM)
