"""A real HTTP or HTTPS server on loopback that answers as a test tells it to: the other side of outgoing requests."""

import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from portal.kernel.outgoing import Rules

NAME = "ratsinfo.example"


@dataclass
class OtherSide:
    """What the server says, and what it was asked."""

    port: int
    scheme: str
    status: int = 200
    content_type: str = "application/json"
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict)
    #: Further answers by path.
    pages: dict[str, bytes] = field(default_factory=dict)
    #: Seconds before each of the bytes that drip.
    drips_every: float = 0.0
    #: Seconds of silence before anything is said.
    waits: float = 0.0
    asked: list[tuple[str, str]] = field(default_factory=list)
    certificate: Path | None = None

    def url(self, path: str = "/vorlage/1") -> str:
        return f"{self.scheme}://{NAME}:{self.port}{path}"

    def rules(self, **values: Any) -> Rules:
        """Rules under which the name leads here and loopback may be reached, unlike in production."""

        def tls() -> ssl.SSLContext:
            return ssl.create_default_context(cafile=str(self.certificate) if self.certificate else None)

        told: dict[str, Any] = {
            "resolve": lambda _host, _port: ["127.0.0.1"],
            "may_reach": lambda address: address == ip_address("127.0.0.1"),
            "schemes": frozenset({"https", self.scheme}),
            "ports": None,
            "tls": tls,
            "deadline": 3.0,
        }
        return Rules(**(told | values))


def _handler(side: Callable[[], OtherSide]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told = side()
            told.asked.append((self.headers.get("Host", ""), self.path))
            time.sleep(told.waits)
            body = told.pages.get(self.path, told.body)
            self.send_response(told.status)
            self.send_header("Content-Type", told.content_type)
            self.send_header("Content-Length", str(len(body)))
            for name, value in told.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self._say(body, told.drips_every)

        def _say(self, body: bytes, every: float) -> None:
            try:
                if not every:
                    self.wfile.write(body)
                    return
                for one in body:
                    self.wfile.write(bytes([one]))
                    self.wfile.flush()
                    time.sleep(every)
            except OSError:
                pass  # the portal hung up, as it should

        def log_message(self, *_: Any) -> None:
            pass

    return Handler


@contextmanager
def other_side(*, certificate: Path | None = None, key: Path | None = None) -> Iterator[OtherSide]:
    """A server while the block lasts; over TLS when it gets a certificate."""
    told: list[OtherSide] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(lambda: told[0]))
    server.daemon_threads = True
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    told.append(OtherSide(server.server_address[1], "https" if certificate else "http", certificate=certificate))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield told[0]
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)


def make_certificate(folder: Path, name: str = NAME) -> tuple[Path, Path]:
    """A certificate for a name that vouches for itself, and its key."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    called = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(called)
        .issuer_name(called)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "certificate.pem", folder / "key.pem"
    paths[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return paths
