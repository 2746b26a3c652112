"""The list of all Kennzahlen by theme, and all of one place."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Response, request

from portal.indicators import queries
from portal.indicators.charts import pyramid_rows
from portal.indicators.forms import ListForm
from portal.indicators.policy import IndicatorPermission
from portal.indicators.routes.blueprint import bp, county_id, in_words, place_in_url, seen_choices, views
from portal.indicators.terms import Definition, Figure, Theme
from portal.web.access import requires
from portal.web.i18n import _, as_number
from portal.web.pages import page

if TYPE_CHECKING:
    from portal.indicators.terms import AgeGroup
    from portal.places.queries import PlaceNode

Row = tuple[Definition, Figure, Figure | None]


@bp.get("")
@requires(IndicatorPermission.LIST)
def index() -> Response:
    """Every Kennzahl with the value of the county, and of one place beside it."""
    form = ListForm(places=seen_choices(), formdata=request.args)
    chosen = form.ort.chosen
    themes = _themes(chosen)
    return page(
        "indicators/index.html",
        fragment="themes",
        form=form,
        views=views(),
        themes=themes,
        chosen=chosen,
        place_name=dict(seen_choices()).get(chosen, "") if chosen else "",
        in_words=in_words,
        has_values=any(county.is_known for _theme, rows in themes for _one, county, _own in rows),
        sources=_sources(themes),
    )


@bp.get("/orte/<uuid:place_id>")
@requires(IndicatorPermission.READ, of=place_in_url)
def show_place(place: "PlaceNode") -> Response:
    """Everything known of one place, beside the county, and its population by age and sex."""
    pyramid = queries.age_pyramid(place.id)
    themes = _themes(place.id)
    return page(
        "indicators/place.html",
        place=place,
        themes=themes,
        in_words=in_words,
        pyramid=pyramid,
        bars=pyramid_rows(pyramid),
        ages_of=ages_in_words,
        count=lambda value: "–" if value is None else as_number(value, 0),
        sources=_sources(themes),
    )


def ages_in_words(ages: "AgeGroup") -> str:
    """An age group as people say it."""
    if ages.end is None:
        return _("%(first)s und älter", first=ages.first)
    if not ages.first:
        return _("unter %(end)s", end=ages.end)
    return _("%(first)s bis unter %(end)s", first=ages.first, end=ages.end)


def _themes(place_id: UUID | None) -> list[tuple[Theme, list[Row]]]:
    county = county_id()
    definitions = queries.definitions()
    ids = {county, place_id} - {None}
    figures = queries.figures_of([one for one in ids if one], [one.key for one in definitions])
    rows = [(one, figures[county, one.key], figures[place_id, one.key] if place_id else None) for one in definitions]
    by_theme = [(theme, [row for row in rows if row[0].theme is theme]) for theme in Theme]
    return [(theme, found) for theme, found in by_theme if found]


def _sources(themes: Sequence[tuple[Theme, Sequence[Row]]]) -> list[str]:
    """Whose figures stand on the page, each named once."""
    shown = [figure for _theme, rows in themes for _one, *figures in rows for figure in figures]
    told = [part for figure in shown if figure and figure.is_known for part in figure.source.split("; ")]
    return [source for source in dict.fromkeys(told) if source]
