"""Identifiers, receipt codes, tokens and signatures."""

import base64
import re
import time
from collections.abc import Callable
from datetime import timedelta
from uuid import RFC_4122, UUID, uuid4

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from portal.kernel import codes
from tests.support.time import StoppedClock

pytestmark = pytest.mark.usefixtures("process_app")


def test_new_ids_are_ordered_in_time() -> None:
    first = codes.new_id()
    time.sleep(0.002)
    second = codes.new_id()

    assert first < second
    assert first.version == 7


def test_new_ids_of_one_process_are_ordered_whatever_the_clock_says(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([5_000_000_000, 5_000_000_000, 4_000_000_000, 5_000_000_001])
    monkeypatch.setattr(time, "time_ns", lambda: 1 << 60 | next(moments))

    made = [codes.new_id() for _ in range(4)]

    assert made == sorted(set(made))
    assert {(one.version, one.variant) for one in made} == {(7, RFC_4122)}


def test_a_new_id_tells_when_it_was_made() -> None:
    before = time.time_ns() // 1_000_000
    made = codes.new_id()

    assert 0 <= (made.int >> 80) - before <= 60_000


def test_a_receipt_code_can_be_read_over_the_telephone() -> None:
    code = codes.receipt_code(UUID(int=7))

    groups = code.split("-")
    assert [len(group) for group in groups] == [4, 4, 4, 4]
    assert not set("".join(groups)) & set("ILOU")


def test_a_repeated_submission_shows_the_same_code() -> None:
    key = uuid4()

    assert codes.receipt_code(key) == codes.receipt_code(key)


def test_receipt_codes_do_not_repeat() -> None:
    made = {codes.receipt_code(UUID(int=number)) for number in range(2000)}

    assert len(made) == 2000


@given(st.uuids(), st.sampled_from(["lower", "blanks", "no hyphens", "O for 0", "l for 1"]))
def test_how_a_code_is_typed_does_not_matter(key: UUID, habit: str) -> None:
    code = codes.receipt_code(key)
    typed = {
        "lower": code.lower(),
        "blanks": f"  {code.replace('-', '  ')} ",
        "no hyphens": code.replace("-", ""),
        "O for 0": code.replace("0", "o"),
        "l for 1": code.replace("1", "l"),
    }[habit]

    assert codes.normalise_code(typed) == code


@pytest.mark.parametrize(
    "typed", ["", "-", "1234", "ABCD-EFGH-JKLM-NPQR-S", "ÄBCD-EFGH-JKLM-NPQR", "\x00" * 16, "٣" * 16]
)
def test_what_is_no_code_is_told_apart(typed: str) -> None:
    assert codes.normalise_code(typed) == ""


@given(st.text())
def test_any_text_can_be_tried_as_a_code(typed: str) -> None:
    normal = codes.normalise_code(typed)

    assert normal == "" or codes.normalise_code(normal) == normal


def test_the_stored_hash_of_a_code_needs_the_secret() -> None:
    code = codes.receipt_code(uuid4())

    assert len(codes.hash_code(code)) == 32
    assert codes.hash_code(code) != codes.hash_token(code)


def test_a_signature_holds_for_its_purpose_only() -> None:
    signed = codes.sign("form", "value")

    assert codes.unsign("form", signed) == "value"
    assert codes.unsign("cursor", signed) is None


def test_a_signature_runs_out(frozen_clock: StoppedClock) -> None:
    signed = codes.sign("form", "value", valid_for=timedelta(hours=1))

    frozen_clock.forward(minutes=59)
    assert codes.unsign("form", signed) == "value"
    frozen_clock.forward(minutes=2)
    assert codes.unsign("form", signed) is None


@given(st.text(), st.integers(min_value=0), st.characters())
def test_a_changed_signature_is_refused(value: str, place: int, other: str) -> None:
    signed = codes.sign("form", value)
    place %= len(signed)
    changed = signed[:place] + other + signed[place + 1 :]

    assert codes.unsign("form", changed) is None or changed == signed


@given(st.text())
def test_any_text_can_be_tried_as_a_signature(text: str) -> None:
    assert codes.unsign("form", text) is None


def test_another_secret_makes_other_codes(make_app: Callable[..., Flask]) -> None:
    here = codes.receipt_code(UUID(int=1))

    make_app(secret_key="another-secret-0123456789-abcdefghijkl")

    assert codes.receipt_code(UUID(int=1)) != here


@pytest.mark.parametrize(
    "value", ["", "17", '["2026-03-02T08:00:00+00:00",4711]', "Über–alles ✓", "x" * 500, "\0\0", "\x80"]
)
def test_veiled_value_comes_back_for_its_purpose_only(app: Flask, value: str) -> None:
    veiled = codes.veil("cursor", value)

    assert codes.unveil("cursor", veiled) == value
    assert codes.unveil("cursors", veiled) is None
    assert codes.unsign("cursor", veiled) is None
    assert codes.veil("cursor", value) == veiled
    assert re.fullmatch(r"[A-Za-z0-9_-]+", veiled)


def test_veiled_value_can_be_neither_read_nor_changed(app: Flask) -> None:
    veiled = codes.veil("cursor", '["2026-03-02",4711]')
    raw = base64.urlsafe_b64decode(veiled + "==")

    assert len(codes.veil("cursor", "1")) == len(codes.veil("cursor", "123456789012"))
    assert b"2026" not in raw
    assert b"4711" not in raw
    for place in range(len(veiled)):
        other = "A" if veiled[place] != "A" else "B"
        assert codes.unveil("cursor", veiled[:place] + other + veiled[place + 1 :]) is None
    for made_up in ("", "A", "===", "ä", "\ud800", veiled + "A", veiled[:-1], veiled + "=", " " + veiled, "A" * 10_000):
        assert codes.unveil("cursor", made_up) is None
