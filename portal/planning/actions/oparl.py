"""Reading about a Beschlussvorlage by OParl 1.1: asked by a person, read by the worker, taken over by a person."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from portal.kernel import clock, jobs, outgoing
from portal.kernel.db import session, unit_of_work
from portal.kernel.errors import InvalidInput, InvalidTransition
from portal.kernel.jobs import JobResult, Progress
from portal.kernel.outgoing import NotReached, Rules
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_, clean_text
from portal.planning.actions.papers import check_address
from portal.planning.models import CouncilPaper, OparlReading
from portal.planning.policy.council import PaperPermission
from portal.planning.terms.committees import LATEST_YEAR, OLDEST_YEAR
from portal.planning.terms.oparl import LONGEST_OPARL_TEXT, PAPER_TYPES, ReadingState
from portal.planning.terms.papers import LONGEST_OUTSIDE_NUMBER, LONGEST_PAPER_TITLE

log = logging.getLogger("portal.planning")

OPARL_JOB = "planning.oparl"
#: So many agenda items are asked for a result when the paper only links to them.
MOST_ITEMS = 3


@dataclass(frozen=True)
class FoundPaper:
    """What a server tells about a paper; "" and None for what it leaves out."""

    title: str
    reference: str
    dated_on: date | None
    result: str


def ask_oparl(paper: CouncilPaper, *, address: str, by: Actor) -> OparlReading:
    """Let the worker read an address. Nothing of the paper changes."""
    ensure(PaperPermission.EDIT, by, paper)
    check_address(address, field="address")
    row = OparlReading(paper_id=paper.id, address=address, asked_by=by.id)
    session().add(row)
    session().flush()
    jobs.start(OPARL_JOB, owner=by.id, title=N_("Vorlage über OParl lesen"), reading_id=str(row.id))
    return row


@jobs.job(OPARL_JOB)
def run_oparl(_progress: Progress, *, reading_id: str) -> JobResult | None:
    """What the worker does."""
    finish_reading(UUID(reading_id))
    return None


def finish_reading(reading_id: UUID, *, rules: Rules = outgoing.STRICT) -> None:
    """Read the address and write down what was found, or in one sentence why not. A reading that is over stays as it is."""
    row = session().get(OparlReading, reading_id)
    if row is None or row.state is not ReadingState.WAITING:
        return
    address, found, problem = row.address, None, ""
    session().rollback()
    try:
        found = _read(address, rules)
    except NotReached as error:
        problem = str(error)
    except Exception as error:  # whatever a foreign server made of it, the reading must not wait for ever
        log.error("reading failed", extra={"error": type(error).__name__}, exc_info=error)
        problem = NotReached.message
    with unit_of_work() as unit:
        row = unit.get(OparlReading, reading_id)
        if row is not None and row.state is ReadingState.WAITING:
            _finish(row, found, problem)


def _read(address: str, rules: Rules) -> FoundPaper:
    value = outgoing.fetch_json(address, rules=rules)
    found = found_in(value)
    if found.result:
        return found
    for link in _item_links(value, urlsplit(address).netloc):
        try:
            item = outgoing.fetch_json(link, rules=rules)
        except NotReached:
            continue
        if isinstance(item, Mapping) and (said := _text(item, "result")):
            return replace(found, result=said)
    return found


def _item_links(value: Mapping[str, Any], server: str) -> list[str]:
    """Addresses of the agenda items of its consultations on the same server, the latest first; few, for each may be slow."""
    consultations = value.get("consultation")
    items = (
        [one.get("agendaItem") for one in consultations if isinstance(one, Mapping)]
        if isinstance(consultations, list)
        else []
    )
    links = [one for one in items if isinstance(one, str) and urlsplit(one).netloc == server]
    return links[::-1][:MOST_ITEMS]


def _finish(row: OparlReading, found: FoundPaper | None, problem: str) -> None:
    row.finished_at = clock.now()
    if found is None:
        row.state, row.problem = ReadingState.FAILED, problem[:LONGEST_OPARL_TEXT]
        return
    row.state = ReadingState.DONE
    row.title, row.reference, row.dated_on, row.result = found.title, found.reference, found.dated_on, found.result


def found_in(value: Any) -> FoundPaper:
    """Title, number, date and result of a Paper object (OParl 1.1). Raises `NotReached` for everything else.

    The result belongs to the agenda item of a consultation; here it is found where the server embeds that item.
    """
    if not isinstance(value, Mapping):
        raise NotReached("oparl.no-object", N_("Die Antwort ist kein OParl-Objekt."))
    kind = value.get("type")
    if not isinstance(kind, str) or "oparl.org" not in kind:
        raise NotReached("oparl.no-object", N_("Die Antwort ist kein OParl-Objekt."))
    if kind.rstrip("/") not in PAPER_TYPES:
        raise NotReached(
            "oparl.other-type",
            N_(
                "Die Adresse führt zu etwas anderem als einer Vorlage (%(kind)s). Bitte geben Sie die Adresse der Vorlage an."
            ),
            kind=kind.rstrip("/").rpartition("/")[2][:60],
        )
    if value.get("deleted") is True:
        raise NotReached("oparl.deleted", N_("Diese Vorlage wurde im Ratsinformationssystem gelöscht."))
    found = FoundPaper(_text(value, "name"), _text(value, "reference"), _day(value.get("date")), _result(value))
    if not any((found.title, found.reference, found.dated_on, found.result)):
        raise NotReached(
            "oparl.empty",
            N_("Die Vorlage nennt weder Titel noch Datum noch Ergebnis. Ihre Eingaben bleiben, wie sie sind."),
        )
    return found


def _text(value: Mapping[str, Any], name: str) -> str:
    said = value.get(name)
    return clean_text(said, lines=False)[:LONGEST_OPARL_TEXT] if isinstance(said, str) else ""


def _day(said: Any) -> date | None:
    try:
        day = date.fromisoformat(said[:10]) if isinstance(said, str) else None
    except ValueError:
        return None
    return day if day is not None and OLDEST_YEAR <= day.year <= LATEST_YEAR else None


def _result(value: Mapping[str, Any]) -> str:
    consultations = value.get("consultation")
    found = ""
    for one in consultations if isinstance(consultations, list) else []:
        if not isinstance(one, Mapping):
            continue
        item = one.get("agendaItem")
        said = _text(item, "result") if isinstance(item, Mapping) else ""
        found = said or _text(one, "result") or found
    return found


def take_over(paper: CouncilPaper, row: OparlReading, *, by: Actor) -> None:
    """Write title, number and address into the paper; what the server did not tell stays as typed.

    Date and result are shown beside the form of the result and never written by themselves: a Beschluss needs a session.
    """
    ensure(PaperPermission.EDIT, by, paper)
    if row.state is not ReadingState.DONE:
        raise InvalidTransition("oparl.not-read", N_("Von dieser Adresse wurde (noch) nichts gelesen."))
    if len(row.title) > LONGEST_PAPER_TITLE:
        raise InvalidInput(
            "oparl.long-title", N_("Der Titel ist länger als 160 Zeichen. Bitte tragen Sie ihn gekürzt selbst ein.")
        )
    paper.title = row.title or paper.title
    paper.outside_number = row.reference[:LONGEST_OUTSIDE_NUMBER] or paper.outside_number
    paper.outside_address = row.address
    session().flush()
