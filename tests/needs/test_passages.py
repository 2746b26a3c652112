"""Taking a text apart: every word keeps its place and none is lost silently."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.needs.terms.passages import Passage, cut, gaps, headline, is_cut, sentences, typed_passages

TEXT = "Guten Tag! Der Bus fährt zu selten.\nAußerdem fehlt am Dorfplatz eine Bank. Danke."


def test_sentences_and_lines() -> None:
    assert [part.of(TEXT) for part in sentences(TEXT)] == [
        "Guten Tag!",
        "Der Bus fährt zu selten.",
        "Außerdem fehlt am Dorfplatz eine Bank.",
        "Danke.",
    ]
    quoted = "Er sagt: „Nein.“ Dann geht er."
    assert [part.of(quoted) for part in sentences(quoted)] == ["Er sagt: „Nein.“", "Dann geht er."]
    for whole in ("z. B. Ein Bus", "Am 3. Mai um 18. Uhr", "Bei Dr. Huber in der Hauptstr. 5", "Linie Nr. 12"):
        assert sentences(whole) == [Passage(0, len(whole))]
    assert sentences("") == sentences("… !") == []


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("Eins\n---\nZwei", ["Eins", "Zwei"]),
        ("Eins\r\n\r\nZwei", ["Eins", "Zwei"]),
        ("---\nEins\n-----\n\n---\nZwei\n---", ["Eins", "Zwei"]),
        ("Eins – nicht getrennt - auch nicht", ["Eins – nicht getrennt - auch nicht"]),
        ("  \n ", []),
    ],
)
def test_a_line_of_hyphens_or_a_blank_one_separates(typed: str, parts: list[str]) -> None:
    assert typed_passages(typed) == parts


def test_passages_are_found_whatever_their_blanks() -> None:
    found = cut(TEXT, ["Der Bus\nfährt   zu selten.", "Außerdem fehlt am Dorfplatz eine Bank."])

    assert [part.of(TEXT) for part in found.found] == [
        "Der Bus fährt zu selten.",
        "Außerdem fehlt am Dorfplatz eine Bank.",
    ]
    assert [part.of(TEXT) for part in found.left_over] == ["Guten Tag!", "Danke."]
    assert found.foreign == ()


def test_changed_words_are_foreign() -> None:
    assert cut(TEXT, ["Der Zug fährt zu selten."]).foreign == ("Der Zug fährt zu selten.",)


def test_the_same_words_twice_are_two_places() -> None:
    found = cut("Bus. Bus.", ["Bus.", "Bus."])

    assert found.found == (Passage(0, 4), Passage(5, 9))


def test_what_is_no_cut() -> None:
    assert not is_cut("Bus. Arzt.", [Passage(0, 4)])
    assert not is_cut("Bus. Arzt.", [Passage(0, 6), Passage(4, 10)])
    assert not is_cut("Bus. Arzt.", [Passage(0, 4), Passage(5, 99)])
    assert not is_cut("Bus. Arzt.", [Passage(-1, 4), Passage(5, 10)])
    assert is_cut("Bus. Arzt.", [Passage(5, 10), Passage(0, 4)])


@given(st.text(alphabet="Ab. !\n-?„“ü🚌", max_size=80))
def test_sentences_leave_no_word_out(text: str) -> None:
    parts = sentences(text)

    assert gaps(text, parts) == []
    assert is_cut(text, parts)
    assert cut(text, [part.of(text) for part in parts]).left_over == ()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Guten Tag, der Bus fährt nicht mehr. Das ist schlimm.", "Der Bus fährt nicht mehr"),
        ("Sehr geehrte Damen und Herren,\nes fehlt ein Arzt.", "Es fehlt ein Arzt"),
        ("Hallo!", "Hallo"),
        (
            "Der Bus " + "fährt " * 40,
            "Der Bus fährt fährt fährt fährt fährt fährt fährt fährt fährt fährt fährt fährt fährt fährt fährt …",
        ),
        ("", ""),
    ],
)
def test_the_first_sentence_makes_a_first_title(text: str, line: str) -> None:
    assert headline(text) == line
