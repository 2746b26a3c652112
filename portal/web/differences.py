"""Two versions of a text with what differs marked, for people who must decide between them."""

import re
from difflib import SequenceMatcher

from markupsafe import Markup, escape

_WORDS = re.compile(r"\S+\s*|\s+")
#: Longer texts are compared by line: word by word would take too long.
LONGEST_BY_WORD = 20_000


def differences(theirs: str, mine: str) -> tuple[Markup, Markup]:
    """Both texts as HTML: what only `theirs` has stands in <del>, what only `mine` has in <ins>. Everything is escaped."""
    left, right = _parts(theirs, mine)
    matcher = SequenceMatcher(a=left, b=right, autojunk=False)
    marked_left, marked_right = Markup(), Markup()
    for kind, a_from, a_to, b_from, b_to in matcher.get_opcodes():
        marked_left += _marked("del", left[a_from:a_to], changed=kind != "equal")
        marked_right += _marked("ins", right[b_from:b_to], changed=kind != "equal")
    return marked_left, marked_right


def _parts(theirs: str, mine: str) -> tuple[list[str], list[str]]:
    if len(theirs) + len(mine) > LONGEST_BY_WORD:
        return theirs.splitlines(keepends=True), mine.splitlines(keepends=True)
    return _WORDS.findall(theirs), _WORDS.findall(mine)


def _marked(tag: str, parts: list[str], *, changed: bool) -> Markup:
    text = "".join(parts)
    if not text:
        return Markup()
    return Markup("<{tag}>{text}</{tag}>").format(tag=Markup(tag), text=text) if changed else escape(text)  # noqa: S704
