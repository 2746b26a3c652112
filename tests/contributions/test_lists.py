"""What somebody may read, narrowed and in pages, at the same cost for one row and for thirty."""

from collections.abc import Iterable

import pytest
from sqlalchemy.orm import Session

from portal.contributions import queries
from portal.contributions.models import Contribution
from portal.contributions.queries import ContributionFilter
from portal.contributions.terms import Channel, ContributionKind, ModerationState, ObserverKind
from portal.kernel.errors import InvalidInput
from portal.kernel.policy import ANONYMOUS, Role
from portal.places.terms import PlaceKind
from tests.factories.accounts import make_account
from tests.factories.consultations import make_consultation
from tests.factories.contributions import make_contribution
from tests.factories.places import make_place


def found(session: Session, viewer: object, **narrowed: object) -> set[str]:
    only = ContributionFilter(**narrowed)  # type: ignore[arg-type]
    rows: Iterable[Contribution] = session.scalars(queries.visible(viewer, only=only))  # type: ignore[arg-type]
    return {row.text for row in rows}


def test_everybody_sees_their_own_sozialraum(session: Session) -> None:
    gemeinde, neighbour = make_place("Unteregg"), make_place("Kammlach")
    part = make_place("Bittenau", kind=PlaceKind.LOCALITY, parent=gemeinde)
    observer = make_account(Role.OBSERVER, gemeinde)
    for text, place in (("hier", gemeinde), ("im Ortsteil", part), ("nebenan", neighbour), ("irgendwo", None)):
        make_contribution(text, place=place)
    make_contribution(
        "beobachtet", place=gemeinde, channel=Channel.OBSERVER, reported_as=ObserverKind.TOPIC_GUARDIAN, by=observer
    )
    everything = {"hier", "im Ortsteil", "nebenan", "irgendwo", "beobachtet"}

    assert found(session, make_account(Role.PLANNER)) == everything
    for role in (Role.KUEMMERER, Role.MODERATOR, Role.MUNICIPALITY, Role.PLANNER):
        assert found(session, make_account(role, gemeinde)) == {"hier", "im Ortsteil", "beobachtet"}
    assert found(session, observer) == {"beobachtet"}
    for nothing_here in (Role.ADMIN, Role.SECTOR_PLANNER, Role.OBSERVER, None):
        assert found(session, make_account(nothing_here)) == set()
    assert found(session, ANONYMOUS) == set()


def test_filters_narrow_it_together(session: Session) -> None:
    planner = make_account(Role.PLANNER)
    place, other = make_place(), make_place("Kammlach")
    consultation = make_consultation(place=place, moderate_first=True)
    make_contribution("im Verfahren", place=place, consultation_id=consultation.id)
    make_contribution("am Telefon", place=place, channel=Channel.PHONE)
    make_contribution("anderswo", place=other, kind=ContributionKind.PIN)

    assert found(session, planner, place_id=place.id) == {"im Verfahren", "am Telefon"}
    assert found(session, planner, channel=Channel.PHONE) == {"am Telefon"}
    assert found(session, planner, kind=ContributionKind.PIN) == {"anderswo"}
    assert found(session, planner, consultation_id=consultation.id) == {"im Verfahren"}
    assert found(session, planner, moderation=ModerationState.HELD) == {"im Verfahren"}
    assert found(session, planner, moderation=ModerationState.RELEASED) == {"am Telefon", "anderswo"}
    assert found(session, planner, place_id=other.id, channel=Channel.PHONE) == set()


def test_a_filter_opens_no_other_sozialraum(session: Session) -> None:
    gemeinde, neighbour = make_place("Unteregg"), make_place("Kammlach")
    make_contribution("nebenan", place=neighbour)

    assert found(session, make_account(Role.KUEMMERER, gemeinde), place_id=neighbour.id) == set()


def test_pages_follow_each_other_without_gap_or_repeat(session: Session) -> None:
    planner = make_account(Role.PLANNER)
    for number in range(7):
        make_contribution(f"Nummer {number}")

    seen: list[str] = []
    cursor: str | None = None
    while True:
        page = queries.newest_page(queries.visible(planner), after=cursor, limit=3)
        seen += [row.text for row in page.rows]
        cursor = page.next_cursor
        if cursor is None:
            break

    assert seen == [f"Nummer {number}" for number in reversed(range(7))]


@pytest.mark.parametrize("cursor", ["1", "1000000", "0.[1].abc", "' OR 1=1", "\x00"])
def test_a_made_up_place_in_the_list_is_refused(session: Session, cursor: str) -> None:
    with pytest.raises(InvalidInput):
        queries.newest_page(queries.visible(make_account(Role.PLANNER)), after=cursor)
