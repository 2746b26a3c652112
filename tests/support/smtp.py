"""A mail server of the test's own on a real socket: it takes mails, refuses them, or hangs up at the worst moment."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from enum import Enum
from typing import Any


class Mood(Enum):
    """How the server treats the next mail."""

    TAKES = "takes"
    NOBODY_HERE = "nobody here"
    BUSY = "busy"
    HANGS_UP_HAVING_IT = "hangs up having it"
    CLOSED = "closed"


class MailServer(socketserver.ThreadingTCPServer):
    """`took` holds every mail it has, in order; `mood` may be changed at any time."""

    daemon_threads = allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.took: list[EmailMessage] = []
        self.mood = Mood.TAKES

    @property
    def settings(self) -> dict[str, Any]:
        """What a portal needs to send its mails here."""
        host, port = self.server_address[0], self.server_address[1]
        return {"mail_mode": "smtp", "smtp_host": host, "smtp_port": port, "smtp_starttls": False}


class _Conversation(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self._say("421 closed" if self.server.mood is Mood.CLOSED else "220 here")
        while line := self.rfile.readline().decode().strip():
            word = line.partition(" ")[0].upper()
            if word == "DATA" and not self._take():
                return
            if word == "QUIT":
                self._say("221 bye")
                return
            if word != "DATA":
                self._say(self._answer(word))

    def _answer(self, word: str) -> str:
        if word == "RCPT" and self.server.mood is Mood.NOBODY_HERE:
            return "550 unknown"
        if word == "MAIL" and self.server.mood is Mood.BUSY:
            return "451 later"
        return "250 ok"

    def _take(self) -> bool:
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        message = message_from_bytes(b"".join(lines), policy=default)
        assert isinstance(message, EmailMessage)
        self.server.took.append(message)
        if self.server.mood is Mood.HANGS_UP_HAVING_IT:
            return False
        self._say("250 taken")
        return True

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """A server for the length of the block."""
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
