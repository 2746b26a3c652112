"""Texts that nobody reads who has only the database: sealed with a key that lies outside of it.

AES-256-GCM with a random nonce. A sealed text is bound to the cell it belongs to: moved to another row or column it does not open.
What it looks like: one byte for the form, four that say which key, twelve of nonce, then the cipher text. The text is filled up
to a multiple of `BLOCK` bytes before, so that its length tells little.
"""

import hmac
import secrets
from functools import lru_cache
from typing import TYPE_CHECKING, Any, overload

from portal.kernel.errors import DomainError, Unavailable
from portal.kernel.runtime import settings
from portal.kernel.text import N_

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

#: The kinds of rows that hold sealed texts, whichever room they are of: a change of the key has to reach them all.
KINDS: list[type[Any]] = []
BLOCK = 64
_FORM = b"\x01"
_MARK, _NONCE = 4, 12
_HEAD = len(_FORM) + _MARK


class KeyMissing(Unavailable):
    """No key is set: nothing can be sealed or opened."""

    code = "sealing.no-key"
    message = N_("Der Schlüssel für vertrauliche Inhalte fehlt. Bitte wenden Sie sich an die Verwaltung des Portals.")


class SealBroken(DomainError):
    """None of the keys opens this: it was sealed with one that is gone, moved to another place, or changed."""

    code = "sealing.broken"
    message = N_("Dieser Inhalt lässt sich mit dem vorhandenen Schlüssel nicht öffnen.")


class Sealed:
    """A text of a row that stands in its column `<name>_sealed`. The row needs its id before it is written.

    Reading raises `KeyMissing` or `SealBroken`.
    """

    def __set_name__(self, owner: type[Any], name: str) -> None:
        self._name, self._column = name, f"{name}_sealed"
        if owner not in KINDS:
            KINDS.append(owner)

    @overload
    def __get__(self, row: None, owner: type[Any]) -> "Sealed": ...
    @overload
    def __get__(self, row: object, owner: type[Any]) -> str: ...
    def __get__(self, row: Any, owner: type[Any]) -> "Sealed | str":
        if row is None:
            return self
        return unseal(getattr(row, self._column), bound_to=self._cell(row))

    def __set__(self, row: Any, text: str) -> None:
        setattr(row, self._column, seal(text, bound_to=self._cell(row)))

    def _cell(self, row: Any) -> str:
        return cell(row.__tablename__, self._column, row.id)


def cell(table: str, column: str, row_id: object) -> str:
    """The name of one cell of the database, to bind a sealed text to."""
    return f"{table}.{column}:{row_id}"


def ensure_key() -> None:
    """Raises `KeyMissing` when nothing could be sealed."""
    if not settings().case_keys:
        raise KeyMissing


def seal(text: str, *, bound_to: str) -> bytes:
    """Seal a text with the first key. Raises `KeyMissing`."""
    ensure_key()
    key = settings().case_keys[0]
    nonce = secrets.token_bytes(_NONCE)
    return _FORM + _mark(key) + nonce + _cipher(key).encrypt(nonce, _filled(text.encode()), bound_to.encode())


def unseal(sealed: bytes, *, bound_to: str) -> str:
    """Open what was sealed for this cell, with whichever key it was. Raises `KeyMissing` and `SealBroken`."""
    from cryptography.exceptions import InvalidTag

    ensure_key()
    found = bytes(sealed)
    nonce, body = found[_HEAD : _HEAD + _NONCE], found[_HEAD + _NONCE :]
    for key in settings().case_keys:
        if found[:_HEAD] == _FORM + _mark(key):
            try:
                return _cipher(key).decrypt(nonce, body, bound_to.encode()).rstrip(b"\0")[:-1].decode()
            except (InvalidTag, ValueError):
                break
    raise SealBroken


def is_current(sealed: bytes) -> bool:
    """Whether it was sealed with the key that seals now. Raises `KeyMissing`."""
    ensure_key()
    return bytes(sealed)[:_HEAD] == _FORM + _mark(settings().case_keys[0])


def _filled(text: bytes) -> bytes:
    """The text, one byte that ends it, and zeros up to a whole number of blocks."""
    ended = text + b"\x80"
    return ended + bytes(-len(ended) % BLOCK)


@lru_cache(maxsize=16)
def _mark(key: bytes) -> bytes:
    return hmac.digest(key, b"miteinander: mark of a case key", "sha256")[:_MARK]


@lru_cache(maxsize=16)
def _cipher(key: bytes) -> "AESGCM":
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(hmac.digest(key, b"miteinander: case key", "sha256"))
