"""The configuration is read once and refuses to start badly."""

import stat
from pathlib import Path

import pytest

from portal.settings import Settings, UnsafeSettings

GOOD_SECRET = "a-long-and-varied-secret-0123456789"


def read(monkeypatch: pytest.MonkeyPatch, **environment: str) -> Settings:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return Settings.from_env()


def test_nothing_needs_to_be_set_on_ones_own_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings = read(monkeypatch, PORTAL_DATA_DIR=str(tmp_path))

    assert settings.sqlalchemy_url == f"sqlite:///{tmp_path / 'portal.db'}"
    assert settings.is_sqlite


def test_the_address_of_a_server_database_gets_its_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read(monkeypatch, DATABASE_URL="postgresql://portal@db/portal")

    assert settings.sqlalchemy_url == "postgresql+psycopg://portal@db/portal"
    assert not settings.is_sqlite


@pytest.mark.parametrize(
    ("environment", "complaint"),
    [
        ({"PORTAL_SECRET_KEY": "short"}, "32 characters"),
        ({"PORTAL_SECRET_KEY": "ab" * 32}, "too uniform"),
        ({"PORTAL_ENVIRONMENT": "production", "PORTAL_BASE_URL": "https://mit.example.org"}, "must be set"),
        ({"PORTAL_ENVIRONMENT": "production", "PORTAL_SECRET_KEY": GOOD_SECRET}, "https://"),
        (
            {
                "PORTAL_ENVIRONMENT": "production",
                "PORTAL_SECRET_KEY": GOOD_SECRET,
                "PORTAL_BASE_URL": "https://mit.example.org",
            },
            "PORTAL_MAIL_MODE",
        ),
        ({"PORTAL_CASE_KEY": f"{GOOD_SECRET},short"}, "PORTAL_CASE_KEY needs at least 32 characters"),
        ({"PORTAL_CASE_KEY": "ab" * 32}, "PORTAL_CASE_KEY is too uniform"),
        ({"PORTAL_CASE_KEY": f"{GOOD_SECRET}, {GOOD_SECRET}"}, "the same key twice"),
        ({"PORTAL_CASE_KEY": GOOD_SECRET, "PORTAL_SECRET_KEY": GOOD_SECRET}, "must not be PORTAL_SECRET_KEY"),
        ({"PORTAL_CASE_MONTHS": "0"}, "case_months"),
        ({"PORTAL_LOCAL_RECEIVER_CA": "/nirgends.pem"}, "PORTAL_LOCAL_RECEIVER_CA is no file"),
        (
            {
                "PORTAL_ENVIRONMENT": "production",
                "PORTAL_SECRET_KEY": GOOD_SECRET,
                "PORTAL_BASE_URL": "https://mit.example.org",
                "PORTAL_MAIL_MODE": "smtp",
                "PORTAL_LOCAL_RECEIVER": "empfaenger.example",
            },
            "PORTAL_LOCAL_RECEIVER must not be set in production",
        ),
        ({"PORTAL_ENVIRONMENT": "staging"}, "environment"),
        ({"PORTAL_PROXIES": "many"}, "proxies"),
    ],
)
def test_unsafe_settings_stop_the_start_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], complaint: str
) -> None:
    with pytest.raises(UnsafeSettings, match=complaint):
        read(monkeypatch, **environment)


def test_production_starts_with_a_secret_and_encryption(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read(
        monkeypatch,
        PORTAL_ENVIRONMENT="production",
        PORTAL_SECRET_KEY=GOOD_SECRET,
        PORTAL_BASE_URL="https://mit.example.org",
        PORTAL_MAIL_MODE="smtp",
    )

    assert settings.trusted_hosts == ["mit.example.org"]
    assert settings.cookie_secure


def test_only_an_address_that_was_set_counts_as_the_public_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch).public_url is None
    assert read(monkeypatch, PORTAL_BASE_URL="").public_url is None
    assert read(monkeypatch, PORTAL_BASE_URL="http://mit.example.org/").public_url == "http://mit.example.org"


def test_the_made_up_secret_is_kept_for_its_owner_alone(tmp_path: Path) -> None:
    first = Settings(data_dir=tmp_path).secret
    again = Settings(data_dir=tmp_path).secret

    assert first == again
    assert len(first) >= 32
    assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600


def test_the_key_of_the_cases_is_made_up_on_ones_own_machine_alone(tmp_path: Path) -> None:
    made = Settings(data_dir=tmp_path).case_keys
    production = Settings(
        environment="production",
        data_dir=tmp_path,
        secret_key=GOOD_SECRET,  # type: ignore[arg-type]
        base_url="https://mit.example.org",
        mail_mode="smtp",
    )

    assert made == Settings(data_dir=tmp_path).case_keys
    assert made != (Settings(data_dir=tmp_path).secret,)
    assert stat.S_IMODE((tmp_path / "case.key").stat().st_mode) == 0o600
    assert production.case_keys == ()


def test_several_keys_of_the_cases_come_in_their_order() -> None:
    first, second = f"1{GOOD_SECRET}", f"2{GOOD_SECRET}"

    keys = Settings(case_key=f"{first}, {second}").case_keys  # type: ignore[arg-type]

    assert keys == (first.encode(), second.encode())


def test_settings_cannot_be_changed_later(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)

    with pytest.raises(ValueError, match="frozen"):
        settings.base_url = "https://elsewhere.example"


def test_secrets_do_not_show_in_a_printed_setting() -> None:
    assert GOOD_SECRET not in repr(Settings(secret_key=GOOD_SECRET))  # type: ignore[arg-type]
