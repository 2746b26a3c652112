"""Bars, lines and the age pyramid as SVG, the same for pages and for paper.

Colours stand as attributes, which paper reads; on a page the classes `report-chart__…` overrule them. Everything that comes from
people or places is escaped. What a chart shows stands in a table beside it, too.
"""

from collections.abc import Sequence

from markupsafe import Markup, escape

from portal.indicators.charts import PyramidRow
from portal.indicators.charts.lines import LineChart
from portal.web.i18n import as_number

FONT = "Fira Sans, DejaVu Sans, Noto Sans, Liberation Sans, sans-serif"
_BAR, _GAP, _LABEL, _ROOM, _END = 18, 8, 276, 244, 90
#: So many letters have room before a bar, in the widest of the fonts.
_LONGEST_LABEL = 36
_WIDTH = _LABEL + _ROOM + _END
_PYRAMID_ROW, _PYRAMID_HALF, _PYRAMID_MIDDLE, _PYRAMID_HEAD = 18, 120, 76, 22


def bars_svg(rows: Sequence[tuple[str, float, str]], *, alt: str) -> str:
    """Bars from the left, each with its name before and its number behind it; `rows` are (name, length, number in words)."""
    longest = max((value for _name, value, _words in rows), default=0) or 1
    parts = []
    for number, (name, value, words) in enumerate(rows):
        top = number * (_BAR + _GAP)
        width = round(_ROOM * value / longest, 1)
        parts.append(_text(_LABEL - 8, top + 13, _shortened(name), anchor="end"))
        parts.append(_rect("one", _LABEL, top, width, _BAR))
        parts.append(_text(_LABEL + width + 6, top + 13, words))
    return _svg(_WIDTH, max(len(rows), 1) * (_BAR + _GAP), parts, alt)


def pyramid_svg(rows: Sequence[tuple[str, PyramidRow]], *, heads: tuple[str, str], alt: str) -> str:
    """The pyramid from the oldest down, names of the age groups in the middle; `rows` are (name, bar)."""
    left, right = _PYRAMID_HALF, _PYRAMID_HALF + _PYRAMID_MIDDLE
    parts = [_text(left, 12, heads[0], anchor="end"), _text(right, 12, heads[1])]
    for number, (name, row) in enumerate(rows):
        top = _PYRAMID_HEAD + number * _PYRAMID_ROW
        for kind, value in (("one", row.male), ("two", row.female)):
            if value is not None:
                width = round(value * _PYRAMID_HALF / 100, 1)
                parts.append(_rect(kind, left - width if kind == "one" else right, top, width, _PYRAMID_ROW - 2))
        parts.append(_text(left + _PYRAMID_MIDDLE / 2, top + 12, name, anchor="middle", size=11))
    return _svg(2 * _PYRAMID_HALF + _PYRAMID_MIDDLE, _PYRAMID_HEAD + len(rows) * _PYRAMID_ROW, parts, alt)


def lines_svg(chart: LineChart, *, alt: str) -> str:
    """The course of one place over the years."""
    parts = []
    for y, value in chart.ticks:
        parts.append(
            Markup('<line class="report-chart__grid" x1="{}" x2="{}" y1="{}" y2="{}" stroke="#bbbbbb"/>').format(
                chart.left, chart.right, y, y
            )
        )
        parts.append(_text(chart.left - 8, y + 5, as_number(value), anchor="end", size=14))
    parts += [_text(x, chart.bottom + 24, str(year), anchor="middle", size=14) for x, year in chart.years]
    for line in chart.lines:
        path = Markup('<path class="report-chart__line" d="{}" fill="none" stroke="#1f4e79" stroke-width="3"/>')
        parts.append(path.format(line.path))
        dot = Markup('<circle class="report-chart__one" cx="{}" cy="{}" r="4" fill="#1f4e79"/>')
        parts += [dot.format(x, y) for x, y, _figure in line.points]
    return _svg(chart.width, chart.height, parts, alt)


def _svg(width: float, height: float, parts: Sequence[Markup], alt: str) -> str:
    head = Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="report-chart" viewBox="0 0 {} {}" width="{}" height="{}" role="img" '
        'aria-label="{}" focusable="false">'
    ).format(width, height, width, height, alt)
    return str(head + Markup("").join(parts) + Markup("</svg>"))


def _rect(kind: str, x: float, y: float, width: float, height: float) -> Markup:
    colour = "#1f4e79" if kind == "one" else "#b4552d"
    drawn = Markup('<rect class="report-chart__{}" x="{}" y="{}" width="{}" height="{}" fill="{}"/>')
    return drawn.format(kind, round(x, 1), y, width, height, colour)


def _text(x: float, y: float, words: str, *, anchor: str = "start", size: int = 12) -> Markup:
    drawn = Markup(
        '<text class="report-chart__text" x="{}" y="{}" text-anchor="{}" font-size="{}" font-family="{}" fill="#222222">{}</text>'
    )
    return drawn.format(round(x, 1), y, anchor, size, FONT, escape(words))


def _shortened(name: str, longest: int = _LONGEST_LABEL) -> str:
    return name if len(name) <= longest else f"{name[: longest - 1].rstrip()}…"
