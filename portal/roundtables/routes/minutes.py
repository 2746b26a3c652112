"""`/arbeit/runde-tische/sitzungen/<id>/protokoll`: draft, correction round, release, sending, Nachtrag."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, DomainError, InvalidInput, NotFound
from portal.kernel.text import N_
from portal.network.terms import ContactWay
from portal.roundtables.actions import protocol
from portal.roundtables.documents import minutes as documents
from portal.roundtables.forms.minutes import (
    CorrectionNoteForm,
    CorrectionRoundForm,
    ReleaseForm,
    RemarkReplyForm,
    SummaryForm,
)
from portal.roundtables.policy import MinutesPermission
from portal.roundtables.queries import content, evening
from portal.roundtables.queries import minutes as queries
from portal.roundtables.routes.running import meeting_in_url
from portal.roundtables.routes.tabs import MEETING_PAGES
from portal.web.access import actor, requires
from portal.web.conflicts import refused
from portal.web.errors import status_of
from portal.web.forms import Form
from portal.web.pages import download, page, reply, tells

if TYPE_CHECKING:
    from portal.roundtables.models import Meeting, Minutes

bp = Blueprint("meeting_minutes", __name__, url_prefix="/arbeit/runde-tische/sitzungen")

MEETING_PAGES.tab(N_("Protokoll"), "meeting_minutes.show", MinutesPermission.READ, order=50)
tells("summary-saved", N_("Gespeichert."))
tells("correction-asked", N_("Die Korrekturrunde läuft. Wer da war und E-Mails liest, hat den Link bekommen."))
tells("remark-settled", N_("Festgehalten."))
tells("minutes-released", N_("Freigegeben. Das Protokoll bleibt jetzt, wie es ist."))
tells("minutes-sent", N_("Neu auf dem Weg: %(n)s. Briefe und Anrufe stehen unten als Liste."))
tells("delivery-marked", N_("Notiert."))
tells("correction-added", N_("Der Nachtrag steht unter dem Protokoll."))

#: Two forms with a version stand on the page.
_RELEASE = "freigabe-"


def minutes_in_url(meeting_id: UUID, **_deeper: object) -> "Minutes":
    """The Protokoll of the meeting that the address names. Raises `NotFound`."""
    return queries.existing_of_meeting(meeting_id)


@bp.get("/<uuid:meeting_id>/protokoll")
@requires(MinutesPermission.READ, of=meeting_in_url)
def show(meeting: "Meeting") -> Response:
    return _screen(meeting)


@bp.post("/<uuid:meeting_id>/protokoll/kurz")
@requires(MinutesPermission.EDIT, of=minutes_in_url)
def summarise(minutes: "Minutes") -> Response:
    form = SummaryForm()
    if not form.validate_on_submit():
        return _screen(minutes.meeting, summary_form=form, status=422)
    try:
        with unit_of_work():
            fresh = queries.minutes(minutes.id)
            protocol.summarise(fresh, summary=str(form.summary.data or ""), version=form.seen_version, by=actor())
    except Conflict:
        theirs = queries.minutes(minutes.id)
        conflicts = form.differences(theirs)
        form.version.data = str(theirs.version)
        return _screen(theirs.meeting, summary_form=form, conflicts=conflicts, status=409)
    return _back(minutes, "summary-saved")


@bp.post("/<uuid:meeting_id>/protokoll/korrekturrunde")
@requires(MinutesPermission.EDIT, of=minutes_in_url)
def ask_for_corrections(minutes: "Minutes") -> Response:
    form = CorrectionRoundForm()
    if not form.validate_on_submit():
        return _screen(minutes.meeting, round_form=form, status=422)
    with unit_of_work():
        protocol.ask_for_corrections(queries.minutes(minutes.id), days=form.days.data or 0, by=actor())
    return _back(minutes, "correction-asked")


@bp.post("/<uuid:meeting_id>/protokoll/hinweise/<uuid:remark_id>")
@requires(MinutesPermission.EDIT, of=minutes_in_url)
def settle_remark(minutes: "Minutes") -> Response:
    remark_id = (request.view_args or {})["remark_id"]
    form = RemarkReplyForm(prefix=_of_remark(remark_id))
    if not form.validate_on_submit() or form.chosen is None:
        return _screen(minutes.meeting, refused={remark_id: form}, status=422)
    with unit_of_work():
        protocol.settle_remark(
            queries.minutes(minutes.id), remark_id, to=form.chosen, reply=str(form.reply.data or ""), by=actor()
        )
    return _back(minutes, "remark-settled")


@bp.post("/<uuid:meeting_id>/protokoll/freigeben")
@requires(MinutesPermission.RELEASE, of=minutes_in_url)
def release(minutes: "Minutes") -> Response:
    form = ReleaseForm(prefix=_RELEASE)
    if not form.validate_on_submit():
        return _screen(minutes.meeting, release_form=form, status=422)
    try:
        with unit_of_work():
            protocol.release(
                queries.minutes(minutes.id),
                signed_by=str(form.signed_by.data),
                signed_as=str(form.signed_as.data or ""),
                version=form.seen_version,
                by=actor(),
            )
    except DomainError as error:
        fresh = queries.minutes(minutes.id)
        return _screen(fresh.meeting, release_form=form, status=refused(form, error, fresh.version))
    return _back(minutes, "minutes-released")


@bp.post("/<uuid:meeting_id>/protokoll/versenden")
@requires(MinutesPermission.SEND, of=minutes_in_url)
def send(minutes: "Minutes") -> Response:
    if not (form := Form()).validate_on_submit():
        return _screen(minutes.meeting, form=form, status=422)
    with unit_of_work():
        new = protocol.send(queries.minutes(minutes.id), by=actor())
    return reply(_here(minutes.meeting_id), tell="minutes-sent", count=new)


@bp.post("/<uuid:meeting_id>/protokoll/erhalten/<uuid:participant_id>")
@requires(MinutesPermission.SEND, of=minutes_in_url)
def mark_delivered(minutes: "Minutes") -> Response:
    if not (form := Form()).validate_on_submit():
        return _screen(minutes.meeting, form=form, status=422)
    with unit_of_work():
        protocol.mark_delivered(
            queries.minutes(minutes.id),
            (request.view_args or {})["participant_id"],
            done=request.form.get("done") == "1",
            by=actor(),
        )
    return _back(minutes, "delivery-marked")


@bp.post("/<uuid:meeting_id>/protokoll/nachtrag")
@requires(MinutesPermission.SEND, of=minutes_in_url)
def add_correction(minutes: "Minutes") -> Response:
    form = CorrectionNoteForm()
    if not form.validate_on_submit():
        return _screen(minutes.meeting, correction_form=form, status=422)
    try:
        with unit_of_work():
            protocol.add_correction(
                queries.minutes(minutes.id),
                text=str(form.text.data),
                signed_by=str(form.signed_by.data),
                submission_key=form.key,
                by=actor(),
            )
    except (Conflict, InvalidInput) as error:
        form.take(error)
        return _screen(queries.minutes(minutes.id).meeting, correction_form=form, status=status_of(error))
    return _back(minutes, "correction-added")


@bp.get("/<uuid:meeting_id>/protokoll.pdf")
@requires(MinutesPermission.READ, of=meeting_in_url)
def pdf(meeting: "Meeting") -> Response:
    found = queries.existing_of_meeting(meeting.id)
    return download(documents.minutes_pdf(found), documents.filename(found, "pdf"), documents.PDF_MIMETYPE)


@bp.get("/<uuid:meeting_id>/protokoll.docx")
@requires(MinutesPermission.READ, of=meeting_in_url)
def docx(meeting: "Meeting") -> Response:
    found = queries.existing_of_meeting(meeting.id)
    return download(documents.minutes_docx(found), documents.filename(found, "docx"), documents.DOCX_MIMETYPE)


@bp.get("/<uuid:meeting_id>/protokoll-briefe.pdf")
@requires(MinutesPermission.SEND, of=minutes_in_url)
def letters(minutes: "Minutes") -> Response:
    """One PDF with a letter for each person who gets the minutes on paper and has not yet got them."""
    people = [one.participant for one in _waiting(minutes, ContactWay.LETTER)]
    if not people:
        raise NotFound
    name = documents.filename(minutes, "pdf").replace("protokoll-", "protokoll-briefe-")
    return download(documents.letters_pdf(minutes, people), name, documents.PDF_MIMETYPE)


def _of_remark(remark_id: UUID) -> str:
    """One form for each remark stands on the page."""
    return f"hinweis-{remark_id.hex}-"


def _waiting(minutes: "Minutes", way: ContactWay) -> list[Any]:
    return [one for one in queries.deliveries(minutes.id) if one.way == way.value and one.done_at is None]


def _here(meeting_id: UUID) -> str:
    return url_for("meeting_minutes.show", meeting_id=meeting_id)


def _back(minutes: "Minutes", tell: str) -> Response:
    return reply(_here(minutes.meeting_id), tell=tell)


def _screen(meeting: "Meeting", *, status: int = 200, **forms: Any) -> Response:
    found = queries.of_meeting(meeting.id)
    context: dict[str, Any] = {
        "meeting": meeting,
        "round_table": meeting.round_table,
        "minutes": found,
        "due_on": queries.due_on(meeting),
        "is_overdue": queries.due_on(meeting) < today(),
        "stages": MEETING_PAGES.of(meeting),
        "form": Form(formdata=None),
    }
    if found is not None:
        context |= _of_minutes(meeting, found)
    return page("roundtables/minutes/show.html", status=status, **context | forms)


def _of_minutes(meeting: "Meeting", found: "Minutes") -> dict[str, Any]:
    texts = [one.note.text for part in evening.shown(meeting.id) for one in part.notes]
    delivered = queries.deliveries(found.id)
    remarks = queries.remarks(found.id)
    me = actor().name
    return {
        "d": documents.drawn(found),
        "remarks": remarks,
        "corrections": queries.corrections(found.id),
        "deliveries": delivered,
        "letters_waiting": sum(1 for one in delivered if one.way == ContactWay.LETTER.value and one.done_at is None),
        "calls": [one for one in delivered if one.way == ContactWay.PHONE.value],
        "ways": {way.value: way for way in ContactWay},
        "names": [] if found.is_released else content.names_without_consent(meeting, texts),
        "round_over": found.correction_until is not None and found.correction_until < today(),
        "summary_form": SummaryForm(formdata=None, data={"summary": found.summary, "version": found.version}),
        "round_form": CorrectionRoundForm(formdata=None),
        "release_form": ReleaseForm(formdata=None, prefix=_RELEASE, data={"signed_by": me, "version": found.version}),
        "correction_form": CorrectionNoteForm(formdata=None, data={"signed_by": me}),
        "reply_forms": {
            one.id: RemarkReplyForm(formdata=None, prefix=_of_remark(one.id), data={"reply": one.reply})
            for one in remarks
        },
        "refused": {},
        "suggested_end": today() + timedelta(days=7),
    }
