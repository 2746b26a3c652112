"""The questionnaire on paper: everything is on it, the way through it in words, and it can be read aloud."""

from io import BytesIO
from time import process_time
from typing import Any

import pytest
from pypdf import PdfReader

from portal.kernel.clock import today
from portal.kernel.policy import Role
from portal.places.models import Sozialraum
from portal.surveys.models import Survey
from portal.surveys.terms import (
    Comparison,
    Junction,
    Option,
    Question,
    QuestionKind,
    Questionnaire,
    Section,
    SurveyState,
    Test,
)
from portal.surveys.terms.paper import condition_in_words, jumps, numbers, printed_options
from portal.web.i18n import as_date
from tests.factories.places import make_place
from tests.factories.surveys import make_questionnaire, make_survey, options, question
from tests.support.login import Login
from tests.support.picky import PickyClient

ALONE = question("alone", QuestionKind.YES_NO, "Wohnen Sie allein?")
HELP = question(
    "help",
    QuestionKind.SINGLE,
    "Wer hilft Ihnen?",
    options=options(kids="Kinder", nobody="Niemand"),
    has_other=True,
    show_if=Comparison("alone", Test.IS, "yes"),
)
HINT = question("hint", QuestionKind.INFO, "Jetzt geht es um den Bus.", show_if=Comparison("alone", Test.IS, "yes"))
SAFE = question("safe", QuestionKind.SCALE, "Wie sicher fühlen Sie sich?", minimum=0, maximum=10)
FACE = question("face", QuestionKind.SMILEYS, "Wie geht es Ihnen?", asks_why=True)
WHY = question(
    "why",
    QuestionKind.LONG_TEXT,
    "Was fehlt Ihnen?",
    show_if=Junction((Comparison("help", Test.IS, "nobody"), Comparison("face", Test.AT_MOST, "2")), any_of=True),
)
ALL = make_questionnaire(ALONE, HELP, HINT, SAFE, FACE, WHY)


def speak(message: str, **values: Any) -> str:
    return message % values if values else message


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def paper_of(client: PickyClient, survey: Survey, **arguments: str) -> bytes:
    response = client.get(f"/umfragen/{survey.slug}/papier.pdf", query_string=arguments)
    assert (response.status_code, response.mimetype) == (200, "application/pdf")
    return bytes(response.data)


def test_questions_are_numbered_without_the_hints() -> None:
    assert numbers(ALL) == {"alone": 1, "help": 2, "safe": 3, "face": 4, "why": 5}


def test_a_scale_keeps_its_own_figures_and_everything_else_is_counted() -> None:
    assert [option.number for option in printed_options(SAFE)] == list(range(11))
    assert [(option.number, option.code) for option in printed_options(FACE)][:2] == [(1, "5"), (2, "4")]
    assert [(option.number, option.code) for option in printed_options(HELP)] == [
        (1, "kids"),
        (2, "nobody"),
        (3, "other"),
    ]


def test_answers_say_where_to_go_on() -> None:
    assert jumps(ALL, ALONE) == {"no": 3}
    assert jumps(ALL, HELP) == {}


def test_an_answer_that_ends_the_sheet_says_so() -> None:
    assert jumps(make_questionnaire(ALONE, HELP), ALONE) == {"no": None}


def test_a_question_that_somebody_else_is_asked_is_never_jumped_over() -> None:
    either = question(
        "either",
        QuestionKind.SHORT_TEXT,
        show_if=Junction((Comparison("alone", Test.IS, "yes"), Comparison("first", Test.IS, "yes")), any_of=True),
    )
    asked = make_questionnaire(question("first", QuestionKind.YES_NO), ALONE, either)

    assert jumps(asked, ALONE) == {}


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (Comparison("alone", Test.IS, "no"), "Nur wenn Sie bei Frage 1 „Nein“ angekreuzt haben:"),
        (Comparison("help", Test.IS_NOT, "kids"), "Nur wenn Sie bei Frage 2 „Kinder“ nicht angekreuzt haben:"),
        (Comparison("safe", Test.LESS, "3"), "Nur wenn Sie bei Frage 3 „0“, „1“ oder „2“ angekreuzt haben:"),
        (Comparison("why", Test.ANSWERED), "Nur wenn Sie Frage 5 beantwortet haben:"),
        (
            Junction((Comparison("help", Test.IS, "kids"), Comparison("help", Test.IS, "other")), any_of=True),
            "Nur wenn Sie bei Frage 2 „Kinder“ oder „Sonstiges“ angekreuzt haben:",
        ),
        (
            WHY.show_if,
            "Nur wenn Sie bei Frage 2 „Niemand“ angekreuzt haben oder "
            "bei Frage 4 „schlecht“ oder „sehr schlecht“ angekreuzt haben:",
        ),
    ],
)
def test_conditions_are_said_in_words(condition: Any, said: str) -> None:
    assert condition_in_words(ALL, condition, speak=speak) == said


