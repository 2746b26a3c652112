"""What many remarks have in common, in a few of their own words."""

import pytest

from portal.pinmaps.terms.telling import common_phrase, suggested_title, telling_words

BENCHES = (
    "Hier fehlt eine Bank am Bahnhof.",
    "Eine Bank am Bahnhof wäre gut, meine Mutter kann nicht lange stehen.",
    "Am Bahnhof keine Bank und kein Schatten!",
    "Bitte eine Bank.",
    "Zug fällt oft aus, dann steht man am Bahnhof.",
)


def test_the_words_in_most_remarks_stand_first() -> None:
    found = telling_words(BENCHES)

    assert {one.word for one in found[:2]} == {"Bank", "Bahnhof"}
    assert {one.remarks for one in found[:2]} == {4}


def test_they_are_joined_as_somebody_wrote_them() -> None:
    assert common_phrase(BENCHES) == "Bank am Bahnhof"
    assert (
        common_phrase(("Licht in der Unterführung", "In der Unterführung ist kein Licht"))
        == "Licht in der Unterführung"
    )


def test_without_a_joint_they_stand_side_by_side() -> None:
    assert common_phrase(("Bordstein zu hoch, Rollstuhl kippt.", "Mit dem Rollstuhl: der Bordstein!", "Bordstein")) == (
        "Bordstein, Rollstuhl"
    )


@pytest.mark.parametrize("remarks", [(), ("",), ("und die der das",), ("...",), ("12 34",), ("ja",)])
def test_nothing_said_tells_nothing(remarks: tuple[str, ...]) -> None:
    assert common_phrase(remarks) == ""
    assert telling_words(remarks) == []


def test_a_word_that_only_one_of_many_wrote_tells_nothing() -> None:
    assert common_phrase(("Eis", "Baum", "Brunnen")) == ""


def test_the_title_says_what_and_where() -> None:
    assert suggested_title("Hier fehlt etwas", BENCHES, "Erkheim") == "Hier fehlt etwas: Bank am Bahnhof, Erkheim"
    assert suggested_title("Lieblingsort", (), "Erkheim") == "Lieblingsort, Erkheim"
    assert suggested_title("", BENCHES, "") == "Bank am Bahnhof"
    assert len(suggested_title("x" * 60, ("y" * 5_000, "y" * 5_000), "z" * 80)) == 120


def test_many_long_remarks_take_no_time() -> None:
    assert common_phrase(("Bank am Bahnhof " * 60,) * 500) == "Bank am Bahnhof"
