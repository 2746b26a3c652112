"""What an object says it is: kinds, keys, names."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kernel.text import fold
from portal.places.geometry import attributes as read
from portal.places.geometry.attributes import BadAttribute
from portal.places.terms import PlaceKind, full_name, short_name, slug_of

bavarian_ags = st.from_regex(r"09[1-7][0-9]{5}", fullmatch=True)


@pytest.mark.parametrize(
    ("attributes", "kind"),
    [
        ({"ade": 4, "bez": "Landkreis", "ags": "09778"}, PlaceKind.COUNTY),
        ({"ade": 5, "ibz": 53, "ars": "097785731"}, PlaceKind.MUNICIPAL_ASSOCIATION),
        ({"ade": 5, "ibz": 86, "ars": "097780116"}, None),
        ({"ade": 6, "bez": "Markt", "ags": "09778168"}, PlaceKind.MUNICIPALITY),
        ({"ade": 6, "bez": "Gemeindefreies Gebiet", "ags": "09778451"}, PlaceKind.UNINCORPORATED),
        ({"ade": 6, "bez": "Gemeinde", "gf": 2, "ags": "09776116"}, None),
        ({"ade": 2, "ags": "09", "bez": "Freistaat"}, None),
        ({"bez": "Kreisfreie Stadt", "ags": "09161"}, PlaceKind.COUNTY),
        ({"bez": "Verwaltungsgemeinschaft", "ars": "097785731"}, PlaceKind.MUNICIPAL_ASSOCIATION),
        ({"ags": "09778116"}, PlaceKind.MUNICIPALITY),
        ({"ags": 9778116}, PlaceKind.MUNICIPALITY),
        ({"rs": "097780116116"}, PlaceKind.MUNICIPALITY),
        ({"rs": "097789451451"}, PlaceKind.UNINCORPORATED),
        ({}, None),
    ],
)
def test_kind_is_read_from_level_designation_and_key(attributes: dict[str, Any], kind: PlaceKind | None) -> None:
    assert read.kind_of(attributes) is kind


@given(bavarian_ags)
def test_keys_keep_or_regain_their_leading_zero(ags: str) -> None:
    for written in (ags, int(ags), float(ags), ags.removeprefix("0"), f" {ags} "):
        found = read.identity_of({"ags": written, "gen": "Dorf"}, PlaceKind.MUNICIPALITY)
        assert found.ags == ags
        assert found.restored_zero is (str(written).strip()[0] != "0")


@given(st.one_of(st.text(max_size=30), st.integers(), st.floats(allow_nan=True), st.booleans(), st.binary(max_size=9)))
def test_any_key_is_either_eight_digits_or_refused(raw: object) -> None:
    try:
        key = read.identity_of({"ags": raw, "gen": "Dorf"}, PlaceKind.MUNICIPALITY).ags
    except BadAttribute:
        key = "09778116"
    assert re.fullmatch(r"(0[1-9]|1[0-6])[0-9]{6}", key)


@given(bavarian_ags)
def test_ags_follows_from_the_regional_key(ags: str) -> None:
    ars = f"{ags[:5]}0116{ags[5:]}"
    assert read.identity_of({"ars": ars, "gen": "Dorf"}, PlaceKind.MUNICIPALITY).ags == ags
    assert read.county_key_of({"ars": ars}) == ags[:5]


def test_ags_and_ars_of_different_places_are_refused() -> None:
    with pytest.raises(BadAttribute, match="AGS 09778116 und ARS 097780117117 gehören nicht zusammen"):
        read.identity_of({"ags": "09778116", "ars": "097780117117", "gen": "Dorf"}, PlaceKind.MUNICIPALITY)


@pytest.mark.parametrize("raw", [None, "", "--------", "  ", "."])
def test_missing_key_is_refused(raw: object) -> None:
    with pytest.raises(BadAttribute, match="Der Amtliche Gemeindeschlüssel"):
        read.identity_of({"ags": raw, "gen": "Dorf"}, PlaceKind.MUNICIPALITY)


@pytest.mark.parametrize("raw", ["97781160", "09778", "0977811A", "٠٩٧٧٨١١٦", "99778116", "00778116", "097781160"])
def test_wrong_key_is_refused(raw: str) -> None:
    with pytest.raises(BadAttribute, match="Schlüssel"):
        read.identity_of({"ags": raw, "gen": "Dorf"}, PlaceKind.MUNICIPALITY)


def test_county_is_known_by_five_or_eight_digits() -> None:
    for raw in ("09778", "09778000", 9778):
        found = read.identity_of({"ags": raw, "gen": "Unterallgäu", "bez": "Landkreis"}, PlaceKind.COUNTY)
        assert (found.ags, found.ars) == ("09778", "097780000000")


def test_association_needs_its_regional_key() -> None:
    found = read.identity_of({"ags": "--------", "ars": "097785731", "gen": "Boos"}, PlaceKind.MUNICIPAL_ASSOCIATION)
    assert (found.ags, found.ars) == ("", "097785731000")
    with pytest.raises(BadAttribute, match="Regionalschlüssel"):
        read.identity_of({"ags": "--------", "gen": "Boos"}, PlaceKind.MUNICIPAL_ASSOCIATION)


@pytest.mark.parametrize("name", ["Bad Wörishofen", "Egg a.d. Günz", "Pleß", "Böhen", "Ærø", "Kirchheim i. Schw."])
def test_right_names_pass(name: str) -> None:
    assert read.checked_name(name) == name


@pytest.mark.parametrize("right", ["Bad Wörishofen", "Pleß", "Türkheim", "Unterallgäu"])
@pytest.mark.parametrize(("wrote", "took_for"), [("utf-8", "cp1252"), ("utf-8", "latin-1")])
def test_names_in_a_wrong_character_set_are_refused(right: str, wrote: str, took_for: str) -> None:
    damaged = right.encode(wrote).decode(took_for, "replace")
    with pytest.raises(BadAttribute, match="Zeichenkodierung"):
        read.checked_name(damaged)


def test_names_from_old_programs_are_refused() -> None:
    with pytest.raises(BadAttribute, match="Zeichenkodierung"):
        read.checked_name("Türkheim".encode("cp850").decode("latin-1"))


@pytest.mark.parametrize("name", [None, "", "   ", 17, "x" * 121])
def test_missing_and_endless_names_are_refused(name: object) -> None:
    with pytest.raises(BadAttribute, match="Name"):
        read.checked_name(name)


def test_full_names_stand_alone() -> None:
    assert full_name(PlaceKind.COUNTY, "Unterallgäu", "Landkreis") == "Landkreis Unterallgäu"
    assert full_name(PlaceKind.COUNTY, "Memmingen", "Kreisfreie Stadt") == "Stadt Memmingen"
    assert full_name(PlaceKind.MUNICIPAL_ASSOCIATION, "Boos") == "Verwaltungsgemeinschaft Boos"
    assert full_name(PlaceKind.MUNICIPALITY, "Boos", "Gemeinde") == "Boos"
    assert short_name(PlaceKind.MUNICIPAL_ASSOCIATION, "Verwaltungsgemeinschaft Boos") == "Boos"


def test_slugs_are_addresses() -> None:
    assert slug_of(fold("Bad Wörishofen")) == "bad-woerishofen"
    assert slug_of(fold("Egg a.d. Günz")) == "egg-a-d-guenz"
    assert slug_of("???") == "ort"
