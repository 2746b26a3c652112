"""Bedarfe as tables: what each column means, and the rows of the files that planners take away.

Anonymous by default: numbers, words the county wrote, counts. No contact, no original words, no names of colleagues; the
names of responsible people only come into a file that was asked for with a reason.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from portal.contributions.terms import Channel
from portal.county import queries as county
from portal.kernel.clock import now
from portal.kernel.db import session
from portal.kernel.paging import page_by_key
from portal.kernel.policy import Actor
from portal.kernel.text import N_
from portal.needs import queries
from portal.needs.queries import NeedFilters
from portal.needs.queries.counting import behind_by_channel
from portal.needs.terms import NeedSort, NeedStatus
from portal.places import queries as places
from portal.web.documents.columns import Column, ColumnType, Description, Row
from portal.web.documents.geojson import Centre

if TYPE_CHECKING:
    from portal.needs.models import Need

BATCH = 500
LICENCE = "Interne Arbeitsdaten der Sozialplanung. Zur Veröffentlichung nicht freigegeben."
PRIVACY = "Enthält keine Namen, keine Kontaktdaten und keine Originaltexte von Bürgerinnen und Bürgern."
NAMES_INSIDE = "Enthält Namen von Beschäftigten. Die Ausgabe wurde mit ihrem Grund protokolliert."

_UNKNOWN = N_("unbekannt")
_COUNT = ColumnType.INTEGER


#: Keys of the columns, by channel.
_CONTRIBUTIONS = {channel.value: f"contributions_{channel}" for channel in Channel}
_PEOPLE = {channel.value: f"people_{channel}" for channel in Channel}
#: What they hold where nobody said anything.
_NOBODY = dict.fromkeys((*_CONTRIBUTIONS.values(), *_PEOPLE.values()), 0)


def _channel_columns() -> tuple[Column, ...]:
    said = (
        Column(
            _CONTRIBUTIONS[channel],
            f"Wortmeldungen {channel.label}",
            _COUNT,
            f"Wie viele Wortmeldungen auf dem Weg „{channel.label}“ kamen.",
            width=12,
        )
        for channel in Channel
    )
    people = (
        Column(
            _PEOPLE[channel],
            f"Menschen {channel.label}",
            _COUNT,
            f"Wie viele Menschen auf dem Weg „{channel.label}“ etwas gesagt haben.",
            width=12,
        )
        for channel in Channel
    )
    return (*said, *people)


#: What every file and the interface hold, in this order. Keys stay as they are: other systems rely on them.
COLUMNS: tuple[Column, ...] = (
    Column("id", "Kennung", meaning="Bleibt für immer gleich; zum Verknüpfen mit anderen Daten.", width=38),
    Column("number", "Nummer", meaning="So nennen Menschen den Bedarf, zum Beispiel 2026-00042.", width=13),
    Column("title", "Titel", meaning="In einer Zeile, von der Sozialplanung formuliert.", width=44),
    Column("description", "Beschreibung", meaning="Was gemeint ist, von der Sozialplanung formuliert.", width=60),
    Column("place_name", "Sozialraum", meaning="Wo der Bedarf besteht.", width=26),
    Column(
        "place_id", "Kennung des Sozialraums", meaning="Wie in der Liste der Sozialräume der Schnittstelle.", width=38
    ),
    Column(
        "ags",
        "AGS",
        ColumnType.AGS,
        "Amtlicher Gemeindeschlüssel als Text, die führende Null gehört dazu. Leer bei Ortsteilen und Quartieren.",
        width=11,
    ),
    Column("action_field", "Handlungsfeld", meaning="Worum es geht.", width=30),
    Column("action_field_id", "Kennung des Handlungsfelds", meaning="Wie in der Schnittstelle.", width=38),
    Column("target_groups", "Zielgruppen", ColumnType.LIST, "Wer betroffen ist; mehrere durch | getrennt.", width=30),
    Column(
        "basic_functions",
        "Grunddaseinsfunktionen",
        ColumnType.LIST,
        "Welche Bereiche des täglichen Lebens es betrifft; mehrere durch | getrennt.",
        width=30,
    ),
    Column(
        "status",
        "Status (Schlüssel)",
        meaning="Der Status als unveränderlicher Schlüssel.",
        width=14,
        codes=tuple((one.value, one.label) for one in NeedStatus if one is not NeedStatus.MERGED),
    ),
    Column("status_label", "Status", meaning="Wie weit der Bedarf ist.", width=18),
    Column("contribution_count", "Wortmeldungen", _COUNT, "Wie viele Wortmeldungen dafür sprechen.", width=14),
    Column(
        "people_count",
        "Menschen",
        _COUNT,
        "Wie viele Menschen dahinter stehen. Mehrere Wortmeldungen derselben bekannten Person zählen einmal.",
        width=10,
    ),
    *_channel_columns(),
    Column("created_at", "Angelegt", ColumnType.DATETIME, "Wann der Bedarf angelegt wurde.", width=17),
    Column("updated_at", "Geändert", ColumnType.DATETIME, "Wann er sich zuletzt geändert hat.", width=17),
    Column("due_on", "Frist", ColumnType.DATE, "Bis wann der nächste Schritt getan sein soll.", width=12),
    Column(
        "public_answer",
        "Öffentliche Antwort",
        meaning="Der letzte Satz, den alle Beteiligten gelesen haben.",
        width=60,
    ),
    Column("answered_at", "Beantwortet", ColumnType.DATETIME, "Wann dieser Satz veröffentlicht wurde.", width=17),
)
#: Only in files asked for with a reason.
RESPONSIBLE = Column(
    "responsible", "Zuständig", meaning="Name der zuständigen Planerin oder des zuständigen Planers.", width=26
)


def rows_of(needs: "Sequence[Need]", *, with_names: bool = False) -> list[dict[str, Any]]:
    """One row per Bedarf with the values of `COLUMNS`; the number of queries does not grow with the Bedarfe.

    `latitude` and `longitude` are those of the centre of its Sozialraum, for maps, `target_group_ids` and `basic_function_ids`
    are for the interface; they are in none of these columns. The name of the responsible person is only read when asked for.
    """
    labels = queries.labels_for(needs)
    channels = behind_by_channel([need.id for need in needs])
    rows: list[dict[str, Any]] = []
    for need in needs:
        place = labels.place(need)
        row: dict[str, Any] = {
            "id": need.id,
            "number": need.number,
            "title": need.title,
            "description": need.description,
            "place_name": place.name,
            "place_id": need.sozialraum_id,
            "ags": place.ags or None,
            "action_field": labels.action_field(need) or None,
            "action_field_id": need.action_field_id,
            "target_groups": labels.groups(need),
            "basic_functions": labels.functions(need),
            "status": need.status.value,
            "status_label": need.status.label,
            "contribution_count": need.contribution_count,
            "people_count": need.people_count,
            **_NOBODY,
            "created_at": need.created_at,
            "updated_at": need.updated_at,
            "due_on": need.due_on,
            "public_answer": need.public_sentence or None,
            "answered_at": need.answered_at,
            "latitude": place.lat,
            "longitude": place.lon,
            "target_group_ids": labels.group_ids(need),
            "basic_function_ids": labels.function_ids(need),
        }
        for channel, found in channels.get(need.id, {}).items():
            row[_CONTRIBUTIONS[channel]], row[_PEOPLE[channel]] = found.contributions, found.people
        if with_names:
            row[RESPONSIBLE.key] = labels.responsible(need) or None
        rows.append(row)
    return rows


def centre_of(row: Row) -> Centre | None:
    """The centre of the row's Sozialraum; None while the place is only a name."""
    lat, lon = row.get("latitude"), row.get("longitude")
    return Centre(lat, lon) if isinstance(lat, float) and isinstance(lon, float) else None


