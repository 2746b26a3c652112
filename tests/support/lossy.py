"""A network that loses an answer: the server has done its work, the browser never hears of it."""

import http.client
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit


class LossyNetwork(ThreadingHTTPServer):
    """Passes everything on to `upstream`, but the answer to the first POST gets lost on its way back."""

    daemon_threads = True

    def __init__(self, upstream: str) -> None:
        super().__init__(("127.0.0.1", 0), _Passing)
        self.upstream = urlsplit(upstream).netloc
        #: Where the lost answer would have led.
        self.lost: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Passing(BaseHTTPRequestHandler):
    server: LossyNetwork

    def do_GET(self) -> None:
        self._pass_on(b"")

    def do_POST(self) -> None:
        self._pass_on(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def _pass_on(self, body: bytes) -> None:
        connection = http.client.HTTPConnection(self.server.upstream, timeout=20)
        connection.request(self.command, self.path, body or None, dict(self.headers))
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        if self.command == "POST" and not self.server.lost:
            self.server.lost.append(answer.headers["Location"])
            self.close_connection = True
            return
        self.send_response_only(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in ("connection", "transfer-encoding", "content-length"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@contextmanager
def lossy_network(upstream: str) -> Iterator[LossyNetwork]:
    """Serve the portal through such a network until the block ends."""
    with LossyNetwork(upstream) as network:
        thread = Thread(target=network.serve_forever, daemon=True)
        thread.start()
        yield network
        network.shutdown()
        thread.join(timeout=5)
