"""Colours everybody can read, numbers that can be dialled, keys that stay."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.county import terms
from portal.county.terms.colours import DARK_SURFACES, LIGHT_SURFACES
from portal.county.terms.texts import default_texts
from portal.kernel.errors import InvalidInput

colours = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


def test_contrast_is_counted_as_wcag_counts_it() -> None:
    assert terms.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert terms.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert terms.contrast("#14535f", "#ffffff") == pytest.approx(8.6, abs=0.1)


@given(colours, colours)
def test_contrast_does_not_depend_on_the_order(one: str, other: str) -> None:
    assert terms.contrast(one, other) == terms.contrast(other, one)
    assert 1 <= terms.contrast(one, other) <= 21.0001


@given(colours)
def test_every_colour_has_a_readable_tone_for_light_and_dark_pages(colour: str) -> None:
    light, dark = terms.darkened_until_readable(colour), terms.colour_for_dark(colour)
    assert all(terms.contrast(light, surface) >= 4.5 for surface in LIGHT_SURFACES)
    assert all(terms.contrast(dark, surface) >= 4.5 for surface in DARK_SURFACES)
    assert re.fullmatch(r"#[0-9a-f]{6}", light)
    assert re.fullmatch(r"#[0-9a-f]{6}", dark)


@pytest.mark.parametrize(
    ("written", "kept"), [("#14535F", "#14535f"), ("14535f", "#14535f"), (" #0a6 ", "#00aa66"), ("FFF", "#ffffff")]
)
def test_colours_have_one_spelling(written: str, kept: str) -> None:
    assert terms.normalise_colour(written, field="accent") == kept


@pytest.mark.parametrize("written", ["", "rot", "#12345", "#1234567", "#gggggg", "#14535f;}", "url(x)", "٣٣٣"])
def test_what_is_no_colour_is_refused(written: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        terms.normalise_colour(written, field="accent")
    assert caught.value.field == "accent"


@pytest.mark.parametrize("phone", ["", "08261 995-0", "+49 8261 9950", "(08261) 995/0", "115", "08261 – 995"])
def test_numbers_that_can_be_dialled_pass(phone: str) -> None:
    assert terms.checked_phone(phone, field="x") == phone


@pytest.mark.parametrize("phone", ["ruf an", "11", "08261 995-0 oder 12", "1" * 21, "08261\x00; x", "+", "--"])
def test_numbers_that_cannot_be_dialled_are_refused(phone: str) -> None:
    with pytest.raises(InvalidInput):
        terms.checked_phone(phone, field="x")


@pytest.mark.parametrize("email", ["", "mitreden@example.org", "a.b+c@sub.example.org", "ö@example.org"])
def test_addresses_that_can_be_answered_pass(email: str) -> None:
    assert terms.checked_email(email, field="x") == email


@pytest.mark.parametrize(
    "email",
    ["mitreden", "a@b", "a@b.", "a b@example.org", "a@example.org, b@example.org", "<a@b.c>", "x" * 300 + "@b.c"],
)
def test_addresses_that_cannot_be_answered_are_refused(email: str) -> None:
    with pytest.raises(InvalidInput):
        terms.checked_email(email, field="x")


@given(st.text(max_size=200))
def test_keys_are_plain_words(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", terms.key_of(name))
    assert len(terms.key_of(name)) <= 80


def test_default_lists_hold_the_eleven_fields_and_no_double() -> None:
    assert len(terms.ACTION_FIELDS) == 16
    assert terms.ACTION_FIELDS[9:11] == ("Kooperations- und Vernetzungsstrukturen", "Hospiz- und Palliativversorgung")
    assert len(terms.BASIC_FUNCTIONS) == 8
    for names in (terms.ACTION_FIELDS, terms.TARGET_GROUPS, terms.BASIC_FUNCTIONS):
        assert len({terms.key_of(name) for name in names}) == len(names)


def test_drafts_name_the_county_and_leave_no_place_unfilled_by_accident() -> None:
    drafts = default_texts("Landkreis Musterkreis")
    for text in (drafts.imprint, drafts.privacy, drafts.accessibility):
        assert "Landkreis Musterkreis" in text
        assert "{{" not in text
        assert "[" in text
