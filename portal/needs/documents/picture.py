"""The picture of the whole county as a table: one line for each Sozialraum, Handlungsfeld and stage."""

from collections.abc import Iterator
from pathlib import Path

from portal.county import queries as county
from portal.kernel import clock
from portal.kernel.policy import Actor
from portal.needs.queries.picture import PictureFilters, detail
from portal.needs.terms.stages import ALL_YEARS
from portal.places import queries as places
from portal.web.documents.columns import Column, ColumnType, Description, Row
from portal.web.documents.csv import office_csv
from portal.web.documents.xlsx import write_xlsx
from portal.web.i18n import _
from portal.web.site import site


def picture_csv(viewer: Actor, filters: PictureFilters) -> bytes:
    """A table that a German Excel opens by double click."""
    return b"".join(office_csv(columns(), rows(viewer, filters)))


def picture_xlsx(path: Path, viewer: Actor, filters: PictureFilters) -> None:
    """The same as a workbook that says what it holds."""
    write_xlsx(path, columns(), rows(viewer, filters), _about(filters))


def columns() -> list[Column]:
    count, days = ColumnType.INTEGER, ColumnType.DECIMAL
    return [
        Column("place", _("Sozialraum"), meaning=_("Wo der Bedarf besteht."), width=28),
        Column("ags", _("AGS"), ColumnType.AGS, _("Amtlicher Gemeindeschlüssel, leer bei Teilen einer Gemeinde."), 11),
        Column("field", _("Handlungsfeld"), meaning=_("Worum es geht."), width=30),
        Column("stage", _("Etappe"), meaning=_("Wie weit der Bedarf auf seinem Weg ist."), width=16),
        Column("here", _("Bedarfe heute"), count, _("Wie viele Bedarfe heute in dieser Etappe stehen."), 12),
        Column("waiting", _("Tage bisher"), days, _("Seit wie vielen Tagen im Durchschnitt."), 12),
        Column("passed", _("Abgeschlossen"), count, _("Wie viele Bedarfe diese Etappe verlassen haben."), 14),
        Column("median", _("Median in Tagen"), days, _("Die Hälfte war schneller; auf die Spanne genau."), 14),
    ]


def rows(viewer: Actor, filters: PictureFilters) -> Iterator[Row]:
    """In the order of places, Handlungsfelder and stages."""
    tree = places.tree()
    fields = {field.id: field.name for field in county.action_fields(active=None)}
    found = detail(viewer, filters)
    for place in tree:
        for field_id, line in found.get(place.id, ()):
            yield {
                "place": place.name,
                "ags": place.ags,
                "field": fields.get(field_id, ""),
                "stage": _(line.stage.label),
                "here": line.here,
                "waiting": None if line.waiting_days is None else round(line.waiting_days, 1),
                "passed": line.passed,
                "median": None if line.median_days is None else round(line.median_days, 1),
            }


def words_of(filters: PictureFilters) -> list[tuple[str, str]]:
    """What the picture is narrowed by, as pairs of name and value."""
    pairs: list[tuple[str, str]] = []
    if filters.place_id:
        pairs.append((_("Ort"), places.names([filters.place_id]).get(filters.place_id, _("unbekannt"))))
    if filters.action_field_id:
        names = {field.id: field.name for field in county.action_fields(active=None)}
        pairs.append((_("Handlungsfeld"), names.get(filters.action_field_id, _("unbekannt"))))
    if filters.year != ALL_YEARS:
        pairs.append((_("Abgeschlossen im Jahr"), str(filters.year)))
    return pairs


def _about(filters: PictureFilters) -> Description:
    return Description(
        title=_("Der Weg der Bedarfe"),
        source=site().county_name or site().name,
        created_at=clock.now(),
        licence=_("Interne Arbeitsdaten der Sozialplanung. Zur Veröffentlichung nicht freigegeben."),
        filters=words_of(filters),
        notes=[_("Gelöschte und zusammengeführte Bedarfe zählen nicht. Enthält keine Namen und keine Originaltexte.")],
    )
