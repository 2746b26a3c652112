"""The editor: questions, sections, conditions, languages and the library, all by plain forms."""

from typing import Any

import pytest
from flask import Flask

from portal.kernel.policy import Role
from portal.places.models import Sozialraum
from portal.surveys import queries
from portal.surveys.models import Survey
from portal.surveys.terms import PLAIN, Comparison, Junction, Question, QuestionKind, SurveyState, Test
from tests.factories.county import make_county
from tests.factories.places import make_place
from tests.factories.surveys import make_questionnaire, make_response, make_survey, question
from tests.support.html import FilledForm, Page
from tests.support.login import Login
from tests.support.picky import PickyClient

QUESTION = "#question-form"


@pytest.fixture
def place(app: Flask) -> Sozialraum:
    make_county()
    return make_place("Pfaffenhausen")


@pytest.fixture
def survey(place: Sozialraum, login: Login) -> Survey:
    login(Role.KUEMMERER, place)
    return make_survey(state=SurveyState.DRAFT, place=place)


def fragen(survey: Survey, code: str = "", **query: str) -> str:
    arguments = "&".join(f"{name}={value}" for name, value in {"frage": code, **query}.items() if value)
    return f"/arbeit/umfragen/{survey.id}/fragen?{arguments}"


def asked(survey: Survey, code: str) -> Question:
    return queries.draft_of(queries.survey(survey.id)).by_code[code]


def codes(survey: Survey) -> list[list[str]]:
    return [[one.code for one in section.questions] for section in queries.draft_of(queries.survey(survey.id)).sections]


def step(client: PickyClient, survey: Survey, what: str, **values: str) -> Any:
    form = client.page(fragen(survey)).form("#arrange")
    form.values.update({name: [value] for name, value in {"step": what, **values}.items()})
    return client.submit(form)


def with_values(form: FilledForm, **values: Any) -> FilledForm:
    form.values.update({name: value if isinstance(value, list) else [value] for name, value in values.items()})
    return form


def test_the_page_shows_every_question_the_chosen_one_and_the_phone(client: PickyClient, survey: Survey) -> None:
    page = client.page(fragen(survey, "happy"))

    assert len(page.all(".survey-outline__row")) == 5
    assert page.text(".survey-outline__link[aria-current]").startswith("Wie zufrieden sind Sie?")
    assert page.form(QUESTION).values["title"] == ["Wie zufrieden sind Sie?"]
    assert "sehr schlecht" in page.text("#phone")
    assert client.get(fragen(survey, "gibt-es-nicht")).status_code == 200


def test_a_question_is_written_anew_and_keeps_what_its_form_does_not_show(client: PickyClient, survey: Survey) -> None:
    form = client.page(fragen(survey, "way")).form(QUESTION)

    client.follow(client.submit(form, title="Wie fahren Sie?", hint="Meistens", required="y", special_category="y"))

    after = asked(survey, "way")
    assert after.title == {"de": "Wie fahren Sie?"}
    assert after.hint == {"de": "Meistens"}
    assert (after.required, after.special_category, after.has_other) == (True, True, True)
    assert [option.code for option in after.options] == ["bus", "car", "foot"]


def test_options_are_worded_added_moved_and_removed_one_by_one(client: PickyClient, survey: Survey) -> None:
    form = client.page(fragen(survey, "way")).form(QUESTION)
    labels = ["Mit dem Linienbus", "Mit dem Auto", "Zu Fuß"]

    added = client.follow(
        client.submit(form, option_label=labels, option_new="Mit dem Rad", more_options="Taxi\n\nZug")
    )
    client.submit(added.form(QUESTION), button="option-down:bus")
    client.submit(client.page(fragen(survey, "way")).form(QUESTION), button="option-drop:foot")

    shown = [(option.code, option.label["de"]) for option in asked(survey, "way").options]
    assert shown == [
        ("car", "Mit dem Auto"),
        ("bus", "Mit dem Linienbus"),
        ("a1", "Mit dem Rad"),
        ("a2", "Taxi"),
        ("a3", "Zug"),
    ]


def test_another_kind_brings_other_fields(client: PickyClient, survey: Survey) -> None:
    form = client.page(fragen(survey, "happy")).form(QUESTION)
    scale = client.follow(client.submit(form, kind="scale"))

    client.follow(client.submit(scale.form(QUESTION), minimum="0", maximum="10", low_end="nie", high_end="immer"))

    after = asked(survey, "happy")
    assert (after.kind, after.minimum, after.maximum) == (QuestionKind.SCALE, 0, 10)
    assert (after.low_end, after.high_end) == ({"de": "nie"}, {"de": "immer"})


