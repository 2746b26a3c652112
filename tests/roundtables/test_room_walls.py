"""A meeting begins a Moderationswand with one press, and a cluster on it becomes a Vereinbarung."""

from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM, Role
from portal.roundtables.models import Agreement, Meeting, MeetingWall
from portal.roundtables.queries import evening
from portal.walls import actions as walls
from portal.walls.models import Wall, WallColumn
from tests.factories import evenings
from tests.support.login import Login
from tests.support.picky import PickyClient

HERE = {"Sec-Fetch-Site": "same-origin"}


def address(meeting: Meeting) -> str:
    return f"/arbeit/runde-tische/sitzungen/{meeting.id}"


def test_one_press_begins_one_wall_with_the_columns_of_the_method(
    client: PickyClient, login: Login, session: Session
) -> None:
    meeting = evenings.make_meeting()
    login(Role.MODERATOR, meeting.round_table.sozialraum)
    for _time in range(2):
        begun = client.post(f"{address(meeting)}/wand", data={"methode": "swot"}, headers=HERE)
        assert begun.status_code == 303
    (wall,) = session.scalars(select(Wall)).all()

    columns = session.scalars(select(WallColumn.title).order_by(WallColumn.position)).all()
    assert columns == ["Stärken", "Schwächen", "Chancen", "Risiken"]
    assert begun.location.endswith(f"/arbeit/waende/{wall.id}")
    desk = client.get(f"/arbeit/waende/{wall.id}").text
    assert "Zurück zur Sitzung" in desk
    assert f"/arbeit/waende/{wall.id}/beamer" in client.get(f"{address(meeting)}/durchfuehren").text


def test_a_cluster_becomes_an_agreement(client: PickyClient, login: Login, session: Session) -> None:
    meeting = evenings.make_meeting()
    login(Role.MODERATOR, meeting.round_table.sozialraum)
    client.post(f"{address(meeting)}/wand", data={"methode": "vision"}, headers=HERE)
    begun = session.scalars(select(MeetingWall)).one()
    column = session.scalars(select(WallColumn).order_by(WallColumn.position)).first()
    assert column is not None
    with unit_of_work():
        wall = session.get_one(Wall, begun.wall_id)
        card = walls.type_card(wall, column.id, "Ein Bus am Abend", submission_key=uuid4(), by=SYSTEM)
        walls.make_cluster(wall, column.id, "Abends mobil", cards=[card.contribution_id], by=SYSTEM)
    assert "Vereinbarung daraus machen" in client.get(f"/arbeit/waende/{wall.id}").text

    to = f"{address(meeting)}/wand/{wall.id}/vereinbarung"
    sent = {"text": "Abends mobil", "owner": "Josef Huber", "due_on": "2099-01-01"}
    assert client.post(to, data=sent | {"due_on": "x"}, headers=HERE).status_code == 422
    far = client.post(to, data=sent, headers=HERE)
    assert far.status_code == 422
    good = sent | {"due_on": "", "submission_key": str(uuid4())}
    for _time in range(2):
        assert client.post(to, data=good, headers=HERE).status_code == 303
    (agreed,) = session.scalars(select(Agreement)).all()
    assert (agreed.text, agreed.owner_name, agreed.meeting_id) == ("Abends mobil", "Josef Huber", meeting.id)

    assert [one.text for one in evening.notes(meeting.id)] == ["Abends mobil"]

    other = evenings.make_meeting(evenings.make_series("Anderer Tisch"))
    assert client.post(f"{address(other)}/wand/{wall.id}/vereinbarung", data=sent, headers=HERE).status_code == 404
