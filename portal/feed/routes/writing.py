"""What systems give back. Each request carries an Idempotency-Key; what changes one thing carries the version it was read with."""

import hashlib
import re
from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from flask import Response, request
from pydantic import BaseModel, ValidationError

from portal.feed.actions import writing as actions
from portal.feed.actions.writing import EnteredValue, MilestoneDay
from portal.feed.queries.changes import change_of
from portal.feed.queries.resources import readable_papers
from portal.feed.queries.writing import stored_answer
from portal.feed.routes.answers import PRIVATE, json_answer
from portal.feed.routes.blueprint import Refused, VersionPassed, bp
from portal.feed.routes.guard import api_client, with_right
from portal.feed.routes.resources import MEASURES, PAPERS, Resource, answer_of
from portal.feed.routes.writing_schema import PaperChange, Progress, ResultNote, ValueNotes
from portal.feed.terms.clients import ApiRight
from portal.feed.terms.writing import KEY_LONGEST, KEY_SHORTEST, LARGEST_BODY
from portal.kernel.db import session, unit_of_work
from portal.kernel.errors import Conflict
from portal.kernel.text import N_
from portal.planning.actions.decisions import ResultDraft
from portal.web.documents.json import JSON_MIMETYPE

Body = TypeVar("Body", bound=BaseModel)
_TAG = re.compile(r'(?:W/)?"([0-9]{1,18})\.[0-9a-f]*(?:-[a-z]{1,10})?"', re.ASCII)
_KEY = re.compile(rf"[\x21-\x7e]{{{KEY_SHORTEST},{KEY_LONGEST}}}", re.ASCII)


class KeyMissing(Refused):
    code = "idempotency-key-missing"
    message = N_(
        "Schreiben braucht einen Kopf „Idempotency-Key“ mit 8 bis 100 Zeichen, für jeden Vorgang einen neuen: "
        "Dann geschieht er nur einmal, auch wenn Sie ihn wiederholen."
    )


class KeyReused(Refused):
    status = 422
    title = N_("Bitte prüfen Sie Ihre Angaben")
    code = "idempotency-key-reused"
    message = N_(
        "Unter diesem Idempotency-Key haben Sie schon etwas anderes gesendet. Nehmen Sie für jeden Vorgang einen neuen."
    )


class VersionMissing(Refused):
    status = 428
    title = N_("Welche Fassung?")
    code = "version-missing"
    message = N_("Ändern braucht einen Kopf „If-Match“ mit dem ETag, den Sie zuletzt gelesen haben.")


class BodyWrong(Refused):
    status = 422
    title = N_("Bitte prüfen Sie Ihre Angaben")
    code = "body-invalid"
    message = N_("Das Feld „%(name)s“ passt nicht zur Beschreibung der Schnittstelle.")


class BodyUnreadable(Refused):
    code = "body-unreadable"
    message = N_("Der Text der Anfrage ist kein JSON.")


class NotJson(Refused):
    status = 415
    code = "not-json"
    message = N_("Senden Sie JSON: „Content-Type: application/json“.")


class BodyTooLarge(Refused):
    status = 413
    title = N_("Das ist zu groß")
    code = "too-large"
    message = N_("Eine Anfrage darf höchstens 64 kB groß sein. Teilen Sie sie bitte auf.")


@bp.patch("/papers/<uuid:paper_id>")
@with_right(ApiRight.WRITE_PAPERS)
def change_paper(paper_id: UUID) -> Response:
    """Number and address of a Beschlussvorlage in the council information system; or that it was taken back."""
    body = _body(PaperChange)
    told = body.model_dump(include=body.model_fields_set - {"status"})
    return _once(
        lambda: actions.change_paper(api_client(), paper_id, **told, withdraw=body.status is not None),
        lambda: answer_of(PAPERS, paper_id),
        of=(PAPERS, paper_id),
    )


@bp.put("/papers/<uuid:paper_id>/deliberations/<uuid:deliberation_id>")
@with_right(ApiRight.WRITE_DECISIONS)
def note_result(paper_id: UUID, deliberation_id: UUID) -> Response:
    """What came out of a session."""
    draft = ResultDraft(**_body(ResultNote).model_dump())
    return _once(
        lambda: actions.note_result(api_client(), paper_id, deliberation_id, draft),
        lambda: answer_of(PAPERS, paper_id),
        of=(PAPERS, paper_id),
    )