def test_the_paper_holds_every_question_answer_and_jump(client: PickyClient) -> None:
    survey = make_survey(questionnaire=ALL, return_address="Landratsamt\n87719 Mindelheim")

    text = words_of(paper_of(client, survey))

    for number, asked in enumerate([one for one in ALL.questions if one.kind.is_asked], 1):
        assert f"{number}. {asked.title['de']}" in text
    for said in ("Kinder", "Niemand", "Sonstiges", "Jetzt geht es um den Bus.", "sehr schlecht", "Warum?"):
        assert said in text
    assert "weiter mit Frage 3" in text
    assert text.count("Nur wenn Sie bei Frage 1 „Ja“ angekreuzt haben:") == 2
    assert "bei Frage 4 „schlecht“ oder „sehr schlecht“ angekreuzt haben:" in text
    assert text.count("weiß nicht / keine Angabe") == 5


def test_the_first_page_says_what_it_is_for_and_the_last_where_to_bring_it(client: PickyClient) -> None:
    survey = make_survey("Gut älter werden", questionnaire=ALL, return_address="Landratsamt\n87719 Mindelheim")

    reader = PdfReader(BytesIO(paper_of(client, survey)))
    first, last = (" ".join(reader.pages[at].extract_text().split()) for at in (0, -1))

    for said in (
        "Gut älter werden",
        "Wir möchten wissen, wie Sie im Alltag unterwegs sind.",
        "So füllen Sie aus",
        "Die Sozialplanung im Landratsamt liest die Antworten.",
        "Niemand kann Ihre Antworten mit Ihnen in Verbindung bringen.",
        "24 Monate nach dem Ende der Umfrage",
        "Rosa Huber, Telefon 08392 999-0",
        "Bogen-Nr.",
        f"Seite 1 von {len(reader.pages)}",
    ):
        assert said in first
    assert "87719 Mindelheim" in last


def test_the_paper_is_tagged_and_says_its_language_and_title(client: PickyClient) -> None:
    survey = make_survey("Gut älter werden", questionnaire=ALL)

    reader = PdfReader(BytesIO(paper_of(client, survey)))

    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "de"
    assert reader.metadata is not None
    assert reader.metadata.title == "Gut älter werden"
    assert tags_of(root["/StructTreeRoot"]) >= {"/H1", "/H2", "/Figure", "/LI"}


def tags_of(node: Any) -> set[str]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if not isinstance(node, dict):
        return set()
    children = node.get("/K", [])
    found = {str(node["/S"])} if "/S" in node else set()
    for child in children if isinstance(children, list) else [children]:
        found |= tags_of(child)
    return found


def test_it_is_printed_in_the_language_asked_for(client: PickyClient) -> None:
    asked = Question(
        code="bus", kind=QuestionKind.YES_NO, title={"de": "Fährt ein Bus?", "de-simple": "Gibt es einen Bus?"}
    )
    survey = make_survey(questionnaire=make_questionnaire(asked, languages=("de", "de-simple")))

    assert "Gibt es einen Bus?" in words_of(paper_of(client, survey, **{"in": "de-simple"}))
    assert "Fährt ein Bus?" in words_of(paper_of(client, survey, **{"in": "fr"}))


def test_answers_that_every_survey_has_are_printed_in_its_language(client: PickyClient) -> None:
    asked = Question(
        code="bus", kind=QuestionKind.YES_NO, title={"de": "Fährt ein Bus?", "tr": "Otobüs var mı?"}, asks_why=True
    )
    survey = make_survey(questionnaire=make_questionnaire(asked, languages=("de", "tr")))

    words = words_of(paper_of(client, survey, **{"in": "tr"}))

    assert all(text in words for text in ("Otobüs var mı?", "Evet", "Hayır", "Bilmiyorum", "Neden?"))
    assert "Ja" not in words.split()


