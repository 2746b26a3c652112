"""What the county shows of itself: Markdown as safe HTML, arms written anew from pixels, colours as CSS."""

from functools import lru_cache
from io import BytesIO
from typing import IO, TYPE_CHECKING

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

from portal.county.terms import colour_for_dark
from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_

if TYPE_CHECKING:
    from portal.county.models import County

#: What a formatted text may contain; everything else is taken out.
ALLOWED_TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "blockquote", "a", "code"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
ALLOWED_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}, "th": {"scope"}}
ALLOWED_ADDRESSES = {"http", "https", "mailto", "tel"}
LONGEST_ARMS_EDGE = 512
MOST_ARMS_PIXELS = 25_000_000


@lru_cache(maxsize=32)
def as_html(markdown: str) -> Markup:
    """A text in Markdown as HTML that can do nothing but be read. Its headings begin below the page's own."""
    raw = _headings_below(_parser(), markdown)
    clean = nh3.clean(
        raw,
        tags=ALLOWED_TAGS,
        attributes=ALLOWED_ATTRIBUTES,
        url_schemes=ALLOWED_ADDRESSES,
        link_rel="noopener noreferrer",
    )
    return Markup(clean)  # noqa: S704 - passed the allow list above


def _headings_below(parser: MarkdownIt, markdown: str) -> str:
    """Headings from h2 on, without gaps, whatever levels the author used."""
    tokens = parser.parse(markdown)
    levels = sorted({int(token.tag[1]) for token in tokens if token.type == "heading_open"})
    depth = 1
    for token in tokens:
        if token.type == "heading_open":
            depth = min(levels.index(int(token.tag[1])) + 2, depth + 1, 4)
            token.tag = f"h{depth}"
        elif token.type == "heading_close":
            token.tag = f"h{depth}"
    return str(parser.renderer.render(tokens, parser.options, {}))


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    """CommonMark with tables; HTML in the text stays text, a line break stays a line break."""
    return MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table")


def stylesheet(county: "County") -> str:
    """The custom properties that colour every page."""
    properties = {
        "--county-accent": county.accent,
        "--county-on-accent": "#ffffff",
        "--county-accent-dark": colour_for_dark(county.accent),
        "--county-on-accent-dark": "#14171c",
        "--county-warm": county.stripe,
    }
    lines = "\n".join(f"  {name}: {value};" for name, value in properties.items())
    return f":root {{\n{lines}\n}}\n"


def rewritten_arms(stream: IO[bytes], *, field: str) -> bytes:
    """A picture as PNG made of nothing but its pixels, transparency kept, at most `LONGEST_ARMS_EDGE` on the longer edge.

    Raises `InvalidInput` for `field` when it is no PNG, JPEG or WebP, damaged or far too large. SVG is refused: it can hold
    scripts.
    """
    from PIL import Image, ImageOps

    try:
        picture = Image.open(stream, formats=("PNG", "JPEG", "WEBP"))
        if picture.width * picture.height > MOST_ARMS_PIXELS:
            raise InvalidInput(
                "county.arms-too-large", N_("Dieses Bild ist zu groß. Bitte verkleinern Sie es."), field=field
            )
        upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except InvalidInput:
        raise
    except Exception as error:
        # Pillow's decoders answer broken files with a dozen kinds of exception; each means the same to the sender.
        raise InvalidInput(
            "county.arms-unreadable",
            N_("Dieses Bild lässt sich nicht öffnen. Bitte wählen Sie eine PNG- oder JPEG-Datei (kein SVG, kein PDF)."),
            field=field,
        ) from error
    upright.thumbnail((LONGEST_ARMS_EDGE, LONGEST_ARMS_EDGE), Image.Resampling.LANCZOS)
    bare = Image.new("RGBA", upright.size)
    bare.paste(upright)
    out = BytesIO()
    bare.save(out, "PNG", optimize=True)
    return out.getvalue()
