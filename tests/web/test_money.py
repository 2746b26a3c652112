"""Amounts as people write them."""

from decimal import Decimal

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from portal.kernel.db import db
from portal.kernel.errors import InvalidInput
from portal.kernel.money import Money
from portal.web.forms import Form
from portal.web.money import MOST_MONEY, MoneyField, as_money, read_money


class AmountForm(Form):
    amount = MoneyField("Betrag")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1.234,56", "1234.56"),
        ("1234,56", "1234.56"),
        ("1234.56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1 234 €", "1234.00"),
        ("1 234,5", "1234.50"),
        ("1'234.56", "1234.56"),
        ("€ 12", "12.00"),
        ("12 EUR", "12.00"),
        ("12 Euro", "12.00"),
        ("50,-", "50.00"),
        ("50,--", "50.00"),
        ("50,–", "50.00"),
        ("0", "0.00"),
        ("0,5", "0.50"),
        (",5", "0.50"),
        ("5,", "5.00"),
        ("007", "7.00"),
        ("+5", "5.00"),
        ("1.234.567", "1234567.00"),
        ("1,234,567", "1234567.00"),
        ("1.234.567,89", "1234567.89"),
        ("100000000", "100000000.00"),
        ("1.5", "1.50"),
    ],
)
def test_german_and_english_amounts_are_read(written: str, expected: str) -> None:
    read = read_money(written)

    assert (read.amount, read.is_ambiguous) == (Decimal(expected), False)
    assert read.amount.as_tuple().exponent == -2


@pytest.mark.parametrize(("written", "expected"), [("1.234", "1234"), ("12.345", "12345"), ("123.456 €", "123456")])
def test_a_dot_before_three_digits_parts_thousands_and_says_so(written: str, expected: str) -> None:
    read = read_money(written)

    assert (read.amount, read.is_ambiguous) == (Decimal(expected), True)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("-5", "money.negative"),
        ("−5", "money.negative"),
        ("(5)", "money.negative"),
        ("abc", "money.letters"),
        ("12a", "money.letters"),
        ("1e9", "money.letters"),
        ("NaN", "money.letters"),
        ("Infinity", "money.letters"),
        ("٣٤", "money.letters"),
        ("", "money.letters"),
        (",", "money.letters"),
        ("1,234", "money.decimals"),
        ("1,2345", "money.decimals"),
        ("0.123", "money.decimals"),
        ("1234.567", "money.decimals"),
        ("1.23.45", "money.groups"),
        ("1,23,456", "money.groups"),
        ("1.23,45.6", "money.groups"),
        ("12 34", "money.groups"),
        ("100000001", "money.absurd"),
        ("9" * 39, "money.absurd"),
        ("9" * 100_000, "money.absurd"),
    ],
)
def test_what_is_no_amount_is_refused_with_its_reason(written: str, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_money(written)

    assert refused.value.code == code


@given(st.text(max_size=60))
def test_anything_typed_is_read_or_refused(written: str) -> None:
    try:
        read = read_money(written)
    except InvalidInput:
        return
    assert 0 <= read.amount <= MOST_MONEY


@given(st.integers(0, 10_000_000_000).map(lambda cents: Decimal(cents) / 100))
def test_what_is_shown_is_read_back(amount: Decimal) -> None:
    shown = f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))

    assert read_money(shown).amount == amount
    assert read_money(f"{amount:,.2f} €").amount == amount


def test_the_field_keeps_what_was_typed(app: Flask) -> None:
    with app.test_request_context(method="POST"):
        form = AmountForm(formdata=MultiDict({"amount": "zwölf"}))

        assert not form.validate()
        assert form.amount.data is None
        assert 'value="zwölf"' in str(form.amount())
        assert len(form.amount.errors) == 1


def test_the_field_says_how_it_read_an_ambiguous_amount(app: Flask) -> None:
    with app.test_request_context(method="POST"):
        form = AmountForm(formdata=MultiDict({"amount": "1.234"}))

        assert form.validate()
        assert form.amount.told == "„1.234“ wurde als 1.234,00 € gelesen."
        assert AmountForm(formdata=None, data={"amount": Decimal("1234.5")}).amount._value() == "1.234,50"
        assert as_money(None) == ""


def test_the_database_takes_whole_cents_alone(app: Flask) -> None:
    column = Money()
    dialect = db.engine.dialect

    stored = column.process_bind_param(Decimal("80000.07"), dialect)
    assert column.process_result_value(stored, dialect) == Decimal("80000.07")
    assert column.process_bind_param(None, dialect) is None
    with pytest.raises(ValueError, match="whole cents"):
        column.process_bind_param(Decimal("0.001"), dialect)
