"""Sending deliveries: requests alone, no database. One chain per Bedarf in its order, several chains at the same time.

What leaves follows Standard Webhooks 1.0.0: a constant `webhook-id`, the moment of the try, and one signature for each secret that
counts. The way out is `kernel.outgoing`: https only, to the address that was checked, no redirects.
"""

import ssl
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from portal.feed.terms.webhooks import Outcome
from portal.kernel import clock, outgoing
from portal.kernel.outgoing import Answer, NotReached, Rules
from portal.kernel.runtime import settings

#: So long a receiver may take for one delivery, in seconds.
DEADLINE = 10.0
#: So many deliveries to one receiver are under way at once.
PARALLEL = 4
#: After so many seconds no further delivery of a batch is begun.
BATCH_SECONDS = 20.0
#: So many refusals without anything taken mean that the receiver takes nothing at all.
MOST_REFUSALS = 3

_OUTCOMES = {
    "outgoing.slow": Outcome.SLOW,
    "outgoing.certificate": Outcome.CERTIFICATE,
    "outgoing.moved": Outcome.MOVED,
    "outgoing.forbidden": Outcome.FORBIDDEN,
    "outgoing.url": Outcome.FORBIDDEN,
    "outgoing.https": Outcome.FORBIDDEN,
}
_TOO_BUSY = (408, 425, 429)
_GONE = 410

#: How far a request to an address may go.
RulesFor = Callable[[str], Rules]


@dataclass(frozen=True)
class Target:
    """Where a webhook leads and with which secrets it signs, the newest first."""

    url: str
    secrets: Sequence[str]


@dataclass(frozen=True)
class Parcel:
    """One delivery, ready to be sent."""

    message_id: str
    event_type: str
    body: str
    #: Number of the event; None for a test delivery.
    event_number: int | None = None


@dataclass(frozen=True)
class Try:
    """What became of a parcel."""

    parcel: Parcel
    at: datetime
    outcome: Outcome
    duration_ms: int
    status: int | None = None
    #: What the receiver wrote in Retry-After.
    retry_after: str = ""


@dataclass
class Batch:
    """What is sent together. After a failure of the receiver nothing further is begun."""

    target: Target
    chains: Sequence[Sequence[Parcel]]
    rules: Rules
    tries: list[Try] = field(default_factory=list)
    _is_over: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def send(self) -> list[Try]:
        """Send until everything is sent, the receiver fails or the time is over. Answers the tries in their order per chain."""
        begun, moment = time.monotonic(), clock.now()

        def at() -> datetime:
            return moment + timedelta(seconds=time.monotonic() - begun)

        def send_chain(chain: Sequence[Parcel]) -> None:
            for parcel in chain:
                if self._is_over.is_set() or time.monotonic() - begun > BATCH_SECONDS:
                    return
                done = send_one(self.target, parcel, at=at(), rules=self.rules)
                self._note(done)
                if done.outcome is not Outcome.DELIVERED:
                    return

        if len(self.chains) == 1:
            send_chain(self.chains[0])
        else:
            with ThreadPoolExecutor(PARALLEL, thread_name_prefix="webhook") as pool:
                list(pool.map(send_chain, self.chains))
        return self.tries

    def _note(self, done: Try) -> None:
        with self._lock:
            self.tries.append(done)
            if done.outcome.is_of_receiver or takes_nothing(self.tries):
                self._is_over.set()


def takes_nothing(tries: Sequence[Try]) -> bool:
    """Whether the receiver refused so much, and took nothing, that it is no matter of single deliveries."""
    is_refused = [one.outcome is Outcome.REFUSED for one in tries]
    return sum(is_refused) >= MOST_REFUSALS and all(is_refused)


def send_one(target: Target, parcel: Parcel, *, at: datetime, rules: Rules) -> Try:
    """Post one parcel. Whatever happens is an outcome, never an error."""
    begun = time.monotonic()

    def tried(outcome: Outcome, answer: Answer | None = None) -> Try:
        duration = round((time.monotonic() - begun) * 1000)
        if answer is None:
            return Try(parcel, at, outcome, duration)
        return Try(parcel, at, outcome, duration, answer.status, answer.retry_after)

    try:
        answer = outgoing.request(
            target.url, method="POST", headers=headers(target, parcel, at), body=parcel.body.encode(), rules=rules
        )
    except NotReached as error:
        return tried(_OUTCOMES.get(error.code, Outcome.AWAY))
    return tried(outcome_of(answer.status), answer)


def outcome_of(status: int) -> Outcome:
    """What a status says: taken, refused for good reason, gone, or not now."""
    if 200 <= status < 300:
        return Outcome.DELIVERED
    if status == _GONE:
        return Outcome.GONE
    return Outcome.REFUSED if 400 <= status < 500 and status not in _TOO_BUSY else Outcome.FAILED


def headers(target: Target, parcel: Parcel, at: datetime) -> dict[str, str]:
    """The headers of one try."""
    return {
        "Content-Type": "application/json",
        "User-Agent": "Miteinander-Webhook",
        "webhook-id": parcel.message_id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(_signed(secret, parcel, at) for secret in target.secrets),
    }


def _signed(secret: str, parcel: Parcel, at: datetime) -> str:
    from standardwebhooks.webhooks import Webhook as Signer

    return Signer(secret).sign(parcel.message_id, at, parcel.body)


def rules_for(url: str) -> Rules:
    """The rules of `outgoing.STRICT` with a longer deadline; this machine itself only by the name that the settings declare."""
    rules = replace(outgoing.STRICT, deadline=DEADLINE, wants_body=False, tls=_tls)
    known = settings()
    if not known.local_receiver or urlsplit(url).hostname != known.local_receiver:
        return rules
    return replace(
        rules,
        resolve=lambda _host, _port: ["127.0.0.1"],
        may_reach=lambda address: address.is_loopback,
        ports=None,
        tls=lambda: _local_tls(known.local_receiver_ca),
    )


@lru_cache(maxsize=1)
def _tls() -> ssl.SSLContext:
    """Reading the system's certificates takes longer than a delivery, so they are read once."""
    return ssl.create_default_context()


@lru_cache(maxsize=4)
def _local_tls(certificate: Path | None) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(certificate) if certificate else None)