def exported_rows(
    viewer: Actor, filters: NeedFilters, *, with_names: bool = False, told: Callable[[int], None] = lambda _: None
) -> Iterator[Row]:
    """Everything this person may see that matches, newest first, read in batches; `told` hears how many were read."""
    for needs in batches(viewer, filters, told=told):
        yield from rows_of(needs, with_names=with_names)


def batches(
    viewer: Actor, filters: NeedFilters, *, told: Callable[[int], None] = lambda _: None
) -> "Iterator[Sequence[Need]]":
    """The Bedarfe that this person may see and that match, newest first, some hundred at a time.

    The order of creation never changes, so a Bedarf that is edited meanwhile still comes exactly once.
    """
    newest_first = replace(filters, sort=NeedSort.NEWEST)
    after: str | None = None
    done = 0
    while True:
        chosen = queries.visible_needs(viewer, newest_first)
        page = page_by_key(chosen, keys=queries.order_of(newest_first), after=after, limit=BATCH)
        yield page.rows
        done += len(page.rows)
        for need in page.rows:
            session().expunge(need)
        told(done)
        if page.next_cursor is None:
            return
        after = page.next_cursor


def filters_in_words(filters: NeedFilters) -> list[tuple[str, str]]:
    """What a list is narrowed by, as pairs of name and value that a reader understands. Names nobody who is responsible."""
    pairs: list[tuple[str, str]] = []
    if filters.text:
        pairs.append((N_("Suchwörter"), filters.text))
    if filters.place_id is not None:
        pairs.append((N_("Sozialraum"), places.names([filters.place_id]).get(filters.place_id, _UNKNOWN)))
    if filters.status is not None:
        pairs.append((N_("Status"), filters.status.label))
    pairs += [
        (name, known.get(chosen, _UNKNOWN))
        for name, chosen, known in (
            (N_("Handlungsfeld"), filters.action_field_id, _names(county.action_fields(active=None))),
            (N_("Zielgruppe"), filters.target_group_id, _names(county.target_groups(active=None))),
            (N_("Grunddaseinsfunktion"), filters.basic_function_id, _names(county.basic_functions(active=None))),
        )
        if chosen is not None
    ]
    if filters.responsible_id is not None:
        nobody = filters.responsible_id == queries.NOBODY
        pairs.append((N_("Zuständig"), N_("niemand") if nobody else N_("eine bestimmte Person")))
    if filters.due is not None:
        pairs.append((N_("Frist"), filters.due.label))
    return pairs


def _names(things: Iterable[Any]) -> dict[UUID, str]:
    return {thing.id: thing.name for thing in things}


def description_of(filters: NeedFilters, *, title: str = "Bedarfe", with_names: bool = False) -> Description:
    """What a file says of itself: what it was narrowed by, and who may read it."""
    return Description(
        title=title,
        source=county.county().name,
        created_at=now(),
        licence=LICENCE,
        filters=filters_in_words(filters),
        notes=[NAMES_INSIDE if with_names else PRIVACY],
    )