@pytest.mark.parametrize(
    ("code", "field", "value"),
    [
        ("way", "code", "1 nein"),
        ("way", "code", "age"),
        ("way", "kind", "matrix"),
        ("way", "title", "x" * 4001),
        ("reasons", "at_least", "viele"),
        ("reasons", "at_most", "999"),
        ("number", "minimum", "abc"),
        ("number", "maximum", "1e400"),
    ],
)
def test_what_cannot_be_used_is_said_at_its_field(
    client: PickyClient, survey: Survey, code: str, field: str, value: str
) -> None:
    if code == "number":
        survey = make_survey(
            state=SurveyState.DRAFT,
            place=survey.sozialraum,
            questionnaire=make_questionnaire(question("number", QuestionKind.NUMBER)),
        )
    form = client.page(fragen(survey, code)).form(QUESTION)

    answer = client.submit(with_values(form, **{field: value, "hint": "Bleibt stehen"}))

    assert answer.status_code == 422
    assert field in Page(answer).errors()
    assert Page(answer).form(QUESTION).values["hint"] == ["Bleibt stehen"]


def test_a_scale_beyond_ten_steps_is_refused(client: PickyClient, survey: Survey) -> None:
    scale = make_questionnaire(question("scale", QuestionKind.SCALE))
    other = make_survey(state=SurveyState.DRAFT, place=survey.sozialraum, questionnaire=scale)
    form = client.page(fragen(other, "scale")).form(QUESTION)

    answer = client.submit(form, minimum="1", maximum="100")

    assert answer.status_code == 422
    assert "Eine Skala hat ganze Schritte zwischen 0 und 10." in Page(answer).text("main")


def test_questions_are_added_copied_moved_and_deleted(client: PickyClient, survey: Survey) -> None:
    add = client.page(fragen(survey)).form("form[action$='/neu']")
    fresh = client.follow(client.submit(add, kind="date"))
    assert fresh.text("#question-heading") == "Neue Frage"
    assert "unvollständig" in fresh.text(".survey-outline")

    step(client, survey, "copy:way")
    step(client, survey, "down:way")

    assert codes(survey) == [["way_2", "way", "q1", "reasons", "happy", "age", "wish"]]


def delete(client: PickyClient, survey: Survey, code: str) -> Page:
    return client.follow(client.submit(client.page(fragen(survey, code)).form("#remove")))


def test_a_deleted_question_can_be_brought_back(client: PickyClient, survey: Survey) -> None:
    page = delete(client, survey, "reasons")
    assert codes(survey) == [["way", "happy", "age", "wish"]]
    assert page.text(".survey-gone").startswith("Gelöscht:")
    assert page.text("#question-heading") == "Wie zufrieden sind Sie?"

    later = client.page(fragen(survey))
    assert not later.all(".survey-gone")
    back = client.follow(client.submit(later.form("form[action$='/zurueckholen']")))

    assert codes(survey) == [["way", "reasons", "happy", "age", "wish"]]
    assert back.text("#question-heading") == "Wohin fahren Sie?"
    assert not back.all("form[action$='/zurueckholen']")
    assert client.submit(later.form("form[action$='/zurueckholen']")).status_code == 409


def test_a_question_that_is_gone_is_not_deleted_again(client: PickyClient, survey: Survey) -> None:
    stale = client.page(fragen(survey, "reasons")).form("#remove")
    delete(client, survey, "reasons")

    assert client.submit(stale).status_code == 409
    fresh = with_values(client.page(fragen(survey)).form("#remove"), frage="reasons")
    assert "Diese Frage gibt es nicht mehr." in Page(client.submit(fresh)).text("main")


def test_the_last_question_can_be_brought_back_too(client: PickyClient, survey: Survey) -> None:
    lonely = make_questionnaire(question("only", QuestionKind.DATE))
    other = make_survey(state=SurveyState.DRAFT, place=survey.sozialraum, questionnaire=lonely)

    page = delete(client, other, "only")
    client.follow(client.submit(page.form(".survey-gone form")))

    assert codes(other) == [["only"]]


def test_deleting_names_who_depends_on_it(client: PickyClient, survey: Survey) -> None:
    with_condition = make_questionnaire(
        question("first", QuestionKind.YES_NO),
        question("second", QuestionKind.LONG_TEXT, "Warum?", show_if=Comparison("first", Test.IS, "yes")),
    )
    other = make_survey(state=SurveyState.DRAFT, place=survey.sozialraum, questionnaire=with_condition)

    page = delete(client, other, "first")

    assert "Nach ihr richten sich noch: „Warum?“" in page.text(".survey-gone")
    assert "Die Bedingung fragt nach einer Frage, die nicht davor kommt." in client.page(fragen(other)).text("main")


