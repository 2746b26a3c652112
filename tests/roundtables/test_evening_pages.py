"""The one screen of an evening, and closing it."""

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM, Role
from portal.roundtables.actions import protocol
from portal.roundtables.models import Meeting
from portal.roundtables.queries import agreements, evening, minutes
from portal.roundtables.terms.agreements import AgreementState
from portal.roundtables.terms.meetings import MeetingState
from portal.roundtables.terms.minutes import NoteKind
from tests.factories import evenings
from tests.support.login import Login
from tests.support.picky import PickyClient

#: A browser says that a form comes from its own page.
HERE = {"Sec-Fetch-Site": "same-origin"}
JSON = {"Accept": "application/json"} | HERE


def url(meeting: Meeting, rest: str = "") -> str:
    return f"/arbeit/runde-tische/sitzungen/{meeting.id}/{rest}"


def now_at(meeting: Meeting) -> UUID | None:
    """The TOP at hand."""
    run = evening.run_of(meeting.id)
    return run.agenda_item_id if run else None


def post(client: PickyClient, address: str, *, headers: dict[str, str] = HERE, **more: Any) -> Any:
    return client.post(address, headers=headers, **more)


def test_a_moderator_begins_runs_and_closes_an_evening(client: PickyClient, login: Login, session: Session) -> None:
    meeting = evenings.make_meeting(running_now=False)
    login(Role.MODERATOR, meeting.round_table.sozialraum)
    assert client.get(url(meeting, "durchfuehren")).status_code == 200

    assert post(client, url(meeting, "beginnen")).status_code == 303
    first, second = evening.items(meeting.id)[:2]
    assert now_at(meeting) == first.id
    assert client.get(url(meeting, "durchfuehren")).status_code == 200

    assert post(client, url(meeting, "top"), data={"item_id": second.id}).status_code == 303
    assert now_at(meeting) == second.id

    someone = evenings.person(meeting, "Anna")
    for there in ("1", "1", "0", "1"):
        post(client, url(meeting, f"anwesend/{someone.id}"), data={"da": there})
    assert [one.name for one in evening.present(evening.people(meeting.id))] == ["Anna Berger"]

    post(client, url(meeting, "dazu"), data={"name": "Karl Neu", "organisation": "Feuerwehr", "may_be_named": "y"})
    assert evenings.person(meeting, "Karl").attended

    for kind in NoteKind:
        sent = {
            "text": f"Notiz {kind.value}",
            "kind": kind.value,
            "submission_key": str(uuid4()),
            "agenda_item_id": second.id,
        }
        assert post(client, url(meeting, "notizen"), data=sent).status_code == 303
    assert evening.count_kinds(meeting.id) == dict.fromkeys(NoteKind, 1)
    assert client.get(url(meeting, "durchfuehren")).status_code == 200

    assert client.get(url(meeting, "abschliessen")).status_code == 200
    done = post(client, url(meeting, "abschliessen"), data={"summary": "Es ging um Busse.", "version": "1"})
    assert done.status_code == 303
    assert evening.meeting(meeting.id).state is MeetingState.HELD
    assert client.get(url(meeting, "protokoll")).status_code == 200


def test_a_script_gets_the_version_back_and_the_loser_both_texts(client: PickyClient, login: Login) -> None:
    meeting = evenings.make_meeting()
    login(Role.MODERATOR, meeting.round_table.sozialraum)
    key = str(uuid4())
    made = post(
        client, url(meeting, "notizen"), data={"text": "Eins", "kind": "info", "submission_key": key}, headers=JSON
    )
    assert (made.status_code, made.json["version"]) == (200, 1)

    where = url(meeting, f"notizen/{made.json['id']}")
    won = post(client, where, data={"text": "Zwei", "kind": "info", "version": "1"}, headers=JSON)
    lost = post(client, where, data={"text": "Drei", "kind": "info", "version": "1"}, headers=JSON)

    assert (won.status_code, won.json["version"]) == (200, 2)
    assert (lost.status_code, lost.json["theirs"]["text"], lost.json["theirs"]["version"]) == (409, "Zwei", 2)


def test_without_a_script_the_loser_sees_both_texts(client: PickyClient, login: Login) -> None:
    meeting = evenings.make_meeting()
    note = evenings.note(meeting, "Gespeicherte Fassung")
    login(Role.MODERATOR, meeting.round_table.sozialraum)
    lost = post(
        client, url(meeting, f"notizen/{note.id}"), data={"text": "Getippte Fassung", "kind": "info", "version": "7"}
    )

    assert lost.status_code == 409
    assert "Gespeicherte" in lost.text
    assert "Getippte" in lost.text


