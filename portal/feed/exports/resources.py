"""What systems read of Maßnahmen, Beschlussvorlagen, Beschlüsse, Verfahren and Kennzahlen, as JSON takes it.

Names of people stand in an answer only where the system has the right to them; without it the fields are null.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from portal.accounts import queries as accounts
from portal.feed.queries import resources as queries
from portal.feed.terms.answers import ALWAYS, DELETED, MOVED
from portal.feed.terms.clients import ApiRight

if TYPE_CHECKING:
    from portal.consultations.models import Consultation
    from portal.feed.models import ApiClient, FeedChange
    from portal.feed.queries.presence import Departed
    from portal.indicators.models import IndicatorValue
    from portal.indicators.terms import Definition, Figure
    from portal.planning.models import CouncilPaper, Decision, Deliberation, Measure

Item = dict[str, Any]


def tombstone(change: "FeedChange") -> Item:
    """What is left of a thing that was deleted."""
    return _gone(DELETED, change.change_number, change.object_id, change.changed_at)


def farewell(gone: "Departed") -> Item:
    """What is left of a thing that left what the reader may read."""
    return _gone(MOVED, gone.change_number, gone.object_id, gone.at)


def _gone(state: str, number: int, id: UUID, moment: datetime) -> Item:
    return {"state": state, "change": number, "id": str(id), "updated_at": _text(moment)}


def narrowed(item: Item, fields: Collection[str] | None) -> Item:
    """Only the fields asked for, with what each entry always says."""
    if not fields:
        return item
    return {name: value for name, value in item.items() if name in fields or name in ALWAYS}


def measures(reader: "ApiClient", ids: Collection[UUID]) -> dict[UUID, Item]:
    """These Maßnahmen by id. Five queries at most."""
    rows = queries.measures(ids)
    needs = queries.needs_of_measures(reader, ids)
    names = _names(reader, [row.responsible_id for row in rows])
    return {row.id: _measure(row, needs.get(row.id, []), names) for row in rows}


def _measure(row: "Measure", needs: list[str], names: Mapping[UUID | None, str]) -> Item:
    status = row.status
    return {
        "title": row.title,
        "what": row.what,
        "status": status.value,
        "status_label": status.label,
        "priority": row.priority.value,
        "begins_on": _text(row.begins_on),
        "ends_on": _text(row.ends_on),
        "place_ids": [str(place.id) for place in row.places],
        "place_names": [place.name for place in row.places],
        "need_ids": needs,
        "decision_id": _text(row.decision_id),
        "budget_planned": _number(row.budget_planned),
        "budget_spent": _number(row.budget_spent),
        "milestones": [
            {"id": str(one.id), "title": one.title, "due_on": _text(one.due_on), "done_on": _text(one.done_on)}
            for one in row.milestones
        ],
        "review_on": _text(row.review_on),
        "stopped_on": _text(row.stopped_on),
        "is_public": row.is_public,
        "public_title": row.name_for_all if row.is_public else None,
        "public_sentence": row.public_sentence if row.is_public else None,
        "responsible": names.get(row.responsible_id),
        "created_at": _text(row.created_at),
        "updated_at": _text(row.updated_at),
    }


def papers(reader: "ApiClient", ids: Collection[UUID]) -> dict[UUID, Item]:
    """These Beschlussvorlagen by id, each with its Beratungsfolge. A constant number of queries."""
    rows = queries.papers(ids)
    needs = queries.needs_of_recommendations(reader, [row.recommendation_id for row in rows])
    stations = queries.stations(ids)
    return {row.id: _paper(row, needs.get(row.recommendation_id, []), stations.get(row.id, [])) for row in rows}


def _paper(row: "CouncilPaper", needs: list[str], stations: "Sequence[Deliberation]") -> Item:
    return {
        "number": row.number,
        "title": row.title,
        "status": row.state.value,
        "status_label": row.state.label,
        "dated_on": _text(row.dated_on),
        "proposal": row.proposal,
        "outside_number": row.outside_number,
        "outside_address": row.outside_address,
        "recommendation_id": str(row.recommendation_id),
        "place_id": _text(row.recommendation.sozialraum_id),
        "need_ids": needs,
        "deliberations": [_station(one) for one in stations],
        "created_at": _text(row.created_at),
        "updated_at": _text(row.updated_at),
    }


def _station(one: "Deliberation") -> Item:
    return {
        "id": str(one.id),
        "committee": one.session.committee.name,
        "held_on": _text(one.session.held_on),
        "role": one.role.value,
        "agenda_item": one.agenda_item,
        "result": one.result.value if one.result else None,
        "votes_yes": one.votes_yes,
        "votes_no": one.votes_no,
        "votes_abstained": one.votes_abstained,
        "outside_address": one.outside_address,
        "decision_id": str(one.decision.id) if one.decision else None,
    }


def decisions(reader: "ApiClient", ids: Collection[UUID]) -> dict[UUID, Item]:
    """These Beschlüsse by id. Three queries."""
    rows = queries.decisions(ids)
    needs = queries.needs_of_recommendations(reader, [row.paper.recommendation_id for row in rows])
    carried_out = queries.measures_of_decisions(reader, ids) if reader.may(ApiRight.READ_MEASURES) else {}
    return {row.id: _decision(row, needs, carried_out.get(row.id, [])) for row in rows}


def _decision(row: "Decision", needs: Mapping[UUID, list[str]], measures: list[str]) -> Item:
    station = row.deliberation
    return {
        "paper_id": str(row.paper_id),
        "paper_number": row.paper.number,
        "outside_number": row.paper.outside_number,
        "title": row.paper.title,
        "committee": station.session.committee.name,
        "decided_on": _text(row.decided_on),
        "result": row.result.value,
        "result_label": row.result.label,
        "votes_yes": station.votes_yes,
        "votes_no": station.votes_no,
        "votes_abstained": station.votes_abstained,
        "wording": row.wording,
        "review_on": _text(row.review_on),
        "reviewed_at": _text(row.reviewed_at),
        "place_id": _text(row.paper.recommendation.sozialraum_id),
        "need_ids": needs.get(row.paper.recommendation_id, []),
        "measure_ids": measures,
        "created_at": _text(row.created_at),
        "updated_at": _text(row.updated_at),
    }


def consultations(reader: "ApiClient", ids: Collection[UUID]) -> dict[UUID, Item]:
    """These Verfahren by id. One query."""
    named = reader.may(ApiRight.READ_NAMES)
    return {row.id: _consultation(row, named) for row in queries.consultations(ids)}


def _consultation(row: "Consultation", named: bool) -> Item:
    return {
        "slug": row.slug,
        "title": row.title,
        "purpose": row.purpose,
        "status": row.state.value,
        "place_id": str(row.sozialraum_id),
        "place_name": row.sozialraum.name,
        "opens_on": _text(row.opens_on),
        "closes_on": _text(row.closes_on),
        "outcome": row.outcome,
        "contact_name": row.contact_name if named else None,
        "contact_phone": row.contact_phone if named else None,
        "contact_email": row.contact_email if named else None,
        "published_at": _text(row.published_at),
        "closed_at": _text(row.closed_at),
        "created_at": _text(row.created_at),
        "updated_at": _text(row.updated_at),
    }


def indicator(one: "Definition", changed_at: datetime | None) -> Item:
    """What a Kennzahl is."""
    return {
        "id": one.key,
        "name": one.name,
        "theme": one.theme.value,
        "origin": one.origin.value,
        "formula": one.formula,
        "unit": one.unit,
        "decimals": one.decimals,
        "direction": one.direction.value,
        "rhythm": one.rhythm.value,
        "source": one.source,
        "ages": one.ages,
        "note": one.note,
        "is_computed": one.is_computed,
        "updated_at": _text(changed_at),
    }


def indicator_value(row: "IndicatorValue") -> Item:
    """A stored value, or why there is none."""
    return {
        "place_id": str(row.sozialraum_id),
        "on": _text(row.on_day),
        "part": row.part,
        "status": row.status.value,
        "value": _number(row.value),
        "updated_at": _text(row.updated_at),
    }


def computed_value(one: "Figure") -> Item:
    """The same, computed just now from others."""
    return {
        "place_id": str(one.place_id),
        "on": _text(one.on),
        "part": "",
        "status": one.status.value,
        "value": _number(one.value),
        "updated_at": None,
    }


def _names(reader: "ApiClient", ids: Collection[UUID | None]) -> Mapping[UUID | None, str]:
    if not reader.may(ApiRight.READ_NAMES):
        return {}
    names: Mapping[Any, str] = accounts.names(set(ids))
    return names


def _text(value: date | datetime | UUID | None) -> str | None:
    if value is None:
        return None
    return str(value) if isinstance(value, UUID) else value.isoformat()


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
