"""Requests that leave the house: only to public addresses, only over https, never longer than a few seconds.

The name is resolved once, every address is checked, and the connection goes to exactly the address that was checked (no
rebinding). Redirects are not followed, answers are cut off beyond a size, and a watchdog closes the connection at the deadline
however slowly the other side drips. `STRICT` is what production uses; tests pass rules of their own.
"""

import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as Slow
from contextlib import closing, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any
from urllib.parse import urlsplit

from portal.kernel.errors import DomainError
from portal.kernel.text import N_

Address = IPv4Address | IPv6Address
Resolver = Callable[[str, int], Sequence[str]]
MOST_BYTES = 1024 * 1024
DEADLINE_SECONDS = 5.0
DEEPEST_JSON = 32
LONGEST_URL = 2000
#: So many lookups may hang at once; the next ones wait for their turn, each no longer than its deadline.
MOST_LOOKUPS = 32
_LOOKUPS = threading.BoundedSemaphore(MOST_LOOKUPS)
#: Special ranges that not every version of the library knows: documentation, relays from IPv4 to IPv6.
_SPECIAL = (ip_network("3fff::/20"), ip_network("192.88.99.0/24"))


class NotReached(DomainError):
    """The other side could not be asked, or did not answer as it should. The message says why, in a sentence for people."""

    code = "outgoing"
    message = N_("Die Gegenstelle ist gerade nicht zu erreichen.")


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    content_type: str
    body: bytes
    #: Seconds or a date, as the other side wrote it in its header Retry-After; empty when it did not.
    retry_after: str = ""