def test_open_agreements_of_earlier_meetings_come_first(client: PickyClient, login: Login) -> None:
    series = evenings.make_series()
    before = evenings.make_meeting(series)
    made = evenings.agree(before, "Bänke am Bach aufstellen")
    evenings.close(before)
    meeting = evenings.make_meeting(series, in_days=30)
    login(Role.MODERATOR, series.sozialraum)

    page = client.get(url(meeting, "durchfuehren"))
    assert evening.items(meeting.id)[0].kind.value == "agreements"
    assert "Bänke am Bach aufstellen" in page.text

    done = post(client, url(meeting, f"vereinbarungen/{made.id}"), data={"step": "done", "sentence": "Stehen."})
    assert done.status_code == 303
    assert agreements.agreement(made.id).state is AgreementState.DONE


def test_a_script_in_a_note_is_only_text(client: PickyClient, login: Login) -> None:
    meeting = evenings.make_meeting()
    evenings.note(meeting, "<script>alert(1)</script><b>fett</b>")
    login(Role.MODERATOR, meeting.round_table.sozialraum)
    evenings.close(meeting)

    for rest in ("durchfuehren", "protokoll"):
        text = client.get(url(meeting, rest)).text
        assert "<script>alert(1)" not in text
        assert "&lt;script&gt;alert(1)" in text


def test_bad_input_keeps_what_was_typed(client: PickyClient, login: Login) -> None:
    meeting = evenings.make_meeting()
    login(Role.MODERATOR, meeting.round_table.sozialraum)

    empty = post(client, url(meeting, "notizen"), data={"text": "", "kind": "info"})
    day = post(
        client,
        url(meeting, "notizen"),
        data={"text": "Bleibt stehen", "kind": "agreement", "asks_promise": "1", "due_on": "31.31."},
    )
    long = post(client, url(meeting, "notizen"), data={"text": "x" * 5000, "kind": "info"}, headers=JSON)

    assert (empty.status_code, day.status_code, long.status_code) == (422, 422, 422)
    assert "Bleibt stehen" in day.text


def test_strangers_get_the_same_404_as_for_what_does_not_exist(client: PickyClient, login: Login) -> None:
    meeting = evenings.make_meeting()
    other = evenings.make_series("Anderer Tisch")
    note = evenings.note(meeting, "Intern")
    login(Role.MODERATOR, other.sozialraum)

    for rest in ("durchfuehren", "abschliessen", "protokoll", "protokoll.pdf", "stand"):
        assert client.get(url(meeting, rest)).status_code == 404
    assert post(client, url(meeting, f"notizen/{note.id}"), data={"text": "x"}).status_code == 404


def test_closing_on_an_old_page_overwrites_no_summary(client: PickyClient, login: Login) -> None:
    meeting = evenings.make_meeting()
    login(Role.MODERATOR, meeting.round_table.sozialraum)
    old = {"summary": "Es ging um Busse.", "version": "0"}
    post(client, url(meeting, "abschliessen"), data=old)

    late = post(client, url(meeting, "abschliessen"), data={"summary": "Es ging um Bänke.", "version": "0"})
    again = post(client, url(meeting, "abschliessen"), data=old)

    assert (late.status_code, again.status_code) == (409, 303)
    assert ("Busse." in late.text, "Es ging um Bänke." in late.text) == (True, True)
    assert minutes.existing_of_meeting(meeting.id).summary == "Es ging um Busse."


def test_a_reply_to_a_remark_that_is_too_long_stays_in_its_field(client: PickyClient, login: Login) -> None:
    closed = evenings.close(evenings.make_meeting())
    login(Role.MODERATOR, closed.meeting.round_table.sozialraum)
    with unit_of_work():
        draft = minutes.minutes(closed.id)
        protocol.ask_for_corrections(draft, days=7, by=SYSTEM)
        someone = evenings.person(closed.meeting, "Anna")
        said = protocol.remark(draft, someone, text="Der Bus fährt um acht.", submission_key=uuid4())

    where, prefix = url(closed.meeting, f"protokoll/hinweise/{said.id}"), f"hinweis-{said.id.hex}-"
    long = "so " * 200 + "ist es"
    refused = post(client, where, data={f"{prefix}state": "taken", f"{prefix}reply": long})
    assert refused.status_code == 422
    assert long in refused.text
    assert "Bitte kürzen Sie den Text" in refused.text

    assert post(client, where, data={f"{prefix}state": "taken", f"{prefix}reply": "Danke."}).status_code == 303
    assert minutes.remark(closed.id, said.id).reply == "Danke."
