"""Questionnaires drawn at random, with everything a questionnaire can have."""

from typing import Any

from hypothesis import strategies as st

from portal.surveys.terms import (
    Comparison,
    Condition,
    Junction,
    Option,
    Question,
    QuestionKind,
    Questionnaire,
    Section,
    Test,
    questionnaire_from_json,
)

LANGUAGES = ("de", "de-simple", "en", "uk", "ar")
#: Words as people write them, HTML's own signs among them; runs of blanks are no words.
words = st.lists(
    st.text(alphabet="abzÄöüß&<>\"'{}=-+09 ?é漢🙂ж", min_size=1, max_size=12)
    .map(lambda text: " ".join(text.split()))
    .filter(bool),
    min_size=1,
    max_size=3,
).map("\n".join)
codes = st.from_regex(r"[A-Za-z][A-Za-z0-9_]{0,12}", fullmatch=True)
option_codes = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_+-]{0,8}", fullmatch=True).filter(lambda code: code != "other")


@st.composite
def texts(draw: st.DrawFn, languages: tuple[str, ...]) -> dict[str, str]:
    further = draw(st.lists(st.sampled_from(languages), max_size=len(languages)))
    return {language: draw(words) for language in dict.fromkeys([languages[0], *further])}


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    languages = tuple(draw(st.lists(st.sampled_from(LANGUAGES), min_size=1, max_size=3, unique=True)))
    names = draw(st.lists(codes, min_size=1, max_size=7, unique_by=lambda code: code.casefold()))
    made: list[Question] = []
    for name in names:
        made.append(draw(questions(name, languages, tuple(made))))
    cut = draw(st.integers(1, len(made)))
    parts = [made[:cut], *([made[cut:]] if made[cut:] else [])]
    sections = tuple(Section(draw(texts(languages)), tuple(part), draw(texts(languages))) for part in parts)
    # As it would be read from the database.
    return questionnaire_from_json(Questionnaire(sections, languages).to_json())


@st.composite
def questions(draw: Any, code: str, languages: tuple[str, ...], earlier: tuple[Question, ...]) -> Question:
    kind = draw(st.sampled_from(QuestionKind))
    values: dict[str, Any] = {}
    if kind.has_own_options:
        chosen = draw(st.lists(option_codes, min_size=1, max_size=5, unique_by=lambda one: one.casefold()))
        values["options"] = tuple(Option(one, draw(texts(languages))) for one in chosen)
        values["has_other"] = kind is not QuestionKind.RANKING and draw(st.booleans())
    if kind is QuestionKind.MULTIPLE:
        values["at_most"] = draw(st.none() | st.integers(1, len(values["options"])))
    if kind in (QuestionKind.SMILEYS, QuestionKind.YES_NO, QuestionKind.SCALE):
        values["asks_why"] = draw(st.booleans())
    if kind is QuestionKind.SCALE:
        values |= {
            "minimum": draw(st.sampled_from([0, 1])),
            "maximum": draw(st.integers(2, 10)),
            "low_end": draw(texts(languages)),
        }
    if kind is QuestionKind.NUMBER:
        values |= {
            "minimum": draw(st.none() | st.integers(-50, 0)),
            "maximum": draw(st.none() | st.sampled_from([0.5, 120])),
            "unit": draw(texts(languages)),
        }
    if kind.is_asked:
        values |= {
            "required": draw(st.booleans()),
            "special_category": draw(st.booleans()),
            "contribution": draw(st.booleans()),
        }
    askable = [one for one in earlier if one.kind.is_asked]
    if askable and draw(st.booleans()):
        values["show_if"] = draw(conditions(askable))
    return Question(code=code, kind=kind, title=draw(texts(languages)), hint=draw(texts(languages)), **values)


def conditions(askable: list[Question]) -> st.SearchStrategy[Condition]:
    single = st.sampled_from(askable).flatmap(comparisons)
    return st.recursive(
        single,
        lambda inner: st.builds(Junction, st.lists(inner, min_size=2, max_size=3).map(tuple), st.booleans()),
        max_leaves=5,
    )


def comparisons(question: Question) -> st.SearchStrategy[Condition]:
    """What both formats can say about a question of this kind."""
    tests = [st.just(Comparison(question.code, test)) for test in (Test.ANSWERED, Test.UNANSWERED)]
    known = sorted(question.codes | ({"other"} if question.has_other else frozenset()))
    if question.kind.is_closed and question.kind is not QuestionKind.RANKING:
        tests.append(
            st.builds(
                Comparison, st.just(question.code), st.sampled_from([Test.IS, Test.IS_NOT]), st.sampled_from(known)
            )
        )
    if question.kind in (QuestionKind.NUMBER, QuestionKind.SCALE):
        sizes = [Test.LESS, Test.AT_MOST, Test.MORE, Test.AT_LEAST]
        tests.append(
            st.builds(Comparison, st.just(question.code), st.sampled_from(sizes), st.integers(-3, 99).map(str))
        )
    return st.one_of(tests)
