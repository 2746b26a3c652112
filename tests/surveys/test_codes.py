"""Personal codes: made as letters, typed on the start page, good for one answer."""

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from portal.kernel import jobs, outbox
from portal.kernel.clock import now
from portal.kernel.db import session as current_session
from portal.kernel.db import unit_of_work
from portal.kernel.jobs import Job, JobState
from portal.kernel.policy import Role
from portal.surveys.models import Ballot, Invitation, Survey, SurveyResponse
from portal.surveys.terms import Access, QuestionKind
from tests.factories.places import make_place
from tests.factories.surveys import make_questionnaire, make_survey, question
from tests.support.html import Page
from tests.support.login import Login
from tests.support.picky import PickyClient

pytestmark = pytest.mark.usefixtures("app")
BEGIN = '[action$="/beginnen"]'


@pytest.fixture(params=[True, False], ids=["anonymous", "confidential"])
def survey(request: pytest.FixtureRequest) -> Survey:
    asked = make_questionnaire(question("why", QuestionKind.LONG_TEXT))
    return make_survey(questionnaire=asked, access=Access.CODES, anonymous=request.param)


def address(survey: Survey) -> str:
    return f"/arbeit/umfragen/{survey.id}/codes"


def letters(client: PickyClient, survey: Survey, size: int = 3, name: str = "Briefe Erkheim") -> Job:
    """Have letters made, and the job run."""
    response = client.submit(
        client.page(address(survey)).form(f'main form[action="{address(survey)}"]'), name=name, size=str(size)
    )
    assert response.status_code == 303
    outbox.drain()
    return jobs_of(response.location)


def jobs_of(location: str) -> Job:
    current_session().expire_all()
    return current_session().get_one(Job, UUID(location.rsplit("/", 1)[1]))


def archive(job: Job) -> zipfile.ZipFile:
    assert job.state is JobState.DONE
    assert job.result_path is not None
    return zipfile.ZipFile(io.BytesIO((jobs.files_dir() / job.result_path).read_bytes()))


def codes_in(job: Job) -> list[str]:
    sheet = load_workbook(io.BytesIO(archive(job).read("codes.xlsx")), read_only=True).worksheets[0]
    return [str(row[1]) for row in sheet.iter_rows(min_row=2, values_only=True)]


def type_code(client: PickyClient, survey: Survey, code: str) -> Page:
    response = client.submit(client.page(f"/umfragen/{survey.slug}").form(BEGIN), code=code)
    return client.follow(response) if response.status_code == 303 else Page(response)


def finish(client: PickyClient, first: Page) -> Page:
    checked = client.follow(client.submit(first.form('form.stack[action*="/frage/"]'), text="Darum"))
    return client.follow(client.submit(checked.form('[action$="/senden"]')))


def count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(SurveyResponse)) or 0


def test_letters_hold_what_is_needed(client: PickyClient, login: Login, session: Session, survey: Survey) -> None:
    login(Role.PLANNER)

    job = letters(client, survey)

    files = archive(job)
    assert sorted(files.namelist()) == ["briefe-0001-0003.pdf", "codes.xlsx"]
    assert files.read("briefe-0001-0003.pdf").startswith(b"%PDF")
    assert len(set(codes_in(job))) == 3
    assert client.page(address(survey)).rows()[0][3:] == ["3", "weniger als 5" if survey.anonymous else "0", "0"]


def test_the_codes_themselves_stand_in_no_table(
    client: PickyClient, login: Login, session: Session, survey: Survey
) -> None:
    login(Role.PLANNER)

    made = codes_in(letters(client, survey))

    stored = str([(row.id, row.code_hash) for row in session.scalars(select(Invitation))])
    assert not any(code in stored or code.replace("-", "") in stored for code in made)
    assert not any(code in str(row.args) for row in session.scalars(select(Job)) for code in made)


@pytest.mark.parametrize("size", ["0", "5001", "-1", "viele", "9" * 30])
def test_too_few_or_too_many_letters_are_refused(
    client: PickyClient, login: Login, session: Session, size: str
) -> None:
    survey = make_survey(access=Access.CODES)
    login(Role.PLANNER)
    form = client.page(address(survey)).form(f'main form[action="{address(survey)}"]')

    page = Page(client.submit(form, name="Briefe", size=size))

    assert page.response.status_code == 422
    assert page.attribute('[name="name"]', "value") == "Briefe"
    assert session.scalars(select(Job)).all() == []


