"""Amounts of money in the database: whole cents, never a float."""

from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Dialect, Numeric
from sqlalchemy.types import TypeDecorator, TypeEngine

CENT = Decimal("0.01")
#: The largest amount a column holds.
MOST = Decimal("9999999999.99")


class Money(TypeDecorator[Decimal]):
    """Euro with two decimals: NUMERIC(12, 2), and a whole number of cents on SQLite, which knows no decimals.

    Raises ValueError for an amount that has parts of a cent: nothing is rounded on the way into the database.
    """

    impl = Numeric(12, 2)
    cache_ok = True

    @property
    def python_type(self) -> type[Decimal]:
        return Decimal

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(BigInteger() if dialect.name == "sqlite" else Numeric(12, 2))

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        exact = Decimal(value)
        if exact != exact.quantize(CENT):
            raise ValueError("an amount has whole cents")
        return int(exact * 100) if dialect.name == "sqlite" else exact

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        if value is None:
            return None
        amount = Decimal(value) / 100 if dialect.name == "sqlite" else Decimal(value)
        return amount.quantize(CENT)
