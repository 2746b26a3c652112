"""A map of the staff as one file: folium's page with Leaflet inside it, so that it opens from a stick without any network."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from portal.pinmaps.charts.describe import Frame, described
from portal.pinmaps.charts.overview import Chart, LegendRow

_VENDOR = Path(__file__).parents[2] / "static" / "vendor"
_SCRIPTS = ("leaflet/leaflet.js", "leaflet.heat/leaflet-heat.js")
#: The page may run what stands in it and load nothing at all.
_RULES = (
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'unsafe-inline'; "
    "style-src 'unsafe-inline'; img-src data:\">"
)
_VIEW_OF_FOLIUM = """<meta name="viewport" content="width=device-width,
                initial-scale=1.0, maximum-scale=1.0, user-scalable=no" />"""
#: Leaflet would look for the picture of a pin beside the file before folium gives a sign its own look.
_SETTINGS = """
L.Marker.prototype.options.icon = L.divIcon({ className: "map-sign" });
L.Control.Attribution.prototype.options.prefix = false;
L.Control.Scale.prototype.options.imperial = false;
const plainHeat = window.simpleheat;
window.simpleheat = (canvas) => { canvas.getContext("2d", { willReadFrequently: true }); return plainHeat(canvas); };
"""
_MAP = re.compile(r'<div class="folium-map"[^>]*></div>')
_VIEW = '<meta name="viewport" content="width=device-width, initial-scale=1">'


@dataclass(frozen=True, slots=True)
class PageTexts:
    """The words around the map. All are ours; all are escaped."""

    title: str
    lead: str
    legend: str
    headers: Sequence[str]
    rows: Sequence[Sequence[str]]
    caption: str
    notes: Sequence[str]


def page_of(chart: Chart, outlines: Mapping[str, Any], frame: Frame, texts: PageTexts) -> str:
    """The whole page. Raises `FileNotFoundError` when the files of the browser have not been installed."""
    made = described(chart, outlines, frame)
    made.default_js, made.default_css = [], []
    for child in made._children.values():
        if hasattr(child, "default_js"):
            child.default_js = []
    figure: Any = made.get_root()
    figure.title = escape(texts.title)
    for number, script in enumerate(_SCRIPTS):
        figure.header.add_child(_raw(f"<script>{_script(script)}</script>"), name=f"script-{number}")
    figure.header.add_child(_raw(f"<script>{_SETTINGS}</script>"), name="settings")
    figure.header.add_child(_raw(f"<style>{_leaflet_css()}{_own_css()}</style>"), name="style")
    page: str = figure.render()
    page = _MAP.sub(lambda found: f"{_before(chart, texts)}{found[0]}{_after(texts)}", page, count=1)
    page = page.replace("<html>", '<html lang="de">', 1).replace("<head>", f"<head>{_RULES}", 1)
    return page.replace(_VIEW_OF_FOLIUM, _VIEW)


def _raw(markup: str) -> Any:
    """Markup that is put in as it is; folium would read it as a template."""
    import folium

    made: Any = folium.Element("{{ this.markup }}")
    made.markup = markup
    return made


def _before(chart: Chart, texts: PageTexts) -> str:
    legend = "".join(f"<li>{_sign(row)}<span>{escape(row.text)}</span></li>" for row in chart.legend)
    return (
        f"<main><header><h1>{escape(texts.title)}</h1><p>{escape(texts.lead)}</p></header>"
        f'<section aria-label="{escape(texts.legend)}"><ul class="legend">{legend}</ul></section>'
    )


def _after(texts: PageTexts) -> str:
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in texts.headers)
    rows = "".join(
        f'<tr><th scope="row">{escape(first)}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in cells)}</tr>'
        for first, *cells in texts.rows
    )
    notes = "".join(f"<p>{escape(note)}</p>" for note in texts.notes)
    return (
        f"<section><table><caption>{escape(texts.caption)}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody></table></section><footer>{notes}</footer></main>"
    )


def _sign(row: LegendRow) -> str:
    if row.path:
        return (
            '<svg viewBox="-12 -12 24 24" width="26" height="26" aria-hidden="true">'
            f'<path d="{row.path}" fill="{row.fill}"/></svg>'
        )
    return (
        '<svg viewBox="0 0 34 24" width="34" height="24" aria-hidden="true">'
        f'<rect x=".5" y=".5" width="33" height="23" fill="{row.fill}" stroke="#5a6069"/><text x="17" y="17" '
        f'text-anchor="middle" font-size="14" font-weight="700" fill="{row.ink}">{escape(row.sign)}</text></svg>'
    )


@cache
def _script(name: str) -> str:
    text = (_VENDOR / name).read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if not line.startswith("//# sourceMappingURL")]
    return "\n".join(kept).replace("</script", "<\\/script")


@cache
def _leaflet_css() -> str:
    """Leaflet's styles without the pictures of markers and layers, which such a map does not use."""
    return re.sub(r"url\([^)]*\)", "none", (_VENDOR / "leaflet/leaflet.css").read_text(encoding="utf-8"))


@cache
def _own_css() -> str:
    return Path(__file__).with_name("standalone.css").read_text(encoding="utf-8")
