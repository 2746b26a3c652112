"""Styles for QGIS (QML) that travel inside a GeoPackage, so that a layer is coloured and labelled the moment it is opened."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, tostring  # nosec B405

_DOCTYPE = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
_VERSION = "3.34"
_EDGE = "255,255,255,255"
_BORDER = "90,90,90,255"
_GREY = "128,128,128,255"


def coloured_points(column: str, values: Sequence[tuple[str, str, str]]) -> str:
    """Points coloured by a column: `values` are value, words of the legend, and colour as "#rrggbb"."""
    top, renderer = _document("categorizedSymbol")
    renderer.set("attr", column)
    categories = SubElement(renderer, "categories")
    symbols = SubElement(renderer, "symbols")
    for number, (value, label, colour) in enumerate([*values, ("", "", _GREY)]):
        about = {"symbol": str(number), "value": value, "label": label, "render": "true", "type": "string"}
        SubElement(categories, "category", about)
        _marker(symbols, number, colour if colour == _GREY else _rgba(colour))
    return _text(top)


def labelled_areas(expression: str, colour: str) -> str:
    """Boundaries with a pale fill, each labelled by a QGIS expression such as `"name"`."""
    top, renderer = _document("singleSymbol")
    symbols = SubElement(renderer, "symbols")
    symbol = SubElement(symbols, "symbol", {"name": "0", "type": "fill", "alpha": "1", "clip_to_extent": "1"})
    fill = {"color": _rgba(colour, 70), "style": "solid", "outline_color": _BORDER, "outline_width": "0.3"}
    _symbol_layer(symbol, "SimpleFill", fill | {"outline_style": "solid", "outline_width_unit": "MM"})
    labeling = SubElement(top, "labeling", {"type": "simple"})
    settings = SubElement(labeling, "settings", {"calloutType": "simple"})
    words = {"fieldName": expression, "isExpression": "1", "fontSize": "9", "fontSizeUnit": "Point"}
    SubElement(settings, "text-style", words | {"textColor": "30,30,30,255", "textOpacity": "1"})
    SubElement(settings, "placement", {"placement": "1", "centroidInside": "1", "centroidWhole": "1"})
    SubElement(settings, "rendering", {"obstacle": "1", "drawLabels": "1", "displayAll": "0"})
    return _text(top)


def _document(renderer: str) -> tuple[Element, Element]:
    about = {"version": _VERSION, "styleCategories": "Symbology|Labeling", "labelsEnabled": "1"}
    top = Element("qgis", about)
    return top, SubElement(top, "renderer-v2", {"type": renderer, "symbollevels": "0", "enableorderby": "0"})


def _marker(symbols: Element, number: int, colour: str) -> None:
    symbol = SubElement(symbols, "symbol", {"name": str(number), "type": "marker", "alpha": "1", "clip_to_extent": "1"})
    dot = {"name": "circle", "color": colour, "size": "3", "size_unit": "MM", "outline_color": _EDGE}
    _symbol_layer(symbol, "SimpleMarker", dot | {"outline_style": "solid", "outline_width": "0.3"})


def _symbol_layer(symbol: Element, kind: str, options: dict[str, str]) -> None:
    layer = SubElement(symbol, "layer", {"class": kind, "enabled": "1", "locked": "0", "pass": "0"})
    holder = SubElement(layer, "Option", {"type": "Map"})
    for name, value in options.items():
        SubElement(holder, "Option", {"name": name, "value": value, "type": "QString"})


def _rgba(colour: str, alpha: int = 255) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"{red},{green},{blue},{alpha}"


def _text(top: Element) -> str:
    return _DOCTYPE + tostring(top, encoding="unicode")
