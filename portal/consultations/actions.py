"""What can be done with Verfahren."""

from dataclasses import dataclass
from datetime import date

from portal.consultations import queries
from portal.consultations.events import ConsultationClosed, ConsultationPublished
from portal.consultations.models import Consultation
from portal.consultations.policy import ConsultationPermission
from portal.consultations.terms import CONSULTATION, LONGEST_TITLE, NO_OUTCOME, ConsultationState
from portal.kernel import audit
from portal.kernel.clock import now
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.events import record
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_, fold
from portal.places.models import Sozialraum
from portal.places.terms import slug_of

PUBLISHED = audit.kind("consultations.published", N_("Verfahren veröffentlicht"), keys=("consultation_id",))
CLOSED = audit.kind("consultations.closed", N_("Verfahren abgeschlossen"), keys=("consultation_id",))
DISCARDED = audit.kind("consultations.discarded", N_("Entwurf eines Verfahrens verworfen"), keys=("consultation_id",))


@dataclass(frozen=True, kw_only=True)
class ConsultationDraft:
    """Everything an author writes about a Verfahren. Only title and place are needed until it is published."""

    title: str
    place: Sozialraum
    purpose: str = ""
    opens_on: date | None = None
    closes_on: date | None = None
    contact_name: str = ""
    contact_phone: str = ""
    contact_email: str = ""
    moderate_first: bool = False


def create(draft: ConsultationDraft, *, by: Actor) -> Consultation:
    """Draft a Verfahren. Nobody outside sees it before `publish`."""
    ensure(ConsultationPermission.DRAFT_HERE, by, draft.place)
    _check(draft)
    consultation = Consultation(created_by=by.id, slug=queries.free_slug(_slug(draft.title)), sozialraum=draft.place)
    _write(consultation, draft)
    session().add(consultation)
    session().flush()
    return consultation


def edit(consultation: Consultation, draft: ConsultationDraft, *, version: int, by: Actor) -> None:
    """Replace what the author wrote.

    `version` is the one the author had before them; raises `Conflict` when somebody saved meanwhile. A published Verfahren keeps
    its address, and must still fulfil the checklist afterwards.
    """
    ensure(ConsultationPermission.EDIT, by, consultation)
    ensure(ConsultationPermission.DRAFT_HERE, by, draft.place)
    if consultation.version != version:
        raise Conflict
    _check(draft)
    if consultation.state is ConsultationState.DRAFT and consultation.title != draft.title:
        consultation.slug = queries.free_slug(_slug(draft.title), besides=consultation.id)
    _write(consultation, draft)
    if consultation.is_public:
        _ensure_complete(consultation)
    session().flush()


def publish(consultation: Consultation, *, by: Actor) -> None:
    """Let everybody see it from now on. Raises `InvalidInput` while the checklist is not complete."""
    ensure(ConsultationPermission.PUBLISH, by, consultation)
    _ensure_complete(consultation)
    _move(consultation, ConsultationState.PUBLISHED)
    consultation.published_at = now()
    audit.log(PUBLISHED, by=by, consultation_id=consultation.id)
    record(ConsultationPublished(consultation_id=consultation.id, sozialraum_id=consultation.sozialraum_id, by=by.id))


def close(consultation: Consultation, *, outcome: str, by: Actor) -> None:
    """End it and tell what became of it. Nothing more can be said in it; the page stays."""
    ensure(ConsultationPermission.CLOSE, by, consultation)
    _ensure_outcome(outcome)
    _move(consultation, ConsultationState.CLOSED)
    consultation.outcome, consultation.closed_at = outcome, now()
    audit.log(CLOSED, by=by, consultation_id=consultation.id)
    record(ConsultationClosed(consultation_id=consultation.id, by=by.id))


def tell_outcome(consultation: Consultation, *, outcome: str, version: int, by: Actor) -> None:
    """Say anew what became of a closed Verfahren. Raises `Conflict` when somebody saved meanwhile."""
    ensure(ConsultationPermission.TELL_OUTCOME, by, consultation)
    if consultation.version != version:
        raise Conflict
    _ensure_outcome(outcome)
    consultation.outcome = outcome


def discard(consultation: Consultation, *, by: Actor) -> None:
    """Delete a draft that nobody outside has seen."""
    ensure(ConsultationPermission.DISCARD, by, consultation)
    audit.log(DISCARDED, by=by, consultation_id=consultation.id)
    session().delete(consultation)


def _check(draft: ConsultationDraft) -> None:
    if not draft.title:
        raise InvalidInput("consultation.no-title", N_("Bitte geben Sie dem Verfahren einen Titel."), field="title")
    if draft.opens_on and draft.closes_on and draft.closes_on < draft.opens_on:
        raise InvalidInput(
            "consultation.ends-before-it-begins",
            N_("Das Ende liegt vor dem Beginn. Bitte prüfen Sie beide Tage."),
            field="closes_on",
        )


def _ensure_complete(consultation: Consultation) -> None:
    missing = queries.missing_for_publication(consultation)
    if missing:
        raise InvalidInput(
            "consultation.incomplete",
            N_(
                "Für alle sichtbar kann ein Verfahren nur sein, wenn die Checkliste vollständig ist. Es fehlt noch etwas."
            ),
        )


def _ensure_outcome(outcome: str) -> None:
    if not outcome:
        raise InvalidInput(
            "consultation.no-outcome",
            NO_OUTCOME,
            field="outcome",
        )


def _move(consultation: Consultation, to: ConsultationState) -> None:
    CONSULTATION.check(consultation.state, to)
    consultation.state = to


def _write(consultation: Consultation, draft: ConsultationDraft) -> None:
    consultation.title, consultation.purpose = draft.title, draft.purpose
    consultation.sozialraum_id = draft.place.id
    consultation.opens_on, consultation.closes_on = draft.opens_on, draft.closes_on
    consultation.contact_name, consultation.contact_phone = draft.contact_name, draft.contact_phone
    consultation.contact_email, consultation.moderate_first = draft.contact_email, draft.moderate_first


def _slug(title: str) -> str:
    return slug_of(fold(title))[: LONGEST_TITLE - 8].strip("-")
