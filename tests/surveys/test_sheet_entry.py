"""What a typist types, read as the answer on the sheet, and shown again as it was typed."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kernel.errors import InvalidInput
from portal.surveys.terms import Answer, Question, QuestionKind
from portal.surveys.terms.paper import declined_key, printed_options
from portal.surveys.terms.sheets import Typed, as_typed, read_typed
from tests.factories.surveys import options, question

HERE = uuid4()
TWELVE = options(**{f"o{n}": f"Antwort {n}" for n in range(1, 13)})
YES_NO = question("q", QuestionKind.YES_NO)
SINGLE = question("q", QuestionKind.SINGLE, options=options(a="A", b="B", c="C"), has_other=True)
MULTIPLE = question("q", QuestionKind.MULTIPLE, options=options(a="A", b="B", c="C"), has_other=True, at_most=2)
LONG_LIST = question("q", QuestionKind.MULTIPLE, options=TWELVE)
FROM_ZERO = question("q", QuestionKind.SCALE, minimum=0, maximum=10)
FROM_ONE = question("q", QuestionKind.SCALE, minimum=1, maximum=5)
SMILEYS = question("q", QuestionKind.SMILEYS, asks_why=True)
RANKING = question("q", QuestionKind.RANKING, options=options(a="A", b="B", c="C", d="D"))
NUMBER = question("q", QuestionKind.NUMBER, minimum=0, maximum=120)
DATE = question("q", QuestionKind.DATE)
PLACE = question("q", QuestionKind.PLACE)
TEXT = question("q", QuestionKind.LONG_TEXT)
REQUIRED = question("q", QuestionKind.YES_NO, required=True)


def find(typed: str) -> UUID | None:
    return HERE if typed == "Markt Rettenbach" else None


def read(asked: Question, value: str, words: str = "") -> Answer:
    return read_typed(asked, 4, Typed(value, words), find_place=find)


def chosen(*codes: str, text: str = "") -> Answer:
    return Answer(chosen=codes, text=text)


@pytest.mark.parametrize(
    ("asked", "value", "words", "answer"),
    [
        (YES_NO, "1", "", chosen("yes")),
        (YES_NO, " 2 ", "", chosen("no")),
        (YES_NO, "0", "", Answer(declined=True)),
        (YES_NO, "-", "", Answer(declined=True)),
        (YES_NO, "", "", Answer()),
        (REQUIRED, "", "", Answer()),
        (SINGLE, "4", "Enkelin", chosen("other", text="Enkelin")),
        (MULTIPLE, "31", "", chosen("a", "c")),
        (MULTIPLE, "1, 3", "", chosen("a", "c")),
        (MULTIPLE, "0", "", Answer(declined=True)),
        (LONG_LIST, "12", "", chosen("o12")),
        (LONG_LIST, "1 2 12", "", chosen("o1", "o2", "o12")),
        (FROM_ZERO, "0", "", chosen("0")),
        (FROM_ZERO, "10", "", chosen("10")),
        (FROM_ZERO, "-", "", Answer(declined=True)),
        (FROM_ONE, "0", "", Answer(declined=True)),
        (SMILEYS, "1", "Der Bus fährt.", chosen("5", text="Der Bus fährt.")),
        (RANKING, "3012", "", chosen("c", "d", "a")),
        (RANKING, "0 0 0 1", "", chosen("d")),
        (NUMBER, "0", "", Answer(number=0)),
        (NUMBER, "3,5", "", Answer(number=3.5)),
        (DATE, "24.12.2026", "", Answer(on=date(2026, 12, 24))),
        (DATE, "241226", "", Answer(on=date(2026, 12, 24))),
        (DATE, "24122026", "", Answer(on=date(2026, 12, 24))),
        (PLACE, "Markt Rettenbach", "", Answer(place=HERE)),
        (TEXT, "Der Bus.", "", Answer(text="Der Bus.")),
        (TEXT, "-", "", Answer(declined=True)),
    ],
)
def test_what_is_typed_is_read(asked: Question, value: str, words: str, answer: Answer) -> None:
    assert read(asked, value, words) == answer


@pytest.mark.parametrize(
    ("asked", "value", "words", "message"),
    [
        (SINGLE, "7", "", "Bei Frage 4 gibt es keine 7."),
        (SINGLE, "12", "", "Bei Frage 4 gilt nur eine Antwort. Sind zwei angekreuzt, tippen Sie 0."),
        (SINGLE, "1 2", "", "Bei Frage 4 gilt nur eine Antwort. Sind zwei angekreuzt, tippen Sie 0."),
        (SINGLE, "1", "Enkelin", "Bei Frage 4 stehen Worte, aber „Sonstiges“ ist nicht angekreuzt."),
        (SINGLE, "", "Enkelin", "Bei Frage 4 stehen Worte, aber es ist nichts angekreuzt."),
        (SINGLE, "ja", "", "Bei Frage 4 tippen Sie bitte die Nummern, die neben den Kästchen stehen."),
        (SINGLE, "²", "", "Bei Frage 4 tippen Sie bitte die Nummern, die neben den Kästchen stehen."),
        (SINGLE, "9" * 5000, "", "Bei Frage 4 tippen Sie bitte die Nummern, die neben den Kästchen stehen."),
        (MULTIPLE, "123", "", "Bei Frage 4 sind höchstens 2 Antworten vorgesehen. Sind es mehr, tippen Sie 0."),
        (MULTIPLE, "16", "", "Bei Frage 4 gibt es keine 6."),
        (MULTIPLE, "10", "", "Bei Frage 4 steht „keine Angabe“ neben anderen Antworten. Bitte tippen Sie, was gilt."),
        (FROM_ZERO, "11", "", "Bei Frage 4 gibt es keine 11."),
        (RANKING, "1123", "", "Bei Frage 4 steht die 1 zweimal. Ist das auf dem Bogen so, tippen Sie -."),
        (
            RANKING,
            "12345",
            "",
            "Bei Frage 4 gibt es nur 4 Zeilen. Bitte tippen Sie für jede Zeile eine Zahl, 0 für keine.",
        ),
        (NUMBER, "viele", "", "Bei Frage 4 tippen Sie bitte eine Zahl, zum Beispiel 12 oder 3,5."),
        (NUMBER, "nan", "", "Das ist keine Zahl. Bitte schreiben Sie zum Beispiel 12 oder 3,5."),
        (NUMBER, "200", "", "Der größte mögliche Wert ist 120."),
        (DATE, "31.02.2026", "", "Bei Frage 4 tippen Sie bitte ein Datum, zum Beispiel 24.12.2026 oder 24122026."),
        (
            PLACE,
            "Nirgendheim",
            "",
            "Bei Frage 4: Den Ort „Nirgendheim“ gibt es in unserer Liste nicht. Ist er unleserlich, tippen Sie -.",
        ),
    ],
)
def test_what_cannot_be_read_is_said_with_the_number_on_the_sheet(
    asked: Question, value: str, words: str, message: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        read(asked, value, words)

    assert (str(caught.value), caught.value.field) == (message, "q")


@given(st.sampled_from([YES_NO, SINGLE, MULTIPLE, LONG_LIST, FROM_ZERO, SMILEYS, RANKING]), st.data())
def test_an_answer_shown_as_typed_is_read_as_the_same_answer(asked: Question, data: Any) -> None:
    codes = [option.code for option in printed_options(asked)]
    most = 1 if asked.kind.is_choice else asked.at_most or len(codes)
    picked = data.draw(st.lists(st.sampled_from(codes), min_size=1, max_size=most, unique=True))
    if asked.kind is QuestionKind.MULTIPLE:
        picked.sort(key=codes.index)
    answer = Answer(chosen=tuple(picked))

    typed = as_typed(asked, answer)

    assert read(asked, typed.value, typed.words) == answer


@given(st.text(max_size=40), st.text(max_size=40))
def test_nothing_typed_breaks_the_reading(value: str, words: str) -> None:
    for asked in (YES_NO, SINGLE, MULTIPLE, LONG_LIST, FROM_ZERO, SMILEYS, RANKING, NUMBER, DATE, PLACE, TEXT):
        try:
            said: Answer | str = read(asked, value, words)
        except InvalidInput as error:
            said = str(error.field)
        assert said == "q" or (isinstance(said, Answer) and (said.is_passed_over or said.declined or said.is_given))


def test_zero_declines_wherever_it_is_no_answer_of_its_own() -> None:
    assert [declined_key(asked) for asked in (YES_NO, MULTIPLE, SMILEYS, FROM_ONE)] == ["0"] * 4
    assert [declined_key(asked) for asked in (FROM_ZERO, NUMBER, TEXT, RANKING, PLACE)] == ["-"] * 5
