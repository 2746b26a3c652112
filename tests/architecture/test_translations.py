"""Every German text has its translation, and no catalogue holds more than the portal says."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from tests.support.catalogues import catalogue, catalogue_files, single_texts, source_texts

PLACE = re.compile(r"%\((\w+)\)[sd]|%%|%")
LANGUAGES = pytest.mark.parametrize("file", catalogue_files(), ids=lambda file: file.parts[-3])


def said() -> set[tuple[str | tuple[str, ...], str | None]]:
    return {(source.text, source.context) for source in source_texts()}


def test_there_is_an_english_catalogue() -> None:
    assert "en" in {file.parts[-3] for file in catalogue_files()}


@LANGUAGES
def test_a_catalogue_holds_what_the_portal_says(file: Path) -> None:
    """`make messages` brings it up to date."""
    held = {
        (message.id if isinstance(message.id, str) else tuple(message.id), message.context)
        for message in catalogue(file)
        if message.id
    }
    # gettext keeps one entry for a word that is said alone and counted elsewhere
    held |= {(text[0], context) for text, context in held if isinstance(text, tuple) and (text[0], context) in said()}

    assert (sorted(map(str, said() - held)), sorted(map(str, held - said()))) == ([], [])


@LANGUAGES
def test_every_text_is_translated(file: Path) -> None:
    waiting = [str(message.id) for message in catalogue(file) if message.fuzzy or not all(translations(message))]

    assert waiting == []


@LANGUAGES
def test_translations_have_the_places_of_their_source(file: Path) -> None:
    """One form of a plural may leave a place out ("one day" has no number); it never has one more."""
    wrong = []
    for message in catalogue(file):
        wanted = {place for text in sources(message) for place in PLACE.findall(text)}
        for text in filter(None, translations(message)):
            placed = set(PLACE.findall(text))
            if placed - wanted or (not message.pluralizable and placed != wanted):
                wrong.append(text)

    assert wrong == []


def sources(message: Message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


def translations(message: Message) -> list[str]:
    """The translated forms; the head of a catalogue counts as translated."""
    strings = [message.string] if isinstance(message.string, str) else list(message.string or ("",))
    return strings if message.id else ["head"]


def test_source_texts_name_their_places() -> None:
    """`%(name)s`, never `%s`: a translator must be able to move them."""
    assert [f"{source.file}:{source.line} {text}" for source, text in single_texts() if re.search(r"%[sd]", text)] == []


def test_source_texts_have_no_stray_blanks() -> None:
    """A text with a blank or a line break at its edge cannot be translated reliably."""
    assert [f"{source.file}:{source.line} {text!r}" for source, text in single_texts() if text != text.strip()] == []
