"""The portal's own words around the questions, in the languages of questionnaires."""

import re

import pytest
from flask import Flask

from portal.surveys.routes.screens import LANGUAGE_NAMES, in_words, shown_in, spoken
from portal.surveys.terms import FIXED_OPTIONS, PLAIN, Answer, Question, QuestionKind, Questionnaire
from portal.surveys.terms.phrases import PHRASES, in_every_language, phrase, speaks
from portal.surveys.terms.phrases.german import OPTIONS, SOURCES
from tests.factories.county import make_county
from tests.factories.surveys import make_questionnaire, make_survey, question
from tests.support.picky import PickyClient
from tests.support.sources import ROOT

WHOLE = {language: words for language, words in PHRASES.items() if language != PLAIN}
#: Letters of the scripts; a sentence in another alphabet has none of ours, but for names such as PDF.
SCRIPTS = {"ar": r"[\u0600-\u06ff]", "uk": r"[\u0400-\u04ff]", "ru": r"[\u0400-\u04ff]"}


def places(text: str) -> list[str]:
    return sorted(re.findall(r"%\((\w+)\)s", text))


@pytest.mark.parametrize("language", WHOLE)
def test_every_language_says_everything(language: str) -> None:
    assert set(WHOLE[language]) == SOURCES


def test_plain_german_says_nothing_that_german_does_not_say() -> None:
    assert set(PHRASES[PLAIN]) <= SOURCES


@pytest.mark.parametrize("language", PHRASES)
def test_translations_keep_their_places_and_are_none_of_the_german(language: str) -> None:
    for german, text in PHRASES[language].items():
        assert places(text) == places(german), german
        assert text.strip() == text
        assert text
    german_left = {german for german, text in PHRASES[language].items() if german == text}
    assert german_left == set()


@pytest.mark.parametrize(("language", "letters"), SCRIPTS.items())
def test_texts_in_another_alphabet_are_written_in_it(language: str, letters: str) -> None:
    assert [german for german, text in PHRASES[language].items() if not re.search(letters, text)] == []


def test_options_of_every_survey_and_what_stands_beside_them_are_spoken() -> None:
    fixed = {label for options in FIXED_OPTIONS.values() for label in options.values()}
    assert fixed <= set(OPTIONS)


def test_what_pages_say_has_its_phrases() -> None:
    """A text that was reworded would silently fall back to German for everybody."""
    files = [*(ROOT / "portal/surveys").rglob("*.py"), *(ROOT / "portal/templates/surveys").rglob("*.html")]
    texts = "\n".join(file.read_text() for file in files)
    said = set(re.findall(r"""says\(\s*(?:N_\()?["']([^"']+)["']""", texts))
    counted = set(re.findall(r'counts\("[^"]+", "([^"]+)"', texts))
    assert "Weiter" in said
    said |= counted
    assert said - SOURCES == set()


def test_languages_fall_back_to_their_main_one_and_then_to_nothing() -> None:
    assert phrase("Ja", "tr-CY") == "Evet"
    assert phrase("Ja", PLAIN) == "Ja"
    assert phrase("weiblich", PLAIN) == "Frau"
    assert phrase("Ja", "vi") is None
    assert (speaks("ar"), speaks(PLAIN), speaks("vi")) == (True, True, False)
    assert in_every_language("Ja")["uk"] == "Так"


@pytest.mark.parametrize("language", ["tr", "ar", "uk", "ru", "ro", "pl", "hr", "it", "fr", "en"])
def test_a_question_has_no_german_word_in_its_fixed_options(app: Flask, language: str) -> None:
    asked = [question(f"q{number}", kind) for number, kind in enumerate(FIXED_OPTIONS)]
    several = question("several", QuestionKind.MULTIPLE, at_most=2, has_other=True)
    draft = Questionnaire(make_questionnaire(*asked, several).sections, languages=("de", language))
    german = {label for options in FIXED_OPTIONS.values() for label in options.values()}
    with app.test_request_context():
        for one in asked:
            assert not german & {label for _code, label in shown_in(draft, one.code, language).options}
        shown = shown_in(draft, "several", language)
        assert shown.bounds == phrase("Sie können bis zu %(most)s wählen.", language) % {"most": 2}  # type: ignore[operator]
        assert in_words(shown, Answer(declined=True)) == phrase("Weiß nicht / keine Angabe", language)
        assert in_words(shown, Answer(chosen=("other",))) == phrase("Sonstiges", language)


def test_a_language_the_portal_does_not_speak_gets_the_words_of_the_reader(app: Flask) -> None:
    with app.test_request_context(headers={"Cookie": "sprache=en"}):
        assert spoken("vi").says("Weiter") == "Next"
        assert spoken("de").says("Weiter") == "Weiter"
        assert spoken("de").counts("%(n)s Monat", "%(n)s Monaten", 1) == "1 Monat"
        many = "Die einzelnen Antworten löschen wir %(n)s Monate nach dem Ende der Umfrage."
        assert spoken("tr").counts("eine", many, 1).startswith("Tek")
        assert spoken("tr").says("Frage %(number)s von %(total)s", number=3, total=10) == "Soru 3 / 10"


def test_a_start_page_tells_everything_in_the_language_of_the_questions(client: PickyClient) -> None:
    make_county()
    asked = Question(code="bus", kind=QuestionKind.YES_NO, title={"de": "Fährt ein Bus?", "tr": "Otobüs var mı?"})
    survey = make_survey(questionnaire=make_questionnaire(asked, languages=("de", "tr")))

    facts = client.page(f"/umfragen/{survey.slug}?in=tr").one("main dl").parent

    assert facts is not None
    assert (facts.attributes["lang"], facts.attributes["dir"]) == ("tr", "ltr")
    shown = facts.text(separator=" ")
    german = {"Gut zu wissen", "Dauer", "Zeitraum", "Wer sieht", "Wie lange", "Freiwillig", "Minuten", "löschen"}
    assert not {text for text in german if text in shown}


def test_every_language_that_is_spoken_can_be_chosen() -> None:
    assert set(PHRASES) <= set(LANGUAGE_NAMES)
