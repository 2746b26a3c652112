"""Cleaning what people typed, and comparing German words."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kernel.text import clean_text, fold, stems, words


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  Hallo  \r\nWelt \n", "Hallo\nWelt"),
        ("Fu\u0308ssen", "Füssen"),
        ("eins\x00zwei\x07", "einszwei"),
        ("Text\u202erückwärts", "Textrückwärts"),
        ("Bus 🚌 و ด", "Bus 🚌 و ด"),
        ("a\n\n\n\n\n\nb", "a\n\n\nb"),
        ("\ud800 allein", "allein"),
        ("kein\ufffe Zeichen\uffff", "kein Zeichen"),
        ("Familie 👨‍👩‍👧", "Familie 👨‍👩‍👧"),
    ],
)
def test_text_is_cleaned_without_losing_words(raw: str, clean: str) -> None:
    assert clean_text(raw) == clean


def test_one_line_stays_one_line() -> None:
    assert clean_text("Am\nalten\t Bahnhof ", lines=False) == "Am alten Bahnhof"


@given(st.text(alphabet=st.characters()))
def test_cleaned_text_stays_as_it_is(raw: str) -> None:
    once = clean_text(raw)

    assert clean_text(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\x00" not in once


@pytest.mark.parametrize(
    ("one", "other"), [("Straße", "STRASSE"), ("Ärztin", "aerztin"), ("Café", "cafe"), ("Fu\u0308ssen", "Füssen")]
)
def test_two_spellings_of_a_word_are_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_words_without_the_little_ones() -> None:
    assert words("Der Bus fährt nicht mehr nach Türkheim.") == ["bus", "faehrt", "tuerkheim"]


def test_a_path_is_a_word_even_though_its_adverb_is_not() -> None:
    assert "weg" in words("Der Weg ist weg")


def test_forms_of_a_word_share_their_stem() -> None:
    assert stems("Radwege") == stems("Radweg")


@given(st.text())
def test_any_text_has_stems(text: str) -> None:
    assert all(stem and " " not in stem for stem in stems(text))
