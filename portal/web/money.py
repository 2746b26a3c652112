"""Amounts of money as people write them, in German and in English, and a field for them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from wtforms import StringField
from wtforms.validators import StopValidation, ValidationError

from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_, clean_text
from portal.web.i18n import _, as_number

#: Nobody in a county applies for more.
MOST_MONEY = Decimal(100_000_000)
_LONGEST = 40
_CURRENCY = re.compile(r"(?i)\s*(€|euro|eur)\s*")
_BLANKS = re.compile(r"[\s\u00a0\u202f\u2009'’]+")
_NO_CENTS = re.compile(r"[,.](?:-{1,2}|–|—)$")
_DASHES = ("-", "−", "–", "—")
_GROUPED = r"\d{1,3}(?:%s\d{3})+"

_LETTERS = N_("Das ist kein Betrag. Bitte schreiben Sie nur Ziffern, zum Beispiel 1.234,56.")
_NEGATIVE = N_("Ein Betrag kann hier nicht kleiner als null sein.")
_DECIMALS = N_("Ein Betrag hat höchstens zwei Stellen nach dem Komma, zum Beispiel 1.234,56.")
_GROUPS = N_("Die Punkte und Kommas passen nicht zusammen. Bitte schreiben Sie den Betrag so: 1.234,56.")
_ABSURD = N_("Das sind mehr als 100 Millionen Euro. Bitte prüfen Sie den Betrag.")


@dataclass(frozen=True)
class ReadMoney:
    """An amount with exactly two decimals, and whether it could have been meant otherwise."""

    amount: Decimal
    #: True for "1.234", which is read as one thousand two hundred and thirty-four, the German way.
    is_ambiguous: bool = False


def read_money(written: str) -> ReadMoney:
    """What somebody wrote: "1.234,56", "1234,56", "1234.56", "1,234.56", "1 234 €", "50,-".

    A single dot before three digits parts thousands. Raises `InvalidInput` with what to do for letters, amounts below nothing,
    more than two decimals, signs that do not fit together, and more than 100 million.
    """
    text = _CURRENCY.sub(" ", clean_text(written[: 4 * _LONGEST], lines=False)).strip()
    text = _NO_CENTS.sub("", text)
    if text.startswith(_DASHES) or (text.startswith("(") and text.endswith(")")):
        raise InvalidInput("money.negative", _NEGATIVE)
    text = _without_blanks(text.removeprefix("+").strip())
    if not text or not text.isascii() or not set(text) <= set("0123456789.,"):
        raise InvalidInput("money.letters", _LETTERS)
    if len(written) > _LONGEST and len(text) > _LONGEST // 2:
        raise InvalidInput("money.absurd", _ABSURD)
    whole, decimals, is_ambiguous = _parts(text)
    if len(decimals) > 2:
        raise InvalidInput("money.decimals", _DECIMALS)
    amount = Decimal(f"{whole or '0'}.{decimals.ljust(2, '0')}")
    if amount > MOST_MONEY:
        raise InvalidInput("money.absurd", _ABSURD)
    return ReadMoney(amount, is_ambiguous)


def as_money(amount: Decimal | None) -> str:
    """ "1.234,50 €" in German, "€1,234.50" is never guessed: the sign stands behind in every language; "" for nothing."""
    return "" if amount is None else f"{as_number(amount, 2)} €"


def _without_blanks(text: str) -> str:
    """Thousands parted by blanks put together. Raises `InvalidInput` for blanks anywhere else."""
    if not _BLANKS.search(text):
        return text
    parted = _BLANKS.sub(" ", text)
    if not re.fullmatch(_GROUPED % " " + r"(?:[.,]\d*)?", parted):
        raise InvalidInput("money.groups", _GROUPS if set(parted) <= set("0123456789., ") else _LETTERS)
    return parted.replace(" ", "")


def _parts(text: str) -> tuple[str, str, bool]:
    """Digits before and after the decimal sign, and whether the sign could mean either."""
    dots, commas = text.count("."), text.count(",")
    if not dots and not commas:
        return text, "", False
    if dots and commas:
        decimal_sign = max(".", ",", key=text.rindex)
        thousands = "," if decimal_sign == "." else "."
        whole, _sign, decimals = text.rpartition(decimal_sign)
        return _ungrouped(whole, thousands), decimals, False
    sign = "." if dots else ","
    if dots + commas > 1:
        return _ungrouped(text, sign), "", False
    whole, _sign, decimals = text.partition(sign)
    if sign == "." and len(decimals) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0"):
        return whole + decimals, "", True
    if not whole and not decimals:
        raise InvalidInput("money.letters", _LETTERS)
    return whole, decimals, False


def _ungrouped(text: str, sign: str) -> str:
    if not re.fullmatch(_GROUPED % re.escape(sign), text):
        raise InvalidInput("money.groups", _GROUPS)
    return text.replace(sign, "")


class MoneyField(StringField):
    """An amount of money. `data` is a Decimal with two decimals or None; what was typed stays as it was typed."""

    data: Any

    def __init__(self, label: str = "", validators: Sequence[Callable[..., Any]] = (), **kwargs: Any) -> None:
        super().__init__(label, [*validators], **kwargs)
        self._typed: str | None = None
        self._refused: InvalidInput | None = None
        self.is_ambiguous = False

    def process_data(self, value: Decimal | None) -> None:
        self.data = value

    def process_formdata(self, valuelist: list[Any]) -> None:
        if not valuelist:
            return
        self._typed = clean_text(str(valuelist[0])[: 4 * _LONGEST], lines=False)
        self.data = None
        if not self._typed:
            return
        try:
            read = read_money(self._typed)
        except InvalidInput as error:
            self._refused = error
        else:
            self.data, self.is_ambiguous = read.amount, read.is_ambiguous

    def pre_validate(self, form: Any) -> None:
        if self._refused is not None:
            raise StopValidation(_(self._refused.message))

    @property
    def told(self) -> str:
        """How an amount was read that could have been meant otherwise; "" for all others."""
        if not self.is_ambiguous:
            return ""
        return _("„%(typed)s“ wurde als %(amount)s gelesen.", typed=self._typed, amount=as_money(self.data))

    def _value(self) -> str:
        if self._typed is not None:
            return self._typed
        return "" if self.data is None else as_number(self.data, 2)


class MoreThanNothing:
    """An amount must be given, and be more than nothing; `message` says what is missing, in a sentence."""

    def __init__(self, message: str) -> None:
        self._source = message

    def __call__(self, form: Any, field: MoneyField) -> None:
        if not field.data:
            raise ValidationError(_(self._source))
