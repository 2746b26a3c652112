"""Asking the county's desk for help with one sentence, and its answer."""

from uuid import UUID

from sqlalchemy import select

from portal.accounts import queries as accounts
from portal.kernel import mail
from portal.kernel.clock import now
from portal.kernel.db import session
from portal.kernel.errors import InvalidInput
from portal.kernel.policy import Actor, Role, ensure
from portal.kernel.runtime import settings
from portal.kernel.text import N_
from portal.kuemmerer.actions.telling import tell
from portal.kuemmerer.models import HelpRequest, KuemmererProject
from portal.kuemmerer.policy import KuemmererPermission
from portal.kuemmerer.terms.projects import EntryKind

_SUBJECT = "Hilfe nötig: %(project)s"
_BODY = """Guten Tag,

das Quartiersprojekt „%(project)s“ (%(places)s) bittet um Hilfe:

%(question)s

Gefragt hat: %(who)s

Hier antworten Sie:
%(address)s

Diese Nachricht hat das Portal geschrieben.
"""
_ANSWER_SUBJECT = "Antwort des Landkreises: %(project)s"
_ANSWER = """Guten Tag,

zu Ihrer Bitte um Hilfe beim Quartiersprojekt „%(project)s“ gibt es eine Antwort.

Ihre Frage:
%(question)s

Antwort von %(who)s:
%(answer)s

Zum Projekt:
%(address)s

Diese Nachricht hat das Portal geschrieben.
"""


def ask_for_help(
    project: KuemmererProject, question: str, *, submission_key: UUID | None = None, by: Actor
) -> HelpRequest:
    """Tell the Sozialplanung of the county by mail and on its list. The same key again answers the request that is there."""
    ensure(KuemmererPermission.ASK_FOR_HELP, by, project)
    if submission_key is not None:
        wanted = select(HelpRequest).where(
            HelpRequest.project_id == project.id, HelpRequest.submission_key == submission_key
        )
        if (there := session().scalar(wanted)) is not None:
            return there
    if not question:
        raise InvalidInput(
            "kuemmerer.no-question",
            N_("Bitte schreiben Sie in einem Satz, wobei Sie Hilfe brauchen."),
            field="question",
        )
    request = HelpRequest(project_id=project.id, question=question, asked_by=by.id, submission_key=submission_key)
    session().add(request)
    tell(project, EntryKind.HELP_ASKED, by=by, text=question)
    facts = {
        "project": project.name,
        "places": project.place_names,
        "question": question,
        "who": by.name,
        "address": f"{settings().base_url}/arbeit/quartiersprojekte/hilfe-noetig",
    }
    for planner in accounts.holders(Role.PLANNER, within=project.lineage):
        if planner.id != by.id:
            mail.outgoing(
                planner.email, _SUBJECT % facts, _BODY % facts, key=f"kuemmerer.help/{request.id}/{planner.id}"
            )
    return request


def answer_help(request: HelpRequest, answer: str, *, close: bool = False, by: Actor) -> None:
    """Answer, once or anew, and close it if nothing is left to be done. Who asked gets the answer by mail."""
    ensure(KuemmererPermission.ANSWER_HELP, by, request)
    if not answer:
        raise InvalidInput("kuemmerer.no-answer", N_("Bitte schreiben Sie eine Antwort."), field="answer")
    if answer != request.answer:
        request.answer, request.answered_at, request.answered_by = answer, now(), by.id
        tell(request.project, EntryKind.HELP_ANSWERED, by=by, text=answer)
        _send_answer(request, by)
    if close:
        request.closed_at, request.closed_by = now(), by.id
    session().flush()


def close_help(request: HelpRequest, *, by: Actor) -> None:
    """Say that nothing more is to be done about it: it is solved, with or without an answer."""
    ensure(KuemmererPermission.CLOSE_HELP, by, request)
    request.closed_at, request.closed_by = now(), by.id
    session().flush()


def _send_answer(request: HelpRequest, by: Actor) -> None:
    if request.asked_by is None or request.asked_by == by.id:
        return
    asker = accounts.account(request.asked_by)
    if not asker.is_active:
        return
    facts = {
        "project": request.project.name,
        "question": request.question,
        "answer": request.answer,
        "who": by.name,
        "address": f"{settings().base_url}/arbeit/quartiersprojekte/{request.project_id}",
    }
    key = f"kuemmerer.answer/{request.id}/{request.version}"
    mail.outgoing(asker.email, _ANSWER_SUBJECT % facts, _ANSWER % facts, key=key)
