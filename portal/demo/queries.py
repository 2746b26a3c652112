"""Finding in the database what the story speaks of, and how far it has been told."""

from uuid import UUID, uuid5

from sqlalchemy import func, select

from portal.accounts.models import Account
from portal.accounts.queries import account_by_email
from portal.contributions.models import Contribution
from portal.contributions.queries import by_submission_key
from portal.county.models import ActionField, BasicFunction, TargetGroup
from portal.county.queries import find_county
from portal.county.terms import key_of
from portal.demo.story import book
from portal.demo.story.county import LOCALITIES
from portal.demo.story.people import PEOPLE
from portal.kernel.db import NumberSeries, session
from portal.kernel.policy import ANONYMOUS, Actor
from portal.needs.models import Evidence, Need, TriageItem
from portal.places import queries as places
from portal.places.models import Sozialraum
from portal.places.terms import PlaceKind
from portal.planning.models import CouncilPaper, Decision

#: Counts the scenes that were played; written in the same transaction as each of them.
SCENES = "demo-scenes"
#: 1 as soon as the story has been told to its end.
TOLD = "demo-told"
_KEYS = UUID("6a2d1f5e-3f0b-4f6c-9d0a-7b1f6a4c2e11")
_EMAILS = {person.key: person.email for person in PEOPLE}


def scenes_played() -> int:
    """How many scenes of the story are in the database."""
    return _last(SCENES)


def is_told() -> bool:
    """Whether the whole story is there."""
    return _last(TOLD) > 0


def holds_something_else() -> bool:
    """Whether this database belongs to a real county, or to one that is being set up."""
    county = find_county()
    if county is not None:
        return not county.is_example
    people = session().scalar(select(func.count()).select_from(Account)) or 0
    return people > 0 or places.root() is not None


def submission_key(voice: str) -> UUID:
    """The submission key of a voice; the same at every load."""
    return uuid5(_KEYS, voice)


def person(key: str | None) -> Actor:
    """The account of a person of the story; somebody without an account for None."""
    if key is None:
        return ANONYMOUS
    account = account_by_email(_EMAILS[key])
    assert account is not None, f"{key} has no account yet"
    return account


def place(name: str) -> Sozialraum:
    """A place by the name it has in the story: "Babenhausen", "VG Babenhausen", the Ortsteil "Engetried", "Landkreis"."""
    root = places.root()
    assert root is not None, "the boundaries are not there yet"
    if name == "Landkreis":
        return root
    kind, wanted = PlaceKind.MUNICIPALITY, name
    if any(name in localities for localities in LOCALITIES.values()):
        kind = PlaceKind.LOCALITY
    elif name.startswith("VG "):
        kind, wanted = PlaceKind.MUNICIPAL_ASSOCIATION, "Verwaltungsgemeinschaft " + name.removeprefix("VG ")
    found = (
        session().scalars(select(Sozialraum).where(Sozialraum.kind == kind, Sozialraum.name == wanted)).one_or_none()
    )
    if found is None:
        raise LookupError(f"the boundaries know no {name}")
    return found


def contribution(voice: str) -> Contribution:
    """The Wortmeldung of a voice that has spoken."""
    found = by_submission_key(submission_key(voice))
    assert found is not None, f"{voice} has said nothing yet"
    return found


def entry(voice: str, passage: int | None = None) -> TriageItem:
    """The entry of the inbox of a voice, or of one of its passages counted from 0."""
    items = select(TriageItem).where(TriageItem.contribution_id == contribution(voice).id)
    if passage is None:
        return session().scalars(items.where(TriageItem.parent_id.is_(None))).one()
    parts = items.where(TriageItem.parent_id.is_not(None), TriageItem.outcome.is_distinct_from("aside"))
    return session().scalars(parts.order_by(TriageItem.start)).all()[passage]


def need(key: str) -> Need:
    """A Bedarf of the story that has come into being."""
    founding = book.FOUNDED.get(key)
    if founding is not None:
        need_id = entry(founding.voice, founding.passage).need_id
    else:  # it was split off: its first Beleg moved there and stays
        moved = entry(*_voice_and_passage(book.SPLIT_OFF[key].voices[0]))
        need_id = session().scalars(select(Evidence.need_id).where(Evidence.triage_item_id == moved.id)).one()
    found = session().get(Need, need_id)
    assert found is not None, f"{key} has not come into being yet"
    return found


def decision_on(way: str) -> Decision:
    """The Beschluss that came out of a way through the Gremien."""
    wanted = CouncilPaper.submission_key == submission_key(f"council-{way}")
    return (
        session().scalars(select(Decision).join(CouncilPaper, Decision.paper_id == CouncilPaper.id).where(wanted)).one()
    )


def evidence_of(origin: Need, voices: tuple[str, ...]) -> list[UUID]:
    """The Belege of a Bedarf that stand for these voices ("voice" or "voice/passage")."""
    entries = [entry(*_voice_and_passage(name)).id for name in voices]
    of_need = select(Evidence.id).where(Evidence.need_id == origin.id)
    return list(session().scalars(of_need.where(Evidence.triage_item_id.in_(entries))))


def terms(
    model: type[ActionField] | type[TargetGroup] | type[BasicFunction], names: tuple[str, ...]
) -> frozenset[UUID]:
    """The ids of terms by their German names."""
    keys = [key_of(name) for name in names]
    found = frozenset(session().scalars(select(model.id).where(model.key.in_(keys))))
    if len(found) != len(set(keys)):
        raise LookupError(f"the lists of the county do not hold all of {names}")
    return found


def _voice_and_passage(name: str) -> tuple[str, int | None]:
    voice, _, number = name.partition("/")
    return voice, int(number) if number else None


def _last(series: str) -> int:
    row = session().get(NumberSeries, series, populate_existing=True)
    return row.last if row else 0
