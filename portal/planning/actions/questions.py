"""Questions that are still open about a Bedarf: asking, handing on, answering."""

from datetime import date
from uuid import UUID

from portal.accounts import queries as accounts
from portal.kernel import clock
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput, NotFound
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.needs.models import Need
from portal.needs.policy import READERS
from portal.planning.models.analysis import OpenQuestion
from portal.planning.policy.analysis import AnalysisPermission
from portal.planning.queries import analysis as queries
from portal.planning.terms.analysis import LONGEST_QUESTION, LONGEST_TEXT, MOST_QUESTIONS
from portal.planning.terms.targets import LATEST_YEAR, OLDEST_YEAR
from portal.sectorplans import queries as sectorplans


def ask_question(
    need: Need, *, text: str, responsible_id: UUID | None = None, due_on: date | None = None, by: Actor
) -> OpenQuestion:
    """Note what is still to be found out, by whom and until when. It stands under "Heute dran" of that person."""
    ensure(AnalysisPermission.EDIT, by, need)
    if sum(one.is_open for one in queries.questions_of(need.id)) >= MOST_QUESTIONS:
        raise InvalidInput(
            "question.too-many", N_("Es sind schon dreißig Fragen offen. Beantworten Sie zuerst einige."), field="text"
        )
    question = OpenQuestion(need_id=need.id, created_by=by.id)
    _write(question, need, text, responsible_id, due_on)
    session().add(question)
    session().flush()
    return question


def change_question(
    question: OpenQuestion,
    *,
    text: str,
    responsible_id: UUID | None,
    due_on: date | None,
    collection_id: UUID | None,
    version: int,
    by: Actor,
) -> None:
    """Reword it, hand it to somebody else, or name the Erhebung in which people are asked.

    Raises `Conflict` when somebody saved since `version`.
    """
    ensure(AnalysisPermission.EDIT, by, question.need)
    if question.version != version:
        raise Conflict
    _write(question, question.need, text, responsible_id, due_on)
    if collection_id is not None:
        sectorplans.collection(collection_id)
    question.data_collection_id = collection_id
    session().flush()


def answer_question(question: OpenQuestion, *, answer: str, by: Actor) -> None:
    """Say what was found out; it is open no more and stays to be read."""
    ensure(AnalysisPermission.ANSWER, by, question)
    if not answer:
        raise InvalidInput(
            "question.no-answer", N_("Bitte schreiben Sie, was Sie herausgefunden haben."), field="answer"
        )
    if len(answer) > LONGEST_TEXT:
        raise InvalidInput("question.long-answer", N_("Die Antwort ist zu lang."), field="answer")
    question.answer, question.closed_at, question.closed_by = answer, clock.now(), by.id
    session().flush()


def _write(question: OpenQuestion, need: Need, text: str, responsible_id: UUID | None, due_on: date | None) -> None:
    if not text:
        raise InvalidInput("question.empty", N_("Bitte schreiben Sie die Frage auf."), field="text")
    if len(text) > LONGEST_QUESTION:
        raise InvalidInput("question.too-long", N_("Die Frage ist zu lang, möglich sind 400 Zeichen."), field="text")
    if due_on is not None and not OLDEST_YEAR <= due_on.year <= LATEST_YEAR:
        raise InvalidInput("question.odd-day", N_("Bitte prüfen Sie das Datum."), field="due_on")
    if responsible_id is not None and responsible_id != question.responsible_id:
        _ensure_works_here(responsible_id, need)
    question.text, question.responsible_id, question.due_on = text, responsible_id, due_on


def _ensure_works_here(account_id: UUID, need: Need) -> None:
    refused = InvalidInput(
        "question.nobody", N_("Diese Person kann den Bedarf nicht lesen. Bitte wählen Sie neu."), field="responsible_id"
    )
    try:
        account = accounts.account(account_id)
    except NotFound:
        raise refused from None
    if not account.is_active or not account.holds(*READERS, within=need.lineage):
        raise refused
