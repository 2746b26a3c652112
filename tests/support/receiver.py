"""A real HTTPS server on loopback that takes webhooks and checks each with a library that nobody here wrote."""

import json
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from portal.feed.actions.sending import rules_for
from portal.kernel.outgoing import Rules
from tests.support.other_side import make_certificate

NAME = "empfaenger.example"


@dataclass
class Delivered:
    """One request as it came."""

    headers: dict[str, str]
    body: str
    #: When it came, on the clock of `time.monotonic`.
    at: float = field(default_factory=time.monotonic)

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    @property
    def event(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.body)
        return told


@dataclass
class Receiver:
    """What the server answers, and what it was sent."""

    port: int
    certificate: Path
    secret: str = ""
    status: int = 204
    headers: dict[str, str] = field(default_factory=dict)
    #: Seconds of silence before the answer.
    waits: float = 0.0
    #: Answers a status for what it is sent; None for `status`.
    judge: Callable[[Delivered], int | None] = lambda _delivered: None
    #: Everything that came, also what was not taken.
    tries: list[Delivered] = field(default_factory=list)
    #: What was taken after its signature was checked.
    taken: list[Delivered] = field(default_factory=list)
    #: What the library refused.
    refused: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def url(self) -> str:
        return f"https://{NAME}:{self.port}/eingang"

    def rules_for(self, url: str) -> Rules:
        """The portal's own rules, with a name that leads here and this server's certificate."""
        return replace(
            rules_for(url),
            resolve=lambda _host, _port: ["127.0.0.1"],
            may_reach=lambda address: address.is_loopback,
            ports=None,
            tls=lambda: ssl.create_default_context(cafile=str(self.certificate)),
        )

    def receive(self, delivered: Delivered) -> int:
        """Check the signature and decide about the answer."""
        with self.lock:
            self.tries.append(delivered)
        time.sleep(self.waits)
        status = self.judge(delivered) or self.status
        if self.secret:
            try:
                Webhook(self.secret).verify(delivered.body, delivered.headers)
            except WebhookVerificationError as error:
                self.refused.append(str(error))
                return 401
        if 200 <= status < 300:
            with self.lock:
                self.taken.append(delivered)
        return status


def _handler(receiver: Callable[[], Receiver]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout = 30

        def do_POST(self) -> None:
            told = receiver()
            body = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
            status = told.receive(Delivered({name.lower(): value for name, value in self.headers.items()}, body))
            try:
                self.send_response(status)
                for name, value in told.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", "0")
                self.end_headers()
            except OSError:
                pass  # the portal has hung up

        def log_message(self, *_: Any) -> None:
            pass

    return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, context: ssl.SSLContext, handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self._context = context

    def finish_request(self, request: Any, client_address: Any) -> None:
        """The handshake belongs to the thread of the request, so that one slow client stops nobody."""
        try:
            with self._context.wrap_socket(request, server_side=True) as wrapped:
                super().finish_request(wrapped, client_address)
        except (OSError, ssl.SSLError):
            pass

    def handle_error(self, *_: Any) -> None:
        pass


@contextmanager
def receiving(folder: Path, *, secret: str = "") -> Iterator[Receiver]:
    """A receiver while the block lasts; its certificate lies in `folder`."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    if not certificate.exists():
        certificate, key = make_certificate(folder, NAME)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    told: list[Receiver] = []
    server = _Server(context, _handler(lambda: told[0]))
    told.append(Receiver(server.server_address[1], certificate, secret=secret))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield told[0]
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)
