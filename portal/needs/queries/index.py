"""The word search over Bedarfe, with the filters of lists as facets."""

from collections.abc import Iterable
from uuid import UUID

from portal.kernel.search import SearchIndex
from portal.needs.models import Need
from portal.needs.terms import NeedStatus

NEED_INDEX = SearchIndex("need")
#: Facet of Bedarfe that went into no other one.
LIVE = "_live"


def place_facet(id: UUID) -> str:
    return f"_p{id.hex}"


def status_facet(status: NeedStatus) -> str:
    return f"_s{status.value.replace('_', '')}"


def field_facet(id: UUID) -> str:
    return f"_f{id.hex}"


def group_facet(id: UUID) -> str:
    return f"_t{id.hex}"


def function_facet(id: UUID) -> str:
    return f"_b{id.hex}"


def responsible_facet(id: UUID) -> str:
    """Facet of whoever is responsible; `NOBODY` for none."""
    return f"_r{id.hex}"


def facets_of(
    need: Need,
    *,
    lineage: Iterable[UUID],
    fields: Iterable[UUID],
    groups: Iterable[UUID],
    functions: Iterable[UUID],
) -> set[str]:
    """Everything a list may be narrowed to that holds for this Bedarf. `fields` are its Handlungsfeld and those above it."""
    live = {LIVE} if need.status is not NeedStatus.MERGED else set()
    return (
        {status_facet(need.status), responsible_facet(need.responsible_id or UUID(int=0))}
        | live
        | {place_facet(term_id) for term_id in lineage}
        | {field_facet(term_id) for term_id in fields}
        | {group_facet(term_id) for term_id in groups}
        | {function_facet(term_id) for term_id in functions}
    )


def text_of(need: Need, place_name: str) -> str:
    """What the Bedarf is found by."""
    return f"{need.title}\n{need.description}\n{need.number}\n{place_name}"
