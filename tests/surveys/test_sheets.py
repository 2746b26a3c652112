"""Typing paper sheets: batches, one sheet after the other, putting right, typing twice."""

from datetime import timedelta
from threading import Barrier, Thread
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.contributions.models import Contribution
from portal.kernel import audit
from portal.kernel.clock import now, today
from portal.kernel.db import db, unit_of_work
from portal.kernel.errors import InvalidInput
from portal.kernel.policy import SYSTEM, Role
from portal.places.models import Sozialraum
from portal.surveys import queries
from portal.surveys.actions import sheets as actions
from portal.surveys.actions.sheets import BatchHeader
from portal.surveys.models import Sheet, SheetBatch, Survey, SurveyResponse
from portal.surveys.queries import sheets as reading
from portal.surveys.terms import Answer, Channel, Comparison, QuestionKind, SurveyState, Test, answers_from_json
from tests.factories.accounts import make_account
from tests.factories.places import make_place
from tests.factories.surveys import make_questionnaire, make_survey, options, question
from tests.support.html import FilledForm, Page
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries

ASKED = make_questionnaire(
    question("alone", QuestionKind.YES_NO, "Wohnen Sie allein?", required=True),
    question(
        "help",
        QuestionKind.SINGLE,
        "Wer hilft Ihnen?",
        options=options(kids="Kinder", nobody="Niemand"),
        has_other=True,
        show_if=Comparison("alone", Test.IS, "yes"),
    ),
    question("shops", QuestionKind.MULTIPLE, "Was fehlt?", options=options(a="Laden", b="Arzt", c="Bus")),
    question("home", QuestionKind.PLACE, "Wo wohnen Sie?"),
    question("wish", QuestionKind.LONG_TEXT, "Was noch?", contribution=True),
)
FORM = "main form.sheet-form"


@pytest.fixture
def place(app: Flask) -> Sozialraum:
    return make_place("Markt Rettenbach")


@pytest.fixture
def survey(place: Sozialraum) -> Survey:
    return make_survey(questionnaire=ASKED, place=place)


def make_batch(survey: Survey, *, check_every: int = 0, **values: Any) -> SheetBatch:
    header: dict[str, Any] = {
        "event": "Seniorennachmittag",
        "held_on": today() - timedelta(days=2),
        "version_id": survey.current_version_id,
        "check_every": check_every,
    }
    with unit_of_work():
        return actions.open_batch(queries.survey(survey.id), BatchHeader(**(header | values)), by=SYSTEM)


def address(survey: Survey, batch: SheetBatch, *deeper: object) -> str:
    return "/".join(["/arbeit/umfragen", str(survey.id), "boegen", str(batch.id), *map(str, deeper)])


def sheet_form(client: PickyClient, url: str) -> FilledForm:
    return client.page(url).form(FORM)


def typed(client: PickyClient, survey: Survey, batch: SheetBatch, **fields: str) -> Page:
    """Type a sheet and see what comes next."""
    return client.follow(client.submit(sheet_form(client, address(survey, batch)), button="save", **fields))


def responses(session: Session) -> list[SurveyResponse]:
    chosen = select(SurveyResponse).join(Sheet, Sheet.response_id == SurveyResponse.id).order_by(Sheet.number)
    return list(session.scalars(chosen))


def numbers_of(session: Session) -> list[int]:
    return list(session.scalars(select(Sheet.number).order_by(Sheet.number)))


def audited(session: Session, kind: str) -> list[dict[str, Any]]:
    return [entry.facts for entry in session.scalars(audit.entries(of_kind=kind).order_by(audit.AuditEntry.seq))]


def test_a_batch_says_once_what_holds_for_all_its_sheets(
    client: PickyClient, login: Login, session: Session, survey: Survey, place: Sozialraum
) -> None:
    account = login(Role.KUEMMERER, place)
    form = client.page(f"/arbeit/umfragen/{survey.id}/boegen").form("main form[method=post]")

    response = client.submit(form, event="Seniorennachmittag", channel="in_person", check_every="5")

    batch = session.scalars(select(SheetBatch)).one()
    assert client.follow(response).heading == "Bogen 1"
    assert (batch.event, batch.channel, batch.check_every) == ("Seniorennachmittag", Channel.IN_PERSON, 5)
    assert (batch.version_id, batch.sozialraum_id, batch.typed_by) == (survey.current_version_id, place.id, account.id)


