"""What makes a password good enough, and what it costs to compare one."""

import pytest
from argon2 import PasswordHasher

from portal.accounts.actions import passwords
from portal.kernel.errors import InvalidInput


class CountingHasher(PasswordHasher):
    """Argon2 as always, counted."""

    def __init__(self) -> None:
        super().__init__(time_cost=2, memory_cost=19 * 1024, parallelism=1)
        self.verified = 0

    def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # type: ignore[override]
        self.verified += 1
        return super().verify(hash, password)


@pytest.fixture
def hasher(monkeypatch: pytest.MonkeyPatch) -> CountingHasher:
    counting = CountingHasher()
    monkeypatch.setattr(passwords, "HASHER", counting)
    return counting


def test_a_hash_names_argon2id_with_the_agreed_cost() -> None:
    assert passwords.hash_password("Sieben Krähen").startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_the_right_password_matches_and_no_other_does() -> None:
    kept = passwords.hash_password("Sieben Krähen")

    assert passwords.matches(kept, "Sieben Krähen")
    assert not passwords.matches(kept, "Sieben Kraehen")
    assert not passwords.matches(kept, "")


def test_the_same_letters_typed_on_another_keyboard_match() -> None:
    kept = passwords.hash_password("Kr\u00e4hen im Moos")

    assert passwords.matches(kept, "Kra\u0308hen im Moos")


def test_nothing_matches_an_account_without_a_password() -> None:
    assert not passwords.matches("", "")
    assert not passwords.matches("", "\x00nobody")


@pytest.mark.parametrize("kept", ["", "broken", "$argon2id$nonsense"])
def test_a_missing_or_broken_hash_matches_nothing(kept: str) -> None:
    assert not passwords.matches(kept, "Sieben Krähen")


def test_comparing_costs_one_verification_with_and_without_a_hash(hasher: CountingHasher) -> None:
    kept = passwords.hash_password("Sieben Krähen")

    for known, typed in ((kept, "Sieben Krähen"), (kept, "falsch"), ("", "falsch")):
        before = hasher.verified
        passwords.matches(known, typed)
        assert hasher.verified == before + 1


def test_a_hash_of_weaker_parameters_is_outdated() -> None:
    assert passwords.is_outdated(PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash("x"))
    assert not passwords.is_outdated(passwords.hash_password("x"))


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("", "too-short"),
        ("elf Zeichen", "too-short"),
        ("a" * 201, "too-long"),
        ("aaaaaaaaaaaa", "too-simple"),
        ("123456789012", "too-simple"),
        ("ababababababab", "too-simple"),
        ("qwertzuiopas", "too-simple"),
        ("zyxwvutsrqpo", "too-simple"),
        ("0987654321098765", "too-simple"),
        ("48151623421007", "too-common"),
        ("Passwort12345!", "too-common"),
        ("PASSWORT-passwort", "too-common"),
        ("Sommer2026!!!", "too-common"),
        ("LandkreisUnterallgäu1", "too-common"),
        ("Willkommen-2026", "too-common"),
        ("AnnaBerger1985", "too-personal"),
        ("anna.berger@kreis.example", "too-personal"),
        ("Berger-Sommer-26", "too-personal"),
    ],
)
def test_passwords_that_would_be_guessed_are_refused(password: str, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        passwords.check_password(password, person=("Anna Berger", "anna.berger@kreis.example"))

    assert (refused.value.code, refused.value.field) == (f"password.{code}", "password")
    assert "%" not in str(refused.value)


@pytest.mark.parametrize(
    "password",
    [
        "Sieben Krähen über dem Moos",
        "Leiter Gurke Nebel Kamin",
        "x7#kQ9!mZw2p",
        "🌻🌻 Sonnenblume am Zaun",
        "Berger kauft neun Gurken",
        "пароль из четырёх слов",
    ],
)
def test_unguessable_passwords_are_taken(password: str) -> None:
    passwords.check_password(password, person=("Anna Berger", "anna.berger@kreis.example"))
