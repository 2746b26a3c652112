"""Building anew what is kept beside the Bedarfe, a portion at a time so that others can write in between."""

from sqlalchemy import select

from portal.kernel.db import hold_series, session, unit_of_work
from portal.needs.actions.keeping import index, recount
from portal.needs.actions.tallying import CHANGES
from portal.needs.models import Need
from portal.needs.queries.counting import behind

PORTION = 500


def recount_portion(after: int) -> tuple[int, int] | None:
    """Count people and Wortmeldungen of the next Bedarfe behind number `after` anew.

    Returns the last number and how many were wrong; None at the end.
    """
    needs = _portion(after)
    if not needs:
        return None
    right = behind([need.id for need in needs])
    wrong = [
        need.id
        for need in needs
        if (need.contribution_count, need.people_count) != (right[need.id].contributions, right[need.id].people)
    ]
    recount(wrong)
    return needs[-1].seq, len(wrong)


def rebuild_search() -> int:
    """Write all search documents anew, each portion in a unit of work of its own. Returns the last number."""
    last = 0
    while True:
        with unit_of_work():
            after = _index_portion(last)
        if after is None:
            return last
        last = after


def _index_portion(after: int) -> int | None:
    """Write the search documents of the next Bedarfe behind number `after` anew. Returns the last number; None at the end."""
    needs = _portion(after)
    index(*needs)
    return needs[-1].seq if needs else None


def _portion(after: int) -> list[Need]:
    hold_series(CHANGES)
    return list(session().scalars(select(Need).where(Need.seq > after).order_by(Need.seq).limit(PORTION)))
