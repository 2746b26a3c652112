"""Everything the outside may decide, read from the environment once and frozen.

`DATABASE_URL` and the variables `PORTAL_*` are the only configuration; nothing else in the portal reads the environment.
A setting that would make the portal unsafe stops the start with a sentence that says what to do.
"""

import re
import secrets
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
SHORTEST_SECRET = 32
#: Scheme, host and port of an address, in signs that mean nothing in a Content-Security-Policy.
_MAP_HOST = re.compile(r"(?P<host>(?P<scheme>https?)://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?)(?=[/?])")
#: Parts of a Content-Security-Policy, so nothing in them may end one.
_ORIGIN = re.compile(r"https?://(?:\*\.)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?")
_URI = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_CONTACT = re.compile(r"(?:mailto:|https://)[^\s]+")
_MONTH_DAY = re.compile(r"(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])")
_BRACES = re.compile(r"\{[^}]*\}?")


class UnsafeSettings(Exception):
    """The environment asks for something the portal refuses to run with."""


class Settings(BaseSettings):
    """The frozen configuration of one installation."""

    model_config = SettingsConfigDict(env_prefix="PORTAL_", frozen=True, extra="ignore", populate_by_name=True)

    #: "production" refuses generated secrets and unencrypted addresses.
    environment: Literal["local", "production"] = "local"
    #: SQLAlchemy address; `postgresql://` means psycopg 3. Unset: SQLite below `data_dir`.
    database_url: str = Field(default="", validation_alias="DATABASE_URL")
    #: Folder for the SQLite file, photos, exports and the generated secret.
    data_dir: Path = ROOT / "var"
    #: Key of all signatures and receipt codes, at least 32 characters. With another key no printed Rückmelde-Code is found.
    secret_key: SecretStr = SecretStr("")
    #: Keys of the confidential Fälle, comma separated, at least 32 characters each: the first encrypts, the others still read.
    case_key: SecretStr = SecretStr("")
    #: So many calendar months after it was closed a Fall is deleted.
    case_months: int = Field(default=12, ge=1, le=120)
    #: The address people use; links in mails and QR codes begin with it.
    base_url: str = "http://127.0.0.1:8000"
    #: Further host names that may be asked for, comma separated.
    extra_hosts: str = ""
    #: How many proxies in front set X-Forwarded-*; 0 trusts none.
    proxies: int = 0
    #: Redis address for limits shared by several processes; unset keeps them in each process.
    redis_url: str = ""
    #: "thread" runs the worker inside the web process, "none" expects `portal worker`.
    worker: Literal["thread", "none"] = "thread"
    #: "mailbox" keeps mails for the administrators' page, "smtp" sends them.
    mail_mode: Literal["mailbox", "smtp"] = "mailbox"
    mail_from: str = "Miteinander <portal@example.org>"
    smtp_host: str = "localhost"
    smtp_port: int = 25
    smtp_user: str = ""
    smtp_password: SecretStr = SecretStr("")
    smtp_starttls: bool = True
    #: Largest request in bytes; a phone photo has up to about 15 MB.
    max_request_bytes: int = 25 * 1024 * 1024
    #: Largest photo that is decoded, in pixels.
    max_photo_pixels: int = 64_000_000
    #: How long a form may lie open before its token expires, in hours.
    form_hours: int = 12
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    #: Name of a machine that leads to this one itself, to try webhooks out; refused in production.
    local_receiver: str = ""
    #: File with the certificate (PEM) by which that receiver is known.
    local_receiver_ca: Path | None = None
    #: What maps stand on: one of the three, or nothing but the county's own outlines. Address of pictures (XYZ) with {z}, {x}, {y}.
    map_tiles: str = ""
    #: Address of a WMS and its layers, comma separated.
    map_wms: str = ""
    map_wms_layers: str = ""
    #: A file with pictures (MBTiles or PMTiles) that the portal hands out itself.
    map_file: Path | None = None
    #: Whose work the pictures are; stands on every map.
    map_attribution: str = ""
    #: Under which licence open data are given away.
    open_data_licence: Literal["dl-by-de/2.0", "dl-zero-de/2.0"] = "dl-by-de/2.0"
    #: Address of the county in the list of DCAT-AP.de that names who hands data to GovData; empty while it has none.
    open_data_contributor: str = ""
    #: Days as month-day, comma separated, on which the portal publishes a new Stand by itself once a person has published one.
    open_data_days: str = "01-15,07-15"
    #: Whose pages may show figures and maps of the portal: origins such as https://www.gemeinde.example, comma separated.
    embed_hosts: str = ""
    #: Where holes in the security are reported: mailto:… or https://…; empty takes the county's e-mail address.
    security_contact: str = ""

    @classmethod
    def from_env(cls) -> Self:
        """Read the environment. Raises `UnsafeSettings` with one readable line per problem."""
        try:
            return cls()
        except ValidationError as error:
            lines = [f"{'.'.join(str(part) for part in e['loc']) or 'settings'}: {e['msg']}" for e in error.errors()]
            raise UnsafeSettings("\n".join(lines)) from None

    @model_validator(mode="after")
    def _refuse_unsafe(self) -> Self:
        secret = self.secret_key.get_secret_value()
        if secret and len(secret) < SHORTEST_SECRET:
            raise ValueError(f"PORTAL_SECRET_KEY needs at least {SHORTEST_SECRET} characters")
        if secret and len(set(secret)) < 8:
            raise ValueError("PORTAL_SECRET_KEY is too uniform to be a secret")
        if self.environment == "production":
            if not secret:
                raise ValueError("PORTAL_SECRET_KEY must be set in production")
            if not self.base_url.startswith("https://"):
                raise ValueError("PORTAL_BASE_URL must begin with https:// in production")
            if self.mail_mode == "mailbox":
                raise ValueError(
                    "PORTAL_MAIL_MODE must be smtp in production: the mailbox shows links to administrators"
                )
        return self

    @model_validator(mode="after")
    def _refuse_unsafe_case_key(self) -> Self:
        given = self._given_case_keys()
        if any(len(key) < SHORTEST_SECRET for key in given):
            raise ValueError(f"PORTAL_CASE_KEY needs at least {SHORTEST_SECRET} characters in each key")
        if any(len(set(key)) < 8 for key in given):
            raise ValueError("PORTAL_CASE_KEY is too uniform to be a secret")
        if len(set(given)) < len(given):
            raise ValueError("PORTAL_CASE_KEY names the same key twice")
        if self.secret_key.get_secret_value() in given:
            raise ValueError("PORTAL_CASE_KEY must not be PORTAL_SECRET_KEY: that one may lie in a backup")
        return self

    @model_validator(mode="after")
    def _refuse_unsafe_map(self) -> Self:
        given = [name for name in ("map_tiles", "map_wms", "map_file") if getattr(self, name)]
        if len(given) > 1:
            raise ValueError(f"only one of {', '.join(f'PORTAL_{name.upper()}' for name in given)} may be set")
        if given and not self.map_attribution.strip():
            raise ValueError("PORTAL_MAP_ATTRIBUTION must say whose map it is")
        if self.map_tiles and sorted(_BRACES.findall(self.map_tiles)) != ["{x}", "{y}", "{z}"]:
            raise ValueError("PORTAL_MAP_TILES needs {z}, {x} and {y}, each once, and no other braces")
        if bool(self.map_wms) != bool(self.map_wms_layers.strip()):
            raise ValueError("PORTAL_MAP_WMS and PORTAL_MAP_WMS_LAYERS belong together")
        if (self.map_tiles or self.map_wms) and self.map_host is None:
            raise ValueError(
                f"PORTAL_{given[0].upper()} must begin with https:// and a plain host name (http:// only outside production)"
            )
        if self.map_file and not self.map_file.is_file():
            raise ValueError("PORTAL_MAP_FILE is no file that can be read")
        return self

    @model_validator(mode="after")
    def _refuse_local_receiver(self) -> Self:
        if self.local_receiver and self.environment == "production":
            raise ValueError(
                "PORTAL_LOCAL_RECEIVER must not be set in production: webhooks never lead to the server itself"
            )
        if self.local_receiver_ca and not self.local_receiver_ca.is_file():
            raise ValueError("PORTAL_LOCAL_RECEIVER_CA is no file that can be read")
        return self

    @model_validator(mode="after")
    def _refuse_unsafe_openness(self) -> Self:
        if self.open_data_contributor and not _URI.fullmatch(self.open_data_contributor):
            raise ValueError("PORTAL_OPEN_DATA_CONTRIBUTOR must be an address that begins with http:// or https://")
        if any(not _MONTH_DAY.fullmatch(day) for day in _listed(self.open_data_days)):
            raise ValueError("PORTAL_OPEN_DATA_DAYS needs days as month-day, for example 01-15,07-15")
        if any(not _ORIGIN.fullmatch(host) for host in _listed(self.embed_hosts)):
            raise ValueError("PORTAL_EMBED_HOSTS needs origins such as https://www.gemeinde.example, without a path")
        if self.security_contact and not _CONTACT.fullmatch(self.security_contact):
            raise ValueError("PORTAL_SECURITY_CONTACT must begin with mailto: or https://")
        return self

    @cached_property
    def open_data_fixed_days(self) -> tuple[tuple[int, int], ...]:
        """(month, day) of the days on which a new Stand is made."""
        return tuple((int(day[:2]), int(day[3:])) for day in _listed(self.open_data_days))

    @cached_property
    def embed_origins(self) -> tuple[str, ...]:
        """Whose pages may show figures and maps of the portal."""
        return tuple(dict.fromkeys(_listed(self.embed_hosts)))

    @cached_property
    def map_host(self) -> str | None:
        """Scheme and host from which browsers fetch pictures of maps; None when all come from the portal itself."""
        found = _MAP_HOST.match(self.map_tiles or self.map_wms)
        if found is None or (found["scheme"] == "http" and self.environment == "production"):
            return None
        return found["host"]

    @cached_property
    def sqlalchemy_url(self) -> str:
        """The database address with its driver spelled out."""
        url = self.database_url or f"sqlite:///{self.data_dir / 'portal.db'}"
        for short in ("postgresql://", "postgres://"):
            if url.startswith(short):
                return "postgresql+psycopg://" + url.removeprefix(short)
        return url

    @cached_property
    def is_sqlite(self) -> bool:
        return self.sqlalchemy_url.startswith("sqlite")

    @cached_property
    def secret(self) -> bytes:
        """The signing key; outside production it is made once and kept readable by the owner alone."""
        given = self.secret_key.get_secret_value()
        return given.encode() if given else _kept_secret(self.data_dir / "secret.key")

    @cached_property
    def case_keys(self) -> tuple[bytes, ...]:
        """The keys of the Fälle, the one that encrypts first. Empty in production while none is set: then no Fall can be kept.

        Elsewhere one is made once beside the database, readable by the owner alone; no backup takes it along.
        """
        given = self._given_case_keys()
        if given or self.environment == "production":
            return tuple(key.encode() for key in given)
        return (_kept_secret(self.data_dir / "case.key"),)

    def _given_case_keys(self) -> list[str]:
        return [key.strip() for key in self.case_key.get_secret_value().split(",") if key.strip()]

    @cached_property
    def public_url(self) -> str | None:
        """`base_url` without a slash at its end, or None while nobody has set it and it is only the default."""
        return self.base_url.rstrip("/") or None if "base_url" in self.model_fields_set else None

    @cached_property
    def cookie_secure(self) -> bool:
        return self.base_url.startswith("https://")

    @cached_property
    def trusted_hosts(self) -> list[str]:
        own = urlsplit(self.base_url).hostname or "localhost"
        more = [host.strip() for host in self.extra_hosts.split(",") if host.strip()]
        local = ["localhost", "127.0.0.1", "[::1]"] if self.environment == "local" else []
        return list(dict.fromkeys([own, *more, *local]))


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _kept_secret(path: Path) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(48))
        with suppress(FileExistsError):
            path.hardlink_to(fresh)
        fresh.unlink()
    return path.read_bytes()