def test_a_bad_header_is_said_at_its_fields_and_kept(
    client: PickyClient, login: Login, session: Session, survey: Survey, place: Sozialraum
) -> None:
    login(Role.KUEMMERER, place)
    form = client.page(f"/arbeit/umfragen/{survey.id}/boegen").form("main form[method=post]")
    tomorrow = (today() + timedelta(days=1)).isoformat()

    response = client.submit(form, event="", held_on=tomorrow, channel="online", check_every="3")

    page = Page(response)
    assert response.status_code == 422
    assert set(page.errors()) >= {"event", "held_on", "check_every"}
    assert session.scalar(select(func.count()).select_from(SheetBatch)) == 0


def test_sheets_are_stored_with_their_channel_and_day_and_numbered(
    client: PickyClient, login: Login, session: Session, survey: Survey, place: Sozialraum
) -> None:
    login(Role.KUEMMERER, place)
    batch = make_batch(survey)

    page = typed(client, survey, batch, a_alone="1", a_help="3", w_help="Nachbarin", a_shops="13", a_home=place.name)
    typed(client, survey, batch, a_alone="2")

    first, second = responses(session)
    assert answers_from_json(first.answers) == {
        "alone": Answer(chosen=("yes",)),
        "help": Answer(chosen=("other",), text="Nachbarin"),
        "shops": Answer(chosen=("a", "c")),
        "home": Answer(place=place.id),
    }
    assert (first.channel, first.given_on, first.sozialraum_id) == (Channel.PAPER, batch.held_on, place.id)
    assert (second.receipt_hash, numbers_of(session)) == (None, [1, 2])
    assert "Gespeichert als Bogen 1." in page.text("main")
    assert (page.heading, page.text("#sheet-count")) == ("Bogen 2", "1")


def test_what_stayed_empty_on_paper_stays_empty(
    client: PickyClient, login: Login, session: Session, survey: Survey, place: Sozialraum
) -> None:
    login(Role.KUEMMERER, place)

    typed(client, survey, make_batch(survey), a_shops="1")

    assert responses(session)[0].answers == {"shops": {"o": ["a"]}}


def test_what_was_ticked_behind_a_jump_is_reported_and_does_not_count(
    client: PickyClient, login: Login, session: Session, survey: Survey, place: Sozialraum
) -> None:
    login(Role.KUEMMERER, place)

    page = typed(client, survey, make_batch(survey), a_alone="2", a_help="1")

    assert responses(session)[0].answers == {"alone": {"o": ["no"]}}
    assert "Frage 2 war ausgefüllt, obwohl sie übersprungen werden sollte." in page.text("main")


def test_what_cannot_be_read_is_said_at_its_row_and_nothing_typed_is_lost(
    client: PickyClient, login: Login, session: Session, survey: Survey, place: Sozialraum
) -> None:
    login(Role.KUEMMERER, place)
    form = sheet_form(client, address(survey, make_batch(survey)))

    response = client.submit(
        form, button="save", a_alone="7", a_help="12", a_shops="2", a_home="Nirgendheim", a_wish="Ein Laden"
    )

    page = Page(response)
    assert response.status_code == 422
    assert set(page.errors()) == {"a_alone", "a_help", "a_home"}
    assert "Bei Frage 1 gibt es keine 7." in page.errors()["a_alone"]
    assert page.form(FORM).values["a_shops"] == ["2"]
    assert page.form(FORM).values["a_wish"] == ["Ein Laden"]
    assert page.attribute("[autofocus]", "name") == "a_alone"
    assert responses(session) == []


def test_looking_it_over_stores_nothing(
    client: PickyClient, login: Login, session: Session, survey: Survey, place: Sozialraum
) -> None:
    login(Role.KUEMMERER, place)

    response = client.submit(sheet_form(client, address(survey, make_batch(survey))), button="check", a_alone="1")

    page = Page(response)
    assert (response.status_code, responses(session)) == (200, [])
    assert "Noch ist nichts gespeichert." in page.text("main")
    assert page.attribute("[autofocus]", "name") == "a_help"


def test_sending_twice_stores_once(
    client: PickyClient, login: Login, session: Session, survey: Survey, place: Sozialraum
) -> None:
    login(Role.KUEMMERER, place)
    form = sheet_form(client, address(survey, make_batch(survey)))

    first = client.submit(form, button="save", a_alone="1", a_wish="Ein Laden")
    again = client.submit(form, button="save", a_alone="1", a_wish="Ein Laden")

    assert (first.location, numbers_of(session)) == (again.location, [1])
    assert session.scalar(select(func.count()).select_from(Contribution)) == 1


