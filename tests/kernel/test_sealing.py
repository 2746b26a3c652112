"""Texts that nobody reads without the key."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from flask import Flask

from portal.kernel import sealing
from portal.kernel.sealing import BLOCK, KeyMissing, SealBroken, is_current, seal, unseal

OLD = "alter-schluessel-0123456789-abcdefghijkl"
NEW = "neuer-schluessel-0123456789-abcdefghijkl"
CELL = sealing.cell("case_file", "name_sealed", uuid4())
Maker = Callable[..., Flask]


@pytest.mark.parametrize("text", ["", "Rosa Huber", "Zäh 🌲 ẞ", "x\0\0", "\x80", "x" * 5000, "x" * BLOCK])
def test_what_was_sealed_opens_again(app: Flask, text: str) -> None:
    assert unseal(seal(text, bound_to=CELL), bound_to=CELL) == text


def test_the_same_text_looks_different_each_time(app: Flask) -> None:
    assert len({seal("Rosa Huber", bound_to=CELL) for _ in range(100)}) == 100


def test_a_short_text_and_a_shorter_one_have_the_same_length(app: Flask) -> None:
    assert {len(seal(text, bound_to=CELL)) for text in ("", "Ja", "Nein", "x" * (BLOCK - 1))} == {
        1 + 4 + 12 + BLOCK + 16
    }


@pytest.mark.parametrize(
    "cell",
    [
        sealing.cell("case_file", "name_sealed", uuid4()),
        CELL.replace("name", "contact"),
        CELL.replace("case_file", "case_entry"),
    ],
)
def test_it_opens_in_no_other_cell(app: Flask, cell: str) -> None:
    sealed = seal("Rosa Huber", bound_to=CELL)

    with pytest.raises(SealBroken):
        unseal(sealed, bound_to=cell)


def test_one_changed_byte_anywhere_breaks_it(app: Flask) -> None:
    sealed = seal("Rosa Huber", bound_to=CELL)

    for place in range(len(sealed)):
        changed = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        with pytest.raises(SealBroken):
            unseal(changed, bound_to=CELL)
    with pytest.raises(SealBroken):
        unseal(b"", bound_to=CELL)


def test_a_second_key_still_opens_and_the_first_one_seals(make_app: Maker) -> None:
    make_app(case_key=OLD)
    before = seal("Rosa Huber", bound_to=CELL)
    make_app(case_key=f"{NEW},{OLD}")

    assert unseal(before, bound_to=CELL) == "Rosa Huber"
    assert not is_current(before)
    assert is_current(seal("Rosa Huber", bound_to=CELL))
    make_app(case_key=NEW)
    with pytest.raises(SealBroken):
        unseal(before, bound_to=CELL)


def test_without_a_key_nothing_is_sealed(make_app: Maker) -> None:
    make_app(environment="production", base_url="https://portal.example.org", mail_mode="smtp", smtp_host="localhost")

    with pytest.raises(KeyMissing):
        seal("Rosa Huber", bound_to=CELL)
    with pytest.raises(KeyMissing):
        unseal(b"", bound_to=CELL)
