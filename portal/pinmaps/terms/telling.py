"""What many short remarks have in common, said in a few of their own words: counted here, nothing is asked elsewhere."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from portal.kernel.text import STOP_WORDS, fold, stem

#: Words named as the reason.
NAMED = 4
_SHORTEST = 3
_LONGEST_WORDS = 80
_TOKEN = re.compile(r"[^\W\d_]+|[^\w\s]+|\d+")
_ENDS = frozenset(".!?…")
#: Small words that join two others to a place: "Bank am Bahnhof", "Licht in der Unterführung".
_JOINING = frozenset(
    """
    am an auf bei beim entlang gegenueber hinter im in neben ueber um unter vor vom von zum zur zwischen
    """.split()  # noqa: SIM905 - so many words in quotes of their own are harder to read
)
_ARTICLES = frozenset(("der", "dem", "den", "die", "das", "des"))


@dataclass(frozen=True, slots=True)
class TellingWord:
    """A word as it was written most often, and in how many remarks it stands."""

    word: str
    remarks: int


@dataclass(slots=True)
class _Counted:
    spellings: Counter[str] = field(default_factory=Counter)
    remarks: int = 0
    #: Whether it stood with a capital letter in the middle of a sentence: then it names a thing.
    is_noun: bool = False
    begins_only: bool = True

    @property
    def weight(self) -> float:
        kind = 2.0 if self.is_noun else 1.0 if self.begins_only else 0.4
        word = self.spellings.most_common(1)[0][0]
        return self.remarks * kind * min(1.4, 0.7 + len(word) / 20)


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    root: str
    #: Whether a sentence begins with it, and whether a sign stands before it.
    begins: bool
    is_apart: bool

    @property
    def is_named(self) -> bool:
        return self.word[:1].isupper()


def telling_words(remarks: Sequence[str]) -> list[TellingWord]:
    """The words that stand in most remarks, things before doings, the most telling first. Small words never do."""
    found = _counted([_tokens(one) for one in remarks])
    return [TellingWord(one.spellings.most_common(1)[0][0], one.remarks) for _root, one in _ranked(found, len(remarks))]


def common_phrase(remarks: Sequence[str]) -> str:
    """The most telling words put together as somebody wrote them ("Bank am Bahnhof"), else side by side; "" without any."""
    tokens = [_tokens(one) for one in remarks]
    ranked = _ranked(_counted(tokens), len(remarks))
    if not ranked:
        return ""
    joined = _joined(tokens, {root for root, _one in ranked})
    if joined:
        return joined
    return ", ".join(one.spellings.most_common(1)[0][0] for _root, one in ranked[:2])


def suggested_title(label: str, remarks: Sequence[str], place: str, *, longest: int = 120) -> str:
    """A title for what many pins say: what they stand for, what their words have in common, where it is."""
    phrase = common_phrase(remarks)[:_LONGEST_WORDS]
    said = ": ".join(part for part in (label, phrase) if part)
    return ", ".join(part for part in (said, place) if part)[:longest]


def _tokens(remark: str) -> list[_Token]:
    tokens, begins, is_apart = [], True, False
    for found in _TOKEN.finditer(remark):
        word = found.group()
        if not word[0].isalpha():
            begins, is_apart = begins or word[0] in _ENDS, True
            continue
        folded = fold(word)
        tells = len(folded) >= _SHORTEST and folded not in STOP_WORDS
        tokens.append(_Token(word, stem(folded) if tells else "", begins, is_apart))
        begins = is_apart = False
    return tokens


def _counted(remarks: Iterable[list[_Token]]) -> dict[str, _Counted]:
    found: dict[str, _Counted] = {}
    for tokens in remarks:
        for root in {token.root for token in tokens if token.root}:
            found.setdefault(root, _Counted()).remarks += 1
        for token in tokens:
            if token.root:
                one = found[token.root]
                one.spellings[token.word] += 1
                one.is_noun |= token.is_named and not token.begins
                one.begins_only &= token.begins
    return found


def _ranked(found: dict[str, _Counted], remarks: int) -> list[tuple[str, _Counted]]:
    fewest = 2 if remarks > 2 else 1
    often = [(root, one) for root, one in found.items() if one.remarks >= fewest]
    return sorted(often, key=lambda pair: (-pair[1].weight, pair[0]))[:NAMED]


def _joined(remarks: Iterable[list[_Token]], roots: set[str]) -> str:
    """Two telling things joined by one or two small words, as they were written most often."""
    phrases: Counter[str] = Counter()
    for tokens in remarks:
        for first in range(len(tokens)):
            for last in (first + 2, first + 3):
                if last < len(tokens) and _is_phrase(tokens[first : last + 1], roots):
                    phrases[" ".join(one.word for one in tokens[first : last + 1])] += 1
    if not phrases:
        return ""
    return max(phrases, key=lambda phrase: (phrases[phrase], -len(phrase), phrase))


def _is_phrase(tokens: list[_Token], roots: set[str]) -> bool:
    first, joint, *article, last = tokens
    if any(one.is_apart for one in tokens[1:]) or fold(joint.word) not in _JOINING:
        return False
    if any(fold(one.word) not in _ARTICLES for one in article):
        return False
    return first.is_named and last.is_named and first.root != last.root and {first.root, last.root} <= roots
