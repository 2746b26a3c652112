"""Sentences of the domain in the reader's language, with amounts and days as people write them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from portal.web.i18n import _, as_date, as_number
from portal.web.money import as_money


class Told(Protocol):
    """A finding of a check, or a reason of a light."""

    @property
    def message(self) -> str: ...
    @property
    def params(self) -> Mapping[str, Any]: ...


def told(one: Told) -> str:
    """The sentence."""
    return _(one.message, **{name: _word(name, value) for name, value in one.params.items()})


def _word(name: str, value: Any) -> str:
    if isinstance(value, date):
        return as_date(value, "medium")
    if isinstance(value, Decimal):
        return as_number(value) if name == "percent" else as_money(value)
    return str(value)
