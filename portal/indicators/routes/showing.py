"""One Kennzahl: its meaning, the table of Gemeinden, the map, the years, and how a place compares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from flask import Response, request, url_for

from portal.indicators import exports, queries
from portal.indicators.charts import ClassMethod, MapClasses, chart_of, classes_of
from portal.indicators.forms import ShowForm
from portal.indicators.policy import IndicatorPermission
from portal.indicators.routes.blueprint import (
    bp,
    county_id,
    definition_in_url,
    ids_of,
    in_words,
    seen_choices,
    seen_gemeinden,
)
from portal.indicators.terms import Definition, Figure, ValueStatus
from portal.kernel import jobs
from portal.places import queries as places
from portal.places.terms import PlaceKind
from portal.web.access import requires
from portal.web.choosing import options
from portal.web.documents.xlsx import XLSX_MIMETYPE
from portal.web.i18n import _, as_date, as_number
from portal.web.pages import download, page

if TYPE_CHECKING:
    from portal.places.queries import PlaceNode


@dataclass(frozen=True)
class MapPiece:
    """One Gemeinde on the map: its outline, how it is shaded (0: no value), what its tooltip says."""

    path: str
    shade: int
    text: str


@bp.get("/<slug>")
@requires(IndicatorPermission.LIST)
def show(slug: str) -> Response:
    one = definition_in_url(slug)
    days = queries.days(one.key)
    form = _form(days)
    on = _chosen_day(form, days)
    nodes, county = seen_gemeinden(), county_id()
    figures = queries.figures_on([*ids_of(nodes), county], one.key, on) if on else {}
    method = ClassMethod(form.klassen.data)
    classes = _classes(one, nodes, figures, method)
    return page(
        "indicators/show.html",
        fragment="indicator",
        one=one,
        form=form,
        on=on,
        rows=_sorted(nodes, figures, str(form.folge.data)),
        figures=figures,
        county=figures.get(county),
        beside=_beside(one, figures.get(county)),
        classes=classes,
        areas=_pieces(nodes, figures, classes),
        drawing=places.county_drawing(),
        legend=_legend(one, classes, nodes, figures),
        in_words=in_words,
        here=url_for("indicators.show", slug=slug),
        own_row=queries.own_indicator(slug) if slug == one.key else None,
        **_course(one, form.ort.chosen),
        **_compared(one, form.ort.chosen, on),
    )


@bp.get("/<slug>/tabelle.xlsx")
@requires(IndicatorPermission.LIST)
def workbook(slug: str) -> Response:
    """The county and the Gemeinden the reader sees, as a workbook."""
    one = definition_in_url(slug)
    days = queries.days(one.key)
    on = _chosen_day(_form(days), days)
    if on is None:
        return show(slug)
    tree = places.tree()
    nodes = [*([tree.root] if tree.root else []), *seen_gemeinden()]
    figures = queries.figures_on(ids_of(nodes), one.key, on)
    path = jobs.files_dir() / f"{uuid4().hex}.xlsx"
    try:
        exports.figures_xlsx(path, one, on, nodes, figures)
        content = path.read_bytes()
    finally:
        path.unlink(missing_ok=True)
    return download(content, f"{one.slug}-{on.isoformat()}.xlsx", XLSX_MIMETYPE)


def _form(days: Sequence[date]) -> ShowForm:
    return ShowForm(
        days=[(day.isoformat(), as_date(day)) for day in days],
        places=seen_choices(),
        methods=options(ClassMethod),
        formdata=request.args,
    )


def _chosen_day(form: ShowForm, days: Sequence[date]) -> date | None:
    """The chosen day, else the latest; None when there is none."""
    return date.fromisoformat(form.stichtag.data) if days else None


def _sorted(
    nodes: "Sequence[PlaceNode]", figures: Mapping[UUID, Figure], order: str
) -> "list[tuple[PlaceNode, Figure]]":
    """By value with what nobody knows last, or by name."""
    rows = [(node, figures[node.id]) for node in nodes if node.id in figures]
    if order == "name":
        return rows
    sign = 1 if order == "auf" else -1
    return sorted(rows, key=lambda row: (row[1].value is None, sign * (row[1].value or Decimal(0))))


def _beside(one: Definition, county: Figure | None) -> Any:
    """What stands beside a value: its share of the county for what adds up, else how far it is from it."""

    def words(figure: Figure) -> str:
        if figure.value is None or county is None or county.value is None:
            return "–"
        if one.adds_up:
            return _("%(share)s %%", share=as_number(100 * figure.value / county.value, 1)) if county.value else "–"
        difference = figure.value - county.value
        return f"{'+' if difference > 0 else ''}{as_number(difference, one.decimals)}"

    return words


def _classes(
    one: Definition, nodes: "Sequence[PlaceNode]", figures: Mapping[UUID, Figure], method: ClassMethod
) -> MapClasses:
    values = [value for node in nodes if node.id in figures and (value := figures[node.id].value) is not None]
    return classes_of(values, decimals=one.decimals, method=method)


def _pieces(nodes: "Sequence[PlaceNode]", figures: Mapping[UUID, Figure], classes: MapClasses) -> list[MapPiece]:
    """Every piece of the county; hatched where nobody knows, plain where the reader sees no values."""
    drawing, seen = places.county_drawing(), set(ids_of(nodes))
    tree, made = places.tree(), []
    for place_id, path in drawing.places.items():
        node = tree.get(place_id)
        name = node.name if node else ""
        figure = figures.get(place_id)
        if figure is not None and figure.value is not None:
            shade = classes.shade(classes.number_of(figure.value))
            made.append(MapPiece(path, shade, f"{name}: {in_words(figure)}"))
        elif place_id in seen:
            made.append(MapPiece(path, 0, _("%(name)s: keine Angabe", name=name)))
        elif node is not None and node.kind is PlaceKind.UNINCORPORATED:
            made.append(MapPiece(path, -1, _("%(name)s: gemeindefreies Gebiet, dort wohnt niemand", name=name)))
        else:
            made.append(MapPiece(path, -1, _("%(name)s: nicht in Ihrem Bereich", name=name)))
    return made


def _legend(
    one: Definition, classes: MapClasses, nodes: "Sequence[PlaceNode]", figures: Mapping[UUID, Figure]
) -> list[tuple[int, str, int]]:
    """(shade, what it means, how many Gemeinden)."""
    known = [value for node in nodes if node.id in figures and (value := figures[node.id].value) is not None]
    rows = []
    for number, (lower, upper) in enumerate(classes.ranges, 1):
        least, most = as_number(lower, one.decimals), as_number(upper, one.decimals)
        text = most if lower >= upper else _("%(least)s bis %(most)s", least=least, most=most)
        rows.append((classes.shade(number), text, sum(classes.number_of(value) == number for value in known)))
    if len(known) < len(nodes):
        rows.append((0, _("keine Angabe"), len(nodes) - len(known)))
    return rows


def _course(one: Definition, place_id: UUID | None) -> dict[str, Any]:
    """The county over the years, and the chosen place."""
    named = [(places.names([county_id()])[county_id()], county_id())]
    if place_id is not None:
        named.insert(0, (places.names([place_id])[place_id], place_id))
    courses = [(name, queries.series(one.key, each)) for name, each in named]
    told = [figure for _name, course in courses for figure in course if figure.status is not ValueStatus.MISSING]
    days = sorted({figure.on for figure in told if figure.on})
    by_day = [(name, {figure.on: figure for figure in course}) for name, course in courses]
    # Counts of a Gemeinde and of the whole county on one scale show nothing: the Gemeinde alone.
    drawn = courses[:1] if one.adds_up or one.key == "migration_balance" else courses
    return {"chart": chart_of(drawn), "course_days": days, "courses": by_day}


def _compared(one: Definition, place_id: UUID | None, on: date | None) -> dict[str, Any]:
    if place_id is None or on is None:
        return {"comparison": None, "similar": [], "place_name": ""}
    comparison = queries.comparison(one.key, place_id, on)
    names = places.names(comparison.similar)
    return {
        "comparison": comparison,
        "similar": [names[each] for each in comparison.similar if each != place_id and each in names],
        "place_name": places.names([place_id])[place_id],
        "digits": lambda value: "–" if value is None else as_number(value, one.decimals),
    }
