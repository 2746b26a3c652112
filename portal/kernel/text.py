"""German text: cleaning what people typed, and making words comparable."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from snowballstemmer.basestemmer import BaseStemmer

_CONTROLS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_BREAKS = re.compile(r"\r\n?|\u2028|\u2029|\x0b|\x0c|\x85")
_BLANK_LINES = re.compile(r"\n{4,}")
_WORD = re.compile(r"[^\W_]+")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})

_STOP = """
    aber alle allem allen aller alles als also am an andere anderem anderen anderer anderes auch auf aus bei beim
    bin bis bist da damit dann das dass dem den denn der des dessen die dies diese diesem diesen dieser dieses
    doch dort du durch ein eine einem einen einer eines einige einmal er es etwas euch euer fuer gegen gewesen hab
    habe haben hat hatte hatten hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in indem ins ist
    ja jede jedem jeden jeder jedes jetzt kann kein keine keinem keinen keiner koennen koennte man manche mehr
    mein meine meinem meinen meiner mich mir mit muss muessen nach nicht nichts noch nun nur ob oder ohne schon
    sehr sein seine seinem seinen seiner seit selbst sich sie sind so solche soll sollte sondern sonst ueber um
    und uns unser unsere unserem unseren unserer unter viel viele vom von vor waere war waren warum was weil
    weiter welche wenn wer werde werden wie wieder will wir wird wirst wo wollen wurde wurden zu zum zur zwar
    zwischen bitte immer mal gibt geht
"""
#: Words that say nothing about what a text is about ("weg" is missing on purpose: it is also a noun).
STOP_WORDS = frozenset(_STOP.split())


def N_(german: str) -> str:  # noqa: N802 - the name every extractor knows
    """Mark a German text for the catalogues without translating it here."""
    return german


def clean_text(raw: str, *, lines: bool = True) -> str:
    """What a person typed, in one spelling: NFC, no control characters, plain line ends, no edges of blanks.

    Emoji and every script survive. With `lines=False` the result is a single line.
    """
    text = _BREAKS.sub("\n", unicodedata.normalize("NFC", raw.encode("utf-8", "ignore").decode("utf-8")))
    text = _CONTROLS.sub("", text)
    if not lines:
        return " ".join(text.split())
    return _BLANK_LINES.sub("\n\n\n", "\n".join(line.rstrip() for line in text.split("\n"))).strip()


def fold(text: str) -> str:
    """Lower case, ä → ae, ß → ss, other accents off: two spellings of a word become one."""
    lowered = unicodedata.normalize("NFC", text).casefold().translate(_UMLAUTS)
    return "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """The folded words of a text in their order, without stop words and single letters."""
    return [w for w in _WORD.findall(fold(text)) if len(w) > 1 and w not in STOP_WORDS]


def stems(text: str) -> set[str]:
    """The German stems of a text's words ("Radwege", "Radweg" → "radweg")."""
    return {stem(word) for word in words(text)}


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of one folded word."""
    return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> "BaseStemmer":
    import snowballstemmer

    return snowballstemmer.stemmer("german")
