"""Word search: German, inside compounds, with facets, alike on both databases."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.kernel.db import unit_of_work
from portal.kernel.search import query_words, tokens
from portal.needs.queries.index import NEED_INDEX as INDEX


def put(*documents: tuple[int, str], facets: dict[int, set[str]] | None = None) -> None:
    with unit_of_work():
        for number, text in documents:
            INDEX.put(number, text, (facets or {}).get(number, set()))


def found(session: Session, query: str, *facets: str | frozenset[str]) -> list[int]:
    return list(session.scalars(INDEX.matching(query, facets).order_by(INDEX.seq.desc())))


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Radwege", "weg"),
        ("Radwege", "Wege"),
        ("Radwege", "radweg"),
        ("Radwege", "RAD"),
        ("Der Gehweg ist zu schmal", "Gehwege"),
        ("Kurzzeitpflegeplätze fehlen", "pflege"),
        ("Kurzzeitpflegeplätze fehlen", "Pflegeplatz"),
        ("Straßenbeleuchtung", "strasse"),
        ("Straßenbeleuchtung", "Beleuchtung"),
        ("Ärztin gesucht", "aerztin"),
        ("Café am Markt", "cafe"),
        ("Bus Linie 12", "12"),
    ],
)
def test_finds_words_as_people_mean_them(session: Session, text: str, query: str) -> None:
    put((1, text), (2, "etwas ganz anderes"))

    assert found(session, query) == [1]


def test_every_word_must_occur(session: Session) -> None:
    put((1, "Bus am Abend"), (2, "Bus am Morgen"))

    assert found(session, "bus abend") == [1]


def test_newest_first(session: Session) -> None:
    put((3, "Bus"), (1, "Bus"), (2, "Bus"))

    assert found(session, "bus") == [3, 2, 1]


def test_facets_narrow_inside_the_index(session: Session) -> None:
    put((1, "Bus"), (2, "Bus"), (3, "Bus"), facets={1: {"_pa", "_snew"}, 2: {"_pb", "_snew"}, 3: {"_pa", "_sdone"}})

    assert found(session, "bus", "_pa") == [3, 1]
    assert found(session, "bus", "_pa", "_snew") == [1]
    assert found(session, "bus", frozenset({"_pa", "_pb"}), "_snew") == [2, 1]
    assert found(session, "bus", frozenset()) == []


def test_facets_are_no_words(session: Session) -> None:
    put((1, "Bus"), facets={1: {"_snew"}})

    assert found(session, "snew") == found(session, "_snew") == []


def test_a_document_is_replaced_and_removed(session: Session) -> None:
    put((1, "Bus"))
    put((1, "Arzt"))
    assert (found(session, "bus"), found(session, "arzt")) == ([], [1])

    with unit_of_work():
        INDEX.remove(1)

    assert found(session, "arzt") == []


def test_a_query_without_words_finds_nothing(session: Session) -> None:
    put((1, "Bus"))

    assert [found(session, query) for query in ("", "   ", "!!!", "🚌", "'\"", "\x00")] == [[]] * 6


def test_little_words_alone_are_taken_at_their_word(session: Session) -> None:
    assert query_words("der die") == ["der", "die"]
    assert query_words("der Bus") == ["bus"]


def test_hits_say_for_each_stem_where_it_occurs(session: Session) -> None:
    put((1, "Bus am Abend nach Mindelheim"), (2, "Bus kaputt"), (3, "Abendbus"), facets={2: {"_pa"}})

    assert INDEX.hits(["bus", "abend", "arzt"], each=2) == {"bus": [3, 2], "abend": [3, 1], "arzt": []}
    assert INDEX.hits(["bus", "abend"], ["_pa"], each=9) == {"bus": [2], "abend": []}
    assert INDEX.hits([], each=9) == {}


def test_having_asks_for_facets_alone(session: Session) -> None:
    put((1, "Bus"), (2, "Arzt"), facets={1: {"_pa"}, 2: {"_pa", "_snew"}})

    assert list(session.scalars(select(INDEX.seq).where(INDEX.having(["_pa", "_snew"])))) == [2]
    assert list(session.scalars(select(INDEX.seq).where(INDEX.having([])))) == []


def test_tokens_are_every_ending_of_three_letters_or_more() -> None:
    assert tokens("Radwege") == {"radweg", "adweg", "dweg", "weg"}
    assert tokens("Bus") == {"bus"}
    assert tokens("") == set()
    assert max(map(len, tokens("x" * 5000))) <= 40


NASTY = st.text(alphabet=st.sampled_from(list("ab\"'*:()|&!^-+~{}[]\\/.,;%_ äßＡ🚌\x00\n")), max_size=40)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=NASTY)
def test_no_query_is_taken_for_a_command(session: Session, query: str) -> None:
    found(session, query)
    INDEX.hits(query_words(query), each=3)
