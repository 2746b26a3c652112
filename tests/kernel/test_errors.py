"""What the domain refuses, and how it says so."""

import inspect

import pytest

from portal.kernel import errors
from portal.kernel.errors import Conflict, DomainError, InvalidInput, TooMany

KINDS = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, DomainError)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_code_and_a_german_sentence(kind: type[DomainError]) -> None:
    error = kind()

    assert error.code
    assert str(error).endswith(".")


def test_codes_of_the_kinds_differ() -> None:
    refusals = [kind.code for kind in KINDS if kind is not DomainError]

    assert len(set(refusals)) == len(refusals)


def test_a_sentence_is_filled_with_its_values() -> None:
    error = InvalidInput("notes.too-long", "Höchstens %(most)s Zeichen.", field="text", most=50)

    assert (error.code, error.field, str(error)) == ("notes.too-long", "text", "Höchstens 50 Zeichen.")


def test_values_without_a_place_do_no_harm() -> None:
    assert str(Conflict(other="100 %")) == Conflict.message


def test_too_many_says_when_to_come_back() -> None:
    assert TooMany(retry_after=90).retry_after == 90
