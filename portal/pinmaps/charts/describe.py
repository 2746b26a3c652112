"""folium describes the map; our own script draws it from plain JSON.

folium's page runs text as code, so it only ever gets numbers, colours and our own texts: no words of residents, and names only as
JSON. There is one object per Gemeinde at most, never one per pin.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from portal.pinmaps.charts.overview import Chart, PlaceNumbers, features_of
from portal.pinmaps.charts.signs import ring_svg
from portal.pinmaps.terms.measures import MapKind

if TYPE_CHECKING:
    import folium

Frame = tuple[float, float, float, float]
#: Few to many, brighter with every step (viridis), for any colour vision.
HEAT_COLOURS = {0.25: "#414487", 0.5: "#2a788e", 0.7: "#22a884", 0.85: "#7ad151", 1.0: "#fde725"}
_FIELDS_ACROSS = 30
_LINE = "#5a6069"
_SIGN = 22
_SMALLEST_RING, _LARGEST_RING = 18, 42
#: Says the name and the number of a Gemeinde; both stand in its properties and are set as text, never as markup.
_TELLS = """
function (feature, layer) {
    const words = document.createElement("span");
    words.textContent = feature.properties.name + ": " + feature.properties.text;
    layer.bindTooltip(words, { sticky: true });
}
"""


def described(chart: Chart, outlines: Mapping[str, Any], frame: Frame) -> "folium.Map":
    """The map as folium knows it: no tiles, the Gemeinden with their colours, and what stands on them."""
    import folium
    from folium.utilities import JsCode

    west, south, east, north = frame
    made = folium.Map(tiles=None, control_scale=True, prefer_canvas=False, zoom_snap=0.25)
    features = features_of(chart, outlines)
    if features["features"]:
        areas = folium.GeoJson(
            features, style_function=_style(chart.kind), on_each_feature=JsCode(_TELLS), attribution=chart.attribution
        )
        areas.add_to(made)
    if chart.kind is MapKind.HEAT:
        _add_heat(chart, made, frame)
    else:
        _add_signs(chart, made)
    made.fit_bounds([[south, west], [north, east]])
    return made


def as_json(made: "folium.Map") -> dict[str, Any]:
    """What our script draws: {"areas": {id: {name, text, fill}}, "signs": [...], "heat": {...} or None}."""
    import folium
    from folium.plugins import HeatMap
    from folium.utilities import camelize

    found: dict[str, Any] = {"areas": {}, "signs": [], "heat": None}
    for child in made._children.values():
        if isinstance(child, folium.GeoJson):
            found["areas"] = {
                feature["id"]: _about(feature) | {"fill": child.style_function(feature)["fillColor"]}
                for feature in child.data["features"]
            }
        elif isinstance(child, HeatMap):
            options = {camelize(name): value for name, value in child.options.items()}
            found["heat"] = {"points": child.data, "options": options}
        elif isinstance(child, folium.Marker):
            icon: Any = child.icon
            found["signs"].append({"at": child.location, **_icon(icon.options)})
    return found


def _about(feature: Mapping[str, Any]) -> dict[str, str]:
    return {name: feature["properties"][name] for name in ("name", "text")}


def _icon(options: Mapping[str, Any]) -> dict[str, Any]:
    return {"html": options["html"], "size": options["icon_size"][0], "kind": options["class_name"]}


def _style(kind: MapKind) -> Any:
    """The look of a Gemeinde: its colour on a map of areas, plain land otherwise."""

    def style(feature: Mapping[str, Any]) -> dict[str, Any]:
        fill = feature["properties"]["fill"] if kind is MapKind.AREAS else "transparent"
        return {"fillColor": fill, "fillOpacity": 1, "color": _LINE, "weight": 1}

    return style


def _add_signs(chart: Chart, made: "folium.Map") -> None:
    """The number of its class on each Gemeinde, or a ring of its parts."""
    import folium

    draw = _class_sign if chart.kind is MapKind.AREAS else _ring
    for area in chart.areas:
        sign = draw(chart, area)
        if sign is None:
            continue
        html, size, kind = sign
        icon = folium.DivIcon(html=html, icon_size=(size, size), icon_anchor=(size // 2, size // 2), class_name=kind)
        folium.Marker((area.lat, area.lon), icon=icon, interactive=False, keyboard=False).add_to(made)


def _class_sign(chart: Chart, area: PlaceNumbers) -> tuple[str, int, str] | None:
    number = chart.class_of(area)
    if not number:
        return None
    ink = chart.classes.inks[number - 1]
    html = (
        f'<svg viewBox="0 0 {_SIGN} {_SIGN}" width="{_SIGN}" height="{_SIGN}" aria-hidden="true"><text x="11" y="16" '
        f'text-anchor="middle" font-size="15" font-weight="700" fill="{ink}">{number}</text></svg>'
    )
    return html, _SIGN, "map-sign"


def _ring(chart: Chart, area: PlaceNumbers) -> tuple[str, int, str] | None:
    strongest = chart.strongest(area)
    if strongest is None or area.numbers is None:
        return None
    most = max((one.count or 0) for one in chart.areas)
    size = round(_SMALLEST_RING + (_LARGEST_RING - _SMALLEST_RING) * ((area.count or 0) / most) ** 0.5)
    looks = [look for _label, look in chart.parts]
    return ring_svg(area.numbers, looks, strongest, size), size, "map-sign map-sign--ring"


def _add_heat(chart: Chart, made: "folium.Map", frame: Frame) -> None:
    from folium.plugins import HeatMap

    if not chart.points:
        return
    HeatMap(  # type: ignore[no-untyped-call]
        [[lat, lon, number] for lat, lon, number in chart.points],
        min_opacity=0.12,
        max_zoom=1,
        radius=22,
        blur=18,
        gradient=HEAT_COLOURS,
        max=_densest(chart.points, frame),
    ).add_to(made)


def _densest(points: Sequence[tuple[float, float, int]], frame: Frame) -> float:
    """How many lie in the fullest of the fields that divide the width of the map: there the colour is brightest."""
    width = (frame[2] - frame[0]) / _FIELDS_ACROSS
    fields: Counter[tuple[int, int]] = Counter()
    for lat, lon, number in points:
        fields[int(lon / width), int(lat / width)] += number
    return float(max(3, *fields.values()))
