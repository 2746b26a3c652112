"""Charts on pages."""

from markupsafe import Markup


def drawn(svg: str) -> Markup:
    """A chart of `reports.charts` as part of a page: it escaped everything it was given."""
    return Markup(svg)  # noqa: S704 - made by the house itself
