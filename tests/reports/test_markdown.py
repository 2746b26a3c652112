"""Text that planners format: what comes out of it, and what does not."""

import pytest

from portal.reports.formats.markdown import blocks_of


def texts(markdown: str) -> list[tuple[str, str]]:
    return [(one["kind"], "".join(run["text"] for run in one["runs"])) for one in blocks_of(markdown)]


def test_paragraphs_headings_lists_and_quotations() -> None:
    told = texts("# Lage\n\nEin *guter* Ort\nam Fluss.\n\n- Bus\n  - abends\n- Arzt\n\n3. drei\n4. vier\n\n> Zitat")

    assert told == [
        ("heading", "Lage"),
        ("paragraph", "Ein guter Ort\nam Fluss."),
        ("item", "Bus"),
        ("item", "abends"),
        ("item", "Arzt"),
        ("item", "drei"),
        ("item", "vier"),
        ("quote", "Zitat"),
    ]
    items = [one for one in blocks_of("- Bus\n  - abends\n\n3. drei") if one["kind"] == "item"]
    assert [(one["depth"], one["number"]) for one in items] == [(1, None), (2, None), (1, 3)]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "vbscript:x", "file:///etc"]
)
def test_addresses_that_could_do_harm_stay_words(address: str) -> None:
    assert all(not run["href"] for one in blocks_of(f"[hier]({address})") for run in one["runs"])


def test_html_and_pictures_stay_text() -> None:
    told = "".join(
        text
        for _kind, text in texts(
            "<script>alert(1)</script>\n\n![Bild](https://example.org/x.png) [gut](https://example.org)"
        )
    )

    assert "<script>" in told
    assert [run["href"] for one in blocks_of("[gut](https://example.org)") for run in one["runs"]] == [
        "https://example.org"
    ]


@pytest.mark.parametrize(
    "markdown", ["## B\n\n# A\n\n### C", "#### tief", "# a\n\n###### b", "", "|a|\n|-|\n|b|c|\n", "1. \n\n- \n"]
)
def test_levels_have_no_gaps(markdown: str) -> None:
    level = 0
    for one in blocks_of(markdown):
        if one["kind"] == "heading":
            assert one["level"] <= level + 1
            level = one["level"]
