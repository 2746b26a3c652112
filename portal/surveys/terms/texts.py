"""One text in several languages, Leichte Sprache among them."""

from collections.abc import Mapping

#: A text by language (BCP 47): {"de": "…", "de-simple": "…", "tr": "…"}. What is missing falls back, it is never guessed.
Texts = Mapping[str, str]

#: Leichte Sprache: a language of its own here, in HTML `de`.
PLAIN = "de-simple"
#: Written from right to left.
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ku-arab", "ps", "ur", "yi"})


def said(texts: Texts, language: str, *, base: str = "de") -> str:
    """The text in `language`, else in its main language (`de-simple` → `de`), else in `base`, else whatever there is."""
    for choice in (language, language.partition("-")[0], base, "de"):
        if text := texts.get(choice):
            return text
    return next((text for text in texts.values() if text), "")


def direction(language: str) -> str:
    """ "rtl" or "ltr", for `dir`."""
    return "rtl" if language in RIGHT_TO_LEFT or language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"


def html_language(language: str) -> str:
    """For `lang`: Leichte Sprache is German for everything that reads aloud."""
    return "de" if language == PLAIN else language