def looked_up(host: str, port: int) -> list[str]:
    """Every address the system's resolver knows for a name."""
    return [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def is_public(address: Address) -> bool:
    """Whether an address belongs to the open internet: no private, local, reserved, shared or translated one."""
    inner = _inner(address)
    if inner is not None:
        return is_public(inner)
    special = address.is_multicast or address.is_reserved or address.is_unspecified or address.is_loopback
    is_local = address.is_link_local or address.is_private or getattr(address, "is_site_local", False)
    return address.is_global and not special and not is_local and not any(address in one for one in _SPECIAL)


def _inner(address: Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 one carries in itself."""
    if isinstance(address, IPv4Address):
        return None
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    is_translated = address.packed[:12] == bytes.fromhex("0064ff9b") + bytes(8)
    return IPv4Address(address.packed[12:]) if is_translated else None


@dataclass(frozen=True)
class Rules:
    """How far a request may go."""

    resolve: Resolver = looked_up
    may_reach: Callable[[Address], bool] = is_public
    schemes: frozenset[str] = frozenset({"https"})
    ports: frozenset[int] | None = frozenset({443, 8443})
    deadline: float = DEADLINE_SECONDS
    most_bytes: int = MOST_BYTES
    #: False when the status is all one wants to know: what comes behind the headers is not read, however long it is.
    wants_body: bool = True
    #: Makes the TLS context; the system's certificates and names are checked.
    tls: Callable[[], ssl.SSLContext] = ssl.create_default_context


STRICT = Rules()

_NO_ADDRESS = N_("Das ist keine vollständige Adresse. Sie beginnt mit https://.")
_NO_HTTPS = N_("Gelesen wird nur über https. Bitte geben Sie eine Adresse an, die mit https:// beginnt.")
_FORBIDDEN = N_(
    "Diese Adresse führt in ein internes Netz oder an eine besondere Stelle. Dorthin fragt das Portal nicht."
)
_UNKNOWN = N_("Diesen Namen kennt das Internet nicht. Bitte prüfen Sie die Adresse.")
_SLOW = N_("Der Server hat nicht rechtzeitig geantwortet. Bitte versuchen Sie es später noch einmal.")
_AWAY = N_("Der Server ist nicht zu erreichen. Bitte prüfen Sie die Adresse oder versuchen Sie es später noch einmal.")
_CERTIFICATE = N_("Das Zertifikat des Servers ist nicht gültig. Deshalb wurde nichts gelesen.")
_MOVED = N_("Der Server leitet auf eine andere Adresse um. Bitte geben Sie die endgültige Adresse an.")
_REFUSED = N_("Der Server hat mit Fehler %(status)s geantwortet.")
_LARGE = N_("Die Antwort ist zu groß. Gelesen werden höchstens %(limit)s kB.")
_NO_JSON = N_("Die Antwort ist kein JSON. Vielleicht führt die Adresse auf eine Webseite statt auf die Daten.")


def request(
    url: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
    rules: Rules = STRICT,
) -> Answer:
    """Ask the other side once. Any status below 300 or from 400 on comes back; a redirect is refused.

    Raises `NotReached` with a stable code (`outgoing.url`, `.https`, `.forbidden`, `.unknown`, `.slow`, `.away`, `.certificate`,
    `.moved`, `.large`) and a sentence for people. Never inside a unit of work: it may take `rules.deadline` seconds.
    """
    ends = time.monotonic() + rules.deadline
    host, port, target, is_tls = _parted(url, rules)
    address = _checked(host, port, rules, ends)
    with _Line(host, port, address, is_tls=is_tls, rules=rules, ends=ends) as line:
        return line.ask(method, target, {"Connection": "close", **(headers or {})}, body)


def check_address(url: str, *, rules: Rules = STRICT) -> None:
    """Raises `NotReached` for what is no address that a request may go to, without asking anybody.

    An address written as numbers is checked as such; where a name leads is found out with each request.
    """
    host, _port, _target, _is_tls = _parted(url, rules)
    try:
        numbers = socket.getaddrinfo(host.strip("[]"), None, flags=socket.AI_NUMERICHOST)
    except OSError:
        return
    if not all(rules.may_reach(ip_address(str(one[4][0]).partition("%")[0])) for one in numbers):
        raise NotReached("outgoing.forbidden", _FORBIDDEN)


def fetch_json(url: str, *, rules: Rules = STRICT) -> Any:
    """The JSON value behind an address. Raises `NotReached`, also for statuses from 400 on, HTML, and what nests too deeply."""
    answer = request(url, headers={"Accept": "application/json", "User-Agent": "Miteinander"}, rules=rules)
    if answer.status >= 400:
        raise NotReached("outgoing.status", _REFUSED, status=answer.status)
    if answer.status != 200 or "html" in answer.content_type:
        raise NotReached("outgoing.no-json", _NO_JSON)
    return read_json(answer.body)


def read_json(body: bytes) -> Any:
    """A JSON value that is not nested more deeply than `DEEPEST_JSON`. Raises `NotReached` for anything else."""
    try:
        text = body.decode("utf-8-sig")
        if _depth(text) > DEEPEST_JSON:
            raise NotReached("outgoing.no-json", _NO_JSON)
        return json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise NotReached("outgoing.no-json", _NO_JSON) from error


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _depth(text: str) -> int:
    """How deeply brackets nest outside of strings."""
    depth = deepest = 0
    is_string = is_escaped = False
    for sign in text:
        if is_string:
            is_string = is_escaped or sign != '"'
            is_escaped = sign == "\\" and not is_escaped
        elif sign == '"':
            is_string = True
        elif sign in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif sign in "]}":
            depth -= 1
    return deepest


def _parted(url: str, rules: Rules) -> tuple[str, int, str, bool]:
    if len(url) > LONGEST_URL or any(ord(sign) <= 0x20 or ord(sign) == 0x7F for sign in url):
        raise NotReached("outgoing.url", _NO_ADDRESS)
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".").encode("idna").decode()
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except (ValueError, UnicodeError) as error:
        raise NotReached("outgoing.url", _NO_ADDRESS) from error
    if parts.scheme not in rules.schemes:
        raise NotReached("outgoing.https", _NO_HTTPS)
    if not host or parts.username is not None or parts.password is not None:
        raise NotReached("outgoing.url", _NO_ADDRESS)
    if rules.ports is not None and port not in rules.ports:
        raise NotReached("outgoing.forbidden", _FORBIDDEN)
    path = (parts.path or "/").encode("utf-8")
    target = "".join(chr(one) if 0x20 < one < 0x7F else f"%{one:02X}" for one in path)
    query = "".join(chr(one) if 0x20 < one < 0x7F else f"%{one:02X}" for one in parts.query.encode("utf-8"))
    return host, port, f"{target}?{query}" if query else target, parts.scheme == "https"


def _checked(host: str, port: int, rules: Rules, ends: float) -> str:
    """The address the connection will go to. One address that may not be reached refuses the name as a whole."""
    try:
        found = _resolved(host, port, rules, ends)
    except Slow as error:
        raise NotReached("outgoing.slow", _SLOW) from error
    except OSError as error:
        raise NotReached("outgoing.unknown", _UNKNOWN) from error
    if not found:
        raise NotReached("outgoing.unknown", _UNKNOWN)
    for one in found:
        try:
            address = ip_address(one.partition("%")[0])
        except ValueError as error:
            raise NotReached("outgoing.forbidden", _FORBIDDEN) from error
        if not rules.may_reach(address):
            raise NotReached("outgoing.forbidden", _FORBIDDEN)
    return found[0]


def _resolved(host: str, port: int, rules: Rules, ends: float) -> Sequence[str]:
    """What the resolver answers. It cannot be interrupted: one that hangs is left to itself, in a thread that holds up nothing,
    not even the end of the process. Raises `Slow` at the deadline."""
    if not _LOOKUPS.acquire(timeout=max(0.0, ends - time.monotonic())):
        raise Slow
    told: Future[Sequence[str]] = Future()

    def look_up() -> None:
        try:
            told.set_result(rules.resolve(host, port))
        except Exception as error:
            told.set_exception(error)
        finally:
            _LOOKUPS.release()

    threading.Thread(target=look_up, name="outgoing-lookup", daemon=True).start()
    return told.result(timeout=max(0.0, ends - time.monotonic()))


class _Pinned(HTTPConnection):
    """A connection to one address, under the name that was asked for."""

    def __init__(self, host: str, port: int, *, connected: socket.socket) -> None:
        super().__init__(host, port)
        self.sock = connected


@dataclass
class _Line:
    """One connection with its watchdog."""

    host: str
    port: int
    address: str
    is_tls: bool
    rules: Rules
    ends: float
    _socket: socket.socket | None = None
    _is_over: threading.Event = field(default_factory=threading.Event)
    _watchdog: threading.Timer | None = None

    def __enter__(self) -> "_Line":
        return self

    def __exit__(self, *_: object) -> None:
        if self._watchdog is not None:
            self._watchdog.cancel()
        if self._socket is not None:
            self._socket.close()

    @property
    def _left(self) -> float:
        left = self.ends - time.monotonic()
        if left <= 0:
            raise NotReached("outgoing.slow", _SLOW)
        return left

    def ask(self, method: str, target: str, headers: Mapping[str, str], body: bytes | None) -> Answer:
        try:
            with closing(_Pinned(self.host, self.port, connected=self._connected())) as connection:
                connection.request(method, target, body=body, headers=dict(headers))
                with closing(connection.getresponse()) as response:
                    return self._read(response)
        except ssl.SSLCertVerificationError as error:
            raise NotReached("outgoing.certificate", _CERTIFICATE) from error
        except (OSError, HTTPException, ValueError) as error:
            if self._is_over.is_set() or isinstance(error, TimeoutError):
                raise NotReached("outgoing.slow", _SLOW) from error
            raise NotReached("outgoing.away", _AWAY) from error

    def _connected(self) -> socket.socket:
        self._socket = socket.create_connection((self.address, self.port), timeout=self._left)
        self._watchdog = threading.Timer(self._left, self._stop)
        self._watchdog.daemon = True
        self._watchdog.start()
        if self.is_tls:
            self._socket = self.rules.tls().wrap_socket(self._socket, server_hostname=self.host)
        # While TLS takes the connection over, the watchdog cannot close it: a time that ended meanwhile ends here.
        self._socket.settimeout(self._left)
        return self._socket

    def _stop(self) -> None:
        """The time is over: whoever waits for the other side gets an error now."""
        self._is_over.set()
        if self._socket is not None:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)

    def _read(self, response: HTTPResponse) -> Answer:
        if 300 <= response.status < 400:
            raise NotReached("outgoing.moved", _MOVED)
        limit = self.rules.most_bytes
        body = response.read(limit + 1) if self.rules.wants_body else b""
        if self._is_over.is_set():
            raise NotReached("outgoing.slow", _SLOW)
        if len(body) > limit:
            raise NotReached("outgoing.large", _LARGE, limit=limit // 1024)
        later = response.headers.get("Retry-After", "")
        return Answer(response.status, response.headers.get_content_type(), body, later)
