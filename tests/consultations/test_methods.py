"""What is said about each method, and which one is suggested for what."""

import pytest

from portal.consultations.terms.methods import METHODS, Goal, Method, TimeFrame, method
from portal.consultations.terms.methods.suggesting import Intention, Misfit, suggestions

every_method = pytest.mark.parametrize("one", METHODS, ids=lambda one: one.slug)

#: Addresses that checklists and letters point to.
SLUGS = {
    "zukunftswerkstatt",
    "nadelmethode",
    "runder-tisch",
    "ortsbegehung",
    "aktivierende-befragung",
    "world-cafe",
    "dorfgespraech",
    "erzaehlcafe",
    "stakeholderanalyse",
    "swot-analyse",
    "open-space",
    "buergerrat-light",
    "kinder-und-jugendbeteiligung",
    "seniorenbefragung",
}


def texts_of(one: Method) -> list[str]:
    steps = [text for step in one.steps for text in (step.title, step.text)]
    goals = [reason for _goal, reason in one.goals]
    inclusion = [one.inclusion.hearing, one.inclusion.seeing, one.inclusion.walking, one.inclusion.language]
    single = [one.title, one.summary, one.purpose, one.duration, one.preparation, one.outcome, one.to_needs]
    return [*single, *goals, *one.material, *steps, *one.pitfalls, *inclusion, *one.reading]


def names(wanted: Intention) -> list[str]:
    return [one.method.slug for one in suggestions(wanted, METHODS)]


def test_the_fourteen_addresses_stand_and_each_is_found() -> None:
    assert sorted(one.slug for one in METHODS) == sorted(SLUGS)
    assert [method(one.slug) for one in METHODS] == list(METHODS)
    assert method("gibt-es-nicht") is None


@every_method
def test_each_method_is_written_down_completely(one: Method) -> None:
    assert [text for text in texts_of(one) if not text or text != text.strip()] == []
    assert 6 <= len(one.steps) <= 9
    assert 3 <= len(one.pitfalls) <= 5
    assert len(one.material) >= 4
    assert one.reading
    assert one.frames
    assert 1 < one.least < (one.most or 10**6)


@every_method
def test_each_method_names_three_different_goals_with_a_reason_in_a_sentence(one: Method) -> None:
    assert len({goal for goal, _reason in one.goals}) == len(one.goals) == 3
    assert [reason for _goal, reason in one.goals if not reason.endswith(".")] == []


@every_method
def test_no_text_is_said_twice_within_a_method(one: Method) -> None:
    texts = texts_of(one)

    assert [text for text in set(texts) if texts.count(text) > 1] == []


@pytest.mark.parametrize("goal", Goal)
def test_every_goal_has_a_method_that_is_first_of_all_for_it(goal: Goal) -> None:
    best = suggestions(Intention(goal=goal), METHODS)[0].method

    assert best.goals[0][0] is goal


@pytest.mark.parametrize("time", TimeFrame)
def test_every_time_has_several_methods(time: TimeFrame) -> None:
    assert len(names(Intention(time=time))) >= 4


@pytest.mark.parametrize(
    ("wanted", "first", "number"),
    [
        (Intention(goal=Goal.IDEAS, people=25, time=TimeFrame.EVENING), "zukunftswerkstatt", 6),
        (Intention(goal=Goal.IDEAS, people=150, time=TimeFrame.DAY), "open-space", 1),
        (Intention(goal=Goal.IDEAS, people=30, time=TimeFrame.DAY), "zukunftswerkstatt", 3),
        (Intention(goal=Goal.PLACES, people=8, time=TimeFrame.SHORT), "ortsbegehung", 1),
        (Intention(goal=Goal.PLACES, people=400, time=TimeFrame.WEEKS), "nadelmethode", 1),
        (Intention(goal=Goal.AGREE, people=12, time=TimeFrame.SHORT), "runder-tisch", 1),
        (Intention(goal=Goal.AGREE, people=4), "stakeholderanalyse", 1),
        (Intention(goal=Goal.ACTIVATE, people=120, time=TimeFrame.WEEKS), "aktivierende-befragung", 2),
        (Intention(goal=Goal.NEEDS, people=3_000), "seniorenbefragung", 2),
        (Intention(goal=Goal.NEEDS, people=12, time=TimeFrame.DAY), "kinder-und-jugendbeteiligung", 2),
        (Intention(goal=Goal.TALK, people=12, time=TimeFrame.SHORT), "erzaehlcafe", 3),
        (Intention(goal=Goal.TALK, people=60, time=TimeFrame.WEEKS), "dorfgespraech", 2),
        (Intention(goal=Goal.TALK, people=120, time=TimeFrame.SHORT), "world-cafe", 1),
        (Intention(goal=Goal.ADVISE, people=15, time=TimeFrame.DAY), "buergerrat-light", 1),
        (Intention(goal=Goal.ASSESS, people=5, time=TimeFrame.SHORT), "stakeholderanalyse", 3),
        (Intention(goal=Goal.ASSESS, people=20, time=TimeFrame.EVENING), "swot-analyse", 1),
        (Intention(people=2), "stakeholderanalyse", 1),
        (Intention(people=10_000), "seniorenbefragung", 2),
    ],
)
def test_what_is_suggested_for_what(wanted: Intention, first: str, number: int) -> None:
    found = suggestions(wanted, METHODS)

    assert (found[0].method.slug, len(found)) == (first, number), names(wanted)
    assert [one.misfits for one in found if one.misfits] == []


def test_the_reason_is_that_of_the_goal_and_otherwise_what_the_method_is() -> None:
    with_goal = suggestions(Intention(goal=Goal.TALK, people=12, time=TimeFrame.SHORT), METHODS)[0]
    without = suggestions(Intention(people=2), METHODS)[0]

    assert with_goal.reason == "Wer eine Lebensgeschichte gehört hat, urteilt danach vorsichtiger."
    assert without.reason == without.method.summary


@pytest.mark.parametrize(
    ("wanted", "nearest", "misfits"),
    [
        (Intention(goal=Goal.PLACES, people=1), "ortsbegehung", (Misfit.TOO_FEW,)),
        (Intention(goal=Goal.AGREE, people=500), "open-space", (Misfit.TOO_MANY,)),
        (Intention(goal=Goal.ADVISE, people=20, time=TimeFrame.EVENING), "swot-analyse", ()),
        (Intention(goal=Goal.ADVISE, people=3, time=TimeFrame.WEEKS), "stakeholderanalyse", (Misfit.TIME,)),
        (Intention(goal=Goal.IDEAS, people=1, time=TimeFrame.SHORT), "swot-analyse", (Misfit.TOO_FEW,)),
    ],
)
def test_when_nothing_fits_the_nearest_is_named_with_what_does_not_fit(
    wanted: Intention, nearest: str, misfits: tuple[Misfit, ...]
) -> None:
    found = suggestions(wanted, METHODS)

    assert (found[0].method.slug, found[0].misfits) == (nearest, misfits), names(wanted)
    if misfits:
        assert len(found) == 3
        assert [len(one.misfits) for one in found] == sorted(len(one.misfits) for one in found)


def test_no_question_leaves_anybody_without_a_method() -> None:
    for goal in (None, *Goal):
        for time in (None, *TimeFrame):
            for people in (None, 1, 7, 40, 99_999):
                assert suggestions(Intention(goal=goal, people=people, time=time), METHODS)
