"""Identifiers, receipt codes, tokens and signatures."""

import base64
import hashlib
import hmac
import os
import secrets
import threading
import time
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID

from portal.kernel import clock
from portal.kernel.runtime import settings

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV

#: Crockford's alphabet: no I, L, O, U, so a code can be read over the telephone.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_FORGIVEN = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
CODE_LENGTH = 16
_GROUP = 4
#: What is veiled ends with this, then come zeros up to a whole number of blocks.
_END, _BLOCK = b"\x80", 16

_ticks_lock = threading.Lock()
_last_ticks = 0


def new_id() -> UUID:
    """A time-ordered identifier (RFC 9562, version 7): neighbours in time are neighbours in an index.

    Within one process each identifier is greater than the one before it, also when the clock stands still or is set back; the
    twelve bits after the version are a fraction of the millisecond (RFC 9562, section 6.2, method 3). Between processes the
    order holds to about a millisecond. Take `uuid4` instead wherever the order of rows could identify a person.
    """
    ticks = _next_ticks()
    number = ticks >> 12 << 80 | 0x7 << 76 | (ticks & 0xFFF) << 64 | 0x2 << 62 | int.from_bytes(os.urandom(8)) >> 2
    return UUID(int=number)


def _next_ticks() -> int:
    """Time in 1/4096 of a millisecond, later than what was given out last."""
    global _last_ticks
    with _ticks_lock:
        _last_ticks = max(_last_ticks + 1, (time.time_ns() << 12) // 1_000_000)
        return _last_ticks


def receipt_code(submission_key: UUID) -> str:
    """The Rückmelde-Code of a submission, for example `7KQ2-M9XA-44TD-0WPR`.

    80 bits derived from the submission key with this installation's secret: a repeated sending shows the same code, and the
    code itself is stored nowhere.
    """
    raw = _mac("receipt", submission_key.bytes)[:10]
    number = int.from_bytes(raw)
    letters = [ALPHABET[number >> shift & 31] for shift in range(75, -1, -5)]
    return "-".join("".join(letters[i : i + _GROUP]) for i in range(0, CODE_LENGTH, _GROUP))


def normalise_code(text: str) -> str:
    """What a person typed, as the code was printed: case, blanks, hyphens and look-alike letters are forgiven.

    Returns "" when it cannot be a code.
    """
    letters = "".join(c for c in text.upper() if c.isascii() and c.isalnum()).translate(_FORGIVEN)
    if len(letters) != CODE_LENGTH or any(c not in ALPHABET for c in letters):
        return ""
    return "-".join(letters[i : i + _GROUP] for i in range(0, CODE_LENGTH, _GROUP))


def hash_code(code: str) -> bytes:
    """What the table stores instead of a receipt code: 32 bytes, useless without this installation's secret."""
    return _mac("receipt-hash", code.encode())


def new_token() -> str:
    """256 random bits for links, sessions and API keys."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> bytes:
    """What the table stores instead of a token (256 random bits need no slow hash)."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def sign(purpose: str, value: str, *, valid_for: timedelta | None = None) -> str:
    """`value` with a signature that only holds for `purpose`, and only for a time when `valid_for` is given."""
    until = int((clock.now() + valid_for).timestamp()) if valid_for else 0
    body = f"{until:x}.{value}"
    return f"{body}.{_short(_mac('sign:' + purpose, body.encode('utf-8', 'surrogatepass')))}"


def unsign(purpose: str, signed: str) -> str | None:
    """The value of `sign`, or None when it was made up, changed, meant for something else or has expired."""
    body, _, mark = signed.rpartition(".")
    good = _short(_mac("sign:" + purpose, body.encode("utf-8", "surrogatepass")))
    if not hmac.compare_digest(good.encode(), mark.encode("utf-8", "surrogatepass")):
        return None
    until, _, value = body.partition(".")
    if int(until, 16) and clock.now().timestamp() > int(until, 16):
        return None
    return value


def veil(purpose: str, value: str) -> str:
    """`value` so that nobody outside can read or change it, for `purpose` only. The same value looks the same each time.

    AES-SIV (RFC 5297): enciphered and authenticated at once, without a nonce that could come twice. It is filled up to a multiple
    of `_BLOCK` bytes before, so that the length of a number does not tell how large it is.
    """
    ended = value.encode("utf-8", "surrogatepass") + _END
    return _plain(_siv(settings().secret, purpose).encrypt(ended + bytes(-len(ended) % _BLOCK), None))


def unveil(purpose: str, veiled: str) -> str | None:
    """The value of `veil`, or None when it was made up, changed or meant for something else."""
    from cryptography.exceptions import InvalidTag

    try:
        sealed = base64.urlsafe_b64decode(veiled + "=" * (-len(veiled) % 4))
        if _plain(sealed) != veiled:  # base64 has several ways to write the same
            return None
        opened = _siv(settings().secret, purpose).decrypt(sealed, None)
    except (ValueError, InvalidTag):
        return None
    return opened.rstrip(b"\0").removesuffix(_END).decode("utf-8", "surrogatepass")


def keyed_hash(purpose: str, value: bytes) -> bytes:
    """32 bytes that only this installation can compute."""
    return _mac(purpose, value)


def _mac(purpose: str, value: bytes) -> bytes:
    return hmac.digest(_key(settings().secret, purpose), value, "sha256")


@lru_cache(maxsize=256)
def _key(secret: bytes, purpose: str) -> bytes:
    return hmac.digest(secret, b"miteinander:" + purpose.encode(), "sha256")


@lru_cache(maxsize=256)
def _siv(secret: bytes, purpose: str) -> "AESSIV":
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV

    return AESSIV(_key(secret, f"veil 1:{purpose}") + _key(secret, f"veil 2:{purpose}"))


def _short(raw: bytes) -> str:
    return _plain(raw[:16])


def _plain(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
