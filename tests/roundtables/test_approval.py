"""The Gemeinde approves what goes out in its name, and nothing else."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from portal.kernel.db import unit_of_work
from portal.kernel.policy import Role
from portal.roundtables.actions import inviting, meetings
from portal.roundtables.actions.meetings import MeetingDraft
from portal.roundtables.queries import meetings as queries
from portal.roundtables.terms.meetings import Approval
from tests.factories.accounts import make_account
from tests.factories.roundtables import make_meeting


@pytest.mark.parametrize(
    ("role", "hours", "approval"),
    [
        (Role.MODERATOR, 1, Approval.OPEN),
        (Role.MODERATOR, 0, Approval.GIVEN),
        (Role.MUNICIPALITY, 1, Approval.GIVEN),
    ],
)
def test_another_hour_needs_a_new_approval_unless_the_gemeinde_chose_it(
    app: Flask, role: Role, hours: int, approval: Approval
) -> None:
    meeting = make_meeting(people=["Maria Berger"], venue="Rathaus")
    place = meeting.round_table.sozialraum
    host, editor = make_account(Role.MUNICIPALITY, place), make_account(role, place)
    with unit_of_work():
        inviting.approve(queries.meeting(meeting.id), by=host)

    with unit_of_work():
        fresh = queries.meeting(meeting.id)
        same = MeetingDraft(starts_at=fresh.starts_at, ends_at=fresh.ends_at, venue=fresh.venue)
        later = replace(same, ends_at=same.ends_at + timedelta(hours=hours))
        meetings.edit(fresh, later, version=fresh.version, by=editor)

    assert queries.meeting(meeting.id).approval is approval
