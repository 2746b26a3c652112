"""1,000 pairs of people save the same note of a meeting at the same moment, against two gunicorn workers.

One of each pair must win and the other must get 409 together with the words that won; nobody's words may replace somebody else's
unseen. On SQLite, and on PostgreSQL where there is one.
"""

import http.client
import json
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from bench.databases import Installation, installation, postgres_answers
from bench.figures import figure, percentile
from bench.servers import gunicorn

PAIRS = 1_000
NOTES = 20
PROMISE = "0"


@dataclass(frozen=True)
class Prepared:
    """A running meeting with notes, and two signed-in people."""

    meeting_id: str
    note_ids: tuple[str, ...]
    cookies: tuple[str, str]


def main(pairs: int = PAIRS) -> int:
    """Print how many words were lost on each database; the exit status is 1 when any were."""
    kinds = ["sqlite", *(["postgresql"] if postgres_answers() else [])]
    return 1 if sum(_measure(kind, pairs) for kind in kinds) else 0


def _measure(kind: str, pairs: int) -> int:
    with installation(kind) as installed:
        prepared = prepare(installed)
        with gunicorn("wsgi:app", installed.env) as server:
            outcome = save_in_pairs(server.port, prepared, pairs)
    lost = outcome["overwritten"] + outcome["without_text"] + outcome["other"]
    how = {"pairs": pairs, "database": kind, "workers": 2}
    figure(
        "minutes.overwritten", outcome["overwritten"], "saves", promise=PROMISE, held=not outcome["overwritten"], **how
    )
    figure(
        "minutes.losers_without_both_texts",
        outcome["without_text"] + outcome["other"],
        "saves",
        promise=PROMISE,
        held=not outcome["without_text"] + outcome["other"],
        conflicts=outcome["conflicts"],
        **how,
    )
    figure("minutes.save_p95", outcome["p95"], "s", promise="<= 2", held=outcome["p95"] <= 2, **how)
    return int(lost)


def prepare(installed: Installation) -> Prepared:
    """Make the meeting, its notes and two sessions in a process of its own, so that this one holds no portal."""
    import subprocess

    done = subprocess.run(
        [sys.executable, "-m", "bench.minutes", "prepare"],
        env=installed.env,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    made = json.loads(done.stdout.splitlines()[-1])
    return Prepared(made["meeting"], tuple(made["notes"]), (made["cookies"][0], made["cookies"][1]))


def save_in_pairs(port: int, prepared: Prepared, pairs: int) -> dict[str, Any]:
    """Let two people save each note at once, again and again, and count what became of their words."""
    versions = dict.fromkeys(prepared.note_ids, 1)
    counted: Counter[str] = Counter()
    seconds: list[float] = []
    with ThreadPoolExecutor(2) as two:
        for number in range(pairs):
            note_id = prepared.note_ids[number % len(prepared.note_ids)]
            gate = threading.Barrier(2)
            sent = [
                two.submit(_save, port, prepared, who, note_id, f"Paar {number}, Person {who}", versions[note_id], gate)
                for who in (0, 1)
            ]
            answers = [one.result() for one in sent]
            seconds += [one["seconds"] for one in answers]
            versions[note_id] = _judge(answers, counted, versions[note_id])
    return {
        "overwritten": counted["overwritten"],
        "without_text": counted["without_text"],
        "other": counted["other"],
        "conflicts": counted["conflicts"],
        "p95": percentile(seconds, 0.95),
    }


def _judge(answers: list[dict[str, Any]], counted: Counter[str], before: int) -> int:
    """One wins, one is told what won. Returns the version after this pair."""
    won = [one for one in answers if one["status"] == 200]
    lost = [one for one in answers if one["status"] == 409]
    if len(won) == 2:
        counted["overwritten"] += 1
        return max(int(one["body"]["version"]) for one in won)
    if len(won) != 1 or len(lost) != 1:
        counted["other"] += 1
        return int(won[0]["body"]["version"]) if won else before
    counted["conflicts"] += 1
    if lost[0]["body"].get("theirs", {}).get("text") != won[0]["text"]:
        counted["without_text"] += 1
    return int(won[0]["body"]["version"])


def _save(
    port: int, prepared: Prepared, who: int, note_id: str, text: str, version: int, gate: threading.Barrier
) -> dict[str, Any]:
    body = urlencode({"text": text, "kind": "info", "version": version})
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {
        "Cookie": prepared.cookies[who],
        "Accept": "application/json",
        "Content-Type": "application/x-www-form-urlencoded",
        "Sec-Fetch-Site": "same-origin",
    }
    gate.wait()
    begun = time.monotonic()
    connection.request("POST", f"/arbeit/runde-tische/sitzungen/{prepared.meeting_id}/notizen/{note_id}", body, headers)
    answer = connection.getresponse()
    said = answer.read()
    connection.close()
    taken = time.monotonic() - begun
    return {"status": answer.status, "body": _json(said), "text": text, "seconds": taken}


def _json(said: bytes) -> dict[str, Any]:
    try:
        found = json.loads(said)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _prepare() -> None:
    from portal.accounts import actions as accounts
    from portal.accounts.routes.cookies import cookie_name
    from portal.app import create_app
    from portal.kernel.db import unit_of_work
    from portal.kernel.policy import Role
    from portal.settings import Settings
    from tests.factories import evenings
    from tests.factories.accounts import make_account

    with create_app(Settings.from_env(), worker=False).app_context():
        meeting = evenings.make_meeting()
        notes = [str(evenings.note(meeting, f"Notiz {number}").id) for number in range(NOTES)]
        cookies = []
        for _person in range(2):
            account = make_account(Role.MODERATOR, meeting.round_table.sozialraum)
            with unit_of_work():
                cookies.append(f"{cookie_name()}={accounts.open_session(account)}")
        print(json.dumps({"meeting": str(meeting.id), "notes": notes, "cookies": cookies}))


if __name__ == "__main__":
    if sys.argv[1:] == ["prepare"]:
        _prepare()
    else:
        sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else PAIRS))
