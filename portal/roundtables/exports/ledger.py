"""The ledger of agreements as a table: the columns and what they mean."""

from collections.abc import Iterator

from portal.kernel.clock import now
from portal.kernel.policy import Actor
from portal.places import queries as places
from portal.roundtables.queries import agreements as queries
from portal.roundtables.queries.agreements import LedgerFilter
from portal.web.documents.columns import Column, ColumnType, Description, Row
from portal.web.i18n import _
from portal.web.site import site


def columns() -> list[Column]:
    """What a row says. Mail addresses of owners are not among it."""
    return [
        Column("text", _("Vereinbarung"), width=60, meaning=_("Was getan wird, wie es aufgeschrieben wurde.")),
        Column("owner", _("Wer"), width=28, meaning=_("Wer es übernommen hat.")),
        Column("function", _("Funktion"), width=28, meaning=_("In welcher Rolle oder für welche Organisation.")),
        Column("due_on", _("Bis"), ColumnType.DATE, meaning=_("Bis wann es vereinbart ist.")),
        Column("state", _("Stand"), meaning=_("Offen, erledigt oder fallen gelassen.")),
        Column("overdue", _("Überfällig"), meaning=_("Ob der Tag vorbei ist und es noch offen ist.")),
        Column("carried", _("Übertragen"), ColumnType.INTEGER, meaning=_("Wie oft es auf die nächste Sitzung kam.")),
        Column("said", _("Zuletzt gesagt"), width=40, meaning=_("Der letzte Satz der Person dazu.")),
        Column("series", _("Runder Tisch"), width=32, meaning=_("In welcher Reihe es vereinbart wurde.")),
        Column("meeting", _("Sitzung vom"), ColumnType.DATE, meaning=_("An welchem Tag es vereinbart wurde.")),
        Column("place", _("Sozialraum"), width=24, meaning=_("Um wessen Alltag es geht.")),
    ]


def rows(viewer: Actor, wanted: LedgerFilter) -> Iterator[Row]:
    """The agreements of the filters in the order of the ledger, one query."""
    found = queries.in_order(viewer, wanted)
    names = places.names({one.round_table.sozialraum_id for one in found})
    for one in found:
        yield {
            "text": one.text,
            "owner": one.owner_name,
            "function": one.owner_function,
            "due_on": one.due_on,
            "state": _(one.state.label),
            "overdue": one.is_overdue,
            "carried": one.carried,
            "said": one.said,
            "series": one.round_table.title,
            "meeting": one.meeting.day,
            "place": names.get(one.round_table.sozialraum_id, ""),
        }


def description() -> Description:
    """Its code book."""
    return Description(
        title=_("Vereinbarungen"),
        source=site().county_name or site().name,
        created_at=now(),
        licence=_("Nur für den Dienstgebrauch: enthält Namen."),
    )
