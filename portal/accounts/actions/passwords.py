"""Passwords: hashing, comparing at equal cost, and what makes one good enough."""

import re
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from portal.accounts.terms import PASSWORD_LONGEST, PASSWORD_SHORTEST
from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_, fold

#: OWASP's floor for argon2id: 19 MiB, two passes, one lane; about 20 ms.
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)

_COMMON = """
abc abcd abcdef abcdefg abcdefgh admin administrator aendermich alexander allgaeu andreas april arschloch asdf
asdfgh asdfghjkl august autumn baby baseball batman bavaria bayern benutzer berlin beteiligung buergermeister
changeme christian computer daniel default demo deutschland dezember dienstag donnerstag dragon engel familie
fcbayern februar ficken football franziska freiheit freitag fruehling fussball gast geheim gemeinde germany
guest hallo hamburg hase herbst hund ichliebedich iloveyou internet januar juli juni katze kennwort landkreis
landratsamt letmein login maerz mai master mausi michael miteinander mittwoch monkey montag muenchen november
oktober password passwort pokemon portal princess qwert qwerty qwertyuiop qwertz qwertzuiop rathaus sabine
samstag schatz secret september shadow sommer sonntag sozialplanung spring start starwars stefan summer sunshine
superman test tester testtest thomas unterallgaeu user welcome willkommen winter yxcvbnm zxcvbnm
"""
#: Words that carry most guessed passwords; alone, repeated or with figures around them they protect nothing.
COMMON_WORDS = frozenset(_COMMON.split())
_FAMILIES = ("abcdefghijklmnopqrstuvwxyz", "0123456789", "qwertzuiopasdfghjklyxcvbnm", "qwertyuiopasdfghjklzxcvbnm")
_FEWEST_DIFFERENT = 5
#: So many words of a list are still guessed quickly.
_FEW_WORDS = 3


def hash_password(password: str) -> str:
    """The argon2id hash to store, parameters included."""
    return HASHER.hash(_spelled(password))


def matches(password_hash: str, password: str) -> bool:
    """Whether the password belongs to the hash.

    Costs one argon2 computation in every case: an account without a password, or no account at all, is compared with a hash
    that nothing matches, so the time does not tell who has an account.
    """
    try:
        HASHER.verify(password_hash or _hash_of_nothing(), _spelled(password))
    except (Argon2Error, InvalidHashError):
        return False
    return bool(password_hash)


def is_outdated(password_hash: str) -> bool:
    """Whether the hash was made with other parameters than today's."""
    return HASHER.check_needs_rehash(password_hash)


def check_password(password: str, *, person: tuple[str, ...] = ()) -> None:
    """Refuse a password that would be guessed. `person` are words an attacker tries first: name and address of the owner.

    Raises `InvalidInput` on the field "password" with a sentence that says what to do.
    """
    if len(password) < PASSWORD_SHORTEST:
        raise _weak(
            "too-short",
            N_("Dieses Passwort ist zu kurz. Nehmen Sie mindestens %(least)d Zeichen, zum Beispiel vier Wörter."),
        )
    if len(password) > PASSWORD_LONGEST:
        raise _weak("too-long", N_("Dieses Passwort ist zu lang. Nehmen Sie höchstens %(most)d Zeichen."))
    folded = fold(password)
    if len(set(folded)) < _FEWEST_DIFFERENT or _is_a_run(folded):
        raise _weak("too-simple", N_("Dieses Passwort ist leicht zu erraten. Vermeiden Sie Reihen und Wiederholungen."))
    letters = re.sub(r"[\W\d_]+", "", folded)
    if not letters or _is_built_from(letters, COMMON_WORDS):
        raise _weak(
            "too-common",
            N_(
                "Dieses Passwort steht auf Listen, die Angreifer durchprobieren. "
                "Nehmen Sie mehrere Wörter, die nicht zusammengehören."
            ),
        )
    own = frozenset(word for part in person for word in re.split(r"[\W\d_]+", fold(part)) if len(word) > 2)
    if _is_built_from(letters, own, most=len(letters)) or _is_built_from(letters, own | COMMON_WORDS):
        raise _weak(
            "too-personal",
            N_(
                "Dieses Passwort besteht aus Ihrem Namen oder Ihrer Adresse. Nehmen Sie Wörter, die nichts mit Ihnen zu tun haben."
            ),
        )


def _weak(code: str, message: str) -> InvalidInput:
    return InvalidInput(f"password.{code}", message, field="password", least=PASSWORD_SHORTEST, most=PASSWORD_LONGEST)


def _is_a_run(folded: str) -> bool:
    """A stretch of the alphabet, of the figures or of the keyboard, forwards or backwards, perhaps repeated."""
    for family in _FAMILIES:
        for line in (family, family[::-1]):
            if folded in line * (len(folded) // len(line) + 2):
                return True
    half = len(folded) // 2
    return len(folded) % 2 == 0 and folded[:half] == folded[half:] and len(set(folded)) < 2 * _FEWEST_DIFFERENT


def _is_built_from(letters: str, parts: frozenset[str], *, most: int = _FEW_WORDS) -> bool:
    """Whether the letters are nothing but some of `parts`, at most `most` of them, one after the other."""
    fewest = {0: 0}
    for end in range(1, len(letters) + 1):
        ways = [count + 1 for start, count in fewest.items() if letters[start:end] in parts]
        if ways:
            fewest[end] = min(ways)
    return fewest.get(len(letters), most + 1) <= most


def _spelled(password: str) -> bytes:
    """One spelling for the same letters typed on different keyboards."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")


@cache
def _hash_of_nothing() -> str:
    return HASHER.hash(b"\x00nobody")