def test_going_back_and_changing_is_noticed_and_can_become_a_further_sheet(
    client: PickyClient, login: Login, session: Session, survey: Survey, place: Sozialraum
) -> None:
    login(Role.KUEMMERER, place)
    form = sheet_form(client, address(survey, make_batch(survey)))
    client.submit(form, button="save", a_alone="1")

    response = client.submit(form, button="save", a_alone="2")

    assert response.status_code == 409
    assert "schon als Nummer 1 gespeichert" in Page(response).text(".error-summary")
    assert numbers_of(session) == [1]
    client.submit(Page(response).form(FORM), button="save")
    assert numbers_of(session) == [1, 2]


def test_a_flagged_text_goes_to_the_inbox_as_from_paper(
    client: PickyClient, login: Login, session: Session, survey: Survey, place: Sozialraum
) -> None:
    login(Role.KUEMMERER, place)

    typed(client, survey, make_batch(survey), a_wish="Ein Laden fehlt.", a_home="markt rettenbach")

    said = session.scalars(select(Contribution)).one()
    assert (said.text, said.channel.value, said.sozialraum_id) == ("Ein Laden fehlt.", "paper", place.id)


def test_a_sheet_is_put_right_and_the_log_says_where(
    client: PickyClient, login: Login, session: Session, survey: Survey, place: Sozialraum
) -> None:
    account = login(Role.KUEMMERER, place)
    batch = make_batch(survey)
    typed(client, survey, batch, a_alone="1", a_shops="13", a_home=place.name)
    form = sheet_form(client, address(survey, batch, 1))
    before = responses(session)[0].packed

    client.submit(form, button="save", a_shops="2")

    response = responses(session)[0]
    assert form.values["a_shops"] == ["13"]
    assert form.values["a_home"] == [place.name]
    assert response.answers == {"alone": {"o": ["yes"]}, "shops": {"o": ["b"]}, "home": {"p": str(place.id)}}
    assert response.packed != before
    facts = audited(session, "surveys.sheet-corrected")
    assert [(one["number"], one["questions"]) for one in facts] == [(1, ["shops"])]
    assert account.id is not None


def test_a_sheet_typed_by_mistake_is_deleted_and_its_number_free_again(
    client: PickyClient, login: Login, session: Session, survey: Survey, place: Sozialraum
) -> None:
    login(Role.KUEMMERER, place)
    batch = make_batch(survey)
    typed(client, survey, batch, a_alone="1")
    form = client.page(address(survey, batch, 1)).form("main form[action$=loeschen]")

    client.submit(form)

    assert session.scalar(select(func.count()).select_from(SurveyResponse)) == 0
    assert [one["number"] for one in audited(session, "surveys.sheet-deleted")] == [1]
    typed(client, survey, batch, a_alone="2")
    assert numbers_of(session) == [1]


@pytest.mark.parametrize(("days", "takes"), [(1, True), (59, True), (61, False)])
def test_paper_comes_late(
    client: PickyClient, login: Login, place: Sozialraum, session: Session, days: int, takes: bool
) -> None:
    login(Role.KUEMMERER, place)
    over = now() - timedelta(days=days)
    survey = make_survey(questionnaire=ASKED, place=place, opens_at=over - timedelta(days=30), closes_at=over)

    page = client.page(f"/arbeit/umfragen/{survey.id}/boegen")

    assert page.has("main form[action$=boegen]") is takes
    assert ("Papier kommt oft später" in page.text("main")) is takes


@pytest.mark.parametrize(
    ("begins", "ends", "sentence"),
    [(3, 10, "Die Umfrage beginnt am"), (-90, -61, "eine Weile über das Ende hinaus")],
)
def test_why_no_sheets_are_taken_is_said(
    client: PickyClient, login: Login, place: Sozialraum, begins: int, ends: int, sentence: str
) -> None:
    login(Role.KUEMMERER, place)
    first, last = now() + timedelta(days=begins), now() + timedelta(days=ends)
    survey = make_survey(questionnaire=ASKED, place=place, opens_at=first, closes_at=last)

    page = client.page(f"/arbeit/umfragen/{survey.id}/boegen")

    assert sentence in page.text("main")
    assert not page.has("main form[action$=boegen]")