@bp.patch("/measures/<uuid:measure_id>")
@with_right(ApiRight.WRITE_MEASURES)
def note_progress(measure_id: UUID) -> Response:
    """How far a Maßnahme is."""
    body = _body(Progress)
    days = [MilestoneDay(one.id, one.done_on) for one in body.milestones]
    return _once(
        lambda: actions.note_progress(
            api_client(),
            measure_id,
            spent=body.budget_spent,
            is_spent_told="budget_spent" in body.model_fields_set,
            days=days,
        ),
        lambda: answer_of(MEASURES, measure_id),
        of=(MEASURES, measure_id),
    )


@bp.put("/indicators/<key>/values")
@with_right(ApiRight.WRITE_INDICATORS)
def enter_values(key: str) -> Response:
    """Values of a Kennzahl, in the place of what stood there."""
    values = [EnteredValue(one.place_id, one.on, one.status, one.value) for one in _body(ValueNotes).values]
    return _once(lambda: actions.enter_values(api_client(), key, values), lambda: json_answer({"written": len(values)}))


def _once(
    work: Callable[[], None], answered: Callable[[], Response], *, of: tuple[Resource, UUID] | None = None
) -> Response:
    """Do it unless it was done under this key, and answer as the first time."""
    key, version = _idempotency_key(), _version() if of is not None else None
    mark = _fingerprint()
    client_id = api_client().id
    if stored_answer(client_id, key) is None:
        try:
            with unit_of_work():
                actions.claim(api_client(), key, mark)
                if of is not None:
                    _ensure_version(of, version)
                work()
        except Conflict:
            if stored_answer(client_id, key) is None:  # somebody else changed the thing, not the same request twice
                raise
    return _answer(client_id, key, mark, answered)


def _answer(client_id: UUID, key: str, mark: bytes, answered: Callable[[], Response]) -> Response:
    stored = stored_answer(client_id, key)
    assert stored is not None, "it was claimed and committed"
    if stored.fingerprint != mark:
        raise KeyReused
    if not stored.body:
        made = answered()
        with unit_of_work():
            actions.keep_answer(
                stored, status=made.status_code, body=made.get_data(as_text=True), etag=made.get_etag()[0] or ""
            )
    response = Response(stored.body, stored.status, content_type=JSON_MIMETYPE)
    response.set_etag(stored.etag)
    response.headers["Cache-Control"] = PRIVATE
    return response


def _body(shape: type[Body]) -> Body:
    if request.mimetype != JSON_MIMETYPE:
        raise NotJson
    if (request.content_length or 0) > LARGEST_BODY:
        raise BodyTooLarge
    request.max_content_length = (
        LARGEST_BODY + 1
    )  # what comes in pieces says no length, and is cut off there without a word
    if len(request.get_data()) > LARGEST_BODY:
        raise BodyTooLarge
    try:
        return shape.model_validate_json(request.get_data(), strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        if first["type"] == "json_invalid":
            raise BodyUnreadable from None
        name = ".".join(str(part) for part in first["loc"])[:80]
        raise BodyWrong(field=name, name=name) from None


def _idempotency_key() -> str:
    key = request.headers.get("Idempotency-Key", "")
    if not _KEY.fullmatch(key):
        raise KeyMissing(field="Idempotency-Key")
    return key


def _version() -> str:
    if "If-Match" not in request.headers:
        raise VersionMissing(field="If-Match")
    return request.headers["If-Match"]


def _ensure_version(of: tuple[Resource, UUID], version: str | None) -> None:
    """Raises `VersionPassed` unless one of the tags begins with the number of the latest change. What does not exist for this
    system is left to the action, which says so: whether there is something beyond its Sozialraum must not show here.

    Servers in between that pack answers mark the tags as weak or with an ending: the number says the same, so these count too.
    """
    resource, own = of
    change = change_of(resource.kind, own)
    if change is None or version == "*" or not _is_known(resource, own):
        return
    tags = _TAG.findall(version or "")
    if str(change.change_number) not in tags:
        raise VersionPassed(field="If-Match")


def _is_known(resource: Resource, own: UUID) -> bool:
    """Whether the system may know of a thing that it wants to write."""
    reader = api_client()
    known = readable_papers(reader, as_planner=True) if resource is PAPERS else resource.visible(reader, {})
    return session().scalar(known.where(known.selected_columns[0] == own)) is not None


def _fingerprint() -> bytes:
    parts = (request.method, request.path, request.headers.get("If-Match", ""))
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogateescape") + b"\n" + request.get_data()).digest()