def test_a_code_gives_one_answer(
    client: PickyClient, another_client: Callable[[], PickyClient], login: Login, session: Session, survey: Survey
) -> None:
    login(Role.PLANNER)
    code = codes_in(letters(client, survey))[0]
    person, other = another_client(), another_client()

    thanks = finish(person, type_code(person, survey, code.lower().replace("-", " ")))
    again = type_code(other, survey, code)

    assert thanks.heading == "Danke fürs Mitmachen!"
    assert "schon verwendet" in again.text(".error-summary")
    assert count(session) == 1
    assert client.page(address(survey)).rows()[0][4] == ("weniger als 5" if survey.anonymous else "1")


def test_of_an_anonymous_survey_nobody_sees_a_single_code_being_used(
    client: PickyClient, another_client: Callable[[], PickyClient], login: Login, session: Session, survey: Survey
) -> None:
    login(Role.PLANNER)
    first, *others = codes_in(letters(client, survey, size=6))
    finish(reader := another_client(), type_code(reader, survey, first))
    form = client.page(address(survey)).form('[action$="/sperren"]')

    used, unused = (client.submit(form, **{"block-number": number}) for number in ("1", "2"))

    assert unused.status_code == 303
    assert used.status_code == (303 if survey.anonymous else 422)
    seen = [client.page(address(survey)).rows()[0][4]]
    for code in others[1:]:
        type_code(another_client(), survey, code)
        seen.append(client.page(address(survey)).rows()[0][4])
    if survey.anonymous:
        assert seen == ["weniger als 5"] * 4 + ["mindestens 5"]


def test_two_who_share_a_code_give_one_answer(
    client: PickyClient, another_client: Callable[[], PickyClient], login: Login, session: Session
) -> None:
    asked = make_questionnaire(question("why", QuestionKind.LONG_TEXT))
    survey = make_survey(questionnaire=asked, access=Access.CODES, anonymous=False)
    login(Role.PLANNER)
    code = codes_in(letters(client, survey))[0]
    one, two = another_client(), another_client()
    first, second = type_code(one, survey, code), type_code(two, survey, code)
    finish(one, first)

    checked = two.follow(two.submit(second.form('form.stack[action*="/frage/"]'), text="Auch"))
    refused = Page(two.submit(checked.form('[action$="/senden"]')))

    assert refused.response.status_code == 422
    assert "schon geantwortet" in refused.text(".error-summary")
    assert count(session) == 1


def test_typing_the_code_twice_costs_nobody_the_voice(
    client: PickyClient, another_client: Callable[[], PickyClient], login: Login, session: Session, survey: Survey
) -> None:
    login(Role.PLANNER)
    code = codes_in(letters(client, survey))[0]
    person = another_client()
    form = person.page(f"/umfragen/{survey.slug}").form(BEGIN)

    lost = person.submit(form, code=code)
    again = person.submit(form, code=code)

    assert (lost.status_code, again.status_code) == (303, 303)
    finish(person, person.follow(again))
    assert count(session) == 1
    assert session.scalar(select(func.count()).select_from(Ballot)) == int(survey.anonymous)


@pytest.mark.parametrize("code", ["", "ABCD-EFGH-JKMN-PQRS", "kurz", "0" * 16, "x" * 500])
def test_without_a_good_code_nothing_begins(client: PickyClient, survey: Survey, code: str) -> None:
    page = type_code(client, survey, code)

    assert page.response.status_code == 422
    assert page.has(".error-summary")


def test_a_code_of_another_survey_is_unknown(
    client: PickyClient, another_client: Callable[[], PickyClient], login: Login, survey: Survey
) -> None:
    login(Role.PLANNER)
    code = codes_in(letters(client, survey))[0]

    page = type_code(another_client(), make_survey(access=Access.CODES), code)

    assert "kennen wir nicht" in page.text(".error-summary")


def test_a_blocked_code_is_told_so(
    client: PickyClient, another_client: Callable[[], PickyClient], login: Login, survey: Survey
) -> None:
    login(Role.PLANNER)
    code = codes_in(letters(client, survey))[1]
    form = client.page(address(survey)).form('[action$="/sperren"]')
    assert client.submit(form, **{"block-number": "2"}).status_code == 303

    page = type_code(another_client(), survey, code)

    assert "gilt nicht mehr" in page.text(".error-summary")
    assert client.page(address(survey)).rows()[0][5] == "1"
    missing = Page(client.submit(form, **{"block-number": "9"}))
    assert "gibt es hier nicht" in missing.text(".error-summary")


def test_many_wrong_codes_are_slowed_down(client: PickyClient, survey: Survey) -> None:
    statuses = [type_code(client, survey, f"ABCD-EFGH-JKMN-P{number:03d}").response.status_code for number in range(41)]

    assert set(statuses[:40]) == {422}
    assert statuses[40] == 429


