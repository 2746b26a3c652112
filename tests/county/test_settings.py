"""Setting up the county and changing it."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from portal.county import actions, queries
from portal.county.models import County
from portal.kernel import audit
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, Forbidden, InvalidInput, NotFound
from portal.kernel.policy import ANONYMOUS, SYSTEM, Role
from tests.factories.accounts import make_account
from tests.factories.county import make_county

pytestmark = pytest.mark.usefixtures("app")

DETAILS: dict[str, Any] = {
    "portal_name": "Mitreden",
    "name": "Landkreis Musterkreis",
    "short_name": "Musterkreis",
    "contact_name": "Anna Beispiel",
    "contact_phone": "08261 995-0",
    "contact_email": "mitreden@example.org",
    "contact_hours": "Mo–Fr 8–12 Uhr",
    "address": "Musterstraße 1\n12345 Musterstadt",
}


def details(county: County, **changes: Any) -> None:
    values: dict[str, Any] = {"seen_version": county.version, "by": SYSTEM} | DETAILS | changes
    with unit_of_work():
        actions.edit_details(county, **values)


def colours(county: County, **changes: Any) -> None:
    values: dict[str, Any] = {"seen_version": county.version, "accent": "#14535f", "stripe": "#e9a23b", "by": SYSTEM}
    with unit_of_work():
        actions.edit_colours(county, **(values | changes))


def texts(county: County, **changes: Any) -> None:
    values: dict[str, Any] = {
        "seen_version": county.version,
        "imprint": "a",
        "privacy": "b",
        "accessibility": "c",
        "by": SYSTEM,
    }
    with unit_of_work():
        actions.edit_texts(county, **(values | changes))


def test_county_is_set_up_with_drafts_of_its_texts() -> None:
    make_county()
    county = queries.county()
    assert (county.name, county.ags, county.state, county.is_example) == (
        "Landkreis Musterkreis",
        "09999",
        "Bayern",
        False,
    )
    for text in (county.imprint, county.privacy, county.accessibility):
        assert "Landkreis Musterkreis" in text


def test_there_is_one_county() -> None:
    assert queries.find_county() is None
    with pytest.raises(NotFound):
        queries.county()
    make_county()
    with pytest.raises(Conflict):
        make_county()


@pytest.mark.parametrize("ags", ["", "9999", "099990", "0999x", "٠٩٩٩٩"])
def test_county_needs_its_key(ags: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        make_county(ags=ags)
    assert caught.value.field == "ags"
    assert queries.find_county() is None


def test_details_are_cleaned_and_logged(session: Session) -> None:
    county = make_county()
    details(county, name="  Landkreis\tNeu ", address="Weg 1\r\n\x00Ort")
    assert (county.name, county.address) == ("Landkreis Neu", "Weg 1\nOrt")
    logged = session.scalars(audit.entries(of_kind="county.changed").order_by(audit.AuditEntry.seq)).all()
    assert [entry.facts["change"] for entry in logged] == ["set-up", "details"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "),
        ("short_name", ""),
        ("portal_name", "\x00"),
        ("name", "x" * 121),
        ("contact_phone", "ruf an"),
        ("contact_email", "niemand"),
    ],
)
def test_unusable_details_are_refused_at_their_field(field: str, value: str) -> None:
    county = make_county()
    with pytest.raises(InvalidInput) as caught:
        details(county, **{field: value})
    assert caught.value.field == field
    assert queries.county().portal_name == "Miteinander"


def test_colour_that_cannot_be_read_is_refused_with_a_better_one() -> None:
    county = make_county()
    with pytest.raises(InvalidInput) as caught:
        colours(county, accent="#FFCC00")
    assert caught.value.field == "accent"
    assert "Kontrast von 1,3 zu 1, nötig sind 4,5 zu 1" in str(caught.value)
    assert str(caught.value).endswith("der gut lesbar ist: #856a00.")
    colours(county, accent="#856a00", stripe="#FC0")
    assert (county.accent, county.stripe) == ("#856a00", "#ffcc00")


def test_texts_must_say_something() -> None:
    county = make_county()
    for field in ("imprint", "privacy", "accessibility"):
        with pytest.raises(InvalidInput) as caught:
            texts(county, **{field: " \n "})
        assert caught.value.field == field
    with pytest.raises(InvalidInput):
        texts(county, privacy="x" * 60_001)
    texts(county, imprint="## Neu")
    assert queries.county().imprint == "## Neu"


@pytest.mark.parametrize("save", [details, colours, texts])
def test_second_to_save_is_told(save: Any) -> None:
    county = make_county()
    seen = county.version
    details(county)
    with pytest.raises(Conflict):
        save(county, seen_version=seen)


def test_arms_come_and_go() -> None:
    county = make_county()
    assert queries.arms_digest() is None
    for png in (b"eins", b"zwei"):
        with unit_of_work():
            actions.replace_arms(county, png=png, by=SYSTEM)
    arms = queries.arms()
    assert arms is not None
    assert arms.image == b"zwei"
    for _ in range(2):
        with unit_of_work():
            actions.remove_arms(county, by=SYSTEM)
    assert queries.arms() is None


@pytest.mark.parametrize("role", [None, *(role for role in Role if role is not Role.ADMIN)])
def test_only_administrators_of_the_county_change_it(role: Role | None) -> None:
    county = make_county()
    someone = make_account(role)
    for by in (ANONYMOUS, someone):
        with pytest.raises(Forbidden):
            details(county, by=by)
        with pytest.raises(Forbidden):
            colours(county, by=by)
        with pytest.raises(Forbidden):
            texts(county, by=by)
        with pytest.raises(Forbidden), unit_of_work():
            actions.replace_arms(county, png=b"x", by=by)
    details(county, by=make_account(Role.ADMIN))


def test_database_keeps_a_second_county_out(session: Session) -> None:
    make_county()
    with pytest.raises(Conflict) as refused, unit_of_work():
        session.add(County(name="Zwei", short_name="Zwei", ags="09998"))
    assert "unique" in str(refused.value.__cause__).lower()
