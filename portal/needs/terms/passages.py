"""Taking a text apart into passages so that every word keeps its place and none is lost silently."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

#: A line of three or more hyphens, or a blank one, separates passages in a text field.
_SEPARATOR = re.compile(r"\s*(?:-{3,}\s*)?")
_WORD = re.compile(r"\w")
#: After a full stop and before a capital letter or number, but not after an abbreviation or an ordinal number.
_SHORT = (
    r"\b[A-Za-z]",
    r"\bNr",
    r"\bca",
    r"\bSt",
    r"\bDr",
    r"\bFr",
    r"\bHr",
    r"[Ss]tr",
    r"\busw",
    r"\bbzw",
    r"\bevtl",
    r"\bTel",
)
_ABBREVIATIONS = "".join(rf"(?<!{short}\.)" for short in _SHORT)
_SENTENCE_END = re.compile(
    rf"(?:(?<=[.!?…]){_ABBREVIATIONS}(?<!\d\.)|(?<=[.!?…][\"“”»«')\]]))\s+(?=[\"„»«(\[]?[A-ZÄÖÜ0-9])|\n+"
)


_GREETING = re.compile(
    r"^\s*(?:sehr geehrte[^,!.\n]{0,60}|guten (?:tag|morgen|abend)[^,!.\n]{0,40}|hallo[^,!.\n]{0,40}|liebe[rs]?\b[^,!.\n]{0,40}"
    r"|gr(?:ü|ue)(?:ß|ss) gott[^,!.\n]{0,40}|servus[^,!.\n]{0,40}|moin[^,!.\n]{0,20})[,!.\n]+\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, order=True)
class Passage:
    """A part of the original words: from character `start` up to `stop`. `aside`: it belongs to no Bedarf."""

    start: int
    stop: int
    aside: bool = False

    def of(self, text: str) -> str:
        return text[self.start : self.stop]


@dataclass(frozen=True)
class Cut:
    """What became of typed passages: those found, those whose words are not in the original, and what nobody took."""

    found: tuple[Passage, ...]
    foreign: tuple[str, ...]
    left_over: tuple[Passage, ...]


def typed_passages(typed: str) -> list[str]:
    """The passages of a text field, separated by a line of hyphens or a blank line."""
    passages: list[list[str]] = [[]]
    for line in typed.splitlines():
        if _SEPARATOR.fullmatch(line):
            passages.append([])
        else:
            passages[-1].append(line)
    return ["\n".join(lines).strip() for lines in passages if lines]


def cut(original: str, typed: Sequence[str]) -> Cut:
    """Find each typed passage word for word in the original, whatever its blanks and line breaks; passages never overlap."""
    found: list[Passage] = []
    foreign: list[str] = []
    for passage in typed:
        place = _find(original, passage, found)
        if place is None:
            foreign.append(passage)
        else:
            found.append(place)
    found.sort()
    return Cut(tuple(found), tuple(foreign), tuple(gaps(original, found)))


def gaps(original: str, passages: Sequence[Passage]) -> list[Passage]:
    """The parts with words in them that stand in no passage."""
    edges = [0, *(edge for p in sorted(passages) for edge in (p.start, p.stop)), len(original)]
    between = [_trimmed(original, edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]
    return [gap for gap in between if gap is not None]


def sentences(text: str) -> list[Passage]:
    """The sentences and lines of a text, to choose cuts from."""
    edges = [0, *(edge for m in _SENTENCE_END.finditer(text) for edge in m.span()), len(text)]
    parts = [_trimmed(text, edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]
    return [part for part in parts if part is not None]


def headline(text: str, *, longest: int = 100) -> str:
    """The first sentence of a text without its greeting, cut at a word: a first title for a Bedarf."""
    said = _GREETING.sub("", text, count=2).strip() or text.strip()
    parts = sentences(said)
    start = " ".join((parts[0].of(said) if parts else said).split()).rstrip(".!:;, ")
    if len(start) > longest:
        start = start[:longest].rsplit(" ", 1)[0].rstrip(".,;:–- ") + " …"
    return start[:1].upper() + start[1:]


def is_cut(original: str, passages: Sequence[Passage]) -> bool:
    """Whether the passages lie in the original, do not overlap and leave no word out."""
    ordered = sorted(passages)
    inside = all(0 <= p.start < p.stop <= len(original) for p in ordered)
    apart = all(a.stop <= b.start for a, b in pairwise(ordered))
    return inside and apart and not gaps(original, ordered)


def _find(original: str, passage: str, taken: Sequence[Passage]) -> Passage | None:
    pattern = re.compile(r"\s+".join(re.escape(word) for word in passage.split()))
    matches = (Passage(*m.span()) for m in pattern.finditer(original))
    return next((m for m in matches if all(m.stop <= t.start or t.stop <= m.start for t in taken)), None)


def _trimmed(text: str, start: int, stop: int) -> Passage | None:
    part = text[start:stop]
    if not _WORD.search(part):
        return None
    return Passage(start + len(part) - len(part.lstrip()), stop - len(part) + len(part.rstrip()))
