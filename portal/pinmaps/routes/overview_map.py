"""`/arbeit/karten/uebersicht`: the county as a map of numbers for the staff, and the same as one file."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, request, url_for

from portal.kernel.clock import today
from portal.kernel.policy import Actor
from portal.pinmaps.charts.describe import HEAT_COLOURS, Frame, as_json, described
from portal.pinmaps.charts.overview import Chart, PlaceNumbers
from portal.pinmaps.charts.signs import Look
from portal.pinmaps.charts.standalone import PageTexts, page_of
from portal.pinmaps.forms.overview_map import OverviewForm
from portal.pinmaps.policy import PinMapPermission
from portal.pinmaps.queries import ground, measures
from portal.pinmaps.queries.measures import Gathered
from portal.pinmaps.routes.ground import ground_props
from portal.pinmaps.terms import Colour, Shape
from portal.pinmaps.terms.measures import MapKind, Measure, Part, Reference, RowOrder
from portal.places import queries as places
from portal.places.terms import Residents
from portal.web.access import actor, requires
from portal.web.i18n import _, as_date, as_number
from portal.web.pages import page
from portal.web.panels import collect, contributes

bp = Blueprint("pin_map_overview", __name__, url_prefix="/arbeit/karten/uebersicht")

_ALL_MAPS = "nadeln"


@dataclass(frozen=True)
class Shown:
    """What the address asks for, counted."""

    form: OverviewForm
    measure: Measure
    chart: Chart
    gathered: Gathered
    residents: Residents | None
    #: Whether density was asked for of something that has no place finer than a Gemeinde.
    has_no_points: bool


@contributes("map.measures", order=20)
def pins(*, viewer: Actor, **_context: Any) -> Iterator[Measure]:
    """Pins: of all maps together, then of each."""
    maps = measures.counted_maps(viewer)
    if not maps:
        return
    yield Measure(
        _ALL_MAPS,
        _("Nadeln auf allen Karten"),
        lambda: measures.pins_by_map(maps),
        _("Nadeln, die alle auf der Karte sehen, von allen Nadelkarten in Ihrem Bereich."),
        lambda: measures.density([one.id for one in maps]),
    )
    for one in maps:
        yield Measure(
            f"{_ALL_MAPS}-{one.id}",
            _("Nadeln: %(title)s", title=one.title),
            lambda one=one: measures.pins_by_category(one),  # type: ignore[misc]
            _("Nadeln dieser Karte, die alle sehen."),
            lambda one=one: measures.density([one.id]),  # type: ignore[misc]
        )


@bp.get("")
@requires(PinMapPermission.LIST)
def index() -> Response:
    shown = _shown()
    if shown is None:
        return page("pinmaps/work/overview_map.html", fragment="overview", shown=None)
    chart, frame = shown.chart, _frame()
    return page(
        "pinmaps/work/overview_map.html",
        fragment="overview",
        shown=shown,
        form=shown.form,
        chart=chart,
        props=_props(chart, frame) if frame else None,
        headers=[_("Gemeinde"), *({"label": label, "number": True} for label in _headers(chart))],
        rows=[(area, _cells(chart, area)) for area in _sorted(shown)],
        notes=_notes(shown),
        heat=list(HEAT_COLOURS.values()),
        as_file=url_for("pin_map_overview.as_file", **shown.form.data) if frame else None,
    )


@bp.get("/datei")
@requires(PinMapPermission.LIST)
def as_file() -> Response:
    """The map as one HTML file that needs no network."""
    shown, frame = _shown(), _frame()
    if shown is None or frame is None:
        return index()
    texts = _texts(shown)
    body = page_of(shown.chart, json.loads(ground.outlines()), frame, texts)
    # Never as a page of ours: it runs scripts that stand in it.
    response = Response(body, mimetype="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="karte-{today().isoformat()}.html"'
    return response


def _shown() -> Shown | None:
    """What is asked for; None when there is nothing this person may count."""
    offered: list[Measure] = collect("map.measures", viewer=actor())
    if not offered:
        return None
    residents = _residents()
    form = OverviewForm(formdata=request.args)
    form.offer(offered, has_residents=residents is not None)
    measure = next(one for one in offered if one.key == form.was.data)
    gathered = measures.gathered(measure.read())
    kind = MapKind(form.art.data)
    has_no_points = kind is MapKind.HEAT and measure.points is None
    if has_no_points:
        kind = MapKind.AREAS
    compared = kind is MapKind.AREAS and form.bezug.data == Reference.RESIDENTS.value
    chart = _chart(measure, gathered, kind, residents if compared else None)
    return Shown(form, measure, chart, gathered, residents, has_no_points)


def _chart(measure: Measure, gathered: Gathered, kind: MapKind, residents: Residents | None) -> Chart:
    points = measure.points() if kind is MapKind.HEAT and measure.points is not None else ()
    title = measure.label
    if residents is not None:
        title = _("%(what)s je 1.000 Einwohner", what=measure.label)
    return Chart(
        title=title,
        kind=kind,
        areas=_areas(gathered, residents),
        parts=[_looking(part, place) for place, part in enumerate(gathered.parts)],
        per_1000=residents is not None,
        say=lambda value: as_number(value, 1 if residents is not None else 0),
        nothing=_("keine"),
        unknown=_("nicht bekannt"),
        to=_("bis"),
        points=points,
        attribution=_("Grenzen: © GeoBasis-DE / BKG"),
    )


def _areas(gathered: Gathered, residents: Residents | None) -> list[PlaceNumbers]:
    centres = {feature["id"]: feature["properties"] for feature in json.loads(ground.outlines())["features"]}
    made = []
    for node in measures.gemeinden():
        where = centres.get(str(node.id), {"lat": 0.0, "lon": 0.0})
        made.append(
            PlaceNumbers(
                id=str(node.id),
                name=node.name,
                lat=where["lat"],
                lon=where["lon"],
                numbers=gathered.numbers.get(node.id),
                residents=residents.numbers.get(node.id) if residents else None,
            )
        )
    return made


def _looking(part: Part, place: int) -> tuple[str, Look]:
    colour = part.colour or list(Colour)[place % len(Colour)]
    shape = part.shape or list(Shape)[place % len(Shape)]
    return part.label or _("Weitere"), Look(colour.fill, shape.path)


def _residents() -> Residents | None:
    """How many people live where, as the first room says that knows; None when none does."""
    found: list[Residents] = collect("place.residents")
    return next((one for one in found if one.numbers), None)


def _frame() -> Frame | None:
    root = places.tree().root
    return ground.frame_of(root.id) if root else None


def _props(chart: Chart, frame: Frame) -> dict[str, Any]:
    made = described(chart, json.loads(ground.outlines()), frame)
    return ground_props(frame, None) | {"chart": as_json(made)}


def _notes(shown: Shown) -> list[str]:
    notes = [shown.measure.meaning] if shown.measure.meaning else []
    if shown.chart.per_1000 and shown.residents is not None:
        notes.append(
            _(
                "Einwohner am %(day)s. %(source)s",
                day=as_date(shown.residents.as_of),
                source=shown.residents.source,
            )
        )
    if shown.residents is None:
        notes.append(_("Einwohnerzahlen liegen nicht vor. Die Karte zeigt deshalb Anzahlen."))
    if shown.gathered.elsewhere:
        notes.append(
            _(
                "Nicht enthalten ist, was keiner einzelnen Gemeinde zugeordnet ist: %(number)s.",
                number=as_number(shown.gathered.elsewhere),
            )
        )
    return notes


def _texts(shown: Shown) -> PageTexts:
    chart = shown.chart
    return PageTexts(
        title=chart.title,
        lead=_("Stand: %(day)s. Nur für den Dienstgebrauch: enthält kleine Zahlen.", day=as_date(today())),
        legend=_("Legende"),
        headers=[_("Gemeinde"), *_headers(chart)],
        rows=[[area.name, *_cells(chart, area)] for area in _sorted(shown)],
        caption=_("Dieselben Zahlen als Tabelle"),
        notes=[*_notes(shown), _("Grenzen: © GeoBasis-DE / BKG")],
    )


def _sorted(shown: Shown) -> list[PlaceNumbers]:
    return shown.chart.sorted_areas(by_name=shown.form.folge.data == RowOrder.NAME.value)


def _headers(chart: Chart) -> list[str]:
    """What stands above the numbers: the class too on a map of areas, each part on a map of parts."""
    if chart.kind is MapKind.AREAS:
        return [chart.title, _("Klasse")]
    return [chart.title, *(label for label, _look in chart.parts)] if chart.kind is MapKind.PARTS else [chart.title]


def _cells(chart: Chart, area: PlaceNumbers) -> list[str]:
    """The numbers of a Gemeinde, in the order of `_headers`."""
    value = chart.text_of(area)
    if chart.kind is MapKind.AREAS:
        number = chart.class_of(area)
        return [value, "–" if number is None else str(number)]
    if chart.kind is MapKind.PARTS:
        return [value, *(as_number(number) for number in area.numbers or ())] + ["–"] * (
            0 if area.numbers is not None else len(chart.parts)
        )
    return [value]
