"""The portal's own words around the questions, in the languages that questionnaires are offered in.

Options that every survey has ("Ja", the age groups), buttons, and what is wrong with an answer. They follow the language in
which somebody reads the questions, not the language of the portal: an Arabic questionnaire has no German word in it. The German
text is the key, as in a catalogue; Leichte Sprache says only what is hard in German, every other language says everything.
"""

from collections.abc import Mapping

from portal.surveys.terms.phrases import (
    arabic,
    croatian,
    english,
    french,
    italian,
    plain,
    polish,
    romanian,
    russian,
    turkish,
    ukrainian,
)
from portal.surveys.terms.texts import PLAIN, Texts

#: Language → German text → the same in that language.
PHRASES: Mapping[str, Mapping[str, str]] = {
    PLAIN: plain.WORDS,
    "en": english.WORDS,
    "tr": turkish.WORDS,
    "ar": arabic.WORDS,
    "uk": ukrainian.WORDS,
    "ru": russian.WORDS,
    "ro": romanian.WORDS,
    "pl": polish.WORDS,
    "hr": croatian.WORDS,
    "it": italian.WORDS,
    "fr": french.WORDS,
}
_GERMAN = "de"


def phrase(text: str, language: str) -> str | None:
    """A German text of the portal in the language of a questionnaire; None where the portal does not speak it."""
    main = language.partition("-")[0]
    for known in (language, main):
        if found := PHRASES.get(known, {}).get(text):
            return found
    return text if main == _GERMAN else None


def in_every_language(text: str) -> Texts:
    """A German text of the portal as one of a questionnaire: with its translations beside it."""
    others = {language: words[text] for language, words in PHRASES.items() if text in words}
    return {_GERMAN: text, **others}


def speaks(language: str) -> bool:
    """Whether the portal has its own words in this language."""
    main = language.partition("-")[0]
    return main == _GERMAN or main in PHRASES or language in PHRASES