def test_sections_are_added_named_moved_and_taken_away(client: PickyClient, survey: Survey) -> None:
    step(client, survey, "section-add:", section_title="Zum Schluss")
    step(client, survey, "place:age", section="1")
    step(client, survey, "place:wish", section="1", index="0")
    assert codes(survey) == [["way", "reasons", "happy"], ["wish", "age"]]
    step(client, survey, "section-write:0", title_0="Anfang", intro_0="Hallo")
    step(client, survey, "section-up:1")

    draft = queries.draft_of(queries.survey(survey.id))
    assert [section.title["de"] for section in draft.sections] == ["Zum Schluss", "Anfang"]
    assert draft.sections[1].intro == {"de": "Hallo"}
    step(client, survey, "section-delete:0")
    assert codes(survey) == [["wish", "age", "way", "reasons", "happy"]]


@pytest.mark.parametrize(
    "nonsense", ["", "up:", "up:gibt-es-nicht", "section-up:99", "section-up:-1", "place:way", "weg", "section-up:²"]
)
def test_steps_nobody_can_take_change_nothing(client: PickyClient, survey: Survey, nonsense: str) -> None:
    before = codes(survey)

    answer = step(client, survey, nonsense, section="x" if nonsense.startswith("place") else "")

    assert answer.status_code == 422
    assert codes(survey) == before


def test_conditions_are_built_from_rows_with_one_level_of_groups(client: PickyClient, survey: Survey) -> None:
    form = client.page(fragen(survey, "wish")).form(QUESTION)
    rows = {
        "when_answer": ["way=bus", "way=car", "happy"],
        "when_test": ["is", "is_not", "at_most"],
        "when_value": ["", "", "2"],
        "when_group": ["A", "A", ""],
    }

    saved = client.follow(client.submit(with_values(form, **rows)))

    assert asked(survey, "wish").show_if == Junction(
        (
            Comparison("happy", Test.AT_MOST, "2"),
            Junction((Comparison("way", Test.IS, "bus"), Comparison("way", Test.IS_NOT, "car")), any_of=True),
        ),
        any_of=False,
    )
    assert "„Wie sind Sie meist unterwegs?“ ist „Mit dem Bus“ oder" in saved.text("main")
    again = saved.form(QUESTION)
    client.submit(again)
    assert isinstance(asked(survey, "wish").show_if, Junction)
    client.submit(with_values(again, version=str(queries.survey(survey.id).version), when_answer=["", "", "", "", ""]))
    assert asked(survey, "wish").show_if is None


def test_a_deeper_condition_is_told_in_words_and_kept(client: PickyClient, survey: Survey) -> None:
    inner = Junction((Comparison("a", Test.IS, "yes"), Comparison("b", Test.IS, "yes")), any_of=True)
    deep = Junction(
        (
            inner,
            Junction(
                (
                    inner,
                    Junction((inner, Comparison("b", Test.ANSWERED))),
                ),
                any_of=True,
            ),
        )
    )
    asked_ones = make_questionnaire(
        question("a", QuestionKind.YES_NO),
        question("b", QuestionKind.YES_NO),
        question("c", QuestionKind.LONG_TEXT, show_if=deep),
    )
    other = make_survey(state=SurveyState.DRAFT, place=survey.sozialraum, questionnaire=asked_ones)
    page = client.page(fragen(other, "c"))
    assert "tiefer verschachtelt" in page.text("main")
    kept = asked(other, "c").show_if

    client.submit(page.form(QUESTION), title="Neu gesagt")

    assert asked(other, "c").show_if == kept
    client.submit(with_values(client.page(fragen(other, "c")).form(QUESTION), when=["kept", "rows"]))
    assert asked(other, "c").show_if is None


def test_a_code_can_be_changed_until_answers_carry_it(client: PickyClient, survey: Survey, login: Login) -> None:
    client.submit(client.page(fragen(survey, "way")).form(QUESTION), code="weg")
    assert asked(survey, "weg").title["de"] == "Wie sind Sie meist unterwegs?"

    running = make_survey(place=survey.sozialraum)
    make_response(running)
    form = client.page(fragen(running, "way")).form(QUESTION)
    answer = client.submit(with_values(form, code="weg"))

    assert answer.status_code == 422
    assert "Ihr Kurzname bleibt deshalb, wie er ist." in Page(answer).text("main")
    assert "way" in queries.draft_of(queries.survey(running.id)).by_code


