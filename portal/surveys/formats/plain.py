"""HTML of other programs as the plain text that stands in a questionnaire here."""

import re
from html.parser import HTMLParser

from portal.kernel.text import clean_text

_BREAKS = frozenset({"br", "p", "div", "li", "tr", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr"})
_SILENT = frozenset({"script", "style", "head", "title", "template"})
_DECLARATION = re.compile(r"<[!?][^<>]*>")
_LOOKS_LIKE_HTML = re.compile(r"<[a-zA-Z/!]|&#?\w+;")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0
        self._targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "a":
            self._targets.append(dict(attrs).get("href") or "")
        elif tag == "li":
            self.parts.append("\n– ")
        elif tag in ("td", "th"):
            self.parts.append(" ")
        elif tag in _BREAKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "a" and self._targets:
            target = self._targets.pop()
            if target.startswith(("http://", "https://")) and target not in "".join(self.parts[-3:]):
                self.parts.append(f" ({target})")
        elif tag in _BREAKS and tag != "br":
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(" ".join(data.split("\n")) if data.strip() else " ")


def plain(text: str) -> str:
    """The words of a text, paragraphs kept, addresses of links behind their words. Runs of blanks become one."""
    words = text
    if _LOOKS_LIKE_HTML.search(text):
        reader = _Reader()
        reader.feed(_quickly_read(text))
        reader.close()
        words = "".join(reader.parts)
    lines = (" ".join(line.split()) for line in clean_text(words).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _quickly_read(text: str) -> str:
    """Without comments, declarations and what no `>` closes: the parser looks for the end of each of them in all of the rest."""
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0:
        end = text.find("-->", start + 4)
        kept.append(text[at:start])
        at = len(text) if end < 0 else end + 3
    whole = _DECLARATION.sub("", "".join((*kept, text[at:])))
    closed, bracket, rest = whole.rpartition(">")
    return closed + bracket + rest.replace("<", "&lt;")


def shows_more_than_text(text: str) -> bool:
    """Whether a picture, film, table or script is lost when only the words are kept."""
    return bool(re.search(r"<(img|video|audio|iframe|script|object|embed|input|table)\b", text, re.IGNORECASE))
