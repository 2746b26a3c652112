"""Text in Markdown as plain blocks, for pages, Word and PDF alike.

Only what stands in the list below comes out: paragraphs, headings, lists, quotations, tables, bold, italic, and addresses that
can do no harm. HTML in the text stays text. Because blocks are data, each writer escapes them in its own way.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

from portal.county.documents import ALLOWED_ADDRESSES

#: Lists deeper than this are shown at this depth.
DEEPEST = 3
Block = dict[str, Any]


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    """CommonMark with tables; HTML stays text, a line break stays a line break."""
    return MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table").disable("image")


def blocks_of(markdown: str) -> list[Block]:
    """The blocks in their order.

    Each has a `kind`: "paragraph", "heading" (with `level` 1 or 2), "item" (with `depth` from 1 and `number`, None for a bullet) or
    "quote", all with `runs`; or "table" with `rows` of cells, each a list of runs, the first row its head. A run has `text`,
    `bold`, `italic` and `href` (empty for none).
    """
    return list(_Reader(_parser().parse(markdown)).blocks())


class _Reader:
    """Walks through the tokens and keeps in which list it is."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        #: Next number of each list around; None for bullets.
        self._lists: list[int | None] = []
        self._item_is_new = False
        self._number: int | None = None
        self._quotes = 0
        self._level = 0
        self._rows: list[list[list[Block]]] | None = None

    def blocks(self) -> Iterator[Block]:
        levels = sorted({one.tag for one in self._tokens if one.type == "heading_open"})
        for place, token in enumerate(self._tokens):
            if token.type in ("fence", "code_block"):
                yield {"kind": "paragraph", "runs": [_run(token.content.rstrip("\n"))]}
            elif token.type == "table_close":
                yield {"kind": "table", "rows": self._rows or []}
                self._rows = None
            elif token.type != "inline":
                self._enter(token)
            elif self._rows is not None:
                self._rows[-1].append(list(_runs(token)))
            else:
                before = self._tokens[place - 1]
                level = 0
                if before.type == "heading_open":
                    # Without gaps, whatever levels the author used: nobody begins two levels down.
                    level = self._level = min(levels.index(before.tag) + 1, self._level + 1, 2)
                yield self._text(list(_runs(token)), level)

    def _enter(self, token: Token) -> None:
        """Keep where we are."""
        match token.type:
            case "bullet_list_open":
                self._lists.append(None)
            case "ordered_list_open":
                self._lists.append(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                self._begin_item()
            case "blockquote_open" | "blockquote_close":
                self._quotes += token.nesting
            case "table_open":
                self._rows = []
            case "tr_open" if self._rows is not None:
                self._rows.append([])

    def _begin_item(self) -> None:
        self._number = self._lists[-1]
        if self._number is not None:
            self._lists[-1] = self._number + 1
        self._item_is_new = True

    def _text(self, runs: list[Block], level: int) -> Block:
        if level:
            return {"kind": "heading", "level": level, "runs": runs}
        if self._item_is_new:
            self._item_is_new = False
            depth = min(len(self._lists), DEEPEST)
            return {"kind": "item", "depth": depth, "number": self._number, "runs": runs}
        return {"kind": "quote" if self._quotes else "paragraph", "runs": runs}


def _runs(inline: Token) -> Iterator[Block]:
    bold, italic, href = 0, 0, ""
    for one in inline.children or ():
        match one.type:
            case "strong_open":
                bold += 1
            case "strong_close":
                bold -= 1
            case "em_open":
                italic += 1
            case "em_close":
                italic -= 1
            case "link_open":
                href = _harmless(str(one.attrs.get("href", "")))
            case "link_close":
                href = ""
            case "softbreak" | "hardbreak":
                yield _run("\n")
            case _:
                if one.content:
                    yield _run(one.content, bold=bold > 0, italic=italic > 0, href=href)


def _run(text: str, *, bold: bool = False, italic: bool = False, href: str = "") -> Block:
    return {"text": text, "bold": bold, "italic": italic, "href": href}


def _harmless(address: str) -> str:
    """The address when it leads where an address may lead; empty otherwise, and the words stay."""
    try:
        return address if urlsplit(address).scheme in ALLOWED_ADDRESSES else ""
    except ValueError:
        return ""