def test_two_who_write_see_both_versions_and_lose_none(
    client: PickyClient, survey: Survey, login: Login, another_client: Any
) -> None:
    colleague = another_client()
    login(Role.MUNICIPALITY, survey.sozialraum, client=colleague)
    mine, theirs = (who.page(fragen(survey, "way")).form(QUESTION) for who in (client, colleague))
    colleague.submit(theirs, title="Text der Kollegin")

    answer = client.submit(mine, title="Mein Text")
    page = Page(answer)

    assert answer.status_code == 409
    assert "Text der Kollegin" in page.text(".conflict")
    assert "Mein Text" in page.text(".conflict")
    assert page.form(QUESTION).values["title"] == ["Mein Text"]
    client.submit(page.form(QUESTION), title="Beides zusammen")
    assert asked(survey, "way").title["de"] == "Beides zusammen"
    assert step(client, survey, "up:age", version="1").status_code == 409


def test_the_phone_shows_what_is_being_typed_and_keeps_nothing(client: PickyClient, survey: Survey) -> None:
    form = client.page(fragen(survey, "way")).form(QUESTION)
    form.action = form.action.removesuffix("/frage") + "/ansicht"

    answer = client.submit(form, htmx=True, title="Noch nicht gespeichert")

    assert "Noch nicht gespeichert" in answer.text
    assert asked(survey, "way").title["de"] == "Wie sind Sie meist unterwegs?"


def test_languages_are_chosen_and_texts_translated_side_by_side(client: PickyClient, survey: Survey) -> None:
    address = f"/arbeit/umfragen/{survey.id}/sprachen"
    choose = client.page(address).form("main form[action$='/sprachen']")

    chosen = client.follow(client.submit(with_values(choose, languages=[PLAIN, "ar", "klingonisch"])))
    texts = client.page(f"{address}?in=ar").form("form[action$='/texte']")
    assert chosen.text(".tabs__link[aria-current] .tabs__count").endswith("fehlen")
    client.follow(client.submit(texts, **{"t.way.title": "كيف تتنقل؟", "t.way.o.bus": "بالحافلة"}))

    draft = queries.draft_of(queries.survey(survey.id))
    assert draft.languages == ("de", PLAIN, "ar")
    assert draft.by_code["way"].title["ar"] == "كيف تتنقل؟"
    assert draft.by_code["way"].options[0].label["ar"] == "بالحافلة"
    assert client.page(fragen(survey, "way", **{"in": "ar"})).one("#phone > div").attributes["dir"] == "rtl"


def test_translating_into_english_leaves_the_portal_in_german(client: PickyClient, survey: Survey) -> None:
    address = f"/arbeit/umfragen/{survey.id}/sprachen"
    choose = client.page(address).form("main form[action$='/sprachen']")
    chosen = client.follow(client.submit(with_values(choose, languages=["en"])))

    english = client.page(str(chosen.one(".tabs__link[aria-current] .tabs__count").parent.attributes["href"]))  # type: ignore[union-attr]

    assert english.one("html").attributes["lang"] == "de"
    assert english.all("textarea[lang=en]")
    assert client.page(address).one("html").attributes["lang"] == "de"


def test_a_translation_that_came_too_late_is_still_there(client: PickyClient, survey: Survey) -> None:
    address = f"/arbeit/umfragen/{survey.id}/sprachen"
    client.submit(with_values(client.page(address).form("main form[action$='/sprachen']"), languages=[PLAIN]))
    texts = client.page(f"{address}?in={PLAIN}").form("form[action$='/texte']")
    step(client, survey, "copy:way")

    answer = client.submit(texts, **{"t.way.title": "Wie fahren Sie?"})

    assert answer.status_code == 409
    assert Page(answer).form("form[action$='/texte']").values["t.way.title"] == ["Wie fahren Sie?"]


def test_a_kept_question_is_found_by_its_words_and_inserted_elsewhere(client: PickyClient, survey: Survey) -> None:
    keep = client.page(fragen(survey, "way")).form("form[action$='/merken']")
    client.follow(client.submit(keep, keywords="Mobilität"))
    other = make_survey(state=SurveyState.DRAFT, place=survey.sozialraum)
    library = f"/arbeit/umfragen/{other.id}/sammlung"

    assert "Nichts gefunden" in client.page(f"{library}?wort=Wohnen").text("main")
    found = client.page(f"{library}?wort=unterwegs")
    kept = found.all("button[name=kept]")[0].attributes["value"]
    client.follow(client.submit(with_values(found.form("#insert"), kept=kept)))
    behind = client.page(f"{library}?frage=way").form("#insert")
    client.follow(client.submit(with_values(behind, kept=kept)))

    assert codes(other) == [["way", "way_3", "reasons", "happy", "age", "wish", "way_2"]]
    assert [option.code for option in asked(other, "way_2").options] == ["bus", "car", "foot"]
    client.follow(client.submit(client.page(library).form("form[action$='/entfernen']")))
    assert "Die Sammlung ist noch leer" in client.page(library).text("main")
    assert client.submit(with_values(found.form("#insert"), kept="x")).status_code == 404