def test_the_start_page_leads_to_the_paper_in_its_language(client: PickyClient) -> None:
    asked = Question(code="bus", kind=QuestionKind.YES_NO, title={"de": "Fährt ein Bus?", "tr": "Otobüs var mı?"})
    survey = make_survey(questionnaire=make_questionnaire(asked, languages=("de", "tr")))

    start = client.page(f"/umfragen/{survey.slug}?in=tr")

    (address,) = [str(a.attributes["href"]) for a in start.all("main a") if "papier.pdf" in str(a.attributes["href"])]
    assert "Otobüs var mı?" in words_of(client.get(address).data)


def test_a_language_from_right_to_left_and_signs_without_a_font_do_not_break_it(client: PickyClient) -> None:
    asked = Question(
        code="bus", kind=QuestionKind.YES_NO, title={"de": "Fährt ein Bus? \U00013000", "ar": "هل توجد حافلة؟"}
    )
    survey = make_survey(questionnaire=make_questionnaire(asked, languages=("de", "ar")))

    assert PdfReader(BytesIO(paper_of(client, survey, **{"in": "ar"}))).pages
    assert "Fährt ein Bus?" in words_of(paper_of(client, survey))


def test_what_authors_write_is_never_read_as_markup(client: PickyClient) -> None:
    asked = question("bus", QuestionKind.YES_NO, '#panic("x") *fett* $x$ `code` \\ <b>')
    survey = make_survey('#import "x"', questionnaire=make_questionnaire(asked))

    assert '1. #panic("x") *fett* $x$ `code` \\ <b>' in words_of(paper_of(client, survey))


def test_every_kind_of_question_can_be_printed(client: PickyClient) -> None:
    asked = [question(kind.value, kind) for kind in QuestionKind]
    survey = make_survey(questionnaire=make_questionnaire(*asked))

    text = words_of(paper_of(client, survey))

    assert [kind.value for kind in QuestionKind if f"Frage {kind.value}?" not in text] == []


def test_forty_questions_take_less_than_a_second(client: PickyClient) -> None:
    many = tuple(Option(f"o{n}", {"de": f"Antwort {n}"}) for n in range(8))
    asked = [question(f"q{n}", QuestionKind.SINGLE, options=many) for n in range(40)]
    survey = make_survey(questionnaire=Questionnaire(sections=(Section(title={}, questions=tuple(asked)),)))

    begun = process_time()
    first = paper_of(client, survey)
    taken = process_time() - begun

    assert taken < 1
    assert paper_of(client, survey) == first


def test_drafts_are_on_paper_for_their_authors_alone(client: PickyClient, login: Login) -> None:
    place = make_place()
    survey = make_survey(state=SurveyState.DRAFT, place=place)
    assert client.get(f"/umfragen/{survey.slug}/papier.pdf").status_code == 404
    login(Role.KUEMMERER, place)

    assert client.get(f"/arbeit/umfragen/{survey.id}/papier.pdf").mimetype == "application/pdf"
    login(Role.KUEMMERER, make_place("Woanders"))
    assert client.get(f"/arbeit/umfragen/{survey.id}/papier.pdf").status_code == 404


@pytest.fixture
def drafted(client: PickyClient, login: Login) -> Survey:
    place: Sozialraum = make_place()
    login(Role.KUEMMERER, place)
    return make_survey(state=SurveyState.DRAFT, place=place)


def test_looking_at_the_paper_is_noted_when_somebody_says_so(client: PickyClient, drafted: Survey) -> None:
    address = f"/arbeit/umfragen/{drafted.id}/papier"
    form = client.page(address).form(f"main form[action='{address}/angesehen']")
    version = drafted.version
    assert drafted.paper_seen_at is None

    page = client.follow(client.submit(form))

    assert f"Angesehen am {as_date(today())}" in page.text("main")
    assert (drafted.paper_seen_at is not None, drafted.version) == (True, version)


def test_a_draft_that_changed_meanwhile_is_to_be_looked_at_again(client: PickyClient, drafted: Survey) -> None:
    address = f"/arbeit/umfragen/{drafted.id}/papier"
    form = client.page(address).form(f"main form[action='{address}/angesehen']")
    form.values["version"] = ["77"]

    response = client.submit(form)

    assert response.status_code == 409
    assert drafted.paper_seen_at is None
