"""Where the story plays: the county, its places and the people who work there."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from portal.accounts import actions as accounts
from portal.county import actions as county
from portal.demo import queries
from portal.demo.actions.scenes import Scene, later
from portal.demo.story import county as texts
from portal.demo.story.people import PASSWORD, PEOPLE
from portal.demo.story.shape import Person
from portal.kernel.policy import SYSTEM, Role
from portal.places import actions as places

DATA = Path(__file__).resolve().parents[1] / "data"


def scenes(begins: datetime) -> Iterator[Scene]:
    """Everything that must be there before anybody says something."""
    yield Scene(begins, "the county", set_up_county)
    yield Scene(later(begins, 5), "its places", import_boundaries)
    yield Scene(later(begins, 10), "Ortsteile", name_localities)
    for number, person in enumerate(PEOPLE):
        yield Scene(later(begins, 20 + number), person.key, partial(employ, person))
    yield Scene(later(begins, 60), "telephone numbers of places", describe_places)


def set_up_county() -> None:
    """The row of settings with all its texts, and the default lists of terms."""
    county.set_up(
        name=texts.NAME,
        short_name=texts.SHORT_NAME,
        ags=texts.AGS,
        is_example=True,
        contact_name=texts.CONTACT_NAME,
        contact_phone=texts.CONTACT_PHONE,
        contact_email=texts.CONTACT_EMAIL,
        contact_hours=texts.CONTACT_HOURS,
        address=texts.ADDRESS,
        imprint=texts.text("imprint"),
        privacy=texts.text("privacy"),
        accessibility=texts.text("accessibility"),
        by=SYSTEM,
    )
    county.seed_taxonomies(by=SYSTEM)


def import_boundaries() -> None:
    """The real boundaries of the county, its Verwaltungsgemeinschaften and Gemeinden."""
    from portal.places.actions.importing import import_places, read_layers  # loads the libraries for geometry

    layers = [layer for file in sorted((DATA / "places").glob("*.geojson")) for layer in read_layers(file)]
    import_places(layers, county=texts.AGS, by=SYSTEM)


def name_localities() -> None:
    """Ortsteile that people speak of; they have a name and no boundary."""
    for gemeinde, names in texts.LOCALITIES.items():
        for name in names:
            places.add_locality(queries.place(gemeinde), name=name, by=SYSTEM)


def employ(person: Person) -> None:
    """An account with the demo password and one role; the first person comes from the command line and lets in the others."""
    by = SYSTEM if person is PEOPLE[0] else queries.person(PEOPLE[0].key)
    account = accounts.create_account(
        email=person.email, name=person.name, password=PASSWORD, phone=person.phone, by=by
    )
    where = queries.place(person.place) if person.place else None
    accounts.give_role(account, role=Role(person.role), place=where, by=by)


def describe_places() -> None:
    """Whom to ring in a Gemeinde, and a word of welcome."""
    by = queries.person("planung")
    for name, (phone, phone_of, welcome) in texts.PLACES.items():
        row = queries.place(name)
        places.edit_place(row, seen_version=row.version, phone=phone, phone_of=phone_of, welcome=welcome, by=by)
