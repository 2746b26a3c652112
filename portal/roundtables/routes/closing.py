"""`/arbeit/runde-tische/sitzungen/<id>/abschliessen`: one screen to end the evening: what is missing, who was there, the draft."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict
from portal.kernel.text import N_
from portal.roundtables.actions import attending, protocol, running
from portal.roundtables.forms.minutes import SummaryForm
from portal.roundtables.policy import MinutesPermission
from portal.roundtables.queries import agreements, content, evening
from portal.roundtables.queries import minutes as queries
from portal.roundtables.routes.running import meeting_in_url, person_in_url
from portal.roundtables.routes.tabs import MEETING_PAGES
from portal.roundtables.terms.minutes import NoteKind
from portal.web.access import actor, requires
from portal.web.forms import Form
from portal.web.i18n import _, ngettext
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.roundtables.models import Meeting, Participant

bp = Blueprint("meeting_close", __name__, url_prefix="/arbeit/runde-tische/sitzungen")

MEETING_PAGES.tab(N_("Abschließen"), "meeting_close.show", MinutesPermission.CLOSE, order=40)
tells(
    "meeting-closed", N_("Die Sitzung ist geschlossen. Was aufgeschrieben wurde, ist jetzt der Entwurf des Protokolls.")
)
tells("consent-noted", N_("Notiert."))


@dataclass(frozen=True)
class Check:
    """One line of what to look at before one closes. Nothing of it must be done."""

    label: str
    is_fine: bool
    href: str = ""


@bp.get("/<uuid:meeting_id>/abschliessen")
@requires(MinutesPermission.CLOSE, of=meeting_in_url)
def show(meeting: "Meeting") -> Response:
    return _screen(meeting)


@bp.post("/<uuid:meeting_id>/abschliessen")
@requires(MinutesPermission.CLOSE, of=meeting_in_url)
def close(meeting: "Meeting") -> Response:
    form = SummaryForm()
    if not form.validate_on_submit():
        return _screen(meeting, form=form, status=422)
    try:
        with unit_of_work():
            is_first = queries.of_meeting(meeting.id) is None
            made = running.close(evening.meeting(meeting.id), by=actor())
            if form.summary.data and not made.is_released:
                seen = made.version if is_first else form.seen_version
                protocol.summarise(made, summary=str(form.summary.data), version=seen, by=actor())
    except Conflict:
        theirs = queries.existing_of_meeting(meeting.id)
        conflicts = form.differences(theirs)
        form.version.data = str(theirs.version)
        return _screen(theirs.meeting, form=form, conflicts=conflicts, status=409)
    return reply(url_for("meeting_minutes.show", meeting_id=meeting.id), tell="meeting-closed")


@bp.post("/<uuid:meeting_id>/einwilligung/<uuid:participant_id>")
@requires(MinutesPermission.CLOSE, of=person_in_url)
def allow_name(participant: "Participant") -> Response:
    """One tap: may stand in the minutes by name, or not after all."""
    form = Form()
    if not form.validate_on_submit():
        return _screen(participant.meeting, status=422)
    with unit_of_work():
        attending.allow_name(participant, allowed=request.form.get("name") == "1", by=actor())
    return reply(
        url_for("meeting_close.show", meeting_id=participant.meeting_id),
        template="roundtables/evening/close.html",
        fragment="closing_people",
        tell="consent-noted",
        **_context(participant.meeting),
    )


def _screen(meeting: "Meeting", *, status: int = 200, **forms: Any) -> Response:
    return page("roundtables/evening/close.html", status=status, **_context(meeting) | forms)


def _context(meeting: "Meeting") -> dict[str, Any]:
    everybody = evening.people(meeting.id)
    found = queries.of_meeting(meeting.id)
    return {
        "meeting": meeting,
        "round_table": meeting.round_table,
        "minutes": found,
        "people": [one for one in everybody if one.attended],
        "counts": evening.count_kinds(meeting.id),
        "kinds": list(NoteKind),
        "checks": _checks(meeting, everybody),
        "form": SummaryForm(
            formdata=None,
            data={"summary": found.summary if found else "", "version": found.version if found else 0},
        ),
        "stages": MEETING_PAGES.of(meeting),
    }


def _checks(meeting: "Meeting", everybody: "list[Participant]") -> list[Check]:
    run_page = url_for("meeting_run.show", meeting_id=meeting.id)
    there = sum(1 for one in everybody if one.attended)
    shown = evening.shown(meeting.id)
    empty = [
        one.item.title for one in shown if one.item is not None and not one.notes and one.item.kind.value == "ordinary"
    ]
    made = agreements.made_at(meeting.id)
    nobody = sum(1 for one in made if one.is_open and not one.owner_called)
    unsettled = [one for one in agreements.earlier_open(meeting) if not agreements.was_carried_at(one.id, meeting)]
    names = content.names_without_consent(meeting, [one.note.text for part in shown for one in part.notes])
    return [
        Check(
            ngettext("%(n)s Person ist als anwesend notiert", "%(n)s Personen sind als anwesend notiert", there),
            there > 0,
            run_page,
        ),
        Check(
            _("Zu jedem Tagesordnungspunkt gibt es eine Notiz")
            if not empty
            else _("Ohne Notiz: %(titles)s", titles=", ".join(_(title) for title in empty)),
            not empty,
            run_page,
        ),
        Check(
            _("Jede Vereinbarung sagt, wer sie übernimmt")
            if not nobody
            else ngettext("%(n)s Vereinbarung ohne Person", "%(n)s Vereinbarungen ohne Person", nobody),
            not nobody,
            run_page,
        ),
        Check(
            _("Alle früheren Vereinbarungen sind besprochen")
            if not unsettled
            else ngettext(
                "%(n)s frühere Vereinbarung ist noch nicht besprochen",
                "%(n)s frühere Vereinbarungen sind noch nicht besprochen",
                len(unsettled),
            ),
            not unsettled,
            run_page,
        ),
        Check(
            _("In den Notizen stehen keine Namen ohne Einwilligung")
            if not names
            else _("In den Notizen stehen Namen ohne Einwilligung: %(names)s", names=", ".join(names)),
            not names,
            run_page,
        ),
    ]
