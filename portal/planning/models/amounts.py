"""Numbers with decimals in the database, exactly: thousandths, never a float."""

from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Dialect, Numeric
from sqlalchemy.types import TypeDecorator, TypeEngine

_THOUSANDTH = Decimal("0.001")


class Amount(TypeDecorator[Decimal]):
    """A number with at most three decimals: NUMERIC(16, 3), and whole thousandths on SQLite, which knows no decimals.

    What comes out has no trailing zeros. Raises ValueError for a number that is finer: nothing is rounded on the way in.
    """

    impl = Numeric(16, 3)
    cache_ok = True

    @property
    def python_type(self) -> type[Decimal]:
        return Decimal

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(BigInteger() if dialect.name == "sqlite" else Numeric(16, 3))

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        exact = Decimal(value)
        if exact != exact.quantize(_THOUSANDTH):
            raise ValueError("a number has at most three decimals")
        return int(exact * 1000) if dialect.name == "sqlite" else exact

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        if value is None:
            return None
        number = Decimal(value) / 1000 if dialect.name == "sqlite" else Decimal(value)
        return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()
