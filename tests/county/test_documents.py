"""Texts that cannot do harm, arms made of pixels."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin
from selectolax.lexbor import LexborHTMLParser

from portal.county import documents
from portal.county.models import County
from portal.county.terms.texts import default_texts
from portal.kernel.errors import InvalidInput


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Guten *Tag*", "<p>Guten <em>Tag</em></p>\n"),
        ("Zeile eins\nZeile zwei", "<p>Zeile eins<br>\nZeile zwei</p>\n"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("![x](https://example.org/x.png)", "<p></p>\n"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("[x](/anliegen)", '<p><a href="/anliegen" rel="noopener noreferrer">x</a></p>\n'),
        (
            "<mailto:a@example.org>",
            '<p><a href="mailto:a@example.org" rel="noopener noreferrer">mailto:a@example.org</a></p>\n',
        ),
    ],
)
def test_markdown_becomes_safe_html(written: str, shown: str) -> None:
    assert str(documents.as_html(written)) == shown


def test_headings_begin_below_the_title_and_leave_no_level_out() -> None:
    html = str(documents.as_html("# A\n\n### B\n\n###### C\n\n# D\n\n### E"))
    assert [node.tag for node in LexborHTMLParser(html).css("h1,h2,h3,h4,h5,h6")] == ["h2", "h3", "h4", "h2", "h3"]
    assert str(documents.as_html("### Nur eine")) == "<h2>Nur eine</h2>\n"
    assert str(documents.as_html("### Erst klein\n\n# Dann groß")).startswith("<h2>")


@given(st.text(max_size=300))
def test_no_text_can_do_anything_but_be_read(text: str) -> None:
    tree = LexborHTMLParser(f"<div>{documents.as_html(text)}</div>")
    for node in tree.css("body *"):
        assert node.tag in documents.ALLOWED_TAGS | {"div"}
        assert not any(name.startswith("on") or name in ("style", "src") for name in node.attributes)


def test_drafts_are_good_markdown() -> None:
    for text in vars(default_texts("Landkreis Musterkreis")).values():
        assert "<h2>" in documents.as_html(text)


def test_stylesheet_holds_the_names_the_design_knows() -> None:
    css = documents.stylesheet(County(accent="#14535f", stripe="#e9a23b"))
    names = [line.split(":")[0].strip() for line in css.splitlines()[1:-1]]
    assert names == [
        "--county-accent",
        "--county-on-accent",
        "--county-accent-dark",
        "--county-on-accent-dark",
        "--county-warm",
    ]


def picture(form: str, size: tuple[int, int] = (600, 900), **options: object) -> BytesIO:
    out = BytesIO()
    Image.new("RGBA" if form == "PNG" else "RGB", size, (200, 30, 30)).save(out, form, **options)
    out.seek(0)
    return out


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_arms_are_made_of_nothing_but_pixels(form: str) -> None:
    png = documents.rewritten_arms(picture(form), field="arms")
    made = Image.open(BytesIO(png))
    assert (made.format, made.mode, made.size) == ("PNG", "RGBA", (341, 512))


def test_words_hidden_in_a_picture_are_gone() -> None:
    hidden = PngImagePlugin.PngInfo()
    hidden.add_text("Comment", "geheim" * 10)
    png = documents.rewritten_arms(picture("PNG", pnginfo=hidden), field="arms")
    assert b"geheim" not in png


def test_transparency_is_kept() -> None:
    out = BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")
    out.seek(0)
    assert Image.open(BytesIO(documents.rewritten_arms(out, field="arms"))).getpixel((5, 5)) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"kein Bild",
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        b"%PDF-1.7",
        b"GIF89a" + bytes(50),
        picture("PNG").getvalue()[:200],
    ],
)
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(InvalidInput) as caught:
        documents.rewritten_arms(BytesIO(content), field="arms")
    assert caught.value.field == "arms"


def test_giant_picture_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(InvalidInput, match="zu groß"):
        documents.rewritten_arms(picture("PNG", (6000, 5000)), field="arms")
