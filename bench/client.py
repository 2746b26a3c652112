"""A small load generator: plain sockets kept alive, so that the client costs little beside the server it measures."""

import multiprocessing
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Answer:
    """What came back: status, headers in lower case, body."""

    status: int
    headers: dict[str, str]
    body: bytes


class Connection:
    """One kept-alive connection; raises OSError when the server goes away, and opens anew at the next request."""

    def __init__(self, port: int, *, timeout: float = 10.0) -> None:
        self._address = (HOST, port)
        self._timeout = timeout
        self._socket: socket.socket | None = None
        self._rest = b""

    def ask(self, request: bytes) -> Answer:
        """Send one whole request and read its whole answer."""
        try:
            self._open().sendall(request)
            return self._answer()
        except (OSError, ValueError) as error:
            self.close()
            raise ConnectionError(str(error)) from error

    def ask_and_hang_up(self, request: bytes) -> None:
        """Send one whole request and close before its answer comes, as a network does that breaks down just then."""
        try:
            self._open().sendall(request)
        except OSError as error:
            raise ConnectionError(str(error)) from error
        finally:
            self.close()

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _open(self) -> socket.socket:
        if self._socket is None:
            self._socket = socket.create_connection(self._address, timeout=self._timeout)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._rest = b""
        return self._socket

    def _answer(self) -> Answer:
        head = self._until(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        if headers.get("transfer-encoding") == "chunked":
            body = self._chunks()
        else:
            body = self._exactly(int(headers.get("content-length", "0")))
        if headers.get("connection", "").lower() == "close":
            self.close()
        return Answer(int(first.split(" ", 2)[1]), headers, body)

    def _chunks(self) -> bytes:
        body = b""
        while size := int(self._until(b"\r\n"), 16):
            body += self._exactly(size)
            self._exactly(2)
        self._until(b"\r\n")
        return body

    def _until(self, mark: bytes) -> bytes:
        while mark not in self._rest:
            self._more()
        found, _, self._rest = self._rest.partition(mark)
        return found

    def _exactly(self, size: int) -> bytes:
        parts, here = [self._rest], len(self._rest)
        while here < size:
            parts.append(self._received())
            here += len(parts[-1])
        whole = b"".join(parts)
        found, self._rest = whole[:size], whole[size:]
        return found

    def _more(self) -> None:
        self._rest += self._received()

    def _received(self) -> bytes:
        assert self._socket is not None
        data = self._socket.recv(262_144)
        if not data:
            raise ConnectionError("the server closed the connection")
        return data


def get(path: str, *, cookie: str = "") -> bytes:
    """The bytes of a GET as a browser on this machine would send it."""
    extra = f"Cookie: {cookie}\r\n" if cookie else ""
    return f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nAccept: text/html\r\n{extra}\r\n".encode()


def post(path: str, fields: dict[str, str], *, cookie: str = "") -> bytes:
    """The bytes of a form sent by a browser from a page of the same site."""
    body = urlencode(fields).encode()
    extra = f"Cookie: {cookie}\r\n" if cookie else ""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {HOST}\r\nAccept: text/html\r\nSec-Fetch-Site: same-origin\r\n"
        f"{extra}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


@dataclass
class Load:
    """What a stretch of load found."""

    answered: int = 0
    wrong: int = 0
    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        return self.answered / self.seconds if self.seconds else 0.0


Maker = Callable[[], bytes]


def press(port: int, make: Maker, *, expect: int, seconds: float, clients: int = 8, processes: int = 2) -> Load:
    """Ask with ``clients`` connections for ``seconds``; counts answers with the expected status, and the others."""
    context = multiprocessing.get_context("fork")
    results: multiprocessing.Queue[Load] = context.Queue()
    share = max(1, clients // processes)
    started = [
        context.Process(target=_press, args=(port, make, expect, seconds, share, results)) for _ in range(processes)
    ]
    for process in started:
        process.start()
    parts = [results.get(timeout=seconds + 60) for _ in started]
    for process in started:
        process.join(timeout=10)
    return Load(
        answered=sum(part.answered for part in parts),
        wrong=sum(part.wrong for part in parts),
        seconds=max(part.seconds for part in parts),
        latencies=[latency for part in parts for latency in part.latencies],
    )


def _press(
    port: int, make: Maker, expect: int, seconds: float, clients: int, results: "multiprocessing.Queue[Load]"
) -> None:
    loads = [Load() for _ in range(clients)]
    begin = time.monotonic()
    threads = [
        threading.Thread(target=_client, args=(port, make, expect, begin + seconds, load), daemon=True)
        for load in loads
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=seconds + 30)
    results.put(
        Load(
            answered=sum(load.answered for load in loads),
            wrong=sum(load.wrong for load in loads),
            seconds=time.monotonic() - begin,
            latencies=[latency for load in loads for latency in load.latencies],
        )
    )


def _client(port: int, make: Maker, expect: int, until: float, load: Load) -> None:
    connection = Connection(port)
    while (before := time.monotonic()) < until:
        try:
            good = connection.ask(make()).status == expect
        except ConnectionError:
            good = False
        load.latencies.append(time.monotonic() - before)
        load.answered += good
        load.wrong += not good
    connection.close()
