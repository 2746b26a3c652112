"""From figures to what an SVG is drawn with: classes of a map, lines over the years, bars of a pyramid. No database, no HTTP."""

from portal.indicators.charts.classes import ClassMethod, MapClasses, classes_of
from portal.indicators.charts.lines import Line, LineChart, chart_of
from portal.indicators.charts.pyramid import PyramidRow, pyramid_rows

__all__ = ["ClassMethod", "Line", "LineChart", "MapClasses", "PyramidRow", "chart_of", "classes_of", "pyramid_rows"]