def test_after_that_a_sheet_is_refused_and_kept_on_the_screen(
    client: PickyClient, login: Login, session: Session, survey: Survey, place: Sozialraum
) -> None:
    login(Role.KUEMMERER, place)
    batch = make_batch(survey)
    form = sheet_form(client, address(survey, batch))
    with unit_of_work():
        current = queries.survey(survey.id)
        current.opens_at, current.closes_at = now() - timedelta(days=90), now() - timedelta(days=61)

    response = client.submit(form, button="save", a_alone="1")

    assert response.status_code == 422
    assert responses(session) == []


@pytest.mark.parametrize("role", list(Role))
def test_who_may_type(client: PickyClient, login: Login, survey: Survey, place: Sozialraum, role: Role) -> None:
    batch = make_batch(survey)
    login(role, None if role is Role.ADMIN else place)

    status = client.get(address(survey, batch)).status_code

    editors = {Role.PLANNER, Role.KUEMMERER, Role.MODERATOR, Role.MUNICIPALITY}
    assert status == (200 if role in editors else 404)


def test_drafts_take_no_sheets_and_batches_of_others_are_not_found(
    client: PickyClient, login: Login, survey: Survey, place: Sozialraum
) -> None:
    login(Role.KUEMMERER, place)
    draft = make_survey(state=SurveyState.DRAFT, place=place)
    other = make_survey(questionnaire=ASKED, place=place)
    batch = make_batch(other)

    assert client.get(f"/arbeit/umfragen/{draft.id}/boegen").status_code == 404
    assert client.get(address(survey, batch)).status_code == 404
    assert client.get(address(other, batch, 1)).status_code == 404
    assert client.get(address(other, batch, 10**30)).status_code == 404
    assert client.get(address(other, batch, "uebersicht") + "?nummer=99999999999999999999").status_code == 200


def test_strange_input_gets_a_clear_answer(
    client: PickyClient, login: Login, session: Session, survey: Survey, place: Sozialraum
) -> None:
    login(Role.KUEMMERER, place)
    form = sheet_form(client, address(survey, make_batch(survey)))

    response = client.submit(form, button="save", a_alone=["1", "2"], a_shops="\x00\x07", a_wish="x" * 6000)

    assert response.status_code == 422
    assert "a_wish" in Page(response).errors()
    assert responses(session) == []


def test_two_typists_in_one_batch_get_numbers_of_their_own(app: Flask, session: Session, survey: Survey) -> None:
    batch_id, survey_id = make_batch(survey).id, survey.id
    start = Barrier(2)
    failed: list[BaseException] = []

    def type_five() -> None:
        try:
            with app.app_context():
                start.wait()
                for _ in range(5):
                    with unit_of_work():
                        fresh = queries.survey(survey_id)
                        batch = reading.batch(survey_id, batch_id)
                        answers = {"alone": Answer(chosen=("yes",))}
                        actions.type_sheet(fresh, batch, answers, submission=uuid4(), by=SYSTEM)
                db.session.remove()
        except BaseException as error:
            failed.append(error)

    typists = [Thread(target=type_five) for _ in range(2)]
    for typist in typists:
        typist.start()
    for typist in typists:
        typist.join()

    session.rollback()
    assert failed == []
    assert numbers_of(session) == list(range(1, 11))
    assert session.scalar(select(func.count()).select_from(SurveyResponse)) == 10


def test_the_draw_follows_the_header(session: Session, survey: Survey) -> None:
    none, every = make_batch(survey), make_batch(survey, check_every=1)
    for batch in (none, every):
        with unit_of_work():
            fresh = queries.survey(survey.id)
            for _ in range(3):
                actions.type_sheet(fresh, reading.batch(survey.id, batch.id), {}, submission=uuid4(), by=SYSTEM)

    drawn = {batch_id: count for batch_id, (_all, count) in reading.sheet_counts([none.id, every.id]).items()}
    assert drawn == {none.id: 0, every.id: 3}


def again(client: PickyClient, survey: Survey, batch: SheetBatch, **fields: str) -> Page:
    form = sheet_form(client, address(survey, batch, 1, "zweite-eingabe"))
    assert {value for name, values in form.values.items() if name[:2] in ("a_", "w_") for value in values} == {""}
    return client.follow(client.submit(form, button="save", **fields))


@pytest.fixture
def checked(client: PickyClient, login: Login, survey: Survey, place: Sozialraum) -> SheetBatch:
    """A batch with one sheet drawn to be typed again, and somebody else signed in."""
    login.as_(make_account(Role.KUEMMERER, place, name="Rosa Huber"))
    batch = make_batch(survey, check_every=1)
    page = typed(client, survey, batch, a_alone="1", a_help="1", a_shops="13")
    assert "zur Kontrolle gezogen" in page.text("main")
    login.as_(make_account(Role.KUEMMERER, place, name="Anna Maier"))
    return batch


