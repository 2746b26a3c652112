"""What staff change about places by hand."""

from portal.county.terms import checked_phone
from portal.kernel import audit
from portal.kernel.db import current_unit, session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.events import record
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_, clean_text, fold
from portal.places.events import PlaceAdded, PlaceEdited
from portal.places.models import Sozialraum
from portal.places.policy import PlacePermission
from portal.places.queries import children, forget_tree
from portal.places.terms import LONGEST_NAME, LONGEST_WELCOME, PARENT_KINDS, PARTS, PlaceKind

PLACE_ADDED = audit.kind("places.added", N_("Ort angelegt"), keys=("place_id",))
PLACE_EDITED = audit.kind("places.edited", N_("Angaben zu einem Ort geändert"), keys=("place_id",))


def add_locality(parent: Sozialraum, *, name: str, kind: PlaceKind = PlaceKind.LOCALITY, by: Actor) -> Sozialraum:
    """Add an Ortsteil (or quarter) that has a name but no boundary yet; a later file may bring one.

    Raises `InvalidInput` for a name that its neighbours have, and for a parent that has no parts.
    """
    ensure(PlacePermission.ADD_PART, by, parent)
    if kind not in PARTS or parent.kind not in PARENT_KINDS[kind]:
        raise InvalidInput("places.wrong-parent", N_("Hier lässt sich kein Ortsteil anlegen."), field="kind")
    known_name = _free_name(name, parent)
    from portal.places.actions.growing import GrowingTree  # loads the libraries for geometry

    place = GrowingTree().insert_part(kind=kind, name=known_name, parent=parent)
    session().flush()
    audit.log(PLACE_ADDED, by=by, place_id=place.id)
    record(PlaceAdded(place_id=place.id))
    current_unit().after_commit.append(forget_tree)
    return place


def edit_place(
    place: Sozialraum, *, seen_version: int, phone: str, phone_of: str, welcome: str, name: str | None = None, by: Actor
) -> None:
    """Change what residents read about a place. Only parts can be renamed; other names come from the boundary files.

    `seen_version` is the version the form was filled from. Raises `Conflict` when somebody saved in between.
    """
    ensure(PlacePermission.EDIT, by, place)
    if place.version != seen_version:
        raise Conflict
    if name is not None and place.kind in PARTS and clean_text(name, lines=False) != place.name:
        place.name = _free_name(name, place_parent(place), but=place)
    place.phone = checked_phone(phone, field="phone")
    place.phone_of = clean_text(phone_of, lines=False)[:LONGEST_NAME]
    text = clean_text(welcome)
    if len(text) > LONGEST_WELCOME:
        raise InvalidInput(
            "places.welcome-too-long",
            N_("Der Text ist länger als %(most)s Zeichen."),
            field="welcome",
            most=LONGEST_WELCOME,
        )
    place.welcome = text
    session().flush()
    audit.log(PLACE_EDITED, by=by, place_id=place.id)
    record(PlaceEdited(place_id=place.id))
    current_unit().after_commit.append(forget_tree)


def place_parent(place: Sozialraum) -> Sozialraum:
    """The place directly above a part."""
    found = session().get(Sozialraum, place.parent_id)
    assert found is not None
    return found


def _free_name(name: str, parent: Sozialraum, *, but: Sozialraum | None = None) -> str:
    """A name that no other part of the same place has, spelled any way."""
    known = clean_text(name, lines=False)
    if not known:
        raise InvalidInput("places.no-name", N_("Bitte geben Sie einen Namen ein."), field="name")
    if len(known) > LONGEST_NAME:
        raise InvalidInput(
            "places.long-name", N_("Der Name ist länger als %(most)s Zeichen."), field="name", most=LONGEST_NAME
        )
    if any(fold(child.name) == fold(known) for child in children(parent) if child is not but):
        raise InvalidInput("places.name-taken", N_("Einen Ort mit diesem Namen gibt es hier schon."), field="name")
    return known
