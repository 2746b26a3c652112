"""Free texts: read one after the other, marked, tagged, sent to the inbox, released."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.contributions.models import Contribution
from portal.kernel.clock import now, today
from portal.kernel.db import session, unit_of_work
from portal.kernel.errors import InvalidInput, NotFound
from portal.kernel.policy import SYSTEM, Role
from portal.surveys import queries
from portal.surveys.actions import coding
from portal.surveys.models import Survey, SurveyResponse, TextMark, TextTag
from portal.surveys.queries.free_texts import (
    TextFilter,
    TextRef,
    count_texts,
    free_text,
    page_of_texts,
    tags_of,
    text_questions,
)
from portal.surveys.terms import Answer, QuestionKind
from tests.factories.surveys import add_version, make_questionnaire, make_response, make_survey, options, question
from tests.support.html import Page
from tests.support.login import Login
from tests.support.picky import PickyClient

WISH = question("wish", QuestionKind.LONG_TEXT, "Was wünschen Sie sich?")
WAY = question("way", QuestionKind.SINGLE, options=options(bus="Bus", car="Auto"), has_other=True)
HAPPY = question("happy", QuestionKind.SMILEYS, asks_why=True)
FLAGGED = question("flagged", QuestionKind.LONG_TEXT, contribution=True)
ILLNESS = question("illness", QuestionKind.LONG_TEXT, special_category=True)
INSIDE = question("inside", QuestionKind.LONG_TEXT, unpublished=True)


def texts_survey(*, anonymous: bool = False) -> Survey:
    asked = make_questionnaire(WISH, WAY, HAPPY, FLAGGED, ILLNESS, INSIDE)
    return make_survey(questionnaire=asked, anonymous=anonymous, opens_at=now() - timedelta(days=9))


def answer(survey: Survey, **words: str) -> SurveyResponse:
    plain = {"way": Answer(chosen=("other",), text=words["way"])} if "way" in words else {}
    plain |= {"happy": Answer(chosen=("1",), text=words["happy"])} if "happy" in words else {}
    plain |= {code: Answer(text=text) for code, text in words.items() if code not in plain}
    return make_response(survey, plain)


def shown(survey: Survey, **wanted: object) -> list[str]:
    found = page_of_texts(survey.id, text_questions(survey.id), TextFilter(**wanted), after=None)  # type: ignore[arg-type]
    return sorted(text.text for text in found.texts)


def contributions() -> int:
    return session().scalar(select(func.count()).select_from(Contribution)) or 0


def mark_of(ref: TextRef) -> TextMark:
    session().expire_all()
    return session().get_one(TextMark, (ref.response_id, ref.question))


def test_every_kind_of_own_words_is_read(app: Flask) -> None:
    survey = texts_survey()
    answer(survey, wish="Eine Bank.", way="Mit dem Rad.", happy="Der Bus fährt nie.")
    answer(survey, wish="")

    assert shown(survey) == ["Der Bus fährt nie.", "Eine Bank.", "Mit dem Rad."]
    assert shown(survey, question="way") == ["Mit dem Rad."]
    assert count_texts(survey.id, text_questions(survey.id), TextFilter()) == (1, True)


def test_texts_of_earlier_versions_are_read_too(app: Flask) -> None:
    survey = make_survey(questionnaire=make_questionnaire(WISH))
    answer(survey, wish="Eine Bank.")
    add_version(survey, make_questionnaire(HAPPY))

    assert shown(survey) == ["Eine Bank."]


def test_what_was_read_leaves_the_unread_ones(app: Flask) -> None:
    survey = texts_survey()
    first, _ = answer(survey, wish="Eine Bank."), answer(survey, wish="Mehr Busse.")
    ref = TextRef(first.id, "wish")

    with unit_of_work():
        coding.mark_read(queries.survey(survey.id), ref, by=SYSTEM)
    assert shown(survey, unread=True) == ["Mehr Busse."]
    with unit_of_work():
        coding.mark_read(queries.survey(survey.id), ref, read=False, by=SYSTEM)
    assert shown(survey, unread=True) == ["Eine Bank.", "Mehr Busse."]


def test_sent_twice_it_lies_in_the_inbox_once(app: Flask) -> None:
    survey = texts_survey()
    ref = TextRef(answer(survey, wish="Eine Bank.").id, "wish")

    for _ in range(2):
        with unit_of_work():
            coding.send_to_inbox(queries.survey(survey.id), ref, by=SYSTEM)

    assert contributions() == 1
    contribution = session().scalars(select(Contribution)).one()
    assert contribution.text == "Eine Bank."
    assert mark_of(ref).contribution_id == contribution.id
    assert mark_of(ref).read


def test_in_an_anonymous_survey_nothing_joins_the_text_to_its_wortmeldung(app: Flask) -> None:
    survey = texts_survey(anonymous=True)
    ref = TextRef(answer(survey, wish="Eine Bank.").id, "wish")

    with unit_of_work():
        coding.send_to_inbox(queries.survey(survey.id), ref, by=SYSTEM)

    assert mark_of(ref).sent
    assert mark_of(ref).contribution_id is None
    contribution = session().scalars(select(Contribution)).one()
    assert contribution.said_on is None
    assert contribution.sozialraum_id == survey.sozialraum_id


def test_flagged_texts_are_there_already_and_protected_ones_never_go(app: Flask) -> None:
    survey = texts_survey()
    response = answer(survey, flagged="Ein Unterstand.", illness="Das Herz.")
    assert contributions() == 1

    with unit_of_work():
        coding.send_to_inbox(queries.survey(survey.id), TextRef(response.id, "flagged"), by=SYSTEM)
    with pytest.raises(InvalidInput), unit_of_work():
        coding.send_to_inbox(queries.survey(survey.id), TextRef(response.id, "illness"), by=SYSTEM)

    assert contributions() == 1


@pytest.mark.parametrize("code", ["illness", "inside"])
def test_protected_and_unpublished_texts_are_never_released(app: Flask, code: str) -> None:
    survey = texts_survey()
    ref = TextRef(answer(survey, **{code: "Nur für Sie."}).id, code)

    with pytest.raises(InvalidInput), unit_of_work():
        coding.release_text(queries.survey(survey.id), ref, by=SYSTEM)

    assert session().get(TextMark, (ref.response_id, ref.question)) is None


def test_tags_gather_texts_and_go_with_the_last_one(app: Flask) -> None:
    survey = texts_survey()
    one, two = answer(survey, wish="Eine Bank."), answer(survey, wish="Zwei Bänke.")
    refs = [TextRef(response.id, "wish") for response in (one, two)]

    for label in ("Sitzen", " sitzen "):
        for ref in refs:
            with unit_of_work():
                coding.add_tag(queries.survey(survey.id), ref, label, by=SYSTEM)

    assert [(tag.label, count) for tag, count in tags_of(survey.id)] == [("Sitzen", 2)]
    tag = session().scalars(select(TextTag)).one()
    assert shown(survey, tag=tag.id) == ["Eine Bank.", "Zwei Bänke."]
    assert [tag.label for tag in free_text(survey.id, refs[0]).tags] == ["Sitzen"]
    for ref in refs:
        with unit_of_work():
            coding.remove_tag(queries.survey(survey.id), ref, tag.id, by=SYSTEM)
    assert tags_of(survey.id) == []


@pytest.mark.parametrize("label", ["", "   ", "x" * 61])
def test_a_tag_needs_a_short_name(app: Flask, label: str) -> None:
    survey = texts_survey()
    ref = TextRef(answer(survey, wish="Eine Bank.").id, "wish")

    with pytest.raises(InvalidInput), unit_of_work():
        coding.add_tag(queries.survey(survey.id), ref, label, by=SYSTEM)


def test_texts_of_other_surveys_and_empty_ones_do_not_exist(app: Flask) -> None:
    survey, other = texts_survey(), texts_survey()
    here, elsewhere = answer(survey, wish="Eine Bank."), answer(other, wish="Zwei.")

    for ref in (TextRef(elsewhere.id, "wish"), TextRef(here.id, "happy"), TextRef(uuid4(), "wish")):
        with pytest.raises(NotFound):
            free_text(survey.id, ref)


def test_the_pages_of_texts_follow_each_other_without_a_gap(app: Flask) -> None:
    survey = texts_survey()
    for number in range(65):
        answer(survey, wish=f"Wunsch {number}")

    seen: list[str] = []
    after: str | None = None
    while True:
        found = page_of_texts(survey.id, text_questions(survey.id), TextFilter(), after=after)
        seen += [text.text for text in found.texts]
        if found.next_cursor is None:
            break
        after = found.next_cursor

    assert sorted(seen) == sorted(f"Wunsch {number}" for number in range(65))


def test_reading_goes_on_to_the_next_text(client: PickyClient, login: Login) -> None:
    survey = texts_survey()
    answer(survey, wish="Eine Bank.")
    answer(survey, wish="Mehr Busse.")
    login(Role.PLANNER)
    page = Page(client.get(f"/arbeit/umfragen/{survey.id}/texte"))
    first = page.text("blockquote")

    form = page.form("form[action*=gelesen]")
    answered = client.post(form.action, data=form.values)

    assert answered.status_code == 303
    following = Page(client.get(answered.location))
    assert following.text("blockquote") != first
    assert following.texts(".texts__row .muted") == ["gelesen", "ungelesen"]


def test_a_tag_without_a_name_comes_back_with_a_sentence(client: PickyClient, login: Login) -> None:
    survey = texts_survey()
    answer(survey, wish="Eine Bank.")
    login(Role.KUEMMERER)
    form = Page(client.get(f"/arbeit/umfragen/{survey.id}/texte")).form(".texts__tag")

    answered = client.post(form.action, data=form.values | {"label": ["x" * 61]})

    assert answered.status_code == 422
    assert "höchstens 60 Zeichen" in Page(answered).errors()["label"]
    assert Page(answered).attribute("#label", "value") == "x" * 61


@pytest.mark.parametrize(
    "what", ["gelesen", "ungelesen", "eingang", "freigeben", "zuruecknehmen", "stichwort", "stichwort/weg"]
)
@pytest.mark.parametrize("text", ["", "x", "\x00", f"{UUID(int=1)}.wish", f"{UUID(int=1)}.;"])
def test_texts_nobody_wrote_are_not_found(client: PickyClient, login: Login, what: str, text: str) -> None:
    survey = texts_survey()
    login(Role.PLANNER)
    token = Page(client.get(f"/arbeit/umfragen/{survey.id}/veroeffentlichen-ergebnis")).all("input[name=form_token]")[0]

    data = {"text": text, "form_token": token.attributes["value"]}
    assert client.post(f"/arbeit/umfragen/{survey.id}/texte/{what}", data=data).status_code == 404


def test_only_publishers_release_a_text(client: PickyClient, login: Login) -> None:
    survey = texts_survey()
    ref = TextRef(answer(survey, wish="Eine Bank.").id, "wish")
    login(Role.KUEMMERER)
    page = Page(client.get(f"/arbeit/umfragen/{survey.id}/texte"))
    data = page.form("form[action*=gelesen]").values

    refused = client.post(f"/arbeit/umfragen/{survey.id}/texte/freigeben", data=data)

    assert not page.has("form[action*=freigeben]")
    assert refused.status_code == 404
    login(Role.PLANNER)
    form = Page(client.get(f"/arbeit/umfragen/{survey.id}/texte")).form("form[action*=freigeben]")
    assert client.post(form.action, data=form.values).status_code == 303
    assert mark_of(ref).released


def test_texts_of_a_running_anonymous_survey_come_by_whole_days_and_without_their_day(
    client: PickyClient, login: Login
) -> None:
    survey = texts_survey(anonymous=True)
    for ago, text in ((3, "Eine Bank."), (1, "Ein Bus."), (0, "Ein Arzt.")):
        for _person in range(4):
            make_response(survey, {}, given_on=today() - timedelta(days=ago))
        make_response(survey, {"wish": Answer(text=text)}, given_on=today() - timedelta(days=ago))
    make_response(survey, {"wish": Answer(text="Ein Chor.")}, given_on=today() - timedelta(days=2))
    login(Role.PLANNER)

    page = Page(client.get(f"/arbeit/umfragen/{survey.id}/texte"))

    assert sorted(page.texts(".texts__link")) == ["Ein Bus.", "Ein Chor.", "Eine Bank."]
    assert "3 Menschen haben hier etwas geschrieben." in page.text("main")
    assert str(today().year) not in page.text(".texts__desk")
