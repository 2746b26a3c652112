"""A Demografie-Steckbrief in words: the same for the page and for the sheet of paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from portal.county import queries as county
from portal.indicators.charts import chart_of, pyramid_rows
from portal.indicators.terms import Figure
from portal.places import queries as places
from portal.reports.charts.drawing import lines_svg, pyramid_svg
from portal.reports.documents.words import (
    absolute,
    ages_in_words,
    brackets_in_words,
    contact_in_words,
    figure_in_words,
    number_in_words,
    sources_in_words,
)
from portal.reports.queries.county_figures import Column
from portal.reports.queries.factsheets import Sheet
from portal.reports.terms.factsheets import MOST_FIELDS, MOST_MEASURES
from portal.web.i18n import _, as_date, as_number, ngettext
from portal.web.site import site

if TYPE_CHECKING:
    from portal.planning.models import Measure

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class ToldPart:
    """A table with its title, and the picture that shows the same. One without rows is left out."""

    title: str
    heads: Sequence[str]
    rows: Rows
    svg: str = ""
    alt: str = ""


@dataclass(frozen=True)
class ToldSheet:
    """Everything that stands in it."""

    title: str
    where: str
    lead: str
    figures: ToldPart
    similar: str
    pyramid: ToldPart
    course: ToldPart
    needs: ToldPart
    measures: Sequence[str]
    contact: str
    address: str
    sources: str
    is_internal: bool
    #: What must be known before the figures are believed; empty when there is nothing.
    remark: str
    #: The fixed words around them.
    words: Mapping[str, str]


def tell_sheet(sheet: Sheet, *, path: str) -> ToldSheet:
    """What is known now; `path` is where the QR code leads."""
    return ToldSheet(
        title=_("Demografie-Steckbrief: %(name)s", name=sheet.node.name),
        where=_where(sheet),
        lead=_lead(sheet),
        figures=_figures(sheet),
        similar=" ".join(filter(None, (_similar(sheet), brackets_in_words(_printed(sheet))))),
        pyramid=_pyramid(sheet),
        course=_course(sheet),
        needs=_needs(sheet),
        measures=_measures(sheet),
        contact=contact_in_words(sheet.contact),
        address=absolute(path),
        sources=_sources(sheet),
        is_internal=sheet.inside is not None,
        remark=_remark(),
        words=_words(),
    )


def _words() -> dict[str, str]:
    return {
        "measures": _("Maßnahmen"),
        "contact": _("Ansprechperson"),
        "qr": _("QR-Code zum Steckbrief im Internet"),
        "more": _("Mehr dazu im Internet"),
        "sources": _("Quellen"),
        "internal": _("Nur für den Dienstgebrauch"),
        "nothing": _("Für diese Gemeinde sind noch keine Zahlen eingelesen."),
    }


def _remark() -> str:
    if not site().is_example:
        return ""
    return _("Die Zahlen des Beispiellandkreises sind echt, aber alt: Sie stammen aus den Jahren 2008 bis 2015.")


def _where(sheet: Sheet) -> str:
    tree = places.tree()
    around = [one.name for one in reversed(tree.above(sheet.node))]
    return ", ".join([sheet.node.designation or _(sheet.node.kind.label), *around])


def _lead(sheet: Sheet) -> str:
    if not sheet.residents:
        return ""
    latest = sheet.residents[-1]
    assert latest.value is not None, "known figures only"
    return _("%(n)s Menschen lebten hier am %(day)s.", n=as_number(latest.value, 0), day=as_date(latest.on))


def _figures(sheet: Sheet) -> ToldPart:
    heads = [_("Kennzahl"), sheet.node.name, _("Landkreis"), _("ähnliche Gemeinden")]
    rows = [_row(one, sheet) for one in sheet.columns if one.of(sheet.node.id) is not None]
    return ToldPart(_("Kennzahlen"), heads, rows)


def _row(column: Column, sheet: Sheet) -> list[str]:
    county_figure = column.of(sheet.county_id) if sheet.county_id else None
    unit = _(column.definition.unit) if column.definition.unit else ""
    name = _(column.definition.name)
    return [
        f"{name} ({unit})" if unit and unit not in name else name,
        figure_in_words(column.of(sheet.node.id)),
        figure_in_words(county_figure),
        number_in_words(column.middle(list(sheet.similar)), column.definition.decimals),
    ]


def _similar(sheet: Sheet) -> str:
    if not sheet.similar:
        return _("Keine andere Gemeinde des Landkreises ist ähnlich groß und ähnlich dicht bewohnt.")
    return _(
        "Ähnliche Gemeinden (mittlerer Wert): gleiche Größenklasse, höchstens doppelt und mindestens halb so dicht bewohnt. "
        "Hier: %(names)s.",
        names=", ".join(sheet.similar.values()),
    )


def _pyramid(sheet: Sheet) -> ToldPart:
    heads = [_("Alter"), _("männlich"), _("weiblich")]
    if not sheet.pyramid.is_known or sheet.pyramid.on is None:
        return ToldPart("", heads, [])
    bars = [(ages_in_words(one.bar.ages), one) for one in pyramid_rows(sheet.pyramid)]
    alt = _(
        "Altersaufbau von %(name)s: links männlich, rechts weiblich. Die Zahlen stehen in der Tabelle.",
        name=sheet.node.name,
    )
    return ToldPart(
        _("Altersaufbau am %(day)s", day=as_date(sheet.pyramid.on)),
        heads,
        [[ages, number_in_words(one.bar.male), number_in_words(one.bar.female)] for ages, one in bars],
        svg=pyramid_svg(bars, heads=(_("männlich"), _("weiblich")), alt=alt),
        alt=alt,
    )


def _course(sheet: Sheet) -> ToldPart:
    chart = chart_of([(sheet.node.name, sheet.residents)])
    alt = _("Einwohner von %(name)s über die Jahre. Die Zahlen stehen in der Tabelle.", name=sheet.node.name)
    return ToldPart(
        _("Einwohner über die Jahre"),
        [_("Stichtag"), _("Einwohner")],
        [[as_date(one.on, "medium"), figure_in_words(one)] for one in reversed(sheet.residents)],
        svg=lines_svg(chart, alt=alt) if chart else "",
        alt=alt,
    )


def _needs(sheet: Sheet) -> ToldPart:
    """For staff open Bedarfe by Handlungsfeld, for everybody what was answered in public."""
    if sheet.inside is None or sheet.inside.needs is None:
        rows = [[_(group.label), as_number(number)] for group, number in sheet.answers.items() if number]
        return ToldPart(_("Was aus Anliegen wurde"), [_("Antwort"), _("Bedarfe")], rows)
    names = {one.id: one.name for one in county.action_fields(active=None)}
    ordered = sorted(sheet.inside.needs.items(), key=lambda one: (-one[1], _field(one[0], names)))
    rows = [[_field(field_id, names), as_number(total)] for field_id, total in ordered[:MOST_FIELDS] if total]
    return ToldPart(_("Offene Bedarfe nach Handlungsfeld"), [_("Handlungsfeld"), _("offene Bedarfe")], rows)


def _field(field_id: UUID, names: Mapping[UUID, str]) -> str:
    return names.get(field_id) or _("ohne Handlungsfeld")


def _measures(sheet: Sheet) -> list[str]:
    if sheet.inside is not None and sheet.inside.measures is not None:
        lines = [f"{one.title} ({_(one.status.label)})" for one in sheet.inside.measures]
    else:
        lines = [_public_line(one) for one in sheet.measures]
    more = len(lines) - MOST_MEASURES
    told = lines[:MOST_MEASURES]
    if more > 0:
        told.append(
            ngettext("und %(n)s weitere", "und %(n)s weitere", more) if sheet.inside is not None else _("und weitere")
        )
    return told


def _public_line(measure: "Measure") -> str:
    return f"{measure.name_for_all}: {measure.public_sentence}"


def _sources(sheet: Sheet) -> str:
    figures = [column.of(sheet.node.id) for column in sheet.columns]
    return sources_in_words(part for one in figures if one is not None for part in one.source.split("; ") if part)


def _printed(sheet: Sheet) -> list[Figure | None]:
    """The values of the Gemeinde and of the county that the sheet prints."""
    shown = [column for column in sheet.columns if column.of(sheet.node.id) is not None]
    ids = [one for one in (sheet.node.id, sheet.county_id) if one]
    return [column.of(place_id) for column in shown for place_id in ids]