def test_two_typings_that_agree_are_done(
    client: PickyClient, session: Session, survey: Survey, checked: SheetBatch
) -> None:
    page = again(client, survey, checked, a_alone="1", a_help="1", a_shops="31")

    sheet = session.scalars(select(Sheet)).one()
    assert (sheet.settled, sheet.differences) == (True, [])
    assert sheet.second_answers == {"alone": {}, "help": {}, "shops": {}}
    assert "gleich" in page.text("main")
    assert client.get(address(survey, checked, 1, "zweite-eingabe")).status_code == 404


def test_where_two_typings_differ_the_paper_decides(
    client: PickyClient, session: Session, survey: Survey, checked: SheetBatch
) -> None:
    page = again(client, survey, checked, a_alone="1", a_help="2", a_shops="1")
    assert page.texts(".kern-hint.choice__hint") == ["1 – Kinder", "2 – Niemand", "1 – Laden; 3 – Bus", "1 – Laden"]
    form = page.form("main form[method=post]")

    undecided = client.submit(form, h_help="second")
    assert undecided.status_code == 422
    assert responses(session)[0].answers["help"] == {"o": ["kids"]}
    overview = client.follow(client.submit(form, h_help="second", h_shops="first"))

    assert responses(session)[0].answers == {
        "alone": {"o": ["yes"]},
        "help": {"o": ["nobody"]},
        "shops": {"o": ["a", "c"]},
    }
    assert session.scalars(select(Sheet)).one().second_answers == {"alone": {}, "help": {}, "shops": {}}
    assert [one["second_holds"] for one in audited(session, "surveys.sheet-settled")] == [["help"]]
    assert [one["questions"] for one in audited(session, "surveys.sheet-corrected")] == [["help"]]
    assert "2 von 3" in overview.text(".figure-grid")
    assert overview.rows()[:2] == [["2. Wer hilft Ihnen?", "1", "1"], ["3. Was fehlt?", "1", "1"]]


def test_who_typed_it_is_told_that_somebody_else_would_be_better(
    client: PickyClient, login: Login, survey: Survey, place: Sozialraum
) -> None:
    login(Role.KUEMMERER, place)
    batch = make_batch(survey, check_every=1)
    typed(client, survey, batch, a_alone="1")

    assert "Diesen Bogen haben Sie selbst schon getippt." in client.page(
        address(survey, batch, 1, "zweite-eingabe")
    ).text("main")


def test_a_sheet_is_found_by_the_number_written_on_it(
    client: PickyClient, login: Login, survey: Survey, place: Sozialraum
) -> None:
    login(Role.KUEMMERER, place)
    batch = make_batch(survey)
    typed(client, survey, batch, a_alone="1")
    overview = address(survey, batch, "uebersicht")

    found = client.get(overview, query_string={"nummer": "1"})

    assert found.location.endswith(f"{batch.id}/1")
    assert "gibt es in diesem Stapel nicht" in client.page(overview + "?nummer=2").text("main")


def test_a_sheet_whose_answers_were_deleted_in_time_is_not_found(
    client: PickyClient, login: Login, session: Session, survey: Survey, place: Sozialraum
) -> None:
    login(Role.KUEMMERER, place)
    batch = make_batch(survey, check_every=1)
    typed(client, survey, batch, a_alone="1")
    with unit_of_work():
        session.delete(responses(session)[0])

    assert client.get(address(survey, batch, 1)).status_code == 404
    assert client.get(address(survey, batch, "uebersicht")).status_code == 200


def test_pages_ask_the_same_number_of_questions_for_many_batches(
    client: PickyClient, login: Login, survey: Survey, place: Sozialraum
) -> None:
    login(Role.KUEMMERER, place)
    make_batch(survey)
    index = f"/arbeit/umfragen/{survey.id}/boegen"
    client.page(index)
    with count_queries() as few:
        client.page(index)
    for _ in range(9):
        make_batch(survey)
    with count_queries() as many:
        client.page(index)

    assert len(many) == len(few)


def test_a_version_of_another_survey_is_refused(survey: Survey, place: Sozialraum) -> None:
    foreign = make_survey(questionnaire=ASKED, place=place)

    with pytest.raises(InvalidInput) as caught:
        make_batch(survey, version_id=foreign.current_version_id)

    assert caught.value.code == "sheet.no-version"