def test_a_link_fills_the_code_in(client: PickyClient, survey: Survey) -> None:
    page = client.page(f"/umfragen/{survey.slug}?code=ABCD-EFGH-JKMN-PQRS")

    assert page.attribute(".receipt-input", "value") == "ABCD-EFGH-JKMN-PQRS"


def test_a_job_that_runs_again_makes_new_codes_only(client: PickyClient, login: Login, session: Session) -> None:
    survey = make_survey(access=Access.CODES)
    login(Role.PLANNER)
    job = letters(client, survey)
    first = codes_in(job)

    with unit_of_work() as unit:
        unit.get_one(Job, job.id).state = JobState.QUEUED
        outbox.send("job.run", {"job_id": str(job.id)}, lane=outbox.Lane.JOB)
    outbox.drain()

    session.expire_all()
    assert set(codes_in(session.get_one(Job, job.id))).isdisjoint(first)
    assert session.scalar(select(func.count()).select_from(Invitation)) == 3


@pytest.mark.parametrize(
    ("role", "status"), [(Role.PLANNER, 200), (Role.KUEMMERER, 200), (Role.OBSERVER, 404), (Role.ADMIN, 404)]
)
def test_who_may_invite(client: PickyClient, login: Login, role: Role, status: int) -> None:
    survey = make_survey(access=Access.CODES)
    login(role)

    assert client.get(address(survey)).status_code == status


def test_nobody_invites_elsewhere(client: PickyClient, login: Login) -> None:
    survey = make_survey(access=Access.CODES, place=make_place("Erkheim"))
    login(Role.KUEMMERER, make_place("Babenhausen"))

    assert client.get(address(survey)).status_code == 404
    assert client.post(address(survey), headers={"Sec-Fetch-Site": "same-origin"}).status_code == 404


def remind(client: PickyClient, survey: Survey) -> Job:
    response = client.submit(client.page(address(survey)).form('form[action$="/erinnern"]'))
    assert response.status_code == 303
    outbox.drain()
    return jobs_of(response.location)


def test_reminders_go_to_whoever_has_not_answered_and_in_an_anonymous_survey_to_everybody(
    client: PickyClient, login: Login, session: Session, survey: Survey
) -> None:
    login(Role.PLANNER)
    made = codes_in(letters(client, survey, size=4))
    with unit_of_work():
        for number, values in ((1, {"used": True}), (2, {"blocked": True})):
            session.execute(update(Invitation).where(Invitation.number == number).values(**values))

    with archive(remind(client, survey)) as found:
        names = found.namelist()
        lines = list(load_workbook(io.BytesIO(found.read("liste.xlsx"))).worksheets[0].iter_rows(values_only=True))
        letter = found.read(names[1])

    numbers = [1, 3, 4] if survey.anonymous else [3, 4]
    assert names == ["liste.xlsx", f"erinnerungen-{numbers[0]:04d}-0004.pdf"]
    assert [line[0] for line in lines[1:]] == numbers
    assert not any(code in str(lines) for code in made)
    assert f"/Type/Pages/Count {len(numbers)}/".encode() in letter
    # The first letters stay good.
    client.delete_cookie("sitzung")
    assert client.submit(client.page(f"/umfragen/{survey.slug}").form(BEGIN), code=made[2]).status_code == 303


def test_where_nobody_is_left_or_it_is_too_late_nobody_is_reminded(
    client: PickyClient, login: Login, session: Session, survey: Survey
) -> None:
    login(Role.PLANNER)
    letters(client, survey)
    form = client.page(address(survey)).form('form[action$="/erinnern"]')
    other = {"batch_id": "00000000-0000-0000-0000-000000000000"}
    assert client.post(form.action, data=form.values | other).status_code == 404
    assert client.post(form.action, data=form.values | {"batch_id": "x"}).status_code == 404
    with unit_of_work():
        session.execute(update(Invitation).values(blocked=True))

    told = Page(client.post(form.action, data=form.values))
    with unit_of_work():
        session.execute(update(Survey).values(closes_at=now() - timedelta(minutes=1)))
    late = Page(client.post(form.action, data=form.values))

    assert (told.response.status_code, late.response.status_code) == (422, 422)
    assert "niemand mehr zu erinnern" in told.text(".error-summary")
    assert "Die Umfrage ist zu Ende" in late.text("main")
    assert session.scalar(select(func.count()).where(Job.kind == "surveys.reminders")) == 0
