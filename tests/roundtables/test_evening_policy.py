"""Who may run an evening, keep its minutes and its agreements: every role in every state."""

import pytest

from portal.kernel.policy import Role, allows
from portal.roundtables.models import Meeting, Minutes
from portal.roundtables.policy import EDITORS, AgreementPermission, MinutesPermission
from portal.roundtables.terms.meetings import MeetingState
from portal.roundtables.terms.minutes import MinutesState
from tests.factories import evenings
from tests.factories.accounts import make_account
from tests.factories.places import make_place, make_root

P, I, R, H, C = (  # noqa: E741 - the first letters of the five states
    MeetingState.PLANNED,
    MeetingState.INVITED,
    MeetingState.RUNNING,
    MeetingState.HELD,
    MeetingState.CANCELLED,
)
#: In which states of the meeting an editor may do it.
OF_MEETING = {
    MinutesPermission.RUN: {P, I, R, H},
    MinutesPermission.NOTE: {R, H},
    MinutesPermission.CLOSE: {R, H},
    MinutesPermission.READ: {R, H},
    AgreementPermission.MAKE: {R, H},
}
OF_MINUTES = {
    MinutesPermission.EDIT: {MinutesState.DRAFT, MinutesState.CORRECTION},
    MinutesPermission.RELEASE: {MinutesState.DRAFT, MinutesState.CORRECTION},
    MinutesPermission.SEND: {MinutesState.RELEASED},
}
OF_AGREEMENT = (AgreementPermission.READ, AgreementPermission.EDIT, AgreementPermission.SETTLE)


@pytest.mark.usefixtures("session")
def test_every_role_in_every_state() -> None:
    meeting = evenings.make_meeting(running_now=False)
    here, elsewhere = meeting.round_table.sozialraum, make_place("Woanders", parent=make_root())
    accounts = [(role, place, make_account(role, place)) for role in Role for place in (here, elsewhere)]
    found: dict[tuple[object, ...], bool] = {}
    expected: dict[tuple[object, ...], bool] = {}
    for role, place, account in accounts:
        is_editor = role in EDITORS and place is here
        for permission, states in OF_MEETING.items():
            for state in MeetingState:
                thing = Meeting(round_table=meeting.round_table, state=state)
                found[role, place.name, permission, state] = allows(permission, account, thing)
                expected[role, place.name, permission, state] = is_editor and state in states
        for permission, open_in in OF_MINUTES.items():
            for how_far in MinutesState:
                about = Minutes(meeting=meeting, state=how_far)
                found[role, place.name, permission, how_far] = allows(permission, account, about)
                expected[role, place.name, permission, how_far] = is_editor and how_far in open_in
        for asked in OF_AGREEMENT:
            found[role, place.name, asked] = allows(asked, account, meeting.round_table)
            expected[role, place.name, asked] = is_editor
        found[role, place.name, AgreementPermission.LIST] = allows(AgreementPermission.LIST, account)
        expected[role, place.name, AgreementPermission.LIST] = role in EDITORS

    assert found == expected
